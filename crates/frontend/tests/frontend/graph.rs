//! Which files a program consists of.

use crate::project::{Project, imports, names};
use jsc_frontend::{Entry, Goal, Target};

#[test]
fn modules_are_listed_breadth_first_and_once() {
    let project = Project::new(&[
        (
            "main.js",
            "import './c.js'; import './lib/a.js'; import('./d.js'); import './c.js'",
        ),
        ("c.js", "import './lib/a.js'; import './main.js'"),
        ("lib/a.js", "export * from '../e.mjs'; import fs from 'fs'"),
        (
            "d.js",
            "import './lib/../c.js'; import 'javy/fs'; import 'node:fs'",
        ),
        ("e.mjs", ""),
        ("unused.js", "("),
    ]);
    let program = project.program("main.js");
    assert_eq!(
        names(&program),
        ["main.js", "c.js", "lib/a.js", "d.js", "e.mjs"]
    );
    snapbox::assert_data_eq!(
        imports(&program),
        snapbox::str![[r#"
main.js ./c.js c.js
main.js ./lib/a.js lib/a.js
main.js ./d.js d.js
c.js ./lib/a.js lib/a.js
c.js ./main.js main.js
lib/a.js ../e.mjs e.mjs
lib/a.js fs node:fs
d.js ./lib/../c.js c.js
d.js javy/fs javy/fs
d.js node:fs node:fs

"#]]
    );
    assert_eq!(program.modules[2].path, project.path("lib/a.js"));
    assert!(program.warnings.is_empty());
}

#[test]
fn facts_about_a_module_are_passed_on() {
    let source = "import { readFileSync } from 'fs';
        export default () => fetch(readFileSync(0)); export const a = 1";
    let project = Project::new(&[("main.js", source)]);
    let module = &project.program("main.js").modules[0];
    assert_eq!(module.source, source.as_bytes());
    assert_eq!(module.goal, Goal::Module);
    assert!(module.exports.default);
    assert_eq!(module.exports.named, ["a"]);
    assert!(module.globals.names.contains("fetch"));
    assert!(module.globals.reaches.is_empty());
}

#[test]
fn the_goal_is_what_node_says() {
    let module = "export {}";
    let script = "with ({}) { }";
    let either = "var a = 1";
    let project = Project::new(&[
        ("module/package.json", r#"{ "type": "module" }"#),
        ("module/a.js", either),
        ("module/a.cjs", script),
        ("module/sub/b.js", either),
        ("module/none/package.json", "{}"),
        ("module/none/c.js", either),
        ("module/node_modules/d.js", either),
        ("commonjs/package.json", r#"{ "type": "commonjs" }"#),
        ("commonjs/a.js", either),
        ("commonjs/a.mjs", either),
        ("odd/package.json", r#"{ "type": ["module"] }"#),
        ("odd/a.js", either),
        ("detect.js", module),
        ("no-extension", module),
        ("other.txt", script),
        ("empty.js", ""),
    ]);
    for (entry, goal) in [
        ("module/a.js", Goal::Module),
        ("module/a.cjs", Goal::CommonJs),
        ("module/sub/b.js", Goal::Module),
        ("module/none/c.js", Goal::CommonJs),
        ("module/node_modules/d.js", Goal::Module),
        ("commonjs/a.js", Goal::CommonJs),
        ("commonjs/a.mjs", Goal::Module),
        ("odd/a.js", Goal::CommonJs),
        ("detect.js", Goal::Module),
        ("no-extension", Goal::Module),
        ("other.txt", Goal::CommonJs),
        ("empty.js", Goal::CommonJs),
    ] {
        assert_eq!(project.program(entry).modules[0].goal, goal, "{entry}");
    }
}

#[test]
fn a_mark_is_dropped_and_a_hashbang_kept() {
    let project = Project::new(&[("a.js", "\u{feff}#!/usr/bin/env node\nexport {}")]);
    let program = project.program("a.js");
    assert_eq!(program.modules[0].source, b"#!/usr/bin/env node\n;        ");
    assert_eq!(program.modules[0].goal, Goal::Module);
}

#[test]
fn specifiers_are_urls_or_paths() {
    let project = Project::new(&[("a b.js", "export {}"), ("sub/é.js", "export {}")]);
    let absolute = project.path("sub/é.js").display().to_string();
    project.write(
        "main.mjs",
        format!(
            "import './a b.js'; import './a%20b.js'; import '{absolute}';
             import 'file://{absolute}'; import './sub/%C3%A9.js'"
        )
        .as_bytes(),
    );
    let program = project.program("main.mjs");
    assert_eq!(names(&program), ["main.mjs", "a b.js", "sub/é.js"]);
    assert_eq!(program.modules[0].imports.len(), 5);
}

#[test]
fn names_start_at_the_package() {
    let project = Project::new(&[
        ("app/package.json", "{}"),
        (
            "app/src/deep/main.js",
            "import '../b.js'; import '../../../shared/c.js'",
        ),
        ("app/src/b.js", ""),
        ("shared/c.js", ""),
    ]);
    let program = project.program("app/src/deep/main.js");
    assert_eq!(
        names(&program),
        ["src/deep/main.js", "src/b.js", "../shared/c.js"]
    );
}

#[test]
fn names_start_at_the_common_folder_where_there_is_no_package() {
    let project = Project::new(&[
        ("app/src/main.js", "import './a/b.js'; import '../lib/c.js'"),
        ("app/src/a/b.js", ""),
        ("app/lib/c.js", ""),
    ]);
    let program = project.program("app/src/main.js");
    assert_eq!(names(&program), ["src/main.js", "src/a/b.js", "lib/c.js"]);
}

#[test]
fn names_do_not_depend_on_where_the_project_lies() {
    let files = [
        ("x/main.js", "import '../y/b.js'"),
        ("y/b.js", "import './c.js'"),
        ("y/c.js", ""),
    ];
    let (here, there) = (Project::new(&files), Project::new(&files));
    let here = here.program("x/main.js");
    let there = there
        .load_from("y", &Entry::File("../x/main.js".into()))
        .expect("a program");
    assert_eq!(names(&here), names(&there));
    assert_eq!(names(&here), ["x/main.js", "y/b.js", "y/c.js"]);
}

#[test]
fn stdin_imports_from_the_working_directory() {
    let project = Project::new(&[("lib/a.js", "export const a = 1"), ("b.js", "")]);
    let program = project.load_stdin("import { a } from './lib/a.js'; import './b.js'");
    let program = program.expect("a program");
    assert_eq!(names(&program), ["<stdin>", "lib/a.js", "b.js"]);
    // As in Node, its goal is not the package's business.
    project.write("package.json", br#"{ "type": "commonjs" }"#);
    project.load_stdin("import './b.js'").expect("a program");
    project.write("package.json", br#"{ "type": "module" }"#);
    let script = project.load_stdin("var a = 1").expect("a program");
    assert_eq!(script.modules[0].goal, Goal::CommonJs);
    assert_eq!(script.modules[0].name, "<stdin>");
}

#[test]
fn a_dynamic_import_whose_failure_is_handled_is_left_for_run_time() {
    let project = Project::new(&[
        (
            "main.mjs",
            "let a; try { a = await import('optional') } catch {}
         import('./gone.js').catch(() => {}); import('./b.js').catch(() => {})",
        ),
        ("b.js", ""),
    ]);
    let program = project.program("main.mjs");
    assert_eq!(imports(&program), "main.mjs ./b.js b.js\n");
    assert_eq!(program.warnings.len(), 2);
    assert!(program.warnings.iter().all(|warning| warning.is_warning()));
}

#[test]
fn names_arrive_through_stars_and_cycles() {
    let project = Project::new(&[
        (
            "main.js",
            "import { a, b, c } from './x.js'; import d, * as ns from './x.js'",
        ),
        (
            "x.js",
            "export * from './y.js'; export * from './z.js'; export default 1",
        ),
        (
            "y.js",
            "export * from './x.js'; export const a = 1; export { b } from './z.js'",
        ),
        (
            "z.js",
            "export * from './y.js'; export const b = 1; export function c() {}",
        ),
        (
            "builtin.js",
            "import { anything } from './star.js'; import { whatever } from 'fs'",
        ),
        ("star.js", "export * from 'fs'"),
    ]);
    project.program("main.js");
    project.program("builtin.js");
}

#[cfg(unix)]
#[test]
fn a_canonical_path_is_one_module() {
    use crate::project::symlink;
    let project = Project::new(&[
        (
            "main.js",
            "import './real/a.js'; import './link/a.js'; import './alias.js'",
        ),
        ("real/a.js", "import './b.js'"),
        ("real/b.js", ""),
    ]);
    symlink(&project, "real", "link");
    symlink(&project, "real/a.js", "alias.js");
    let program = project.program("main.js");
    assert_eq!(names(&program), ["main.js", "real/a.js", "real/b.js"]);
    let targets: Vec<_> = program.modules[0]
        .imports
        .iter()
        .map(|i| i.target.clone())
        .collect();
    assert_eq!(targets, [module(1), module(1), module(1)]);
}

#[cfg(unix)]
#[test]
fn a_pipe_can_be_the_entry() {
    use std::io::{Write, pipe};
    use std::os::fd::AsRawFd;
    let (reader, mut writer) = pipe().expect("a pipe");
    writer.write_all(b"export {}").expect("room");
    drop(writer);
    let path = format!("/dev/fd/{}", reader.as_raw_fd());
    let project = Project::new(&[]);
    let program = project
        .load_from("", &Entry::File(path.into()))
        .expect("a program");
    assert_eq!(program.modules[0].goal, Goal::Module);
}

#[test]
fn twenty_thousand_modules_in_a_chain_are_read() {
    let project = Project::new(&[]);
    let count = 20_000;
    for i in 0..count {
        let next = format!("import './{}.js'; export const a{i} = 1", (i + 1) % count);
        project.write(&format!("{i}.js"), next.as_bytes());
    }
    let program = project.program("0.js");
    assert_eq!(program.modules.len(), count);
    assert_eq!(program.modules[count - 1].imports[0].target, module(0));
}

fn module(index: usize) -> Target {
    Target::Module {
        index,
        interop: false,
    }
}
