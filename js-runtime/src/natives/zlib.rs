//! `native:zlib`: the formats of zlib (RFC 1950), gzip (RFC 1952) and raw deflate (RFC 1951).
use super::compression::{self, Flush, Status, Step, Stream};
use super::handle::Class;
use super::{Args, natives};
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:zlib" {
    c"compress" => compress,
    c"decompress" => decompress,
    c"run" => run,
    c"crc32" => crc32,
} }

enum Zlib {
    Compress(Compress),
    Decompress {
        stream: Decompress,
        dictionary: Option<Vec<u8>>,
    },
}

static ZLIB: Class<Zlib> = Class::new(c"Zlib");

/// `compress(format, level, windowBits, dictionary)`: a stream. The format is `gzip`, `deflate` or `deflate-raw`;
/// the level -1, the default, to 9; the window 9 to 15 bits.
fn compress<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (format, level, bits) = (args.word(0)?, args.number(1)?, args.u32(2)? as u8);
    let level = match level < 0.0 {
        true => Compression::default(),
        false => Compression::new(level as u32),
    };
    let mut stream = match format.as_str() {
        "gzip" => Compress::new_gzip(level, bits),
        _ => Compress::new_with_window_bits(level, format == "deflate", bits),
    };
    if !args.value(3).is_undefined() && stream.set_dictionary(args.bytes(3)?).is_err() {
        return Ok(Value::new_undefined(ctx.clone()));
    }
    ZLIB.wrap(ctx, Zlib::Compress(stream))
}

/// `decompress(format, windowBits, dictionary)`: a stream.
fn decompress<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (format, bits) = (args.word(0)?, args.u32(1)? as u8);
    let mut stream = match format.as_str() {
        "gzip" => Decompress::new_gzip(bits),
        _ => Decompress::new_with_window_bits(format == "deflate", bits),
    };
    let mut dictionary = match args.value(2).is_undefined() {
        true => None,
        false => Some(args.bytes(2)?.to_vec()),
    };
    if format == "deflate-raw"
        && let Some(dictionary) = dictionary.take()
        && stream.set_dictionary(&dictionary).is_err()
    {
        return Ok(Value::new_undefined(ctx.clone()));
    }
    ZLIB.wrap(ctx, Zlib::Decompress { stream, dictionary })
}

/// See [`compression::run`].
fn run<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    compression::run(ctx, args, ZLIB.get(ctx, args.raw(0))?)
}

/// `crc32(bytes, before)`: the checksum of gzip, going on from that of what came before.
fn crc32<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let mut hasher = crc32fast::Hasher::new_with_initial(args.u32(1)?);
    hasher.update(args.bytes(0)?);
    Ok(Value::new_number(ctx.clone(), hasher.finalize().into()))
}

impl Stream for Zlib {
    fn step(&mut self, input: &[u8], output: &mut Vec<u8>, flush: Flush) -> Step {
        match self {
            Zlib::Compress(stream) => deflate(stream, input, output, flush),
            Zlib::Decompress { stream, dictionary } => {
                inflate(stream, dictionary, input, output, flush)
            }
        }
    }
}

fn deflate(stream: &mut Compress, input: &[u8], output: &mut Vec<u8>, flush: Flush) -> Step {
    let flush = match flush {
        Flush::None => FlushCompress::None,
        Flush::Partial => FlushCompress::Partial,
        Flush::Sync => FlushCompress::Sync,
        Flush::Full => FlushCompress::Full,
        Flush::Finish => FlushCompress::Finish,
    };
    let before = stream.total_in();
    let (status, message) = match stream.compress_vec(input, output, flush) {
        Ok(flate2::Status::StreamEnd) => (Status::Ended, None),
        Ok(_) => (Status::Running, None),
        Err(error) => (Status::BadData, error.message().map(str::to_owned)),
    };
    Step {
        consumed: (stream.total_in() - before) as usize,
        status,
        message,
    }
}

fn inflate(
    stream: &mut Decompress,
    dictionary: &mut Option<Vec<u8>>,
    input: &[u8],
    output: &mut Vec<u8>,
    flush: Flush,
) -> Step {
    let flush = match flush {
        Flush::None => FlushDecompress::None,
        _ => FlushDecompress::Sync,
    };
    let before = stream.total_in();
    let mut result = stream.decompress_vec(input, output, flush);
    if let Err(error) = &result
        && error.needs_dictionary().is_some()
        && let Some(dictionary) = dictionary.take()
        && stream.set_dictionary(&dictionary).is_ok()
    {
        let rest = &input[(stream.total_in() - before) as usize..];
        result = stream.decompress_vec(rest, output, flush);
    }
    let (status, message) = match result {
        Ok(flate2::Status::StreamEnd) => (Status::Ended, None),
        Ok(_) => (Status::Running, None),
        Err(error) if error.needs_dictionary().is_some() => (Status::NeedsDictionary, None),
        Err(error) => (Status::BadData, error.message().map(str::to_owned)),
    };
    Step {
        consumed: (stream.total_in() - before) as usize,
        status,
        message,
    }
}
