//! A folder of `fixtures/`: one program, its world and what it must do there.
//!
//! `fixtures/README.md` says what each file in such a folder means.
use crate::runtime::{Finished, Process};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One fixture folder.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// Path below `fixtures/`, with `/` between the parts.
    pub name: String,
    pub folder: PathBuf,
    /// File name of the program: `app.js`, `app.mjs`, ….
    pub entry: String,
}

/// The folder `fixtures/` of this repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Folders that are not looked into: the programs that need npm packages are a
/// suite of their own, see [`crate::packages`].
const APART: &[&str] = &["npm", "node_modules"];

/// Every fixture below `root`, sorted by name. Folders inside a fixture belong
/// to it. Fails when a folder cannot be read or a name is not UTF-8.
pub fn discover(root: &Path) -> io::Result<Vec<Fixture>> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn walk(folder: &Path, name: &str, found: &mut Vec<Fixture>) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file = entry.file_name().into_string().map_err(|name| {
            io::Error::other(format!("{} is not UTF-8", folder.join(name).display()))
        })?;
        if entry.file_type()?.is_dir() {
            if !APART.contains(&file.as_str()) {
                folders.push(file);
            }
        } else if file.starts_with("app.") {
            let (name, folder) = (name.to_string(), folder.to_path_buf());
            found.push(Fixture {
                name,
                folder,
                entry: file,
            });
            return Ok(());
        }
    }
    for child in folders {
        let name = if name.is_empty() {
            child.clone()
        } else {
            format!("{name}/{child}")
        };
        walk(&folder.join(child), &name, found)?;
    }
    Ok(())
}

impl Fixture {
    /// The path of the program.
    pub fn entry_path(&self) -> PathBuf {
        self.folder.join(&self.entry)
    }

    /// Extra flags for `jsc build`.
    pub fn build_flags(&self) -> io::Result<Vec<String>> {
        self.lines("build")
    }

    /// What `jsc build` must print on stderr, for a program it must refuse.
    pub fn build_error(&self) -> io::Result<Option<String>> {
        self.text("build-error")
    }

    /// Why this program is known not to work yet, if it is.
    pub fn expected_failure(&self) -> io::Result<Option<String>> {
        let reason = self.text("expected-fail")?;
        Ok(reason.map(|reason| reason.trim().to_string()))
    }

    /// Why this fixture does not run on `runtime`, if it does not.
    pub fn skipped(&self, runtime: &str) -> io::Result<Option<String>> {
        let lines = self.lines("skip")?;
        let reason = |line: &String| Some(line.strip_prefix(runtime)?.strip_prefix(": ")?.into());
        Ok(lines.iter().find_map(reason))
    }

    /// The program's world. `root` is where `dir/` is copied to, if there is one.
    pub fn process(&self, root: &Path) -> io::Result<Process> {
        let env = self.lines("env")?;
        let env = env.iter().filter_map(|line| line.split_once('='));
        let dir = self.folder.join("dir");
        let has_dir = dir.is_dir();
        if has_dir {
            copy(&dir, root)?;
        }
        Ok(Process {
            args: self.lines("args")?,
            env: env
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
            stdin: self.stdin()?,
            root: has_dir.then(|| root.to_path_buf()),
        })
    }

    /// The file `stdin`, as often as `stdin.repeat` says.
    fn stdin(&self) -> io::Result<Vec<u8>> {
        let once = self.bytes("stdin")?.unwrap_or_default();
        let Some(times) = self.text("stdin.repeat")? else {
            return Ok(once);
        };
        let times = times
            .trim()
            .parse()
            .map_err(|_| self.invalid("stdin.repeat"))?;
        Ok(once.repeat(times))
    }

    /// What the program must leave behind; output may hold wildcards.
    pub fn expected(&self) -> io::Result<Finished> {
        let exit = match self.text("exit")? {
            Some(text) => text.trim().parse().map_err(|_| self.invalid("exit"))?,
            None => 0,
        };
        Ok(Finished {
            stdout: self.bytes("stdout")?.unwrap_or_default(),
            stderr: self.bytes("stderr")?.unwrap_or_default(),
            exit,
        })
    }

    /// Makes `finished` what the program must leave behind. A stream that
    /// already matches keeps its file, wildcards included.
    pub fn bless(&self, finished: &Finished) -> io::Result<()> {
        let expected = self.expected()?;
        for (name, old, new) in [
            ("stdout", &expected.stdout, &finished.stdout),
            ("stderr", &expected.stderr, &finished.stderr),
        ] {
            if crate::expect::compare(name, old, new).is_err() {
                self.rewrite(name, new)?;
            }
        }
        let exit = if finished.exit == 0 {
            String::new()
        } else {
            format!("{}\n", finished.exit)
        };
        if expected.exit == finished.exit {
            Ok(())
        } else {
            self.rewrite("exit", exit.as_bytes())
        }
    }

    /// Writes a file; without content there is none.
    fn rewrite(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let path = self.folder.join(name);
        if !content.is_empty() {
            fs::write(path, content)
        } else if path.exists() {
            fs::remove_file(path)
        } else {
            Ok(())
        }
    }

    fn bytes(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn text(&self, name: &str) -> io::Result<Option<String>> {
        let bytes = self.bytes(name)?;
        bytes
            .map(|bytes| String::from_utf8(bytes).map_err(|_| self.invalid(name)))
            .transpose()
    }

    fn lines(&self, name: &str) -> io::Result<Vec<String>> {
        Ok(self
            .text(name)?
            .unwrap_or_default()
            .lines()
            .map(str::to_string)
            .collect())
    }

    fn invalid(&self, name: &str) -> io::Error {
        io::Error::other(format!("fixtures/{}/{name} is invalid", self.name))
    }
}

/// Copies what is in `from` into the existing folder `to`.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, content) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn one(files: &[(&str, &str)]) -> (tempfile::TempDir, Fixture) {
        let folder = folder(files);
        let fixture = discover(folder.path()).unwrap().remove(0);
        (folder, fixture)
    }

    #[test]
    fn a_folder_with_a_program_is_a_fixture_and_what_is_in_it_is_not() {
        let root = folder(&[
            ("b/two/app.mjs", ""),
            ("b/two/lib/app.js", ""),
            ("b/one/app.js", ""),
            ("b/notes/readme", ""),
            ("npm/three/app.js", ""),
            ("node_modules/four/app.js", ""),
            ("README.md", ""),
        ]);
        let found = discover(root.path()).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|f| (f.name.as_str(), f.entry.as_str()))
            .collect();
        assert_eq!(found, [("b/one", "app.js"), ("b/two", "app.mjs")]);
    }

    #[test]
    fn the_world_of_a_program_is_read_from_files() {
        let (_folder, fixture) = one(&[
            ("a/app.js", ""),
            ("a/args", "--flag\n\ntwo words\n"),
            ("a/env", "KEY=a=b\nEMPTY=\n"),
            ("a/stdin", "ab"),
            ("a/stdin.repeat", "3\n"),
            ("a/dir/sub/file", "content"),
        ]);
        let root = tempfile::tempdir().unwrap();
        let process = fixture.process(root.path()).unwrap();
        assert_eq!(process.args, ["--flag", "", "two words"]);
        assert_eq!(
            process.env,
            [
                ("KEY".into(), "a=b".into()),
                ("EMPTY".into(), String::new())
            ]
        );
        assert_eq!(process.stdin, b"ababab");
        assert_eq!(process.root.as_deref(), Some(root.path()));
        assert_eq!(fs::read(root.path().join("sub/file")).unwrap(), b"content");
    }

    #[test]
    fn without_files_the_world_is_empty_and_silence_is_expected() {
        let (_folder, fixture) = one(&[("a/app.js", "")]);
        let process = fixture.process(Path::new("unused")).unwrap();
        assert!(process.args.is_empty() && process.env.is_empty() && process.stdin.is_empty());
        assert_eq!(process.root, None);
        let silence = Finished {
            stdout: vec![],
            stderr: vec![],
            exit: 0,
        };
        assert_eq!(fixture.expected().unwrap(), silence);
        assert_eq!(fixture.skipped("wasmi").unwrap(), None);
        assert_eq!(fixture.build_error().unwrap(), None);
    }

    #[test]
    fn a_skip_names_its_runtime_in_full() {
        let (_folder, fixture) =
            one(&[("a/app.js", ""), ("a/skip", "wasmi: too deep\nnode: no\n")]);
        assert_eq!(
            fixture.skipped("wasmi").unwrap().as_deref(),
            Some("too deep")
        );
        assert_eq!(fixture.skipped("node").unwrap().as_deref(), Some("no"));
        assert_eq!(fixture.skipped("wasm").unwrap(), None);
        assert_eq!(fixture.skipped("wasmtime").unwrap(), None);
    }

    #[test]
    fn blessing_keeps_wildcards_that_match_and_removes_what_is_empty() {
        let (_folder, fixture) = one(&[
            ("a/app.js", ""),
            ("a/stdout", "old\n"),
            ("a/stderr", "[..]\n"),
            ("a/exit", "3\n"),
        ]);
        let finished = Finished {
            stdout: vec![],
            stderr: b"text\n".to_vec(),
            exit: 0,
        };
        fixture.bless(&finished).unwrap();
        assert!(!fixture.folder.join("stdout").exists() && !fixture.folder.join("exit").exists());
        assert_eq!(fs::read(fixture.folder.join("stderr")).unwrap(), b"[..]\n");
        let finished = Finished {
            stdout: b"new\n".to_vec(),
            stderr: b"a\nb\n".to_vec(),
            exit: 1,
        };
        fixture.bless(&finished).unwrap();
        assert_eq!(fixture.expected().unwrap(), finished);
    }

    #[test]
    fn a_number_that_is_none_is_an_error_that_names_the_file() {
        let (_folder, fixture) = one(&[("a/app.js", ""), ("a/exit", "three")]);
        assert!(
            fixture
                .expected()
                .unwrap_err()
                .to_string()
                .contains("a/exit")
        );
    }
}
