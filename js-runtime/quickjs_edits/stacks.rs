//! Stacks of errors where programs look at them.
use super::Edit;

const FUNCTIONS: &str =
    "packages look for the frames of functions made from texts by V8's name for those";

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "in V8 the stack is a plain property: packages set it to undefined",
        from: "    if (!JS_IsString(value))\n        return JS_ThrowTypeError(ctx, \"Error.prototype.stack setter expects a string\");\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: FUNCTIONS,
        from: "    obj = JS_EvalObject(ctx, ctx->global_obj, s, JS_EVAL_TYPE_INDIRECT, -1);",
        to: "    obj = JS_EvalObject(ctx, ctx->global_obj, s, JS_EVAL_TYPE_INDIRECT | JSC_EVAL_FUNCTION, -1);",
    },
    Edit {
        file: "quickjs.c",
        why: FUNCTIONS,
        from: "    ret = JS_EvalInternal(ctx, this_obj, str, len, \"<input>\", 1, flags, scope_idx);",
        to: r#"    ret = JS_EvalInternal(ctx, this_obj, str, len,
                          flags & JSC_EVAL_FUNCTION ? "<anonymous>" : "<input>", 1,
                          flags & ~JSC_EVAL_FUNCTION, scope_idx);"#,
    },
    Edit {
        file: "quickjs.c",
        why: FUNCTIONS,
        from: "static JSValue JS_EvalObject(JSContext *ctx, JSValueConst this_obj,\n                             JSValueConst val, int flags, int scope_idx);\n",
        to: "// A flag for JS_EvalObject: the text is of the Function constructor.\n#define JSC_EVAL_FUNCTION (1 << 30)\nstatic JSValue JS_EvalObject(JSContext *ctx, JSValueConst this_obj,\n                             JSValueConst val, int flags, int scope_idx);\n",
    },
];
