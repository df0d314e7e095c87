//! Making Programs, and running them.
use jsc_abi::{
    EntryCall, Goal, Import, ImportKind, LoadError, Module, Positions, Program, Target, exports,
};
use jsc_compiler::{Kind, Metadata};
use jsc_host::{RunOptions, Stdio};
use jsc_snapshot::{Options, SnapshotError};

/// A module under construction.
#[derive(Clone)]
pub struct Text(pub Module);

/// A module of the given goal.
pub fn text(name: &str, goal: Goal, source: impl Into<Vec<u8>>) -> Text {
    Text(Module {
        name: name.into(),
        source: source.into(),
        goal,
        builtin: false,
        exports: Vec::new(),
        imports: Vec::new(),
        positions: Positions::default(),
    })
}

pub fn cjs(name: &str, source: &str) -> Text {
    text(name, Goal::CommonJs, source)
}

pub fn esm(name: &str, source: &str) -> Text {
    text(name, Goal::Module, source)
}

impl Text {
    fn with(mut self, specifier: &str, kind: ImportKind, target: Target) -> Self {
        self.0.imports.push(Import {
            specifier: specifier.into(),
            kind,
            target,
        });
        self
    }

    /// `require(specifier)` means the module of that index.
    pub fn requires(self, specifier: &str, index: u32) -> Self {
        self.with(specifier, ImportKind::Require, Target::Module(index))
    }

    /// `import specifier` means the module of that index.
    pub fn imports(self, specifier: &str, index: u32) -> Self {
        self.with(specifier, ImportKind::Import, Target::Module(index))
    }

    /// As [`Text::imports`], by the rule of bundlers.
    pub fn interops(self, specifier: &str, index: u32) -> Self {
        self.with(specifier, ImportKind::Import, Target::Interop(index))
    }

    /// `import specifier` gives the module's own `require`.
    pub fn imports_require(self, specifier: &str) -> Self {
        self.with(specifier, ImportKind::Import, Target::Require)
    }

    pub fn exports(mut self, names: &[&str]) -> Self {
        self.0.exports = names.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    pub fn positions(mut self, positions: Positions) -> Self {
        self.0.positions = positions;
        self
    }
}

/// The Program of these modules, whose first is the entry, with `console` and
/// the builtins named; `globals` are those of the runtime modules that the texts use.
pub fn program(modules: &[Text], builtins: &[&str]) -> Program {
    let mut program = Program {
        modules: modules.iter().map(|text| text.0.clone()).collect(),
        ..Program::default()
    };
    let console = add(&mut program, "jsc:console");
    program.preludes.push(console);
    for name in builtins {
        add(&mut program, name);
    }
    program
}

/// The index of a runtime module in the Program, where it is added when it is
/// not there yet.
pub fn add(program: &mut Program, name: &str) -> u32 {
    if let Some(at) = program.modules.iter().position(|m| m.name == name) {
        return at as u32;
    }
    let builtin = jsc_engine::builtin(name).expect("a runtime module");
    let at = program.modules.len();
    let mut module = text(name, Goal::Module, builtin.source).0;
    module.builtin = true;
    program.modules.push(module);
    for specifier in builtin.imports {
        let target = match specifier.strip_prefix(exports::NATIVE_SCHEME) {
            Some(group) => Target::Native(group.into()),
            None => Target::Module(add(program, specifier)),
        };
        program.modules[at].imports.push(Import {
            specifier: (*specifier).into(),
            kind: ImportKind::Import,
            target,
        });
    }
    at as u32
}

/// What a run printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}

/// The module that a Program becomes; it may evaluate texts and use regular expressions.
pub fn build(program: &Program, options: &Options) -> Result<Vec<u8>, LoadError> {
    let mut options = options.clone();
    options.groups.extend(["eval", "regexp"].map(str::to_owned));
    let snapshot = match jsc_snapshot::take(program, &options) {
        Ok(snapshot) => snapshot,
        Err(SnapshotError::Program(error)) => return Err(error),
        Err(error) => panic!("{error}"),
    };
    let metadata = Metadata {
        version: String::new(),
        kind: Kind::Script,
        modules: Vec::new(),
        builtins: Vec::new(),
        heap: snapshot.heap,
        preinit: Default::default(),
    };
    Ok(jsc_emit::command(&snapshot, &metadata).expect("the snapshot fits the engine"))
}

/// Runs a module with that on its stdin.
pub fn run_wasm(wasm: &[u8], stdin: &str) -> Ran {
    let options = RunOptions {
        args: vec!["app.wasm".into()],
        stdio: Stdio::Captured {
            stdin: stdin.into(),
        },
        ..RunOptions::default()
    };
    let outcome = jsc_host::run(wasm, &options).unwrap_or_else(|error| panic!("{error}"));
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran {
        stdout: text(outcome.stdout),
        stderr: text(outcome.stderr),
        exit: outcome.exit_code,
    }
}

/// Builds and runs a Program.
pub fn run_program(program: &Program) -> Ran {
    let wasm = build(program, &Options::default()).unwrap_or_else(|error| panic!("{error:?}"));
    run_wasm(&wasm, "")
}

/// Builds and runs these modules.
pub fn run(modules: &[Text]) -> Ran {
    run_program(&program(modules, &[]))
}

/// What these modules print; they end well.
///
/// # Panics
/// When they do not.
pub fn stdout(modules: &[Text]) -> String {
    let ran = run(modules);
    assert_eq!((ran.exit, &*ran.stderr), (0, ""), "{}", ran.stdout);
    ran.stdout
}

/// The Program calls that export with JSON from stdin.
pub fn call(program: &mut Program, export: &str) {
    program.call = EntryCall::Function {
        export: export.into(),
        input: Default::default(),
        output: Default::default(),
    };
}
