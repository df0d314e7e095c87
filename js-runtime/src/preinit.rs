//! Evaluation at build time of the modules whose evaluation nobody can notice.
//!
//! The modules of the entry's graph are evaluated in the order of ES modules. The
//! first that observes the world ends the attempt with a trap, and the host
//! throws the instance away; in another one it evaluates exactly those before.
use crate::engine::{self, Ended, jsc_is_evaluated, to_utf8};
use crate::{build, commonjs, event_loop, failure, guest};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use jsc_abi::{ALL, ALL_BUT_ENTRY, PreinitReport};
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
pub extern "C" fn jsc_preinit(limit: u32, pause: u32) -> u32 {
    let Some(guest) = guest::get() else {
        return 0;
    };
    let ctx = engine::view(guest.ctx);
    let entry = build::es_module(guest.entry);
    attempt().modules = entry.map_or(Vec::new(), |entry| order(guest.ctx, entry));
    // SAFETY: plain data.
    unsafe {
        engine::jsc_pause_before(pause);
        jsc_watch(true);
    }
    let done = match entry {
        Some(entry) if pause == ALL => evaluate(&ctx, entry, limit),
        Some(entry) => evaluate_in_part(&ctx, entry),
        None => evaluate_commonjs(&ctx, guest),
    };
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

/// Notes why the evaluation ended where no place is known.
fn stop(reason: &str) {
    attempt().failure = Some((reason.into(), String::new()));
}

fn evaluate(ctx: &Ctx<'_>, entry: *mut qjs::JSModuleDef, limit: u32) -> rquickjs::Result<()> {
    let modules = attempt().modules.clone();
    let limit = match limit {
        ALL_BUT_ENTRY => modules.len().saturating_sub(1),
        limit => (limit as usize).min(modules.len()),
    };
    match limit == modules.len() && any_awaits(&modules) {
        true => evaluate_awaiting(ctx, entry),
        false => evaluate_in_order(ctx, &modules[..limit]),
    }
}

fn any_awaits(modules: &[*mut qjs::JSModuleDef]) -> bool {
    // SAFETY: modules of this context.
    modules.iter().any(|m| unsafe { jsc_has_await(*m) })
}

fn evaluate_in_order(ctx: &Ctx<'_>, modules: &[*mut qjs::JSModuleDef]) -> rquickjs::Result<()> {
    if any_awaits(modules) {
        // What comes after would begin while it waits.
        stop("awaits at its top level");
        return Ok(());
    }
    for &module in modules {
        // SAFETY: modules of this context.
        unsafe {
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

/// Evaluates all modules before the entry, and that until it pauses.
fn evaluate_in_part(ctx: &Ctx<'_>, entry: *mut qjs::JSModuleDef) -> rquickjs::Result<()> {
    let modules = attempt().modules.clone();
    let before = modules.len().saturating_sub(1);
    evaluate_in_order(ctx, &modules[..before])?;
    if attempt().failure.is_some() {
        return Ok(());
    }
    // SAFETY: a module of this context, compiled as the entry.
    match unsafe { engine::run_entry_module(ctx, entry)? } {
        Ended::Paused => {}
        Ended::Awaiting => stop("awaits at its top level"),
        Ended::AtEnd => stop("does not do the same twice"),
    }
    Ok(())
}

/// Runs a CommonJS entry with what it requires, until it pauses.
fn evaluate_commonjs(ctx: &Ctx<'_>, guest: &guest::Guest) -> rquickjs::Result<()> {
    match guest.commonjs {
        Some(commonjs) => (commonjs.run_entry)(ctx, guest.entry).map(|_| ()),
        None => Ok(()),
    }
}

/// Whether the entry can pause: all that it imports is evaluated before it begins.
fn can_pause(modules: &[*mut qjs::JSModuleDef]) -> bool {
    let Some((entry, before)) = modules.split_last() else {
        // A CommonJS entry, which requires what it needs while it runs.
        return true;
    };
    // SAFETY: modules of this context.
    let is_in_cycle = before
        .iter()
        .any(|m| unsafe { jsc_plan_root(*m) } == *entry);
    !is_in_cycle && !any_awaits(before)
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
            stop("waits at its top level");
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

/// What was evaluated of a program whose entry is a CommonJS module.
fn fill_commonjs(report: &mut PreinitReport, guest: &guest::Guest) {
    let is_ended = commonjs::entry_exports(&engine::view(guest.ctx)).is_some();
    let (mut used, mut unused) = guest.modules.by_use();
    for indices in [&mut used, &mut unused] {
        indices.retain(|index| *index != guest.entry);
    }
    report.evaluated = used.len() as u32 + is_ended as u32;
    report.order = used;
    report.order.push(guest.entry);
    report.order.extend(unused);
}

fn fill_modules(
    report: &mut PreinitReport,
    guest: &guest::Guest,
    modules: &[*mut qjs::JSModuleDef],
    is_done: bool,
) {
    let known = guest.modules.by_address();
    let index = |module: &*mut qjs::JSModuleDef| {
        let at = known.binary_search_by_key(module, |(address, _)| *address);
        at.map_or(u32::MAX, |at| known[at].1)
    };
    report.order = modules.iter().map(index).collect();
    // SAFETY: modules of this context.
    unsafe {
        if is_done && modules.last().is_some_and(|m| jsc_is_evaluated(*m)) {
            report.evaluated = modules.len() as u32;
            return;
        }
        let is_whole = |m: &&*mut qjs::JSModuleDef| jsc_is_evaluated(**m) && !jsc_has_await(**m);
        let evaluated = modules.iter().take_while(is_whole).count();
        let evaluated = whole_cycles(modules, evaluated);
        report.evaluated = evaluated as u32;
        report.awaits = modules.get(evaluated).is_some_and(|m| jsc_has_await(*m));
    }
}

fn fill(report: &mut PreinitReport, guest: &guest::Guest) {
    let ctx = engine::view(guest.ctx);
    let Attempt { modules, failure } = core::mem::take(attempt());
    match modules.is_empty() {
        true => fill_commonjs(report, guest),
        false => fill_modules(report, guest, &modules, failure.is_none()),
    }
    // SAFETY: plain data.
    unsafe {
        report.paused = engine::jsc_is_paused();
        if can_pause(&modules) {
            report.statements = engine::jsc_begun_statements();
        }
    }
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
