//! How positions travel from the tokens to a function's table; see `c/positions.c`.
use super::Edit;

/// Why tokens and OP_source_loc carry offsets.
const OFFSETS: &str = "a position is a byte offset until a table is written: then it becomes the \
                       author's line and column, in the units that V8 counts in";

/// Why the parser looks back at a token or an operation.
const LOOKING_BACK: &str = "V8's positions depend on the token before, and on what was evaluated \
                            before";

/// Why a regular expression's error is positioned anew.
const REGEXP: &str = "an error in a regular expression literal lost its position: the stack that \
                      compiling it left was kept instead";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    s->token.col_num = max_int(1, s->mark - s->eol);\n    s->buf_ptr = p;",
        to: "    s->token.col_num = (int)(s->token.ptr - s->buf_start);\n    s->buf_ptr = p;",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    dbuf_put_u32(bc, line_num);\n    dbuf_put_u32(bc, col_num);\n}",
        to: "    dbuf_put_u32(bc, 1); /* the offset says all */\n    dbuf_put_u32(bc, col_num);\n    jsc_note_position(fd);\n}",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    js_parse_init(ctx, s, input, input_len, filename, line);\n    skip_shebang",
        to: "    js_parse_init(ctx, s, input, input_len, filename, line);\n    jsc_begin_positions(ctx, s->buf_start, input_len);\n    skip_shebang",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    fun_obj = js_create_function(ctx, fd);\n    if (JS_IsException(fun_obj))\n        goto fail1;\n    /* Could add",
        to: "    fun_obj = js_create_function(ctx, fd);\n    if (!JS_IsException(fun_obj))\n        jsc_keep_texts(ctx);\n    jsc_end_positions(ctx);\n    if (JS_IsException(fun_obj))\n        goto fail1;\n    /* Could add",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: " fail1:\n    /* XXX: should free all the unresolved dependencies */\n",
        to: " fail1:\n    jsc_end_positions(ctx);\n    /* XXX: should free all the unresolved dependencies */\n",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    compute_pc2line_info(s);\n",
        to: "    jsc_put_positions(s, &bc_out);\n",
    },
    Edit {
        file: "quickjs.c",
        why: OFFSETS,
        from: "    int err_col_num = s->token.col_num;\n    if (s->token.ptr && s->token.ptr >= s->token.line_start)\n        err_col_num = (int)(s->token.ptr - s->token.line_start) + 1;\n    build_backtrace(ctx, ctx->rt->current_exception, JS_UNDEFINED, s->filename,\n                    s->token.line_num, err_col_num, backtrace_flags);\n",
        to: "    jsc_locate_error(s, backtrace_flags);\n",
    },
    Edit {
        file: "quickjs.c",
        why: REGEXP,
        from: "                /* add the line number info */\n                backtrace_flags = 0;",
        to: "                jsc_forget_stack(s->ctx);\n                backtrace_flags = 0;",
    },
    Edit {
        file: "quickjs.c",
        why: REGEXP,
        from: "                build_backtrace(s->ctx, s->ctx->rt->current_exception, JS_UNDEFINED,\n                                s->filename,\n                                s->token.line_num,\n                                s->token.col_num,\n                                backtrace_flags);\n                return -1;",
        to: "                jsc_locate_error(s, backtrace_flags);\n                return -1;",
    },
    Edit {
        file: "quickjs.c",
        why: LOOKING_BACK,
        from: "    DynBuf byte_code;\n    int last_opcode_pos; /* -1 if no last opcode */\n",
        to: "    DynBuf byte_code;\n    int last_opcode_pos; /* -1 if no last opcode */\n    int source_loc_end; /* where the last OP_source_loc ends, if it is still there */\n",
    },
    Edit {
        file: "quickjs.c",
        why: LOOKING_BACK,
        from: "    fd->last_opcode_pos = bc->size;\n    dbuf_putc(bc, val);",
        to: "    fd->last_opcode_pos = bc->size;\n    if (fd->source_loc_end > bc->size)\n        fd->source_loc_end = 0;\n    dbuf_putc(bc, val);",
    },
    Edit {
        file: "quickjs.c",
        why: LOOKING_BACK,
        from: "    int last_col_num;   /* column number of last token */\n",
        to: "    int last_col_num;   /* column number of last token */\n    int last_val;       /* the last token */\n    /* see jsc_mark_statement */\n    JSFunctionDef *statement_func;\n    int statement_code, statement_offset;\n",
    },
    Edit {
        file: "quickjs.c",
        why: LOOKING_BACK,
        from: "    s->got_lf = false;\n    s->last_line_num = s->token.line_num;\n    s->last_col_num = s->token.col_num;\n redo:",
        to: "    s->got_lf = false;\n    s->last_line_num = s->token.line_num;\n    s->last_col_num = s->token.col_num;\n    s->last_val = s->token.val;\n redo:",
    },
];
