use super::*;

/// The most levels and the most tokens that the pass sees in a text.
fn depth(source: &str) -> (usize, usize) {
    let mut scanner = Scanner::new(source.as_bytes());
    let (mut levels, mut tokens) = (0, 0);
    while scanner.at < scanner.text.len() {
        scanner.step();
        levels = levels.max(scanner.levels());
        tokens = tokens.max(scanner.outer.tokens + scanner.here.tokens);
    }
    (levels, tokens)
}

fn levels(source: &str) -> usize {
    depth(source).0
}

#[test]
fn brackets_and_right_hand_sides_are_levels() {
    for (source, expected) in [
        ("", 0),
        ("a + b + c", 0),
        ("[[[]]]", 3),
        ("((a), {b: 1})", 3),
        ("!!!a", 3),
        ("- + -a", 3),
        ("a - b - c", 0),
        ("a++ + b++", 0),
        ("typeof void delete a", 3),
        ("a = b = c", 2),
        ("a ** b ** c", 2),
        ("a => b => c", 2),
        ("a ? b : c", 2),
        ("a?.b ?? c?.[d]", 1),
        ("if (a) while (b) for (;;) c", 4),
        ("`a${b}c${`${d}`}`", 2),
        ("f(a)(b)(c)", 1),
        ("namespace a.b /* . */ . c {}", 9),
        ("module.exports.a.b", 0),
    ] {
        assert_eq!(levels(source), expected, "{source}");
    }
}

#[test]
fn separators_unwind() {
    for (source, expected) in [
        ("a = 1, b = 2, c = 3", 1),
        ("a = 1; b = 2; c = 3", 1),
        ("a = 1\nb = 2\nc = 3", 1),
        ("a = f()\nb = {}\n'x'\nc = 3", 2),
        ("a = 1 /*\n*/ b = 2", 1),
        ("function a() {} function b() {} if (a) {} while (b) {}", 2),
        (
            "class A { a() {} b() {} #c() {} 'd'() {} static x = 1\n y = 2 }",
            2,
        ),
        ("switch (a) { case 1: case 2: case 3: b; default: c }", 2),
        ("do { a } while (b); do { c } while (d)", 2),
    ] {
        assert_eq!(levels(source), expected, "{source}");
    }
}

#[test]
fn an_else_keeps_the_levels_of_its_if() {
    assert_eq!(levels("if (a) b = 1; else if (c) d = 2; else e"), 3);
    assert_eq!(levels("if (a) {} else if (c) {} else if (d) {}"), 4);
    assert_eq!(levels("if (a) b\nelse if (c) d\nelse e"), 3);
    assert_eq!(levels("if (a) b; if (c) d; if (e) f"), 2);
    // Neither is a statement.
    assert_eq!(levels("a.if.for.while"), 0);
}

#[test]
fn text_inside_literals_and_comments_is_skipped() {
    for source in [
        "'[[[['",
        "\"((((\\\"((((\"",
        "/[[(((]\\/((/g",
        "// [[[[\n",
        "/* [[[[ */",
        "#!/usr/bin/env [[[[\n",
        "`[[[[`",
        "return /((((/",
    ] {
        assert_eq!(levels(source), 0, "{source}");
    }
    // After an operand a slash divides; after a statement's head or block it does not.
    assert_eq!(levels("a / (b) / (c)"), 1);
    assert_eq!(levels("if (a) /[(]/.test(b)"), 2);
    assert_eq!(levels("{ a } /[(]/.test(b)"), 1);
    assert_eq!(levels("x = { a } / (b)"), 2);
}

#[test]
fn chains_count_tokens() {
    assert_eq!(depth("a.b.c.d").1, 7);
    assert_eq!(depth("a + b; c").1, 3);
    assert_eq!(depth("f(a + b + c, d)").1, 7);
}

#[test]
fn misplaced_brackets_heal() {
    assert_eq!(levels("{ ( [ } { ( [ } { ( [ }"), 3);
    assert_eq!(levels(")))]]]}}}"), 0);
}

#[test]
fn limits_name_the_offset() {
    let deep = "[".repeat(MAX_LEVELS + 1);
    assert_eq!(
        stack_need(&deep, Dialect::JavaScript),
        Err(TooDeep::Levels(MAX_LEVELS))
    );
    assert!(stack_need(&deep[1..], Dialect::JavaScript).is_ok());
    let long = "a".to_owned() + &"+a".repeat(MAX_CHAIN / 2);
    assert_eq!(
        stack_need(&long, Dialect::JavaScript),
        Err(TooDeep::Chain(MAX_CHAIN))
    );
    assert!(stack_need(&long[2..], Dialect::JavaScript).is_ok());
}

#[test]
fn long_flat_programs_need_little() {
    for line in [
        "const a = { b: [1, 2, 3], c: x => !x }\n",
        "function f(a, b) { return a ? b : -a }",
        "if (a) b(); else if (c) d(); else e();",
        "class A extends B { constructor() { super() } get x() { return 1 } }\n",
        "label: for (const a of b) { continue label }\n",
        "a = 'it\\'s', b = `${a}'`, c = /'/;",
        "switch (a) { case 1: b(); break; default: c() }",
        "try { a() } catch { b() } finally { c() }",
    ] {
        let once = stack_need(&line.repeat(2), Dialect::JavaScript).expect("shallow");
        let often = stack_need(&line.repeat(20_000), Dialect::JavaScript).expect("shallow");
        assert_eq!(once, often, "{line}");
    }
}
