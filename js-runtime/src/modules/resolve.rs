//! What a specifier means: by the importing module's table, or, when it was
//! computed at run time, by the names of the program's modules.
use super::Modules;
use jsc_abi::{Import, ImportKind, Target};

/// What a specifier stands for.
pub enum Found {
    Module { index: u32, interop: bool },
    Native(String),
    Require,
}

/// Tried in this order behind the path that a specifier gives.
const SUFFIXES: &[&str] = &["", ".js", ".json", ".cjs", "/index.js"];

/// Answers for one kind of importer.
pub struct Resolver<'a> {
    modules: &'a Modules,
    kind: ImportKind,
}

impl<'a> Resolver<'a> {
    /// For `import` and `import()`.
    pub fn import(modules: &'a Modules) -> Self {
        Resolver {
            modules,
            kind: ImportKind::Import,
        }
    }

    /// For `require()`.
    pub fn require(modules: &'a Modules) -> Self {
        Resolver {
            modules,
            kind: ImportKind::Require,
        }
    }

    /// What `specifier` means in the module of index `from`.
    pub fn resolve(&self, from: u32, specifier: &str) -> Option<Found> {
        let record = self.modules.record(from)?;
        let key = (specifier, self.kind);
        let order = |import: &Import| (import.specifier.as_str(), import.kind).cmp(&key);
        if let Ok(at) = record.imports.binary_search_by(order) {
            return Some(match &record.imports[at].target {
                Target::Module(index) => module(*index),
                Target::Interop(index) => Found::Module {
                    index: *index,
                    interop: true,
                },
                Target::Native(name) => Found::Native(name.clone()),
                Target::Require => Found::Require,
            });
        }
        let index = match file_path(&record.name, specifier) {
            Some(path) => self.file(&path),
            None => self.builtin(specifier),
        };
        index.map(module)
    }

    fn file(&self, path: &str) -> Option<u32> {
        let path = path.trim_end_matches('/');
        let mut names = SUFFIXES.iter().map(|suffix| [path, suffix].concat());
        names.find_map(|name| self.modules.find(name.trim_start_matches('/')))
    }

    /// A module of the runtime that the program has and users may name.
    fn builtin(&self, specifier: &str) -> Option<u32> {
        let with_scheme = ["node:", specifier].concat();
        [specifier, &with_scheme].into_iter().find_map(|name| {
            let index = self.modules.find(name)?;
            let record = self.modules.record(index)?;
            (record.builtin && !name.starts_with("jsc:")).then_some(index)
        })
    }
}

fn module(index: u32) -> Found {
    Found::Module {
        index,
        interop: false,
    }
}

/// The path below the project's root that a relative or absolute specifier, or
/// a file URL, means in the module named `base`; None for a bare specifier.
pub fn file_path(base: &str, specifier: &str) -> Option<String> {
    if let Some(url) = specifier.strip_prefix("file://") {
        return Some(join("", &percent_decode(url)));
    }
    if specifier.starts_with('/') {
        return Some(join("", specifier));
    }
    let relative = matches!(specifier, "." | "..")
        || specifier.starts_with("./")
        || specifier.starts_with("../");
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    relative.then(|| join(folder, specifier))
}

/// Both without `.` and `..`, but for those that lead out of the root.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset| (*bytes.get(at + offset)? as char).to_digit(16);
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// `@scope/name` or `name` of a bare specifier.
pub fn package_name(specifier: &str) -> &str {
    let slashes = if specifier.starts_with('@') { 1 } else { 0 };
    let end = specifier.match_indices('/').nth(slashes);
    end.map_or(specifier, |(at, _)| &specifier[..at])
}
