//! Texts to modules. Nothing is resolved before everything is compiled, so
//! that no import leads from one text into the next.
use super::{Modules, meta};
use crate::commonjs;
use crate::engine::{self, CompileFlags, Segment, Sources};
use core::ffi::c_int;
use jsc_abi::{Goal, Module, Positions, Program};
use rquickjs::{Ctx, Value, qjs};
use std::ffi::CString;

/// The runtime module whose frames do not show in stack traces.
const LOADER: &str = "jsc:commonjs";

/// Compiles every text into `modules`, resolves all imports and creates the
/// modules' functions. With `strip`, functions keep neither texts nor positions.
/// Only the build calls this, and nothing takes its address: a program that evaluates
/// no texts carries none of it.
///
/// # Errors
/// The pending exception: a SyntaxError with the position in its stack, or what
/// a limit gives.
pub fn compile_all(
    ctx: &Ctx<'_>,
    program: &Program,
    modules: &mut Modules,
    strip: bool,
) -> rquickjs::Result<()> {
    let entry = program.entry as usize;
    let records = modules.records.iter_mut().enumerate();
    for (module, (index, record)) in program.modules.iter().zip(records) {
        engine::set_compile_flags(CompileFlags {
            stripped: strip || module.builtin,
            hidden: module.builtin && module.name == LOADER,
            entry: index == entry && !module.builtin,
        });
        if module.goal == Goal::Module {
            record.module = compile_module(ctx, module)?;
            continue;
        }
        let value = commonjs::compile(ctx, module)?;
        record.value = value.as_raw();
        // The record owns the reference from here on.
        core::mem::forget(value);
    }
    engine::set_compile_flags(CompileFlags::default());
    Ok(())
}

/// Compiles one ES module. It lives as long as the context.
fn compile_module(ctx: &Ctx<'_>, module: &Module) -> rquickjs::Result<*mut qjs::JSModuleDef> {
    let flags = qjs::JS_EVAL_TYPE_MODULE | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    let value = compile(ctx, module, [b"", &module.source, b""], flags)?;
    // SAFETY: a module value's payload is its JSModuleDef.
    let def = unsafe { qjs::JS_VALUE_GET_PTR(value.as_raw()).cast::<qjs::JSModuleDef>() };
    if module.source.windows(11).any(|text| text == b"import.meta") {
        meta::describe(ctx, def, &module.name)?;
    }
    Ok(def)
}

/// Compiles a module's text, between two others, as a script and evaluates it.
/// The text is not `module.source` where that does not fit between others, but
/// of its length.
///
/// # Errors
/// As for [`compile_all`].
pub fn evaluate_text<'js>(
    ctx: &Ctx<'js>,
    module: &Module,
    parts: [&[u8]; 3],
) -> rquickjs::Result<Value<'js>> {
    let flags = qjs::JS_EVAL_TYPE_GLOBAL | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    let function = compile(ctx, module, parts, flags)?;
    // SAFETY: JS_EvalFunction takes the reference that `forget` gives up.
    unsafe {
        let raw = function.as_raw();
        core::mem::forget(function);
        engine::checked(ctx, qjs::JS_EvalFunction(ctx.as_raw().as_ptr(), raw))
    }
}

/// Compiles the three parts as one text; positions are those of the middle one.
fn compile<'js>(
    ctx: &Ctx<'js>,
    module: &Module,
    parts: [&[u8]; 3],
    flags: u32,
) -> rquickjs::Result<Value<'js>> {
    let (text, name) = (c_text(&parts), c_string(&module.name));
    let raw = ctx.as_raw().as_ptr();
    let sources = Sources {
        start: parts[0].len() as u32,
        length: parts[1].len() as u32,
        segments: segments(&module.positions),
        files: file_names(ctx, &module.positions),
    };
    // SAFETY: the engine wants a NUL after `len` bytes, which `c_text` put there.
    let compiled = engine::with_sources(&sources, || unsafe {
        let flags = flags as c_int;
        engine::jsc_compile(raw, text.as_ptr(), text.len() - 1, name.as_ptr(), flags)
    });
    for name in sources.files {
        // SAFETY: made by `file_names`, freed once.
        unsafe { qjs::JS_FreeAtom(raw, name) };
    }
    // SAFETY: what the engine returned.
    unsafe { engine::checked(ctx, compiled) }
}

fn segments(positions: &Positions) -> Vec<Segment> {
    let segment = |s: &jsc_abi::Segment| Segment {
        offset: s.offset,
        file: s.file,
        line: s.line,
        column: s.column,
        copied: s.copied as u32,
    };
    positions.segments.iter().map(segment).collect()
}

fn file_names(ctx: &Ctx<'_>, positions: &Positions) -> Vec<qjs::JSAtom> {
    let atom = |name: &String| {
        let name = c_string(name);
        // SAFETY: QuickJS copies the name.
        unsafe { qjs::JS_NewAtom(ctx.as_raw().as_ptr(), name.as_ptr()) }
    };
    positions.files.iter().map(atom).collect()
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
