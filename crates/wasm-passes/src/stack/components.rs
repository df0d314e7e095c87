//! The strongly connected components of a call graph, and the heaviest path through them.

use crate::callgraph::CallGraph;

/// A function that the search has not met yet has this number.
const UNSEEN: u32 = u32::MAX;

/// The strongly connected components of a call graph.
#[derive(Debug)]
pub(super) struct Components {
    /// The functions of each component. A component comes after all that it calls.
    members: Vec<Vec<u32>>,
}

impl Components {
    /// Finds the components of `graph` without the functions for which `removed` holds.
    ///
    /// Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), with a stack of
    /// its own: call chains in a real module are long enough to overflow the native one.
    pub(super) fn find(graph: &CallGraph, removed: impl Fn(u32) -> bool) -> Self {
        let mut search = Search {
            graph,
            index: vec![UNSEEN; graph.len()],
            low: vec![0; graph.len()],
            open: vec![false; graph.len()],
            next_index: 0,
            stack: Vec::new(),
            members: Vec::new(),
        };
        for root in 0..graph.len() as u32 {
            if search.index[root as usize] == UNSEEN && !removed(root) {
                search.visit(root, &removed);
            }
        }
        Components {
            members: search.members,
        }
    }

    /// The functions of each component, callees first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// The components whose functions can take part in recursion.
    pub(super) fn recursive<'a>(&'a self, graph: &'a CallGraph) -> impl Iterator<Item = &'a [u32]> {
        self.iter().filter(|members| match members {
            [one] => graph.callees(*one).binary_search(one).is_ok(),
            _ => true,
        })
    }

    /// For each function, the weight of the heaviest path of calls that begins with it.
    ///
    /// A path passes each component once, and a component weighs the sum of its members.
    pub(super) fn heaviest_from(&self, graph: &CallGraph, weight: impl Fn(u32) -> u32) -> Vec<u32> {
        let mut heaviest = vec![0u32; graph.len()];
        for members in self.iter() {
            let own = members
                .iter()
                .fold(0u32, |sum, &f| sum.saturating_add(weight(f)));
            // A callee inside the component still has weight 0 here.
            let callees = members.iter().flat_map(|&f| graph.callees(f));
            let below = callees.map(|&f| heaviest[f as usize]).max().unwrap_or(0);
            for &function in members {
                heaviest[function as usize] = own.saturating_add(below);
            }
        }
        heaviest
    }
}

struct Search<'a> {
    graph: &'a CallGraph,
    index: Vec<u32>,
    low: Vec<u32>,
    /// Whether a function is on `stack`: met, but its component not complete.
    open: Vec<bool>,
    next_index: u32,
    stack: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Search<'_> {
    fn visit(&mut self, root: u32, removed: &impl Fn(u32) -> bool) {
        self.enter(root);
        // The functions being visited, each with how many of its callees are done.
        let mut path = vec![(root, 0)];
        while let Some((function, done)) = path.last_mut() {
            let function = *function;
            let Some(&callee) = self.graph.callees(function).get(*done) else {
                path.pop();
                self.leave(function, path.last().map(|&(caller, _)| caller));
                continue;
            };
            *done += 1;
            if removed(callee) {
                continue;
            }
            if self.index[callee as usize] == UNSEEN {
                self.enter(callee);
                path.push((callee, 0));
            } else if self.open[callee as usize] {
                let index = self.index[callee as usize];
                self.lower(function, index);
            }
        }
    }

    fn enter(&mut self, function: u32) {
        self.index[function as usize] = self.next_index;
        self.low[function as usize] = self.next_index;
        self.next_index += 1;
        self.open[function as usize] = true;
        self.stack.push(function);
    }

    fn leave(&mut self, function: u32, caller: Option<u32>) {
        let low = self.low[function as usize];
        if let Some(caller) = caller {
            self.lower(caller, low);
        }
        if low == self.index[function as usize] {
            let start = self.stack.iter().rposition(|&f| f == function).unwrap_or(0);
            let members = self.stack.split_off(start);
            for &member in &members {
                self.open[member as usize] = false;
            }
            self.members.push(members);
        }
    }

    fn lower(&mut self, function: u32, low: u32) {
        let own = &mut self.low[function as usize];
        *own = low.min(*own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The graph of a module in which function `n` calls the functions in `callees[n]`.
    fn graph(callees: &[&[u32]]) -> CallGraph {
        let functions: String = callees
            .iter()
            .map(|callees| {
                let calls = callees.iter().map(|callee| format!("call {callee} "));
                format!("(func {})", calls.collect::<String>())
            })
            .collect();
        let wasm = wat::parse_str(format!("(module {functions})"));
        CallGraph::new(&wasm.expect("the module is well-formed")).expect("the module is valid")
    }

    fn sorted(components: &Components) -> Vec<Vec<u32>> {
        let sort = |members: &[u32]| {
            let mut members = members.to_vec();
            members.sort_unstable();
            members
        };
        components.iter().map(sort).collect()
    }

    #[test]
    fn callees_come_first() {
        let graph = graph(&[&[1], &[2, 3], &[1, 4], &[4], &[]]);
        let components = Components::find(&graph, |_| false);
        assert_eq!(sorted(&components), [vec![4], vec![3], vec![1, 2], vec![0]]);
    }

    #[test]
    fn two_cycles_that_share_a_function_are_one_component() {
        let graph = graph(&[&[1], &[2], &[0, 3], &[4], &[2]]);
        let components = Components::find(&graph, |_| false);
        assert_eq!(sorted(&components), [[0, 1, 2, 3, 4]]);
    }

    #[test]
    fn a_function_is_recursive_alone_only_if_it_calls_itself() {
        let graph = graph(&[&[0], &[2], &[]]);
        let components = Components::find(&graph, |_| false);
        assert_eq!(components.recursive(&graph).collect::<Vec<_>>(), [[0]]);
    }

    #[test]
    fn a_removed_function_breaks_its_cycles() {
        let graph = graph(&[&[1], &[2], &[0, 1]]);
        let components = Components::find(&graph, |function| function == 1);
        assert_eq!(sorted(&components), [[0], [2]]);
    }

    #[test]
    fn the_heaviest_path_passes_each_component_once() {
        let graph = graph(&[&[1, 2], &[3], &[2, 3], &[]]);
        let components = Components::find(&graph, |_| false);
        let heaviest = components.heaviest_from(&graph, |function| 10u32.pow(function));
        assert_eq!(heaviest, [1101, 1010, 1100, 1000]);
    }

    #[test]
    fn a_chain_of_calls_as_long_as_a_module_does_not_overflow_the_stack() {
        let callees: Vec<Vec<u32>> = (0..100_000).map(|f| vec![(f + 1) % 100_000]).collect();
        let callees: Vec<&[u32]> = callees.iter().map(Vec::as_slice).collect();
        let graph = graph(&callees);
        let components = Components::find(&graph, |_| false);
        assert_eq!(
            components.iter().map(<[u32]>::len).collect::<Vec<_>>(),
            [100_000]
        );
    }
}
