// Properties that are found without calling anything.

// A property that does not exist.
static const JSValue jsc_undefined = JS_UNDEFINED;

// find_own_property, for code that has to be inlined.
JSC_INLINE JSShapeProperty *jsc_own_property(JSObject *p, JSAtom atom, JSProperty **place)
{
    JSShape *sh = p->shape;
    JSShapeProperty *prop = get_shape_prop(sh);
    uint32_t h = prop_hash_end(sh)[-(intptr_t)hash_atom(atom, sh->prop_hash_mask) - 1];
    for (; h; h = prop[h - 1].hash_next) {
        if (likely(prop[h - 1].atom == atom)) {
            *place = &p->prop[h - 1];
            return &prop[h - 1];
        }
    }
    return NULL;
}

// Where the property is that reading `p[atom]` finds, if it is plain data or
// does not exist; otherwise NULL.
JSC_INLINE const JSValue *jsc_find_data(JSObject *p, JSAtom atom)
{
    for (;;) {
        JSProperty *pr;
        JSShapeProperty *prs = jsc_own_property(p, atom, &pr);
        if (prs)
            return prs->flags & JS_PROP_TMASK ? NULL : &pr->u.value;
        // An array's elements have integers for names.
        if (p->is_exotic && (p->class_id != JS_CLASS_ARRAY || __JS_AtomIsTaggedInt(atom)))
            return NULL;
        p = p->shape->proto;
        if (!p)
            return &jsc_undefined;
    }
}

// The value of a global variable, or NULL where reading it may do more.
JSC_INLINE const JSValue *jsc_find_global(JSContext *ctx, JSAtom atom)
{
    JSProperty *pr;
    JSShapeProperty *prs = jsc_own_property(JS_VALUE_GET_OBJ(ctx->global_var_obj), atom, &pr);
    if (prs)
        return JS_IsUninitialized(pr->u.value) ? NULL : &pr->u.value;
    prs = jsc_own_property(JS_VALUE_GET_OBJ(ctx->global_obj), atom, &pr);
    return prs && !(prs->flags & JS_PROP_TMASK) ? &pr->u.value : NULL;
}

// The atom of a symbol or of a private name.
JSC_INLINE JSAtom jsc_symbol_atom(JSValueConst v)
{
    return ((JSAtomStruct *)JS_VALUE_GET_PTR(v))->hash_next;
}

// The function of bytecode that reading `p[atom]` calls, or NULL.
JSC_INLINE JSObject *jsc_find_getter(JSObject *p, JSAtom atom)
{
    for (; p && !p->is_exotic; p = p->shape->proto) {
        JSProperty *pr;
        JSShapeProperty *prs = jsc_own_property(p, atom, &pr);
        if (prs) {
            JSObject *getter = pr->u.getset.getter;
            return (prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET && getter &&
                   getter->class_id == JS_CLASS_BYTECODE_FUNCTION ? getter : NULL;
        }
    }
    return NULL;
}

// Whether `obj` has the private methods of the class that `func` is a method of.
JSC_INLINE bool jsc_has_brand(JSValueConst obj, JSValueConst func)
{
    JSProperty *pr;
    JSObject *home;
    if (!jsc_is_object(obj) || !jsc_is_plain(func))
        return false;
    home = JS_VALUE_GET_OBJ(func)->u.func.home_object;
    return home && jsc_own_property(home, JS_ATOM_Private_brand, &pr) &&
           JS_VALUE_GET_TAG(pr->u.value) == JS_TAG_SYMBOL &&
           jsc_own_property(JS_VALUE_GET_OBJ(obj), jsc_symbol_atom(pr->u.value), &pr);
}

// Where `p[atom] = value` is to write, or NULL where that takes a call.
JSC_INLINE JSValue *jsc_find_place(JSObject *p, JSAtom atom)
{
    JSProperty *pr;
    JSShapeProperty *prs = jsc_own_property(p, atom, &pr);
    return prs && (prs->flags & (JS_PROP_TMASK | JS_PROP_WRITABLE | JS_PROP_LENGTH)) == JS_PROP_WRITABLE
               ? &pr->u.value : NULL;
}

// Whether writing `p[atom]`, which `p` itself does not have, adds it.
JSC_INLINE bool jsc_is_new(JSObject *p, JSAtom atom)
{
    return !p->shape->proto || jsc_find_data(p->shape->proto, atom) == &jsc_undefined;
}

// Adds a property of `obj` by its name in the source. False where something else
// is to be done; otherwise `value` is the object's.
static bool jsc_put_new_field(JSContext *ctx, JSValueConst obj, JSAtom atom, JSValue value, bool defines)
{
    JSProperty *pr;
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    JSValue *place;
    if (!jsc_is_object(obj) || jsc_own_property(p, atom, &pr) || !(defines || jsc_is_new(p, atom)))
        return false;
    place = jsc_extend(ctx, p, atom);
    if (!place)
        return false;
    *place = value;
    return true;
}
