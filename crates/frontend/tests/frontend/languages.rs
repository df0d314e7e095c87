//! TypeScript, JSX, JSON and the like become what the engine takes.
use crate::project::{Project, names, text};
use jsc_frontend::{Goal, Settings};

fn lowered(file: &str, source: &str) -> String {
    text(&Project::new(&[(file, source)]).program(file), file)
}

#[test]
fn types_are_erased() {
    assert_eq!(
        lowered(
            "a.ts",
            "interface A { x: number }\nexport const f = <T,>(a: A, b?: T): a is A => (a as any)!.x satisfies number;\n\
             declare const g: string;\nexport type { A };\nabstract class C { abstract m(): void; declare d: number }\nf(new C);",
        ),
        "export const f = (a, b) => a.x; class C {} f(new C());"
    );
}

#[test]
fn typescript_with_meaning_is_kept() {
    let text = lowered(
        "a.ts",
        "enum E { A = 1, B, C = 'c' }\nnamespace N { export const x = 1 }\n\
         class P { constructor(private y: number, readonly z = 2) {} }\nf(E, N, P);",
    );
    for part in ["E[\"B\"] = 2", "N.x = 1", "this.y = y", "this.z = z"] {
        let spaced = part.replace('=', " = ").replace("  ", " ");
        assert!(
            text.contains(part) || text.contains(&spaced),
            "{part} in {text}"
        );
    }
}

#[test]
fn imports_of_types_leave_no_trace() {
    let project = Project::new(&[
        (
            "main.ts",
            "import { T, v } from './types';\nimport type { U } from './types.js';\n\
             export { T } from './types';\nimport { W } from './types'; export { W };\nlet t: T = v; console.log(t);",
        ),
        (
            "types.ts",
            "export interface T {}\nexport type U = 1; export type W = 2;\nexport const v = 1;",
        ),
    ]);
    let program = project.program("main.ts");
    assert_eq!(names(&program), ["main.ts", "types.ts"]);
    let main = text(&program, "main.ts");
    assert!(
        main.contains("{ v }") && !main.contains('T') && !main.contains('W'),
        "{main}"
    );
}

#[test]
fn a_missing_value_is_an_error_in_typescript_too() {
    let project = Project::new(&[
        ("main.ts", "import { gone } from './b';\ngone();"),
        ("b.ts", "export const here = 1;"),
    ]);
    assert!(
        project
            .errors("main.ts")
            .contains("has no export named `gone`")
    );
}

#[test]
fn commonjs_in_typescript() {
    let project = Project::new(&[
        ("a.cts", "import b = require('./b.cjs');\nexport = { b };\n"),
        ("b.cjs", "module.exports = 1"),
    ]);
    let program = project.program("a.cts");
    assert_eq!(program.modules[0].goal, Goal::CommonJs);
    assert_eq!(
        text(&program, "a.cts"),
        "const b = require(\"./b.cjs\"); module.exports = { b };"
    );
}

#[test]
fn jsx_runtimes() {
    let project = Project::new(&[
        (
            "classic.jsx",
            "import React from './react.js'; console.log(<a b='c'>{d}</a>)",
        ),
        (
            "pragma.jsx",
            "/** @jsx h */\nimport { h } from './react.js'; console.log(<a/>)",
        ),
        (
            "automatic/tsconfig.json",
            r#"{"compilerOptions":{"jsx":"react-jsx","jsxImportSource":"p"}}"#,
        ),
        (
            "automatic/a.tsx",
            "export const x: JSX.Element = <><b/></>;",
        ),
        (
            "automatic/node_modules/p/jsx-runtime.js",
            "export const jsx = 1, jsxs = 2, Fragment = 3",
        ),
        (
            "factory/tsconfig.json",
            r#"{"compilerOptions":{"jsx":"react","jsxFactory":"h","jsxFragmentFactory":"F"}}"#,
        ),
        (
            "factory/a.tsx",
            "import { h, F } from '../react.js'; console.log(<><b/></>)",
        ),
        ("react.js", "export default 1; export const h = 2, F = 3"),
    ]);
    let classic = text(&project.program("classic.jsx"), "classic.jsx");
    assert!(
        classic.contains("React.createElement(\"a\", { b: \"c\" }, d)"),
        "{classic}"
    );
    let pragma = text(&project.program("pragma.jsx"), "pragma.jsx");
    assert!(pragma.contains("h(\"a\", null)"), "{pragma}");
    let program = project.program("automatic/a.tsx");
    let automatic = text(&program, "a.tsx");
    assert!(
        automatic.contains("_jsx(_Fragment, { children: /* @__PURE__ */ _jsx(\"b\", {}) })"),
        "{automatic}"
    );
    assert_eq!(names(&program), ["a.tsx", "node_modules/p/jsx-runtime.js"]);
    let factory = text(&project.program("factory/a.tsx"), "factory/a.tsx");
    assert!(
        factory.contains("h(F, null, /* @__PURE__ */ h(\"b\", null))"),
        "{factory}"
    );
}

#[test]
fn legacy_decorators_bring_their_helper() {
    let project = Project::new(&[
        (
            "tsconfig.json",
            r#"{"compilerOptions":{"experimentalDecorators":true}}"#,
        ),
        (
            "a.ts",
            "@d class A { @d m(@d x) {} }\nfunction d(...args: any) {}\nconsole.log(A);",
        ),
    ]);
    let program = project.program("a.ts");
    assert_eq!(
        names(&program),
        [
            "a.ts",
            "jsc:oxc/helpers/decorateParam",
            "jsc:oxc/helpers/decorate"
        ]
    );
}

#[test]
fn defines_take_dead_branches_with_them() {
    let project = Project::new(&[
        (
            "main.js",
            "if (DEBUG) { require('./debug.js') } console.log(process.env.MODE, a.b.c)",
        ),
        ("debug.js", ""),
    ]);
    let define = [
        ("DEBUG", "false"),
        ("process.env.MODE", "\"x\""),
        ("a.b.c", "{\"d\":1}"),
    ];
    let settings = Settings {
        define: define.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        ..Settings::default()
    };
    let program = project.program_with("main.js", settings);
    assert_eq!(names(&program), ["main.js"]);
    assert_eq!(
        text(&program, "main.js"),
        "console.log(\"x\", { \"d\": 1 });"
    );
}

#[test]
fn packages_are_built_for_production() {
    let project = Project::new(&[
        ("main.cjs", "require('p'); process.env.NODE_ENV"),
        (
            "node_modules/p/index.js",
            "if (process.env.NODE_ENV === 'production') module.exports = require('./a.js'); else module.exports = require('./b.js')",
        ),
        ("node_modules/p/a.js", ""),
        ("node_modules/p/b.js", ""),
    ]);
    let program = project.program("main.cjs");
    assert_eq!(
        names(&program),
        ["main.cjs", "node_modules/p/index.js", "node_modules/p/a.js"]
    );
    assert_eq!(
        text(&program, "main.cjs"),
        "require('p'); process.env.NODE_ENV"
    );
}

#[test]
fn minified_texts_keep_the_names_of_functions() {
    let project = Project::new(&[(
        "a.js",
        "export function longName(parameter) { const local = parameter + 1; return local * local }\n",
    )]);
    let settings = Settings {
        minify: true,
        ..Settings::default()
    };
    let text = text(&project.program_with("a.js", settings), "a.js");
    assert!(
        text.contains("longName") && !text.contains("parameter"),
        "{text}"
    );
}

#[test]
fn data_modules() {
    let project = Project::new(&[
        (
            "main.js",
            "import data, { a } from './data.json' with { type: 'json' };\n\
             import text from './t.txt' with { type: 'text' };\n\
             import raw from './data.json' with { type: 'text' };\nconsole.log(data, a, text, raw);",
        ),
        (
            "other.js",
            "import raw from './bytes.bin' with { type: 'bytes' }; console.log(raw)",
        ),
        ("data.json", r#"{"a":1,"b":2}"#),
        ("t.txt", "text"),
    ]);
    project.write("bytes.bin", b"\xff\0");
    let program = project.program("other.js");
    assert_eq!(program.modules[1].goal, Goal::Bytes);
    assert_eq!(program.modules[1].source, b"\xff\0");
    // One specifier cannot stand for two things.
    assert!(
        project
            .errors("main.js")
            .contains("as `json` and as `text`")
    );
}

#[test]
fn malformed_json_has_a_place() {
    let project = Project::new(&[
        ("main.js", "import a from './a.json'; console.log(a)"),
        ("a.json", "{\"a\":\n oops}"),
    ]);
    let errors = project.errors("main.js");
    assert!(
        errors.contains("`a.json` is not valid JSON") && errors.contains("a.json:2:"),
        "{errors}"
    );
}

#[test]
fn binaries_are_not_code() {
    let project = Project::new(&[(
        "main.js",
        "import './a.wasm'; import './b.node'; import './c.js'",
    )]);
    project.write("a.wasm", b"\0asm");
    project.write("b.node", b"\x7fELF");
    project.write("c.js", b"\0\x01\x02");
    let errors = project.errors("main.js");
    for part in [
        "WebAssembly modules cannot be imported",
        "native add-ons cannot be imported",
        "`c.js`: it is a binary file",
    ] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
}

#[test]
fn standard_decorators_bring_their_helpers() {
    let project = Project::new(&[(
        "a.ts",
        "class A { @d m(): void {} accessor x: number = 1 }\nfunction d(f: any, c: any) {}\nexport { A };",
    )]);
    let program = project.program("a.ts");
    assert_eq!(names(&program), ["a.ts", "jsc:helpers/decorators"]);
    assert!(!text(&program, "a.ts").contains('@'));
}

#[test]
fn exported_variables_of_namespaces_are_properties() {
    let text = lowered(
        "a.ts",
        "namespace N { export let n: number = 1, m; const { a } = { a: n }; n++; ({ n } = { n }); export const f = (n) => n }\n\
         namespace N { export const k = n + f(a) }\nlet a = N;",
    );
    let has = |part: &str| assert!(text.contains(part), "{part} in {text}");
    has("N.n = 1, void 0");
    has("{ a: N.n }");
    has("N.n++");
    has("({n: N.n} = { n: N.n })");
    has("(n) => n");
    has("_N2.k = N.n + N.f(a)");
}

#[test]
fn a_namespace_whose_name_is_hidden_is_refused() {
    let project = Project::new(&[(
        "a.ts",
        "namespace N { export let n = 1; export const f = (N: any) => n }",
    )]);
    assert!(project.errors("a.ts").contains("non-const"));
}

#[test]
fn fields_are_assigned_where_tsconfig_says_so() {
    let project = Project::new(&[
        (
            "tsconfig.json",
            r#"{"compilerOptions":{"useDefineForClassFields":false}}"#,
        ),
        (
            "a.ts",
            "class A { a = 1; b; #c = 2; constructor(public d) {} static e = 3 } f(A)",
        ),
    ]);
    let text = text(&project.program("a.ts"), "a.ts");
    assert_eq!(
        text,
        "class A { #c; constructor(d) { this.d = d; this.a = 1; this.#c = 2; } static { this.e = 3; } } f(A);"
    );
}

#[test]
fn an_import_of_nothing_is_one_of_types() {
    let imports = "import {} from './b'; export {} from './b'; export { type T } from './b';";
    let project = Project::new(&[("a.ts", imports), ("b.ts", "f()")]);
    assert_eq!(names(&project.program("a.ts")), ["a.ts"]);
    let verbatim = r#"{"compilerOptions":{"verbatimModuleSyntax":true}}"#;
    project.write("tsconfig.json", verbatim.as_bytes());
    assert_eq!(names(&project.program("a.ts")), ["a.ts", "b.ts"]);
}

#[test]
fn metadata_may_name_imported_interfaces() {
    let options = "\"experimentalDecorators\":true,\"emitDecoratorMetadata\":true";
    let project = Project::new(&[
        (
            "tsconfig.json",
            &format!("{{\"compilerOptions\":{{{options}}}}}"),
        ),
        (
            "a.ts",
            "import { I, C } from './b'; class A { @d x: I; @d y: C; } f(A);",
        ),
        ("used.ts", "import { I } from './b'; I();"),
        ("b.ts", "export interface I {} export class C {}"),
    ]);
    let text = text(&project.program("a.ts"), "a.ts");
    assert!(text.contains("{C}") && text.contains("typeof I"), "{text}");
    assert!(text.ends_with("var I;"), "{text}");
    assert!(project.errors("used.ts").contains("no export named `I`"));
    let minified = Settings {
        minify: true,
        ..Settings::default()
    };
    project.program_with("a.ts", minified);
}

#[test]
fn jsx_has_the_settings_of_the_nearest_config() {
    let source = "let h; f(<svg:a/>)";
    let options = r#"{"compilerOptions":{"jsx":"react","jsxFactory":"h","target":"es2020"}}"#;
    let project = Project::new(&[
        ("a/tsconfig.json", options),
        ("a/in/b.jsx", source),
        ("c/jsconfig.json", options),
        ("c/d.jsx", "let h; class A { x } f(<svg:a/>)"),
    ]);
    let of = |file: &str, name: &str| text(&project.program(file), name);
    assert!(of("a/in/b.jsx", "b.jsx").contains("h(\"svg:a\", null)"));
    let fields = of("c/d.jsx", "d.jsx");
    assert!(
        fields.contains("h(\"svg:a\"") && fields.contains("x;"),
        "{fields}"
    );
}

#[test]
fn typescript_exports_what_it_declares() {
    let fine = "type T = 1; interface I {} import type { B } from './b'; import { C } from './b';
        declare const d: 1; enum E {} namespace N {} export { T, I, B, C, d, E, N }; export type { X }; export { type Y };";
    let project = Project::new(&[
        ("a.ts", "export { a, Window };"),
        ("fine.ts", fine),
        ("b.ts", ""),
    ]);
    let errors = project.errors("a.ts");
    assert!(
        errors.contains("Export 'a' is not defined") && errors.contains("a.ts:1:10"),
        "{errors}"
    );
    project.program("fine.ts");
}

#[test]
fn jsx_may_import_whatever_the_package_says() {
    let project = Project::new(&[
        ("package.json", r#"{"type":"commonjs"}"#),
        ("a.jsx", "import './b.tsx'; let React; f(<a/>);"),
        ("b.tsx", "export {}; g();"),
        ("missing.jsx", "// comment\nf(<a/>);"),
    ]);
    assert_eq!(names(&project.program("a.jsx")), ["a.jsx", "b.tsx"]);
    assert_eq!(project.program("a.jsx").modules[0].goal, Goal::Module);
    let errors = project.errors("missing.jsx");
    assert!(errors.contains("the JSX in this file needs it"), "{errors}");
}

#[test]
fn an_export_assignment_in_a_module_is_its_default_export() {
    let project = Project::new(&[
        (
            "a.ts",
            "import { b } from './b'; import c = require('./c'); f(b, c);\nexport = b\n",
        ),
        ("b.ts", "export const b = 1;"),
        ("c.ts", "export = 2;"),
    ]);
    let program = project.program("a.ts");
    assert_eq!(program.modules[0].goal, Goal::Module);
    assert!(program.modules[0].exports.default);
    let text = text(&program, "a.ts");
    let end = "const jsc_exports = b; export { jsc_exports as default, jsc_exports as \"module.exports\" };";
    assert!(text.contains(end), "{text}");
    assert_eq!(program.modules[2].goal, Goal::CommonJs);
}
