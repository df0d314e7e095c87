//! The cells of one size class: a free list, and a span that is cut as needed.

use core::ptr;

/// The state of one size class.
///
/// Freed cells form a list linked through their first word. A fresh span is not
/// threaded onto it: cells are cut off its start one by one, so that pages nobody
/// asked for stay untouched.
///
/// Aligned so that a class is found by a shift rather than by a multiplication.
#[repr(align(16))]
pub(crate) struct Class {
    free: *mut u8,
    /// The uncut rest of the current span; both null, or equal, if there is none.
    uncut: *mut u8,
    uncut_end: *mut u8,
}

impl Class {
    pub(crate) const fn new() -> Self {
        Class {
            free: ptr::null_mut(),
            uncut: ptr::null_mut(),
            uncut_end: ptr::null_mut(),
        }
    }

    /// Takes the cell freed last.
    #[inline(always)]
    pub(crate) fn take(&mut self) -> Option<*mut u8> {
        let cell = self.free;
        if cell.is_null() {
            return None;
        }
        // SAFETY: a listed cell is free and starts with the link to the next.
        self.free = unsafe { cell.cast::<*mut u8>().read() };
        Some(cell)
    }

    /// Cuts a cell of `size` bytes off the current span, if that is not used up.
    #[inline(always)]
    pub(crate) fn cut(&mut self, size: usize) -> Option<*mut u8> {
        let cell = self.uncut;
        if cell == self.uncut_end {
            return None;
        }
        self.uncut = cell.wrapping_add(size);
        Some(cell)
    }

    /// Lists `cell` as free.
    ///
    /// # Safety
    ///
    /// `cell` must be a cell of this class that nobody uses any longer.
    #[inline(always)]
    pub(crate) unsafe fn put(&mut self, cell: *mut u8) {
        // SAFETY: the cell is ours now, aligned to 8 and at least 8 bytes long.
        unsafe { cell.cast::<*mut u8>().write(self.free) };
        self.free = cell;
    }

    /// Starts to cut the `bytes` bytes at `span`, which are a multiple of the cell
    /// size. There must be nothing left of the last span.
    pub(crate) fn start_span(&mut self, span: *mut u8, bytes: usize) {
        debug_assert!(self.uncut == self.uncut_end);
        self.uncut = span;
        self.uncut_end = span.wrapping_add(bytes);
    }

    /// The uncut bytes: where they start and how many there are.
    pub(crate) fn uncut(&self) -> (*mut u8, usize) {
        (self.uncut, self.uncut_end.addr() - self.uncut.addr())
    }

    /// Forgets the current span.
    pub(crate) fn drop_span(&mut self) {
        self.uncut = ptr::null_mut();
        self.uncut_end = ptr::null_mut();
    }

    /// The free cells, last freed first.
    pub(crate) fn cells(&self) -> impl Iterator<Item = *mut u8> + use<> {
        let mut next = self.free;
        core::iter::from_fn(move || {
            let cell = next;
            if cell.is_null() {
                return None;
            }
            // SAFETY: a listed cell is free and starts with the link to the next.
            next = unsafe { cell.cast::<*mut u8>().read() };
            Some(cell)
        })
    }

    /// Forgets all free cells.
    pub(crate) fn drop_cells(&mut self) {
        self.free = ptr::null_mut();
    }

    /// Keeps only the free cells that `keep` says yes to, in their order.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(*mut u8) -> bool) {
        let mut link: *mut *mut u8 = &raw mut self.free;
        for cell in self.cells() {
            if keep(cell) {
                // SAFETY: `link` is the list's head or in the last cell kept.
                unsafe { link.write(cell) };
                link = cell.cast();
            }
        }
        // SAFETY: as above.
        unsafe { link.write(ptr::null_mut()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    const SIZE: usize = 16;

    #[repr(align(16))]
    struct Span([u8; 8 * SIZE]);

    fn class(span: &mut Span) -> Class {
        let mut class = Class::new();
        class.start_span(span.0.as_mut_ptr(), span.0.len());
        class
    }

    #[test]
    fn cells_are_cut_in_order_and_the_rest_stays_untouched() {
        let mut span = Span([7; 8 * SIZE]);
        let mut class = class(&mut span);
        let first = class.cut(SIZE).unwrap();
        assert_eq!(class.cut(SIZE), Some(first.wrapping_add(SIZE)));
        assert_eq!(class.uncut(), (first.wrapping_add(2 * SIZE), 6 * SIZE));
        assert!(span.0.iter().all(|&byte| byte == 7));
    }

    #[test]
    fn a_span_gives_each_cell_once_then_null() {
        let mut span = Span([0; 8 * SIZE]);
        let mut class = class(&mut span);
        let mut cells: Vec<_> = (0..8).filter_map(|_| class.cut(SIZE)).collect();
        assert_eq!(class.cut(SIZE), None);
        cells.dedup();
        assert_eq!(cells.len(), 8);
    }

    #[test]
    fn the_cell_freed_last_is_taken_first() {
        let mut span = Span([0; 8 * SIZE]);
        let mut class = class(&mut span);
        let (a, b) = (class.cut(SIZE).unwrap(), class.cut(SIZE).unwrap());
        // SAFETY: both cells were taken from this class.
        unsafe {
            class.put(a);
            class.put(b);
        }
        assert_eq!(class.cells().collect::<Vec<_>>(), [b, a]);
        assert_eq!((class.take(), class.take()), (Some(b), Some(a)));
        assert_eq!(class.take(), None);
    }

    #[test]
    fn retain_drops_cells_and_keeps_the_order() {
        let mut span = Span([0; 8 * SIZE]);
        let mut class = class(&mut span);
        let cells: Vec<_> = (0..6).filter_map(|_| class.cut(SIZE)).collect();
        for &cell in &cells {
            // SAFETY: taken from this class just now.
            unsafe { class.put(cell) };
        }
        let mut index = 0;
        class.retain(|_| {
            index += 1;
            index % 2 == 0
        });
        let kept: Vec<_> = class.cells().collect();
        assert_eq!(kept, [cells[4], cells[2], cells[0]]);
        class.retain(|_| false);
        assert_eq!(class.cells().count(), 0);
    }
}
