//! The Program's modules in the engine: compiling them, and answering the
//! engine's questions about specifiers, at build time and for `import()` in a run.
use crate::engine::{self, ErrorClass};
use crate::guest;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::NonNull;
use jsc_abi::{Goal, Module, Program, Target};
use rquickjs::{Ctx, Value, qjs};
use std::ffi::CString;

/// How specifiers resolve, kept for the run because `import()` asks by name.
#[derive(Default)]
pub struct Modules {
    /// The texts, while the Program is compiled: what the engine asks for is
    /// compiled on the spot. Null in a run.
    texts: Option<NonNull<Program>>,
    /// For each module, by name: its specifiers and the names they resolve to.
    resolutions: Vec<(CString, Vec<(CString, CString)>)>,
}

impl Modules {
    /// Takes the resolutions out of a Program.
    pub fn new(program: &Program) -> Self {
        let name_of = |target: &Target| match target {
            Target::Module(index) | Target::Interop(index) => c_string(&program.modules[*index as usize].name),
            Target::Native(group) => c_string(&[jsc_abi::exports::NATIVE_SCHEME, group].concat()),
            Target::Require => c_string("jsc:require"),
        };
        let resolve = |m: &Module| {
            let of = |i: &jsc_abi::Import| (c_string(&i.specifier), name_of(&i.target));
            (c_string(&m.name), m.imports.iter().map(of).collect())
        };
        Modules {
            texts: Some(NonNull::from(program)),
            resolutions: program.modules.iter().map(resolve).collect(),
        }
    }

    /// Forgets the texts; to be called before the Program goes away.
    pub fn forget_texts(&mut self) {
        self.texts = None;
    }

    fn text(&self, name: &str) -> Option<&'static Module> {
        // SAFETY: the Program outlives the build phase that `forget_texts` ends.
        let program = unsafe { self.texts?.as_ref() };
        program.modules.iter().find(|m| m.name == name)
    }

    fn resolve(&self, base: &CStr, specifier: &CStr) -> Option<&CStr> {
        let (_, specifiers) = self.resolutions.iter().find(|(name, _)| **name == *base)?;
        let (_, target) = specifiers.iter().find(|(s, _)| **s == *specifier)?;
        Some(target)
    }
}

fn c_string(text: &str) -> CString {
    // A NUL cannot be in a file name; one in a specifier never resolves.
    CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default()
}

/// Installs the resolver. Every module is loaded at build time, so in a run a
/// name that is not loaded yet is always an error.
pub fn install(ctx: *mut qjs::JSContext) {
    // SAFETY: plain registration of callbacks with the runtime.
    unsafe {
        let rt = qjs::JS_GetRuntime(ctx);
        qjs::JS_SetModuleLoaderFunc(rt, Some(normalize), Some(load), core::ptr::null_mut());
    }
}

unsafe extern "C" fn normalize(
    ctx: *mut qjs::JSContext,
    base: *const c_char,
    specifier: *const c_char,
    _: *mut c_void,
) -> *mut c_char {
    // SAFETY: QuickJS passes two C strings and frees the result with js_free.
    let (base, specifier) = unsafe { (CStr::from_ptr(base), CStr::from_ptr(specifier)) };
    let resolved = guest::get().and_then(|g| g.modules.resolve(base, specifier));
    match resolved {
        Some(name) => unsafe { qjs::js_strdup(ctx, name.as_ptr()) },
        None => {
            let (base, specifier) = (base.to_string_lossy(), specifier.to_string_lossy());
            let message = [
                "cannot find module '",
                &specifier,
                "' imported from ",
                &base,
            ]
            .concat();
            let _ = engine::throw::<()>(&engine::view(ctx), ErrorClass::Type, &message);
            core::ptr::null_mut()
        }
    }
}

unsafe extern "C" fn load(
    ctx: *mut qjs::JSContext,
    name: *const c_char,
    _: *mut c_void,
) -> *mut qjs::JSModuleDef {
    // SAFETY: QuickJS passes a C string.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    let view = engine::view(ctx);
    if let Some(text) = guest::get().and_then(|g| g.modules.text(&name)) {
        return match compile(&view, text) {
            // SAFETY: a module value's payload is its JSModuleDef, which the
            // context keeps alive.
            Ok(module) => unsafe { qjs::JS_VALUE_GET_PTR(module.as_raw()).cast() },
            Err(_) => core::ptr::null_mut(),
        };
    }
    let message = ["module '", &name, "' is not part of this program"].concat();
    let _ = engine::throw::<()>(&view, ErrorClass::Type, &message);
    core::ptr::null_mut()
}

/// Compiles every text. The engine compiles a module's imports with it; later
/// modules come first, because imports mostly point forward and so find
/// theirs done, which keeps the recursion flat.
///
/// # Errors
/// As [`compile`].
pub fn compile_all<'js>(ctx: &Ctx<'js>, program: &Program) -> rquickjs::Result<Vec<Value<'js>>> {
    let mut compiled = Vec::with_capacity(program.modules.len());
    for module in program.modules.iter().rev() {
        let name = c_string(&module.name);
        // SAFETY: a C string in, an owned value out.
        let found = unsafe {
            engine::owned(
                ctx,
                engine::jsc_find_module(ctx.as_raw().as_ptr(), name.as_ptr()),
            )
        };
        compiled.push(if found.is_undefined() {
            compile(ctx, module)?
        } else {
            found
        });
    }
    compiled.reverse();
    Ok(compiled)
}

/// Compiles one text: a module value, or a script's bytecode function.
///
/// # Errors
/// The pending exception: a SyntaxError with the position in its stack, or what
/// a limit gives.
fn compile<'js>(ctx: &Ctx<'js>, module: &Module) -> rquickjs::Result<Value<'js>> {
    let goal = match module.goal {
        Goal::Module => qjs::JS_EVAL_TYPE_MODULE,
        _ => qjs::JS_EVAL_TYPE_GLOBAL,
    };
    let flags = goal | qjs::JS_EVAL_FLAG_COMPILE_ONLY;
    let (text, name) = (c_text(&module.source), c_string(&module.name));
    // SAFETY: JS_Eval wants a NUL after `len` bytes, which `c_text` put there.
    let value = unsafe {
        let raw = ctx.as_raw().as_ptr();
        let len = (text.len() - 1) as qjs::size_t;
        let compiled = qjs::JS_Eval(
            raw,
            text.as_ptr().cast(),
            len,
            name.as_ptr(),
            flags as c_int,
        );
        engine::checked(ctx, compiled)?
    };
    if module.builtin {
        // SAFETY: runtime modules are modules, and this one was just compiled.
        unsafe { engine::jsc_strip_module(ctx.as_raw().as_ptr(), value.as_raw()) };
    }
    if module.goal == Goal::Module && module
            .source
            .windows(11)
            .any(|text| text == b"import.meta") {
        describe(ctx, &value, module)?;
    }
    Ok(value)
}

fn c_text(source: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(source.len() + 1);
    text.extend_from_slice(source);
    text.push(0);
    text
}

/// Sets `import.meta`: the module's place in the project as a file URL, and
/// what Node derives from it.
fn describe<'js>(ctx: &Ctx<'js>, module: &Value<'js>, of: &Module) -> rquickjs::Result<()> {
    let raw = ctx.as_raw().as_ptr();
    let filename = ["/", &of.name].concat();
    let dirname = filename
        .rsplit_once('/')
        .map_or("/", |(dir, _)| if dir.is_empty() { "/" } else { dir });
    let url = ["file://", &percent_encode(&filename)].concat();
    // SAFETY: the value is a module, so its payload is the JSModuleDef.
    unsafe {
        let def = qjs::JS_VALUE_GET_PTR(module.as_raw()).cast::<qjs::JSModuleDef>();
        let meta = engine::checked(ctx, qjs::JS_GetImportMeta(raw, def))?;
        for (key, text) in [
            (c"url", &*url),
            (c"filename", &filename),
            (c"dirname", dirname),
        ] {
            let text = qjs::JS_NewStringLen(raw, text.as_ptr().cast(), text.len() as _);
            let flags = qjs::JS_PROP_C_W_E as c_int;
            if qjs::JS_DefinePropertyValueStr(raw, meta.as_raw(), key.as_ptr(), text, flags) < 0 {
                return Err(rquickjs::Error::Exception);
            }
        }
    }
    Ok(())
}

/// The characters that `pathToFileURL` escapes.
fn percent_encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~!$&'()*+,;=:@".contains(&byte) {
            out.push(byte as char);
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.extend([
                '%',
                HEX[(byte >> 4) as usize] as char,
                HEX[(byte & 15) as usize] as char,
            ]);
        }
    }
    out
}
