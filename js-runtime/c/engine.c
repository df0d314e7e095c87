// QuickJS with the guest's view into its internals. The included copy carries
// the edits of quickjs_edits/, which call the functions declared first.
#include "quickjs.h"
#include "cutils.h"

// Bytes of the host's native stack in use, in units of stock Wasmtime's 512 KiB.
// Not an import of the shipped module: the engine build replaces each call by a
// read of the counter that its stack-accounting pass maintains.
__attribute__((import_module("jsc"), import_name("native_stack")))
extern uint32_t jsc_native_stack(void);

// What the counter may reach where recursion is checked. The rest of the
// 512 KiB is for the calls below a check and for the host's own frames.
#define JSC_NATIVE_STACK_LIMIT (480 * 1024)
// The same for the guest's own stack in linear memory.
#define JSC_SHADOW_STACK_MARGIN (64 * 1024)

// Bytes of cells and runs in use by the engine, which src/memory.rs counts.
extern size_t jsc_live_bytes;
// How many more there are at least when cycles are looked for again.
#define JSC_MIN_GROWTH (512 * 1024)

struct JSMapState;
static void jsc_map_rehash(JSContext *ctx, struct JSMapState *s);
static void jsc_put_position(DynBuf *out, int line, int column);
static void jsc_put_error_header(JSContext *ctx, DynBuf *out, JSValueConst error);
// The header of the stack that Error.captureStackTrace is building.
static JSValue jsc_error_header = JS_UNDEFINED;
static JSValue jsc_throw_no_evaluator(JSContext *ctx);
static JSValue jsc_throw_no_regexp(JSContext *ctx);
static bool jsc_is_near_stack_end(JSRuntime *rt);
static void jsc_forget_stack(JSContext *ctx);
static void jsc_observe(const char *what);
// Whether modules are evaluated at build time.
static bool jsc_is_watching;
static bool jsc_is_vouched_for(JSContext *ctx);

// An entry that pauses; see pauses.c.
struct JSModuleDef;
static bool jsc_compiles_entry(void);
static bool jsc_is_paused_in(struct JSModuleDef *m);
static JSValue jsc_call_module(JSContext *ctx, struct JSModuleDef *m);
int jsc_resume_entry(JSContext *ctx);
// Statements of its top level that it began, and the one before which it pauses.
static uint32_t jsc_statements_begun, jsc_pause_statement = UINT32_MAX;
static inline bool jsc_pauses_here(void)
{
    if (jsc_statements_begun == jsc_pause_statement)
        return true;
    jsc_statements_begun++;
    return false;
}

struct JSFunctionBytecode;
struct JSFunctionDef;
struct JSParseState;
struct JSStackFrame;
static void jsc_finish_function(JSContext *ctx, struct JSFunctionBytecode *b);
static bool jsc_is_hidden(struct JSStackFrame *sf);
static JSAtom jsc_module_name(JSContext *ctx, struct JSFunctionBytecode *caller, const char *filename,
                              int flags);
static JSModuleDef *jsc_module_by_name(JSContext *ctx, JSAtom name);
static void jsc_begin_positions(JSContext *ctx, const uint8_t *buffer, uint32_t length);
static void jsc_end_positions(JSContext *ctx);
static void jsc_locate_error(struct JSParseState *s, int backtrace_flags);
static void jsc_put_positions(struct JSFunctionDef *fd, const DynBuf *code);
static void jsc_keep_texts(JSContext *ctx);
static void jsc_release_text(JSRuntime *rt, struct JSFunctionBytecode *b);
static void jsc_note_position(struct JSFunctionDef *fd);
static void jsc_drop_operation(struct JSFunctionDef *fd);
static void jsc_drop_reference(struct JSFunctionDef *fd, bool read);
static void jsc_mark_statement(struct JSParseState *s, int offset);
static int jsc_variable_offset(struct JSParseState *s);
static int jsc_call_offset(struct JSParseState *s);
static void jsc_patch_position(struct JSParseState *s, int code, int offset);
static JSValue jsc_json_parse(JSContext *ctx, JSValueConst text);
static JSValue jsc_json_stringify(JSContext *ctx, JSValueConst value, JSValueConst gap);
static JSValue jsc_bind(JSContext *ctx, JSValueConst function);

struct JSString;
static int jsc_match(JSContext *ctx, struct JSString *text, uint8_t **capture, const uint8_t *bytecode,
                     const uint8_t *bytes, int index, int length, int shift, void *opaque);
static int jsc_utc_offset(int64_t ms);
static int jsc_local_offset(int64_t ms);
static const char *jsc_zone_name(JSContext *ctx, JSValueConst date);

// Defined in Rust, in src/modules/: the module that a specifier means in the
// module `base`, or NULL with an exception pending; the ES module of a name.
JSModuleDef *jsc_resolve_import(JSContext *ctx, const char *base, const char *specifier);
JSModuleDef *jsc_module_named(const char *name);

// Functions between these marks, which quickjs_edits/hot.rs sets, are compiled
// for speed; the rest of the engine for size.
#define JSC_HOT_BEGIN _Pragma("clang attribute pop")
#define JSC_HOT_END _Pragma("clang attribute push(__attribute__((minsize)), apply_to = function)")

JSC_HOT_END
#include "quickjs.c"

// What the functions are to be like that are compiled now.
enum {
    // Without text and positions: they print as native functions do, and stack
    // frames name their file only.
    JSC_STRIPPED = 1,
    // Left out of stack traces.
    JSC_HIDDEN = 2,
    // The program's entry, whose evaluation can pause.
    JSC_ENTRY = 4,
};
static int jsc_compile_flags;

#include "async_context.c"
#include "dates.c"
#include "last_match.c"
#include "modules.c"
#include "preinit.c"
#include "pauses.c"
#include "positions.c"
#include "texts.c"

JSC_HOT_BEGIN
#include "json_parse.c"
JSC_HOT_END

// --- Called by the edits ---

static JSValue jsc_throw(JSContext *ctx, JSErrorEnum kind, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    JSValue thrown = JS_ThrowError(ctx, kind, format, values);
    va_end(values);
    return thrown;
}

// A promise that is settled as `promise` is, after the jobs that wait, those that they queue, and so on for `rounds`
// rounds. Its rejection counts as handled. Without memory an exception.
JSValue jsc_settled_later(JSContext *ctx, JSValueConst promise, int rounds)
{
    JSValueConst handlers[] = { JS_UNDEFINED, JS_UNDEFINED };
    JSValue later = js_dup(promise);
    while (rounds-- > 0 && !JS_IsException(later)) {
        JSValue earlier = later;
        later = js_promise_then(ctx, earlier, 2, handlers);
        JS_FreeValue(ctx, earlier);
    }
    JS_PromiseMarkAsHandled(ctx, later);
    return later;
}

static JSValue jsc_throw_no_evaluator(JSContext *ctx)
{
    return jsc_throw(ctx, JS_EVAL_ERROR,
                     "this program cannot evaluate texts: it names neither eval nor Function; "
                     "build it with --globals all");
}

static JSValue jsc_throw_no_regexp(JSContext *ctx)
{
    return jsc_throw(ctx, JS_REFERENCE_ERROR,
                     "RegExp was left out of this program, which has no regular expression and names none of "
                     "RegExp, match, matchAll and search; build it with --globals all");
}

// Whether little more than a few calls of the parser fit before the limits.
static bool jsc_is_near_stack_end(JSRuntime *rt)
{
    enum { NEAR = 16 * 1024 };
    return jsc_native_stack() > JSC_NATIVE_STACK_LIMIT - NEAR ||
           js_get_stack_pointer() < rt->stack_limit + NEAR;
}

// Lets build_backtrace store a stack in the pending error once more.
static void jsc_forget_stack(JSContext *ctx)
{
    JSValue error = ctx->rt->current_exception;
    if (JS_VALUE_GET_TAG(error) != JS_TAG_OBJECT || JS_VALUE_GET_OBJ(error)->class_id != JS_CLASS_ERROR)
        return;
    JSObject *p = JS_VALUE_GET_OBJ(error);
    JS_FreeValue(ctx, p->u.object_data);
    p->u.object_data = JS_UNDEFINED;
}

// Applies the flags to a function that was just made.
static void jsc_finish_function(JSContext *ctx, JSFunctionBytecode *b)
{
    b->is_hidden = (jsc_compile_flags & JSC_HIDDEN) != 0;
    if (jsc_compile_flags & JSC_STRIPPED) {
        js_free(ctx, b->pc2line_buf);
        b->pc2line_buf = NULL;
        b->pc2line_len = 0;
        b->line_num = -1;
        jsc_forget_text(b);
    }
    jsc_note_text(ctx, b);
}

// Marks natives that are hidden though user code calls them. Of generic natives
// nobody else looks at the number.
enum { JSC_HIDDEN_NATIVE = 0x4a53 };

void jsc_hide_native(JSValueConst function)
{
    JSObject *p = JS_VALUE_GET_OBJ(function);
    assert(p->class_id == JS_CLASS_C_FUNCTION && p->u.cfunc.cproto == JS_CFUNC_generic);
    p->u.cfunc.magic = JSC_HIDDEN_NATIVE;
}

static bool jsc_is_hidden_native(JSObject *p)
{
    return p->class_id == JS_CLASS_C_FUNCTION && p->u.cfunc.cproto == JS_CFUNC_generic &&
           p->u.cfunc.magic == JSC_HIDDEN_NATIVE;
}

// Whether a frame is one of a hidden function, or of a native called by one.
static bool jsc_is_hidden(JSStackFrame *sf)
{
    for (int i = 0; i < 2 && sf; i++, sf = sf->prev_frame) {
        JSObject *p = JS_VALUE_GET_OBJ(sf->cur_func);
        if (i == 0 && jsc_is_hidden_native(p))
            return true;
        if (js_class_has_bytecode(p->class_id))
            return p->u.func.function_bytecode->is_hidden;
    }
    return false;
}

// Puts the records of a map into the lists that the present seed gives them.
static void jsc_map_rehash(JSContext *ctx, JSMapState *s)
{
    struct list_head *el;
    for (uint32_t i = 0; i < s->hash_size; i++)
        init_list_head(&s->hash_table[i]);
    list_for_each(el, &s->records) {
        JSMapRecord *mr = list_entry(el, JSMapRecord, link);
        if (!mr->empty)
            list_add_tail(&mr->hash_link,
                          &s->hash_table[map_hash_key(ctx, mr->key) & (s->hash_size - 1)]);
    }
    s->hash_seed = ctx->hash_seed;
}

// The bytes of a flat string that is all ASCII; NULL for any other value.
const uint8_t *jsc_ascii(JSValueConst value, uint32_t *length)
{
    JSString *p = JS_VALUE_GET_TAG(value) == JS_TAG_STRING ? JS_VALUE_GET_STRING(value) : NULL;
    if (!p || p->is_wide_char)
        return NULL;
    const uint8_t *bytes = str8(p);
    uint32_t i = 0, count = p->len;
    for (uint64_t word; i + sizeof(word) <= count; i += sizeof(word)) {
        memcpy(&word, bytes + i, sizeof(word));
        if (word & 0x8080808080808080)
            return NULL;
    }
    for (; i < count; i++) {
        if (bytes[i] & 0x80)
            return NULL;
    }
    *length = count;
    return bytes;
}

// Whether an object surely has no property `then`; runs no user code to find out.
bool jsc_lacks_then(JSContext *ctx, JSValueConst obj)
{
    for (JSObject *p = JS_VALUE_GET_OBJ(obj); p; p = p->shape->proto) {
        JSProperty *pr;
        if (ctx->rt->class_array[p->class_id].exotic || find_own_property(&pr, p, JS_ATOM_then))
            return false;
    }
    return true;
}

// A string-valued data property found along the prototype chain, without
// running user code; NULL where there is none.
static const char *jsc_data_string(JSContext *ctx, JSValueConst obj, JSAtom name)
{
    JSObject *p = JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT ? JS_VALUE_GET_OBJ(obj) : NULL;
    for (; p && p->class_id != JS_CLASS_PROXY; p = p->shape->proto) {
        JSProperty *pr;
        JSShapeProperty *prs = find_own_property(&pr, p, name);
        if (!prs)
            continue;
        if ((prs->flags & JS_PROP_TMASK) != JS_PROP_NORMAL || !JS_IsString(pr->u.value))
            return NULL;
        return JS_ToCString(ctx, pr->u.value);
    }
    return NULL;
}

// Puts `:line:column`.
static void jsc_put_position(DynBuf *out, int line, int column)
{
    char digits[16];
    dbuf_putc(out, ':');
    dbuf_put(out, (uint8_t *)digits, i32toa(digits, line));
    dbuf_putc(out, ':');
    dbuf_put(out, (uint8_t *)digits, i32toa(digits, column));
}

// `Name: message`, as Error.prototype.toString gives it, and a line break.
static void jsc_put_error_header(JSContext *ctx, DynBuf *out, JSValueConst error)
{
    const char *header = JS_IsString(jsc_error_header) ? JS_ToCString(ctx, jsc_error_header) : NULL;
    if (header) {
        dbuf_putstr(out, header);
        dbuf_putc(out, '\n');
        JS_FreeCString(ctx, header);
        return;
    }
    const char *name = jsc_data_string(ctx, error, JS_ATOM_name);
    const char *message = jsc_data_string(ctx, error, JS_ATOM_message);
    const char *shown = name ? name : "Error";
    dbuf_putstr(out, shown);
    if (message && *message) {
        if (*shown)
            dbuf_putstr(out, ": ");
        dbuf_putstr(out, message);
    }
    dbuf_putc(out, '\n');
    JS_FreeCString(ctx, name);
    JS_FreeCString(ctx, message);
}

// --- Called by the Rust side ---

// Sets what Math.random and the hashes of Map and Set depend on.
void jsc_set_seeds(JSContext *ctx, uint64_t random_state, uint32_t hash_seed)
{
    ctx->random_state = random_state ? random_state : 1;
    ctx->hash_seed = hash_seed;
}

// Replaces what the interpreter has made so far, and that nothing runs on, by what it starts with.
void jsc_renew_stack(JSContext *ctx)
{
    jsc_forget_transitions(ctx->rt);
    memset(&jsc_dropped, 0, sizeof(jsc_dropped));
    jsc_stack_free(ctx->rt);
    if (!jsc_stack.chunk)
        jsc_stack_grow(ctx->rt, 0);
}

// JS_Eval for the build: it reaches the compiler by a call, where JS_Eval goes
// through the context, so that a program is free to leave it out.
JSValue jsc_compile(JSContext *ctx, const char *text, size_t length, const char *filename, int flags)
{
    if (!ctx->rt->current_stack_frame) {
        JS_FreeValue(ctx, ctx->error_back_trace);
        ctx->error_back_trace = JS_UNDEFINED;
    }
    return __JS_EvalInternal(ctx, ctx->global_obj, text, length, filename, 1, flags, -1);
}

void jsc_set_compile_flags(int flags)
{
    jsc_compile_flags = flags;
}

static void jsc_push(JSContext *ctx, JSValue array, uint32_t *length, JSValueConst value)
{
    JS_DefinePropertyValueUint32(ctx, array, (*length)++, js_dup(value), JS_PROP_C_W_E);
}

static void jsc_preview_record(JSContext *ctx, JSValue array, uint32_t *length,
                               JSMapRecord *mr, bool keys, bool values)
{
    if (mr->empty)
        return;
    if (keys)
        jsc_push(ctx, array, length, mr->key);
    if (values)
        jsc_push(ctx, array, length, mr->value);
}

// The entries that a Map or Set iterator has not given yet, or those of a weak
// collection, flat in one array; undefined for other objects. `is_pairs` tells
// whether keys and values alternate.
JSValue jsc_preview_entries(JSContext *ctx, JSValueConst obj, int *is_pairs)
{
    JSObject *p = JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT ? JS_VALUE_GET_OBJ(obj) : NULL;
    JSMapState *s = NULL;
    struct list_head *el = NULL;
    bool keys = true, values = false;
    if (!p)
        return JS_UNDEFINED;
    switch (p->class_id) {
    case JS_CLASS_WEAKMAP:
        values = true;
        // fallthrough
    case JS_CLASS_WEAKSET:
        s = p->u.map_state;
        el = s ? s->records.next : NULL;
        break;
    case JS_CLASS_MAP_ITERATOR:
    case JS_CLASS_SET_ITERATOR: {
        JSMapIteratorData *it = p->u.map_iterator_data;
        if (it && !JS_IsUndefined(it->obj)) {
            s = JS_VALUE_GET_OBJ(it->obj)->u.map_state;
            el = it->cur_record ? it->cur_record->link.next : s->records.next;
            if (p->class_id == JS_CLASS_MAP_ITERATOR || it->kind == JS_ITERATOR_KIND_KEY_AND_VALUE) {
                keys = it->kind != JS_ITERATOR_KIND_VALUE;
                values = it->kind != JS_ITERATOR_KIND_KEY;
            }
        }
        break;
    }
    default:
        return JS_UNDEFINED;
    }
    JSValue array = JS_NewArray(ctx);
    uint32_t length = 0;
    *is_pairs = keys && values;
    for (; s && el != &s->records; el = el->next) {
        JSMapRecord *mr = list_entry(el, JSMapRecord, link);
        bool set_pair = *is_pairs && p->class_id == JS_CLASS_SET_ITERATOR;
        jsc_preview_record(ctx, array, &length, mr, keys, values && !set_pair);
        if (set_pair)
            jsc_preview_record(ctx, array, &length, mr, true, false);
    }
    return array;
}

// `[target, handler]` of a Proxy, both null once it is revoked; else undefined.
JSValue jsc_proxy_details(JSContext *ctx, JSValueConst obj)
{
    JSObject *p = JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT ? JS_VALUE_GET_OBJ(obj) : NULL;
    if (!p || p->class_id != JS_CLASS_PROXY)
        return JS_UNDEFINED;
    JSProxyData *s = p->u.proxy_data;
    JSValue array = JS_NewArray(ctx);
    uint32_t length = 0;
    jsc_push(ctx, array, &length, s->is_revoked ? JS_NULL : s->target);
    jsc_push(ctx, array, &length, s->is_revoked ? JS_NULL : s->handler);
    return array;
}

// What an object is, whatever its prototype says; see js/console/inspect.js.
JSValue jsc_class_of(JSContext *ctx, JSValueConst obj)
{
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT)
        return JS_UNDEFINED;
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    switch (p->class_id) {
    case JS_CLASS_MODULE_NS:
        return JS_NewString(ctx, "Module");
    case JS_CLASS_PROXY:
        return JS_NewString(ctx, "Proxy");
    case JS_CLASS_BYTECODE_FUNCTION: {
        // Of what can be constructed, only a class is made without a prototype
        // property of its own kind: the class definition adds it.
        JSFunctionBytecode *b = p->u.func.function_bytecode;
        bool is_class = p->is_constructor && !b->has_prototype;
        return JS_NewString(ctx, is_class ? "Class" : "Function");
    }
    default:
        return JS_AtomToString(ctx, ctx->rt->class_array[p->class_id].class_name);
    }
}

static bool jsc_is_index(JSContext *ctx, JSAtom atom)
{
    uint32_t index;
    return JS_AtomIsArrayIndex(ctx, &index, atom) && index != UINT32_MAX;
}

// Own keys that are no array indices, strings before symbols. Elements that an
// object keeps outside its property table are not even looked at.
JSValue jsc_non_index_keys(JSContext *ctx, JSValueConst obj)
{
    JSPropertyEnum *keys;
    uint32_t count, length = 0;
    JSObject *p = JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT ? JS_VALUE_GET_OBJ(obj) : NULL;
    JSValue array = JS_NewArray(ctx);
    if (!p || JS_IsException(array))
        return array;
    if (p->fast_array) {
        for (int symbols = 0; symbols < 2; symbols++) {
            JSShapeProperty *prs = get_shape_prop(p->shape);
            for (int i = 0; i < p->shape->prop_count; i++, prs++) {
                if (prs->atom == JS_ATOM_NULL || jsc_is_index(ctx, prs->atom))
                    continue;
                JSAtomKindEnum kind = JS_AtomGetKind(ctx, prs->atom);
                if (kind == JS_ATOM_KIND_PRIVATE || (kind == JS_ATOM_KIND_SYMBOL) != symbols)
                    continue;
                JS_DefinePropertyValueUint32(ctx, array, length++, JS_AtomToValue(ctx, prs->atom), JS_PROP_C_W_E);
            }
        }
        return array;
    }
    if (JS_GetOwnPropertyNames(ctx, &keys, &count, obj, JS_GPN_STRING_MASK | JS_GPN_SYMBOL_MASK) < 0) {
        JS_FreeValue(ctx, array);
        return JS_EXCEPTION;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!jsc_is_index(ctx, keys[i].atom))
            JS_DefinePropertyValueUint32(ctx, array, length++, JS_AtomToValue(ctx, keys[i].atom), JS_PROP_C_W_E);
    }
    JS_FreePropertyEnum(ctx, keys, count);
    return array;
}

JSC_HOT_BEGIN
#include "json_stringify.c"
