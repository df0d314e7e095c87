//! `native:url`: the URL parser and the setters of <https://url.spec.whatwg.org/#api>.
//!
//! A URL crosses as its serialization, which is ASCII, and the places of its
//! parts in it, so that JavaScript cuts out what it is asked for.
use super::text::set_number;
use super::{Args, natives};
use crate::engine;
use rquickjs::{Ctx, Result, Value};
use url::{Host, Url, quirks};

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
/// [`quirks::internal_components`] in their order; the port and the starts of
/// query and fragment are -1 where there is none.
fn parse<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let input = text(&args, 0)?;
    let base = if args.value(1).is_undefined() {
        None
    } else {
        match Url::parse(&text(&args, 1)?) {
            Ok(base) => Some(base),
            Err(_) => return Ok(Value::new_undefined(ctx.clone())),
        }
    };
    match Url::options().base_url(base.as_ref()).parse(&input) {
        Ok(url) => give(ctx, &url, &args.value(2)),
        Err(_) => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `set(href, part, value, places)`: the URL with a new part, as the setter of that
/// name makes it; a value that the setter refuses changes nothing. `places` as for `parse`.
fn set<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (href, part, value) = (text(&args, 0)?, text(&args, 1)?, text(&args, 2)?);
    let Ok(mut url) = Url::parse(&href) else {
        return engine::throw(ctx, engine::ErrorClass::Type, "Invalid URL");
    };
    // A setter that fails leaves the URL as it is, which is all there is to say.
    let _ = match part.as_str() {
        "protocol" => quirks::set_protocol(&mut url, &value),
        "username" => quirks::set_username(&mut url, &value),
        "password" => quirks::set_password(&mut url, &value),
        "host" => quirks::set_host(&mut url, &value),
        "hostname" => quirks::set_hostname(&mut url, &value),
        "port" => quirks::set_port(&mut url, &value),
        "pathname" => {
            quirks::set_pathname(&mut url, &value);
            Ok(())
        }
        "search" => {
            quirks::set_search(&mut url, &value);
            Ok(())
        }
        _ => {
            quirks::set_hash(&mut url, &value);
            Ok(())
        }
    };
    give(ctx, &url, &args.value(3))
}

/// `domainToASCII(domain)`: "" for what is no domain.
fn domain_to_ascii<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    engine::new_string(ctx, host(&text(&args, 0)?).as_bytes())
}

/// `domainToUnicode(domain)`: "" for what is no domain.
fn domain_to_unicode<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (unicode, _) = idna::domain_to_unicode(&host(&text(&args, 0)?));
    engine::new_string(ctx, unicode.as_bytes())
}

/// The host of a special URL, serialized; "" for a failure.
fn host(domain: &str) -> String {
    Host::parse(domain).map_or_else(|_| String::new(), |host| host.to_string())
}

fn text(args: &Args<'_, '_>, index: usize) -> Result<String> {
    Ok(String::from_utf8_lossy(&args.utf8(index)?).into_owned())
}

fn give<'js>(ctx: &Ctx<'js>, url: &Url, places: &Value<'js>) -> Result<Value<'js>> {
    let parts = quirks::internal_components(url);
    let numbers = [
        f64::from(parts.scheme_end),
        f64::from(parts.username_end),
        f64::from(parts.host_start),
        f64::from(parts.host_end),
        parts.port.map_or(ABSENT, f64::from),
        f64::from(parts.path_start),
        parts.query_start.map_or(ABSENT, f64::from),
        parts.fragment_start.map_or(ABSENT, f64::from),
    ];
    for (index, number) in (0..).zip(numbers) {
        set_number(ctx, places, index, number)?;
    }
    engine::new_string(ctx, quirks::href(url).as_bytes())
}
