// Objects that get their properties one after the other, as those of a class do:
// the shape that follows from adding a property is found by the shape before it.
// The table holds references, so that the shapes in between live on while only
// later ones are in use; JS_RunGC empties it, so that it keeps no prototype alive.

#define JSC_TRANSITIONS 256
// Objects with more properties are thought to be tables.
#define JSC_TRANSITION_PROPERTIES 32

// Added to the atom of a property that is configurable only; others are writable and enumerable too.
#define JSC_BARE (JS_ATOM_MAX + 1)

static struct {
    JSShape *from, *to;
    JSAtom key; // the property's atom, and whether it is bare
} jsc_transitions[JSC_TRANSITIONS];

JSC_INLINE uint32_t jsc_transition_slot(JSShape *from, JSAtom key)
{
    return (((uint32_t)(uintptr_t)from >> 3) * 31 + key * 7) % JSC_TRANSITIONS;
}

static no_inline void jsc_forget_transition(JSRuntime *rt, uint32_t slot)
{
    JSShape *from = jsc_transitions[slot].from, *to = jsc_transitions[slot].to;
    memset(&jsc_transitions[slot], 0, sizeof(jsc_transitions[slot]));
    if (from) {
        js_free_shape(rt, from);
        js_free_shape(rt, to);
    }
}

static no_inline void jsc_forget_transitions(JSRuntime *rt)
{
    uint32_t slot;
    for (slot = 0; slot < JSC_TRANSITIONS; slot++)
        jsc_forget_transition(rt, slot);
}

// Whether adding a property to `p` does nothing but that.
JSC_INLINE bool jsc_may_extend(JSObject *p)
{
    return p->extensible && !p->is_exotic && !p->is_prototype && p->shape->is_hashed;
}

// Adds the property `key` that `p` does not have. Returns where its value goes, or NULL
// where that takes a call.
JSC_INLINE JSValue *jsc_extend_known(JSObject *p, JSAtom key)
{
    JSShape *from = p->shape, *to;
    uint32_t slot = jsc_transition_slot(from, key);
    if (jsc_transitions[slot].from != from || jsc_transitions[slot].key != key ||
        !jsc_may_extend(p))
        return NULL;
    to = jsc_transitions[slot].to;
    if (to->prop_size != from->prop_size)
        return NULL;
    JS_REF_COUNT(from)--;
    JS_REF_COUNT(to)++;
    p->shape = to;
    return &p->prop[to->prop_count - 1].u.value;
}

// The shape of `from` with another property: a new reference, or NULL without memory.
static JSShape *jsc_next_shape(JSContext *ctx, JSShape *from, JSAtom key)
{
    int flags = key & JSC_BARE ? JS_PROP_CONFIGURABLE : JS_PROP_C_W_E;
    JSAtom atom = key & ~JSC_BARE;
    JSShape *to = find_hashed_shape_prop(ctx->rt, from, atom, flags);
    if (to)
        return js_dup_shape(to);
    to = js_clone_shape(ctx, from);
    if (!to)
        return NULL;
    to->is_hashed = true;
    js_shape_hash_link(ctx->rt, to);
    if (add_shape_property(ctx, &to, NULL, atom, flags)) {
        js_free_shape(ctx->rt, to);
        return NULL;
    }
    return to;
}

// Adds a property that `p` does not have, and notes the way. Returns where its
// value goes, or NULL where add_property is to do it.
static no_inline JSValue *jsc_extend(JSContext *ctx, JSObject *p, JSAtom key)
{
    JSShape *from = p->shape, *to;
    uint32_t slot = jsc_transition_slot(from, key);
    bool is_known = jsc_transitions[slot].from == from && jsc_transitions[slot].key == key;
    // An integer's atom has no room for JSC_BARE.
    if (__JS_AtomIsTaggedInt(key) || !jsc_may_extend(p) || from->prop_count >= JSC_TRANSITION_PROPERTIES)
        return NULL;
    to = is_known ? js_dup_shape(jsc_transitions[slot].to) : jsc_next_shape(ctx, from, key);
    if (!to)
        return NULL;
    if (to->prop_size != from->prop_size) {
        JSProperty *grown = js_realloc(ctx, p->prop, sizeof(*grown) * to->prop_size);
        if (!grown) {
            js_free_shape(ctx->rt, to);
            return NULL;
        }
        p->prop = grown;
    }
    p->shape = to;
    if (is_known) {
        js_free_shape(ctx->rt, from);
    } else {
        // The object's reference to `from` is the table's now.
        jsc_forget_transition(ctx->rt, slot);
        jsc_transitions[slot].from = from;
        jsc_transitions[slot].to = js_dup_shape(to);
        jsc_transitions[slot].key = key;
    }
    return &p->prop[to->prop_count - 1].u.value;
}

// Adds a property that is configurable only, and that a new object does not have.
static void jsc_add_bare(JSContext *ctx, JSValueConst obj, JSAtom atom, JSValue value)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    JSValue *place = jsc_extend_known(p, atom | JSC_BARE);
    if (!place)
        place = jsc_extend(ctx, p, atom | JSC_BARE);
    if (place)
        *place = value;
    else
        JS_DefinePropertyValue(ctx, obj, atom, value, JS_PROP_CONFIGURABLE);
}
