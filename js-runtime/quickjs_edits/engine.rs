//! Stack, seeds, stacks of errors: what upstream lacks for a guest of a wasm host.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "on WASI upstream turns the stack check off; the guest counts its own stack and \
              the host's (quickjs-ng/quickjs#1245 asks for a limit on WASI)",
        from: "    sp = js_get_stack_pointer() - alloca_size;\n    return unlikely(sp < rt->stack_limit);",
        to: "    sp = js_get_stack_pointer();\n    return unlikely(sp < rt->stack_limit + alloca_size || jsc_native_stack() > JSC_NATIVE_STACK_LIMIT);",
    },
    Edit {
        file: "quickjs.c",
        why: "the limit is an address in the guest's own stack, which starts at 0",
        from: "    rt->stack_limit = 0; /* no limit */\n#else",
        to: "    rt->stack_limit = JSC_SHADOW_STACK_MARGIN;\n#else",
    },
    Edit {
        file: "quickjs.c",
        why: "the clock is not random, and a context made at build time must not carry a seed into \
              runs: `jsc_set_seeds` sets both at start-up",
        from: "    ctx->random_state = js__gettimeofday_us();\n    // the state must be non zero\n    if (ctx->random_state == 0)\n        ctx->random_state = 1;\n    ctx->hash_seed = xorshift64star(&ctx->random_state);\n",
        to: "    ctx->random_state = 1;\n    ctx->hash_seed = 0;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "a Map filled at build time is hashed anew when the run's seed is first met",
        from: "                                        resize is needed */\n} JSMapState;",
        to: "                                        resize is needed */\n    uint32_t hash_seed; /* seed of hash_table */\n} JSMapState;",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    h = map_hash_key(ctx, key) & (s->hash_size - 1);\n    list_for_each(el, &s->hash_table[h]) {",
        to: "    if (unlikely(s->hash_seed != ctx->hash_seed))\n        jsc_map_rehash(ctx, s);\n    h = map_hash_key(ctx, key) & (s->hash_size - 1);\n    list_for_each(el, &s->hash_table[h]) {",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    s->hash_table = new_hash_table;\n    s->hash_size = new_hash_size;\n    s->record_count_threshold",
        to: "    s->hash_table = new_hash_table;\n    s->hash_seed = ctx->hash_seed;\n    s->hash_size = new_hash_size;\n    s->record_count_threshold",
    },
    Edit {
        file: "quickjs.c",
        why: "error.stack starts with `Name: message`, as programs written for Node print it",
        from: "        js_dbuf_init(ctx, &dbuf);\n        if (stack_trace_limit == 0)\n            goto done;\n        if (filename) {",
        to: "        js_dbuf_init(ctx, &dbuf);\n        jsc_put_error_header(ctx, &dbuf, error_obj);\n        if (stack_trace_limit == 0)\n            goto done;\n        if (filename) {",
    },
    Edit {
        file: "quickjs.c",
        why: "Error.captureStackTrace runs the getters of name and message, as in V8: zod's message is one",
        from: "        return JS_ThrowTypeErrorNotAnObject(ctx);\n    build_backtrace(ctx, v, argv[1], NULL, 0, 0, JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL|JS_BACKTRACE_FLAG_FILTER_FUNC);",
        to: "        return JS_ThrowTypeErrorNotAnObject(ctx);\n    JSValue header = js_error_toString(ctx, v, 0, NULL);\n    if (JS_IsException(header))\n        return header;\n    jsc_error_header = header;\n    build_backtrace(ctx, v, argv[1], NULL, 0, 0, JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL|JS_BACKTRACE_FLAG_FILTER_FUNC);\n    jsc_error_header = JS_UNDEFINED;\n    JS_FreeValue(ctx, header);",
    },
    Edit {
        file: "quickjs.c",
        why: "error.stack ends without a line break, as above",
        from: "            stack = JS_NewStringLen(ctx, (char *)dbuf.buf, dbuf.size);\n        dbuf_free(&dbuf);",
        to: "            stack = JS_NewStringLen(ctx, (char *)dbuf.buf, dbuf.size - 1);\n        dbuf_free(&dbuf);",
    },
    Edit {
        file: "quickjs.c",
        why: "a pattern nested too deeply is recursion, as everywhere else, not bad syntax",
        from: "    if (!re_bytecode_buf) {\n        JS_ThrowSyntaxError(ctx, \"%s\", error_msg);",
        to: "    if (!re_bytecode_buf) {\n        if (!strcmp(error_msg, \"stack overflow\"))\n            return JS_ThrowStackOverflow(ctx);\n        JS_ThrowSyntaxError(ctx, \"%s\", error_msg);",
    },
    Edit {
        file: "quickjs.c",
        why: "the low bits of a hash choose the list: without mixing, integers and addresses share a few",
        from: "    return h ^ ctx->hash_seed ^ hash32(tag);",
        to: "    return hash32(h ^ ctx->hash_seed ^ hash32(tag));",
    },
    Edit {
        file: "quickjs.c",
        why: "looking ahead drops errors, so that at the end of the stack a text was said to be \
              wrong where it was only nested too deeply",
        from: "    int backtrace_flags;\n\n    va_start(ap, fmt);\n    JS_ThrowError2(ctx, JS_SYNTAX_ERROR, false, fmt, ap);",
        to: "    int backtrace_flags;\n\n    if (jsc_is_near_stack_end(ctx->rt)) {\n        JS_ThrowStackOverflow(ctx);\n        return -1;\n    }\n    va_start(ap, fmt);\n    JS_ThrowError2(ctx, JS_SYNTAX_ERROR, false, fmt, ap);",
    },
    Edit {
        file: "quickjs.c",
        why: "an iterator helper calls the one below it directly: a long chain is recursion",
        from: "    JSIteratorHelperData *it;\n    bool finished;\n    JSValue ret;\n\n    *pdone = false;\n    finished = false;\n",
        to: "    JSIteratorHelperData *it;\n    bool finished;\n    JSValue ret;\n\n    *pdone = false;\n    finished = false;\n    if (js_check_stack_overflow(ctx->rt, 0))\n        return JS_ThrowStackOverflow(ctx);\n",
    },
    Edit {
        file: "quickjs.c",
        why: "js/performance replaces it: upstream's takes its origin when the context is made, \
              which is at build time",
        from: "        JS_AddIntrinsicAToB(ctx) ||\n        JS_AddPerformance(ctx)) {",
        to: "        JS_AddIntrinsicAToB(ctx)) {",
    },
    Edit {
        file: "quickjs.c",
        why: "frames of the runtime's loader are no help to anyone and push the author's out of the ten",
        from: "    uint8_t backtrace_barrier : 1; /* stop backtrace on this function */\n    /* XXX: 5 bits available */\n",
        to: "    uint8_t backtrace_barrier : 1; /* stop backtrace on this function */\n    uint8_t is_hidden : 1; /* not in backtraces */\n",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "            backtrace_barrier = b->backtrace_barrier;\n        }\n",
        to: "            backtrace_barrier = b->backtrace_barrier;\n        }\n        if (jsc_is_hidden(sf))\n            continue;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "what the build was told about the functions that it compiles",
        from: "    b->realm = JS_DupContext(ctx);\n\n    add_gc_object",
        to: "    b->realm = JS_DupContext(ctx);\n    jsc_finish_function(ctx, b);\n\n    add_gc_object",
    },
    Edit {
        file: "quickjs.c",
        why: "randomness belongs to the run: a module that asks for it is not evaluated at build time",
        from: "    JSFloat64Union u;\n    uint64_t v;\n\n    v = xorshift64star(&ctx->random_state);",
        to: "    JSFloat64Union u;\n    uint64_t v;\n\n    jsc_observe(\"calls Math.random\");\n    v = xorshift64star(&ctx->random_state);",
    },
    Edit {
        file: "quickjs.c",
        why: "at build time some code may ask for the time, because it cannot tell what it gets",
        from: "    // now()\n    return js_int64(date_now());",
        to: "    // now()\n    if (unlikely(jsc_is_watching) && jsc_is_vouched_for(ctx))\n        return js_int32(0);\n    return js_int64(date_now());",
    },
    Edit {
        file: "quickjs.c",
        why: "a stack is built for each error thrown, and printf took a third of the time",
        from: r#"            dbuf_printf(&dbuf, "    at %s", str1);
            JS_FreeCString"#,
        to: r#"            dbuf_putstr(&dbuf, "    at ");
            dbuf_putstr(&dbuf, str1);
            JS_FreeCString"#,
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: r#"                dbuf_printf(&dbuf, " (%s", atom_str ? atom_str : "<null>");
                JS_FreeCString(ctx, atom_str);
                if (line_num1 != -1)
                    dbuf_printf(&dbuf, ":%d:%d", line_num1, col_num1);
"#,
        to: r#"                dbuf_putstr(&dbuf, " (");
                dbuf_putstr(&dbuf, atom_str ? atom_str : "<null>");
                JS_FreeCString(ctx, atom_str);
                if (line_num1 != -1)
                    jsc_put_position(&dbuf, line_num1, col_num1);
"#,
    },
    Edit {
        file: "quickjs.c",
        why: "`indexOf` and `includes` compare mostly integers",
        from: r#"    bool res;
    int tag1, tag2;
    double d1, d2;

    tag1 = JS_VALUE_GET_NORM_TAG(op1);
    tag2 = JS_VALUE_GET_NORM_TAG(op2);
    switch(tag1) {
"#,
        to: r#"    bool res;
    int tag1, tag2;
    double d1, d2;

    if (JS_VALUE_IS_BOTH_INT(op1, op2))
        return JS_VALUE_GET_INT(op1) == JS_VALUE_GET_INT(op2);
    tag1 = JS_VALUE_GET_NORM_TAG(op1);
    tag2 = JS_VALUE_GET_NORM_TAG(op2);
    switch(tag1) {
"#,
    },
    Edit {
        file: "quickjs.c",
        why: "of two negative numbers that with the larger exponent is the smaller one",
        from: r#"            if (f < e)
                return -1;
            else
                return 1;
        } else {
            mant = (mant"#,
        to: r#"            if (f < e)
                return 2 * a_sign - 1;
            else
                return 1 - 2 * a_sign;
        } else {
            mant = (mant"#,
    },
];
