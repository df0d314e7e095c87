// The JavaScript stack: frames of bytecode functions, in linear memory. A
// function that the interpreter calls costs nothing of the host's stack, so that
// recursion is limited here. Included by the edited quickjs.c, before JS_CallInternal.

// The bytes that frames may take together: the depth at which a recursion
// without end is a RangeError, tens of thousands of small frames.
#define JSC_STACK_LIMIT (8 * 1024 * 1024)
// Chunks double from the first to the last of these sizes.
#define JSC_FIRST_CHUNK (8 * 1024)
#define JSC_LARGEST_CHUNK (64 * 1024)

JSC_HOT_BEGIN
#define JSC_INLINE static inline __attribute__((always_inline))

typedef struct JSCChunk {
    struct JSCChunk *prev;
    // An empty chunk that is kept, so that calls around the end of this one
    // don't allocate each time.
    struct JSCChunk *next;
    uint8_t *top; // where frames end, while a later chunk is in use
    size_t size; // of data
    uint8_t data[] __attribute__((aligned(8)));
} JSCChunk;

static struct {
    uint8_t *top, *end;
    JSCChunk *chunk;
    size_t size; // of all chunks, and of lists of arguments in use
} jsc_stack;

// An opcode that QuickJS does not have.
#define JSC_OP_RAISE 255

// How a call ends, beside the JS_CALL_FLAG_ bits.
enum {
    JSC_CALL_TAIL = 1 << 3, // its result is the caller's
    JSC_CALL_CONSTRUCTS = 1 << 4, // `owned` is `this`, and the result unless the function gives an object
    JSC_CALL_OWNS_VALUE = 1 << 5, // `owned` is freed
    JSC_CALL_OWNS_ARGS = 1 << 6, // `argv` is freed
    JSC_CALL_ENDS = JSC_CALL_TAIL | JSC_CALL_CONSTRUCTS | JSC_CALL_OWNS_VALUE | JSC_CALL_OWNS_ARGS,
};

// A call that the interpreter is to enter.
typedef struct JSCCall {
    JSValueConst func, receiver, target; // the callee, its `this` and its `new.target`
    JSValue owned;
    JSValueConst *args;
    JSValue *result; // the caller's operands from here on give way to the result
    int count; // of args
    int flags;
} JSCCall;

typedef struct JSCFrame {
    JSStackFrame frame; // first: sf->prev_frame of a callee points to it
    JSValue *result; // as in JSCCall
    int flags;
    // As flags say; not set otherwise.
    int args_count;
    JSValue *args;
    JSValue owned;
    JSValue *caller_sp; // where the caller's operands end during the call
    JSContext *caller_ctx;
    JSValueConst this_obj, new_target;
    JSValueConst *argv;
    int argc;
    // Copied arguments, variables, operands and variable references follow.
    JSValue values[];
} JSCFrame;

static no_inline void *jsc_stack_grow(JSRuntime *rt, size_t size)
{
    JSCChunk *last = jsc_stack.chunk, *chunk = last ? last->next : NULL;
    if (chunk && chunk->size < size) {
        jsc_stack.size -= chunk->size;
        js_free_rt(rt, chunk);
        last->next = chunk = NULL;
    }
    if (!chunk) {
        size_t grown = last ? min_int(last->size * 2, JSC_LARGEST_CHUNK) : JSC_FIRST_CHUNK;
        if (grown < size)
            grown = size;
        if (jsc_stack.size + grown > JSC_STACK_LIMIT)
            return NULL;
        chunk = js_malloc_rt(rt, sizeof(*chunk) + grown);
        if (!chunk)
            return NULL;
        chunk->prev = last;
        chunk->next = NULL;
        chunk->size = grown;
        jsc_stack.size += grown;
    }
    if (last) {
        last->top = jsc_stack.top;
        last->next = chunk;
    }
    jsc_stack.chunk = chunk;
    jsc_stack.top = chunk->data + size;
    jsc_stack.end = chunk->data + chunk->size;
    return chunk->data;
}

// Leaves the chunk in use, which is empty now, if there is one before.
static no_inline void jsc_stack_shrink(JSRuntime *rt)
{
    JSCChunk *chunk = jsc_stack.chunk;
    if (!chunk->prev)
        return;
    if (chunk->next) {
        jsc_stack.size -= chunk->next->size;
        js_free_rt(rt, chunk->next);
        chunk->next = NULL;
    }
    jsc_stack.chunk = chunk->prev;
    jsc_stack.top = chunk->prev->top;
    jsc_stack.end = chunk->prev->data + chunk->prev->size;
}

// Frees the chunks while no function runs: the build's frames are not for the run.
static void jsc_stack_free(JSRuntime *rt)
{
    JSCChunk *chunk = jsc_stack.chunk;
    if (!chunk || chunk->prev || jsc_stack.top != chunk->data)
        return;
    js_free_rt(rt, chunk->next);
    js_free_rt(rt, chunk);
    memset(&jsc_stack, 0, sizeof(jsc_stack));
}

// The bytes of a frame that holds `copied` arguments.
JSC_INLINE size_t jsc_frame_size(JSFunctionBytecode *b, int copied)
{
    return sizeof(JSCFrame) + sizeof(JSValue) * (copied + b->var_count + b->stack_size) +
        ((sizeof(JSVarRef *) * b->var_ref_count + 7) & ~7u);
}

// Fills the frame `f` of a call that begins, and makes it the current one.
JSC_INLINE void jsc_init_frame(JSRuntime *rt, JSCFrame *f, JSValueConst func, int argc,
                               JSValueConst *argv, int copied, int flags)
{
    JSFunctionBytecode *b = JS_VALUE_GET_OBJ(func)->u.func.function_bytecode;
    JSStackFrame *sf = &f->frame;
    JSValue *value = f->values;
    int i;
    sf->is_strict_mode = b->is_strict_mode;
    sf->is_constructor = (flags & JS_CALL_FLAG_CONSTRUCTOR) != 0;
    sf->cur_func = unsafe_unconst(func);
    sf->cur_gc_obj = NULL;
    sf->cur_pc = NULL;
    sf->arg_buf = (JSValue *)argv;
    sf->arg_count = argc;
    if (copied) {
        int n = min_int(argc, copied);
        sf->arg_buf = value;
        sf->arg_count = copied;
        for (i = 0; i < n; i++)
            *value++ = js_dup(argv[i]);
        for (; i < copied; i++)
            *value++ = JS_UNDEFINED;
    }
    sf->var_buf = value;
    for (i = 0; i < b->var_count; i++)
        *value++ = JS_UNDEFINED;
    sf->var_refs = (JSVarRef **)(value + b->stack_size);
    sf->var_ref_count = b->var_ref_count;
    for (i = 0; i < b->var_ref_count; i++)
        sf->var_refs[i] = NULL;
    sf->prev_frame = rt->current_stack_frame;
    rt->current_stack_frame = sf;
}

// A frame for a call of a bytecode function, or NULL where the stack ends.
// Without JS_CALL_FLAG_COPY_ARGV the function's parameters may be in `argv` itself.
JSC_INLINE JSCFrame *jsc_push_frame(JSRuntime *rt, JSValueConst func, int argc,
                                    JSValueConst *argv, int flags)
{
    JSFunctionBytecode *b = JS_VALUE_GET_OBJ(func)->u.func.function_bytecode;
    int copied = argc < b->arg_count || (flags & JS_CALL_FLAG_COPY_ARGV) ? b->arg_count : 0;
    size_t size = jsc_frame_size(b, copied);
    JSCFrame *f = (JSCFrame *)jsc_stack.top;
    if (unlikely(size > (size_t)(jsc_stack.end - jsc_stack.top))) {
        f = jsc_stack_grow(rt, size);
        if (!f)
            return NULL;
    } else {
        jsc_stack.top += size;
    }
    jsc_init_frame(rt, f, func, argc, argv, copied, flags);
    return f;
}

// Notes in a callee's frame how it was called, in `ctx` with operands until `sp`.
JSC_INLINE void jsc_begin_call(JSCFrame *frame, const JSCCall *call, JSContext *ctx, JSValue *sp)
{
    frame->result = call->result;
    frame->flags = call->flags;
    if (unlikely(call->flags & JSC_CALL_ENDS)) {
        frame->owned = call->owned;
        frame->args = (JSValue *)call->args;
        frame->args_count = call->count;
    }
    frame->caller_sp = sp;
    frame->caller_ctx = ctx;
    frame->this_obj = call->receiver;
    frame->new_target = call->target;
    frame->argc = call->count;
    frame->argv = call->args;
}

JSC_INLINE void jsc_pop_frame(JSRuntime *rt, JSCFrame *f)
{
    jsc_stack.top = (uint8_t *)f;
    if (unlikely((uint8_t *)f == jsc_stack.chunk->data))
        jsc_stack_shrink(rt);
}

// Whether the interpreter can enter `func`: a function of bytecode that is
// neither async nor a generator.
JSC_INLINE bool jsc_is_plain(JSValueConst func)
{
    return JS_VALUE_GET_TAG(func) == JS_TAG_OBJECT &&
           JS_VALUE_GET_OBJ(func)->class_id == JS_CLASS_BYTECODE_FUNCTION;
}

JSC_INLINE bool jsc_is_c_function(JSValueConst func)
{
    return JS_VALUE_GET_TAG(func) == JS_TAG_OBJECT &&
           JS_VALUE_GET_OBJ(func)->class_id == JS_CLASS_C_FUNCTION;
}

static JSValue js_function_call(JSContext *ctx, JSValueConst this_val, int argc,
                                JSValueConst *argv);
static JSValue js_create_from_ctor(JSContext *ctx, JSValueConst ctor, int class_id);

// What the interpreter does about a call that was prepared.
enum {
    JSC_FAILED = -1, // an exception is pending
    JSC_NOT_PLAIN, // leaves it to the functions that recurse
    JSC_ENTER,
};

// js_create_from_ctor: a new object with the prototype that `ctor` says.
static JSValue jsc_create_object(JSContext *ctx, JSValueConst ctor)
{
    JSProperty *pr;
    JSShapeProperty *prs = find_own_property(&pr, JS_VALUE_GET_OBJ(ctor), JS_ATOM_prototype);
    if (prs && !(prs->flags & JS_PROP_TMASK) && JS_IsObject(pr->u.value))
        return JS_NewObjectProtoClass(ctx, pr->u.value, JS_CLASS_OBJECT);
    return js_create_from_ctor(ctx, ctor, JS_CLASS_OBJECT);
}

// Prepares `new func(...)`.
static int jsc_prepare_constructor(JSContext *ctx, JSCCall *call)
{
    if (!jsc_is_plain(call->func) || !JS_VALUE_GET_OBJ(call->func)->is_constructor)
        return JSC_NOT_PLAIN;
    call->flags |= JS_CALL_FLAG_CONSTRUCTOR;
    call->receiver = JS_UNDEFINED;
    if (JS_VALUE_GET_OBJ(call->func)->u.func.function_bytecode->is_derived_class_constructor)
        return JSC_ENTER;
    call->owned = jsc_create_object(ctx, call->target);
    if (JS_IsException(call->owned))
        return JSC_FAILED;
    call->receiver = call->owned;
    call->flags |= JSC_CALL_CONSTRUCTS;
    return JSC_ENTER;
}

static void jsc_free_args(JSContext *ctx, JSValue *args, uint32_t length)
{
    jsc_stack.size -= sizeof(*args) * length;
    free_arg_list(ctx, args, length);
}

// Prepares `func(...array)` or `new func(...array)`, as js_function_apply does.
static int jsc_prepare_apply(JSContext *ctx, JSCCall *call, JSValueConst array, bool constructs)
{
    uint32_t length = 0;
    if (!jsc_is_plain(call->func) || JS_VALUE_GET_TAG(array) != JS_TAG_OBJECT ||
        (constructs && !JS_VALUE_GET_OBJ(call->func)->is_constructor))
        return JSC_NOT_PLAIN;
    JSValue *args = build_arg_list(ctx, &length, array);
    if (!args)
        return JSC_FAILED;
    if (jsc_stack.size + sizeof(*args) * length > JSC_STACK_LIMIT) {
        free_arg_list(ctx, args, length);
        JS_ThrowStackOverflow(ctx);
        return JSC_FAILED;
    }
    jsc_stack.size += sizeof(*args) * length;
    call->args = vc(args);
    call->count = length;
    call->flags |= JSC_CALL_OWNS_ARGS;
    int prepared = constructs ? jsc_prepare_constructor(ctx, call) : JSC_ENTER;
    if (prepared == JSC_FAILED)
        jsc_free_args(ctx, args, length);
    return prepared;
}

// Prepares `f.call(this, ...)` and `f.apply(this, array)` where `call->func` is one of these methods.
static int jsc_prepare_method_of_function(JSContext *ctx, JSCCall *call)
{
    JSObject *p = JS_VALUE_GET_OBJ(call->func);
    JSCCall inner = *call;
    int prepared = JSC_NOT_PLAIN;
    if (!jsc_is_plain(call->receiver) || call->count < 1)
        return JSC_NOT_PLAIN;
    inner.func = call->receiver;
    inner.receiver = call->args[0];
    if (p->u.cfunc.c_function.generic == js_function_call) {
        inner.count--;
        inner.args++;
        prepared = JSC_ENTER;
    } else if (p->u.cfunc.c_function.generic_magic == js_function_apply &&
               p->u.cfunc.magic == 0 && call->count > 1) {
        prepared = jsc_prepare_apply(ctx, &inner, call->args[1], false);
    }
    if (prepared == JSC_ENTER)
        *call = inner;
    return prepared;
}

// Prepares the call of a property's getter for `receiver`, if it has a plain one.
static bool jsc_prepare_getter(JSShapeProperty *prs, JSProperty *pr, JSValueConst receiver,
                               JSCCall *call)
{
    if ((prs->flags & JS_PROP_TMASK) != JS_PROP_GETSET || !pr->u.getset.getter ||
        pr->u.getset.getter->class_id != JS_CLASS_BYTECODE_FUNCTION)
        return false;
    call->owned = js_dup(JS_MKPTR(JS_TAG_OBJECT, pr->u.getset.getter));
    call->func = call->owned;
    call->receiver = receiver;
    call->target = JS_UNDEFINED;
    call->count = 0;
    call->args = NULL;
    call->flags = JSC_CALL_OWNS_VALUE;
    return true;
}

// Frees what a call owned, and gives its result: `ret`, or the object that it constructed.
static no_inline JSValue jsc_end_call(JSContext *ctx, int flags, JSValue owned, JSValue *args,
                                      int args_count, JSValue ret)
{
    if (flags & JSC_CALL_OWNS_ARGS)
        jsc_free_args(ctx, args, args_count);
    if ((flags & JSC_CALL_CONSTRUCTS) && !JS_IsException(ret) && !JS_IsObject(ret)) {
        JS_FreeValue(ctx, ret);
        return owned;
    }
    if (flags & (JSC_CALL_CONSTRUCTS | JSC_CALL_OWNS_VALUE))
        JS_FreeValue(ctx, owned);
    return ret;
}
JSC_HOT_END
