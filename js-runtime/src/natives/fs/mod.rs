//! `native:fs`: files, as far as the host opened directories for them.
//!
//! Paths come as the user wrote them and are in the errors as they came. Each
//! function throws what [`error::SystemError`] makes of the host's error.
mod dir;
pub mod error;
mod file;
mod path;
mod place;
mod stat;

use super::process::array;
use super::{Args, natives};
use crate::engine;
use error::SystemError;
use rquickjs::{Ctx, Result, Value, qjs};
use std::borrow::Cow;
use wasip1::{Errno, Filestat};

natives! { c"native:fs" {
    c"open" => open,
    c"close" => close,
    c"pread" => pread,
    c"pwrite" => pwrite,
    c"truncate" => truncate,
    c"sync" => sync,
    c"copyFile" => copy_file,
    c"stat" => stat_path,
    c"fstat" => stat_file,
    c"exists" => exists,
    c"utimes" => utimes,
    c"futimes" => futimes,
    c"readdir" => readdir,
    c"mkdir" => mkdir,
    c"mkdtemp" => mkdtemp,
    c"rmdir" => rmdir,
    c"unlink" => unlink,
    c"rename" => rename,
    c"link" => link,
    c"symlink" => symlink,
    c"readlink" => readlink,
} }

type Host<T> = core::result::Result<T, Errno>;

/// `open(path, flags)`: a descriptor. The flags are those of `fs.constants`.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let flags = args.u32(1)?;
    let fd = with_path(ctx, args, "open", |path| file::open(path, flags))?;
    Ok(Value::new_number(ctx.clone(), fd as f64))
}

/// `close(fd)`.
fn close<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    done(ctx, "close", file::close(args.u32(0)?))
}

/// `pread(fd, bytes, position)`: fills what one read gives; returns the count.
fn pread<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (fd, position) = (args.u32(0)?, args.number(2)? as u64);
    let n = or_throw(ctx, "read", file::read_at(fd, args.bytes(1)?, position))?;
    Ok(Value::new_number(ctx.clone(), n as f64))
}

/// `pwrite(fd, string | bytes, position)`: writes all; returns the byte count.
fn pwrite<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (fd, position) = (args.u32(0)?, args.number(2)? as u64);
    let write = |bytes: &[u8]| file::write_at(fd, bytes, position).map(|()| bytes.len());
    let written = match super::bytes_of(ctx, &args.value(1)) {
        Some(bytes) => write(bytes),
        None => write(&args.utf8(1)?),
    };
    Ok(Value::new_number(
        ctx.clone(),
        or_throw(ctx, "write", written)? as f64,
    ))
}

/// `truncate(fd, size)`.
fn truncate<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    done(
        ctx,
        "ftruncate",
        file::resize(args.u32(0)?, args.number(1)? as u64),
    )
}

/// `sync(fd, metadata)`.
fn sync<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let metadata = args.value(1).as_bool() == Some(true);
    let syscall = if metadata { "fsync" } else { "fdatasync" };
    done(ctx, syscall, file::sync(args.u32(0)?, metadata))
}

/// `copyFile(from, to, exclusive)`.
fn copy_file<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let exclusive = args.value(2).as_bool() == Some(true);
    with_paths(ctx, args, "copyfile", |from, to| {
        file::copy(from, to, exclusive)
    })
}

/// `stat(path, syscall, wide)`: see [`stat_list`]. Of a symbolic link itself
/// when the syscall is `lstat`; another name is only for the error.
fn stat_path<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let syscall = args.utf8(1)?;
    let syscall = text(&syscall);
    let stat = with_path(ctx, args, &syscall, |path| {
        stat::of_path(path, syscall != "lstat")
    })?;
    stat_list(ctx, &stat, args.value(2).as_bool() == Some(true))
}

/// `fstat(fd, wide)`: see [`stat_list`].
fn stat_file<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let stat = or_throw(ctx, "fstat", stat::of_file(args.u32(0)?))?;
    stat_list(ctx, &stat, args.value(1).as_bool() == Some(true))
}

/// `exists(path)`: whether something is there that a symbolic link may lead to.
fn exists<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let path = args.utf8(0)?;
    Ok(Value::new_bool(
        ctx.clone(),
        stat::of_path(&text(&path), true).is_ok(),
    ))
}

/// `[device, inode, WASI file type, links, size, accessed, modified, changed]`:
/// numbers with times in milliseconds, or `wide`, BigInts with nanoseconds.
fn stat_list<'js>(ctx: &Ctx<'js>, stat: &Filestat, wide: bool) -> Result<Value<'js>> {
    let counts = [
        stat.dev,
        stat.ino,
        stat.filetype.raw().into(),
        stat.nlink,
        stat.size,
    ];
    let times = [stat.atim, stat.mtim, stat.ctim];
    if wide {
        // SAFETY: an owned value comes back.
        let big = |&n: &u64| unsafe {
            engine::checked(ctx, qjs::JS_NewBigUint64(ctx.as_raw().as_ptr(), n))
        };
        return array(ctx, counts.iter().chain(&times).map(big));
    }
    let milliseconds = |&t: &u64| (t / 1_000_000) as f64 + (t % 1_000_000) as f64 / 1e6;
    let numbers = counts
        .iter()
        .map(|&n| n as f64)
        .chain(times.iter().map(milliseconds));
    array(ctx, numbers.map(|n| Ok(Value::new_number(ctx.clone(), n))))
}

/// `utimes(path, follow, accessed, modified)`: times in seconds.
fn utimes<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let follow = args.value(1).as_bool() == Some(true);
    let times = times(args, 2)?;
    let syscall = if follow { "utime" } else { "lutime" };
    with_path(ctx, args, syscall, |path| {
        stat::set_path_times(path, follow, times)
    })?;
    Ok(Value::new_undefined(ctx.clone()))
}

/// `futimes(fd, accessed, modified)`.
fn futimes<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    done(
        ctx,
        "futime",
        stat::set_file_times(args.u32(0)?, times(args, 1)?),
    )
}

fn times(args: Args<'_, '_>, first: usize) -> Result<stat::Times> {
    // Microseconds are what a number of seconds can hold today.
    let nanoseconds = |seconds: f64| ((seconds * 1e6).round() as u64).saturating_mul(1000);
    let (accessed, modified) = (args.number(first)?, args.number(first + 1)?);
    Ok(stat::Times {
        accessed: nanoseconds(accessed),
        modified: nanoseconds(modified),
    })
}

/// `readdir(path)`: names and WASI file types in turn, sorted by name.
fn readdir<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let entries = with_path(ctx, args, "scandir", dir::list)?;
    let values = entries.iter().flat_map(|entry| {
        let name = engine::new_string(ctx, entry.name.as_bytes());
        [name, Ok(Value::new_int(ctx.clone(), entry.kind.into()))]
    });
    array(ctx, values)
}

/// `mkdir(path)`.
fn mkdir<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_path(ctx, args, "mkdir", dir::make).map(|()| Value::new_undefined(ctx.clone()))
}

/// `mkdtemp(prefix)`: the path of the new directory.
fn mkdtemp<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let prefix = args.utf8(0)?;
    let prefix = text(&prefix);
    let made = dir::make_temporary(&prefix).or_else(|errno| {
        let path = [&prefix, "XXXXXX"].concat();
        SystemError {
            errno,
            syscall: "mkdtemp",
            path: Some(&path),
            dest: None,
        }
        .throw(ctx)
    })?;
    engine::new_string(ctx, made.as_bytes())
}

/// `rmdir(path)`.
fn rmdir<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_path(ctx, args, "rmdir", dir::remove).map(|()| Value::new_undefined(ctx.clone()))
}

/// `unlink(path)`.
fn unlink<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_path(ctx, args, "unlink", dir::unlink).map(|()| Value::new_undefined(ctx.clone()))
}

/// `rename(from, to)`.
fn rename<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_paths(ctx, args, "rename", dir::rename)
}

/// `link(from, to)`.
fn link<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_paths(ctx, args, "link", dir::link)
}

/// `symlink(target, path)`.
fn symlink<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    with_paths(ctx, args, "symlink", dir::symlink)
}

/// `readlink(path)`: the link's text.
fn readlink<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let target = with_path(ctx, args, "readlink", dir::read_link)?;
    engine::new_string(ctx, target.as_bytes())
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Calls `f` with the path that is the first argument.
fn with_path<T>(
    ctx: &Ctx<'_>,
    args: Args<'_, '_>,
    syscall: &str,
    f: impl FnOnce(&str) -> Host<T>,
) -> Result<T> {
    let path = args.utf8(0)?;
    let path = text(&path);
    f(&path).or_else(|errno| {
        SystemError {
            errno,
            syscall,
            path: Some(&path),
            dest: None,
        }
        .throw(ctx)
    })
}

/// Calls `f` with the paths that are the first two arguments.
fn with_paths<'js>(
    ctx: &Ctx<'js>,
    args: Args<'_, 'js>,
    syscall: &str,
    f: impl FnOnce(&str, &str) -> Host<()>,
) -> Result<Value<'js>> {
    let (path, dest) = (args.utf8(0)?, args.utf8(1)?);
    let (path, dest) = (text(&path), text(&dest));
    f(&path, &dest).or_else(|errno| {
        SystemError {
            errno,
            syscall,
            path: Some(&path),
            dest: Some(&dest),
        }
        .throw(ctx)
    })?;
    Ok(Value::new_undefined(ctx.clone()))
}

fn or_throw<T>(ctx: &Ctx<'_>, syscall: &str, result: Host<T>) -> Result<T> {
    result.or_else(|errno| {
        SystemError {
            errno,
            syscall,
            path: None,
            dest: None,
        }
        .throw(ctx)
    })
}

fn done<'js>(ctx: &Ctx<'js>, syscall: &str, result: Host<()>) -> Result<Value<'js>> {
    or_throw(ctx, syscall, result).map(|()| Value::new_undefined(ctx.clone()))
}
