//! `native:buffer`: what Buffer does with many bytes at once.
use super::text::input_bytes;
use super::{Args, natives};
use core::cmp::Ordering;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:buffer" {
    c"compare" => compare,
    c"indexOf" => index_of,
    c"utf8Length" => utf8_length,
} }

/// The bytes of an argument; none for what has no bytes.
fn bytes<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>, index: usize) -> &'js [u8] {
    input_bytes(ctx, &args.value(index)).unwrap_or_default()
}

/// `compare(a, b)`: -1, 0 or 1, as the bytes of views are ordered.
fn compare<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let order = match bytes(ctx, args, 0).cmp(bytes(ctx, args, 1)) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    };
    Ok(Value::new_int(ctx.clone(), order))
}

/// `indexOf(haystack, needle, start, step, forward)`: the first place from `start` on, or with a false
/// `forward` the last up to it, where `needle` is, at a multiple of `step`; -1 if there is none.
fn index_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (haystack, needle) = (bytes(ctx, args, 0), bytes(ctx, args, 1));
    let (start, step) = (args.u32(2)? as usize, args.u32(3)?.max(1) as usize);
    let forward = args.value(4).as_bool().unwrap_or(true);
    let found = haystack.len().checked_sub(needle.len()).and_then(|last| {
        let is_there = |at: &usize| haystack[*at..].starts_with(needle);
        let aligned = |at: usize| at - at % step;
        if forward {
            (aligned(start)..=last).step_by(step).find(is_there)
        } else {
            (0..=aligned(start.min(last)))
                .rev()
                .step_by(step)
                .find(is_there)
        }
    });
    let place = found.map_or(-1.0, |at| at as f64);
    Ok(Value::new_number(ctx.clone(), place))
}

/// `utf8Length(string)`: how many bytes its UTF-8 has.
fn utf8_length<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let length = args.utf8(0)?.len();
    Ok(Value::new_number(ctx.clone(), length as f64))
}
