// Reactions to promises that are settled already, and `await` of values that are no
// promises: a job is queued at once, without what a pending promise keeps. Included
// by the edited quickjs.c, before perform_promise_then.

JSC_HOT_BEGIN
// Queues the reaction of a promise that is settled as `is_reject` says with `result`.
static int jsc_react(JSContext *ctx, JSValueConst handler, JSValueConst *cap_resolving_funcs,
                     bool is_reject, JSValueConst result)
{
    JSValue bound = jsc_bind(ctx, handler);
    JSValueConst args[5] = { cap_resolving_funcs[0], cap_resolving_funcs[1], bound, js_bool(is_reject), result };
    int failed = JS_EnqueueJob(ctx, promise_reaction_job, 5, args);
    JS_FreeValue(ctx, bound);
    return failed;
}

// Notes that the promise `d` has a handler, of which its owner is told.
static void jsc_handle(JSContext *ctx, JSValueConst promise, JSPromiseData *d)
{
    call_promise_rejection_tracker(ctx, promise, true);
    d->is_handled = true;
}

// Has `s` go on with `value`, a promise or what is no object. Returns 0, with nothing
// done, where the promise is pending; -1 with an exception pending.
static int jsc_await_settled(JSContext *ctx, JSAsyncFunctionData *s, JSValueConst value)
{
    JSPromiseData *d = JS_IsObject(value) ? JS_GetOpaque(value, JS_CLASS_PROMISE) : NULL;
    JSValueConst nothing[2] = { JS_UNDEFINED, JS_UNDEFINED };
    bool is_reject = d && d->promise_state == JS_PROMISE_REJECTED;
    JSValue handler;
    int failed;
    if (d && d->promise_state == JS_PROMISE_PENDING)
        return 0;
    handler = JS_NewObjectProtoClass(ctx, ctx->function_proto, JS_CLASS_ASYNC_FUNCTION_RESOLVE + is_reject);
    if (JS_IsException(handler))
        return -1;
    JS_REF_COUNT(s)++;
    JS_VALUE_GET_OBJ(handler)->u.async_function_data = s;
    if (d)
        jsc_handle(ctx, value, d);
    failed = jsc_react(ctx, handler, nothing, is_reject, d ? d->promise_result : value);
    JS_FreeValue(ctx, handler);
    return failed ? -1 : 1;
}
JSC_HOT_END
