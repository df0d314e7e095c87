//! `native:clock`.
use super::{Args, natives};
use rquickjs::{Ctx, Result, Value};
use wasip1::{CLOCKID_MONOTONIC, CLOCKID_REALTIME, Clockid};

natives! { c"native:clock" {
    c"now" => monotonic,
    c"wallTime" => wall,
    c"nanoseconds" => nanoseconds,
} }

/// The clock in nanoseconds; 0 where the host has none.
pub fn read(clock: Clockid) -> u64 {
    // SAFETY: no pointer passes.
    unsafe { wasip1::clock_time_get(clock, 1) }.unwrap_or(0)
}

/// `now()`: milliseconds of the monotonic clock.
fn monotonic<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(Value::new_number(
        ctx.clone(),
        read(CLOCKID_MONOTONIC) as f64 / 1e6,
    ))
}

/// `wallTime()`: milliseconds since 1970.
fn wall<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(Value::new_number(
        ctx.clone(),
        read(CLOCKID_REALTIME) as f64 / 1e6,
    ))
}

/// `nanoseconds()`: the monotonic clock as a BigInt.
fn nanoseconds<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: an owned value comes back.
    unsafe {
        let raw = rquickjs::qjs::JS_NewBigUint64(ctx.as_raw().as_ptr(), read(CLOCKID_MONOTONIC));
        crate::engine::checked(ctx, raw)
    }
}
