//! Positions in stacks and in errors of the build. That they are V8's is what
//! the fixture errors/positions shows.
use crate::support::{Text, build, cjs, esm, program, run, run_wasm, stdout, text};
use jsc_abi::{Goal, LoadError, Positions, Segment};
use jsc_snapshot::Options;

/// Prints the place of an error thrown there, as `file:line:column`.
const THROW: &str = "try { null.x; } catch (e) { console.log(/\\((.*)\\)/.exec(e.stack)[1]); }";

fn segment(offset: usize, line: u32, column: u32, copied: bool) -> Segment {
    Segment {
        offset: offset as u32,
        file: 0,
        line,
        column,
        copied,
    }
}

fn positions(files: &[&str], segments: Vec<Segment>) -> Positions {
    Positions {
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        segments,
    }
}

fn error(module: Text) -> LoadError {
    build(&program(&[module], &[]), &Options::default()).expect_err("it does not compile")
}

#[test]
fn lines_end_where_v8_ends_them() {
    let breaks = [
        "\n",
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{2029}",
        "/* \r\n */\n",
        ";`\r\n\u{2028}`;",
        "// é\r",
    ];
    let mut source = THROW.to_owned();
    let mut expected = String::from("a.js:1:12\n");
    for (text, line, column) in [
        (breaks[0], 2, 12),
        (breaks[1], 3, 12),
        (breaks[2], 4, 12),
        (breaks[3], 5, 12),
        (breaks[4], 6, 12),
        (breaks[5], 8, 12),
        (breaks[6], 10, 14),
        (breaks[7], 11, 12),
    ] {
        source += &[text, THROW].concat();
        expected += &format!("a.js:{line}:{column}\n");
    }
    for goal in [Goal::CommonJs, Goal::Module] {
        assert_eq!(
            stdout(&[text("a.js", goal, &*source)]),
            expected,
            "{goal:?}"
        );
    }
}

#[test]
fn columns_are_utf_16_code_units() {
    let source = format!("const é = '😀'; /* 日本 */ {THROW}\n'é'; {THROW}\n#!");
    let source = source.trim_end_matches("#!");
    assert_eq!(stdout(&[cjs("é.js", source)]), "é.js:1:37\né.js:2:17\n");
}

#[test]
fn a_hash_bang_line_counts() {
    assert_eq!(
        stdout(&[cjs("a.js", &format!("#!/bin/x\n{THROW}"))]),
        "a.js:2:12\n"
    );
    assert_eq!(
        stdout(&[esm("a.js", &format!("#!/bin/x\n{THROW}"))]),
        "a.js:2:12\n"
    );
}

#[test]
fn texts_of_the_run_have_positions_of_their_own() {
    let entry = cjs(
        "a.js",
        "const place = (f) => { try { f(); } catch (e) { console.log(/:\\d+:\\d+/.exec(e.stack)[0]); } };
place(() => eval(`\\n  '😀'; null.x`));
place(() => (0, eval)(`'é'; null.x`));
place(new Function('null.x'));
place(() => new Function('\\n@'));
place(() => eval('1;\\r\\n  é @'));",
    );
    assert_eq!(stdout(&[entry]), ":2:14\n:1:11\n:3:6\n:4:1\n:2:5\n");
}

#[test]
fn segments_say_where_a_text_comes_from() {
    let source = "let generated;\nfunction f() { null.x; }\ntry { f(); } catch (e) { console.log(e.stack); }";
    let at = |part: &str| source.find(part).expect("it is there");
    let table = positions(
        &["src/é.ts", "lib/other.ts"],
        vec![
            segment(at("function"), 7, 3, true),
            Segment {
                file: 1,
                ..segment(at("null"), 40, 9, true)
            },
            segment(at("try"), 90, 5, false),
        ],
    );
    let ran = run(&[esm("main.mjs", source).positions(table)]);
    assert_eq!(
        ran.stdout.lines().skip(1).take(2).collect::<Vec<_>>(),
        // A function is in one file, which is the one that it starts in.
        [
            "    at f (src/é.ts:40:14)",
            "    at <anonymous> (src/é.ts:90:5)"
        ],
        "{}",
        ran.stderr
    );
}

#[test]
fn names_of_files_are_not_names_of_modules() {
    let entry = esm(
        "main.mjs",
        "const { a } = await import('./a.mjs'); console.log(a, import.meta.url);",
    )
    .positions(positions(&["other/place.ts"], vec![segment(0, 1, 1, true)]))
    .imports("./a.mjs", 1);
    let a = esm("a.mjs", "export const a = import.meta.filename;")
        .positions(positions(&["main.mjs"], vec![segment(0, 1, 1, true)]));
    assert_eq!(stdout(&[entry, a]), "/a.mjs file:///main.mjs\n");
}

/// A text whose lines are all of it in another order, but for the first.
#[test]
fn a_rearranged_text_prints_what_the_original_prints() {
    let functions: Vec<String> = (0..40)
        .map(|i| format!("function f{i}(a, b) {{ if (a > {i}) return f{}(a, b + {i}); const x = {{ y: b.z }}; return x.y.z; }}", (i * 7 + 3) % 40))
        .collect();
    let last =
        "for (let i = 0; i < 40; i++) try { f0(i, null); } catch (e) { console.log(e.stack); }";
    let original = format!("{}\n{last}", functions.join("\n"));
    let mut moved = String::from("var header = 1; ");
    let mut segments = Vec::new();
    for i in (0..40).rev().map(|i| (i * 11 + 5) % 40) {
        segments.push(segment(moved.len(), i + 1, 1, true));
        moved += &functions[i as usize];
        moved += ";";
    }
    segments.push(segment(moved.len(), 41, 1, true));
    moved += last;
    let expected = stdout(&[cjs("a.js", &original)]);
    let rearranged = cjs("b.js", &moved).positions(positions(&["a.js"], segments));
    assert!(expected.lines().count() > 100);
    assert_eq!(stdout(&[rearranged]), expected);
}

#[test]
fn errors_of_the_build_are_in_the_authors_file() {
    let cases = [
        (esm("a.mjs", "let x = 1;\n'😀'; let x;"), ("a.mjs", 2, 12)),
        (cjs("a.js", "f(;\n"), ("a.js", 1, 3)),
        (cjs("a.js", "\n  f(é, @);\n"), ("a.js", 2, 8)),
        (cjs("a.js", "x = /(/;"), ("a.js", 1, 5)),
        (cjs("a.js", "if (1) {\n"), ("a.js", 2, 1)),
    ];
    for (module, place) in cases {
        let source = String::from_utf8_lossy(&module.0.source).into_owned();
        let error = error(module);
        assert_eq!(error.name, "SyntaxError", "{source}");
        assert_eq!(
            (&*error.module, error.line, error.column),
            place,
            "{source}: {}",
            error.message
        );
    }
    let table = positions(&["src/a (1).ts"], vec![segment(4, 30, 2, true)]);
    let found = error(cjs("a.js", "let a; let a;").positions(table));
    assert_eq!(
        (&*found.module, found.line, found.column),
        ("src/a (1).ts", 30, 10)
    );
}

#[test]
fn tables_that_make_no_sense_do_no_harm() {
    let huge = Segment {
        offset: u32::MAX,
        file: u32::MAX,
        line: u32::MAX >> 1,
        column: u32::MAX,
        copied: true,
    };
    let tables = [
        vec![huge],
        vec![huge, huge, segment(0, 0, 0, true)],
        vec![
            segment(9, 5, 5, true),
            segment(3, 2, 2, true),
            segment(20, 0, 0, false),
            huge,
        ],
        vec![Segment {
            file: 7,
            ..segment(0, 1, 1, true)
        }],
        vec![segment(1 << 31, 1 << 30, 1 << 31, false)],
        (0..5000)
            .map(|i| segment(i * 3, i as u32, u32::MAX, true))
            .collect(),
    ];
    let source = "function f() { null.x; } try { f(); } catch (e) { console.log(e.stack.split('\\n').length); }";
    for (at, segments) in tables.into_iter().enumerate() {
        for files in [&["a.ts"][..], &[]] {
            let table = positions(files, segments.clone());
            let ran = run(&[cjs("a.js", source).positions(table.clone())]);
            assert_eq!(ran.stdout, "3\n", "{at}: {}", ran.stderr);
            let found = error(esm("a.js", "@").positions(table));
            assert_eq!(found.name, "SyntaxError", "{at}");
        }
    }
}

#[test]
fn stripped_programs_have_neither_positions_nor_texts() {
    let source = "function theAuthorsName(a) { /* the author's words */ return a.x; }
console.log(String(theAuthorsName));
try { theAuthorsName(null); } catch (e) { console.log(e.stack); }
console.log(eval('(function f() { return 1; })') + '');";
    let options = Options {
        strip: true,
        ..Options::default()
    };
    for goal in [Goal::CommonJs, Goal::Module] {
        let program = program(&[text("src/a.js", goal, source)], &[]);
        let wasm = build(&program, &options).expect("it compiles");
        assert!(!wasm.windows(18).any(|bytes| bytes == b"the author's words"));
        assert_eq!(
            run_wasm(&wasm, "").stdout,
            "function theAuthorsName() {
    [native code]
}
TypeError: cannot read property 'x' of null
    at theAuthorsName (src/a.js)
    at <anonymous> (src/a.js)
function f() { return 1; }
",
            "{goal:?}"
        );
    }
}

#[test]
fn a_long_line_takes_no_longer_than_many_lines() {
    // Four megabytes: looking for each position from the start would take hours.
    let one: String = (0..60_000)
        .map(|i| {
            format!("function f{i}(é,y){{if(é)return é.foo+y.bar(é,{i});for(var k in y)k.a=é[k]}}")
        })
        .collect();
    let source = format!(
        "'😀';{one}try{{f59999({{}},null)}}catch(e){{console.log(e.stack.split('\\n')[1])}}"
    );
    let column = source[..source.find("bar(é,59999)").expect("it is there")]
        .encode_utf16()
        .count()
        + 1;
    assert_eq!(
        stdout(&[cjs("a.js", &source)]),
        format!("    at f59999 (a.js:1:{column})\n")
    );
}

#[test]
fn a_text_within_a_text_is_kept_once() {
    let source = "const top = 'not of a function';
function outer() { return class { m() { return () => { /* é: kept once */ }; } get x() { return 1; } }; }
const C = outer();
console.log(String(outer) === \"function outer() { return \" + C + \"; }\", String(C.prototype.m));
console.log(String(new C().m()), String(Object.getOwnPropertyDescriptor(C.prototype, 'x').get));
console.log(String(eval('(function f() { return function g() { 1 } })')()), String(new Function('a', 'return a')));";
    for goal in [Goal::CommonJs, Goal::Module] {
        let program = program(&[text("a.js", goal, source)], &[]);
        let wasm = build(&program, &Options::default()).expect("it compiles");
        let count = |words: &str| {
            let windows = wasm.windows(words.len());
            windows.filter(|bytes| *bytes == words.as_bytes()).count()
        };
        assert_eq!((count("kept once"), count("const top")), (1, 0), "{goal:?}");
        assert_eq!(
            run_wasm(&wasm, "").stdout,
            "true m() { return () => { /* é: kept once */ }; }
() => { /* é: kept once */ } get x() { return 1; }
function g() { 1 } function anonymous(a
) {
return a
}
"
        );
    }
}
