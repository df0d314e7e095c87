//! `native:aes`: AES in its modes. Keys have 16, 24 or 32 bytes, which JavaScript checks.
use super::handle::Class;
use super::{Args, natives, outcome, uint8_array};
use crate::engine;
use jsc_crypto::Error;
use jsc_crypto::aes::{self, Aes, BLOCK, Blocks, Ctr, Gcm};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:aes" {
    c"wrap" => wrap,
    c"unwrap" => unwrap,
    c"seal" => seal,
    c"unseal" => unseal,
    c"open" => open,
    c"setPadded" => set_padded,
    c"authenticate" => authenticate,
    c"update" => update,
    c"finish" => finish,
    c"tag" => tag,
    c"hasTag" => has_tag,
} }

/// A message under way.
enum Running {
    Blocks(Blocks),
    Ctr(Ctr),
    Gcm(Gcm),
}

static RUNNING: Class<Running> = Class::new(c"Cipher");

fn cipher(ctx: &Ctx<'_>, args: Args<'_, '_>, index: usize) -> Result<Aes> {
    match Aes::new(args.bytes(index)?) {
        Ok(aes) => Ok(aes),
        Err(_) => engine::throw(ctx, engine::ErrorClass::Type, "no key of AES"),
    }
}

/// `wrap(key, bytes)`: RFC 3394; undefined when the length is wrong.
fn wrap<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, aes::wrap(cipher(ctx, args, 0)?, args.bytes(1)?))
}

/// `unwrap(key, bytes)`; undefined for what was not wrapped with the key.
fn unwrap<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(ctx, aes::unwrap(cipher(ctx, args, 0)?, args.bytes(1)?))
}

/// `seal(key, iv, aad, bytes, tagLength)`: the ciphertext of GCM, its tag after it.
fn seal<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (aes, tag_len) = (cipher(ctx, args, 0)?, args.u32(4)? as usize);
    outcome(
        ctx,
        aes::seal(aes, args.bytes(1)?, args.bytes(2)?, args.bytes(3)?, tag_len),
    )
}

/// `unseal(key, iv, aad, bytes, tagLength)`: the text of GCM; undefined when the tag is not right.
fn unseal<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (aes, tag_len) = (cipher(ctx, args, 0)?, args.u32(4)? as usize);
    outcome(
        ctx,
        aes::open(aes, args.bytes(1)?, args.bytes(2)?, args.bytes(3)?, tag_len),
    )
}

/// `open(mode, key, iv, decrypts, counterBits)`: a message that comes in pieces. The mode is `ecb`, `cbc`, `ctr`
/// or `gcm`; the iv has 16 bytes for `cbc` and `ctr`, one at least for `gcm`.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (mode, aes, iv) = (args.word(0)?, cipher(ctx, args, 1)?, args.bytes(2)?);
    let (decrypts, bits) = (args.number(3)? != 0.0, args.u32(4)?);
    let block = iv.first_chunk::<BLOCK>().copied();
    RUNNING.wrap(
        ctx,
        match mode.as_str() {
            "gcm" => Running::Gcm(Gcm::new(aes, iv, decrypts)),
            "ctr" => Running::Ctr(Ctr::new(aes, block.unwrap_or_default(), bits)),
            "cbc" => Running::Blocks(Blocks::new(aes, block, decrypts)),
            _ => Running::Blocks(Blocks::new(aes, None, decrypts)),
        },
    )
}

/// `setPadded(running, on)`: whether `ecb` and `cbc` end with a padding.
fn set_padded<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    if let Running::Blocks(blocks) = RUNNING.get(ctx, args.raw(0))? {
        blocks.set_padded(args.number(1)? != 0.0);
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// `authenticate(running, bytes)`: whether `gcm` could take that in as additional data.
fn authenticate<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let taken = match RUNNING.get(ctx, args.raw(0))? {
        Running::Gcm(gcm) => gcm.authenticate(args.bytes(1)?).is_ok(),
        _ => false,
    };
    Ok(Value::new_bool(ctx.clone(), taken))
}

/// `update(running, bytes)`: what that gives.
fn update<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let bytes = args.bytes(1)?;
    let output = match RUNNING.get(ctx, args.raw(0))? {
        Running::Blocks(blocks) => blocks.update(bytes),
        Running::Ctr(ctr) => applied(bytes, |output| ctr.apply(output)),
        Running::Gcm(gcm) => applied(bytes, |output| gcm.apply(output)),
    };
    uint8_array(ctx, output)
}

fn applied(bytes: &[u8], apply: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut output = bytes.to_vec();
    apply(&mut output);
    output
}

/// `finish(running)`: the last bytes; undefined for a wrong length, null for a wrong padding.
fn finish<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let end = match RUNNING.get(ctx, args.raw(0))? {
        Running::Blocks(blocks) => blocks.clone().finish(),
        _ => Ok(Vec::new()),
    };
    match end {
        Err(Error::Refused) => Ok(Value::new_null(ctx.clone())),
        end => outcome(ctx, end),
    }
}

/// `tag(running)`: the tag of `gcm`.
fn tag<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    match RUNNING.get(ctx, args.raw(0))? {
        Running::Gcm(gcm) => uint8_array(ctx, gcm.clone().tag().to_vec()),
        _ => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `hasTag(running, tag)`: whether that is the tag of `gcm`, or its start.
fn has_tag<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let has = match RUNNING.get(ctx, args.raw(0))? {
        Running::Gcm(gcm) => gcm.clone().has_tag(args.bytes(1)?),
        _ => false,
    };
    Ok(Value::new_bool(ctx.clone(), has))
}
