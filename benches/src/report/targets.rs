//! The project's targets, and whether this run met them.
use super::quantity;
use crate::results::Results;

/// What a target compares.
struct Target {
    what: &'static str,
    /// The bound in words.
    must: &'static str,
    /// Gives the measured value, its text, and whether it is met.
    check: fn(&Results) -> Option<(String, bool)>,
}

fn at_most(r: &Results, work: &str, case: &str, base: &str, limit: f64) -> Option<(String, bool)> {
    let ratio = r.get(work, case, "jsc")? / r.get(work, case, base)?;
    Some((format!("{ratio:.3} x"), ratio <= limit))
}

fn below(r: &Results, work: &str, case: &str, unit: &str, limit: f64) -> Option<(String, bool)> {
    let value = r.get(work, case, "jsc")?;
    Some((quantity(value, unit), value <= limit))
}

fn faster(r: &Results, case: &str, limit: f64) -> Option<(String, bool)> {
    let ratio =
        r.get("JSON, throughput", case, "jsc")? / r.get("JSON, throughput", case, "javy")?;
    Some((format!("{ratio:.2} x"), ratio >= limit))
}

const BUILD: &str = "build latency";
const START: &str = "start-up, in process";
const FUEL: &str = "start-up, instructions";
const STEADY: &str = "steady, processor time";
const MEMORY: &str = "JSON, peak memory";

const TARGETS: &[Target] = &[
    Target {
        what: "build of hello world",
        must: "0.01 x Javy static",
        check: |r| at_most(r, BUILD, "hello", "javy", 0.01),
    },
    Target {
        what: "build of hello world",
        must: "0.05 x Javy dynamic",
        check: |r| at_most(r, BUILD, "hello", "javy-dynamic", 0.05),
    },
    Target {
        what: "build of hello world",
        must: "0.8 x node -e 0",
        check: |r| at_most(r, BUILD, "hello", "node -e 0", 0.8),
    },
    Target {
        what: "build of 30 TypeScript modules",
        must: "2 x node -e 0",
        check: |r| at_most(r, BUILD, "typescript-30", "node -e 0", 2.0),
    },
    Target {
        what: "hello world, raw bytes",
        must: "0.55 x Javy static",
        check: |r| at_most(r, "size", "hello", "javy", 0.55),
    },
    Target {
        what: "hello world, gzip",
        must: "0.55 x Javy static",
        check: |r| at_most(r, "size, gzip -9", "hello", "javy", 0.55),
    },
    Target {
        what: "hello world start-up",
        must: "8,000 instructions",
        check: |r| below(r, FUEL, "hello", "instructions", 8000.0),
    },
    Target {
        what: "instantiate + run hello world",
        must: "0.6 x Javy static",
        check: |r| at_most(r, START, "hello", "javy", 0.6),
    },
    Target {
        what: "instantiate + run lodash + zod + date-fns",
        must: "0.02 x Javy static",
        check: |r| at_most(r, START, "packages", "javy", 0.02),
    },
    Target {
        what: "the same, instructions",
        must: "0.02 x Javy static",
        check: |r| at_most(r, FUEL, "packages", "javy", 0.02),
    },
    Target {
        what: "steady time, geometric mean",
        must: "0.75 x Javy static",
        check: |r| {
            r.ratio(STEADY, "jsc", "javy")
                .map(|(mean, _)| (format!("{mean:.2} x"), mean <= 0.75))
        },
    },
    Target {
        what: "steady time, slowest program",
        must: "0.95 x Javy static",
        check: |r| {
            r.ratio(STEADY, "jsc", "javy")
                .map(|(_, worst)| (format!("{worst:.2} x"), worst <= 0.95))
        },
    },
    Target {
        what: "JSON pipeline, 1 MB",
        must: "1.7 x Javy's MB/s",
        check: |r| faster(r, "array, 1 MB", 1.7),
    },
    Target {
        what: "JSON pipeline, 100 MB",
        must: "1.7 x Javy's MB/s",
        check: |r| faster(r, "array, 100 MB", 1.7),
    },
    Target {
        what: "recursion depth",
        must: "10,000",
        check: |r| {
            r.get("recursion depth", "plain function", "jsc")
                .map(|d| (format!("{d:.0}"), d >= 10000.0))
        },
    },
    Target {
        what: "peak memory, 100 MB as one array",
        must: "0.6 x Javy static",
        check: |r| at_most(r, MEMORY, "array, 100 MB", "javy", 0.6),
    },
    Target {
        what: "peak memory, 100 MB as ndjson",
        must: "32 MB",
        check: |r| below(r, MEMORY, "ndjson, 100 MB", "B", 32e6),
    },
];

/// A header, and a row for each target that this run can judge.
pub fn rows(results: &Results) -> Vec<Vec<String>> {
    let header = ["what", "must", "measured", "met?"]
        .map(String::from)
        .to_vec();
    let judged = TARGETS.iter().filter_map(|t| {
        let (measured, met) = (t.check)(results)?;
        Some(vec![
            t.what.into(),
            t.must.into(),
            measured,
            if met { "yes" } else { "no" }.into(),
        ])
    });
    std::iter::once(header).chain(judged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_judged_when_both_sides_were_measured() {
        let mut results = Results::default();
        results.add("size", "hello", "jsc", "B", &[500.0]);
        assert_eq!(rows(&results).len(), 1);
        results.add("size", "hello", "javy", "B", &[1000.0]);
        assert_eq!(
            rows(&results)[1],
            [
                "hello world, raw bytes",
                "0.55 x Javy static",
                "0.500 x",
                "yes"
            ]
        );
    }
}
