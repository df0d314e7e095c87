//! A module taken apart into sections, with everything but code and data
//! small enough to be read on every build. Bodies stay undecoded.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    CompositeInnerType, ConstExpr, CustomSectionReader, DataKind, DataSectionReader, ElementItems,
    ElementKind, ElementSectionReader, ExternalKind, FromReader, GlobalSectionReader,
    ImportSectionReader, Name, NameSectionReader, Operator, Parser, Payload, SectionLimited,
    TypeRef, TypeSectionReader, ValType, Validator, WasmFeatures,
};

use super::ReachError;

/// The parts of a module. Borrowed slices are the encoded form, copied as they are.
#[derive(Default)]
pub(super) struct Module<'a> {
    /// The encoded function types.
    pub types: Vec<&'a [u8]>,
    /// The imports, all of them functions.
    pub imports: Vec<Import<'a>>,
    /// Type indices of the defined functions.
    pub function_types: Vec<u32>,
    /// Contents of the table section, which has at most one table.
    pub table: Option<&'a [u8]>,
    /// Contents of the memory section, which has at most one memory.
    pub memory: Option<&'a [u8]>,
    pub globals: Vec<Global<'a>>,
    /// The exported functions: name and function index.
    pub exports: Vec<(&'a str, u32)>,
    /// The initial function table: slot to function index.
    pub slots: BTreeMap<u32, u32>,
    /// Where the code section's contents begin; relocations count from here.
    pub code_start: usize,
    /// Where each defined function's body (locals and instructions) is.
    pub bodies: Vec<Range<usize>>,
    /// Where the data section's contents begin; relocations count from here.
    pub data_start: usize,
    pub segments: Vec<Segment<'a>>,
    pub customs: Vec<CustomSectionReader<'a>>,
}

pub(super) struct Import<'a> {
    pub module: &'a str,
    pub name: &'a str,
    pub ty: u32,
}

pub(super) struct Global<'a> {
    pub ty: ValType,
    pub mutable: bool,
    /// Type and initial value.
    pub encoded: &'a [u8],
}

/// An active data segment.
pub(super) struct Segment<'a> {
    pub address: u32,
    pub data: &'a [u8],
    /// Where `data` begins in the module.
    pub position: usize,
}

impl<'a> Module<'a> {
    /// Takes a module apart.
    ///
    /// # Errors
    ///
    /// Malformed sections, and what a linked C or Rust program does not have:
    /// imports other than functions, several memories or tables, passive
    /// segments, a start function, tags.
    pub(super) fn parse(wasm: &'a [u8]) -> Result<Self, ReachError> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            module.section(wasm, payload?)?;
        }
        Ok(module)
    }

    fn section(&mut self, wasm: &'a [u8], payload: Payload<'a>) -> Result<(), ReachError> {
        match payload {
            Payload::TypeSection(types) => self.types(wasm, types)?,
            Payload::ImportSection(imports) => self.imports(imports)?,
            Payload::FunctionSection(functions) => {
                self.function_types = functions.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::TableSection(tables) => self.table = single(wasm, &tables, "table")?,
            Payload::MemorySection(memories) => self.memory = single(wasm, &memories, "memory")?,
            Payload::GlobalSection(globals) => self.globals(wasm, globals)?,
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exports.push((export.name, export.index));
                    }
                }
            }
            Payload::ElementSection(elements) => self.elements(elements)?,
            Payload::CodeSectionStart { range, .. } => self.code_start = range.start,
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(data) => self.data(data)?,
            Payload::CustomSection(custom) => self.customs.push(custom),
            Payload::Version { .. } | Payload::DataCountSection { .. } | Payload::End(_) => {}
            Payload::StartSection { .. } => {
                return Err(ReachError::unsupported("a start function"));
            }
            _ => return Err(ReachError::unsupported("a section unknown to Wasm 2.0")),
        }
        Ok(())
    }

    fn types(&mut self, wasm: &'a [u8], types: TypeSectionReader<'a>) -> Result<(), ReachError> {
        for (encoded, group) in encoded_items(wasm, types)? {
            let plain = !group.is_explicit_rec_group()
                && group.types().all(|ty| {
                    matches!(ty.composite_type.inner, CompositeInnerType::Func(_))
                        && ty.is_final
                        && ty.supertype_idx.is_none()
                });
            if !plain {
                return Err(ReachError::unsupported("a type that is not a function's"));
            }
            self.types.push(encoded);
        }
        Ok(())
    }

    fn imports(&mut self, imports: ImportSectionReader<'a>) -> Result<(), ReachError> {
        for import in imports.into_imports() {
            let import = import?;
            let TypeRef::Func(ty) = import.ty else {
                return Err(ReachError::unsupported(format!(
                    "import `{}` is not a function",
                    import.name
                )));
            };
            self.imports.push(Import {
                module: import.module,
                name: import.name,
                ty,
            });
        }
        Ok(())
    }

    fn globals(
        &mut self,
        wasm: &'a [u8],
        globals: GlobalSectionReader<'a>,
    ) -> Result<(), ReachError> {
        for (encoded, global) in encoded_items(wasm, globals)? {
            self.globals.push(Global {
                ty: global.ty.content_type,
                mutable: global.ty.mutable,
                encoded,
            });
        }
        Ok(())
    }

    fn elements(&mut self, elements: ElementSectionReader<'a>) -> Result<(), ReachError> {
        for element in elements {
            let element = element?;
            let (
                ElementKind::Active {
                    table_index: None | Some(0),
                    offset_expr,
                },
                ElementItems::Functions(functions),
            ) = (element.kind, element.items)
            else {
                return Err(ReachError::unsupported(
                    "an element segment that does not list functions for the table",
                ));
            };
            let first = constant(&offset_expr)?;
            for (slot, function) in (first..).zip(functions) {
                self.slots.insert(slot, function?);
            }
        }
        Ok(())
    }

    fn data(&mut self, data: DataSectionReader<'a>) -> Result<(), ReachError> {
        self.data_start = data.range().start;
        for segment in data {
            let segment = segment?;
            match segment.kind {
                DataKind::Active {
                    memory_index: 0,
                    offset_expr,
                } => self.segments.push(Segment {
                    address: constant(&offset_expr)?,
                    data: segment.data,
                    position: segment.range.end - segment.data.len(),
                }),
                // What Wizer leaves of a segment whose contents are in the snapshot.
                DataKind::Passive if segment.data.is_empty() => {}
                _ => return Err(ReachError::unsupported("a passive data segment")),
            }
        }
        Ok(())
    }

    /// The custom section of that name.
    pub(super) fn custom(&self, name: &str) -> Option<&CustomSectionReader<'a>> {
        self.customs.iter().find(|section| section.name() == name)
    }

    /// The index of the function exported under that name.
    pub(super) fn exported(&self, name: &str) -> Option<u32> {
        let found = self.exports.iter().find(|(found, _)| *found == name)?;
        Some(found.1)
    }

    /// How many functions there are, imported ones included.
    pub(super) fn function_count(&self) -> usize {
        self.imports.len() + self.function_types.len()
    }

    /// The functions' names, by function index, from the `name` section.
    pub(super) fn function_names(&self) -> Result<BTreeMap<u32, &'a str>, ReachError> {
        let Some(section) = self.custom("name") else {
            return Ok(BTreeMap::new());
        };
        for subsection in NameSectionReader::new(section.data_reader()) {
            if let Name::Function(names) = subsection? {
                return names
                    .into_iter()
                    .map(|naming| naming.map(|naming| (naming.index, naming.name)))
                    .collect::<Result<_, _>>()
                    .map_err(ReachError::from);
            }
        }
        Ok(BTreeMap::new())
    }
}

/// Checks that a module is valid Wasm 2.0, whose instructions and sections are
/// the ones known here.
pub(super) fn validate(wasm: &[u8]) -> Result<(), ReachError> {
    Validator::new_with_features(WasmFeatures::WASM2).validate_all(wasm)?;
    Ok(())
}

/// The items of a section, each with the bytes it was read from.
fn encoded_items<'a, T: FromReader<'a>>(
    wasm: &'a [u8],
    section: SectionLimited<'a, T>,
) -> Result<Vec<(&'a [u8], T)>, ReachError> {
    let end = section.range().end;
    let items = section
        .into_iter_with_offsets()
        .collect::<Result<Vec<_>, _>>()?;
    let ends: Vec<usize> = items.iter().skip(1).map(|(start, _)| *start).collect();
    Ok(items
        .into_iter()
        .zip(ends.into_iter().chain([end]))
        .map(|((start, item), end)| (&wasm[start..end], item))
        .collect())
}

/// The contents of a section that may have one item only.
fn single<'a, T>(
    wasm: &'a [u8],
    section: &SectionLimited<'a, T>,
    what: &str,
) -> Result<Option<&'a [u8]>, ReachError> {
    match section.count() {
        0 => Ok(None),
        1 => Ok(Some(&wasm[section.range()])),
        _ => Err(ReachError::unsupported(format!("more than one {what}"))),
    }
}

/// The value of an `i32.const` initialiser, as an unsigned number.
fn constant(expression: &ConstExpr<'_>) -> Result<u32, ReachError> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(ReachError::unsupported("an offset that is not i32.const")),
    }
}
