//! Builds the engine: js-runtime is compiled for wasm32-wasip1, optimized,
//! given stack accounting, and precompiled for the host that `jsc` will run on.
//!
//! Each step is a module; data passes forward only.
mod builtins;
#[path = "../src/config.rs"]
mod config;
mod guest;
mod image;
mod toolchain;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let manifest =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let root = manifest
        .ancestors()
        .nth(2)
        .expect("crates/engine lies two levels below the root")
        .to_owned();

    let built = toolchain::find(&root)
        .and_then(|tools| guest::build(&root, &out, &tools).map(|linked| (tools, linked)))
        .and_then(|(tools, linked)| image::make(&linked, &out, &tools))
        .and_then(|()| builtins::embed(&root.join("js-runtime/js"), &out));
    if let Err(message) = built {
        // `cargo::error` shows the line without a backtrace of ours.
        println!("cargo::error={message}");
        let _ = fs::remove_file(out.join("engine.cwasm"));
        std::process::exit(1);
    }
}
