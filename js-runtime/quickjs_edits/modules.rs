//! Modules: resolved by the Program's tables, linked and evaluated without
//! recursion, and known to the functions compiled with them.
use super::Edit;

/// Why functions know their module apart from the file that stack traces show.
const MODULE_OF: &str = "import() and import.meta ask for the module a function was compiled \
                         with; its file name may be another, that of a source map";

/// Why the walks over imports are loops.
const NO_RECURSION: &str = "imports may nest deeper than the stack is: each module remembers who \
                            imported it and which request comes next";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    JSAtom filename;\n    int line_num;\n    int col_num;\n    int source_len;\n",
        to: "    JSAtom filename;\n    JSAtom module_name;\n    int line_num;\n    int col_num;\n    int source_len;\n",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    /* pc2line table */\n    JSAtom filename;\n",
        to: "    JSAtom module_name;\n    /* pc2line table */\n    JSAtom filename;\n",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "        list_add_tail(&fd->link, &parent->child_list);\n        fd->is_strict_mode",
        to: "        list_add_tail(&fd->link, &parent->child_list);\n        fd->module_name = JS_DupAtom(ctx, parent->module_name);\n        fd->is_strict_mode",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    fd->module = m;\n    if (m != NULL ||",
        to: "    fd->module = m;\n    fd->module_name = jsc_module_name(ctx, b, filename, flags);\n    if (m != NULL ||",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    JS_FreeAtom(ctx, fd->filename);\n    dbuf_free(&fd->pc2line);\n",
        to: "    JS_FreeAtom(ctx, fd->filename);\n    JS_FreeAtom(ctx, fd->module_name);\n    dbuf_free(&fd->pc2line);\n",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    b->filename = fd->filename;\n",
        to: "    b->filename = fd->filename;\n    b->module_name = fd->module_name;\n",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    JS_FreeAtomRT(rt, b->filename);\n    js_free_rt(rt, b->pc2line_buf);\n",
        to: "    JS_FreeAtomRT(rt, b->filename);\n    JS_FreeAtomRT(rt, b->module_name);\n    js_free_rt(rt, b->pc2line_buf);\n",
    },
    Edit {
        file: "quickjs.c",
        why: MODULE_OF,
        from: "    b = p->u.func.function_bytecode;\n    return JS_DupAtom(ctx, b->filename);\n",
        to: "    b = p->u.func.function_bytecode;\n    return JS_DupAtom(ctx, b->module_name);\n",
    },
    Edit {
        file: "quickjs.c",
        why: "a list of 20,000 modules is too long to search at each use of import.meta",
        from: "    m = js_find_loaded_module_by_name(ctx, filename);\n    JS_FreeAtom(ctx, filename);\n    if (!m) {",
        to: "    m = jsc_module_by_name(ctx, filename);\n    JS_FreeAtom(ctx, filename);\n    if (!m) {",
    },
    Edit {
        file: "quickjs.c",
        why: "specifiers resolve by the Program's tables to modules that all exist; attributes \
              were the front end's to look at, and searching a list by name takes too long",
        from: "    char *cname;\n    JSAtom module_name;\n\n    if (!rt->normalize_u.module_normalize_func &&",
        to: "    char *cname;\n    JSAtom module_name;\n\n    return jsc_resolve_import(ctx, base_cname, cname1);\n    if (!rt->normalize_u.module_normalize_func &&",
    },
    Edit {
        file: "quickjs.c",
        why: "modules are resolved when all are compiled",
        from: "        m->func_obj = fun_obj;\n        if (js_resolve_module(ctx, m) < 0)\n            goto fail1;\n",
        to: "        m->func_obj = fun_obj;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "each module is resolved by itself",
        from: "        rme->module = m1;\n        /* already done in js_host_resolve_imported_module() except if\n           the module was loaded with JS_EvalBinary() */\n        if (js_resolve_module(ctx, m1) < 0)\n            return -1;\n",
        to: "        rme->module = m1;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "each module's function is created by itself",
        from: "    m->func_created = true;\n\n    /* do it on the dependencies */\n\n    for(i = 0; i < m->req_module_entries_count; i++) {\n        JSReqModuleEntry *rme = &m->req_module_entries[i];\n        if (js_create_module_function(ctx, rme->module) < 0)\n            return -1;\n    }\n\n",
        to: "    m->func_created = true;\n",
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: "    int dfs_index, dfs_ancestor_index;\n    JSModuleDef *stack_prev;\n",
        to: "    int dfs_index, dfs_ancestor_index;\n    JSModuleDef *stack_prev;\n    JSModuleDef *importer; /* NULL for the one that was asked for */\n    int next_request;\n    uint32_t visit; /* of the last walk by c/modules.c or c/preinit.c */\n    JSModuleDef *plan_root; /* see jsc_evaluation_order */\n",
    },
    Edit {
        file: "quickjs.c",
        why: "a module that is evaluating is linked: `require` can ask for one that imports it",
        from: "    if (m->status == JS_MODULE_STATUS_LINKING ||\n        m->status == JS_MODULE_STATUS_LINKED ||\n        m->status == JS_MODULE_STATUS_EVALUATING_ASYNC ||\n        m->status == JS_MODULE_STATUS_EVALUATED)\n        return index;\n\n    assert(m->status == JS_MODULE_STATUS_UNLINKED);\n    m->status = JS_MODULE_STATUS_LINKING;\n",
        to: "    if (m->status != JS_MODULE_STATUS_UNLINKED)\n        return index;\n    m->importer = NULL;\n enter:\n    m->next_request = 0;\n    m->status = JS_MODULE_STATUS_LINKING;\n",
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: r#"    for(i = 0; i < m->req_module_entries_count; i++) {
        JSReqModuleEntry *rme = &m->req_module_entries[i];
        m1 = rme->module;
        index = js_inner_module_linking(ctx, m1, pstack_top, index);
        if (index < 0)
            goto fail;
        assert(m1->status == JS_MODULE_STATUS_LINKING ||
               m1->status == JS_MODULE_STATUS_LINKED ||
               m1->status == JS_MODULE_STATUS_EVALUATING_ASYNC ||
               m1->status == JS_MODULE_STATUS_EVALUATED);
        if (m1->status"#,
        to: r#" requests:
    while (m->next_request < m->req_module_entries_count) {
        m1 = m->req_module_entries[m->next_request].module;
        if (m1->status == JS_MODULE_STATUS_UNLINKED) {
            m1->importer = m;
            m = m1;
            goto enter;
        }
        m->next_request++;
        if (m1->status"#,
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: r#"        printf("js_inner_module_linking done\n");
    }
#endif
    return index;
"#,
        to: r#"        printf("js_inner_module_linking done\n");
    }
#endif
    if (m->importer) {
        m = m->importer;
        goto requests;
    }
    return index;
"#,
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: "    assert(m->status == JS_MODULE_STATUS_LINKED);\n\n    m->status = JS_MODULE_STATUS_EVALUATING;\n",
        to: "    m->importer = NULL;\n enter:\n    m->next_request = 0;\n    m->status = JS_MODULE_STATUS_EVALUATING;\n",
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: r#"    for(i = 0; i < m->req_module_entries_count; i++) {
        JSReqModuleEntry *rme = &m->req_module_entries[i];
        m1 = rme->module;
        index = js_inner_module_evaluation(ctx, m1, index, pstack_top, pvalue);
        if (index < 0)
            return -1;
        assert(m1->status == JS_MODULE_STATUS_EVALUATING ||
               m1->status == JS_MODULE_STATUS_EVALUATING_ASYNC ||
               m1->status == JS_MODULE_STATUS_EVALUATED);
        if (m1->status"#,
        to: r#" requests:
    while (m->next_request < m->req_module_entries_count) {
        m1 = m->req_module_entries[m->next_request].module;
        if (m1->status == JS_MODULE_STATUS_LINKED) {
            m1->importer = m;
            m = m1;
            goto enter;
        }
        m->next_request++;
        if (m1->status != JS_MODULE_STATUS_EVALUATING && m1->eval_has_exception) {
            *pvalue = js_dup(m1->eval_exception);
            return -1;
        }
        if (m1->status"#,
    },
    Edit {
        file: "quickjs.c",
        why: NO_RECURSION,
        from: "            if (m1 == m)\n                break;\n        }\n    }\n    *pvalue = JS_UNDEFINED;\n    return index;\n",
        to: "            if (m1 == m)\n                break;\n        }\n    }\n    if (m->importer) {\n        m = m->importer;\n        goto requests;\n    }\n    *pvalue = JS_UNDEFINED;\n    return index;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "a long chain of `export … from` is recursion",
        from: "    *pmodule = NULL;\n    *pme = NULL;\n    if (find_resolve_entry(s, m, export_name) >= 0)",
        to: "    *pmodule = NULL;\n    *pme = NULL;\n    if (js_check_stack_overflow(ctx->rt, 0)) {\n        JS_ThrowStackOverflow(ctx);\n        return JS_RESOLVE_RES_EXCEPTION;\n    }\n    if (find_resolve_entry(s, m, export_name) >= 0)",
    },
    Edit {
        file: "quickjs.c",
        why: "a long chain of `export *` is recursion",
        from: "    /* check circular reference */\n    for(i = 0; i < s->modules_count; i++) {",
        to: "    if (js_check_stack_overflow(ctx->rt, 0)) {\n        JS_ThrowStackOverflow(ctx);\n        return -1;\n    }\n    /* check circular reference */\n    for(i = 0; i < s->modules_count; i++) {",
    },
];
