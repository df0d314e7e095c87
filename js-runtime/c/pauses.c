// An entry that pauses in the build, before the first statement of its top level
// that observes the world, and goes on in the run. Its frame is that of a coroutine, in the
// heap. Included by engine.c; the edits of quickjs_edits/pauses.rs call it.

// How running an entry ended.
enum { JSC_THREW = -1, JSC_ENDED, JSC_PAUSED, JSC_AWAITS };

// Whether what is compiled now is the entry.
static bool jsc_compiles_entry(void)
{
    return (jsc_compile_flags & JSC_ENTRY) != 0;
}

// The entry's frame while it is paused, owned.
static JSAsyncFunctionData *jsc_paused;

// The same after its end in a run: most runs end with it, and what would be freed is in
// pages that such a run needs for nothing else.
static JSAsyncFunctionData *jsc_ended;

bool jsc_is_paused(void)
{
    return jsc_paused != NULL;
}

// Counts statements from 0 on again, and has the entry pause before that one;
// never if it is UINT32_MAX.
void jsc_pause_before(uint32_t statement)
{
    jsc_statements_begun = 0;
    jsc_pause_statement = statement;
}

// How many statements the entry began since.
uint32_t jsc_begun_statements(void)
{
    return jsc_statements_begun;
}

// What the entry is as a coroutine; there is one. Static, as the context is: see cells.c.
static _Alignas(16) uint8_t jsc_entry[sizeof(JSMallocBlockHeader) + sizeof(JSAsyncFunctionData)];

// Frees what a frame that ended holds.
static void jsc_free_frame(JSRuntime *rt, JSAsyncFunctionData *s)
{
    js_async_function_terminate(rt, s);
    js_async_function_free(rt, s);
}

// Runs a frame that nobody else has, up to its end or where it pauses.
static int jsc_run_frame(JSContext *ctx, JSAsyncFunctionData *s)
{
    JSValue result = async_func_resume(ctx, &s->func_state);
    if (!JS_IsException(result)) {
        if (s->func_state.frame.cur_pc[-1] == OP_initial_yield) {
            jsc_pause_statement = UINT32_MAX;
            jsc_paused = s;
            return JSC_PAUSED;
        }
        // Nothing is done about it: the build throws the instance away.
        if (!JS_IsUndefined(result))
            return JSC_AWAITS;
    }
    return JS_IsException(result) ? JSC_THREW : JSC_ENDED;
}

static JSAsyncFunctionData *jsc_take_paused(void)
{
    JSAsyncFunctionData *s = jsc_paused;
    jsc_paused = NULL;
    return s;
}

// Runs the entry's function, an async function whose promise nobody needs: it is made
// when the function turns out to await.
int jsc_run_entry(JSContext *ctx, JSValueConst function, JSValueConst this_val, int argc,
                  JSValueConst *argv)
{
    JSAsyncFunctionData *s = jsc_block_data((JSMallocBlockHeader *)jsc_entry);
    // One reference more than is given up: it is never freed.
    JS_REF_COUNT(s) = 2;
    add_gc_object(ctx->rt, &s->header, JS_GC_OBJ_TYPE_ASYNC_FUNCTION);
    s->resolving_funcs[0] = s->resolving_funcs[1] = JS_UNDEFINED;
    if (async_func_init(ctx, &s->func_state, function, this_val, argc, argv))
        return JSC_THREW;
    s->is_active = true;
    s->func_state.frame.cur_gc_obj = &s->header;
    int end = jsc_run_frame(ctx, s);
    if (end == JSC_THREW || end == JSC_ENDED)
        jsc_free_frame(ctx->rt, s);
    return end;
}

// Goes on with an entry that is paused.
int jsc_resume_entry(JSContext *ctx)
{
    JSAsyncFunctionData *s = jsc_take_paused();
    int end = jsc_run_frame(ctx, s);
    if (end == JSC_THREW)
        jsc_free_frame(ctx->rt, s);
    else if (end == JSC_ENDED)
        jsc_ended = s;
    return end;
}

// Called when a run goes on after its entry has come to its end.
void jsc_free_ended_entry(JSContext *ctx)
{
    if (!jsc_ended)
        return;
    jsc_free_frame(ctx->rt, jsc_ended);
    jsc_ended = NULL;
}

// Runs the code of a linked module whose imports are evaluated. While it is paused it
// is as if it had not begun: evaluating it goes on with its code.
int jsc_run_entry_module(JSContext *ctx, JSModuleDef *m)
{
    m->status = JS_MODULE_STATUS_EVALUATING;
    int end = jsc_run_entry(ctx, m->func_obj, JS_UNDEFINED, 0, NULL);
    m->status = JS_MODULE_STATUS_LINKED;
    return end;
}

static bool jsc_is_paused_in(JSModuleDef *m)
{
    return jsc_paused && JS_VALUE_GET_PTR(jsc_paused->func_state.frame.cur_func) == JS_VALUE_GET_PTR(m->func_obj);
}

// js_async_function_call for a module's function, which may be paused.
static JSValue jsc_call_module(JSContext *ctx, JSModuleDef *m)
{
    if (!jsc_is_paused_in(m))
        return js_async_function_call(ctx, m->func_obj, JS_UNDEFINED, 0, NULL, 0);
    JSAsyncFunctionData *s = jsc_take_paused();
    JSValue promise = JS_NewPromiseCapability(ctx, s->resolving_funcs);
    if (!JS_IsException(promise) && !js_async_function_resume(ctx, s)) {
        JS_FreeValue(ctx, promise);
        promise = JS_EXCEPTION;
    }
    js_async_function_free(ctx->rt, s);
    return promise;
}
