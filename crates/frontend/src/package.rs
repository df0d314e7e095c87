//! What the nearest package.json says.

use crate::files;
use crate::problem::{Problem, SourceFile};
use serde_json::Value;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// A folder with a package.json.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    pub root: PathBuf,
    pub module_type: Option<ModuleType>,
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
            if let Some(module_type) = read_package(folder, cwd, problems) {
                found = Some(Rc::new(Package {
                    root: folder.to_path_buf(),
                    module_type,
                }));
                break;
            }
        }
        for folder in passed {
            self.by_folder.insert(folder, found.clone());
        }
        found
    }
}

/// `None` when the folder has no package.json, otherwise its `type`.
fn read_package(
    folder: &Path,
    cwd: &Path,
    problems: &mut Vec<Problem>,
) -> Option<Option<ModuleType>> {
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
            return Some(None);
        }
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(json) => Some(match json.get("type").and_then(Value::as_str) {
            Some("module") => Some(ModuleType::Module),
            Some("commonjs") => Some(ModuleType::CommonJs),
            _ => None,
        }),
        Err(error) => {
            problems.push(malformed(files::display(&path, cwd), text, &error));
            Some(None)
        }
    }
}

fn malformed(name: String, text: String, error: &serde_json::Error) -> Problem {
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
