// Local time of programs that carry time zones; src/natives/timezone/ has the functions.

// What there is of local time; NULL where it is UTC.
typedef struct {
    // Minutes that the local time of a point in time, in milliseconds, is ahead of UTC.
    int (*offset)(int64_t ms);
    // The same of a local time, as if that were UTC.
    int (*local_offset)(int64_t ms);
    // The zone's name at a point in time, until the next call.
    const char *(*name)(int64_t ms);
} JSCTimeZone;

static const JSCTimeZone *jsc_time_zone;

void jsc_use_time_zone(const JSCTimeZone *zone)
{
    jsc_time_zone = zone;
}

static inline int jsc_utc_offset(int64_t ms)
{
    return jsc_time_zone ? jsc_time_zone->offset(ms) : 0;
}

static inline int jsc_local_offset(int64_t ms)
{
    return jsc_time_zone ? jsc_time_zone->local_offset(ms) : 0;
}

static inline const char *jsc_zone_name(JSContext *ctx, JSValueConst date)
{
    double ms;
    if (!jsc_time_zone || JS_ThisTimeValue(ctx, &ms, date))
        return "Coordinated Universal Time";
    return jsc_time_zone->name(ms);
}
