// Texts of one character. Programs make them all the time, by indexing and by
// iteration: those of Latin-1 are made once. They are atoms, so that one is found
// at once as a key and compared by its address. Included by the edited quickjs.c.

// Integers where there is none yet.
static JSValue jsc_latin1[256];

static no_inline JSValue jsc_make_character(JSContext *ctx, uint8_t c)
{
    char text = c;
    JSValue value = js_new_string8_len(ctx, &text, 1);
    // A digit as a key is an integer, not an atom with a text.
    if (!JS_IsException(value) && !is_digit(c)) {
        JSAtom atom = JS_NewAtomStr(ctx, JS_VALUE_GET_STRING(value));
        if (atom == JS_ATOM_NULL)
            return JS_ThrowOutOfMemory(ctx);
        value = JS_AtomToString(ctx, atom);
        JS_FreeAtom(ctx, atom);
    }
    if (!JS_IsException(value))
        jsc_latin1[c] = js_dup(value);
    return value;
}

JSC_HOT_BEGIN
static JSValue js_new_string_char(JSContext *ctx, uint16_t c)
{
    if (unlikely(c >= 0x100))
        return js_new_string16_len(ctx, &c, 1);
    if (likely(JS_VALUE_GET_TAG(jsc_latin1[c]) == JS_TAG_STRING))
        return js_dup(jsc_latin1[c]);
    return jsc_make_character(ctx, c);
}
JSC_HOT_END
