//! The build-time exports: they turn a Program into a heap that `_start` runs.
use crate::engine::{self};
use crate::guest::{self, Guest};
use crate::{commonjs, entry, event_loop, failure, memory, modules, natives, start, stdio};
use jsc_abi::{EntryCall, Goal, LoadError, LoadReport, Program};
use rquickjs::{Ctx, qjs};

/// The guest's [`jsc_abi::ABI_VERSION`].
#[unsafe(no_mangle)]
pub extern "C" fn jsc_abi_version() -> u32 {
    jsc_abi::ABI_VERSION
}

/// Creates the engine; the host calls this before any other but the version. Returns where
/// the heap starts.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_create() -> usize {
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    // SAFETY: run once, before anything of libc is used. Naming it here also
    // keeps the linker from wrapping every export in a call of it.
    unsafe { __wasm_call_ctors() };
    memory::keep_freed_bytes_zero();
    let ctx = engine::create();
    event_loop::install(ctx);
    guest::set(Guest {
        ctx,
        modules: modules::Modules::default(),
        entry: 0,
        call: Default::default(),
        callee: None,
        listeners: None,
        lifecycle: None,
        commonjs: None,
        strip: false,
    });
    jsc_alloc::heap_base()
}

/// Leaves positions and texts out of what is compiled from here on.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_strip() {
    if let Some(guest) = guest::get() {
        guest.strip = true;
    }
}

/// Bytes of heap for a byte of a Program's text, about, with what compiling needs meanwhile ...
const ROOM_FOR_TEXT: usize = 4;

/// ... at least and at most so many.
const ROOM_MIN: usize = 128 << 10;
const ROOM_MAX: usize = 8 << 20;

/// A buffer of `size` bytes for the host to write a Program into. It is behind room for what
/// the program leaves in the heap, which would else lie behind a gap where the texts were.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_alloc(size: u32) -> *mut u8 {
    let room = (size as usize * ROOM_FOR_TEXT).clamp(ROOM_MIN, ROOM_MAX);
    let room: Vec<u8> = Vec::with_capacity(room);
    let buffer = Box::leak(vec![0u8; size as usize].into_boxed_slice()).as_mut_ptr();
    drop(room);
    buffer
}

/// Compiles and links the Program in the `len` bytes at `program`, which came
/// from [`jsc_alloc`] and are freed. Returns the report: a u32 length, then bytes.
///
/// # Safety
/// `program` and `len` must describe a buffer made by [`jsc_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jsc_load(program: *mut u8, len: u32) -> *const u8 {
    // SAFETY: as this function requires.
    let bytes =
        unsafe { Box::from_raw(core::ptr::slice_from_raw_parts_mut(program, len as usize)) };
    // The texts go behind the room, as the buffer did.
    let decoded = memory::with_large_last(|| Program::decode(&bytes));
    let report = match decoded {
        Ok(program) => load(program),
        Err(_) => LoadReport::Failed(LoadError {
            name: "InternalError".into(),
            message: "the Program is malformed".into(),
            ..LoadError::default()
        }),
    };
    drop(bytes);
    framed(&report.encode())
}

/// Bytes for the host: a u32 length before them, leaked.
pub fn framed(body: &[u8]) -> *const u8 {
    let mut framed = Vec::with_capacity(4 + body.len());
    framed.extend_from_slice(&(body.len() as u32).to_le_bytes());
    framed.extend_from_slice(body);
    Box::leak(framed.into_boxed_slice()).as_ptr()
}

/// Frees a report, which [`framed`] made.
///
/// # Safety
/// `report` must come from an export that returns one, and is gone afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jsc_free_report(report: *mut u8) {
    // SAFETY: made by `framed` with this length.
    unsafe {
        let len = u32::from_le_bytes(report.cast::<[u8; 4]>().read()) as usize;
        drop(Box::from_raw(core::ptr::slice_from_raw_parts_mut(
            report,
            4 + len,
        )));
    }
}

/// Frees what only the build used; the last call before the snapshot. See
/// [`jsc_abi::exports::SEAL`].
#[unsafe(no_mangle)]
pub extern "C" fn jsc_seal() -> u64 {
    // SAFETY: a live runtime.
    unsafe {
        if let Some(guest) = guest::get() {
            guest.callee = callee(guest);
            engine::jsc_forget_json(guest.ctx);
            qjs::JS_RunGC(qjs::JS_GetRuntime(guest.ctx));
            engine::jsc_renew_stack(guest.ctx);
            if guest.call != EntryCall::None {
                stdio::prepare_input();
            }
        }
    }
    memory::seal()
}

/// The function that a run calls, if its module is evaluated: nothing runs before the
/// call that could replace the export.
fn callee(guest: &Guest) -> Option<qjs::JSValue> {
    let EntryCall::Function { export, .. } = &guest.call else {
        return None;
    };
    let ctx = engine::view(guest.ctx);
    let exports = match es_module(guest.entry) {
        // SAFETY: a module of this context.
        Some(entry) if unsafe { engine::jsc_is_evaluated(entry) } => start::namespace(&ctx, entry),
        Some(_) => return None,
        None => Ok(commonjs::entry_exports(&ctx)?),
    };
    let found = exports.and_then(|exports| entry::function(&ctx, &exports, export));
    let Ok(function) = found else {
        // A run finds the same, and says so.
        let _ = ctx.catch();
        return None;
    };
    let raw = function.as_raw();
    core::mem::forget(function);
    Some(raw)
}

fn load(mut program: Program) -> LoadReport {
    let Some(guest) = guest::get() else {
        return LoadReport::Failed(LoadError {
            message: "jsc_create was not called".into(),
            ..LoadError::default()
        });
    };
    guest.modules = modules::Modules::new(&mut program, guest.commonjs.map(|hooks| hooks.facades));
    guest.entry = program.entry;
    guest.call = program.call.clone();
    let ctx = engine::view(guest.ctx);
    match prepare(&ctx, &program) {
        Ok(()) => LoadReport::Loaded,
        Err(_) => LoadReport::Failed(failure::load_error(&ctx)),
    }
}

/// Compiles every module, evaluates the preludes, links the entry and, as far
/// as they can be, the modules that it only asks for in the run.
fn prepare(ctx: &Ctx<'_>, program: &Program) -> rquickjs::Result<()> {
    let Some(guest) = guest::get() else {
        return Err(rquickjs::Error::Unknown);
    };
    let raw = guest.ctx;
    modules::compile_all(ctx, program, &mut guest.modules, guest.strip)?;
    // SAFETY: a live context; the hook that this calls takes the guest anew.
    if unsafe { engine::jsc_resolve_modules(raw) } < 0 {
        return Err(rquickjs::Error::Exception);
    }
    for &index in &program.preludes {
        evaluate_prelude(ctx, index)?;
    }
    if let Some(entry) = es_module(program.entry)
        // SAFETY: a module of this context.
        && unsafe { engine::jsc_link_module(raw, entry) } < 0
    {
        return Err(rquickjs::Error::Exception);
    }
    // SAFETY: a live context.
    unsafe { engine::jsc_link_modules(raw) };
    guest.modules.forget_builtin_imports();
    match guest.commonjs {
        Some(commonjs) if es_module(program.entry).is_none() => {
            (commonjs.prepare_entry)(ctx, program.entry)?
        }
        _ => {}
    }
    Ok(())
}

pub fn es_module(index: u32) -> Option<*mut qjs::JSModuleDef> {
    let record = guest::get()?.modules.record(index)?;
    (record.goal == Goal::Module).then_some(record.module)
}

/// Runtime modules are ours: one that does not finish at once is a bug that the
/// engine's own tests show.
fn evaluate_prelude(ctx: &Ctx<'_>, index: u32) -> rquickjs::Result<()> {
    let Some(module) = es_module(index) else {
        return Err(rquickjs::Error::Unknown);
    };
    // SAFETY: a module of this context.
    let promise = unsafe { engine::evaluate_module(ctx, module)? };
    event_loop::drain_jobs(ctx.as_raw().as_ptr())?;
    event_loop::settled(ctx, &promise)
        .unwrap_or(Err(rquickjs::Error::Unknown))
        .map(|_| ())
}

/// Registers one group of natives for each export: a module keeps the groups
/// whose export was called at build time.
macro_rules! groups {
    ($($export:ident => $group:ident),* $(,)?) => {
        $(
            #[unsafe(no_mangle)]
            pub extern "C" fn $export() {
                if let Some(guest) = guest::get() {
                    natives::$group::register(guest.ctx);
                }
            }
        )*
    };
}

groups! {
    jsc_use_async_context => async_context,
    jsc_use_buffer => buffer,
    jsc_use_aes => aes,
    jsc_use_brotli => brotli,
    jsc_use_chacha => chacha,
    jsc_use_clock => clock,
    jsc_use_collator => collator,
    jsc_use_console => console,
    jsc_use_curve25519 => curve25519,
    jsc_use_digest => digest,
    jsc_use_ec => ec,
    jsc_use_encoding => encoding,
    jsc_use_errors => errors,
    jsc_use_fs => fs,
    jsc_use_handler => handler,
    jsc_use_inspect => inspect,
    jsc_use_io => io,
    jsc_use_jobs => jobs,
    jsc_use_kdf => kdf,
    jsc_use_last_match => last_match,
    jsc_use_numbers => numbers,
    jsc_use_process => process,
    jsc_use_random => random,
    jsc_use_rsa => rsa,
    jsc_use_secp256k1 => secp256k1,
    jsc_use_segmenter => segmenter,
    jsc_use_text => text,
    jsc_use_timers => timers,
    jsc_use_timezone => timezone,
    jsc_use_url => url,
    jsc_use_zlib => zlib,
}

/// Lets the program evaluate texts: it carries the compiler.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_use_eval() {
    if let Some(guest) = guest::get() {
        // SAFETY: a live context; this cannot fail.
        unsafe { qjs::JS_AddIntrinsicEval(guest.ctx) };
    }
}

/// Gives the program `RegExp` and regular expressions.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_use_regexp() {
    if let Some(guest) = guest::get() {
        // SAFETY: a live context; this fails only without memory.
        unsafe { qjs::JS_AddIntrinsicRegExp(guest.ctx) };
    }
}

/// Makes modules of other goals than ES modules possible; `js/commonjs/` has to
/// be one of the Program's preludes then.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_use_commonjs() {
    if let Some(guest) = guest::get() {
        commonjs::register(guest.ctx);
        guest.commonjs = Some(commonjs::HOOKS);
    }
}

/// Makes an entry possible that is a lone script in the scope of a CommonJS module.
#[unsafe(no_mangle)]
pub extern "C" fn jsc_use_script() {
    if let Some(guest) = guest::get() {
        guest.commonjs = Some(commonjs::SCRIPT);
    }
}
