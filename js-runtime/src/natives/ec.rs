//! `native:ec`: ECDSA and ECDH. Curves have the names of Web Cryptography. What is not of the
//! curve gives undefined.
use super::random::fill_bytes;
use super::{Args, natives, outcome};
use crate::engine;
use jsc_crypto::ec::{self, Curve};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:ec" {
    c"generate" => generate,
    c"publicOf" => public_of,
    c"point" => point,
    c"shared" => shared,
    c"sign" => sign,
    c"verify" => verify,
} }

fn curve(ctx: &Ctx<'_>, args: Args<'_, '_>) -> Result<Curve> {
    match Curve::find(&args.word(0)?) {
        Some(curve) => Ok(curve),
        None => engine::throw(ctx, engine::ErrorClass::Type, "no such curve"),
    }
}

/// `generate(curve)`: a private key.
fn generate<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, ec::generate(curve(ctx, args)?, &mut fill_bytes))
}

/// `publicOf(curve, private)`: the uncompressed point.
fn public_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, ec::public(curve(ctx, args)?, args.bytes(1)?))
}

/// `point(curve, bytes, compressed)`: the same point in the other form.
fn point<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(
        ctx,
        ec::point(curve(ctx, args)?, args.bytes(1)?, args.number(2)? != 0.0),
    )
}

/// `shared(curve, private, public)`: the x coordinate.
fn shared<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(
        ctx,
        ec::shared(curve(ctx, args)?, args.bytes(1)?, args.bytes(2)?),
    )
}

/// `sign(curve, private, digest)`: r and s, one after the other.
fn sign<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(
        ctx,
        ec::sign(curve(ctx, args)?, args.bytes(1)?, args.bytes(2)?),
    )
}

/// `verify(curve, public, signature, digest)`.
fn verify<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let verdict = ec::verify(
        curve(ctx, args)?,
        args.bytes(1)?,
        args.bytes(2)?,
        args.bytes(3)?,
    );
    Ok(Value::new_bool(ctx.clone(), verdict == Ok(true)))
}
