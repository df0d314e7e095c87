//! Evaluation at build time of the modules whose evaluation nobody can notice.
//!
//! The modules of the entry's graph are evaluated in the order of ES modules. The
//! first that observes the world ends the attempt with a trap, and the host
//! throws the instance away; in another one it evaluates exactly those before.
use crate::engine::{self, jsc_is_evaluated, to_utf8};
use crate::{build, event_loop, failure, guest};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use jsc_abi::PreinitReport;
use rquickjs::{Ctx, Value, qjs};

unsafe extern "C" {
    fn jsc_watch(on: bool);
    fn jsc_observation() -> *const c_char;
    fn jsc_observe_world(what: *const c_char);
    fn jsc_evaluation_order(
        ctx: *mut qjs::JSContext,
        entry: *mut qjs::JSModuleDef,
        count: *mut u32,
    ) -> *mut *mut qjs::JSModuleDef;
    fn jsc_plan_root(module: *mut qjs::JSModuleDef) -> *mut qjs::JSModuleDef;
    fn jsc_has_await(module: *mut qjs::JSModuleDef) -> bool;
    fn jsc_current_place(ctx: *mut qjs::JSContext) -> qjs::JSValue;
}

/// Ends an attempt to evaluate at build time, for natives that ask nothing of the
/// host: `what` the module does, as in `reads process.env`. Does nothing in a run.
pub fn observe(what: &'static CStr) {
    // SAFETY: a static text.
    unsafe { jsc_observe_world(what.as_ptr()) }
}

/// The attempt under way; it is gone before the snapshot.
#[derive(Default)]
struct Attempt {
    /// In the order of evaluation.
    modules: Vec<*mut qjs::JSModuleDef>,
    /// Why it ended without a trap, and where.
    failure: Option<(String, String)>,
}

struct Cell(UnsafeCell<Attempt>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static ATTEMPT: Cell = Cell(UnsafeCell::new(Attempt {
    modules: Vec::new(),
    failure: None,
}));

fn attempt() -> &'static mut Attempt {
    // SAFETY: one thread; nobody keeps the reference while JavaScript runs.
    unsafe { &mut *ATTEMPT.0.get() }
}

/// See [`jsc_abi::exports::PREINIT`].
#[unsafe(no_mangle)]
pub extern "C" fn jsc_preinit(limit: u32) -> u32 {
    let Some(guest) = guest::get() else {
        return 0;
    };
    let ctx = engine::view(guest.ctx);
    // A CommonJS entry requires what it needs while it runs.
    let Some(entry) = build::es_module(guest.entry) else {
        return 0;
    };
    attempt().modules = order(guest.ctx, entry);
    // SAFETY: plain data.
    unsafe { jsc_watch(true) };
    let done = evaluate(&ctx, entry, limit);
    // SAFETY: as above.
    unsafe { jsc_watch(false) };
    if done.is_err() {
        let error = failure::load_error(&ctx);
        let reason = ["throws ", &error.name, ": ", &error.message].concat();
        let place = match error.line {
            0 => String::new(),
            _ => format!("{}:{}:{}", error.module, error.line, error.column),
        };
        attempt().failure = Some((reason, place));
    }
    attempt().failure.is_none() as u32
}

fn order(ctx: *mut qjs::JSContext, entry: *mut qjs::JSModuleDef) -> Vec<*mut qjs::JSModuleDef> {
    let mut count = 0;
    // SAFETY: the engine allocates `count` pointers, which are copied and freed.
    unsafe {
        let order = jsc_evaluation_order(ctx, entry, &mut count);
        if order.is_null() {
            return Vec::new();
        }
        let modules = core::slice::from_raw_parts(order, count as usize).to_vec();
        qjs::js_free(ctx, order.cast());
        modules
    }
}

fn evaluate(ctx: &Ctx<'_>, entry: *mut qjs::JSModuleDef, limit: u32) -> rquickjs::Result<()> {
    let modules = attempt().modules.clone();
    let limit = match limit.checked_add(2) {
        Some(_) => (limit as usize).min(modules.len()),
        // All, or all but the entry.
        None => modules.len() - (u32::MAX - limit) as usize,
    };
    // SAFETY: modules of this context.
    let awaits = modules[..limit]
        .iter()
        .any(|m| unsafe { jsc_has_await(*m) });
    if awaits && limit == modules.len() {
        return evaluate_awaiting(ctx, entry);
    }
    for &module in modules[..limit].iter() {
        // SAFETY: as above.
        unsafe {
            if jsc_has_await(module) {
                // What comes after would begin while it waits.
                attempt().failure = Some(("awaits at its top level".into(), String::new()));
                return Ok(());
            }
            if jsc_is_evaluated(module) {
                continue;
            }
            let promise = engine::evaluate_module(ctx, jsc_plan_root(module))?;
            if let Some(result) = event_loop::settled(ctx, &promise) {
                result?;
            }
        }
    }
    Ok(())
}

/// Evaluates the whole graph, and runs jobs until that is finished and no more:
/// the others stay for the run, in their order.
fn evaluate_awaiting(ctx: &Ctx<'_>, entry: *mut qjs::JSModuleDef) -> rquickjs::Result<()> {
    // SAFETY: a module of this context.
    let promise = unsafe { engine::evaluate_module(ctx, entry)? };
    loop {
        if let Some(result) = event_loop::settled(ctx, &promise) {
            return result.map(|_| ());
        }
        if !event_loop::run_job(ctx.as_raw().as_ptr())? {
            attempt().failure = Some(("waits at its top level".into(), String::new()));
            return Ok(());
        }
    }
}

/// See [`jsc_abi::exports::PREINIT_REPORT`].
#[unsafe(no_mangle)]
pub extern "C" fn jsc_preinit_report() -> *const u8 {
    let mut report = PreinitReport::default();
    if let Some(guest) = guest::get() {
        // SAFETY: plain data.
        unsafe { jsc_watch(false) };
        fill(&mut report, guest);
    }
    attempt().modules = Vec::new();
    build::framed(&report.encode())
}

/// How many of the first `count` modules are left without a cycle that goes on behind
/// them: in one that waits, some can be evaluated before the others.
fn whole_cycles(modules: &[*mut qjs::JSModuleDef], count: usize) -> usize {
    // SAFETY: modules of this context. A cycle ends with its root.
    let is_cut =
        |m: &*mut qjs::JSModuleDef| !modules[..count].contains(&unsafe { jsc_plan_root(*m) });
    modules[..count].iter().position(is_cut).unwrap_or(count)
}

fn fill(report: &mut PreinitReport, guest: &guest::Guest) {
    let ctx = engine::view(guest.ctx);
    let Attempt { modules, failure } = core::mem::take(attempt());
    let known = guest.modules.by_address();
    let index = |module: &*mut qjs::JSModuleDef| {
        let at = known.binary_search_by_key(module, |(address, _)| *address);
        at.map_or(u32::MAX, |at| known[at].1)
    };
    report.order = modules.iter().map(index).collect();
    // SAFETY: modules of this context.
    let evaluated = modules
        .iter()
        .take_while(|m| unsafe { jsc_is_evaluated(**m) && !jsc_has_await(**m) })
        .count();
    let evaluated = whole_cycles(&modules, evaluated);
    report.evaluated = match &failure {
        None if unsafe { modules.last().is_some_and(|m| jsc_is_evaluated(*m)) } => {
            modules.len() as u32
        }
        _ => evaluated as u32,
    };
    if let Some((reason, place)) = failure {
        (report.reason, report.place, report.failed) = (reason, place, true);
        return;
    }
    // SAFETY: a static text or null; an owned value.
    unsafe {
        let observed = jsc_observation();
        if !observed.is_null() {
            report.reason = CStr::from_ptr(observed).to_string_lossy().into_owned();
        }
        let place: Value = engine::owned(&ctx, jsc_current_place(guest.ctx));
        if let Ok(text) = to_utf8(&ctx, place.as_raw())
            && place.is_string()
        {
            report.place = String::from_utf8_lossy(&text).into_owned();
        }
    }
}
