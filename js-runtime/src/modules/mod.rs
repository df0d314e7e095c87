//! The Program's modules in the engine: compiling them, and answering the
//! engine's questions about specifiers, at build time and for `import()` in a run.
mod compile;
mod meta;
mod resolve;

pub use compile::{c_string, c_text, compile_all, evaluate_text};
pub use resolve::{Found, Resolver};

use crate::engine;
use crate::guest;
use core::cell::Cell;
use core::ffi::{CStr, c_char};
use jsc_abi::{Goal, Import, Program};
use rquickjs::{Ctx, qjs};

/// What the run knows of the modules.
#[derive(Default)]
pub struct Modules {
    records: Vec<Record>,
    /// Indices of `records`, in the order of their names.
    by_name: Vec<u32>,
    /// Makes what stands for non-ES modules where ES modules import them; there
    /// once `jsc_use_commonjs` was called.
    facades: Option<Facades>,
}

/// Makes the ES module that stands for one of another goal.
pub type Facades = fn(*mut qjs::JSContext, u32, Facade, &Record) -> *mut qjs::JSModuleDef;

/// The ES modules that a module of any goal can have made for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Facade {
    /// Its default export is `module.exports`.
    Node,
    /// Its default export follows `__esModule`.
    Interop,
    /// Its default export is the module's `require`.
    Require,
}

/// One module.
pub struct Record {
    pub name: Box<str>,
    pub goal: Goal,
    pub builtin: bool,
    /// What ES modules can import from a module of another goal.
    pub exports: Box<[String]>,
    /// In the order of specifier and kind.
    pub imports: Box<[Import]>,
    /// The ES module; null for other goals.
    pub module: *mut qjs::JSModuleDef,
    /// Those made so far, by [`Facade`].
    facades: [*mut qjs::JSModuleDef; 3],
    /// For other goals: what compiling gave, a function or the module's value.
    pub value: qjs::JSValue,
    /// Somebody asked for that value.
    pub used: Cell<bool>,
}

impl Modules {
    /// Takes the tables out of a Program; its texts are left.
    pub fn new(program: &mut Program, facades: Option<Facades>) -> Self {
        let record = |m: &mut jsc_abi::Module| {
            let mut imports = core::mem::take(&mut m.imports);
            imports.sort_by(|a, b| (&a.specifier, a.kind).cmp(&(&b.specifier, b.kind)));
            Record {
                name: m.name.as_str().into(),
                goal: m.goal,
                builtin: m.builtin,
                exports: core::mem::take(&mut m.exports).into(),
                imports: imports.into(),
                module: core::ptr::null_mut(),
                facades: [core::ptr::null_mut(); 3],
                value: qjs::JS_UNDEFINED,
                used: Cell::new(false),
            }
        };
        let records: Vec<Record> = program.modules.iter_mut().map(record).collect();
        let mut by_name: Vec<u32> = (0..records.len() as u32).collect();
        by_name.sort_by(|a, b| records[*a as usize].name.cmp(&records[*b as usize].name));
        Modules {
            records,
            by_name,
            facades,
        }
    }

    /// The module of that index, if there is one.
    pub fn record(&self, index: u32) -> Option<&Record> {
        self.records.get(index as usize)
    }

    /// The author's modules of which something is evaluated, and the others.
    pub fn by_use(&self) -> (Vec<u32>, Vec<u32>) {
        let is_used = |index: &u32| {
            let record = &self.records[*index as usize];
            // SAFETY: a module of the engine's context, if it is there.
            record.used.get()
                || (!record.module.is_null() && unsafe { engine::jsc_is_evaluated(record.module) })
        };
        (0..self.records.len() as u32)
            .filter(|index| !self.records[*index as usize].builtin)
            .partition(is_used)
    }

    /// The index of the module of that name.
    pub fn find(&self, name: &str) -> Option<u32> {
        let at = self
            .by_name
            .binary_search_by(|&index| (*self.records[index as usize].name).cmp(name));
        at.ok().map(|at| self.by_name[at])
    }

    /// Every ES module with the index of the module that it is or stands for, in
    /// the order of their addresses.
    pub fn by_address(&self) -> Vec<(*mut qjs::JSModuleDef, u32)> {
        let mut known = Vec::new();
        for (index, record) in self.records.iter().enumerate() {
            let made = record.facades.iter().chain([&record.module]);
            let made = made.filter(|module| !module.is_null());
            known.extend(made.map(|module| (*module, index as u32)));
        }
        known.sort_unstable();
        known
    }

    /// Forgets what only the build asks for: nobody resolves a specifier of the
    /// runtime's own modules in a run.
    pub fn forget_builtin_imports(&mut self) {
        for record in self.records.iter_mut().filter(|r| r.builtin) {
            record.imports = Box::default();
        }
    }

    fn facade(
        &mut self,
        ctx: *mut qjs::JSContext,
        index: u32,
        facade: Facade,
    ) -> *mut qjs::JSModuleDef {
        let (Some(make), Some(record)) = (self.facades, self.records.get_mut(index as usize))
        else {
            return core::ptr::null_mut();
        };
        if record.facades[facade as usize].is_null() {
            record.facades[facade as usize] = make(ctx, index, facade, record);
        }
        record.facades[facade as usize]
    }

    /// The ES module to import for what a specifier resolved to; null when the
    /// Program refers to what it does not have.
    fn imported(
        &mut self,
        ctx: *mut qjs::JSContext,
        from: u32,
        found: Found,
    ) -> *mut qjs::JSModuleDef {
        match found {
            Found::Native(name) => {
                let name = c_string(&[jsc_abi::exports::NATIVE_SCHEME, &name].concat());
                // SAFETY: a C string that is only read.
                unsafe { engine::jsc_find_module(ctx, name.as_ptr()) }
            }
            Found::Require => self.facade(ctx, from, Facade::Require),
            Found::Module { index, interop } => match self.record(index) {
                Some(r) if r.goal == Goal::Module => r.module,
                _ if interop => self.facade(ctx, index, Facade::Interop),
                _ => self.facade(ctx, index, Facade::Node),
            },
        }
    }
}

/// Called by the engine: the module that a specifier means in the module named
/// `base`; null with an exception pending when there is none.
#[unsafe(no_mangle)]
unsafe extern "C" fn jsc_resolve_import(
    ctx: *mut qjs::JSContext,
    base: *const c_char,
    specifier: *const c_char,
) -> *mut qjs::JSModuleDef {
    // SAFETY: the engine passes two C strings.
    let (base, specifier) = unsafe { (CStr::from_ptr(base), CStr::from_ptr(specifier)) };
    let (base, specifier) = (base.to_string_lossy(), specifier.to_string_lossy());
    if let Some(guest) = guest::get()
        && let Some(from) = guest.modules.find(&base)
    {
        let found = Resolver::import(&guest.modules).resolve(from, &specifier);
        let module = found.map(|found| guest.modules.imported(ctx, from, found));
        if let Some(module) = module.filter(|module| !module.is_null()) {
            return module;
        }
    }
    throw_not_found(&engine::view(ctx), &base, &specifier);
    core::ptr::null_mut()
}

/// As Node words it, for a file or for a package.
fn throw_not_found(ctx: &Ctx<'_>, base: &str, specifier: &str) {
    let path = resolve::file_path(base, specifier);
    let (what, named) = match &path {
        Some(path) => ("module", ["/", path].concat()),
        None => ("package", resolve::package_name(specifier).to_owned()),
    };
    let message = [
        "Cannot find ",
        what,
        " '",
        &named,
        "' imported from /",
        base,
    ]
    .concat();
    let _ = engine::throw_coded::<()>(ctx, c"ERR_MODULE_NOT_FOUND", &message);
}

/// Called by the engine for `import.meta`: the ES module of that name, or null.
#[unsafe(no_mangle)]
unsafe extern "C" fn jsc_module_named(name: *const c_char) -> *mut qjs::JSModuleDef {
    // SAFETY: the engine passes a C string.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    let record = guest::get().and_then(|g| g.modules.record(g.modules.find(&name)?));
    record.map_or(core::ptr::null_mut(), |record| record.module)
}
