//! `native:chacha`: ChaCha20-Poly1305, as `native:aes` has GCM.
use super::handle::Class;
use super::{Args, natives, outcome, uint8_array};
use jsc_crypto::chacha::ChaCha;
use rquickjs::{Ctx, Result, Value};

natives! { c"native:chacha" {
    c"open" => open,
    c"authenticate" => authenticate,
    c"update" => update,
    c"tag" => tag,
    c"hasTag" => has_tag,
} }

static RUNNING: Class<ChaCha> = Class::new(c"ChaCha");

/// `open(key, nonce, decrypts)`: a message that comes in pieces; undefined for keys and nonces of other sizes.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let decrypts = args.number(2)? != 0.0;
    match ChaCha::new(args.bytes(0)?, args.bytes(1)?, decrypts) {
        Ok(message) => RUNNING.wrap(ctx, message),
        Err(_) => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `authenticate(running, bytes)`: whether it could take that in as additional data.
fn authenticate<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let taken = RUNNING.get(ctx, args.raw(0))?.authenticate(args.bytes(1)?);
    Ok(Value::new_bool(ctx.clone(), taken.is_ok()))
}

/// `update(running, bytes)`: what that gives; undefined past what one nonce is for.
fn update<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let mut bytes = args.bytes(1)?.to_vec();
    let applied = RUNNING.get(ctx, args.raw(0))?.apply(&mut bytes);
    outcome(ctx, applied.map(|()| bytes))
}

/// `tag(running)`.
fn tag<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    uint8_array(ctx, RUNNING.get(ctx, args.raw(0))?.tag().to_vec())
}

/// `hasTag(running, tag)`: whether that is the tag, or its start.
fn has_tag<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let has = RUNNING.get(ctx, args.raw(0))?.has_tag(args.bytes(1)?);
    Ok(Value::new_bool(ctx.clone(), has))
}
