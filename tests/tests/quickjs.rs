//! QuickJS-NG's own tests, compiled by `jsc build` and run as wasm: what the
//! engine's authors promise must survive our edits, the snapshot and the
//! optimizer. One trial for each file; those not run say why.
use jsc_tests::expect::compare;
use jsc_tests::jsc::{self, BuildError};
use jsc_tests::quickjs::{Ending, Test, discover, folder, install};
use jsc_tests::runtime::{Process, Runtime, Wasmtime};
use jsc_tests::watchdog;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn main() {
    let arguments = Arguments::from_args();
    let original = folder().expect("cargo knows where rquickjs-sys is");
    let tests = discover(&original).expect("its tests can be read");
    let copy = Arc::new(tempfile::tempdir().expect("a temporary folder can be made"));
    install(&tests, &original, copy.path()).expect("the tests can be copied");
    let trials = tests
        .into_iter()
        .map(|test| trial(test, Arc::clone(&copy)))
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(test: Test, copy: Arc<TempDir>) -> Trial {
    Trial::ignorable_test(test.path.clone(), move || match test.excluded {
        Some(reason) => Ok(Completion::ignored_with(reason)),
        None => ends_as_it_must(&test, copy.path()).map(|()| Completion::Completed),
    })
}

fn ends_as_it_must(test: &Test, folder: &Path) -> Result<(), Failed> {
    let built = jsc::build(folder, &test.entry(), &[]);
    let (stderr, expected) = match (test.ending(), built) {
        (Ending::ParseError, Err(BuildError::Refused { exit: Some(1), .. })) => return Ok(()),
        (_, Err(error)) => return Err(error.into()),
        (Ending::ParseError, Ok(_)) => return Err("jsc build accepted it".into()),
        (Ending::Success, Ok(wasm)) => (run(wasm, 0)?, String::new()),
        (Ending::Uncaught(name), Ok(wasm)) => {
            (run(wasm, 1)?, format!("Uncaught {name}[..]\n...\n"))
        }
    };
    Ok(compare("stderr", expected.as_bytes(), &stderr)?)
}

/// stderr of a run that must end with the exit code `expected`.
fn run(wasm: Vec<u8>, expected: i32) -> Result<Vec<u8>, Failed> {
    let finished = watchdog::watch(move || Wasmtime.run(&wasm, &Process::default()))?;
    if finished.exit == expected {
        return Ok(finished.stderr);
    }
    let stderr = String::from_utf8_lossy(&finished.stderr);
    Err(format!(
        "exit code {} instead of {expected}\n{stderr}",
        finished.exit
    )
    .into())
}
