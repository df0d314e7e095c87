//! Writes the module of one program: copied, renumbered, never decoded.

use wasm_encoder::{CustomSection, Encode, NameMap, NameSection, RawSection, SectionId};

use super::ReachError;
use super::data::encode_live;
use super::elements::Elements;
use super::module::{Global, Import, Module};
use super::sites::{Body, Index, Sites};
use super::table::{Reach, Selection};

/// What replaces the engine's own state, and what is added to its module.
pub struct Replacement<'a> {
    /// A module with the memory, the mutable globals (in the engine's order)
    /// and the data segments of the snapshot; all else in it is ignored.
    pub skeleton: &'a [u8],
    /// The name the memory is exported under.
    pub memory_export: &'a str,
    /// Custom sections to append, name and contents.
    pub customs: &'a [(&'a str, &'a [u8])],
    /// What becomes of the engine's function names.
    pub names: Names,
}

/// What becomes of function names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// No `name` section.
    Drop,
    /// The names of the functions that stay.
    Keep,
}

/// Opcodes of the function put in dead slots: no locals, `unreachable`, `end`.
const TRAP_BODY: &[u8] = &[0x00, 0x00, 0x0b];
const TRAP_NAME: &str = "dead_slot";

impl Reach {
    /// The module with what `selection` needs and nothing else: functions,
    /// imports, types and table slots that are dead are gone, and the rest is
    /// renumbered; `memory` and the selected exports are its only exports; its
    /// memory, mutable globals and data are those of the snapshot.
    ///
    /// `final_wasm` is the module this table was made for by
    /// [`bind`](super::bind).
    ///
    /// # Errors
    ///
    /// [`ReachError::OtherModule`] when it is not, and [`ReachError::Snapshot`]
    /// when the skeleton's memory or globals do not fit it.
    pub fn assemble(
        &self,
        final_wasm: &[u8],
        selection: &Selection,
        replacement: &Replacement<'_>,
    ) -> Result<Vec<u8>, ReachError> {
        if final_wasm.len() != self.module_len {
            return Err(ReachError::OtherModule);
        }
        let engine = Module::parse(final_wasm)?;
        let bodies = Sites::new(final_wasm, &self.sites).bodies(&engine)?;
        let skeleton = Module::parse(replacement.skeleton)?;
        let assembly = Assembly::new(&engine, &bodies, selection)?;

        let mut out = Vec::with_capacity(final_wasm.len());
        out.extend_from_slice(&wasm_encoder::Module::HEADER);
        assembly.types_and_imports(&mut out)?;
        assembly.functions(&mut out)?;
        assembly.state(&skeleton, &mut out)?;
        assembly.exports(&selection.exports, replacement.memory_export, &mut out)?;
        assembly.elements(&mut out)?;
        assembly.code(&mut out)?;
        let (count, data) = encode_live(&skeleton.segments, &selection.dead_data)?;
        section(&mut out, SectionId::Data, count, &data);
        if replacement.names == Names::Keep {
            append(&mut out, &assembly.names()?);
        }
        for (name, data) in replacement.customs {
            append(
                &mut out,
                &CustomSection {
                    name: (*name).into(),
                    data: (*data).into(),
                },
            );
        }
        Ok(out)
    }
}

/// What stays of a module, and under which numbers.
struct Assembly<'a> {
    engine: &'a Module<'a>,
    bodies: &'a [Body<'a>],
    /// New function indices by old ones.
    functions: Vec<Option<u32>>,
    /// New type indices by old ones.
    types: Vec<Option<u32>>,
    elements: Elements,
    /// New index of the function in dead slots, when there is one.
    trap: Option<u32>,
}

impl<'a> Assembly<'a> {
    fn new(
        engine: &'a Module<'a>,
        bodies: &'a [Body<'a>],
        selection: &Selection,
    ) -> Result<Self, ReachError> {
        let elements = Elements::plan(
            engine
                .slots
                .iter()
                .filter(|(slot, _)| selection.slots.contains(**slot as usize))
                .map(|(slot, function)| (*slot, *function)),
        );
        let is_live = |function: &usize| selection.functions.contains(*function);
        let imports = engine.imports.len();
        let mut functions = vec![None; engine.function_count()];
        let mut next = 0..;
        for function in (0..imports).filter(is_live) {
            functions[function] = next.next();
        }
        // First of the defined functions, for the shortest index in the table.
        let trap = elements.has_filled_gaps().then(|| next.next()).flatten();
        for function in (imports..functions.len()).filter(is_live) {
            functions[function] = next.next();
        }
        let mut assembly = Self {
            engine,
            bodies,
            functions,
            types: Vec::new(),
            elements,
            trap,
        };
        assembly.types = renumber(&assembly.used_types()?);
        Ok(assembly)
    }

    /// Which types the live functions have or name.
    fn used_types(&self) -> Result<Vec<bool>, ReachError> {
        let mut used = vec![false; self.engine.types.len()];
        let mut mark = |ty: u32| {
            if let Some(used) = used.get_mut(ty as usize) {
                *used = true;
            }
        };
        for (_, import) in self.live_imports() {
            mark(import.ty);
        }
        for (position, body) in self.live_bodies() {
            mark(self.engine.function_types[position]);
            body.each_index(|index| match index {
                Index::Type(ty) | Index::BlockType(ty) => mark(ty),
                Index::Function(_) => {}
            })?;
        }
        Ok(used)
    }

    fn live_imports(&self) -> impl Iterator<Item = (usize, &'a Import<'a>)> {
        let imports = self.engine.imports.iter().enumerate();
        imports.filter(|(function, _)| self.functions[*function].is_some())
    }

    /// The live bodies, each with its position among the defined functions.
    fn live_bodies(&self) -> impl Iterator<Item = (usize, &'a Body<'a>)> {
        let defined = &self.functions[self.engine.imports.len()..];
        let bodies = self.bodies.iter().enumerate();
        bodies.filter(|(position, _)| defined.get(*position).is_some_and(Option::is_some))
    }

    fn new_index(&self, index: Index) -> Option<u32> {
        match index {
            Index::Function(function) => *self.functions.get(function as usize)?,
            Index::Type(ty) | Index::BlockType(ty) => *self.types.get(ty as usize)?,
        }
    }

    fn new_type(&self, ty: u32) -> Result<u32, ReachError> {
        self.new_index(Index::Type(ty))
            .ok_or(ReachError::OtherModule)
    }

    fn types_and_imports(&self, out: &mut Vec<u8>) -> Result<(), ReachError> {
        let types = self.engine.types.iter().zip(&self.types);
        let live: Vec<&[u8]> = types
            .filter(|(_, new)| new.is_some())
            .map(|(encoded, _)| *encoded)
            .collect();
        section(out, SectionId::Type, live.len(), &live.concat());

        let mut imports = Vec::new();
        let mut count = 0;
        for (_, import) in self.live_imports() {
            import.module.encode(&mut imports);
            import.name.encode(&mut imports);
            imports.push(FUNCTION_KIND);
            self.new_type(import.ty)?.encode(&mut imports);
            count += 1;
        }
        section(out, SectionId::Import, count, &imports);
        Ok(())
    }

    fn functions(&self, out: &mut Vec<u8>) -> Result<(), ReachError> {
        let mut functions = Vec::new();
        let mut count = 0;
        if self.trap.is_some() {
            // Any type does; there is one, or no slot would be live.
            0_u32.encode(&mut functions);
            count += 1;
        }
        for (position, _) in self.live_bodies() {
            self.new_type(self.engine.function_types[position])?
                .encode(&mut functions);
            count += 1;
        }
        section(out, SectionId::Function, count, &functions);
        Ok(())
    }

    /// The table of the engine, the memory and the globals of the snapshot.
    fn state(&self, skeleton: &Module<'_>, out: &mut Vec<u8>) -> Result<(), ReachError> {
        if let Some(table) = self.engine.table {
            raw_section(out, SectionId::Table, table);
        }
        let memory = skeleton
            .memory
            .filter(|_| self.engine.memory.is_some())
            .ok_or(ReachError::Snapshot("no memory"))?;
        raw_section(out, SectionId::Memory, memory);

        let mut snapshot = skeleton.globals.iter().filter(|global| global.mutable);
        let mut globals = Vec::new();
        for global in &self.engine.globals {
            let value = if global.mutable {
                fitting(global, snapshot.next())?
            } else {
                global
            };
            globals.extend_from_slice(value.encoded);
        }
        if snapshot.next().is_some() {
            return Err(ReachError::Snapshot(
                "more mutable globals than the module has",
            ));
        }
        section(out, SectionId::Global, self.engine.globals.len(), &globals);
        Ok(())
    }

    fn exports(
        &self,
        names: &[(String, String)],
        memory: &str,
        out: &mut Vec<u8>,
    ) -> Result<(), ReachError> {
        let mut exports = Vec::new();
        memory.encode(&mut exports);
        exports.push(MEMORY_KIND);
        0_u32.encode(&mut exports);
        for (export, name) in names {
            let function = self
                .engine
                .exported(export)
                .and_then(|function| self.new_index(Index::Function(function)))
                .ok_or_else(|| ReachError::UnknownExport(export.clone()))?;
            name.as_str().encode(&mut exports);
            exports.push(FUNCTION_KIND);
            function.encode(&mut exports);
        }
        section(out, SectionId::Export, 1 + names.len(), &exports);
        Ok(())
    }

    fn elements(&self, out: &mut Vec<u8>) -> Result<(), ReachError> {
        let encoded = self
            .elements
            .encode(|function| match function {
                Some(function) => self.new_index(Index::Function(function)),
                None => self.trap,
            })
            .ok_or(ReachError::OtherModule)?;
        section(out, SectionId::Element, self.elements.count(), &encoded);
        Ok(())
    }

    fn code(&self, out: &mut Vec<u8>) -> Result<(), ReachError> {
        let mut code = Vec::new();
        let mut count = 0;
        if self.trap.is_some() {
            TRAP_BODY.encode(&mut code);
            count += 1;
        }
        let mut renumbered = Vec::new();
        for (_, body) in self.live_bodies() {
            renumbered.clear();
            body.renumber(&mut renumbered, |index| self.new_index(index))?;
            renumbered.encode(&mut code);
            count += 1;
        }
        section(out, SectionId::Code, count, &code);
        Ok(())
    }

    fn names(&self) -> Result<NameSection, ReachError> {
        let old = self.engine.function_names()?;
        let mut names: Vec<(u32, &str)> = old
            .into_iter()
            .filter_map(|(function, name)| Some((self.new_index(Index::Function(function))?, name)))
            .chain(self.trap.map(|trap| (trap, TRAP_NAME)))
            .collect();
        names.sort_unstable();
        let mut map = NameMap::new();
        for (function, name) in names {
            map.append(function, name);
        }
        let mut section = NameSection::new();
        section.functions(&map);
        Ok(section)
    }
}

/// Kinds of imports and exports.
const FUNCTION_KIND: u8 = 0x00;
const MEMORY_KIND: u8 = 0x02;

/// Consecutive numbers for those that are used.
fn renumber(used: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0..;
    used.iter()
        .map(|used| used.then(|| next.next()).flatten())
        .collect()
}

/// The snapshot's value of a mutable global of the engine.
fn fitting<'a>(
    engine: &Global<'_>,
    snapshot: Option<&'a Global<'a>>,
) -> Result<&'a Global<'a>, ReachError> {
    snapshot
        .filter(|snapshot| snapshot.ty == engine.ty)
        .ok_or(ReachError::Snapshot("mutable globals differ"))
}

/// Appends a section of so many items; an empty one is left out.
fn section(out: &mut Vec<u8>, id: SectionId, count: usize, items: &[u8]) {
    if count == 0 {
        return;
    }
    let mut prefix = Vec::new();
    count.encode(&mut prefix);
    out.push(id.into());
    (prefix.len() + items.len()).encode(out);
    out.extend_from_slice(&prefix);
    out.extend_from_slice(items);
}

fn raw_section(out: &mut Vec<u8>, id: SectionId, data: &[u8]) {
    append(
        out,
        &RawSection {
            id: id.into(),
            data,
        },
    );
}

/// Appends a section that knows how to encode itself.
fn append(out: &mut Vec<u8>, section: &impl wasm_encoder::Section) {
    out.push(section.id());
    section.encode(out);
}
