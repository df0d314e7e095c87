//! Patterns that jsc itself expands.
use crate::workspace::Workspace;

/// What the pattern builds, from the folder `out`.
fn built(workspace: &Workspace, pattern: &str) -> Vec<String> {
    let _ = std::fs::remove_dir_all(workspace.path("out"));
    workspace
        .jsc(&format!("build -q {pattern} --out-dir out"))
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    let files = workspace.files().into_iter();
    files
        .filter_map(|file| Some(file.strip_prefix("out/")?.to_owned()))
        .collect()
}

fn project() -> Workspace {
    Workspace::new(&[
        ("src/a.js", "1"),
        ("src/b.mjs", "1"),
        ("src/deep/c.js", "1"),
        ("src/deep/er/d.js", "1"),
        ("src/.hidden/h.js", "1"),
        ("src/node_modules/n.js", "1"),
        ("src/types.d.ts", "export type T = 1;"),
        ("src/note.txt", "no program"),
    ])
}

#[test]
fn patterns_name_programs() {
    let project = project();
    assert_eq!(built(&project, "src/*.js"), ["a.wasm"]);
    assert_eq!(built(&project, "./src/?.{js,mjs}"), ["a.wasm", "b.wasm"]);
    assert_eq!(built(&project, "src/*/[c-d].js"), ["c.wasm"]);
    assert_eq!(
        built(&project, "src/**/*.js"),
        ["a.wasm", "deep/c.wasm", "deep/er/d.wasm"]
    );
}

#[test]
fn hidden_files_and_packages_are_to_be_named() {
    let project = project();
    assert_eq!(built(&project, "src/.hidden/*.js"), ["h.wasm"]);
    assert_eq!(built(&project, "src/node_modules/*.js"), ["n.wasm"]);
}

#[test]
fn a_file_of_that_name_is_no_pattern() {
    let project = Workspace::new(&[("[id].js", "1"), ("i.js", "1")]);
    project
        .jsc("build -q [id].js")
        .assert()
        .success()
        .stderr_eq("");
    assert_eq!(project.files(), ["[id].js", "[id].wasm", "i.js"]);
}

#[test]
fn a_pattern_without_a_match_is_an_error() {
    let project = project();
    project
        .jsc("build src/*.ts src/*.js --out-dir out")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("error: no file matches `src/*.ts`\n");
    project
        .jsc("build src/{a,b.js --out-dir out")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq("error: `src/{a,b.js` is not a pattern: a `{` is not closed\n");
    assert_eq!(project.names(), ["src"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let project = project();
    std::os::unix::fs::symlink(project.path("src"), project.path("src/deep/up"))
        .expect("links can be made");
    assert_eq!(
        built(&project, "src/**/c.js"),
        ["c.wasm"],
        "the link is not followed"
    );
}
