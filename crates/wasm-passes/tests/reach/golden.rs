//! Each `golden/NAME.wat` is an engine; `NAME.expected.wat` is the module
//! assembled from it. `NAME.final.wat`, where there is one, is what an
//! optimizer made of the engine. `BLESS=1` rewrites the expected files.
//!
//! Directives: `;; called: EXPORT...` before the snapshot, `;; symbol:` as in
//! the linker. The export `_start` is kept.

use std::fs;
use std::path::Path;

use jsc_wasm_passes::reach::{Names, Reach, Replacement, analyze, bind, strip_customs};

use crate::linker::{directives, link};
use crate::snapshot::{Run, snapshot};

#[test]
fn a_registrar_that_is_not_called_takes_its_functions_data_and_imports_along() {
    check("unused_registrar");
}

#[test]
fn gaps_in_the_table_are_split_or_filled_with_a_trap() {
    check("table_gaps");
}

#[test]
fn types_of_calls_and_blocks_are_renumbered() {
    check("types");
}

#[test]
fn overlapping_symbols_and_pointers_in_data_keep_what_they_reach() {
    check("data_chains");
}

#[test]
fn an_optimized_module_is_cut_by_its_own_calls() {
    check("optimized");
}

#[test]
fn globals_come_from_the_snapshot_and_constants_from_the_engine() {
    check("globals");
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reach/golden");
    let read = |file: String| fs::read_to_string(folder.join(file));
    let source = read(format!("{name}.wat")).unwrap();
    let called = directives(&source, "called").concat();

    let linked = link(&source);
    let engine = match read(format!("{name}.final.wat")) {
        Ok(optimized) => wat::parse_str(optimized).unwrap(),
        Err(_) => strip_customs(&linked, &["name"]).unwrap(),
    };
    let assembled = assemble(&linked, &engine, &called);
    wasmparser::validate(&assembled).unwrap();

    let mut before = Run::start(&engine);
    for export in called {
        before.call(export).unwrap();
    }
    before.call("_start").unwrap();
    let mut after = Run::start(&assembled);
    after.call("_start").unwrap();
    assert_eq!(
        before.printed(),
        after.printed(),
        "{name} behaves differently"
    );

    let printed = wasmprinter::print_bytes(&assembled).unwrap();
    let expected = folder.join(format!("{name}.expected.wat"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &printed).unwrap();
    }
    assert_eq!(printed, fs::read_to_string(&expected).unwrap(), "{name}");
}

fn assemble(linked: &[u8], engine: &[u8], called: &[&str]) -> Vec<u8> {
    let table = bind(&analyze(linked).unwrap(), engine).unwrap().to_bytes();
    let reach = Reach::from_bytes(&table).unwrap();
    let selection = reach.select(&["_start"], called).unwrap();
    let replacement = Replacement {
        skeleton: &snapshot(engine, called),
        memory_export: "memory",
        customs: &[("jsc", b"test")],
        names: Names::Keep,
    };
    reach.assemble(engine, &selection, &replacement).unwrap()
}
