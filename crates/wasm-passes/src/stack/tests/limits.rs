//! A guest that looks at the counter stops before its host's stack is full.

use super::{binary, instantiate};
use crate::stack::{STACK_SIZE, account_measured};
use wasmtime::Trap;

/// Left free for the functions that do not count, and the host's own way into wasm.
const MARGIN: u32 = 16 * 1024;

/// Recursion that stops when the counter passes the limit, and gives its depth. `keep` makes a value
/// that the function must keep while it calls itself, from what is left of its argument.
fn recursion(kept: usize) -> Vec<u8> {
    let locals = "(local i64)".repeat(kept);
    let fill: String = (0..kept)
        .map(|i| {
            format!(
                "(local.set {} (i64.load offset={} (local.get 0)))",
                i + 1,
                i * 8
            )
        })
        .collect();
    let spill: String = (0..kept)
        .map(|i| {
            format!(
                "(i64.store offset={} (local.get 0) (local.get {}))",
                i * 8,
                i + 1
            )
        })
        .collect();
    let limit = STACK_SIZE - MARGIN;
    binary(&format!(
        r#"(module
            (import "jsc" "native_stack" (func $used (result i32)))
            (memory 1)
            (func $recur (export "recur") (param i32) (result i32) {locals} (local $depth i32)
              {fill}
              (if (i32.gt_u (call $used) (i32.const {limit})) (then (return (i32.const 0))))
              (local.set $depth (i32.add (i32.const 1) (call $recur (local.get 0))))
              {spill}
              (local.get $depth)))"#
    ))
}

fn depth_on_wasmtime(wasm: &[u8]) -> wasmtime::Result<i32> {
    let (mut store, instance) = instantiate(wasm);
    instance
        .get_typed_func::<i32, i32>(&mut store, "recur")?
        .call(&mut store, 0)
}

fn depth_on_wasmi(wasm: &[u8]) -> i32 {
    let engine = wasmi::Engine::default();
    let module = wasmi::Module::new(&engine, wasm).expect("the module is valid");
    let mut store = wasmi::Store::new(&engine, ());
    wasmi::Linker::new(&engine)
        .instantiate_and_start(&mut store, &module)
        .expect("the module needs nothing")
        .get_typed_func::<i32, i32>(&store, "recur")
        .expect("`recur` is exported")
        .call(&mut store, 0)
        .expect("the recursion stops in time")
}

fn check(kept: usize, expected_cost: u32) {
    let input = recursion(kept);
    let overflow = depth_on_wasmtime(&input).expect_err("nothing stops this recursion");
    assert_eq!(overflow.downcast_ref(), Some(&Trap::StackOverflow));

    let output = account_measured(&input).expect("the module can be counted");
    assert_eq!(output.report.counted[&0], expected_cost);
    let depth = depth_on_wasmtime(&output.wasm).expect("the recursion stops in time");
    assert_eq!(depth, depth_on_wasmi(&output.wasm));
    assert_eq!(depth.cast_unsigned(), (STACK_SIZE - MARGIN) / expected_cost);
}

#[test]
fn small_frames_stop_for_the_frames_of_wasmi() {
    check(1, 525);
}

#[test]
fn large_frames_stop_for_the_stack_of_wasmtime() {
    check(100, 1103);
}
