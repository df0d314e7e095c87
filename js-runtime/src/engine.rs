//! QuickJS as the guest uses it: the context, values with ownership, and the
//! functions of `c/engine.c`.
use core::ffi::{CStr, c_char, c_int, c_void};
use rquickjs::{Ctx, Value, qjs};
use std::ptr::NonNull;

unsafe extern "C" {
    pub fn jsc_set_seeds(ctx: *mut qjs::JSContext, random_state: u64, hash_seed: u32);
    pub fn jsc_find_module(ctx: *mut qjs::JSContext, name: *const c_char) -> *mut qjs::JSModuleDef;
    pub fn jsc_renew_stack(ctx: *mut qjs::JSContext);
    pub fn jsc_use_contexts();
    pub fn jsc_settled_later(
        ctx: *mut qjs::JSContext,
        promise: qjs::JSValue,
        rounds: c_int,
    ) -> qjs::JSValue;
    pub fn jsc_watch_matches();
    pub fn jsc_set_match_input(ctx: *mut qjs::JSContext, text: qjs::JSValue);
    pub fn jsc_match_piece(ctx: *mut qjs::JSContext, piece: c_int) -> qjs::JSValue;
    pub fn jsc_context_value(ctx: *mut qjs::JSContext) -> qjs::JSValue;
    pub fn jsc_swap_context_value(ctx: *mut qjs::JSContext, value: qjs::JSValue) -> qjs::JSValue;
    pub fn jsc_compile(
        ctx: *mut qjs::JSContext,
        text: *const u8,
        length: usize,
        filename: *const c_char,
        flags: c_int,
    ) -> qjs::JSValue;
    fn jsc_set_compile_flags(flags: c_int);
    fn jsc_set_sources(
        start: u32,
        length: u32,
        segments: *const Segment,
        segment_count: u32,
        files: *const qjs::JSAtom,
        file_count: u32,
    );
    pub fn jsc_resolve_modules(ctx: *mut qjs::JSContext) -> c_int;
    pub fn jsc_link_module(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> c_int;
    pub fn jsc_link_modules(ctx: *mut qjs::JSContext);
    fn jsc_module_state(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> c_int;
    pub fn jsc_required_facade(
        ctx: *mut qjs::JSContext,
        module: *mut qjs::JSModuleDef,
    ) -> qjs::JSValue;
    fn jsc_throw_coded(
        ctx: *mut qjs::JSContext,
        code: *const c_char,
        message: *const u8,
        length: usize,
    ) -> qjs::JSValue;
    pub fn jsc_forget_json(ctx: *mut qjs::JSContext);
    fn jsc_parse_json(ctx: *mut qjs::JSContext, bytes: *const u8, length: usize) -> qjs::JSValue;
    fn jsc_write_json(
        ctx: *mut qjs::JSContext,
        value: qjs::JSValue,
        sink: unsafe extern "C" fn(*mut c_void, *const u8, usize) -> bool,
        opaque: *mut c_void,
    ) -> bool;
    pub fn jsc_proxy_details(ctx: *mut qjs::JSContext, object: qjs::JSValue) -> qjs::JSValue;
    pub fn jsc_class_of(ctx: *mut qjs::JSContext, object: qjs::JSValue) -> qjs::JSValue;
    pub fn jsc_non_index_keys(ctx: *mut qjs::JSContext, object: qjs::JSValue) -> qjs::JSValue;
    pub fn jsc_is_evaluated(module: *mut qjs::JSModuleDef) -> bool;
    pub fn jsc_is_paused() -> bool;
    pub fn jsc_pause_before(statement: u32);
    pub fn jsc_begun_statements() -> u32;
    fn jsc_run_entry_module(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> c_int;
    fn jsc_run_entry(
        ctx: *mut qjs::JSContext,
        function: qjs::JSValue,
        this: qjs::JSValue,
        argc: c_int,
        argv: *const qjs::JSValue,
    ) -> c_int;
    fn jsc_resume_entry(ctx: *mut qjs::JSContext) -> c_int;
    pub fn jsc_free_ended_entry(ctx: *mut qjs::JSContext);
    pub fn jsc_hide_native(function: qjs::JSValue);
    pub fn jsc_ascii(value: qjs::JSValue, length: *mut u32) -> *const u8;
    pub fn jsc_lacks_then(ctx: *mut qjs::JSContext, object: qjs::JSValue) -> bool;
    pub fn jsc_preview_entries(
        ctx: *mut qjs::JSContext,
        object: qjs::JSValue,
        is_pairs: *mut c_int,
    ) -> qjs::JSValue;
}

/// What functions are to be like that are compiled; as in `c/engine.c`.
#[derive(Clone, Copy, Default)]
pub struct CompileFlags {
    /// Without text and positions: they print as native functions do, and stack
    /// frames name their file only.
    pub stripped: bool,
    /// Left out of stack traces.
    pub hidden: bool,
    /// The program's entry, which pauses before a statement of its top level.
    pub entry: bool,
}

/// Sets the flags for what is compiled from here on.
pub fn set_compile_flags(flags: CompileFlags) {
    let flags = [flags.stripped, flags.hidden, flags.entry];
    let bits = flags
        .iter()
        .rev()
        .fold(0, |bits, flag| bits << 1 | *flag as c_int);
    // SAFETY: plain data.
    unsafe { jsc_set_compile_flags(bits) }
}

/// A piece of a compiled text and where it comes from; as in `c/positions.c`.
#[repr(C)]
pub struct Segment {
    pub offset: u32,
    pub file: u32,
    pub line: u32,
    pub column: u32,
    pub copied: u32,
}

/// What a text to be compiled comes from.
#[derive(Default)]
pub struct Sources {
    /// Bytes before the author's text.
    pub start: u32,
    /// Bytes of the author's text; 0 means to the end.
    pub length: u32,
    /// In ascending order; without any, the text's positions are its own.
    pub segments: Vec<Segment>,
    /// Names of files.
    pub files: Vec<qjs::JSAtom>,
}

/// Compiles with positions in these sources.
pub fn with_sources<T>(sources: &Sources, compile: impl FnOnce() -> T) -> T {
    let set = |sources: &Sources| {
        let (segments, files) = (&sources.segments, &sources.files);
        // SAFETY: the tables stay until the sources are set anew, below.
        unsafe {
            jsc_set_sources(
                sources.start,
                sources.length,
                segments.as_ptr(),
                segments.len() as u32,
                files.as_ptr(),
                files.len() as u32,
            );
        }
    };
    set(sources);
    let result = compile();
    set(&Sources::default());
    result
}

/// Whether a linked module can be evaluated at once.
#[derive(Clone, Copy)]
pub enum ModuleState {
    Ready,
    /// Something that it imports is evaluating.
    InCycle,
    /// Something that it imports has to wait.
    Async,
}

/// The state of a linked module.
///
/// # Safety
/// `module` must be a module of this context.
pub unsafe fn module_state(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef) -> ModuleState {
    // SAFETY: as this function requires. The numbers are those of `c/modules.c`.
    match unsafe { jsc_module_state(ctx, module) } {
        0 => ModuleState::Ready,
        1 => ModuleState::InCycle,
        _ => ModuleState::Async,
    }
}

/// Creates the runtime and its context with every intrinsic. They are never
/// freed: the snapshot holds them, and the process ends with them. rquickjs's
/// own `Runtime` is not used: it keeps a randomly seeded table beside the heap.
pub fn create() -> *mut qjs::JSContext {
    // SAFETY: the function table is static; null means that memory ran out
    // before there is anything to tell it to.
    unsafe {
        let runtime = qjs::JS_NewRuntime2(&crate::memory::FUNCTIONS, core::ptr::null_mut());
        let context = if runtime.is_null() {
            core::ptr::null_mut()
        } else {
            qjs::JS_NewContext(runtime)
        };
        if context.is_null() {
            crate::failure::fatal("out of memory");
        }
        // Any size turns the check on; the limits are engine.c's.
        qjs::JS_SetMaxStackSize(runtime, 1);
        context
    }
}

/// The safe view of the context.
pub fn view<'js>(ctx: *mut qjs::JSContext) -> Ctx<'js> {
    // SAFETY: the context is made once and never freed.
    unsafe { Ctx::from_raw(NonNull::new_unchecked(ctx)) }
}

/// Takes ownership of a raw value, as returned by QuickJS's functions.
///
/// # Safety
/// `raw` must be an owned reference into this context's heap.
pub unsafe fn owned<'js>(ctx: &Ctx<'js>, raw: qjs::JSValue) -> Value<'js> {
    unsafe { Value::from_raw(ctx.clone(), raw) }
}

/// Like [`owned`], and turns JS_EXCEPTION into the error of the pending exception.
///
/// # Safety
/// As for [`owned`].
pub unsafe fn checked<'js>(ctx: &Ctx<'js>, raw: qjs::JSValue) -> rquickjs::Result<Value<'js>> {
    if unsafe { qjs::JS_IsException(raw) } {
        Err(rquickjs::Error::Exception)
    } else {
        Ok(unsafe { owned(ctx, raw) })
    }
}

/// Calls a function value with a `this` of undefined.
pub fn call<'js>(
    ctx: &Ctx<'js>,
    f: &Value<'js>,
    args: &[qjs::JSValue],
) -> rquickjs::Result<Value<'js>> {
    let this = qjs::JS_UNDEFINED;
    // SAFETY: `args` are borrowed for the call, as JS_Call wants them.
    unsafe {
        let argv = args.as_ptr().cast_mut();
        let raw = qjs::JS_Call(
            ctx.as_raw().as_ptr(),
            f.as_raw(),
            this,
            args.len() as c_int,
            argv,
        );
        checked(ctx, raw)
    }
}

/// Links and evaluates a module: a promise, or a value when there is nothing to
/// wait for.
///
/// # Safety
/// `module` must be a module of this context.
pub unsafe fn evaluate_module<'js>(
    ctx: &Ctx<'js>,
    module: *mut qjs::JSModuleDef,
) -> rquickjs::Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    let value = qjs::JS_MKPTR(qjs::JS_TAG_MODULE, module.cast());
    // SAFETY: JS_EvalFunction takes a reference, so it gets one of its own.
    unsafe { checked(ctx, qjs::JS_EvalFunction(raw, qjs::JS_DupValue(raw, value))) }
}

/// How running an entry ended; as in `c/pauses.c`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    AtEnd,
    /// Before the statement that [`jsc_pause_before`] named.
    Paused,
    /// In an `await`, after which nothing can go on.
    Awaiting,
}

impl Ended {
    fn of(code: c_int) -> rquickjs::Result<Self> {
        match code {
            0 => Ok(Ended::AtEnd),
            1 => Ok(Ended::Paused),
            2 => Ok(Ended::Awaiting),
            _ => Err(rquickjs::Error::Exception),
        }
    }
}

/// Runs the code of a linked entry whose imports are evaluated, until it pauses.
///
/// # Errors
/// The pending exception that it threw.
///
/// # Safety
/// `module` must be one of `ctx` that is compiled as the entry.
pub unsafe fn run_entry_module(
    ctx: &Ctx<'_>,
    module: *mut qjs::JSModuleDef,
) -> rquickjs::Result<Ended> {
    // SAFETY: as this function requires.
    Ended::of(unsafe { jsc_run_entry_module(ctx.as_raw().as_ptr(), module) })
}

/// Runs the function of a CommonJS entry until it pauses.
///
/// # Errors
/// The pending exception that it threw.
///
/// # Safety
/// `function` must be one that is compiled as the entry.
pub unsafe fn run_entry(
    ctx: &Ctx<'_>,
    function: &Value<'_>,
    args: &[qjs::JSValue],
) -> rquickjs::Result<Ended> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: live values; the frame takes references of its own.
    Ended::of(unsafe {
        jsc_run_entry(
            raw,
            function.as_raw(),
            qjs::JS_UNDEFINED,
            args.len() as c_int,
            args.as_ptr(),
        )
    })
}

/// Goes on with a CommonJS entry that is paused, to its end.
///
/// # Errors
/// The pending exception that it threw.
pub fn resume_entry(ctx: &Ctx<'_>) -> rquickjs::Result<Ended> {
    // SAFETY: a live context; without an entry that is paused nothing is done.
    unsafe {
        match jsc_is_paused() {
            true => Ended::of(jsc_resume_entry(ctx.as_raw().as_ptr())),
            false => Ok(Ended::AtEnd),
        }
    }
}

/// An own or inherited property.
pub fn get<'js>(ctx: &Ctx<'js>, object: &Value<'js>, name: &CStr) -> rquickjs::Result<Value<'js>> {
    // SAFETY: QuickJS copies the name and returns an owned value.
    unsafe {
        checked(
            ctx,
            qjs::JS_GetPropertyStr(ctx.as_raw().as_ptr(), object.as_raw(), name.as_ptr()),
        )
    }
}

/// A UTF-8 copy of `ToString(value)`; a lone surrogate becomes U+FFFD.
pub fn to_utf8<'js>(ctx: &Ctx<'js>, value: qjs::JSValue) -> rquickjs::Result<JsText<'js>> {
    let mut len = 0;
    // SAFETY: the text is freed by JsText's drop; it holds `len` bytes.
    unsafe {
        let ptr = qjs::JS_ToCStringLen(ctx.as_raw().as_ptr(), &mut len, value);
        let ptr = NonNull::new(ptr.cast_mut().cast::<u8>()).ok_or(rquickjs::Error::Exception)?;
        let text = JsText {
            ctx: ctx.clone(),
            ptr,
            len,
        };
        replace_surrogates(core::slice::from_raw_parts_mut(ptr.as_ptr(), text.len));
        Ok(text)
    }
}

/// QuickJS writes a lone surrogate as ED A0..BF xx, three bytes as U+FFFD has.
fn replace_surrogates(bytes: &mut [u8]) {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| b == 0xed) {
        rest = &mut rest[at..];
        match rest {
            [_, second, _, ..] if *second >= 0xa0 => {
                rest[..3].copy_from_slice("\u{fffd}".as_bytes());
                rest = &mut rest[3..];
            }
            _ => rest = &mut rest[1..],
        }
    }
}

/// Bytes that QuickJS made with JS_ToCStringLen.
pub struct JsText<'js> {
    ctx: Ctx<'js>,
    ptr: NonNull<u8>,
    len: usize,
}

impl core::ops::Deref for JsText<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        // SAFETY: alive until drop.
        unsafe { core::slice::from_raw_parts(self.ptr.as_ptr(), self.len) }
    }
}

impl Drop for JsText<'_> {
    fn drop(&mut self) {
        // SAFETY: made by JS_ToCStringLen, freed once.
        unsafe { qjs::JS_FreeCString(self.ctx.as_raw().as_ptr(), self.ptr.as_ptr().cast()) }
    }
}

/// The UTF-16 units of `ToString(value)`.
pub fn to_utf16<'js>(ctx: &Ctx<'js>, value: qjs::JSValue) -> rquickjs::Result<Units<'js>> {
    let mut len = 0;
    // SAFETY: the units are freed by the drop of Units; there are `len`.
    let ptr = unsafe { qjs::JS_ToCStringLenUTF16(ctx.as_raw().as_ptr(), &mut len, value) };
    let ptr = NonNull::new(ptr.cast_mut()).ok_or(rquickjs::Error::Exception)?;
    Ok(Units {
        ctx: ctx.clone(),
        ptr,
        len: len as usize,
    })
}

/// Units that QuickJS made with JS_ToCStringLenUTF16.
pub struct Units<'js> {
    ctx: Ctx<'js>,
    ptr: NonNull<u16>,
    len: usize,
}

impl core::ops::Deref for Units<'_> {
    type Target = [u16];
    fn deref(&self) -> &[u16] {
        // SAFETY: alive until drop.
        unsafe { core::slice::from_raw_parts(self.ptr.as_ptr(), self.len) }
    }
}

impl Drop for Units<'_> {
    fn drop(&mut self) {
        // SAFETY: made by JS_ToCStringLenUTF16, freed once.
        unsafe { qjs::JS_FreeCStringUTF16(self.ctx.as_raw().as_ptr(), self.ptr.as_ptr()) }
    }
}

/// The value of a JSON text; None for what is not JSON in UTF-8.
///
/// # Errors
/// What a limit throws.
pub fn parse_json<'js>(ctx: &Ctx<'js>, text: &[u8]) -> rquickjs::Result<Option<Value<'js>>> {
    // SAFETY: the bytes are read during the call only.
    unsafe {
        let raw = jsc_parse_json(ctx.as_raw().as_ptr(), text.as_ptr(), text.len());
        if qjs::JS_VALUE_GET_TAG(raw) == qjs::JS_TAG_UNINITIALIZED {
            return Ok(None);
        }
        checked(ctx, raw).map(Some)
    }
}

/// Gives the JSON text of plain data to `sink`, piece by piece, until it returns false;
/// false when the value takes `JSON.stringify`, in which case nothing was given.
pub fn write_json<F: FnMut(&[u8]) -> bool>(ctx: &Ctx<'_>, value: &Value<'_>, mut sink: F) -> bool {
    unsafe extern "C" fn call<F: FnMut(&[u8]) -> bool>(
        sink: *mut c_void,
        bytes: *const u8,
        length: usize,
    ) -> bool {
        // SAFETY: `sink` is the closure below; the piece lives during the call.
        unsafe { (*sink.cast::<F>())(core::slice::from_raw_parts(bytes, length)) }
    }
    // SAFETY: a live value, and a closure that outlives the call.
    unsafe {
        jsc_write_json(
            ctx.as_raw().as_ptr(),
            value.as_raw(),
            call::<F>,
            (&raw mut sink).cast(),
        )
    }
}

/// A new JavaScript string from UTF-8; invalid sequences become U+FFFD.
pub fn new_string<'js>(ctx: &Ctx<'js>, utf8: &[u8]) -> rquickjs::Result<Value<'js>> {
    // SAFETY: QuickJS copies the bytes.
    unsafe {
        let raw =
            qjs::JS_NewStringLen(ctx.as_raw().as_ptr(), utf8.as_ptr().cast(), utf8.len() as _);
        checked(ctx, raw)
    }
}

/// Throws a new error of the given class; the result is always `Err`.
pub fn throw<T>(ctx: &Ctx<'_>, class: ErrorClass, message: &str) -> rquickjs::Result<T> {
    let raw = ctx.as_raw().as_ptr();
    let format = c"%.*s".as_ptr();
    let (len, text) = (
        message.len().min(c_int::MAX as usize) as c_int,
        message.as_ptr(),
    );
    // SAFETY: the format reads `len` bytes at `text`.
    unsafe {
        match class {
            ErrorClass::Type => qjs::JS_ThrowTypeError(raw, format, len, text),
            ErrorClass::Syntax => qjs::JS_ThrowSyntaxError(raw, format, len, text),
        };
    }
    Err(rquickjs::Error::Exception)
}

/// Error constructors that natives throw with.
#[derive(Clone, Copy)]
pub enum ErrorClass {
    Type,
    Syntax,
}

/// Throws an Error with a `code`; the result is always `Err`.
pub fn throw_coded<T>(ctx: &Ctx<'_>, code: &CStr, message: &str) -> rquickjs::Result<T> {
    // SAFETY: QuickJS copies both texts.
    unsafe {
        let raw = ctx.as_raw().as_ptr();
        jsc_throw_coded(raw, code.as_ptr(), message.as_ptr(), message.len());
    }
    Err(rquickjs::Error::Exception)
}
