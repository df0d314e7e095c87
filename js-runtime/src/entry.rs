//! The function kind: stdin to an argument, a result to stdout.
use crate::engine::{self, ErrorClass, to_utf8};
use crate::stdio::{self, STDIN, STDOUT};
use crate::{failure, json_input, start};
use core::ffi::c_int;
use jsc_abi::{InputMode, OutputMode};
use rquickjs::{Ctx, Result, Value, qjs};
use std::ffi::CString;

/// Calls the function once with all of stdin, or once a line, and writes each
/// result. Whatever fails ends the process.
pub fn call<'js>(
    ctx: &Ctx<'js>,
    function: Result<Value<'js>>,
    input: InputMode,
    output: OutputMode,
) {
    let done = function.and_then(|f| match input {
        InputMode::Ndjson => call_for_lines(ctx, &f, output),
        _ => call_once(ctx, &f, input, output),
    });
    if done.is_err() {
        failure::uncaught(ctx);
    }
}

/// The function that `namespace` exports by this name.
///
/// # Errors
/// The pending exception: a TypeError if the export is none.
pub fn function<'js>(ctx: &Ctx<'js>, namespace: &Value<'js>, export: &str) -> Result<Value<'js>> {
    // What CommonJS exports as a whole is its default export.
    if export == "default" && namespace.is_function() {
        return Ok(namespace.clone());
    }
    let name = CString::new(export).unwrap_or_default();
    let value = if namespace.is_object() {
        engine::get(ctx, namespace, &name)?
    } else {
        Value::new_undefined(ctx.clone())
    };
    if value.is_function() {
        return Ok(value);
    }
    let is = if value.is_object() {
        "an object"
    } else {
        "no function"
    };
    engine::throw(
        ctx,
        ErrorClass::Type,
        &[
            "the export '",
            export,
            "' is ",
            is,
            ", so it cannot be called",
        ]
        .concat(),
    )
}

/// Up to this many bytes of input, they and the argument are left to the end of the
/// process, as every result is: freeing takes longer than making room.
const SMALL_INPUT: usize = 16 * 1024;

fn call_once<'js>(
    ctx: &Ctx<'js>,
    f: &Value<'js>,
    input: InputMode,
    output: OutputMode,
) -> Result<()> {
    let bytes = stdio::read_to_end(STDIN).or_else(|errno| io_error(ctx, "read stdin", errno))?;
    let is_small = bytes.len() <= SMALL_INPUT;
    let argument = if bytes.is_empty() && input == InputMode::Json {
        Value::new_undefined(ctx.clone())
    } else {
        argument(ctx, bytes, input)?
    };
    if is_small {
        core::mem::forget(argument.clone());
    }
    core::mem::forget(respond(ctx, f, argument, output, b"")?);
    Ok(())
}

fn argument<'js>(ctx: &Ctx<'js>, bytes: Vec<u8>, input: InputMode) -> Result<Value<'js>> {
    match input {
        InputMode::Json | InputMode::Ndjson => {
            let value = json_input::parse(ctx, &bytes, 0);
            free_if_large(bytes);
            value
        }
        InputMode::Text => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            let value = engine::new_string(ctx, String::from_utf8_lossy(text).as_bytes());
            free_if_large(bytes);
            value
        }
        InputMode::Bytes => crate::natives::uint8_array(ctx, bytes),
    }
}

/// The buffer of a small input is in the image, where freeing is slow.
fn free_if_large(bytes: Vec<u8>) {
    if bytes.len() <= SMALL_INPUT {
        core::mem::forget(bytes);
    }
}

/// Calls the function, and writes and gives back what it returns; `json` output ends
/// in a line break, other output in `end`.
fn respond<'js>(
    ctx: &Ctx<'js>,
    f: &Value<'js>,
    argument: Value<'js>,
    output: OutputMode,
    end: &[u8],
) -> Result<Value<'js>> {
    let returned = engine::call(ctx, f, &[argument.as_raw()])?;
    drop(argument);
    let result = awaited(ctx, returned)?;
    match output {
        OutputMode::Json => write_json(ctx, &result)?,
        OutputMode::Text | OutputMode::Bytes if result.is_undefined() => {}
        OutputMode::Text | OutputMode::Bytes => {
            write_raw(ctx, &result, output)?;
            write(ctx, end)?;
        }
    }
    Ok(result)
}

/// What `await` makes of a value: any thenable is followed.
fn awaited<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: a live value, of which nothing is run.
    if !value.is_object() || unsafe { engine::jsc_lacks_then(raw, value.as_raw()) } {
        return Ok(value);
    }
    let mut functions = [qjs::JS_UNDEFINED; 2];
    // SAFETY: QuickJS fills both places with owned functions.
    let (promise, resolve, _reject) = unsafe {
        let promise = engine::checked(
            ctx,
            qjs::JS_NewPromiseCapability(raw, functions.as_mut_ptr()),
        )?;
        (
            promise,
            engine::owned(ctx, functions[0]),
            engine::owned(ctx, functions[1]),
        )
    };
    engine::call(ctx, &resolve, &[value.as_raw()])?;
    Ok(start::finish(
        ctx,
        &promise,
        "promise returned by the function",
    ))
}

fn write_json<'js>(ctx: &Ctx<'js>, result: &Value<'js>) -> Result<()> {
    let mut outcome = Ok(());
    let is_written = engine::write_json(ctx, result, |piece| {
        outcome = stdio::write(STDOUT, piece);
        outcome.is_ok()
    });
    if is_written {
        outcome.or_else(|errno| io_error(ctx, "write stdout", errno))?;
        return write(ctx, b"\n");
    }
    // SAFETY: JSON.stringify of a live value.
    let json = unsafe {
        let none = qjs::JS_UNDEFINED;
        engine::checked(
            ctx,
            qjs::JS_JSONStringify(ctx.as_raw().as_ptr(), result.as_raw(), none, none),
        )?
    };
    // undefined and functions have no JSON text: nothing is written.
    if json.is_undefined() {
        return Ok(());
    }
    write(ctx, &to_utf8(ctx, json.as_raw())?)?;
    write(ctx, b"\n")
}

fn write_raw<'js>(ctx: &Ctx<'js>, result: &Value<'js>, output: OutputMode) -> Result<()> {
    if let Some(bytes) = crate::natives::bytes_of(ctx, result) {
        return write(ctx, bytes);
    }
    if output == OutputMode::Bytes && !result.is_string() {
        return engine::throw(
            ctx,
            ErrorClass::Type,
            "with --output bytes the function must return a Uint8Array, an ArrayBuffer or a string",
        );
    }
    write(ctx, &to_utf8(ctx, result.as_raw())?)
}

fn write(ctx: &Ctx<'_>, bytes: &[u8]) -> Result<()> {
    stdio::write(STDOUT, bytes).or_else(|errno| io_error(ctx, "write stdout", errno))
}

fn io_error<T>(ctx: &Ctx<'_>, action: &str, errno: wasip1::Errno) -> Result<T> {
    engine::throw(
        ctx,
        ErrorClass::Type,
        &["cannot ", action, ": ", errno.message()].concat(),
    )
}

/// Calls the function for each line that is not blank, holding one line at a time.
fn call_for_lines<'js>(ctx: &Ctx<'js>, f: &Value<'js>, output: OutputMode) -> Result<()> {
    let mut lines = Lines::default();
    while let Some(line) = lines
        .next()
        .or_else(|errno| io_error(ctx, "read stdin", errno))?
    {
        if line.bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let argument = json_input::parse(ctx, line.bytes, line.offset)?;
        let end: &[u8] = if output == OutputMode::Text {
            b"\n"
        } else {
            b""
        };
        respond(ctx, f, argument, output, end)?;
    }
    Ok(())
}

/// Where the first line feed is, by wasi-libc's search of a word at a time.
fn line_feed(bytes: &[u8]) -> Option<usize> {
    unsafe extern "C" {
        fn memchr(bytes: *const u8, byte: c_int, count: usize) -> *const u8;
    }
    // SAFETY: reads within `bytes`.
    let at = unsafe { memchr(bytes.as_ptr(), c_int::from(b'\n'), bytes.len()) };
    (!at.is_null()).then(|| at as usize - bytes.as_ptr() as usize)
}

struct Line<'a> {
    bytes: &'a [u8],
    /// Of the line's first byte in stdin.
    offset: u64,
}

/// stdin cut at line feeds; memory is bounded by the longest line.
#[derive(Default)]
struct Lines {
    buffer: Vec<u8>,
    /// Where the next line starts in `buffer`.
    start: usize,
    /// How far `buffer` was searched for a line feed.
    searched: usize,
    /// Offset in stdin of the start of `buffer`.
    offset: u64,
    ended: bool,
}

impl Lines {
    const STEP: usize = 64 * 1024;

    fn next(&mut self) -> core::result::Result<Option<Line<'_>>, wasip1::Errno> {
        loop {
            if let Some(at) = line_feed(&self.buffer[self.searched..]) {
                let end = self.searched + at;
                return Ok(Some(self.take(end, end + 1)));
            }
            self.searched = self.buffer.len();
            if self.ended {
                let rest = self.start < self.buffer.len();
                return Ok(rest.then(|| self.take(self.buffer.len(), self.buffer.len())));
            }
            self.fill()?;
        }
    }

    fn take(&mut self, end: usize, next: usize) -> Line<'_> {
        let start = self.start;
        (self.start, self.searched) = (next, next);
        Line {
            bytes: &self.buffer[start..end],
            offset: self.offset + start as u64,
        }
    }

    fn fill(&mut self) -> core::result::Result<(), wasip1::Errno> {
        self.buffer.drain(..self.start);
        self.offset += self.start as u64;
        self.searched -= self.start;
        self.start = 0;
        let len = self.buffer.len();
        self.buffer.resize(len + Self::STEP, 0);
        let n = stdio::read(STDIN, &mut self.buffer[len..])?;
        self.buffer.truncate(len + n);
        self.ended = n == 0;
        Ok(())
    }
}
