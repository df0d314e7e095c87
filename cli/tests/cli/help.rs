//! `--help` and `--version`, and what is typed wrong.
use crate::workspace::Workspace;
use snapbox::{assert_data_eq, str};

/// Lines of a screen.
const SCREEN: usize = 40;

#[test]
fn help_fits_a_screen() {
    let workspace = Workspace::new(&[]);
    for line in [
        "--help",
        "build --help",
        "run --help",
        "inspect --help",
        "help build",
        "help run",
        "-h",
    ] {
        let output = workspace
            .jsc(line)
            .env("COLUMNS", "80")
            .assert()
            .success()
            .get_output()
            .clone();
        let text = String::from_utf8(output.stdout).expect("help is text");
        assert!(
            text.lines().count() <= SCREEN,
            "jsc {line} prints {} lines",
            text.lines().count()
        );
        assert!(
            text.contains("Usage: jsc") && output.stderr.is_empty(),
            "jsc {line}: {text}"
        );
    }
}

#[test]
fn help_lists_the_commands() {
    Workspace::new(&[])
        .jsc("--help")
        .assert()
        .success()
        .stdout_eq(str![[r#"
Compiles JavaScript to WebAssembly for WASI

Usage: jsc [OPTIONS] <COMMAND>

Commands:
  build    Compile programs to WebAssembly modules
  run      Run a program: a .js file is compiled first
  inspect  Show what is in a module: sections, imports, exports, kind
  help     Print this message or the help of the given subcommand(s)

Options:
  -q, --quiet    Print errors only
  -v, --verbose  Print more about what is done
  -h, --help     Print help
  -V, --version  Print version

"#]]);
}

#[test]
fn version() {
    let workspace = Workspace::new(&[]);
    let expected = format!("jsc {}\n", env!("CARGO_PKG_VERSION"));
    workspace
        .jsc("--version")
        .assert()
        .success()
        .stdout_eq(&expected);
    workspace.jsc("-V").assert().success().stdout_eq(&expected);
}

#[test]
fn usage_errors_exit_with_2_and_print_nothing_to_stdout() {
    let workspace = Workspace::with_app("");
    for line in [
        "",
        "compile app.js",
        "build",
        "build app.js other.js",
        "build app.js --input xml",
        "build app.js --output ndjson",
        "build app.js --globals some",
        "build app.js --quiet --verbose",
        "build app.js -o",
        "run",
        "run app.js argument",
        "run app.js --no-such-flag",
        "inspect",
    ] {
        let output = workspace
            .jsc(line)
            .assert()
            .code(2)
            .stdout_eq("")
            .get_output()
            .clone();
        assert!(!output.stderr.is_empty(), "jsc {line}");
    }
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn a_mistyped_mode_is_answered_with_the_modes() {
    let output = Workspace::with_app("")
        .jsc("build app.js --input jsn")
        .assert()
        .code(2)
        .get_output()
        .clone();
    assert_data_eq!(
        String::from_utf8_lossy(&output.stderr).into_owned(),
        str![[r#"
error: invalid value 'jsn' for '--input <MODE>'
  [possible values: json, ndjson, text, bytes]

  tip: a similar value exists: 'json'

For more information, try '--help'.

"#]]
    );
}

#[test]
fn flags_that_do_not_fit_the_program() {
    let workspace = Workspace::new(&[("script.js", "1"), ("app.js", "export function f() {}")]);
    workspace.jsc("build script.js --input text").assert().code(2).stdout_eq("").stderr_eq(str![[r#"
error: --input is for functions, but script.js has no default export: add `export default function (input) { … }` or pick an export with --invoke

"#]]);
    workspace
        .jsc("build app.js --invoke g")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: --invoke g: app.js exports f

"#]]);
    workspace
        .jsc("build -")
        .stdin("1")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: a program from stdin needs -o FILE, or -o - for stdout

"#]]);
    workspace
        .jsc("build script.js -o ./script.js")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: ./script.js is the program itself: -o would overwrite it

"#]]);
    assert_eq!(workspace.names(), ["app.js", "script.js"]);
}
