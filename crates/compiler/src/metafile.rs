//! What went into a module, in the format of esbuild's metafile, so that its
//! tools read it: <https://esbuild.github.io/api/#metafile>
use jsc_abi::Goal;
use jsc_frontend::{Exports, Import, ImportKind, Module, Program, Target};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Several builds in one file. Paths are relative to the working directory,
/// with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metafile {
    /// By path.
    pub inputs: BTreeMap<String, Input>,
    /// By path.
    pub outputs: BTreeMap<String, Output>,
}

impl Metafile {
    /// Adds a build whose module was written to `output`.
    pub fn add(&mut self, output: impl Into<String>, origin: Origin) {
        self.inputs.extend(origin.inputs);
        self.outputs.insert(output.into(), origin.output);
    }
}

/// What one module was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub inputs: BTreeMap<String, Input>,
    pub output: Output,
}

/// A source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    pub bytes: usize,
    pub imports: Vec<Edge>,
    pub format: Format,
}

/// An import in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Of the imported file; the name, for a module of the runtime.
    pub path: String,
    pub kind: EdgeKind,
    /// The specifier as it is written.
    pub original: String,
    /// It is a module of the runtime, or left for run time: not among the inputs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
}

/// How a file is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    ImportStatement,
    RequireCall,
    DynamicImport,
}

/// What a source file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Esm,
    Cjs,
    Json,
    Text,
    Bytes,
}

/// A module that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    pub bytes: usize,
    pub entry_point: String,
    /// By path.
    pub inputs: BTreeMap<String, Share>,
    /// What the entry exports.
    pub exports: Vec<String>,
    /// None: everything is in the module.
    pub imports: Vec<Edge>,
}

/// A source file's part in an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// Of the text that the engine compiles; what the engine makes of the texts
    /// is one heap, which cannot be told apart.
    pub bytes_in_output: usize,
}

/// Describes a build of `program` that resulted in `bytes` bytes. `cwd` is
/// canonical.
pub(crate) fn origin(program: &Program, bytes: usize, cwd: &Path) -> Origin {
    let names: Vec<Name> = program
        .modules
        .iter()
        .map(|module| Name::of(module, cwd))
        .collect();
    let modules = || {
        let modules = names.iter().zip(&program.modules);
        let files = modules.filter(|(name, _)| !name.external);
        files.map(|(name, module)| (name.path.clone(), module))
    };
    Origin {
        inputs: modules()
            .map(|(path, module)| (path, input(module, &names)))
            .collect(),
        output: Output {
            bytes,
            entry_point: names
                .first()
                .map(|name| name.path.clone())
                .unwrap_or_default(),
            inputs: modules().map(|(path, m)| (path, share(m))).collect(),
            exports: program
                .modules
                .first()
                .map(|entry| exported(&entry.exports))
                .unwrap_or_default(),
            imports: Vec::new(),
        },
    }
}

/// What the metafile calls a module.
struct Name {
    path: String,
    external: bool,
}

impl Name {
    fn of(module: &Module, cwd: &Path) -> Self {
        if !module.path.is_absolute() {
            // A helper of the front end, or a specifier that is left for run time.
            let specifier = module.name.strip_prefix("external:");
            return Name {
                path: specifier.unwrap_or(&module.name).to_owned(),
                external: specifier.is_some(),
            };
        }
        let path = relative(cwd, &module.path);
        // One file may be several modules: `?text`, for one that is imported as such.
        let read_as = module.name.rfind('?').map_or("", |at| &module.name[at..]);
        Name {
            path: match path.ends_with(read_as) {
                true => path,
                false => path + read_as,
            },
            external: false,
        }
    }
}

fn input(module: &Module, names: &[Name]) -> Input {
    Input {
        bytes: module.file_bytes,
        imports: module
            .imports
            .iter()
            .filter_map(|i| edge(i, names))
            .collect(),
        format: match module.goal {
            Goal::Module => Format::Esm,
            Goal::CommonJs => Format::Cjs,
            Goal::Json => Format::Json,
            Goal::Text => Format::Text,
            Goal::Bytes => Format::Bytes,
        },
    }
}

/// None for what is no import of a file.
fn edge(import: &Import, names: &[Name]) -> Option<Edge> {
    let (path, external) = match &import.target {
        Target::Module { index, .. } => (names[*index].path.clone(), names[*index].external),
        Target::Builtin(name) => (name.clone(), true),
        Target::Require => return None,
    };
    Some(Edge {
        path,
        kind: match import.kind {
            ImportKind::Require => EdgeKind::RequireCall,
            ImportKind::Import if import.dynamic => EdgeKind::DynamicImport,
            ImportKind::Import => EdgeKind::ImportStatement,
        },
        original: import.specifier.clone(),
        external,
    })
}

fn share(module: &Module) -> Share {
    Share {
        bytes_in_output: module.kept_bytes,
    }
}

fn exported(exports: &Exports) -> Vec<String> {
    let default = exports.default.then(|| "default".to_owned());
    default
        .into_iter()
        .chain(exports.named.iter().cloned())
        .collect()
}

/// The path of `file` from the folder `from`, with `/`. Both are absolute.
fn relative(from: &Path, file: &Path) -> String {
    let shared = from
        .iter()
        .zip(file.iter())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.iter().skip(shared).map(|_| "..".into());
    let down = file.iter().skip(shared).map(|part| part.to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_working_directory() {
        let path = |file| relative(Path::new("/a/b"), Path::new(file));
        assert_eq!(path("/a/b/src/c.js"), "src/c.js");
        assert_eq!(path("/a/c.js"), "../c.js");
        assert_eq!(path("/x/c.js"), "../../x/c.js");
    }

    #[test]
    fn the_format_is_that_of_esbuild() {
        let origin = Origin {
            inputs: BTreeMap::from([(
                "src/a.ts".to_owned(),
                Input {
                    bytes: 12,
                    imports: vec![
                        Edge {
                            path: "src/b.ts".into(),
                            kind: EdgeKind::DynamicImport,
                            original: "./b".into(),
                            external: false,
                        },
                        Edge {
                            path: "node:fs".into(),
                            kind: EdgeKind::RequireCall,
                            original: "fs".into(),
                            external: true,
                        },
                    ],
                    format: Format::Esm,
                },
            )]),
            output: Output {
                bytes: 99,
                entry_point: "src/a.ts".into(),
                inputs: BTreeMap::from([("src/a.ts".to_owned(), Share { bytes_in_output: 7 })]),
                exports: vec!["default".into()],
                imports: Vec::new(),
            },
        };
        let mut metafile = Metafile::default();
        metafile.add("app.wasm", origin);
        let expected = concat!(
            r#"{"inputs":{"src/a.ts":{"bytes":12,"imports":["#,
            r#"{"path":"src/b.ts","kind":"dynamic-import","original":"./b"},"#,
            r#"{"path":"node:fs","kind":"require-call","original":"fs","external":true}"#,
            r#"],"format":"esm"}},"outputs":{"app.wasm":{"bytes":99,"entryPoint":"src/a.ts","#,
            r#""inputs":{"src/a.ts":{"bytesInOutput":7}},"exports":["default"],"imports":[]}}}"#,
        );
        assert_eq!(
            serde_json::to_string(&metafile).ok().as_deref(),
            Some(expected)
        );
    }
}
