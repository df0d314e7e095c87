//! `native:url`: the URL parser and the setters of <https://url.spec.whatwg.org/#api>.
//!
//! A URL crosses as its serialization, which is ASCII, and the places of its
//! parts in it, so that JavaScript cuts out what it is asked for.
use super::text::set_number;
use super::{Args, natives};
use crate::engine;
use jsc_url::{Part, Url, host};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:url" {
    c"parse" => parse,
    c"set" => set,
    c"domainToASCII" => domain_to_ascii,
    c"domainToUnicode" => domain_to_unicode,
} }

/// What the places array has for a part that is absent.
const ABSENT: f64 = -1.0;

/// `parse(url, base, places)`: the serialized URL, undefined for a failure. `base`
/// is a string or undefined. The array `places` gets the numbers of
/// [`jsc_url::Places`] in their order; the port and the starts of query and fragment
/// are -1 where there is none.
fn parse<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let input = text(&args, 0)?;
    let base = if args.value(1).is_undefined() {
        None
    } else {
        match jsc_url::parse(&text(&args, 1)?, None) {
            Ok(base) => Some(base),
            Err(_) => return Ok(Value::new_undefined(ctx.clone())),
        }
    };
    match jsc_url::parse(&input, base.as_ref()) {
        Ok(url) => give(ctx, &url, &args.value(2)),
        Err(_) => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `set(href, part, value, places)`: the URL with a new part, as the setter of that
/// name makes it; a value that the setter refuses changes nothing. `places` as for `parse`.
fn set<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (href, part, value) = (text(&args, 0)?, text(&args, 1)?, text(&args, 2)?);
    let (Ok(mut url), Some(part)) = (jsc_url::parse(&href, None), Part::named(&part)) else {
        return engine::throw(ctx, engine::ErrorClass::Type, "Invalid URL");
    };
    jsc_url::set(&mut url, part, &value);
    give(ctx, &url, &args.value(3))
}

/// `domainToASCII(domain)`: "" for what is no domain.
fn domain_to_ascii<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let host = host::parse(&text(&args, 0)?, false).unwrap_or_default();
    engine::new_string(ctx, host.as_bytes())
}

/// `domainToUnicode(domain)`: "" for what is no domain.
fn domain_to_unicode<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let host = host::parse(&text(&args, 0)?, false).unwrap_or_default();
    engine::new_string(ctx, host::to_unicode(&host).as_bytes())
}

fn text(args: &Args<'_, '_>, index: usize) -> Result<String> {
    Ok(String::from_utf8_lossy(&args.utf8(index)?).into_owned())
}

fn give<'js>(ctx: &Ctx<'js>, url: &Url, places: &Value<'js>) -> Result<Value<'js>> {
    let (href, parts) = url.serialize();
    let position = |at: usize| at as f64;
    let numbers = [
        position(parts.scheme_end),
        position(parts.username_end),
        position(parts.host_start),
        position(parts.host_end),
        parts.port.map_or(ABSENT, f64::from),
        position(parts.path_start),
        parts.query_start.map_or(ABSENT, position),
        parts.fragment_start.map_or(ABSENT, position),
    ];
    for (index, number) in (0..).zip(numbers) {
        set_number(ctx, places, index, number)?;
    }
    engine::new_string(ctx, href.as_bytes())
}
