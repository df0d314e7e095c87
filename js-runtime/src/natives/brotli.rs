//! `native:brotli`: <https://www.rfc-editor.org/rfc/rfc7932>
use super::compression::{self, Flush, Status, Step, Stream};
use super::handle::Class;
use super::{Args, natives};
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use brotli::{BrotliDecompressStream, BrotliResult, BrotliState, CompressorWriter};
use brotli_decompressor::StandardAlloc;
use rquickjs::{Ctx, Result, Value};
use std::io::Write;

natives! { c"native:brotli" {
    c"compress" => compress,
    c"decompress" => decompress,
    c"run" => run,
} }

/// Bytes that the encoder gathers before it hands them on.
const BUFFER: usize = 4096;

enum Brotli {
    /// What was written and not yet fetched lies in the writer's vector.
    Compress(Option<Box<CompressorWriter<Vec<u8>>>>, Vec<u8>),
    Decompress(Box<BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>>),
}

static BROTLI: Class<Brotli> = Class::new(c"Brotli");

/// `compress(quality, windowBits, mode, sizeHint)`: a stream. Quality 0 to 11, window 10 to 24 bits, mode 0 generic,
/// 1 text, 2 font.
fn compress<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let params = BrotliEncoderParams {
        quality: args.u32(0)? as i32,
        lgwin: args.u32(1)? as i32,
        mode: match args.u32(2)? {
            1 => BrotliEncoderMode::BROTLI_MODE_TEXT,
            2 => BrotliEncoderMode::BROTLI_MODE_FONT,
            _ => BrotliEncoderMode::BROTLI_MODE_GENERIC,
        },
        size_hint: args.u32(3)? as usize,
        ..BrotliEncoderParams::default()
    };
    let writer = CompressorWriter::with_params(Vec::new(), BUFFER, &params);
    BROTLI.wrap(ctx, Brotli::Compress(Some(Box::new(writer)), Vec::new()))
}

/// `decompress()`: a stream.
fn decompress<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    let alloc = StandardAlloc::default;
    let state = BrotliState::new(alloc(), alloc(), alloc());
    BROTLI.wrap(ctx, Brotli::Decompress(Box::new(state)))
}

/// See [`compression::run`]. The message of bad data is brotli's number of the error.
fn run<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    compression::run(ctx, args, BROTLI.get(ctx, args.raw(0))?)
}

impl Stream for Brotli {
    fn step(&mut self, input: &[u8], output: &mut Vec<u8>, flush: Flush) -> Step {
        match self {
            Brotli::Compress(writer, ready) => encode(writer, ready, input, output, flush),
            Brotli::Decompress(state) => decode(state, input, output),
        }
    }
}

fn encode(
    writer: &mut Option<Box<CompressorWriter<Vec<u8>>>>,
    ready: &mut Vec<u8>,
    input: &[u8],
    output: &mut Vec<u8>,
    flush: Flush,
) -> Step {
    let mut consumed = 0;
    if ready.is_empty()
        && let Some(open) = writer
    {
        // Writing to a vector does not fail.
        consumed = open.write(input).unwrap_or(0);
        let all = consumed == input.len();
        if all && !matches!(flush, Flush::None | Flush::Finish) {
            let _ = open.flush();
        }
        *ready = std::mem::take(open.get_mut());
        if all
            && flush == Flush::Finish
            && let Some(last) = writer.take()
        {
            ready.extend(last.into_inner());
        }
    }
    let count = ready.len().min(output.capacity());
    output.extend(ready.drain(..count));
    Step {
        consumed,
        status: match writer.is_none() && ready.is_empty() {
            true => Status::Ended,
            false => Status::Running,
        },
        message: None,
    }
}

fn decode(
    state: &mut BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>,
    input: &[u8],
    output: &mut Vec<u8>,
) -> Step {
    output.resize(output.capacity(), 0);
    let (mut available_in, mut consumed) = (input.len(), 0);
    let (mut available_out, mut written, mut total) = (output.len(), 0, 0);
    let result = BrotliDecompressStream(
        &mut available_in,
        &mut consumed,
        input,
        &mut available_out,
        &mut written,
        output,
        &mut total,
        state,
    );
    output.truncate(written);
    Step {
        consumed,
        status: match result {
            BrotliResult::ResultSuccess => Status::Ended,
            BrotliResult::ResultFailure => Status::BadData,
            _ => Status::Running,
        },
        message: matches!(result, BrotliResult::ResultFailure)
            .then(|| (state.error_code as i32).to_string()),
    }
}
