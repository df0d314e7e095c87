//! Jobs, timers and rejected promises.
use crate::engine;
use crate::{failure, stdio};
use core::cell::UnsafeCell;
use core::ffi::c_void;
use rquickjs::{Ctx, Error, Value, qjs};

#[derive(Default)]
struct State {
    /// Runs one due timer; see [`set_timer_hook`].
    timers: Option<qjs::JSValue>,
    /// Rejected promises without a handler, with their reasons, oldest first.
    rejected: Vec<(qjs::JSValue, qjs::JSValue)>,
    /// How often timers were asked for.
    turns: u32,
}

struct Cell(UnsafeCell<State>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static STATE: Cell = Cell(UnsafeCell::new(State {
    timers: None,
    rejected: Vec::new(),
    turns: 0,
}));

fn state() -> &'static mut State {
    // SAFETY: one thread; the functions here let go before JavaScript runs.
    unsafe { &mut *STATE.0.get() }
}

/// Starts watching for rejected promises that nobody handles.
pub fn install(ctx: *mut qjs::JSContext) {
    // SAFETY: plain registration of a callback with the runtime.
    unsafe {
        qjs::JS_SetHostPromiseRejectionTracker(
            qjs::JS_GetRuntime(ctx),
            Some(track),
            core::ptr::null_mut(),
        );
    }
}

unsafe extern "C" fn track(
    ctx: *mut qjs::JSContext,
    promise: qjs::JSValue,
    reason: qjs::JSValue,
    handled: bool,
    _: *mut c_void,
) {
    let rejected = &mut state().rejected;
    // SAFETY: the list owns a reference to each value that is in it.
    unsafe {
        if !handled {
            rejected.push((
                qjs::JS_DupValue(ctx, promise),
                qjs::JS_DupValue(ctx, reason),
            ));
        } else if let Some(at) = rejected.iter().position(|(p, _)| same_object(*p, promise)) {
            let (promise, reason) = rejected.remove(at);
            qjs::JS_FreeValue(ctx, promise);
            qjs::JS_FreeValue(ctx, reason);
        } else if let Some(listeners) = failure::listeners() {
            let ctx = engine::view(ctx);
            let promise = engine::owned(&ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), promise));
            (listeners.handled)(&ctx, &promise);
        }
    }
}

fn same_object(a: qjs::JSValue, b: qjs::JSValue) -> bool {
    // SAFETY: both are objects; only their addresses are compared.
    unsafe { qjs::JS_VALUE_GET_PTR(a) == qjs::JS_VALUE_GET_PTR(b) }
}

/// Registers the function that runs one due timer. It returns the milliseconds
/// until the next is due: 0 when it ran one, a negative number when none is left.
pub fn set_timer_hook(hook: qjs::JSValue) {
    state().timers = Some(hook);
}

/// Runs promise jobs and microtasks until none is left.
///
/// # Errors
/// The pending exception that a job threw.
pub fn drain_jobs(ctx: *mut qjs::JSContext) -> rquickjs::Result<()> {
    while run_job(ctx)? {}
    Ok(())
}

/// Runs one promise job or microtask; false when there is none.
///
/// # Errors
/// The pending exception that it threw.
pub fn run_job(ctx: *mut qjs::JSContext) -> rquickjs::Result<bool> {
    let mut job_ctx = core::ptr::null_mut();
    // SAFETY: a live runtime; the out pointer is ours.
    match unsafe { qjs::JS_ExecutePendingJob(qjs::JS_GetRuntime(ctx), &mut job_ctx) } {
        n if n < 0 => Err(Error::Exception),
        n => Ok(n > 0),
    }
}

/// What a promise was settled with; None while it is pending. A value that is
/// no promise counts as fulfilled.
pub fn settled<'js>(ctx: &Ctx<'js>, promise: &Value<'js>) -> Option<rquickjs::Result<Value<'js>>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: state and result are read from a live value.
    unsafe {
        if !qjs::JS_IsPromise(promise.as_raw()) {
            return Some(Ok(promise.clone()));
        }
        let result = || engine::owned(ctx, qjs::JS_PromiseResult(raw, promise.as_raw()));
        match qjs::JS_PromiseState(raw, promise.as_raw()) {
            qjs::JSPromiseStateEnum_JS_PROMISE_FULFILLED => Some(Ok(result())),
            qjs::JSPromiseStateEnum_JS_PROMISE_REJECTED => Some(Err(ctx.throw(result()))),
            _ => None,
        }
    }
}

const PENDING: qjs::JSPromiseStateEnum = qjs::JSPromiseStateEnum_JS_PROMISE_PENDING;
const REJECTED: qjs::JSPromiseStateEnum = qjs::JSPromiseStateEnum_JS_PROMISE_REJECTED;

/// Why [`run`] came back.
pub enum Idle {
    /// `until` is settled.
    Settled,
    /// Nothing is left that could ever run.
    Empty,
}

/// Runs jobs and timers, until `until` is settled or nothing is left to run.
/// An error that nobody catches ends the process.
pub fn run<'js>(ctx: &Ctx<'js>, until: Option<&Value<'js>>) -> Idle {
    let raw = ctx.as_raw().as_ptr();
    if until.is_none() && is_idle(raw) {
        return Idle::Empty;
    }
    // SAFETY: a live context.
    unsafe { engine::jsc_free_ended_entry(raw) };
    loop {
        // SAFETY: the state of a live value is read.
        let promised = until.map_or(PENDING, |promise| unsafe {
            qjs::JS_PromiseState(raw, promise.as_raw())
        });
        // A rejection is told before what waits behind the job that made it.
        if promised == REJECTED {
            return Idle::Settled;
        }
        match run_job(raw) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(_) => {
                failure::uncaught_in_turn(ctx);
                continue;
            }
        }
        if was_rejected(ctx) {
            continue;
        }
        if promised != PENDING {
            return Idle::Settled;
        }
        let wait = run_timer(ctx);
        state().turns = state().turns.wrapping_add(1);
        match wait {
            Wait::None => return Idle::Empty,
            Wait::Ready => {}
            Wait::Milliseconds(ms) => sleep(ms),
        }
    }
}

/// Whether there is nothing to run.
fn is_idle(ctx: *mut qjs::JSContext) -> bool {
    let state = state();
    // SAFETY: a live runtime, of which only the state is read.
    let has_jobs = unsafe { qjs::JS_IsJobPending(qjs::JS_GetRuntime(ctx)) };
    !has_jobs && state.rejected.is_empty() && state.timers.is_none()
}

/// Goes on if jobs of the program have left something to wait for; whether there was anything.
pub fn run_more(ctx: &Ctx<'_>) -> bool {
    let before = state().turns;
    run(ctx, None);
    // Once, if there was none.
    state().turns.wrapping_sub(before) > 1
}

enum Wait {
    None,
    Ready,
    Milliseconds(f64),
}

fn run_timer(ctx: &Ctx<'_>) -> Wait {
    let Some(hook) = state().timers else {
        return Wait::None;
    };
    // SAFETY: the hook is kept alive by the state that owns it.
    let hook = unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), hook)) };
    match engine::call(ctx, &hook, &[]) {
        Ok(next) => match next.as_number() {
            Some(0.0) => Wait::Ready,
            Some(ms) if ms > 0.0 => Wait::Milliseconds(ms),
            _ => Wait::None,
        },
        Err(_) => {
            failure::uncaught_in_turn(ctx);
            Wait::Ready
        }
    }
}

fn sleep(milliseconds: f64) {
    // What the program printed is seen while it waits.
    let slept = stdio::flush().and_then(|()| stdio::sleep((milliseconds * 1e6) as u64));
    if slept.is_err() {
        failure::fatal("the host cannot wait: poll_oneoff failed");
    }
}

/// A rejection that nobody handled by the time the jobs ran out is fatal, unless
/// the program takes it. Whether there was one.
fn was_rejected(ctx: &Ctx<'_>) -> bool {
    let rejected = &mut state().rejected;
    if rejected.is_empty() {
        return false;
    }
    let (promise, reason) = rejected.remove(0);
    // SAFETY: the references that the list owned move to the wrappers.
    let (promise, reason) = unsafe { (engine::owned(ctx, promise), engine::owned(ctx, reason)) };
    if !failure::listeners().is_some_and(|it| (it.rejection)(ctx, &promise, &reason)) {
        failure::unhandled_rejection(ctx, reason);
    }
    true
}

/// Declares that the caller looks at this promise itself: its rejection is not
/// reported as unhandled.
pub fn expect_handled<'js>(ctx: &Ctx<'js>, promise: &Value<'js>) {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: a live value; references of a removed pair are given up.
    unsafe {
        if qjs::JS_IsPromise(promise.as_raw()) {
            qjs::JS_PromiseMarkAsHandled(raw, promise.as_raw());
            let rejected = &mut state().rejected;
            if let Some(at) = rejected
                .iter()
                .position(|(p, _)| same_object(*p, promise.as_raw()))
            {
                let (promise, reason) = rejected.remove(at);
                qjs::JS_FreeValue(raw, promise);
                qjs::JS_FreeValue(raw, reason);
            }
        }
    }
}
