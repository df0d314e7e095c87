//! Runs a command in a process of its own and reads from the kernel what it used.
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::env;
use std::fs::{self, File};
use std::mem::MaybeUninit;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What one process used.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct Usage {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of processor time, user and system.
    pub cpu: f64,
    /// Bytes.
    pub peak_memory: f64,
    pub success: bool,
}

/// Runs a command with a file, or nothing, as stdin; stdout goes to a file.
///
/// # Errors
/// What the command said when it failed.
pub fn run(argv: &[String], stdin: Option<&Path>, stdout: &Path) -> Result<Usage> {
    let (usage, errors) = run_to_any_end(argv, stdin, stdout)?;
    if !usage.success {
        let line = errors.lines().find(|l| l.to_lowercase().contains("error"));
        bail!(
            "{}",
            line.or(errors.lines().next()).unwrap_or("failed").trim()
        );
    }
    Ok(usage)
}

/// [`run`] for a command that may fail; gives what it wrote to stderr too.
///
/// A small process starts it: Linux counts what the starting process had as the
/// new one's peak memory.
pub fn run_to_any_end(
    argv: &[String],
    stdin: Option<&Path>,
    stdout: &Path,
) -> Result<(Usage, String)> {
    let report = tempfile::NamedTempFile::new()?;
    let errors = tempfile::NamedTempFile::new()?;
    let status = Command::new(env::current_exe()?)
        .arg("spawn")
        .arg(report.path())
        .arg("--")
        .args(argv)
        .stdin(stdin.map_or(Ok(Stdio::null()), |p| File::open(p).map(Stdio::from))?)
        .stdout(File::create(stdout)?)
        .stderr(errors.reopen()?)
        .status()?;
    let text = String::from_utf8_lossy(&fs::read(errors.path())?).into_owned();
    if !status.success() {
        bail!("{}", text.trim());
    }
    Ok((serde_json::from_slice(&fs::read(report.path())?)?, text))
}

/// The other side of [`run`]: starts the command, waits, writes the usage.
pub fn spawn(report: &Path, command: &[String]) -> Result<()> {
    let (program, args) = command.split_first().context("no command")?;
    let start = Instant::now();
    let child = Command::new(program)
        .args(args)
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    let (status, usage) = wait(child.id())?;
    let wall = start.elapsed().as_secs_f64();
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    // Kilobytes on Linux, bytes on macOS.
    let unit = if cfg!(target_os = "macos") {
        1.0
    } else {
        1024.0
    };
    let usage = Usage {
        wall,
        cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        peak_memory: usage.ru_maxrss as f64 * unit,
        success: libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0,
    };
    Ok(fs::write(report, serde_json::to_vec(&usage)?)?)
}

fn wait(pid: u32) -> Result<(i32, libc::rusage)> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: both pointers are to locals of the types that wait4 writes, and all zeroes is a valid rusage.
    let usage = unsafe {
        if libc::wait4(pid as libc::pid_t, &mut status, 0, usage.as_mut_ptr()) < 0 {
            bail!("wait4: {}", std::io::Error::last_os_error());
        }
        usage.assume_init()
    };
    Ok((status, usage))
}
