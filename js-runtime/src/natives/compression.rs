//! What `native:zlib` and `native:brotli` have in common: a stream that is fed and emptied step by step, so that
//! it is the caller who says how much memory its output may take.
use super::{Args, uint8_array};
use crate::engine;
use rquickjs::{Ctx, Result, Value, qjs};

/// What a step came to, with zlib's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It goes on with more input or more room.
    Running = 0,
    Ended = 1,
    NeedsDictionary = 2,
    BadData = -3,
}

/// A step's end.
pub struct Step {
    /// Bytes of the input that were taken in.
    pub consumed: usize,
    pub status: Status,
    pub message: Option<String>,
}

/// What the caller wants of a step, with zlib's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flush {
    None,
    Partial,
    Sync,
    Full,
    Finish,
}

impl Flush {
    fn from_number(number: u32) -> Flush {
        match number {
            0 => Flush::None,
            1 => Flush::Partial,
            2 => Flush::Sync,
            3 => Flush::Full,
            _ => Flush::Finish,
        }
    }
}

pub trait Stream {
    /// Takes in input and appends to `output` within its capacity.
    fn step(&mut self, input: &[u8], output: &mut Vec<u8>, flush: Flush) -> Step;
}

/// `run(stream, input, start, limit, flush, report)`: at most `limit` bytes of output. `report` becomes what was
/// consumed of the input from `start`, the status, and its message.
pub fn run<'js>(
    ctx: &Ctx<'js>,
    args: Args<'_, 'js>,
    stream: &mut impl Stream,
) -> Result<Value<'js>> {
    let input = args.bytes(1)?;
    let input = input.get(args.u32(2)? as usize..).unwrap_or_default();
    let mut output = Vec::with_capacity(args.u32(3)? as usize);
    let step = stream.step(input, &mut output, Flush::from_number(args.u32(4)?));
    let report = args.value(5);
    let consumed = Value::new_number(ctx.clone(), step.consumed as f64);
    set(ctx, &report, 0, consumed)?;
    set(
        ctx,
        &report,
        1,
        Value::new_int(ctx.clone(), step.status as i32),
    )?;
    let message = match step.message {
        Some(message) => engine::new_string(ctx, message.as_bytes())?,
        None => Value::new_undefined(ctx.clone()),
    };
    set(ctx, &report, 2, message)?;
    output.shrink_to_fit();
    uint8_array(ctx, output)
}

/// Sets an element of an array that no user code reaches.
fn set<'js>(ctx: &Ctx<'js>, array: &Value<'js>, index: u32, value: Value<'js>) -> Result<()> {
    let element = value.as_raw();
    core::mem::forget(value);
    // SAFETY: the value's reference moves into the array.
    unsafe {
        if qjs::JS_SetPropertyUint32(ctx.as_raw().as_ptr(), array.as_raw(), index, element) < 0 {
            return Err(rquickjs::Error::Exception);
        }
    }
    Ok(())
}
