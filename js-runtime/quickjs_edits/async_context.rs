//! What a promise's handlers run in: node:async_hooks binds them to the context in which `then` or `await` took
//! them, through `jsc_binder`, in the programs that have it. Upstream's own hooks do not tell when a handler runs;
//! nothing uses them, and without them the promises of all programs are smaller.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "handlers keep the context of the code that gave them, also those of await",
        from: "            handler = JS_UNDEFINED;\n        rd->handler = js_dup(handler);\n        rd_array[i] = rd;",
        to: "            handler = JS_UNDEFINED;\n        rd->handler = jsc_bind(ctx, handler);\n        rd_array[i] = rd;",
    },
    Edit {
        file: "quickjs.c",
        why: "nothing sets a promise hook",
        from: "    rt = ctx->rt;\n    if (rt->promise_hook) {\n        rt->promise_hook(ctx, JS_PROMISE_HOOK_BEFORE, promise, JS_UNDEFINED,\n                         rt->promise_hook_opaque);\n    }\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    if (rt->promise_hook) {\n        rt->promise_hook(ctx, JS_PROMISE_HOOK_AFTER, promise, JS_UNDEFINED,\n                         rt->promise_hook_opaque);\n    }\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    rt = ctx->rt;\n    if (rt->promise_hook) {\n        JSValueConst parent_promise = JS_UNDEFINED;\n        if (rt->parent_promise)\n            parent_promise = rt->parent_promise->value;\n        rt->promise_hook(ctx, JS_PROMISE_HOOK_INIT, obj, parent_promise,\n                         rt->promise_hook_opaque);\n    }\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    rt = ctx->rt;\n    // always restore, even if js_new_promise_capability callee removes hook\n    have_promise_hook = (rt->promise_hook != NULL);\n    if (have_promise_hook) {\n        link = (JSValueLink){rt->parent_promise, this_val};\n        rt->parent_promise = &link;\n    }\n    result_promise = js_new_promise_capability(ctx, resolving_funcs, ctor);\n    if (have_promise_hook)\n        rt->parent_promise = link.next;\n",
        to: "    result_promise = js_new_promise_capability(ctx, resolving_funcs, ctor);\n",
    },
    Edit {
        file: "quickjs.c",
        why: "as above",
        from: "    if (s->promise_state == JS_PROMISE_FULFILLED) {\n        JSRuntime *rt = ctx->rt;\n        if (rt->promise_hook) {\n            rt->promise_hook(ctx, JS_PROMISE_HOOK_RESOLVE, promise,\n                             JS_UNDEFINED, rt->promise_hook_opaque);\n        }\n    }\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "so does the `then` of an object that a promise is resolved with",
        from: "        args[2] = then;\n        JS_EnqueueJob(ctx, js_promise_resolve_thenable_job, 3, args);\n",
        to: "        JSValue bound = jsc_bind(ctx, then);\n        args[2] = bound;\n        JS_EnqueueJob(ctx, js_promise_resolve_thenable_job, 3, args);\n        JS_FreeValue(ctx, bound);\n",
    },
];
