//! Running a CommonJS entry, which can pause in the build and go on in the run.
use crate::engine::{self, Ended};
use core::cell::UnsafeCell;
use rquickjs::{Ctx, Result, Value, qjs};

/// An entry's function and what it is called with:
/// `exports, require, module, __filename, __dirname`.
pub struct Callee<'js> {
    pub body: Value<'js>,
    pub args: [qjs::JSValue; 5],
}

/// What is done around the function.
pub struct Frame {
    /// Gives the entry's function, and none when it is a value and all is done.
    pub begin: for<'js> fn(&Ctx<'js>, u32) -> Result<Option<Callee<'js>>>,
    /// Called at the end, with whether that was reached without an exception; gives
    /// `module.exports`.
    pub end: for<'js> fn(&Ctx<'js>, bool) -> Result<Value<'js>>,
}

#[derive(Clone, Copy)]
enum State {
    New,
    Begun,
    /// With `module.exports`.
    Ended(qjs::JSValue),
}

struct Cell(UnsafeCell<State>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static STATE: Cell = Cell(UnsafeCell::new(State::New));

fn state() -> State {
    // SAFETY: one thread, and the state is copied.
    unsafe { *STATE.0.get() }
}

fn enter(state: State) {
    // SAFETY: as above, and nobody keeps a reference.
    unsafe { *STATE.0.get() = state }
}

/// The `module.exports` of an entry that came to its end.
pub fn exports<'js>(ctx: &Ctx<'js>) -> Option<Value<'js>> {
    match state() {
        // SAFETY: the state owns the value; the wrapper gets its own reference.
        State::Ended(exports) => {
            Some(unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), exports)) })
        }
        _ => None,
    }
}

/// Runs the entry, or goes on with it; its `module.exports`, or none where it pauses.
///
/// # Errors
/// The pending exception that it threw.
pub fn run<'js>(ctx: &Ctx<'js>, frame: &Frame, index: u32) -> Result<Option<Value<'js>>> {
    let ended = match state() {
        State::Ended(_) => return Ok(exports(ctx)),
        State::Begun => engine::resume_entry(ctx),
        State::New => {
            enter(State::Begun);
            begin(ctx, frame, index)
        }
    };
    match ended {
        Ok(Ended::AtEnd) => {
            let exports = (frame.end)(ctx, true)?;
            enter(State::Ended(exports.as_raw()));
            // The state owns a reference from here on.
            core::mem::forget(exports.clone());
            Ok(Some(exports))
        }
        Ok(Ended::Paused | Ended::Awaiting) => Ok(None),
        Err(_) => {
            let error = ctx.catch();
            if (frame.end)(ctx, false).is_err() {
                let _ = ctx.catch();
            }
            Err(ctx.throw(error))
        }
    }
}

fn begin(ctx: &Ctx<'_>, frame: &Frame, index: u32) -> Result<Ended> {
    match (frame.begin)(ctx, index)? {
        // SAFETY: the function of the module that is compiled as the entry.
        Some(Callee { body, args }) => unsafe { engine::run_entry(ctx, &body, &args) },
        None => Ok(Ended::AtEnd),
    }
}
