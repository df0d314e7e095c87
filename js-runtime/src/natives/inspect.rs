//! `native:inspect`: what `console` sees that the language does not show.
use super::{Args, array, natives};
use crate::engine;
use core::ffi::CStr;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:inspect" {
    c"proxyDetails" => proxy_details,
    c"promiseDetails" => promise_details,
    c"previewEntries" => preview_entries,
    c"classOf" => class_of,
    c"nonIndexKeys" => non_index_keys,
} }

/// `proxyDetails(v)`: `[target, handler]` of a Proxy, nulls when revoked; else undefined.
fn proxy_details<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: borrowed argument in, owned value out.
    unsafe {
        engine::checked(
            ctx,
            engine::jsc_proxy_details(ctx.as_raw().as_ptr(), args.raw(0)),
        )
    }
}

/// `promiseDetails(p)`: `[state, result]`, state 0 pending, 1 fulfilled, 2 rejected.
fn promise_details<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: as above.
    unsafe {
        if !qjs::JS_IsPromise(args.raw(0)) {
            return Ok(Value::new_undefined(ctx.clone()));
        }
        let state = qjs::JS_PromiseState(raw, args.raw(0)) as i32;
        let result = engine::checked(ctx, qjs::JS_PromiseResult(raw, args.raw(0)))?;
        array(ctx, [Value::new_int(ctx.clone(), state), result])
    }
}

/// `previewEntries(v)`: `[entries, isPairs]` of a Map or Set iterator or a weak
/// collection, without advancing it; else undefined.
fn preview_entries<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let mut is_pairs = 0;
    // SAFETY: as above; the out pointer is ours.
    let entries = unsafe {
        engine::checked(
            ctx,
            engine::jsc_preview_entries(ctx.as_raw().as_ptr(), args.raw(0), &mut is_pairs),
        )?
    };
    if entries.is_undefined() {
        return Ok(entries);
    }
    array(ctx, [entries, Value::new_bool(ctx.clone(), is_pairs != 0)])
}

/// `classOf(v)`: what an object is, which no user code can forge.
fn class_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: borrowed argument in, owned value out.
    unsafe {
        engine::checked(
            ctx,
            engine::jsc_class_of(ctx.as_raw().as_ptr(), args.raw(0)),
        )
    }
}

/// `nonIndexKeys(v)`: own keys that are no array indices.
fn non_index_keys<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: borrowed argument in, owned value out.
    unsafe {
        engine::checked(
            ctx,
            engine::jsc_non_index_keys(ctx.as_raw().as_ptr(), args.raw(0)),
        )
    }
}

/// Whether the engine's class of `value` has that name.
pub fn has_class(value: &Value<'_>, name: &str) -> bool {
    let raw = value.ctx().as_raw().as_ptr();
    // SAFETY: the text is read and freed before anything else runs.
    unsafe {
        if !qjs::JS_IsObject(value.as_raw()) {
            return false;
        }
        let atom =
            qjs::JS_GetClassName(qjs::JS_GetRuntime(raw), qjs::JS_GetClassID(value.as_raw()));
        let text = qjs::JS_AtomToCStringLen(raw, core::ptr::null_mut(), atom);
        qjs::JS_FreeAtom(raw, atom);
        if text.is_null() {
            return false;
        }
        let same = CStr::from_ptr(text).to_bytes() == name.as_bytes();
        qjs::JS_FreeCString(raw, text);
        same
    }
}
