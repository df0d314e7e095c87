//! What the counter sees of a module's stack, and what it does not.

use std::collections::BTreeMap;

use super::components::Components;
use super::cost::FrameCost;
use crate::callgraph::CallGraph;

/// What is counted in a module, and what its user must leave room for beside the counter.
///
/// At any moment the module uses at most the value of the counter and [`Report::uncounted`]. A guest
/// that stops at a limit must also leave room for what happens between two looks at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The functions that count, each with the cost that one call adds.
    pub counted: BTreeMap<u32, u32>,
    /// The highest cost of the functions that do not count on a path of calls that begins with one
    /// that does: what may be needed below it that the counter does not show.
    pub below: u32,
    /// The same for paths that begin anywhere.
    pub uncounted: u32,
    /// The groups of functions that can call each other without end, and none of which looks at the
    /// counter itself: recursion that must be bounded, or checked, in some other way.
    pub unchecked: Vec<Vec<u32>>,
}

impl Report {
    /// Takes the call graph of a module and its components, and the import that reads the counter.
    pub(super) fn new(
        graph: &CallGraph,
        components: &Components,
        check: Option<u32>,
        costs: &dyn FrameCost,
    ) -> Self {
        let imported = graph.imported();
        let counted: BTreeMap<u32, u32> = components
            .recursive(graph)
            .flatten()
            .map(|&f| (f - imported, costs.cost(f - imported)))
            .collect();
        let is_counted = |f: u32| f >= imported && counted.contains_key(&(f - imported));
        let hidden_cost = |f: u32| match f < imported || is_counted(f) {
            true => 0,
            false => costs.cost(f - imported),
        };
        let heaviest = components.heaviest_from(graph, hidden_cost);
        let highest = |functions: &mut dyn Iterator<Item = u32>| {
            functions.map(|f| heaviest[f as usize]).max().unwrap_or(0)
        };
        let all = 0..graph.len() as u32;
        Report {
            below: highest(&mut all.clone().filter(|&f| is_counted(f))),
            uncounted: highest(&mut all.clone()),
            unchecked: unchecked(graph, check),
            counted,
        }
    }
}

fn unchecked(graph: &CallGraph, check: Option<u32>) -> Vec<Vec<u32>> {
    let looks = |f| check.is_some_and(|check| graph.callees(f).binary_search(&check).is_ok());
    let rest = Components::find(graph, looks);
    let mut groups: Vec<Vec<u32>> = rest
        .recursive(graph)
        .map(|members| members.iter().map(|f| f - graph.imported()).collect())
        .collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}
