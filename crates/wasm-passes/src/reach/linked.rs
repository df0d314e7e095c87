//! Reads a module fresh from the linker: its symbols and its relocations.
//!
//! Format: <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>.
//! What LLD's `--emit-relocs` writes, and this file relies on: the `linking`
//! section has a symbol table and nothing else; every live function and data
//! object has a symbol, strings merged by the linker and LLVM's private `.L`
//! symbols included (section symbols are dropped); `.bss` is written out as a
//! segment; linker-made symbols such as `__heap_base` are absolute.

use wasmparser::{
    BinaryReader, Linking, LinkingSectionReader, RelocSectionReader, RelocationEntry,
    RelocationType, SymbolFlags, SymbolInfo,
};

use super::ReachError;
use super::graph::{DataSymbol, Edge, Graph};
use super::module::{Module, validate};

/// Reads the references between functions and data.
///
/// `linked` is the output of LLD with `--emit-relocs`, untouched by any other
/// tool.
///
/// # Errors
///
/// [`ReachError::MissingSection`] without relocations,
/// [`ReachError::StaleRelocation`] when they do not describe these bytes, and
/// [`ReachError::Unsupported`] for what a linked C or Rust program does not have.
pub fn analyze(linked: &[u8]) -> Result<Graph, ReachError> {
    validate(linked)?;
    let module = Module::parse(linked)?;
    let (targets, data) = symbols(&module)?;
    let mut linker = LinkerOutput {
        wasm: linked,
        targets: &targets,
        graph: Graph {
            exports: module
                .exports
                .iter()
                .map(|(name, function)| ((*name).to_owned(), *function))
                .collect(),
            functions: vec![Vec::new(); module.function_count()],
            data,
            anonymous: Vec::new(),
            slots: module.slots.clone(),
            names: module
                .function_names()?
                .into_iter()
                .map(|(function, name)| (function, name.to_owned()))
                .collect(),
        },
        module: &module,
    };
    linker.code()?;
    linker.data()?;
    Ok(linker.graph.tidy())
}

/// What a symbol index of a relocation stands for.
#[derive(Clone, Copy)]
enum Target<'a> {
    /// A function index.
    Function(u32),
    /// An index into [`Graph::data`].
    Data(u32),
    /// An address with no contents of its own.
    Absolute(&'a str),
    /// A global, a table, a section, or data the linker left undefined.
    Other,
}

/// The symbol table, and the data symbols among it.
fn symbols<'a>(module: &Module<'a>) -> Result<(Vec<Target<'a>>, Vec<DataSymbol>), ReachError> {
    let section = module
        .custom("linking")
        .ok_or(ReachError::MissingSection("linking"))?;
    let mut targets = Vec::new();
    let mut data = Vec::new();
    for subsection in LinkingSectionReader::new(section.data_reader())?.subsections() {
        let Linking::SymbolTable(symbols) = subsection? else {
            continue;
        };
        for symbol in symbols {
            targets.push(target(symbol?, module, &mut data)?);
        }
    }
    Ok((targets, data))
}

fn target<'a>(
    symbol: SymbolInfo<'a>,
    module: &Module<'a>,
    data: &mut Vec<DataSymbol>,
) -> Result<Target<'a>, ReachError> {
    match symbol {
        SymbolInfo::Func { index, .. } if (index as usize) < module.function_count() => {
            Ok(Target::Function(index))
        }
        SymbolInfo::Data { flags, name, .. } if flags.contains(SymbolFlags::ABSOLUTE) => {
            Ok(Target::Absolute(name))
        }
        SymbolInfo::Data {
            name,
            symbol: Some(symbol),
            ..
        } => {
            let address = module
                .segments
                .get(symbol.index as usize)
                .and_then(|segment| segment.address.checked_add(symbol.offset));
            let range = address
                .and_then(|start| Some(start..start.checked_add(symbol.size)?))
                .ok_or_else(|| ReachError::unsupported(format!("`{name}` is in no segment")))?;
            let index = u32::try_from(data.len()).unwrap_or(u32::MAX);
            data.push(DataSymbol {
                range,
                edges: Vec::new(),
            });
            Ok(Target::Data(index))
        }
        _ => Ok(Target::Other),
    }
}

/// A linked module while its relocations are being read into the graph.
struct LinkerOutput<'a> {
    wasm: &'a [u8],
    module: &'a Module<'a>,
    targets: &'a [Target<'a>],
    graph: Graph,
}

impl LinkerOutput<'_> {
    fn code(&mut self) -> Result<(), ReachError> {
        let section = "reloc.CODE";
        let relocations = self
            .relocations(section)?
            .ok_or(ReachError::MissingSection(section))?;
        for relocation in relocations {
            let position = self.module.code_start + relocation.offset as usize;
            let Some(edge) = self.edge(&relocation, position, section)? else {
                continue;
            };
            let body = self.body_at(position).ok_or(ReachError::StaleRelocation {
                section,
                offset: relocation.offset,
            })?;
            self.graph.functions[self.module.imports.len() + body].push(edge);
        }
        Ok(())
    }

    fn data(&mut self) -> Result<(), ReachError> {
        let section = "reloc.DATA";
        // A program without pointers in its data has no such section.
        for relocation in self.relocations(section)?.unwrap_or_default() {
            let position = self.module.data_start + relocation.offset as usize;
            let Some(edge) = self.edge(&relocation, position, section)? else {
                continue;
            };
            let address = self
                .address_of(position)
                .ok_or(ReachError::StaleRelocation {
                    section,
                    offset: relocation.offset,
                })?;
            let mut covered = false;
            for symbol in &mut self.graph.data {
                if symbol.range.contains(&address) {
                    symbol.edges.push(edge);
                    covered = true;
                }
            }
            if !covered {
                self.graph.anonymous.push(edge);
            }
        }
        Ok(())
    }

    fn relocations(&self, name: &str) -> Result<Option<Vec<RelocationEntry>>, ReachError> {
        let Some(section) = self.module.custom(name) else {
            return Ok(None);
        };
        let entries = RelocSectionReader::new(section.data_reader())?.entries();
        Ok(Some(entries.into_iter().collect::<Result<_, _>>()?))
    }

    /// Which body has a byte of the code section.
    fn body_at(&self, position: usize) -> Option<usize> {
        let bodies = &self.module.bodies;
        let next = bodies.partition_point(|body| body.start <= position);
        let body = next.checked_sub(1)?;
        bodies[body].contains(&position).then_some(body)
    }

    /// The linear-memory address of a byte of the data section.
    fn address_of(&self, position: usize) -> Option<u32> {
        self.module.segments.iter().find_map(|segment| {
            let offset = position.checked_sub(segment.position)?;
            (offset < segment.data.len())
                .then(|| segment.address + u32::try_from(offset).unwrap_or(u32::MAX))
        })
    }

    /// The reference a relocation stands for, checked against the bytes it patched.
    fn edge(
        &self,
        relocation: &RelocationEntry,
        position: usize,
        section: &'static str,
    ) -> Result<Option<Edge>, ReachError> {
        // The one kind that does not name a symbol.
        if relocation.ty == RelocationType::TypeIndexLeb {
            return Ok(None);
        }
        let stale = ReachError::StaleRelocation {
            section,
            offset: relocation.offset,
        };
        let Some(target) = self.targets.get(relocation.index as usize) else {
            return Err(stale);
        };
        if !self.fits(relocation, *target, position) {
            return Err(stale);
        }
        match *target {
            Target::Function(function) => Ok(Some(match relocation.ty {
                RelocationType::FunctionIndexLeb => Edge::Call(function),
                _ => Edge::Address(function),
            })),
            Target::Data(symbol) => Ok(Some(Edge::Data(symbol))),
            Target::Absolute(name) if name.starts_with("__start_") => Err(ReachError::unsupported(
                format!("`{name}` walks a section without naming its symbols"),
            )),
            Target::Absolute(_) | Target::Other => Ok(None),
        }
    }

    /// Whether the bytes at `position` are what the linker writes for this
    /// relocation. The rarer kinds are taken on trust.
    fn fits(&self, relocation: &RelocationEntry, target: Target<'_>, position: usize) -> bool {
        use RelocationType as R;
        let mut reader = BinaryReader::new(self.wasm.get(position..).unwrap_or_default(), position);
        let value = match relocation.ty {
            R::FunctionIndexLeb | R::MemoryAddrLeb => reader.read_var_u32(),
            R::TableIndexSleb | R::MemoryAddrSleb => reader.read_var_i32().map(i32::cast_unsigned),
            R::TableIndexI32 | R::MemoryAddrI32 => reader.read_u32(),
            _ => return true,
        };
        let Ok(value) = value else { return false };
        match target {
            Target::Function(function) if relocation.ty == R::FunctionIndexLeb => value == function,
            Target::Function(function) => match self.module.slots.get(&value) {
                Some(found) => *found == function,
                // The address of a weak function that nobody defines.
                None => value == 0,
            },
            Target::Data(symbol) => {
                let start = self.graph.data[symbol as usize].range.start;
                // Addresses wrap as the program's own arithmetic does.
                value == (i64::from(start) + relocation.addend) as u32
            }
            Target::Absolute(_) | Target::Other => true,
        }
    }
}

impl Graph {
    /// The same graph without duplicate references.
    fn tidy(mut self) -> Self {
        let data = self.data.iter_mut().map(|symbol| &mut symbol.edges);
        for edges in self.functions.iter_mut().chain(data) {
            edges.sort_unstable();
            edges.dedup();
        }
        self
    }
}
