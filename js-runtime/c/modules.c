// Modules: what the edits of quickjs_edits/modules.rs call, and what the Rust
// side needs of JSModuleDef. Included by engine.c.

// The module that a text evaluated now belongs to: for eval() and the Function
// constructor, that of the caller.
static JSAtom jsc_module_name(JSContext *ctx, JSFunctionBytecode *caller, const char *filename,
                              int flags)
{
    if (caller)
        return JS_DupAtom(ctx, caller->module_name);
    if (flags & JS_EVAL_FLAG_COMPILE_ONLY)
        return JS_NewAtom(ctx, filename);
    for (JSStackFrame *sf = ctx->rt->current_stack_frame; sf; sf = sf->prev_frame) {
        JSObject *p = JS_VALUE_GET_OBJ(sf->cur_func);
        if (js_class_has_bytecode(p->class_id))
            return JS_DupAtom(ctx, p->u.func.function_bytecode->module_name);
    }
    return JS_ATOM_NULL;
}

static JSModuleDef *jsc_module_by_name(JSContext *ctx, JSAtom name)
{
    const char *text = JS_AtomToCString(ctx, name);
    JSModuleDef *m = text ? jsc_module_named(text) : NULL;
    JS_FreeCString(ctx, text);
    return m;
}

// Resolves the requests of every module and creates their functions, so that
// they can be linked. Returns -1 with an exception pending on failure.
int jsc_resolve_modules(JSContext *ctx)
{
    struct list_head *el;
    // Resolving may append to the list.
    list_for_each(el, &ctx->loaded_modules) {
        if (js_resolve_module(ctx, list_entry(el, JSModuleDef, link)) < 0)
            return -1;
    }
    list_for_each(el, &ctx->loaded_modules) {
        if (js_create_module_function(ctx, list_entry(el, JSModuleDef, link)) < 0)
            return -1;
    }
    return 0;
}

// Links the module with its imports, without evaluating. Returns -1 with an
// exception pending on failure.
int jsc_link_module(JSContext *ctx, JSModuleDef *m)
{
    return js_link_module(ctx, m);
}

// Links what can be linked. What cannot fails again, as the language has it,
// when it is asked for.
void jsc_link_modules(JSContext *ctx)
{
    struct list_head *el;
    list_for_each(el, &ctx->loaded_modules) {
        if (js_link_module(ctx, list_entry(el, JSModuleDef, link)) < 0)
            JS_FreeValue(ctx, JS_GetException(ctx));
    }
}

// The loaded module of that name, or NULL. Searches the list from its start,
// where the natives' modules are.
JSModuleDef *jsc_find_module(JSContext *ctx, const char *name)
{
    JSAtom atom = JS_NewAtom(ctx, name);
    JSModuleDef *m = js_find_loaded_module_by_name(ctx, atom);
    JS_FreeAtom(ctx, atom);
    return m;
}

// A number for each walk over modules, to know those that it has met.
static uint32_t jsc_visit;

enum { JSC_READY, JSC_IN_CYCLE, JSC_ASYNC };

// Whether a linked module can be evaluated at once: nothing in its graph that
// is not evaluated yet may be evaluating now, or await.
int jsc_module_state(JSContext *ctx, JSModuleDef *m)
{
    uint32_t visit = ++jsc_visit;
    m->importer = NULL;
    for (;;) {
        if (m->visit != visit) {
            m->visit = visit;
            if (m->status == JS_MODULE_STATUS_EVALUATING)
                return JSC_IN_CYCLE;
            if (m->status == JS_MODULE_STATUS_EVALUATING_ASYNC)
                return JSC_ASYNC;
            if (m->status != JS_MODULE_STATUS_LINKED) {
                if (!m->importer)
                    return JSC_READY;
                m = m->importer;
                continue;
            }
            if (m->has_tla)
                return JSC_ASYNC;
            m->next_request = 0;
        }
        if (m->next_request < m->req_module_entries_count) {
            JSModuleDef *next = m->req_module_entries[m->next_request++].module;
            if (next->visit != visit) {
                // What is evaluating still needs its importer.
                if (next->status == JS_MODULE_STATUS_EVALUATING)
                    return JSC_IN_CYCLE;
                next->importer = m;
                m = next;
            }
        } else {
            if (!m->importer)
                return JSC_READY;
            m = m->importer;
        }
    }
}

// The namespace of `export * from m; export { default } from m; export const
// __esModule = true`: what Node's require() gives for a module with a default
// export.
JSValue jsc_required_facade(JSContext *ctx, JSModuleDef *m)
{
    JSModuleDef *facade = js_new_module_def(ctx, JS_DupAtom(ctx, m->module_name));
    if (!facade || add_req_module_entry(ctx, facade, m->module_name, JS_UNDEFINED) < 0 ||
        add_star_export_entry(ctx, facade, 0) < 0)
        return JS_EXCEPTION;
    facade->req_module_entries[0].module = m;
    JSExportEntry *me = add_export_entry2(ctx, NULL, facade, JS_ATOM_default, JS_ATOM_default,
                                          JS_EXPORT_TYPE_INDIRECT);
    if (!me)
        return JS_EXCEPTION;
    me->u.req_module_idx = 0;
    JSAtom name = JS_NewAtom(ctx, "__esModule");
    me = add_export_entry2(ctx, NULL, facade, JS_ATOM_NULL, name, JS_EXPORT_TYPE_LOCAL);
    JS_FreeAtom(ctx, name);
    if (!me || !(me->u.local.var_ref = js_create_module_var(ctx, false)))
        return JS_EXCEPTION;
    me->u.local.var_ref->value = JS_TRUE;
    facade->resolved = facade->func_created = true;
    facade->status = JS_MODULE_STATUS_EVALUATED;
    facade->cycle_root = facade;
    return JS_GetModuleNamespace(ctx, facade);
}

// Throws an Error with a `code`, which its stack shows beside the name.
JSValue jsc_throw_coded(JSContext *ctx, const char *code, const char *message, size_t length)
{
    char name[64];
    snprintf(name, sizeof(name), "Error [%s]", code);
    JSValue error = JS_NewError(ctx);
    int flags = JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE;
    JS_DefinePropertyValue(ctx, error, JS_ATOM_message, JS_NewStringLen(ctx, message, length), flags);
    JS_DefinePropertyValue(ctx, error, JS_ATOM_name, JS_NewString(ctx, name), flags);
    build_backtrace(ctx, error, JS_UNDEFINED, NULL, 0, 0, 0);
    JS_DeleteProperty(ctx, error, JS_ATOM_name, 0);
    JS_DefinePropertyValueStr(ctx, error, "code", JS_NewString(ctx, code), JS_PROP_C_W_E);
    return JS_Throw(ctx, error);
}
