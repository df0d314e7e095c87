//! The functions that programs spend their time in. The rest of the engine is
//! compiled for its size.
use std::fs;
use std::path::Path;

/// Functions of `quickjs.c`.
const FUNCTIONS: &[&str] = &[
    // The interpreter, and what is inlined into it.
    "JS_CallInternal",
    "JS_FreeValue",
    "JS_FreeValueRT",
    "js_dup",
    "set_value",
    "find_own_property",
    "find_own_property1",
    "js_poll_interrupts",
    "js_arith_to_float64",
    // Its slow paths.
    "js_call_c_function",
    "js_add_slow",
    "js_binary_arith_slow",
    "js_binary_logic_slow",
    "js_relational_slow",
    "js_strict_eq2",
    "js_same_value_zero",
    "js_get_fast_array_element",
    "add_fast_array_element",
    "JS_GetPropertyValue",
    "JS_SetPropertyValue",
    "JS_GetPropertyInternal",
    "JS_SetPropertyInternal2",
    "JS_TryGetPropertyInt64",
    "JS_ValueToAtomInternal",
    "JS_ToNumberHintFree",
    "JS_IteratorNext2",
    "js_array_iterator_next",
    "js_generator_next",
    // Calls from the engine's own functions, and what they read and write.
    "JS_Call",
    "JS_CallFree",
    "js_int64",
    "js_number",
    "JS_ToBoolFree",
    "JS_CallConstructorInternal",
    "js_call_bound_function",
    "JS_IteratorNext",
    "js_for_of_next",
    "js_string_iterator_next",
    "JS_DefinePropertyValue",
    "JS_DefinePropertyValueConst",
    "JS_DefinePropertyValueValue",
    "JS_DefinePropertyValueInt64",
    "JS_GetPropertyInt64",
    "JS_SetPropertyInt64",
    "js_create_array",
    "js_get_length64",
    "js_array_every",
    "js_array_reduce",
    "js_array_push",
    "js_get_length32",
    "JS_DefinePropertyValueInt64Const",
    "JS_CreateDataPropertyUint32",
    "js_array_indexOf",
    "js_array_includes",
    "js_array_slice",
    "js_array_concat",
    "js_array_cmp_generic",
    "JS_FlattenIntoArray",
    "async_func_resume",
    "js_async_function_resume",
    "js_async_function_resolve_call",
    "promise_reaction_job",
    "JS_EnqueueJob",
    "JS_ExecutePendingJob",
    "js_promise_resolve",
    "perform_promise_then",
    "fulfill_or_reject_promise",
    // Objects, shapes, closures.
    "JS_GetOwnPropertyNamesInternal",
    "JS_AtomGetKind",
    "JS_AtomIsArrayIndex",
    "js_get_atom_index",
    "JS_NewObjectFromShape",
    "JS_NewObjectProtoClass",
    "js_create_from_ctor",
    "add_property",
    "add_shape_property",
    "js_clone_shape",
    "js_new_shape_nohash",
    "js_shape_hash_link",
    "js_shape_hash_unlink",
    "js_free_shape",
    "js_free_shape0",
    "JS_DefineProperty",
    "JS_CreateProperty",
    "js_closure",
    "js_closure2",
    "get_var_ref",
    "close_var_refs",
    // Freeing.
    "js_free_value_rt",
    "free_gc_object",
    "free_object",
    "free_property",
    "js_array_finalizer",
    "mark_children",
    // Allocating.
    "js_malloc",
    "js_free",
    // Map and Set.
    "map_find_record",
    "map_add_record",
    "js_map_set",
    "js_map_has",
    "map_hash_key",
    "js_map_get",
    // Numbers and texts.
    "js_compare_bigint",
    "js_bigint_mul",
    "js_bigint_add",
    "js_mp_mul1",
    "js_mp_shl",
    "js_bigint_divrem",
    "js_bigint_normalize1",
    "string_getc",
    "js_new_string8_len",
    "js_string_eq",
    "JS_NewAtomStr",
    "__JS_FreeAtom",
    "js_string_charCodeAt",
    "js_alloc_string",
    "js_sub_string",
    "JS_ConcatString",
    "JS_ConcatString2",
];

/// Puts each function's declarations and definition between the marks that
/// `c/engine.c` defines; panics, failing the build, when one is not defined once.
pub fn mark(dir: &Path) {
    let path = dir.join("quickjs.c");
    let mut text = fs::read_to_string(&path).expect("read quickjs.c");
    for function in FUNCTIONS {
        let places = places(&text, function);
        let defined = places.iter().filter(|p| p.is_definition).count();
        assert_eq!(defined, 1, "definitions of {function} in quickjs.c");
        // A definition inherits the attributes of declarations before it.
        for place in places.iter().rev() {
            text.insert_str(place.end, "JSC_HOT_END\n");
            text.insert_str(place.start, "JSC_HOT_BEGIN\n");
        }
    }
    fs::write(&path, text).expect("write quickjs.c");
}

struct Place {
    start: usize,
    end: usize,
    is_definition: bool,
}

/// Where `function` is declared or defined: lines that begin at the margin and
/// have its name before a parenthesis, until `;` or the first `}` at the margin.
fn places(text: &str, function: &str) -> Vec<Place> {
    let named = format!("{function}(");
    text.match_indices(&named)
        .filter(|&(at, _)| text[..at].ends_with([' ', '*']))
        .map(|(at, _)| (text[..at].rfind('\n').map_or(0, |i| i + 1), at))
        .filter(|&(line, _)| text[line..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(|(start, at)| {
            let rest = &text[at..];
            let is_definition = rest
                .find(['{', ';'])
                .is_some_and(|i| rest[i..].starts_with('{'));
            let last = if is_definition { "\n}\n" } else { ";\n" };
            let end = at + rest.find(last).expect("a function ends") + last.len();
            Place {
                start,
                end,
                is_definition,
            }
        })
        .collect()
}
