//! Modules that cannot be counted are refused.

use super::binary;
use crate::stack::account;

fn error(wat: &str) -> String {
    let error = account(&binary(wat), &|_| 1).expect_err("the module cannot be counted");
    error.to_string()
}

#[test]
fn a_counted_function_that_ends_in_a_tail_call() {
    let error = error("(module (func $f (call $f) (return_call $f)))");
    assert_eq!(
        error,
        "function 0 uses `return_call`, with which stack cannot be counted"
    );
}

#[test]
fn a_tail_call_that_is_not_counted_is_let_be() {
    let wasm = binary("(module (func $f (call $f)) (func (return_call $f)))");
    assert!(account(&wasm, &|_| 1).is_ok());
}

#[test]
fn an_exception_that_leaves_counted_callers() {
    let error =
        error("(module (tag $t) (func $f (call $f) (call $throw)) (func $throw (throw $t)))");
    assert_eq!(
        error,
        "function 1 uses `throw`, with which stack cannot be counted"
    );
}

#[test]
fn an_import_of_another_type() {
    let expected = "the import `jsc` `native_stack` must have the type () -> i32";
    for ty in [
        "(func (result i64))",
        "(func (param i32) (result i32))",
        "(global i32)",
    ] {
        let wat = format!(r#"(module (import "jsc" "native_stack" {ty}))"#);
        assert_eq!(error(&wat), expected);
    }
}

#[test]
fn an_import_that_is_there_twice() {
    let error = error(
        r#"(module
             (import "jsc" "native_stack" (func (result i32)))
             (import "jsc" "native_stack" (func (result i32))))"#,
    );
    assert_eq!(error, "the import `jsc` `native_stack` is there twice");
}

#[test]
fn an_import_that_is_used_as_a_value() {
    let error = error(
        r#"(module
             (import "jsc" "native_stack" (func $used (result i32)))
             (table funcref (elem $used)))"#,
    );
    let expected = "the import `jsc` `native_stack` is used other than by calling it";
    assert_eq!(error, expected);
}

#[test]
fn an_invalid_module() {
    let error = error("(module (func (result i32)))");
    assert!(
        error.starts_with("cannot read the module: type mismatch"),
        "{error}"
    );
}
