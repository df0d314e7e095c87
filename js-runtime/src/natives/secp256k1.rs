//! `native:secp256k1`: what `native:ec` has, for that curve, whose name its functions do not take. A group of its own:
//! few programs name it.
use super::random::fill_bytes;
use super::{Args, natives, outcome};
use jsc_crypto::ec::secp256k1;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:secp256k1" {
    c"generate" => generate,
    c"publicOf" => public_of,
    c"point" => point,
    c"shared" => shared,
    c"sign" => sign,
    c"verify" => verify,
} }

/// `generate()`: a private key.
fn generate<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, secp256k1::generate(&mut fill_bytes))
}

/// `publicOf(private)`: the uncompressed point.
fn public_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, secp256k1::public(args.bytes(0)?))
}

/// `point(bytes, compressed)`: the same point in the other form.
fn point<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let compressed = args.number(1)? != 0.0;
    outcome(ctx, secp256k1::point(args.bytes(0)?, compressed))
}

/// `shared(private, public)`: the x coordinate.
fn shared<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, secp256k1::shared(args.bytes(0)?, args.bytes(1)?))
}

/// `sign(private, digest)`: r and s, one after the other.
fn sign<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, secp256k1::sign(args.bytes(0)?, args.bytes(1)?))
}

/// `verify(public, signature, digest)`.
fn verify<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let verdict = secp256k1::verify(args.bytes(0)?, args.bytes(1)?, args.bytes(2)?);
    Ok(Value::new_bool(ctx.clone(), verdict == Ok(true)))
}
