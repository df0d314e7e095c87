//! `native:process`: arguments, environment, the end.
use super::fs::error::SystemError;
use super::{Args, natives};
use crate::{engine, failure, stdio};
use core::cell::UnsafeCell;
use core::ffi::CStr;
use rquickjs::{Ctx, Result, Value, qjs};
use wasip1::Errno;

natives! { c"native:process" {
    c"args" => args,
    c"environ" => environ,
    c"exit" => exit,
    c"setExitHook" => set_exit_hook,
    c"memory" => memory,
    c"versions" => versions,
} }

const PAGE_BYTES: usize = 64 * 1024;

struct Hook(UnsafeCell<Option<qjs::JSValue>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Hook {}

static EXIT_HOOK: Hook = Hook(UnsafeCell::new(None));

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

/// `exit(code)`: flushes stdout and ends the process.
fn exit<'js>(_: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    stdio::exit(args.number(0)? as i32 as u32 & 0xff)
}

/// `setExitHook(f)`: `f` is called when nothing is left to run, and returns the
/// exit code.
fn set_exit_hook<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let hook = args.value(0);
    // SAFETY: one thread; the cell owns the reference from here on.
    unsafe { *EXIT_HOOK.0.get() = Some(hook.as_raw()) };
    core::mem::forget(hook);
    Ok(Value::new_undefined(ctx.clone()))
}

/// The exit code of a program that has nothing left to run: what the exit hook
/// returns, or 0. An error that the hook throws ends the process.
pub fn exit_code(ctx: &Ctx<'_>) -> u32 {
    // SAFETY: one thread; the wrapper gets a reference of its own.
    let hook = unsafe {
        let Some(raw) = *EXIT_HOOK.0.get() else {
            return 0;
        };
        engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), raw))
    };
    match engine::call(ctx, &hook, &[]) {
        Ok(code) => code.as_number().map_or(0, |code| code as i32 as u32 & 0xff),
        Err(_) => failure::uncaught(ctx),
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
