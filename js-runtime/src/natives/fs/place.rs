//! Where a path is: a directory that the host opened, and the way from there.
use super::path::{self, Normal};
use wasip1::{ERRNO_NOENT, Errno, Fd};

/// The host numbers the directories it opened from here on.
const FIRST_DIRECTORY: Fd = 3;

/// A path in the terms of WASI.
pub struct Place {
    pub dir: Fd,
    pub path: String,
}

/// Finds the directory that a path lies in. The host is asked each time, so
/// that nothing of one run, or of the build, is left for another.
///
/// # Errors
/// ENOENT when the host opened no directory for it: to the program there is
/// nothing outside of them.
pub fn locate(path: &str) -> Result<Place, Errno> {
    if path.is_empty() {
        return Err(ERRNO_NOENT);
    }
    let wanted = path::normalize(path);
    let mut best: Option<(Fd, Normal)> = None;
    for dir in FIRST_DIRECTORY.. {
        let Some(name) = name_of(dir) else {
            break;
        };
        let base = path::normalize(&name);
        let better = best
            .as_ref()
            .is_none_or(|(_, b)| wanted.fit(&base) > wanted.fit(b));
        if better && wanted.within(&base).is_some() {
            best = Some((dir, base));
        }
    }
    let (dir, base) = best.ok_or(ERRNO_NOENT)?;
    let path = wanted.within(&base).ok_or(ERRNO_NOENT)?.to_owned();
    Ok(Place { dir, path })
}

/// The name of a directory that the host opened; None for other descriptors.
pub fn name_of(fd: Fd) -> Option<String> {
    // SAFETY: the buffer has the length that the host asked for.
    unsafe {
        let prestat = wasip1::fd_prestat_get(fd).ok()?;
        if prestat.tag != wasip1::PREOPENTYPE_DIR.raw() {
            return None;
        }
        let mut name = vec![0u8; prestat.u.dir.pr_name_len];
        wasip1::fd_prestat_dir_name(fd, name.as_mut_ptr(), name.len()).ok()?;
        // Some hosts count the NUL of a C string.
        let text = name.split(|&byte| byte == 0).next().unwrap_or_default();
        Some(String::from_utf8_lossy(text).into_owned())
    }
}
