//! How many values a function keeps, as an engine that compiles in one pass sees it.

use wasmparser::{BinaryReaderError, FuncValidatorAllocations, Parser};
use wasmparser::{
    FuncToValidate, FunctionBody, ValType, ValidPayload, Validator, WasmModuleResources,
};

/// How many slots of 8 bytes a function needs for its values. A `v128` takes two slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameShape {
    /// Slots of the parameters.
    pub params: u32,
    /// Slots of the declared locals.
    pub locals: u32,
    /// Slots of the operand stack when it is highest.
    pub operands: u32,
}

impl FrameShape {
    /// The slots of all values together.
    pub fn slots(&self) -> u32 {
        self.params + self.locals + self.operands
    }
}

/// Measures every function that `wasm` defines, in the order of the code section.
///
/// # Errors
///
/// When `wasm` is not a valid module.
pub fn shapes(wasm: &[u8]) -> Result<Vec<FrameShape>, BinaryReaderError> {
    let mut validator = Validator::new();
    let mut allocations = FuncValidatorAllocations::default();
    let mut shapes = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let ValidPayload::Func(function, body) = validator.payload(&payload?)? {
            let (shape, reusable) = shape(function, &body, allocations)?;
            shapes.push(shape);
            allocations = reusable;
        }
    }
    Ok(shapes)
}

fn shape<T: WasmModuleResources>(
    function: FuncToValidate<T>,
    body: &FunctionBody,
    allocations: FuncValidatorAllocations,
) -> Result<(FrameShape, FuncValidatorAllocations), BinaryReaderError> {
    let mut validator = function.into_validator(allocations);
    let params = (0..validator.len_locals())
        .filter_map(|local| validator.get_local_type(local))
        .map(slots_of)
        .sum();
    let mut locals = 0;
    let mut reader = body.get_binary_reader();
    validator.read_locals(&mut reader)?;
    for local in body.get_locals_reader()? {
        let (count, ty) = local?;
        locals += count * slots_of(ty);
    }
    let mut operands = 0;
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        let offset = operators.original_position();
        validator.op(offset, &operators.read()?)?;
        operands = operands.max(
            (0..validator.operand_stack_height())
                .filter_map(|depth| validator.get_operand_type(depth as usize))
                .map(|ty| ty.map_or(2, slots_of))
                .sum(),
        );
    }
    let shape = FrameShape {
        params,
        locals,
        operands,
    };
    Ok((shape, validator.into_allocations()))
}

fn slots_of(ty: ValType) -> u32 {
    match ty {
        ValType::V128 => 2,
        _ => 1,
    }
}
