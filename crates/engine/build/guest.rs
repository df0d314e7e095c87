//! Compiles js-runtime with a cargo of its own.
use crate::toolchain::{Toolchain, run};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Builds the guest and returns the linked module, with relocations and names.
///
/// # Errors
/// One line; the compiler's own output is on stderr.
pub fn build(root: &Path, out: &Path, tools: &Toolchain) -> Result<PathBuf, String> {
    let source = root.join("js-runtime");
    watch(&source)?;
    // Beside the profile folders, so that all profiles share one guest.
    let target = out.ancestors().nth(4).unwrap_or(out).join("guest");
    let mut environment = vec![
        (
            "JSC_QUICKJS_DIR",
            quickjs_dir(&source)?.to_string_lossy().into_owned(),
        ),
        ("RQUICKJS_SYS_NO_WASI_SDK", "1".to_owned()),
    ];
    fs::create_dir_all(&target).map_err(|e| format!("cannot create {}: {e}", target.display()))?;
    environment.extend(tools.cc.environment(&target)?);
    leave_for_lint(&target, &environment)?;
    let mut cargo = cargo(&source);
    cargo
        .args([
            "rustc",
            "--release",
            "--locked",
            "--lib",
            "--target",
            "wasm32-wasip1",
            "--target-dir",
        ])
        .arg(&target)
        .envs(environment)
        .args(["--", "-Clink-arg=--emit-relocs", "-Cstrip=none"]);
    run(&mut cargo, "building js-runtime")?;
    Ok(target.join("wasm32-wasip1/release/jsc_runtime.wasm"))
}

/// A shell script that sets what this build sets, for clippy to check the guest
/// with: see `scripts/lint.sh`.
fn leave_for_lint(target: &Path, environment: &[(&str, String)]) -> Result<(), String> {
    let lines: String = environment
        .iter()
        .map(|(name, value)| format!("export {name}='{value}'\n"))
        .collect();
    let path = target.join("environment.sh");
    fs::write(&path, lines).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// A cargo that inherits nothing from the build that runs this script.
fn cargo(source: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(source);
    let keep = ["CARGO_HOME", "CARGO_NET_OFFLINE", "CARGO_TERM_COLOR"];
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let ours = (text.starts_with("CARGO")
            && !keep.contains(&&*text)
            && !text.starts_with("CARGO_REGISTRIES"))
            || text.starts_with("RUSTC")
            || [
                "RUSTFLAGS",
                "RUSTDOCFLAGS",
                "TARGET",
                "HOST",
                "OUT_DIR",
                "PROFILE",
                "OPT_LEVEL",
            ]
            .contains(&&*text);
        if ours {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// Where cargo unpacked the QuickJS sources that rquickjs-sys ships.
fn quickjs_dir(source: &Path) -> Result<PathBuf, String> {
    let output = cargo(source)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            "wasm32-wasip1",
        ])
        .output()
        .map_err(|e| format!("cannot run cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|e| format!("cargo metadata: {e}"))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .filter(|package| package["name"] == "rquickjs-sys")
        .find_map(|package| package["manifest_path"].as_str())
        .ok_or("cargo metadata knows no rquickjs-sys")?;
    Ok(Path::new(manifest).with_file_name("quickjs"))
}

/// Rebuilds when a file of js-runtime changes, but not for its own output.
fn watch(dir: &Path) -> Result<(), String> {
    let entries = fs::read_dir(dir).map_err(|e| format!("cannot read {}: {e}", dir.display()))?;
    for entry in entries.flatten() {
        if entry.file_name() != "target" && entry.file_name() != "test" {
            println!("cargo::rerun-if-changed={}", entry.path().display());
        }
    }
    Ok(())
}
