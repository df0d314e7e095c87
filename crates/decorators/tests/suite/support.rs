//! Lowers texts and runs the result in Node.
use std::path::Path;
use std::process::Command;

use jsc_decorators::{HELPERS, HELPERS_SPECIFIER, apply, lower};
use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The text without decorators, types still in it.
pub fn lowered(source: &str, source_type: SourceType) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type).parse();
    assert!(
        parsed.diagnostics.is_empty(),
        "the source: {:?}\n{source}",
        parsed.diagnostics
    );
    match lower(source, &parsed.program) {
        Some(edits) => {
            let separate = |pair: &[jsc_decorators::Edit]| pair[0].range.end < pair[1].range.start;
            assert!(edits.windows(2).all(separate), "{edits:?}");
            apply(source, &edits)
        }
        None => source.to_string(),
    }
}

/// Runs ES modules one after another in one process of Node.
///
/// # Returns
/// What each printed; of an error that nobody caught, its name and message.
pub fn run_modules(modules: &[String]) -> Vec<String> {
    const NEXT: &str = "\u{1}next\n";
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("helpers.mjs", HELPERS);
    let mut main = String::new();
    for (i, module) in modules.iter().enumerate() {
        let name = format!("program{i}.mjs");
        let text = module.replace(HELPERS_SPECIFIER, "./helpers.mjs");
        write(&name, &text);
        main.push_str(&format!(
            "try {{ await import(\"./{name}\"); }}\n\
             catch (error) {{ console.log(`${{error.name}}: ${{error.message}}`); }}\n\
             process.stdout.write(\"\\u0001next\\n\");\n"
        ));
    }
    write("main.mjs", &main);
    let stdout = node(&folder.path().join("main.mjs"));
    let printed: Vec<_> = stdout.split(NEXT).map(str::to_string).collect();
    assert_eq!(printed.len(), modules.len() + 1, "{stdout}");
    printed[..modules.len()].to_vec()
}

/// What a script prints.
pub fn node(script: &Path) -> String {
    let output = Command::new("node")
        .arg(script)
        .output()
        .expect("no `node` on PATH: install Node 20 or later");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout).unwrap()
}
