//! What small programs cost: bytes of the module, fuel (executed wasm instructions) of
//! a run, the heap that it starts with, and the pages of memory that it touches. All are
//! exact on every machine, so that a change for the worse is a failing test and a change
//! for the better a line to update:
//! `BLESS=1 cargo test -p jsc-compiler --test budgets` rewrites `budgets.txt`.
#[path = "budgets/cost.rs"]
mod cost;
#[path = "budgets/programs.rs"]
mod programs;

use cost::Cost;
use jsc_compiler::Heap;
use jsc_wasm_passes::touch::Touched;
use programs::PROGRAMS;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Bytes may exceed the pinned number by this share, in percent.
const BYTES_SLACK: u64 = 1;
/// Programs that import packages may cost a run this share more than the function
/// alone, in percent, when the packages are evaluated at build time.
const PACKAGES_SLACK: u64 = 20;
/// Data segments may exceed what is live in the heap by this share, in percent.
const SEGMENTS_SLACK: usize = 10;
/// Fuel may differ from the pinned number by this share, in percent.
const FUEL_SLACK: u64 = 3;
/// What is live in the heap may exceed the pinned number by this share, in percent.
const LIVE_SLACK: usize = 2;
/// Pages that a run touches may exceed the pinned number by this share, in percent, and
/// by one: hashes with another seed touch others.
const PAGES_SLACK: usize = 3;

fn pinned_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/budgets.txt")
}

/// A line for each program: name, bytes, fuel, of its heap what is live and what is in
/// data segments, bytes of memory at the start, pages touched and pages written. `#`
/// starts a comment.
fn parse(text: &str) -> Vec<Cost> {
    let cost = |line: &str| {
        let mut fields = line.split_whitespace();
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse::<u64>().ok();
        Some(Cost {
            name,
            bytes: number()?,
            fuel: number()?,
            heap: Heap {
                live_bytes: number()? as usize,
                segment_bytes: number()? as usize,
                memory_bytes: number()? as usize,
            },
            touched: Touched {
                pages: number()? as usize,
                written: number()? as usize,
            },
        })
    };
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| cost(line).unwrap_or_else(|| panic!("not a budget: {line}")))
        .collect()
}

fn format(costs: &[Cost]) -> String {
    let mut text = String::from("# Written by BLESS=1 cargo test -p jsc-compiler --test budgets\n");
    let _ = writeln!(
        text,
        "#{:<13} {:>9} {:>12} {:>9} {:>9} {:>9} {:>7} {:>7}",
        "program", "bytes", "fuel", "live", "segments", "memory", "touched", "written"
    );
    for cost in costs {
        let heap = &cost.heap;
        let _ = writeln!(
            text,
            "{:<14} {:>9} {:>12} {:>9} {:>9} {:>9} {:>7} {:>7}",
            cost.name,
            cost.bytes,
            cost.fuel,
            heap.live_bytes,
            heap.segment_bytes,
            heap.memory_bytes,
            cost.touched.pages,
            cost.touched.written
        );
    }
    text
}

/// What is wrong with a cost, if anything is.
fn complaint(found: &Cost, pinned: &Cost) -> Option<String> {
    let most_bytes = pinned.bytes + pinned.bytes * BYTES_SLACK / 100;
    if found.bytes > most_bytes {
        return Some(format!(
            "{}: {} bytes, more than {most_bytes}",
            found.name, found.bytes
        ));
    }
    if found.fuel.abs_diff(pinned.fuel) * 100 > pinned.fuel * FUEL_SLACK {
        return Some(format!(
            "{}: {} fuel, pinned are {} ± {FUEL_SLACK} %",
            found.name, found.fuel, pinned.fuel
        ));
    }
    let heap = &found.heap;
    let most_segments = heap.live_bytes + heap.live_bytes * SEGMENTS_SLACK / 100;
    if heap.segment_bytes > most_segments {
        return Some(format!(
            "{}: {} bytes in data segments for {} that are live",
            found.name, heap.segment_bytes, heap.live_bytes
        ));
    }
    let most_live = pinned.heap.live_bytes + pinned.heap.live_bytes * LIVE_SLACK / 100;
    if heap.live_bytes > most_live {
        return Some(format!(
            "{}: {} bytes live in the heap, more than {most_live}",
            found.name, heap.live_bytes
        ));
    }
    let most_pages = pinned.touched.pages + pinned.touched.pages * PAGES_SLACK / 100 + 1;
    if found.touched.pages > most_pages {
        return Some(format!(
            "{}: {} pages touched, more than {most_pages}",
            found.name, found.touched.pages
        ));
    }
    None
}

#[test]
fn small_programs_keep_their_budgets() {
    let measure = |program| cost::measure(program, &cost::build(program, program.preinit));
    let found: Vec<Cost> = PROGRAMS.iter().map(measure).collect();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(pinned_file(), format(&found)).expect("the file is writable");
        return;
    }
    let pinned = parse(&std::fs::read_to_string(pinned_file()).expect("the file is there"));
    let complaints: Vec<String> = found
        .iter()
        .filter_map(
            |cost| match pinned.iter().find(|pinned| pinned.name == cost.name) {
                Some(pinned) => complaint(cost, pinned),
                None => Some(format!("{} is not pinned", cost.name)),
            },
        )
        .collect();
    assert!(
        complaints.is_empty(),
        "{}\nBLESS=1 pins what was measured:\n{}",
        complaints.join("\n"),
        format(&found)
    );
}

#[test]
fn packages_evaluated_at_build_time_hardly_cost_a_run() {
    let pinned = parse(&std::fs::read_to_string(pinned_file()).expect("the file is there"));
    let fuel = |name: &str| {
        let cost = pinned.iter().find(|cost| cost.name == name);
        cost.unwrap_or_else(|| panic!("{name} is not pinned")).fuel
    };
    for name in ["zod", "lodash", "packages"] {
        let (alone, with) = (fuel("function"), fuel(name));
        assert!(
            with <= alone + alone * PACKAGES_SLACK / 100,
            "{name}: {with}, alone {alone}"
        );
    }
    assert!(fuel("packages-none") > 100 * fuel("packages"));
    assert!(fuel("app-none") > 20 * fuel("app"));
}

#[test]
fn a_budget_can_be_exceeded() {
    let pinned = &parse("# comment\n\nname 1000 2000 300 200 65536 40 9\n")[0];
    let cost = |bytes, fuel| Cost {
        name: "name".into(),
        bytes,
        fuel,
        heap: pinned.heap,
        touched: pinned.touched,
    };
    assert_eq!(complaint(&cost(1010, 2060), pinned), None);
    assert_eq!(complaint(&cost(10, 1940), pinned), None);
    assert_eq!(
        complaint(&cost(1011, 2000), pinned).as_deref(),
        Some("name: 1011 bytes, more than 1010")
    );
    let mut fat = cost(1000, 2000);
    fat.heap.segment_bytes = 331;
    assert_eq!(
        complaint(&fat, pinned).as_deref(),
        Some("name: 331 bytes in data segments for 300 that are live")
    );
    let mut grown = cost(1000, 2000);
    grown.heap.live_bytes = 307;
    assert_eq!(
        complaint(&grown, pinned).as_deref(),
        Some("name: 307 bytes live in the heap, more than 306")
    );
    let mut wide = cost(1000, 2000);
    wide.touched.pages = 43;
    assert_eq!(
        complaint(&wide, pinned).as_deref(),
        Some("name: 43 pages touched, more than 42")
    );
    for fuel in [1939, 2061] {
        assert!(complaint(&cost(1000, fuel), pinned).is_some(), "{fuel}");
    }
}
