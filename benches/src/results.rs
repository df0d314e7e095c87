//! What was measured: plain data that the reports read.
use serde::Serialize;

/// One case of one work for one peer.
#[derive(Serialize, Clone, Debug)]
pub struct Measurement {
    /// What was measured, "steady cpu" for example: a table of the report.
    pub work: String,
    /// The program or input.
    pub case: String,
    pub peer: String,
    /// Seconds, bytes, instructions, bytes per second, frames.
    pub unit: &'static str,
    /// The median of the runs.
    pub value: f64,
    /// The tenth and ninetieth percentile; equal to `value` for what repeats exactly.
    pub low: f64,
    pub high: f64,
    pub runs: usize,
}

/// A peer, or a case of a peer, that could not be measured.
#[derive(Serialize, Clone, Debug)]
pub struct Absence {
    pub peer: String,
    /// Empty when it is the whole peer.
    pub case: String,
    pub reason: String,
}

#[derive(Serialize, Clone, Debug)]
pub struct Version {
    pub name: String,
    pub version: String,
}

#[derive(Serialize, Default)]
pub struct Results {
    /// The arguments of the harness that gave these results.
    pub arguments: Vec<String>,
    pub machine: Vec<String>,
    pub versions: Vec<Version>,
    pub measurements: Vec<Measurement>,
    pub absent: Vec<Absence>,
}

impl Results {
    /// Adds what runs gave; the median stands for them.
    pub fn add(&mut self, work: &str, case: &str, peer: &str, unit: &'static str, runs: &[f64]) {
        if runs.is_empty() {
            return;
        }
        let mut sorted = runs.to_vec();
        sorted.sort_by(f64::total_cmp);
        self.measurements.push(Measurement {
            work: work.into(),
            case: case.into(),
            peer: peer.into(),
            unit,
            value: percentile(&sorted, 0.5),
            low: percentile(&sorted, 0.1),
            high: percentile(&sorted, 0.9),
            runs: runs.len(),
        });
    }

    pub fn absent(&mut self, peer: &str, case: &str, reason: impl ToString) {
        let reason = reason.to_string();
        let line = reason
            .lines()
            .find(|l| !l.trim().is_empty())
            .unwrap_or("unknown")
            .trim();
        eprintln!("  {peer} {case}: {line}");
        self.absent.push(Absence {
            peer: peer.into(),
            case: case.into(),
            reason: line.chars().take(200).collect(),
        });
    }

    pub fn get(&self, work: &str, case: &str, peer: &str) -> Option<f64> {
        self.measurements
            .iter()
            .find(|m| m.work == work && m.case == case && m.peer == peer)
            .map(|m| m.value)
    }

    /// The names of a column or row, in the order of their first appearance.
    pub fn names(&self, work: &str, name: impl Fn(&Measurement) -> &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for m in self.measurements.iter().filter(|m| m.work == work) {
            if !names.iter().any(|n| n == name(m)) {
                names.push(name(m).into());
            }
        }
        names
    }

    /// The geometric mean of `peer / base` over the cases that both ran, and the largest ratio.
    pub fn ratio(&self, work: &str, peer: &str, base: &str) -> Option<(f64, f64)> {
        let ratios: Vec<f64> = self
            .names(work, |m| &m.case)
            .iter()
            .filter_map(|case| Some(self.get(work, case, peer)? / self.get(work, case, base)?))
            .collect();
        let mean = (ratios.iter().map(|r| r.ln()).sum::<f64>() / ratios.len() as f64).exp();
        let worst = ratios.iter().copied().fold(0.0, f64::max);
        (!ratios.is_empty()).then_some((mean, worst))
    }
}

/// Interpolates between the two nearest values of a sorted, non-empty list.
fn percentile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let below = at.floor() as usize;
    let above = at.ceil() as usize;
    sorted[below] + (sorted[above] - sorted[below]) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_for_the_runs() {
        let mut results = Results::default();
        results.add("steady", "fib", "jsc", "s", &[3.0, 1.0, 2.0, 10.0]);
        assert_eq!(results.get("steady", "fib", "jsc"), Some(2.5));
    }

    #[test]
    fn ratios_are_a_geometric_mean_over_common_cases() {
        let mut results = Results::default();
        for (case, ours, theirs) in [("a", 1.0, 4.0), ("b", 4.0, 4.0)] {
            results.add("w", case, "jsc", "s", &[ours]);
            results.add("w", case, "javy", "s", &[theirs]);
        }
        results.add("w", "c", "jsc", "s", &[9.0]);
        let (mean, worst) = results.ratio("w", "jsc", "javy").expect("two common cases");
        assert!((mean - 0.5).abs() < 1e-12);
        assert_eq!(worst, 1.0);
        assert_eq!(results.ratio("w", "jsc", "nobody"), None);
    }
}
