//! Hosts: <https://url.spec.whatwg.org/#host-parsing>. A host is its serialization.
use crate::parser::Failure;
use crate::percent::{self, Set};
use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};
use std::fmt::Write;
use std::net::Ipv6Addr;

/// Parses the host of a URL, whose scheme is special unless `is_opaque`.
///
/// # Errors
/// When `input` is no host.
pub fn parse(input: &str, is_opaque: bool) -> Result<String, Failure> {
    if let Some(inner) = input.strip_prefix('[') {
        return ipv6(inner.strip_suffix(']').ok_or(Failure)?);
    }
    if is_opaque {
        return opaque(input);
    }
    let decoded = percent::decode(input);
    let domain = to_ascii(&String::from_utf8_lossy(&decoded))?;
    if ends_in_number(&domain) {
        ipv4(&domain)
    } else {
        Ok(domain)
    }
}

/// A domain with the labels that are not ASCII in Unicode; as far as it has none that are wrong.
#[must_use]
pub fn to_unicode(domain: &str) -> String {
    idna::domain_to_unicode(domain).0
}

/// "Domain to ASCII", not strict: a domain of ASCII alone is taken as it is.
fn to_ascii(domain: &str) -> Result<String, Failure> {
    let ascii = if domain.is_ascii() {
        domain.to_ascii_lowercase()
    } else {
        let mapped = Uts46::new().to_ascii(
            domain.as_bytes(),
            AsciiDenyList::EMPTY,
            Hyphens::Allow,
            DnsLength::Ignore,
        );
        mapped.map_err(|_| Failure)?.into_owned()
    };
    let is_forbidden = |c| is_forbidden_in_host(c) || c <= '\u{1f}' || c == '%' || c == '\u{7f}';
    if ascii.is_empty() || ascii.contains(is_forbidden) {
        Err(Failure)
    } else {
        Ok(ascii)
    }
}

fn is_forbidden_in_host(c: char) -> bool {
    "\0\t\n\r #/:<>?@[\\]^|".contains(c)
}

fn opaque(input: &str) -> Result<String, Failure> {
    if input.contains(is_forbidden_in_host) {
        return Err(Failure);
    }
    let mut host = String::new();
    percent::push_str(&mut host, input, Set::C0Control);
    Ok(host)
}

fn ends_in_number(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let last = domain.rsplit('.').next().unwrap_or(domain);
    let is_decimal = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal || ipv4_number(last).is_ok()
}

/// A number as `inet_aton` reads it; one that is too large for an address is the largest there is.
fn ipv4_number(text: &str) -> Result<u64, Failure> {
    let octal = text.strip_prefix('0').filter(|rest| !rest.is_empty());
    let (digits, radix) = match text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => octal.map_or((text, 10), |digits| (digits, 8)),
    };
    if text.is_empty() {
        return Err(Failure);
    }
    digits.chars().try_fold(0_u64, |value, c| {
        let digit = c.to_digit(radix).ok_or(Failure)?;
        Ok(value
            .saturating_mul(radix.into())
            .saturating_add(digit.into()))
    })
}

fn ipv4(domain: &str) -> Result<String, Failure> {
    let parts: Vec<&str> = domain
        .strip_suffix('.')
        .unwrap_or(domain)
        .split('.')
        .collect();
    if parts.len() > 4 {
        return Err(Failure);
    }
    let numbers = parts
        .iter()
        .map(|part| ipv4_number(part))
        .collect::<Result<Vec<_>, _>>()?;
    let (last, others) = numbers.split_last().ok_or(Failure)?;
    if others.iter().any(|&number| number > 255) || *last >= 1 << (8 * (4 - others.len())) {
        return Err(Failure);
    }
    let address = others
        .iter()
        .zip([24, 16, 8])
        .fold(*last, |sum, (number, shift)| sum | (number << shift));
    let byte = |shift: u32| (address >> shift) & 255;
    Ok(format!("{}.{}.{}.{}", byte(24), byte(16), byte(8), byte(0)))
}

fn ipv6(text: &str) -> Result<String, Failure> {
    let pieces = text.parse::<Ipv6Addr>().map_err(|_| Failure)?.segments();
    let zeros = longest_zeros(&pieces);
    let mut host = String::from("[");
    for (index, piece) in pieces.iter().enumerate() {
        if zeros.contains(&index) {
            if index == zeros.start {
                host.push_str(if index == 0 { "::" } else { ":" });
            }
            continue;
        }
        let separator = if index == 7 { "" } else { ":" };
        write!(host, "{piece:x}{separator}").map_err(|_| Failure)?;
    }
    host.push(']');
    Ok(host)
}

/// The first of the longest runs of zeros, if it is longer than one.
fn longest_zeros(pieces: &[u16; 8]) -> std::ops::Range<usize> {
    let mut longest = 0..0;
    let mut start = 0;
    for (index, &piece) in pieces.iter().enumerate() {
        if piece != 0 {
            start = index + 1;
        } else if index + 1 - start > longest.len().max(1) {
            longest = start..index + 1;
        }
    }
    longest
}
