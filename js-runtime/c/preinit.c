// Evaluation at build time: the order in which modules evaluate, what may not be
// noticed to have happened then, and where it was. Included by engine.c.

// What was observed, when no import of the host says so.
static const char *jsc_observed;

void jsc_watch(bool on)
{
    jsc_is_watching = on;
    if (on)
        jsc_observed = NULL;
}

// Ends the attempt to evaluate at build time: the host throws the instance away.
static void jsc_observe(const char *what)
{
    if (unlikely(jsc_is_watching)) {
        jsc_observed = what;
        __builtin_trap();
    }
}

void jsc_observe_world(const char *what)
{
    jsc_observe(what);
}

const char *jsc_observation(void)
{
    return jsc_observed;
}

// Functions that ask for the time while their module evaluates, and whose module
// is the same whatever they get, without their white space.
static const char *const jsc_vouched[] = {
    // lodash's shortOut counts calls that are less than 16 ms apart, to 800. A time
    // of 0 is long ago for the first call of a run.
    "function(){varstamp=nativeNow(),remaining=HOT_SPAN-(stamp-lastCalled);lastCalled=stamp;"
    "if(remaining>0){if(++count>=HOT_COUNT){returnarguments[0];}}else{count=0;}"
    "returnfunc.apply(undefined,arguments);}",
};

static bool jsc_is_same_text(const char *text, int length, const char *expected)
{
    for (int i = 0; i < length; i++) {
        if (strchr(" \t\r\n", text[i]))
            continue;
        if (text[i] != *expected++)
            return false;
    }
    return !*expected;
}

// Whether the function that called the native one is among them.
static bool jsc_is_vouched_for(JSContext *ctx)
{
    JSStackFrame *sf = ctx->rt->current_stack_frame;
    sf = sf ? sf->prev_frame : NULL;
    if (!sf || JS_VALUE_GET_TAG(sf->cur_func) != JS_TAG_OBJECT)
        return false;
    JSObject *p = JS_VALUE_GET_OBJ(sf->cur_func);
    if (!js_class_has_bytecode(p->class_id) || !p->u.func.function_bytecode->source)
        return false;
    JSFunctionBytecode *b = p->u.func.function_bytecode;
    for (size_t i = 0; i < countof(jsc_vouched); i++) {
        if (jsc_is_same_text(b->source, b->source_len, jsc_vouched[i]))
            return true;
    }
    return false;
}

// The modules that `entry` evaluates, in the order in which they would, none of
// them evaluated yet; each has in `plan_root` the module that its cycle is entered
// by. The result is allocated, or NULL when memory ran out.
//
// As InnerModuleEvaluation of https://tc39.es/ecma262/ walks, without recursion.
JSModuleDef **jsc_evaluation_order(JSContext *ctx, JSModuleDef *entry, uint32_t *count)
{
    uint32_t mark = ++jsc_visit, size = 16, length = 0;
    int index = 0;
    JSModuleDef *top = NULL, *m = entry;
    JSModuleDef **order = js_malloc(ctx, size * sizeof(*order));
    if (!order)
        return NULL;
    m->importer = NULL;
enter:
    m->visit = mark;
    m->next_request = 0;
    m->dfs_index = m->dfs_ancestor_index = index++;
    m->plan_root = NULL;
    m->stack_prev = top;
    top = m;
requests:
    while (m->next_request < m->req_module_entries_count) {
        JSModuleDef *next = m->req_module_entries[m->next_request].module;
        if (next->visit != mark && next->status == JS_MODULE_STATUS_LINKED) {
            next->importer = m;
            m = next;
            goto enter;
        }
        if (next->visit == mark && !next->plan_root)
            m->dfs_ancestor_index = min_int(m->dfs_ancestor_index, next->dfs_ancestor_index);
        m->next_request++;
    }
    if (length == size) {
        JSModuleDef **larger = js_realloc(ctx, order, (size *= 2) * sizeof(*order));
        if (!larger) {
            js_free(ctx, order);
            return NULL;
        }
        order = larger;
    }
    order[length++] = m;
    if (m->dfs_ancestor_index == m->dfs_index) {
        JSModuleDef *popped;
        do {
            popped = top;
            top = popped->stack_prev;
            popped->plan_root = m;
        } while (popped != m);
    }
    if (m->importer) {
        m = m->importer;
        goto requests;
    }
    *count = length;
    return order;
}

JSModuleDef *jsc_plan_root(JSModuleDef *m)
{
    return m->plan_root;
}

bool jsc_has_await(JSModuleDef *m)
{
    return m->has_tla;
}

// Whether a module is evaluated to its end, without an exception.
bool jsc_is_evaluated(JSModuleDef *m)
{
    return m->status == JS_MODULE_STATUS_EVALUATED && !m->eval_has_exception;
}

// `file:line:column` of the innermost frame of the program's own code, allocated;
// undefined when there is none that says where it is.
JSValue jsc_current_place(JSContext *ctx)
{
    for (JSStackFrame *sf = ctx->rt->current_stack_frame; sf; sf = sf->prev_frame) {
        JSObject *p = JS_VALUE_GET_OBJ(sf->cur_func);
        if (!js_class_has_bytecode(p->class_id))
            continue;
        JSFunctionBytecode *b = p->u.func.function_bytecode;
        if (b->is_hidden || b->line_num == -1)
            continue;
        int column, line = find_line_num(ctx, b, sf->cur_pc - b->byte_code_buf - 1, &column);
        const char *file = JS_AtomToCString(ctx, b->filename);
        char place[32];
        snprintf(place, sizeof(place), ":%d:%d", line, column);
        JSValue text = JS_NewString(ctx, file ? file : "");
        JS_FreeCString(ctx, file);
        return JS_ConcatString(ctx, text, JS_NewString(ctx, place));
    }
    return JS_UNDEFINED;
}
