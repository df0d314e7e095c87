// Reading and creating what arrays and ordinary objects mostly have: elements of
// arrays without holes, and properties that are plain data. Each function gives
// way, with nothing done, where the general function has more to do. Included by
// the edited quickjs.c, before JS_DefinePropertyValueConst.

JSC_HOT_BEGIN

// The flags that callers of the functions below pass for a property that
// assignments could have made.
static inline bool jsc_defines_plainly(int flags)
{
    return (flags & ~(JS_PROP_THROW | JS_PROP_THROW_STRICT)) == JS_PROP_C_W_E;
}

// The array of which the element `i` can be created at once: it is there already, or is the next one.
static inline JSObject *jsc_array_to_fill(JSValueConst obj, int64_t i, int flags)
{
    JSObject *p;
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT || !jsc_defines_plainly(flags))
        return NULL;
    p = JS_VALUE_GET_OBJ(obj);
    if (p->class_id != JS_CLASS_ARRAY || !p->fast_array)
        return NULL;
    return (uint64_t)i < p->u.array.count || (i == p->u.array.count && p->extensible) ? p : NULL;
}

// Creates the element `i` of what jsc_array_to_fill gave, and takes `val`. Fails
// as JS_DefineProperty does.
static inline int jsc_fill_element(JSContext *ctx, JSObject *p, uint32_t i, JSValue val, int flags)
{
    if (i == p->u.array.count)
        return add_fast_array_element(ctx, p, val, flags);
    set_value(ctx, &p->u.array.u.values[i], val);
    return true;
}

// The length of an array, which is its first property, as far as it is an int32.
static inline bool jsc_get_array_length(JSValueConst obj, uint32_t *length)
{
    JSValue value;
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT || JS_VALUE_GET_OBJ(obj)->class_id != JS_CLASS_ARRAY)
        return false;
    value = JS_VALUE_GET_OBJ(obj)->prop[0].u.value;
    if (JS_VALUE_GET_TAG(value) != JS_TAG_INT)
        return false;
    *length = JS_VALUE_GET_INT(value);
    return true;
}

// Returns 0 with the length of `obj` in `*pres`, if it is an array.
#define JSC_ANSWER_ARRAY_LENGTH(obj, pres) do { \
        uint32_t length; \
        if (likely(jsc_get_array_length(obj, &length))) { \
            *(pres) = length; \
            return 0; \
        } \
    } while (0)

// Gives the new array `obj` room for `count` elements, as far as `source`, whose elements they
// are made from, has so many. What room it does not get it takes as it grows.
static void jsc_reserve_elements(JSContext *ctx, JSValueConst obj, JSValueConst source, int64_t count)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj), *q = JS_VALUE_GET_OBJ(source);
    JSValue *values;
    if (p->class_id != JS_CLASS_ARRAY || !p->fast_array || p->u.array.u1.size ||
        q->class_id != JS_CLASS_ARRAY)
        return;
    count = min_int64(count, q->u.array.count);
    values = count > 0 ? js_malloc_rt(ctx->rt, sizeof(*values) * count) : NULL;
    if (values) {
        p->u.array.u.values = values;
        p->u.array.u1.size = count;
    }
}

// Replaces `removed` elements of an array of `length` without holes from `start` on by `items`.
// Returns 0, with nothing done, where it is another object; -1 with an exception pending.
static int jsc_splice(JSContext *ctx, JSValueConst obj, int64_t length, int64_t start, int64_t removed,
                      JSValueConst *items, uint32_t added)
{
    int64_t grown = length + added - removed, i;
    uint32_t count;
    JSObject *p;
    JSValue *at;
    if (!jsc_get_array_length(obj, &count) || count != length || grown > INT32_MAX)
        return 0;
    p = JS_VALUE_GET_OBJ(obj);
    if (!p->fast_array || count != p->u.array.count || (added > removed && !p->extensible) ||
        !(get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE))
        return 0;
    if (grown > p->u.array.u1.size && expand_fast_array(ctx, p, grown))
        return -1;
    at = p->u.array.u.values + start;
    for (i = 0; i < removed; i++)
        JS_FreeValue(ctx, at[i]);
    memmove(at + added, at + removed, sizeof(*at) * (count - start - removed));
    for (i = 0; i < added; i++)
        at[i] = js_dup(items[i]);
    p->u.array.count = grown;
    p->prop[0].u.value = js_int32(grown);
    return 1;
}

// Defines a property of an ordinary object: adds it, or replaces its plain data.
// Takes `val` then. Returns 2 where JS_DefineProperty has to be asked, otherwise what it would.
static inline int jsc_define_data(JSContext *ctx, JSValueConst obj, JSAtom prop, JSValue val, int flags)
{
    JSProperty *pr;
    JSShapeProperty *prs;
    JSObject *p;
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT ||
        (flags & ~(JS_PROP_THROW | JS_PROP_THROW_STRICT | JS_PROP_C_W_E)))
        return 2;
    p = JS_VALUE_GET_OBJ(obj);
    if (p->is_exotic || !p->extensible)
        return 2;
    prs = find_own_property(&pr, p, prop);
    if (prs) {
        if (prs->flags != JS_PROP_C_W_E || !jsc_defines_plainly(flags))
            return 2;
        set_value(ctx, &pr->u.value, val);
        return true;
    }
    pr = add_property(ctx, p, prop, flags & JS_PROP_C_W_E);
    if (unlikely(!pr)) {
        JS_FreeValue(ctx, val);
        return -1;
    }
    pr->u.value = val;
    return true;
}

// Copies all properties of `source` into `target`, which has none yet, where both are ordinary
// objects and these plain data: the copy shares the shape. Returns false, with nothing done, otherwise.
static bool jsc_copy_data(JSContext *ctx, JSObject *target, JSObject *source)
{
    JSShape *shape = source->shape;
    JSShapeProperty *prs = get_shape_prop(shape);
    JSProperty *props;
    int i;
    // A hashed shape has no deleted properties.
    if (source->class_id != JS_CLASS_OBJECT || target->class_id != JS_CLASS_OBJECT || !shape->is_hashed ||
        source->is_exotic || target->is_exotic || !target->extensible || target->shape->prop_count ||
        target->shape->proto != shape->proto || !shape->prop_count)
        return false;
    for (i = 0; i < shape->prop_count; i++)
        if (prs[i].flags != JS_PROP_C_W_E || JS_AtomGetKind(ctx, prs[i].atom) == JS_ATOM_KIND_PRIVATE)
            return false;
    props = js_malloc_rt(ctx->rt, sizeof(*props) * shape->prop_size);
    if (!props)
        return false;
    for (i = 0; i < shape->prop_count; i++)
        props[i].u.value = js_dup(source->prop[i].u.value);
    js_free(ctx, target->prop);
    target->prop = props;
    js_free_shape(ctx->rt, target->shape);
    target->shape = js_dup_shape(shape);
    return true;
}

// `x % y`. fmod takes a step for each bit by which its operands' exponents differ;
// most programs divide integers.
static double jsc_fmod(double x, double y)
{
    if (fabs(x) < 0x1p63 && fabs(y) < 0x1p63) {
        int64_t n = (int64_t)x, d = (int64_t)y;
        if (n == x && d == y && d != 0)
            return copysign((double)(n % d), x);
    }
    return fmod(x, y);
}
JSC_HOT_END
