//! The programs of `fixtures/npm/`: each does the real job of an npm package and
//! must print what Node prints for the same program.
use crate::fixture::{self, Fixture};
use crate::jsc::{self, BuildError};
use crate::runtime::{Finished, Process, execute, node};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Where npm put the packages, below [`root`].
const INSTALLED: &str = "node_modules";
/// The copy of the lock file that `make setup` leaves when npm is done.
const STAMP: &str = "node_modules/.installed-lock.json";
/// Below [`root`]: the programs that Node 20 cannot read, as JavaScript. In
/// `node_modules` they find the packages as the originals do.
const TRANSPILED: &str = "node_modules/.jsc-reference";
const LOCK: &str = "package-lock.json";

/// The environment of every program, on Node and compiled: packages choose
/// their production code, dates do not depend on the machine.
const ENVIRONMENT: &[(&str, &str)] = &[("NODE_ENV", "production"), ("TZ", "UTC")];

/// The folder that has `package.json`, the packages and the programs.
pub fn root() -> PathBuf {
    fixture::root().join("npm")
}

/// Every program, sorted by name.
pub fn discover() -> io::Result<Vec<Fixture>> {
    fixture::discover(&root())
}

/// An error when the packages that the lock file names are not all installed.
pub fn installed() -> Result<(), String> {
    let root = root();
    match (fs::read(root.join(LOCK)), fs::read(root.join(STAMP))) {
        (Ok(wanted), Ok(installed)) if wanted == installed => Ok(()),
        (Err(error), _) => Err(format!("{}: {error}", root.join(LOCK).display())),
        _ => Err("the packages of fixtures/npm are not installed: run make setup".into()),
    }
}

/// The version of the package that `program` is named after, if it is.
pub fn version(program: &Fixture) -> Option<String> {
    let manifest = root()
        .join(INSTALLED)
        .join(&program.name)
        .join("package.json");
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(manifest).ok()?).ok()?;
    manifest["version"].as_str().map(str::to_string)
}

/// What `program` sees of the world; `root` is where its files are copied to.
pub fn process(program: &Fixture, root: &Path) -> io::Result<Process> {
    let mut process = program.process(root)?;
    let environment = ENVIRONMENT
        .iter()
        .map(|(key, value)| (key.to_string(), value.to_string()));
    process.env.extend(environment);
    Ok(process)
}

/// The module of `program`, built in the project's folder as its author would, with
/// `more` flags.
pub fn build(program: &Fixture, more: &[&str]) -> Result<Vec<u8>, BuildError> {
    let mut flags = program
        .build_flags()
        .map_err(|error| BuildError::Broken(error.to_string()))?;
    flags.extend(more.iter().map(|flag| flag.to_string()));
    let entry = format!("{}/{}", program.name, program.entry);
    jsc::build(&root(), &entry, &flags)
}

/// Runs `program` itself on Node. The error says that Node or, for a program
/// in TypeScript or JSX, esbuild could not be run.
pub fn run_on_node(program: &Fixture) -> Result<Finished, String> {
    let entry = match Dialect::of(&program.entry) {
        Dialect::JavaScript => program.entry_path(),
        Dialect::Module => transpile(program, "esm", "mjs")?,
        Dialect::CommonJs => transpile(program, "cjs", "cjs")?,
    };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let process = process(program, folder.path()).map_err(|error| error.to_string())?;
    let mut command = Command::new(node()?);
    command.current_dir(folder.path()).arg(entry);
    execute(command.args(&process.args), &process)
}

/// What has to be done before Node 20 can read a program.
#[derive(Debug, PartialEq, Eq)]
enum Dialect {
    JavaScript,
    /// TypeScript or JSX, an ES module.
    Module,
    /// TypeScript, a CommonJS module.
    CommonJs,
}

impl Dialect {
    fn of(entry: &str) -> Self {
        match entry.rsplit_once('.') {
            Some((_, "ts" | "mts" | "tsx" | "jsx")) => Dialect::Module,
            Some((_, "cts")) => Dialect::CommonJs,
            _ => Dialect::JavaScript,
        }
    }
}

/// The path of `program` as one JavaScript file; it still imports its packages.
fn transpile(program: &Fixture, format: &str, extension: &str) -> Result<PathBuf, String> {
    let root = root();
    let output = root
        .join(TRANSPILED)
        .join(format!("{}.{extension}", program.name));
    let mut command = Command::new(node()?);
    command
        .current_dir(&program.folder)
        .arg(root.join(INSTALLED).join("esbuild/bin/esbuild"))
        .arg(&program.entry)
        .args(["--bundle", "--packages=external", "--platform=node"])
        .args(["--target=node20", "--log-level=warning"])
        .arg(format!("--format={format}"))
        .arg(format!("--outfile={}", output.display()));
    let finished = execute(&mut command, &Process::default())?;
    if finished.exit == 0 {
        Ok(output)
    } else {
        Err(String::from_utf8_lossy(&finished.stderr).into_owned())
    }
}

/// What it costs to compile a program.
#[derive(Debug, Clone)]
pub struct Cost {
    /// Number of source modules in the artifact.
    pub modules: usize,
    /// Bytes of the artifact.
    pub bytes: usize,
    /// How long `jsc build` took: the median of three.
    pub build: Duration,
}

/// Builds with `build` three times and measures it. Fails as `build` does, or
/// when `jsc inspect` does.
pub fn measure(build: impl Fn() -> Result<Vec<u8>, BuildError>) -> Result<Cost, String> {
    let timed = || -> Result<(Duration, Vec<u8>), BuildError> {
        let start = Instant::now();
        let wasm = build()?;
        Ok((start.elapsed(), wasm))
    };
    let mut runs = Vec::new();
    for _ in 0..3 {
        runs.push(timed().map_err(|error| error.to_string())?);
    }
    runs.sort_by_key(|(duration, _)| *duration);
    let (build, wasm) = &runs[1];
    let inspected = jsc::inspect(wasm)?;
    Ok(Cost {
        modules: inspected["jsc"]["modules"].as_array().map_or(0, Vec::len),
        bytes: wasm.len(),
        build: *build,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_reads_javascript_itself_and_the_rest_keeps_its_module_format() {
        for entry in ["app.js", "app.mjs", "app.cjs"] {
            assert_eq!(Dialect::of(entry), Dialect::JavaScript, "{entry}");
        }
        for entry in ["app.ts", "app.mts", "app.tsx", "app.jsx"] {
            assert_eq!(Dialect::of(entry), Dialect::Module, "{entry}");
        }
        assert_eq!(Dialect::of("app.cts"), Dialect::CommonJs);
    }

    #[test]
    fn every_program_has_expected_output_and_a_reason_where_it_must_fail() {
        let programs = discover().unwrap();
        assert!(programs.len() >= 30, "{}", programs.len());
        for program in programs {
            let name = &program.name;
            let lines = program.expected().unwrap().stdout;
            let lines = lines.iter().filter(|byte| **byte == b'\n').count();
            assert!(lines >= 10, "fixtures/npm/{name}/stdout has {lines} lines");
            let reason = program.expected_failure().unwrap();
            assert!(
                reason.is_none_or(|reason| !reason.is_empty() && !reason.contains('\n')),
                "fixtures/npm/{name}/expected-fail must be one line"
            );
        }
    }

    #[test]
    fn a_build_that_fails_is_not_repeated() {
        let built = std::cell::Cell::new(0);
        let failing = || {
            built.set(built.get() + 1);
            Err(BuildError::Broken("no compiler".into()))
        };
        assert_eq!(measure(failing).unwrap_err(), "no compiler");
        assert_eq!(built.get(), 1);
    }
}
