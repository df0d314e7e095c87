// Which constructor array methods make their results with. Included by the edited
// quickjs.c, before JS_ArraySpeciesCreate.

JSC_HOT_BEGIN
// Whether it is Array: `obj` has its prototype and no property but its length, and nobody
// changed Array.prototype.constructor and Array[Symbol.species].
static bool jsc_makes_arrays(JSContext *ctx, JSValueConst obj)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj), *proto = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY]);
    JSProperty *pr;
    JSShapeProperty *prs;
    if (p->class_id != JS_CLASS_ARRAY || p->shape->proto != proto || p->shape->prop_count != 1)
        return false;
    prs = find_own_property(&pr, proto, JS_ATOM_constructor);
    if (!prs || (prs->flags & JS_PROP_TMASK) || JS_VALUE_GET_TAG(pr->u.value) != JS_TAG_OBJECT ||
        pr->u.value != ctx->array_ctor)
        return false;
    prs = find_own_property(&pr, JS_VALUE_GET_OBJ(ctx->array_ctor), JS_ATOM_Symbol_species);
    return prs && (prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET && pr->u.getset.getter &&
           pr->u.getset.getter->class_id == JS_CLASS_C_FUNCTION &&
           pr->u.getset.getter->u.cfunc.c_function.getter == js_get_this;
}
JSC_HOT_END
