//! Texts to modules. Nothing is resolved before everything is compiled, so
//! that no import leads from one text into the next.
use super::{Modules, meta};
use crate::engine::{self, CompileFlags};
use core::ffi::c_int;
use jsc_abi::{Goal, Module, Program};
use rquickjs::{Ctx, Value, qjs};
use std::ffi::CString;

/// The runtime module whose frames do not show in stack traces.
const LOADER: &str = "jsc:commonjs";

/// Makes the value of a module that is no ES module.
pub type OtherGoals = for<'js> fn(&Ctx<'js>, &Module) -> rquickjs::Result<Value<'js>>;

/// Compiles every text into `modules`, resolves all imports and creates the
/// modules' functions. With `strip`, functions keep neither texts nor positions.
///
/// # Errors
/// The pending exception: a SyntaxError with the position in its stack, or what
/// a limit gives.
pub fn compile_all(
    ctx: &Ctx<'_>,
    program: &Program,
    modules: &mut Modules,
    other_goals: Option<OtherGoals>,
    strip: bool,
) -> rquickjs::Result<()> {
    for (module, record) in program.modules.iter().zip(&mut modules.records) {
        engine::set_compile_flags(CompileFlags {
            stripped: strip || module.builtin,
            hidden: module.builtin && module.name == LOADER,
        });
        if module.goal == Goal::Module {
            record.module = compile_module(ctx, module)?;
            continue;
        }
        let Some(compile) = other_goals else {
            return engine::throw(
                ctx,
                engine::ErrorClass::Syntax,
                "jsc_use_commonjs was not called",
            );
        };
        let value = compile(ctx, module)?;
        record.value = value.as_raw();
        // The record owns the reference from here on.
        core::mem::forget(value);
    }
    engine::set_compile_flags(CompileFlags::default());
    Ok(())
}

/// Compiles one ES module. It lives as long as the context.
fn compile_module(ctx: &Ctx<'_>, module: &Module) -> rquickjs::Result<*mut qjs::JSModuleDef> {
    let (text, name) = (c_text(&[&module.source]), c_string(&module.name));
    let flags = qjs::JS_EVAL_TYPE_MODULE | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    let value = compile(ctx, &text, &name, flags)?;
    // SAFETY: a module value's payload is its JSModuleDef.
    let def = unsafe { qjs::JS_VALUE_GET_PTR(value.as_raw()).cast::<qjs::JSModuleDef>() };
    if module.source.windows(11).any(|text| text == b"import.meta") {
        meta::describe(ctx, def, &module.name)?;
    }
    Ok(def)
}

/// Compiles a script that belongs to the module of that name and evaluates it.
///
/// # Errors
/// As for [`compile_all`].
pub fn evaluate_text<'js>(
    ctx: &Ctx<'js>,
    parts: &[&[u8]],
    module: &str,
) -> rquickjs::Result<Value<'js>> {
    let flags = qjs::JS_EVAL_TYPE_GLOBAL | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    let function = compile(ctx, &c_text(parts), &c_string(module), flags)?;
    // SAFETY: JS_EvalFunction takes the reference that `forget` gives up.
    unsafe {
        let raw = function.as_raw();
        core::mem::forget(function);
        engine::checked(ctx, qjs::JS_EvalFunction(ctx.as_raw().as_ptr(), raw))
    }
}

fn compile<'js>(
    ctx: &Ctx<'js>,
    text: &[u8],
    name: &CString,
    flags: u32,
) -> rquickjs::Result<Value<'js>> {
    // SAFETY: JS_Eval wants a NUL after `len` bytes, which `c_text` put there.
    unsafe {
        let len = (text.len() - 1) as qjs::size_t;
        let (raw, text) = (ctx.as_raw().as_ptr(), text.as_ptr().cast());
        let compiled = qjs::JS_Eval(raw, text, len, name.as_ptr(), flags as c_int);
        engine::checked(ctx, compiled)
    }
}

/// The parts with a NUL behind them.
pub fn c_text(parts: &[&[u8]]) -> Vec<u8> {
    let mut text = Vec::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + 1);
    parts.iter().for_each(|part| text.extend_from_slice(part));
    text.push(0);
    text
}

/// For the engine's functions that take names.
pub fn c_string(text: &str) -> CString {
    // A NUL cannot be in a file name; one in a specifier never resolves.
    CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default()
}
