//! The report tells what the counter does not see.

use super::binary;
use crate::stack::{Report, account};

/// The report on functions of which function `n` costs ten to the power of `n`.
fn report(wat: &str) -> Report {
    let output = account(&binary(wat), &|function| 10u32.pow(function));
    output.expect("the module can be counted").report
}

#[test]
fn functions_that_can_recurse_are_counted() {
    let report = report(
        "(module
           (type $t (func))
           (table funcref (elem $through_table))
           (func $itself (call $itself))
           (func $one (call $other))
           (func $other (call $leaf) (call $one))
           (func $leaf)
           (func $through_table (call $indirect))
           (func $indirect (call_indirect (type $t) (i32.const 0)))
           (func $caller (call $itself) (call $leaf)))",
    );
    let expected = [(0, 1), (1, 10), (2, 100), (4, 10_000), (5, 100_000)];
    assert_eq!(report.counted, expected.into());
}

#[test]
fn the_heaviest_uncounted_paths_are_known() {
    let report = report(
        "(module
           (func $start (call $above))
           (func $above (call $counted) (call $unrelated))
           (func $counted (call $counted) (call $light) (call $between))
           (func $light (call $unrelated))
           (func $between (call $counted_too))
           (func $counted_too (call $counted_too) (call $below))
           (func $below)
           (func $unrelated))",
    );
    assert_eq!(report.counted.keys().collect::<Vec<_>>(), [&2, &5]);
    assert_eq!(report.below, 10_001_000, "$light and $unrelated");
    assert_eq!(
        report.uncounted, 10_001_011,
        "the same under $start and $above"
    );
}

#[test]
fn recursion_without_a_look_at_the_counter_is_known() {
    let report = report(
        r#"(module
             (import "jsc" "native_stack" (func $used (result i32)))
             (func $looks (drop (call $used)) (call $partner))
             (func $partner (call $looks) (call $blind))
             (func $blind (call $blind_too))
             (func $blind_too (call $blind) (call $looks)))"#,
    );
    assert_eq!(report.counted.len(), 4);
    assert_eq!(report.unchecked, [[2, 3]]);
}

#[test]
fn without_the_import_no_recursion_is_checked() {
    let report = report("(module (func $f (call $f)))");
    assert_eq!(report.unchecked, [[0]]);
}
