//! What a configuration may say: a table of the keys, which are the names of
//! the flags.
use super::document::{Document, KEY};
use super::faults::Faults;
use super::value::{boolean, list, map, one_of, parsed, string, twice};
use crate::budget;
use crate::choices::{Choices, anchored, normal};
use crate::failure::Failure;
use crate::pairs::{check_alias, check_define};
use crate::size;
use jsonc_parser::ast::ObjectProp;
use oxc_span::best_match;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Where paths in a configuration start, and where those that messages name do.
struct Folders<'a> {
    own: &'a Path,
    cwd: &'a Path,
}

impl Folders<'_> {
    /// A path of the configuration from the working directory when it is below.
    fn path(&self, path: String) -> PathBuf {
        let path = normal(&self.own.join(path));
        match path.strip_prefix(self.cwd) {
            Ok(below) if !below.as_os_str().is_empty() => below.to_owned(),
            _ => path,
        }
    }
}

/// How a value of `define` is written.
const DEFINE_HELP: &str =
    r#"write the value as the program is to have it: "true", "42", or "\"text\"" for a string"#;

type Set = fn(&mut Choices, &ObjectProp, &mut Faults, &Folders);

/// Each key, and how its value becomes a choice.
const KEYS: &[(&str, Set)] = &[
    ("input", |c, p, faults, _| c.input = one_of(p, faults)),
    ("output", |c, p, faults, _| c.output = one_of(p, faults)),
    ("invoke", |c, p, faults, _| c.invoke = string(p, faults)),
    ("globals", |c, p, faults, _| c.globals = one_of(p, faults)),
    ("preinit", |c, p, faults, _| c.preinit = one_of(p, faults)),
    ("preinit-budget", |c, p, faults, _| {
        c.preinit_budget = parsed(p, faults, budget::parse);
    }),
    ("inflate-limit", |c, p, faults, _| {
        c.inflate_limit = parsed(p, faults, size::parse);
    }),
    ("conditions", |c, p, faults, _| {
        c.conditions = list(p, faults);
    }),
    ("external", |c, p, faults, _| c.external = list(p, faults)),
    ("alias", |c, p, faults, folders| {
        let pairs = map(p, faults, check_alias, None).unwrap_or_default();
        let pairs = pairs.into_iter();
        c.alias = pairs
            .map(|(from, to)| (from, anchored(&to, folders.own)))
            .collect();
    }),
    ("define", |c, p, faults, _| {
        c.define = map(p, faults, check_define, Some(DEFINE_HELP)).unwrap_or_default();
    }),
    ("minify", |c, p, faults, _| c.minify = boolean(p, faults)),
    ("no-tree-shaking", |c, p, faults, _| {
        c.no_tree_shaking = boolean(p, faults);
    }),
    ("tsconfig", |c, p, faults, folders| {
        c.tsconfig = string(p, faults).map(|path| folders.path(path));
    }),
    ("strip", |c, p, faults, _| c.strip = boolean(p, faults)),
    ("time-zones", |c, p, faults, _| {
        c.time_zones = boolean(p, faults);
    }),
    ("deny-warnings", |c, p, faults, _| {
        c.deny_warnings = boolean(p, faults);
    }),
    ("out-dir", |c, p, faults, folders| {
        c.out_dir = string(p, faults).map(|path| folders.path(path));
    }),
    ("metafile", |c, p, faults, folders| {
        c.metafile = string(p, faults).map(|path| folders.path(path));
    }),
];

/// Flags of one call of jsc, which a project cannot choose.
const FLAGS_ONLY: &[&str] = &[
    "out",
    "message-format",
    "config",
    "no-config",
    "no-cache",
    "dir",
    "env",
    "quiet",
    "verbose",
    "help",
    "version",
];

/// The choices that `document` makes; none when it holds no configuration.
///
/// # Errors
/// All that is wrong with it.
pub fn choices(document: &Document, cwd: &Path) -> Result<Choices, Failure> {
    let Some(config) = document.config()? else {
        let message = format!("`{}` has no key `{KEY}`", document.name);
        return Err(Failure::message(message));
    };
    let folders = Folders {
        own: &document.folder,
        cwd,
    };
    let mut choices = Choices::default();
    let mut faults = Faults::new(document);
    let mut seen = HashSet::new();
    for property in &config.object.properties {
        let name = property.name.as_str();
        if !seen.insert(name) {
            twice(&property.name, &mut faults);
            continue;
        }
        match KEYS.iter().find(|(known, _)| *known == name) {
            Some((_, set)) => set(&mut choices, property, &mut faults, &folders),
            None => unknown(property, &mut faults),
        }
    }
    faults.result(choices)
}

fn unknown(property: &ObjectProp, faults: &mut Faults) {
    let name = property.name.as_str();
    let meant = similar(name).map(|known| format!("did you mean `{known}`?"));
    if FLAGS_ONLY.contains(&name) {
        let message = format!("`{name}` is for the command line, not for a configuration");
        return faults.add(&property.name, message, meant);
    }
    let help = meant.unwrap_or_else(|| {
        let known: Vec<_> = KEYS.iter().map(|(known, _)| format!("`{known}`")).collect();
        format!("the keys are {}", known.join(", "))
    });
    faults.add(&property.name, format!("unknown key `{name}`"), Some(help));
}

/// The key that `name` probably is, in another spelling or with a mistake.
fn similar(name: &str) -> Option<&'static str> {
    let mut kebab = String::new();
    for letter in name.trim_start_matches('-').chars() {
        if letter == '_' || letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase().filter(|letter| *letter != '_'));
    }
    let known = || KEYS.iter().map(|(known, _)| *known);
    let same = known().find(|known| *known == kebab || known.strip_prefix("no-") == Some(&kebab));
    let prefix = || known().find(|known| known.split('-').next() == Some(&kebab));
    let threshold = (kebab.chars().count() / 3).clamp(1, 3);
    same.or_else(prefix)
        .or_else(|| best_match(&kebab, known(), threshold))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_flag_is_a_key_or_for_the_command_line() {
        let command = crate::args::Args::command();
        let of_commands = ["build", "run"]
            .iter()
            .filter_map(|name| command.find_subcommand(name))
            .flat_map(clap::Command::get_arguments);
        let flags: HashSet<&str> = of_commands
            .filter(|flag| !flag.is_hide_set())
            .filter_map(clap::Arg::get_long)
            .collect();
        for flag in &flags {
            let is_key = KEYS.iter().any(|(known, _)| known == flag);
            assert_ne!(is_key, FLAGS_ONLY.contains(flag), "{flag}");
        }
        for (key, _) in KEYS {
            assert!(flags.contains(key), "{key}");
        }
    }

    #[test]
    fn other_spellings_are_understood() {
        for (typed, meant) in [
            ("minfy", Some("minify")),
            ("outDir", Some("out-dir")),
            ("out", Some("out-dir")),
            ("--minify", Some("minify")),
            ("treeShaking", Some("no-tree-shaking")),
            ("deny_warnings", Some("deny-warnings")),
            ("condition", Some("conditions")),
            ("entryPoints", None),
        ] {
            assert_eq!(similar(typed), meant, "{typed}");
        }
    }
}
