// The value that follows a program's asynchronous code: the stores of AsyncLocalStorage
// (https://nodejs.org/docs/latest-v20.x/api/async_context.html). Programs without them never set `jsc_binder`,
// and do not carry what it points at.

void jsc_hide_native(JSValueConst function);

static JSValue (*jsc_binder)(JSContext *ctx, JSValueConst function);

// The value that the running code is in; undefined outside.
static JSValue jsc_async_value = JS_UNDEFINED;

// A handler as a promise keeps it.
static __attribute__((noinline)) JSValue jsc_bind(JSContext *ctx, JSValueConst function)
{
    return jsc_binder ? jsc_binder(ctx, function) : js_dup(function);
}

// Makes `value`, whose reference it takes, the current one; returns the one before.
JSValue jsc_swap_context_value(JSContext *ctx, JSValue value)
{
    JSValue before = jsc_async_value;
    jsc_async_value = value;
    return before;
}

JSValue jsc_context_value(JSContext *ctx)
{
    return js_dup(jsc_async_value);
}

// data: the function, the value it runs in.
static JSValue jsc_call_bound(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv, int magic,
                              JSValueConst *data)
{
    JSValue before = jsc_swap_context_value(ctx, js_dup(data[1]));
    JSValue result = JS_Call(ctx, data[0], this_val, argc, argv);
    JS_FreeValue(ctx, jsc_swap_context_value(ctx, before));
    return result;
}

static JSValue jsc_bind_to_value(JSContext *ctx, JSValueConst function)
{
    if (JS_IsUndefined(function))
        return JS_UNDEFINED;
    JSValueConst data[2] = { function, jsc_async_value };
    JSValue bound = JS_NewCFunctionData(ctx, jsc_call_bound, 1, 0, 2, data);
    if (JS_IsException(bound)) {
        // Without memory the handler runs unbound.
        JS_FreeValue(ctx, JS_GetException(ctx));
        return js_dup(function);
    }
    jsc_hide_native(bound);
    return bound;
}

void jsc_use_contexts(void)
{
    jsc_binder = jsc_bind_to_value;
}
