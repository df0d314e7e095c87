//! Carries reachability from the linked module over to the final one.
//!
//! The optimizer inlines, merges and renumbers functions, but a table slot
//! still calls the same code and an address still names the same byte. So the
//! linked module says which slots and data live; which functions live then
//! follows from the calls of the final module itself.

use std::collections::{BTreeMap, BTreeSet};

use super::ReachError;
use super::bits::BitSet;
use super::graph::{Graph, Reached};
use super::module::{Module, validate};
use super::regions::regions;
use super::sites::scan;
use super::table::{Footprint, Reach};

/// Describes `final_wasm`, which the optimizer made from the linked module that
/// `graph` was read from.
///
/// # Errors
///
/// [`ReachError::SlotMoved`] when the function tables differ, and
/// [`ReachError::Unsupported`] when the final module changes tables or takes
/// functions as values.
pub fn bind(graph: &Graph, final_wasm: &[u8]) -> Result<Reach, ReachError> {
    validate(final_wasm)?;
    let module = Module::parse(final_wasm)?;
    check_slots(graph, &module)?;
    let scan = scan(final_wasm, &module)?;
    let calls = Calls {
        imports: module.imports.len(),
        bodies: &scan.calls,
    };

    let mut exports = Vec::new();
    for (name, linked) in &graph.exports {
        if let Some(bound) = module.exported(name) {
            exports.push((name, graph.reached_from(*linked), bound));
        }
    }
    let reached: Vec<&BitSet> = exports
        .iter()
        .map(|(_, reached, _)| &reached.data)
        .collect();
    let regions = regions(&graph.data, &reached);
    let footprints = exports
        .iter()
        .enumerate()
        .map(|(export, (name, reached, bound))| {
            let slots = live_slots(graph, reached);
            let mut data = BitSet::new(regions.len());
            for (index, region) in regions.iter().enumerate() {
                if region.users[export] {
                    data.insert(index);
                }
            }
            let targets = slots.iter().filter_map(|slot| {
                let slot = u32::try_from(slot).ok()?;
                module.slots.get(&slot).copied()
            });
            let footprint = Footprint {
                through_slots: calls.closure(targets),
                through_call: calls.closure([*bound]),
                slots,
                data,
            };
            ((*name).clone(), footprint)
        })
        .collect();
    Ok(Reach {
        module_len: final_wasm.len(),
        regions: regions.into_iter().map(|region| region.range).collect(),
        footprints,
        sites: scan.sites,
    })
}

/// The table slots of the functions whose address is taken.
fn live_slots(graph: &Graph, reached: &Reached) -> BitSet {
    let bound = graph.slots.keys().last().map_or(0, |last| last + 1);
    let mut slots = BitSet::new(bound as usize);
    for (slot, function) in &graph.slots {
        if reached.addressed.contains(*function as usize) {
            slots.insert(*slot as usize);
        }
    }
    slots
}

/// Who calls whom, directly, in the final module.
struct Calls<'a> {
    imports: usize,
    bodies: &'a [Vec<u32>],
}

impl Calls<'_> {
    /// The given functions and all they call, transitively.
    fn closure(&self, roots: impl IntoIterator<Item = u32>) -> BitSet {
        let mut called = BitSet::new(self.imports + self.bodies.len());
        let mut pending: Vec<u32> = roots.into_iter().collect();
        while let Some(function) = pending.pop() {
            if !called.insert(function as usize) {
                continue;
            }
            if let Some(body) = (function as usize).checked_sub(self.imports) {
                pending.extend(&self.bodies[body]);
            }
        }
        called
    }
}

/// Checks that both modules have the same function table.
///
/// Names differ where the optimizer merged equal functions, and only there: a
/// slot must keep its function as long as a function of that name exists.
fn check_slots(graph: &Graph, module: &Module<'_>) -> Result<(), ReachError> {
    let bound_names = module.function_names()?;
    let still_there: BTreeSet<&str> = bound_names.values().copied().collect();
    let mut uses = BTreeMap::<&str, u32>::new();
    for name in graph.names.values() {
        *uses.entry(name).or_default() += 1;
    }
    let slots: BTreeSet<u32> = graph
        .slots
        .keys()
        .chain(module.slots.keys())
        .copied()
        .collect();
    for slot in slots {
        let linked = graph.slots.get(&slot);
        let bound = module.slots.get(&slot);
        let moved = |linked: &str, bound: &str| ReachError::SlotMoved {
            slot,
            linked: linked.to_owned(),
            bound: bound.to_owned(),
        };
        let (Some(linked), Some(bound)) = (linked, bound) else {
            let words = |there: bool| if there { "a function" } else { "nothing" };
            return Err(moved(words(linked.is_some()), words(bound.is_some())));
        };
        let (Some(linked), Some(bound)) = (graph.names.get(linked), bound_names.get(bound)) else {
            continue;
        };
        // Static functions of several files may share a name; those say nothing.
        let unique = uses.get(linked.as_str()) == Some(&1);
        if unique && linked != bound && still_there.contains(linked.as_str()) {
            return Err(moved(&format!("`{linked}`"), &format!("`{bound}`")));
        }
    }
    Ok(())
}
