//! Errors of the host as Node.js shows them.
use crate::engine;
use core::ffi::{CStr, c_int};
use rquickjs::{Ctx, Result, Value, qjs};
use wasip1::Errno;

/// A system call that failed.
#[derive(Clone, Copy)]
pub struct SystemError<'a> {
    pub errno: Errno,
    pub syscall: &'a str,
    pub path: Option<&'a str>,
    /// The second path of a call that has two.
    pub dest: Option<&'a str>,
}

/// What libuv knows of an error: its code, its number on Linux, its message.
type Known = (&'static str, i32, &'static str);

const UNKNOWN: Known = ("UNKNOWN", 4094, "unknown error");

impl SystemError<'_> {
    /// Throws an Error with `errno`, `code`, `syscall` and the paths, as Node's
    /// `UVException` makes it. The result is always `Err`.
    pub fn throw<T>(&self, ctx: &Ctx<'_>) -> Result<T> {
        let (code, number, text) = known(self.errno, self.path.is_some());
        let error = new_error(ctx, &self.message(code, text))?;
        let raw = ctx.as_raw().as_ptr();
        // SAFETY: each property's reference moves into the error, which is thrown.
        unsafe {
            let define = |name: &CStr, value| {
                let flags = qjs::JS_PROP_C_W_E as c_int;
                qjs::JS_DefinePropertyValueStr(raw, error.as_raw(), name.as_ptr(), value, flags);
            };
            define(c"errno", qjs::JS_MKVAL(qjs::JS_TAG_INT, -number));
            let texts = [
                (c"code", Some(code)),
                (c"syscall", Some(self.syscall)),
                (c"path", self.path),
                (c"dest", self.dest),
            ];
            for (name, text) in texts {
                if let Some(text) = text {
                    define(
                        name,
                        qjs::JS_NewStringLen(raw, text.as_ptr().cast(), text.len() as _),
                    );
                }
            }
        }
        Err(ctx.throw(error))
    }

    fn message(&self, code: &str, text: &str) -> String {
        let mut message = [code, ": ", text, ", ", self.syscall].concat();
        for (before, path) in [(" '", self.path), (" -> '", self.dest)] {
            if let Some(path) = path {
                message.push_str(&[before, path, "'"].concat());
            }
        }
        message
    }
}

/// An Error with this message, and with a stack that shows it: the engine's own
/// `JS_NewError` takes the stack before there is a message.
fn new_error<'js>(ctx: &Ctx<'js>, message: &str) -> Result<Value<'js>> {
    let raw = ctx.as_raw().as_ptr();
    // SAFETY: owned values come back; the argument is borrowed for the call.
    unsafe {
        let bare = engine::checked(ctx, qjs::JS_NewError(raw))?;
        let constructor = engine::get(ctx, &bare, c"constructor")?;
        let message = engine::new_string(ctx, message.as_bytes())?;
        let mut argv = [message.as_raw()];
        engine::checked(
            ctx,
            qjs::JS_CallConstructor(raw, constructor.as_raw(), 1, argv.as_mut_ptr()),
        )
    }
}

/// The texts are those of libuv's `uv.h`. What a host's sandbox refuses
/// (ENOTCAPABLE) is EPERM for a path: hosts differ in which of the two they say,
/// and Node knows no other. A descriptor lacks a right when it was opened for
/// something else, which is EBADF.
fn known(errno: Errno, is_path: bool) -> Known {
    match errno {
        wasip1::ERRNO_NOTCAPABLE if !is_path => known(wasip1::ERRNO_BADF, is_path),
        wasip1::ERRNO_2BIG => ("E2BIG", 7, "argument list too long"),
        wasip1::ERRNO_ACCES => ("EACCES", 13, "permission denied"),
        wasip1::ERRNO_AGAIN => ("EAGAIN", 11, "resource temporarily unavailable"),
        wasip1::ERRNO_BADF => ("EBADF", 9, "bad file descriptor"),
        wasip1::ERRNO_BUSY => ("EBUSY", 16, "resource busy or locked"),
        wasip1::ERRNO_CONNRESET => ("ECONNRESET", 104, "connection reset by peer"),
        wasip1::ERRNO_EXIST => ("EEXIST", 17, "file already exists"),
        wasip1::ERRNO_FAULT => ("EFAULT", 14, "bad address in system call argument"),
        wasip1::ERRNO_FBIG => ("EFBIG", 27, "file too large"),
        wasip1::ERRNO_ILSEQ => ("EILSEQ", 84, "illegal byte sequence"),
        wasip1::ERRNO_INTR => ("EINTR", 4, "interrupted system call"),
        wasip1::ERRNO_INVAL => ("EINVAL", 22, "invalid argument"),
        wasip1::ERRNO_IO => ("EIO", 5, "i/o error"),
        wasip1::ERRNO_ISDIR => ("EISDIR", 21, "illegal operation on a directory"),
        wasip1::ERRNO_LOOP => ("ELOOP", 40, "too many symbolic links encountered"),
        wasip1::ERRNO_MFILE => ("EMFILE", 24, "too many open files"),
        wasip1::ERRNO_MLINK => ("EMLINK", 31, "too many links"),
        wasip1::ERRNO_NAMETOOLONG => ("ENAMETOOLONG", 36, "name too long"),
        wasip1::ERRNO_NFILE => ("ENFILE", 23, "file table overflow"),
        wasip1::ERRNO_NODEV => ("ENODEV", 19, "no such device"),
        wasip1::ERRNO_NOENT => ("ENOENT", 2, "no such file or directory"),
        wasip1::ERRNO_NOMEM => ("ENOMEM", 12, "not enough memory"),
        wasip1::ERRNO_NOSPC => ("ENOSPC", 28, "no space left on device"),
        wasip1::ERRNO_NOSYS => ("ENOSYS", 38, "function not implemented"),
        wasip1::ERRNO_NOTDIR => ("ENOTDIR", 20, "not a directory"),
        wasip1::ERRNO_NOTEMPTY => ("ENOTEMPTY", 39, "directory not empty"),
        wasip1::ERRNO_NOTSUP => ("ENOTSUP", 95, "operation not supported on socket"),
        wasip1::ERRNO_NOTTY => ("ENOTTY", 25, "inappropriate ioctl for device"),
        wasip1::ERRNO_NXIO => ("ENXIO", 6, "no such device or address"),
        wasip1::ERRNO_OVERFLOW => ("EOVERFLOW", 75, "value too large for defined data type"),
        wasip1::ERRNO_PERM | wasip1::ERRNO_NOTCAPABLE => ("EPERM", 1, "operation not permitted"),
        wasip1::ERRNO_PIPE => ("EPIPE", 32, "broken pipe"),
        wasip1::ERRNO_ROFS => ("EROFS", 30, "read-only file system"),
        wasip1::ERRNO_SPIPE => ("ESPIPE", 29, "invalid seek"),
        wasip1::ERRNO_TIMEDOUT => ("ETIMEDOUT", 110, "connection timed out"),
        wasip1::ERRNO_TXTBSY => ("ETXTBSY", 26, "text file is busy"),
        wasip1::ERRNO_XDEV => ("EXDEV", 18, "cross-device link not permitted"),
        _ => UNKNOWN,
    }
}
