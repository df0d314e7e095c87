// Whether the interrupt handler may wait. Where it may not, the opcode is left
// to JS_CallInternal, which asks it.
JSC_INLINE bool jsc_may_go_on(JSContext *ctx)
{
    if (unlikely(ctx->interrupt_counter <= 1))
        return false;
    ctx->interrupt_counter--;
    return true;
}

// What follows a call whose result is the caller's.
static const uint8_t jsc_return_code[] = { OP_return };

// close_var_refs for a frame that is no coroutine's.
JSC_INLINE bool jsc_close_var_refs(JSRuntime *rt, JSStackFrame *sf)
{
    int i;
    for (i = 0; i < sf->var_ref_count; i++) {
        JSVarRef *ref = sf->var_refs[i];
        if (!ref || ref->is_detached)
            continue;
        if (ref->is_coro)
            return false;
        ref->value = jsc_retain(*ref->pvalue);
        ref->pvalue = &ref->value;
        ref->is_detached = true;
        add_gc_object(rt, &ref->header, JS_GC_OBJ_TYPE_VAR_REF);
    }
    return true;
}

// Leaves the frame `sf`, whose operands end at `end`: gives up all that it owns
// but `owned`, and what the caller passed. Returns false where the return has to
// be done by JS_CallInternal.
JSC_INLINE bool jsc_leave(JSRuntime *rt, JSStackFrame *base, JSStackFrame *sf, JSValue *end)
{
    JSCFrame *frame = (JSCFrame *)sf;
    JSValue *v;
    if (sf == base || (frame->flags & JSC_CALL_OWNS_ARGS) || !jsc_may_drop() ||
        (uint8_t *)frame == jsc_stack.chunk->data)
        return false;
    if (unlikely(sf->var_ref_count) && !jsc_close_var_refs(rt, sf))
        return false;
    for (v = frame->values; v < end; v++) {
        if (!jsc_release(*v))
            return false;
        *v = JS_UNDEFINED;
    }
    for (v = frame->caller_sp; v > frame->result;) {
        if (!jsc_release(*--v))
            return false;
        *v = JS_UNDEFINED;
    }
    rt->current_stack_frame = sf->prev_frame;
    jsc_stack.top = (uint8_t *)frame;
    return true;
}

// Runs until something that is not common. `base` is the frame whose return is
// JS_CallInternal's; the frame in use is the current one, before and after.
// Returns the program counter in the lower and the end of the operands in the upper half.
__attribute__((no_builtin)) static no_inline uint64_t
jsc_run_common(JSRuntime *rt, JSStackFrame *base, const uint8_t *pc, JSValue *sp)
{
    JSFunctionBytecode *b;
    JSContext *ctx;
    JSValue *var_buf, *arg_buf, *place;
    JSVarRef **var_refs;
    JSValue v, w;
    const JSValue *found;
    JSObject *p;
    double x, y;
    int32_t i, j;
    int size, argc, result, flags;

#define JSC_PUSH(n, value) do { *sp++ = (value); pc += (n); goto next; } while (0)
// Reads a value that something else keeps alive, which its property may be read from at once.
#define JSC_READ(n, value) do { \
        v = (value); \
        pc += (n); \
        if (*pc == OP_get_field && jsc_is_object(v)) \
            goto read_field; \
        *sp++ = jsc_retain(v); \
        goto next; \
    } while (0)
#define JSC_WRITE(n, at) do { \
        place = &(at); \
        if (!jsc_release(*place)) \
            goto out; \
        *place = *--sp; \
        pc += (n); \
        goto next; \
    } while (0)
#define JSC_SET(n, at) do { \
        place = &(at); \
        if (!jsc_release(*place)) \
            goto out; \
        *place = jsc_retain(sp[-1]); \
        pc += (n); \
        goto next; \
    } while (0)
#define JSC_VARIABLES(name, READ) \
    case OP_##name##0: READ(1, 0); \
    case OP_##name##1: READ(1, 1); \
    case OP_##name##2: READ(1, 2); \
    case OP_##name##3: READ(1, 3); \
    case OP_##name: READ(3, get_u16(pc + 1));
#define JSC_READ_LOC(n, at) JSC_READ(n, var_buf[at])
#define JSC_READ_ARG(n, at) JSC_READ(n, arg_buf[at])
#define JSC_READ_REF(n, at) JSC_READ(n, *var_refs[at]->pvalue)
#define JSC_WRITE_LOC(n, at) JSC_WRITE(n, var_buf[at])
#define JSC_WRITE_ARG(n, at) JSC_WRITE(n, arg_buf[at])
#define JSC_WRITE_REF(n, at) JSC_WRITE(n, *var_refs[at]->pvalue)
#define JSC_SET_LOC(n, at) JSC_SET(n, var_buf[at])
#define JSC_SET_ARG(n, at) JSC_SET(n, arg_buf[at])
#define JSC_SET_REF(n, at) JSC_SET(n, *var_refs[at]->pvalue)
#define JSC_ARITHMETIC(op, expression) \
    case op: \
        v = sp[-2]; \
        w = sp[-1]; \
        if (JS_VALUE_IS_BOTH_INT(v, w)) { \
            int64_t r = (int64_t)JS_VALUE_GET_INT(v) expression JS_VALUE_GET_INT(w); \
            sp[-2] = likely((int)r == r) ? js_int32(r) : js_float64(r); \
        } else { \
            if (!jsc_are_numbers(v, w, &x, &y)) \
                goto out; \
            sp[-2] = js_float64(x expression y); \
        } \
        sp--; \
        pc++; \
        goto next;
#define JSC_LOGIC(op, value) \
    case op: \
        if (!jsc_to_int32(sp[-2], &i) || !jsc_to_int32(sp[-1], &j)) \
            goto out; \
        sp--; \
        sp[-1] = (value); \
        pc++; \
        goto next;
#define JSC_COMPARE(op, expression) \
    case op: \
        v = sp[-2]; \
        w = sp[-1]; \
        if (JS_VALUE_IS_BOTH_INT(v, w)) { \
            result = JS_VALUE_GET_INT(v) expression JS_VALUE_GET_INT(w); \
        } else if (jsc_are_numbers(v, w, &x, &y)) { \
            result = x expression y; \
        } else { \
            if (!jsc_order(v, w, &i) || !jsc_release_both(v, w)) \
                goto out; \
            result = i expression 0; \
        } \
        sp -= 2; \
        pc++; \
        goto decide;
#define JSC_EQUAL(op, equal, negates) \
    case op: \
        result = equal(sp[-2], sp[-1]); \
        if (result < 0 || !jsc_release_both(sp[-2], sp[-1])) \
            goto out; \
        result ^= negates; \
        sp -= 2; \
        pc++; \
        goto decide;
#define JSC_IS(op, condition) \
    case op: \
        v = sp[-1]; \
        if (!jsc_release(v)) \
            goto out; \
        result = (condition); \
        sp--; \
        pc++; \
        goto decide;
#define JSC_STEP(op, limit, step) \
    case op: \
        v = sp[-1]; \
        if (JS_VALUE_GET_TAG(v) != JS_TAG_INT || JS_VALUE_GET_INT(v) == limit) \
            goto out; \
        sp[-1] = js_int32(JS_VALUE_GET_INT(v) + step); \
        pc++; \
        goto next;
#define JSC_POST_STEP(op, limit, step) \
    case op: \
        v = sp[-1]; \
        if (JS_VALUE_GET_TAG(v) != JS_TAG_INT || JS_VALUE_GET_INT(v) == limit) \
            goto out; \
        JSC_PUSH(1, js_int32(JS_VALUE_GET_INT(v) + step));
#define JSC_STEP_LOC(op, limit, step) \
    case op: \
        place = &var_buf[pc[1]]; \
        v = *place; \
        if (JS_VALUE_GET_TAG(v) != JS_TAG_INT || JS_VALUE_GET_INT(v) == limit) \
            goto out; \
        *place = js_int32(JS_VALUE_GET_INT(v) + step); \
        pc += 2; \
        goto next;
#define JSC_JUMP(op, offset) \
    case op: \
        i = (offset); \
        if (i < 0 && !jsc_may_go_on(ctx)) \
            goto out; \
        pc += 1 + i; \
        goto next;
#define JSC_BRANCH(op, n, offset, when) \
    case op: \
        v = sp[-1]; \
        result = jsc_truth(v); \
        i = (offset); \
        size = (n); \
        if (result < 0 || (result == when && i < 0 && ctx->interrupt_counter <= 1) || !jsc_release(v)) \
            goto out; \
        sp--; \
        result = result == when; \
        goto branch;

// The frame in use: seldom needed, so that it takes no register.
#define JSC_SF (rt->current_stack_frame)
frame: // the loop below does not change it
    {
        JSStackFrame *sf = JSC_SF;
        JSObject *callee = JS_VALUE_GET_OBJ(sf->cur_func);
        b = callee->u.func.function_bytecode;
        ctx = b->realm;
        var_refs = callee->u.func.var_refs;
        arg_buf = sf->arg_buf;
        var_buf = sf->var_buf;
    }
    for (;;) {
    next:
        switch (*pc) {
        case OP_invalid: return 0; // does not occur; so the table starts with it
        case OP_push_i32: JSC_PUSH(5, js_int32(get_u32(pc + 1)));
        case OP_push_i16: JSC_PUSH(3, js_int32(get_i16(pc + 1)));
        case OP_push_i8: JSC_PUSH(2, js_int32(get_i8(pc + 1)));
        case OP_push_minus1:
        case OP_push_0:
        case OP_push_1:
        case OP_push_2:
        case OP_push_3:
        case OP_push_4:
        case OP_push_5:
        case OP_push_6:
        case OP_push_7: JSC_PUSH(1, js_int32(*pc - OP_push_0));
        case OP_push_const: JSC_PUSH(5, jsc_retain(b->cpool[get_u32(pc + 1)]));
        case OP_push_const8: JSC_PUSH(2, jsc_retain(b->cpool[pc[1]]));
        case OP_undefined: JSC_PUSH(1, JS_UNDEFINED);
        case OP_null: JSC_PUSH(1, JS_NULL);
        case OP_push_false: JSC_PUSH(1, JS_FALSE);
        case OP_push_true: JSC_PUSH(1, JS_TRUE);
        case OP_push_bigint_i32: JSC_PUSH(5, __JS_NewShortBigInt(ctx, (int)get_u32(pc + 1)));
        case OP_push_atom_value:
            i = get_u32(pc + 1);
            if (__JS_AtomIsTaggedInt(i) || rt->atom_array[i]->atom_type != JS_ATOM_TYPE_STRING)
                goto out;
            JSC_PUSH(5, jsc_retain(JS_MKPTR(JS_TAG_STRING, rt->atom_array[i])));
        case OP_push_empty_string:
            JSC_PUSH(1, jsc_retain(JS_MKPTR(JS_TAG_STRING, rt->atom_array[JS_ATOM_empty_string])));
        case OP_catch:
            i = get_u32(pc + 1);
            JSC_PUSH(5, JS_NewCatchOffset(ctx, pc + 1 + i - b->byte_code_buf));
        case OP_special_object:
            if (pc[1] == OP_SPECIAL_OBJECT_THIS_FUNC) {
                v = JSC_SF->cur_func;
            } else if (pc[1] == OP_SPECIAL_OBJECT_HOME_OBJECT) {
                p = JS_VALUE_GET_OBJ(JSC_SF->cur_func)->u.func.home_object;
                v = p ? JS_MKPTR(JS_TAG_OBJECT, p) : JS_UNDEFINED;
            } else if (pc[1] == OP_SPECIAL_OBJECT_NEW_TARGET && JSC_SF != base) {
                v = ((JSCFrame *)JSC_SF)->new_target;
            } else {
                goto out;
            }
            JSC_PUSH(2, jsc_retain(v));
        case OP_check_ctor:
            if (JSC_SF == base || JS_IsUndefined(((JSCFrame *)JSC_SF)->new_target))
                goto out;
            pc++;
            goto next;
        case OP_push_this:
            v = JSC_SF == base ? JS_NULL : ((JSCFrame *)JSC_SF)->this_obj;
            if (!jsc_is_object(v))
                goto out;
            JSC_PUSH(1, jsc_retain(v));
        case OP_get_var:
        case OP_get_var_undef:
            found = jsc_find_global(ctx, get_u32(pc + 1));
            if (!found)
                goto out;
            JSC_READ(5, *found);

        JSC_VARIABLES(get_loc, JSC_READ_LOC)
        JSC_VARIABLES(get_arg, JSC_READ_ARG)
        JSC_VARIABLES(get_var_ref, JSC_READ_REF)
        JSC_VARIABLES(put_loc, JSC_WRITE_LOC)
        JSC_VARIABLES(put_arg, JSC_WRITE_ARG)
        JSC_VARIABLES(put_var_ref, JSC_WRITE_REF)
        JSC_VARIABLES(set_loc, JSC_SET_LOC)
        JSC_VARIABLES(set_arg, JSC_SET_ARG)
        JSC_VARIABLES(set_var_ref, JSC_SET_REF)
        case OP_get_loc8: JSC_READ(2, var_buf[pc[1]]);
        case OP_put_loc8: JSC_WRITE(2, var_buf[pc[1]]);
        case OP_set_loc8: JSC_SET(2, var_buf[pc[1]]);
        case OP_get_loc0_loc1:
            *sp++ = jsc_retain(var_buf[0]);
            JSC_READ(1, var_buf[1]);
        case OP_get_loc_check:
            place = &var_buf[get_u16(pc + 1)];
            goto read_initialized;
        case OP_get_var_ref_check:
            place = var_refs[get_u16(pc + 1)]->pvalue;
        read_initialized:
            if (JS_IsUninitialized(*place))
                goto out;
            JSC_READ(3, *place);
        case OP_put_loc_check_init:
            place = &var_buf[get_u16(pc + 1)];
            if (!JS_IsUninitialized(*place))
                goto out;
            *place = *--sp;
            pc += 3;
            goto next;
        case OP_put_loc_check:
            place = &var_buf[get_u16(pc + 1)];
            goto write_initialized;
        case OP_put_var_ref_check:
            place = var_refs[get_u16(pc + 1)]->pvalue;
        write_initialized:
            if (JS_IsUninitialized(*place))
                goto out;
            JSC_WRITE(3, *place);
        case OP_set_loc_uninitialized:
            place = &var_buf[get_u16(pc + 1)];
            if (!jsc_release(*place))
                goto out;
            *place = JS_UNINITIALIZED;
            pc += 3;
            goto next;

        case OP_drop:
            if (!jsc_release(sp[-1]))
                goto out;
            sp--;
            pc++;
            goto next;
        case OP_nip_catch: /* catch_offset ... v -> v */
            for (place = sp - 2; place > JSC_SF->var_buf + b->var_count; place--) {
                if (JS_VALUE_GET_TAG(*place) == JS_TAG_CATCH_OFFSET)
                    break;
            }
            if (JS_VALUE_GET_TAG(*place) != JS_TAG_CATCH_OFFSET ||
                sp - 2 - place > JSC_DROPPED_SLACK || !jsc_may_drop())
                goto out;
            v = *--sp;
            while (sp > place)
                jsc_drop(*--sp);
            JSC_PUSH(1, v);
        case OP_iterator_close: /* iterator next catch_offset -> */
            v = sp[-3];
            if (!JS_IsUndefined(v) &&
                !(jsc_is_object(v) && jsc_find_data(JS_VALUE_GET_OBJ(v), JS_ATOM_return) == &jsc_undefined))
                goto out;
            if (!jsc_release_both(v, sp[-2]))
                goto out;
            sp -= 3;
            pc++;
            goto next;
        case OP_nip:
            if (!jsc_release(sp[-2]))
                goto out;
            sp[-2] = sp[-1];
            sp--;
            pc++;
            goto next;
        case OP_dup: JSC_PUSH(1, jsc_retain(sp[-1]));
        case OP_dup1: /* a b -> a a b */
            v = sp[-1];
            sp[-1] = jsc_retain(sp[-2]);
            JSC_PUSH(1, v);
        case OP_dup2: /* a b -> a b a b */
            sp[0] = jsc_retain(sp[-2]);
            sp[1] = jsc_retain(sp[-1]);
            sp += 2;
            pc++;
            goto next;
        case OP_insert2: /* obj a -> a obj a */
            v = jsc_retain(sp[-1]);
            sp[-1] = sp[-2];
            sp[-2] = v;
            JSC_PUSH(1, v);
        case OP_insert3: /* obj prop a -> a obj prop a */
            v = jsc_retain(sp[-1]);
            sp[-1] = sp[-2];
            sp[-2] = sp[-3];
            sp[-3] = v;
            JSC_PUSH(1, v);
        case OP_perm3: /* obj a b -> a obj b */
            v = sp[-2];
            sp[-2] = sp[-3];
            sp[-3] = v;
            pc++;
            goto next;
        case OP_perm4: /* obj prop a b -> a obj prop b */
            v = sp[-2];
            sp[-2] = sp[-3];
            sp[-3] = sp[-4];
            sp[-4] = v;
            pc++;
            goto next;
        case OP_rot3l: /* x a b -> a b x */
            v = sp[-3];
            sp[-3] = sp[-2];
            sp[-2] = sp[-1];
            sp[-1] = v;
            pc++;
            goto next;
        case OP_rot3r: /* a b x -> x a b */
            v = sp[-1];
            sp[-1] = sp[-2];
            sp[-2] = sp[-3];
            sp[-3] = v;
            pc++;
            goto next;
        case OP_swap:
            v = sp[-2];
            sp[-2] = sp[-1];
            sp[-1] = v;
            pc++;
            goto next;
        case OP_to_object:
            if (!jsc_is_object(sp[-1]))
                goto out;
            pc++;
            goto next;
        case OP_to_propkey2:
            if (JS_IsUndefined(sp[-2]) || JS_IsNull(sp[-2]))
                goto out;
        case OP_to_propkey:
            i = JS_VALUE_GET_TAG(sp[-1]);
            if (i != JS_TAG_INT && i != JS_TAG_STRING && i != JS_TAG_SYMBOL)
                goto out;
            pc++;
            goto next;

        JSC_ARITHMETIC(OP_add, +)
        JSC_ARITHMETIC(OP_sub, -)
        case OP_mul:
            v = sp[-2];
            w = sp[-1];
            if (JS_VALUE_IS_BOTH_INT(v, w)) {
                int64_t r = (int64_t)JS_VALUE_GET_INT(v) * JS_VALUE_GET_INT(w);
                if (unlikely((int)r != r))
                    sp[-2] = js_float64(r);
                else if (unlikely(r == 0 && (JS_VALUE_GET_INT(v) | JS_VALUE_GET_INT(w)) < 0))
                    sp[-2] = js_float64(-0.0);
                else
                    sp[-2] = js_int32(r);
            } else {
                if (!jsc_are_numbers(v, w, &x, &y))
                    goto out;
                sp[-2] = js_float64(x * y);
            }
            sp--;
            pc++;
            goto next;
        case OP_div:
            if (!jsc_are_numbers(sp[-2], sp[-1], &x, &y))
                goto out;
            sp--;
            sp[-1] = jsc_number(x / y);
            pc++;
            goto next;
        case OP_mod:
            if (!jsc_remainder(sp[-2], sp[-1], &v))
                goto out;
            sp--;
            sp[-1] = v;
            pc++;
            goto next;
        case OP_neg:
            v = sp[-1];
            if (JS_TAG_IS_FLOAT64(JS_VALUE_GET_TAG(v)))
                sp[-1] = js_float64(-JS_VALUE_GET_FLOAT64(v));
            else if (JS_VALUE_GET_TAG(v) == JS_TAG_INT && JS_VALUE_GET_INT(v) != 0 &&
                     JS_VALUE_GET_INT(v) != INT32_MIN)
                sp[-1] = js_int32(-JS_VALUE_GET_INT(v));
            else
                goto out;
            pc++;
            goto next;
        case OP_plus:
            if (!js_arith_to_float64(sp[-1], &x))
                goto out;
            pc++;
            goto next;
        case OP_not:
            if (!jsc_to_int32(sp[-1], &i))
                goto out;
            sp[-1] = js_int32(~i);
            pc++;
            goto next;
        case OP_lnot:
            v = sp[-1];
            result = jsc_truth(v);
            if (result < 0 || !jsc_release(v))
                goto out;
            result = !result;
            sp--;
            pc++;
            goto decide;
        case OP_add_loc:
            place = &var_buf[pc[1]];
            v = *place;
            w = sp[-1];
            if (JS_VALUE_IS_BOTH_INT(v, w)) {
                int64_t r = (int64_t)JS_VALUE_GET_INT(v) + JS_VALUE_GET_INT(w);
                *place = likely((int)r == r) ? js_int32(r) : js_float64(r);
            } else {
                if (!jsc_are_numbers(v, w, &x, &y))
                    goto out;
                *place = js_float64(x + y);
            }
            sp--;
            pc += 2;
            goto next;
        JSC_STEP(OP_inc, INT32_MAX, 1)
        JSC_STEP(OP_dec, INT32_MIN, -1)
        JSC_POST_STEP(OP_post_inc, INT32_MAX, 1)
        JSC_POST_STEP(OP_post_dec, INT32_MIN, -1)
        JSC_STEP_LOC(OP_inc_loc, INT32_MAX, 1)
        JSC_STEP_LOC(OP_dec_loc, INT32_MIN, -1)
        JSC_LOGIC(OP_and, js_int32(i & j))
        JSC_LOGIC(OP_or, js_int32(i | j))
        JSC_LOGIC(OP_xor, js_int32(i ^ j))
        JSC_LOGIC(OP_shl, js_int32((uint32_t)i << (j & 31)))
        JSC_LOGIC(OP_sar, js_int32(i >> (j & 31)))
        JSC_LOGIC(OP_shr, js_uint32((uint32_t)i >> (j & 31)))
        JSC_COMPARE(OP_lt, <)
        JSC_COMPARE(OP_lte, <=)
        JSC_COMPARE(OP_gt, >)
        JSC_COMPARE(OP_gte, >=)
        JSC_EQUAL(OP_eq, jsc_loosely_equal, 0)
        JSC_EQUAL(OP_neq, jsc_loosely_equal, 1)
        JSC_EQUAL(OP_strict_eq, jsc_strictly_equal, 0)
        JSC_EQUAL(OP_strict_neq, jsc_strictly_equal, 1)
        case OP_typeof:
            i = jsc_type_of(rt, sp[-1]);
            if (i == JS_ATOM_NULL || !jsc_release(sp[-1]))
                goto out;
            sp--;
            JSC_PUSH(1, jsc_retain(JS_MKPTR(JS_TAG_STRING, rt->atom_array[i])));
        case OP_typeof_is_function:
        case OP_typeof_is_undefined:
            i = jsc_type_of(rt, sp[-1]);
            if (i == JS_ATOM_NULL || !jsc_release(sp[-1]))
                goto out;
            result = i == (*pc == OP_typeof_is_function ? JS_ATOM_function : JS_ATOM_undefined);
            sp--;
            pc++;
            goto decide;
        JSC_IS(OP_is_undefined, JS_IsUndefined(v))
        JSC_IS(OP_is_null, JS_IsNull(v))
        JSC_IS(OP_is_undefined_or_null, JS_IsUndefined(v) || JS_IsNull(v))
        JSC_JUMP(OP_goto, (int32_t)get_u32(pc + 1))
        JSC_JUMP(OP_goto16, (int16_t)get_u16(pc + 1))
        JSC_JUMP(OP_goto8, (int8_t)pc[1])
        JSC_BRANCH(OP_if_true, 5, (int32_t)get_u32(pc + 1), 1)
        JSC_BRANCH(OP_if_false, 5, (int32_t)get_u32(pc + 1), 0)
        JSC_BRANCH(OP_if_true8, 2, (int8_t)pc[1], 1)
        JSC_BRANCH(OP_if_false8, 2, (int8_t)pc[1], 0)

        case OP_get_field:
            v = sp[-1];
            if (!jsc_is_object(v))
                goto out;
            found = jsc_find_data(JS_VALUE_GET_OBJ(v), get_u32(pc + 1));
            if (unlikely(!found)) {
                place = sp - 1;
                goto get;
            }
            if (!jsc_release(v))
                goto out;
            sp--;
            JSC_READ(5, *found);
        case OP_get_field2:
            v = sp[-1];
            if (jsc_is_object(v))
                p = JS_VALUE_GET_OBJ(v);
            else if (JS_VALUE_GET_TAG(v) == JS_TAG_STRING && get_u32(pc + 1) != JS_ATOM_length)
                p = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_STRING]);
            else
                goto out;
            found = jsc_find_data(p, get_u32(pc + 1));
            if (unlikely(!found)) {
                if (!jsc_is_object(v))
                    goto out;
                place = sp;
                goto get;
            }
            JSC_PUSH(5, jsc_retain(*found));
        get: // the property of v by its getter, for place
            p = jsc_find_getter(JS_VALUE_GET_OBJ(v), get_u32(pc + 1));
            if (!p)
                goto out;
            w = v;
            v = JS_MKPTR(JS_TAG_OBJECT, p);
            argc = 0;
            size = 5;
            flags = JSC_CALL_OWNS_VALUE;
            goto enter;
        case OP_get_length:
            v = sp[-1];
            if (JS_VALUE_GET_TAG(v) == JS_TAG_STRING) {
                w = js_int32(JS_VALUE_GET_STRING(v)->len);
            } else if (!jsc_is_object(v)) {
                goto out;
            } else if (likely(JS_VALUE_GET_OBJ(v)->class_id == JS_CLASS_ARRAY)) {
                // An array has its length first.
                w = JS_VALUE_GET_OBJ(v)->prop[0].u.value;
            } else {
                found = jsc_find_data(JS_VALUE_GET_OBJ(v), JS_ATOM_length);
                if (!found || JS_VALUE_HAS_REF_COUNT(*found))
                    goto out;
                w = *found;
            }
            if (!jsc_release(v))
                goto out;
            sp--;
            JSC_PUSH(1, w);
        case OP_get_private_field:
            v = sp[-2];
            if (!jsc_is_object(v) || JS_VALUE_GET_TAG(sp[-1]) != JS_TAG_SYMBOL)
                goto out;
            {
                JSProperty *pr;
                if (!jsc_own_property(JS_VALUE_GET_OBJ(v), jsc_symbol_atom(sp[-1]), &pr) ||
                    !jsc_release_both(v, sp[-1]))
                    goto out;
                sp -= 2;
                JSC_READ(1, pr->u.value);
            }
        case OP_put_private_field: /* obj value prop -> */
            v = sp[-3];
            if (!jsc_is_object(v) || JS_VALUE_GET_TAG(sp[-1]) != JS_TAG_SYMBOL)
                goto out;
            {
                JSProperty *pr;
                if (!jsc_own_property(JS_VALUE_GET_OBJ(v), jsc_symbol_atom(sp[-1]), &pr) || !jsc_may_drop())
                    goto out;
                jsc_drop(sp[-1]);
                jsc_drop(pr->u.value);
                jsc_drop(v);
                pr->u.value = sp[-2];
                sp -= 3;
                pc++;
                goto next;
            }
        case OP_define_private_field: /* obj prop value -> obj */
            v = sp[-3];
            if (!jsc_is_object(v) || JS_VALUE_GET_TAG(sp[-2]) != JS_TAG_SYMBOL || !jsc_may_drop())
                goto out;
            place = jsc_extend_known(JS_VALUE_GET_OBJ(v), jsc_symbol_atom(sp[-2]));
            if (!place)
                goto out;
            *place = sp[-1];
            jsc_drop(sp[-2]);
            sp -= 2;
            pc++;
            goto next;
        case OP_check_brand: /* obj func -> obj func */
            if (!jsc_has_brand(sp[-2], sp[-1]))
                goto out;
            pc++;
            goto next;
        case OP_get_super:
            v = sp[-1];
            if (!jsc_is_object(v) || JS_VALUE_GET_OBJ(v)->class_id == JS_CLASS_PROXY)
                goto out;
            p = JS_VALUE_GET_OBJ(v)->shape->proto;
            if (!jsc_release(v))
                goto out;
            sp--;
            JSC_PUSH(1, p ? jsc_retain(JS_MKPTR(JS_TAG_OBJECT, p)) : JS_NULL);
        case OP_put_field: /* obj value -> */
            v = sp[-2];
            if (!jsc_is_object(v) || !jsc_may_drop())
                goto out;
            {
                JSProperty *pr;
                JSShapeProperty *prs = jsc_own_property(JS_VALUE_GET_OBJ(v), get_u32(pc + 1), &pr);
                if (likely(prs)) {
                    if ((prs->flags & (JS_PROP_TMASK | JS_PROP_WRITABLE | JS_PROP_LENGTH)) != JS_PROP_WRITABLE)
                        goto out;
                    place = &pr->u.value;
                    jsc_drop(*place);
                } else {
                    if (!jsc_is_new(JS_VALUE_GET_OBJ(v), get_u32(pc + 1)))
                        goto out;
                    place = jsc_extend_known(JS_VALUE_GET_OBJ(v), get_u32(pc + 1));
                    if (!place)
                        goto out;
                }
                *place = sp[-1];
                jsc_drop(v);
                sp -= 2;
                pc += 5;
                goto next;
            }
        case OP_define_field: /* obj value -> obj */
            if (!jsc_is_object(sp[-2]))
                goto out;
            place = jsc_extend_known(JS_VALUE_GET_OBJ(sp[-2]), get_u32(pc + 1));
            if (!place)
                goto out;
            *place = *--sp;
            pc += 5;
            goto next;
        case OP_get_array_el:
            v = sp[-2];
            if (!jsc_is_object(v))
                goto out;
            p = JS_VALUE_GET_OBJ(v);
            if (JS_VALUE_GET_TAG(sp[-1]) == JS_TAG_INT) {
                uint32_t at = JS_VALUE_GET_INT(sp[-1]);
                if (likely(p->class_id == JS_CLASS_ARRAY && at < p->u.array.count))
                    w = p->u.array.u.values[at];
                else if (!jsc_get_typed(p, at, &w))
                    goto out;
                if (!jsc_release(v))
                    goto out;
                sp -= 2;
                JSC_READ(1, w);
            }
            if (JS_VALUE_GET_TAG(sp[-1]) == JS_TAG_STRING) {
                i = jsc_find_atom(rt, JS_VALUE_GET_STRING(sp[-1]));
                found = i ? jsc_find_data(p, i) : NULL;
                if (!found || !jsc_release_both(v, sp[-1]))
                    goto out;
                sp -= 2;
                JSC_READ(1, *found);
            }
            goto out;
        case OP_get_array_el2:
            v = sp[-2];
            if (!jsc_is_object(v))
                goto out;
            p = JS_VALUE_GET_OBJ(v);
            if (JS_VALUE_GET_TAG(sp[-1]) == JS_TAG_INT) {
                uint32_t at = JS_VALUE_GET_INT(sp[-1]);
                if (likely(p->class_id == JS_CLASS_ARRAY && at < p->u.array.count))
                    w = p->u.array.u.values[at];
                else if (!jsc_get_typed(p, at, &w))
                    goto out;
                sp[-1] = jsc_retain(w);
                pc++;
                goto next;
            }
            if (JS_VALUE_GET_TAG(sp[-1]) == JS_TAG_STRING) {
                i = jsc_find_atom(rt, JS_VALUE_GET_STRING(sp[-1]));
                found = i ? jsc_find_data(p, i) : NULL;
                if (!found || !jsc_release(sp[-1]))
                    goto out;
                sp[-1] = jsc_retain(*found);
                pc++;
                goto next;
            }
            goto out;
        case OP_put_array_el:
            v = sp[-3];
            if (!jsc_is_object(v))
                goto out;
            p = JS_VALUE_GET_OBJ(v);
            if (JS_VALUE_GET_TAG(sp[-2]) == JS_TAG_INT) {
                uint32_t at = JS_VALUE_GET_INT(sp[-2]);
                w = sp[-1];
                if (p->class_id != JS_CLASS_ARRAY) {
                    // Where the array is in use no more, writing it again does no harm.
                    if (!jsc_put_typed(p, at, w) || !jsc_release(v))
                        goto out;
                } else if (likely(at < p->u.array.count)) {
                    if (!jsc_release_both(p->u.array.u.values[at], v))
                        goto out;
                    p->u.array.u.values[at] = w;
                } else {
                    if (!jsc_may_append(ctx, p, at) || !jsc_release(v))
                        goto out;
                    jsc_append(p, at, w);
                }
                sp -= 3;
                pc++;
                goto next;
            }
            if (JS_VALUE_GET_TAG(sp[-2]) == JS_TAG_STRING && jsc_may_drop()) {
                i = jsc_find_atom(rt, JS_VALUE_GET_STRING(sp[-2]));
                place = i ? jsc_find_place(p, i) : NULL;
                if (!place)
                    goto out;
                jsc_drop(*place);
                *place = sp[-1];
                jsc_drop(sp[-2]);
                jsc_drop(v);
                sp -= 3;
                pc++;
                goto next;
            }
            goto out;
        case OP_for_of_next:
            if (!jsc_may_drop())
                goto out;
            {
                JSValue *iteration = sp - 3 - pc[1];
                bool done;
                found = jsc_next_element(iteration[0], iteration[1], &done);
                if (!found)
                    goto out;
                *sp++ = jsc_retain(*found);
                if (done) {
                    jsc_drop(iteration[0]);
                    iteration[0] = JS_UNDEFINED;
                }
                result = done;
                pc += 2;
                goto decide;
            }

        case OP_call0:
        case OP_call1:
        case OP_call2:
        case OP_call3:
            argc = *pc - OP_call0;
            size = 1;
            goto call;
        case OP_call:
        case OP_tail_call:
            argc = get_u16(pc + 1);
            size = 3;
        call:
            place = sp - argc - 1;
            v = *place;
            w = JS_UNDEFINED;
            flags = *pc == OP_tail_call ? JSC_CALL_TAIL : 0;
            goto enter;
        case OP_call_method:
        case OP_tail_call_method:
            argc = get_u16(pc + 1);
            size = 3;
            place = sp - argc - 2;
            v = place[1];
            w = place[0];
            flags = *pc == OP_tail_call_method ? JSC_CALL_TAIL : 0;
            goto enter;
        case OP_return_undef:
            v = JS_UNDEFINED;
            place = sp;
            goto leave;
        case OP_return:
            v = sp[-1];
            place = sp - 1;
            goto leave;
        default:
            goto out;
        }

    read_field: // of v, which pc is after
        found = jsc_find_data(JS_VALUE_GET_OBJ(v), get_u32(pc + 1));
        if (found) {
            v = *found;
            pc += 5;
            if (*pc == OP_get_field && jsc_is_object(v))
                goto read_field;
        }
        *sp++ = jsc_retain(v);
        continue;

    decide: // the next opcode with result
        if (*pc == OP_if_false8 || *pc == OP_if_true8) {
            i = (int8_t)pc[1];
            size = 2;
            if (likely(i >= 0 || ctx->interrupt_counter > 1)) {
                result = result == (*pc == OP_if_true8);
                goto branch;
            }
        }
        *sp++ = js_bool(result);
        continue;

    branch: // by i, if result; size is the opcode's
        if (result) {
            if (i < 0)
                ctx->interrupt_counter--;
            pc += 1 + i;
        } else {
            pc += size;
        }
        continue;

    enter: // v with `this` w; its result is for place
        if (!jsc_is_plain(v))
            goto native;
        if (!jsc_may_go_on(ctx))
            goto out;
        {
            JSCFrame *frame = (JSCFrame *)jsc_stack.top;
            JSFunctionBytecode *callee = JS_VALUE_GET_OBJ(v)->u.func.function_bytecode;
            int copied = argc < callee->arg_count ? callee->arg_count : 0;
            size_t room = jsc_frame_size(callee, copied);
            if (room > (size_t)(jsc_stack.end - jsc_stack.top))
                goto out;
            jsc_stack.top += room;
            JSC_SF->cur_pc = (uint8_t *)pc + size;
            jsc_init_frame(rt, frame, v, argc, vc(sp - argc), copied, 0);
            JSCCall call = { .func = v, .receiver = w, .target = JS_UNDEFINED, .args = vc(sp - argc),
                             .result = place, .count = argc, .flags = flags };
            if (flags & JSC_CALL_OWNS_VALUE)
                call.owned = jsc_retain(v);
            jsc_begin_call(frame, &call, ctx, sp);
            sp = frame->frame.var_buf + callee->var_count;
            pc = callee->byte_code_buf;
        }
        goto frame;

    native: // v with `this` w
        if (!jsc_is_c_function(v) || argc + 1 > JSC_DROPPED_SLACK || !jsc_may_drop() || flags ||
            !jsc_run_native(ctx, JS_VALUE_GET_OBJ(v), w, argc, sp - argc, &v))
            goto out;
        pc += size;
        while (sp > place)
            jsc_drop(*--sp);
        *sp++ = v;
        continue;

    leave: // with v; the frame's operands end at place
        {
            JSCFrame *frame = (JSCFrame *)JSC_SF;
            if (!jsc_leave(rt, base, &frame->frame, place))
                goto out;
            flags = frame->flags;
            if (unlikely(flags & (JSC_CALL_CONSTRUCTS | JSC_CALL_OWNS_VALUE))) {
                if ((flags & JSC_CALL_CONSTRUCTS) && !jsc_is_object(v)) {
                    jsc_drop(v);
                    v = frame->owned;
                } else {
                    jsc_drop(frame->owned);
                }
            }
            place = frame->result;
        }
        pc = unlikely(flags & JSC_CALL_TAIL) ? jsc_return_code : JSC_SF->cur_pc;
        *place = v;
        sp = place + 1;
        goto frame;
    }
out:
    return (uint64_t)(uintptr_t)sp << 32 | (uintptr_t)pc;
}
