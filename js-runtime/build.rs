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

    let mut small = compiler(&copy);
    small
        .files(["libunicode.c", "dtoa.c"].map(|f| copy.join(f)))
        .opt_level_str("s")
        .compile("jsc_quickjs_small");
    // engine.c says which of its functions are compiled for size all the same.
    let mut fast = compiler(&copy);
    fast.file("c/engine.c")
        .file(copy.join("libregexp.c"))
        .opt_level_str("2")
        .compile("jsc_quickjs_fast");
}

fn compiler(copy: &Path) -> cc::Build {
    let mut compiler = cc::Build::new();
    compiler
        .include(copy)
        .include("c")
        .define("_GNU_SOURCE", None)
        .define("NDEBUG", None)
        .define("FE_DOWNWARD", "0")
        .define("FE_UPWARD", "0")
        .flag("-ffunction-sections")
        .flag("-fdata-sections")
        .warnings(false);
    compiler
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
