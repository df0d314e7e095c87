// Calls of plain functions by the engine's own functions: callbacks, comparators,
// reactions, iterators. Most do little, which c/common.c does all of, so that
// JS_CallInternal need not be entered. Included by the edited quickjs.c, after it.

JSC_HOT_BEGIN
static JSValue jsc_call_plain(JSContext *ctx, JSValueConst func, JSValueConst this_obj, int argc,
                              JSValueConst *argv)
{
    JSRuntime *rt = ctx->rt;
    JSFunctionBytecode *b = JS_VALUE_GET_OBJ(func)->u.func.function_bytecode;
    JSCFrame *frame;
    JSStackFrame *sf;
    JSValue *sp, *v, result;
    uint8_t *pc;
    uint64_t at;

    if (js_poll_interrupts(ctx))
        return JS_EXCEPTION;
    frame = js_check_stack_overflow(rt, 0) ?
        NULL : jsc_push_frame(rt, func, argc, argv, JS_CALL_FLAG_COPY_ARGV);
    if (unlikely(!frame))
        return JS_ThrowStackOverflow(ctx);
    frame->flags = 0;
    sf = &frame->frame;
    at = jsc_run_common(rt, sf, b->byte_code_buf, sf->var_buf + b->var_count);
    pc = (uint8_t *)(uintptr_t)(uint32_t)at;
    sp = (JSValue *)(uintptr_t)(at >> 32);
    if (unlikely(jsc_dropped.count))
        jsc_free_dropped(rt);
    if (unlikely(rt->current_stack_frame != sf || (*pc != OP_return && *pc != OP_return_undef))) {
        rt->current_stack_frame->cur_pc = pc;
        rt->current_stack_frame->cur_sp = sp;
        return JS_CallInternal(ctx, JS_MKPTR(JS_TAG_INT, frame), this_obj, JS_UNDEFINED, argc, argv,
                               JSC_CALL_FLAG_BEGUN);
    }
    result = *pc == OP_return ? *--sp : JS_UNDEFINED;
    if (unlikely(sf->var_ref_count != 0))
        close_var_refs(rt, sf);
    for (v = frame->values; v < sp; v++)
        JS_FreeValue(ctx, *v);
    rt->current_stack_frame = sf->prev_frame;
    jsc_pop_frame(rt, frame);
    return result;
}
JSC_HOT_END
