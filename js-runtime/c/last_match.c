// What the last match of a regular expression was, in programs that ask: src/natives/last_match.rs gives it to
// js/regexp-statics/, which has RegExp.$1 and its kin.

// Groups that have a property of their own, the whole match before them.
#define JSC_NOTED_GROUPS 10

static struct {
    // The text that was searched, or undefined before the first match.
    JSValue text;
    // What the program gave for it, or undefined since a match.
    JSValue input;
    // Groups of the expression, the whole match among them.
    int count;
    // Where each begins and ends; -1 for one that took no part. The last group comes after the first ones.
    struct { int start, end; } groups[JSC_NOTED_GROUPS + 1];
} jsc_last_match = { .text = JS_UNDEFINED, .input = JS_UNDEFINED };

static void jsc_note_match(JSContext *ctx, JSString *text, uint8_t **capture, int count)
{
    const uint8_t *bytes = str8(text);
    int shift = text->is_wide_char;
    for (int i = 0; i <= JSC_NOTED_GROUPS; i++) {
        int group = i < JSC_NOTED_GROUPS ? i : count - 1;
        uint8_t **ends = &capture[2 * group];
        bool took_part = group < count && ends[0] && ends[1];
        jsc_last_match.groups[i].start = took_part ? (ends[0] - bytes) >> shift : -1;
        jsc_last_match.groups[i].end = took_part ? (ends[1] - bytes) >> shift : -1;
    }
    JSValue before = jsc_last_match.text, input = jsc_last_match.input;
    jsc_last_match.text = js_dup(JS_MKPTR(JS_TAG_STRING, text));
    jsc_last_match.input = JS_UNDEFINED;
    jsc_last_match.count = count;
    JS_FreeValue(ctx, before);
    JS_FreeValue(ctx, input);
}

static void (*jsc_match_watcher)(JSContext *ctx, JSString *text, uint8_t **capture, int count);

// From now on matches are noted.
void jsc_watch_matches(void)
{
    jsc_match_watcher = jsc_note_match;
}

static int jsc_match(JSContext *ctx, JSString *text, uint8_t **capture, const uint8_t *bytecode, const uint8_t *bytes,
                     int index, int length, int shift, void *opaque)
{
    int result = lre_exec(capture, bytecode, bytes, index, length, shift, opaque);
    if (unlikely(jsc_match_watcher != NULL) && result == 1)
        jsc_match_watcher(ctx, text, capture, lre_get_capture_count(bytecode));
    return result;
}

// Takes the reference to the text that the program gives for the one that was searched.
void jsc_set_match_input(JSContext *ctx, JSValue text)
{
    JSValue before = jsc_last_match.input;
    jsc_last_match.input = text;
    JS_FreeValue(ctx, before);
}

// A piece of the searched text: the group of that number, or as the names say.
enum { JSC_LAST_GROUP = JSC_NOTED_GROUPS, JSC_BEFORE_MATCH, JSC_AFTER_MATCH, JSC_MATCH_INPUT };

JSValue jsc_match_piece(JSContext *ctx, int piece)
{
    if (piece == JSC_MATCH_INPUT && !JS_IsUndefined(jsc_last_match.input))
        return js_dup(jsc_last_match.input);
    if (JS_IsUndefined(jsc_last_match.text))
        return js_empty_string(ctx->rt);
    JSString *text = JS_VALUE_GET_STRING(jsc_last_match.text);
    int start = 0, end = text->len;
    if (piece == JSC_BEFORE_MATCH) {
        end = jsc_last_match.groups[0].start;
    } else if (piece == JSC_AFTER_MATCH) {
        start = jsc_last_match.groups[0].end;
    } else if (piece != JSC_MATCH_INPUT) {
        start = jsc_last_match.groups[piece].start;
        end = jsc_last_match.groups[piece].end;
        if (start < 0 || (piece == JSC_LAST_GROUP && jsc_last_match.count < 2))
            return js_empty_string(ctx->rt);
    }
    return js_sub_string(ctx, text, start, end);
}
