//! Prints what programs start with, as a table in Markdown: with and without evaluation
//! at build time. `cargo run -p jsc-compiler --example starts`; `make setup` installs the packages.
//!
//! Microseconds are of making an instance of a compiled module and running it to its end,
//! the median of many; all else is exact.
#[path = "../tests/budgets/cost.rs"]
mod cost;
#[path = "../tests/budgets/programs.rs"]
mod programs;

use jsc_compiler::PreinitMode;
use jsc_host::{Host, Metering, RunOptions};
use programs::{PROGRAMS, Program};
use std::time::{Duration, Instant};

/// Runs of which the median is taken: so many, or what fits in the time.
const RUNS: usize = 501;
const TIME: Duration = Duration::from_secs(5);

fn main() {
    // The programs import packages by relative paths.
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the crate's folder is there");
    println!(
        "| Program | Evaluation | Instructions | µs | Bytes | Live heap | Segments | Memory at start | Pages touched | Pages written |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for program in PROGRAMS
        .iter()
        .filter(|program| program.preinit == PreinitMode::Auto)
    {
        for (mode, name) in [(PreinitMode::Auto, "auto"), (PreinitMode::None, "none")] {
            println!("{}", row(program, mode, name));
        }
    }
}

fn row(program: &Program, mode: PreinitMode, name: &str) -> String {
    let artifact = cost::build(program, mode);
    let cost = cost::measure(program, &artifact);
    let numbers = [
        cost.fuel,
        median(program, &artifact.wasm).as_micros() as u64,
        cost.bytes,
        cost.heap.live_bytes as u64,
        cost.heap.segment_bytes as u64,
        cost.heap.memory_bytes as u64,
        cost.touched.pages as u64,
        cost.touched.written as u64,
    ];
    let numbers = numbers.map(|number| number.to_string()).join(" | ");
    format!("| {} | {name} | {numbers} |", cost.name)
}

fn median(program: &Program, wasm: &[u8]) -> Duration {
    let host = Host::new(Metering::Off).expect("the host works");
    let compiled = host.compile(wasm).expect("the module is valid");
    let options = RunOptions {
        fuel: None,
        ..cost::run_options(program)
    };
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS && (times.len() < 3 || start.elapsed() < TIME) {
        let begun = Instant::now();
        host.run(&compiled, &options).expect("it runs");
        times.push(begun.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}
