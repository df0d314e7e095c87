//! Local time: upstream asks libc, which knows UTC alone on WASI.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "programs that carry time zones follow TZ; for all others local time is UTC",
        from: "static int getTimezoneOffset(int64_t time) {\n#if defined(_WIN32)",
        to: "static int getTimezoneOffset(int64_t time) {\n#if 1\n    return -jsc_utc_offset(time);\n#elif defined(_WIN32)",
    },
    Edit {
        file: "quickjs.c",
        why: "a local time is no point in time until its offset is known: \
              https://tc39.es/ecma262/#sec-utc-t",
        from: "        tv += getTimezoneOffset(ti) * 60000;",
        to: "        tv -= jsc_local_offset(ti) * 60000.0;",
    },
    Edit {
        file: "quickjs.c",
        why: "the name of the zone is part of Date.prototype.toString: \
              https://tc39.es/ecma262/#sec-timezoneestring",
        from: "            /* XXX: tack the time zone code? */\n",
        to: "            pos += snprintf(buf + pos, sizeof(buf) - pos, \" (%.60s)\", jsc_zone_name(ctx, this_val));\n",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    char buf[64];\n    double fields[9];\n    int res, fmt, part, pos;",
        to: "    char buf[128];\n    double fields[9];\n    int res, fmt, part, pos;",
    },
    Edit {
        file: "quickjs.c",
        why: "programs that name toLocaleString have js/intl; for those that cannot, it is any text",
        from: "    fmt = (magic >> 4) & 0x0F;\n    part = magic & 0x0F;\n\n    res = get_date_fields",
        to: "    fmt = (magic >> 4) & 0x0F;\n    if (fmt == 3)\n        fmt = 1;\n    part = magic & 0x0F;\n\n    res = get_date_fields",
    },
];
