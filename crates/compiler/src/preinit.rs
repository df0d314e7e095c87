//! Evaluation at build time, as the author is told of it.
use crate::{CompileError, Kind, PreinitMode};
use jsc_emit::{LeftModule, Preinit as Described};
use jsc_frontend::Problem;
use jsc_snapshot::{Left, Preinit};

/// Whether evaluating the entry surely observes the world: a handler is started by a
/// module of the runtime, which reads the request.
pub fn observes(kind: &Kind) -> bool {
    matches!(kind, Kind::Handler { .. })
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

fn begun(left: &Left) -> &'static str {
    match left.is_begun {
        true => "; what comes before is evaluated",
        false => "",
    }
}

/// The report as it is kept in the module.
pub fn described(preinit: &Preinit) -> Described {
    let left = preinit.left.iter().map(|left| LeftModule {
        module: left.module.clone(),
        reason: [&*left.reason, &at(left), begun(left)].concat(),
    });
    Described {
        evaluated: preinit.evaluated.clone(),
        left: left.collect(),
    }
}
