// Values, without conversions that call.

JSC_INLINE bool jsc_is_object(JSValueConst v)
{
    return JS_VALUE_GET_TAG(v) == JS_TAG_OBJECT;
}

// Whether `v` is true as a condition, or -1 where that takes more to find out.
JSC_INLINE int jsc_truth(JSValueConst v)
{
    uint32_t tag = JS_VALUE_GET_TAG(v);
    if (tag <= JS_TAG_UNDEFINED)
        return JS_VALUE_GET_INT(v) != 0;
    if (tag == JS_TAG_OBJECT)
        return JS_VALUE_GET_OBJ(v)->is_HTMLDDA ? -1 : 1;
    if (tag == JS_TAG_STRING)
        return JS_VALUE_GET_STRING(v)->len != 0;
    if (JS_TAG_IS_FLOAT64(tag)) {
        double d = JS_VALUE_GET_FLOAT64(v);
        return d == d && d != 0;
    }
    if (tag == JS_TAG_SHORT_BIG_INT)
        return JS_VALUE_GET_SHORT_BIG_INT(v) != 0;
    return -1;
}

JSC_INLINE bool jsc_are_numbers(JSValueConst a, JSValueConst b, double *x, double *y)
{
    return js_arith_to_float64(a, x) && js_arith_to_float64(b, y);
}

// js_number, for code that has to be inlined.
JSC_INLINE JSValue jsc_number(double d)
{
    if (d >= INT32_MIN && d <= INT32_MAX) {
        int32_t i = (int32_t)d;
        if (i == d && (i || !__builtin_signbit(d)))
            return js_int32(i);
    }
    return js_float64(d);
}

// ToInt32 of a number.
JSC_INLINE bool jsc_to_int32(JSValueConst v, int32_t *i)
{
    uint32_t tag = JS_VALUE_GET_TAG(v);
    if (tag == JS_TAG_INT) {
        *i = JS_VALUE_GET_INT(v);
        return true;
    }
    if (!JS_TAG_IS_FLOAT64(tag))
        return false;
    double d = JS_VALUE_GET_FLOAT64(v);
    if (!(d > -0x1p63 && d < 0x1p63))
        return false;
    *i = (int32_t)(int64_t)d;
    return true;
}

// `a === b`, or -1 where that takes more to find out.
JSC_INLINE int jsc_strictly_equal(JSValueConst a, JSValueConst b)
{
    uint32_t s = JS_VALUE_GET_TAG(a), t = JS_VALUE_GET_TAG(b);
    double x, y;
    if ((s | t) == 0)
        return JS_VALUE_GET_INT(a) == JS_VALUE_GET_INT(b);
    if (jsc_are_numbers(a, b, &x, &y))
        return x == y;
    if (JS_TAG_IS_FLOAT64(s) || JS_TAG_IS_FLOAT64(t))
        return -1;
    if (a == b)
        return 1;
    if (s == JS_TAG_OBJECT || t == JS_TAG_OBJECT || s <= JS_TAG_UNDEFINED || t <= JS_TAG_UNDEFINED)
        return 0;
    if (s == JS_TAG_STRING && t == JS_TAG_STRING)
        return jsc_same_text(JS_VALUE_GET_STRING(a), JS_VALUE_GET_STRING(b));
    return -1;
}

// `a == b`, or -1 where that takes more to find out.
JSC_INLINE int jsc_loosely_equal(JSValueConst a, JSValueConst b)
{
    uint32_t s = JS_VALUE_GET_TAG(a), t = JS_VALUE_GET_TAG(b);
    bool no_s = s == JS_TAG_NULL || s == JS_TAG_UNDEFINED, no_t = t == JS_TAG_NULL || t == JS_TAG_UNDEFINED;
    double x, y;
    if (jsc_are_numbers(a, b, &x, &y))
        return x == y;
    if (no_s && no_t)
        return 1;
    if (no_s || no_t) {
        JSValueConst other = no_s ? b : a;
        return jsc_is_object(other) && JS_VALUE_GET_OBJ(other)->is_HTMLDDA ? -1 : 0;
    }
    return s == t && s >= (uint32_t)JS_TAG_FIRST ? jsc_strictly_equal(a, b) : -1;
}

// Compares two texts or two short BigInts: the sign of `*order` tells which is less.
JSC_INLINE bool jsc_order(JSValueConst a, JSValueConst b, int *order)
{
    uint32_t tag = JS_VALUE_GET_TAG(a);
    if (tag != JS_VALUE_GET_TAG(b))
        return false;
    if (tag == JS_TAG_STRING)
        return jsc_order_texts(JS_VALUE_GET_STRING(a), JS_VALUE_GET_STRING(b), order);
    if (tag != JS_TAG_SHORT_BIG_INT)
        return false;
    *order = (JS_VALUE_GET_SHORT_BIG_INT(a) > JS_VALUE_GET_SHORT_BIG_INT(b)) -
             (JS_VALUE_GET_SHORT_BIG_INT(a) < JS_VALUE_GET_SHORT_BIG_INT(b));
    return true;
}

// `typeof v` for what is no object that may be called; otherwise JS_ATOM_NULL.
JSC_INLINE JSAtom jsc_type_of(JSRuntime *rt, JSValueConst v)
{
    JSObject *p = JS_VALUE_GET_OBJ(v);
    uint32_t tag = JS_VALUE_GET_TAG(v);
    if (tag == JS_TAG_OBJECT) {
        if (p->class_id == JS_CLASS_BYTECODE_FUNCTION)
            return JS_ATOM_function;
        return p->is_HTMLDDA || p->class_id == JS_CLASS_PROXY || rt->class_array[p->class_id].call
                   ? JS_ATOM_NULL : JS_ATOM_object;
    }
    if (tag == JS_TAG_INT || JS_TAG_IS_FLOAT64(tag))
        return JS_ATOM_number;
    if (tag == JS_TAG_STRING || tag == JS_TAG_STRING_ROPE)
        return JS_ATOM_string;
    if (tag == JS_TAG_BOOL)
        return JS_ATOM_boolean;
    return tag == JS_TAG_UNDEFINED ? JS_ATOM_undefined : tag == JS_TAG_NULL ? JS_ATOM_object : JS_ATOM_NULL;
}

// `a % b` of two integers that are represented as any numbers.
JSC_INLINE bool jsc_remainder(JSValueConst a, JSValueConst b, JSValue *result)
{
    double x, y;
    int64_t r;
    if (JS_VALUE_IS_BOTH_INT(a, b) && JS_VALUE_GET_INT(a) >= 0 && JS_VALUE_GET_INT(b) > 0) {
        *result = js_int32(JS_VALUE_GET_INT(a) % JS_VALUE_GET_INT(b));
        return true;
    }
    if (!jsc_are_numbers(a, b, &x, &y) || !(x > -0x1p53 && x < 0x1p53 && y >= 1 && y < 0x1p53) ||
        (double)(int64_t)x != x || (double)(int64_t)y != y)
        return false;
    r = (int64_t)x % (int64_t)y;
    // A negative zero is for fmod.
    if (r == 0 && __builtin_signbit(x))
        return false;
    *result = js_int64(r);
    return true;
}
