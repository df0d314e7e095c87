//! `_start`: what a run does, from the snapshot to the exit code.
use crate::engine;
use crate::event_loop::{self, Idle};
use crate::guest::{self, Guest};
use crate::stdio::{self, STDERR};
use crate::{entry, failure, natives};
use jsc_abi::EntryCall;
use rquickjs::{Ctx, Value, qjs};

/// Exit code of a program that waits for a promise which nothing can settle; Node's.
const UNSETTLED: u32 = 13;

/// The WASI command's entry point.
#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    let Some(guest) = guest::get() else {
        failure::fatal("this module holds no program");
    };
    seed(guest.ctx);
    let ctx = engine::view(guest.ctx);
    let evaluated = evaluate(&ctx, guest);
    match &guest.call {
        EntryCall::None => {
            event_loop::run(&ctx, None);
        }
        EntryCall::Function {
            export,
            input,
            output,
        } => {
            entry::call(&ctx, &evaluated, export, *input, *output);
            event_loop::run(&ctx, None);
        }
    }
    stdio::exit(natives::process::exit_code(&ctx));
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

/// Evaluates the entry to its end, top-level awaits included. Returns a
/// module's namespace, or undefined for a script.
fn evaluate<'js>(ctx: &Ctx<'js>, guest: &Guest) -> Value<'js> {
    let raw = guest.ctx;
    // SAFETY: JS_EvalFunction takes a reference, so it gets one of its own.
    let result = unsafe {
        engine::checked(
            ctx,
            qjs::JS_EvalFunction(raw, qjs::JS_DupValue(raw, guest.entry)),
        )
    };
    let Ok(promise) = result else {
        failure::uncaught(ctx);
    };
    // SAFETY: the tag says what the value is.
    if unsafe { qjs::JS_VALUE_GET_TAG(guest.entry) } != qjs::JS_TAG_MODULE {
        return Value::new_undefined(ctx.clone());
    }
    finish(ctx, &promise, "top-level await");
    // SAFETY: a module value's payload is its JSModuleDef.
    let namespace = unsafe {
        let def = qjs::JS_VALUE_GET_PTR(guest.entry).cast::<qjs::JSModuleDef>();
        engine::checked(ctx, qjs::JS_GetModuleNamespace(raw, def))
    };
    namespace.unwrap_or_else(|_| failure::uncaught(ctx))
}

/// Runs the event loop until `promise` is settled and returns its value. A
/// rejection ends the process with exit code 1, a promise that nothing can
/// settle with exit code 13.
pub fn finish<'js>(ctx: &Ctx<'js>, promise: &Value<'js>, what: &str) -> Value<'js> {
    event_loop::expect_handled(ctx, promise);
    loop {
        match event_loop::settled(ctx, promise) {
            Some(Ok(value)) => return value,
            Some(Err(_)) => failure::uncaught(ctx),
            None => {
                if let Idle::Empty = event_loop::run(ctx, Some(promise)) {
                    let message = ["Warning: Detected unsettled ", what, "\n"].concat();
                    let _ = stdio::write(STDERR, message.as_bytes());
                    stdio::exit(UNSETTLED);
                }
            }
        }
    }
}
