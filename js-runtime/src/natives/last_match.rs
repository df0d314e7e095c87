//! `native:last_match`: what the last match of a regular expression was; see c/last_match.c.
use super::{Args, natives};
use crate::engine;
use core::ffi::c_int;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:last_match" {
    c"watch" => watch,
    c"piece" => piece,
    c"setInput" => set_input,
} }

/// `watch()`: from now on matches are noted.
fn watch<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: sets a pointer.
    unsafe { engine::jsc_watch_matches() };
    Ok(Value::new_undefined(ctx.clone()))
}

/// `piece(number)`: a piece of the text that was searched last, '' before the first match. 0 is the match, 1 to 9 the
/// groups, 10 the last group, 11 what is before the match, 12 what is after it, 13 the
/// input: all of the text, unless [`set_input`] gave another.
fn piece<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let number = args.number(0)? as c_int;
    // SAFETY: a live context, and a number that the runtime's own module gives.
    unsafe { engine::checked(ctx, engine::jsc_match_piece(ctx.as_raw().as_ptr(), number)) }
}

/// `setInput(text)`: what the program gives for the text that was searched, until the next match.
fn set_input<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: a live value, of which the engine gets a reference.
    unsafe { engine::jsc_set_match_input(raw, qjs::JS_DupValue(raw, args.raw(0))) };
    Ok(Value::new_undefined(ctx.clone()))
}
