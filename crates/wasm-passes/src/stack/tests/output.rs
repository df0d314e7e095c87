//! What the rewritten module looks like.

use super::binary;
use crate::stack::account;

/// The text of the module, counted at a cost of 7 for each function.
fn counted(wat: &str) -> String {
    let output = account(&binary(wat), &|_| 7).expect("the module can be counted");
    wasmprinter::print_bytes(output.wasm).expect("the output is well-formed")
}

#[test]
fn a_counted_function() {
    let output = counted(
        "(module
           (func $f (param $n i32) (result i32)
             block $zero
               local.get $n
               i32.eqz
               br_if $zero
               local.get $n
               call $f
               return
             end
             call $leaf)
           (func $leaf (result i32)
             i32.const 1
             return))",
    );
    let expected = r#"(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func (result i32)))
  (global (;0;) (mut i32) i32.const 0)
  (func $f (;0;) (type 0) (param $n i32) (result i32)
    global.get 0
    i32.const 7
    i32.add
    global.set 0
    block (result i32) ;; label = @1
      block $zero
        local.get $n
        i32.eqz
        br_if $zero
        local.get $n
        call $f
        br 1 (;@1;)
      end
      call $leaf
    end
    global.get 0
    i32.const 7
    i32.sub
    global.set 0
  )
  (func $leaf (;1;) (type 1) (result i32)
    i32.const 1
    return
  )
)
"#;
    assert_eq!(output, expected);
}

#[test]
fn every_reference_to_a_function_follows_the_import_that_goes() {
    let output = counted(
        r#"(module
             (import "host" "first" (func $first))
             (import "jsc" "native_stack" (func $used (result i32)))
             (import "host" "last" (func $last))
             (table 4 funcref)
             (global $before i32 (i32.const 1))
             (global funcref (ref.func $start))
             (export "last" (func $last))
             (export "check" (func $check))
             (start $start)
             (elem (i32.const 0) func $first $last $check)
             (elem declare func $start)
             (func $check (result i32)
               call $used)
             (func $start
               call $last
               ref.func $start
               drop))"#,
    );
    let expected = r#"(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (import "host" "first" (func $first (;0;) (type 0)))
  (import "host" "last" (func $last (;1;) (type 0)))
  (table (;0;) 4 funcref)
  (global $before (;0;) i32 i32.const 1)
  (global (;1;) funcref ref.func $start)
  (global (;2;) (mut i32) i32.const 0)
  (export "last" (func $last))
  (export "check" (func $check))
  (start $start)
  (elem (;0;) (i32.const 0) func $first $last $check)
  (elem (;1;) declare func $start)
  (func $check (;2;) (type 1) (result i32)
    global.get 2
  )
  (func $start (;3;) (type 0)
    call $last
    ref.func $start
    drop
  )
)
"#;
    assert_eq!(output, expected);
}

#[test]
fn several_results_get_a_type_of_their_own() {
    let output = counted(
        "(module
           (func $f (param i32) (result i32 i64)
             local.get 0
             call $f))",
    );
    assert!(
        output.contains("(type (;1;) (func (result i32 i64)))"),
        "{output}"
    );
    assert!(
        output.contains("block (type 1) (result i32 i64)"),
        "{output}"
    );
}

#[test]
fn a_module_without_recursion_stays_as_it_is() {
    let wasm = binary(r#"(module (func $f (call $g)) (func $g) (@custom "note" "kept"))"#);
    let output = account(&wasm, &|_| 7).expect("the module can be counted");
    assert_eq!(output.wasm, wasm);
}

#[test]
fn sections_that_point_into_code_go_and_others_stay() {
    let output = counted(
        r#"(module
             (func $f (call $f))
             (@custom ".debug_info" "1")
             (@custom "metadata.code.branch_hint" "\00")
             (@custom "note" "kept"))"#,
    );
    assert!(
        output.contains(r#"(@custom "note" (after code) "kept")"#),
        "{output}"
    );
    assert_eq!(output.matches("@custom").count(), 1, "{output}");
}
