//! QuickJS-NG's own language and builtin tests, as they ship in `rquickjs-sys`.
use crate::guest_crates;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const NO_ATOMICS: &str = "tests Atomics, which QuickJS has where there are threads";

/// Files that are no test for us, by a prefix of their path, and why.
const EXCLUDED: &[(&str, &str)] = &[
    ("assert.js", "is imported by the others"),
    ("fixture_", "is imported by the others"),
    ("atomics-store-leak.js", NO_ATOMICS),
    ("bug1301.js", NO_ATOMICS),
    ("bug1302.js", NO_ATOMICS),
    (
        "bug1661.js",
        "leaves a rejection unhandled, which its own runner ignores",
    ),
    (
        "bug633/0.js",
        "is about the global scope of scripts, which files for Node do not have",
    ),
    ("bug1672/", "needs the interrupt handler of qjs"),
    ("detect_module/4.js", "needs qjs:os"),
    (
        "import-attributes-identity.js",
        "imports a file as text, which is not in the standard",
    ),
    ("microbench.js", "is a benchmark, with qjs:os and qjs:std"),
    (
        "reexport-error-module.js",
        "expects at run time what jsc build refuses",
    ),
    ("test_bjson.js", "tests qjs:bjson"),
    ("test_std.js", "tests qjs:std and qjs:os"),
    ("test_worker.js", "tests os.Worker"),
    ("test_worker_module.js", "tests os.Worker"),
];

/// What is left of a host module of qjs for tests that only collect garbage or
/// ask for the platform.
const STUBS: &[(&str, &str, &str)] = &[
    ("qjs:std", "qjs_std.js", "export function gc() {}\n"),
    ("qjs:os", "qjs_os.js", "export const platform = 'wasi';\n"),
];

/// Globals of qjs; the kinds of strings, which it shows, are ours to believe.
/// Stays on the first line, so that line numbers are kept.
const GLOBALS: &str = "globalThis.gc = () => {}; globalThis.print = console.log; \
     globalThis.qjs = { getStringKind: (text) => Number(text.length > 1000) }; ";

/// What V8 gives otherwise: the column of `new Error("")`, which is that of `new`, and dates as they are written
/// in the United States.
const DIFFERENCES: &[(&str, &str)] = &[
    ("\"04/07/2024, 0", "\"4/7/2024, "),
    ("\"04/07/2024, ", "\"4/7/2024, "),
    ("test_builtin.js:10:19", "test_builtin.js:10:15"),
    ("f.getColumnNumber(), 19", "f.getColumnNumber(), 15"),
];

/// One test file.
#[derive(Debug, Clone)]
pub struct Test {
    /// Path below `quickjs/tests`, with `/` between the parts.
    pub path: String,
    /// Why it is not run, if it is not.
    pub excluded: Option<&'static str>,
    source: String,
}

/// How a test must end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Success,
    /// The compiler must refuse it.
    ParseError,
    /// It must throw an error of this name.
    Uncaught(String),
}

/// Every test below `folder`, sorted by path.
pub fn discover(folder: &Path) -> io::Result<Vec<Test>> {
    let mut tests = Vec::new();
    walk(folder, "", &mut tests)?;
    tests.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(tests)
}

fn walk(folder: &Path, prefix: &str, tests: &mut Vec<Test>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), tests)?;
        } else if path.ends_with(".js") {
            let excluded = EXCLUDED.iter().find(|(prefix, _)| path.starts_with(prefix));
            let excluded = excluded.map(|(_, reason)| *reason);
            tests.push(Test {
                path,
                excluded,
                source: fs::read_to_string(entry.path())?,
            });
        }
    }
    Ok(())
}

impl Test {
    /// Name of the file to build: a test flagged `module` is given the extension
    /// that says so.
    pub fn entry(&self) -> String {
        let module = self.frontmatter("flags").is_some_and(|flags| {
            flags
                .trim_matches(['[', ']'])
                .split(',')
                .any(|flag| flag.trim() == "module")
        });
        if module {
            self.path.replace(".js", ".mjs")
        } else {
            self.path.clone()
        }
    }

    /// How the test must end, by its frontmatter in the format of test262.
    pub fn ending(&self) -> Ending {
        let Some(name) = self.frontmatter("type") else {
            return Ending::Success;
        };
        match self.frontmatter("phase") {
            Some("parse") => Ending::ParseError,
            _ => Ending::Uncaught(name.to_string()),
        }
    }

    fn frontmatter(&self, key: &str) -> Option<&str> {
        let (_, rest) = self.source.split_once("/*---\n")?;
        let (yaml, _) = rest.split_once("---*/")?;
        yaml.lines()
            .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "))
    }

    /// The source with what it takes from qjs replaced, and with what V8 gives.
    fn adapted(&self) -> String {
        let mut source = self.source.clone();
        for (module, file, _) in STUBS {
            source = source.replace(module, &format!("./{file}"));
        }
        for (quickjs, v8) in DIFFERENCES {
            source = source.replace(quickjs, v8);
        }
        if ["print(", "gc()", "qjs."]
            .iter()
            .any(|use_| source.contains(use_))
        {
            source.insert_str(0, GLOBALS);
        }
        source
    }
}

/// Writes `tests` and what they import into `folder`.
pub fn install(tests: &[Test], original: &Path, folder: &Path) -> io::Result<()> {
    for (_, file, source) in STUBS {
        fs::write(folder.join(file), source)?;
    }
    for test in tests {
        let target = folder.join(test.entry());
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        fs::write(target, test.adapted())?;
    }
    for entry in fs::read_dir(original)? {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The folder `quickjs/tests` of the crate that js-runtime is built with.
///
/// # Errors
/// As for [`guest_crates::folder`].
pub fn folder() -> Result<PathBuf, String> {
    guest_crates::folder("rquickjs-sys").map(|folder| folder.join("quickjs/tests"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(path: &str, source: &str) -> Test {
        Test {
            path: path.into(),
            excluded: None,
            source: source.into(),
        }
    }

    #[test]
    fn the_ending_is_read_from_the_frontmatter() {
        let runtime = "/*---\nnegative:\n  phase: runtime\n  type: RangeError\n---*/\nf()";
        assert_eq!(
            test("a.js", runtime).ending(),
            Ending::Uncaught("RangeError".into())
        );
        let parse = "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\n(";
        assert_eq!(test("a.js", parse).ending(), Ending::ParseError);
        assert_eq!(test("a.js", "assert(1)").ending(), Ending::Success);
        assert_eq!(
            test("a.js", "const type = 1;\n// type: no").ending(),
            Ending::Success
        );
    }

    #[test]
    fn a_module_gets_the_extension_of_one() {
        let flagged = "/*---\nflags: [qjs:no-detect-module, module]\n---*/";
        assert_eq!(test("b/1.js", flagged).entry(), "b/1.mjs");
        let detected = "/*---\nflags: [qjs:no-detect-module]\n---*/";
        assert_eq!(test("b/2.js", detected).entry(), "b/2.js");
    }

    #[test]
    fn host_modules_and_globals_are_replaced_on_the_same_line() {
        let source = "import * as std from \"qjs:std\";\nstd.gc();\n";
        let expected = format!("{GLOBALS}import * as std from \"./qjs_std.js\";\nstd.gc();\n");
        assert_eq!(test("a.js", source).adapted(), expected);
        assert_eq!(test("a.js", "'use strict';").adapted(), "'use strict';");
    }
}
