//! Programs that are large, deep or wrong.
use crate::support::{Text, cjs, esm, run, stdout};

/// `count` modules, each made from its index.
fn many(count: u32, make: impl Fn(u32) -> Text) -> Vec<Text> {
    (0..count).map(make).collect()
}

#[test]
fn a_deep_chain_of_requires_is_a_range_error() {
    const DEPTH: u32 = 40_000;
    let source = |i: u32| {
        match i {
        0 => {
            "try { require('./1'); } catch (e) { console.log(e instanceof RangeError, e.message, depth > 5000); if (depth <= 5000 || !e) console.log(depth); }"
                .into()
        }
        _ if i == DEPTH - 1 => String::new(),
        _ => format!("globalThis.depth = {i}; require('./{}');", i + 1),
    }
    };
    let modules = many(DEPTH, |i| {
        cjs(&format!("{i}.js"), &source(i)).requires(&format!("./{}", i + 1), (i + 1) % DEPTH)
    });
    assert_eq!(
        stdout(&modules),
        "true Maximum call stack size exceeded true\n"
    );
}

#[test]
fn a_chain_of_requires_may_be_as_deep_as_programs_are() {
    const DEPTH: u32 = 300;
    let modules = many(DEPTH, |i| {
        let source = if i == DEPTH - 1 {
            "module.exports = 0;"
        } else {
            "module.exports = 1 + require('./next');"
        };
        cjs(
            &format!("{i}.js"),
            &format!("{source} if (require.main === module) console.log(module.exports);"),
        )
        .requires("./next", (i + 1) % DEPTH)
    });
    assert_eq!(stdout(&modules), "299\n");
}

#[test]
fn chains_of_imports_may_be_deep_in_either_direction() {
    const DEPTH: u32 = 20_000;
    for step in [1, DEPTH - 1] {
        let modules = many(DEPTH, |i| {
            let next = (i + step) % DEPTH;
            let source = match (i, next) {
                (0, _) => "import { n } from './next'; console.log(n);",
                (_, 0) => "export const n = 1;",
                _ => "import { n as m } from './next'; export const n = m + 1;",
            };
            esm(&format!("{i}.mjs"), source).imports("./next", next)
        });
        assert_eq!(stdout(&modules), format!("{}\n", DEPTH - 1));
    }
}

#[test]
fn a_cycle_of_imports_may_be_long() {
    const LENGTH: u32 = 5_000;
    let modules = many(LENGTH, |i| {
        let source = format!(
            "import {{ f as g }} from './next'; export function f() {{ return {i}; }} {}",
            if i == 0 { "console.log(g());" } else { "" }
        );
        esm(&format!("{i}.mjs"), &source).imports("./next", (i + 1) % LENGTH)
    });
    assert_eq!(stdout(&modules), "1\n");
}

#[test]
fn a_long_chain_of_star_exports_is_an_error_and_no_trap() {
    const DEPTH: u32 = 20_000;
    let modules = many(DEPTH, |i| {
        let source = if i == 0 {
            "import { x } from './next';"
        } else if i == DEPTH - 1 {
            "export const x = 1;"
        } else {
            "export * from './next';"
        };
        esm(&format!("{i}.mjs"), source).imports("./next", (i + 1) % DEPTH)
    });
    let program = crate::support::program(&modules, &[]);
    let error = crate::support::build(&program, &Default::default()).expect_err("it is too deep");
    assert_eq!(
        (&*error.name, &*error.message),
        ("RangeError", "Maximum call stack size exceeded")
    );
}

#[test]
fn twenty_thousand_modules_are_found_by_name() {
    const COUNT: u32 = 20_000;
    let mut modules = many(COUNT, |i| {
        cjs(&format!("m/{i}.js"), &format!("exports.i = {i};"))
    });
    modules[0] = cjs(
        "m/0.js",
        "let sum = 0; for (let i = 1; i < 20000; i++) sum += require('./' + i).i; console.log(sum);",
    );
    assert_eq!(stdout(&modules), "199990000\n");
}

#[test]
fn an_import_that_leads_nowhere_is_an_error() {
    for wrong in [
        esm("main.mjs", "import 'x';").imports("x", 99),
        esm("main.mjs", "import './nope';"),
    ] {
        let program = crate::support::program(&[wrong], &[]);
        let error =
            crate::support::build(&program, &Default::default()).expect_err("it does not link");
        assert!(
            error.message.starts_with("Cannot find "),
            "{}",
            error.message
        );
    }
    let ran = run(&[cjs("main.js", "require('x');").requires("x", 99)]);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
}
