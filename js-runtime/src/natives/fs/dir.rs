//! Directories and links.
use super::file::{self, OpenFile, flag};
use super::place::locate;
use wasip1::{ERRNO_EXIST, Errno, Fd};

/// Room for some hundred entries; grows for a name that does not fit.
const LIST_BYTES: usize = 16 * 1024;

/// Bytes of WASI's `dirent`, which stands before each name: the next cookie
/// (u64), an inode (u64), the name's length (u32), the file type (u8), padding.
const HEADER_BYTES: usize = 24;

/// How many random names [`make_temporary`] tries.
const ATTEMPTS: usize = 100;

/// One entry of a directory.
pub struct Entry {
    pub name: String,
    /// WASI's file type.
    pub kind: u8,
}

/// The entries of a directory by name, without `.` and `..`.
///
/// # Errors
/// The host's error.
pub fn list(path: &str) -> Result<Vec<Entry>, Errno> {
    let dir = OpenFile(file::open(path, flag::DIRECTORY)?);
    let mut buffer = vec![0u8; LIST_BYTES];
    let mut entries = Vec::new();
    let mut cookie = wasip1::DIRCOOKIE_START;
    loop {
        // SAFETY: the buffer is passed with its length.
        let filled =
            unsafe { wasip1::fd_readdir(dir.0, buffer.as_mut_ptr(), buffer.len(), cookie)? };
        let before = cookie;
        let mut bytes = &buffer[..filled.min(buffer.len())];
        while let Some((next, entry, rest)) = take_entry(bytes) {
            if entry.name != "." && entry.name != ".." {
                entries.push(entry);
            }
            (cookie, bytes) = (next, rest);
        }
        if filled < buffer.len() {
            break;
        }
        if cookie == before {
            buffer.resize(buffer.len() * 2, 0);
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// The first entry, the cookie behind it, and what follows; None when it is cut off.
fn take_entry(bytes: &[u8]) -> Option<(u64, Entry, &[u8])> {
    let (header, rest) = bytes.split_at_checked(HEADER_BYTES)?;
    let next = u64::from_le_bytes(header[..8].try_into().ok()?);
    let len = u32::from_le_bytes(header[16..20].try_into().ok()?) as usize;
    let (name, rest) = rest.split_at_checked(len)?;
    let entry = Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        kind: header[20],
    };
    Some((next, entry, rest))
}

/// Creates a directory.
///
/// # Errors
/// The host's error.
pub fn make(path: &str) -> Result<(), Errno> {
    let place = locate(path)?;
    // SAFETY: the path is passed with its length.
    unsafe { wasip1::path_create_directory(place.dir, &place.path) }
}

/// Creates a directory with a name of its own: `prefix` and six random
/// characters. Returns its path.
///
/// # Errors
/// The host's error.
pub fn make_temporary(prefix: &str) -> Result<String, Errno> {
    const CHARACTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for _ in 0..ATTEMPTS {
        let mut random = [0u8; 6];
        // SAFETY: the buffer is passed with its length.
        unsafe { wasip1::random_get(random.as_mut_ptr(), random.len())? };
        let mut path = prefix.to_owned();
        path.extend(random.map(|byte| CHARACTERS[byte as usize % CHARACTERS.len()] as char));
        match make(&path) {
            Ok(()) => return Ok(path),
            Err(ERRNO_EXIST) => {}
            Err(errno) => return Err(errno),
        }
    }
    Err(ERRNO_EXIST)
}

/// Removes an empty directory.
///
/// # Errors
/// The host's error.
pub fn remove(path: &str) -> Result<(), Errno> {
    let place = locate(path)?;
    // SAFETY: the path is passed with its length.
    unsafe { wasip1::path_remove_directory(place.dir, &place.path) }
}

/// Removes what is no directory.
///
/// # Errors
/// The host's error.
pub fn unlink(path: &str) -> Result<(), Errno> {
    let place = locate(path)?;
    // SAFETY: the path is passed with its length.
    unsafe { wasip1::path_unlink_file(place.dir, &place.path) }
}

/// Gives a file or directory another path.
///
/// # Errors
/// The host's error.
pub fn rename(from: &str, to: &str) -> Result<(), Errno> {
    let (from, to) = (locate(from)?, locate(to)?);
    // SAFETY: the paths are passed with their lengths.
    unsafe { wasip1::path_rename(from.dir, &from.path, to.dir, &to.path) }
}

/// Gives a file a second path.
///
/// # Errors
/// The host's error.
pub fn link(from: &str, to: &str) -> Result<(), Errno> {
    let (from, to) = (locate(from)?, locate(to)?);
    // SAFETY: as above.
    unsafe { wasip1::path_link(from.dir, 0, &from.path, to.dir, &to.path) }
}

/// Creates a symbolic link at `path` with the text `target`.
///
/// # Errors
/// The host's error.
pub fn symlink(target: &str, path: &str) -> Result<(), Errno> {
    let place = locate(path)?;
    // SAFETY: as above.
    unsafe { wasip1::path_symlink(target, place.dir, &place.path) }
}

/// The text of a symbolic link.
///
/// # Errors
/// The host's error; EINVAL when there is something else at `path`.
pub fn read_link(path: &str) -> Result<String, Errno> {
    let place = locate(path)?;
    let mut text = vec![0u8; 256];
    loop {
        // SAFETY: path and buffer are passed with their lengths.
        let len = unsafe { read_link_into(place.dir, &place.path, &mut text)? };
        if len < text.len() {
            text.truncate(len);
            return Ok(String::from_utf8_lossy(&text).into_owned());
        }
        text.resize(text.len() * 4, 0);
    }
}

unsafe fn read_link_into(dir: Fd, path: &str, into: &mut [u8]) -> Result<usize, Errno> {
    match unsafe { wasip1::path_readlink(dir, path, into.as_mut_ptr(), into.len()) } {
        // Some hosts refuse a buffer that is too small instead of filling it.
        Err(wasip1::ERRNO_RANGE) => Ok(into.len()),
        result => result,
    }
}
