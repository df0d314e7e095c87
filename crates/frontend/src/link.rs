//! Checks that what a module takes from another is exported there, as linking
//! would at the program's start, but with a place and a hint.

use crate::parse::Facts;
use crate::program::Target;
use crate::resolve::{listed, similar};
use jsc_abi::Goal;
use std::collections::{HashMap, HashSet};

/// A module as far as linking goes: what its text says, and what the requests in
/// it resolved to; none for a request that is left for run time.
#[derive(Clone, Copy)]
pub(crate) struct Linked<'a> {
    pub goal: Goal,
    pub facts: &'a Facts,
    pub targets: &'a [Option<Target>],
}

/// A name that is not exported.
#[derive(Debug)]
pub(crate) struct Missing {
    /// Index of the module that takes it.
    pub module: usize,
    /// Index of the link in it.
    pub link: usize,
    /// What could be meant.
    pub help: Option<String>,
}

/// All names that are taken from a module that does not have them.
pub(crate) fn missing(modules: &[Linked]) -> Vec<Missing> {
    let mut exporters = Exporters {
        modules,
        names: HashMap::new(),
        through_stars: HashMap::new(),
    };
    let mut missing = Vec::new();
    for (index, module) in modules.iter().enumerate() {
        for (i, link) in module.facts.links.iter().enumerate() {
            let Some(Target::Module { index: from, .. }) = module.targets[link.request] else {
                continue;
            };
            let has = match modules[from].goal {
                Goal::Module => exporters.has(from, &link.name),
                // What a CommonJS module exports is known when it has run.
                Goal::CommonJs => true,
                _ => link.name == "default" || exporters.has_key(from, &link.name),
            };
            if !has {
                let help = exporters.help(from, &link.name);
                missing.push(Missing {
                    module: index,
                    link: i,
                    help,
                });
            }
        }
    }
    missing
}

struct Exporters<'a> {
    modules: &'a [Linked<'a>],
    /// A module's own exports.
    names: HashMap<usize, HashSet<&'a str>>,
    /// Whether a module has a name through `export *`.
    through_stars: HashMap<(usize, String), bool>,
}

impl<'a> Exporters<'a> {
    fn has(&mut self, module: usize, name: &str) -> bool {
        self.has_itself(module, name)
            || name != "default"
                && self.modules[module].facts.exports.star
                && self.has_through_stars(module, name)
    }

    /// Whether JSON has a key.
    fn has_key(&self, module: usize, name: &str) -> bool {
        self.modules[module].facts.commonjs.names.contains(name)
    }

    fn has_itself(&mut self, module: usize, name: &str) -> bool {
        let exports = &self.modules[module].facts.exports;
        if name == "default" {
            return exports.default;
        }
        let names = self
            .names
            .entry(module)
            .or_insert_with(|| exports.named.iter().map(String::as_str).collect());
        names.contains(name)
    }

    fn has_through_stars(&mut self, module: usize, name: &str) -> bool {
        let key = (module, name.to_owned());
        if let Some(&known) = self.through_stars.get(&key) {
            return known;
        }
        let mut seen = HashSet::from([module]);
        let mut pending = vec![module];
        let mut found = false;
        while let Some(next) = pending.pop().filter(|_| !found) {
            let Linked { facts, targets, .. } = self.modules[next];
            for &star in &facts.stars {
                match targets[star] {
                    Some(Target::Module { index: target, .. })
                        if self.modules[target].goal == Goal::Module =>
                    {
                        found |= self.has_itself(target, name);
                        if seen.insert(target) {
                            pending.push(target);
                        }
                    }
                    // Only the engine knows what others export.
                    Some(_) | None => found = true,
                }
            }
        }
        self.through_stars.insert(key, found);
        found
    }

    fn help(&self, module: usize, name: &str) -> Option<String> {
        let facts = self.modules[module].facts;
        let exports = &facts.exports;
        let named = exports.named.iter().chain(&facts.commonjs.names);
        if let Some(name) = similar(name, named.clone().map(String::as_str)) {
            return Some(format!("did you mean `{name}`?"));
        }
        let default = exports.default.then(|| "default".to_owned());
        let names: Vec<_> = default.into_iter().chain(named.cloned()).collect();
        Some(match names.is_empty() {
            true => "it exports nothing".into(),
            false => format!("it exports {}", listed(&names)),
        })
    }
}
