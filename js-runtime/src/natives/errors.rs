//! `native:errors`: what a program does itself about errors that nobody caught.
use super::{Args, natives};
use crate::failure::{self, Listeners, Origin};
use crate::{engine, guest};
use core::cell::UnsafeCell;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:errors" {
    c"listen" => listen,
    c"fail" => fail,
} }

/// Functions of JavaScript, in the order of `listen`'s arguments, for each call of it.
struct Functions(UnsafeCell<Vec<[qjs::JSValue; 3]>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Functions {}

static FUNCTIONS: Functions = Functions(UnsafeCell::new(Vec::new()));

const LISTENERS: Listeners = Listeners {
    error: |ctx, error, origin| {
        let is_of_promise = Value::new_bool(ctx.clone(), origin == Origin::Promise);
        ask(ctx, 0, &[error.as_raw(), is_of_promise.as_raw()])
    },
    rejection: |ctx, promise, reason| ask(ctx, 1, &[promise.as_raw(), reason.as_raw()]),
    handled: |ctx, promise| {
        ask(ctx, 2, &[promise.as_raw()]);
    },
};

/// `listen(onError, onRejection, onHandled)`: `onError(error, isOfPromise)` and `onRejection(promise,
/// reason)` say whether the program goes on, and who listened first is asked first; `onHandled(promise)` hears of a
/// handler for a promise that was rejected, and runs in the middle of `then`.
fn listen<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let functions = [0, 1, 2].map(|index| args.value(index));
    // SAFETY: one thread; the list owns the references from here on.
    unsafe { (*FUNCTIONS.0.get()).push(functions.each_ref().map(Value::as_raw)) };
    functions.into_iter().for_each(core::mem::forget);
    if let Some(guest) = guest::get() {
        guest.listeners = Some(&LISTENERS);
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// Asks one after the other until a function returns true; whether one did.
fn ask(ctx: &Ctx<'_>, function: usize, args: &[qjs::JSValue]) -> bool {
    // SAFETY: one thread; nothing is taken out of the list.
    let count = unsafe { (*FUNCTIONS.0.get()).len() };
    (0..count).any(|listener| {
        // SAFETY: as above; the wrapper gets a reference of its own.
        let function = unsafe {
            let raw = (&(*FUNCTIONS.0.get()))[listener][function];
            engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), raw))
        };
        takes(ctx, &function, args)
    })
}

/// Whether the function returns true. One that throws has not taken the error.
fn takes<'js>(ctx: &Ctx<'js>, function: &Value<'js>, args: &[qjs::JSValue]) -> bool {
    match engine::call(ctx, function, args) {
        Ok(taken) => taken.as_bool() == Some(true),
        Err(_) => {
            drop(ctx.catch());
            false
        }
    }
}

/// `fail(error, code)`: ends the process as an error does that nobody caught; with a `code`, which is the exit code,
/// nobody hears of it.
fn fail<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    if args.len() > 1 {
        let code = args.u32(1)?;
        failure::end(ctx, failure::UNCAUGHT, &args.value(0), code);
    }
    ctx.throw(args.value(0));
    failure::uncaught(ctx)
}
