//! What a call of a dead slot does: no program makes one, and if one did, it
//! would trap rather than run something else.

use jsc_wasm_passes::reach::{Names, Replacement, analyze, bind, strip_customs};

use crate::linker::link;
use crate::snapshot::{Run, snapshot};

/// Slot 101 is in a short gap of the table and 109 in a long one. `_start` adds
/// up the slot it calls, which no compiler does and no relocation shows.
fn call_of(slot: u32) -> String {
    format!(
        r#"
        ;; symbol: slots 1024 12
        (module
          (memory (export "memory") 1)
          (table 120 funcref)
          (elem (i32.const 100) $live $dead $live $dead $dead $dead $dead $dead
            $dead $dead $dead $dead $dead $last)
          (func $live (nop))
          (func $dead (nop) (nop))
          (func $last (nop) (nop) (nop))
          (func (export "_start")
            (call_indirect (i32.add (i32.const 50) (i32.const {rest}))))
          (data (i32.const 1024) "\64\00\00\00\66\00\00\00\71\00\00\00")
          (func (export "load") (drop (i32.const 1024))))"#,
        rest = slot - 50
    )
}

fn assembled(slot: u32) -> Vec<u8> {
    let linked = link(&call_of(slot));
    let engine = strip_customs(&linked, &[]).unwrap();
    let reach = bind(&analyze(&linked).unwrap(), &engine).unwrap();
    let selection = reach.select(&["_start"], &["load"]).unwrap();
    let replacement = Replacement {
        skeleton: &snapshot(&engine, &["load"]),
        memory_export: "memory",
        customs: &[],
        names: Names::Drop,
    };
    reach.assemble(&engine, &selection, &replacement).unwrap()
}

#[test]
fn calling_a_dead_slot_is_a_trap() {
    assert!(Run::start(&assembled(113)).call("_start").is_ok());
    for (slot, trap) in [(101, "unreachable"), (109, "uninitialized element")] {
        let error = Run::start(&assembled(slot)).call("_start").unwrap_err();
        assert!(error.contains(trap), "slot {slot}: {error}");
    }
}

#[test]
fn an_interpreter_of_wasm_1_takes_a_table_with_gaps() {
    let mut config = wasmi::Config::default();
    config.wasm_bulk_memory(false).wasm_reference_types(false);
    let engine = wasmi::Engine::new(&config);
    let module = wasmi::Module::new(&engine, assembled(113)).unwrap();
    let mut store = wasmi::Store::new(&engine, ());
    let instance = wasmi::Linker::new(&engine)
        .instantiate_and_start(&mut store, &module)
        .unwrap();
    let start = instance.get_typed_func::<(), ()>(&store, "_start").unwrap();
    start.call(&mut store, ()).unwrap();
}
