// Strings that are not ropes: comparing them, and finding their atoms.

// strv, for code that has to be inlined.
JSC_INLINE const void *jsc_characters(JSString *s)
{
    if (likely(s->kind == JS_STRING_KIND_NORMAL))
        return &s[1];
    if (s->kind == JS_STRING_KIND_SLICE) {
        JSStringSlice *slice = (void *)&s[1];
        return (const uint8_t *)&slice->parent[1] + slice->start;
    }
    return *(const void **)&s[1];
}

// The characters of a string of bytes; NULL if it has wider ones.
JSC_INLINE const uint8_t *jsc_bytes(JSString *s)
{
    return unlikely(s->is_wide_char) ? NULL : jsc_characters(s);
}

JSC_INLINE uint64_t jsc_load64(const uint8_t *bytes)
{
    uint64_t word;
    __builtin_memcpy(&word, bytes, sizeof(word));
    return word;
}

JSC_INLINE bool jsc_same_bytes(const uint8_t *a, const uint8_t *b, uint32_t count)
{
    for (; count >= 8; count -= 8, a += 8, b += 8) {
        if (jsc_load64(a) != jsc_load64(b))
            return false;
    }
    for (; count; count--) {
        if (*a++ != *b++)
            return false;
    }
    return true;
}

// Whether two strings are equal, or -1 where that takes more to find out.
JSC_INLINE int jsc_same_text(JSString *s, JSString *t)
{
    const uint8_t *a, *b;
    if (s->len != t->len)
        return 0;
    a = jsc_bytes(s);
    b = jsc_bytes(t);
    return a && b ? jsc_same_bytes(a, b, s->len) : -1;
}

// Compares two strings of bytes as memcmp does. False where one is not of bytes.
JSC_INLINE bool jsc_order_texts(JSString *s, JSString *t, int *order)
{
    const uint8_t *a = jsc_bytes(s), *b = jsc_bytes(t);
    uint32_t i = 0, count = s->len < t->len ? s->len : t->len;
    if (!a || !b)
        return false;
    while (i < count && a[i] == b[i])
        i++;
    *order = i < count ? a[i] - b[i] : (int)s->len - (int)t->len;
    return true;
}

// The atom of a property's name, or JS_ATOM_NULL where the name is an array
// index or no atom yet: no object has a property with such a name.
JSC_INLINE JSAtom jsc_find_atom(JSRuntime *rt, JSString *s)
{
    const uint8_t *bytes;
    uint32_t hash = JS_ATOM_TYPE_STRING, at;
    JSAtomStruct *p;
    if (s->atom_type == JS_ATOM_TYPE_STRING) {
        at = rt->atom_hash[s->hash & (rt->atom_hash_size - 1)];
        while (rt->atom_array[at] != s)
            at = rt->atom_array[at]->hash_next;
        return at;
    }
    bytes = jsc_bytes(s);
    if (!bytes || !s->len || is_num(bytes[0]))
        return JS_ATOM_NULL;
    // hash_string8
    for (at = 0; at < s->len; at++)
        hash = hash * 263 + bytes[at];
    hash = (hash ^ hash32(s->len)) & JS_ATOM_HASH_MASK;
    for (at = rt->atom_hash[hash & (rt->atom_hash_size - 1)]; at; at = p->hash_next) {
        const uint8_t *other;
        p = rt->atom_array[at];
        if (p->hash == hash && p->atom_type == JS_ATOM_TYPE_STRING && p->len == s->len &&
            (other = jsc_bytes(p)) && jsc_same_bytes(other, bytes, s->len))
            return at;
    }
    return JS_ATOM_NULL;
}
