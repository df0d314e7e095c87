//! An entry that is alone and cannot name what a loader would give it. All that
//! its run needs is made at build time.
use super::engine;
use super::entry::Callee;
use crate::guest;
use core::cell::UnsafeCell;
use core::ffi::c_int;
use rquickjs::{Ctx, Value, qjs};

/// What the text is called with.
struct Script {
    body: qjs::JSValue,
    /// `exports, require, module, __filename, __dirname`.
    args: [qjs::JSValue; 5],
}

struct Cell(UnsafeCell<Option<Script>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static SCRIPT: Cell = Cell(UnsafeCell::new(None));

/// Binds `this` and `arguments` of the module of that index.
///
/// # Errors
/// The pending exception, when memory runs out.
pub fn prepare<'js>(ctx: &Ctx<'js>, index: u32) -> rquickjs::Result<()> {
    let Some(record) = guest::get().and_then(|guest| guest.modules.record(index)) else {
        return Err(rquickjs::Error::Unknown);
    };
    let filename = ["/", &record.name].concat();
    let folder = filename.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if folder.is_empty() { "/" } else { folder };
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: the script owns the arguments from here on, and the function.
    unsafe {
        let exports = engine::checked(ctx, qjs::JS_NewObject(raw))?;
        let none = Value::new_undefined(ctx.clone());
        let filename = engine::new_string(ctx, filename.as_bytes())?;
        let folder = engine::new_string(ctx, folder.as_bytes())?;
        let mut args = [exports, none.clone(), none, filename, folder].map(|value| {
            let raw = value.as_raw();
            core::mem::forget(value);
            raw
        });
        let (this, count) = (args[0], args.len() as c_int);
        let bound = qjs::JS_Call(raw, record.value, this, count, args.as_mut_ptr());
        let body = engine::checked(ctx, bound)?;
        *SCRIPT.0.get() = Some(Script {
            body: body.as_raw(),
            args,
        });
        core::mem::forget(body);
    }
    Ok(())
}

/// What is to be called.
///
/// # Errors
/// When [`prepare`] was not called.
pub fn begin<'js>(ctx: &Ctx<'js>, _index: u32) -> rquickjs::Result<Option<Callee<'js>>> {
    let script = script()?;
    // SAFETY: the script owns its values; the wrapper gets its own reference.
    let body = unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), script.body)) };
    Ok(Some(Callee {
        body,
        args: script.args,
    }))
}

/// Its `module.exports`, which it cannot replace.
///
/// # Errors
/// As for [`begin`].
pub fn end<'js>(ctx: &Ctx<'js>, _is_done: bool) -> rquickjs::Result<Value<'js>> {
    let exports = script()?.args[0];
    // SAFETY: as above.
    Ok(unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), exports)) })
}

fn script() -> rquickjs::Result<&'static Script> {
    // SAFETY: one thread, and nobody changes what `prepare` made.
    unsafe { &*SCRIPT.0.get() }
        .as_ref()
        .ok_or(rquickjs::Error::Unknown)
}
