//! The entry's evaluation can pause before each statement of its top level: the build evaluates it as
//! far as nobody notices, and a run goes on from there (`c/pauses.c`).
use super::Edit;

const WHY: &str = "an entry pauses in the build and goes on in the run: modules are async functions, whose \
                   frames are in the heap, and so is the function of a CommonJS entry";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: "    bool is_eval : 1; /* true if eval code */\n",
        to: "    bool is_eval : 1; /* true if eval code */\n    bool is_entry : 1; /* the top level of the program's entry */\n",
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: "    s->is_module = (m != NULL);\n    s->allow_html_comments = !s->is_module;\n\n    push_scope(s); /* body scope */",
        to: "    s->is_module = (m != NULL);\n    fd->is_entry = m != NULL && jsc_compiles_entry();\n    s->allow_html_comments = !s->is_module;\n\n    push_scope(s); /* body scope */",
    },
    Edit {
        file: "quickjs.c",
        why: "the function in which a CommonJS text is compiled is an arrow function in another",
        from: "    if (js_parse_directives(s))\n        goto fail;\n\n    /* in strict_mode, check function and argument names */",
        to: "    if (js_parse_directives(s))\n        goto fail;\n    fd->is_entry = !s->is_module && func_type == JS_PARSE_FUNC_ARROW && fd->parent->parent &&\n        !fd->parent->parent->parent && jsc_compiles_entry();\n\n    /* in strict_mode, check function and argument names */",
    },
    Edit {
        file: "quickjs.c",
        why: "while it is parsed it is no async function: `await` is a name there",
        from: "done:\n    s->cur_func = fd->parent;\n\n    /* Reparse identifiers after",
        to: "done:\n    if (fd->is_entry)\n        fd->func_kind = JS_FUNC_ASYNC;\n    s->cur_func = fd->parent;\n\n    /* Reparse identifiers after",
    },
    Edit {
        file: "quickjs.c",
        why: "it returns as async functions do",
        from: "    if (s->cur_func->func_kind != JS_FUNC_NORMAL) {\n        if (!hasval) {",
        to: "    if (s->cur_func->func_kind != JS_FUNC_NORMAL || s->cur_func->is_entry) {\n        if (!hasval) {",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    } else if (s->cur_func->func_kind != JS_FUNC_NORMAL) {\n        emit_op(s, OP_return_async);",
        to: "    } else if (s->cur_func->func_kind != JS_FUNC_NORMAL || s->cur_func->is_entry) {\n        emit_op(s, OP_return_async);",
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: "    JSFunctionDef *fd = s->cur_func;\n    int tok;\n\n    if (s->token.val == TOK_FUNCTION ||\n        (token_is_pseudo_keyword(s, JS_ATOM_async) &&\n         peek_token(s, true) == TOK_FUNCTION)) {",
        to: "    JSFunctionDef *fd = s->cur_func;\n    int tok;\n\n    if (fd->is_entry)\n        emit_op(s, OP_initial_yield);\n    if (s->token.val == TOK_FUNCTION ||\n        (token_is_pseudo_keyword(s, JS_ATOM_async) &&\n         peek_token(s, true) == TOK_FUNCTION)) {",
    },
    Edit {
        file: "quickjs.c",
        why: "in an async function the operation stands before each statement of an entry",
        from: "        CASE(OP_return_async):\n        CASE(OP_initial_yield):\n            ret_val = JS_UNDEFINED;",
        to: "        CASE(OP_initial_yield):\n            if (b->func_kind == JS_FUNC_ASYNC && !jsc_pauses_here())\n                BREAK;\n            /* fallthrough */\n        CASE(OP_return_async):\n            ret_val = JS_UNDEFINED;",
    },
    Edit {
        file: "quickjs.c",
        why: WHY,
        from: "    JSValue resolve_funcs[2], ret_val;\n    promise = js_async_function_call(ctx, m->func_obj, JS_UNDEFINED, 0, NULL, 0);",
        to: "    JSValue resolve_funcs[2], ret_val;\n    promise = jsc_call_module(ctx, m);",
    },
    Edit {
        file: "quickjs.c",
        why: "what is paused needs no promise to go on to its end",
        from: "        JSValue promise;\n        JSPromiseStateEnum state;\n\n        promise = js_async_function_call(ctx, m->func_obj, JS_UNDEFINED, 0, NULL, 0);",
        to: "        JSValue promise;\n        JSPromiseStateEnum state;\n\n        if (jsc_is_paused_in(m)) {\n            if (jsc_resume_entry(ctx) < 0)\n                goto fail;\n            *pvalue = JS_UNDEFINED;\n            return 0;\n        }\n        promise = js_async_function_call(ctx, m->func_obj, JS_UNDEFINED, 0, NULL, 0);",
    },
];
