//! `jsc` as a library: an entry file in, a WebAssembly module out.
//!
//! The stages are crates of their own; this one calls them in order and decides
//! what neither knows alone: the entry kind, and which of the runtime's modules
//! a program needs.
mod diagnostics;
mod evaluator;
mod file_bytes;
mod handler;
mod kind;
mod locate;
pub mod metafile;
mod optional;
mod plan;
mod preinit;
mod text_decoder;

pub use diagnostics::CompileError;
pub use jsc_abi::{InputMode, OutputMode};
pub use jsc_emit::{Handler, Kind, Metadata, ModuleSize, Preinit, SECTION};
pub use jsc_frontend::{Entry, Place, Position, Problem, Settings};
pub use jsc_snapshot::{Heap, Mode as PreinitMode, PreinitOptions, Snapshot};
pub use metafile::Metafile;
pub use plan::Globals;

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
    /// How the sources are read.
    pub settings: Settings,
    /// Leave out the tables that stack traces take positions from.
    pub strip: bool,
    /// Which modules are evaluated while the program is built.
    pub preinit: PreinitOptions,
}

/// A finished module and what there is to say about it.
#[derive(Debug)]
pub struct Artifact {
    pub wasm: Vec<u8>,
    pub metadata: Metadata,
    /// What the author should hear of, with places in the sources.
    pub warnings: Vec<Problem>,
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
        let Taken {
            program,
            kind,
            builtins,
            snapshot,
        } = self.take(entry, &cwd)?;
        let warnings = preinit::check(&snapshot.preinit, self.options.preinit.mode)?;
        let metadata = Metadata {
            version: env!("CARGO_PKG_VERSION").into(),
            kind,
            preinit: preinit::described(&snapshot.preinit),
            heap: snapshot.heap,
            modules: sizes(&program),
            builtins: builtins.iter().map(|b| b.name.to_owned()).collect(),
        };
        let wasm = jsc_emit::command(&snapshot, &metadata)?;
        Ok(Artifact {
            origin: metafile::origin(&program, wasm.len(), &cwd),
            wasm,
            metadata,
            warnings: program.warnings.into_iter().chain(warnings).collect(),
        })
    }

    /// The heap that the program's module is made from.
    ///
    /// # Errors
    /// As for [`Compiler::build`].
    pub fn snapshot(&self, entry: &Entry) -> Result<Snapshot, CompileError> {
        Ok(self.take(entry, &cwd()?)?.snapshot)
    }

    /// The runtime modules that the program was told to have.
    fn carried(&self) -> &'static [&'static str] {
        match self.options.time_zones {
            true => &[plan::TIME_ZONES],
            false => &[],
        }
    }

    fn take(&self, entry: &Entry, cwd: &Path) -> Result<Taken, CompileError> {
        let program = jsc_frontend::load(
            entry,
            &jsc_frontend::Options {
                builtins: &plan::EngineBuiltins,
                cwd: cwd.to_path_buf(),
                settings: self.options.settings.clone(),
            },
        )?;
        let kind = kind::decide(&program, &self.options)?;
        let plan = plan::plan(&program, &kind, self.options.globals, self.carried());
        let options = jsc_snapshot::Options {
            groups: plan.groups,
            strip: self.options.strip,
            preinit: PreinitOptions {
                skip_entry: preinit::observes(&kind),
                ..self.options.preinit.clone()
            },
        };
        let snapshot = jsc_snapshot::take(&plan.program, &options)
            .map_err(|error| CompileError::from_snapshot(error, &program, entry, cwd))?;
        Ok(Taken {
            program,
            kind,
            builtins: plan.builtins,
            snapshot,
        })
    }
}

/// A program and the heap that holds it.
struct Taken {
    program: jsc_frontend::Program,
    kind: Kind,
    builtins: Vec<&'static jsc_engine::Builtin>,
    snapshot: Snapshot,
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
