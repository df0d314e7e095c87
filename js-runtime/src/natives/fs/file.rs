//! Open files.
use super::path::names_directory;
use super::place::{self, locate};
use super::stat;
use crate::stdio;
use wasip1::{Errno, Fd, Fdflags, Oflags, Rights};

/// The flags of open(2) with their values on Linux, which are those of
/// `fs.constants`.
pub mod flag {
    pub const WRONLY: u32 = 1;
    pub const RDWR: u32 = 2;
    pub const CREAT: u32 = 0o100;
    pub const EXCL: u32 = 0o200;
    pub const TRUNC: u32 = 0o1000;
    pub const APPEND: u32 = 0o2000;
    pub const NONBLOCK: u32 = 0o4000;
    pub const DSYNC: u32 = 0o10000;
    pub const DIRECTORY: u32 = 0o200000;
    pub const NOFOLLOW: u32 = 0o400000;
    pub const SYNC: u32 = 0o4010000;
}

const READ_RIGHTS: Rights = wasip1::RIGHTS_FD_READ | wasip1::RIGHTS_FD_READDIR;

const WRITE_RIGHTS: Rights = wasip1::RIGHTS_FD_WRITE
    | wasip1::RIGHTS_FD_DATASYNC
    | wasip1::RIGHTS_FD_ALLOCATE
    | wasip1::RIGHTS_FD_FILESTAT_SET_SIZE;

const COMMON_RIGHTS: Rights = wasip1::RIGHTS_FD_SEEK
    | wasip1::RIGHTS_FD_TELL
    | wasip1::RIGHTS_FD_SYNC
    | wasip1::RIGHTS_FD_ADVISE
    | wasip1::RIGHTS_FD_FDSTAT_SET_FLAGS
    | wasip1::RIGHTS_FD_FILESTAT_GET
    | wasip1::RIGHTS_FD_FILESTAT_SET_TIMES
    | wasip1::RIGHTS_POLL_FD_READWRITE;

/// One system call of a copy moves this many bytes.
const COPY_BYTES: usize = 64 * 1024;

/// The standard stream that a path names. They need no directory of the host.
pub fn standard(path: &str) -> Option<Fd> {
    match path {
        "/dev/stdin" => Some(stdio::STDIN),
        "/dev/stdout" => Some(stdio::STDOUT),
        "/dev/stderr" => Some(stdio::STDERR),
        _ => None,
    }
}

/// Opens a file; `flags` are made of those in [`flag`].
///
/// # Errors
/// The host's error.
pub fn open(path: &str, flags: u32) -> Result<Fd, Errno> {
    if let Some(fd) = standard(path) {
        return Ok(fd);
    }
    let place = locate(path)?;
    let mut flags = flags;
    if names_directory(path) {
        if flags & flag::CREAT != 0 {
            return Err(wasip1::ERRNO_ISDIR);
        }
        flags |= flag::DIRECTORY;
    }
    let has = |bits: u32| flags & bits == bits;
    let follow = if has(flag::NOFOLLOW) {
        0
    } else {
        wasip1::LOOKUPFLAGS_SYMLINK_FOLLOW
    };
    let access = match flags & (flag::WRONLY | flag::RDWR) {
        0 => READ_RIGHTS,
        flag::WRONLY => WRITE_RIGHTS,
        _ => READ_RIGHTS | WRITE_RIGHTS,
    };
    // SAFETY: the path is passed with its length.
    unsafe {
        // Asking for rights that the directory cannot give is an error.
        let given =
            wasip1::fd_fdstat_get(place.dir).map_or(Rights::MAX, |stat| stat.fs_rights_inheriting);
        let rights = (access | COMMON_RIGHTS) & given;
        wasip1::path_open(
            place.dir,
            follow,
            &place.path,
            creation(has),
            rights,
            rights,
            mode(has),
        )
    }
}

fn creation(has: impl Fn(u32) -> bool) -> Oflags {
    let pairs = [
        (flag::CREAT, wasip1::OFLAGS_CREAT),
        (flag::EXCL, wasip1::OFLAGS_EXCL),
        (flag::TRUNC, wasip1::OFLAGS_TRUNC),
        (flag::DIRECTORY, wasip1::OFLAGS_DIRECTORY),
    ];
    pairs
        .iter()
        .filter(|(bits, _)| has(*bits))
        .fold(0, |all, (_, flags)| all | flags)
}

fn mode(has: impl Fn(u32) -> bool) -> Fdflags {
    let pairs = [
        (flag::APPEND, wasip1::FDFLAGS_APPEND),
        (flag::NONBLOCK, wasip1::FDFLAGS_NONBLOCK),
        (flag::DSYNC, wasip1::FDFLAGS_DSYNC),
        (flag::SYNC, wasip1::FDFLAGS_SYNC),
    ];
    pairs
        .iter()
        .filter(|(bits, _)| has(*bits))
        .fold(0, |all, (_, flags)| all | flags)
}

/// Closes a descriptor. The standard streams stay open, for what is printed
/// later.
///
/// # Errors
/// The host's error; EBADF for a directory that the host opened.
pub fn close(fd: Fd) -> Result<(), Errno> {
    if fd <= stdio::STDERR {
        return stdio::flush();
    }
    if place::name_of(fd).is_some() {
        return Err(wasip1::ERRNO_BADF);
    }
    // SAFETY: no pointer passes.
    unsafe { wasip1::fd_close(fd) }
}

/// Reads at a position, leaving the descriptor's own where it is.
///
/// # Errors
/// The host's error.
pub fn read_at(fd: Fd, into: &mut [u8], position: u64) -> Result<usize, Errno> {
    let part = [wasip1::Iovec {
        buf: into.as_mut_ptr(),
        buf_len: into.len(),
    }];
    // SAFETY: the vector points at a live buffer.
    unsafe { wasip1::fd_pread(fd, &part, position) }.map(|n| n.min(into.len()))
}

/// Writes all of `bytes` at a position, leaving the descriptor's own where it is.
///
/// # Errors
/// The host's error.
pub fn write_at(fd: Fd, mut bytes: &[u8], mut position: u64) -> Result<(), Errno> {
    while !bytes.is_empty() {
        let part = [wasip1::Ciovec {
            buf: bytes.as_ptr(),
            buf_len: bytes.len(),
        }];
        // SAFETY: the vector points at live bytes.
        match unsafe { wasip1::fd_pwrite(fd, &part, position) } {
            Ok(0) => return Err(wasip1::ERRNO_IO),
            Ok(n) => {
                bytes = &bytes[n.min(bytes.len())..];
                position += n as u64;
            }
            Err(wasip1::ERRNO_INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// Cuts a file, or fills it up with zeros, to `size` bytes.
///
/// # Errors
/// The host's error.
pub fn resize(fd: Fd, size: u64) -> Result<(), Errno> {
    // SAFETY: no pointer passes.
    unsafe { wasip1::fd_filestat_set_size(fd, size) }
}

/// Waits until a file's data, and with `metadata` all else, is stored.
///
/// # Errors
/// The host's error.
pub fn sync(fd: Fd, metadata: bool) -> Result<(), Errno> {
    // SAFETY: no pointer passes.
    unsafe {
        if metadata {
            wasip1::fd_sync(fd)
        } else {
            wasip1::fd_datasync(fd)
        }
    }
}

/// A descriptor that is closed when it goes out of scope.
pub struct OpenFile(pub Fd);

impl Drop for OpenFile {
    fn drop(&mut self) {
        let _ = close(self.0);
    }
}

/// Copies a file's contents; with `exclusive` the target must not exist.
///
/// # Errors
/// The host's error; EISDIR when the source is a directory.
pub fn copy(from: &str, to: &str, exclusive: bool) -> Result<(), Errno> {
    let source = OpenFile(open(from, 0)?);
    let of_source = stat::of_file(source.0)?;
    if of_source.filetype == wasip1::FILETYPE_DIRECTORY {
        return Err(wasip1::ERRNO_ISDIR);
    }
    let only_new = if exclusive { flag::EXCL } else { 0 };
    let target = OpenFile(open(to, flag::WRONLY | flag::CREAT | only_new)?);
    let of_target = stat::of_file(target.0)?;
    // A host that numbers no files gives them all number 0.
    if of_source.ino != 0 && (of_source.dev, of_source.ino) == (of_target.dev, of_target.ino) {
        return Ok(());
    }
    if of_target.size > 0 {
        resize(target.0, 0)?;
    }
    let mut buffer = vec![0; COPY_BYTES];
    loop {
        match stdio::read(source.0, &mut buffer)? {
            0 => return Ok(()),
            n => stdio::write(target.0, &buffer[..n])?,
        }
    }
}
