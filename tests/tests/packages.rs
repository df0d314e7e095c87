//! Every program of `fixtures/npm/`: real packages, compiled, on Wasmtime.
//!
//! The expected output is what Node prints. `make setup` installs the packages;
//! the programs are built with the `jsc` that Cargo built last.
//!
//! - `REFERENCE=1` adds a trial `folder::reference` that runs the program itself
//!   on Node and expects the same.
//! - `BLESS=1` runs the programs on Node only and makes what they printed the
//!   expected output.
//! - `TABLE=1` prints what each package costs instead of testing.
use jsc_tests::expect::compare;
use jsc_tests::fixture::Fixture;
use jsc_tests::jsc::{self, BuildError};
use jsc_tests::packages::{self, Cost};
use jsc_tests::runtime::{Finished, Runtime, Wasmtime};
use jsc_tests::watchdog::watch;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::process::ExitCode;

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

fn trials(programs: &[Fixture]) -> Vec<Trial> {
    let trial = |program: &Fixture, kind: &str, run: fn(&Fixture) -> Result<Completion, Failed>| {
        let name = format!("{}::{kind}", program.name);
        let program = program.clone();
        Trial::ignorable_test(name, move || run(&program))
    };
    let mut trials = Vec::new();
    for program in programs {
        if set("BLESS") {
            trials.push(trial(program, "bless", bless));
            continue;
        }
        trials.push(trial(program, Wasmtime.name(), behaves_as_node_does));
        if set("REFERENCE") {
            trials.push(trial(program, "reference", is_what_node_prints));
        }
    }
    trials
}

/// A program that fails on Node is broken: it is not blessed.
fn bless(program: &Fixture) -> Result<Completion, Failed> {
    let finished = on_node(program)?;
    if finished.exit != 0 {
        return Err(String::from_utf8_lossy(&finished.stderr).into());
    }
    std::fs::write(program.folder.join("stdout"), &finished.stdout)?;
    Ok(Completion::Completed)
}

fn is_what_node_prints(program: &Fixture) -> Result<Completion, Failed> {
    check(&program.expected()?, &on_node(program)?)?;
    Ok(Completion::Completed)
}

fn on_node(program: &Fixture) -> Result<Finished, String> {
    let program = program.clone();
    watch(move || packages::run_on_node(&program))
}

fn behaves_as_node_does(program: &Fixture) -> Result<Completion, Failed> {
    let verdict = verdict(program)?;
    match (verdict, program.expected_failure()?) {
        (Ok(()), None) => Ok(Completion::Completed),
        (Ok(()), Some(_)) => Err("now passes: delete the file expected-fail".into()),
        (Err(_), Some(reason)) => Ok(Completion::ignored_with(reason)),
        (Err(difference), None) => Err(difference.into()),
    }
}

/// Whether the compiled program does what Node does. Failures that no missing
/// feature excuses (a crash of the compiler, a trap, a hang) are the outer error.
fn verdict(program: &Fixture) -> Result<Result<(), String>, String> {
    let wasm = match packages::build(program) {
        Ok(wasm) => wasm,
        Err(error @ BuildError::Refused { exit: Some(1), .. }) => {
            return Ok(Err(error.to_string()));
        }
        Err(error) => return Err(error.to_string()),
    };
    let root = tempfile::tempdir().map_err(|error| error.to_string())?;
    let process = packages::process(program, root.path()).map_err(|error| error.to_string())?;
    let finished = watch(move || Wasmtime.run(&wasm, &process))?;
    let expected = program.expected().map_err(|error| error.to_string())?;
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
    let works = match (verdict(program), program.expected_failure()) {
        (Ok(Ok(())), _) => match program.build_flags() {
            Ok(flags) if !flags.is_empty() => format!("with {}", flags.join(" ")),
            _ => "yes".to_string(),
        },
        (_, Ok(Some(reason))) => reason,
        (Ok(Err(difference)) | Err(difference), _) => {
            format!("FAILS: {}", difference.lines().next().unwrap_or_default())
        }
    };
    match packages::measure(|| packages::build(program)) {
        Ok(cost) => format!(
            "| {package} | {works} | {} | {} | {} |",
            cost.modules,
            cost.bytes.saturating_sub(empty.bytes),
            cost.build.as_millis()
        ),
        Err(_) => format!("| {package} | {works} | | | |"),
    }
}
