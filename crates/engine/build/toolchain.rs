//! Finds the C compiler and wasm-opt that `make setup` fetched, or the user's.
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Programs that the engine build runs.
pub struct Toolchain {
    pub cc: CCompiler,
    /// Binaryen's optimizer, a script for Node.
    wasm_opt: PathBuf,
}

/// A C compiler for wasm32-wasi.
pub enum CCompiler {
    /// The user's wasi-sdk.
    WasiSdk(PathBuf),
    /// Zig's.
    Zig(PathBuf),
}

/// Looks in `WASI_SDK_PATH`, then in `.toolchain`.
///
/// # Errors
/// One line that says what is missing and what to do.
pub fn find(root: &Path) -> Result<Toolchain, String> {
    println!("cargo::rerun-if-env-changed=WASI_SDK_PATH");
    let local = root.join(".toolchain");
    let zig = local.join("ziglang/ziglang/zig");
    let cc = match env::var_os("WASI_SDK_PATH") {
        Some(sdk) if !sdk.is_empty() => {
            let sdk = PathBuf::from(sdk);
            if !sdk.join("bin/clang").exists() {
                return Err(format!(
                    "WASI_SDK_PATH is set, but {} has no bin/clang",
                    sdk.display()
                ));
            }
            CCompiler::WasiSdk(sdk)
        }
        _ if zig.exists() => CCompiler::Zig(zig),
        _ => return Err("no C compiler for wasm: run `make setup`, or set WASI_SDK_PATH".into()),
    };
    let wasm_opt = local.join("node_modules/binaryen/bin/wasm-opt");
    if !wasm_opt.exists() {
        return Err("wasm-opt is missing: run `make setup`".into());
    }
    Ok(Toolchain { cc, wasm_opt })
}

impl Toolchain {
    /// Runs wasm-opt with the given arguments.
    ///
    /// # Errors
    /// What it printed.
    pub fn wasm_opt(&self, args: &[&str]) -> Result<(), String> {
        run(
            Command::new("node").arg(&self.wasm_opt).args(args),
            "wasm-opt",
        )
    }
}

/// Runs a command to its end.
///
/// # Errors
/// Why it could not start, or the end of what it printed.
pub fn run(command: &mut Command, name: &str) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|e| format!("cannot run {name}: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    eprintln!("{text}");
    let line = text
        .lines()
        .rev()
        .find(|l| l.contains("error"))
        .unwrap_or("see its output below");
    Err(format!("{name} failed: {line}"))
}

impl CCompiler {
    /// Environment for the `cc` crate: programs and flags for the wasm target.
    /// Wrapper scripts, where needed, are written to `dir`.
    ///
    /// # Errors
    /// When a script cannot be written.
    pub fn environment(&self, dir: &Path) -> Result<Vec<(&'static str, String)>, String> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        Ok(match self {
            CCompiler::WasiSdk(sdk) => vec![
                ("CC_wasm32_wasip1", text(&sdk.join("bin/clang"))),
                ("AR_wasm32_wasip1", text(&sdk.join("bin/llvm-ar"))),
                (
                    "CFLAGS_wasm32_wasip1",
                    format!("--sysroot={}", text(&sdk.join("share/wasi-sysroot"))),
                ),
            ],
            CCompiler::Zig(zig) => {
                // `cc` passes a target of its own, which Zig does not know.
                let drop_target = "for a do shift; case \"$a\" in --target=*) ;; *) set -- \"$@\" \"$a\" ;; esac; done\n";
                let zig = text(zig);
                let cc = script(
                    dir,
                    "wasm-cc",
                    &format!("{drop_target}exec '{zig}' cc -target wasm32-wasi \"$@\"\n"),
                )?;
                let ar = script(dir, "wasm-ar", &format!("exec '{zig}' ar \"$@\"\n"))?;
                vec![("CC_wasm32_wasip1", cc), ("AR_wasm32_wasip1", ar)]
            }
        })
    }
}

fn script(dir: &Path, name: &str, body: &str) -> Result<String, String> {
    let path = dir.join(name);
    let write = || {
        fs::write(&path, format!("#!/bin/sh\n{body}"))?;
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(())
    };
    write().map_err(|e: std::io::Error| format!("cannot write {}: {e}", path.display()))?;
    Ok(path.to_string_lossy().into_owned())
}
