//! Counting the pages of memory that a run touches, which decides how much of a module's data a host
//! has to bring in: hosts map data copy-on-write, page by page.
//!
//! The pass adds a second memory to a module, with a byte for each page of the first: 1 where the page
//! was read, 2 where it was written, 3 for both. It needs the proposal for several memories, and is for
//! measuring alone.

use wasm_encoder::{
    CodeSection, ExportKind, ExportSection, Function, FunctionSection, InstructionSink, MemArg,
    MemorySection, MemoryType, Module, RawSection, TypeSection, ValType, reencode,
    reencode::Reencode,
};
use wasmparser::{
    BinaryReaderError, CompositeInnerType, FunctionBody, Operator, Parser, Payload, TypeRef,
};

/// The export of the memory that says which pages were touched.
pub const TOUCHED: &str = "jsc_touched";

/// Bytes of a page, those of the hosts' operating systems: 4 KiB.
pub const PAGE_BYTES: u32 = 1 << PAGE_BITS;

const PAGE_BITS: i32 = 12;
/// Wasm pages that hold a byte for each page of 4 GiB.
const MAP_PAGES: u64 = 16;

const READ: i32 = 1;
const WRITTEN: i32 = 2;

/// Why a module could not be rewritten.
#[derive(Debug, thiserror::Error)]
pub enum TouchError {
    /// The input is not a module that the parser understands.
    #[error("cannot read the module: {0}")]
    Parse(#[from] BinaryReaderError),
    /// The module could not be written again.
    #[error("cannot rewrite the module: {0}")]
    Encode(String),
    /// The module uses memory in a way that is not counted.
    #[error("`{0}` is not counted")]
    Unsupported(String),
}

impl From<reencode::Error> for TouchError {
    fn from(error: reencode::Error) -> Self {
        TouchError::Encode(error.to_string())
    }
}

/// How many pages a run touched, by what the memory [`TOUCHED`] holds after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Touched {
    /// Pages that were read, written or both.
    pub pages: usize,
    /// Those that were written.
    pub written: usize,
}

impl Touched {
    pub fn count(map: &[u8]) -> Self {
        Touched {
            pages: map.iter().filter(|&&page| page != 0).count(),
            written: map
                .iter()
                .filter(|&&page| page & WRITTEN as u8 != 0)
                .count(),
        }
    }
}

/// Makes `wasm`, a module of one memory, note the pages that it touches.
///
/// # Errors
///
/// When `wasm` is not a module, or uses instructions on memory that are not of Wasm 2.0 without SIMD.
pub fn note_touched(wasm: &[u8]) -> Result<Vec<u8>, TouchError> {
    let shape = Shape::read(wasm)?;
    let mut module = Module::new();
    let mut code = CodeSection::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::TypeSection(section) => {
                let mut types = TypeSection::new();
                reencode::RoundtripReencoder.parse_type_section(&mut types, section.clone())?;
                types.ty().function([ValType::I32; 3], []);
                module.section(&types);
            }
            Payload::FunctionSection(section) => {
                let mut functions = FunctionSection::new();
                reencode::RoundtripReencoder
                    .parse_function_section(&mut functions, section.clone())?;
                functions.function(shape.types.len() as u32);
                module.section(&functions);
            }
            Payload::MemorySection(section) => {
                let mut memories = MemorySection::new();
                reencode::RoundtripReencoder
                    .parse_memory_section(&mut memories, section.clone())?;
                memories.memory(MemoryType {
                    minimum: MAP_PAGES,
                    maximum: Some(MAP_PAGES),
                    memory64: false,
                    shared: false,
                    page_size_log2: None,
                });
                module.section(&memories);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                reencode::RoundtripReencoder.parse_export_section(&mut exports, section.clone())?;
                exports.export(TOUCHED, ExportKind::Memory, 1);
                module.section(&exports);
            }
            Payload::CodeSectionEntry(body) => {
                let index = code.len();
                code.function(&shape.noting(index, body, wasm)?);
                if code.len() as usize == shape.functions.len() {
                    code.function(&mark());
                    module.section(&code);
                }
            }
            Payload::CodeSectionStart { .. } => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    module.section(&RawSection {
                        id,
                        data: &wasm[range],
                    });
                }
            }
        }
    }
    Ok(module.finish())
}

/// What is needed of a module before its code.
struct Shape {
    /// How many parameters each function type has.
    types: Vec<u32>,
    imported: u32,
    /// The types of the functions that are defined.
    functions: Vec<u32>,
}

impl Shape {
    fn read(wasm: &[u8]) -> Result<Self, TouchError> {
        let mut shape = Shape {
            types: Vec::new(),
            imported: 0,
            functions: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    for ty in section
                        .into_iter()
                        .flat_map(|group| group.map(|g| g.into_types()))
                    {
                        for ty in ty {
                            shape.types.push(match ty.composite_type.inner {
                                CompositeInnerType::Func(f) => f.params().len() as u32,
                                _ => 0,
                            });
                        }
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(_) = import?.ty {
                            shape.imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    shape.functions = section.into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            }
        }
        Ok(shape)
    }

    /// The function of that number among those defined, which notes what it touches.
    fn noting(
        &self,
        index: u32,
        body: &FunctionBody<'_>,
        wasm: &[u8],
    ) -> Result<Function, TouchError> {
        let parameters = self.types[self.functions[index as usize] as usize];
        let mut locals = Vec::new();
        let mut first = parameters;
        for group in body.get_locals_reader()? {
            let (count, ty) = group?;
            locals.push((count, reencode::RoundtripReencoder.val_type(ty)?));
            first += count;
        }
        locals.push((3, ValType::I32));
        locals.extend([ValType::I32, ValType::I64, ValType::F32, ValType::F64].map(|ty| (1, ty)));
        let mut function = Function::new(locals);
        let notes = Notes {
            mark: self.imported + self.functions.len() as u32,
            address: first,
            value: first + 3,
        };
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let start = operators.original_position();
            let operator = operators.read()?;
            notes.before(&mut function.instructions(), &operator)?;
            function.raw(wasm[start..operators.original_position()].iter().copied());
        }
        Ok(function)
    }
}

/// `mark(address, length, bit)`: sets a bit for each page of a range.
fn mark() -> Function {
    const MAP: MemArg = MemArg {
        offset: 0,
        align: 0,
        memory_index: 1,
    };
    let (address, length, bit, page) = (0, 1, 2, 3);
    let mut function = Function::new([(1, ValType::I32)]);
    let mut code = function.instructions();
    code.local_get(length)
        .i32_eqz()
        .if_(wasm_encoder::BlockType::Empty);
    code.return_().end();
    code.local_get(address)
        .i32_const(PAGE_BITS)
        .i32_shr_u()
        .local_set(page);
    code.loop_(wasm_encoder::BlockType::Empty);
    code.local_get(page)
        .local_get(page)
        .i32_load8_u(MAP)
        .local_get(bit)
        .i32_or()
        .i32_store8(MAP);
    code.local_get(page).i32_const(1).i32_add().local_tee(page);
    code.local_get(address)
        .local_get(length)
        .i32_add()
        .i32_const(1)
        .i32_sub();
    code.i32_const(PAGE_BITS).i32_shr_u().i32_le_u().br_if(0);
    code.end().end();
    function
}

/// The indices of what the inserted code uses.
struct Notes {
    mark: u32,
    /// The first of three locals.
    address: u32,
    /// The first of a local of each number type.
    value: u32,
}

impl Notes {
    fn before(
        &self,
        code: &mut InstructionSink<'_>,
        operator: &Operator<'_>,
    ) -> Result<(), TouchError> {
        use Operator::*;
        let [a, b, c] = [0, 1, 2].map(|at| self.address + at);
        match operator {
            I32Load { memarg }
            | F32Load { memarg }
            | I64Load32S { memarg }
            | I64Load32U { memarg } => self.load(code, memarg, 4),
            I64Load { memarg } | F64Load { memarg } => self.load(code, memarg, 8),
            I32Load8S { memarg }
            | I32Load8U { memarg }
            | I64Load8S { memarg }
            | I64Load8U { memarg } => self.load(code, memarg, 1),
            I32Load16S { memarg }
            | I32Load16U { memarg }
            | I64Load16S { memarg }
            | I64Load16U { memarg } => self.load(code, memarg, 2),
            I32Store { memarg } => self.store(code, memarg, 4, 0),
            I32Store8 { memarg } => self.store(code, memarg, 1, 0),
            I32Store16 { memarg } => self.store(code, memarg, 2, 0),
            I64Store { memarg } => self.store(code, memarg, 8, 1),
            I64Store8 { memarg } => self.store(code, memarg, 1, 1),
            I64Store16 { memarg } => self.store(code, memarg, 2, 1),
            I64Store32 { memarg } => self.store(code, memarg, 4, 1),
            F32Store { memarg } => self.store(code, memarg, 4, 2),
            F64Store { memarg } => self.store(code, memarg, 8, 3),
            MemoryFill { .. } => {
                code.local_set(c).local_set(b).local_set(a);
                code.local_get(a)
                    .local_get(c)
                    .i32_const(WRITTEN)
                    .call(self.mark);
                code.local_get(a).local_get(b).local_get(c);
            }
            MemoryCopy { .. } => {
                code.local_set(c).local_set(b).local_set(a);
                code.local_get(a)
                    .local_get(c)
                    .i32_const(WRITTEN)
                    .call(self.mark);
                code.local_get(b)
                    .local_get(c)
                    .i32_const(READ)
                    .call(self.mark);
                code.local_get(a).local_get(b).local_get(c);
            }
            MemoryInit { .. } | DataDrop { .. } => return Err(unsupported(operator)),
            _ if is_of_later_proposals(operator) => return Err(unsupported(operator)),
            _ => {}
        }
        Ok(())
    }

    fn load(&self, code: &mut InstructionSink<'_>, memarg: &wasmparser::MemArg, length: i32) {
        code.local_tee(self.address);
        self.note(code, memarg, length, READ);
    }

    fn store(
        &self,
        code: &mut InstructionSink<'_>,
        memarg: &wasmparser::MemArg,
        length: i32,
        ty: u32,
    ) {
        code.local_set(self.value + ty).local_tee(self.address);
        self.note(code, memarg, length, WRITTEN);
        code.local_get(self.value + ty);
    }

    fn note(
        &self,
        code: &mut InstructionSink<'_>,
        memarg: &wasmparser::MemArg,
        length: i32,
        bit: i32,
    ) {
        code.local_get(self.address)
            .i32_const(memarg.offset as i32)
            .i32_add();
        code.i32_const(length).i32_const(bit).call(self.mark);
    }
}

/// Whether an instruction is one of vectors or atomics.
fn is_of_later_proposals(operator: &Operator<'_>) -> bool {
    let name = format!("{operator:?}");
    name.starts_with("V128") || name.contains("Atomic")
}

fn unsupported(operator: &Operator<'_>) -> TouchError {
    let name = format!("{operator:?}");
    TouchError::Unsupported(name.split([' ', '{']).next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmtime::{Config, Engine, Instance, Store};

    fn touched(wat: &str) -> (Touched, Vec<u8>) {
        let wasm =
            note_touched(&wat::parse_str(wat).expect("the text is wasm")).expect("is rewritten");
        let mut config = Config::new();
        config.wasm_multi_memory(true);
        let engine = Engine::new(&config).expect("an engine");
        let module = wasmtime::Module::new(&engine, wasm).expect("the module is valid");
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[]).expect("an instance");
        let run = instance
            .get_typed_func::<(), ()>(&mut store, "run")
            .expect("an export");
        run.call(&mut store, ()).expect("runs");
        let map = instance.get_memory(&mut store, TOUCHED).expect("the map");
        let map = map.data(&store);
        (Touched::count(map), map[..8].to_vec())
    }

    #[test]
    fn loads_stores_and_ranges_are_noted() {
        let (touched, map) = touched(
            r#"(module (memory (export "memory") 1) (func (export "run") (local f64)
                (drop (i32.load8_u offset=4096 (i32.const 0)))
                (f64.store (i32.const 8192) (local.get 0))
                (i64.store (i32.const 12284) (i64.const 1))
                (memory.fill (i32.const 20480) (i32.const 0) (i32.const 4096))
                (memory.copy (i32.const 28672) (i32.const 20480) (i32.const 1))
                (memory.copy (i32.const 0) (i32.const 0) (i32.const 0))))"#,
        );
        assert_eq!(map, [0, 1, 2, 2, 0, 3, 0, 2]);
        assert_eq!(
            touched,
            Touched {
                pages: 5,
                written: 4
            }
        );
    }

    #[test]
    fn what_is_not_counted_is_refused() {
        let wat = r#"(module (memory 1) (func (drop (v128.load (i32.const 0)))))"#;
        let error = note_touched(&wat::parse_str(wat).expect("the text is wasm"));
        assert_eq!(
            error.expect_err("is refused").to_string(),
            "`V128Load` is not counted"
        );
    }
}
