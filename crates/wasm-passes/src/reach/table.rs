//! The reachability of one engine, and the question a build asks it.

use std::ops::Range;

use super::ReachError;
use super::bits::BitSet;
use super::wire::{Reader, write_bytes, write_number};

/// What each export of a module reaches, and where its bodies name functions
/// and types. Made by [`bind`](super::bind) for one module.
pub struct Reach {
    /// Size of the module described, to notice another one.
    pub(super) module_len: usize,
    /// Memory covered by data symbols, ascending, cut where users change.
    pub(super) regions: Vec<Range<u32>>,
    /// Exports by name.
    pub(super) footprints: Vec<(String, Footprint)>,
    /// See [`Sites`](super::sites::Sites).
    pub(super) sites: Vec<u8>,
}

/// What one export reaches.
pub(super) struct Footprint {
    /// Table slots it may store.
    pub slots: BitSet,
    /// Functions called through those slots, and all they call.
    pub through_slots: BitSet,
    /// The export's own function and all it calls.
    pub through_call: BitSet,
    /// Data, as indices into [`Reach::regions`].
    pub data: BitSet,
}

/// What a program needs of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The exports that stay, each with the name that it gets.
    pub(super) exports: Vec<(String, String)>,
    /// By function index.
    pub(super) functions: BitSet,
    /// By table slot.
    pub(super) slots: BitSet,
    pub(super) dead_data: Vec<Range<u32>>,
}

impl Selection {
    /// Indices of the functions that stay, imported ones included, ascending.
    pub fn live_functions(&self) -> impl Iterator<Item = usize> + '_ {
        self.functions.iter()
    }

    /// Exports `export` as `name`.
    pub fn renamed(mut self, export: &str, name: &str) -> Self {
        for (from, to) in &mut self.exports {
            if from == export {
                *to = name.to_owned();
            }
        }
        self
    }

    /// The table slots that stay, ascending.
    pub fn live_slots(&self) -> impl Iterator<Item = usize> + '_ {
        self.slots.iter()
    }

    /// The linear-memory addresses whose contents nothing can read, ascending.
    pub fn dead_data(&self) -> &[Range<u32>] {
        &self.dead_data
    }
}

impl Reach {
    /// What a program needs whose final module exports `kept` and for which the
    /// build called `called` before it took the snapshot.
    ///
    /// # Errors
    ///
    /// [`ReachError::UnknownExport`].
    pub fn select(&self, kept: &[&str], called: &[&str]) -> Result<Selection, ReachError> {
        let mut functions = BitSet::new(0);
        let mut slots = BitSet::new(0);
        let mut data = BitSet::new(0);
        if let Some((_, any)) = self.footprints.first() {
            functions = BitSet::new(any.through_call.as_bytes().len() * 8);
            slots = BitSet::new(any.slots.as_bytes().len() * 8);
            data = BitSet::new(any.data.as_bytes().len() * 8);
        }
        for name in kept.iter().chain(called) {
            let footprint = self.footprint(name)?;
            functions.union_with(&footprint.through_slots);
            slots.union_with(&footprint.slots);
            data.union_with(&footprint.data);
        }
        for name in kept {
            functions.union_with(&self.footprint(name)?.through_call);
        }
        let dead_data = self
            .regions
            .iter()
            .enumerate()
            .filter(|(region, _)| !data.contains(*region))
            .map(|(_, range)| range.clone())
            .collect();
        Ok(Selection {
            exports: kept
                .iter()
                .map(|name| ((*name).to_owned(), (*name).to_owned()))
                .collect(),
            functions,
            slots,
            dead_data,
        })
    }

    fn footprint(&self, name: &str) -> Result<&Footprint, ReachError> {
        self.footprints
            .iter()
            .find(|(export, _)| export == name)
            .map(|(_, footprint)| footprint)
            .ok_or_else(|| ReachError::UnknownExport(name.to_owned()))
    }

    /// The table in the form [`Self::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.module_len);
        write_number(&mut out, self.regions.len());
        let mut previous = 0;
        for region in &self.regions {
            write_number(&mut out, (region.start - previous) as usize);
            write_number(&mut out, (region.end - region.start) as usize);
            previous = region.end;
        }
        write_number(&mut out, self.footprints.len());
        for (name, footprint) in &self.footprints {
            write_bytes(&mut out, name.as_bytes());
            write_bytes(&mut out, footprint.slots.as_bytes());
            write_bytes(&mut out, footprint.through_slots.as_bytes());
            write_bytes(&mut out, footprint.through_call.as_bytes());
            write_bytes(&mut out, footprint.data.as_bytes());
        }
        write_bytes(&mut out, &self.sites);
        out
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// [`ReachError::DamagedTable`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReachError> {
        let mut reader = Reader::new(bytes);
        let module_len = reader.number()?;
        let mut regions = Vec::new();
        let mut previous = 0;
        for _ in 0..reader.number()? {
            let start = add(previous, reader.number()?)?;
            previous = add(start, reader.number()?)?;
            regions.push(start..previous);
        }
        let mut footprints = Vec::new();
        for _ in 0..reader.number()? {
            let name = reader.string()?;
            let footprint = Footprint {
                slots: reader.set()?,
                through_slots: reader.set()?,
                through_call: reader.set()?,
                data: reader.set()?,
            };
            footprints.push((name, footprint));
        }
        let sites = reader.bytes()?.to_vec();
        if !reader.is_empty() {
            return Err(ReachError::DamagedTable);
        }
        Ok(Self {
            module_len,
            regions,
            footprints,
            sites,
        })
    }
}

fn add(address: u32, distance: usize) -> Result<u32, ReachError> {
    u32::try_from(distance)
        .ok()
        .and_then(|distance| address.checked_add(distance))
        .ok_or(ReachError::DamagedTable)
}
