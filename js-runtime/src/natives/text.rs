//! `native:text`: UTF-8, UTF-16 and windows-1252, as the WHATWG Encoding
//! Standard has them (<https://encoding.spec.whatwg.org/>).
use super::{Args, bytes_of, inspect, natives};
use crate::engine;
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
    unsafe {
        engine::checked(
            ctx,
            qjs::JS_NewUint8ArrayCopy(ctx.as_raw().as_ptr(), text.as_ptr(), text.len() as _),
        )
    }
}

/// `encodeInto(string, uint8Array, counts)`: writes the characters that fit
/// whole. Sets `counts` to the UTF-16 units read and the bytes written. Returns
/// whether the target is a Uint8Array.
fn encode_into<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf8(0)?;
    let target = args.value(1);
    // SAFETY: the class of a live value is read.
    let class = unsafe { qjs::JS_GetTypedArrayType(target.as_raw()) };
    let is_bytes = class == qjs::JSTypedArrayEnum_JS_TYPED_ARRAY_UINT8 as i32;
    if is_bytes {
        let target = bytes_of(ctx, &target).unwrap_or_default();
        let fit = whole_characters(&text, target.len());
        target[..fit.len()].copy_from_slice(fit);
        let counts = args.value(2);
        set_number(ctx, &counts, 0, utf16_length(fit) as f64)?;
        set_number(ctx, &counts, 1, fit.len() as f64)?;
    }
    Ok(Value::new_bool(ctx.clone(), is_bytes))
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
    utf8.iter()
        .map(|&b| usize::from(!is_continuation(b)) + usize::from(b >= 0xf0))
        .sum()
}

/// Sets an element of an array that no user code reaches.
pub(super) fn set_number<'js>(
    ctx: &Ctx<'js>,
    array: &Value<'js>,
    index: u32,
    number: f64,
) -> Result<()> {
    let number = Value::new_number(ctx.clone(), number).as_raw();
    // SAFETY: a number needs no reference.
    if unsafe { qjs::JS_SetPropertyUint32(ctx.as_raw().as_ptr(), array.as_raw(), index, number) }
        < 0
    {
        return Err(rquickjs::Error::Exception);
    }
    Ok(())
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
        const ENCODINGS: [Encoding; 4] = [
            Encoding::Utf8,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
            Encoding::Windows1252,
        ];
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
        Stream {
            pending: [a, b, c],
            pending_len: usize::from(rest & 3),
            started: rest & 4 != 0,
        }
    }

    fn bits(&self) -> u32 {
        let [a, b, c] = self.pending;
        u32::from_le_bytes([
            a,
            b,
            c,
            self.pending_len as u8 | u8::from(self.started) << 2,
        ])
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
    let before =
        unsafe { engine::checked(ctx, qjs::JS_GetPropertyUint32(raw, state.as_raw(), 0))? };
    let mut stream = Stream::from_bits(before.as_number().unwrap_or_default() as u32);
    let text = decode_chunk(ctx, input, &mode, &mut stream)?;
    let after = if mode.stream && text.is_some() {
        stream.bits()
    } else {
        0
    };
    set_number(ctx, &state, 0, after.into())?;
    Ok(text.unwrap_or_else(|| Value::new_undefined(ctx.clone())))
}

/// The bytes of a `BufferSource`, shared ones included; none when the buffer is
/// detached.
pub fn input_bytes<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<&'js [u8]> {
    if value.is_undefined() {
        return Some(&[]);
    }
    let bytes = bytes_of(ctx, value);
    if bytes.is_some() || !value.is_object() {
        return bytes.map(|bytes| &*bytes);
    }
    if inspect::has_class(value, "SharedArrayBuffer") {
        return Some(shared_bytes(ctx, value).unwrap_or_default());
    }
    // SAFETY: the class of a live value is read.
    let bytes = unsafe {
        if qjs::JS_IsDataView(value.as_raw()) {
            Some(data_view_bytes(ctx, value).unwrap_or_default())
        } else {
            (qjs::JS_GetTypedArrayType(value.as_raw()) >= 0).then_some(&[][..])
        }
    };
    // Asking a view of a detached buffer for its place threw.
    drop(ctx.catch());
    bytes
}

fn data_view_bytes<'js>(ctx: &Ctx<'js>, view: &Value<'js>) -> Option<&'js [u8]> {
    let number = |name| engine::get(ctx, view, name).ok()?.as_number();
    let offset = number(c"byteOffset")? as usize;
    let len = number(c"byteLength")? as usize;
    let buffer = engine::get(ctx, view, c"buffer").ok()?;
    input_bytes(ctx, &buffer)?.get(offset..offset.checked_add(len)?)
}

fn shared_bytes<'js>(ctx: &Ctx<'js>, buffer: &Value<'js>) -> Option<&'js [u8]> {
    let mut len = 0;
    // SAFETY: the memory is the buffer's, and nothing runs while it is read.
    unsafe {
        let start = qjs::JS_GetArrayBuffer(ctx.as_raw().as_ptr(), &mut len, buffer.as_raw());
        (!start.is_null()).then(|| core::slice::from_raw_parts(start, len as usize))
    }
}

fn decode_chunk<'js>(
    ctx: &Ctx<'js>,
    input: &[u8],
    mode: &Mode,
    stream: &mut Stream,
) -> Result<Option<Value<'js>>> {
    let mut joined;
    let mut bytes = input;
    if stream.pending_len > 0 {
        joined = reserve(ctx, stream.pending_len + input.len())?;
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
        bytes = bytes
            .strip_prefix(byte_order_mark(mode.encoding))
            .unwrap_or(bytes);
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
            let lead = bytes
                .iter()
                .rev()
                .take(3)
                .position(|&b| !is_continuation(b));
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
            odd + if matches!(last, Some(0xd8..=0xdb)) {
                2
            } else {
                0
            }
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
    let replacement = |invalid: &[u8]| if invalid.is_empty() { "" } else { "\u{fffd}" };
    let len = bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().len() + replacement(chunk.invalid()).len())
        .sum();
    let mut text = reserve::<u8>(ctx, len)?;
    for chunk in bytes.utf8_chunks() {
        text.extend_from_slice(chunk.valid().as_bytes());
        text.extend_from_slice(replacement(chunk.invalid()).as_bytes());
    }
    engine::new_string(ctx, &text).map(Some)
}

fn decode_utf16<'js>(
    ctx: &Ctx<'js>,
    bytes: &[u8],
    unit: fn([u8; 2]) -> u16,
    fatal: bool,
) -> Result<Option<Value<'js>>> {
    const REPLACEMENT: u16 = 0xfffd;
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut units = reserve(ctx, pairs.len() + odd.len())?;
    units.extend(pairs.iter().map(|&pair| unit(pair)));
    let mut malformed = !odd.is_empty();
    // A lead surrogate and an odd byte after it are one error, not two.
    if malformed && units.last().is_none_or(|&last| !is_lead(last)) {
        units.push(REPLACEMENT);
    }
    let mut at = 0;
    while let Some(&first) = units.get(at) {
        if is_lead(first) && units.get(at + 1).is_some_and(|&next| is_trail(next)) {
            at += 1;
        } else if is_lead(first) || is_trail(first) {
            malformed = true;
            units[at] = REPLACEMENT;
        }
        at += 1;
    }
    if fatal && malformed {
        return Ok(None);
    }
    string_of_units(ctx, &units).map(Some)
}

fn is_lead(unit: u16) -> bool {
    unit & 0xfc00 == 0xd800
}

fn is_trail(unit: u16) -> bool {
    unit & 0xfc00 == 0xdc00
}

/// The characters of 0x80 to 0x9f; those of the other bytes have the same number.
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WINDOWS_1252: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
    0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc,
    0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];

fn decode_windows_1252<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<Value<'js>> {
    if bytes.is_ascii() {
        return engine::new_string(ctx, bytes);
    }
    let mut units = reserve(ctx, bytes.len())?;
    units.extend(bytes.iter().map(|&byte| match byte {
        0x80..0xa0 => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => byte.into(),
    }));
    string_of_units(ctx, &units)
}

/// A JavaScript string of UTF-16 units.
fn string_of_units<'js>(ctx: &Ctx<'js>, units: &[u16]) -> Result<Value<'js>> {
    if units.iter().fold(0, |all, unit| all | unit) > 0xff {
        // SAFETY: QuickJS copies the units.
        return unsafe {
            let string =
                qjs::JS_NewStringUTF16(ctx.as_raw().as_ptr(), units.as_ptr(), units.len() as _);
            engine::checked(ctx, string)
        };
    }
    // By way of UTF-8 it becomes a string of bytes, half as large.
    let len = units.iter().map(|&unit| 1 + usize::from(unit >> 7)).sum();
    let mut utf8 = reserve::<u8>(ctx, len)?;
    for &unit in units {
        if unit < 0x80 {
            utf8.push(unit as u8);
        } else {
            utf8.extend_from_slice(&[0xc0 | (unit >> 6) as u8, 0x80 | (unit & 0x3f) as u8]);
        }
    }
    engine::new_string(ctx, &utf8)
}

/// An empty vector with room for `len` items.
fn reserve<T>(ctx: &Ctx<'_>, len: usize) -> Result<Vec<T>> {
    let mut items = Vec::new();
    match items.try_reserve_exact(len) {
        Ok(()) => Ok(items),
        Err(_) => out_of_memory(ctx),
    }
}

/// Throws what the engine throws when an allocation fails.
pub fn out_of_memory<T>(ctx: &Ctx<'_>) -> Result<T> {
    // SAFETY: throwing needs no more than the context.
    unsafe { qjs::JS_ThrowOutOfMemory(ctx.as_raw().as_ptr()) };
    Err(rquickjs::Error::Exception)
}
