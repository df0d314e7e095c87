//! What the host says about files, and their times.
use super::file::standard;
use super::path::names_directory;
use super::place::locate;
use wasip1::{Errno, Fd, Filestat, Lookupflags};

const TIMES: wasip1::Fstflags = wasip1::FSTFLAGS_ATIM | wasip1::FSTFLAGS_MTIM;

/// Last access and last change of the contents, in nanoseconds since 1970.
#[derive(Clone, Copy)]
pub struct Times {
    pub accessed: u64,
    pub modified: u64,
}

/// What is at a path; with `follow` what a symbolic link there leads to.
///
/// # Errors
/// The host's error.
pub fn of_path(path: &str, follow: bool) -> Result<Filestat, Errno> {
    if let Some(fd) = standard(path) {
        return of_file(fd);
    }
    let place = locate(path)?;
    let of_directory = names_directory(path);
    let flags = lookup(follow || of_directory);
    // SAFETY: the path is passed with its length.
    let stat = unsafe { wasip1::path_filestat_get(place.dir, flags, &place.path)? };
    if of_directory && stat.filetype != wasip1::FILETYPE_DIRECTORY {
        return Err(wasip1::ERRNO_NOTDIR);
    }
    Ok(stat)
}

/// What an open descriptor is.
///
/// # Errors
/// The host's error.
pub fn of_file(fd: Fd) -> Result<Filestat, Errno> {
    // SAFETY: no pointer passes.
    unsafe { wasip1::fd_filestat_get(fd) }
}

/// Sets the times of what is at a path.
///
/// # Errors
/// The host's error.
pub fn set_path_times(path: &str, follow: bool, times: Times) -> Result<(), Errno> {
    let place = locate(path)?;
    let Times { accessed, modified } = times;
    // SAFETY: the path is passed with its length.
    unsafe {
        wasip1::path_filestat_set_times(
            place.dir,
            lookup(follow),
            &place.path,
            accessed,
            modified,
            TIMES,
        )
    }
}

/// Sets the times of an open file.
///
/// # Errors
/// The host's error.
pub fn set_file_times(fd: Fd, times: Times) -> Result<(), Errno> {
    // SAFETY: no pointer passes.
    unsafe { wasip1::fd_filestat_set_times(fd, times.accessed, times.modified, TIMES) }
}

fn lookup(follow: bool) -> Lookupflags {
    if follow {
        wasip1::LOOKUPFLAGS_SYMLINK_FOLLOW
    } else {
        0
    }
}
