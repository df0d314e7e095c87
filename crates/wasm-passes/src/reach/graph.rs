//! What refers to what in the engine, as the linker left it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bits::BitSet;

/// The functions and data symbols of a linked module, and every reference
/// between them that the linker resolved.
pub struct Graph {
    /// Exported functions: name and function index.
    pub(super) exports: Vec<(String, u32)>,
    /// References made by each function, by function index.
    pub(super) functions: Vec<Vec<Edge>>,
    pub(super) data: Vec<DataSymbol>,
    /// References made by bytes that no symbol covers: they count for everyone.
    pub(super) anonymous: Vec<Edge>,
    /// The function table: slot to function index.
    pub(super) slots: BTreeMap<u32, u32>,
    /// Names by function index, where the module has them.
    pub(super) names: BTreeMap<u32, String>,
}

/// A reference by a relocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// The operand of a `call`: the function index.
    Call(u32),
    /// A table index as a value, which may end up anywhere: the function index.
    Address(u32),
    /// An address in linear memory: index into [`Graph::data`].
    Data(u32),
}

/// A named stretch of linear memory.
pub(super) struct DataSymbol {
    pub range: Range<u32>,
    /// References among the symbol's initial contents.
    pub edges: Vec<Edge>,
}

/// What running one function can touch.
pub(super) struct Reached {
    /// Functions whose address is taken, by function index.
    pub addressed: BitSet,
    /// Data symbols, by index into [`Graph::data`].
    pub data: BitSet,
}

impl Graph {
    /// Everything that running `function` can touch: transitively over all
    /// references, functions whose address is taken included, since they may
    /// be called, at once or (through a heap snapshot) later.
    pub(super) fn reached_from(&self, function: u32) -> Reached {
        let mut called = BitSet::new(self.functions.len());
        let mut reached = Reached {
            addressed: BitSet::new(self.functions.len()),
            data: BitSet::new(self.data.len()),
        };
        let mut pending = self.anonymous.clone();
        pending.push(Edge::Call(function));
        while let Some(edge) = pending.pop() {
            match edge {
                Edge::Call(function) => {
                    if called.insert(function as usize) {
                        pending.extend(&self.functions[function as usize]);
                    }
                }
                Edge::Address(function) => {
                    reached.addressed.insert(function as usize);
                    pending.push(Edge::Call(function));
                }
                Edge::Data(symbol) => {
                    if reached.data.insert(symbol as usize) {
                        pending.extend(&self.data[symbol as usize].edges);
                    }
                }
            }
        }
        reached
    }
}
