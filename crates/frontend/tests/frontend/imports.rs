//! What is printed for imports that lead nowhere.

use crate::project::Project;
use snapbox::{assert_data_eq, str};

#[test]
fn missing_exports_are_errors() {
    let project = Project::new(&[
        (
            "main.js",
            "import a, { seven } from './b.js';\nimport { x } from './c.cjs';\nexport { y } from './d.js';\n",
        ),
        ("b.js", "export const one = 1, sevens = 7;\n"),
        ("c.cjs", "module.exports = { x: 1 };\n"),
        ("d.js", "export {};\n"),
    ]);
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × `./b.js` has no export named `default`
   ╭─[main.js:1:8]
 1 │ import a, { seven } from './b.js';
   ·        ─
 2 │ import { x } from './c.cjs';
   ╰────
  help: it exports `one`, `sevens`
  × `./b.js` has no export named `seven`
   ╭─[main.js:1:13]
 1 │ import a, { seven } from './b.js';
   ·             ─────
 2 │ import { x } from './c.cjs';
   ╰────
  help: did you mean `sevens`?
  × `./d.js` has no export named `y`
   ╭─[main.js:3:10]
 2 │ import { x } from './c.cjs';
 3 │ export { y } from './d.js';
   ·          ─
   ╰────
  help: it exports nothing

"#]]
    );
}

#[test]
fn relative_imports_get_hints() {
    let project = Project::new(&[
        (
            "src/main.js",
            "import './b';\nimport './dir';\nimport './dir/';\nimport './types';\nimport './Utils.js';\n\
             import '../nothing.js';\nimport './b.js/c.js';\nimport './data.json';\nimport './style.css';\n\
             import './b.js?raw';\nimport './typed.ts';\n",
        ),
        ("src/b.js", ""),
        ("src/dir/index.js", ""),
        ("src/types.ts", ""),
        ("src/utils.js", ""),
        ("src/data.json", "{}"),
        ("src/style.css", ""),
        ("src/typed.ts", ""),
    ]);
    assert_data_eq!(
        project.errors("src/main.js"),
        str![[r#"
  × cannot resolve `./Utils.js`
   ╭─[src/main.js:5:8]
 4 │ import './types';
 5 │ import './Utils.js';
   ·        ──────┬─────
   ·              ╰── imported here
 6 │ import '../nothing.js';
   ╰────
  help: `src/Utils.js`: no such file; did you mean `./utils.js`?
  × cannot resolve `../nothing.js`
   ╭─[src/main.js:6:8]
 5 │ import './Utils.js';
 6 │ import '../nothing.js';
   ·        ───────┬───────
   ·               ╰── imported here
 7 │ import './b.js/c.js';
   ╰────
  help: `nothing.js`: no such file
  × cannot resolve `./b.js/c.js`
   ╭─[src/main.js:7:8]
 6 │ import '../nothing.js';
 7 │ import './b.js/c.js';
   ·        ──────┬──────
   ·              ╰── imported here
 8 │ import './data.json';
   ╰────
  help: `src/b.js/c.js`: not a directory
  × cannot resolve `./b.js?raw`
    ╭─[src/main.js:10:8]
  9 │ import './style.css';
 10 │ import './b.js?raw';
    ·        ──────┬─────
    ·              ╰── imported here
 11 │ import './typed.ts';
    ╰────
  help: a query (`?`) or fragment (`#`) in a specifier is not supported; write `%3F` or `%23` for
        a file whose name has one
  × cannot import `src/style.css`: `.css` files are no modules
    ╭─[src/main.js:9:8]
  8 │ import './data.json';
  9 │ import './style.css';
    ·        ──────┬──────
    ·              ╰── imported here
 10 │ import './b.js?raw';
    ╰────
  help: write `with { type: 'text' }` or `with { type: 'bytes' }` behind the import to get its
        contents

"#]]
    );
}

#[test]
fn bare_imports_get_hints() {
    let project = Project::new(&[
        (
            "main.mjs",
            "import _ from 'lodash';\nimport http from 'node:http';\nimport path from 'path';\n\
             import fs from 'node:sf';\nimport 'https://example.com/a.js';\nimport '#internal';\n\
             import 'b.js';\nimport '';\nawait import('zod');\n",
        ),
        ("b.js", ""),
    ]);
    assert_data_eq!(
        project.errors("main.mjs"),
        str![[r#"
  × cannot resolve ``
   ╭─[main.mjs:8:8]
 7 │ import 'b.js';
 8 │ import '';
   ·        ─┬
   ·         ╰── imported here
 9 │ await import('zod');
   ╰────
  help: the specifier is empty
  × cannot resolve `lodash`
   ╭─[main.mjs:1:15]
 1 │ import _ from 'lodash';
   ·               ────┬───
   ·                   ╰── imported here
 2 │ import http from 'node:http';
   ╰────
  help: install it with `npm i lodash`
  × cannot resolve `node:http`
   ╭─[main.mjs:2:18]
 1 │ import _ from 'lodash';
 2 │ import http from 'node:http';
   ·                  ─────┬─────
   ·                       ╰── imported here
 3 │ import path from 'path';
   ╰────
  help: the runtime has no such module; it has `javy/fs`, `node:fs`, `node:process`
  × cannot resolve `path`
   ╭─[main.mjs:3:18]
 2 │ import http from 'node:http';
 3 │ import path from 'path';
   ·                  ───┬──
   ·                     ╰── imported here
 4 │ import fs from 'node:sf';
   ╰────
  help: the runtime has no such module; it has `javy/fs`, `node:fs`, `node:process`
  × cannot resolve `node:sf`
   ╭─[main.mjs:4:16]
 3 │ import path from 'path';
 4 │ import fs from 'node:sf';
   ·                ────┬────
   ·                    ╰── imported here
 5 │ import 'https://example.com/a.js';
   ╰────
  help: did you mean `node:fs`?
  × cannot resolve `https://example.com/a.js`
   ╭─[main.mjs:5:8]
 4 │ import fs from 'node:sf';
 5 │ import 'https://example.com/a.js';
   ·        ─────────────┬────────────
   ·                     ╰── imported here
 6 │ import '#internal';
   ╰────
  help: `https:` URLs cannot be imported, only files, packages and modules of the runtime
  × cannot resolve `#internal`
   ╭─[main.mjs:6:8]
 5 │ import 'https://example.com/a.js';
 6 │ import '#internal';
   ·        ─────┬─────
   ·             ╰── imported here
 7 │ import 'b.js';
   ╰────
  help: the nearest package.json has no `imports`
  × cannot resolve `b.js`
   ╭─[main.mjs:7:8]
 6 │ import '#internal';
 7 │ import 'b.js';
   ·        ───┬──
   ·           ╰── imported here
 8 │ import '';
   ╰────
  help: did you mean `./b.js`?
  × cannot resolve `zod`
   ╭─[main.mjs:9:14]
 8 │ import '';
 9 │ await import('zod');
   ·              ──┬──
   ·                ╰── imported here
   ╰────
  help: install it with `npm i zod`

"#]]
    );
}

#[test]
fn unreadable_imports_show_who_imports_them() {
    let project = Project::new(&[("main.js", "import './a.js';\nimport './b.js';\n")]);
    project.write("a.js", b"\xff");
    project.write("b.js", b"export default '\xc3';\n");
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × cannot read `a.js`: not valid UTF-8 at byte offset 0
   ╭─[main.js:1:8]
 1 │ import './a.js';
   ·        ────┬───
   ·            ╰── imported here
 2 │ import './b.js';
   ╰────
  × cannot read `b.js`: not valid UTF-8 at byte offset 16
   ╭─[main.js:2:8]
 1 │ import './a.js';
 2 │ import './b.js';
   ·        ────┬───
   ·            ╰── imported here
   ╰────

"#]]
    );
}

#[test]
fn many_errors_are_counted() {
    let source: String = (0..30)
        .map(|i| format!("import './gone{i}.js';\n"))
        .collect();
    let project = Project::new(&[("main.js", &source)]);
    let text = project.errors("main.js");
    assert!(
        text.contains("`./gone19.js`") && !text.contains("`./gone20.js`"),
        "{text}"
    );
    assert!(text.ends_with("and 10 more\n"), "{text}");
}

#[test]
fn warnings_have_a_code_frame() {
    let project = Project::new(&[("optional.mjs", "try { await import('sharp') } catch {}\n")]);
    let text = project.rendered(&project.program("optional.mjs").warnings);
    assert_data_eq!(
        text,
        str![[r#"
  ⚠ cannot resolve `sharp`
   ╭─[optional.mjs:1:20]
 1 │ try { await import('sharp') } catch {}
   ·                    ───┬───
   ·                       ╰── imported here
   ╰────
  help: install it with `npm i sharp`

"#]]
    );
}

#[test]
fn names_that_data_does_not_have_are_errors() {
    let project = Project::new(&[
        (
            "main.js",
            "import all, { name, nme, other } from './data.json'; import { x } from './list.json';\n",
        ),
        ("data.json", "{\"name\": 1, \"quoted key\": 2}"),
        ("list.json", "[1]"),
    ]);
    let errors = project.errors("main.js");
    for part in [
        "`./data.json` has no export named `nme`",
        "did you mean `name`?",
        "no export named `other`",
        "it exports `default`, `name`, `quoted key`",
        "`./list.json` has no export named `x`",
        "it exports `default`",
    ] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
    assert!(!errors.contains("named `default`"), "{errors}");
}

#[test]
fn a_package_with_a_similar_name_is_a_hint() {
    let project = Project::new(&[
        ("src/main.js", "import 'lodahs'; import '@s/paackage/x';"),
        ("node_modules/lodash/index.js", ""),
        ("node_modules/@s/package/index.js", ""),
    ]);
    let errors = project.errors("src/main.js");
    for part in ["did you mean `lodash`?", "did you mean `@s/package`?"] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
}
