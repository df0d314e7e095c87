//! `native:console`: the methods of `console` that print their arguments. Plain
//! texts and numbers are written at once; all else is formatted by `js/console/`.
use super::{Args, io, natives};
use crate::buffer::Buffer;
use crate::engine;
use crate::stdio::{self, STDERR, STDOUT};
use core::cell::UnsafeCell;
use rquickjs::{Ctx, Result, Value, qjs};
use wasip1::Fd;

natives! { c"native:console" {
    c"debug" => out,
    c"dirxml" => out,
    c"error" => err,
    c"info" => out,
    c"log" => out,
    c"warn" => err,
    c"register" => register_formatter,
    c"setIndented" => set_indented,
} }

/// Of a line that needs no allocation.
const LINE_BYTES: usize = 256;
/// A buffer that a longer line needed is not kept.
const LINE_BYTES_MAX: usize = 64 * 1024;

struct Console {
    /// `formatter(fd, ...args)`: prints what is not plain, or is indented.
    formatter: Option<qjs::JSValue>,
    is_indented: bool,
    line: Buffer<LINE_BYTES>,
}

struct Cell(UnsafeCell<Console>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static CONSOLE: Cell = Cell(UnsafeCell::new(Console {
    formatter: None,
    is_indented: false,
    line: Buffer::new(),
}));

fn console() -> &'static mut Console {
    // SAFETY: one thread; the functions here let go before JavaScript runs.
    unsafe { &mut *CONSOLE.0.get() }
}

/// `register(formatter, ...methods)`: who formats, and which of the functions here
/// the program calls itself: they are no frames in its stack traces.
fn register_formatter<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let formatter = args.value(0);
    console().formatter = Some(formatter.as_raw());
    core::mem::forget(formatter);
    for method in 1..args.len() {
        // SAFETY: the runtime passes functions of this module.
        unsafe { engine::jsc_hide_native(args.raw(method)) }
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// `setIndented(on)`: whether lines are indented, which the formatter does.
fn set_indented<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    console().is_indented = args.value(0).as_bool() == Some(true);
    Ok(Value::new_undefined(ctx.clone()))
}

fn out<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    print(ctx, args, STDOUT)
}

fn err<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    print(ctx, args, STDERR)
}

fn print<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>, fd: Fd) -> Result<Value<'js>> {
    let console = console();
    console.line.clear(LINE_BYTES_MAX);
    let is_plain = !console.is_indented && put_line(ctx, args, &mut console.line)?;
    let written = match is_plain {
        true => stdio::write(fd, console.line.bytes()),
        false => Ok(()),
    };
    written.or_else(|errno| io::fail(ctx, "write", errno))?;
    if !is_plain {
        format(ctx, args, fd)?;
    }
    Ok(Value::new_undefined(ctx.clone()))
}

fn format<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>, fd: Fd) -> Result<()> {
    let Some(formatter) = console().formatter else {
        return Ok(());
    };
    let mut values = Vec::with_capacity(1 + args.len());
    values.push(qjs::JS_MKVAL(qjs::JS_TAG_INT, fd as i32));
    values.extend((0..args.len()).map(|index| args.raw(index)));
    // SAFETY: the console owns the formatter; the wrapper gets its own reference.
    let formatter =
        unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), formatter)) };
    engine::call(ctx, &formatter, &values).map(|_| ())
}

/// The arguments with spaces between them; false when one has to be formatted.
fn put_line<'js>(
    ctx: &Ctx<'js>,
    args: Args<'_, 'js>,
    line: &mut Buffer<LINE_BYTES>,
) -> Result<bool> {
    for index in 0..args.len() {
        if index > 0 {
            line.push(b' ');
        }
        let has_formats = index == 0 && args.len() > 1;
        if !put(ctx, args.raw(index), has_formats, line)? {
            return Ok(false);
        }
    }
    line.push(b'\n');
    Ok(true)
}

/// A string or number as `console.log` prints it; false when the value is neither,
/// is -0, or `has_formats` and the text may hold one.
fn put(
    ctx: &Ctx<'_>,
    value: qjs::JSValue,
    has_formats: bool,
    line: &mut Buffer<LINE_BYTES>,
) -> Result<bool> {
    let mut length = 0;
    // SAFETY: a live value; the out pointer is ours, the bytes are the string's own.
    let ascii = unsafe {
        let start = engine::jsc_ascii(value, &mut length);
        (!start.is_null()).then(|| core::slice::from_raw_parts(start, length as usize))
    };
    let text: engine::JsText;
    let bytes = match ascii {
        Some(bytes) => bytes,
        // SAFETY: only the tags are read.
        None if unsafe { qjs::JS_IsString(value) } || is_number(ctx, value) => {
            text = engine::to_utf8(ctx, value)?;
            &text
        }
        None => return Ok(false),
    };
    if has_formats && bytes.contains(&b'%') {
        return Ok(false);
    }
    line.extend(bytes);
    Ok(true)
}

/// Whether a value is a number other than -0.
fn is_number(ctx: &Ctx<'_>, value: qjs::JSValue) -> bool {
    let mut number = 0.0;
    // SAFETY: a number's conversion runs no code; the out pointer is ours.
    unsafe {
        qjs::JS_IsNumber(value)
            && qjs::JS_ToFloat64(ctx.as_raw().as_ptr(), &mut number, value) == 0
            && !(number == 0.0 && number.is_sign_negative())
    }
}
