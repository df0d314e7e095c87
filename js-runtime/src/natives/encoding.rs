//! `native:encoding`: every encoding of the WHATWG Encoding Standard, with the
//! tables of encoding_rs. Programs that need UTF-8 alone do without this group.
use super::handle::Class;
use super::text::{input_bytes, out_of_memory};
use super::{Args, natives};
use crate::engine;
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, REPLACEMENT};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:encoding" {
    c"nameOf" => name_of,
    c"open" => open,
    c"decode" => decode,
} }

static DECODER: Class<Decoder> = Class::new(c"Decoder");

/// `nameOf(label)`: the encoding's name in lower case; undefined for an unknown
/// label and for those of the replacement encoding, which cannot be decoded.
fn name_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    match Encoding::for_label_no_replacement(&args.utf8(0)?) {
        Some(encoding) => engine::new_string(ctx, encoding.name().to_ascii_lowercase().as_bytes()),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `open(name)`: a decoder at the start of a stream.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let encoding = Encoding::for_label(&args.utf8(0)?).unwrap_or(REPLACEMENT);
    DECODER.wrap(ctx, encoding.new_decoder_without_bom_handling())
}

/// `decode(decoder, input, fatal, last)`: the text of the next bytes. After
/// `last` the decoder must not be used again. Undefined for malformed input
/// when `fatal`, null for input that is neither a buffer nor a view.
fn decode<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let input = args.value(1);
    let Some(input) = input_bytes(ctx, &input) else {
        return Ok(Value::new_null(ctx.clone()));
    };
    let (fatal, last) = (args.number(2)? != 0.0, args.number(3)? != 0.0);
    let decoder = DECODER.get(ctx, args.raw(0))?;
    let mut text = String::new();
    let room = if fatal {
        decoder.max_utf8_buffer_length_without_replacement(input.len())
    } else {
        decoder.max_utf8_buffer_length(input.len())
    };
    if room.is_none_or(|room| text.try_reserve_exact(room).is_err()) {
        return out_of_memory(ctx);
    }
    let whole = if fatal {
        decoder
            .decode_to_string_without_replacement(input, &mut text, last)
            .0
            == DecoderResult::InputEmpty
    } else {
        decoder.decode_to_string(input, &mut text, last).0 == CoderResult::InputEmpty
    };
    if !whole {
        return Ok(Value::new_undefined(ctx.clone()));
    }
    engine::new_string(ctx, text.as_bytes())
}
