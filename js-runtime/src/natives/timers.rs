//! `native:timers`.
use super::{Args, natives};
use crate::event_loop;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:timers" {
    c"setHook" => set_hook,
} }

/// `setHook(f)`: see [`event_loop::set_timer_hook`].
fn set_hook<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let hook = args.value(0);
    event_loop::set_timer_hook(hook.as_raw());
    // The event loop owns the reference from here on.
    core::mem::forget(hook);
    Ok(Value::new_undefined(ctx.clone()))
}
