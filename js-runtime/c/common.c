// The interpreter's common cases: what JS_CallInternal does with an opcode where
// nothing has to be called for it. A function without calls is compiled to code
// that keeps the program counter and the end of the operands in registers;
// JS_CallInternal, full of calls, has them in memory and loads them for each use.
// What is not common is left to it, with nothing done: jsc_run_common stops
// before that opcode. Included by the edited quickjs.c, after frames.c.

JSC_HOT_BEGIN

// A property that does not exist.
static const JSValue jsc_undefined = JS_UNDEFINED;

JSC_INLINE bool jsc_is_object(JSValueConst v)
{
    return JS_VALUE_GET_TAG(v) == JS_TAG_OBJECT;
}

// Adds a reference. `js_dup`, for code that has to be inlined.
JSC_INLINE JSValue jsc_retain(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v))
        JS_REF_COUNT(JS_VALUE_GET_PTR(v))++;
    return v;
}

// Gives a reference up, unless it is the last one.
JSC_INLINE bool jsc_release(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        int *count = &JS_REF_COUNT(JS_VALUE_GET_PTR(v));
        if (unlikely(*count <= 1))
            return false;
        --*count;
    }
    return true;
}

// Gives both references up, or none.
JSC_INLINE bool jsc_release_both(JSValueConst a, JSValueConst b)
{
    if (!jsc_release(a))
        return false;
    if (jsc_release(b))
        return true;
    jsc_retain(a);
    return false;
}

// find_own_property, for code that has to be inlined.
JSC_INLINE JSShapeProperty *jsc_own_property(JSObject *p, JSAtom atom, JSProperty **place)
{
    JSShape *sh = p->shape;
    JSShapeProperty *prop = get_shape_prop(sh);
    uint32_t h = prop_hash_end(sh)[-(intptr_t)hash_atom(atom, sh->prop_hash_mask) - 1];
    for (; h; h = prop[h - 1].hash_next) {
        if (likely(prop[h - 1].atom == atom)) {
            *place = &p->prop[h - 1];
            return &prop[h - 1];
        }
    }
    return NULL;
}

// Where the property is that reading `p[atom]` finds, if it is plain data or
// does not exist; otherwise NULL.
JSC_INLINE const JSValue *jsc_find_data(JSObject *p, JSAtom atom)
{
    for (;;) {
        JSProperty *pr;
        JSShapeProperty *prs = jsc_own_property(p, atom, &pr);
        if (prs)
            return prs->flags & JS_PROP_TMASK ? NULL : &pr->u.value;
        // An array's elements have integers for names.
        if (p->is_exotic && (p->class_id != JS_CLASS_ARRAY || __JS_AtomIsTaggedInt(atom)))
            return NULL;
        p = p->shape->proto;
        if (!p)
            return &jsc_undefined;
    }
}

// The value of a global variable, or NULL where reading it may do more.
JSC_INLINE const JSValue *jsc_find_global(JSContext *ctx, JSAtom atom)
{
    JSProperty *pr;
    JSShapeProperty *prs = jsc_own_property(JS_VALUE_GET_OBJ(ctx->global_var_obj), atom, &pr);
    if (prs)
        return JS_IsUninitialized(pr->u.value) ? NULL : &pr->u.value;
    prs = jsc_own_property(JS_VALUE_GET_OBJ(ctx->global_obj), atom, &pr);
    return prs && !(prs->flags & JS_PROP_TMASK) ? &pr->u.value : NULL;
}

// The atom of a symbol or of a private name.
JSC_INLINE JSAtom jsc_symbol_atom(JSValueConst v)
{
    return ((JSAtomStruct *)JS_VALUE_GET_PTR(v))->hash_next;
}

// Whether `v` is true as a condition, or -1 where that takes more to find out.
JSC_INLINE int jsc_truth(JSValueConst v)
{
    uint32_t tag = JS_VALUE_GET_TAG(v);
    if (tag <= JS_TAG_UNDEFINED)
        return JS_VALUE_GET_INT(v) != 0;
    if (tag == JS_TAG_OBJECT)
        return JS_VALUE_GET_OBJ(v)->is_HTMLDDA ? -1 : 1;
    if (tag == JS_TAG_STRING)
        return JS_VALUE_GET_STRING(v)->len != 0;
    if (JS_TAG_IS_FLOAT64(tag)) {
        double d = JS_VALUE_GET_FLOAT64(v);
        return d == d && d != 0;
    }
    return -1;
}

JSC_INLINE bool jsc_are_numbers(JSValueConst a, JSValueConst b, double *x, double *y)
{
    return js_arith_to_float64(a, x) && js_arith_to_float64(b, y);
}

// ToInt32 of a number.
JSC_INLINE bool jsc_to_int32(JSValueConst v, int32_t *i)
{
    uint32_t tag = JS_VALUE_GET_TAG(v);
    if (tag == JS_TAG_INT) {
        *i = JS_VALUE_GET_INT(v);
        return true;
    }
    if (!JS_TAG_IS_FLOAT64(tag))
        return false;
    double d = JS_VALUE_GET_FLOAT64(v);
    if (!(d > -0x1p63 && d < 0x1p63))
        return false;
    *i = (int32_t)(int64_t)d;
    return true;
}

// `a === b`, or -1 where that takes more to find out.
JSC_INLINE int jsc_strictly_equal(JSValueConst a, JSValueConst b)
{
    uint32_t s = JS_VALUE_GET_TAG(a), t = JS_VALUE_GET_TAG(b);
    double x, y;
    if ((s | t) == 0)
        return JS_VALUE_GET_INT(a) == JS_VALUE_GET_INT(b);
    if (jsc_are_numbers(a, b, &x, &y))
        return x == y;
    if (JS_TAG_IS_FLOAT64(s) || JS_TAG_IS_FLOAT64(t))
        return -1;
    if (a == b)
        return 1;
    if (s == JS_TAG_OBJECT || t == JS_TAG_OBJECT || s <= JS_TAG_UNDEFINED || t <= JS_TAG_UNDEFINED)
        return 0;
    if (s == JS_TAG_STRING && t == JS_TAG_STRING &&
        JS_VALUE_GET_STRING(a)->len != JS_VALUE_GET_STRING(b)->len)
        return 0;
    return -1;
}

// `a == b`, or -1 where that takes more to find out.
JSC_INLINE int jsc_loosely_equal(JSValueConst a, JSValueConst b)
{
    uint32_t s = JS_VALUE_GET_TAG(a), t = JS_VALUE_GET_TAG(b);
    bool no_s = s == JS_TAG_NULL || s == JS_TAG_UNDEFINED, no_t = t == JS_TAG_NULL || t == JS_TAG_UNDEFINED;
    double x, y;
    if (jsc_are_numbers(a, b, &x, &y))
        return x == y;
    if (no_s && no_t)
        return 1;
    if (no_s || no_t) {
        JSValueConst other = no_s ? b : a;
        return jsc_is_object(other) && JS_VALUE_GET_OBJ(other)->is_HTMLDDA ? -1 : 0;
    }
    return s == t && s >= (uint32_t)JS_TAG_FIRST ? jsc_strictly_equal(a, b) : -1;
}

// Reads an element of a typed array whose elements are numbers.
JSC_INLINE bool jsc_get_typed(JSObject *p, uint32_t i, JSValue *v)
{
    if (i >= p->u.array.count)
        return false;
    switch (p->class_id) {
    case JS_CLASS_INT8_ARRAY:
        *v = js_int32(p->u.array.u.int8_ptr[i]);
        return true;
    case JS_CLASS_UINT8C_ARRAY:
    case JS_CLASS_UINT8_ARRAY:
        *v = js_int32(p->u.array.u.uint8_ptr[i]);
        return true;
    case JS_CLASS_INT16_ARRAY:
        *v = js_int32(p->u.array.u.int16_ptr[i]);
        return true;
    case JS_CLASS_UINT16_ARRAY:
        *v = js_int32(p->u.array.u.uint16_ptr[i]);
        return true;
    case JS_CLASS_INT32_ARRAY:
        *v = js_int32(p->u.array.u.int32_ptr[i]);
        return true;
    case JS_CLASS_UINT32_ARRAY:
        *v = js_uint32(p->u.array.u.uint32_ptr[i]);
        return true;
    case JS_CLASS_FLOAT32_ARRAY:
        *v = js_float64(p->u.array.u.float_ptr[i]);
        return true;
    case JS_CLASS_FLOAT64_ARRAY:
        *v = js_float64(p->u.array.u.double_ptr[i]);
        return true;
    default:
        return false;
    }
}

// Writes a number into an element of a typed array.
JSC_INLINE bool jsc_put_typed(JSObject *p, uint32_t i, JSValueConst v)
{
    double d;
    int32_t n;
    if (p->class_id < JS_CLASS_UINT8C_ARRAY || p->class_id > JS_CLASS_FLOAT64_ARRAY ||
        i >= p->u.array.count || p->u.typed_array->buffer->u.array_buffer->immutable)
        return false;
    if (p->class_id == JS_CLASS_FLOAT64_ARRAY || p->class_id == JS_CLASS_FLOAT32_ARRAY) {
        if (!js_arith_to_float64(v, &d))
            return false;
        if (p->class_id == JS_CLASS_FLOAT64_ARRAY)
            p->u.array.u.double_ptr[i] = d;
        else
            p->u.array.u.float_ptr[i] = d;
        return true;
    }
    if (p->class_id == JS_CLASS_UINT8C_ARRAY) {
        if (JS_VALUE_GET_TAG(v) != JS_TAG_INT)
            return false;
        n = JS_VALUE_GET_INT(v);
        p->u.array.u.uint8_ptr[i] = n < 0 ? 0 : n > 255 ? 255 : n;
        return true;
    }
    if (!jsc_to_int32(v, &n))
        return false;
    switch (p->class_id) {
    case JS_CLASS_INT8_ARRAY:
    case JS_CLASS_UINT8_ARRAY:
        p->u.array.u.uint8_ptr[i] = n;
        return true;
    case JS_CLASS_INT16_ARRAY:
    case JS_CLASS_UINT16_ARRAY:
        p->u.array.u.uint16_ptr[i] = n;
        return true;
    case JS_CLASS_INT32_ARRAY:
    case JS_CLASS_UINT32_ARRAY:
        p->u.array.u.uint32_ptr[i] = n;
        return true;
    default:
        return false;
    }
}

// Whether `values[i] = v` appends to an array that has the room for it.
JSC_INLINE bool jsc_may_append(JSContext *ctx, JSObject *p, uint32_t i)
{
    return i == p->u.array.count && p->fast_array && p->extensible &&
           p->shape->proto == JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY]) &&
           ctx->std_array_prototype && JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT &&
           i < p->u.array.u1.size;
}

JSC_INLINE void jsc_append(JSObject *p, uint32_t i, JSValue v)
{
    p->u.array.u.values[i] = v;
    p->u.array.count = i + 1;
    if (i + 1 > (uint32_t)JS_VALUE_GET_INT(p->prop[0].u.value))
        p->prop[0].u.value = js_int32(i + 1);
}

// Whether the interrupt handler may wait. Where it may not, the opcode is left
// to JS_CallInternal, which asks it.
JSC_INLINE bool jsc_may_go_on(JSContext *ctx)
{
    if (unlikely(ctx->interrupt_counter <= 1))
        return false;
    ctx->interrupt_counter--;
    return true;
}

// Leaves the frame `sf`, whose operands end at `end`: gives up all that it owns
// and what the caller passed. Returns false, with nothing left, where something
// has to be freed.
JSC_INLINE bool jsc_leave(JSRuntime *rt, JSStackFrame *base, JSStackFrame *sf, JSValue *end)
{
    JSCFrame *frame = (JSCFrame *)sf;
    JSValue *v;
    if (sf == base || sf->var_ref_count || (frame->flags & JSC_CALL_ENDS) ||
        (uint8_t *)frame == jsc_stack.chunk->data)
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
    JSStackFrame *sf = rt->current_stack_frame;
    JSFunctionBytecode *b;
    JSContext *ctx;
    JSValue *var_buf, *arg_buf, *place;
    JSVarRef **var_refs;
    JSValue v, w;
    const JSValue *found;
    JSObject *p;
    double x, y;
    int32_t i, j;
    int size, argc, result;

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
        } else { \
            if (!jsc_are_numbers(v, w, &x, &y)) \
                goto out; \
            result = x expression y; \
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

frame: // sf, which the loop below does not change
    {
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
        case OP_special_object:
            if (pc[1] == OP_SPECIAL_OBJECT_THIS_FUNC) {
                v = sf->cur_func;
            } else if (pc[1] == OP_SPECIAL_OBJECT_HOME_OBJECT) {
                p = JS_VALUE_GET_OBJ(sf->cur_func)->u.func.home_object;
                v = p ? JS_MKPTR(JS_TAG_OBJECT, p) : JS_UNDEFINED;
            } else if (pc[1] == OP_SPECIAL_OBJECT_NEW_TARGET && sf != base) {
                v = ((JSCFrame *)sf)->new_target;
            } else {
                goto out;
            }
            JSC_PUSH(2, jsc_retain(v));
        case OP_check_ctor:
            if (sf == base || JS_IsUndefined(((JSCFrame *)sf)->new_target))
                goto out;
            pc++;
            goto next;
        case OP_push_this:
            v = sf == base ? JS_NULL : ((JSCFrame *)sf)->this_obj;
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
        case OP_swap:
            v = sp[-2];
            sp[-2] = sp[-1];
            sp[-1] = v;
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
            sp[-1] = js_number(x / y);
            pc++;
            goto next;
        case OP_mod:
            v = sp[-2];
            w = sp[-1];
            if (!JS_VALUE_IS_BOTH_INT(v, w) || JS_VALUE_GET_INT(v) < 0 || JS_VALUE_GET_INT(w) <= 0)
                goto out;
            sp--;
            sp[-1] = js_int32(JS_VALUE_GET_INT(v) % JS_VALUE_GET_INT(w));
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
            found = jsc_is_object(v) ? jsc_find_data(JS_VALUE_GET_OBJ(v), get_u32(pc + 1)) : NULL;
            if (!found || !jsc_release(v))
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
            if (!found)
                goto out;
            JSC_PUSH(5, jsc_retain(*found));
        case OP_get_length:
            v = sp[-1];
            if (JS_VALUE_GET_TAG(v) == JS_TAG_STRING) {
                w = js_int32(JS_VALUE_GET_STRING(v)->len);
            } else {
                // An array has its length first.
                if (!jsc_is_object(v) || JS_VALUE_GET_OBJ(v)->class_id != JS_CLASS_ARRAY)
                    goto out;
                w = JS_VALUE_GET_OBJ(v)->prop[0].u.value;
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
                if (!jsc_own_property(JS_VALUE_GET_OBJ(v), jsc_symbol_atom(sp[-1]), &pr) ||
                    !jsc_release(sp[-1]))
                    goto out;
                if (!jsc_release_both(pr->u.value, v)) {
                    jsc_retain(sp[-1]);
                    goto out;
                }
                pr->u.value = sp[-2];
                sp -= 3;
                pc++;
                goto next;
            }
        case OP_put_field:
            v = sp[-2];
            if (jsc_is_object(v)) {
                JSProperty *pr;
                JSShapeProperty *prs = jsc_own_property(JS_VALUE_GET_OBJ(v), get_u32(pc + 1), &pr);
                if (!prs ||
                    (prs->flags & (JS_PROP_TMASK | JS_PROP_WRITABLE | JS_PROP_LENGTH)) != JS_PROP_WRITABLE ||
                    !jsc_release_both(pr->u.value, v))
                    goto out;
                pr->u.value = sp[-1];
                sp -= 2;
                pc += 5;
                goto next;
            }
            goto out;
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
            goto out;
        case OP_get_array_el2:
            v = sp[-2];
            if (jsc_is_object(v) && JS_VALUE_GET_TAG(sp[-1]) == JS_TAG_INT) {
                p = JS_VALUE_GET_OBJ(v);
                uint32_t at = JS_VALUE_GET_INT(sp[-1]);
                if (likely(p->class_id == JS_CLASS_ARRAY && at < p->u.array.count))
                    w = p->u.array.u.values[at];
                else if (!jsc_get_typed(p, at, &w))
                    goto out;
                sp[-1] = jsc_retain(w);
                pc++;
                goto next;
            }
            goto out;
        case OP_put_array_el:
            v = sp[-3];
            if (jsc_is_object(v) && JS_VALUE_GET_TAG(sp[-2]) == JS_TAG_INT) {
                p = JS_VALUE_GET_OBJ(v);
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
            goto out;

        case OP_call0:
        case OP_call1:
        case OP_call2:
        case OP_call3:
            argc = *pc - OP_call0;
            size = 1;
            goto call;
        case OP_call:
            argc = get_u16(pc + 1);
            size = 3;
        call:
            place = sp - argc - 1;
            v = *place;
            w = JS_UNDEFINED;
            goto enter;
        case OP_call_method:
            argc = get_u16(pc + 1);
            size = 3;
            place = sp - argc - 2;
            v = place[1];
            w = place[0];
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
        if (!jsc_is_plain(v) || !jsc_may_go_on(ctx))
            goto out;
        {
            JSCFrame *frame = (JSCFrame *)jsc_stack.top;
            JSFunctionBytecode *callee = JS_VALUE_GET_OBJ(v)->u.func.function_bytecode;
            int copied = argc < callee->arg_count ? callee->arg_count : 0;
            size_t room = jsc_frame_size(callee, copied);
            if (callee->var_ref_count || room > (size_t)(jsc_stack.end - jsc_stack.top))
                goto out;
            jsc_stack.top += room;
            sf->cur_pc = (uint8_t *)pc + size;
            jsc_init_frame(rt, frame, v, argc, vc(sp - argc), copied, 0);
            JSCCall call = { .func = v, .receiver = w, .target = JS_UNDEFINED, .args = vc(sp - argc),
                             .result = place, .count = argc };
            jsc_begin_call(frame, &call, ctx, sp);
            sf = &frame->frame;
            sp = sf->var_buf + callee->var_count;
            pc = callee->byte_code_buf;
        }
        goto frame;

    leave: // with v; the frame's operands end at place
        if (!jsc_leave(rt, base, sf, place))
            goto out;
        place = ((JSCFrame *)sf)->result;
        sf = sf->prev_frame;
        pc = sf->cur_pc;
        *place = v;
        sp = place + 1;
        goto frame;
    }
out:
    return (uint64_t)(uintptr_t)sp << 32 | (uintptr_t)pc;
}
JSC_HOT_END
