//! The one value that outlives the build and is found again by `_start`.
use crate::commonjs::Hooks;
use crate::failure::{Lifecycle, Listeners};
use crate::modules::Modules;
use core::cell::UnsafeCell;
use jsc_abi::EntryCall;
use rquickjs::qjs;

/// What the build leaves for the run.
pub struct Guest {
    pub ctx: *mut qjs::JSContext,
    pub modules: Modules,
    /// The entry, an index into `modules`.
    pub entry: u32,
    pub call: EntryCall,
    /// The function that is called, if its module was evaluated at build time.
    pub callee: Option<qjs::JSValue>,
    /// There when the program listens for errors that nobody caught.
    pub listeners: Option<&'static Listeners>,
    /// There when the program has `process`.
    pub lifecycle: Option<&'static Lifecycle>,
    /// There when the program has modules that are no ES modules.
    pub commonjs: Option<Hooks>,
    /// Compiled functions keep neither positions nor texts.
    pub strip: bool,
}

struct Slot(UnsafeCell<Option<Guest>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Slot {}

static GUEST: Slot = Slot(UnsafeCell::new(None));

/// The guest, once the build has made it.
pub fn get() -> Option<&'static mut Guest> {
    // SAFETY: one thread, and callers keep no reference across a call that
    // takes another: each reads or writes fields and lets go.
    unsafe { (*GUEST.0.get()).as_mut() }
}

/// Makes `guest` the one that [`get`] returns.
pub fn set(guest: Guest) {
    // SAFETY: as in `get`.
    unsafe { *GUEST.0.get() = Some(guest) }
}
