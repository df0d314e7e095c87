//! `native:io`: file descriptors.
use super::fs::error::SystemError;
use super::{Args, natives};
use crate::{engine, stdio};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:io" {
    c"write" => write,
    c"read" => read,
    c"readAll" => read_all,
    c"decodeUtf8" => decode_utf8,
    c"isTerminal" => is_terminal,
} }

/// `write(fd, string | bytes)`: writes all of it; returns the byte count.
fn write<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let data = args.value(1);
    let write = |bytes: &[u8]| stdio::write(fd, bytes).map(|()| bytes.len());
    let written = match super::bytes_of(ctx, &data) {
        Some(bytes) => write(bytes),
        None => write(&args.utf8(1)?),
    };
    let n = written.or_else(|errno| fail(ctx, "write", errno))?;
    Ok(Value::new_number(ctx.clone(), n as f64))
}

/// `read(fd, bytes)`: fills what one read gives; returns the count, 0 at the end.
fn read<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let n = stdio::read(fd, args.bytes(1)?).or_else(|errno| fail_to_read(ctx, fd, errno))?;
    Ok(Value::new_number(ctx.clone(), n as f64))
}

/// `readAll(fd)`: a Uint8Array of all that is left.
fn read_all<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let fd = args.u32(0)?;
    let bytes = stdio::read_to_end(fd).or_else(|errno| fail_to_read(ctx, fd, errno))?;
    super::uint8_array(ctx, bytes)
}

/// `decodeUtf8(bytes)`: a string, with U+FFFD for each maximal invalid part as
/// the WHATWG Encoding Standard has it. A byte order mark stays.
fn decode_utf8<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let bytes: &[u8] = args.bytes(0)?;
    if core::str::from_utf8(bytes).is_ok() {
        return engine::new_string(ctx, bytes);
    }
    match replace_invalid(bytes) {
        Some(text) => engine::new_string(ctx, text.as_bytes()),
        None => {
            // SAFETY: the pending exception is what the error below stands for.
            unsafe { rquickjs::qjs::JS_ThrowOutOfMemory(ctx.as_raw().as_ptr()) };
            Err(rquickjs::Error::Exception)
        }
    }
}

/// None when the text does not fit in memory.
fn replace_invalid(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.try_reserve(chunk.valid().len() + char::REPLACEMENT_CHARACTER.len_utf8())
            .ok()?;
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Some(text)
}

/// `isTerminal(fd)`.
fn is_terminal<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    Ok(Value::new_bool(
        ctx.clone(),
        stdio::is_terminal(args.u32(0)?),
    ))
}

/// Throws the error of a system call; the result is always `Err`.
pub(super) fn fail<T>(ctx: &Ctx<'_>, syscall: &str, errno: wasip1::Errno) -> Result<T> {
    SystemError {
        errno,
        syscall,
        path: None,
        dest: None,
    }
    .throw(ctx)
}

/// Hosts differ in what reading a directory gives; in Node it is EISDIR.
fn fail_to_read<T>(ctx: &Ctx<'_>, fd: wasip1::Fd, errno: wasip1::Errno) -> Result<T> {
    // SAFETY: no pointer passes.
    let is_directory = unsafe { wasip1::fd_fdstat_get(fd) }
        .is_ok_and(|stat| stat.fs_filetype == wasip1::FILETYPE_DIRECTORY);
    fail(
        ctx,
        "read",
        if is_directory {
            wasip1::ERRNO_ISDIR
        } else {
            errno
        },
    )
}
