//! CommonJS in ES modules, and ES modules in CommonJS.
use crate::support::{cjs, esm, run, stdout, text};
use jsc_abi::Goal;

#[test]
fn es_modules_import_what_commonjs_exports() {
    let entry = esm(
        "main.mjs",
        "console.log('main');
import whole, { a, missing, 'module.exports' as also, '__proto__' as proto, bad } from './a.cjs';
import * as ns from './a.cjs';
console.log(whole.a, a, missing, also === whole, proto, bad, Object.keys(ns));
console.log(whole === (await import('./a.cjs')).default, import.meta.url);",
    )
    .imports("./a.cjs", 1);
    let a = cjs(
        "a.cjs",
        "console.log('a'); exports.a = 1; Object.defineProperty(exports, '__proto__', { value: 'own' });
Object.defineProperty(exports, 'bad', { get() { throw new Error('getter'); } });",
    )
    .exports(&["a", "missing", "__proto__", "bad", "default", "module.exports"]);
    assert_eq!(
        stdout(&[entry, a]),
        "a\nmain
1 1 undefined true own undefined [ '__proto__', 'a', 'bad', 'default', 'missing', 'module.exports' ]
true file:///main.mjs
"
    );
}

#[test]
fn commonjs_runs_at_its_place_in_the_order_of_imports() {
    let entry = esm(
        "main.mjs",
        "import './a.mjs'; import './b.cjs'; import './c.mjs'; console.log('main');",
    )
    .imports("./a.mjs", 1)
    .imports("./b.cjs", 2)
    .imports("./c.mjs", 3);
    let found = stdout(&[
        entry,
        esm("a.mjs", "console.log('a');"),
        cjs("b.cjs", "console.log('b', module.parent, require.main);"),
        esm("c.mjs", "console.log('c');"),
    ]);
    assert_eq!(found, "a\nb undefined undefined\nc\nmain\n");
}

#[test]
fn interop_heeds_es_module_marks() {
    let entry = esm(
        "main.mjs",
        "import a, { x } from './a.cjs'; import b from './b.cjs'; import c from './c.cjs'; import d from './d.cjs';
import node from 'a';
console.log(a, x, b, c, d, node);",
    )
    .interops("./a.cjs", 1)
    .interops("./b.cjs", 2)
    .interops("./c.cjs", 3)
    .interops("./d.cjs", 4)
    .imports("a", 1);
    let found = stdout(&[
        entry,
        cjs(
            "a.cjs",
            "console.log('once'); exports.__esModule = true; exports.default = 'D'; exports.x = 1;",
        )
        .exports(&["x"]),
        cjs("b.cjs", "exports.default = 'D';"),
        cjs("c.cjs", "module.exports = 5;"),
        cjs(
            "d.cjs",
            "Object.defineProperty(exports, '__esModule', { get() { throw 1; } }); exports.d = 1;",
        ),
    ]);
    assert_eq!(
        found,
        "once\nD 1 { default: 'D' } 5 { d: 1 } { __esModule: true, default: 'D', x: 1 }\n"
    );
}

#[test]
fn data_has_a_default_export() {
    let entry = esm(
        "main.mjs",
        "import data, { a } from './d.json' with { type: 'json' }; import t from './t.txt'; import * as bytes from './b.bin';
console.log(data, a, t, bytes);",
    )
    .imports("./d.json", 1)
    .imports("./t.txt", 2)
    .imports("./b.bin", 3);
    let found = stdout(&[
        entry,
        text("d.json", Goal::Json, "{\"a\":[1]}").exports(&["a"]),
        text("t.txt", Goal::Text, "text"),
        text("b.bin", Goal::Bytes, [1u8]),
    ]);
    assert_eq!(
        found,
        "{ a: [ 1 ] } [ 1 ] text [Module: null prototype] { default: Uint8Array(1) [ 1 ] }\n"
    );
}

#[test]
fn what_commonjs_throws_is_the_failure_of_the_import() {
    let bad = cjs("bad.cjs", "throw new Error('in commonjs');");
    let ran = run(&[
        esm("main.mjs", "import './bad.cjs'; console.log('no');").imports("./bad.cjs", 1),
        bad.clone(),
    ]);
    assert_eq!((ran.exit, &*ran.stdout), (1, ""));
    assert!(
        ran.stderr
            .starts_with("Uncaught Error: in commonjs\n    at <anonymous> (bad.cjs:1:"),
        "{}",
        ran.stderr
    );
    let caught = esm(
        "main.mjs",
        "for (const _ of [1, 2]) await import('./bad.cjs').catch((e) => console.log(e.message));",
    );
    assert_eq!(stdout(&[caught, bad]), "in commonjs\nin commonjs\n");
}

#[test]
fn a_missing_export_is_named_with_its_module() {
    let entry = esm("main.mjs", "import { nope } from './a.cjs';").imports("./a.cjs", 1);
    let program = crate::support::program(&[entry, cjs("lib/a.cjs", "")], &[]);
    let error = crate::support::build(&program, &Default::default()).expect_err("it does not link");
    assert_eq!(
        (&*error.name, &*error.message),
        (
            "SyntaxError",
            "Could not find export 'nope' in module 'lib/a.cjs'"
        )
    );
}

#[test]
fn an_es_module_can_have_a_require() {
    let entry = esm(
        "src/main.mjs",
        "import require from 'jsc:require';
console.log(require('./a').name, require.resolve('./a'), require.main);
try { require('./nope'); } catch (e) { console.log(e.requireStack); }",
    )
    .imports_require("jsc:require")
    .requires("./a", 1);
    let other = cjs(
        "src/a.cjs",
        "exports.name = 'a'; console.log(module.parent.filename);",
    );
    assert_eq!(
        stdout(&[entry, other]),
        "/src/main.mjs\na /src/a.cjs undefined\n[ '/src/main.mjs' ]\n"
    );
}

#[test]
fn require_of_an_es_module_is_as_in_node_22() {
    let entry = cjs(
        "main.js",
        "const plain = require('./plain'), def = require('./def'), own = require('./own'), marked = require('./marked');
console.log(plain, own);
console.log(def.default, def.named, def.__esModule, def === require('./def'), Object.keys(def));
console.log(marked.default, Object.keys(marked), module.children.length, require.cache['/def.mjs'].exports === def);
def.bump(); console.log(def.named);",
    )
    .requires("./plain", 1)
    .requires("./def", 2)
    .requires("./own", 3)
    .requires("./marked", 4);
    let found = stdout(&[
        entry,
        esm("plain.mjs", "export const a = 1;"),
        esm(
            "def.mjs",
            "export default 'D'; export let named = 1; export const bump = () => named++;",
        ),
        esm(
            "own.mjs",
            "const it = 'mine'; export { it as 'module.exports' }; export default 1;",
        ),
        esm(
            "marked.mjs",
            "export default 'D'; export const __esModule = 'yes';",
        ),
    ]);
    assert_eq!(
        found,
        "[Module: null prototype] { a: 1 } mine
D 1 true true [ '__esModule', 'bump', 'default', 'named' ]
D [ '__esModule', 'default' ] 4 true
2
"
    );
}

#[test]
fn an_es_module_that_awaits_cannot_be_required() {
    let entry = cjs(
        "main.js",
        "const ask = (id) => { try { return require(id).x; } catch (e) { return [e.code, e.message]; } };
console.log(ask('./slow'), ask('./around'), ask('./throws'), ask('./throws'));
import('./slow').then(() => console.log(ask('./slow'), ask('./around')));",
    )
    .requires("./slow", 1)
    .requires("./around", 2)
    .requires("./throws", 3);
    let found = stdout(&[
        entry,
        esm("slow.js", "export const x = await 'slow';"),
        esm("around.js", "export { x } from './slow';").imports("./slow", 1),
        esm("throws.js", "throw new RangeError('thrown');"),
    ]);
    let message =
        "require() cannot be used on an ESM graph with top-level await. Use import() instead.";
    let refused = format!("[\n  'ERR_REQUIRE_ASYNC_MODULE',\n  '{message}'\n]");
    assert_eq!(
        found,
        format!("{refused} {refused} [ undefined, 'thrown' ] [ undefined, 'thrown' ]\nslow slow\n")
    );
}

#[test]
fn requiring_an_es_module_that_waits_for_the_requirer_is_refused() {
    let entry = esm("a.mjs", "import './b.cjs'; export const a = 1;").imports("./b.cjs", 1);
    let b = cjs(
        "b.cjs",
        "for (const id of ['./a.mjs', './c.mjs', './d.mjs']) { try { console.log(require(id)); } catch (e) { console.log(e.code, e.message); } }",
    )
    .requires("./a.mjs", 0)
    .requires("./c.mjs", 2)
    .requires("./d.mjs", 3);
    let c = esm("c.mjs", "import { a } from './a.mjs'; export const c = 1;").imports("./a.mjs", 0);
    let d = esm("d.mjs", "export const d = 1;");
    assert_eq!(
        stdout(&[entry, b, c, d]),
        "ERR_REQUIRE_CYCLE_MODULE Cannot require() ES Module /a.mjs in a cycle.
ERR_REQUIRE_CYCLE_MODULE Cannot require() ES Module /c.mjs in a cycle.
[Module: null prototype] { d: 1 }
"
    );
}

#[test]
fn facades_do_not_show() {
    let entry = esm(
        "main.mjs",
        "import a from './a.cjs'; import * as ns from './b.cjs'; try { a(); } catch (e) { console.log(e.stack); } console.log(ns);",
    )
    .imports("./a.cjs", 1)
    .interops("./b.cjs", 2);
    let found = stdout(&[
        entry,
        cjs(
            "a.cjs",
            "module.exports = function f() { throw new Error('x'); };",
        ),
        cjs("b.cjs", "exports.stack = new Error('y').stack;").exports(&["stack"]),
    ]);
    assert!(
        found.contains("at f (a.cjs:1:")
            && found.contains("(main.mjs:1:")
            && found.contains("(b.cjs:1:"),
        "{found}"
    );
    for line in found.lines().filter(|line| line.contains(" at ")) {
        assert!(
            ["a.cjs", "b.cjs", "main.mjs", "jsc:commonjs", "(native)"]
                .iter()
                .any(|name| line.contains(name)),
            "{line}"
        );
    }
}
