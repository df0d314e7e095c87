//! Runs artifacts and says what they used.
pub mod process;
pub mod wasm;

use crate::peers::Artifact;
use anyhow::Result;
use std::env;

/// The command that runs an artifact to its end: a process of its own, wasm from precompiled code.
pub fn command(artifact: &Artifact) -> Result<Vec<String>> {
    let own = || env::current_exe().map(|p| p.display().to_string());
    Ok(match artifact {
        Artifact::Process(argv) => argv.clone(),
        Artifact::Core { wasm, plugin: None } | Artifact::Component { wasm } => {
            vec![
                own()?,
                "exec".into(),
                wasm::precompiled(wasm)?.display().to_string(),
            ]
        }
        Artifact::Core {
            wasm,
            plugin: Some((name, file)),
        } => vec![
            own()?,
            "exec".into(),
            wasm::precompiled(wasm)?.display().to_string(),
            "--plugin".into(),
            format!("{name}={}", wasm::precompiled(file)?.display()),
        ],
    })
}
