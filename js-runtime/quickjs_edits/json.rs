//! JSON: `c/json_parse.c` and `c/json_stringify.c` go first, upstream's code has the rest.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "upstream reads a UTF-8 copy of the text, a token and a property at a time; it stays for \
              revivers, which need to know each value's source, and for its error messages",
        from: "    const char *str;\n    size_t len;\n\n    str = JS_ToCStringLen(ctx, &len, argv[0]);\n    if (!str)\n        return JS_EXCEPTION;\n    if (argc > 1 && JS_IsFunction(ctx, argv[1])) {",
        to: "    const char *str;\n    size_t len;\n\n    if (argc < 2 || !JS_IsFunction(ctx, argv[1]))\n        return jsc_json_parse(ctx, argv[0]);\n    str = JS_ToCStringLen(ctx, &len, argv[0]);\n    if (!str)\n        return JS_EXCEPTION;\n    {",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "        json_free_parse_record(ctx, pr);\n        JS_FreeValue(ctx, root);\n    } else {\n        obj = JS_ParseJSON_internal(ctx, str, len, \"<input>\", NULL);\n    }\n",
        to: "        json_free_parse_record(ctx, pr);\n        JS_FreeValue(ctx, root);\n    }\n",
    },
    Edit {
        file: "quickjs.c",
        why: "upstream makes an array of keys for each object and a string for each value",
        from: "    if (JS_IsException(jsc->gap))\n        goto exception;\n    wrapper = JS_NewObject(ctx);",
        to: "    if (JS_IsException(jsc->gap))\n        goto exception;\n    if (JS_IsUndefined(jsc->replacer_func) && JS_IsUndefined(jsc->property_list)) {\n        ret = jsc_json_stringify(ctx, obj, jsc->gap);\n        if (!JS_IsUninitialized(ret))\n            goto done1;\n        ret = JS_UNDEFINED;\n    }\n    wrapper = JS_NewObject(ctx);",
    },
];
