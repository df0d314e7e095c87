// Functions' texts. While a text is compiled its functions point into the
// parser's buffer; then each piece of it that is a function's is kept, once,
// for the outermost function and those within. Included by engine.c.

// A piece of a compiled text, freed with the last function in it.
typedef struct JSCText {
    uint32_t functions;
    char text[];
} JSCText;

static void jsc_forget_text(JSFunctionBytecode *b)
{
    b->source = NULL;
    b->source_len = 0;
}

// Notes a new function, whose text is to be kept. What was put around the
// author's text has none.
static void jsc_note_text(JSContext *ctx, JSFunctionBytecode *b)
{
    JSCLocator *l = &jsc_locator;
    if (!b->source)
        return;
    if ((const uint8_t *)b->source < l->text ||
        js_resize_array(ctx, (void **)&l->functions, sizeof(*l->functions), &l->function_size,
                        l->function_count + 1)) {
        jsc_forget_text(b);
        return;
    }
    l->functions[l->function_count++] = b;
}

// By start, an outer function before those within.
static int jsc_compare_texts(const void *a, const void *b, void *opaque)
{
    const JSFunctionBytecode *f = *(JSFunctionBytecode *const *)a, *g = *(JSFunctionBytecode *const *)b;
    if (f->source != g->source)
        return f->source < g->source ? -1 : 1;
    return (f->source_len < g->source_len) - (f->source_len > g->source_len);
}

// Keeps the texts of the functions noted since compiling began.
static void jsc_keep_texts(JSContext *ctx)
{
    JSCLocator *l = &jsc_locator;
    rqsort(l->functions, l->function_count, sizeof(*l->functions), jsc_compare_texts, NULL);
    for (int i = 0, next; i < l->function_count; i = next) {
        const char *start = l->functions[i]->source, *end = start;
        for (next = i; next < l->function_count; next++) {
            const JSFunctionBytecode *b = l->functions[next];
            if (next > i && b->source >= end)
                break;
            if (b->source + b->source_len > end)
                end = b->source + b->source_len;
        }
        JSCText *text = js_malloc_rt(ctx->rt, sizeof(*text) + (end - start));
        if (text) {
            text->functions = next - i;
            memcpy(text->text, start, end - start);
        }
        for (int j = i; j < next; j++) {
            JSFunctionBytecode *b = l->functions[j];
            if (text) {
                b->text = text;
                b->source = text->text + (b->source - start);
            } else {
                jsc_forget_text(b);
            }
        }
    }
    l->function_count = 0;
}

static void jsc_release_text(JSRuntime *rt, JSFunctionBytecode *b)
{
    if (b->text && --b->text->functions == 0)
        js_free_rt(rt, b->text);
}
