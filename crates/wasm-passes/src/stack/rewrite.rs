//! Writes a module again with the counter in it.
//!
//! A counted function of cost 700 comes out like this, whatever its body:
//!
//! ```wat
//! (func (param …) (result i32)
//!   global.get $counter  i32.const 700  i32.add  global.set $counter
//!   block (result i32)
//!     ;; the body, its `return` as `br` to this block
//!   end
//!   global.get $counter  i32.const 700  i32.sub  global.set $counter)
//! ```
//!
//! A branch to the function's own label needs no change: where that label was, the block's is now.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, Function, GlobalSection, GlobalType, ImportSection,
    IndirectNameMap, Instruction, Module, NameMap, NameSection, SectionId, TypeSection, ValType,
};
use wasmparser::{FunctionBody, IndirectNameMap as IndirectNames, Name, Operator, Parser};

use super::StackError;
use super::module::ModuleInfo;

type Result<T> = std::result::Result<T, reencode::Error<StackError>>;

/// Gives `wasm` a counter to which each function in `counted` adds its cost.
pub(super) fn rewrite(
    wasm: &[u8],
    module: &ModuleInfo,
    counted: &BTreeMap<u32, u32>,
) -> std::result::Result<Vec<u8>, StackError> {
    if counted.is_empty() && module.check_import.is_none() {
        return Ok(wasm.to_vec());
    }
    let mut output = Module::new();
    let mut rewriter = Rewriter {
        module,
        counted,
        block_types: block_types(module, counted),
        global_written: false,
        function: 0,
    };
    rewriter
        .parse_core_module(&mut output, Parser::new(0), wasm)
        .map_err(|error| match error {
            reencode::Error::UserError(error) => error,
            reencode::Error::ParseError(error) => StackError::Parse(error),
            other => StackError::Encode(other.to_string()),
        })?;
    Ok(output.finish())
}

/// The types to add for the blocks around functions with several results, in order: a block names
/// those by a type, and the function's own type may have parameters.
fn block_types<'a>(
    module: &'a ModuleInfo,
    counted: &BTreeMap<u32, u32>,
) -> Vec<&'a [wasmparser::ValType]> {
    let results = counted.keys().map(|&function| module.results(function));
    let mut types: Vec<_> = results.filter(|results| results.len() > 1).collect();
    types.sort_unstable();
    types.dedup();
    types
}

struct Rewriter<'a> {
    module: &'a ModuleInfo,
    counted: &'a BTreeMap<u32, u32>,
    block_types: Vec<&'a [wasmparser::ValType]>,
    global_written: bool,
    /// The function whose body comes next or is being written, numbered as in the code section.
    function: u32,
}

impl Reencode for Rewriter<'_> {
    type Error = StackError;

    fn function_index(&mut self, function: u32) -> Result<u32> {
        match self.module.check_import {
            Some(check) if function > check => Ok(function - 1),
            Some(check) if function == check => Err(reencode::Error::UserError(
                StackError::CheckImport("is used other than by calling it"),
            )),
            _ => Ok(function),
        }
    }

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Result<()> {
        utils::parse_type_section(self, types, section)?;
        for results in self.block_types.clone() {
            let results: Vec<ValType> = self.val_types(results.to_vec())?;
            types.ty().function([], results);
        }
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<()> {
        for import in section.into_imports() {
            let import = import?;
            if (import.module, import.name) != super::CHECK_IMPORT {
                utils::parse_import(self, imports, import)?;
            }
        }
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Result<()> {
        utils::parse_global_section(self, globals, section)?;
        self.write_global(globals);
        Ok(())
    }

    fn intersperse_section_hook(
        &mut self,
        module: &mut Module,
        _after: Option<SectionId>,
        before: Option<SectionId>,
    ) -> Result<()> {
        let past_globals = matches!(
            before,
            Some(SectionId::Export | SectionId::Start | SectionId::Element)
                | Some(SectionId::DataCount | SectionId::Code)
        );
        if past_globals && !self.global_written {
            let mut globals = GlobalSection::new();
            self.write_global(&mut globals);
            module.section(&globals);
        }
        Ok(())
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Result<Instruction<'a>> {
        self.supported(exception(&operator))?;
        match operator {
            Operator::Call { function_index }
                if Some(function_index) == self.module.check_import =>
            {
                Ok(Instruction::GlobalGet(self.module.globals))
            }
            operator => utils::instruction(self, operator),
        }
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<()> {
        match self.counted.get(&self.function) {
            Some(&cost) => self.counted_body(code, &body, cost)?,
            None => utils::parse_function_body(self, code, body)?,
        }
        self.function += 1;
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<()> {
        let points_into_code =
            section.name().starts_with(".debug_") || section.name().starts_with("metadata.code.");
        match points_into_code {
            true => Ok(()),
            false => utils::parse_custom_section(self, module, section),
        }
    }

    fn parse_custom_name_subsection(
        &mut self,
        names: &mut NameSection,
        section: Name<'_>,
    ) -> Result<()> {
        match section {
            Name::Function(functions) => {
                let mut map = NameMap::new();
                for naming in functions {
                    let naming = naming?;
                    if Some(naming.index) != self.module.check_import {
                        map.append(self.function_index(naming.index)?, naming.name);
                    }
                }
                names.functions(&map);
            }
            Name::Local(locals) => names.locals(&self.names_by_function(locals, 0)?),
            // The block around a counted body is the first label of the function.
            Name::Label(labels) => names.labels(&self.names_by_function(labels, 1)?),
            other => utils::parse_custom_name_subsection(self, names, other)?,
        }
        Ok(())
    }
}

impl Rewriter<'_> {
    /// Fails in the current function if an instruction was found that cannot be counted.
    fn supported(&self, found: Option<&'static str>) -> Result<()> {
        match found {
            None => Ok(()),
            Some(instruction) => Err(reencode::Error::UserError(StackError::Unsupported {
                function: self.function,
                instruction,
            })),
        }
    }

    fn write_global(&mut self, globals: &mut GlobalSection) {
        let ty = GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        };
        globals.global(ty, &ConstExpr::i32_const(0));
        self.global_written = true;
    }

    fn counted_body(
        &mut self,
        code: &mut CodeSection,
        body: &FunctionBody<'_>,
        cost: u32,
    ) -> Result<()> {
        let mut output = self.new_function_with_parsed_locals(body)?;
        self.add_to_counter(&mut output, cost, Instruction::I32Add);
        output.instruction(&Instruction::Block(self.block_type()?));
        let mut open_labels = 0;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            self.supported(tail_call(&operator))?;
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                    open_labels += 1;
                }
                // The last one closes the function, or now the block around its body.
                Operator::End if open_labels > 0 => open_labels -= 1,
                _ => {}
            }
            match operator {
                Operator::Return => output.instruction(&Instruction::Br(open_labels)),
                operator => output.instruction(&self.instruction(operator)?),
            };
        }
        self.add_to_counter(&mut output, cost, Instruction::I32Sub);
        output.instruction(&Instruction::End);
        code.function(&output);
        Ok(())
    }

    fn add_to_counter(&self, output: &mut Function, cost: u32, operation: Instruction) {
        let counter = self.module.globals;
        output
            .instruction(&Instruction::GlobalGet(counter))
            .instruction(&Instruction::I32Const(cost.cast_signed()))
            .instruction(&operation)
            .instruction(&Instruction::GlobalSet(counter));
    }

    /// The type of the block around the body of the current function.
    fn block_type(&mut self) -> Result<BlockType> {
        let results = self.module.results(self.function);
        Ok(match results {
            [] => BlockType::Empty,
            [one] => BlockType::Result(self.val_type(*one)?),
            _ => {
                let added = self.block_types.partition_point(|&types| types < results);
                BlockType::FunctionType((self.module.types.len() + added) as u32)
            }
        })
    }

    /// Renumbers the functions of a map, and moves the names within the counted ones up by `shift`.
    fn names_by_function(
        &mut self,
        functions: IndirectNames<'_>,
        shift: u32,
    ) -> Result<IndirectNameMap> {
        let mut map = IndirectNameMap::new();
        for naming in functions {
            let naming = naming?;
            if Some(naming.index) == self.module.check_import {
                continue;
            }
            let defined = naming.index.checked_sub(self.module.imported_functions);
            let counted = defined.is_some_and(|function| self.counted.contains_key(&function));
            let shift = if counted { shift } else { 0 };
            let names = utils::name_map(naming.names, |index| Ok(index + shift))?;
            map.append(self.function_index(naming.index)?, &names);
        }
        Ok(map)
    }
}

/// Which of the instructions it is by which a function leaves without passing its end.
fn tail_call(operator: &Operator) -> Option<&'static str> {
    match operator {
        Operator::ReturnCall { .. } => Some("return_call"),
        Operator::ReturnCallIndirect { .. } => Some("return_call_indirect"),
        Operator::ReturnCallRef { .. } => Some("return_call_ref"),
        _ => None,
    }
}

/// Which of the instructions it is that raise an exception, which leaves the callers as well.
fn exception(operator: &Operator) -> Option<&'static str> {
    match operator {
        Operator::Throw { .. } => Some("throw"),
        Operator::ThrowRef => Some("throw_ref"),
        Operator::Try { .. } => Some("try"),
        Operator::TryTable { .. } => Some("try_table"),
        _ => None,
    }
}
