//! `native:handler`: standard output for one writer alone, which answers a request there.
use super::{Args, io, natives};
use crate::stdio::{self, STDOUT};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:handler" {
    c"takeStdout" => take_stdout,
    c"respond" => respond,
} }

/// `takeStdout()`: what anyone else writes there goes to standard error.
fn take_stdout<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    stdio::redirect().or_else(|errno| io::fail(ctx, "write", errno))?;
    Ok(Value::new_undefined(ctx.clone()))
}

/// `respond(string | bytes)`: writes all of it to standard output.
fn respond<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let data = args.value(0);
    let written = match super::bytes_of(ctx, &data) {
        Some(bytes) => stdio::write_through(STDOUT, bytes),
        None => stdio::write_through(STDOUT, &args.utf8(0)?),
    };
    written.or_else(|errno| io::fail(ctx, "write", errno))?;
    Ok(Value::new_undefined(ctx.clone()))
}
