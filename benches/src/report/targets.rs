//! The project's targets, and whether this run met them.
use super::quantity;
use crate::results::Results;

/// What the project wants of one number.
struct Target {
    what: &'static str,
    must: Bound,
    stretch: Bound,
}

/// A bound in words, and what gives the measured value and whether it is within.
struct Bound {
    words: &'static str,
    check: fn(&Results) -> Option<(String, bool)>,
}

/// The number has none, or none that can be measured.
const NO_BOUND: fn(&Results) -> Option<(String, bool)> = |_| None;

const fn bound(words: &'static str, check: fn(&Results) -> Option<(String, bool)>) -> Bound {
    Bound { words, check }
}

fn at_most(r: &Results, work: &str, case: &str, base: &str, limit: f64) -> Option<(String, bool)> {
    let ratio = r.get(work, case, "jsc")? / r.get(work, case, base)?;
    Some((format!("{ratio:.3} x"), ratio <= limit))
}

fn below(r: &Results, work: &str, case: &str, unit: &str, limit: f64) -> Option<(String, bool)> {
    let value = r.get(work, case, "jsc")?;
    Some((quantity(value, unit), value <= limit))
}

/// The packages app beside jsc's own hello world.
fn near_hello(r: &Results, work: &str) -> Option<(String, bool)> {
    let ratio = r.get(work, "packages", "jsc")? / r.get(work, "hello", "jsc")?;
    Some((format!("{ratio:.2} x"), ratio <= 1.2))
}

fn faster(r: &Results, case: &str, base: &str, limit: f64) -> Option<(String, bool)> {
    let work = "JSON, throughput";
    let ratio = r.get(work, case, "jsc")? / r.get(work, case, base)?;
    Some((format!("{ratio:.2} x"), ratio >= limit))
}

fn steady(r: &Results, limit: f64) -> Option<(String, bool)> {
    let (mean, _) = r.ratio(STEADY, "jsc", "javy")?;
    Some((format!("{mean:.2} x"), mean <= limit))
}

const BUILD: &str = "build latency";
const START: &str = "start-up, in process";
const FUEL: &str = "start-up, instructions";
const STEADY: &str = "steady, processor time";
const MEMORY: &str = "JSON, peak memory";

const TARGETS: &[Target] = &[
    Target {
        what: "build of hello world",
        must: bound("0.01 x Javy static", |r| {
            at_most(r, BUILD, "hello", "javy", 0.01)
        }),
        stretch: bound("—", NO_BOUND),
    },
    Target {
        what: "build of hello world",
        must: bound("0.05 x Javy dynamic", |r| {
            at_most(r, BUILD, "hello", "javy-dynamic", 0.05)
        }),
        stretch: bound("—", NO_BOUND),
    },
    Target {
        what: "build of hello world",
        must: bound("0.8 x node -e 0", |r| {
            at_most(r, BUILD, "hello", "node -e 0", 0.8)
        }),
        stretch: bound("0.25 x node -e 0", |r| {
            at_most(r, BUILD, "hello", "node -e 0", 0.25)
        }),
    },
    Target {
        what: "build of 30 TypeScript modules",
        must: bound("2 x node -e 0", |r| {
            at_most(r, BUILD, "typescript-30", "node -e 0", 2.0)
        }),
        stretch: bound("0.8 x node -e 0", |r| {
            at_most(r, BUILD, "typescript-30", "node -e 0", 0.8)
        }),
    },
    Target {
        what: "hello world, raw bytes",
        must: bound("0.55 x Javy static", |r| {
            at_most(r, "size", "hello", "javy", 0.55)
        }),
        stretch: bound("0.3 x Javy static", |r| {
            at_most(r, "size", "hello", "javy", 0.3)
        }),
    },
    Target {
        what: "hello world, gzip",
        must: bound("0.55 x Javy static", |r| {
            at_most(r, "size, gzip -9", "hello", "javy", 0.55)
        }),
        stretch: bound("0.35 x Javy static", |r| {
            at_most(r, "size, gzip -9", "hello", "javy", 0.35)
        }),
    },
    Target {
        what: "hello world start-up",
        must: bound("8,000 instructions", |r| {
            below(r, FUEL, "hello", "instructions", 8000.0)
        }),
        stretch: bound("3,000 instructions", |r| {
            below(r, FUEL, "hello", "instructions", 3000.0)
        }),
    },
    Target {
        what: "instantiate + run hello world",
        must: bound("0.6 x Javy static", |r| {
            at_most(r, START, "hello", "javy", 0.6)
        }),
        stretch: bound("1.2 x Rust", |r| at_most(r, START, "hello", "rust", 1.2)),
    },
    Target {
        what: "instantiate + run lodash + zod + date-fns",
        must: bound("0.02 x Javy static", |r| {
            at_most(r, START, "packages", "javy", 0.02)
        }),
        stretch: bound("1.2 x hello world", |r| near_hello(r, START)),
    },
    Target {
        what: "the same, instructions",
        must: bound("0.02 x Javy static", |r| {
            at_most(r, FUEL, "packages", "javy", 0.02)
        }),
        stretch: bound("1.2 x hello world", |r| near_hello(r, FUEL)),
    },
    Target {
        what: "steady time, geometric mean",
        must: bound("0.75 x Javy static", |r| steady(r, 0.75)),
        stretch: bound("0.6 x Javy static", |r| steady(r, 0.6)),
    },
    Target {
        what: "steady time, slowest program",
        must: bound("0.95 x Javy static", |r| {
            r.ratio(STEADY, "jsc", "javy")
                .map(|(_, worst)| (format!("{worst:.2} x"), worst <= 0.95))
        }),
        stretch: bound("—", NO_BOUND),
    },
    Target {
        what: "JSON pipeline, 1 MB",
        must: bound("1.7 x Javy's MB/s", |r| {
            faster(r, "array, 1 MB", "javy", 1.7)
        }),
        stretch: bound("Node's MB/s", |r| faster(r, "array, 1 MB", "node", 1.0)),
    },
    Target {
        what: "JSON pipeline, 100 MB",
        must: bound("1.7 x Javy's MB/s", |r| {
            faster(r, "array, 100 MB", "javy", 1.7)
        }),
        stretch: bound("Node's MB/s", |r| faster(r, "array, 100 MB", "node", 1.0)),
    },
    Target {
        what: "recursion depth",
        must: bound("10,000", |r| {
            r.get("recursion depth", "plain function", "jsc")
                .map(|d| (format!("{d:.0}"), d >= 10000.0))
        }),
        stretch: bound("memory alone", NO_BOUND),
    },
    Target {
        what: "peak memory, 100 MB as one array",
        must: bound("0.6 x Javy static", |r| {
            at_most(r, MEMORY, "array, 100 MB", "javy", 0.6)
        }),
        stretch: bound("0.4 x Javy static", |r| {
            at_most(r, MEMORY, "array, 100 MB", "javy", 0.4)
        }),
    },
    Target {
        what: "peak memory, 100 MB as ndjson",
        must: bound("32 MB", |r| below(r, MEMORY, "ndjson, 100 MB", "B", 32e6)),
        stretch: bound("16 MB", |r| below(r, MEMORY, "ndjson, 100 MB", "B", 16e6)),
    },
];

/// A header, and a row for each target: what this run cannot judge is a dash.
pub fn rows(results: &Results) -> Vec<Vec<String>> {
    let header = [
        "what", "must", "measured", "met?", "stretch", "measured", "met?",
    ];
    let cells = |bound: &Bound| {
        let (measured, met) = match (bound.check)(results) {
            Some((measured, met)) => (measured, if met { "yes" } else { "no" }),
            None => ("—".into(), "—"),
        };
        [bound.words.into(), measured, met.into()]
    };
    let row = |target: &Target| {
        let (must, stretch) = (cells(&target.must), cells(&target.stretch));
        let what = [target.what.to_owned()];
        what.into_iter().chain(must).chain(stretch).collect()
    };
    let header = header.map(String::from).to_vec();
    std::iter::once(header)
        .chain(TARGETS.iter().map(row))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_judged_when_both_sides_were_measured() {
        let row = |results: &Results| {
            let rows = rows(results);
            let found = rows.iter().find(|row| row[0] == "hello world, raw bytes");
            found.expect("it is a target").clone()
        };
        let mut results = Results::default();
        results.add("size", "hello", "jsc", "B", &[500.0]);
        assert_eq!(row(&results)[2..4], ["—", "—"]);
        results.add("size", "hello", "javy", "B", &[1000.0]);
        assert_eq!(
            row(&results)[1..],
            [
                "0.55 x Javy static",
                "0.500 x",
                "yes",
                "0.3 x Javy static",
                "0.500 x",
                "no"
            ]
        );
    }
}
