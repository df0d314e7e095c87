//! `native:commonjs`: what `js/commonjs/` needs of the Program.
use super::{Loader, loader, required};
use crate::engine;
use crate::guest;
use crate::modules::{Found, Record, Resolver};
use crate::natives::{Args, natives};
use jsc_abi::Goal;
use rquickjs::{Ctx, Result, Value, qjs};

natives! { c"native:commonjs" {
    c"install" => install,
    c"find" => find,
    c"nameOf" => name_of,
    c"isBuiltin" => is_builtin,
    c"isCommonJs" => is_commonjs,
    c"valueOf" => value_of,
} }

fn record(args: Args<'_, '_>, argument: usize) -> Result<&'static Record> {
    let index = args.u32(argument)?;
    guest::get()
        .and_then(|guest| guest.modules.record(index))
        .ok_or(rquickjs::Error::Unknown)
}

/// `install(loadEntry, load, requireOf)`: see [`super::Loader`].
fn install<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let [entry, load, require_of] = [0, 1, 2].map(|index| {
        let function = args.value(index);
        let raw = function.as_raw();
        // The loader owns the references from here on.
        core::mem::forget(function);
        Some(raw)
    });
    *loader() = Loader {
        entry,
        load,
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
    // SAFETY: the record owns the value; the wrapper gets its own reference.
    unsafe {
        let value = qjs::JS_DupValue(ctx.as_raw().as_ptr(), record.value);
        engine::checked(ctx, value)
    }
}
