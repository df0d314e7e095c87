//! The engine's own functions: what they do most, done with fewer steps.
use super::Edit;

const CALLBACKS: &str = "a callback that does little need not enter JS_CallInternal: c/callbacks.c";

const ELEMENTS: &str =
    "results of array methods, literals and copies are made of plain data: c/elements.c";

const LENGTH: &str = "an array has its length first, as plain data";

const REMAINDER: &str = "fmod goes bit by bit: c/elements.c";

const ITERATION: &str = "most keys of for-in are still there";

const ORDER: &str = "comparisons are calls, of which merging needs fewer: c/sort.c";

const SPECIES: &str =
    "most arrays are made by Array, which four lookups and a call tell upstream: c/species.c";

const SPLICE: &str = "elements move in one piece; deleting the last ones one by one made the array an ordinary object";

const CHARACTERS: &str =
    "texts of one character are made once, most texts are in one piece: c/characters.c";

const PROMISES: &str = "what is settled needs no list of reactions: c/promises.c";

const COPIES: &str = "a copy of an ordinary object has its shape: c/elements.c";

const KEYS: &str =
    "a number that is an integer needs no text to be a key, whatever its representation";

const fn edit(why: &'static str, from: &'static str, to: &'static str) -> Edit {
    Edit {
        file: "quickjs.c",
        why,
        from,
        to,
    }
}

pub const EDITS: &[Edit] = &[
    edit(
        CALLBACKS,
        r#"    if (js_poll_interrupts(caller_ctx))
        return JS_EXCEPTION;
    if (unlikely(JS_VALUE_GET_TAG(func_obj) != JS_TAG_OBJECT)) {
        if (flags & JS_CALL_FLAG_GENERATOR) {"#,
        r#"    if (flags & JSC_CALL_FLAG_BEGUN) {
        /* func_obj is the frame; what it calls may be in use */
        base = JS_VALUE_GET_PTR(func_obj);
        sf = rt->current_stack_frame;
        JSC_LOAD_FRAME();
        pc = sf->cur_pc;
        sp = sf->cur_sp;
        goto restart;
    }
    if (js_poll_interrupts(caller_ctx))
        return JS_EXCEPTION;
    if (unlikely(JS_VALUE_GET_TAG(func_obj) != JS_TAG_OBJECT)) {
        if (flags & JS_CALL_FLAG_GENERATOR) {"#,
    ),
    edit(
        CALLBACKS,
        "#define JS_CALL_FLAG_GENERATOR   (1 << 2)\n",
        "#define JS_CALL_FLAG_GENERATOR   (1 << 2)\n#define JSC_CALL_FLAG_BEGUN      (1 << 7) /* after the JSC_CALL_ bits of c/frames.c */\n",
    ),
    edit(
        CALLBACKS,
        r#"JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                int argc, JSValueConst *argv)
{
"#,
        r#"#include "callbacks.c"

JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                int argc, JSValueConst *argv)
{
    if (jsc_is_plain(func_obj))
        return jsc_call_plain(ctx, func_obj, this_obj, argc, argv);
"#,
    ),
    edit(
        CALLBACKS,
        r#"    JSValue res = JS_CallInternal(ctx, func_obj, this_obj, JS_UNDEFINED,
                                  argc, argv, JS_CALL_FLAG_COPY_ARGV);
    JS_FreeValue(ctx, func_obj);"#,
        r#"    JSValue res = JS_Call(ctx, func_obj, this_obj, argc, argv);
    JS_FreeValue(ctx, func_obj);"#,
    ),
    edit(
        ELEMENTS,
        "/* Like JS_DefinePropertyValue but borrows val (does not free it) */\nstatic int JS_DefinePropertyValueConst",
        "#include \"elements.c\"\n\n/* Like JS_DefinePropertyValue but borrows val (does not free it) */\nstatic int JS_DefinePropertyValueConst",
    ),
    edit(
        ELEMENTS,
        r#"    int ret;
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);"#,
        r#"    int ret = jsc_define_data(ctx, this_obj, prop, val, flags);
    if (likely(ret != 2))
        return ret;
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);"#,
    ),
    edit(
        ELEMENTS,
        r#"                                JSValue prop, JSValue val, int flags)
{
    JSAtom atom;
    int ret;
    atom = JS_ValueToAtom(ctx, prop);"#,
        r#"                                JSValue prop, JSValue val, int flags)
{
    JSAtom atom;
    int ret;
    if (JS_VALUE_GET_TAG(prop) == JS_TAG_INT) {
        JSObject *p = jsc_array_to_fill(this_obj, JS_VALUE_GET_INT(prop), flags);
        if (likely(p))
            return jsc_fill_element(ctx, p, JS_VALUE_GET_INT(prop), val, flags);
    }
    atom = JS_ValueToAtom(ctx, prop);"#,
    ),
    edit(
        ELEMENTS,
        "    JSAtom atom;\n    int ret;\n    atom = JS_ValueToAtom(ctx, js_int64(idx));",
        r#"    JSAtom atom;
    int ret;
    JSObject *p = jsc_array_to_fill(this_obj, idx, flags);
    if (likely(p))
        return jsc_fill_element(ctx, p, idx, js_dup(val), flags);
    atom = JS_ValueToAtom(ctx, js_int64(idx));"#,
    ),
    edit(
        ELEMENTS,
        "        ret = JS_ArraySpeciesCreate(ctx, obj, js_int64(len));\n        if (JS_IsException(ret))\n            goto exception;\n        break;\n    case special_filter:",
        "        ret = JS_ArraySpeciesCreate(ctx, obj, js_int64(len));\n        if (JS_IsException(ret))\n            goto exception;\n        jsc_reserve_elements(ctx, ret, obj, len);\n        break;\n    case special_filter:",
    ),
    edit(
        ELEMENTS,
        r#"        JSObject *p = JS_VALUE_GET_OBJ(obj);
        if (js_get_fast_array_element(ctx, p, idx, pval))
            return true;"#,
        r#"        JSObject *p = JS_VALUE_GET_OBJ(obj);
        if (likely(p->class_id == JS_CLASS_ARRAY && idx < p->u.array.count)) {
            *pval = js_dup(p->u.array.u.values[idx]);
            return true;
        }
        if (js_get_fast_array_element(ctx, p, idx, pval))
            return true;"#,
    ),
    edit(
        ELEMENTS,
        r#"        JSObject *p = JS_VALUE_GET_OBJ(obj);
        if (js_get_fast_array_element(ctx, p, idx, &val))
            return val;
    }
    prop = JS_NewAtomInt64(ctx, idx);"#,
        r#"        JSObject *p = JS_VALUE_GET_OBJ(obj);
        if (likely(p->class_id == JS_CLASS_ARRAY && idx < p->u.array.count))
            return js_dup(p->u.array.u.values[idx]);
        if (js_get_fast_array_element(ctx, p, idx, &val))
            return val;
    }
    prop = JS_NewAtomInt64(ctx, idx);"#,
    ),
    edit(
        LENGTH,
        "static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,\n                                       JSValueConst obj)\n{\n",
        "static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,\n                                       JSValueConst obj)\n{\n    JSC_ANSWER_ARRAY_LENGTH(obj, pres);\n",
    ),
    edit(
        LENGTH,
        "static __exception int js_get_length64(JSContext *ctx, int64_t *pres,\n                                       JSValueConst obj)\n{\n",
        "static __exception int js_get_length64(JSContext *ctx, int64_t *pres,\n                                       JSValueConst obj)\n{\n    JSC_ANSWER_ARRAY_LENGTH(obj, pres);\n",
    ),
    edit(
        ELEMENTS,
        r#"    if (JS_IsException(arr))
        goto exception;

    k = start;
"#,
        r#"    if (JS_IsException(arr))
        goto exception;
    jsc_reserve_elements(ctx, arr, obj, count);

    k = start;
"#,
    ),
    edit(
        SPECIES,
        "static JSValue JS_ArraySpeciesCreate(JSContext *ctx, JSValueConst obj,\n                                     JSValueConst len_val)\n{\n",
        "#include \"species.c\"\n\nstatic JSValue JS_ArraySpeciesCreate(JSContext *ctx, JSValueConst obj,\n                                     JSValueConst len_val)\n{\n",
    ),
    edit(
        SPECIES,
        "    if (!res)\n        return js_array_constructor(ctx, JS_UNDEFINED, 1, &len_val);\n    ctor = ",
        "    if (!res || jsc_makes_arrays(ctx, obj))\n        return js_array_constructor(ctx, JS_UNDEFINED, 1, &len_val);\n    ctor = ",
    ),
    edit(
        SPLICE,
        r#"    if (splice) {
        new_len = len + item_count - del_count;
"#,
        r#"    if (splice) {
        int spliced = jsc_splice(ctx, obj, len, start, del_count, argv + 2, item_count);
        if (spliced < 0)
            goto exception;
        if (spliced) {
            JS_FreeValue(ctx, obj);
            return arr;
        }
        new_len = len + item_count - del_count;
"#,
    ),
    edit(
        SPLICE,
        r#"    from = len;
    if (unshift && argc > 0) {
"#,
        r#"    from = len;
    if (unshift) {
        i = jsc_splice(ctx, obj, len, 0, 0, argv, argc);
        if (i < 0)
            goto exception;
        if (i) {
            JS_FreeValue(ctx, obj);
            return js_int64(newLen);
        }
    }
    if (unshift && argc > 0) {
"#,
    ),
    edit(
        CHARACTERS,
        r#"static JSValue js_new_string_char(JSContext *ctx, uint16_t c)
{
    if (c < 0x100) {
        char ch8 = c;
        return js_new_string8_len(ctx, &ch8, 1);
    } else {
        uint16_t ch16 = c;
        return js_new_string16_len(ctx, &ch16, 1);
    }
}
"#,
        "#include \"characters.c\"\n",
    ),
    edit(
        CHARACTERS,
        "    if (len <= 0) {\n        return js_empty_string(ctx->rt);\n    }\n    if (len > (JS_STRING_SLICE_LEN_MAX",
        "    if (len <= 0) {\n        return js_empty_string(ctx->rt);\n    }\n    if (len == 1)\n        return js_new_string_char(ctx, string_get(p, start));\n    if (len > (JS_STRING_SLICE_LEN_MAX",
    ),
    edit(
        CHARACTERS,
        r#"    } else if (unlikely(tag == JS_TAG_NULL || tag == JS_TAG_UNDEFINED)) {
        // per spec: not allowed to call ToPropertyKey before ToObject
        // so we must ensure to not invoke JS anything that's observable
        // from JS code
        atom = JS_ValueToAtomInternal(ctx, prop, JS_TO_STRING_NO_SIDE_EFFECTS);
        JS_FreeValue(ctx, prop);
        if (unlikely(atom == JS_ATOM_NULL))
            return JS_EXCEPTION;
"#,
        r#"    } else if (tag == JS_TAG_STRING && JS_VALUE_GET_TAG(prop) == JS_TAG_INT &&
               (uint32_t)JS_VALUE_GET_INT(prop) < JS_VALUE_GET_STRING(this_obj)->len) {
        return js_new_string_char(ctx, string_get(JS_VALUE_GET_STRING(this_obj), JS_VALUE_GET_INT(prop)));
    } else if (unlikely(tag == JS_TAG_NULL || tag == JS_TAG_UNDEFINED)) {
        // per spec: not allowed to call ToPropertyKey before ToObject
        // so we must ensure to not invoke JS anything that's observable
        // from JS code
        atom = JS_ValueToAtomInternal(ctx, prop, JS_TO_STRING_NO_SIDE_EFFECTS);
        JS_FreeValue(ctx, prop);
        if (unlikely(atom == JS_ATOM_NULL))
            return JS_EXCEPTION;
"#,
    ),
    edit(
        CHARACTERS,
        r#"static inline void *strv(JSString *p)
{
    JSStringSlice *slice;
    void **indirect;

    switch (p->kind) {
    case JS_STRING_KIND_NORMAL:
        return (void *)&p[1];
    case JS_STRING_KIND_SLICE:"#,
        r#"static void *jsc_distant_characters(JSString *p);

static inline __attribute__((always_inline)) void *strv(JSString *p)
{
    return likely(p->kind == JS_STRING_KIND_NORMAL) ? (void *)&p[1] : jsc_distant_characters(p);
}

static no_inline void *jsc_distant_characters(JSString *p)
{
    JSStringSlice *slice;
    void **indirect;

    switch (p->kind) {
    case JS_STRING_KIND_SLICE:"#,
    ),
    edit(
        "a string's characters are own properties as well (quickjs-ng spreads none of them)",
        "    if (JS_VALUE_GET_TAG(source) != JS_TAG_OBJECT)\n        return 0;\n\n    if (JS_VALUE_GET_TAG(excluded)",
        r#"    if (JS_IsString(source)) {
        JSValue characters = JS_ToObject(ctx, source);
        if (JS_IsException(characters))
            return -1;
        ret = JS_CopyDataProperties(ctx, target, characters, excluded, setprop);
        JS_FreeValue(ctx, characters);
        return ret;
    }
    if (JS_VALUE_GET_TAG(source) != JS_TAG_OBJECT)
        return 0;

    if (JS_VALUE_GET_TAG(excluded)"#,
    ),
    edit(
        "what did not move is written too: a comparator may have removed it, and a frozen array refuses it",
        r#"        if (array[n].pos == n) {
            JS_FreeValue(ctx, array[n].val);
        } else {
            if (JS_SetPropertyInt64(ctx, obj, n, array[n].val) < 0) {
                n++;
                goto exception;
            }
        }
"#,
        r#"        if (JS_SetPropertyInt64(ctx, obj, n, array[n].val) < 0) {
            n++;
            goto exception;
        }
"#,
    ),
    edit(
        COPIES,
        "    p = JS_VALUE_GET_OBJ(source);\n\n    gpn_flags = JS_GPN_STRING_MASK",
        "    p = JS_VALUE_GET_OBJ(source);\n    if (!pexcl && !setprop && jsc_copy_data(ctx, JS_VALUE_GET_OBJ(target), p))\n        return 0;\n\n    gpn_flags = JS_GPN_STRING_MASK",
    ),
    edit(
        ITERATION,
        r#"            JSObject *p = JS_VALUE_GET_OBJ(obj);
            if (p->class_id == JS_CLASS_PROXY)
                break;
        }
        ret = JS_HasProperty"#,
        r#"            JSObject *p = JS_VALUE_GET_OBJ(obj);
            JSProperty *pr;
            JSShapeProperty *prs;
            if (p->class_id == JS_CLASS_PROXY)
                break;
            prs = find_own_property(&pr, p, prop);
            if (prs && !(prs->flags & JS_PROP_TMASK))
                break;
        }
        ret = JS_HasProperty"#,
    ),
    edit(
        ORDER,
        "static JSValue js_array_sort(JSContext *ctx, JSValueConst this_val,",
        "#include \"sort.c\"\n\nstatic JSValue js_array_sort(JSContext *ctx, JSValueConst this_val,",
    ),
    edit(
        ORDER,
        "    rqsort(array, pos, sizeof(*array), js_array_cmp_generic, &asc);",
        "    jsc_sort(ctx, array, pos, &asc);",
    ),
    edit(
        PROMISES,
        "static __exception int perform_promise_then(JSContext *ctx,\n                                            JSValueConst promise,\n                                            JSValueConst *resolve_reject,\n                                            JSValueConst *cap_resolving_funcs)\n{\n",
        r#"#include "promises.c"

static __exception int perform_promise_then(JSContext *ctx,
                                            JSValueConst promise,
                                            JSValueConst *resolve_reject,
                                            JSValueConst *cap_resolving_funcs)
{
"#,
    ),
    edit(
        PROMISES,
        "    JSPromiseReactionData *rd_array[2], *rd;\n    int i, j;\n\n    rd_array[0] = NULL;",
        r#"    JSPromiseReactionData *rd_array[2], *rd;
    int i, j;

    if (s->promise_state != JS_PROMISE_PENDING) {
        bool is_reject = s->promise_state == JS_PROMISE_REJECTED;
        jsc_handle(ctx, promise, s);
        return jsc_react(ctx, JS_IsFunction(ctx, resolve_reject[is_reject]) ? resolve_reject[is_reject] : JS_UNDEFINED,
                         cap_resolving_funcs, is_reject, s->promise_result);
    }
    rd_array[0] = NULL;"#,
    ),
    edit(
        PROMISES,
        r#"    if (s->promise_state == JS_PROMISE_PENDING) {
        for(i = 0; i < 2; i++)
            list_add_tail(&rd_array[i]->link, &s->promise_reactions[i]);
    } else {
        JSValueConst args[5];
        call_promise_rejection_tracker(ctx, promise, true);
        i = s->promise_state - JS_PROMISE_FULFILLED;
        rd = rd_array[i];
        args[0] = rd->resolving_funcs[0];
        args[1] = rd->resolving_funcs[1];
        args[2] = rd->handler;
        args[3] = js_bool(i);
        args[4] = s->promise_result;
        JS_EnqueueJob(ctx, promise_reaction_job, 5, args);
        for(i = 0; i < 2; i++)
            promise_reaction_data_free(ctx->rt, rd_array[i]);
    }
    s->is_handled = true;"#,
        r#"    for(i = 0; i < 2; i++)
        list_add_tail(&rd_array[i]->link, &s->promise_reactions[i]);
    s->is_handled = true;"#,
    ),
    edit(
        PROMISES,
        "static bool js_async_function_resume(JSContext *ctx, JSAsyncFunctionData *s)\n{",
        "static int jsc_await_settled(JSContext *ctx, JSAsyncFunctionData *s, JSValueConst value);\n\nstatic bool js_async_function_resume(JSContext *ctx, JSAsyncFunctionData *s)\n{",
    ),
    edit(
        PROMISES,
        r#"            promise = js_promise_resolve(ctx, ctx->promise_ctor,
                                         1, vc(&value), 0);
            JS_FreeValue(ctx, value);
            if (JS_IsException(promise))
                goto fail;
            if (js_async_function_resolve_create("#,
        r#"            promise = JS_IsObject(value) ?
                js_promise_resolve(ctx, ctx->promise_ctor, 1, vc(&value), 0) : js_dup(value);
            JS_FreeValue(ctx, value);
            if (JS_IsException(promise))
                goto fail;
            res = jsc_await_settled(ctx, s, promise);
            if (res) {
                JS_FreeValue(ctx, promise);
                if (res < 0)
                    goto fail;
                return is_success;
            }
            if (js_async_function_resolve_create("#,
    ),
    edit(
        REMAINDER,
        "                sp[-2] = js_number(fmod(v1, v2));\n",
        "                sp[-2] = js_number(jsc_fmod(v1, v2));\n",
    ),
    edit(
        REMAINDER,
        "            dr = fmod(d1, d2);\n            break;",
        "            sp[-2] = js_number(jsc_fmod(d1, d2));\n            return 0;",
    ),
    edit(
        KEYS,
        "        /* fast path for integer values */\n        atom = __JS_AtomFromUInt32(JS_VALUE_GET_INT(val));\n    } else if",
        r#"        /* fast path for integer values */
        atom = __JS_AtomFromUInt32(JS_VALUE_GET_INT(val));
    } else if (JS_TAG_IS_FLOAT64(tag) && JS_VALUE_GET_FLOAT64(val) >= 0 &&
               JS_VALUE_GET_FLOAT64(val) <= JS_ATOM_MAX_INT &&
               (uint32_t)JS_VALUE_GET_FLOAT64(val) == JS_VALUE_GET_FLOAT64(val)) {
        atom = __JS_AtomFromUInt32(JS_VALUE_GET_FLOAT64(val));
    } else if"#,
    ),
];
