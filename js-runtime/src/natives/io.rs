//! `native:io`: file descriptors.
use super::fs::error::SystemError;
use super::{Args, natives};
use crate::{engine, stdio};
use core::ffi::c_int;
use core::sync::atomic::{AtomicBool, Ordering};
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:io" {
    c"write" => write,
    c"read" => read,
    c"readAll" => read_all,
    c"decodeUtf8" => decode_utf8,
    c"isTerminal" => is_terminal,
    c"printer" => printer,
    c"indentOutput" => indent_output,
} }

/// `write(fd, string | bytes)`: writes all of it; returns the byte count.
fn write<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let data = args.value(1);
    let write = |bytes: &[u8]| stdio::write(fd, bytes).map(|()| bytes.len());
    let written = match super::bytes_of(ctx, &data) {
        Some(bytes) => write(bytes),
        None => write(&args.utf8(1)?),
    };
    let n = written.or_else(|errno| fail(ctx, "write", errno))?;
    Ok(Value::new_number(ctx.clone(), n as f64))
}

/// `read(fd, bytes)`: fills what one read gives; returns the count, 0 at the end.
fn read<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let n = stdio::read(fd, args.bytes(1)?).or_else(|errno| fail_to_read(ctx, fd, errno))?;
    Ok(Value::new_number(ctx.clone(), n as f64))
}

/// `readAll(fd)`: a Uint8Array of all that is left.
fn read_all<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let bytes = stdio::read_to_end(fd).or_else(|errno| fail_to_read(ctx, fd, errno))?;
    super::uint8_array(ctx, bytes)
}

/// `decodeUtf8(bytes)`: a string, with U+FFFD for each maximal invalid part as
/// the WHATWG Encoding Standard has it. A byte order mark stays.
fn decode_utf8<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let bytes: &[u8] = args.bytes(0)?;
    if core::str::from_utf8(bytes).is_ok() {
        return engine::new_string(ctx, bytes);
    }
    match replace_invalid(bytes) {
        Some(text) => engine::new_string(ctx, text.as_bytes()),
        None => {
            // SAFETY: the pending exception is what the error below stands for.
            unsafe { rquickjs::qjs::JS_ThrowOutOfMemory(ctx.as_raw().as_ptr()) };
            Err(rquickjs::Error::Exception)
        }
    }
}

/// None when the text does not fit in memory.
fn replace_invalid(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.try_reserve(chunk.valid().len() + char::REPLACEMENT_CHARACTER.len_utf8())
            .ok()?;
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Some(text)
}

/// `isTerminal(fd)`.
fn is_terminal<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(Value::new_bool(
        ctx.clone(),
        stdio::is_terminal(args.u32(0)?),
    ))
}

/// Whether what printers write has to be indented, which they leave to JavaScript.
static IS_INDENTED: AtomicBool = AtomicBool::new(false);

/// `indentOutput(on)`.
fn indent_output<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let on = args.value(0).as_bool().unwrap_or_default();
    IS_INDENTED.store(on, Ordering::Relaxed);
    Ok(Value::new_undefined(ctx.clone()))
}

/// `printer(name, print)`: a function of that name which writes texts and integers to
/// standard output, as console.log does, and calls `print` with all other arguments.
fn printer<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (raw, name) = (ctx.as_raw().as_ptr(), args.utf8(0)?);
    let name = crate::modules::c_string(&String::from_utf8_lossy(&name));
    let mut data = [args.raw(1)];
    // SAFETY: the function keeps references of its own to its data.
    unsafe {
        let call: qjs::JSCFunctionData = Some(print);
        let function =
            qjs::JS_NewCFunctionData2(raw, call, name.as_ptr(), 0, 0, 1, data.as_mut_ptr());
        engine::checked(ctx, function)
    }
}

unsafe extern "C" fn print(
    ctx: *mut qjs::JSContext,
    _this: qjs::JSValue,
    argc: c_int,
    argv: *mut qjs::JSValue,
    _magic: c_int,
    data: *mut qjs::JSValue,
) -> qjs::JSValue {
    // SAFETY: QuickJS passes `argc` values at `argv`, and the one of `printer`.
    unsafe {
        let values = match argc {
            0 => &[],
            _ => core::slice::from_raw_parts(argv, argc as usize),
        };
        let is_indented = IS_INDENTED.load(Ordering::Relaxed);
        if is_indented || stdio::is_interactive() || !is_plain(values) {
            return qjs::JS_Call(ctx, *data, qjs::JS_UNDEFINED, argc, argv);
        }
        match print_plain(values).or_else(|errno| fail(&engine::view(ctx), "write", errno)) {
            Ok(()) => qjs::JS_UNDEFINED,
            Err(_) => qjs::JS_EXCEPTION,
        }
    }
}

unsafe extern "C" {
    fn jsc_ascii(value: qjs::JSValue, length: *mut u32) -> *const u8;
}

/// The characters of a string that are all ASCII and in one piece.
fn ascii(value: &qjs::JSValue) -> Option<&[u8]> {
    let mut length = 0;
    // SAFETY: the string owns its characters, and the caller borrows it.
    unsafe {
        let start = jsc_ascii(*value, &mut length);
        (!start.is_null()).then(|| core::slice::from_raw_parts(start, length as usize))
    }
}

/// Whether the values print as they are: texts without conversions, and integers.
fn is_plain(values: &[qjs::JSValue]) -> bool {
    let is_text = |value: &qjs::JSValue| {
        ascii(value).is_some_and(|text| values.len() == 1 || !text.contains(&b'%'))
    };
    // SAFETY: reads the tag.
    let is_integer =
        |value: &qjs::JSValue| unsafe { qjs::JS_VALUE_GET_TAG(*value) } == qjs::JS_TAG_INT;
    values
        .iter()
        .all(|value| is_integer(value) || is_text(value))
}

/// Writes plain values with spaces between them, and a line break.
///
/// # Errors
/// The host's.
fn print_plain(values: &[qjs::JSValue]) -> core::result::Result<(), wasip1::Errno> {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            stdio::write(stdio::STDOUT, b" ")?;
        }
        match ascii(value) {
            Some(text) => stdio::write(stdio::STDOUT, text)?,
            // SAFETY: it is an integer.
            None => write_integer(unsafe { qjs::JS_VALUE_GET_INT(*value) })?,
        }
    }
    stdio::write(stdio::STDOUT, b"\n")
}

fn write_integer(value: i32) -> core::result::Result<(), wasip1::Errno> {
    let (mut digits, mut at, mut rest) = ([0; 11], 11, value.unsigned_abs());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    stdio::write(stdio::STDOUT, &digits[at..])
}

fn fail<T>(ctx: &Ctx<'_>, syscall: &str, errno: wasip1::Errno) -> Result<T> {
    SystemError {
        errno,
        syscall,
        path: None,
        dest: None,
    }
    .throw(ctx)
}

/// Hosts differ in what reading a directory gives; in Node it is EISDIR.
fn fail_to_read<T>(ctx: &Ctx<'_>, fd: wasip1::Fd, errno: wasip1::Errno) -> Result<T> {
    // SAFETY: no pointer passes.
    let is_directory = unsafe { wasip1::fd_fdstat_get(fd) }
        .is_ok_and(|stat| stat.fs_filetype == wasip1::FILETYPE_DIRECTORY);
    fail(
        ctx,
        "read",
        if is_directory {
            wasip1::ERRNO_ISDIR
        } else {
            errno
        },
    )
}
