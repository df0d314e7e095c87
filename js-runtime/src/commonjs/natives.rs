//! `native:commonjs`: what `js/commonjs/` needs of the Program.
use super::entry::Callee;
use super::{Loader, call, call_with, loader, required};
use crate::engine;
use crate::guest;
use crate::modules::{Found, Record, Resolver};
use crate::natives::{Args, natives};
use crate::preinit::observe;
use jsc_abi::Goal;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:commonjs" {
    c"install" => install,
    c"find" => find,
    c"nameOf" => name_of,
    c"isBuiltin" => is_builtin,
    c"isCommonJs" => is_commonjs,
    c"runEntry" => run_entry,
    c"valueOf" => value_of,
} }

fn record(args: Args<'_, '_>, argument: usize) -> Result<&'static Record> {
    let index = args.u32(argument)?;
    guest::get()
        .and_then(|guest| guest.modules.record(index))
        .ok_or(rquickjs::Error::Unknown)
}

/// `install(beginEntry, endEntry, load, requireOf)`: see [`super::Loader`].
fn install<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let [begin_entry, end_entry, load, require_of] = [0, 1, 2, 3].map(|index| {
        let function = args.value(index);
        let raw = function.as_raw();
        // The loader owns the references from here on.
        core::mem::forget(function);
        Some(raw)
    });
    *loader() = Loader {
        load,
        begin_entry,
        end_entry,
        require_of,
    };
    Ok(Value::new_undefined(ctx.clone()))
}

/// `find(from, specifier)`: the index of the module that `specifier` means for
/// the `require` of the module of index `from`; undefined when there is none.
fn find<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (from, specifier) = (args.u32(0)?, args.utf8(1)?);
    let specifier = String::from_utf8_lossy(&specifier);
    let found =
        guest::get().and_then(|guest| Resolver::require(&guest.modules).resolve(from, &specifier));
    Ok(match found {
        Some(Found::Module { index, .. }) => Value::new_int(ctx.clone(), index as i32),
        _ => Value::new_undefined(ctx.clone()),
    })
}

/// `nameOf(index)`: the module's name.
fn name_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    engine::new_string(ctx, record(args, 0)?.name.as_bytes())
}

/// `isBuiltin(index)`: the module is part of the runtime.
fn is_builtin<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(Value::new_bool(ctx.clone(), record(args, 0)?.builtin))
}

/// `isCommonJs(index)`: the module's value is a function to be called.
fn is_commonjs<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let record = record(args, 0)?;
    Ok(Value::new_bool(ctx.clone(), record.goal == Goal::CommonJs))
}

/// `valueOf(index)`: what compiling gave; for an ES module what `require()` gives.
fn value_of<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let record = record(args, 0)?;
    if record.goal == Goal::Module {
        return required::require(ctx, args.u32(0)?);
    }
    record.used.set(true);
    // SAFETY: the record owns the value; the wrapper gets its own reference.
    unsafe {
        let value = qjs::JS_DupValue(ctx.as_raw().as_ptr(), record.value);
        engine::checked(ctx, value)
    }
}

/// `runEntry(body, ...arguments)`: calls the entry's function once more. Its statements
/// are counted while it runs first, so that the build leaves this for the run.
fn run_entry<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    observe(c"runs the entry again");
    let body = args.value(0);
    let values = [1, 2, 3, 4, 5].map(|at| args.value(at));
    // SAFETY: the function of the module that is compiled as the entry.
    unsafe { engine::run_entry(ctx, &body, &values.each_ref().map(Value::as_raw))? };
    Ok(Value::new_undefined(ctx.clone()))
}

/// The entry's function, from the loader: `[body, ...arguments]`.
///
/// # Errors
/// The pending exception, when memory runs out.
pub fn begin_entry<'js>(ctx: &Ctx<'js>, index: u32) -> Result<Option<Callee<'js>>> {
    let begun = call(ctx, loader().begin_entry, index)?;
    if begun.is_undefined() {
        return Ok(None);
    }
    let element = |at: u32| -> Result<Value<'js>> {
        // SAFETY: an element of a live array, owned.
        unsafe {
            let raw = qjs::JS_GetPropertyUint32(ctx.as_raw().as_ptr(), begun.as_raw(), at);
            engine::checked(ctx, raw)
        }
    };
    let body = element(0)?;
    let mut args = [qjs::JS_UNDEFINED; 5];
    for (argument, at) in args.iter_mut().zip(1..) {
        let value = element(at)?;
        *argument = value.as_raw();
        // The entry's arguments live as long as the program.
        core::mem::forget(value);
    }
    Ok(Some(Callee { body, args }))
}

/// Tells the loader that the entry's function ended, and how.
///
/// # Errors
/// The pending exception of what `process.nextTick` took.
pub fn end_entry<'js>(ctx: &Ctx<'js>, is_done: bool) -> Result<Value<'js>> {
    let is_done = Value::new_bool(ctx.clone(), is_done);
    call_with(ctx, loader().end_entry, is_done.as_raw())
}
