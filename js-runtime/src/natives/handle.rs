//! Objects that own a Rust value. User code never sees them.
use super::text::out_of_memory;
use crate::engine;
use core::cell::UnsafeCell;
use core::ffi::CStr;
use core::marker::PhantomData;
use rquickjs::{Ctx, Result, Value, qjs};

/// The engine's class of the objects that own a `T`. What they own is linear memory, so one that
/// was made at build time lives on in the snapshot.
pub struct Class<T> {
    /// 0 until the first object is made.
    id: UnsafeCell<qjs::JSClassID>,
    name: &'static CStr,
    owns: PhantomData<T>,
}

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl<T> Sync for Class<T> {}

impl<T> Class<T> {
    pub const fn new(name: &'static CStr) -> Self {
        Class {
            id: UnsafeCell::new(0),
            name,
            owns: PhantomData,
        }
    }

    /// A new object that owns `value`.
    pub fn wrap<'js>(&self, ctx: &Ctx<'js>, value: T) -> Result<Value<'js>> {
        let class = self.id(ctx)?;
        // SAFETY: the object takes the value over; `finalize` frees it.
        unsafe {
            let object =
                engine::checked(ctx, qjs::JS_NewObjectClass(ctx.as_raw().as_ptr(), class))?;
            qjs::JS_SetOpaque(object.as_raw(), Box::into_raw(Box::new(value)).cast());
            Ok(object)
        }
    }

    /// The value that an object owns.
    ///
    /// # Errors
    /// A TypeError for a value of another kind.
    pub fn get<'js>(&self, ctx: &Ctx<'js>, object: qjs::JSValue) -> Result<&'js mut T> {
        // SAFETY: only `wrap` makes objects of the class; natives let go of the value before
        // JavaScript runs.
        let value = unsafe {
            qjs::JS_GetOpaque(object, *self.id.get())
                .cast::<T>()
                .as_mut()
        };
        match value {
            Some(value) => Ok(value),
            None => engine::throw(
                ctx,
                engine::ErrorClass::Type,
                "not an object of the runtime",
            ),
        }
    }

    fn id(&self, ctx: &Ctx<'_>) -> Result<qjs::JSClassID> {
        // SAFETY: one thread; QuickJS copies the definition.
        unsafe {
            let id = &mut *self.id.get();
            if *id == 0 {
                let runtime = qjs::JS_GetRuntime(ctx.as_raw().as_ptr());
                let definition = qjs::JSClassDef {
                    class_name: self.name.as_ptr(),
                    finalizer: Some(finalize::<T>),
                    gc_mark: None,
                    call: None,
                    exotic: core::ptr::null_mut(),
                };
                if qjs::JS_NewClass(runtime, qjs::JS_NewClassID(runtime, id), &definition) < 0 {
                    *id = 0;
                    return out_of_memory(ctx);
                }
            }
            Ok(*id)
        }
    }
}

unsafe extern "C" fn finalize<T>(_: *mut qjs::JSRuntime, object: qjs::JSValue) {
    let mut class = 0;
    // SAFETY: `wrap` gave the object a `T`, or failed before it did.
    unsafe {
        let value = qjs::JS_GetAnyOpaque(object, &mut class).cast::<T>();
        if !value.is_null() {
            drop(Box::from_raw(value));
        }
    }
}
