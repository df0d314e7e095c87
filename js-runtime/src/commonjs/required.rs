//! `require()` of an ES module, as Node 22 has it.
use crate::engine::{self, ModuleState};
use crate::event_loop;
use crate::guest;
use crate::modules::Record;
use core::ffi::CStr;
use rquickjs::{Ctx, Result, Value, qjs};

/// Evaluates the module at once and returns what `require()` gives: its export
/// `module.exports`; or its namespace, marked with `__esModule` when it has a
/// default export. Of a module of the runtime it is the default export.
///
/// # Errors
/// What the module throws; ERR_REQUIRE_ASYNC_MODULE where it would have to wait,
/// ERR_REQUIRE_CYCLE_MODULE where it waits for what asks for it.
pub fn require<'js>(ctx: &Ctx<'js>, index: u32) -> Result<Value<'js>> {
    let Some(record) = guest::get().and_then(|guest| guest.modules.record(index)) else {
        return Ok(Value::new_undefined(ctx.clone()));
    };
    let (module, builtin) = (record.module, record.builtin);
    evaluate(ctx, record)?;
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: an evaluated module of this context.
    let namespace = unsafe { engine::checked(ctx, qjs::JS_GetModuleNamespace(raw, module))? };
    let preferred = if builtin {
        c"default"
    } else {
        c"module.exports"
    };
    if has(ctx, &namespace, preferred) {
        return engine::get(ctx, &namespace, preferred);
    }
    if builtin || !has(ctx, &namespace, c"default") || has(ctx, &namespace, c"__esModule") {
        return Ok(namespace);
    }
    // SAFETY: as above.
    unsafe { engine::checked(ctx, engine::jsc_required_facade(raw, module)) }
}

fn evaluate(ctx: &Ctx<'_>, record: &Record) -> Result<()> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: a module of this context.
    if unsafe { engine::jsc_link_module(raw, record.module) } < 0 {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: as above, and it is linked.
    match unsafe { engine::module_state(raw, record.module) } {
        ModuleState::Ready => {}
        ModuleState::InCycle => {
            let message = ["Cannot require() ES Module /", &record.name, " in a cycle."].concat();
            return engine::throw_coded(ctx, c"ERR_REQUIRE_CYCLE_MODULE", &message);
        }
        ModuleState::Async => {
            let message = "require() cannot be used on an ESM graph with top-level await. Use import() instead.";
            return engine::throw_coded(ctx, c"ERR_REQUIRE_ASYNC_MODULE", message);
        }
    }
    // SAFETY: as above.
    let promise = unsafe { engine::evaluate_module(ctx, record.module)? };
    event_loop::expect_handled(ctx, &promise);
    match event_loop::settled(ctx, &promise) {
        Some(result) => result.map(|_| ()),
        None => Ok(()),
    }
}

fn has(ctx: &Ctx<'_>, namespace: &Value<'_>, name: &CStr) -> bool {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: a namespace's own properties are looked up without running code.
    unsafe {
        let atom = qjs::JS_NewAtom(raw, name.as_ptr());
        let found = qjs::JS_HasProperty(raw, namespace.as_raw(), atom) == 1;
        qjs::JS_FreeAtom(raw, atom);
        found
    }
}
