//! `native:kdf`: keys from passwords and from other keys.
use super::digest::algorithm;
use super::{Args, natives, outcome};
use jsc_crypto::kdf;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:kdf" {
    c"pbkdf2" => pbkdf2,
    c"hkdf" => hkdf,
    c"scrypt" => scrypt,
} }

/// `pbkdf2(digest, password, salt, iterations, length)`.
fn pbkdf2<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let digest = algorithm(ctx, args, 0)?;
    let (password, salt) = (args.bytes(1)?, args.bytes(2)?);
    let (iterations, length) = (args.u32(3)?, args.u32(4)? as usize);
    outcome(ctx, kdf::pbkdf2(digest, password, salt, iterations, length))
}

/// `hkdf(digest, key, salt, info, length)`; undefined for more than 255 digests of output.
fn hkdf<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let digest = algorithm(ctx, args, 0)?;
    let (key, salt, info) = (args.bytes(1)?, args.bytes(2)?, args.bytes(3)?);
    outcome(
        ctx,
        kdf::hkdf(digest, key, salt, info, args.u32(4)? as usize),
    )
}

/// `scrypt(password, salt, log2 of the cost, block size, parallelization, length)`; undefined for
/// parameters that scrypt does not have.
fn scrypt<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (password, salt) = (args.bytes(0)?, args.bytes(1)?);
    let (log_n, r, p) = (args.u32(2)? as u8, args.u32(3)?, args.u32(4)?);
    outcome(
        ctx,
        kdf::scrypt(password, salt, log_n, r, p, args.u32(5)? as usize),
    )
}
