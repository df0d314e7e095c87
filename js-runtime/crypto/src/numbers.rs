//! Powers and primes, of numbers as bytes in big-endian order: what Diffie-Hellman over the integers needs.
use crate::random::Random;
use crate::{Error, Fill};
use core::num::NonZeroU32;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BitOps, BoxedUint, CheckedAdd, Limb, NonZero, Odd, RandomBits, Resize};
use crypto_primes::hazmat::SmallFactorsSieve;
use crypto_primes::{Flavor, is_prime as is_of_flavor};

/// Bits of a number: what is longer takes too long.
const MAX_BITS: u32 = 16_384;

/// Numbers that are tried for each bit before a progression is taken to have no primes. Where it can have any, one in
/// 0.7 times the bits is one; of safe primes one in that squared, but few numbers are left of those without small
/// factors.
const TRIES_PER_BIT: u32 = 400;

fn number(bytes: &[u8]) -> Result<BoxedUint, Error> {
    let number = BoxedUint::from_be_slice_vartime(bytes);
    match number.bit_width_vartime() <= MAX_BITS {
        true => Ok(number),
        false => Err(Error::Invalid),
    }
}

/// `base` to the power of `exponent`, modulo `modulus`: as many bytes as the modulus has. Takes a time that depends on
/// the lengths alone.
///
/// # Errors
/// [`Error::Invalid`] for a modulus that is even, 1, or longer than 16,384 bits, and for others that long.
pub fn power(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Result<Vec<u8>, Error> {
    let (base, exponent) = (number(base)?, number(exponent)?);
    let odd = Odd::new(number(modulus)?)
        .into_option()
        .ok_or(Error::Invalid)?;
    if odd.bit_width_vartime() < 2 {
        return Err(Error::Invalid);
    }
    let precision = odd.bits_precision();
    let base = base.rem(odd.as_nz_ref()).resize(precision);
    let params = BoxedMontyParams::new_vartime(odd);
    let power = BoxedMontyForm::new(base, &params).pow(&exponent).retrieve();
    let digits = power.to_be_bytes();
    let mut bytes = vec![0; modulus.len()];
    let kept = digits.len().min(bytes.len());
    let start = bytes.len() - kept;
    bytes[start..].copy_from_slice(&digits[digits.len() - kept..]);
    Ok(bytes)
}

/// Whether a number is prime: Baillie's and Wagstaff's test, of which no composite number is known that passes.
///
/// # Errors
/// [`Error::Invalid`] for numbers longer than 16,384 bits.
pub fn is_prime(bytes: &[u8]) -> Result<bool, Error> {
    Ok(is_of_flavor(Flavor::Any, &number(bytes)?))
}

/// The primes that are wanted.
pub struct Wanted<'a> {
    pub bits: u32,
    /// Whether (p - 1) / 2 has to be prime too.
    pub safe: bool,
    /// A step and a remainder: p modulo the step is the remainder.
    pub progression: Option<(&'a [u8], &'a [u8])>,
}

/// A random prime of exactly so many bits.
///
/// # Errors
/// [`Error::Invalid`] for sizes that no such prime has, or longer than 16,384 bits; [`Error::Refused`] for a
/// progression that has no primes; [`Error::NoRandomness`].
pub fn generate_prime(wanted: &Wanted, fill: Fill) -> Result<Vec<u8>, Error> {
    let bits = NonZeroU32::new(wanted.bits).ok_or(Error::Invalid)?;
    // The least are 2 and 3, and the safe prime 5.
    if !(if wanted.safe { 3 } else { 2 }..=MAX_BITS).contains(&wanted.bits) {
        return Err(Error::Invalid);
    }
    let mut random = Random(fill);
    let prime = match wanted.progression {
        None => search(wanted, bits, |_| true, &mut random)?,
        Some((&[step], &[rest])) if step > rest && bits.get() > 8 => {
            let (step, rest) = (Limb::from(step), Limb::from(rest));
            let step = NonZero::new(step).into_option().ok_or(Error::Invalid)?;
            let accepts = |candidate: &BoxedUint| candidate.rem_limb(step) == rest;
            search(wanted, bits, accepts, &mut random)?
        }
        Some((step, rest)) => {
            search_progression(wanted, [number(step)?, number(rest)?], &mut random)?
        }
    };
    Ok(prime.to_be_bytes_trimmed_vartime().into_vec())
}

fn flavor(safe: bool) -> Flavor {
    match safe {
        true => Flavor::Safe,
        false => Flavor::Any,
    }
}

/// A number of exactly so many bits, of which the second may be wanted too.
fn draw(bits: u32, both: bool, random: &mut Random) -> Result<BoxedUint, Error> {
    let mut start = BoxedUint::try_random_bits(random, bits).map_err(|_| Error::NoRandomness)?;
    start.set_bit_vartime(bits - 1, true);
    // As OpenSSL does, so that products of two primes have twice the bits.
    if both && bits > 3 {
        start.set_bit_vartime(bits - 2, true);
    }
    Ok(start)
}

/// The first number that is accepted and prime, of those without small factors.
fn search(
    wanted: &Wanted,
    bits: NonZeroU32,
    accepts: impl Fn(&BoxedUint) -> bool,
    random: &mut Random,
) -> Result<BoxedUint, Error> {
    let kind = flavor(wanted.safe);
    let mut tries = bits.get().saturating_mul(TRIES_PER_BIT);
    loop {
        let start = draw(bits.get(), true, random)?;
        let sieve = SmallFactorsSieve::new(start, bits, wanted.safe).map_err(|_| Error::Invalid)?;
        for candidate in sieve {
            if accepts(&candidate) && is_of_flavor(kind, &candidate) {
                return Ok(candidate);
            }
            tries = tries.checked_sub(1).ok_or(Error::Refused)?;
        }
    }
}

fn search_progression(
    wanted: &Wanted,
    [step, rest]: [BoxedUint; 2],
    random: &mut Random,
) -> Result<BoxedUint, Error> {
    let bits = wanted.bits;
    let fits = step.bit_width_vartime() <= bits && rest < step;
    let step = NonZero::new(step)
        .into_option()
        .filter(|_| fits)
        .ok_or(Error::Invalid)?;
    // Room for a number that grows past its size.
    let step = NonZero::new(step.get().resize(bits + 1))
        .into_option()
        .ok_or(Error::Invalid)?;
    let rest = rest.resize(bits + 1);
    let mut tries = bits.saturating_mul(TRIES_PER_BIT);
    while tries > 0 {
        let start = draw(bits, false, random)?.resize(bits + 1);
        let mut candidate = start
            .wrapping_sub(start.rem_vartime(&step))
            .wrapping_add(&rest);
        while tries > 0 && candidate.bit_width_vartime() <= bits {
            tries -= 1;
            let is_long_enough = candidate.bit_width_vartime() == bits;
            if is_long_enough && is_of_flavor(flavor(wanted.safe), &candidate) {
                return Ok(candidate);
            }
            match candidate.checked_add(step.as_ref()).into_option() {
                Some(next) => candidate = next,
                None => break,
            }
        }
    }
    Err(Error::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::noise;

    #[test]
    fn powers_have_the_length_of_the_modulus() {
        assert_eq!(power(&[5], &[3], &[0, 0, 23]), Ok(vec![0, 0, 10]));
        let by_steps = (0..256).fold(1u32, |product, _| product * 256 % 251) as u8;
        assert_eq!(power(&[1, 0], &[1, 0], &[0xfb]), Ok(vec![by_steps]));
        assert_eq!(power(&[7], &[], &[11]), Ok(vec![1]));
        assert_eq!(power(&[0], &[5], &[11]), Ok(vec![0]));
    }

    #[test]
    fn a_modulus_that_is_even_or_too_small_or_long_is_refused() {
        for modulus in [&[][..], &[0], &[1], &[8], &[0xff; 4096]] {
            assert_eq!(power(&[2], &[2], modulus), Err(Error::Invalid));
        }
        assert_eq!(is_prime(&[0xff; 4096]), Err(Error::Invalid));
    }

    #[test]
    fn primes_are_told_from_other_numbers() {
        let small = (0..=255u8).filter(|&n| is_prime(&[n]).unwrap()).count();
        assert_eq!(small, 54);
        // 2^127 - 1 is prime, 2^129 - 1 is not, nor is 561, a number of Carmichael's.
        let mut mersenne = [0xff; 16];
        mersenne[0] = 0x7f;
        assert_eq!(is_prime(&mersenne), Ok(true));
        assert_eq!(is_prime(&[&[1][..], &[0xff; 16]].concat()), Ok(false));
        assert_eq!(is_prime(&[2, 0x31]), Ok(false));
        assert_eq!(is_prime(&[]), Ok(false));
    }

    #[test]
    fn generated_primes_have_their_size_and_are_safe_where_asked() {
        for (bits, safe) in [(2, false), (3, true), (8, false), (64, true), (256, false)] {
            let wanted = Wanted {
                bits,
                safe,
                progression: None,
            };
            let prime =
                BoxedUint::from_be_slice_vartime(&generate_prime(&wanted, &mut noise()).unwrap());
            assert_eq!(prime.bit_width_vartime(), bits);
            assert!(is_of_flavor(flavor(safe), &prime));
        }
    }

    #[test]
    fn a_progression_gives_its_primes_or_none() {
        let of = |bits, safe, step: &'static [u8], rest: &'static [u8]| {
            let wanted = Wanted {
                bits,
                safe,
                progression: Some((step, rest)),
            };
            generate_prime(&wanted, &mut noise())
        };
        assert_eq!(
            of(16, false, &[12], &[11]).map(|p| (p[0] as u32 * 256 + p[1] as u32) % 12),
            Ok(11)
        );
        let safe = of(32, true, &[12], &[11]).unwrap();
        assert!(is_of_flavor(
            Flavor::Safe,
            &BoxedUint::from_be_slice_vartime(&safe)
        ));
        assert_eq!(of(16, false, &[12], &[6]), Err(Error::Refused));
        assert_eq!(of(128, false, &[1, 0], &[6]), Err(Error::Refused));
        assert_eq!(of(128, false, &[1, 0], &[7]).map(|p| p[15]), Ok(7));
        assert_eq!(of(3, false, &[12], &[1]), Err(Error::Invalid));
        assert_eq!(of(16, false, &[0], &[0]), Err(Error::Invalid));
    }

    #[test]
    fn sizes_that_no_prime_has_are_refused() {
        for (bits, safe) in [(0, false), (1, false), (2, true), (MAX_BITS + 1, false)] {
            let wanted = Wanted {
                bits,
                safe,
                progression: None,
            };
            assert_eq!(generate_prime(&wanted, &mut noise()), Err(Error::Invalid));
        }
        let wanted = Wanted {
            bits: 64,
            safe: false,
            progression: None,
        };
        assert_eq!(
            generate_prime(&wanted, &mut |_| false),
            Err(Error::NoRandomness)
        );
    }
}
