//! The compiler of texts, which a program carries only if it may evaluate one.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "the export jsc_use_eval adds it to the programs that need it; others are compiled by jsc_compile",
        from: "        JS_AddIntrinsicEval(ctx) ||\n",
        to: "",
    },
    Edit {
        file: "quickjs.c",
        why: "the error says what to do about it",
        from: "        return JS_ThrowTypeError(ctx, \"eval is not supported\");",
        to: "        return jsc_throw_no_evaluator(ctx);",
    },
];
