//! `native:numbers`: powers and primes. Numbers are bytes in big-endian order.
use super::random::fill_bytes;
use super::{Args, natives, outcome};
use jsc_crypto::numbers::{self, Wanted};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:numbers" {
    c"power" => power,
    c"isPrime" => is_prime,
    c"generatePrime" => generate_prime,
} }

/// `power(base, exponent, modulus)`; undefined for a modulus that is even or too long.
fn power<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    outcome(
        ctx,
        numbers::power(args.bytes(0)?, args.bytes(1)?, args.bytes(2)?),
    )
}

/// `isPrime(number)`; false for a number that is too long.
fn is_prime<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let verdict = numbers::is_prime(args.bytes(0)?);
    Ok(Value::new_bool(ctx.clone(), verdict == Ok(true)))
}

/// `generatePrime(bits, safe, step, rest)`: the last two may be undefined. Undefined where there is no such prime.
fn generate_prime<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let progression = match args.value(2).is_undefined() {
        true => None,
        false => Some((&*args.bytes(2)?, &*args.bytes(3)?)),
    };
    let wanted = Wanted {
        bits: args.u32(0)?,
        safe: args.number(1)? != 0.0,
        progression,
    };
    outcome(ctx, numbers::generate_prime(&wanted, &mut fill_bytes))
}
