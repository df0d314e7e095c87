//! `jsc` as a library: an entry file in, a WebAssembly module out.
//!
//! The stages are crates of their own; this one calls them in order and decides
//! what neither knows alone: the entry kind, and which of the runtime's modules
//! a program needs.
mod cache;
mod calling;
mod diagnostics;
mod evaluator;
mod file_bytes;
mod globals;
mod handler;
mod kind;
mod locate;
pub mod metafile;
mod optional;
mod plan;
mod preinit;
mod regexps;
mod text_decoder;

pub use diagnostics::CompileError;
pub use globals::Globals;
pub use jsc_abi::{InputMode, OutputMode};
pub use jsc_emit::{Handler, Kind, Metadata, ModuleSize, Preinit, SECTION};
pub use jsc_frontend::{Entry, Place, Position, Problem, Reach, Reached, Settings};
pub use jsc_snapshot::{Heap, Mode as PreinitMode, PreinitOptions, Snapshot};
pub use metafile::Metafile;

use std::path::{Path, PathBuf};

/// What a build can be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How a function's argument is read; JSON when not given.
    pub input: Option<InputMode>,
    /// How a function's result is written; JSON when not given.
    pub output: Option<OutputMode>,
    /// The export to call instead of `default`.
    pub invoke: Option<String>,
    /// Which globals the program gets.
    pub globals: Globals,
    /// Carry the time zones, whether or not the program names them.
    pub time_zones: bool,
    /// Bytes that one decompression may give; 1 GiB when not given.
    pub inflate_limit: Option<u64>,
    /// How the sources are read.
    pub settings: Settings,
    /// Leave out the tables that stack traces take positions from.
    pub strip: bool,
    /// Which modules are evaluated while the program is built.
    pub preinit: PreinitOptions,
    /// The folder where finished modules are kept for builds of the same; none are kept without.
    pub cache: Option<PathBuf>,
}

/// A finished module and what there is to say about it.
#[derive(Debug)]
pub struct Artifact {
    pub wasm: Vec<u8>,
    pub metadata: Metadata,
    /// What the author should hear of, with places in the sources.
    pub warnings: Vec<Problem>,
    /// What has it carry globals that it does not name.
    pub reached: Vec<Reached>,
    /// What it was made from, for a [`Metafile`].
    pub origin: metafile::Origin,
}

/// Compiles programs; threads may share one.
#[derive(Debug, Clone, Default)]
pub struct Compiler {
    options: Options,
}

impl Compiler {
    pub fn new(options: Options) -> Self {
        Compiler { options }
    }

    /// Compiles the program that starts at `entry` to a WASI command. The result
    /// depends on the program's texts and the options alone.
    ///
    /// # Errors
    /// [`CompileError`]: everything that is wrong with the program, in one go.
    pub fn build(&self, entry: &Entry) -> Result<Artifact, CompileError> {
        let cwd = cwd()?;
        let planned = self.plan(entry, &cwd)?;
        let cache = self.options.cache.clone().map(cache::Cache::new);
        let keyed = cache.and_then(|cache| Some((cache, planned.key()?)));
        let kept = keyed.as_ref().and_then(|(cache, key)| cache.get(key));
        let kept = kept.and_then(|wasm| Some((Metadata::of(&wasm)?, wasm)));
        let (metadata, wasm, warnings) = match kept {
            Some((metadata, wasm)) => (metadata, wasm, Vec::new()),
            None => {
                let snapshot = planned.snapshot(entry, &cwd)?;
                let warnings = preinit::check(&snapshot.preinit, self.options.preinit.mode)?;
                let metadata = planned.metadata(&snapshot);
                let wasm = jsc_emit::command(&snapshot, &metadata)?;
                // What took too long once may not the next time.
                if !snapshot.preinit.left.iter().any(|left| left.is_suspicious) {
                    keyed.iter().for_each(|(cache, key)| cache.put(key, &wasm));
                }
                (metadata, wasm, warnings)
            }
        };
        let program = planned.program;
        Ok(Artifact {
            origin: metafile::origin(&program, wasm.len(), &cwd),
            wasm,
            metadata,
            reached: globals::reached(&program).cloned().collect(),
            warnings: program.warnings.into_iter().chain(warnings).collect(),
        })
    }

    /// The heap that the program's module is made from.
    ///
    /// # Errors
    /// As for [`Compiler::build`].
    pub fn snapshot(&self, entry: &Entry) -> Result<Snapshot, CompileError> {
        let cwd = cwd()?;
        self.plan(entry, &cwd)?.snapshot(entry, &cwd)
    }

    /// The runtime modules that the program was told to have.
    fn carried(&self) -> &'static [&'static str] {
        match self.options.time_zones {
            true => &[plan::TIME_ZONES],
            false => &[],
        }
    }

    fn plan(&self, entry: &Entry, cwd: &Path) -> Result<Planned, CompileError> {
        let program = jsc_frontend::load(
            entry,
            &jsc_frontend::Options {
                builtins: &plan::EngineBuiltins,
                cwd: cwd.to_path_buf(),
                settings: self.options.settings.clone(),
            },
        )?;
        let kind = kind::decide(&program, &self.options)?;
        let plan = plan::plan(
            &program,
            &kind,
            self.options.globals,
            self.carried(),
            self.options.inflate_limit,
        );
        let options = jsc_snapshot::Options {
            groups: plan.groups,
            strip: self.options.strip,
            preinit: PreinitOptions {
                skip_entry: preinit::observes(&kind),
                ..self.options.preinit.clone()
            },
        };
        Ok(Planned {
            program,
            kind,
            builtins: plan.builtins,
            input: plan.program,
            options,
        })
    }
}

/// A program that was read, and what the engine is to do with it.
struct Planned {
    program: jsc_frontend::Program,
    kind: Kind,
    builtins: Vec<&'static jsc_engine::Builtin>,
    /// What the engine gets.
    input: jsc_abi::Program,
    options: jsc_snapshot::Options,
}

impl Planned {
    fn key(&self) -> Option<cache::Key> {
        // What the module says about itself, but for what the build finds out.
        let about = (&self.kind, sizes(&self.program), names(&self.builtins));
        cache::Key::new(&self.input, &(about, &self.options))
    }

    fn snapshot(&self, entry: &Entry, cwd: &Path) -> Result<Snapshot, CompileError> {
        jsc_snapshot::take(&self.input, &self.options)
            .map_err(|error| CompileError::from_snapshot(error, &self.program, entry, cwd))
    }

    fn metadata(&self, snapshot: &Snapshot) -> Metadata {
        Metadata {
            version: env!("CARGO_PKG_VERSION").into(),
            kind: self.kind.clone(),
            preinit: preinit::described(&snapshot.preinit),
            heap: snapshot.heap,
            modules: sizes(&self.program),
            builtins: names(&self.builtins),
        }
    }
}

fn names(builtins: &[&jsc_engine::Builtin]) -> Vec<String> {
    builtins.iter().map(|b| b.name.to_owned()).collect()
}

fn cwd() -> Result<PathBuf, CompileError> {
    std::env::current_dir()
        .and_then(|cwd| cwd.canonicalize())
        .map_err(CompileError::Cwd)
}

fn sizes(program: &jsc_frontend::Program) -> Vec<ModuleSize> {
    program
        .modules
        .iter()
        .map(|m| ModuleSize {
            name: m.name.clone(),
            bytes: m.kept_bytes,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_share_a_compiler_and_send_results() {
        fn shared<T: Sync>() {}
        fn sent<T: Send>() {}
        shared::<Compiler>();
        sent::<Result<Artifact, CompileError>>();
    }
}
