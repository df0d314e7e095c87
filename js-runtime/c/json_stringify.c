// JSON.stringify of plain data straight to bytes. What could run code of the program
// (toJSON, getters, proxies, replacers) or needs an error's words is left to the
// engine, which starts anew: nothing that was done here can be seen.

enum {
    // Output grows by whole pieces, so that long output is never copied to grow.
    JSC_JSON_PIECE = 256 * 1024,
    JSC_JSON_FIRST_PIECE = 256,
    // What is written without asking for room: a number, an escape, a character.
    JSC_JSON_ATOMIC = 64,
    JSC_JSON_GAP_MAX = 10,
};

typedef struct JscJsonPiece {
    struct JscJsonPiece *next;
    size_t length;
    size_t capacity;
    uint8_t bytes[];
} JscJsonPiece;

typedef struct {
    JSObject *object;
    // Of the next element or property.
    uint32_t at;
    bool has_content;
} JscJsonLevel;

typedef struct {
    JSContext *ctx;
    JscJsonPiece *first, *last;
    // UTF-8 bytes, and how many more these are than UTF-16 code units.
    size_t length, surplus;
    bool is_wide;
    JscJsonLevel *levels;
    uint32_t depth;
    int level_size;
    // Shapes whose objects were seen to have no toJSON: of an object and of an array.
    JSShape *plain[2];
    uint8_t gap[JSC_JSON_GAP_MAX];
    uint32_t gap_length;
} JscJsonWriter;

// --- Output ---

static no_inline bool jsc_json_grow(JscJsonWriter *w, size_t more)
{
    JscJsonPiece *last = w->last, *piece;
    size_t capacity = JSC_JSON_FIRST_PIECE;
    if (last && last->capacity < JSC_JSON_PIECE)
        capacity = last->capacity * 4;
    else if (last)
        capacity = JSC_JSON_PIECE;
    if (capacity < more)
        capacity = more;
    piece = js_malloc(w->ctx, sizeof(*piece) + capacity);
    if (!piece)
        return false;
    *piece = (JscJsonPiece){ .capacity = capacity };
    if (last)
        last->next = piece;
    else
        w->first = piece;
    w->last = piece;
    return true;
}

// Room for `count` bytes in one place, or NULL when memory is out.
static inline uint8_t *jsc_json_room(JscJsonWriter *w, size_t count)
{
    if (unlikely(!w->last || w->last->capacity - w->last->length < count)) {
        if (!jsc_json_grow(w, count))
            return NULL;
    }
    return w->last->bytes + w->last->length;
}

static inline bool jsc_json_put(JscJsonWriter *w, const void *bytes, size_t count)
{
    uint8_t *out = jsc_json_room(w, count);
    if (!out)
        return false;
    memcpy(out, bytes, count);
    w->last->length += count;
    return true;
}

static inline bool jsc_json_put_byte(JscJsonWriter *w, uint8_t byte)
{
    uint8_t *out = jsc_json_room(w, 1);
    if (!out)
        return false;
    *out = byte;
    w->last->length++;
    return true;
}

// One code point, or a lone surrogate, as it stands between quotes.
static bool jsc_json_put_char(JscJsonWriter *w, uint32_t c)
{
    static const char short_escapes[] = "btn\0fr";
    uint8_t *out = jsc_json_room(w, JSC_JSON_ATOMIC);
    size_t count;
    if (!out)
        return false;
    if (c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v')) {
        out[0] = '\\';
        out[1] = c == '"' || c == '\\' ? c : short_escapes[c - '\b'];
        count = 2;
    } else if (c < 0x20 || is_surrogate(c)) {
        static const char digits[] = "0123456789abcdef";
        memcpy(out, "\\u", 2);
        for (int i = 0; i < 4; i++)
            out[2 + i] = digits[c >> (12 - 4 * i) & 15];
        count = 6;
    } else {
        count = utf8_encode(out, c);
        w->surplus += count - (c > 0xffff ? 2 : 1);
        w->is_wide |= c > 0xff;
    }
    w->last->length += count;
    return true;
}

static bool jsc_json_put_latin1(JscJsonWriter *w, const uint8_t *p, const uint8_t *end)
{
    for (;;) {
        const uint8_t *special = jsc_json_run(p, end, true);
        if (!jsc_json_put(w, p, special - p))
            return false;
        if (special == end)
            return true;
        if (!jsc_json_put_char(w, *special))
            return false;
        p = special + 1;
    }
}

static bool jsc_json_put_string(JscJsonWriter *w, JSString *p)
{
    if (!jsc_json_put_byte(w, '"'))
        return false;
    if (p->is_wide_char) {
        for (int i = 0; i < (int)p->len;) {
            if (!jsc_json_put_char(w, string_getc(p, &i)))
                return false;
        }
    } else if (!jsc_json_put_latin1(w, str8(p), str8(p) + p->len)) {
        return false;
    }
    return jsc_json_put_byte(w, '"');
}

static bool jsc_json_put_integer(JscJsonWriter *w, int64_t n)
{
    uint8_t *out = jsc_json_room(w, JSC_JSON_ATOMIC);
    if (!out)
        return false;
    w->last->length += i64toa((char *)out, n);
    return true;
}

// The shortest decimal, where it has few places: at most 15 digits name one double,
// so the first that gives `d` back is it. Its length, or 0.
static size_t jsc_json_short_decimal(char *out, double d)
{
    static const double powers[] = { 1e1, 1e2, 1e3, 1e4 };
    double size = fabs(d);
    if (!(size >= 1e-3 && size < 1e11))
        return 0;
    for (int places = 1; places <= 4; places++) {
        double scaled = floor(size * powers[places - 1] + 0.5);
        if (scaled / powers[places - 1] != size)
            continue;
        char digits[24];
        size_t count = u64toa(digits, (uint64_t)scaled), length = 0;
        if (d < 0)
            out[length++] = '-';
        if (count <= (size_t)places) {
            memcpy(out + length, "0.", 2);
            length += 2;
            for (size_t i = count; i < (size_t)places; i++)
                out[length++] = '0';
        } else {
            memcpy(out + length, digits, count - places);
            length += count - places;
            out[length++] = '.';
            memmove(digits, digits + count - places, places);
            count = places;
        }
        memcpy(out + length, digits, count);
        return length + count;
    }
    return 0;
}

static bool jsc_json_put_double(JscJsonWriter *w, double d)
{
    if (!isfinite(d))
        return jsc_json_put(w, "null", 4);
    if (fabs(d) <= MAX_SAFE_INTEGER && d == (double)(int64_t)d)
        return jsc_json_put_integer(w, (int64_t)d);
    uint8_t *out = jsc_json_room(w, JSC_JSON_ATOMIC);
    if (!out)
        return false;
    size_t length = jsc_json_short_decimal((char *)out, d);
    if (!length) {
        JSDTOATempMem memory;
        length = js_dtoa((char *)out, d, 10, 0, 0, &memory);
    }
    w->last->length += length;
    return true;
}

static bool jsc_json_put_line_break(JscJsonWriter *w)
{
    if (!w->gap_length)
        return true;
    if (!jsc_json_put_byte(w, '\n'))
        return false;
    for (uint32_t i = 0; i < w->depth; i++) {
        if (!jsc_json_put(w, w->gap, w->gap_length))
            return false;
    }
    return true;
}

// --- Values ---

// Whether no code of the program runs when toJSON is looked for, and none is found.
static bool jsc_json_has_no_to_json(JscJsonWriter *w, JSObject *p)
{
    JSShape **known = &w->plain[p->class_id == JS_CLASS_ARRAY];
    if (p->shape == *known)
        return true;
    for (JSObject *q = p; q; q = q->shape->proto) {
        if ((q->is_exotic && q->class_id != JS_CLASS_ARRAY) || find_own_property1(q, JS_ATOM_toJSON))
            return false;
    }
    *known = p->shape;
    return true;
}

static bool jsc_json_is_plain(JscJsonWriter *w, JSObject *p)
{
    if (p->class_id == JS_CLASS_ARRAY) {
        JSValue length = p->prop[0].u.value;
        if (!p->fast_array || JS_VALUE_GET_TAG(length) != JS_TAG_INT ||
            JS_VALUE_GET_INT(length) != (int)p->u.array.count)
            return false;
    } else if (p->class_id != JS_CLASS_OBJECT || p->is_exotic) {
        return false;
    }
    return jsc_json_has_no_to_json(w, p);
}

// Opens an object; false when it is not plain, holds itself, or is too deep.
static bool jsc_json_enter_object(JscJsonWriter *w, JSObject *p)
{
    if (p->tmp_mark || w->depth == JSC_JSON_DEPTH || !jsc_json_is_plain(w, p) ||
        js_resize_array(w->ctx, (void **)&w->levels, sizeof(w->levels[0]), &w->level_size, w->depth + 1))
        return false;
    p->tmp_mark = 1;
    w->levels[w->depth++] = (JscJsonLevel){ .object = p };
    return jsc_json_put_byte(w, p->class_id == JS_CLASS_ARRAY ? '[' : '{');
}

static bool jsc_json_leave(JscJsonWriter *w)
{
    JscJsonLevel *level = &w->levels[--w->depth];
    level->object->tmp_mark = 0;
    if (level->has_content && !jsc_json_put_line_break(w))
        return false;
    return jsc_json_put_byte(w, level->object->class_id == JS_CLASS_ARRAY ? ']' : '}');
}

static bool jsc_json_put_rope(JscJsonWriter *w, JSValueConst rope)
{
    JSValue text = JS_ToString(w->ctx, rope);
    if (JS_IsException(text))
        return false;
    bool is_done = jsc_json_put_string(w, JS_VALUE_GET_STRING(text));
    JS_FreeValue(w->ctx, text);
    return is_done;
}

static bool jsc_json_put_value(JscJsonWriter *w, JSValueConst value)
{
    switch (JS_VALUE_GET_NORM_TAG(value)) {
    case JS_TAG_INT:
        return jsc_json_put_integer(w, JS_VALUE_GET_INT(value));
    case JS_TAG_BOOL:
        return JS_VALUE_GET_BOOL(value) ? jsc_json_put(w, "true", 4) : jsc_json_put(w, "false", 5);
    case JS_TAG_NULL:
        return jsc_json_put(w, "null", 4);
    case JS_TAG_FLOAT64:
        return jsc_json_put_double(w, JS_VALUE_GET_FLOAT64(value));
    case JS_TAG_STRING:
        return jsc_json_put_string(w, JS_VALUE_GET_STRING(value));
    case JS_TAG_STRING_ROPE:
        return jsc_json_put_rope(w, value);
    case JS_TAG_OBJECT:
        return jsc_json_enter_object(w, JS_VALUE_GET_OBJ(value));
    default:
        return false;
    }
}

static inline bool jsc_json_is_left_out(JSValueConst value)
{
    int tag = JS_VALUE_GET_TAG(value);
    return tag == JS_TAG_UNDEFINED || tag == JS_TAG_SYMBOL;
}

// A comma and a line break, as they are due before an element or a property.
static bool jsc_json_separate(JscJsonWriter *w, JscJsonLevel *level)
{
    if (level->has_content && !jsc_json_put_byte(w, ','))
        return false;
    level->has_content = true;
    return jsc_json_put_line_break(w);
}

static bool jsc_json_put_element(JscJsonWriter *w, JscJsonLevel *level)
{
    JSValue value = level->object->u.array.u.values[level->at++];
    if (!jsc_json_separate(w, level))
        return false;
    return jsc_json_is_left_out(value) ? jsc_json_put(w, "null", 4) : jsc_json_put_value(w, value);
}

// Whether a key can be an array index, which other keys follow in the order of keys.
static bool jsc_json_is_ordered_apart(JSContext *ctx, JSAtom key)
{
    if (__JS_AtomIsTaggedInt(key))
        return true;
    JSString *name = ctx->rt->atom_array[key];
    return name->len && !name->is_wide_char && is_digit(str8(name)[0]) && jsc_is_index(ctx, key);
}

static bool jsc_json_put_property(JscJsonWriter *w, JscJsonLevel *level)
{
    JSShapeProperty *prs = &get_shape_prop(level->object->shape)[level->at];
    JSProperty *property = &level->object->prop[level->at++];
    if (prs->atom == JS_ATOM_NULL)
        return true;
    if (jsc_json_is_ordered_apart(w->ctx, prs->atom))
        return false;
    JSString *name = w->ctx->rt->atom_array[prs->atom];
    if (!(prs->flags & JS_PROP_ENUMERABLE) || name->atom_type != JS_ATOM_TYPE_STRING)
        return true;
    if ((prs->flags & JS_PROP_TMASK) != JS_PROP_NORMAL)
        return false;
    JSValue value = property->u.value;
    if (jsc_json_is_left_out(value))
        return true;
    return jsc_json_separate(w, level) && jsc_json_put_string(w, name) &&
           jsc_json_put(w, ": ", w->gap_length ? 2 : 1) && jsc_json_put_value(w, value);
}

// Writes a value with all that it holds; false when it is left to the engine, or when
// memory is out, which the engine then finds too.
static bool jsc_json_walk(JscJsonWriter *w, JSValueConst value)
{
    bool is_going = jsc_json_put_value(w, value);
    while (is_going && w->depth) {
        JscJsonLevel *level = &w->levels[w->depth - 1];
        JSObject *p = level->object;
        if (p->class_id == JS_CLASS_ARRAY)
            is_going = level->at < p->u.array.count ? jsc_json_put_element(w, level) : jsc_json_leave(w);
        else
            is_going = level->at < (uint32_t)p->shape->prop_count ? jsc_json_put_property(w, level)
                                                                  : jsc_json_leave(w);
    }
    while (w->depth)
        w->levels[--w->depth].object->tmp_mark = 0;
    js_free(w->ctx, w->levels);
    return is_going;
}

static void jsc_json_drop_piece(JscJsonWriter *w)
{
    JscJsonPiece *piece = w->first;
    w->first = piece->next;
    js_free(w->ctx, piece);
}

static void jsc_json_drop(JscJsonWriter *w)
{
    while (w->first)
        jsc_json_drop_piece(w);
    // Out of memory was the only thing that could be pending.
    JS_FreeValue(w->ctx, JS_GetException(w->ctx));
}

// Decodes a piece, which ends at a character, into a string's code units from `at`.
static uint32_t jsc_json_decode_piece(JSString *str, uint32_t at, const JscJsonPiece *piece)
{
    const uint8_t *p = piece->bytes, *end = p + piece->length;
    while (p < end) {
        uint32_t c = utf8_decode(p, &p);
        if (!str->is_wide_char) {
            str8(str)[at++] = c;
        } else if (c > 0xffff) {
            str16(str)[at++] = get_hi_surrogate(c);
            str16(str)[at++] = get_lo_surrogate(c);
        } else {
            str16(str)[at++] = c;
        }
    }
    return at;
}

// The output as a string; each piece is freed as soon as it is copied.
static JSValue jsc_json_finish(JscJsonWriter *w)
{
    size_t length = 0;
    for (JscJsonPiece *piece = w->first; piece; piece = piece->next)
        length += piece->length;
    length -= w->surplus;
    JSString *str = length <= JS_STRING_LEN_MAX ? js_alloc_string(w->ctx, length, w->is_wide) : NULL;
    if (!str)
        return JS_UNINITIALIZED;
    for (uint32_t at = 0; w->first; jsc_json_drop_piece(w)) {
        if (!w->surplus) {
            memcpy(str8(str) + at, w->first->bytes, w->first->length);
            at += w->first->length;
        } else {
            at = jsc_json_decode_piece(str, at, w->first);
        }
    }
    if (!w->is_wide)
        str8(str)[length] = '\0';
    return JS_MKPTR(JS_TAG_STRING, str);
}

// JSON.stringify without a replacer, with `gap` as its indentation; JS_UNINITIALIZED
// when it is left to the engine.
static JSValue jsc_json_stringify(JSContext *ctx, JSValueConst value, JSValueConst gap)
{
    JscJsonWriter w = { .ctx = ctx };
    JSString *p = JS_VALUE_GET_STRING(gap);
    JSValue text = JS_UNINITIALIZED;
    // Other indentation is too rare for a way of its own.
    for (uint32_t i = 0; i < p->len; i++) {
        uint32_t c = string_get(p, i);
        if (c >= 0x80)
            return text;
        w.gap[w.gap_length++] = c;
    }
    if (jsc_json_walk(&w, value))
        text = jsc_json_finish(&w);
    jsc_json_drop(&w);
    return text;
}

// Gives the JSON text of a value to `sink` in pieces, until it returns false; false when it is left to
// JS_JSONStringify, in which case nothing was given.
bool jsc_write_json(JSContext *ctx, JSValueConst value,
                    bool (*sink)(void *opaque, const uint8_t *bytes, size_t length), void *opaque)
{
    JscJsonWriter w = { .ctx = ctx };
    bool is_written = jsc_json_walk(&w, value);
    for (bool is_open = is_written; w.first && is_open; jsc_json_drop_piece(&w))
        is_open = sink(opaque, w.first->bytes, w.first->length);
    jsc_json_drop(&w);
    return is_written;
}
