//! What the nearest package.json says.

use crate::files;
use crate::names;
use crate::problem::{Problem, SourceFile};
use fast_glob::glob_match;
use serde_json::Value;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// A folder with a package.json.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Package {
    pub root: PathBuf,
    pub name: Option<String>,
    pub version: Option<String>,
    pub module_type: Option<ModuleType>,
    side_effects: SideEffects,
}

/// The field `sideEffects` of bundlers: whose evaluation may be noticed.
/// <https://webpack.js.org/guides/tree-shaking/>
#[derive(Debug, Default, PartialEq, Eq)]
enum SideEffects {
    #[default]
    All,
    None,
    /// Globs, from the package's root.
    Only(Vec<String>),
}

impl Package {
    /// Whether evaluating the file at a canonical path may be noticed, as far as
    /// the package says.
    pub(crate) fn has_effects(&self, file: &Path) -> bool {
        let patterns = match &self.side_effects {
            SideEffects::All => return true,
            SideEffects::None => return false,
            SideEffects::Only(patterns) => patterns,
        };
        let path = names::relative(&self.root, file);
        patterns.iter().any(|pattern| {
            let pattern = pattern.trim_start_matches("./");
            match pattern.contains('/') {
                true => glob_match(pattern, &path),
                false => glob_match(format!("**/{pattern}"), &path),
            }
        })
    }

    fn parse(root: &Path, json: &Value) -> Self {
        let text = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
        Package {
            root: root.to_path_buf(),
            name: text("name"),
            version: text("version"),
            module_type: match json.get("type").and_then(Value::as_str) {
                Some("module") => Some(ModuleType::Module),
                Some("commonjs") => Some(ModuleType::CommonJs),
                _ => None,
            },
            side_effects: match json.get("sideEffects") {
                Some(Value::Bool(false)) => SideEffects::None,
                Some(Value::String(pattern)) => SideEffects::Only(vec![pattern.clone()]),
                Some(Value::Array(patterns)) => {
                    let patterns = patterns.iter().filter_map(Value::as_str);
                    SideEffects::Only(patterns.map(str::to_owned).collect())
                }
                _ => SideEffects::All,
            },
        }
    }
}

/// The field `type`: how files that end in `.js` are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModuleType {
    Module,
    CommonJs,
}

/// Finds packages, each folder looked at once.
#[derive(Default)]
pub(crate) struct Packages {
    by_folder: HashMap<PathBuf, Option<Rc<Package>>>,
}

impl Packages {
    /// The package that files in `folder`, a canonical path, belong to: that of
    /// the nearest package.json upwards. A package.json that is malformed goes
    /// to `problems` when it is first met, and counts as empty.
    pub(crate) fn of_folder(
        &mut self,
        folder: &Path,
        cwd: &Path,
        problems: &mut Vec<Problem>,
    ) -> Option<Rc<Package>> {
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.by_folder.get(folder) {
                found.clone_from(known);
                break;
            }
            passed.push(folder.to_path_buf());
            if let Some(package) = read_package(folder, cwd, problems) {
                found = Some(Rc::new(package));
                break;
            }
        }
        for folder in passed {
            self.by_folder.insert(folder, found.clone());
        }
        found
    }
}

/// `None` when the folder has no package.json.
fn read_package(folder: &Path, cwd: &Path, problems: &mut Vec<Problem>) -> Option<Package> {
    let empty = || Package {
        root: folder.to_path_buf(),
        ..Package::default()
    };
    // Node never takes node_modules itself for a package.
    if folder.ends_with("node_modules") {
        return None;
    }
    let path = folder.join("package.json");
    let text = match files::read(&path) {
        Ok(text) => text,
        Err(files::Unreadable::Directory) => return None,
        Err(files::Unreadable::Io(error))
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
        {
            return None;
        }
        Err(error) => {
            let path = files::display(&path, cwd);
            problems.push(Problem::error(format!("cannot read `{path}`: {error}")));
            return Some(empty());
        }
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(json) => Some(Package::parse(folder, &json)),
        Err(error) => {
            problems.push(malformed(files::display(&path, cwd), text, &error));
            Some(empty())
        }
    }
}

pub(crate) fn malformed(name: String, text: String, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let reason = message.split(" at line").next().unwrap_or(&message);
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    Problem::error(format!("`{name}` is not valid JSON: {reason}"))
        .at(&Arc::new(SourceFile::new(name, text)), [(at..at + 1, None)])
}
