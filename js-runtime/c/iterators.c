// Steps of for-of over arrays. Included by the edited quickjs.c, after js_array_iterator_next.

JSC_HOT_BEGIN
// The next value of `iterator`, if `next` is the engine's own method and the array has the element.
static bool jsc_next_element(JSValueConst iterator, JSValueConst next, JSValue *value)
{
    JSObject *p, *method;
    JSArrayIteratorData *it;
    if (JS_VALUE_GET_TAG(next) != JS_TAG_OBJECT || JS_VALUE_GET_TAG(iterator) != JS_TAG_OBJECT)
        return false;
    method = JS_VALUE_GET_OBJ(next);
    p = JS_VALUE_GET_OBJ(iterator);
    if (p->class_id != JS_CLASS_ARRAY_ITERATOR || method->class_id != JS_CLASS_C_FUNCTION ||
        method->u.cfunc.c_function.iterator_next != js_array_iterator_next)
        return false;
    it = p->u.array_iterator_data;
    if (!it || it->kind != JS_ITERATOR_KIND_VALUE || JS_VALUE_GET_TAG(it->obj) != JS_TAG_OBJECT)
        return false;
    p = JS_VALUE_GET_OBJ(it->obj);
    if (p->class_id != JS_CLASS_ARRAY || it->idx >= p->u.array.count)
        return false;
    *value = js_dup(p->u.array.u.values[it->idx++]);
    return true;
}
JSC_HOT_END
