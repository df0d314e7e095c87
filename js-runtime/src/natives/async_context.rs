//! `native:async_context`: the value that follows asynchronous code; see c/async_context.c.
use super::{Args, natives};
use crate::engine;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:async_context" {
    c"enable" => enable,
    c"current" => current,
    c"swap" => swap,
} }

/// `enable()`: from now on promises keep the value for their handlers.
fn enable<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: sets a pointer.
    unsafe { engine::jsc_use_contexts() };
    Ok(Value::new_undefined(ctx.clone()))
}

/// `current()`: the value that the running code is in; undefined outside.
fn current<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: a new reference to a live value.
    unsafe { engine::checked(ctx, engine::jsc_context_value(ctx.as_raw().as_ptr())) }
}

/// `swap(value)`: makes `value` the current one, and returns the one before.
fn swap<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: the engine takes the new reference over and gives up the old one.
    unsafe {
        let value = qjs::JS_DupValue(raw, args.raw(0));
        engine::checked(ctx, engine::jsc_swap_context_value(raw, value))
    }
}
