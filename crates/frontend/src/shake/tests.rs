use super::*;
use crate::parse::{Format, Parsed, parse};
use crate::recipe::Recipe;

/// Modules that import each other as `./0`, `./1`, …; a name that starts with `#`
/// says that evaluating it has no effects.
fn shaken(sources: &[&str]) -> Vec<Option<String>> {
    let texts: Vec<_> = sources.iter().map(|s| s.trim_start_matches('#')).collect();
    let parsed: Vec<Parsed> = texts
        .iter()
        .map(|text| parse(text, &Recipe::of(Format::Module)).expect("it is a module"))
        .collect();
    let targets: Vec<Vec<_>> = parsed
        .iter()
        .map(|parsed| {
            let requests = parsed.facts.requests.iter();
            requests
                .map(|request| {
                    let index = request.specifier.strip_prefix("./")?.parse().ok()?;
                    Some(Target::Module {
                        index,
                        interop: false,
                    })
                })
                .collect()
        })
        .collect();
    let types = HashSet::new();
    let units: Vec<_> = (0..sources.len())
        .map(|i| Unit {
            goal: Goal::Module,
            facts: &parsed[i].facts,
            targets: &targets[i],
            effects: !sources[i].starts_with('#'),
            types: &types,
        })
        .collect();
    let kept = shake(&units, true);
    (0..sources.len())
        .map(|i| {
            let text = apply(texts[i], &parsed[i].facts, &kept[i]);
            let text = text.unwrap_or_else(|| texts[i].to_owned());
            assert_eq!(text.len(), texts[i].len());
            let units = |text: &str| text.encode_utf16().count();
            assert_eq!(units(&text), units(texts[i]));
            assert_eq!(text.lines().count(), texts[i].lines().count());
            kept[i]
                .included
                .then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect()
}

fn texts<const N: usize>(sources: [&str; N]) -> [String; N] {
    let mut out = shaken(&sources).into_iter();
    std::array::from_fn(|_| out.next().flatten().unwrap_or("(none)".into()))
}

#[test]
fn what_nobody_uses_goes() {
    let [entry, module] = texts([
        "import { a, b } from './1'; console.log(a);",
        "export const a = 1; export function b() { return c }\nconst c = 2; effect();",
    ]);
    assert_eq!(entry, "import{a}from'./1'; console.log(a);");
    assert_eq!(module, "export const a = 1; ; ; effect();");
}

#[test]
fn everything_of_the_entry_stays() {
    let [entry] = texts(["export const a = 1; const b = 2; export default () => b;"]);
    assert_eq!(
        entry,
        "export const a = 1; const b = 2; export default () => b;"
    );
}

#[test]
fn modules_without_effects_go_when_nothing_of_them_is_used() {
    let [entry, one, two] = texts([
        "import { a } from './1'; import './2'; f();",
        "#export const a = 1; g();",
        "h();",
    ]);
    assert_eq!(entry, "; import './2'; f();");
    assert_eq!((one.as_str(), two.as_str()), ("(none)", "h();"));
}

#[test]
fn reexports_are_followed() {
    let [_, barrel, a, b] = texts([
        "import { x } from './1'; x();",
        "#export * from './2'; export { y, z as w } from './3';",
        "#export const x = () => 1;",
        "#export const y = 1, z = 2;",
    ]);
    assert_eq!(barrel, "export * from './2'; ;");
    assert_eq!(a, "export const x = () => 1;");
    assert_eq!(b, "(none)");
}

#[test]
fn only_the_properties_read_of_a_namespace_stay() {
    let [_, module] = texts([
        "import * as ns from './1'; ns.a();",
        "#export const a = () => 1; export const b = () => 2;",
    ]);
    assert_eq!(module, "export const a = () => 1; ;");
    let [_, module] = texts([
        "import * as ns from './1'; f(ns);",
        "#export const a = () => 1; export const b = () => 2;",
    ]);
    assert_eq!(
        module,
        "export const a = () => 1; export const b = () => 2;"
    );
}

#[test]
fn cycles_end() {
    let [a, b] = texts([
        "import { b } from './1'; export const a = () => b();",
        "import { a } from './0'; export const b = () => a(); export const c = 1;",
    ]);
    assert_eq!(a, "import { b } from './1'; export const a = () => b();");
    assert_eq!(b, "import { a } from './0'; export const b = () => a(); ;");
}

#[test]
fn default_and_namespace_imports_are_rewritten() {
    let [entry, _] = texts([
        "import d, { a as x, 'b c' as y } from './1' with { type: 'json' }; d(y);",
        "export default 1; export { a, a as 'b c' }; const a = 1;",
    ]);
    assert_eq!(entry, "import d,{'b c' as y}from'./1'; d(y);");
}

#[test]
fn pure_annotations_and_eval() {
    let [_, module] = texts([
        "import './1';",
        "const a = /* @__PURE__ */ f(); const b = [a]; class C {} class D extends g() {}",
    ]);
    assert_eq!(module, "; ; ; class D extends g() {}");
    let [_, module] = texts(["import './1';", "const a = 1; eval('a');"]);
    assert_eq!(module, "const a = 1; eval('a');");
}

#[test]
fn neighbours_without_semicolons_do_not_join() {
    let [_, module] = texts(["import './1';", "const a = f\nfunction g() {}\n(h)()"]);
    assert_eq!(module, "const a = f ; (h)()");
}

#[test]
fn wide_characters_keep_their_columns() {
    let [_, module] = texts(["import './1';", "const é = '😀漢é'; effect();"]);
    assert_eq!(module, "; effect();");
}

#[test]
fn what_eval_may_see_stays() {
    let [text, other] = texts([
        "import { a } from './1'; import * as b from './1'; const c = 1; eval(x);",
        "export const a = 1, d = 2;",
    ]);
    assert_eq!(
        text,
        "import { a } from './1'; import * as b from './1'; const c = 1; eval(x);"
    );
    assert_eq!(other, "export const a = 1, d = 2;");
}

#[test]
fn functions_may_say_that_they_have_no_effects() {
    let [text] = texts([
        "/* @__NO_SIDE_EFFECTS__ */ function f() { x() } const a = f(), b = f(y());
         /* @__NO_SIDE_EFFECTS__ */ const g = () => x(); const c = g();
         function h() { x() } const d = h();",
    ]);
    assert!(
        !text.contains("c = g") && text.contains("b = f(y())"),
        "{text}"
    );
    assert!(text.contains("d = h()"), "{text}");
}
