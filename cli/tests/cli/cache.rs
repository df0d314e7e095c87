//! Finished modules that are kept for builds of the same.
use crate::workspace::Workspace;
use snapbox::cmd::Command;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

/// The project, and where its modules are kept.
struct Project {
    workspace: Workspace,
    caches: Workspace,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        Project {
            workspace: Workspace::new(files),
            caches: Workspace::new(&[]),
        }
    }

    fn jsc(&self, line: &str) -> Command {
        let command = self.workspace.jsc(line);
        command.env("XDG_CACHE_HOME", self.caches.path(""))
    }

    /// The module that `jsc build LINE` makes of `app.js`.
    fn build(&self, line: &str) -> Vec<u8> {
        let line = format!("build -q app.js {line}");
        self.jsc(&line).assert().success().stderr_eq("");
        fs::read(self.workspace.path("app.wasm")).expect("the module is there")
    }

    /// Files of kept modules.
    fn kept(&self) -> Vec<PathBuf> {
        let files = self.caches.files().into_iter();
        let modules = files.filter(|name| name != "jsc/lock");
        modules.map(|name| self.caches.path(&name)).collect()
    }
}

#[test]
fn a_build_of_the_same_gets_the_module_that_is_kept() {
    let project = Project::new(&[("app.js", "console.log('one');\n")]);
    let one = project.build("");
    let [kept] = &project.kept()[..] else {
        panic!("{:?}", project.kept());
    };
    assert_eq!(project.build(""), one);
    assert_eq!(project.build("--no-cache"), one);
    assert_eq!(project.kept().len(), 1);

    // What is in the cache is what comes out, and what is damaged is not.
    let of_one = fs::read(kept).expect("the file is readable");
    project.workspace.write("app.js", "console.log('two');\n");
    let two = project.build("");
    assert_ne!(one, two);
    let mut kept = project.kept();
    kept.retain(|path| fs::read(path).is_ok_and(|bytes| bytes != of_one));
    let [of_two] = &kept[..] else {
        panic!("{kept:?}");
    };
    fs::write(of_two, &of_one).expect("the file is writable");
    assert_eq!(project.build(""), one);
    fs::write(of_two, &of_one[..100]).expect("the file is writable");
    assert_eq!(project.build(""), two);
    assert_eq!(project.build(""), two);
}

#[test]
fn all_that_a_module_depends_on_counts() {
    let project = Project::new(&[
        ("app.js", "import 'p';\nimport './dir/index.js';\n"),
        ("dir/index.js", "import '../data';\n"),
        ("data/index.js", "console.log('folder');\n"),
        ("node_modules/p/package.json", r#"{"exports":"./a.js"}"#),
        ("node_modules/p/a.js", "console.log('a');\n"),
        ("node_modules/p/b.js", "console.log('b');\n"),
    ]);
    let mut modules = vec![project.build("")];
    let mut expect_another = |what: &str, line: &str| {
        let module = project.build(line);
        assert!(!modules.contains(&module), "{what}");
        modules.push(module);
        assert_eq!(project.kept().len(), modules.len(), "{what}");
    };
    expect_another("a flag", "--strip");
    project
        .workspace
        .write("node_modules/p/package.json", r#"{"exports":"./b.js"}"#);
    expect_another("package.json", "");
    project.workspace.write("data.js", "console.log('file');\n");
    expect_another("a file that is found before another", "");
    project
        .workspace
        .write("data.js", "console.log('changed');\n");
    expect_another("a source", "");
    expect_another(
        "the value of a definition",
        "--define console.log=JSON.stringify",
    );
    expect_another("what is evaluated", "--globals all");
}

#[test]
fn what_is_told_of_a_kept_module_is_the_same() {
    let project = Project::new(&[(
        "app.js",
        "import { a } from './a.js';\nconsole.log('b' + a);\n",
    )]);
    project.workspace.write("a.js", "export const a = 1;\n");
    let told = |project: &Project| {
        let output = project.jsc("build --verbose app.js").assert().success();
        let text = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        text.rsplit_once(" in ").map(|(said, _)| said.to_owned())
    };
    let first = told(&project);
    assert!(
        first
            .as_deref()
            .is_some_and(|said| said.contains("evaluated at build"))
    );
    assert_eq!(told(&project), first);
}

#[test]
fn builds_may_run_at_once() {
    let project = Project::new(&[("app.js", "console.log('one');\n")]);
    let alone = project.build("--no-cache");
    let outputs: Vec<_> = (0..6).map(|i| format!("{i}.wasm")).collect();
    let builds: Vec<_> = outputs
        .iter()
        .map(|output| {
            let mut command = project.workspace.command();
            command
                .args(["build", "-q", "app.js", "-o", output])
                .env("XDG_CACHE_HOME", project.caches.path(""))
                .stderr(Stdio::null());
            command.spawn().expect("jsc can be run")
        })
        .collect();
    for mut build in builds {
        assert!(build.wait().expect("jsc ends").success());
    }
    for output in outputs {
        let module = fs::read(project.workspace.path(&output));
        assert_eq!(module.expect("the module is there"), alone);
    }
    assert_eq!(project.kept().len(), 1);
}

#[test]
fn no_cache_is_needed() {
    let project = Project::new(&[("app.js", "console.log('one');\n"), ("file", "")]);
    let module = project.build("--no-cache");
    assert_eq!(project.kept(), Vec::<PathBuf>::new());
    let output = project.workspace.path("app.wasm");
    for folder in [project.workspace.path("file"), PathBuf::from("relative")] {
        fs::remove_file(&output).expect("the module is there");
        let build = project.workspace.jsc("build -q app.js");
        let build = build.env_remove("HOME").env("XDG_CACHE_HOME", &folder);
        build.assert().success().stderr_eq("");
        assert_eq!(fs::read(&output).expect("the module is there"), module);
    }
    assert_eq!(project.workspace.names(), ["app.js", "app.wasm", "file"]);
}

#[test]
fn a_home_folder_has_the_cache() {
    let project = Project::new(&[("app.js", "1\n")]);
    let build = project
        .workspace
        .jsc("build -q app.js")
        .env_remove("XDG_CACHE_HOME");
    build
        .env("HOME", project.caches.path(""))
        .assert()
        .success();
    let files = project.caches.files();
    assert!(files.iter().all(|name| name.starts_with(".cache/jsc/")));
    assert_eq!(files.len(), 2, "{files:?}");
}
