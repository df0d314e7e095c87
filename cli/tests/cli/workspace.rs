//! A folder with a program in it, and `jsc` run there.
use snapbox::cmd::{Command, cargo_bin};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The function of the README.
pub const FUNCTION: &str = "\
export default function (order) {
  return { id: order.id, total: order.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
";

/// What the machine of the tests may set, and what must not decide.
const OF_THE_MACHINE: [&str; 5] = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "COLUMNS"];

/// Where the modules of the tests are kept: not with those of the machine's user.
const CACHES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/caches");

/// A temporary folder, removed with the value.
pub struct Workspace(TempDir);

impl Workspace {
    /// A folder with these files: name and contents.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let workspace = Workspace(tempfile::tempdir().expect("a temporary folder can be made"));
        for (name, contents) in files {
            workspace.write(name, contents);
        }
        workspace
    }

    /// A folder with `app.js`.
    pub fn with_app(source: &str) -> Self {
        Workspace::new(&[("app.js", source)])
    }

    /// Writes a file; the folders on the way to it are made.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let folder = self.path(name).parent().map(Path::to_owned);
        std::fs::create_dir_all(folder.unwrap_or_default()).expect("the folder is writable");
        std::fs::write(self.path(name), contents).expect("the folder is writable");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("the folder is readable");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("the folder is readable")
                    .file_name()
                    .to_string_lossy()
                    .into()
            })
            .collect();
        names.sort();
        names
    }

    /// The files in the folder and below, sorted, with `/`.
    pub fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).expect("the folder is readable") {
                let entry = entry.expect("the folder is readable");
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), files);
                } else {
                    files.push(name);
                }
            }
        }
        let mut files = Vec::new();
        walk(self.0.path(), "", &mut files);
        files.sort();
        files
    }

    /// The lines on stderr of a call, each as JSON.
    pub fn messages(output: &std::process::Output) -> Vec<serde_json::Value> {
        let text = String::from_utf8_lossy(&output.stderr);
        let parse = |line| serde_json::from_str(line);
        text.lines()
            .map(|line| parse(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect()
    }

    /// `jsc` in this folder, with the arguments that `line` has between spaces.
    pub fn jsc(&self, line: &str) -> Command {
        Command::from_std(self.command()).args(line.split_whitespace())
    }

    /// `jsc` in this folder, for what a [`Command`] cannot do.
    pub fn command(&self) -> std::process::Command {
        let mut command = std::process::Command::new(cargo_bin!("jsc"));
        command.current_dir(self.0.path());
        command.env("XDG_CACHE_HOME", CACHES);
        for name in OF_THE_MACHINE {
            command.env_remove(name);
        }
        command
    }

    /// The line `sh -c SCRIPT` in this folder, with `$JSC` for the command.
    pub fn shell(&self, script: &str) -> Command {
        let shell = Command::new("sh")
            .arg("-c")
            .arg(script)
            .env("JSC", cargo_bin!("jsc"))
            .env("XDG_CACHE_HOME", CACHES)
            .current_dir(self.0.path());
        OF_THE_MACHINE.iter().fold(shell, Command::env_remove)
    }
}

/// Whether a file is there and starts as WebAssembly does.
pub fn is_wasm(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"\0asm\x01\0\0\0"))
}
