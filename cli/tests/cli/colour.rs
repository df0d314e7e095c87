//! Escape codes go to terminals only.
use crate::workspace::Workspace;

const ESCAPE: u8 = 0x1b;

#[test]
fn pipes_get_no_escape_codes() {
    let workspace = Workspace::with_app("let x = ;\n");
    for line in [
        "build app.js",
        "build none.js",
        "build --nonsense",
        "build --help",
        "--help",
    ] {
        let output = workspace
            .jsc(line)
            .env("TERM", "xterm-256color")
            .assert()
            .get_output()
            .clone();
        assert!(
            !output.stderr.contains(&ESCAPE) && !output.stdout.contains(&ESCAPE),
            "jsc {line}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn json_has_no_colour_on_a_terminal() {
    let workspace = Workspace::with_app("let x = ;\n");
    let line = "build app.js --message-format json";
    if let Some(said) = on_a_terminal(&workspace, line, &[]) {
        assert!(!said.is_empty() && !said.contains(&ESCAPE));
    }
}

/// A terminal, as `script` of util-linux makes one; None where there is none.
#[cfg(target_os = "linux")]
fn on_a_terminal(workspace: &Workspace, line: &str, env: &[(&str, &str)]) -> Option<Vec<u8>> {
    let command = workspace.command();
    let typed = format!("'{}' {line}", command.get_program().to_string_lossy());
    let output = workspace
        .shell(r#"command -v script >/dev/null || exit 77; exec script -qec "$TYPED" /dev/null"#)
        .env("TYPED", typed)
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .envs(env.iter().copied())
        .stdin("")
        .assert()
        .get_output()
        .clone();
    (output.status.code() != Some(77)).then_some(output.stdout)
}

#[cfg(target_os = "linux")]
#[test]
fn terminals_get_colour_unless_no_color_is_set() {
    let workspace = Workspace::with_app("let x = ;\n");
    workspace.write("warn.js", crate::warnings::OPTIONAL);
    workspace.write("bad.json", "{ \"minfy\": 1 }");
    for line in [
        "build app.js",
        "build warn.js",
        "build app.js warn.js --out-dir dist",
        "build app.js --config bad.json",
        "build --nonsense",
    ] {
        let Some(coloured) = on_a_terminal(&workspace, line, &[]) else {
            return;
        };
        assert!(
            coloured.contains(&ESCAPE),
            "jsc {line}: {}",
            String::from_utf8_lossy(&coloured)
        );
        for no_colour in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            let plain = on_a_terminal(&workspace, line, &[no_colour]).unwrap_or_default();
            assert!(
                !plain.is_empty() && !plain.contains(&ESCAPE),
                "jsc {line} with {no_colour:?}"
            );
        }
    }
}
