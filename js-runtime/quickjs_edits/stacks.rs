//! Stacks of errors where programs look at them.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "in V8 the stack is a plain property: packages set it to undefined",
        from: "    if (!JS_IsString(value))\n        return JS_ThrowTypeError(ctx, \"Error.prototype.stack setter expects a string\");\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "packages look for the frames of evaluated texts by V8's name for those",
        from: "    ret = JS_EvalInternal(ctx, this_obj, str, len, \"<input>\", 1, flags, scope_idx);",
        to: "    ret = JS_EvalInternal(ctx, this_obj, str, len, \"<anonymous>\", 1, flags, scope_idx);",
    },
];
