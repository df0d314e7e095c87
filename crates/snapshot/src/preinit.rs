//! Evaluates, while the program is built, the modules whose evaluation nobody can
//! notice: those before the first that observes the world, fails, or takes too
//! long. An attempt that came to such a module is thrown away with its instance,
//! and a second evaluates exactly the modules before it, and of the entry the statements
//! before the one.
use crate::SnapshotError;
use crate::guest::Guest;
use jsc_abi::{ALL, ALL_BUT_ENTRY, PreinitReport, Program};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Which modules are evaluated while the program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    None,
    /// Those whose evaluation nobody can notice.
    #[default]
    Auto,
    /// The same, and it is an error when one is left.
    All,
}

/// What a build can be told of evaluating modules.
#[derive(Debug, Clone)]
pub struct PreinitOptions {
    pub mode: Mode,
    /// The entry is known to observe the world: it is not even tried.
    pub skip_entry: bool,
    /// Time for all modules together.
    pub time: Duration,
    /// Bytes that they may add to the engine's memory.
    pub memory: usize,
}

impl Default for PreinitOptions {
    fn default() -> Self {
        PreinitOptions {
            mode: Mode::Auto,
            skip_entry: false,
            time: Duration::from_secs(10),
            memory: 256 << 20,
        }
    }
}

/// What was evaluated while the program was built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preinit {
    /// Names of the program's modules, in the order of their evaluation.
    pub evaluated: Vec<String>,
    /// Those that are left for the run, the first with the reason for all.
    pub left: Vec<Left>,
}

/// A module that is left for the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub module: String,
    /// `reads process.env`, `comes after src/env.ts`, …
    pub reason: String,
    /// `file:line:column`, where it is known.
    pub place: Option<String>,
    /// It is the entry, and what comes before that place is evaluated.
    pub is_begun: bool,
    /// It throws or takes too long: the author may not know.
    pub is_suspicious: bool,
}

/// Evaluates what can be in `guest`, a loaded one: the guest that came so far.
///
/// # Errors
/// [`SnapshotError::Engine`].
pub fn evaluate(
    mut guest: Guest,
    program: &Program,
    options: &PreinitOptions,
) -> Result<(Guest, Preinit), SnapshotError> {
    if options.mode == Mode::None {
        return Ok((guest, Preinit::default()));
    }
    let start = guest.checkpoint();
    let mut goal = Goal::first(options);
    let mut stopped: Option<Stop> = None;
    for _ in 0..ATTEMPTS {
        let attempt = attempt(&mut guest, goal, options)?;
        let Some(stop) = attempt.stopped else {
            return Ok((guest, describe(&attempt.report, program, stopped)));
        };
        guest = Guest::restore(&start)?;
        let next = Goal::before(&attempt.report);
        if next == goal {
            break;
        }
        if next.limit == 0 {
            return Ok((guest, describe(&attempt.report, program, Some(stop))));
        }
        (goal, stopped) = (next, Some(stop));
    }
    Ok((guest, only(program, "does not do the same twice")))
}

/// Nothing is evaluated, for one reason.
fn only(program: &Program, reason: &str) -> Preinit {
    let module = program.modules[program.entry as usize].name.clone();
    Preinit {
        evaluated: Vec::new(),
        left: vec![Left {
            module,
            reason: reason.into(),
            place: None,
            is_begun: false,
            is_suspicious: false,
        }],
    }
}

/// Attempts: the first, one that goes as far as the first came, and another if the
/// entry of that awaits before it comes so far.
const ATTEMPTS: usize = 3;

/// How far an attempt is to go; as the arguments of [`jsc_abi::exports::PREINIT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Goal {
    limit: u32,
    pause: u32,
}

impl Goal {
    fn first(options: &PreinitOptions) -> Self {
        let limit = match options.skip_entry && options.mode != Mode::All {
            true => ALL_BUT_ENTRY,
            false => ALL,
        };
        Goal { limit, pause: ALL }
    }

    /// Up to what stopped an attempt.
    fn before(report: &PreinitReport) -> Self {
        match report.statements.checked_sub(1) {
            Some(pause) => Goal { limit: ALL, pause },
            None => Goal {
                limit: report.evaluated,
                pause: ALL,
            },
        }
    }
}

struct Attempt {
    report: PreinitReport,
    /// Why it ended before its goal.
    stopped: Option<Stop>,
}

struct Stop {
    reason: String,
    place: String,
    is_suspicious: bool,
}

fn attempt(
    guest: &mut Guest,
    goal: Goal,
    options: &PreinitOptions,
) -> Result<Attempt, SnapshotError> {
    let size = guest.memory.data_size(&guest.store);
    guest.store.data_mut().memory_limit = size.saturating_add(options.memory);
    guest.store.set_epoch_deadline(1);
    let (result, is_late) = timed(guest, goal, options.time);
    let report = guest.preinit_report()?;
    let world = guest.store.data();
    let stopped = match result {
        Ok(true) => None,
        Ok(false) => Some((report.reason.clone(), report.reason.starts_with("throws"))),
        Err(_) if is_late => Some(("takes too long".into(), true)),
        Err(_) if world.is_full => Some(("takes too much memory".into(), true)),
        Err(_) if !report.reason.is_empty() => Some((report.reason.clone(), false)),
        Err(error) => match &world.called {
            Some(import) => Some((observation(import).into(), false)),
            None => return Err(error),
        },
    };
    let stopped = stopped.map(|(reason, is_suspicious)| Stop {
        reason,
        place: report.place.clone(),
        is_suspicious,
    });
    Ok(Attempt { report, stopped })
}

/// Runs the attempt; whether its time was up.
fn timed(guest: &mut Guest, goal: Goal, time: Duration) -> (Result<bool, SnapshotError>, bool) {
    let engine = guest.store.engine().clone();
    let (done, finished) = channel::<()>();
    std::thread::scope(|scope| {
        let watchdog = scope.spawn(move || {
            let is_late = finished.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if is_late {
                engine.increment_epoch();
            }
            is_late
        });
        let result = guest.preinit(goal.limit, goal.pause);
        drop(done);
        (result, watchdog.join().unwrap_or(false))
    })
}

/// What calling an import says of the program.
fn observation(import: &str) -> &'static str {
    match import {
        "environ_get" | "environ_sizes_get" => "reads process.env",
        "args_get" | "args_sizes_get" => "reads process.argv",
        "clock_time_get" | "clock_res_get" => "reads the clock",
        "random_get" => "asks for randomness",
        "fd_write" | "fd_fdstat_get" => "writes output",
        "fd_read" => "reads input",
        "poll_oneoff" => "waits",
        "proc_exit" => "ends the process",
        _ => "uses files",
    }
}

/// What a report says, in the program's names; `stop` is why it ends where it does.
fn describe(report: &PreinitReport, program: &Program, stop: Option<Stop>) -> Preinit {
    let own = |index: &&u32| {
        let module = program.modules.get(**index as usize);
        module.is_some_and(|module| !module.builtin)
    };
    let name = |index: &u32| program.modules[*index as usize].name.clone();
    let count = (report.evaluated as usize).min(report.order.len());
    let (evaluated, left) = report.order.split_at(count);
    let mut names: Vec<String> = Vec::new();
    for index in evaluated.iter().filter(own) {
        let name = name(index);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut left = left.iter().filter(own).map(name);
    let Some(first) = left.next() else {
        return Preinit {
            evaluated: names,
            left: Vec::new(),
        };
    };
    let stop = stop.unwrap_or_else(|| Stop {
        reason: "is left".into(),
        place: String::new(),
        is_suspicious: false,
    });
    let is_later = report.awaits && !report.paused && !stop.reason.contains("waits");
    let mut rows = vec![Left {
        module: first.clone(),
        reason: match is_later {
            true => format!("awaits, and what follows {}", stop.reason),
            false => stop.reason,
        },
        place: Some(stop.place).filter(|place| !place.is_empty()),
        is_begun: report.paused && report.statements > 0,
        is_suspicious: stop.is_suspicious,
    }];
    rows.extend(left.map(|module| Left {
        reason: format!("comes after {first}"),
        module,
        place: None,
        is_begun: false,
        is_suspicious: false,
    }));
    Preinit {
        evaluated: names,
        left: rows,
    }
}
