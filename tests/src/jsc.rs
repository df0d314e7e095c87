//! The compiler as its users call it: the `jsc` command.
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a program could not be built.
#[derive(Debug)]
pub enum BuildError {
    /// `jsc build` ended with this exit code (`None` when killed) and stderr.
    Refused { exit: Option<i32>, stderr: String },
    /// `jsc` could not be run at all.
    Broken(String),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BuildError::Refused { exit, stderr } => {
                write!(f, "jsc build failed with exit code {exit:?}:\n{stderr}")
            }
            BuildError::Broken(reason) => f.write_str(reason),
        }
    }
}

/// The bytes of the module that `jsc build ENTRY FLAGS` makes when it is run in
/// `folder`.
pub fn build(folder: &Path, entry: &str, flags: &[String]) -> Result<Vec<u8>, BuildError> {
    let broken = |error: std::io::Error| BuildError::Broken(error.to_string());
    let output = tempfile::tempdir().map_err(broken)?;
    let wasm = output.path().join("app.wasm");
    let result = command()?
        .current_dir(folder)
        .args(["build", entry, "-o"])
        .arg(&wasm)
        .args(flags)
        .stdin(Stdio::null())
        .output()
        .map_err(broken)?;
    if !result.status.success() {
        let stderr = String::from_utf8_lossy(&result.stderr).into_owned();
        return Err(BuildError::Refused {
            exit: result.status.code(),
            stderr,
        });
    }
    std::fs::read(&wasm).map_err(broken)
}

/// What `jsc inspect --json` says about `wasm`. The error is a failure of `jsc`.
pub fn inspect(wasm: &[u8]) -> Result<serde_json::Value, String> {
    serde_json::from_slice(&inspect_with("--json", wasm)?).map_err(|error| error.to_string())
}

/// What `jsc inspect --preinit` says about `wasm`. The error is a failure of `jsc`.
pub fn preinit_report(wasm: &[u8]) -> Result<String, String> {
    String::from_utf8(inspect_with("--preinit", wasm)?).map_err(|error| error.to_string())
}

fn inspect_with(flag: &str, wasm: &[u8]) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("app.wasm");
    std::fs::write(&path, wasm).map_err(|error| error.to_string())?;
    let mut command = command().map_err(|error| error.to_string())?;
    let output = command
        .args(["inspect", flag])
        .arg(&path)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The `jsc` command without arguments and without colours. The error says where
/// it was looked for.
pub fn command() -> Result<Command, BuildError> {
    let mut command = Command::new(binary()?);
    command.env("NO_COLOR", "1");
    Ok(command)
}

/// The `jsc` that Cargo built beside the running test, or the one that the
/// environment variable `JSC` names.
fn binary() -> Result<PathBuf, BuildError> {
    let built = || {
        let test = std::env::current_exe().ok()?;
        let profile = test.parent()?.parent()?;
        Some(
            profile
                .join(format!("jsc{}", std::env::consts::EXE_SUFFIX))
                .into_os_string(),
        )
    };
    let path = std::env::var_os("JSC")
        .or_else(built)
        .unwrap_or_else(|| OsString::from("jsc"));
    let path = PathBuf::from(path);
    if path.is_file() {
        Ok(path)
    } else {
        let message = format!(
            "no `{}`: run `cargo build -p jsc-cli` first",
            path.display()
        );
        Err(BuildError::Broken(message))
    }
}
