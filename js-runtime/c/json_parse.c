// JSON.parse from bytes, without recursion and without tokens. What is not JSON is
// only refused here: the engine's own parser then says why, or jsc's reader of stdin
// does. Keys, short strings and shapes are remembered, because documents repeat them.

enum {
    JSC_JSON_KEYS = 256,
    JSC_JSON_TEXTS = 512,
    JSC_JSON_SHAPES = 64,
    // Longer strings repeat too rarely to be looked for.
    JSC_JSON_TEXT_MAX = 16,
    // Shapes of larger objects are not kept.
    JSC_JSON_SHAPE_MAX = 64,
    // Decimal digits that a double holds, and powers of ten that are exact doubles.
    JSC_JSON_DIGITS = 15,
    JSC_JSON_POWERS = 22,
    // Containers within each other. What a program does with a value recurses.
    JSC_JSON_DEPTH = 10000,
};

// Keys and strings by a hash of their bytes, and shapes by a hash of their keys. Each
// entry is owned, so that no object changes a shape in place that is remembered.
static JSAtom jsc_json_keys[JSC_JSON_KEYS];
static JSString *jsc_json_texts[JSC_JSON_TEXTS];
static JSShape *jsc_json_shapes[JSC_JSON_SHAPES];

typedef enum {
    JSC_JSON_OK,
    // Not JSON, or nothing that this parser reads.
    JSC_JSON_REFUSED,
    // An exception is pending.
    JSC_JSON_FAILED,
} JscJsonResult;

typedef struct {
    // Where the container's values and keys begin on the stacks.
    uint32_t first_value;
    uint32_t first_key;
    bool is_object;
} JscJsonFrame;

typedef struct {
    JSContext *ctx;
    const uint8_t *p;
    const uint8_t *end;
    // UTF-8 or Latin-1.
    bool is_utf8;
    // Lone surrogates in UTF-8 are a JavaScript string's, not an error.
    bool takes_surrogates;
    JSValue *values;
    uint32_t value_count;
    int value_size;
    JSAtom *keys;
    uint32_t key_count;
    int key_size;
    JscJsonFrame *frames;
    uint32_t depth;
    int frame_size;
} JscJsonParser;

// --- Bytes ---

#define JSC_EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

// Bit 7 of each byte that cannot stand for itself between quotes: a control
// character, a quote, a backslash, and with `high` set to 0x80 whatever is not ASCII.
// Exact up to the lowest bit that is set. (Bit Twiddling Hacks, "haszero".)
static inline uint64_t jsc_json_specials(uint64_t x, uint64_t high)
{
    uint64_t quotes = (x ^ JSC_EACH_BYTE('"')) - JSC_EACH_BYTE(1);
    uint64_t slashes = (x ^ JSC_EACH_BYTE('\\')) - JSC_EACH_BYTE(1);
    uint64_t controls = x - JSC_EACH_BYTE(0x20);
    return (((quotes | slashes | controls) & ~x) & JSC_EACH_BYTE(0x80)) | (x & JSC_EACH_BYTE(high));
}

// The first byte from `p` that cannot stand for itself, or `end`.
static inline const uint8_t *jsc_json_run(const uint8_t *p, const uint8_t *end, bool ascii_only)
{
    uint32_t high = ascii_only ? 0x80 : 0;
    for (; end - p >= 8; p += 8) {
        uint64_t x;
        memcpy(&x, p, 8);
        x = jsc_json_specials(x, high);
        if (x)
            return p + (ctz64(x) >> 3);
    }
    while (p < end && *p >= 0x20 && *p != '"' && *p != '\\' && !(*p & high))
        p++;
    return p;
}

static inline void jsc_json_skip_space(JscJsonParser *s)
{
    const uint8_t *p = s->p;
    while (p < s->end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
        p++;
    s->p = p;
}

static inline uint32_t jsc_json_hash(const uint8_t *bytes, size_t length)
{
    uint32_t h = length;
    for (size_t i = 0; i < length; i++)
        h = h * 31 + bytes[i];
    return h ^ h >> 11;
}

static inline bool jsc_json_is_text(JSString *p, const uint8_t *bytes, size_t length)
{
    return p->len == length && !p->is_wide_char && !memcmp(str8(p), bytes, length);
}

// --- Strings ---

// The character or escape at `*pp` in a string; -1 for what is none.
static int jsc_json_char(const JscJsonParser *s, const uint8_t **pp)
{
    const uint8_t *p = *pp;
    int c = *p++;
    if (c < 0x20)
        return -1;
    if (c == '\\') {
        if (p == s->end)
            return -1;
        switch (c = *p++) {
        case 'b': c = '\b'; break;
        case 'f': c = '\f'; break;
        case 'n': c = '\n'; break;
        case 'r': c = '\r'; break;
        case 't': c = '\t'; break;
        case '"': case '\\': case '/': break;
        case 'u':
            if (s->end - p < 4)
                return -1;
            c = 0;
            for (int i = 0; i < 4; i++) {
                int digit = from_hex(*p++);
                if (digit < 0)
                    return -1;
                c = c << 4 | digit;
            }
            break;
        default:
            return -1;
        }
    } else if (c >= 0x80 && s->is_utf8) {
        static const int least[] = { 0x80, 0x800, 0x10000 };
        int more = c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : 0;
        if (!more || s->end - p < more)
            return -1;
        c &= 0x3f >> more;
        for (int i = 0; i < more; i++, p++) {
            if ((*p & 0xc0) != 0x80)
                return -1;
            c = c << 6 | (*p & 0x3f);
        }
        if (c < least[more - 1] || c > 0x10ffff || (is_surrogate(c) && !s->takes_surrogates))
            return -1;
    }
    *pp = p;
    return c;
}

// A string with escapes or characters beyond ASCII: measured, then decoded.
static no_inline JscJsonResult jsc_json_decoded(JscJsonParser *s, JSValue *out)
{
    const uint8_t *p = s->p;
    uint32_t length = 0;
    bool is_wide = false;
    while (p < s->end && *p != '"') {
        int c = jsc_json_char(s, &p);
        if (c < 0)
            return JSC_JSON_REFUSED;
        length += c > 0xffff ? 2 : 1;
        is_wide |= c > 0xff;
    }
    if (p == s->end || length > JS_STRING_LEN_MAX)
        return JSC_JSON_REFUSED;
    JSString *str = js_alloc_string(s->ctx, length, is_wide);
    if (!str)
        return JSC_JSON_FAILED;
    uint32_t at = 0;
    for (p = s->p; *p != '"';) {
        int c = jsc_json_char(s, &p);
        if (!is_wide) {
            str8(str)[at++] = c;
        } else if (c > 0xffff) {
            str16(str)[at++] = get_hi_surrogate(c);
            str16(str)[at++] = get_lo_surrogate(c);
        } else {
            str16(str)[at++] = c;
        }
    }
    if (!is_wide)
        str8(str)[length] = '\0';
    s->p = p + 1;
    *out = JS_MKPTR(JS_TAG_STRING, str);
    return JSC_JSON_OK;
}

// A string; `s->p` is after its opening quote.
static JscJsonResult jsc_json_string(JscJsonParser *s, JSValue *out)
{
    const uint8_t *start = s->p, *end = jsc_json_run(start, s->end, s->is_utf8);
    if (end == s->end)
        return JSC_JSON_REFUSED;
    if (*end != '"')
        return jsc_json_decoded(s, out);
    size_t length = end - start;
    JSString **slot = NULL;
    if (length > JS_STRING_LEN_MAX)
        return JSC_JSON_REFUSED;
    if (length <= JSC_JSON_TEXT_MAX) {
        slot = &jsc_json_texts[jsc_json_hash(start, length) % JSC_JSON_TEXTS];
        if (*slot && jsc_json_is_text(*slot, start, length)) {
            s->p = end + 1;
            *out = js_dup(JS_MKPTR(JS_TAG_STRING, *slot));
            return JSC_JSON_OK;
        }
    }
    *out = js_new_string8_len(s->ctx, (const char *)start, length);
    if (JS_IsException(*out))
        return JSC_JSON_FAILED;
    if (slot) {
        if (*slot)
            js_free_string(s->ctx->rt, *slot);
        *slot = JS_VALUE_GET_STRING(js_dup(*out));
    }
    s->p = end + 1;
    return JSC_JSON_OK;
}

// A property name as an atom; `s->p` is after its opening quote.
static JscJsonResult jsc_json_key(JscJsonParser *s, JSAtom *out)
{
    JSRuntime *rt = s->ctx->rt;
    const uint8_t *start = s->p, *end = jsc_json_run(start, s->end, s->is_utf8);
    bool is_plain = end < s->end && *end == '"';
    JSAtom *slot = NULL;
    JSValue text;
    if (is_plain) {
        slot = &jsc_json_keys[jsc_json_hash(start, end - start) % JSC_JSON_KEYS];
        if (*slot && jsc_json_is_text(rt->atom_array[*slot], start, end - start)) {
            s->p = end + 1;
            *out = JS_DupAtom(s->ctx, *slot);
            return JSC_JSON_OK;
        }
        text = js_new_string8_len(s->ctx, (const char *)start, end - start);
        s->p = end + 1;
    } else {
        JscJsonResult result = jsc_json_decoded(s, &text);
        if (result != JSC_JSON_OK)
            return result;
    }
    if (JS_IsException(text))
        return JSC_JSON_FAILED;
    *out = JS_NewAtomStr(s->ctx, JS_VALUE_GET_STRING(text));
    if (*out == JS_ATOM_NULL) {
        JS_ThrowOutOfMemory(s->ctx);
        return JSC_JSON_FAILED;
    }
    if (slot && !__JS_AtomIsTaggedInt(*out)) {
        JS_FreeAtom(s->ctx, *slot);
        *slot = JS_DupAtom(s->ctx, *out);
    }
    return JSC_JSON_OK;
}

// --- Numbers ---

// What the short ways do not read exactly.
static no_inline JscJsonResult jsc_json_long_number(JscJsonParser *s, const uint8_t *end, JSValue *out)
{
    JSATODTempMem memory;
    char small[64], *text = small;
    size_t length = end - s->p;
    if (length >= sizeof(small)) {
        text = js_malloc(s->ctx, length + 1);
        if (!text)
            return JSC_JSON_FAILED;
    }
    memcpy(text, s->p, length);
    text[length] = '\0';
    *out = JS_NewNumber(s->ctx, js_atod(text, NULL, 10, 0, &memory));
    if (text != small)
        js_free(s->ctx, text);
    s->p = end;
    return JSC_JSON_OK;
}

// Reads digits into the end of `*mantissa`; false when there are none. The mantissa
// is right as long as `*digits` is at most 19.
static inline bool jsc_json_read_digits(const uint8_t **pp, const uint8_t *end, uint64_t *mantissa, int *digits)
{
    const uint8_t *start = *pp, *p = start;
    for (; p < end && is_digit(*p); p++) {
        *mantissa = *mantissa * 10 + (*p - '0');
        *digits += *digits || *p != '0';
    }
    *pp = p;
    return p != start;
}

// Decimals of few digits and a small power of ten are one exact operation on exact
// doubles. (Clinger, "How to read floating point numbers accurately", 1990.)
static JscJsonResult jsc_json_number(JscJsonParser *s, JSValue *out)
{
    static const double powers[JSC_JSON_POWERS + 1] = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    const uint8_t *p = s->p, *end = s->end;
    uint64_t mantissa = 0;
    int digits = 0, exponent = 0;
    bool is_negative = *p == '-';
    p += is_negative;
    bool starts_with_zero = p < end && *p == '0';
    const uint8_t *start = p;
    if (!jsc_json_read_digits(&p, end, &mantissa, &digits) || (starts_with_zero && p - start > 1))
        return JSC_JSON_REFUSED;
    if (p < end && *p == '.') {
        start = ++p;
        if (!jsc_json_read_digits(&p, end, &mantissa, &digits))
            return JSC_JSON_REFUSED;
        exponent = p - start > 1000 ? -1000 : -(int)(p - start);
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        bool is_down = p < end && *p == '-';
        p += p < end && (*p == '-' || *p == '+');
        uint64_t power = 0;
        int power_digits = 0;
        if (!jsc_json_read_digits(&p, end, &power, &power_digits))
            return JSC_JSON_REFUSED;
        if (power_digits > 3)
            power = 1000;
        exponent += is_down ? -(int)power : (int)power;
    }
    if (digits > JSC_JSON_DIGITS || exponent < -JSC_JSON_POWERS || exponent > JSC_JSON_POWERS)
        return jsc_json_long_number(s, p, out);
    s->p = p;
    if (exponent == 0 && mantissa <= INT32_MAX && (mantissa || !is_negative)) {
        *out = js_int32(is_negative ? -(int32_t)mantissa : (int32_t)mantissa);
        return JSC_JSON_OK;
    }
    double d = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
    *out = JS_NewNumber(s->ctx, is_negative ? -d : d);
    return JSC_JSON_OK;
}

// --- Objects and arrays ---

// Whether an object of this shape has these keys, in this order, as JSON.parse defines them.
static bool jsc_json_has_keys(JSContext *ctx, JSShape *sh, const JSAtom *keys, uint32_t count)
{
    if (!sh || sh->prop_count != (int)count || sh->deleted_prop_count || !sh->is_hashed ||
        sh->proto != JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_OBJECT]))
        return false;
    JSShapeProperty *prs = get_shape_prop(sh);
    for (uint32_t i = 0; i < count; i++) {
        if (prs[i].atom != keys[i] || prs[i].flags != JS_PROP_C_W_E)
            return false;
    }
    return true;
}

// An object made property by property. Takes the values.
static no_inline JSValue jsc_json_new_object(JSContext *ctx, const JSAtom *keys, JSValue *values, uint32_t count)
{
    JSValue object = JS_NewObject(ctx);
    for (uint32_t i = 0; i < count; i++) {
        if (JS_IsException(object)) {
            JS_FreeValue(ctx, values[i]);
        } else if (JS_DefinePropertyValue(ctx, object, keys[i], values[i], JS_PROP_C_W_E) < 0) {
            JS_FreeValue(ctx, object);
            object = JS_EXCEPTION;
        }
    }
    return object;
}

static JSValue jsc_json_object(JSContext *ctx, const JSAtom *keys, JSValue *values, uint32_t count)
{
    uint32_t h = count;
    for (uint32_t i = 0; i < count; i++)
        h = h * 31 + keys[i];
    JSShape **slot = &jsc_json_shapes[(h ^ h >> 7) % JSC_JSON_SHAPES];
    JSValue object;
    if (!jsc_json_has_keys(ctx, *slot, keys, count)) {
        object = jsc_json_new_object(ctx, keys, values, count);
        if (JS_IsException(object) || count > JSC_JSON_SHAPE_MAX)
            return object;
        JSShape *sh = JS_VALUE_GET_OBJ(object)->shape;
        if (jsc_json_has_keys(ctx, sh, keys, count)) {
            js_free_shape_null(ctx->rt, *slot);
            *slot = js_dup_shape(sh);
        }
        return object;
    }
    object = JS_NewObjectFromShape(ctx, js_dup_shape(*slot), JS_CLASS_OBJECT, NULL);
    if (JS_IsException(object)) {
        for (uint32_t i = 0; i < count; i++)
            JS_FreeValue(ctx, values[i]);
        return object;
    }
    JSProperty *properties = JS_VALUE_GET_OBJ(object)->prop;
    for (uint32_t i = 0; i < count; i++)
        properties[i].u.value = values[i];
    return object;
}

static bool jsc_json_push(JscJsonParser *s, JSValue value)
{
    if (unlikely(js_resize_array(s->ctx, (void **)&s->values, sizeof(s->values[0]), &s->value_size,
                                 s->value_count + 1))) {
        JS_FreeValue(s->ctx, value);
        return false;
    }
    s->values[s->value_count++] = value;
    return true;
}

static bool jsc_json_open(JscJsonParser *s, bool is_object)
{
    if (s->depth == JSC_JSON_DEPTH) {
        JS_ThrowStackOverflow(s->ctx);
        return false;
    }
    if (unlikely(js_resize_array(s->ctx, (void **)&s->frames, sizeof(s->frames[0]), &s->frame_size,
                                 s->depth + 1)))
        return false;
    s->frames[s->depth++] = (JscJsonFrame){ s->value_count, s->key_count, is_object };
    return true;
}

// Makes the innermost container of what was pushed since it was opened.
static bool jsc_json_close(JscJsonParser *s)
{
    JscJsonFrame *frame = &s->frames[--s->depth];
    JSValue *values = s->values + frame->first_value;
    uint32_t count = s->value_count - frame->first_value;
    JSValue container;
    s->value_count = frame->first_value;
    if (frame->is_object) {
        container = jsc_json_object(s->ctx, s->keys + frame->first_key, values, count);
        while (s->key_count > frame->first_key)
            JS_FreeAtom(s->ctx, s->keys[--s->key_count]);
    } else {
        container = JS_NewArrayFrom(s->ctx, count, values);
    }
    return !JS_IsException(container) && jsc_json_push(s, container);
}

static JscJsonResult jsc_json_word(JscJsonParser *s, const char *word, JSValue value, JSValue *out)
{
    size_t length = strlen(word);
    if ((size_t)(s->end - s->p) < length || memcmp(s->p, word, length))
        return JSC_JSON_REFUSED;
    s->p += length;
    *out = value;
    return JSC_JSON_OK;
}

static JscJsonResult jsc_json_scalar(JscJsonParser *s, JSValue *out)
{
    switch (*s->p) {
    case '"':
        s->p++;
        return jsc_json_string(s, out);
    case 't':
        return jsc_json_word(s, "true", JS_TRUE, out);
    case 'f':
        return jsc_json_word(s, "false", JS_FALSE, out);
    case 'n':
        return jsc_json_word(s, "null", JS_NULL, out);
    default:
        return jsc_json_number(s, out);
    }
}

// A property name and the colon after it.
static JscJsonResult jsc_json_name(JscJsonParser *s)
{
    JSAtom key;
    jsc_json_skip_space(s);
    if (s->p == s->end || *s->p++ != '"')
        return JSC_JSON_REFUSED;
    JscJsonResult result = jsc_json_key(s, &key);
    if (result != JSC_JSON_OK)
        return result;
    if (unlikely(js_resize_array(s->ctx, (void **)&s->keys, sizeof(s->keys[0]), &s->key_size, s->key_count + 1))) {
        JS_FreeAtom(s->ctx, key);
        return JSC_JSON_FAILED;
    }
    s->keys[s->key_count++] = key;
    jsc_json_skip_space(s);
    return s->p < s->end && *s->p++ == ':' ? JSC_JSON_OK : JSC_JSON_REFUSED;
}

// What comes after a value: closes containers, and reads a comma and the name after
// it. `*is_done` when the outermost value is complete.
static JscJsonResult jsc_json_after_value(JscJsonParser *s, bool *is_done)
{
    for (;;) {
        jsc_json_skip_space(s);
        if (s->depth == 0) {
            *is_done = true;
            return s->p == s->end ? JSC_JSON_OK : JSC_JSON_REFUSED;
        }
        if (s->p == s->end)
            return JSC_JSON_REFUSED;
        bool is_object = s->frames[s->depth - 1].is_object;
        int c = *s->p++;
        if (c == ',')
            return is_object ? jsc_json_name(s) : JSC_JSON_OK;
        if (c != (is_object ? '}' : ']'))
            return JSC_JSON_REFUSED;
        if (!jsc_json_close(s))
            return JSC_JSON_FAILED;
    }
}

// Opens a container; `*is_empty` when it is closed at once.
static JscJsonResult jsc_json_enter(JscJsonParser *s, bool *is_empty)
{
    bool is_object = *s->p++ == '{';
    if (!jsc_json_open(s, is_object))
        return JSC_JSON_FAILED;
    jsc_json_skip_space(s);
    *is_empty = s->p < s->end && *s->p == (is_object ? '}' : ']');
    return is_object && !*is_empty ? jsc_json_name(s) : JSC_JSON_OK;
}

static JscJsonResult jsc_json_values(JscJsonParser *s)
{
    for (bool is_done = false; !is_done;) {
        JscJsonResult result;
        JSValue value;
        jsc_json_skip_space(s);
        if (s->p == s->end)
            return JSC_JSON_REFUSED;
        if (*s->p == '{' || *s->p == '[') {
            bool is_empty;
            result = jsc_json_enter(s, &is_empty);
            if (result != JSC_JSON_OK)
                return result;
            if (!is_empty)
                continue;
        } else {
            result = jsc_json_scalar(s, &value);
            if (result != JSC_JSON_OK)
                return result;
            if (!jsc_json_push(s, value))
                return JSC_JSON_FAILED;
        }
        result = jsc_json_after_value(s, &is_done);
        if (result != JSC_JSON_OK)
            return result;
    }
    return JSC_JSON_OK;
}

// Parses `s->p` to `s->end`. Nothing becomes garbage meanwhile, so the collector waits.
static JscJsonResult jsc_json_run_parser(JscJsonParser *s, JSValue *out)
{
    JSRuntime *rt = s->ctx->rt;
    size_t threshold = rt->malloc_gc_threshold;
    rt->malloc_gc_threshold = SIZE_MAX;
    JscJsonResult result = jsc_json_values(s);
    size_t used = rt->malloc_state.malloc_size;
    rt->malloc_gc_threshold = used + (used >> 1) > threshold ? used + (used >> 1) : threshold;
    if (result == JSC_JSON_OK)
        *out = s->values[--s->value_count];
    while (s->value_count)
        JS_FreeValue(s->ctx, s->values[--s->value_count]);
    while (s->key_count)
        JS_FreeAtom(s->ctx, s->keys[--s->key_count]);
    js_free(s->ctx, s->values);
    js_free(s->ctx, s->keys);
    js_free(s->ctx, s->frames);
    return result;
}

// JSON.parse without a reviver.
static JSValue jsc_json_parse(JSContext *ctx, JSValueConst text)
{
    JscJsonParser s = { .ctx = ctx, .takes_surrogates = true };
    JSValue str = JS_ToString(ctx, text), value;
    const char *utf8 = NULL;
    size_t length;
    if (JS_IsException(str))
        return str;
    JSString *p = JS_VALUE_GET_STRING(str);
    if (p->is_wide_char) {
        s.is_utf8 = true;
        s.p = (const uint8_t *)(utf8 = JS_ToCStringLen(ctx, &length, str));
        if (!utf8) {
            JS_FreeValue(ctx, str);
            return JS_EXCEPTION;
        }
    } else {
        s.p = str8(p);
        length = p->len;
    }
    s.end = s.p + length;
    JscJsonResult result = jsc_json_run_parser(&s, &value);
    if (result == JSC_JSON_FAILED)
        value = JS_EXCEPTION;
    if (result == JSC_JSON_REFUSED) {
        if (!utf8)
            utf8 = JS_ToCStringLen(ctx, &length, str);
        value = utf8 ? JS_ParseJSON(ctx, utf8, length, "<input>") : JS_EXCEPTION;
    }
    JS_FreeCString(ctx, utf8);
    JS_FreeValue(ctx, str);
    return value;
}

// A JSON text in UTF-8: its value, JS_EXCEPTION, or JS_UNINITIALIZED for what is not
// JSON in UTF-8.
JSValue jsc_parse_json(JSContext *ctx, const uint8_t *bytes, size_t length)
{
    JscJsonParser s = { .ctx = ctx, .p = bytes, .end = bytes + length, .is_utf8 = true };
    JSValue value;
    switch (jsc_json_run_parser(&s, &value)) {
    case JSC_JSON_OK:
        return value;
    case JSC_JSON_FAILED:
        return JS_EXCEPTION;
    default:
        return JS_UNINITIALIZED;
    }
}

// Forgets all keys, strings and shapes, so that the snapshot has none that only this
// file refers to.
void jsc_forget_json(JSContext *ctx)
{
    JSRuntime *rt = ctx->rt;
    for (int i = 0; i < JSC_JSON_KEYS; i++) {
        JS_FreeAtom(ctx, jsc_json_keys[i]);
        jsc_json_keys[i] = JS_ATOM_NULL;
    }
    for (int i = 0; i < JSC_JSON_TEXTS; i++) {
        if (jsc_json_texts[i])
            js_free_string(rt, jsc_json_texts[i]);
        jsc_json_texts[i] = NULL;
    }
    for (int i = 0; i < JSC_JSON_SHAPES; i++) {
        js_free_shape_null(rt, jsc_json_shapes[i]);
        jsc_json_shapes[i] = NULL;
    }
}
