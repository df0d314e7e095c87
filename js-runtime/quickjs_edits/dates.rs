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
        why: "programs that name toLocaleString have js/intl; for those that cannot, it is toString",
        from: "        case 3:\n            pos += snprintf(buf + pos, sizeof(buf) - pos,\n                            \"%02d/%02d/%0*d\", mon + 1, d, 4 + (y < 0), y);\n            if (part == 3) {\n                buf[pos++] = ',';\n                buf[pos++] = ' ';\n            }\n            break;\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "        case 3:\n            pos += snprintf(buf + pos, sizeof(buf) - pos,\n                            \"%02d:%02d:%02d %cM\", (h + 11) % 12 + 1, m, s,\n                            (h < 12) ? 'A' : 'P');\n            break;\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    fmt = (magic >> 4) & 0x0F;\n    part = magic & 0x0F;\n\n    res = get_date_fields",
        to: "    fmt = (magic >> 4) & 0x0F;\n    if (fmt == 3)\n        fmt = 1;\n    part = magic & 0x0F;\n\n    res = get_date_fields",
    },
    Edit {
        file: "quickjs.c",
        why: "a zone may follow a time without a space, as in V8: `2026-11-25 10:00-01:00`",
        from: "                if (sp[p] != '\\0' && sp[p] != ' ')\n                    return false;\n                has_time = true;",
        to: "                if (sp[p] != '\\0' && !strchr(\" +-Zz\", sp[p]))\n                    return false;\n                has_time = true;\n                if (sp[p] == '-')\n                    continue;",
    },
    Edit {
        file: "quickjs.c",
        why: "one of two years is no year, as in V8: `12/32/2026`",
        from: "                if (p - p_start > 2) {\n                    fields[0] = val;",
        to: "                if (has_year && (p - p_start > 2 || val < 1 || val > 31))\n                    return false;\n                if (p - p_start > 2) {\n                    fields[0] = val;",
    },
];
