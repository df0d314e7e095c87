// Functions of the engine's that do so little that a call would cost more.

static double js_math_floor(double d);
static double js_math_ceil(double d);
static double js_math_trunc(double d);
static double js_math_sqrt(double d);
static double js_math_fabs(double d);
static JSValue js_math_imul(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv);
static JSValue js_math_min_max(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv,
                               int magic);
static JSValue js_string_charCodeAt(JSContext *ctx, JSValueConst this_val, int argc,
                                    JSValueConst *argv);
static JSValue js_array_pop(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv,
                            int shift);

// A function of Math's of one number.
JSC_INLINE bool jsc_round(double (*function)(double), JSValueConst arg, JSValue *result)
{
    double x;
    if (!js_arith_to_float64(arg, &x))
        return false;
    if (function == js_math_floor)
        x = __builtin_floor(x);
    else if (function == js_math_sqrt)
        x = __builtin_sqrt(x);
    else if (function == js_math_fabs)
        x = __builtin_fabs(x);
    else if (function == js_math_ceil)
        x = __builtin_ceil(x);
    else if (function == js_math_trunc)
        x = __builtin_trunc(x);
    else
        return false;
    *result = jsc_number(x);
    return true;
}

// Math.min or Math.max of two numbers, neither NaN and not both zero.
JSC_INLINE bool jsc_min_max(bool is_max, JSValueConst a, JSValueConst b, JSValue *result)
{
    double x, y;
    if (JS_VALUE_IS_BOTH_INT(a, b)) {
        *result = (JS_VALUE_GET_INT(a) < JS_VALUE_GET_INT(b)) != is_max ? a : b;
        return true;
    }
    if (!jsc_are_numbers(a, b, &x, &y) || !(x < y || y < x))
        return false;
    *result = jsc_number((x < y) != is_max ? x : y);
    return true;
}

JSC_INLINE bool jsc_char_code_at(JSValueConst text, JSValueConst at, JSValue *result)
{
    JSString *s;
    uint32_t i = JS_VALUE_GET_INT(at);
    if (JS_VALUE_GET_TAG(text) != JS_TAG_STRING || JS_VALUE_GET_TAG(at) != JS_TAG_INT)
        return false;
    s = JS_VALUE_GET_STRING(text);
    if (i >= s->len)
        return false;
    *result = js_int32(s->is_wide_char ? ((const uint16_t *)jsc_characters(s))[i]
                                       : ((const uint8_t *)jsc_characters(s))[i]);
    return true;
}

JSC_INLINE bool jsc_native_push(JSContext *ctx, JSValueConst array, JSValueConst v, JSValue *result)
{
    uint32_t count;
    if (!jsc_is_object(array) || JS_VALUE_GET_OBJ(array)->class_id != JS_CLASS_ARRAY)
        return false;
    count = JS_VALUE_GET_OBJ(array)->u.array.count;
    if ((uint32_t)JS_VALUE_GET_INT(JS_VALUE_GET_OBJ(array)->prop[0].u.value) != count ||
        !jsc_may_append(ctx, JS_VALUE_GET_OBJ(array), count))
        return false;
    jsc_append(JS_VALUE_GET_OBJ(array), count, jsc_retain(v));
    *result = js_int32(count + 1);
    return true;
}

JSC_INLINE bool jsc_native_pop(JSValueConst array, JSValue *result)
{
    JSObject *p = JS_VALUE_GET_OBJ(array);
    if (!jsc_is_object(array) || p->class_id != JS_CLASS_ARRAY || !p->fast_array ||
        !p->u.array.count || !jsc_has_count_for_length(p))
        return false;
    *result = p->u.array.u.values[--p->u.array.count];
    p->prop[0].u.value = js_int32(p->u.array.count);
    return true;
}

// Calls `function`, if it is one of these; otherwise returns false, with nothing done.
JSC_INLINE bool jsc_run_native(JSContext *ctx, JSObject *function, JSValueConst receiver, int argc,
                               JSValue *args, JSValue *result)
{
    JSCFunctionType pointer = function->u.cfunc.c_function;
    int cproto = function->u.cfunc.cproto;
    if (argc == 1 && cproto == JS_CFUNC_f_f)
        return jsc_round(pointer.f_f, args[0], result);
    if (cproto == JS_CFUNC_generic) {
        if (argc == 1 && pointer.generic == js_string_charCodeAt)
            return jsc_char_code_at(receiver, args[0], result);
        if (argc == 2 && pointer.generic == js_math_imul && JS_VALUE_IS_BOTH_INT(args[0], args[1])) {
            *result = js_int32((uint32_t)JS_VALUE_GET_INT(args[0]) * JS_VALUE_GET_INT(args[1]));
            return true;
        }
    } else if (cproto == JS_CFUNC_generic_magic) {
        if (argc == 2 && pointer.generic_magic == js_math_min_max)
            return jsc_min_max(function->u.cfunc.magic, args[0], args[1], result);
        if (argc == 1 && pointer.generic_magic == js_array_push && !function->u.cfunc.magic)
            return jsc_native_push(ctx, receiver, args[0], result);
        if (argc == 0 && pointer.generic_magic == js_array_pop && !function->u.cfunc.magic)
            return jsc_native_pop(receiver, result);
    }
    return false;
}
