//! `native:encoding`: every encoding of the WHATWG Encoding Standard, with the
//! tables of encoding_rs. Programs that need UTF-8 alone do without this group.
use super::text::{input_bytes, out_of_memory};
use super::{Args, natives};
use crate::engine;
use core::cell::UnsafeCell;
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, REPLACEMENT};
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:encoding" {
    c"nameOf" => name_of,
    c"open" => open,
    c"decode" => decode,
} }

struct Slot(UnsafeCell<qjs::JSClassID>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Slot {}

/// The engine's class of the objects that own a [`Decoder`]; 0 until the first
/// is made. A decoder is linear memory, so one that was opened at build time
/// lives on in the snapshot.
static CLASS: Slot = Slot(UnsafeCell::new(0));

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
    let class = class(ctx)?;
    // SAFETY: the object takes the decoder over; `finalize` frees it.
    unsafe {
        let object = engine::checked(ctx, qjs::JS_NewObjectClass(ctx.as_raw().as_ptr(), class))?;
        let decoder = Box::into_raw(Box::new(encoding.new_decoder_without_bom_handling()));
        qjs::JS_SetOpaque(object.as_raw(), decoder.cast());
        Ok(object)
    }
}

fn class(ctx: &Ctx<'_>) -> Result<qjs::JSClassID> {
    unsafe extern "C" fn finalize(_: *mut qjs::JSRuntime, value: qjs::JSValue) {
        // SAFETY: `open` gave the object a decoder, or failed before it did.
        unsafe {
            let decoder = qjs::JS_GetOpaque(value, *CLASS.0.get()).cast::<Decoder>();
            if !decoder.is_null() {
                drop(Box::from_raw(decoder));
            }
        }
    }
    // SAFETY: one thread; QuickJS copies the definition.
    unsafe {
        let id = &mut *CLASS.0.get();
        if *id == 0 {
            let runtime = qjs::JS_GetRuntime(ctx.as_raw().as_ptr());
            let definition = qjs::JSClassDef {
                class_name: c"Decoder".as_ptr(),
                finalizer: Some(finalize),
                gc_mark: None,
                call: None,
                exotic: core::ptr::null_mut(),
            };
            if qjs::JS_NewClass(runtime, qjs::JS_NewClassID(runtime, id), &definition) < 0 {
                *id = 0;
                return out_of_memory(ctx);
            }
        }
        Ok(*id)
    }
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
    // SAFETY: only `open` makes objects of the class, each with a decoder.
    let decoder = unsafe {
        qjs::JS_GetOpaque(args.raw(0), class(ctx)?)
            .cast::<Decoder>()
            .as_mut()
    };
    let Some(decoder) = decoder else {
        return engine::throw(ctx, engine::ErrorClass::Type, "not a decoder");
    };
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
