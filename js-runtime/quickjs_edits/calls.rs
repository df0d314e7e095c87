//! Calls of JavaScript functions by JavaScript functions, without recursion: the interpreter pushes a
//! frame (`c/frames.c`) and goes on with the callee's code; a return goes on with the caller's.
use super::Edit;

const WHY: &str =
    "JavaScript that calls JavaScript must not use the host's stack, which is small and unknown";

const COMMON: &str = "c/common.c has the common cases";

const ARRAYS: &str =
    "a plain array is iterated over without asking its iterator (c/common/elements.c)";

const SHAPES: &str = "c/common/shapes.c remembers the shapes of objects that are made alike";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"static bool needs_backtrace(JSValue exc)
{"#,
        to: r#"#include "frames.c"
#include "common.c"

static bool needs_backtrace(JSValue exc)
{"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"    JSStackFrame sf_s, *sf = &sf_s;
    uint8_t *pc;
    int opcode, arg_allocated_size, i;
    JSValue *local_buf, *stack_buf, *var_buf, *arg_buf, *sp, ret_val, *pval;
    JSVarRef **var_refs;
    size_t alloca_size;
"#,
        to: r#"    JSStackFrame *sf, *base; /* base: the frame whose return is this function's */
    JSCFrame *frame;
    JSCCall call;
    uint8_t *pc;
    uint64_t at; /* pc and sp */
    int opcode, i;
    JSValue *stack_buf, *var_buf, *arg_buf, *sp, ret_val, *pval;
    JSVarRef **var_refs;
    /* resumes a generator with an exception, so that the loop is entered in one place */
    static uint8_t raise[] = { JSC_OP_RAISE };

#define JSC_LOAD_FRAME() do { \
        p = JS_VALUE_GET_OBJ(sf->cur_func); \
        b = p->u.func.function_bytecode; \
        ctx = b->realm; \
        var_refs = p->u.func.var_refs; \
        arg_buf = sf->arg_buf; \
        var_buf = sf->var_buf; \
        stack_buf = var_buf + b->var_count; \
    } while (0)
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"            sf = &s->frame;
            p = JS_VALUE_GET_OBJ(sf->cur_func);
            b = p->u.func.function_bytecode;
            ctx = b->realm;
            var_refs = p->u.func.var_refs;
            local_buf = arg_buf = sf->arg_buf;
            var_buf = sf->var_buf;
            stack_buf = sf->var_buf + b->var_count;
            sp = sf->cur_sp;
"#,
        to: r#"            base = sf = &s->frame;
            JSC_LOAD_FRAME();
            sp = sf->cur_sp;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"            if (s->throw_flag)
                goto exception;
            else
                goto restart;
"#,
        to: r#"            if (s->throw_flag)
                pc = raise;
            goto restart;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"    b = p->u.func.function_bytecode;

    if (unlikely(argc < b->arg_count || (flags & JS_CALL_FLAG_COPY_ARGV))) {
        arg_allocated_size = b->arg_count;
    } else {
        arg_allocated_size = 0;
    }

    alloca_size = sizeof(JSValue) * (arg_allocated_size + b->var_count +
                                     b->stack_size) +
        sizeof(JSVarRef *) * b->var_ref_count;
    if (js_check_stack_overflow(rt, alloca_size))
        return JS_ThrowStackOverflow(caller_ctx);

    sf->is_strict_mode = b->is_strict_mode;
    sf->is_constructor = (flags & JS_CALL_FLAG_CONSTRUCTOR) != 0;
    arg_buf = (JSValue *)argv;
    sf->arg_count = argc;
    sf->cur_func = unsafe_unconst(func_obj);
    var_refs = p->u.func.var_refs;

    local_buf = alloca(alloca_size);
    if (unlikely(arg_allocated_size)) {
        int n = min_int(argc, b->arg_count);
        arg_buf = local_buf;
        for(i = 0; i < n; i++)
            arg_buf[i] = js_dup(argv[i]);
        for(; i < b->arg_count; i++)
            arg_buf[i] = JS_UNDEFINED;
        sf->arg_count = b->arg_count;
    }
    var_buf = local_buf + arg_allocated_size;
    sf->var_buf = var_buf;
    sf->arg_buf = arg_buf;

    for(i = 0; i < b->var_count; i++)
        var_buf[i] = JS_UNDEFINED;

    stack_buf = var_buf + b->var_count;
    sf->var_refs = (JSVarRef **)(stack_buf + b->stack_size);
    sf->var_ref_count = b->var_ref_count;
    for(i = 0; i < b->var_ref_count; i++)
        sf->var_refs[i] = NULL;
    /* ordinary C-stack frame: not owned by a coroutine GC object */
    sf->cur_gc_obj = NULL;
    sp = stack_buf;
    pc = b->byte_code_buf;
    /* sf->cur_pc must we set to pc before any recursive calls to JS_CallInternal. */
    sf->cur_pc = NULL;
    sf->prev_frame = rt->current_stack_frame;
    rt->current_stack_frame = sf;
    ctx = b->realm; /* set the current realm */
"#,
        to: r#"    frame = js_check_stack_overflow(rt, 0) ? NULL : jsc_push_frame(rt, func_obj, argc, argv, flags);
    if (unlikely(!frame))
        return JS_ThrowStackOverflow(caller_ctx);
    frame->flags = 0;
    base = sf = &frame->frame;
    JSC_LOAD_FRAME();
    sp = stack_buf;
    pc = b->byte_code_buf;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#" restart:
    for(;;) {
        int call_argc;
"#,
        to: r#"    /* from here on what the function in use was called with */
#define JSC_OWN(member, given) (sf == base ? (given) : ((JSCFrame *)sf)->member)
#define caller_ctx JSC_OWN(caller_ctx, caller_ctx)
#define this_obj JSC_OWN(this_obj, this_obj)
#define new_target JSC_OWN(new_target, new_target)
#define argc JSC_OWN(argc, argc)
#define argv JSC_OWN(argv, argv)
 restart:
    for(;;) {
        int call_argc;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: "atoms are numbered in turn, so that their last bits tell an object's properties apart",
        from: r#"    int shift = 1 + clz_uintptr(mask+1);
    return hash_uintptr(atom) >> shift;
"#,
        to: "    return atom & mask;\n",
    },
    Edit {
        file: "quickjs.c",
        why: COMMON,
        from: "#define DIRECT_DISPATCH  1\n",
        to: "#define DIRECT_DISPATCH  0\n",
    },
    Edit {
        file: "quickjs.c",
        why: COMMON,
        from: "#define SWITCH(pc)      DUMP_BYTECODE_OR_DONT(pc) switch (opcode = *pc++)\n",
        to: r#"#define SWITCH(pc)                                       \
        at = jsc_run_common(rt, base, pc, sp);           \
        pc = (uint8_t *)(uintptr_t)(uint32_t)at;         \
        sp = (JSValue *)(uintptr_t)(at >> 32);           \
        sf = rt->current_stack_frame;                    \
        if (unlikely(jsc_dropped.count))                 \
            jsc_free_dropped(rt);                        \
        JSC_LOAD_FRAME();                                \
        switch (opcode = *pc++)
"#,
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: r#"    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_length, js_int32(len),
                           JS_PROP_CONFIGURABLE);
    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_name,
                           JS_AtomToString(ctx, name), JS_PROP_CONFIGURABLE);
"#,
        to: r#"    jsc_add_bare(ctx, func_obj, JS_ATOM_length, js_int32(len));
    jsc_add_bare(ctx, func_obj, JS_ATOM_name, JS_AtomToString(ctx, name));
"#,
    },
    Edit {
        file: "quickjs.c",
        why: "objects of a few properties are not to grow with each of them",
        from: "    new_size = max_int(count, sh->prop_size * 3 / 2);\n",
        to: "    new_size = max_int(count, sh->prop_size < 8 ? sh->prop_size * 2 : sh->prop_size * 3 / 2);\n",
    },
    Edit {
        file: "quickjs.c",
        why: ARRAYS,
        from: "            if (js_for_of_start(ctx, sp, false))\n",
        to: "            if (jsc_for_of_start(ctx, sp))\n",
    },
    Edit {
        file: "quickjs.c",
        why: ARRAYS,
        from: "                if (js_append_enumerate(ctx, sp))\n",
        to: "                if (!jsc_append_all(ctx, sp) && js_append_enumerate(ctx, sp))\n",
    },
    Edit {
        file: "quickjs.c",
        why: "no element is added to an array whose length can't change, though there is room for it",
        from: r#"                            if (likely(JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT)) {
                                uint32_t new_len = idx + 1;"#,
        to: r#"                            if (likely(JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT &&
                                       (get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE))) {
                                uint32_t new_len = idx + 1;"#,
    },
    Edit {
        file: "quickjs.c",
        why: COMMON,
        from: r#"typedef struct JSArrayIteratorData {
    JSValue obj;
    JSIteratorKindEnum kind;
    uint32_t idx;
} JSArrayIteratorData;
"#,
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: r#"                put_field_slow_path:
                    sf->cur_pc = pc;
                    ret = JS_SetPropertyInternal2("#,
        to: r#"                put_field_slow_path:
                    sf->cur_pc = pc;
                    ret = jsc_put_new_field(ctx, obj, atom, sp[-1], false) ? 1 : JS_SetPropertyInternal2("#,
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: r#"                ret = JS_DefinePropertyValue(ctx, sp[-2], atom, sp[-1],
                                             JS_PROP_C_W_E | JS_PROP_THROW);
                sp--;
"#,
        to: r#"                ret = jsc_put_new_field(ctx, sp[-2], atom, sp[-1], true) ? 1 :
                    JS_DefinePropertyValue(ctx, sp[-2], atom, sp[-1],
                                           JS_PROP_C_W_E | JS_PROP_THROW);
                sp--;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: r#"                ret = JS_DefinePrivateField(ctx, sp[-3], sp[-2], sp[-1]);
"#,
        to: r#"                ret = JS_VALUE_GET_TAG(sp[-2]) == JS_TAG_SYMBOL &&
                    jsc_put_new_field(ctx, sp[-3], jsc_symbol_atom(sp[-2]), sp[-1], true) ? 1 :
                    JS_DefinePrivateField(ctx, sp[-3], sp[-2], sp[-1]);
"#,
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: r#"    /* decrement the reference of the children of each object. mark =
       1 after this pass. */
    gc_decref(rt);
"#,
        to: r#"    jsc_forget_transitions(rt);
    /* decrement the reference of the children of each object. mark =
       1 after this pass. */
    gc_decref(rt);
"#,
    },
    Edit {
        file: "quickjs.c",
        why: SHAPES,
        from: "static void gc_decref(JSRuntime *rt);\n",
        to: "static void gc_decref(JSRuntime *rt);\nstatic void jsc_forget_transitions(JSRuntime *rt);\n\
             static void jsc_add_bare(JSContext *ctx, JSValueConst obj, JSAtom atom, JSValue value);\n",
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                ret_val = JS_CallInternal(ctx, call_argv[-1], JS_UNDEFINED,
                                          JS_UNDEFINED, call_argc,
                                          vc(call_argv), 0);
                if (unlikely(JS_IsException(ret_val)))
                    goto exception;
                if (opcode == OP_tail_call)
"#,
        to: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                if (likely(jsc_is_plain(call_argv[-1]))) {
                    call.func = call_argv[-1];
                    call.receiver = call.target = JS_UNDEFINED;
                    call.count = call_argc;
                    call.args = vc(call_argv);
                    call.result = call_argv - 1;
                    call.flags = opcode == OP_tail_call ? JSC_CALL_TAIL : 0;
                    goto enter;
                }
                if (jsc_is_c_function(call_argv[-1]))
                    ret_val = js_call_c_function(ctx, call_argv[-1], JS_UNDEFINED,
                                                 call_argc, vc(call_argv), 0);
                else
                    ret_val = JS_CallInternal(ctx, call_argv[-1], JS_UNDEFINED,
                                              JS_UNDEFINED, call_argc,
                                              vc(call_argv), 0);
                if (unlikely(JS_IsException(ret_val)))
                    goto exception;
                if (opcode == OP_tail_call)
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                ret_val = JS_CallConstructorInternal(ctx,"#,
        to: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                call.func = call_argv[-2];
                call.target = call_argv[-1];
                call.count = call_argc;
                call.args = vc(call_argv);
                call.result = call_argv - 2;
                call.flags = 0;
                i = jsc_prepare_constructor(ctx, &call);
                if (i == JSC_ENTER)
                    goto enter;
                if (i == JSC_FAILED)
                    goto exception;
                ret_val = JS_CallConstructorInternal(ctx,"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                ret_val = JS_CallInternal(ctx, call_argv[-1], call_argv[-2],
                                          JS_UNDEFINED, call_argc,
                                          vc(call_argv), 0);
"#,
        to: r#"                call_argv = sp - call_argc;
                sf->cur_pc = pc;
                call.func = call_argv[-1];
                call.receiver = call_argv[-2];
                call.target = JS_UNDEFINED;
                call.count = call_argc;
                call.args = vc(call_argv);
                call.result = call_argv - 2;
                call.flags = opcode == OP_tail_call_method ? JSC_CALL_TAIL : 0;
                if (likely(jsc_is_plain(call.func)))
                    goto enter;
                if (jsc_is_c_function(call.func)) {
                    if (jsc_prepare_method_of_function(ctx, &call) == JSC_ENTER)
                        goto enter;
                    ret_val = js_call_c_function(ctx, call_argv[-1], call_argv[-2],
                                                 call_argc, vc(call_argv), 0);
                } else
                    ret_val = JS_CallInternal(ctx, call_argv[-1], call_argv[-2],
                                              JS_UNDEFINED, call_argc,
                                              vc(call_argv), 0);
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                magic = get_u16(pc);
                pc += 2;
                sf->cur_pc = pc;

"#,
        to: r#"                magic = get_u16(pc);
                pc += 2;
                sf->cur_pc = pc;

                call.func = sp[-3];
                call.receiver = call.target = sp[-2];
                if (!magic)
                    call.target = JS_UNDEFINED;
                call.result = sp - 3;
                call.flags = 0;
                i = jsc_prepare_apply(ctx, &call, sp[-1], magic & 1);
                if (i == JSC_ENTER)
                    goto enter;
                if (i == JSC_FAILED)
                    goto exception;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                super = JS_GetPrototype(ctx, func_obj);
                if (JS_IsException(super))
                    goto exception;
"#,
        to: r#"                super = JS_GetPrototype(ctx, sf->cur_func);
                if (JS_IsException(super))
                    goto exception;
                call.func = super;
                call.target = new_target;
                call.count = argc;
                call.args = argv;
                call.result = sp;
                call.flags = JS_CALL_FLAG_COPY_ARGV;
                i = jsc_prepare_constructor(ctx, &call);
                if (i != JSC_NOT_PLAIN) {
                    *sp++ = super;
                    if (i == JSC_ENTER)
                        goto enter;
                    goto exception;
                }
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field_slow_path;
"#,
        to: r#"                            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                                if (!jsc_prepare_getter(prs, pr, sp[-1], &call))
                                    goto get_field_slow_path;
                                sf->cur_pc = pc;
                                call.result = sp - 1;
                                goto enter;
                            }
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field2_slow_path;
"#,
        to: r#"                            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                                if (!jsc_prepare_getter(prs, pr, sp[-1], &call))
                                    goto get_field2_slow_path;
                                sf->cur_pc = pc;
                                call.result = sp;
                                goto enter;
                            }
"#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"        DEFAULT:
            JS_ThrowInternalError(ctx, "invalid opcode: pc=%u opcode=0x%02x","#,
        to: r#"        DEFAULT:
            if (opcode == JSC_OP_RAISE) {
                pc = sf->cur_pc;
                goto exception;
            }
            JS_ThrowInternalError(ctx, "invalid opcode: pc=%u opcode=0x%02x","#,
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: r#"    if (b->func_kind != JS_FUNC_NORMAL) {
    done_generator:
        sf->cur_pc = pc;
        sf->cur_sp = sp;
    } else {
    done:
        if (unlikely(sf->var_ref_count != 0)) {
            /* variable references reference the stack: must close them */
            close_var_refs(rt, sf);
        }
        /* free the local variables and stack */
        for(pval = local_buf; pval < sp; pval++) {
            JS_FreeValue(ctx, *pval);
        }
    }
    rt->current_stack_frame = sf->prev_frame;
    return ret_val;
}
"#,
        to: r#"    if (b->func_kind != JS_FUNC_NORMAL) {
    done_generator:
        sf->cur_pc = pc;
        sf->cur_sp = sp;
        rt->current_stack_frame = sf->prev_frame;
        return ret_val;
    }
 done:
    if (unlikely(sf->var_ref_count != 0)) {
        /* variable references reference the stack: must close them */
        close_var_refs(rt, sf);
    }
    frame = (JSCFrame *)sf;
    /* free the local variables and stack */
    for(pval = frame->values; pval < sp; pval++) {
        JS_FreeValue(ctx, *pval);
    }
    rt->current_stack_frame = sf->prev_frame;
    jsc_pop_frame(rt, frame);
    if (sf == base)
        return ret_val;
    /* back to the caller, whose frame may be that of a generator */
    sf = sf->prev_frame;
    JSC_LOAD_FRAME();
    pc = sf->cur_pc;
    sp = frame->caller_sp;
    pval = frame->result;
    i = frame->flags;
    if (unlikely(i & JSC_CALL_ENDS))
        ret_val = jsc_end_call(ctx, i, frame->owned, frame->args, frame->args_count, ret_val);
    if (unlikely(JS_IsException(ret_val)))
        goto exception;
    if (unlikely(i & JSC_CALL_TAIL))
        goto done;
    while (sp > pval)
        JS_FreeValue(ctx, *--sp);
    *sp++ = ret_val;
    goto restart;

 enter:
    if (unlikely(js_poll_interrupts(ctx)))
        goto enter_failed;
    frame = jsc_push_frame(rt, call.func, call.count, call.args, call.flags);
    if (unlikely(!frame)) {
        JS_ThrowStackOverflow(ctx);
    enter_failed:
        jsc_end_call(ctx, call.flags, call.owned, (JSValue *)call.args, call.count, JS_EXCEPTION);
        goto exception;
    }
    jsc_begin_call(frame, &call, ctx, sp);
    sf = &frame->frame;
    JSC_LOAD_FRAME();
    sp = stack_buf;
    pc = b->byte_code_buf;
    goto restart;
#undef caller_ctx
#undef this_obj
#undef new_target
#undef argc
#undef argv
}
"#,
    },
];
