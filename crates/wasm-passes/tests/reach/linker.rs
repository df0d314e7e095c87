//! A linker in miniature: gives a module in the text format the sections that
//! LLD writes with `--emit-relocs`.
//!
//! Numbers say what they are: an `i32.const`, or a word in a data segment, from
//! 100 to 999 is the table slot of a function, from 1024 on the address of a
//! data symbol. Symbols are declared in comments: `;; symbol: NAME START SIZE`,
//! and `;; absolute: NAME ADDRESS` for those the linker makes itself.

use wasm_encoder::{CustomSection, DataSymbolDefinition, Encode, LinkingSection, SymbolTable};
use wasmparser::{
    BinaryReader, DataKind, ElementItems, ElementKind, Operator, Parser, Payload, RelocationType,
};

const SLOTS: std::ops::Range<u32> = 100..1000;
const FIRST_ADDRESS: u32 = 1024;

/// The words after `;; KEY:`, for each such line of a test module.
pub fn directives<'a>(wat: &'a str, key: &str) -> Vec<Vec<&'a str>> {
    wat.lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix(";; ")?
                .strip_prefix(key)?
                .strip_prefix(':')
        })
        .map(|words| words.split_whitespace().collect())
        .collect()
}

/// The module, with relocations.
pub fn link(wat: &str) -> Vec<u8> {
    let wasm = wat::parse_str(wat).expect("test module");
    let defined = directives(wat, "symbol").into_iter().map(Symbol::defined);
    let absolute = directives(wat, "absolute")
        .into_iter()
        .map(Symbol::absolute);
    let linked = Linked::read(&wasm, defined.chain(absolute).collect());
    let mut out = wasm.clone();
    append(&mut out, &linked.linking());
    append(&mut out, &linked.relocations("reloc.CODE", &linked.code));
    append(&mut out, &linked.relocations("reloc.DATA", &linked.data));
    out
}

fn append(out: &mut Vec<u8>, section: &impl wasm_encoder::Section) {
    out.push(section.id());
    section.encode(out);
}

/// `WASM_SYM_ABSOLUTE`, which wasm-encoder has no name for.
const ABSOLUTE: u32 = 0x200;

struct Symbol<'a> {
    name: &'a str,
    start: u32,
    size: u32,
    flags: u32,
}

impl<'a> Symbol<'a> {
    fn defined(words: Vec<&'a str>) -> Self {
        Self {
            name: words[0],
            start: words[1].parse().unwrap(),
            size: words[2].parse().unwrap(),
            flags: SymbolTable::WASM_SYM_BINDING_LOCAL,
        }
    }

    fn absolute(words: Vec<&'a str>) -> Self {
        Self {
            name: words[0],
            start: words[1].parse().unwrap(),
            size: 1,
            flags: ABSOLUTE,
        }
    }
}

struct Relocation {
    ty: RelocationType,
    offset: usize,
    symbol: u32,
    addend: Option<i32>,
}

/// Function symbols come first, under the functions' own indices.
#[derive(Default)]
struct Linked<'a> {
    imports: u32,
    functions: u32,
    symbols: Vec<Symbol<'a>>,
    segments: Vec<(u32, u32)>,
    slots: Vec<(u32, u32)>,
    code: Vec<Relocation>,
    data: Vec<Relocation>,
}

impl<'a> Linked<'a> {
    fn read(wasm: &[u8], symbols: Vec<Symbol<'a>>) -> Self {
        let mut linked = Self {
            symbols,
            ..Self::default()
        };
        let mut code_start = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ImportSection(imports) => linked.imports = imports.count(),
                Payload::FunctionSection(functions) => {
                    linked.functions = linked.imports + functions.count();
                }
                Payload::ElementSection(elements) => {
                    elements
                        .into_iter()
                        .for_each(|element| linked.element(element.unwrap()));
                }
                Payload::CodeSectionStart { range, .. } => code_start = range.start,
                Payload::CodeSectionEntry(body) => linked.body(&body, code_start),
                Payload::DataSection(data) => {
                    let start = data.range().start;
                    data.into_iter()
                        .for_each(|data| linked.segment(&data.unwrap(), start));
                }
                _ => {}
            }
        }
        linked
    }

    fn element(&mut self, element: wasmparser::Element<'_>) {
        if let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
            (element.kind, element.items)
        {
            let functions = functions.into_iter().map(Result::unwrap);
            self.slots.extend((constant(&offset_expr)..).zip(functions));
        }
    }

    fn body(&mut self, body: &wasmparser::FunctionBody<'_>, start: usize) {
        let mut operators = body.get_operators_reader().unwrap();
        while !operators.eof() {
            let (operator, position) = operators.read_with_offset().unwrap();
            let operand = position + 1 - start;
            let relocation = match operator {
                Operator::Call { function_index } => Some(Relocation {
                    ty: RelocationType::FunctionIndexLeb,
                    offset: operand,
                    symbol: function_index,
                    addend: None,
                }),
                Operator::I32Const { value } => self.relocation(
                    value.cast_unsigned(),
                    operand,
                    [
                        RelocationType::TableIndexSleb,
                        RelocationType::MemoryAddrSleb,
                    ],
                ),
                // The offset follows a one-byte alignment.
                Operator::I32Load { memarg } | Operator::I32Load8U { memarg } => self.relocation(
                    u32::try_from(memarg.offset).unwrap(),
                    operand + 1,
                    [
                        RelocationType::TableIndexSleb,
                        RelocationType::MemoryAddrLeb,
                    ],
                ),
                _ => None,
            };
            self.code.extend(relocation);
        }
    }

    fn segment(&mut self, segment: &wasmparser::Data<'_>, start: usize) {
        let DataKind::Active { offset_expr, .. } = &segment.kind else {
            return;
        };
        let address = constant(offset_expr);
        self.segments
            .push((address, u32::try_from(segment.data.len()).unwrap()));
        let position = segment.range.end - segment.data.len() - start;
        for (index, word) in segment.data.chunks_exact(4).enumerate() {
            let value = u32::from_le_bytes(word.try_into().unwrap());
            let relocation = self.relocation(
                value,
                position + index * 4,
                [RelocationType::TableIndexI32, RelocationType::MemoryAddrI32],
            );
            self.data.extend(relocation);
        }
    }

    /// The relocation for a number, of either type by what the number is.
    fn relocation(
        &self,
        value: u32,
        offset: usize,
        [slot, address]: [RelocationType; 2],
    ) -> Option<Relocation> {
        if SLOTS.contains(&value) {
            let (_, function) = self.slots.iter().find(|(slot, _)| *slot == value)?;
            return Some(Relocation {
                ty: slot,
                offset,
                symbol: *function,
                addend: None,
            });
        }
        // Of overlapping symbols, the one that begins last.
        let (found, _) = self
            .symbols
            .iter()
            .enumerate()
            .filter(|(_, symbol)| {
                value >= FIRST_ADDRESS
                    && (symbol.start..symbol.start + symbol.size).contains(&value)
            })
            .max_by_key(|(_, symbol)| symbol.start)?;
        Some(Relocation {
            ty: address,
            offset,
            symbol: self.functions + u32::try_from(found).unwrap(),
            addend: Some((value - self.symbols[found].start).cast_signed()),
        })
    }

    fn linking(&self) -> LinkingSection {
        let mut table = SymbolTable::new();
        for function in 0..self.functions {
            if function < self.imports {
                table.function(SymbolTable::WASM_SYM_UNDEFINED, function, None);
            } else {
                table.function(0, function, Some(&format!("f{function}")));
            }
        }
        for symbol in &self.symbols {
            let definition = if symbol.flags == ABSOLUTE {
                DataSymbolDefinition {
                    index: 0,
                    offset: symbol.start,
                    size: 0,
                }
            } else {
                let (index, start) = self.segment_of(symbol);
                DataSymbolDefinition {
                    index,
                    offset: symbol.start - start,
                    size: symbol.size,
                }
            };
            table.data(symbol.flags, symbol.name, Some(definition));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&table);
        linking
    }

    /// The segment a symbol lies in: its index and address.
    fn segment_of(&self, symbol: &Symbol<'_>) -> (u32, u32) {
        let found = self
            .segments
            .iter()
            .position(|(start, len)| (*start..start + len).contains(&symbol.start))
            .expect("a symbol lies in a segment");
        (u32::try_from(found).unwrap(), self.segments[found].0)
    }

    /// See <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#relocation-sections>.
    fn relocations(
        &self,
        name: &'static str,
        relocations: &[Relocation],
    ) -> CustomSection<'static> {
        let mut data = Vec::new();
        // Index of the section patched, which nothing reads.
        0_u32.encode(&mut data);
        relocations.len().encode(&mut data);
        for relocation in relocations {
            data.push(relocation.ty as u8);
            relocation.offset.encode(&mut data);
            relocation.symbol.encode(&mut data);
            if let Some(addend) = relocation.addend {
                addend.encode(&mut data);
            }
        }
        CustomSection {
            name: name.into(),
            data: data.into(),
        }
    }
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> u32 {
    let bytes: BinaryReader<'_> = expression.get_binary_reader();
    match wasmparser::OperatorsReader::new(bytes).read().unwrap() {
        Operator::I32Const { value } => value.cast_unsigned(),
        other => panic!("{other:?}"),
    }
}
