//! `native:rsa`. Keys are given number by number, big-endian: n and e, or n, e, d, p and q. What is no key, or
//! cannot be processed, gives undefined.
use super::random::fill_bytes;
use super::{Args, array, natives, outcome, random, uint8_array};
use crate::engine;
use jsc_crypto::Error;
use jsc_crypto::rsa::{self, Hash, Numbers, Padding, Scheme};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:rsa" {
    c"generate" => generate,
    c"complete" => complete,
    c"isPublicKey" => is_public_key,
    c"sign" => sign,
    c"verify" => verify,
    c"encrypt" => encrypt,
    c"decrypt" => decrypt,
} }

/// The private key whose numbers begin at an argument.
fn private<'js>(args: Args<'_, 'js>, index: usize) -> Result<[&'js [u8]; 5]> {
    let mut numbers = [&[][..]; 5];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = args.bytes(index + at)?;
    }
    Ok(numbers)
}

fn hash(ctx: &Ctx<'_>, args: Args<'_, '_>, index: usize) -> Result<Hash> {
    match Hash::find(&args.word(index)?) {
        Some(hash) => Ok(hash),
        None => engine::throw(ctx, engine::ErrorClass::Type, "no digest of RSA"),
    }
}

/// Arguments: the digest's name, and the bytes of salt of PSS; undefined for PKCS #1 version 1.5.
fn scheme(ctx: &Ctx<'_>, args: Args<'_, '_>) -> Result<Scheme> {
    let hash = hash(ctx, args, 0)?;
    Ok(match args.value(1).is_undefined() {
        true => Scheme::Pkcs1(hash),
        false => Scheme::Pss(hash, args.u32(1)? as usize),
    })
}

/// Arguments: the digest's name, and the label of OAEP; undefined for PKCS #1 version 1.5.
fn padding(ctx: &Ctx<'_>, args: Args<'_, '_>) -> Result<Padding> {
    Ok(match args.value(1).is_undefined() {
        true => Padding::Pkcs1,
        false => Padding::Oaep(hash(ctx, args, 0)?, args.bytes(1)?.to_vec()),
    })
}

fn numbers<'js>(
    ctx: &Ctx<'js>,
    numbers: core::result::Result<Numbers, Error>,
) -> Result<Value<'js>> {
    match numbers {
        Ok(numbers) => {
            let values = numbers.map(|number| uint8_array(ctx, number));
            array(ctx, values.into_iter().collect::<Result<Vec<_>>>()?)
        }
        Err(Error::NoRandomness) => random::fail(ctx),
        Err(_) => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `generate(bits, e)`: the eight numbers of a private key.
fn generate<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    numbers(
        ctx,
        rsa::generate(args.u32(0)? as usize, args.bytes(1)?, &mut fill_bytes),
    )
}

/// `complete(n, e, d, p, q)`: the eight numbers of that key.
fn complete<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    numbers(ctx, rsa::complete(&private(args, 0)?))
}

/// `isPublicKey(n, e)`.
fn is_public_key<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let is_key = rsa::is_public_key(args.bytes(0)?, args.bytes(1)?);
    Ok(Value::new_bool(ctx.clone(), is_key))
}

/// `sign(hash, saltLength, digest, n, e, d, p, q)`.
fn sign<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (scheme, digest) = (scheme(ctx, args)?, args.bytes(2)?);
    outcome(
        ctx,
        rsa::sign(&private(args, 3)?, scheme, digest, &mut fill_bytes),
    )
}

/// `verify(hash, saltLength, digest, n, e, signature)`.
fn verify<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (scheme, digest) = (scheme(ctx, args)?, args.bytes(2)?);
    let verdict = rsa::verify(
        args.bytes(3)?,
        args.bytes(4)?,
        scheme,
        args.bytes(5)?,
        digest,
    );
    Ok(Value::new_bool(ctx.clone(), verdict == Ok(true)))
}

/// `encrypt(hash, label, text, n, e)`.
fn encrypt<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (padding, text) = (padding(ctx, args)?, args.bytes(2)?);
    outcome(
        ctx,
        rsa::encrypt(
            args.bytes(3)?,
            args.bytes(4)?,
            padding,
            text,
            &mut fill_bytes,
        ),
    )
}

/// `decrypt(hash, label, bytes, n, e, d, p, q)`.
fn decrypt<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (padding, bytes) = (padding(ctx, args)?, args.bytes(2)?);
    outcome(
        ctx,
        rsa::decrypt(&private(args, 3)?, padding, bytes, &mut fill_bytes),
    )
}
