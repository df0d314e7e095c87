//! Functions that the runtime's own JavaScript imports from `native:*` modules.
//! User code cannot name them.
use crate::engine;
use core::ffi::{CStr, c_int};
use rquickjs::{Ctx, Result, Value, qjs};

pub mod aes;
pub mod async_context;
pub mod brotli;
pub mod buffer;
pub mod chacha;
pub mod clock;
pub mod collator;
mod compression;
pub mod console;
pub mod curve25519;
pub mod digest;
pub mod ec;
pub mod encoding;
pub mod errors;
pub mod fs;
mod handle;
pub mod handler;
pub mod inspect;
pub mod io;
pub mod jobs;
pub mod kdf;
pub mod last_match;
pub mod numbers;
pub mod process;
pub mod random;
pub mod rsa;
pub mod secp256k1;
pub mod segmenter;
pub mod text;
pub mod timers;
pub mod timezone;
pub mod url;
pub mod zlib;

/// The function behind an export.
pub type Native = for<'js> fn(&Ctx<'js>, Args<'_, 'js>) -> Result<Value<'js>>;

type Raw = unsafe extern "C" fn(
    *mut qjs::JSContext,
    qjs::JSValue,
    c_int,
    *mut qjs::JSValue,
) -> qjs::JSValue;

/// One export of a `native:*` module.
pub struct Export {
    pub name: &'static CStr,
    pub call: Raw,
}

/// Declares a `native:*` module: `register` and its exports.
macro_rules! natives {
    ($module:literal { $($name:literal => $function:path),* $(,)? }) => {
        const EXPORTS: &[$crate::natives::Export] = &[$({
            unsafe extern "C" fn call(
                ctx: *mut rquickjs::qjs::JSContext,
                _this: rquickjs::qjs::JSValue,
                argc: core::ffi::c_int,
                argv: *mut rquickjs::qjs::JSValue,
            ) -> rquickjs::qjs::JSValue {
                // SAFETY: QuickJS passes `argc` values at `argv`.
                unsafe { $crate::natives::enter(ctx, argc, argv, $function) }
            }
            $crate::natives::Export { name: $name, call }
        }),*];

        unsafe extern "C" fn init(
            ctx: *mut rquickjs::qjs::JSContext,
            module: *mut rquickjs::qjs::JSModuleDef,
        ) -> core::ffi::c_int {
            $crate::natives::fill(ctx, module, EXPORTS)
        }

        /// Makes the module importable.
        pub fn register(ctx: *mut rquickjs::qjs::JSContext) {
            $crate::natives::declare(ctx, $module, init, EXPORTS);
        }
    };
}
pub(crate) use natives;

/// Creates the module with the names of its exports.
pub fn declare(
    ctx: *mut qjs::JSContext,
    name: &CStr,
    init: unsafe extern "C" fn(*mut qjs::JSContext, *mut qjs::JSModuleDef) -> c_int,
    exports: &[Export],
) {
    // SAFETY: QuickJS copies the names; a failed allocation leaves a module
    // without exports, which then fails to link.
    unsafe {
        let module = qjs::JS_NewCModule(ctx, name.as_ptr(), Some(init));
        for export in exports {
            qjs::JS_AddModuleExport(ctx, module, export.name.as_ptr());
        }
    }
}

/// Gives the module's exports their functions.
pub fn fill(ctx: *mut qjs::JSContext, module: *mut qjs::JSModuleDef, exports: &[Export]) -> c_int {
    for export in exports {
        // SAFETY: the function value's reference moves into the module.
        let result = unsafe {
            let kind = qjs::JSCFunctionEnum_JS_CFUNC_generic;
            let function =
                qjs::JS_NewCFunction2(ctx, Some(export.call), export.name.as_ptr(), 0, kind, 0);
            qjs::JS_SetModuleExport(ctx, module, export.name.as_ptr(), function)
        };
        if result < 0 {
            return -1;
        }
    }
    0
}

/// Calls a native from C and gives back what QuickJS expects.
///
/// # Safety
/// `argv` must point at `argc` live values.
#[inline(never)]
pub unsafe fn enter(
    ctx: *mut qjs::JSContext,
    argc: c_int,
    argv: *mut qjs::JSValue,
    f: Native,
) -> qjs::JSValue {
    let view = engine::view(ctx);
    let values = if argc > 0 {
        // SAFETY: as this function requires.
        unsafe { core::slice::from_raw_parts(argv, argc as usize) }
    } else {
        &[]
    };
    match f(&view, Args { ctx: &view, values }) {
        Ok(value) => {
            let raw = value.as_raw();
            core::mem::forget(value);
            raw
        }
        Err(error) => {
            if !error.is_exception() {
                let _ = engine::throw::<()>(
                    &view,
                    engine::ErrorClass::Type,
                    "a value has the wrong type",
                );
            }
            qjs::JS_EXCEPTION
        }
    }
}

/// The arguments of a call; one that is missing is undefined.
#[derive(Clone, Copy)]
pub struct Args<'a, 'js> {
    ctx: &'a Ctx<'js>,
    values: &'a [qjs::JSValue],
}

impl<'js> Args<'_, 'js> {
    /// How many arguments there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The argument as QuickJS sees it, borrowed.
    pub fn raw(&self, index: usize) -> qjs::JSValue {
        self.values.get(index).copied().unwrap_or(qjs::JS_UNDEFINED)
    }

    /// The argument with a reference of its own.
    pub fn value(&self, index: usize) -> Value<'js> {
        // SAFETY: the caller's value is alive; the wrapper gets its own reference.
        unsafe {
            engine::owned(
                self.ctx,
                qjs::JS_DupValue(self.ctx.as_raw().as_ptr(), self.raw(index)),
            )
        }
    }

    /// `ToNumber` of the argument.
    pub fn number(&self, index: usize) -> Result<f64> {
        let mut number = 0.0;
        // SAFETY: the out pointer is ours.
        if unsafe { qjs::JS_ToFloat64(self.ctx.as_raw().as_ptr(), &mut number, self.raw(index)) }
            < 0
        {
            return Err(rquickjs::Error::Exception);
        }
        Ok(number)
    }

    /// The argument as a small unsigned number; what does not fit saturates.
    pub fn u32(&self, index: usize) -> Result<u32> {
        Ok(self.number(index)? as u32)
    }

    /// UTF-8 of `ToString` of the argument.
    pub fn utf8(&self, index: usize) -> Result<engine::JsText<'js>> {
        engine::to_utf8(self.ctx, self.raw(index))
    }

    /// UTF-16 of `ToString` of the argument.
    pub fn utf16(&self, index: usize) -> Result<engine::Units<'js>> {
        engine::to_utf16(self.ctx, self.raw(index))
    }

    /// A text of the runtime's own; empty for what is none.
    pub fn word(&self, index: usize) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.utf8(index)?).into_owned())
    }

    /// The bytes of a typed array, DataView or ArrayBuffer argument.
    ///
    /// # Errors
    /// A TypeError for anything else.
    pub fn bytes(&self, index: usize) -> Result<&'js mut [u8]> {
        match bytes_of(self.ctx, &self.value(index)) {
            Some(bytes) => Ok(bytes),
            None => engine::throw(
                self.ctx,
                engine::ErrorClass::Type,
                "expected a Uint8Array or an ArrayBuffer",
            ),
        }
    }
}

/// The bytes behind a typed array, DataView or ArrayBuffer; None for other
/// values. They stay valid until JavaScript runs or the value is freed.
pub fn bytes_of<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<&'js mut [u8]> {
    let raw = ctx.as_raw().as_ptr();
    let (mut offset, mut len, mut size) = (0, 0, 0);
    // SAFETY: the class checks come first, and the view's range lies in its
    // buffer, as QuickJS's own accessors say.
    unsafe {
        let v = value.as_raw();
        let start = if qjs::JS_IsArrayBuffer(v) {
            let start = qjs::JS_GetArrayBuffer(raw, &mut size, v);
            len = size;
            start
        } else if qjs::JS_GetTypedArrayType(v) >= 0 {
            let buffer =
                qjs::JS_GetTypedArrayBuffer(raw, v, &mut offset, &mut len, core::ptr::null_mut());
            let Ok(buffer) = engine::checked(ctx, buffer) else {
                drop(ctx.catch());
                return None;
            };
            qjs::JS_GetArrayBuffer(raw, &mut size, buffer.as_raw())
        } else {
            return data_view_bytes(ctx, value);
        };
        if start.is_null() {
            drop(ctx.catch());
            // A detached or zero-length buffer has no address.
            return Some(&mut []);
        }
        let end = (offset + len).min(size);
        Some(core::slice::from_raw_parts_mut(
            start.add(offset.min(end) as usize),
            end.saturating_sub(offset) as usize,
        ))
    }
}

fn data_view_bytes<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<&'js mut [u8]> {
    if !inspect::has_class(value, "DataView") {
        return None;
    }
    let number = |name| engine::get(ctx, value, name).ok()?.as_number();
    let (offset, len) = (
        number(c"byteOffset")? as usize,
        number(c"byteLength")? as usize,
    );
    let buffer = engine::get(ctx, value, c"buffer").ok()?;
    bytes_of(ctx, &buffer)?.get_mut(offset..offset + len)
}

/// A new Uint8Array of what an operation gave; undefined when it gave nothing. What it gives depends on
/// the arguments, so that it is the caller who knows what to throw.
///
/// # Errors
/// When the host has no randomness, or the memory is full.
pub fn outcome<'js>(
    ctx: &Ctx<'js>,
    result: core::result::Result<Vec<u8>, jsc_crypto::Error>,
) -> Result<Value<'js>> {
    match result {
        Ok(bytes) => uint8_array(ctx, bytes),
        Err(jsc_crypto::Error::NoRandomness) => random::fail(ctx),
        Err(jsc_crypto::Error::NoMemory) => text::out_of_memory(ctx),
        Err(_) => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// A new array of the values.
pub fn array<'js>(
    ctx: &Ctx<'js>,
    values: impl IntoIterator<Item = Value<'js>>,
) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: each value's reference moves into the array.
    unsafe {
        let array = engine::checked(ctx, qjs::JS_NewArray(raw))?;
        for (index, value) in values.into_iter().enumerate() {
            let element = value.as_raw();
            core::mem::forget(value);
            if qjs::JS_SetPropertyUint32(raw, array.as_raw(), index as u32, element) < 0 {
                return Err(rquickjs::Error::Exception);
            }
        }
        Ok(array)
    }
}

/// A new Uint8Array that owns `bytes`.
pub fn uint8_array<'js>(ctx: &Ctx<'js>, mut bytes: Vec<u8>) -> Result<Value<'js>> {
    /// Resizes, or frees at size 0, what a Vec allocated: one heap serves both.
    unsafe extern "C" fn resize(
        _: *mut qjs::JSRuntime,
        _: *mut core::ffi::c_void,
        start: *mut core::ffi::c_void,
        size: qjs::size_t,
    ) -> *mut core::ffi::c_void {
        // SAFETY: QuickJS passes the buffer's own address.
        unsafe { crate::memory::resize(start.cast(), size as usize).cast() }
    }
    if bytes.capacity() == 0 {
        bytes.reserve(1);
    }
    let mut bytes = core::mem::ManuallyDrop::new(bytes);
    let (start, len) = (bytes.as_mut_ptr(), bytes.len() as qjs::size_t);
    // SAFETY: the buffer takes the allocation over and frees it with `resize`.
    unsafe {
        let raw = ctx.as_raw().as_ptr();
        let buffer = qjs::JS_NewArrayBuffer(
            raw,
            start,
            len,
            0,
            Some(resize),
            core::ptr::null_mut(),
            false,
        );
        let buffer = engine::checked(ctx, buffer)?;
        let mut argv = [buffer.as_raw()];
        let kind = qjs::JSTypedArrayEnum_JS_TYPED_ARRAY_UINT8;
        engine::checked(ctx, qjs::JS_NewTypedArray(raw, 1, argv.as_mut_ptr(), kind))
    }
}
