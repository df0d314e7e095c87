//! English names of time zones, of CLDR 48. What a zone was called in other years is not kept.

/// One line for each set of names, which `scripts/intl/zone-names.mjs` describes and writes.
const NAMES: &str = include_str!("names.txt");

/// How many fields come before the zones.
const FIELDS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Long,
    Short,
}

/// The name of a zone in standard time, in daylight saving time, or whichever of them it is (None).
pub fn name_of(zone: &str, length: Length, is_dst: Option<bool>) -> Option<&'static str> {
    let line = NAMES
        .lines()
        .find(|line| line.split('\t').skip(FIELDS).any(|name| name == zone))?;
    let first = match length {
        Length::Long => 0,
        Length::Short => 3,
    };
    let field = match is_dst {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    };
    line.split('\t')
        .nth(first + field)
        .filter(|name| !name.is_empty())
}
