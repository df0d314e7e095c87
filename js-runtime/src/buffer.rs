//! A buffer of bytes whose beginning lies in the buffer itself.

/// Bytes: the first `N` are in the value, and need no allocation. In a static they are beside the
/// rest of what every run writes, so that a host that maps memory copy-on-write copies no other
/// page for them.
pub struct Buffer<const N: usize> {
    first: [u8; N],
    /// How much of `first` is used; 0 while the bytes are in `more`.
    used: usize,
    /// All bytes, once they are more than `N`.
    more: Vec<u8>,
}

impl<const N: usize> Buffer<N> {
    pub const fn new() -> Self {
        Buffer {
            first: [0; N],
            used: 0,
            more: Vec::new(),
        }
    }

    // With the byte in the code, not in a constant, which is on a page of its own.
    pub fn push(&mut self, byte: u8) {
        match self.first.get_mut(self.used) {
            Some(room) if self.more.is_empty() => {
                *room = byte;
                self.used += 1;
            }
            _ => self.extend(&[byte]),
        }
    }

    pub fn extend(&mut self, bytes: &[u8]) {
        if self.more.is_empty() {
            let end = self.used + bytes.len();
            if let Some(room) = self.first.get_mut(self.used..end) {
                room.copy_from_slice(bytes);
                self.used = end;
                return;
            }
            self.more.extend_from_slice(&self.first[..self.used]);
            self.used = 0;
        }
        self.more.extend_from_slice(bytes);
    }

    pub fn bytes(&self) -> &[u8] {
        match self.more.is_empty() {
            true => &self.first[..self.used],
            false => &self.more,
        }
    }

    /// Forgets the bytes, and keeps the allocation if it is of at most `kept` bytes.
    pub fn clear(&mut self, kept: usize) {
        self.used = 0;
        self.more.clear();
        if self.more.capacity() > kept {
            self.more = Vec::new();
        }
    }
}
