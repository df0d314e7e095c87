// Array.prototype.sort's order by merging: it asks for fewer comparisons, each of
// which is a call, than a quicksort does. Included by the edited quickjs.c, before js_array_sort.

// Shorter lists are sorted by insertion.
#define JSC_SORT_RUN 8

JSC_HOT_BEGIN
// Puts each slot behind the ones before it that are not greater, found by halving.
static void jsc_sort_short(ValueSlot *slots, size_t count, struct array_sort_context *order)
{
    for (size_t i = 1; i < count; i++) {
        ValueSlot slot = slots[i];
        size_t low = 0, high = i;
        // What is in order already costs one comparison.
        if (js_array_cmp_generic(&slots[i - 1], &slot, order) <= 0)
            continue;
        for (high = i - 1; low < high;) {
            size_t middle = (low + high) / 2;
            if (js_array_cmp_generic(&slots[middle], &slot, order) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        memmove(&slots[low + 1], &slots[low], sizeof(slot) * (i - low));
        slots[low] = slot;
    }
}

// Sorts `slots`; `room` is for half of them. Comparisons that fail compare equal, so that it ends.
static void jsc_sort_slots(ValueSlot *slots, size_t count, ValueSlot *room,
                           struct array_sort_context *order)
{
    size_t half = count / 2, left = 0, right = half;
    if (count <= JSC_SORT_RUN) {
        jsc_sort_short(slots, count, order);
        return;
    }
    jsc_sort_slots(slots, half, room, order);
    jsc_sort_slots(slots + half, count - half, room, order);
    if (js_array_cmp_generic(&slots[half - 1], &slots[half], order) <= 0)
        return;
    memcpy(room, slots, sizeof(*slots) * half);
    while (left < half && right < count) {
        if (js_array_cmp_generic(&room[left], &slots[right], order) <= 0) {
            slots[left + right - half] = room[left];
            left++;
        } else {
            slots[left + right - half] = slots[right];
            right++;
        }
    }
    memcpy(&slots[left + right - half], &room[left], sizeof(*slots) * (half - left));
}
JSC_HOT_END

// Sorts `slots`, or notes in `order` that there was no memory for it.
static void jsc_sort(JSContext *ctx, ValueSlot *slots, size_t count, struct array_sort_context *order)
{
    ValueSlot *room = NULL;
    if (count > JSC_SORT_RUN && !(room = js_malloc(ctx, sizeof(*room) * (count / 2)))) {
        order->exception = 1;
        return;
    }
    jsc_sort_slots(slots, count, room, order);
    js_free(ctx, room);
}
