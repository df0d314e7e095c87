//! The value of a text that is no ES module.
use crate::engine;
use crate::modules::{c_string, c_text, evaluate_text};
use jsc_abi::{Goal, Module};
use rquickjs::{Ctx, Value, qjs};

/// A function that binds `this` and `arguments` and returns the module's own,
/// which can then be called by JavaScript: a call by native code costs more stack.
const HEAD: &[u8] = b"(function(){return(exports,require,module,__filename,__dirname)=>{";
const TAIL: &[u8] = b"\n}})";
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text with a first line that is a comment in the middle of a text too, where
/// `#!` and `-->` are none; nothing when it does not begin with them.
fn with_first_comment(source: &[u8]) -> Option<Vec<u8>> {
    let start = source.iter().position(|byte| !b" \t".contains(byte))?;
    let (before, line) = source.split_at(start);
    if let Some(rest) = source.strip_prefix(b"#!") {
        return Some([b"//", rest].concat());
    }
    let rest = line.strip_prefix(b"-->")?;
    Some([before, b"// ", rest].concat())
}

/// A CommonJS module's function; the value of one of another goal.
///
/// # Errors
/// The pending exception: a SyntaxError, or what a limit gives.
pub fn compile<'js>(ctx: &Ctx<'js>, module: &Module) -> rquickjs::Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    let source = &*module.source;
    match module.goal {
        Goal::Module | Goal::CommonJs => {
            let commented = with_first_comment(source);
            let text = commented.as_deref().unwrap_or(source);
            evaluate_text(ctx, module, [HEAD, text, TAIL])
        }
        Goal::Json => {
            let source = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
            let (text, name) = (c_text(&[source]), c_string(&module.name));
            // SAFETY: a NUL follows the text.
            unsafe {
                let parsed =
                    qjs::JS_ParseJSON(raw, text.as_ptr().cast(), source.len() as _, name.as_ptr());
                engine::checked(ctx, parsed)
            }
        }
        Goal::Text => engine::new_string(ctx, source),
        // SAFETY: the bytes are copied.
        Goal::Bytes => unsafe {
            let array = qjs::JS_NewUint8ArrayCopy(raw, source.as_ptr(), source.len() as _);
            engine::checked(ctx, array)
        },
    }
}
