//! Functions' texts, for Function.prototype.toString: each is a piece of a text
//! that those around it share; see `c/texts.c`.
use super::Edit;

const SHARED: &str = "each function had a copy of its text, and so of all texts within it: a \
                      bundle's was kept once for each level that its functions nest";

const fn edit(from: &'static str, to: &'static str) -> Edit {
    Edit {
        file: "quickjs.c",
        why: SHARED,
        from,
        to,
    }
}

pub const EDITS: &[Edit] = &[
    edit(
        "    char *source;\n} JSFunctionBytecode;",
        "    char *source; /* in `text`, while compiling in the parser's buffer */\n    struct JSCText *text;\n} JSFunctionBytecode;",
    ),
    edit(
        "            fd->source_len = s->last_ptr - ptr;\n            fd->source = js_strndup(ctx, (const char *)ptr, fd->source_len);",
        "            fd->source_len = s->last_ptr - ptr;\n            fd->source = (char *)ptr;",
    ),
    edit(
        "        fd->source_len = s->buf_ptr - ptr;\n        fd->source = js_strndup(ctx, (const char *)ptr, fd->source_len);",
        "        fd->source_len = s->buf_ptr - ptr;\n        fd->source = (char *)ptr;",
    ),
    edit(
        "    js_free(ctx, ctor_fd->source);\n    ctor_fd->source_len = s->buf_ptr - class_start_ptr;\n    ctor_fd->source = js_strndup(ctx, (const char *)class_start_ptr, ctor_fd->source_len);",
        "    ctor_fd->source_len = s->buf_ptr - class_start_ptr;\n    ctor_fd->source = (char *)class_start_ptr;",
    ),
    edit(
        "    js_free(ctx, fd->source);\n\n    if (fd->parent) {",
        "    if (fd->parent) {",
    ),
    edit(
        "    js_free_rt(rt, b->source);\n\n    remove_gc_object(&b->header);",
        "    jsc_release_text(rt, b);\n\n    remove_gc_object(&b->header);",
    ),
];
