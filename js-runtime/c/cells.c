// Allocation straight from the guest's heap. Included by quickjs.c in place of
// its own pools; each block keeps the header that holds reference counts.

// Defined in Rust, in src/memory.rs. Null when there is no memory.
void *jsc_cell_alloc(size_t size);
void *jsc_cell_alloc_zeroed(size_t size);
void jsc_cell_free(void *cell);
void *jsc_cell_realloc(void *cell, size_t size);
size_t jsc_cell_size(const void *cell);

enum { JSC_MAX_BLOCK = SIZE_MAX - sizeof(JSMallocBlockHeader) };

static inline void *jsc_block_data(JSMallocBlockHeader *block)
{
    return block ? block->user_data : NULL;
}

// The one runtime and the one context of a module are static: so they are beside the other
// state that every run writes, for hosts that map memory copy-on-write.
static struct {
    _Alignas(16) uint8_t context[sizeof(JSMallocBlockHeader) + sizeof(JSContext)];
    JSRuntime runtime;
} jsc_state;

static JSContext *jsc_context_cell(void)
{
    return jsc_block_data((JSMallocBlockHeader *)jsc_state.context);
}

static void js_arena_init(JSRuntime *rt)
{
}

static void js_arena_free_all(JSRuntime *rt)
{
}

JSC_HOT_BEGIN
void *js_malloc_rt(JSRuntime *rt, size_t size)
{
    if (unlikely(size - 1 >= JSC_MAX_BLOCK - 1))
        return NULL;
    return jsc_block_data(jsc_cell_alloc(sizeof(JSMallocBlockHeader) + size));
}

void *js_calloc_rt(JSRuntime *rt, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > JSC_MAX_BLOCK)
        return NULL;
    return jsc_block_data(jsc_cell_alloc_zeroed(sizeof(JSMallocBlockHeader) + bytes));
}

void js_free_rt(JSRuntime *rt, void *ptr)
{
    if (ptr)
        jsc_cell_free(js_rc(ptr));
}

void *js_realloc_rt(JSRuntime *rt, void *ptr, size_t size)
{
    if (!ptr)
        return js_malloc_rt(rt, size);
    if (unlikely(size == 0)) {
        js_free_rt(rt, ptr);
        return NULL;
    }
    if (unlikely(size > JSC_MAX_BLOCK))
        return NULL;
    return jsc_block_data(jsc_cell_realloc(js_rc(ptr), sizeof(JSMallocBlockHeader) + size));
}

size_t js_malloc_usable_size_rt(JSRuntime *rt, const void *ptr)
{
    return ptr ? jsc_cell_size(js_rc(ptr)) - sizeof(JSMallocBlockHeader) : 0;
}
JSC_HOT_END
