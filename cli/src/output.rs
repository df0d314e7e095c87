//! What a successful command says, and how files are written.
use crate::failure::Failure;
use anstyle::Style;
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Prints to stderr, so that stdout is for what was asked for.
pub struct Report {
    quiet: bool,
    verbose: bool,
}

impl Report {
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Report { quiet, verbose }
    }

    /// A line about what was done.
    pub fn line(&self, text: impl Display) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// A line that only `--verbose` shows.
    pub fn detail(&self, text: impl Display) {
        if self.verbose {
            self.line(text);
        }
    }

    /// A warning; `--quiet` hides it.
    pub fn warning(&self, text: impl Display) {
        let style = Style::new()
            .bold()
            .fg_color(Some(anstyle::AnsiColor::Yellow.into()));
        self.line(format_args!("{style}warning:{style:#} {text}"));
    }
}

/// A count of bytes as people read it: `742 KB`, with 1 KB = 1000 bytes.
pub fn human_bytes(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} KB", (bytes as f64 / 1e3).round()),
        _ => format!("{:.2} MB", bytes as f64 / 1e6),
    }
}

/// Writes a file whole or not at all: into a temporary file beside it, which
/// then takes its name. Devices and pipes are written directly.
///
/// # Errors
/// One line with the path and the system's reason.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |e: std::io::Error| {
        Failure::Message(format!("cannot write {}: {}", path.display(), reason(&e)))
    };
    if path.is_dir() {
        return Err(Failure::Message(format!(
            "cannot write {}: it is a directory",
            path.display()
        )));
    }
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes).map_err(fail);
    }
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    if !dir.is_dir() {
        return Err(Failure::Message(format!(
            "cannot write {}: there is no directory {}",
            path.display(),
            dir.display()
        )));
    }
    let mut file = sibling(dir).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.persist(path).map_err(|e| fail(e.error))?;
    Ok(())
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
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Failure::Message(format!(
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

#[cfg(test)]
mod tests {
    use super::human_bytes;

    #[test]
    fn sizes_have_three_figures_at_most() {
        assert_eq!(human_bytes(999), "999 B");
        assert_eq!(human_bytes(742_300), "742 KB");
        assert_eq!(human_bytes(1_359_071), "1.36 MB");
    }
}
