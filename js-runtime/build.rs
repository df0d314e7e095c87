//! Compiles QuickJS for the guest: copies of the C files that rquickjs-sys
//! ships, with the edits of `quickjs_edits/`, and our own `c/engine.c` that
//! includes them to reach the engine's internals. A crate's own archive is searched before
//! those of its dependencies, so members of rquickjs-sys's are never pulled.
#[path = "quickjs_edits/mod.rs"]
mod quickjs_edits;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=c");
    println!("cargo:rerun-if-changed=quickjs_edits");
    println!("cargo:rerun-if-env-changed=JSC_QUICKJS_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let quickjs = env::var_os("JSC_QUICKJS_DIR").expect("crates/engine sets JSC_QUICKJS_DIR");
    let copy = out.join("quickjs");
    copy_sources(Path::new(&quickjs), &copy);
    quickjs_edits::apply(&copy);

    cc::Build::new()
        .files(["libregexp.c", "libunicode.c", "dtoa.c"].map(|f| copy.join(f)))
        .file("c/engine.c")
        .include(&copy)
        .include("c")
        .define("_GNU_SOURCE", None)
        .define("NDEBUG", None)
        .define("FE_DOWNWARD", "0")
        .define("FE_UPWARD", "0")
        // As fast as -O2 on this interpreter, a quarter smaller, and smaller frames.
        .opt_level_str("s")
        .flag("-ffunction-sections")
        .flag("-fdata-sections")
        .warnings(false)
        .compile("jsc_quickjs");
}

fn copy_sources(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("create the copy's folder");
    for entry in fs::read_dir(from)
        .expect("read the QuickJS folder")
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "c" || e == "h") {
            fs::copy(&path, to.join(entry.file_name())).expect("copy a QuickJS file");
        }
    }
}
