//! What the two makers of components have in common: a script becomes the body of the one export.
use super::Source;
use crate::peers::{bundle, run};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes a module whose export `run` does what the script does, waits until it has printed, and gives
/// what it printed: code at the top of a module would run when the component is made.
pub fn module(source: &Source, dir: &Path) -> Result<PathBuf> {
    let (script, module) = (dir.join("script.js"), dir.join("module.js"));
    let argv = bundle(source, "none", "iife", &script);
    run(Command::new(&argv[0]).args(&argv[1..]))?;
    let body = fs::read_to_string(script)?;
    let text = format!(
        "export async function run() {{\n\
         let text = '';\n\
         await new Promise((resolve) => {{\n\
         const console = {{ log(...values) {{ text += values.join(' ') + '\\n'; resolve(); }} }};\n\
         {body}\n\
         }});\n\
         return text;\n\
         }}\n"
    );
    fs::write(&module, text)?;
    Ok(module)
}
