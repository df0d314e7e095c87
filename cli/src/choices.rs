//! What may be chosen about a build, by flags or in a configuration.
use crate::args::{Build, Compile, GlobalsArg, Input, Output, PreinitArg};
use crate::budget::Budget;
use jsc_compiler::{
    Globals, InputMode, Options, OutputMode, PreinitMode, PreinitOptions, Settings,
};
use std::path::{Component, Path, PathBuf};

/// Choices that were made; what is absent was left open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub input: Option<Input>,
    pub output: Option<Output>,
    pub invoke: Option<String>,
    pub globals: Option<GlobalsArg>,
    pub preinit: Option<PreinitArg>,
    pub preinit_budget: Option<Budget>,
    /// Bytes.
    pub inflate_limit: Option<u64>,
    pub conditions: Option<Vec<String>>,
    pub external: Option<Vec<String>>,
    /// A target that is a relative path was made absolute.
    pub alias: Vec<(String, String)>,
    pub define: Vec<(String, String)>,
    pub minify: Option<bool>,
    pub no_tree_shaking: Option<bool>,
    pub tsconfig: Option<PathBuf>,
    pub strip: Option<bool>,
    pub time_zones: Option<bool>,
    pub deny_warnings: Option<bool>,
    pub out_dir: Option<PathBuf>,
    pub metafile: Option<PathBuf>,
}

impl Choices {
    /// What the flags of `build` say.
    pub fn of_build(args: &Build, cwd: &Path) -> Self {
        Choices {
            out_dir: args.out_dir.clone(),
            metafile: args.metafile.clone(),
            ..Choices::of_flags(&args.compile, cwd)
        }
    }

    /// What the flags say that `build` and `run` share.
    pub fn of_flags(flags: &Compile, cwd: &Path) -> Self {
        let switches = &flags.switches;
        let alias = flags.alias.iter();
        Choices {
            input: flags.input,
            output: flags.output,
            invoke: flags.invoke.clone(),
            globals: flags.globals,
            preinit: flags.preinit,
            preinit_budget: flags.preinit_budget,
            inflate_limit: flags.inflate_limit,
            conditions: list(&flags.conditions),
            external: list(&flags.external),
            alias: alias
                .map(|(from, to)| (from.clone(), anchored(to, cwd)))
                .collect(),
            define: flags.define.clone(),
            minify: switch(switches.minify, switches.no_minify),
            no_tree_shaking: switch(switches.no_tree_shaking, switches.tree_shaking),
            tsconfig: flags.tsconfig.clone(),
            strip: switch(switches.strip, switches.no_strip),
            time_zones: switch(switches.time_zones, switches.no_time_zones),
            deny_warnings: switch(switches.deny_warnings, switches.no_deny_warnings),
            out_dir: None,
            metafile: None,
        }
    }

    /// These choices, and `others` where these leave something open. Lists are
    /// replaced; pairs are added, unless these have one of that name.
    pub fn over(self, others: Choices) -> Choices {
        Choices {
            input: self.input.or(others.input),
            output: self.output.or(others.output),
            invoke: self.invoke.or(others.invoke),
            globals: self.globals.or(others.globals),
            preinit: self.preinit.or(others.preinit),
            preinit_budget: self.preinit_budget.or(others.preinit_budget),
            inflate_limit: self.inflate_limit.or(others.inflate_limit),
            conditions: self.conditions.or(others.conditions),
            external: self.external.or(others.external),
            alias: merged(others.alias, self.alias),
            define: merged(others.define, self.define),
            minify: self.minify.or(others.minify),
            no_tree_shaking: self.no_tree_shaking.or(others.no_tree_shaking),
            tsconfig: self.tsconfig.or(others.tsconfig),
            strip: self.strip.or(others.strip),
            time_zones: self.time_zones.or(others.time_zones),
            deny_warnings: self.deny_warnings.or(others.deny_warnings),
            out_dir: self.out_dir.or(others.out_dir),
            metafile: self.metafile.or(others.metafile),
        }
    }

    /// The choices as the library takes them.
    pub fn options(&self) -> Options {
        Options {
            input: self.input.map(|mode| match mode {
                Input::Json => InputMode::Json,
                Input::Ndjson => InputMode::Ndjson,
                Input::Text => InputMode::Text,
                Input::Bytes => InputMode::Bytes,
            }),
            output: self.output.map(|mode| match mode {
                Output::Json => OutputMode::Json,
                Output::Text => OutputMode::Text,
                Output::Bytes => OutputMode::Bytes,
            }),
            invoke: self.invoke.clone(),
            globals: match self.globals.unwrap_or(GlobalsArg::Auto) {
                GlobalsArg::Auto => Globals::Auto,
                GlobalsArg::All => Globals::All,
            },
            settings: Settings {
                conditions: self.conditions.clone().unwrap_or_default(),
                external: self.external.clone().unwrap_or_default(),
                alias: self.alias.clone(),
                define: self.define.clone(),
                minify: self.minify.unwrap_or_default(),
                tree_shaking: !self.no_tree_shaking.unwrap_or_default(),
                tsconfig: self.tsconfig.clone(),
            },
            strip: self.strip.unwrap_or_default(),
            time_zones: self.time_zones.unwrap_or_default(),
            inflate_limit: self.inflate_limit,
            preinit: self.preinit(),
            cache: None,
        }
    }

    fn preinit(&self) -> PreinitOptions {
        let default = PreinitOptions::default();
        let budget = self.preinit_budget.unwrap_or_default();
        PreinitOptions {
            mode: match self.preinit.unwrap_or(PreinitArg::Auto) {
                PreinitArg::None => PreinitMode::None,
                PreinitArg::Auto => PreinitMode::Auto,
                PreinitArg::All => PreinitMode::All,
            },
            time: budget.time.unwrap_or(default.time),
            memory: budget.memory.unwrap_or(default.memory),
            ..default
        }
    }
}

fn list(values: &[String]) -> Option<Vec<String>> {
    (!values.is_empty()).then(|| values.to_vec())
}

/// Clap lets the last of the two stand.
fn switch(on: bool, off: bool) -> Option<bool> {
    (on || off).then_some(on)
}

/// The pairs in order, the last one of each name.
fn merged(first: Vec<(String, String)>, then: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, value) in first.into_iter().chain(then) {
        all.retain(|(known, _)| *known != name);
        all.push((name, value));
    }
    all
}

/// A relative path as it is from `folder`; any other specifier as it is.
pub fn anchored(specifier: &str, folder: &Path) -> String {
    let is_relative = matches!(
        Path::new(specifier).components().next(),
        Some(Component::CurDir | Component::ParentDir)
    );
    match is_relative {
        true => normal(&folder.join(specifier)).display().to_string(),
        false => specifier.to_owned(),
    }
}

/// An absolute path without `.` and `..`, symbolic links not looked at.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect()
    }

    #[test]
    fn flags_win() {
        let flags = Choices {
            conditions: Some(vec!["a".into()]),
            alias: pairs(&[("x", "1"), ("x", "2")]),
            minify: Some(false),
            ..Choices::default()
        };
        let config = Choices {
            conditions: Some(vec!["b".into(), "c".into()]),
            external: Some(vec!["e".into()]),
            alias: pairs(&[("x", "0"), ("y", "3")]),
            minify: Some(true),
            strip: Some(true),
            ..Choices::default()
        };
        let both = flags.over(config);
        let expected = Choices {
            conditions: Some(vec!["a".into()]),
            external: Some(vec!["e".into()]),
            alias: pairs(&[("y", "3"), ("x", "2")]),
            minify: Some(false),
            strip: Some(true),
            ..Choices::default()
        };
        assert_eq!(both, expected);
    }

    fn chosen(flags: &[&str]) -> Choices {
        let line = ["jsc", "build", "app.js"].iter().chain(flags);
        let args = Args::try_parse_from(line).expect("the flags are known");
        match &args.command {
            Command::Build(build) => Choices::of_build(build, Path::new("/p")),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn flags_become_options() {
        let choices = chosen(&[
            "--conditions=a,b",
            "--conditions=c",
            "--external=x",
            "--external=@y/*",
            "--alias=a=./b.js",
            "--define=DEBUG=false",
            "--define=process.env.MODE=\"a=b\"",
            "--minify",
            "--no-tree-shaking",
            "--tsconfig=t.json",
            "--strip",
            "--time-zones",
            "--inflate-limit=2MB",
        ]);
        let options = choices.options();
        let expected = Settings {
            conditions: vec!["a".into(), "b".into(), "c".into()],
            external: vec!["x".into(), "@y/*".into()],
            alias: pairs(&[("a", "/p/b.js")]),
            define: pairs(&[("DEBUG", "false"), ("process.env.MODE", "\"a=b\"")]),
            minify: true,
            tree_shaking: false,
            tsconfig: Some("t.json".into()),
        };
        assert_eq!(options.settings, expected);
        assert!(options.strip && options.time_zones);
        assert_eq!(options.inflate_limit, Some(2 << 20));
    }

    #[test]
    fn the_last_of_two_opposites_stands() {
        assert_eq!(chosen(&[]).minify, None);
        assert_eq!(chosen(&["--minify", "--no-minify"]).minify, Some(false));
        assert_eq!(chosen(&["--no-minify", "--minify"]).minify, Some(true));
        let shaking = chosen(&["--no-tree-shaking", "--tree-shaking"]);
        assert_eq!(shaking.no_tree_shaking, Some(false));
    }

    #[test]
    fn open_choices_are_the_defaults() {
        let options = Choices::default().options();
        assert_eq!(options.settings, Settings::default());
        assert!(!options.strip && !options.time_zones);
    }

    #[test]
    fn relative_paths_are_anchored() {
        let folder = Path::new("/a/b");
        assert_eq!(anchored("../c/./d.js", folder), "/a/c/d.js");
        assert_eq!(anchored("./d.js", folder), "/a/b/d.js");
        assert_eq!(anchored("lodash/fp", folder), "lodash/fp");
        assert_eq!(anchored("/d.js", folder), "/d.js");
    }
}
