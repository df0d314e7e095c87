//! What cannot be analysed soundly, or does not belong together, is an error.

use jsc_wasm_passes::reach::{Names, Reach, ReachError, Replacement, analyze, bind, strip_customs};

use crate::linker::link;

const ENGINE: &str = r#"
    ;; symbol: state 1024 8
    (module
      (memory (export "memory") 1)
      (table 102 funcref)
      (elem (i32.const 100) $native $other)
      (global (mut i32) (i32.const 0))
      (func $native (nop))
      (func $other (drop (i32.const 2)))
      (func (export "load") (i32.store (i32.const 1024) (i32.const 100)))
      (func (export "_start") (call_indirect (i32.load (i32.const 1024))))
      (data (i32.const 1024) "\00\00\00\00\65\00\00\00"))"#;

const SKELETON: &str = "(module (memory 1) (global (mut i32) (i32.const 7)))";

fn parts() -> (Vec<u8>, Reach) {
    let linked = link(ENGINE);
    let engine = strip_customs(&linked, &["name"]).unwrap();
    let reach = bind(&analyze(&linked).unwrap(), &engine).unwrap();
    (engine, reach)
}

fn assemble(skeleton: &str) -> Result<Vec<u8>, ReachError> {
    let (engine, reach) = parts();
    let selection = reach.select(&["_start"], &["load"])?;
    let replacement = Replacement {
        skeleton: &wat::parse_str(skeleton).unwrap(),
        memory_export: "memory",
        customs: &[],
        names: Names::Drop,
    };
    reach.assemble(&engine, &selection, &replacement)
}

/// Binds the engine to the same engine with one edit.
fn bind_edited(from: &str, to: &str) -> Result<Reach, ReachError> {
    assert!(ENGINE.contains(from));
    let edited = wat::parse_str(ENGINE.replace(from, to)).unwrap();
    bind(&analyze(&link(ENGINE)).unwrap(), &edited)
}

#[test]
fn a_module_without_relocations() {
    let stripped = strip_customs(&link(ENGINE), &["linking"]).unwrap();
    assert!(matches!(
        analyze(&stripped),
        Err(ReachError::MissingSection("reloc.CODE"))
    ));
    assert!(matches!(
        analyze(&wat::parse_str(ENGINE).unwrap()),
        Err(ReachError::MissingSection("linking"))
    ));
}

#[test]
fn relocations_of_other_bytes() {
    let mut linked = link(ENGINE);
    // The pointer to slot 101 at the end of the data becomes one to slot 100.
    let pointer = linked
        .windows(4)
        .rposition(|word| word == [0x65, 0, 0, 0])
        .unwrap();
    linked[pointer] = 0x64;
    assert!(matches!(
        analyze(&linked),
        Err(ReachError::StaleRelocation {
            section: "reloc.DATA",
            ..
        })
    ));
}

#[test]
fn code_that_walks_a_section_by_its_bounds() {
    let bounds = |name: &str| {
        format!(
            r#"
            ;; absolute: {name} 2048
            (module (memory 1) (func (drop (i32.const 2048))))"#
        )
    };
    assert!(matches!(
        analyze(&link(&bounds("__start_natives"))),
        Err(ReachError::Unsupported(_))
    ));
    assert!(analyze(&link(&bounds("__heap_base"))).is_ok());
}

#[test]
fn a_table_in_another_order() {
    assert!(matches!(
        bind_edited("$native $other)", "$other $native)"),
        Err(ReachError::SlotMoved { slot: 100, .. })
    ));
}

#[test]
fn a_table_of_another_length() {
    assert!(matches!(
        bind_edited("$native $other)", "$native)"),
        Err(ReachError::SlotMoved { slot: 101, .. })
    ));
}

#[test]
fn instructions_that_store_functions_where_no_slot_tells() {
    for body in [
        "(table.set (i32.const 0) (ref.null func))",
        "(drop (table.grow (ref.null func) (i32.const 1)))",
        "(drop (ref.func $native))",
    ] {
        assert!(matches!(
            bind_edited("(nop)", body),
            Err(ReachError::Unsupported(_))
        ));
    }
}

#[test]
fn a_final_module_that_is_not_valid_wasm_2() {
    assert!(matches!(
        bind_edited("(nop)", "(return_call $other)"),
        Err(ReachError::Wasm(_))
    ));
}

#[test]
fn an_export_that_does_not_exist() {
    let (_, reach) = parts();
    assert!(matches!(
        reach.select(&["_start"], &["jsc_use_nothing"]),
        Err(ReachError::UnknownExport(name)) if name == "jsc_use_nothing"
    ));
}

#[test]
fn a_table_that_is_cut_short() {
    let (_, reach) = parts();
    let bytes = reach.to_bytes();
    for len in 0..bytes.len() {
        assert!(Reach::from_bytes(&bytes[..len]).is_err(), "{len} bytes");
    }
}

#[test]
fn a_module_that_the_table_is_not_about() {
    let (mut engine, reach) = parts();
    let selection = reach.select(&["_start"], &[]).unwrap();
    let replacement = Replacement {
        skeleton: &wat::parse_str(SKELETON).unwrap(),
        memory_export: "memory",
        customs: &[],
        names: Names::Drop,
    };
    // The same length, but a constant where the call of the slot is.
    let call = engine
        .windows(2)
        .position(|bytes| bytes == [0x11, 0])
        .unwrap();
    engine[call] = 0x41;
    assert!(matches!(
        reach.assemble(&engine, &selection, &replacement),
        Err(ReachError::OtherModule)
    ));
    engine.push(0);
    assert!(matches!(
        reach.assemble(&engine, &selection, &replacement),
        Err(ReachError::OtherModule)
    ));
}

#[test]
fn a_snapshot_of_another_engine() {
    for (skeleton, why) in [
        ("(module (global (mut i32) (i32.const 0)))", "no memory"),
        ("(module (memory 1))", "mutable globals differ"),
        (
            "(module (memory 1) (global (mut i64) (i64.const 0)))",
            "mutable globals differ",
        ),
        (
            "(module (memory 1) (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0)))",
            "more mutable globals than the module has",
        ),
    ] {
        match assemble(skeleton) {
            Err(ReachError::Snapshot(found)) => assert_eq!(found, why),
            other => panic!("{skeleton}: {other:?}"),
        }
    }
    assert!(assemble(SKELETON).is_ok());
}
