//! However a counted function is left, its cost is subtracted and its results are what they were.

use super::{binary, instantiate};
use crate::stack::account;

/// Calls `run` with 0 to 5 in the module and in its counted form, whose counter must be 0 each time.
///
/// `functions` must export `run : (i32) -> i32`, which must call itself, directly or not. The counter is 1000 for
/// each call in progress, so `$depth` is how many there are.
fn check(functions: &str) {
    let wat = format!(
        r#"(module
            (import "jsc" "native_stack" (func $used (result i32)))
            (type $unary (func (param i32) (result i32)))
            (table funcref (elem $indirect))
            (func $indirect (type $unary) (call $run (local.get 0)))
            (func (export "used") (result i32) (call $used))
            {functions})"#
    );
    let input = binary(&wat);
    let output = account(&input, &|_| 1000).expect("the module can be counted");
    assert!(!output.report.counted.is_empty(), "nothing is counted");

    let (mut store, instance) = instantiate(&input);
    let run = instance
        .get_typed_func::<i32, i32>(&mut store, "run")
        .expect("`run` is exported");
    let (mut counted_store, counted) = instantiate(&output.wasm);
    let counted_run = counted
        .get_typed_func::<i32, i32>(&mut counted_store, "run")
        .expect("`run` is exported");
    let used = counted
        .get_typed_func::<(), i32>(&mut counted_store, "used")
        .expect("`used` is exported");
    for argument in 0..=5 {
        let expected = run.call(&mut store, argument).expect("no trap");
        let actual = counted_run.call(&mut counted_store, argument);
        assert_eq!(actual.expect("no trap"), expected, "result for {argument}");
        let left = used.call(&mut counted_store, ()).expect("no trap");
        assert_eq!(left, 0, "counter after {argument}");
    }
}

#[test]
fn at_the_end() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (if (result i32) (i32.eqz (local.get 0))
               (then (i32.const 7))
               (else (i32.add (local.get 0) (call $run (i32.sub (local.get 0) (i32.const 1)))))))"#,
    );
}

#[test]
fn by_return_from_nested_blocks() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (block $a
               (loop $b
                 (if (i32.eqz (local.get 0)) (then (return (i32.const 3))))
                 (if (i32.eq (local.get 0) (i32.const 4))
                   (then (block (return (call $run (i32.const 1)))))
                   (else (br $a)))))
             (i32.mul (i32.const 2) (call $run (i32.sub (local.get 0) (i32.const 1)))))"#,
    );
}

#[test]
fn by_return_with_operands_left_below() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (i32.const 100)
             (i32.const 200)
             (if (i32.lt_s (local.get 0) (i32.const 2)) (then (return (i32.const 5))))
             (call $run (i32.sub (local.get 0) (i32.const 2)))
             (i32.add)
             (i32.add)
             (return))"#,
    );
}

#[test]
fn by_branches_to_the_label_of_the_function() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (if (i32.eqz (local.get 0)) (then (br 1 (i32.const 9))))
             (block
               (drop (br_if 1 (i32.const 11) (i32.eq (local.get 0) (i32.const 3)))))
             (br 0 (call $run (i32.sub (local.get 0) (i32.const 1)))))"#,
    );
}

#[test]
fn by_a_branch_table_with_the_label_of_the_function() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (if (i32.eq (local.get 0) (i32.const 5)) (then (drop (call $run (i32.const 1)))))
             (block $other (result i32)
               (br_table $other 1 $other 1 1 (i32.add (local.get 0) (i32.const 40)) (local.get 0)))
             (drop)
             (call $even (local.get 0)))
           (func $even (param i32) (result i32)
             (if (i32.lt_s (local.get 0) (i32.const 2)) (then (return (i32.const 6))))
             (call $run (i32.sub (local.get 0) (i32.const 1))))"#,
    );
}

#[test]
fn without_a_result() {
    check(
        r#"(global $sum (mut i32) (i32.const 0))
           (func $visit (param i32)
             (global.set $sum (i32.add (global.get $sum) (local.get 0)))
             (br_if 0 (i32.eqz (local.get 0)))
             (if (i32.eq (local.get 0) (i32.const 3)) (then (return)))
             (call $visit (i32.sub (local.get 0) (i32.const 1))))
           (func $run (export "run") (param i32) (result i32)
             (call $visit (local.get 0))
             (global.get $sum))"#,
    );
}

#[test]
fn with_several_results() {
    check(
        r#"(func $pair (param i32) (result i32 i64)
             (if (i32.eqz (local.get 0)) (then (return (i32.const 1) (i64.const 2))))
             (block (br_if 1 (i32.const 3) (i64.const 4) (i32.eq (local.get 0) (i32.const 2)))
               (drop) (drop))
             (call $pair (i32.sub (local.get 0) (i32.const 1))))
           (func $triple (param i32) (result i64 i32 i32)
             (if (i32.eqz (local.get 0)) (then (br 1 (i64.const 5) (i32.const 6) (i32.const 7))))
             (call $triple (i32.sub (local.get 0) (i32.const 1))))
           (func $run (export "run") (param i32) (result i32)
             (call $pair (local.get 0))
             (i32.wrap_i64)
             (i32.add)
             (call $triple (local.get 0))
             (i32.mul)
             (drop)
             (i32.wrap_i64)
             (i32.add))"#,
    );
}

#[test]
fn after_dead_code() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (if (local.get 0)
               (then
                 (return (call $run (i32.sub (local.get 0) (i32.const 1))))
                 (drop)
                 (block (return (i32.const 1)))
                 (unreachable)))
             (return (i32.const 8))
             (br 0))"#,
    );
}

#[test]
fn through_a_table() {
    check(
        r#"(func $run (export "run") (param i32) (result i32)
             (if (i32.eqz (local.get 0)) (then (return (i32.const 2))))
             (call_indirect (type $unary)
               (i32.sub (local.get 0) (i32.const 1))
               (i32.const 0)))"#,
    );
}
