//! Native ES modules that stand for the program's other modules in `import`s.
use super::{call, loader};
use crate::engine;
use crate::guest;
use crate::modules::{Facade, Record, c_string};
use core::ffi::{CStr, c_int};
use jsc_abi::Goal;
use rquickjs::{Ctx, Value, qjs};

/// A CommonJS module's exports object as an export of its own, as Node has it.
const WHOLE: &CStr = c"module.exports";

/// Makes the facade. Its name is the module's own: modules are not found by
/// name, and the name shows in messages about missing exports.
pub fn make(
    ctx: *mut qjs::JSContext,
    index: u32,
    facade: Facade,
    record: &Record,
) -> *mut qjs::JSModuleDef {
    let init = match facade {
        Facade::Node => init_node,
        Facade::Interop => init_interop,
        Facade::Require => init_require,
    };
    let name = c_string(&record.name);
    // SAFETY: QuickJS copies the names; a failed allocation leaves the module
    // without an export, which then fails to link.
    unsafe {
        let module = qjs::JS_NewCModule(ctx, name.as_ptr(), Some(init));
        if module.is_null() {
            return module;
        }
        let index = qjs::JS_MKVAL(qjs::JS_TAG_INT, index as i32);
        qjs::JS_SetModulePrivateValue(ctx, module, index);
        qjs::JS_AddModuleExport(ctx, module, c"default".as_ptr());
        if facade != Facade::Require {
            for name in names(record) {
                qjs::JS_AddModuleExport(ctx, module, name.as_ptr());
            }
        }
        module
    }
}

/// What the facade exports besides `default`.
fn names(record: &Record) -> impl Iterator<Item = std::borrow::Cow<'_, CStr>> {
    let whole = (record.goal == Goal::CommonJs).then_some(WHOLE.into());
    let listed = record
        .exports
        .iter()
        .filter(|name| !matches!(&***name, "default" | "module.exports"));
    whole
        .into_iter()
        .chain(listed.map(|name| c_string(name).into()))
}

unsafe extern "C" fn init_node(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> c_int {
    init(ctx, module, |_, exports| exports.clone())
}

unsafe extern "C" fn init_interop(
    ctx: *mut qjs::JSContext,
    module: *mut qjs::JSModuleDef,
) -> c_int {
    init(ctx, module, |ctx, exports| {
        let marked = property(ctx, exports, c"__esModule");
        // SAFETY: a live value.
        if unsafe { qjs::JS_ToBool(ctx.as_raw().as_ptr(), marked.as_raw()) } == 1 {
            property(ctx, exports, c"default")
        } else {
            exports.clone()
        }
    })
}

unsafe extern "C" fn init_require(
    ctx: *mut qjs::JSContext,
    module: *mut qjs::JSModuleDef,
) -> c_int {
    let view = engine::view(ctx);
    match call(&view, loader().require_of, index_of(ctx, module)) {
        Ok(require) => export(ctx, module, c"default", require),
        Err(_) => -1,
    }
}

/// Runs the module and sets what the facade exports.
fn init(
    ctx: *mut qjs::JSContext,
    module: *mut qjs::JSModuleDef,
    default: for<'js> fn(&Ctx<'js>, &Value<'js>) -> Value<'js>,
) -> c_int {
    let view = engine::view(ctx);
    let index = index_of(ctx, module);
    let Ok(exports) = call(&view, loader().load, index) else {
        return -1;
    };
    let Some(record) = guest::get().and_then(|guest| guest.modules.record(index)) else {
        return -1;
    };
    for name in names(record) {
        let value = if *name == *WHOLE {
            exports.clone()
        } else {
            property(&view, &exports, &name)
        };
        if export(ctx, module, &name, value) < 0 {
            return -1;
        }
    }
    export(ctx, module, c"default", default(&view, &exports))
}

fn index_of(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> u32 {
    // SAFETY: `make` stored an integer.
    unsafe { qjs::JS_VALUE_GET_INT(qjs::JS_GetModulePrivateValue(ctx, module)) as u32 }
}

/// A property of an object; undefined for a primitive, and, as in Node, where a
/// getter throws.
fn property<'js>(ctx: &Ctx<'js>, object: &Value<'js>, name: &CStr) -> Value<'js> {
    let value = if object.is_object() {
        engine::get(ctx, object, name)
    } else {
        Err(rquickjs::Error::Unknown)
    };
    value.unwrap_or_else(|_| {
        let _ = ctx.catch();
        Value::new_undefined(ctx.clone())
    })
}

fn export(
    ctx: *mut qjs::JSContext,
    module: *mut qjs::JSModuleDef,
    name: &CStr,
    value: Value<'_>,
) -> c_int {
    let raw = value.as_raw();
    core::mem::forget(value);
    // SAFETY: the reference moves into the module.
    unsafe { qjs::JS_SetModuleExport(ctx, module, name.as_ptr(), raw) }
}
