//! `native:errors`: what a program does itself about errors that nobody caught.
use super::{Args, natives};
use crate::failure::{self, Listeners};
use crate::{engine, guest};
use core::cell::UnsafeCell;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:errors" {
    c"listen" => listen,
    c"fail" => fail,
} }

/// Functions of JavaScript, in the order of `listen`'s arguments.
struct Functions(UnsafeCell<[qjs::JSValue; 3]>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Functions {}

static FUNCTIONS: Functions = Functions(UnsafeCell::new([qjs::JS_UNDEFINED; 3]));

const LISTENERS: Listeners = Listeners {
    error: |ctx, error| ask(ctx, 0, &[error.as_raw()]),
    rejection: |ctx, promise, reason| ask(ctx, 1, &[promise.as_raw(), reason.as_raw()]),
    handled: |ctx, promise| {
        ask(ctx, 2, &[promise.as_raw()]);
    },
};

/// `listen(onError, onRejection, onHandled)`: `onError(error)` and `onRejection(promise,
/// reason)` say whether the program goes on; `onHandled(promise)` hears of a handler for
/// a promise that was rejected, and runs in the middle of `then`.
fn listen<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let functions = [0, 1, 2].map(|index| args.value(index));
    // SAFETY: one thread; the array owns the references from here on.
    unsafe { *FUNCTIONS.0.get() = functions.each_ref().map(Value::as_raw) };
    functions.into_iter().for_each(core::mem::forget);
    if let Some(guest) = guest::get() {
        guest.listeners = Some(&LISTENERS);
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// Whether the function returns true. One that throws has not taken the error.
fn ask(ctx: &Ctx<'_>, function: usize, args: &[qjs::JSValue]) -> bool {
    // SAFETY: one thread; the wrapper gets a reference of its own.
    let function = unsafe {
        let raw = (*FUNCTIONS.0.get())[function];
        engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), raw))
    };
    match engine::call(ctx, &function, args) {
        Ok(taken) => taken.as_bool() == Some(true),
        Err(_) => {
            drop(ctx.catch());
            false
        }
    }
}

/// `fail(error)`: ends the process as an error does that nobody caught.
fn fail<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    ctx.throw(args.value(0));
    failure::uncaught(ctx)
}
