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

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(function: &str) -> FrameShape {
        let wasm = wat::parse_str(format!("(module {function})")).expect("well-formed");
        shapes(&wasm).expect("valid")[0]
    }

    #[test]
    fn an_empty_function_keeps_nothing() {
        let expected = FrameShape {
            params: 0,
            locals: 0,
            operands: 0,
        };
        assert_eq!(shape_of("(func)"), expected);
    }

    #[test]
    fn parameters_locals_and_the_highest_operand_stack_count() {
        let shape = shape_of(
            "(func (param i32 f64) (result i32) (local i64 i64 i32)
               (drop (i32.add (i32.const 1) (i32.add (i32.const 2) (i32.const 3))))
               (i32.const 4))",
        );
        assert_eq!((shape.params, shape.locals, shape.operands), (2, 3, 3));
        assert_eq!(shape.slots(), 8);
    }

    #[test]
    fn a_vector_takes_two_slots() {
        let shape = shape_of("(func (param v128) (local v128 i32) (drop (local.get 0)))");
        assert_eq!((shape.params, shape.locals, shape.operands), (2, 3, 2));
    }

    #[test]
    fn an_invalid_module_is_an_error() {
        let wasm = wat::parse_str("(module (func (result i32)))").expect("well-formed");
        assert!(shapes(&wasm).is_err());
    }
}
