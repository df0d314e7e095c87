//! What modules pass on with `export *`.

use super::Unit;
use super::graph::Names;
use crate::program::Target;
use jsc_abi::Goal;
use std::collections::{HashMap, HashSet};

/// Answers which names a module may export. What a module reaches is looked up
/// once, as many modules may each pass on all the others.
pub(super) struct Stars<'a> {
    units: &'a [Unit<'a>],
    /// The modules that export a name themselves.
    exporters: HashMap<&'a str, Vec<usize>>,
    reached: HashMap<usize, Reached>,
}

/// What a module has through `export *`, itself included.
#[derive(Default)]
struct Reached {
    modules: HashSet<usize>,
    /// One of them may have any name.
    any: bool,
}

impl<'a> Stars<'a> {
    pub(super) fn new(units: &'a [Unit<'a>], names: &[Names<'a>]) -> Self {
        let mut exporters: HashMap<_, Vec<_>> = HashMap::new();
        for (unit, names) in names.iter().enumerate() {
            for name in names.exports.keys() {
                exporters.entry(*name).or_default().push(unit);
            }
        }
        Stars {
            units,
            exporters,
            reached: HashMap::new(),
        }
    }

    /// Whether a module has a name, itself or through others.
    pub(super) fn may_export(&mut self, unit: usize, name: &str) -> bool {
        let units = self.units;
        let reached = self.reached.entry(unit);
        let reached = reached.or_insert_with(|| reached_from(units, unit));
        let exporters = self.exporters.get(name).into_iter().flatten();
        reached.any
            || exporters
                .into_iter()
                .any(|unit| reached.modules.contains(unit))
    }
}

fn reached_from(units: &[Unit], unit: usize) -> Reached {
    let mut reached = Reached::default();
    reached.modules.insert(unit);
    let mut pending = vec![unit];
    while let Some(unit) = pending.pop() {
        let Unit {
            goal,
            targets,
            facts,
            ..
        } = units[unit];
        reached.any |= goal != Goal::Module;
        for &star in &facts.stars {
            match targets[star] {
                Some(Target::Module { index, .. }) if reached.modules.insert(index) => {
                    pending.push(index);
                }
                Some(Target::Module { .. }) | None => {}
                Some(_) => reached.any = true,
            }
        }
    }
    reached
}
