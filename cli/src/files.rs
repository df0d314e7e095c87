//! How files and stdout are written.
use crate::failure::Failure;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Why a file was not written.
pub fn unwritable(path: &Path, why: &str) -> Failure {
    Failure::message(format!("cannot write {}: {why}", path.display()))
}

/// The folder that a file lies in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes a file whole or not at all: into a temporary file beside it, which
/// then takes its name. Devices and pipes are written directly.
///
/// # Errors
/// One line with the path and the system's reason.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |e: std::io::Error| unwritable(path, &reason(&e));
    if path.is_dir() {
        return Err(unwritable(path, "it is a directory"));
    }
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes).map_err(fail);
    }
    let folder = folder(path);
    if !folder.is_dir() {
        let why = format!("there is no directory {}", folder.display());
        return Err(unwritable(path, &why));
    }
    let mut file = sibling(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.persist(path).map_err(|e| fail(e.error))?;
    Ok(())
}

/// Makes the folders that a file is to lie in.
///
/// # Errors
/// One line with the folder and the system's reason.
pub fn create_folders(path: &Path) -> Result<(), Failure> {
    let folder = folder(path);
    std::fs::create_dir_all(folder).map_err(|e| {
        Failure::message(format!(
            "cannot make the directory {}: {}",
            folder.display(),
            reason(&e)
        ))
    })
}

/// A temporary file that others may read once it has its name, as far as the
/// user's umask allows: temporary files are private by default.
#[cfg(unix)]
fn sibling(dir: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let shared = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new()
        .prefix(".jsc-")
        .permissions(shared)
        .tempfile_in(dir)
}

#[cfg(not(unix))]
fn sibling(dir: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".jsc-").tempfile_in(dir)
}

/// Writes to stdout. A reader that stopped reading has what it wanted.
///
/// # Errors
/// One line with the system's reason.
pub fn write_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Failure::message(format!(
            "cannot write to stdout: {}",
            reason(&e)
        ))),
        _ => Ok(()),
    }
}

/// The system's reason without its number: `Permission denied`.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((reason, _)) => reason.to_lowercase(),
        None => text,
    }
}

/// Whether both paths lead to one existing file.
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}
