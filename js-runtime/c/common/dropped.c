// References. jsc_run_common can't free a value, because that takes a call: where
// it gives the last reference up, the value goes to this list, and its caller
// frees the list before it does anything else. So nothing is allocated, and no
// code of the program's runs, between the two.

#define JSC_DROPPED_LIMIT 32
// How many more values an opcode may drop that has found room for one.
#define JSC_DROPPED_SLACK 4

static struct {
    uint32_t count;
    JSValue values[JSC_DROPPED_LIMIT + JSC_DROPPED_SLACK];
} jsc_dropped;

static no_inline void jsc_free_dropped(JSRuntime *rt)
{
    while (jsc_dropped.count)
        JS_FreeValueRT(rt, jsc_dropped.values[--jsc_dropped.count]);
}

// Adds a reference. `js_dup`, for code that has to be inlined.
JSC_INLINE JSValue jsc_retain(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v))
        JS_REF_COUNT(JS_VALUE_GET_PTR(v))++;
    return v;
}

// Whether an opcode may drop a value, and JSC_DROPPED_SLACK more.
JSC_INLINE bool jsc_may_drop(void)
{
    return likely(jsc_dropped.count < JSC_DROPPED_LIMIT);
}

// Gives a reference up, in an opcode that has asked jsc_may_drop or jsc_release.
JSC_INLINE void jsc_drop(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        int *count = &JS_REF_COUNT(JS_VALUE_GET_PTR(v));
        if (likely(*count > 1))
            --*count;
        else
            jsc_dropped.values[jsc_dropped.count++] = unsafe_unconst(v);
    }
}

// Gives a reference up, if there is room; then there is for JSC_DROPPED_SLACK more.
JSC_INLINE bool jsc_release(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        int *count = &JS_REF_COUNT(JS_VALUE_GET_PTR(v));
        if (likely(*count > 1)) {
            --*count;
        } else {
            if (!jsc_may_drop())
                return false;
            jsc_dropped.values[jsc_dropped.count++] = unsafe_unconst(v);
        }
    }
    return true;
}

// Gives both references up, or none.
JSC_INLINE bool jsc_release_both(JSValueConst a, JSValueConst b)
{
    if (!jsc_may_drop())
        return false;
    jsc_drop(a);
    jsc_drop(b);
    return true;
}
