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
  × `./c.cjs` has no export named `x`
   ╭─[main.js:2:10]
 1 │ import a, { seven } from './b.js';
 2 │ import { x } from './c.cjs';
   ·          ─
 3 │ export { y } from './d.js';
   ╰────
  help: it is a script, which exports nothing; this version does not read CommonJS
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
  × cannot resolve `./b`
   ╭─[src/main.js:1:8]
 1 │ import './b';
   ·        ──┬──
   ·          ╰── imported here
 2 │ import './dir';
   ╰────
  help: `src/b`: no such file; did you mean `./b.js`?
  × cannot resolve `./dir`
   ╭─[src/main.js:2:8]
 1 │ import './b';
 2 │ import './dir';
   ·        ───┬───
   ·           ╰── imported here
 3 │ import './dir/';
   ╰────
  help: `src/dir`: it is a directory; did you mean `./dir/index.js`?
  × cannot resolve `./dir/`
   ╭─[src/main.js:3:8]
 2 │ import './dir';
 3 │ import './dir/';
   ·        ────┬───
   ·            ╰── imported here
 4 │ import './types';
   ╰────
  help: `src/dir`: it is a directory; did you mean `./dir/index.js`?
  × cannot resolve `./types`
   ╭─[src/main.js:4:8]
 3 │ import './dir/';
 4 │ import './types';
   ·        ────┬────
   ·            ╰── imported here
 5 │ import './Utils.js';
   ╰────
  help: `src/types`: no such file; `./types.ts` exists, but this version does not read TypeScript
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
  × cannot import `./data.json`
   ╭─[src/main.js:8:8]
 7 │ import './b.js/c.js';
 8 │ import './data.json';
   ·        ──────┬──────
   ·              ╰── imported here
 9 │ import './style.css';
   ╰────
  help: this version does not read JSON modules
  × cannot import `./style.css`
    ╭─[src/main.js:9:8]
  8 │ import './data.json';
  9 │ import './style.css';
    ·        ──────┬──────
    ·              ╰── imported here
 10 │ import './b.js?raw';
    ╰────
  help: this version does not read `.css` files
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
  × cannot import `./typed.ts`
    ╭─[src/main.js:11:8]
 10 │ import './b.js?raw';
 11 │ import './typed.ts';
    ·        ──────┬─────
    ·              ╰── imported here
    ╰────
  help: this version does not read TypeScript

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
  × cannot resolve `lodash`
   ╭─[main.mjs:1:15]
 1 │ import _ from 'lodash';
   ·               ────┬───
   ·                   ╰── imported here
 2 │ import http from 'node:http';
   ╰────
  help: npm packages are not bundled by this version, and the runtime has no module of that name;
        it has `javy/fs`, `node:fs`, `node:process`
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
  help: `https:` URLs cannot be imported, only files and modules of the runtime
  × cannot resolve `#internal`
   ╭─[main.mjs:6:8]
 5 │ import 'https://example.com/a.js';
 6 │ import '#internal';
   ·        ─────┬─────
   ·             ╰── imported here
 7 │ import 'b.js';
   ╰────
  help: this version does not read the `imports` of package.json
  × cannot resolve `b.js`
   ╭─[main.mjs:7:8]
 6 │ import '#internal';
 7 │ import 'b.js';
   ·        ───┬──
   ·           ╰── imported here
 8 │ import '';
   ╰────
  help: did you mean `./b.js`?
  × cannot resolve ``
   ╭─[main.mjs:8:8]
 7 │ import 'b.js';
 8 │ import '';
   ·        ─┬
   ·         ╰── imported here
 9 │ await import('zod');
   ╰────
  help: the specifier is empty
  × cannot resolve `zod`
   ╭─[main.mjs:9:14]
 8 │ import '';
 9 │ await import('zod');
   ·              ──┬──
   ·                ╰── imported here
   ╰────
  help: npm packages are not bundled by this version, and the runtime has no module of that name;
        it has `javy/fs`, `node:fs`, `node:process`

"#]]
    );
}

#[test]
fn import_attributes_are_refused() {
    let project = Project::new(&[
        (
            "main.js",
            "import data from './data.json' with { type: 'json' };\n",
        ),
        ("data.json", "{}"),
    ]);
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × import attributes are not supported by this version
   ╭─[main.js:1:37]
 1 │ import data from './data.json' with { type: 'json' };
   ·                                     ────────────────
   ╰────

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
    let project = Project::new(&[
        ("script.js", "const fs = require('fs');\n"),
        ("optional.mjs", "try { await import('sharp') } catch {}\n"),
    ]);
    let text = ["script.js", "optional.mjs"]
        .map(|entry| project.rendered(&project.program(entry).warnings))
        .concat();
    assert_data_eq!(
        text,
        str![[r#"
  ⚠ `require` is not defined at run time: this version does not read CommonJS
   ╭─[script.js:1:12]
 1 │ const fs = require('fs');
   ·            ───────
   ╰────
  help: write `import … from '…'`
  ⚠ cannot resolve `sharp`
   ╭─[optional.mjs:1:20]
 1 │ try { await import('sharp') } catch {}
   ·                    ───┬───
   ·                       ╰── imported here
   ╰────
  help: npm packages are not bundled by this version, and the runtime has no module of that name;
        it has `javy/fs`, `node:fs`, `node:process`

"#]]
    );
}
