//! Where the function bodies name functions and types: found once, when the
//! engine is built, so that a body can later be renumbered without decoding it.
//!
//! A site is the opcode byte of a `call`, a `call_indirect`, or a block with a
//! type index; the index follows it as a LEB128 number. Sites are stored per
//! body as a count and the distance of each from the end of the one before.

use wasm_encoder::Encode;
use wasmparser::{BinaryReader, BlockType, FunctionBody, Operator, OperatorsReader};

use super::ReachError;
use super::module::Module;
use super::wire::{Reader, write_number};

const BLOCK: u8 = 0x02;
const LOOP: u8 = 0x03;
const IF: u8 = 0x04;
const CALL: u8 = 0x10;
const CALL_INDIRECT: u8 = 0x11;

/// What [`scan`] finds in a module.
pub(super) struct Scan {
    /// The sites of all bodies, for [`Sites`].
    pub sites: Vec<u8>,
    /// The functions each body calls, by position among the bodies.
    pub calls: Vec<Vec<u32>>,
}

/// Finds the sites and the calls in every body of a valid Wasm 2.0 module.
///
/// # Errors
///
/// Instructions that use functions as values, or change tables or passive
/// segments: table slots would no longer say which functions live.
pub(super) fn scan(wasm: &[u8], module: &Module<'_>) -> Result<Scan, ReachError> {
    let mut scan = Scan {
        sites: Vec::new(),
        calls: Vec::new(),
    };
    for body in &module.bodies {
        let reader = BinaryReader::new(&wasm[body.clone()], body.start);
        let (sites, calls) = body_sites(FunctionBody::new(reader).get_operators_reader()?)?;
        write_number(&mut scan.sites, sites.len());
        let mut previous = body.start;
        for site in sites {
            write_number(&mut scan.sites, site - previous);
            previous = site + 1;
        }
        scan.calls.push(calls);
    }
    Ok(scan)
}

/// The positions of the sites of a body, and the functions it calls.
fn body_sites(mut operators: OperatorsReader<'_>) -> Result<(Vec<usize>, Vec<u32>), ReachError> {
    let mut sites = Vec::new();
    let mut calls = Vec::new();
    while !operators.eof() {
        let (operator, position) = operators.read_with_offset()?;
        match operator {
            Operator::Call { function_index } => {
                calls.push(function_index);
                sites.push(position);
            }
            Operator::CallIndirect { .. }
            | Operator::Block {
                blockty: BlockType::FuncType(_),
            }
            | Operator::Loop {
                blockty: BlockType::FuncType(_),
            }
            | Operator::If {
                blockty: BlockType::FuncType(_),
            } => sites.push(position),
            Operator::RefFunc { .. }
            | Operator::TableSet { .. }
            | Operator::TableGrow { .. }
            | Operator::TableFill { .. }
            | Operator::TableCopy { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. }
            | Operator::MemoryInit { .. }
            | Operator::DataDrop { .. } => {
                return Err(ReachError::unsupported(format!(
                    "{operator:?} at {position:#x}"
                )));
            }
            _ => {}
        }
    }
    Ok((sites, calls))
}

/// Walks the bodies of a module together with their sites.
pub(super) struct Sites<'a> {
    wasm: &'a [u8],
    table: Reader<'a>,
}

/// The index at a site.
#[derive(Clone, Copy)]
pub(super) enum Index {
    /// Operand of `call`.
    Function(u32),
    /// Type operand of `call_indirect`.
    Type(u32),
    /// Type of a block: the same number, but encoded as a signed one.
    BlockType(u32),
}

/// A body and its sites.
pub(super) struct Body<'a> {
    bytes: &'a [u8],
    sites: Reader<'a>,
    count: usize,
}

impl<'a> Sites<'a> {
    /// Reads the `table` that [`scan`] made for `wasm`.
    pub(super) fn new(wasm: &'a [u8], table: &'a [u8]) -> Self {
        Self {
            wasm,
            table: Reader::new(table),
        }
    }

    /// Every body of the module, in order.
    pub(super) fn bodies(mut self, module: &Module<'_>) -> Result<Vec<Body<'a>>, ReachError> {
        let mut bodies = Vec::with_capacity(module.bodies.len());
        for range in &module.bodies {
            let count = self.table.number()?;
            bodies.push(Body {
                bytes: &self.wasm[range.clone()],
                sites: self.table.clone(),
                count,
            });
            for _ in 0..count {
                self.table.number()?;
            }
        }
        if self.table.is_empty() && bodies.len() == module.function_types.len() {
            Ok(bodies)
        } else {
            Err(ReachError::OtherModule)
        }
    }
}

impl Body<'_> {
    /// Calls `each` with the index at each site.
    pub(super) fn each_index(&self, mut each: impl FnMut(Index)) -> Result<(), ReachError> {
        self.visit(|_, index| {
            each(index);
            Ok(())
        })?;
        Ok(())
    }

    /// Appends the body to `out` with the index at each site replaced.
    pub(super) fn renumber(
        &self,
        out: &mut Vec<u8>,
        map: impl Fn(Index) -> Option<u32>,
    ) -> Result<(), ReachError> {
        let end = self.visit(|before, index| {
            out.extend_from_slice(before);
            let new = map(index).ok_or(ReachError::OtherModule)?;
            match index {
                Index::BlockType(_) => i64::from(new).encode(out),
                Index::Function(_) | Index::Type(_) => new.encode(out),
            }
            Ok(())
        })?;
        out.extend_from_slice(&self.bytes[end..]);
        Ok(())
    }

    /// Calls `each` with the index at each site and the bytes between the index
    /// before and this one. Returns where the last index ends.
    fn visit(
        &self,
        mut each: impl FnMut(&[u8], Index) -> Result<(), ReachError>,
    ) -> Result<usize, ReachError> {
        let mut sites = self.sites.clone();
        // End of the last site's opcode, and of its index.
        let (mut opcode_end, mut done) = (0, 0);
        for _ in 0..self.count {
            let site = opcode_end + sites.number()?;
            opcode_end = site + 1;
            let before = self
                .bytes
                .get(done..opcode_end)
                .ok_or(ReachError::OtherModule)?;
            let mut reader = BinaryReader::new(&self.bytes[opcode_end..], opcode_end);
            let index = match self.bytes[site] {
                CALL => Index::Function(reader.read_var_u32()?),
                CALL_INDIRECT => Index::Type(reader.read_var_u32()?),
                BLOCK | LOOP | IF => Index::BlockType(
                    u32::try_from(reader.read_var_s33()?).map_err(|_| ReachError::OtherModule)?,
                ),
                _ => return Err(ReachError::OtherModule),
            };
            done = reader.original_position();
            each(before, index)?;
        }
        Ok(done)
    }
}
