// Elements of arrays and typed arrays.

static JSValue js_array_iterator_next(JSContext *ctx, JSValueConst this_val, int argc,
                                      JSValueConst *argv, int *pdone, int magic);
static JSValue js_array_push(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv,
                             int unshift);

// Reads an element of a typed array whose elements are numbers.
JSC_INLINE bool jsc_get_typed(JSObject *p, uint32_t i, JSValue *v)
{
    if (i >= p->u.array.count)
        return false;
    switch (p->class_id) {
    case JS_CLASS_INT8_ARRAY:
        *v = js_int32(p->u.array.u.int8_ptr[i]);
        return true;
    case JS_CLASS_UINT8C_ARRAY:
    case JS_CLASS_UINT8_ARRAY:
        *v = js_int32(p->u.array.u.uint8_ptr[i]);
        return true;
    case JS_CLASS_INT16_ARRAY:
        *v = js_int32(p->u.array.u.int16_ptr[i]);
        return true;
    case JS_CLASS_UINT16_ARRAY:
        *v = js_int32(p->u.array.u.uint16_ptr[i]);
        return true;
    case JS_CLASS_INT32_ARRAY:
        *v = js_int32(p->u.array.u.int32_ptr[i]);
        return true;
    case JS_CLASS_UINT32_ARRAY:
        *v = js_uint32(p->u.array.u.uint32_ptr[i]);
        return true;
    case JS_CLASS_FLOAT32_ARRAY:
        *v = js_float64(p->u.array.u.float_ptr[i]);
        return true;
    case JS_CLASS_FLOAT64_ARRAY:
        *v = js_float64(p->u.array.u.double_ptr[i]);
        return true;
    default:
        return false;
    }
}

// Writes a number into an element of a typed array.
JSC_INLINE bool jsc_put_typed(JSObject *p, uint32_t i, JSValueConst v)
{
    double d;
    int32_t n;
    if (p->class_id < JS_CLASS_UINT8C_ARRAY || p->class_id > JS_CLASS_FLOAT64_ARRAY ||
        i >= p->u.array.count || p->u.typed_array->buffer->u.array_buffer->immutable)
        return false;
    if (p->class_id == JS_CLASS_FLOAT64_ARRAY || p->class_id == JS_CLASS_FLOAT32_ARRAY) {
        if (!js_arith_to_float64(v, &d))
            return false;
        if (p->class_id == JS_CLASS_FLOAT64_ARRAY)
            p->u.array.u.double_ptr[i] = d;
        else
            p->u.array.u.float_ptr[i] = d;
        return true;
    }
    if (p->class_id == JS_CLASS_UINT8C_ARRAY) {
        if (JS_VALUE_GET_TAG(v) != JS_TAG_INT)
            return false;
        n = JS_VALUE_GET_INT(v);
        p->u.array.u.uint8_ptr[i] = n < 0 ? 0 : n > 255 ? 255 : n;
        return true;
    }
    if (!jsc_to_int32(v, &n))
        return false;
    switch (p->class_id) {
    case JS_CLASS_INT8_ARRAY:
    case JS_CLASS_UINT8_ARRAY:
        p->u.array.u.uint8_ptr[i] = n;
        return true;
    case JS_CLASS_INT16_ARRAY:
    case JS_CLASS_UINT16_ARRAY:
        p->u.array.u.uint16_ptr[i] = n;
        return true;
    case JS_CLASS_INT32_ARRAY:
    case JS_CLASS_UINT32_ARRAY:
        p->u.array.u.uint32_ptr[i] = n;
        return true;
    default:
        return false;
    }
}

// Whether the array's length is that of its elements, and may change.
JSC_INLINE bool jsc_has_count_for_length(JSObject *p)
{
    JSValue length = p->prop[0].u.value;
    return JS_VALUE_GET_TAG(length) == JS_TAG_INT &&
           (uint32_t)JS_VALUE_GET_INT(length) == p->u.array.count &&
           (get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE);
}

// Whether `values[i] = v` appends to an array that has the room for it.
JSC_INLINE bool jsc_may_append(JSContext *ctx, JSObject *p, uint32_t i)
{
    return i == p->u.array.count && p->fast_array && p->extensible &&
           p->shape->proto == JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY]) &&
           ctx->std_array_prototype && JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT &&
           (get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE) && i < p->u.array.u1.size;
}

JSC_INLINE void jsc_append(JSObject *p, uint32_t i, JSValue v)
{
    p->u.array.u.values[i] = v;
    p->u.array.count = i + 1;
    if (i + 1 > (uint32_t)JS_VALUE_GET_INT(p->prop[0].u.value))
        p->prop[0].u.value = js_int32(i + 1);
}

static JSValue js_create_array_iterator(JSContext *ctx, JSValueConst this_val, int argc,
                                        JSValueConst *argv, int magic);

static int js_for_of_start(JSContext *ctx, JSValue *sp, bool is_async);

typedef struct JSArrayIteratorData {
    JSValue obj;
    JSIteratorKindEnum kind;
    uint32_t idx;
} JSArrayIteratorData;

JSC_INLINE bool jsc_is_array_next(JSValueConst next)
{
    return jsc_is_c_function(next) &&
           JS_VALUE_GET_OBJ(next)->u.cfunc.cproto == JS_CFUNC_iterator_next &&
           JS_VALUE_GET_OBJ(next)->u.cfunc.c_function.iterator_next == js_array_iterator_next;
}

// Where the next element of a plain array is that `for (… of array)` asks for, NULL
// where asking takes a call. At the end, `*done` is set.
JSC_INLINE const JSValue *jsc_next_element(JSValueConst iterator, JSValueConst next, bool *done)
{
    JSArrayIteratorData *it;
    JSObject *p;
    *done = false;
    if (!jsc_is_object(iterator) || !jsc_is_array_next(next) ||
        JS_VALUE_GET_OBJ(iterator)->class_id != JS_CLASS_ARRAY_ITERATOR)
        return NULL;
    it = JS_VALUE_GET_OBJ(iterator)->u.array_iterator_data;
    if (!it || it->kind != JS_ITERATOR_KIND_VALUE || !jsc_is_object(it->obj))
        return NULL;
    p = JS_VALUE_GET_OBJ(it->obj);
    if (p->class_id != JS_CLASS_ARRAY || !p->fast_array || JS_VALUE_GET_TAG(p->prop[0].u.value) != JS_TAG_INT ||
        (uint32_t)JS_VALUE_GET_INT(p->prop[0].u.value) != p->u.array.count)
        return NULL;
    if (it->idx < p->u.array.count)
        return &p->u.array.u.values[it->idx++];
    *done = true;
    jsc_drop(it->obj);
    it->obj = JS_UNDEFINED;
    return &jsc_undefined;
}

// The `next` that iterating over `v` calls, if `v` is a plain array and neither it
// nor the prototypes have another way to be iterated over; otherwise NULL.
static const JSValue *jsc_array_next(JSContext *ctx, JSValueConst v)
{
    const JSValue *found;
    JSObject *p = JS_VALUE_GET_OBJ(v);
    if (!jsc_is_object(v) || p->class_id != JS_CLASS_ARRAY)
        return NULL;
    found = jsc_find_data(p, JS_ATOM_Symbol_iterator);
    if (!found || !jsc_is_c_function(*found) ||
        JS_VALUE_GET_OBJ(*found)->u.cfunc.cproto != JS_CFUNC_generic_magic ||
        JS_VALUE_GET_OBJ(*found)->u.cfunc.c_function.generic_magic != js_create_array_iterator ||
        JS_VALUE_GET_OBJ(*found)->u.cfunc.magic != JS_ITERATOR_KIND_VALUE)
        return NULL;
    found = jsc_find_data(JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY_ITERATOR]), JS_ATOM_next);
    return found && jsc_is_array_next(*found) ? found : NULL;
}

// js_for_of_start for what is not async.
static int jsc_for_of_start(JSContext *ctx, JSValue *sp)
{
    const JSValue *next = jsc_array_next(ctx, sp[-1]);
    JSValue iterator;
    if (!next)
        return js_for_of_start(ctx, sp, false);
    iterator = js_create_array_iterator(ctx, sp[-1], 0, NULL, JS_ITERATOR_KIND_VALUE);
    if (JS_IsException(iterator))
        return -1;
    sp[0] = js_dup(*next);
    JS_FreeValue(ctx, sp[-1]);
    sp[-1] = iterator;
    return 0;
}

// js_append_enumerate for a plain array. False where it is to be done otherwise.
static bool jsc_append_all(JSContext *ctx, JSValue *sp)
{
    JSObject *to = JS_VALUE_GET_OBJ(sp[-3]), *from = JS_VALUE_GET_OBJ(sp[-1]);
    uint32_t at = JS_VALUE_GET_INT(sp[-2]), count, i;
    if (JS_VALUE_GET_TAG(sp[-2]) != JS_TAG_INT || !jsc_is_object(sp[-3]) || !jsc_array_next(ctx, sp[-1]) ||
        !from->fast_array || !jsc_has_count_for_length(from) || to->class_id != JS_CLASS_ARRAY ||
        !to->fast_array || to->u.array.count != at || !jsc_has_count_for_length(to))
        return false;
    count = from->u.array.count;
    if (count > INT32_MAX - at ||
        (at + count > to->u.array.u1.size && expand_fast_array(ctx, to, at + count)))
        return false;
    for (i = 0; i < count; i++)
        to->u.array.u.values[at + i] = js_dup(from->u.array.u.values[i]);
    to->u.array.count = at + count;
    to->prop[0].u.value = sp[-2] = js_int32(at + count);
    return true;
}
