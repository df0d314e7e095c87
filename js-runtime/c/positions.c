// Positions as the author knows them. While a text is parsed a position is a
// byte offset: tokens have it in `col_num`, OP_source_loc in its second operand.
// Offsets become lines and columns when a function's table is written, here.
// Included by engine.c.

// A piece of a compiled text and where it comes from; as in src/modules/compile.rs.
typedef struct {
    uint32_t offset, file, line, column, copied;
} JSCSegment;

// What the next text to be compiled comes from.
static struct {
    // Bytes before the author's text, and of it; 0 means to the end.
    uint32_t start, length;
    const JSCSegment *segments;
    uint32_t segment_count;
    const JSAtom *files;
    uint32_t file_count;
} jsc_sources;

// Sets it; without segments a text's positions are its own.
void jsc_set_sources(uint32_t start, uint32_t length, const JSCSegment *segments,
                     uint32_t segment_count, const JSAtom *files, uint32_t file_count)
{
    jsc_sources.start = start;
    jsc_sources.length = length;
    jsc_sources.segments = segments;
    jsc_sources.segment_count = segment_count;
    jsc_sources.files = files;
    jsc_sources.file_count = file_count;
}

typedef struct {
    uint32_t offset;
    int line, column;
    JSAtom file; // JS_ATOM_NULL: the one that the text was named after
} JSCPosition;

// One in so many bytes is remembered with its position, so that looking back
// needs no search from the start of the text.
#define JSC_STEP 256

typedef struct {
    const uint8_t *buffer; // what the parser reads
    const uint8_t *text;   // the author's part of it
    uint32_t length;
    JSCPosition at; // the last one looked up by reading the text
    JSCPosition *steps;
    uint32_t step_count, step_size;
    uint32_t segment; // the last one looked up
    // Those made so far whose texts are to be kept; see texts.c.
    JSFunctionBytecode **functions;
    int function_count, function_size;
} JSCLocator;

// Of the text that is being compiled.
static JSCLocator jsc_locator;

static void jsc_begin_positions(JSContext *ctx, const uint8_t *buffer, uint32_t length)
{
    uint32_t start = min_uint32(jsc_sources.start, length);
    uint32_t rest = length - start;
    js_free(ctx, jsc_locator.steps);
    js_free(ctx, jsc_locator.functions);
    memset(&jsc_locator, 0, sizeof(jsc_locator));
    jsc_locator.buffer = buffer;
    jsc_locator.text = buffer + start;
    jsc_locator.length = jsc_sources.length ? min_uint32(jsc_sources.length, rest) : rest;
    jsc_locator.at.line = jsc_locator.at.column = 1;
}

static void jsc_end_positions(JSContext *ctx)
{
    jsc_begin_positions(ctx, NULL, 0);
}

// Moves one byte on. Lines end as V8 has it: at LF, CR, CR LF, U+2028, U+2029.
// Columns are UTF-16 code units.
static void jsc_advance(const uint8_t *text, uint32_t length, JSCPosition *at)
{
    uint32_t i = at->offset++;
    uint8_t c = text[i];
    if (c < 0x80) {
        bool ends = c == '\n' || (c == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
        at->line += ends;
        at->column = ends ? 1 : at->column + 1;
    } else if (c >= 0xc0) {
        at->column += c >= 0xf0 ? 2 : 1;
    } else if (i >= 2 && text[i - 2] == 0xe2 && text[i - 1] == 0x80 && (c == 0xa8 || c == 0xa9)) {
        at->line++;
        at->column = 1;
    }
}

static void jsc_remember_step(JSContext *ctx, JSCLocator *l)
{
    if (l->at.offset % JSC_STEP || l->at.offset / JSC_STEP != l->step_count + 1)
        return;
    if (l->step_count == l->step_size) {
        uint32_t size = l->step_size ? l->step_size * 2 : 16;
        JSCPosition *steps = js_realloc_rt(ctx->rt, l->steps, size * sizeof(*steps));
        if (!steps)
            return;
        l->steps = steps;
        l->step_size = size;
    }
    l->steps[l->step_count++] = l->at;
}

static JSCPosition jsc_read_to(JSContext *ctx, JSCLocator *l, uint32_t offset)
{
    uint32_t step = min_uint32(offset / JSC_STEP, l->step_count);
    JSCPosition nearest = { .line = 1, .column = 1 };
    if (step)
        nearest = l->steps[step - 1];
    if (l->at.offset > offset || l->at.offset < nearest.offset)
        l->at = nearest;
    while (l->at.offset < offset) {
        jsc_advance(l->text, l->length, &l->at);
        jsc_remember_step(ctx, l);
    }
    return l->at;
}

// The last segment that does not start behind `offset`, or the first.
static const JSCSegment *jsc_segment_at(JSCLocator *l, uint32_t offset)
{
    const JSCSegment *s = jsc_sources.segments;
    uint32_t i = l->segment, n = jsc_sources.segment_count;
    bool here = s[i].offset <= offset && (i + 1 == n || offset < s[i + 1].offset);
    bool next = !here && i + 1 < n && s[i + 1].offset <= offset &&
                (i + 2 == n || offset < s[i + 2].offset);
    if (next) {
        i++;
    } else if (!here) {
        uint32_t low = 0, high = n; // s[low] is not behind, s[high] is
        while (high - low > 1) {
            uint32_t middle = low + (high - low) / 2;
            if (s[middle].offset <= offset)
                low = middle;
            else
                high = middle;
        }
        i = low;
    }
    l->segment = i;
    return &s[i];
}

static int jsc_clamp(uint64_t value)
{
    return value < 1 ? 1 : value > INT32_MAX ? INT32_MAX : (int)value;
}

// The position of an offset into the buffer that is being compiled.
static JSCPosition jsc_locate(JSContext *ctx, uint32_t offset)
{
    JSCLocator *l = &jsc_locator;
    uint32_t start = l->text - l->buffer;
    offset = offset < start ? 0 : min_uint32(offset - start, l->length);
    if (!jsc_sources.segment_count)
        return jsc_read_to(ctx, l, offset);
    const JSCSegment *s = jsc_segment_at(l, offset);
    uint32_t into = s->copied && offset > s->offset ? offset - s->offset : 0;
    return (JSCPosition){
        .line = jsc_clamp(s->line),
        .column = jsc_clamp((uint64_t)s->column + into),
        .file = s->file < jsc_sources.file_count ? jsc_sources.files[s->file] : JS_ATOM_NULL,
    };
}

// --- While parsing ---

// OP_source_loc and its operands.
#define JSC_SOURCE_LOC_SIZE 9

// Notes that OP_source_loc was emitted.
static void jsc_note_position(JSFunctionDef *fd)
{
    fd->source_loc_end = fd->byte_code.size;
}

// Removes the last operation, which a different one replaces, with its position.
static void jsc_drop_operation(JSFunctionDef *fd)
{
    fd->byte_code.size = fd->last_opcode_pos;
    if (fd->source_loc_end == fd->last_opcode_pos && fd->source_loc_end >= JSC_SOURCE_LOC_SIZE)
        fd->byte_code.size -= JSC_SOURCE_LOC_SIZE;
}

// Removes the last operation, a reference that is to be assigned to. Where V8
// reads a variable first, that has its position; a property has the position
// of what was evaluated before it.
static void jsc_drop_reference(JSFunctionDef *fd, bool read)
{
    if (read && fd->byte_code.buf[fd->last_opcode_pos] == OP_scope_get_var)
        fd->byte_code.size = fd->last_opcode_pos;
    else
        jsc_drop_operation(fd);
}

// Remembers where a statement starts whose code comes next: V8 gives a variable
// that is read before anything else happens the statement's position.
static void jsc_mark_statement(JSParseState *s, int offset)
{
    s->statement_func = s->cur_func;
    s->statement_code = s->cur_func->byte_code.size;
    s->statement_offset = offset;
}

// The position of a variable that is read; the current token names it.
static int jsc_variable_offset(JSParseState *s)
{
    if (s->statement_func == s->cur_func && s->statement_code == s->cur_func->byte_code.size)
        return s->statement_offset;
    return s->token.col_num;
}

// The position of a call, when the current token is its parenthesis: V8's is
// that of the name before it, or else the parenthesis.
static int jsc_call_offset(JSParseState *s)
{
    switch (s->last_val) {
    case TOK_IDENT:
    case TOK_SUPER:
    case TOK_LET:
    case TOK_STATIC:
    case TOK_YIELD:
    case TOK_AWAIT:
    case TOK_IMPLEMENTS:
    case TOK_INTERFACE:
    case TOK_PACKAGE:
    case TOK_PRIVATE:
    case TOK_PROTECTED:
    case TOK_PUBLIC:
        return s->last_col_num;
    default:
        return s->token.col_num;
    }
}

// Changes the position that was emitted at `code`.
static void jsc_patch_position(JSParseState *s, int code, int offset)
{
    DynBuf *bc = &s->cur_func->byte_code;
    if (!dbuf_error(bc))
        put_u32(bc->buf + code + 5, offset);
}

// Gives a syntax error its position and stack.
static void jsc_locate_error(JSParseState *s, int backtrace_flags)
{
    JSContext *ctx = s->ctx;
    uint32_t offset = s->token.ptr ? s->token.ptr - s->buf_start : 0;
    JSCPosition at = { .line = 1, .column = 1 };
    if (s->buf_start == jsc_locator.buffer) {
        at = jsc_locate(ctx, offset);
    } else {
        while (at.offset < offset)
            jsc_advance(s->buf_start, s->buf_end - s->buf_start, &at);
    }
    const char *file = at.file ? JS_AtomToCString(ctx, at.file) : NULL;
    build_backtrace(ctx, ctx->rt->current_exception, JS_UNDEFINED, file ? file : s->filename,
                    at.line, at.column, backtrace_flags);
    JS_FreeCString(ctx, file);
}

// --- Writing tables ---

// Operations that neither throw nor call: no stack frame stands at them.
static bool jsc_is_silent(int op)
{
    switch (op) {
    case OP_push_i32 ... OP_rot5l:
    case OP_array_from:
    case OP_return:
    case OP_return_undef:
    case OP_return_async:
    case OP_define_field ... OP_define_array_el:
    case OP_get_loc ... OP_set_loc_uninitialized:
    case OP_close_loc ... OP_nip_catch:
    case OP_initial_yield:
    case OP_yield:
    case OP_await:
    case OP_lnot:
    case OP_typeof:
    case OP_strict_eq:
    case OP_strict_neq:
    case OP_is_undefined_or_null:
    case OP_push_bigint_i32:
    case OP_nop:
    case OP_push_minus1 ... OP_set_var_ref3:
    case OP_if_false8 ... OP_goto16:
    case OP_is_undefined ... OP_typeof_is_function:
        return true;
    default:
        return false;
    }
}

static void jsc_put_step(DynBuf *table, int pc, int line, int column)
{
    if (line >= PC2LINE_BASE && line < PC2LINE_BASE + PC2LINE_RANGE && pc <= PC2LINE_DIFF_PC_MAX) {
        dbuf_putc(table, (line - PC2LINE_BASE) + pc * PC2LINE_RANGE + PC2LINE_OP_FIRST);
    } else {
        dbuf_putc(table, 0);
        dbuf_put_leb128(table, pc);
        dbuf_put_sleb128(table, line);
    }
    dbuf_put_sleb128(table, column);
}

// Writes the table of a function whose final code is `code`, and makes its own
// position the author's. Only operations that can show in a stack frame get an
// entry, and only when it differs from the one before.
static void jsc_put_positions(JSFunctionDef *fd, const DynBuf *code)
{
    JSCPosition last = jsc_locate(fd->ctx, fd->col_num);
    if (last.file) {
        JS_FreeAtom(fd->ctx, fd->filename);
        fd->filename = JS_DupAtom(fd->ctx, last.file);
    }
    fd->line_num = last.line;
    fd->col_num = last.column;
    js_dbuf_init(fd->ctx, &fd->pc2line);
    if ((jsc_compile_flags & JSC_STRIPPED) || dbuf_error(code))
        return;
    int slot = 0, offset = -1, last_offset = -1;
    uint32_t last_pc = 0;
    for (uint32_t pc = 0; pc < code->size; pc += short_opcode_info(code->buf[pc]).size) {
        for (; slot < fd->source_loc_count && fd->source_loc_slots[slot].pc <= pc; slot++)
            offset = fd->source_loc_slots[slot].col_num;
        if (offset == last_offset || jsc_is_silent(code->buf[pc]))
            continue;
        last_offset = offset;
        JSCPosition at = jsc_locate(fd->ctx, offset);
        if (at.line == last.line && at.column == last.column)
            continue;
        jsc_put_step(&fd->pc2line, pc - last_pc, at.line - last.line, at.column - last.column);
        last = at;
        last_pc = pc;
    }
}
