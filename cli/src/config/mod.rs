//! The configuration: `jsc.config.json`, or the key `jsc` of a package.json.
mod document;
mod faults;
mod find;
mod keys;
mod value;

use crate::args::ConfigArgs;
use crate::choices::Choices;
use crate::failure::Failure;
use document::Document;
use std::path::Path;

/// The choices of the configuration that `args` name, or else of the nearest one
/// to `entry` upwards; none when there is no configuration. `cwd` is canonical.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn load(args: &ConfigArgs, entry: &Path, cwd: &Path) -> Result<Choices, Failure> {
    if args.no_config {
        return Ok(Choices::default());
    }
    let document = match &args.config {
        Some(file) => Some(Document::read_named(file, cwd)?),
        None => find::nearest(&find::folder_of(entry, cwd), cwd)?,
    };
    document.map_or_else(|| Ok(Choices::default()), |d| keys::choices(&d, cwd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{GlobalsArg, Input, Output, PreinitArg};

    const NEAREST: ConfigArgs = ConfigArgs {
        config: None,
        no_config: false,
    };

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect()
    }

    #[test]
    fn every_key_becomes_a_choice() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let cwd = folder.path().canonicalize().expect("it exists");
        let project = cwd.join("project");
        std::fs::create_dir(&project).expect("it is writable");
        let text = r#"{
            "input": "ndjson", "output": "bytes", "invoke": "f", "globals": "all", "preinit": "none", "preinit-budget": "1s",
            "inflate-limit": "3MB",
            "conditions": ["a", "b"], "external": [],
            "alias": { "a": "./b.js", "c": "d" },
            "define": { "DEBUG": "false", "a.b": "\"x\\u0041\"" },
            "minify": true, "no-tree-shaking": true, "tsconfig": "ts/../t.json",
            "strip": false, "time-zones": true, "deny-warnings": true, "out-dir": "dist", "metafile": "../m.json",
        }"#;
        std::fs::write(project.join("jsc.config.json"), text).expect("it is writable");
        let found = load(&NEAREST, Path::new("project/none.js"), &cwd).expect("it is right");
        let expected = Choices {
            input: Some(Input::Ndjson),
            output: Some(Output::Bytes),
            invoke: Some("f".into()),
            globals: Some(GlobalsArg::All),
            preinit: Some(PreinitArg::None),
            preinit_budget: crate::budget::parse("1s").ok(),
            inflate_limit: Some(3 << 20),
            conditions: Some(vec!["a".into(), "b".into()]),
            external: Some(Vec::new()),
            alias: pairs(&[
                ("a", &project.join("b.js").display().to_string()),
                ("c", "d"),
            ]),
            define: pairs(&[("DEBUG", "false"), ("a.b", "\"x\\u0041\"")]),
            minify: Some(true),
            no_tree_shaking: Some(true),
            tsconfig: Some("project/t.json".into()),
            strip: Some(false),
            time_zones: Some(true),
            deny_warnings: Some(true),
            out_dir: Some("project/dist".into()),
            metafile: Some("m.json".into()),
        };
        assert_eq!(found, expected);
    }
}
