//! Evaluates, while the program is built, the modules whose evaluation nobody can
//! notice: those before the first that observes the world, fails, or takes too
//! long. An attempt that came to such a module is thrown away with its instance,
//! and a second evaluates exactly the modules before it.
use crate::SnapshotError;
use crate::guest::Guest;
use jsc_abi::{Goal, PreinitReport, Program};
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
    /// It throws or takes too long: the author may not know.
    pub is_suspicious: bool,
}

/// A guest with what could be evaluated, from one that `load` makes.
///
/// # Errors
/// Those of `load`, and [`SnapshotError::Engine`].
pub fn evaluate(
    load: impl Fn() -> Result<Guest, SnapshotError>,
    program: &Program,
    options: &PreinitOptions,
) -> Result<(Guest, Preinit), SnapshotError> {
    let mut guest = load()?;
    if options.mode == Mode::None {
        let nothing = Preinit {
            evaluated: Vec::new(),
            left: Vec::new(),
        };
        return Ok((guest, nothing));
    }
    if program.modules[program.entry as usize].goal != Goal::Module {
        let reason = "is CommonJS, which runs as a whole";
        return Ok((guest, only(program, reason)));
    }
    let limit = match options.skip_entry && options.mode != Mode::All {
        true => u32::MAX - 1,
        false => u32::MAX,
    };
    let attempt = attempt(&mut guest, limit, options)?;
    let preinit = attempt.preinit(program);
    if attempt.stopped.is_none() {
        return Ok((guest, preinit));
    }
    let mut guest = load()?;
    if attempt.report.evaluated > 0 {
        let again = self::attempt(&mut guest, attempt.report.evaluated, options)?;
        if again.stopped.is_some() {
            return Ok((load()?, only(program, "does not do the same twice")));
        }
    }
    Ok((guest, preinit))
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
            is_suspicious: false,
        }],
    }
}

struct Attempt {
    report: PreinitReport,
    /// Why it ended before its limit, and whether that is suspicious.
    stopped: Option<(String, bool)>,
    skipped_entry: bool,
}

fn attempt(
    guest: &mut Guest,
    limit: u32,
    options: &PreinitOptions,
) -> Result<Attempt, SnapshotError> {
    let size = guest.memory.data_size(&guest.store);
    guest.store.data_mut().memory_limit = size.saturating_add(options.memory);
    guest.store.set_epoch_deadline(1);
    let (result, is_late) = timed(guest, limit, options.time);
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
    Ok(Attempt {
        report,
        stopped,
        skipped_entry: limit == u32::MAX - 1,
    })
}

/// Runs the attempt; whether its time was up.
fn timed(guest: &mut Guest, limit: u32, time: Duration) -> (Result<bool, SnapshotError>, bool) {
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
        let result = guest.preinit(limit);
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

impl Attempt {
    fn preinit(&self, program: &Program) -> Preinit {
        let own = |index: &&u32| {
            let module = program.modules.get(**index as usize);
            module.is_some_and(|module| !module.builtin)
        };
        let name = |index: &u32| program.modules[*index as usize].name.clone();
        let (evaluated, left) = self
            .report
            .order
            .split_at((self.report.evaluated as usize).min(self.report.order.len()));
        let mut names: Vec<String> = Vec::new();
        for index in evaluated.iter().filter(own) {
            let name = name(index);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut left = left.iter().filter(own).map(name);
        let first = left.next();
        let mut rows = Vec::new();
        if let Some(module) = &first {
            let (reason, is_suspicious) = match &self.stopped {
                Some((reason, is_suspicious)) => (reason.clone(), *is_suspicious),
                None if self.skipped_entry => ("is a script".into(), false),
                None => ("is left".into(), false),
            };
            rows.push(Left {
                module: module.clone(),
                reason,
                place: Some(self.report.place.clone()).filter(|place| !place.is_empty()),
                is_suspicious,
            });
        }
        rows.extend(left.map(|module| Left {
            reason: format!("comes after {}", first.as_deref().unwrap_or_default()),
            module,
            place: None,
            is_suspicious: false,
        }));
        Preinit {
            evaluated: names,
            left: rows,
        }
    }
}
