//! `import.meta`.
use crate::engine;
use core::ffi::c_int;
use rquickjs::{Ctx, qjs};

/// Sets `import.meta`: the module's place in the project as a file URL, and
/// what Node derives from it.
///
/// # Errors
/// The pending exception, when memory runs out.
pub fn describe(ctx: &Ctx<'_>, module: *mut qjs::JSModuleDef, name: &str) -> rquickjs::Result<()> {
    let raw = ctx.as_raw().as_ptr();
    let filename = ["/", name].concat();
    let dirname = filename
        .rsplit_once('/')
        .map_or("/", |(dir, _)| if dir.is_empty() { "/" } else { dir });
    let url = ["file://", &percent_encode(&filename)].concat();
    // SAFETY: a live module; the texts are copied.
    unsafe {
        let meta = engine::checked(ctx, qjs::JS_GetImportMeta(raw, module))?;
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
