//! `native:jobs`: the engine's queue of promise jobs and microtasks.
use super::{Args, natives};
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:jobs" {
    c"isPending" => is_pending,
} }

/// `isPending()`: whether a job waits besides the one that runs now.
fn is_pending<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: the queue of a live runtime is looked at.
    let pending = unsafe { qjs::JS_IsJobPending(qjs::JS_GetRuntime(ctx.as_raw().as_ptr())) };
    Ok(Value::new_bool(ctx.clone(), pending))
}
