//! Takes turns, so that what slows the machine for a while slows all peers.
use crate::results::Results;
use anyhow::Result;
use std::time::{Duration, Instant};

/// Gives one value for each named number that a run yields.
pub type Job<'a> = (String, Box<dyn FnMut() -> Result<Vec<f64>> + 'a>);

/// Runs every job once a round. After `least` rounds a job whose runs have taken
/// more than `budget` together has had its turns.
pub fn interleave(
    case: &str,
    works: &[(&str, &'static str)],
    mut jobs: Vec<Job>,
    (least, most): (usize, usize),
    budget: Duration,
    results: &mut Results,
) {
    let mut runs: Vec<Vec<Vec<f64>>> = vec![Vec::new(); jobs.len()];
    let mut spent = vec![Duration::ZERO; jobs.len()];
    let mut failed = vec![false; jobs.len()];
    for round in 0..most {
        for (i, (peer, job)) in jobs.iter_mut().enumerate() {
            if failed[i] || (round >= least && spent[i] > budget) {
                continue;
            }
            let start = Instant::now();
            match job() {
                Ok(values) => runs[i].push(values),
                Err(error) => {
                    failed[i] = true;
                    results.absent(peer, case, format!("{error:#}"));
                }
            }
            spent[i] += start.elapsed();
        }
    }
    for (i, (peer, _)) in jobs.iter().enumerate().filter(|(i, _)| !failed[*i]) {
        for (at, (work, unit)) in works.iter().enumerate() {
            let values: Vec<f64> = runs[i].iter().map(|run| run[at]).collect();
            results.add(work, case, peer, unit, &values);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_take_turns_and_failures_are_reported() {
        let order = std::cell::RefCell::new(String::new());
        let mut results = Results::default();
        let job = |name: &'static str, fails: bool| -> Job {
            let order = &order;
            (
                name.into(),
                Box::new(move || {
                    order.borrow_mut().push_str(name);
                    if fails {
                        anyhow::bail!("no")
                    } else {
                        Ok(vec![1.0])
                    }
                }),
            )
        };
        let jobs = vec![job("a", false), job("b", true), job("c", false)];
        interleave(
            "case",
            &[("work", "s")],
            jobs,
            (1, 3),
            Duration::MAX,
            &mut results,
        );
        assert_eq!(*order.borrow(), "abcacac");
        assert_eq!(results.measurements.len(), 2);
        assert_eq!(results.absent[0].reason, "no");
    }
}
