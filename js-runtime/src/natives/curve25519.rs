//! `native:curve25519`: Ed25519 and X25519. Keys have 32 bytes, which JavaScript checks.
use super::{Args, natives, outcome, uint8_array};
use crate::engine;
use jsc_crypto::curve25519::{self, KEY};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:curve25519" {
    c"publicOf" => public_of,
    c"sign" => sign,
    c"verify" => verify,
    c"shared" => shared,
} }

fn key<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>, index: usize) -> Result<&'js [u8; KEY]> {
    match args.bytes(index)?.first_chunk() {
        Some(key) => Ok(key),
        None => engine::throw(ctx, engine::ErrorClass::Type, "no key of 32 bytes"),
    }
}

/// `publicOf(isX25519, private)`.
fn public_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let private = key(ctx, args, 1)?;
    let public = match args.number(0)? != 0.0 {
        true => curve25519::x25519_public(private),
        false => curve25519::ed25519_public(private),
    };
    uint8_array(ctx, public.to_vec())
}

/// `sign(private, message)`.
fn sign<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    uint8_array(
        ctx,
        curve25519::ed25519_sign(key(ctx, args, 0)?, args.bytes(1)?),
    )
}

/// `verify(public, signature, message)`.
fn verify<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let is_right = curve25519::ed25519_verify(key(ctx, args, 0)?, args.bytes(1)?, args.bytes(2)?);
    Ok(Value::new_bool(ctx.clone(), is_right))
}

/// `shared(private, public)`: the secret of X25519; undefined where everyone knows it.
fn shared<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(
        ctx,
        curve25519::x25519_shared(key(ctx, args, 0)?, key(ctx, args, 1)?),
    )
}
