//! What small programs cost: bytes of the module, and fuel (executed wasm
//! instructions) of a run. Both are exact on every machine, so that a change for
//! the worse is a failing test and a change for the better a line to update:
//! `BLESS=1 cargo test -p jsc-compiler --test budgets` rewrites `budgets.txt`.
use jsc_compiler::{Compiler, Entry, Heap, Options, PreinitMode, PreinitOptions};
use jsc_host::{Host, Metering, RunOptions, Stdio};
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

const FUNCTION: &str = "\
export default function (order) {
  return { id: order.id, total: order.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
";

/// The function, in a program that imports these packages of `fixtures/npm` and
/// makes something of them.
fn with_packages(packages: &[&str]) -> String {
    let import = |package: &&str| {
        let file = match *package {
            "zod" => "zod/index.js",
            "lodash" => "lodash/lodash.js",
            _ => "date-fns/index.js",
        };
        let make = match *package {
            "zod" => "zod.z.object({ id: zod.z.number(), name: zod.z.string().min(1) })",
            "lodash" => "lodash.default.memoize((x) => x)",
            _ => "date_fns.format",
        };
        let name = package.replace('-', "_");
        format!(
            "import * as {name} from '../../fixtures/npm/node_modules/{file}';\n\
             export const made_{name} = {make};\n"
        )
    };
    packages.iter().map(import).collect::<String>() + FUNCTION
}

struct Program {
    name: &'static str,
    preinit: PreinitMode,
    packages: &'static [&'static str],
    source: &'static str,
    stdin: &'static str,
    stdout: &'static str,
}

const SCRIPT: Program = Program {
    name: "",
    preinit: PreinitMode::Auto,
    packages: &[],
    source: "",
    stdin: "",
    stdout: "",
};

const ORDER: Program = Program {
    source: FUNCTION,
    stdin: "{\"id\":7,\"items\":[{\"price\":2.5,\"qty\":4}]}\n",
    stdout: "{\"id\":7,\"total\":10}\n",
    ..SCRIPT
};

/// The benchmarks' application of three packages: a script, which prints in its last
/// statement.
const APP: &str = include_str!("../../../benches/apps/packages.js");

/// The application with the packages of `fixtures/npm`.
fn app() -> String {
    let files = [
        ("date-fns", "date-fns/index.js"),
        ("lodash", "lodash/lodash.js"),
        ("zod", "zod/index.js"),
    ];
    files.iter().fold(APP.to_owned(), |text, (name, file)| {
        let path = format!("'../../fixtures/npm/node_modules/{file}'");
        text.replace(&format!("'{name}'"), &path)
    })
}

const ALL: &[&str] = &["lodash", "zod", "date-fns"];

const PROGRAMS: &[Program] = &[
    Program {
        name: "empty",
        ..SCRIPT
    },
    Program {
        name: "hello",
        source: "console.log('hello world');\n",
        stdout: "hello world\n",
        ..SCRIPT
    },
    Program {
        name: "function",
        ..ORDER
    },
    Program {
        name: "zod",
        packages: &["zod"],
        ..ORDER
    },
    Program {
        name: "lodash",
        packages: &["lodash"],
        ..ORDER
    },
    Program {
        name: "packages",
        packages: ALL,
        ..ORDER
    },
    Program {
        name: "app",
        source: APP,
        stdout: "7 6.5 2026-02-02\n",
        ..SCRIPT
    },
    Program {
        name: "app-none",
        source: APP,
        stdout: "7 6.5 2026-02-02\n",
        preinit: PreinitMode::None,
        ..SCRIPT
    },
    Program {
        name: "packages-none",
        packages: ALL,
        preinit: PreinitMode::None,
        ..ORDER
    },
];

/// What a program costs.
struct Cost {
    name: String,
    bytes: u64,
    fuel: u64,
    heap: Heap,
}

fn measure(program: &Program) -> Cost {
    let source = match program.packages {
        [] if program.source == APP => app(),
        [] => program.source.to_owned(),
        packages => with_packages(packages),
    };
    let entry = Entry::Stdin {
        name: "app.js".into(),
        source: source.into(),
    };
    let options = Options {
        preinit: PreinitOptions {
            mode: program.preinit,
            ..PreinitOptions::default()
        },
        ..Options::default()
    };
    let artifact = Compiler::new(options)
        .build(&entry)
        .unwrap_or_else(|error| panic!("{}: {error}", program.name));
    let host = Host::new(Metering::Fuel).expect("the host works");
    let compiled = host.compile(&artifact.wasm).expect("the module is valid");
    let options = RunOptions {
        args: vec!["app.wasm".into()],
        stdio: Stdio::Captured {
            stdin: program.stdin.into(),
        },
        fuel: Some(u64::MAX),
        ..RunOptions::default()
    };
    let outcome = host
        .run(&compiled, &options)
        .unwrap_or_else(|error| panic!("{}: {error}", program.name));
    assert_eq!(
        (outcome.exit_code, &*outcome.stdout),
        (0, program.stdout.as_bytes()),
        "{}",
        program.name
    );
    Cost {
        name: program.name.into(),
        bytes: artifact.wasm.len() as u64,
        fuel: outcome.fuel_used.expect("the host counts fuel"),
        heap: artifact.metadata.heap,
    }
}

fn pinned_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/budgets.txt")
}

/// A line for each program: name, bytes, fuel, and of its heap what is live and what
/// is in data segments. `#` starts a comment.
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
        "#{:<13} {:>9} {:>12} {:>9} {:>9} {:>9}",
        "program", "bytes", "fuel", "live", "segments", "memory"
    );
    for cost in costs {
        let heap = &cost.heap;
        let _ = writeln!(
            text,
            "{:<14} {:>9} {:>12} {:>9} {:>9} {:>9}",
            cost.name,
            cost.bytes,
            cost.fuel,
            heap.live_bytes,
            heap.segment_bytes,
            heap.memory_bytes
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
    None
}

#[test]
fn small_programs_keep_their_budgets() {
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
    let pinned = &parse("# comment\n\nname 1000 2000 300 200 65536\n")[0];
    let cost = |bytes, fuel| Cost {
        name: "name".into(),
        bytes,
        fuel,
        heap: pinned.heap,
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
    for fuel in [1939, 2061] {
        assert!(complaint(&cost(1000, fuel), pinned).is_some(), "{fuel}");
    }
}
