//! `native:random`: randomness of the host, and a comparison that takes no notice of secrets.
use super::{Args, natives};
use crate::engine;
use rquickjs::{Ctx, Result, Value};
use subtle::ConstantTimeEq;

natives! { c"native:random" {
    c"fill" => fill,
    c"isEqual" => is_equal,
} }

/// What one call asks the host for: `crypto.getRandomValues`, which hosts in
/// browsers fill it with, refuses more.
const CHUNK: usize = 65536;

/// Fills with the host's random bytes; false where it has none.
pub fn fill_bytes(bytes: &mut [u8]) -> bool {
    bytes.chunks_mut(CHUNK).all(|chunk| {
        // SAFETY: the chunk is ours to write while no JavaScript runs.
        unsafe { wasip1::random_get(chunk.as_mut_ptr(), chunk.len()) }.is_ok()
    })
}

/// Throws an Error with a code: the host has no randomness.
pub fn fail<T>(ctx: &Ctx<'_>) -> Result<T> {
    engine::throw_coded(
        ctx,
        c"ERR_CRYPTO_OPERATION_FAILED",
        "the host has no randomness: random_get failed",
    )
}

/// `fill(view)`: random bytes in all of `view`.
fn fill<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    match fill_bytes(args.bytes(0)?) {
        true => Ok(Value::new_undefined(ctx.clone())),
        false => fail(ctx),
    }
}

/// `isEqual(a, b)`: whether two views hold the same bytes, in time that depends
/// on their lengths alone.
fn is_equal<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let equal = (*args.bytes(0)?).ct_eq(&*args.bytes(1)?);
    Ok(Value::new_bool(ctx.clone(), equal.into()))
}
