//! Files that cannot be read or written: one line, exit 1, nothing left behind.
use crate::workspace::Workspace;
use snapbox::str;

#[test]
fn programs_that_cannot_be_read() {
    let workspace = Workspace::new(&[]);
    workspace.write("latin1.js", b"// caf\xe9\n");
    std::fs::create_dir(workspace.path("folder")).expect("the folder is writable");
    for (file, message) in [
        ("none.js", "error: cannot read `none.js`: no such file\n"),
        ("folder", "error: cannot read `folder`: it is a directory\n"),
        (
            "latin1.js",
            "error: cannot read `latin1.js`: not valid UTF-8 at byte offset 6\n",
        ),
    ] {
        for command in ["build", "run"] {
            workspace
                .jsc(&format!("{command} {file}"))
                .assert()
                .code(1)
                .stdout_eq("")
                .stderr_eq(message);
        }
    }
    assert_eq!(workspace.names(), ["folder", "latin1.js"]);
}

#[test]
fn a_module_is_no_source() {
    let workspace = Workspace::with_app("1");
    workspace.jsc("build -q app.js").assert().success();
    workspace
        .jsc("build app.wasm -o other.wasm")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot read `app.wasm`: a program starts with JavaScript or TypeScript

"#]]);
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
}

#[test]
fn outputs_that_cannot_be_written() {
    let workspace = Workspace::with_app("1");
    std::fs::create_dir(workspace.path("folder")).expect("the folder is writable");
    workspace
        .jsc("build app.js -o none/app.wasm")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot write none/app.wasm: there is no directory none

"#]]);
    workspace
        .jsc("build app.js -o folder")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot write folder: it is a directory

"#]]);
    assert_eq!(workspace.names(), ["app.js", "folder"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with_app("1");
    let folder = workspace.path("folder");
    std::fs::create_dir(&folder).expect("the folder is writable");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).expect("it is ours");
    // Nothing is read-only for root.
    if std::fs::write(folder.join("probe"), "").is_err() {
        workspace
            .jsc("build app.js -o folder/app.wasm")
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
error: cannot write folder/app.wasm: permission denied[..]

"#]]);
    }
}

/// A limit on the size of files is as a disk that gets full while writing.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_gets_full_leaves_no_partial_file() {
    let workspace = Workspace::new(&[("app.js", "1"), ("app.wasm", "old")]);
    workspace
        .shell("trap '' XFSZ; ulimit -f 100; exec \"$JSC\" build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("error: cannot write app.wasm: file too large\n");
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
    assert_eq!(
        std::fs::read(workspace.path("app.wasm")).ok().as_deref(),
        Some(&b"old"[..])
    );
}
