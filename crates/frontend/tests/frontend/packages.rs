//! Specifiers and what they stand for, in packages and out of them.
use crate::project::{Project, imports, names};
use jsc_frontend::Settings;

/// A package.json and the files that its package has, all below `node_modules/p`.
fn package(json: &str, files: &[&str], entry: &str) -> Project {
    let mut all = vec![
        ("main.js".to_owned(), entry.to_owned()),
        ("node_modules/p/package.json".to_owned(), json.to_owned()),
    ];
    all.extend(
        files
            .iter()
            .map(|file| (format!("node_modules/p/{file}"), String::new())),
    );
    let files: Vec<_> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    Project::new(&files)
}

fn entry_of(json: &str, entry: &str) -> String {
    let files = [
        "main.js",
        "module.js",
        "browser.js",
        "index.js",
        "jsc.js",
        "import.js",
        "require.js",
        "node.js",
        "sub/a.js",
        "custom.js",
    ];
    let program = package(json, &files, entry).program("main.js");
    let name = names(&program)[1];
    name.strip_prefix("node_modules/p/")
        .unwrap_or(name)
        .to_owned()
}

#[test]
fn entry_fields_and_conditions() {
    let import = "import 'p'";
    let require = "require('p')";
    for (json, entry, expected) in [
        ("{}", import, "index.js"),
        (r#"{"main":"./main"}"#, import, "main.js"),
        (
            r#"{"main":"main.js","module":"module.js"}"#,
            import,
            "module.js",
        ),
        (
            r#"{"main":"main.js","module":"module.js"}"#,
            require,
            "main.js",
        ),
        (
            r#"{"main":"main.js","browser":"browser.js"}"#,
            import,
            "browser.js",
        ),
        (
            r#"{"main":"main.js","browser":{"./main.js":"./browser.js"}}"#,
            import,
            "browser.js",
        ),
        (r#"{"main":"gone.js"}"#, import, "index.js"),
        (
            r#"{"main":"main.js","exports":"./import.js"}"#,
            import,
            "import.js",
        ),
        (
            r#"{"exports":{"jsc":"./jsc.js","default":"./main.js"}}"#,
            import,
            "jsc.js",
        ),
        (
            r#"{"exports":{"worker":"./jsc.js","default":"./main.js"}}"#,
            import,
            "jsc.js",
        ),
        (
            r#"{"exports":{"import":"./import.js","require":"./require.js"}}"#,
            import,
            "import.js",
        ),
        (
            r#"{"exports":{"import":"./import.js","require":"./require.js"}}"#,
            require,
            "require.js",
        ),
        (
            r#"{"exports":{"node":"./node.js","default":"./main.js"}}"#,
            import,
            "main.js",
        ),
        (
            r#"{"exports":{".":{"default":"./main.js"},"./s/*":"./sub/*.js"}}"#,
            "import 'p/s/a'",
            "sub/a.js",
        ),
        ("{}", "import 'p/sub/a'", "sub/a.js"),
    ] {
        assert_eq!(entry_of(json, entry), expected, "{json} {entry}");
    }
}

#[test]
fn with_the_condition_node_the_browser_field_does_not_count() {
    for json in [
        r#"{"main":"main.js","browser":"browser.js"}"#,
        r#"{"main":"main.js","browser":{"./main.js":"./browser.js"}}"#,
        r#"{"main":"browser.js","exports":{"node":"./main.js","default":"./browser.js"}}"#,
    ] {
        let settings = Settings {
            conditions: vec!["node".into()],
            ..Settings::default()
        };
        let project = package(json, &["main.js", "browser.js"], "import 'p'");
        let program = project.program_with("main.js", settings);
        assert_eq!(names(&program)[1], "node_modules/p/main.js", "{json}");
    }
}

#[test]
fn conditions_can_be_added() {
    let json = r#"{"exports":{"custom":"./custom.js","default":"./main.js"}}"#;
    let project = package(json, &["custom.js", "main.js"], "import 'p'");
    let settings = Settings {
        conditions: vec!["custom".into()],
        ..Settings::default()
    };
    let program = project.program_with("main.js", settings);
    assert_eq!(names(&program)[1], "node_modules/p/custom.js");
}

#[test]
fn what_exports_does_not_give_is_an_error() {
    let json = r#"{"exports":{".":"./main.js"}}"#;
    let project = package(
        json,
        &["main.js", "sub/a.js"],
        "import 'p/sub/a.js'; import 'q'; import '@s/q/x'",
    );
    let errors = project.errors("main.js");
    for part in [
        "does not give `./sub/a.js`",
        "install it with `npm i q`",
        "install it with `npm i @s/q`",
    ] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
}

#[test]
fn a_package_without_an_entry_says_so() {
    let project = package("{}", &["lib/a.js"], "import 'p'");
    let errors = project.errors("main.js");
    assert!(
        errors.contains("`p` is installed, but has no entry file"),
        "{errors}"
    );
}

#[test]
fn builtins_win_over_the_browser_field_and_packages() {
    let json = r#"{"main":"main.js","browser":{"fs":false,"./gone.js":false,"path":false}}"#;
    let project = package(json, &[], "import 'p'");
    project.write(
        "node_modules/p/main.js",
        b"require('fs'); require('./gone.js'); require('path')",
    );
    project.write("node_modules/p/gone.js", b"nothing(");
    project.write("node_modules/fs/index.js", b"nothing(");
    assert_eq!(
        imports(&project.program("main.js")),
        "main.js p node_modules/p/main.js\n\
         node_modules/p/main.js fs node:fs\n\
         node_modules/p/main.js ./gone.js node_modules/p/gone.js?empty\n\
         node_modules/p/main.js path path?empty\n"
            .replace("path path?empty", &format!("path {}", empty_path(&project)))
    );
}

/// The name of the empty module that stands for `path`.
fn empty_path(project: &Project) -> String {
    let program = project.program("main.js");
    names(&program)
        .into_iter()
        .rfind(|name| name.ends_with("?empty"))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn extensions_folders_and_typescript_names() {
    let project = Project::new(&[
        (
            "main.ts",
            "import './a'; import './b.js'; import './c'; import './d.mjs'; import './e'; import 'src/f';",
        ),
        ("a.ts", ""),
        ("b.ts", ""),
        ("c/index.tsx", ""),
        ("d.mts", "export {}"),
        ("e.js", ""),
        ("e.ts", ""),
        ("src/f.ts", ""),
        (
            "tsconfig.json",
            r#"{ /* comments */ "compilerOptions": { "baseUrl": ".", }, }"#,
        ),
    ]);
    assert_eq!(
        names(&project.program("main.ts")),
        [
            "main.ts",
            "a.ts",
            "b.ts",
            "c/index.tsx",
            "d.mts",
            "e.ts",
            "src/f.ts"
        ]
    );
}

#[test]
fn tsconfig_paths_and_extends() {
    let project = Project::new(&[
        (
            "tsconfig.base.json",
            r#"{"compilerOptions":{"paths":{"@/*":["./src/*"],"exact":["./src/e.ts"]}}}"#,
        ),
        ("tsconfig.json", r#"{"extends":"./tsconfig.base.json"}"#),
        ("src/main.ts", "import '@/a'; import 'exact'"),
        ("src/a.ts", ""),
        ("src/e.ts", ""),
        (
            "other.json",
            r#"{"compilerOptions":{"paths":{"@/*":["./lib/*"],"exact":["./src/e.ts"]}}}"#,
        ),
        ("lib/a.ts", ""),
    ]);
    assert_eq!(
        names(&project.program("src/main.ts")),
        ["main.ts", "a.ts", "e.ts"]
    );
    let settings = Settings {
        tsconfig: Some("other.json".into()),
        ..Settings::default()
    };
    let program = project.program_with("src/main.ts", settings);
    assert_eq!(names(&program), ["src/main.ts", "lib/a.ts", "src/e.ts"]);
}

#[test]
fn a_malformed_tsconfig_is_one_error() {
    for (text, part) in [
        ("{ \"compilerOptions\": ", "is not valid JSON"),
        (r#"{"extends":"./tsconfig.json"}"#, "extends itself"),
        (r#"{"extends":"./gone.json"}"#, "gone.json"),
    ] {
        let project = Project::new(&[
            ("main.ts", "import './a'"),
            ("a.ts", ""),
            ("tsconfig.json", text),
        ]);
        let errors = project.errors("main.ts");
        assert!(errors.contains(part), "{errors}");
        assert_eq!(errors.matches('×').count(), 1, "{errors}");
    }
}

#[test]
fn imports_of_a_package_and_itself() {
    let project = Project::new(&[
        (
            "package.json",
            r##"{"name":"me","exports":"./src/me.js","imports":{"#a":"./src/a.js","#b/*":"./src/b/*.js"}}"##,
        ),
        ("src/main.js", "import '#a'; import '#b/c'; import 'me'"),
        ("src/a.js", ""),
        ("src/b/c.js", ""),
        ("src/me.js", ""),
    ]);
    assert_eq!(
        names(&project.program("src/main.js")),
        ["src/main.js", "src/a.js", "src/b/c.js", "src/me.js"]
    );
}

#[test]
fn aliases_and_externals() {
    let project = Project::new(&[
        (
            "main.js",
            "import 'react'; import 'react/x'; import '@ext/a'; import 'sub/deep'; try { require('left') } catch {}",
        ),
        ("node_modules/preact/index.js", ""),
        ("node_modules/preact/x.js", ""),
        ("lib/deep.js", ""),
    ]);
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let settings = Settings {
        alias: vec![pair("react", "preact"), pair("sub", "./lib")],
        external: vec!["@ext/*".into(), "left".into()],
        ..Settings::default()
    };
    let program = project.program_with("main.js", settings);
    assert_eq!(
        names(&program),
        [
            "main.js",
            "node_modules/preact/index.js",
            "node_modules/preact/x.js",
            "external:@ext/a",
            "lib/deep.js",
            "external:left"
        ]
    );
}

#[cfg(unix)]
#[test]
fn linked_packages_are_where_they_lie() {
    let project = Project::new(&[
        ("app/main.js", "import 'p'"),
        (
            "app/node_modules/.pnpm/p@1/node_modules/p/index.js",
            "import 'q'",
        ),
        ("app/node_modules/.pnpm/p@1/node_modules/q/index.js", ""),
        ("app/package.json", "{}"),
    ]);
    crate::project::symlink(&project, ".pnpm/p@1/node_modules/p", "app/node_modules/p");
    assert_eq!(
        names(&project.program("app/main.js")),
        [
            "main.js",
            "node_modules/.pnpm/p@1/node_modules/p/index.js",
            "node_modules/.pnpm/p@1/node_modules/q/index.js"
        ]
    );
}

#[test]
fn side_effects_decide_what_an_unused_import_brings() {
    let files = |json: &str| {
        package(
            json,
            &[],
            "import { a } from 'p'; import 'p/e.js'; console.log(1)",
        )
    };
    for (json, expected) in [
        (r#"{"sideEffects":false}"#, vec!["main.js"]),
        (
            r#"{"sideEffects":["./e.js"]}"#,
            vec!["main.js", "node_modules/p/e.js"],
        ),
        (
            r#"{"sideEffects":["e.*"]}"#,
            vec!["main.js", "node_modules/p/e.js"],
        ),
        (
            "{}",
            vec!["main.js", "node_modules/p/index.js", "node_modules/p/e.js"],
        ),
    ] {
        let project = files(json);
        project.write("node_modules/p/index.js", b"export const a = 1; f()");
        project.write("node_modules/p/e.js", b"f()");
        assert_eq!(names(&project.program("main.js")), expected, "{json}");
    }
}

#[test]
fn commonjs_modules_offer_the_names_that_are_asked_for() {
    let project = Project::new(&[
        (
            "main.mjs",
            "import d, { x } from './a.cjs'; import * as b from './b.cjs'; console.log(d, x, b)",
        ),
        ("a.cjs", "exports.y = 1"),
        (
            "b.cjs",
            "module.exports = require('./c.cjs'); module.exports.z = 1",
        ),
        ("c.cjs", "exports.w = 1; exports.default = 2"),
    ]);
    let program = project.program("main.mjs");
    let facades: Vec<_> = program.modules.iter().map(|m| m.facade.join(" ")).collect();
    assert_eq!(facades, ["", "x", "w z", ""]);
}

#[test]
fn several_versions_of_a_package_are_a_warning() {
    let project = Project::new(&[
        ("main.js", "import 'a'; import 'b'"),
        (
            "node_modules/a/package.json",
            r#"{"name":"a","version":"1.0.0"}"#,
        ),
        ("node_modules/a/index.js", ""),
        ("node_modules/b/index.js", "import 'a'"),
        (
            "node_modules/b/node_modules/a/package.json",
            r#"{"name":"a","version":"2.0.0"}"#,
        ),
        ("node_modules/b/node_modules/a/index.js", ""),
    ]);
    let program = project.program("main.js");
    assert_eq!(
        program.warnings[0].to_string(),
        "the program has 2 versions of `a`: 1.0.0, 2.0.0"
    );
}

#[test]
fn files_that_a_computed_specifier_can_stand_for_belong_to_the_program() {
    let project = Project::new(&[
        (
            "main.js",
            "require('./lang/' + name); import(`./pages/${name}.ts`); require(name); require('./' + name); require('../' + x + '/y')",
        ),
        ("lang/de.js", ""),
        ("lang/en.json", "{}"),
        ("lang/notes.txt", ""),
        ("lang/deep/fr.js", ""),
        ("lang/node_modules/p/index.js", ""),
        ("pages/a.ts", "export {}"),
        ("pages/b.js", ""),
        ("other.js", ""),
    ]);
    let program = project.program("main.js");
    assert_eq!(
        names(&program),
        [
            "main.js",
            "lang/de.js",
            "lang/deep/fr.js",
            "lang/en.json",
            "pages/a.ts"
        ]
    );
    let imports = imports(&program);
    assert!(imports.contains("./lang/en lang/en.json"), "{imports}");
}

#[test]
fn an_unused_import_of_a_builtin_that_is_not_there_is_a_warning() {
    let project = Project::new(&[(
        "main.js",
        "import { join } from 'node:path'; import 'os'; console.log(1)",
    )]);
    let warnings = project.program("main.js").warnings;
    let messages: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        ["node:path", "os"].map(|name| format!(
            "`{name}` is imported but not used, and the runtime has no such module"
        ))
    );
    let project = Project::new(&[
        (
            "main.js",
            "import { f } from './b.js'; import { join } from 'path'; f(join)",
        ),
        (
            "b.js",
            "import path from 'path'; export const f = () => path",
        ),
    ]);
    let errors = project.errors("main.js");
    assert!(errors.contains("imported by `main.js`, `b.js`"), "{errors}");
}
