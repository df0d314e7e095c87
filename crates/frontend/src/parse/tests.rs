use super::*;
use crate::nesting::{Dialect, MAX_LEVELS};

fn read_as(source: &str, format: Format) -> Result<Parsed, Vec<SyntaxError>> {
    parse(source, &Recipe::of(format))
}

fn parsed(source: &str) -> Parsed {
    read_as(source, Format::Detect).unwrap_or_else(|errors| panic!("{source}: {errors:?}"))
}

fn messages(source: &str, format: Format) -> Vec<String> {
    read_as(source, format)
        .err()
        .into_iter()
        .flatten()
        .map(|error| error.message)
        .collect()
}

#[test]
fn a_text_is_a_module_when_node_says_so() {
    for source in [
        "import 'a'",
        "import a from 'a'; var let_ = 1",
        "export const a = 1",
        "export default 1",
        "export * from 'a'",
        "console.log(import.meta.url)",
        "await f()",
        "const a = await f(); with_ = 1",
        "for await (const a of b) {}",
        "if (a) { await b }",
        "#!/usr/bin/env node\nimport 'a'",
        "// import\nexport {}",
    ] {
        assert_eq!(parsed(source).goal, Goal::Module, "{source}");
    }
    for source in [
        "",
        "// export default 1",
        "'export default 1'",
        "import('a')",
        "with (a) b",
        "var await = 1; await + 1",
        "a = 010; undeclared = 2; delete a",
        "async function f() { await g() }",
        "#!/usr/bin/env node\nvar a",
        "let a = `export`",
        "var yield, let, static, implements",
        "<!-- html\na\n--> html",
    ] {
        assert_eq!(parsed(source).goal, Goal::CommonJs, "{source}");
    }
}

#[test]
fn a_known_format_decides_the_goal() {
    assert_eq!(
        read_as("a", Format::Module).map(|p| p.goal).ok(),
        Some(Goal::Module)
    );
    assert_eq!(
        read_as("a", Format::CommonJs).map(|p| p.goal).ok(),
        Some(Goal::CommonJs)
    );
    assert!(!messages("with (a) b", Format::Module).is_empty());
    assert!(!messages("a = 010", Format::Module).is_empty());
    assert!(!messages("import 'a'", Format::CommonJs).is_empty());
    assert!(!messages("export {}", Format::CommonJs).is_empty());
    assert!(!messages("await f()", Format::CommonJs).is_empty());
}

#[test]
fn early_errors_are_found() {
    for source in [
        "let a; let a",
        "break",
        "label: label: a",
        "import 'a'; return 1",
        "export { missing }",
        "export const a = 1; export { a }",
        "import { a } from 'a'; import { a } from 'b'",
        "class A { constructor() {} constructor() {} }",
        "class A { #a; #a }",
        "import 'a'; new.target",
        "super.a",
        "a?.b = 1",
        "({ a = 1 })",
        "'use strict'; with (a) b",
        "'use strict'; 010",
        "function f(a, a) { 'use strict' }",
        "/(/ + [",
        "const a",
    ] {
        assert!(!messages(source, Format::Detect).is_empty(), "{source}");
    }
}

#[test]
fn the_reading_that_gets_further_is_reported() {
    // A script up to its end, a module only up to `with`.
    assert_eq!(messages("with (a) { await b }; )", Format::Detect).len(), 1);
    let error = |source| {
        read_as(source, Format::Detect)
            .err()
            .map(|e| e[0].labels[0].0.start)
    };
    assert_eq!(error("await f(); )"), Some(11));
    assert_eq!(error("var await; )"), Some(11));
}

#[test]
fn specifiers_are_listed_once_static_ones_first() {
    let source = "import('./d.js'); import './a.js'; export { x } from './b.js';
        import y, * as z from './a.js'; export * from `./c.js` ;";
    assert!(
        read_as(source, Format::Detect).is_err(),
        "a template is no module specifier"
    );
    let parsed = parsed(
        "import('./d.js'); import './a.js'; export { x } from './b.js'; import(`./e.js`);
         import y, * as z from './a.js'; export * from './c.js'; import('./b.js');
         import('./\\u0066.js'); import(name); import(`./${name}.js`)",
    );
    let specifiers: Vec<_> = parsed
        .facts
        .requests
        .iter()
        .map(|r| r.specifier.as_str())
        .collect();
    assert_eq!(
        specifiers,
        ["./a.js", "./b.js", "./c.js", "./d.js", "./e.js", "./f.js"]
    );
    assert_eq!(parsed.facts.stars, [2]);
}

#[test]
fn failures_that_a_program_handles_are_optional() {
    for (source, optional) in [
        ("import('a')", false),
        ("import('a').then(f)", false),
        ("import('a').catch(f)", true),
        ("import('a').then(f).catch(g)", true),
        ("try { await import('a') } catch {}", true),
        ("try { if (x) { y = await import('a') } } catch {}", true),
        ("try {} catch { await import('a') }", false),
        ("try { await import('a') } finally {}", false),
        ("try { (() => import('a'))() } catch {}", false),
        ("import('a'); import('a').catch(f)", false),
        ("import 'a'; import('a').catch(f)", false),
    ] {
        assert_eq!(
            parsed(source).facts.requests[0].optional,
            optional,
            "{source}"
        );
    }
}

#[test]
fn import_attributes_are_noted() {
    let type_ = |source| parsed(source).facts.requests[0].type_.clone();
    let json = Some("json".to_owned());
    assert_eq!(type_("import a from 'a' with { type: 'json' }"), json);
    assert_eq!(type_("export * from 'a' with { 'type': 'json' }"), json);
    assert_eq!(type_("import('a', { with: { type: 'json' } })"), json);
    assert_eq!(type_("import a from 'a' with {}"), None);
    assert_eq!(type_("import a from 'a'"), None);
}

#[test]
fn exports_are_listed_in_source_order() {
    let exports = parsed(
        "export const z = 1, { y, x: [w] } = z; export function f() {} export class C {}
         import { i } from 'a'; export { i as j, z as 'any name' };
         export { k } from 'b'; export * as ns from 'c'; export { default as d } from 'd'",
    )
    .facts
    .exports;
    let named = ["z", "y", "w", "f", "C", "j", "any name", "k", "ns", "d"];
    assert_eq!(
        exports,
        Exports {
            default: false,
            named: named.map(Into::into).into(),
            star: false
        }
    );

    for source in [
        "export default function (a) {}",
        "export default 1",
        "const a = 1; export { a as default }",
        "export { default } from 'a'",
        "export { a as 'default' } from 'a'",
    ] {
        let exports = parsed(source).facts.exports;
        assert_eq!(
            exports,
            Exports {
                default: true,
                ..Exports::default()
            },
            "{source}"
        );
    }
    let star = parsed("export * from 'a'").facts.exports;
    assert_eq!(
        star,
        Exports {
            star: true,
            ..Exports::default()
        }
    );
}

#[test]
fn links_are_the_names_taken_from_others() {
    let source = "import a, { b as c, 'd' as e } from './x.js'; import * as ns from './y.js';
        export { f as g } from './x.js'; export { c as h }; export * from './y.js';
        import i from './x.js'; export { i }";
    let parsed = parsed(source);
    let links: Vec<_> = parsed
        .facts
        .links
        .iter()
        .map(|link| {
            (
                parsed.facts.requests[link.request].specifier.as_str(),
                link.name.as_str(),
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            ("./x.js", "default"),
            ("./x.js", "b"),
            ("./x.js", "d"),
            ("./x.js", "f")
        ]
    );
}

#[test]
fn calls_of_require_are_requests() {
    let requires = |source| {
        let requests = parsed(source).facts.requests;
        let requests = requests.iter().filter(|r| r.kind == ImportKind::Require);
        requests
            .map(|r| (r.specifier.clone(), r.optional))
            .collect::<Vec<_>>()
    };
    let some = |name: &str, optional| vec![(name.to_owned(), optional)];
    assert_eq!(requires("var a = require('a')"), some("a", false));
    assert_eq!(requires("require(`a`)"), some("a", false));
    assert_eq!(requires("require.resolve('a')"), some("a", false));
    assert_eq!(requires("module.require('a')"), some("a", false));
    assert_eq!(requires("(x ? y : require)('a')"), some("a", false));
    assert_eq!(requires("(0, require)('a')"), some("a", false));
    assert_eq!(requires("try { require('a') } catch {}"), some("a", true));
    assert_eq!(requires("function f() { require('a') }"), some("a", true));
    assert_eq!(requires("import 'x'; require('a')"), some("a", false));
    assert_eq!(requires("require('./' + 'a')"), some("./a", true));
    for source in [
        "import { createRequire } from 'module'; const r = createRequire(import.meta.url); r('a')",
        "import { createRequire as c } from 'node:module'; var r = c(import.meta.url); r('a')",
        "import m from 'module'; m.createRequire(import.meta.url)('a')",
        "let r = require0.createRequire(f(__filename)); r.resolve('a')",
        "import m from 'module'; const require = m.createRequire(import.meta.url); require('a')",
    ] {
        assert_eq!(requires(source), some("a", false), "{source}");
    }
    for source in [
        "import { createRequire } from 'module'; const r = createRequire('/elsewhere/'); r('a')",
        "import { other } from 'module'; const r = other(import.meta.url); r('a')",
        "typeof require",
        "function require() {} require('a')",
        "require(a)",
        "(function (require) { require('a') })(f)",
    ] {
        assert_eq!(requires(source), [], "{source}");
    }
    assert!(parsed("import 'x'; require(a)").facts.uses_require);
    assert!(!parsed("require(a)").facts.uses_require);
}

#[test]
fn what_a_branch_requires_may_be_missing() {
    for (source, optional) in [
        ("if (x) require('a')", true),
        ("if (x) {} else { y(require('a')) }", true),
        ("x ? require('a') : b", true),
        ("x && require('a').b", true),
        ("switch (x) { case 1: require('a') }", true),
        ("try {} catch { require('a') }", true),
        ("if (require('a')) {}", false),
        ("require('a') ? b : c", false),
        ("require('a') || b", false),
        ("try { require('a') } finally {}", false),
        ("if (x) require('a'); require('a')", false),
    ] {
        assert_eq!(
            parsed(source).facts.requests[0].optional,
            optional,
            "{source}"
        );
    }
}

#[test]
fn exports_of_commonjs_are_seen() {
    let names = |source: &str| {
        let names = parsed(source).facts.commonjs.names;
        names.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("exports.a = 1; module.exports['b'] = 2"), "a b");
    assert_eq!(names("exports.a = exports.b = void 0"), "a b");
    assert_eq!(names("module.exports = { a, 'b': 1, c() {} }"), "a b c");
    assert_eq!(names("0 && (module.exports = { a, b })"), "a b");
    let property = |rest| names(&format!("Object.defineProperty(exports, 'a', {rest})"));
    assert_eq!(property("{ value: f() }"), "a");
    assert_eq!(
        property("{ enumerable: true, get: function () { return b.c } }"),
        "a"
    );
    assert_eq!(property("{ get() { return b } }"), "a");
    assert_eq!(property("{ get: () => b }"), "");
    assert_eq!(property("{ get: function () { return b() } }"), "");
    assert_eq!(property("{}"), "");
    assert_eq!(names("(function (exports) { exports.a = 1 })(this)"), "a");
    assert_eq!(names("other.a = 1; module.b = 2; x.exports.c = 3"), "");
    let reexports = |source| {
        let facts = parsed(source).facts;
        let requests = facts.commonjs.reexports.iter();
        requests
            .map(|i| facts.requests[*i].specifier.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(reexports("module.exports = require('a')"), "a");
    assert_eq!(reexports("module.exports = { ...require('a'), b }"), "a");
    assert_eq!(reexports("__exportStar(require('a'), exports)"), "a");
    assert_eq!(reexports("t.__exportStar(require('a'), exports)"), "a");
    let babel = "var _a = _interop(require('a'));
        Object.keys(_a).forEach(function (key) { exports[key] = _a[key] })";
    assert_eq!(reexports(babel), "a");
    assert_eq!(reexports("var a = require('a'); exports.b = a"), "");
}

/// Every way in which source text can nest, repeated `n` times.
fn nestings(n: usize) -> Vec<(&'static str, String)> {
    let around = |before: &str, open: &str, middle: &str, close: &str, after: &str| {
        format!(
            "{before}{}{middle}{}{after}",
            open.repeat(n),
            close.repeat(n)
        )
    };
    let x = |open: &str, middle: &str, close: &str| around("x=", open, middle, close, "");
    vec![
        ("unclosed arrays", "[".repeat(n)),
        ("unclosed parentheses", "(".repeat(n)),
        ("unclosed blocks", "{".repeat(n)),
        ("unclosed templates", "`${".repeat(n)),
        ("unclosed JSX", "<a>".repeat(n)),
        ("arrays", x("[", "", "]")),
        ("parentheses", x("(", "a", ")")),
        ("objects", x("{a:", "1", "}")),
        ("computed keys", x("{[", "1", "]:1}")),
        ("methods", x("{a(){x=", "1", "}}")),
        ("blocks", around("", "{", "", "}", "")),
        ("templates", x("`${", "1", "}`")),
        ("tagged templates", x("a`${", "1", "}`")),
        ("arguments", x("a(", "", ")")),
        ("indices", x("a[", "0", "]")),
        (
            "function declarations",
            around("", "function a(){", "", "}", ""),
        ),
        ("function expressions", x("function(){x=", "1", "}")),
        (
            "called functions",
            around("", "(function(){", "", "})()", ""),
        ),
        ("returned functions", x("function(){return a+", "1", "}")),
        ("arrows", x("()=>", "1", "")),
        ("arrows with a name", x("a=>", "1", "")),
        ("async arrows", x("async a=>", "1", "")),
        ("arrows with a body", x("()=>{", "", "}")),
        ("arrows with an object", x("()=>({a:", "1", "})")),
        ("parameter defaults", x("(a=", "1", ")=>1")),
        ("almost arrows", x("(a,", "1", ")")),
        ("class expressions", x("class{a=", "1", "}")),
        ("static blocks", x("class{static{x=", "1", "}}")),
        ("extended classes", x("class extends ", "a", "{}")),
        ("not", x("!", "a", "")),
        ("minus", x("- ", "a", "")),
        ("typeof", x("typeof ", "a", "")),
        ("new", x("new ", "a", "")),
        (
            "await",
            around("async function f(){", "await ", "a", "", "}"),
        ),
        ("yield", around("function*f(){", "yield ", "a", "", "}")),
        ("assignments", x("a=", "1", "")),
        ("powers", x("a**", "1", "")),
        ("conditionals", x("a?b:", "1", "")),
        ("conditionals inside", x("a?", "1", ":1")),
        ("destructured arrays", around("var ", "[", "a", "]", "=1")),
        (
            "destructured objects",
            around("var ", "{a:", "a", "}", "=1"),
        ),
        ("destructuring assignments", around("", "[", "a", "]", "=1")),
        ("if", around("", "if(a)", ";", "", "")),
        ("else if", around("", "if(a);else ", ";", "", "")),
        (
            "else if with blocks",
            around("", "if(a){b}else ", ";", "", ""),
        ),
        ("while", around("", "while(a)", ";", "", "")),
        ("for", around("", "for(;;)", ";", "", "")),
        ("for of", around("", "for(a of b)", ";", "", "")),
        ("do", around("", "do ", "a", ";while(a)", "")),
        ("with", around("", "with(a)", ";", "", "")),
        ("try", around("", "try{", "", "}catch{}", "")),
        ("switch", around("", "switch(a){case 1:", "", "}", "")),
        (
            "labels",
            (0..n).map(|i| format!("a{i}:")).collect::<String>() + ";",
        ),
        ("dynamic imports", x("import(", "a", ")")),
    ]
}

/// Chains that are as deep a tree as they are long, repeated `n` times.
fn chains(n: usize) -> Vec<(&'static str, String)> {
    let chain = |first: &str, more: &str| format!("x={first}{}", more.repeat(n));
    vec![
        ("sums", chain("a", "+a")),
        ("strings", chain("'a'", "+\n'a'")),
        ("logical", chain("a", "&&a")),
        ("coalescing", chain("a", "??a")),
        ("comparisons", chain("a", "<a")),
        ("in", chain("a", " in a")),
        ("members", chain("a", ".b")),
        ("members by line", chain("a", "\n  .b()")),
        ("optional members", chain("a", "?.b")),
        ("calls", chain("a", "()")),
        ("indexed", chain("a", "[0]")),
        ("tags", chain("a", "``")),
        ("sequences", chain("a", ",a")),
        ("statements", chain("a", ";a")),
        ("lines", chain("a", "\na = -1")),
        ("array items", chain("[a", ",a") + "]"),
        ("template parts", chain("`", "${a}b") + "`"),
    ]
}

#[test]
fn nesting_is_refused_where_the_stack_would_end() {
    for (name, source) in nestings(100_000) {
        assert!(read_as(&source, Format::CommonJs).is_err(), "{name}");
    }
}

#[test]
fn what_is_not_refused_fits_the_stack() {
    // A level of these takes up to four of the counted levels: most of the
    // depths are beyond the limit for some of them and within it for others.
    for n in [
        50,
        150,
        MAX_LEVELS / 4,
        MAX_LEVELS / 3,
        MAX_LEVELS / 2,
        MAX_LEVELS - 2,
    ] {
        for (name, source) in nestings(n) {
            let refused = messages(&source, Format::CommonJs).contains(&"nested too deeply".into());
            assert!(n > 150 || !refused, "{name}");
        }
    }
}

#[test]
fn mixed_nesting_fits_the_stack() {
    let openers = [
        "(",
        "[",
        "{a:",
        "{",
        "`${",
        "a(",
        "a[",
        "!",
        "- ",
        "typeof ",
        "new ",
        "a=",
        "a**",
        "a?b:",
        "a?",
        "()=>",
        "a=>",
        "()=>{",
        "async()=>{",
        "function(){",
        "(function(){",
        "class{a=",
        "class{static{",
        "class extends ",
        "{a(){",
        "{get a(){",
        "{[",
        "return ",
        "if(a)",
        "while(a)",
        "for(;;)",
        "for(a of b)",
        "do ",
        "try{",
        "switch(a){case ",
        "a+",
        "a.b(",
        "a?.[",
        "...",
        "yield ",
        "if(a)b;else ",
        "l:",
        "var a=",
        "var{a=",
        "import(",
        "throw ",
        "a,",
        "a;",
        "{a}",
        "\n",
    ];
    let mut state = 1u64;
    let mut random = move |below: usize| {
        // Knuth's MMIX generator.
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for _ in 0..50 {
        // Few openers repeat often; the text stops where it would be refused.
        let chosen: Vec<_> = (0..1 + random(4))
            .map(|_| openers[random(openers.len())])
            .collect();
        let unit = chosen.concat();
        let mut repeats = 2 * MAX_LEVELS;
        while crate::nesting::stack_need(&unit.repeat(repeats), Dialect::JavaScript).is_err() {
            repeats = repeats * 9 / 10;
        }
        // Whether it is JavaScript does not matter: it must come back.
        let _ = read_as(&unit.repeat(repeats), Format::Detect);
        let _ = read_as(&format!("x={}", unit.repeat(repeats)), Format::CommonJs);
    }
}

#[test]
fn long_chains_are_read() {
    for (name, source) in chains(100_000) {
        assert!(read_as(&source, Format::CommonJs).is_ok(), "{name}");
    }
}

mod globals {
    use super::*;
    use crate::program::Reach;

    fn names(source: &str) -> String {
        let globals = parsed(source).facts.globals;
        assert_eq!(globals.reaches, [], "{source}");
        globals.names.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn free_identifiers_are_reached() {
        for (source, expected) in [
            ("a(b.c, { d, e: f })", "a b d f"),
            ("let a = 1; function b(c) { return a + c + d }", "d"),
            ("typeof fetch", "fetch"),
            ("fetch = 1", "fetch"),
            ("export { x } from 'a'; import { y } from 'b'; y", ""),
            ("{ let a } a", "a"),
            ("try {} catch (a) { a }", ""),
            (
                "class A { #x = Map; get [Set]() { return this.#x } }",
                "Map Set",
            ),
            ("label: for (;;) break label", ""),
        ] {
            assert_eq!(names(source), expected, "{source}");
        }
    }

    #[test]
    fn properties_of_the_global_object_are_reached() {
        for (source, expected) in [
            ("globalThis.fetch", "fetch globalThis"),
            ("globalThis?.fetch?.()", "fetch globalThis"),
            ("(globalThis).fetch", "fetch globalThis"),
            ("self['fetch']", "fetch self"),
            ("self[`fetch`]", "fetch self"),
            ("global.fetch = 1", "fetch global"),
            ("'fetch' in window", "fetch window"),
            (
                "globalThis.self.window.fetch",
                "fetch globalThis self window",
            ),
            (
                "const { fetch, a: b = 1 } = globalThis",
                "a fetch globalThis",
            ),
            (
                "let b; ({ fetch, a: b } = globalThis);",
                "a fetch globalThis",
            ),
            ("typeof globalThis === 'object'", "globalThis"),
            ("globalThis === a", "a globalThis"),
            ("function f(globalThis) { return globalThis[a] }", "a"),
        ] {
            assert_eq!(names(source), expected, "{source}");
        }
    }

    #[test]
    fn evaluators_may_be_asked_about() {
        for source in [
            "a instanceof Function",
            "typeof eval",
            "a === Function",
            "Function.prototype.toString.call(a)",
            "function f(eval_) { eval_('x') }",
        ] {
            names(source);
        }
    }

    #[test]
    fn the_global_object_is_followed() {
        for (source, expected) in [
            ("const a = globalThis; a.fetch", "fetch globalThis"),
            ("let a; a = b = self; let b; b.fetch", "fetch self"),
            ("const a = globalThis.self; a['fetch']", "fetch globalThis self"),
            (
                "const a = typeof global == 'object' && global && global.Object === Object && global;
                 const b = a || Function('return this')(); a && b.setTimeout(() => b.x)",
                "Function Object global setTimeout x",
            ),
            ("const a = b ? globalThis : self; a?.fetch", "b fetch globalThis self"),
            ("let x; x = ({ a } = globalThis)", "a globalThis"),
            ("(function (a) { a.fetch = 1 })(globalThis)", "fetch globalThis"),
            ("((a, { fetch }) => a.b)(1, globalThis)", "fetch globalThis"),
            ("(function (a) { a = a || self, a.b })(globalThis)", "b globalThis self"),
            ("f(1, globalThis); function f(a, b) { b.fetch }", "fetch globalThis"),
            ("function f(a = globalThis) { a.fetch }", "fetch globalThis"),
            (
                "const get = () => { if (typeof self !== 'undefined') return self; throw 1 };
                 const root = get(); root.fetch",
                "fetch self",
            ),
            ("const a = (() => globalThis)(); a.fetch", "fetch globalThis"),
            ("function f(b) { b = globalThis; b.fetch }", "fetch globalThis"),
            ("const k = 'fetch'; globalThis[k]", "fetch globalThis"),
            ("globalThis[Symbol.for('a')]; globalThis[Symbol.iterator]", "Symbol globalThis"),
            ("globalThis[f()] = 1", "f globalThis"),
            ("globalThis.hasOwnProperty('fetch')", "fetch globalThis hasOwnProperty"),
            ("Object.hasOwn(globalThis, 'fetch')", "Object fetch globalThis"),
            ("Object.defineProperty(globalThis, a, {}).b", "Object a b globalThis"),
            ("Reflect.get(globalThis, 'self').fetch", "Reflect fetch globalThis self"),
            ("!globalThis; if (self) a; while (global) b", "a b global globalThis self"),
            ("new Function('return this')().fetch", "Function fetch"),
        ] {
            assert_eq!(names(source), expected, "{source}");
        }
    }

    fn reach(source: &str) -> Vec<Reach> {
        let reaches = parsed(source).facts.globals.reaches;
        reaches.into_iter().map(|(reach, _)| reach).collect()
    }

    #[test]
    fn computed_names_reach_any_global() {
        for source in [
            "globalThis[a]",
            "const b = self; b[a]",
            "const b = self; b[a] += 1",
            "a in globalThis",
            "const { a, ...b } = globalThis",
            "const { [a]: b } = globalThis",
            "globalThis.self[a]",
            "for (a in globalThis) b",
            "({ ...globalThis })",
            "Object.keys(globalThis)",
            "Reflect.get(globalThis, a)",
            "globalThis.hasOwnProperty(a)",
            "Object.assign({}, self)",
            "let k = 'a'; k = b; globalThis[k]",
            "with (a) b",
        ] {
            assert_eq!(reach(source), [Reach::Any], "{source}");
        }
    }

    #[test]
    fn the_global_object_may_get_out_of_sight() {
        for source in [
            "f(globalThis)",
            "a = self",
            "a.b = self",
            "const { self: b } = globalThis",
            "export const a = globalThis",
            "const a = globalThis; export { a }",
            "export default globalThis",
            "f(globalThis.window)",
            "f(a || global)",
            "[globalThis]",
            "a(() => globalThis)",
            "const f = () => globalThis; a(f)",
            "export function f() { return globalThis }",
            "async function f() { return globalThis } f()",
            "f(globalThis); function f() { arguments[0] }",
            "get(globalThis, 'a'); function get(object, key) { return object[key] }",
            "f(...a, globalThis); function f(b) { b.c }",
            "f(globalThis); function f(b) { b.c } f = a",
            "globalThis.valueOf()[a]",
            "throw globalThis",
            "(function () { return this })()[0] = f((function () { return this })())",
            "f(function () { return (() => this)() }())",
        ] {
            assert_eq!(reach(source), [Reach::Object], "{source}");
        }
    }

    #[test]
    fn code_may_be_made() {
        for source in [
            "globalThis.eval('a')",
            "eval('a')",
            "(0, eval)('a')",
            "new Function('return a')",
            "Function('return a')()",
            "Function.call(a)",
            "f(Function)",
            "const { Function: F } = globalThis",
            "new Function('return this')",
        ] {
            assert_eq!(reach(source), [Reach::Code], "{source}");
        }
    }

    #[test]
    fn a_console_may_only_print_texts_and_numbers() {
        let shows_values = |source: &str| parsed(source).facts.globals.shows_values;
        for source in [
            "console.log('a'); console.error(`b ${c}`); console.warn(); console.info(7)",
            "console.log('a' + b + c); console.log(b + ('a' + c)); console.log(typeof a)",
            "const a = 'b'; console.log(a + 1); console.log(a)",
            "console.log(a ? 'b' : `c`); console.debug('a', 'b%', 1); console.dirxml('%')",
            "function f(console) { console.log(console) }",
        ] {
            assert!(!shows_values(source), "{source}");
        }
        for source in [
            "console.log(a)",
            "console.log({})",
            "console.log(-0)",
            "console.log('%s', 'a')",
            "console.log(`${a}`, 1)",
            "console.log(...a)",
            "console.log('a', b)",
            "console.log(a + 1)",
            "let a = 'b'; console.log(a)",
            "console.log(a); var a = 'b'",
            "const { a } = 'b'; console.log(a)",
            "console.log(String('a'))",
            "console.table('a')",
            "console.log.call('a')",
            "console['log']('a')",
            "console.log = f",
            "console = f",
            "const { log } = console",
            "f(console)",
            "globalThis.console.log('a')",
            "const { console: c } = globalThis",
            "console.log(f`a`)",
            "console.log('a' - 'b')",
        ] {
            assert!(shows_values(source), "{source}");
        }
    }

    #[test]
    fn words_are_of_values_and_names_of_properties() {
        let source = "// comment\nlet local = a.b; ({ c: 1, 'd-e': 2, f() {}, [`g ${h} i`]: 3 }); const { j: k } = a; ({ l } = a)";
        let words = parsed(source).facts.globals.words;
        assert_eq!(
            words.into_iter().collect::<Vec<_>>().join(" "),
            "b c d e f g i j l"
        );
    }

    #[test]
    fn this_is_the_global_object_in_sloppy_calls_only() {
        for source in [
            "export default this",
            "export function f() { return this }",
            "function f() { 'use strict'; return this.a }",
            "function f() { 'use strict'; return () => this.a }",
            "class A { m() { return this } static { this.a } }",
            "this.a; (() => this)()",
            "A.prototype.m = function () { return this.a }",
            "(function () { 'use strict'; return this })()",
            "(function () { return this }).call(this)",
        ] {
            assert_eq!(reach(source), [], "{source}");
        }
        assert_eq!(names("(function () { return this })().fetch"), "fetch");
    }
}

#[test]
fn the_default_export_is_looked_at() {
    use crate::program::DefaultExport::{Callable, Data, Instance, Unknown};
    for (source, expected) in [
        ("export default function (a) {}", Callable),
        ("export default async (a) => a", Callable),
        ("export default class {}", Callable),
        ("const f = () => 1; const g = f; export default g", Callable),
        ("function f() {} export { f as default }", Callable),
        ("export default { fetch() {} }", Instance),
        ("export default { 'fetch': f, a: 1 }", Instance),
        ("export default { ...router }", Instance),
        ("const app = new App(); export default app", Instance),
        ("export default { a: 1 }", Data),
        ("export default 42", Data),
        ("export default make()", Unknown),
        ("let f = () => 1; f = make(); export default f", Unknown),
        ("const { f } = make; export default f", Unknown),
        ("const a = b, b = a; export default a", Unknown),
        ("import a from 'a'; export default a", Unknown),
        ("export { default } from 'a'", Unknown),
    ] {
        assert_eq!(parsed(source).facts.default_export, expected, "{source}");
    }
}
