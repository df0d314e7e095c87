//! Regular expressions with the flag `v`: https://tc39.es/ecma262/#prod-ClassSetCharacter is about classes alone.
use super::Edit;

pub const EDITS: &[Edit] = &[
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
