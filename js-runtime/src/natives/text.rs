//! `native:text`: UTF-8, UTF-16 and windows-1252, as the WHATWG Encoding
//! Standard has them (<https://encoding.spec.whatwg.org/>).
use super::{Args, bytes_of, inspect, natives};
use crate::engine;
use core::ffi::CStr;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:text" {
    c"encode" => encode,
    c"encodeInto" => encode_into,
    c"decode" => decode,
} }

/// `encode(string)`: its UTF-8 as a Uint8Array.
fn encode<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf8(0)?;
    // SAFETY: QuickJS copies the bytes.
    unsafe { engine::checked(ctx, qjs::JS_NewUint8ArrayCopy(ctx.as_raw().as_ptr(), text.as_ptr(), text.len() as _)) }
}

/// `encodeInto(string, uint8Array)`: writes the characters that fit whole.
/// Returns `{ read, written }`, or undefined when the target is no Uint8Array.
fn encode_into<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf8(0)?;
    let target = args.value(1);
    // SAFETY: the class of a live value is read.
    let class = unsafe { qjs::JS_GetTypedArrayType(target.as_raw()) };
    if class != qjs::JSTypedArrayEnum_JS_TYPED_ARRAY_UINT8 as i32 {
        return Ok(Value::new_undefined(ctx.clone()));
    }
    let target = bytes_of(ctx, &target).unwrap_or_default();
    let fit = whole_characters(&text, target.len());
    target[..fit.len()].copy_from_slice(fit);
    result(ctx, [(c"read", utf16_length(fit)), (c"written", fit.len())])
}

/// The longest start of `utf8` of at most `max` bytes that splits no character.
fn whole_characters(utf8: &[u8], max: usize) -> &[u8] {
    let mut end = max.min(utf8.len());
    while end < utf8.len() && is_continuation(utf8[end]) {
        end -= 1;
    }
    &utf8[..end]
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many UTF-16 units the text has: a character of four bytes has two.
fn utf16_length(utf8: &[u8]) -> usize {
    utf8.iter().map(|&b| usize::from(!is_continuation(b)) + usize::from(b >= 0xf0)).sum()
}

fn result<'js, const N: usize>(ctx: &Ctx<'js>, numbers: [(&CStr, usize); N]) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: plain numbers become properties of a new object.
    unsafe {
        let object = engine::checked(ctx, qjs::JS_NewObject(raw))?;
        for (name, number) in numbers {
            let number = Value::new_number(ctx.clone(), number as f64).as_raw();
            if qjs::JS_SetPropertyStr(raw, object.as_raw(), name.as_ptr(), number) < 0 {
                return Err(rquickjs::Error::Exception);
            }
        }
        Ok(object)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// How to decode: the second argument of `decode`.
struct Mode {
    encoding: Encoding,
    /// Malformed input gives undefined rather than U+FFFD.
    fatal: bool,
    ignore_bom: bool,
    /// More input follows.
    stream: bool,
}

impl Mode {
    fn from_bits(bits: u32) -> Mode {
        const ENCODINGS: [Encoding; 4] =
            [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];
        Mode {
            encoding: ENCODINGS[(bits & 3) as usize],
            fatal: bits & 4 != 0,
            ignore_bom: bits & 8 != 0,
            stream: bits & 16 != 0,
        }
    }
}

/// What a stream carries from one call to the next, which JavaScript keeps for
/// us as a number.
#[derive(Default)]
struct Stream {
    /// The start of a character whose end has not come yet.
    pending: [u8; 3],
    pending_len: usize,
    /// A byte order mark can no longer come.
    started: bool,
}

impl Stream {
    fn from_bits(bits: u32) -> Stream {
        let [a, b, c, rest] = bits.to_le_bytes();
        Stream { pending: [a, b, c], pending_len: usize::from(rest & 3), started: rest & 4 != 0 }
    }

    fn bits(&self) -> u32 {
        let [a, b, c] = self.pending;
        u32::from_le_bytes([a, b, c, self.pending_len as u8 | u8::from(self.started) << 2])
    }
}

/// `decode(input, mode, state)`: the text of an ArrayBuffer, SharedArrayBuffer
/// or view, undefined when the mode is fatal and the input malformed, null when
/// the input is of another type. `mode` has the encoding in bits 0 and 1 (UTF-8,
/// UTF-16LE, UTF-16BE, windows-1252), then fatal, ignoreBOM and stream.
/// `state[0]` is 0 for a new stream, and is brought up to date.
fn decode<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let mode = Mode::from_bits(args.u32(1)?);
    let input = args.value(0);
    let Some(input) = input_bytes(ctx, &input) else {
        return Ok(Value::new_null(ctx.clone()));
    };
    let state = args.value(2);
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: the state is an array that no user code reaches.
    let before = unsafe { engine::checked(ctx, qjs::JS_GetPropertyUint32(raw, state.as_raw(), 0))? };
    let mut stream = Stream::from_bits(before.as_number().unwrap_or_default() as u32);
    let text = decode_chunk(ctx, input, &mode, &mut stream)?;
    let after = if mode.stream && text.is_some() { stream.bits() } else { 0 };
    let after = qjs::JS_MKVAL(qjs::JS_TAG_INT, after as i32);
    // SAFETY: as above; a number needs no reference.
    if unsafe { qjs::JS_SetPropertyUint32(raw, state.as_raw(), 0, after) } < 0 {
        return Err(rquickjs::Error::Exception);
    }
    Ok(text.unwrap_or_else(|| Value::new_undefined(ctx.clone())))
}

/// The bytes of a `BufferSource`, shared ones included; none when the buffer is
/// detached.
pub fn input_bytes<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<&'js [u8]> {
    if value.is_undefined() {
        return Some(&[]);
    }
    if let Some(bytes) = bytes_of(ctx, value) {
        return Some(bytes);
    }
    // SAFETY: the class checks come first; the bytes are those of the buffer.
    unsafe {
        if inspect::has_class(value, "SharedArrayBuffer") {
            let mut len = 0;
            let start = qjs::JS_GetArrayBuffer(ctx.as_raw().as_ptr(), &mut len, value.as_raw());
            return Some(if start.is_null() { &[] } else { core::slice::from_raw_parts(start, len as usize) });
        }
        let is_view = qjs::JS_GetTypedArrayType(value.as_raw()) >= 0 || qjs::JS_IsDataView(value.as_raw());
        // Asking a view of a detached buffer for its place threw.
        drop(ctx.catch());
        is_view.then_some(&[])
    }
}

fn decode_chunk<'js>(ctx: &Ctx<'js>, input: &[u8], mode: &Mode, stream: &mut Stream) -> Result<Option<Value<'js>>> {
    let mut joined = Vec::new();
    let mut bytes = input;
    if stream.pending_len > 0 {
        if joined.try_reserve_exact(stream.pending_len + input.len()).is_err() {
            return out_of_memory(ctx);
        }
        joined.extend_from_slice(&stream.pending[..stream.pending_len]);
        joined.extend_from_slice(input);
        bytes = &joined;
    }
    if mode.stream {
        let (whole, rest) = bytes.split_at(bytes.len() - incomplete_tail(bytes, mode.encoding));
        stream.pending[..rest.len()].copy_from_slice(rest);
        stream.pending_len = rest.len();
        bytes = whole;
    }
    if !bytes.is_empty() && !core::mem::replace(&mut stream.started, true) && !mode.ignore_bom {
        bytes = bytes.strip_prefix(byte_order_mark(mode.encoding)).unwrap_or(bytes);
    }
    match mode.encoding {
        Encoding::Utf8 => decode_utf8(ctx, bytes, mode.fatal),
        Encoding::Utf16Le => decode_utf16(ctx, bytes, u16::from_le_bytes, mode.fatal),
        Encoding::Utf16Be => decode_utf16(ctx, bytes, u16::from_be_bytes, mode.fatal),
        Encoding::Windows1252 => decode_windows_1252(ctx, bytes).map(Some),
    }
}

fn byte_order_mark(encoding: Encoding) -> &'static [u8] {
    match encoding {
        Encoding::Utf8 => b"\xef\xbb\xbf",
        Encoding::Utf16Le => b"\xff\xfe",
        Encoding::Utf16Be => b"\xfe\xff",
        Encoding::Windows1252 => b"",
    }
}

/// How many bytes at the end are the start of a character that more input
/// could complete; at most 3.
fn incomplete_tail(bytes: &[u8], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => {
            let lead = bytes.iter().rev().take(3).position(|&b| !is_continuation(b));
            let tail = lead.map_or(0, |at| at + 1);
            match core::str::from_utf8(&bytes[bytes.len() - tail..]) {
                Err(error) if error.valid_up_to() == 0 && error.error_len().is_none() => tail,
                _ => 0,
            }
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let odd = bytes.len() % 2;
            let high_byte = if encoding == Encoding::Utf16Le { 1 } else { 2 };
            let last = bytes.len().checked_sub(odd + high_byte).map(|at| bytes[at]);
            odd + if matches!(last, Some(0xd8..=0xdb)) { 2 } else { 0 }
        }
        Encoding::Windows1252 => 0,
    }
}

fn decode_utf8<'js>(ctx: &Ctx<'js>, bytes: &[u8], fatal: bool) -> Result<Option<Value<'js>>> {
    if core::str::from_utf8(bytes).is_ok() {
        return engine::new_string(ctx, bytes).map(Some);
    }
    if fatal {
        return Ok(None);
    }
    // Utf8Chunks cuts out maximal subparts, as the standard's decoder does.
    let characters = bytes.utf8_chunks().flat_map(|chunk| {
        let replacement = (!chunk.invalid().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
        chunk.valid().chars().chain(replacement)
    });
    new_string(ctx, characters).map(Some)
}

fn decode_utf16<'js>(
    ctx: &Ctx<'js>,
    bytes: &[u8],
    unit: fn([u8; 2]) -> u16,
    fatal: bool,
) -> Result<Option<Value<'js>>> {
    let (units, odd) = bytes.as_chunks::<2>();
    let characters = char::decode_utf16(units.iter().map(move |&pair| unit(pair)));
    if fatal && (!odd.is_empty() || characters.clone().any(|c| c.is_err())) {
        return Ok(None);
    }
    // A lead surrogate and the odd byte after it are one error, not two.
    let surrogate_before_odd = !odd.is_empty() && units.last().is_some_and(|&pair| unit(pair) & 0xfc00 == 0xd800);
    let end = (!odd.is_empty() && !surrogate_before_odd).then_some(char::REPLACEMENT_CHARACTER);
    let characters = characters.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    new_string(ctx, characters.chain(end)).map(Some)
}

/// The characters of 0x80 to 0x9f; those of the other bytes have the same number.
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn decode_windows_1252<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<Value<'js>> {
    if bytes.is_ascii() {
        return engine::new_string(ctx, bytes);
    }
    new_string(ctx, bytes.iter().map(|&byte| match byte {
        0x80..0xa0 => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }))
}

/// A JavaScript string of the characters, which are walked twice so that
/// memory is asked for once.
fn new_string<'js>(ctx: &Ctx<'js>, characters: impl Iterator<Item = char> + Clone) -> Result<Value<'js>> {
    let mut text = String::new();
    let len = characters.clone().map(char::len_utf8).sum();
    if text.try_reserve_exact(len).is_err() {
        return out_of_memory(ctx);
    }
    text.extend(characters);
    engine::new_string(ctx, text.as_bytes())
}

/// Throws what the engine throws when an allocation fails.
pub fn out_of_memory<T>(ctx: &Ctx<'_>) -> Result<T> {
    // SAFETY: throwing needs no more than the context.
    unsafe { qjs::JS_ThrowOutOfMemory(ctx.as_raw().as_ptr()) };
    Err(rquickjs::Error::Exception)
}
