//! Every program of `fixtures/` on every runtime.
//!
//! A trial is named `folder::runtime`; `cargo test -p jsc-tests --test fixtures --
//! console/` runs the ones whose name contains `console/`. The programs are built
//! with the `jsc` that Cargo built last, so build `jsc-cli` before.
//!
//! The trial `folder::preinit-none` builds the program once more, without evaluating
//! modules at build time, where the first build did evaluate some. Where there is a file `preinit`,
//! the trial `folder::preinit` expects of `jsc inspect --preinit` what it says.
//!
//! - `BLESS=1` makes what the Wasmtime run printed the expected output.
//! - `REFERENCE=1` adds a trial `folder::reference` that runs the source on Node
//!   itself and expects the same stdout and exit code, and the same stderr from a
//!   program that ends well (a failing one is reported in each host's own words).
use jsc_tests::expect::compare;
use jsc_tests::fixture::{Fixture, discover, root};
use jsc_tests::image::Engine;
use jsc_tests::jsc::{self, BuildError};
use jsc_tests::runtime::{self, Finished, Process, Runtime, Wasmtime};
use jsc_tests::{reference, watchdog};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::sync::{Arc, LazyLock, OnceLock};

/// Compiling each module twice would take minutes.
static IMAGE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new().expect("the engine runs on the machine that built it"));

fn main() {
    let arguments = Arguments::from_args();
    let fixtures = discover(&root()).expect("the folder fixtures/ can be read");
    let programs: Vec<Arc<Program>> = fixtures
        .into_iter()
        .map(|fixture| Arc::new(Program::new(fixture)))
        .collect();
    libtest_mimic::run(&arguments, trials(&programs)).exit();
}

/// Ordered by runtime, so that neighbouring trials wait for different builds.
fn trials(programs: &[Arc<Program>]) -> Vec<Trial> {
    let mut trials = Vec::new();
    let (refused, accepted): (Vec<_>, Vec<_>) = programs
        .iter()
        .partition(|program| program.fixture.folder.join("build-error").exists());
    for program in refused {
        let name = format!("{}::build", program.fixture.name);
        let program = Arc::clone(program);
        trials.push(Trial::test(name, move || program.is_refused()));
    }
    for runtime in runtime::all() {
        for program in &accepted {
            let name = format!("{}::{}", program.fixture.name, runtime.name());
            let program = Arc::clone(program);
            trials.push(Trial::ignorable_test(name, move || {
                program.behaves_on(runtime)
            }));
        }
    }
    for program in &accepted {
        let name = format!("{}::preinit-none", program.fixture.name);
        let program = Arc::clone(program);
        trials.push(Trial::ignorable_test(name, move || {
            program.behaves_without_preinit()
        }));
    }
    for program in &accepted {
        if program.fixture.folder.join("preinit").exists() {
            let name = format!("{}::preinit", program.fixture.name);
            let program = Arc::clone(program);
            trials.push(Trial::test(name, move || program.is_evaluated_so_far()));
        }
    }
    if std::env::var_os("REFERENCE").is_some() {
        for program in &accepted {
            let name = format!("{}::{}", program.fixture.name, reference::NAME);
            let program = Arc::clone(program);
            trials.push(Trial::ignorable_test(name, move || {
                program.agrees_with_node()
            }));
        }
    }
    trials
}

/// A fixture and its module, built when first needed.
struct Program {
    fixture: Fixture,
    wasm: OnceLock<Result<Arc<[u8]>, String>>,
}

impl Program {
    fn new(fixture: Fixture) -> Self {
        Program {
            fixture,
            wasm: OnceLock::new(),
        }
    }

    fn build(&self) -> Result<Vec<u8>, BuildError> {
        let flags = self.fixture.build_flags();
        let flags = flags.map_err(|error| BuildError::Broken(error.to_string()))?;
        jsc::build(&self.fixture.folder, &self.fixture.entry, &flags)
    }

    fn wasm(&self) -> Result<Arc<[u8]>, String> {
        let build = || {
            self.build()
                .map(Arc::from)
                .map_err(|error| error.to_string())
        };
        self.wasm.get_or_init(build).clone()
    }

    /// Evaluating modules while the program is built changes nothing that can be
    /// noticed.
    fn behaves_without_preinit(&self) -> Result<Completion, Failed> {
        if let Some(reason) = self.fixture.skipped(Wasmtime.name())? {
            return Ok(Completion::ignored_with(reason));
        }
        let auto = self.wasm()?;
        // What `jsc inspect --preinit` says: no module, and no part of the entry.
        let holds = |text: &[u8]| auto.windows(text.len()).any(|w| w == text);
        if holds(br#""evaluated":[]"#) && !holds(b"; what comes before is evaluated") {
            return Ok(Completion::Completed);
        }
        let mut flags = self.fixture.build_flags()?;
        flags.push("--preinit=none".into());
        let none = jsc::build(&self.fixture.folder, &self.fixture.entry, &flags)?;
        let on_image = |wasm: Arc<[u8]>| {
            self.in_its_world(move |process| {
                let finished = IMAGE.run_artifact(&wasm, process);
                finished.map_err(|error| format!("{error:#}"))
            })
        };
        let (auto, none) = (on_image(auto)?, on_image(none.into())?);
        if auto == none {
            return Ok(Completion::Completed);
        }
        // What differs by its nature has a wildcard.
        check(&self.fixture.expected()?, &auto, true)?;
        check(&self.fixture.expected()?, &none, true)
    }

    /// The decisions of docs/preinit.md: what is evaluated at build time, and what is left.
    fn is_evaluated_so_far(&self) -> Result<(), Failed> {
        let report = jsc::preinit_report(&self.wasm()?)?;
        let file = self.fixture.folder.join("preinit");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(file, report)?;
            return Ok(());
        }
        compare("preinit", &std::fs::read(file)?, report.as_bytes())?;
        Ok(())
    }

    fn is_refused(&self) -> Result<(), Failed> {
        let expected = self.fixture.build_error()?.unwrap_or_default();
        match self.build() {
            Ok(_) => Err("jsc build accepted it".into()),
            Err(BuildError::Refused {
                exit: Some(1),
                stderr,
            }) => Ok(compare(
                "stderr of jsc build",
                expected.as_bytes(),
                stderr.as_bytes(),
            )?),
            Err(error) => Err(error.into()),
        }
    }

    fn behaves_on(&self, runtime: &'static dyn Runtime) -> Result<Completion, Failed> {
        if let Some(reason) = self.fixture.skipped(runtime.name())? {
            return Ok(Completion::ignored_with(reason));
        }
        let wasm = self.wasm()?;
        let finished = self.in_its_world(move |process| runtime.run(&wasm, process))?;
        let bless = std::env::var_os("BLESS").is_some() && runtime.name() == "wasmtime";
        if bless {
            self.fixture.bless(&finished)?;
        }
        let expected = self.fixture.expected()?;
        check(&expected, &finished, true)
    }

    fn agrees_with_node(&self) -> Result<Completion, Failed> {
        if let Some(reason) = self.fixture.skipped(reference::NAME)? {
            return Ok(Completion::ignored_with(reason));
        }
        let entry = self.fixture.entry_path();
        let finished = self.in_its_world(move |process| reference::run(&entry, process))?;
        let expected = self.fixture.expected()?;
        check(&expected, &finished, expected.exit == 0)
    }

    /// Runs the program once, with a copy of its folder `dir/`.
    fn in_its_world(
        &self,
        run: impl FnOnce(&Process) -> Result<Finished, String> + Send + 'static,
    ) -> Result<Finished, Failed> {
        let root = tempfile::tempdir()?;
        let process = self.fixture.process(root.path())?;
        Ok(watchdog::watch(move || run(&process))?)
    }
}

fn check(expected: &Finished, actual: &Finished, stderr: bool) -> Result<Completion, Failed> {
    let mut differences = String::new();
    if stderr && let Err(difference) = compare("stderr", &expected.stderr, &actual.stderr) {
        differences += &difference;
    }
    if let Err(difference) = compare("stdout", &expected.stdout, &actual.stdout) {
        differences += &difference;
    }
    if expected.exit != actual.exit {
        differences += &format!("exit code {} instead of {}\n", actual.exit, expected.exit);
    }
    if differences.is_empty() {
        return Ok(Completion::Completed);
    }
    if !stderr {
        differences += &format!("--- stderr\n{}", String::from_utf8_lossy(&actual.stderr));
    }
    Err(differences.into())
}
