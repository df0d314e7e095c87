//! `require` and what it gives.
use crate::support::{build, call, cjs, esm, program, run, run_program, run_wasm, stdout, text};
use jsc_abi::Goal;
use jsc_snapshot::Options;

#[test]
fn the_entry_is_a_function_of_the_module() {
    let entry = cjs(
        "src/main.js",
        "#!/usr/bin/env node
var local = 1; undeclared = 2;
console.log(typeof globalThis.local, undeclared, this === module.exports, arguments.length);
console.log(__filename, __dirname, require.main === module, module.id, module.filename, module.path);
console.log(module.loaded, module.children, module.paths, module.parent, Object.keys(require.cache));
console.log(module.exports === exports, module.require === require, typeof module.require);
return;
console.log('unreachable');",
    );
    assert_eq!(
        stdout(&[entry]),
        "undefined 2 true 5
/src/main.js /src true . /src/main.js /src
false [] [ '/src/node_modules', '/node_modules' ] null [ '/src/main.js' ]
true false function
"
    );
}

#[test]
fn use_strict_is_heeded() {
    let strict = cjs(
        "main.js",
        "'use strict'; console.log((function () { return this; })());",
    );
    assert_eq!(stdout(&[strict]), "undefined\n");
}

#[test]
fn modules_run_once_when_they_are_first_required() {
    let entry = cjs(
        "main.js",
        "console.log('main');
const a = require('./a');
console.log(a.name, a === require('./a'), a.b === require('./b.js'), module.require('./a') === a);
console.log(module.children.map((m) => m.id), module.children[0].parent === module);
console.log(require('./a').late(), require.resolve('./a'));",
    )
    .requires("./a", 1)
    .requires("./b.js", 2);
    let a = cjs(
        "a.js",
        "console.log('a', module.loaded, require.main.id, module.id);
exports.name = 'A'; exports.b = require('./b.js'); exports.late = () => module.loaded;",
    )
    .requires("./b.js", 2);
    let b = cjs(
        "b.js",
        "console.log('b'); module.exports = function replaced() {};",
    );
    assert_eq!(
        stdout(&[entry, a, b]),
        "main
a false . /a.js
b
A true true true
[ '/a.js', '/b.js' ] true
true /a.js
"
    );
}

#[test]
fn a_cycle_sees_what_is_exported_so_far() {
    let entry = cjs(
        "main.js",
        "const a = require('./a'); console.log(a.done, a.seen);",
    )
    .requires("./a", 1);
    let a = cjs(
        "a.js",
        "exports.done = false; exports.seen = require('./b').seen; exports.done = true;",
    )
    .requires("./b", 2);
    let b = cjs("b.js", "const a = require('./a'); exports.seen = { ...a };").requires("./a", 1);
    assert_eq!(stdout(&[entry, a, b]), "true { done: false }\n");
}

#[test]
fn a_module_that_throws_can_be_tried_again() {
    let entry = cjs(
        "main.js",
        "globalThis.tries = 0;
for (let i = 0; i < 2; i++) {
  try { require('./bad'); } catch (e) { console.log(e.message, Object.keys(require.cache), module.children.length); }
}
console.log(require('./bad').fine, module.children.length);",
    )
    .requires("./bad", 1);
    let bad = cjs(
        "bad.js",
        "if (++tries < 3) throw new Error('no ' + tries); exports.fine = true;",
    );
    assert_eq!(
        stdout(&[entry, bad]),
        "no 1 [ '/main.js' ] 0\nno 2 [ '/main.js' ] 0\ntrue 1\n"
    );
}

#[test]
fn a_deleted_cache_entry_makes_a_module_run_again() {
    let entry = cjs(
        "main.js",
        "const first = require('./a');
delete require.cache[require.resolve('./a')];
console.log(first === require('./a'), Object.getPrototypeOf(require.cache));
require.cache['/a.js'] = { exports: 'mock' };
console.log(require('./a'));",
    )
    .requires("./a", 1);
    assert_eq!(
        stdout(&[entry, cjs("a.js", "console.log('runs');")]),
        "runs\nruns\nfalse null\nmock\n"
    );
}

#[test]
fn data_is_the_value_of_its_module() {
    let entry = cjs(
        "main.js",
        "console.log(require('./a.json'), require('./b.txt'), require('./c.bin'), require('./d.json'));
console.log(require('./a.json') === require('./a.json'), Object.keys(require('./a.json')));",
    )
    .requires("./a.json", 1)
    .requires("./b.txt", 2)
    .requires("./c.bin", 3)
    .requires("./d.json", 4);
    let found = stdout(&[
        entry,
        text(
            "a.json",
            Goal::Json,
            "\u{feff}{\"x\": [1, \"é\"], \"__proto__\": null}",
        ),
        text("b.txt", Goal::Text, "é\0\n"),
        text("c.bin", Goal::Bytes, [0u8, 255, 10]),
        text("d.json", Goal::Json, "null"),
    ]);
    assert_eq!(
        found,
        "{ x: [ 1, 'é' ], ['__proto__']: null } é\0\n Uint8Array(3) [ 0, 255, 10 ] null
true [ 'x', '__proto__' ]
"
    );
}

#[test]
fn what_is_not_there_is_said_as_node_says_it() {
    let entry = cjs("main.js", "require('./lib/a');").requires("./lib/a", 1);
    let a = cjs(
        "lib/a.js",
        "for (const id of ['nope', './nope', '/x', 5, '', undefined, null, {}]) {
  for (const ask of [require, require.resolve]) {
    try { ask(id); } catch (e) { console.log(e.name, e.code, e.message, e.requireStack); }
  }
}",
    );
    let lines = |id: &str| {
        format!("Error MODULE_NOT_FOUND Cannot find module '{id}'\nRequire stack:\n- /lib/a.js\n- /main.js [ '/lib/a.js', '/main.js' ]\n").repeat(2)
    };
    let wrong = |received: &str| {
        format!(
            "TypeError ERR_INVALID_ARG_TYPE The \"id\" argument must be of type string. Received {received} undefined\nTypeError ERR_INVALID_ARG_TYPE The \"request\" argument must be of type string. Received {received} undefined\n"
        )
    };
    let empty = "TypeError ERR_INVALID_ARG_VALUE The argument 'id' must be a non-empty string. Received '' undefined\nError MODULE_NOT_FOUND Cannot find module ''\nRequire stack:\n- /lib/a.js\n- /main.js [ '/lib/a.js', '/main.js' ]\n";
    let expected = [
        lines("nope"),
        lines("./nope"),
        lines("/x"),
        wrong("type number (5)"),
        empty.into(),
        wrong("undefined"),
        wrong("null"),
        wrong("an instance of Object"),
    ];
    assert_eq!(stdout(&[entry, a]), expected.concat());
}

#[test]
fn computed_specifiers_are_looked_up_by_name() {
    let entry = cjs(
        "src/main.js",
        "const ask = (...ids) => ids.map((id) => require(id));
console.log(ask('./a', './a.js', '../data', './dir', './dir/', '..//src/./a', '/src/a', './old'));
console.log(require.resolve('./dir'), typeof require('f' + 's').readFileSync, require('node:f' + 's') === require('fs'));
try { require('jsc:' + 'errors'); } catch (e) { console.log(e.code); }
try { require('../../a'); } catch (e) { console.log(e.code); }",
    );
    let mut program = program(
        &[
            entry,
            cjs("src/a.js", "module.exports = 'a';"),
            text("data.json", Goal::Json, "\"data\""),
            cjs("src/dir/index.js", "module.exports = 'dir';"),
            cjs("src/old.cjs", "module.exports = 'old';"),
        ],
        &["node:fs"],
    );
    program.modules.swap(1, 3);
    let ran = run_program(&program);
    assert_eq!(
        ran.stdout,
        "[\n  'a',    'a',\n  'data', 'dir',\n  'dir',  'a',\n  'a',    'old'\n]\n/src/dir/index.js function true\nMODULE_NOT_FOUND\nMODULE_NOT_FOUND\n",
        "{}",
        ran.stderr
    );
}

#[test]
fn a_builtin_is_its_default_export() {
    let entry = cjs(
        "main.js",
        "const fs = require('fs'); console.log(typeof fs.readFileSync, fs.default, require.resolve('fs'));",
    );
    let mut program = program(&[entry], &["node:fs"]);
    let fs = program
        .modules
        .iter()
        .position(|m| m.name == "node:fs")
        .expect("it was added");
    let entry = crate::support::Text(program.modules[0].clone()).requires("fs", fs as u32);
    program.modules[0] = entry.0;
    let ran = run_program(&program);
    assert_eq!(ran.stdout, "function undefined node:fs\n", "{}", ran.stderr);
}

#[test]
fn errors_in_the_entry_are_uncaught() {
    let ran = run(&[cjs(
        "main.js",
        "console.log(1);\nfunction f() { throw new Error('x'); }\nf();",
    )]);
    assert_eq!((ran.exit, &*ran.stdout), (1, "1\n"));
    assert!(
        ran.stderr
            .starts_with("Uncaught Error: x\n    at f (main.js:2:"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_function_is_called_by_its_export() {
    let double = "module.exports = (x) => x * 2;";
    let cases = [
        (cjs("main.js", double), "default"),
        (
            cjs(
                "main.js",
                "exports.__esModule = true; exports.default = (x) => x * 2;",
            ),
            "default",
        ),
        (
            cjs("main.js", "exports.double = async (x) => x * 2;"),
            "double",
        ),
    ];
    for (entry, export) in cases {
        let mut program = program(&[entry], &[]);
        call(&mut program, export);
        let wasm = build(&program, &Options::default()).expect("it compiles");
        assert_eq!(run_wasm(&wasm, "21").stdout, "42\n", "{export}");
    }
    for source in [
        "exports.x = 1;",
        "module.exports = undefined;",
        "module.exports = 5;",
    ] {
        let mut program = program(&[cjs("main.js", source)], &[]);
        call(&mut program, "x");
        let wasm = build(&program, &Options::default()).expect("it compiles");
        let ran = run_wasm(&wasm, "21");
        assert_eq!(ran.exit, 1, "{source}");
        assert!(
            ran.stderr.contains("the export 'x' is no"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn import_expressions_work_in_commonjs() {
    let entry = cjs(
        "src/main.js",
        "const show = (p) => p.then(({ default: d }) => console.log(d), (e) => console.log(e.code, e.message));
(async () => {
  await show(import('./a.mjs'));
  await show(import('./' + 'a.mjs'));
  await show(import('file:///src/a%2emjs'));
  await show(eval(`import('./a.mjs')`));
  await show(new Function(`return import('./a.mjs')`)());
  await show(import('./b'));
  await show(import('./nope.mjs'));
  await show(import('@x/y/z'));
  await show(import('./data.json', { with: { type: 'json' } }));
  await show(import({ toString() { throw { code: 'thrown' }; } }));
  const [first, again] = await Promise.all([import('./b'), import('./b.cjs')]);
  console.log(first === again, require('./b') === first.default);
})();",
    );
    let found = stdout(&[
        entry,
        esm("src/a.mjs", "console.log('evaluated'); export default 'a';"),
        cjs("src/b.cjs", "module.exports = { b: 1 };"),
        text("src/data.json", Goal::Json, "[1]"),
    ]);
    assert_eq!(
        found,
        "evaluated\na\na\na\na\na\n{ b: 1 }
ERR_MODULE_NOT_FOUND Cannot find module '/src/nope.mjs' imported from /src/main.js
ERR_MODULE_NOT_FOUND Cannot find package '@x/y' imported from /src/main.js
[ 1 ]
thrown undefined
true true
"
    );
}
