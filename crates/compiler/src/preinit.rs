//! Evaluation at build time, as the author is told of it.
use crate::{CompileError, Kind, PreinitMode};
use jsc_emit::{LeftModule, Preinit as Described};
use jsc_frontend::{Problem, Program, Target};
use jsc_snapshot::{Left, Preinit};

/// Globals that scripts observe the world through. A script that uses one at all
/// most likely does so while it runs, and is not tried: an attempt that fails
/// costs as much as the build.
const OBSERVERS: [&str; 7] = [
    "console",
    "process",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "performance",
    "Javy",
];

/// Whether evaluating the entry most likely observes the world.
pub fn observes(program: &Program, kind: &Kind) -> bool {
    let entry = &program.modules[0];
    // A handler is started by a module of the runtime, which reads the request.
    if let Kind::Handler { .. } = kind {
        return true;
    }
    let is_script = matches!(kind, Kind::Script);
    let imports_runtime = entry
        .imports
        .iter()
        .any(|import| matches!(import.target, Target::Builtin(_)));
    is_script
        && (imports_runtime
            || OBSERVERS
                .iter()
                .any(|name| entry.globals.names.contains(*name)))
}

/// Warnings about modules that fail while they are evaluated.
///
/// # Errors
/// With [`PreinitMode::All`], that a module is left.
pub fn check(preinit: &Preinit, mode: PreinitMode) -> Result<Vec<Problem>, CompileError> {
    let Some(first) = preinit.left.first() else {
        return Ok(Vec::new());
    };
    let message = format!("{}{}", sentence(first), at(first));
    if mode == PreinitMode::All {
        return Err(CompileError::NotEvaluated(message));
    }
    Ok(match first.is_suspicious {
        true => vec![
            Problem::warning(format!("{message} while it is evaluated at build time"))
                .with_help("it is left for run time, with what comes after it".to_owned()),
        ],
        false => Vec::new(),
    })
}

fn sentence(left: &Left) -> String {
    format!("`{}` {}", left.module, left.reason)
}

fn at(left: &Left) -> String {
    let place = left.place.as_ref();
    place.map_or(String::new(), |place| format!(" at {place}"))
}

/// The report as it is kept in the module.
pub fn described(preinit: &Preinit) -> Described {
    let left = preinit.left.iter().map(|left| LeftModule {
        module: left.module.clone(),
        reason: format!("{}{}", left.reason, at(left)),
    });
    Described {
        evaluated: preinit.evaluated.clone(),
        left: left.collect(),
    }
}
