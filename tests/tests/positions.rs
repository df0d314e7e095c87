//! Stack traces of random programs: the same positions whatever is done to the
//! text on its way, and Node's.
use jsc_tests::jsc;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Functions of one program; each run of it throws about as often.
const FUNCTIONS: usize = 150;

/// Knuth's MMIX generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// White space where a line may end.
    fn space(&mut self) -> &'static str {
        self.of(&[
            "",
            " ",
            "  ",
            "\n",
            "\n\t",
            "\r\n ",
            " /* é😀 */ ",
            "// ü\n",
        ])
    }
}

/// An expression that throws, or calls a function that does.
fn expression(random: &mut Random, function: usize) -> String {
    let (a, b) = (random.space(), random.space());
    if function + 1 >= FUNCTIONS || random.below(5) == 0 {
        return match random.below(6) {
            0 => format!("null{a}.{b}field"),
            1 => format!("undefined{a}[{b}0]"),
            2 => format!("missing{function}"),
            3 => format!("o.missing{a}({b}1)"),
            4 => format!("o{a}.raise({b})"),
            _ => format!("new{a} Thrower({b})"),
        };
    }
    let callee = format!("f{}", function + 1 + random.below(FUNCTIONS - function - 1));
    match random.below(9) {
        0 => format!("{callee}({a}x,{b}1)"),
        1 => format!("o{a}.f[{b}'{callee}'](x)"),
        2 => format!("o.f{a}.{b}{callee}(x)"),
        3 => format!("[1]{a}.map({b}v => {callee}({a}v))"),
        4 => format!("`ü😀${{{a}{callee}({b}x)}}`"),
        5 => format!("({b}() =>{a} {callee}(x))()"),
        6 => format!("o?.f{a}.{callee}(x,{b}'é')"),
        7 => format!("(x > 0{a} ? {callee}({b}x) : 1)"),
        _ => format!("Math.max({a}1,{b} {callee}(x))"),
    }
}

/// A module that prints the positions of each stack, one stack a line.
fn program(seed: u64) -> String {
    let mut random = Random(seed);
    let mut text = String::from(
        "class Thrower { constructor() { throw new Error('é') } }\n\
         const o = { f: {}, raise() { throw   new TypeError('x') } };\n",
    );
    for i in 0..FUNCTIONS {
        let (a, b) = (random.space(), random.space());
        let body = expression(&mut random, i);
        let wrapped = match random.below(4) {
            0 => format!("const s = 'ü';{b} const r = {body};{a} return r;"),
            1 => format!("if (x) {{{a} return 1 +{b} {body};{a} }}"),
            2 => format!("try {{{a} return ({b}{body}) }} finally {{ x = 2 }}"),
            _ => format!("let y =[{b}{body}];{a} return y"),
        };
        let _ = writeln!(
            text,
            "function f{i}(x{a}) {{{b}{wrapped}{a}}}\no.f.f{i} = f{i};"
        );
    }
    let _ = writeln!(
        text,
        "const places = (e) => e.stack.split('\\n').filter((l) => /program\\./.test(l))\n\
         \x20 .map((l) => /(\\d+:\\d+)\\)?$/.exec(l)[1]).join(' ');\n\
         Error.stackTraceLimit = 100;\n\
         for (const name in o.f) {{\n\
         \x20 try {{ o.f[name](1); console.log(name) }} catch (e) {{ console.log(name, places(e)) }}\n}}"
    );
    text
}

fn printed(command: &mut Command) -> String {
    let output = command.output().expect("the command runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("it prints text")
}

fn compiled(folder: &Path, file: &str, flags: &[&str]) -> String {
    let mut command = jsc::command().expect("jsc is built");
    printed(command.current_dir(folder).args(["run", file]).args(flags))
}

/// The line of each stack's first frame.
fn first_lines(printed: &str) -> Vec<usize> {
    printed
        .lines()
        .map(|line| line.split([' ', ':']).nth(1))
        .map(|line| line.and_then(|line| line.parse().ok()).unwrap_or(0))
        .collect()
}

#[test]
fn positions_survive_every_transformation() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for seed in [1, 2] {
        let text = program(seed);
        for file in ["program.mjs", "program.mts"] {
            fs::write(folder.path().join(file), &text).expect("the folder is writable");
        }
        let plain = compiled(folder.path(), "program.mjs", &[]);
        assert!(plain.lines().count() == FUNCTIONS, "{plain}");
        let same = |what: &str, other: &str| {
            for (a, b) in plain.lines().zip(other.lines()) {
                assert_eq!(a, b, "seed {seed}, {what}\n{text}");
            }
        };
        let node = printed(
            Command::new("node")
                .current_dir(folder.path())
                .arg("program.mjs"),
        );
        same("Node", &node);
        same("TypeScript", &compiled(folder.path(), "program.mts", &[]));
        let defined = ["--define", "Thrower=Thrower"];
        same("printed", &compiled(folder.path(), "program.mjs", &defined));
        let minified = compiled(folder.path(), "program.mjs", &["--minify"]);
        // The minifier rewrites what spans lines: `undefined[\n0]` is `(void 0)[0]`.
        let lines = first_lines(&plain).into_iter().zip(first_lines(&minified));
        for (plain, minified) in lines {
            assert!(
                plain.abs_diff(minified) <= 1,
                "seed {seed}: {plain} {minified}\n{text}"
            );
        }
    }
}
