//! `native:digest`: digests, and authentication codes over them.
use super::handle::Class;
use super::{Args, bytes_of, natives, outcome, uint8_array};
use crate::engine;
use jsc_crypto::digest::{Algorithm, Hasher, find};
use jsc_crypto::hmac::Hmac;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:digest" {
    c"lengthOf" => length_of,
    c"blockLengthOf" => block_length_of,
    c"isExtendable" => is_extendable,
    c"digest" => digest,
    c"open" => open,
    c"openHmac" => open_hmac,
    c"update" => update,
    c"copy" => copy,
    c"finish" => finish,
} }

enum Running {
    Digest(Box<dyn Hasher>),
    Hmac(Hmac),
    /// Its end was asked for.
    Finished,
}

static RUNNING: Class<Running> = Class::new(c"Digest");

/// The algorithm that an argument names.
///
/// # Errors
/// A TypeError where there is none, which JavaScript rules out first.
pub fn algorithm(ctx: &Ctx<'_>, args: Args<'_, '_>, index: usize) -> Result<&'static Algorithm> {
    match find(&args.word(index)?) {
        Some(algorithm) => Ok(algorithm),
        None => engine::throw(ctx, engine::ErrorClass::Type, "no such digest"),
    }
}

/// `lengthOf(name)`: the bytes of a digest, by default; undefined for a name of none.
fn length_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(match find(&args.word(0)?) {
        Some(algorithm) => Value::new_int(ctx.clone(), algorithm.output_len as i32),
        None => Value::new_undefined(ctx.clone()),
    })
}

/// `blockLengthOf(name)`: the bytes that it takes in at once.
fn block_length_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let algorithm = algorithm(ctx, args, 0)?;
    Ok(Value::new_int(ctx.clone(), algorithm.block_len as i32))
}

/// `isExtendable(name)`: whether it gives as many bytes as asked for.
fn is_extendable<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let algorithm = algorithm(ctx, args, 0)?;
    Ok(Value::new_bool(ctx.clone(), algorithm.is_extendable))
}

/// `digest(name, bytes)`: the digest of one message.
fn digest<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    uint8_array(ctx, algorithm(ctx, args, 0)?.digest(args.bytes(1)?))
}

/// `open(name)`: a digest of a message that comes in pieces.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let hasher = algorithm(ctx, args, 0)?.start();
    RUNNING.wrap(ctx, Running::Digest(hasher))
}

/// `openHmac(name, key)`: an authentication code of a message that comes in pieces.
fn open_hmac<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let hmac = Hmac::new(algorithm(ctx, args, 0)?, args.bytes(1)?);
    RUNNING.wrap(ctx, Running::Hmac(hmac))
}

/// `update(running, bytes | string)`: takes in a piece; a string's UTF-8.
fn update<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let running = RUNNING.get(ctx, args.raw(0))?;
    let mut take = |bytes: &[u8]| match running {
        Running::Digest(hasher) => hasher.update(bytes),
        Running::Hmac(hmac) => hmac.update(bytes),
        Running::Finished => {}
    };
    match bytes_of(ctx, &args.value(1)) {
        Some(bytes) => take(bytes),
        None => take(&args.utf8(1)?),
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// `copy(running)`: another that goes on from here.
fn copy<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let copy = match RUNNING.get(ctx, args.raw(0))? {
        Running::Digest(hasher) => Running::Digest(hasher.copy()),
        Running::Hmac(hmac) => Running::Hmac(hmac.copy()),
        Running::Finished => Running::Finished,
    };
    RUNNING.wrap(ctx, copy)
}

/// `finish(running, length)`: the digest, of `length` bytes where it is extendable, or the code. The object
/// is of no use afterwards.
fn finish<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let length = args.u32(1)? as usize;
    let running = RUNNING.get(ctx, args.raw(0))?;
    let bytes = match core::mem::replace(running, Running::Finished) {
        Running::Digest(hasher) => hasher.finish(length),
        Running::Hmac(hmac) => Ok(hmac.finish()),
        Running::Finished => Ok(Vec::new()),
    };
    outcome(ctx, bytes)
}
