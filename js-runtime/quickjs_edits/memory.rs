//! Allocation: the heap of `alloc/` in place of upstream's pools.
use super::Edit;

pub const EDITS: &[Edit] = &[
    Edit {
        file: "quickjs.c",
        why: "upstream puts pools of small blocks before the allocator, which has cells of its own: c/cells.c \
              allocates there directly, so that freed blocks are zeroed at build time and none is half used",
        from: "/* max overhead for size >= 64: 12.5% */\n",
        to: "#include \"cells.c\"\n#if 0\n",
    },
    Edit {
        file: "quickjs.c",
        why: "the end of what the edit above replaces",
        from: "/**\n * This used to be implemented as malloc + memset",
        to: "#endif\n/**\n * This used to be implemented as malloc + memset",
    },
    Edit {
        file: "quickjs.c",
        why: "the heap counts its live bytes",
        from: "    force_gc = ((rt->malloc_state.malloc_size + size) >",
        to: "    force_gc = ((jsc_live_bytes + size) >",
    },
    Edit {
        file: "quickjs.c",
        why: "as above; and a small heap is not looked through each time that it grows by little",
        from: "        rt->malloc_gc_threshold = rt->malloc_state.malloc_size +\n            (rt->malloc_state.malloc_size >> 1);",
        to: "        size_t growth = jsc_live_bytes >> 1;\n        rt->malloc_gc_threshold = jsc_live_bytes + (growth > JSC_MIN_GROWTH ? growth : JSC_MIN_GROWTH);",
    },
    Edit {
        file: "quickjs.c",
        why: "there is one runtime, which is static: c/cells.c",
        from: "    rt = mf->js_calloc(opaque, 1, sizeof(JSRuntime));\n",
        to: "    rt = &jsc_state.runtime;\n",
    },
    Edit {
        file: "quickjs.c",
        why: "as above, one context",
        from: "    ctx = js_mallocz_rt(rt, sizeof(JSContext));\n",
        to: "    ctx = jsc_context_cell();\n",
    },
];
