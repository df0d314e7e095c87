//! Modules that are no ES modules: CommonJS, JSON, texts and bytes.
//!
//! What Node does when one is required is in `js/commonjs/`, JavaScript that
//! runs on the natives of [`natives`]. Here are the parts that the engine calls:
//! compiling, and the ES modules that stand for them in `import`s. It is
//! reached through [`Hooks`] alone, which a program without such modules lacks.
mod compile;
mod entry;
mod facade;
mod natives;
mod required;
mod script;

pub use compile::compile;
pub use entry::exports as entry_exports;
pub use natives::register;

use crate::engine;
use crate::modules::Facades;
use core::cell::UnsafeCell;
use entry::Frame;
use rquickjs::{Ctx, Value, qjs};

/// The way in for code that every program has.
#[derive(Clone, Copy)]
pub struct Hooks {
    pub facades: Facades,
    /// Called at build time, after all modules are compiled.
    pub prepare_entry: for<'js> fn(&Ctx<'js>, u32) -> rquickjs::Result<()>,
    /// Runs the entry, or goes on with it, and returns its `module.exports`; none when
    /// it paused.
    pub run_entry: for<'js> fn(&Ctx<'js>, u32) -> rquickjs::Result<Option<Value<'js>>>,
}

/// For programs with a loader.
pub const HOOKS: Hooks = Hooks {
    facades: facade::make,
    prepare_entry: |_, _| Ok(()),
    run_entry: |ctx, index| {
        let (begin, end) = (natives::begin_entry, natives::end_entry);
        entry::run(ctx, &Frame { begin, end }, index)
    },
};

/// For an entry that is alone and cannot name what a loader would give it.
pub const SCRIPT: Hooks = Hooks {
    facades: |_, _, _, _| core::ptr::null_mut(),
    prepare_entry: script::prepare,
    run_entry: |ctx, index| {
        let (begin, end) = (script::begin, script::end);
        entry::run(ctx, &Frame { begin, end }, index)
    },
};

/// Functions that `js/commonjs/` registered.
#[derive(Default)]
struct Loader {
    /// `load(index)`: the module's exports; runs it when it has not started.
    load: Option<qjs::JSValue>,
    /// `beginEntry(index)`: what is to be called for the entry, and with what.
    begin_entry: Option<qjs::JSValue>,
    /// `endEntry(isDone)`: the entry's exports.
    end_entry: Option<qjs::JSValue>,
    /// `requireOf(index)`: a `require` function for an ES module.
    require_of: Option<qjs::JSValue>,
}

struct Cell(UnsafeCell<Loader>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static LOADER: Cell = Cell(UnsafeCell::new(Loader {
    load: None,
    begin_entry: None,
    end_entry: None,
    require_of: None,
}));

fn loader() -> &'static mut Loader {
    // SAFETY: one thread, and nobody keeps the reference.
    unsafe { &mut *LOADER.0.get() }
}

/// Calls a function of the loader with a module's index.
fn call<'js>(
    ctx: &Ctx<'js>,
    function: Option<qjs::JSValue>,
    index: u32,
) -> rquickjs::Result<Value<'js>> {
    call_with(ctx, function, qjs::JS_MKVAL(qjs::JS_TAG_INT, index as i32))
}

fn call_with<'js>(
    ctx: &Ctx<'js>,
    function: Option<qjs::JSValue>,
    argument: qjs::JSValue,
) -> rquickjs::Result<Value<'js>> {
    let Some(raw) = function else {
        return engine::throw(
            ctx,
            engine::ErrorClass::Type,
            "jsc:commonjs is not part of this program",
        );
    };
    // SAFETY: the loader owns the function; the wrapper gets its own reference.
    let function = unsafe { engine::owned(ctx, qjs::JS_DupValue(ctx.as_raw().as_ptr(), raw)) };
    engine::call(ctx, &function, &[argument])
}
