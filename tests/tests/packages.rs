//! Every program of `fixtures/npm/`: real packages, compiled, on Wasmtime.
//!
//! The expected output is what Node prints. `make setup` installs the packages;
//! the programs are built with the `jsc` that Cargo built last.
//!
//! The trial `folder::preinit-none` builds the program without evaluating modules, and
//! it must do the same in every byte that it prints.
//!
//! - `REFERENCE=1` adds a trial `folder::reference` that runs the program itself
//!   on Node and expects the same.
//! - `BLESS=1` runs the programs on Node only and makes what they printed the
//!   expected output.
//! - `TABLE=1` prints what each package costs instead of testing.
use jsc_tests::expect::compare;
use jsc_tests::fixture::Fixture;
use jsc_tests::image::Engine;
use jsc_tests::jsc::{self, BuildError};
use jsc_tests::packages::{self, Cost};
use jsc_tests::runtime::{Finished, Process, Runtime, Wasmtime};
use jsc_tests::watchdog::watch;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::process::ExitCode;
use std::sync::{Arc, LazyLock, OnceLock};

fn main() -> ExitCode {
    if let Err(reason) = packages::installed() {
        eprintln!("{reason}");
        return ExitCode::FAILURE;
    }
    let programs = packages::discover().expect("the folder fixtures/npm can be read");
    if set("TABLE") {
        return table(&programs);
    }
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials(&programs)).exit_code()
}

fn set(variable: &str) -> bool {
    std::env::var_os(variable).is_some()
}

/// Compiling each module twice would take minutes.
static IMAGE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new().expect("the engine runs on the machine that built it"));

/// A program and its module, built when first needed.
struct Program {
    fixture: Fixture,
    wasm: OnceLock<Result<Built, String>>,
}

/// A module, or why the compiler refused the program. Failures that no missing
/// feature excuses (a crash of the compiler, a trap, a hang) are errors instead.
type Built = Result<Arc<[u8]>, String>;

impl Program {
    fn new(fixture: &Fixture) -> Self {
        Program {
            fixture: fixture.clone(),
            wasm: OnceLock::new(),
        }
    }

    fn wasm(&self) -> Result<Built, String> {
        self.wasm.get_or_init(|| self.build(&[])).clone()
    }

    fn build(&self, flags: &[&str]) -> Result<Built, String> {
        match packages::build(&self.fixture, flags) {
            Ok(wasm) => Ok(Ok(wasm.into())),
            Err(error @ BuildError::Refused { exit: Some(1), .. }) => Ok(Err(error.to_string())),
            Err(error) => Err(error.to_string()),
        }
    }

    fn run(
        &self,
        run: impl FnOnce(&Process) -> Result<Finished, String> + Send + 'static,
    ) -> Result<Finished, String> {
        let root = tempfile::tempdir().map_err(|error| error.to_string())?;
        let process =
            packages::process(&self.fixture, root.path()).map_err(|error| error.to_string())?;
        watch(move || run(&process))
    }

    fn on_image(&self, wasm: Arc<[u8]>) -> Result<Finished, String> {
        self.run(move |process| {
            let finished = IMAGE.run_artifact(&wasm, process);
            finished.map_err(|error| format!("{error:#}"))
        })
    }
}

type Check = fn(&Program) -> Result<Completion, Failed>;

fn trials(programs: &[Fixture]) -> Vec<Trial> {
    let mut trials = Vec::new();
    for fixture in programs {
        let program = Arc::new(Program::new(fixture));
        let mut add = |kind: &str, check: Check| {
            let name = format!("{}::{kind}", fixture.name);
            let program = Arc::clone(&program);
            trials.push(Trial::ignorable_test(name, move || check(&program)));
        };
        if set("BLESS") {
            add("bless", bless);
            continue;
        }
        add(Wasmtime.name(), behaves_as_node_does);
        add("preinit-none", behaves_without_preinit);
        if set("REFERENCE") {
            add("reference", is_what_node_prints);
        }
    }
    trials
}

/// A program that fails on Node is broken: it is not blessed.
fn bless(Program { fixture, .. }: &Program) -> Result<Completion, Failed> {
    let finished = on_node(fixture)?;
    if finished.exit != 0 {
        return Err(String::from_utf8_lossy(&finished.stderr).into());
    }
    std::fs::write(fixture.folder.join("stdout"), &finished.stdout)?;
    Ok(Completion::Completed)
}

fn is_what_node_prints(Program { fixture, .. }: &Program) -> Result<Completion, Failed> {
    check(&fixture.expected()?, &on_node(fixture)?)?;
    Ok(Completion::Completed)
}

fn on_node(program: &Fixture) -> Result<Finished, String> {
    let program = program.clone();
    watch(move || packages::run_on_node(&program))
}

fn behaves_as_node_does(program: &Program) -> Result<Completion, Failed> {
    match (verdict(program)?, program.fixture.expected_failure()?) {
        (Ok(()), None) => Ok(Completion::Completed),
        (Ok(()), Some(_)) => Err("now passes: delete the file expected-fail".into()),
        (Err(_), Some(reason)) => Ok(Completion::ignored_with(reason)),
        (Err(difference), None) => Err(difference.into()),
    }
}

/// Evaluating modules while the program is built changes nothing that it prints.
fn behaves_without_preinit(program: &Program) -> Result<Completion, Failed> {
    match (program.wasm()?, program.build(&["--preinit=none"])?) {
        (Ok(auto), Ok(none)) => {
            let (auto, none) = (program.on_image(auto)?, program.on_image(none)?);
            check(&none, &auto)?;
            compare("stderr", &none.stderr, &auto.stderr)?;
        }
        (Err(auto), Err(none)) if auto == none => {}
        (Err(refusal), _) | (_, Err(refusal)) => return Err(refusal.into()),
    }
    Ok(Completion::Completed)
}

/// Whether the compiled program does what Node does.
fn verdict(program: &Program) -> Result<Result<(), String>, String> {
    let wasm = match program.wasm()? {
        Ok(wasm) => wasm,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let finished = program.run(move |process| Wasmtime.run(&wasm, process))?;
    let expected = program
        .fixture
        .expected()
        .map_err(|error| error.to_string())?;
    Ok(check(&expected, &finished))
}

fn check(expected: &Finished, actual: &Finished) -> Result<(), String> {
    let mut differences = String::new();
    if expected.stdout != actual.stdout {
        differences += &match compare("stdout", &expected.stdout, &actual.stdout) {
            Err(difference) => difference,
            Ok(()) => "stdout matches only by a wildcard\n".to_string(),
        };
    }
    if expected.exit != actual.exit {
        differences += &format!("exit code {} instead of {}\n", actual.exit, expected.exit);
    }
    if differences.is_empty() {
        return Ok(());
    }
    differences += &format!("--- stderr\n{}", String::from_utf8_lossy(&actual.stderr));
    Err(differences)
}

/// Prints what every package costs; fails when the empty program does not build.
fn table(programs: &[Fixture]) -> ExitCode {
    let empty = match empty_program() {
        Ok(cost) => cost,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    println!("| Package | Works | Modules | Bytes added | Build, ms |");
    println!("|---|---|--:|--:|--:|");
    for program in programs {
        println!("{}", row(program, &empty));
    }
    ExitCode::SUCCESS
}

fn empty_program() -> Result<Cost, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    std::fs::write(folder.path().join("app.mjs"), "").map_err(|error| error.to_string())?;
    packages::measure(|| jsc::build(folder.path(), "app.mjs", &[]))
}

fn row(program: &Fixture, empty: &Cost) -> String {
    let version = packages::version(program).unwrap_or_default();
    let package = format!("{} {version}", program.name);
    let package = package.trim_end();
    let works = match (verdict(&Program::new(program)), program.expected_failure()) {
        (Ok(Ok(())), _) => match program.build_flags() {
            Ok(flags) if !flags.is_empty() => format!("with {}", flags.join(" ")),
            _ => "yes".to_string(),
        },
        (_, Ok(Some(reason))) => reason,
        (Ok(Err(difference)) | Err(difference), _) => {
            format!("FAILS: {}", difference.lines().next().unwrap_or_default())
        }
    };
    match packages::measure(|| packages::build(program, &[])) {
        Ok(cost) => format!(
            "| {package} | {works} | {} | {} | {} |",
            cost.modules,
            cost.bytes.saturating_sub(empty.bytes),
            cost.build.as_millis()
        ),
        Err(_) => format!("| {package} | {works} | | | |"),
    }
}
