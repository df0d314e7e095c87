//! Where positions are taken: at the tokens that V8 takes them at, right before
//! the operation that can throw.
use super::Edit;

const CALLS: &str = "a call is at the name that is called or at its parenthesis, whatever its \
                     arguments; `new` is at its keyword";
const PROPERTIES: &str = "a property is at its name, one behind a call or an optional chain at \
                          its dot, a computed one at its bracket";
const ASSIGNMENTS: &str = "an assignment is at its operator";
const OPERATORS: &str = "an operation is at its operator, not at its right operand";
const VARIABLES: &str = "a variable is at its name, or at its statement's keyword when that is \
                         what the statement starts with";
const PATTERNS: &str = "a pattern is at the targets of its elements, its iteration at the \
                        initializer";
const ITERATIONS: &str = "an iteration starts at what is iterated over, and each step is at the \
                          variable";
const FRAMES: &str = "a frame has a position wherever it calls, and its function's before that";
const CLASSES: &str = "what the language adds to a class is at the class";

const fn edit(why: &'static str, from: &'static str, to: &'static str) -> Edit {
    Edit {
        file: "quickjs.c",
        why,
        from,
        to,
    }
}

pub const EDITS: &[Edit] = &[
    edit(
        CALLS,
        "    bool accept_lparen = (parse_flags & PF_POSTFIX_CALL) != 0;\n\n    call_type",
        "    bool accept_lparen = (parse_flags & PF_POSTFIX_CALL) != 0;\n    /* behind a call or an optional chain */\n    bool in_chain = false;\n    int call_offset = 0, access_offset = 0;\n\n    call_type",
    ),
    edit(
        CALLS,
        "    case TOK_NEW:\n        if (next_token(s))",
        "    case TOK_NEW:\n        call_offset = s->token.col_num;\n        if (next_token(s))",
    ),
    edit(
        CALLS,
        "            emit_source_loc(s);\n            if (js_parse_postfix_expr(s, 0))\n                return -1;\n            accept_lparen = true;\n            if (s->token.val != '(') {\n                /* new operator on an object */\n                emit_op(s, OP_dup);\n",
        "            if (js_parse_postfix_expr(s, 0))\n                return -1;\n            accept_lparen = true;\n            if (s->token.val != '(') {\n                /* new operator on an object */\n                emit_op(s, OP_dup);\n                emit_source_loc_at(s, 1, call_offset);\n",
    ),
    edit(
        CALLS,
        "            call_type = FUNC_CALL_TEMPLATE;\n            goto parse_func_call2;",
        "            call_type = FUNC_CALL_TEMPLATE;\n            call_offset = s->token.col_num;\n            goto parse_func_call2;",
    ),
    edit(
        CALLS,
        "        parse_func_call:\n            if (next_token(s))\n                return -1;\n\n            if (call_type == FUNC_CALL_NORMAL) {\n            parse_func_call2:\n                emit_source_loc(s);\n",
        "        parse_func_call:\n            if (call_type != FUNC_CALL_NEW) {\n                call_offset = jsc_call_offset(s);\n                in_chain = true;\n            }\n            if (next_token(s))\n                return -1;\n\n            if (call_type == FUNC_CALL_NORMAL) {\n            parse_func_call2:\n",
    ),
    edit(
        CALLS,
        "                        /* XXX: could pass is_last indicator? */\n",
        "                        /* XXX: could pass is_last indicator? */\n                        emit_source_loc_at(s, 1, call_offset);\n",
    ),
    edit(
        CALLS,
        "                /* apply function call */\n                switch(opcode) {",
        "                /* apply function call */\n                emit_source_loc_at(s, 1, call_offset);\n                switch(opcode) {",
    ),
    edit(
        CALLS,
        "            emit_func_call:\n                switch(opcode) {",
        "            emit_func_call:\n                emit_source_loc_at(s, 1, call_offset);\n                switch(opcode) {",
    ),
    edit(
        PROPERTIES,
        "            /* optional chaining */\n            if (next_token(s))",
        "            /* optional chaining */\n            access_offset = s->token.col_num;\n            in_chain = true;\n            if (next_token(s))",
    ),
    edit(
        PROPERTIES,
        "        } else if (s->token.val == '.') {\n            if (next_token(s))\n                return -1;\n        parse_property:\n",
        "        } else if (s->token.val == '.') {\n            access_offset = s->token.col_num;\n            if (next_token(s))\n                return -1;\n        parse_property:\n            if (!in_chain)\n                access_offset = s->token.col_num;\n",
    ),
    edit(
        PROPERTIES,
        "                emit_op(s, OP_scope_get_private_field);\n                emit_atom(s, s->token.u.ident.atom);",
        "                emit_source_loc_at(s, 1, access_offset);\n                emit_op(s, OP_scope_get_private_field);\n                emit_atom(s, s->token.u.ident.atom);",
    ),
    edit(
        PROPERTIES,
        "                    emit_op(s, OP_get_super_value);\n                } else {\n                    if (has_optional_chain) {\n                        optional_chain_test(s, &optional_chaining_label, 1);\n                    }\n                    emit_op(s, OP_get_field);",
        "                    emit_source_loc_at(s, 1, access_offset);\n                    emit_op(s, OP_get_super_value);\n                } else {\n                    if (has_optional_chain) {\n                        optional_chain_test(s, &optional_chaining_label, 1);\n                    }\n                    emit_source_loc_at(s, 1, access_offset);\n                    emit_op(s, OP_get_field);",
    ),
    edit(
        PROPERTIES,
        "        parse_array_access:\n            prev_op = get_prev_opcode(fd);",
        "        parse_array_access:\n            access_offset = s->token.col_num;\n            prev_op = get_prev_opcode(fd);",
    ),
    edit(
        PROPERTIES,
        "            if (prev_op == OP_get_super) {\n                emit_op(s, OP_get_super_value);",
        "            emit_source_loc_at(s, 1, access_offset);\n            if (prev_op == OP_get_super) {\n                emit_op(s, OP_get_super_value);",
    ),
    edit(
        PROPERTIES,
        "            name = get_u32(fd->byte_code.buf + fd->last_opcode_pos + 1);\n            fd->byte_code.size = fd->last_opcode_pos;\n            val = JS_AtomToValue(s->ctx, name);",
        "            name = get_u32(fd->byte_code.buf + fd->last_opcode_pos + 1);\n            jsc_drop_operation(fd);\n            val = JS_AtomToValue(s->ctx, name);",
    ),
    edit(
        PROPERTIES,
        "    case OP_get_array_el:\n        fd->byte_code.size = fd->last_opcode_pos;\n        fd->last_opcode_pos = -1;\n        emit_op(s, OP_delete);",
        "    case OP_get_array_el:\n        jsc_drop_operation(fd);\n        fd->last_opcode_pos = -1;\n        emit_op(s, OP_delete);",
    ),
    edit(
        ASSIGNMENTS,
        "    /* remove the last opcode */\n    fd->byte_code.size = fd->last_opcode_pos;\n    fd->last_opcode_pos = -1;\n\n    if (keep) {",
        "    /* remove the last opcode */\n    jsc_drop_reference(fd, keep);\n    fd->last_opcode_pos = -1;\n\n    if (keep) {",
    ),
    edit(
        ASSIGNMENTS,
        "    if (op == '=' || (op >= TOK_MUL_ASSIGN && op <= TOK_POW_ASSIGN)) {\n        int label;\n",
        "    int op_offset = s->token.col_num;\n    if (op == '=' || (op >= TOK_MUL_ASSIGN && op <= TOK_POW_ASSIGN)) {\n        int label;\n",
    ),
    edit(
        ASSIGNMENTS,
        "        put_lvalue(s, opcode, scope, name, label, PUT_LVALUE_KEEP_TOP, false);\n    } else if (op >= TOK_LAND_ASSIGN",
        "        emit_source_loc_at(s, 1, op_offset);\n        put_lvalue(s, opcode, scope, name, label, PUT_LVALUE_KEEP_TOP, false);\n    } else if (op >= TOK_LAND_ASSIGN",
    ),
    edit(
        ASSIGNMENTS,
        "        put_lvalue(s, opcode, scope, name, label, PUT_LVALUE_NOKEEP_DEPTH,\n                   false);\n        label2 =",
        "        emit_source_loc_at(s, 1, op_offset);\n        put_lvalue(s, opcode, scope, name, label, PUT_LVALUE_NOKEEP_DEPTH,\n                   false);\n        label2 =",
    ),
    edit(
        ASSIGNMENTS,
        "            emit_op(s, OP_dec + op - TOK_DEC);\n            put_lvalue(",
        "            emit_op(s, OP_dec + op - TOK_DEC);\n            emit_source_loc_at(s, 1, s->last_col_num);\n            put_lvalue(",
    ),
    edit(
        ASSIGNMENTS,
        "            emit_op(s, OP_post_dec + op - TOK_DEC);\n            put_lvalue(",
        "            emit_op(s, OP_post_dec + op - TOK_DEC);\n            emit_source_loc(s);\n            put_lvalue(",
    ),
    edit(
        OPERATORS,
        "    int op;\n\n    switch(s->token.val) {\n    case '+':",
        "    int op, op_offset = s->token.col_num;\n\n    switch(s->token.val) {\n    case '+':",
    ),
    edit(
        OPERATORS,
        "        switch(op) {\n        case '-':\n            emit_op(s, OP_neg);",
        "        emit_source_loc_at(s, 1, op_offset);\n        switch(op) {\n        case '-':\n            emit_op(s, OP_neg);",
    ),
    edit(
        OPERATORS,
        "            if (next_token(s))\n                return -1;\n            if (js_parse_unary(s, PF_POW_ALLOWED))\n                return -1;\n            emit_op(s, OP_pow);",
        "            op_offset = s->token.col_num;\n            if (next_token(s))\n                return -1;\n            if (js_parse_unary(s, PF_POW_ALLOWED))\n                return -1;\n            emit_source_loc_at(s, 1, op_offset);\n            emit_op(s, OP_pow);",
    ),
    edit(
        OPERATORS,
        "    int op, opcode;\n\n    if (level == 0) {",
        "    int op, opcode, op_offset;\n\n    if (level == 0) {",
    ),
    edit(
        OPERATORS,
        "        if (s->token.val != TOK_IN)\n            goto fail_private_in;\n",
        "        if (s->token.val != TOK_IN)\n            goto fail_private_in;\n        op_offset = s->token.col_num;\n",
    ),
    edit(
        OPERATORS,
        "        emit_op(s, OP_scope_in_private_field);",
        "        emit_source_loc_at(s, 1, op_offset);\n        emit_op(s, OP_scope_in_private_field);",
    ),
    edit(
        OPERATORS,
        "        if (next_token(s))\n            return -1;\n        emit_source_loc(s);\n        if (js_parse_expr_binary(s, level - 1, parse_flags))\n            return -1;\n        emit_op(s, opcode);",
        "        op_offset = s->token.col_num;\n        if (next_token(s))\n            return -1;\n        if (js_parse_expr_binary(s, level - 1, parse_flags))\n            return -1;\n        emit_source_loc_at(s, 1, op_offset);\n        emit_op(s, opcode);",
    ),
    edit(
        VARIABLES,
        "            int identifier_col_num =\n                (int)(s->token.ptr - s->line_start) + 1;",
        "            int identifier_col_num = jsc_variable_offset(s);",
    ),
    edit(
        VARIABLES,
        "        emit_op(s, OP_scope_get_var);\n        emit_atom(s, JS_ATOM_this);\n        emit_u16(s, 0);\n        break;\n    case TOK_FALSE:",
        "        emit_source_loc_at(s, 1, s->last_col_num);\n        emit_op(s, OP_scope_get_var);\n        emit_atom(s, JS_ATOM_this);\n        emit_u16(s, 0);\n        break;\n    case TOK_FALSE:",
    ),
    edit(
        VARIABLES,
        "            /* shortcut for x: x */\n",
        "            /* shortcut for x: x */\n            emit_source_loc_at(s, 1, start_col);\n",
    ),
    edit(
        VARIABLES,
        "        if (s->token.val != ';' && s->token.val != '}' && !s->got_lf) {\n            if (js_parse_expr(s))\n                goto fail;\n            emit_return(s, true);",
        "        if (s->token.val != ';' && s->token.val != '}' && !s->got_lf) {\n            jsc_mark_statement(s, s->last_col_num);\n            if (js_parse_expr(s))\n                goto fail;\n            emit_return(s, true);",
    ),
    edit(
        VARIABLES,
        "        emit_source_loc(s);\n        if (js_parse_expr(s))\n            goto fail;\n        emit_op(s, OP_throw);",
        "        jsc_mark_statement(s, s->last_col_num);\n        if (js_parse_expr(s))\n            goto fail;\n        emit_op(s, OP_throw);",
    ),
    edit(
        VARIABLES,
        "            set_eval_ret_undefined(s);\n            if (js_parse_expr_paren(s))\n                goto fail;\n            label1 = emit_goto(s, OP_if_false, -1);",
        "            set_eval_ret_undefined(s);\n            jsc_mark_statement(s, s->last_col_num);\n            if (js_parse_expr_paren(s))\n                goto fail;\n            label1 = emit_goto(s, OP_if_false, -1);",
    ),
    edit(
        VARIABLES,
        "            set_eval_ret_undefined(s);\n            if (js_parse_expr_paren(s))\n                goto fail;\n\n            push_scope(s);\n            label_break",
        "            set_eval_ret_undefined(s);\n            jsc_mark_statement(s, s->last_col_num);\n            if (js_parse_expr_paren(s))\n                goto fail;\n\n            push_scope(s);\n            label_break",
    ),
    edit(
        VARIABLES,
        "    hasexpr:\n        emit_source_loc(s);\n",
        "    hasexpr:\n        emit_source_loc(s);\n        jsc_mark_statement(s, s->token.col_num);\n",
    ),
    edit(
        VARIABLES,
        "    if (next_token(s))\n        return -1;\n    /* small regular arrays are created on the stack */\n",
        "    s->statement_func = NULL; /* the array comes first in V8 */\n    if (next_token(s))\n        return -1;\n    /* small regular arrays are created on the stack */\n",
    ),
    edit(
        ITERATIONS,
        "            if (js_parse_assign_expr(s))\n                return -1;\n            emit_op(s, OP_append);\n        } else {\n            need_length = true;",
        "            emit_source_loc(s);\n            if (js_parse_assign_expr(s))\n                return -1;\n            emit_op(s, OP_append);\n        } else {\n            need_length = true;",
    ),
    edit(
        ITERATIONS,
        "        bool is_star = false, is_async;\n",
        "        bool is_star = false, is_async;\n        int yield_offset = s->token.col_num;\n",
    ),
    edit(
        ITERATIONS,
        "            emit_op(s, is_async ? OP_for_await_of_start : OP_for_of_start);\n",
        "            emit_source_loc_at(s, 1, yield_offset);\n            emit_op(s, is_async ? OP_for_await_of_start : OP_for_of_start);\n",
    ),
    edit(
        ITERATIONS,
        "    tok = s->token.val;\n    switch (is_let(s, DECL_MASK_OTHER)) {\n    case true:\n        tok = TOK_LET;\n        break;\n    case false:\n        break;\n    default:\n        return -1;\n    }",
        "    tok = s->token.val;\n    int each_offset = s->token.col_num;\n    switch (is_let(s, DECL_MASK_OTHER)) {\n    case true:\n        tok = TOK_LET;\n        break;\n    case false:\n        break;\n    default:\n        return -1;\n    }",
    ),
    edit(
        ITERATIONS,
        "        if (next_token(s))\n            return -1;\n\n        if (!(s->token.val == TOK_IDENT && !s->token.u.ident.is_reserved)) {\n            if (s->token.val == '[' || s->token.val == '{') {",
        "        if (next_token(s))\n            return -1;\n        each_offset = s->token.col_num;\n\n        if (!(s->token.val == TOK_IDENT && !s->token.u.ident.is_reserved)) {\n            if (s->token.val == '[' || s->token.val == '{') {",
    ),
    edit(
        ITERATIONS,
        "            put_lvalue(s, opcode, scope, var_name, lvalue_label,\n                       PUT_LVALUE_NOKEEP_BOTTOM, false);",
        "            emit_source_loc_at(s, 1, each_offset);\n            put_lvalue(s, opcode, scope, var_name, lvalue_label,\n                       PUT_LVALUE_NOKEEP_BOTTOM, false);",
    ),
    edit(
        ITERATIONS,
        "    if (is_for_of) {\n        if (js_parse_assign_expr(s))\n            return -1;\n    } else {\n        if (js_parse_expr(s))",
        "    emit_source_loc(s);\n    if (is_for_of) {\n        if (js_parse_assign_expr(s))\n            return -1;\n    } else {\n        if (js_parse_expr(s))",
    ),
    edit(
        ITERATIONS,
        "    emit_label(s, label_cont);\n    if (is_for_of) {\n        if (is_async) {\n            /* call the next method */",
        "    emit_label(s, label_cont);\n    emit_source_loc_at(s, 1, each_offset);\n    if (is_for_of) {\n        if (is_async) {\n            /* call the next method */",
    ),
    edit(
        PATTERNS,
        "    bool has_initializer;\n\n    label_lvalue = -1;\n\n    if (has_ellipsis < 0) {",
        "    bool has_initializer;\n    /* of the element, and of the position that the first one decides */\n    int target_offset = s->token.col_num, pattern_loc = -1, iteration_loc = -1;\n\n    label_lvalue = -1;\n\n    if (has_ellipsis < 0) {",
    ),
    edit(
        PATTERNS,
        "        /* throw an exception if the value cannot be converted to an object */\n",
        "        /* throw an exception if the value cannot be converted to an object */\n        pattern_loc = s->cur_func->byte_code.size;\n        emit_source_loc_at(s, 1, target_offset);\n",
    ),
    edit(
        PATTERNS,
        "                    JS_ThrowInternalError(s->ctx, \"unexpected ellipsis token\");\n                    return -1;\n                }\n                if (next_token(s))\n                    return -1;\n",
        "                    JS_ThrowInternalError(s->ctx, \"unexpected ellipsis token\");\n                    return -1;\n                }\n                if (next_token(s))\n                    return -1;\n                target_offset = s->token.col_num;\n                if (pattern_loc >= 0)\n                    jsc_patch_position(s, pattern_loc, target_offset);\n                pattern_loc = -1;\n",
    ),
    edit(
        PATTERNS,
        "            prop_type = js_parse_property_name(s, &prop_name, false, true, false);\n            if (prop_type < 0)\n                return -1;\n",
        "            target_offset = s->token.col_num;\n            prop_type = js_parse_property_name(s, &prop_name, false, true, false);\n            if (prop_type < 0)\n                return -1;\n            bool is_computed = prop_name == JS_ATOM_NULL;\n            if (prop_type != PROP_TYPE_IDENT) {\n                if (pattern_loc >= 0)\n                    jsc_patch_position(s, pattern_loc, target_offset);\n                pattern_loc = -1;\n            }\n",
    ),
    edit(
        PATTERNS,
        "            if (prop_type == PROP_TYPE_IDENT) {\n                if (next_token(s))\n                    goto prop_error;\n                if ((s->token.val == '['",
        "            if (prop_type == PROP_TYPE_IDENT) {\n                if (next_token(s))\n                    goto prop_error;\n                target_offset = s->token.col_num;\n                if (!is_computed && pattern_loc >= 0)\n                    jsc_patch_position(s, pattern_loc, target_offset);\n                pattern_loc = -1;\n                if ((s->token.val == '['",
    ),
    edit(
        PATTERNS,
        "                        /* get the computed property from the source object */\n",
        "                        /* get the computed property from the source object */\n                        emit_source_loc_at(s, 1, target_offset);\n",
    ),
    edit(
        PATTERNS,
        "                        /* get the named property from the source object */\n",
        "                        /* get the named property from the source object */\n                        emit_source_loc_at(s, 1, target_offset);\n",
    ),
    edit(
        PATTERNS,
        "                    /* source prop -- val */\n                    emit_op(s, OP_get_array_el);",
        "                    /* source prop -- val */\n                    emit_source_loc_at(s, 1, target_offset);\n                    emit_op(s, OP_get_array_el);",
    ),
    edit(
        PATTERNS,
        "                    /* source -- val */\n                    emit_op(s, OP_get_field);",
        "                    /* source -- val */\n                    emit_source_loc_at(s, 1, target_offset);\n                    emit_op(s, OP_get_field);",
    ),
    edit(
        PATTERNS,
        "                /* source -- source val */\n                emit_op(s, OP_get_field2);",
        "                /* source -- source val */\n                emit_source_loc_at(s, 1, target_offset);\n                emit_op(s, OP_get_field2);",
    ),
    edit(
        PATTERNS,
        "        block_env.has_iterator = true;\n        emit_op(s, OP_for_of_start);",
        "        block_env.has_iterator = true;\n        iteration_loc = s->cur_func->byte_code.size;\n        emit_source_loc_at(s, source_line_num, source_col_num);\n        emit_op(s, OP_for_of_start);",
    ),
    edit(
        PATTERNS,
        "            } else {\n                var_name = JS_ATOM_NULL;\n                enum_depth = 0;\n",
        "            } else {\n                var_name = JS_ATOM_NULL;\n                enum_depth = 0;\n                target_offset = s->token.col_num;\n",
    ),
    edit(
        PATTERNS,
        "                if (has_spread) {\n                    js_emit_spread_code(s, enum_depth);",
        "                emit_source_loc_at(s, 1, target_offset);\n                if (has_spread) {\n                    js_emit_spread_code(s, enum_depth);",
    ),
    edit(
        PATTERNS,
        "        label_done = emit_goto(s, OP_goto, -1);\n        if (next_token(s))\n            return -1;\n        emit_label(s, label_parse);",
        "        label_done = emit_goto(s, OP_goto, -1);\n        if (next_token(s))\n            return -1;\n        if (iteration_loc >= 0 && !is_arg)\n            jsc_patch_position(s, iteration_loc, tok ? s->token.col_num : s->last_col_num);\n        emit_label(s, label_parse);",
    ),
    edit(
        CLASSES,
        "    fd = js_new_function_def(s->ctx, s->cur_func, false, false,\n                             s->filename, 0, 0);",
        "    fd = js_new_function_def(s->ctx, s->cur_func, false, false,\n                             s->filename, 1, s->token.col_num);",
    ),
    edit(
        "initializers have the names that V8 gives them in stack traces",
        "    s->cur_func = cf->fields_init_fd;\n\n    if (!cf->is_static) {",
        "    s->cur_func = cf->fields_init_fd;\n    s->cur_func->func_name = JS_NewAtom(s->ctx, cf->is_static ? \"<static_initializer>\" : \"<instance_members_initializer>\");\n\n    if (!cf->is_static) {",
    ),
    edit(
        CLASSES,
        "        if (js_parse_class_default_ctor(s, class_flags & JS_DEFINE_CLASS_HAS_HERITAGE, &ctor_fd))\n            goto fail;\n",
        "        if (js_parse_class_default_ctor(s, class_flags & JS_DEFINE_CLASS_HAS_HERITAGE, &ctor_fd))\n            goto fail;\n        ctor_fd->col_num = class_start_ptr - s->buf_start;\n",
    ),
    edit(
        FRAMES,
        "    *col = 1;\n    p = b->pc2line_buf;",
        "    *col = b->col_num;\n    p = b->pc2line_buf;",
    ),
    edit(
        FRAMES,
        "                JSValue proto;\n                proto = JS_GetPrototype(ctx, sp[-1]);",
        "                JSValue proto;\n                sf->cur_pc = pc;\n                proto = JS_GetPrototype(ctx, sp[-1]);",
    ),
    edit(
        FRAMES,
        "                if (is_computed) {\n                    atom = JS_ValueToAtom(ctx, sp[-2]);\n                    if (unlikely(atom == JS_ATOM_NULL))\n                        goto exception;\n                    opcode +=",
        "                if (is_computed) {\n                    sf->cur_pc = pc;\n                    atom = JS_ValueToAtom(ctx, sp[-2]);\n                    if (unlikely(atom == JS_ATOM_NULL))\n                        goto exception;\n                    opcode +=",
    ),
    edit(
        FRAMES,
        "                class_flags = pc[4];\n                pc += 5;\n                if (js_op_define_class(",
        "                class_flags = pc[4];\n                pc += 5;\n                sf->cur_pc = pc;\n                if (js_op_define_class(",
    ),
    edit(
        FRAMES,
        "        CASE(OP_define_array_el):\n            {\n                int ret;\n",
        "        CASE(OP_define_array_el):\n            {\n                int ret;\n                sf->cur_pc = pc;\n",
    ),
    edit(
        "an error is at the `new` of its class, not at the super() calls below: V8 leaves out the \
         frames above the constructor that was called",
        "    build_backtrace(ctx, obj, JS_UNDEFINED, NULL, 0, 0, JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL);\n    return obj;\n exception:\n    JS_FreeValue(ctx, obj);",
        "    build_backtrace(ctx, obj, new_target, NULL, 0, 0,\n                    JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL | JS_BACKTRACE_FLAG_FILTER_FUNC);\n    return obj;\n exception:\n    JS_FreeValue(ctx, obj);",
    ),
];
