//! How a program fails: what it sees on stderr, and with which exit code.
use crate::engine::{self, to_utf8};
use crate::guest;
use crate::stdio::{self, STDERR};
use jsc_abi::LoadError;
use rquickjs::{Ctx, Value, qjs};

/// Exit code of a program that an error ends; Node's.
pub const FAILED: u32 = 1;

/// What stands before an error that nobody caught.
pub const UNCAUGHT: &str = "Uncaught ";

/// Errors nest through `cause` at most this deep in a message.
const MAX_CAUSES: usize = 8;

/// Reports the pending exception and ends the process with exit code 1.
pub fn uncaught(ctx: &Ctx<'_>) -> ! {
    let error = ctx.catch();
    report(ctx, UNCAUGHT, &error)
}

/// What a program does itself about errors; `jsc_use_errors` brings it.
pub struct Listeners {
    /// Whether the program goes on after an error.
    pub error: for<'js> fn(&Ctx<'js>, &Value<'js>, Origin) -> bool,
    /// The same for a promise and the reason of its rejection.
    pub rejection: for<'js> fn(&Ctx<'js>, &Value<'js>, &Value<'js>) -> bool,
    /// A rejected promise got a handler, maybe after it was reported.
    pub handled: for<'js> fn(&Ctx<'js>, &Value<'js>),
}

/// How an error came to be uncaught.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Code threw it.
    Code,
    /// The promise of a module's evaluation, or of a function's result, was rejected.
    Promise,
}

/// What a program that has `process` does at its end; `jsc_use_process` brings it.
pub struct Lifecycle {
    /// Nothing is left to run, and the program ends with this exit code or with another that is returned. None where it
    /// found more to do, which is done.
    pub exit_code: fn(&Ctx<'_>, u32) -> Option<u32>,
    /// The exit code where an error ends it.
    pub exit_code_of_failure: fn(&Ctx<'_>) -> u32,
}

/// Writes these texts to stderr.
pub fn print(texts: &[&str]) {
    for text in texts {
        let _ = stdio::write(STDERR, text.as_bytes());
    }
}

/// See [`Lifecycle::exit_code`].
#[inline(never)]
pub fn exit_code(ctx: &Ctx<'_>, code: u32) -> Option<u32> {
    match guest::get().and_then(|guest| guest.lifecycle) {
        Some(lifecycle) => (lifecycle.exit_code)(ctx, code),
        None => Some(code),
    }
}

pub fn listeners() -> Option<&'static Listeners> {
    guest::get().and_then(|guest| guest.listeners)
}

/// The pending exception of a job or timer: as [`uncaught`], unless the program
/// takes it.
#[cold]
#[inline(never)]
pub fn uncaught_in_turn(ctx: &Ctx<'_>) {
    let error = ctx.catch();
    offer(ctx, &error, Origin::Code)
}

/// Reports an error and ends the process with exit code 1, unless the program takes it.
#[cold]
#[inline(never)]
pub fn offer<'js>(ctx: &Ctx<'js>, error: &Value<'js>, origin: Origin) {
    if !listeners().is_some_and(|listeners| (listeners.error)(ctx, error, origin)) {
        report(ctx, UNCAUGHT, error)
    }
}

/// Reports a rejection that nobody handled and ends the process with exit code 1.
pub fn unhandled_rejection<'js>(ctx: &Ctx<'js>, reason: Value<'js>) -> ! {
    report(ctx, "Uncaught (in promise) ", &reason)
}

/// Ends the process with a message that has no JavaScript value behind it.
pub fn fatal(message: &str) -> ! {
    print(&[message, "\n"]);
    stdio::exit(FAILED)
}

fn report<'js>(ctx: &Ctx<'js>, prefix: &str, error: &Value<'js>) -> ! {
    // Once: what fails here is not told again.
    let lifecycle = guest::get().and_then(|guest| guest.lifecycle.take());
    let code = lifecycle.map_or(FAILED, |lifecycle| (lifecycle.exit_code_of_failure)(ctx));
    end(ctx, prefix, error, code)
}

/// Prints an error and ends the process.
#[inline(always)]
pub fn end<'js>(ctx: &Ctx<'js>, prefix: &str, error: &Value<'js>, code: u32) -> ! {
    let mut message = prefix.as_bytes().to_vec();
    describe(ctx, error, &mut message, 0);
    message.push(b'\n');
    let _ = stdio::write(STDERR, &message);
    stdio::exit(code)
}

/// Appends an error's stack and its causes', or a thrown value's text.
fn describe<'js>(ctx: &Ctx<'js>, error: &Value<'js>, out: &mut Vec<u8>, depth: usize) {
    let stack = if error.is_object() {
        engine::get(ctx, error, c"stack").ok()
    } else {
        None
    };
    match stack.filter(|s| s.is_string()) {
        Some(stack) => append_text(ctx, &stack, out),
        None => append_text(ctx, error, out),
    }
    if depth < MAX_CAUSES && error.is_error() {
        let cause = engine::get(ctx, error, c"cause").ok();
        if let Some(cause) = cause.filter(|cause| !cause.is_undefined()) {
            out.extend_from_slice(b"\n  [cause]: ");
            describe(ctx, &cause, out, depth + 1);
        }
    }
    // A getter that threw must not leave its exception for the next call.
    let _ = ctx.catch();
}

fn append_text<'js>(ctx: &Ctx<'js>, value: &Value<'js>, out: &mut Vec<u8>) {
    let shown = if value.is_object() && !value.is_error() && !value.is_function() {
        // SAFETY: JSON.stringify of a live value; undefined means "as it is".
        let raw = unsafe {
            let (ctx, none) = (ctx.as_raw().as_ptr(), qjs::JS_UNDEFINED);
            qjs::JS_JSONStringify(ctx, value.as_raw(), none, none)
        };
        unsafe { engine::checked(ctx, raw) }
            .ok()
            .filter(|json| json.is_string())
    } else {
        None
    };
    match to_utf8(ctx, shown.as_ref().unwrap_or(value).as_raw()) {
        Ok(text) => out.extend_from_slice(&text),
        Err(_) => {
            let _ = ctx.catch();
            append_unprintable(ctx, value, out);
        }
    }
}

/// A symbol has no string conversion, and an object's may throw.
fn append_unprintable<'js>(ctx: &Ctx<'js>, value: &Value<'js>, out: &mut Vec<u8>) {
    if !value.is_symbol() {
        out.extend_from_slice(b"[object]");
        return;
    }
    out.extend_from_slice(b"Symbol(");
    let description = engine::get(ctx, value, c"description")
        .ok()
        .filter(Value::is_string);
    if let Some(Ok(text)) = description.map(|d| to_utf8(ctx, d.as_raw())) {
        out.extend_from_slice(&text);
    }
    out.push(b')');
}

/// The pending exception of a Program that does not compile or link.
pub fn load_error(ctx: &Ctx<'_>) -> LoadError {
    let error = ctx.catch();
    let text = |name| {
        let value = engine::get(ctx, &error, name).ok()?;
        let bytes = to_utf8(ctx, value.as_raw()).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let (module, line, column) = text(c"stack")
        .as_deref()
        .and_then(first_position)
        .unwrap_or_default();
    LoadError {
        name: text(c"name").unwrap_or_default(),
        message: text(c"message").unwrap_or_default(),
        module,
        line,
        column,
    }
}

/// `file:line:column` of the first frame of a stack, with or without a function's name.
fn first_position(stack: &str) -> Option<(String, u32, u32)> {
    let frame = stack
        .lines()
        .find_map(|line| line.strip_prefix("    at "))?;
    // Only a frame with a function's name has its place in parentheses.
    let place = frame
        .strip_suffix(')')
        .and_then(|frame| frame.split_once(" ("))
        .map_or(frame, |(_, place)| place);
    let (rest, column) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file.to_owned(), line.parse().ok()?, column.parse().ok()?))
}
