//! Regular expressions: a program carries them only if it may use one. With the flag `v`,
//! https://tc39.es/ecma262/#prod-ClassSetCharacter is about classes alone.
use super::Edit;

const MATCHES: &str = "RegExp.$1 and its kin are made of the last match; see `c/last_match.c`";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "the export jsc_use_regexp adds them to the programs that need them",
        from: "        JS_AddIntrinsicRegExp(ctx) ||\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "match, matchAll and search make a regular expression of a string; the error says what to do about it",
        from: "    rx = JS_CallConstructor(ctx, ctx->regexp_ctor, args_len, args);",
        to: "    rx = JS_IsNull(ctx->regexp_ctor) ? jsc_throw_no_regexp(ctx)\n                                     : JS_CallConstructor(ctx, ctx->regexp_ctor, args_len, args);",
    },
    Edit {
        file: "quickjs.c",
        why: MATCHES,
        from: "        rc = lre_exec(capture,",
        to: "        rc = jsc_match(ctx, str, capture,",
    },
    Edit {
        file: "quickjs.c",
        why: MATCHES,
        from: "        ret = lre_exec(capture,",
        to: "        ret = jsc_match(ctx, str, capture,",
    },
    Edit {
        file: "libregexp.c",
        why: "upstream forbids /a::b/v, whose doubled punctuators stand in no class",
        from: "        if (s->unicode_sets && p[1] == c) {\n",
        to: "        if (inclass && s->unicode_sets && p[1] == c) {\n",
    },
    Edit {
        file: "libregexp.c",
        why: "upstream forbids /a-b/v, whose hyphen stands in no class",
        from: "        if (s->unicode_sets) {\n            /* invalid characters in unicode sets */",
        to: "        if (inclass && s->unicode_sets) {\n            /* invalid characters in unicode sets */",
    },
];
