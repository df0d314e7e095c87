//! `_start`: what a run does, from the snapshot to the exit code.
use crate::engine;
use crate::entry;
use crate::event_loop::{self, Idle};
use crate::failure::{self, Origin};
use crate::guest::{self, Guest};
use crate::stdio;
use core::ffi::c_int;
use jsc_abi::EntryCall;
use rquickjs::{Ctx, Result, Value, qjs};

/// Exit code of a program that waits for a promise which nothing can settle; Node's.
const UNSETTLED: u32 = 13;

/// How many times Node runs the microtasks that wait when a module throws, and those that they queue, before it reports.
const ROUNDS_BEFORE_REPORT: c_int = 3;

/// The WASI command's entry point.
#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    let (ctx, guest) = begin();
    evaluate(&ctx, guest);
    end(&ctx)
}

/// The entry point of a command that calls a function.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_start_function() {
    let (ctx, guest) = begin();
    if let EntryCall::Function {
        export,
        input,
        output,
    } = &guest.call
    {
        let function = match guest.callee {
            // SAFETY: the reference that the guest owned; the call is the only use.
            Some(function) => Ok(unsafe { engine::owned(&ctx, function) }),
            None => entry::function(&ctx, &evaluate(&ctx, guest), export),
        };
        entry::call(&ctx, function, *input, *output);
    }
    end(&ctx)
}

// A module has one of the two entry points: what they share is cheapest in each.
#[inline(always)]
fn begin<'js>() -> (Ctx<'js>, &'static Guest) {
    let Some(guest) = guest::get() else {
        failure::fatal("this module holds no program");
    };
    seed(guest.ctx);
    (engine::view(guest.ctx), guest)
}

#[inline(always)]
fn end(ctx: &Ctx<'_>) -> ! {
    loop {
        event_loop::run(ctx, None);
        if let Some(code) = failure::exit_code(ctx, 0) {
            stdio::exit(code)
        }
    }
}

fn seed(ctx: *mut qjs::JSContext) {
    let mut seeds = [0u8; 12];
    // SAFETY: the buffer is ours.
    if unsafe { wasip1::random_get(seeds.as_mut_ptr(), seeds.len()) }.is_err() {
        failure::fatal("the host has no randomness: random_get failed");
    }
    let (random, hash) = seeds.split_at(8);
    let random = u64::from_le_bytes(random.try_into().unwrap_or_default());
    let hash = u32::from_le_bytes(hash.try_into().unwrap_or_default());
    // SAFETY: a live context.
    unsafe { engine::jsc_set_seeds(ctx, random, hash) }
}

/// Evaluates the entry to its end, top-level awaits included. Returns what is to be
/// called: the module's namespace, for a CommonJS module `module.exports`.
#[inline(always)]
fn evaluate<'js>(ctx: &Ctx<'js>, guest: &Guest) -> Value<'js> {
    let module = match (guest.modules.record(guest.entry), guest.commonjs) {
        (Some(entry), _) if !entry.module.is_null() => entry.module,
        (Some(_), Some(commonjs)) => {
            let exports = (commonjs.run_entry)(ctx, guest.entry);
            let exports = exports.unwrap_or_else(|_| {
                failure::uncaught_in_turn(ctx);
                None
            });
            return exports.unwrap_or_else(|| Value::new_undefined(ctx.clone()));
        }
        _ => failure::fatal("this module holds no program"),
    };
    // SAFETY: a module of this context.
    if !unsafe { engine::jsc_is_evaluated(module) } {
        // SAFETY: as above.
        match unsafe { engine::evaluate_module(ctx, module) } {
            Ok(promise) => drop(finish(ctx, &promise, "top-level await")),
            Err(_) => failure::uncaught_in_turn(ctx),
        }
    }
    if let EntryCall::None = guest.call {
        return Value::new_undefined(ctx.clone());
    }
    namespace(ctx, module).unwrap_or_else(|_| failure::uncaught(ctx))
}

/// The namespace of a module that is evaluated.
///
/// # Errors
/// The pending exception, when memory runs out.
pub fn namespace<'js>(ctx: &Ctx<'js>, module: *mut qjs::JSModuleDef) -> Result<Value<'js>> {
    // SAFETY: a module of this context.
    unsafe {
        let namespace = qjs::JS_GetModuleNamespace(ctx.as_raw().as_ptr(), module);
        engine::checked(ctx, namespace)
    }
}

/// Runs the event loop until `promise` is settled and returns its value. A
/// rejection that the program does not take itself ends the process with exit code 1, a promise that nothing can
/// settle with exit code 13.
pub fn finish<'js>(ctx: &Ctx<'js>, promise: &Value<'js>, what: &str) -> Value<'js> {
    event_loop::expect_handled(ctx, promise);
    loop {
        match event_loop::settled(ctx, promise) {
            Some(Ok(value)) => return value,
            Some(Err(_)) => {
                let error = ctx.catch();
                let raw = ctx.as_raw().as_ptr();
                // SAFETY: a live promise, and a new reference.
                let later = unsafe {
                    let later =
                        engine::jsc_settled_later(raw, promise.as_raw(), ROUNDS_BEFORE_REPORT);
                    engine::owned(ctx, later)
                };
                event_loop::run(ctx, Some(&later));
                failure::offer(ctx, &error, Origin::Promise);
                return Value::new_undefined(ctx.clone());
            }
            None => {
                if let Idle::Empty = event_loop::run(ctx, Some(promise)) {
                    let Some(code) = failure::exit_code(ctx, UNSETTLED) else {
                        continue;
                    };
                    failure::print(&["Warning: Detected unsettled ", what, "\n"]);
                    stdio::exit(code);
                }
            }
        }
    }
}
