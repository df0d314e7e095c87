//! `native:process`: arguments, environment, the end.
use super::fs::error::SystemError;
use super::{Args, natives};
use crate::failure::Lifecycle;
use crate::{engine, event_loop, failure, guest, stdio};
use core::cell::UnsafeCell;
use core::ffi::CStr;
use rquickjs::{Ctx, Result, Value, qjs};
use wasip1::Errno;

natives! { c"native:process" {
    c"args" => args,
    c"environ" => environ,
    c"exit" => exit,
    c"setExitHook" => set_exit_hook,
    c"useExitHook" => use_exit_hook,
    c"memory" => memory,
    c"versions" => versions,
} }

const PAGE_BYTES: usize = 64 * 1024;

/// What a run does at its end.
#[derive(Clone, Copy)]
struct ExitHook {
    /// Whether somebody heard that nothing is left to run.
    before_exit: qjs::JSValue,
    /// Takes the exit code and whether it is a failure's; returns the exit code.
    exit: qjs::JSValue,
    /// The `process` object, and `emit` as it has it unless the program replaces it.
    process: qjs::JSValue,
    emit: qjs::JSValue,
    emit_name: qjs::JSAtom,
    /// There is an exit code, or a listener of 'exit' or 'beforeExit'.
    is_used: bool,
}

struct Cell(UnsafeCell<Option<ExitHook>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static EXIT_HOOK: Cell = Cell(UnsafeCell::new(None));

fn exit_hook() -> &'static mut Option<ExitHook> {
    // SAFETY: one thread, and nobody keeps the reference.
    unsafe { &mut *EXIT_HOOK.0.get() }
}

/// `args()`: the command's arguments, its name first.
fn args<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    strings(ctx, "args_get", wasip1::args_sizes_get, wasip1::args_get)
}

/// `environ()`: the environment as `NAME=value` texts.
fn environ<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    strings(
        ctx,
        "environ_get",
        wasip1::environ_sizes_get,
        wasip1::environ_get,
    )
}

type Sizes = unsafe fn() -> core::result::Result<(usize, usize), Errno>;
type Texts = unsafe fn(*mut *mut u8, *mut u8) -> core::result::Result<(), Errno>;

/// An array of the C strings that a pair of WASI calls gives.
fn strings<'js>(ctx: &Ctx<'js>, syscall: &str, sizes: Sizes, get: Texts) -> Result<Value<'js>> {
    let (count, texts) = read_strings(sizes, get).or_else(|errno| {
        SystemError {
            errno,
            syscall,
            path: None,
            dest: None,
        }
        .throw(ctx)
    })?;
    array(
        ctx,
        texts
            .split(|&byte| byte == 0)
            .take(count)
            .map(|text| engine::new_string(ctx, text)),
    )
}

/// How many strings there are, and the strings with a NUL behind each.
fn read_strings(sizes: Sizes, get: Texts) -> core::result::Result<(usize, Vec<u8>), Errno> {
    // SAFETY: the host fills buffers of the sizes it asked for.
    unsafe {
        let (count, bytes) = sizes()?;
        if count == 0 {
            // Node's host refuses buffers without bytes.
            return Ok((0, Vec::new()));
        }
        let (mut pointers, mut texts) = (vec![core::ptr::null_mut(); count], vec![0u8; bytes]);
        get(pointers.as_mut_ptr(), texts.as_mut_ptr())?;
        Ok((count, texts))
    }
}

/// The value of a variable of the environment.
pub fn environment_variable(name: &str) -> Option<String> {
    let (count, texts) =
        read_strings(wasip1::environ_sizes_get, wasip1::environ_get).unwrap_or_default();
    let mut variables = texts.split(|&byte| byte == 0).take(count);
    variables.find_map(|variable| {
        let value = variable.strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
        Some(String::from_utf8_lossy(value).into_owned())
    })
}

/// `exit(code)`: flushes stdout and ends the process.
fn exit<'js>(_: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    stdio::exit(args.number(0)? as i32 as u32 & 0xff)
}

const LIFECYCLE: Lifecycle = Lifecycle {
    exit_code,
    exit_code_of_failure,
};

/// `setExitHook(beforeExit, exit, process)`: when nothing is left to run, and there is anything to tell,
/// `beforeExit()` says whether somebody heard of it; `exit(code)` is called at the end and returns the exit code.
fn set_exit_hook<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (before_exit, exit, process) = (args.value(0), args.value(1), args.value(2));
    let emit = engine::get(ctx, &process, c"emit")?;
    let raw = |value: &Value<'js>| value.as_raw();
    *exit_hook() = Some(ExitHook {
        before_exit: raw(&before_exit),
        exit: raw(&exit),
        process: raw(&process),
        emit: raw(&emit),
        // SAFETY: a live context.
        emit_name: unsafe { qjs::JS_NewAtom(ctx.as_raw().as_ptr(), c"emit".as_ptr()) },
        is_used: false,
    });
    // The hook owns the references from here on.
    core::mem::forget([before_exit, exit, process, emit]);
    if let Some(guest) = guest::get() {
        guest.lifecycle = Some(&LIFECYCLE);
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// `useExitHook()`: there is something to tell the exit hook.
fn use_exit_hook<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    if let Some(hook) = exit_hook() {
        hook.is_used = true;
    }
    Ok(Value::new_undefined(ctx.clone()))
}

/// Tells the program that nothing is left to run; whether it found more to do, which is done.
fn goes_on(ctx: &Ctx<'_>, hook: &ExitHook) -> bool {
    match call(ctx, hook.before_exit, &[]) {
        Ok(heard) => heard.as_bool() == Some(true) && event_loop::run_more(ctx),
        Err(_) => {
            failure::uncaught_in_turn(ctx);
            event_loop::run_more(ctx)
        }
    }
}

/// See [`Lifecycle::exit_code`]. An error that the hook throws ends the process, unless the program takes it.
fn exit_code(ctx: &Ctx<'_>, code: u32) -> Option<u32> {
    let Some(hook) = used_hook(ctx) else {
        return Some(code);
    };
    if goes_on(ctx, &hook) {
        return None;
    }
    let given = code_of_exit(ctx, &hook, code).unwrap_or_else(|_| {
        failure::uncaught_in_turn(ctx);
        code
    });
    Some(given)
}

/// See [`Lifecycle::exit_code_of_failure`]. There is no more than one failure to tell.
fn exit_code_of_failure(ctx: &Ctx<'_>) -> u32 {
    let code = used_hook(ctx).map(|hook| code_of_exit(ctx, &hook, failure::FAILED));
    code.unwrap_or(Ok(failure::FAILED)).unwrap_or_else(|_| {
        drop(ctx.catch());
        failure::FAILED
    })
}

/// The hook, if there is anything to tell it.
fn used_hook(ctx: &Ctx<'_>) -> Option<ExitHook> {
    (*exit_hook()).filter(|hook| hook.is_used || is_emit_replaced(ctx, hook))
}

fn code_of_exit(ctx: &Ctx<'_>, hook: &ExitHook, code: u32) -> Result<u32> {
    let given = Value::new_int(ctx.clone(), code as i32);
    let code = call(ctx, hook.exit, &[given.as_raw()])?;
    Ok(code.as_number().map_or(0, |code| code as i32 as u32 & 0xff))
}

/// Calls a function that the hook owns.
fn call<'js>(ctx: &Ctx<'js>, function: qjs::JSValue, args: &[qjs::JSValue]) -> Result<Value<'js>> {
    // SAFETY: the wrapper gets a reference of its own.
    let function = unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), function)) };
    engine::call(ctx, &function, args)
}

/// Whether `process.emit` is another function than at the start: programs put one of
/// their own there to see 'exit' without listening.
fn is_emit_replaced(ctx: &Ctx<'_>, hook: &ExitHook) -> bool {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: live values; functions are compared by their addresses.
    unsafe {
        match engine::checked(ctx, qjs::JS_GetProperty(raw, hook.process, hook.emit_name)) {
            Ok(emit) if emit.is_object() => {
                qjs::JS_VALUE_GET_PTR(emit.as_raw()) != qjs::JS_VALUE_GET_PTR(hook.emit)
            }
            Ok(_) => true,
            Err(_) => {
                let _ = ctx.catch();
                true
            }
        }
    }
}

/// `memory()`: bytes of linear memory.
fn memory<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    crate::preinit::observe(c"reads process.memoryUsage");
    let bytes = core::arch::wasm32::memory_size::<0>() * PAGE_BYTES;
    Ok(Value::new_number(ctx.clone(), bytes as f64))
}

/// `versions()`: of jsc and of QuickJS-NG.
fn versions<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: QuickJS returns a C string that is never freed.
    let quickjs = unsafe { CStr::from_ptr(qjs::JS_GetVersion()) };
    let versions = [env!("CARGO_PKG_VERSION").as_bytes(), quickjs.to_bytes()];
    array(
        ctx,
        versions
            .into_iter()
            .map(|version| engine::new_string(ctx, version)),
    )
}

/// An array of the values; the first error ends it.
pub fn array<'js>(
    ctx: &Ctx<'js>,
    values: impl Iterator<Item = Result<Value<'js>>>,
) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: each element's reference moves into the array.
    unsafe {
        let array = engine::checked(ctx, qjs::JS_NewArray(raw))?;
        for (index, value) in values.enumerate() {
            let value = value?;
            let element = value.as_raw();
            core::mem::forget(value);
            if qjs::JS_SetPropertyUint32(raw, array.as_raw(), index as u32, element) < 0 {
                return Err(rquickjs::Error::Exception);
            }
        }
        Ok(array)
    }
}
