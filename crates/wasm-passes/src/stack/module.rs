//! What the rewrite must know of a module before it starts.

use wasmparser::{
    BinaryReaderError, FuncType, ImportSectionReader, Parser, Payload, TypeRef, ValType,
};

use super::{CHECK_IMPORT, StackError};

/// The parts of a module that the rewrite refers to.
#[derive(Debug, Default)]
pub(super) struct ModuleInfo {
    /// The types, all of them function types.
    pub types: Vec<FuncType>,
    /// The type of each function that the module defines.
    pub functions: Vec<u32>,
    /// How many functions are imported.
    pub imported_functions: u32,
    /// How many globals there are, imports included: the index of the next one.
    pub globals: u32,
    /// The function index of the import that reads the counter.
    pub check_import: Option<u32>,
}

impl ModuleInfo {
    /// Reads the sections before the code.
    pub(super) fn read(wasm: &[u8]) -> Result<Self, StackError> {
        let mut info = ModuleInfo::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    info.types = types
                        .into_iter_err_on_gc_types()
                        .collect::<Result<_, BinaryReaderError>>()?;
                }
                Payload::ImportSection(imports) => info.imports(imports)?,
                Payload::FunctionSection(functions) => {
                    info.functions = functions
                        .into_iter()
                        .collect::<Result<_, BinaryReaderError>>()?;
                }
                Payload::GlobalSection(globals) => info.globals += globals.count(),
                Payload::CodeSectionStart { .. } => break,
                _ => {}
            }
        }
        Ok(info)
    }

    fn imports(&mut self, imports: ImportSectionReader) -> Result<(), StackError> {
        for import in imports.into_imports() {
            let import = import?;
            if (import.module, import.name) == CHECK_IMPORT {
                self.check_import(import.ty)?;
            }
            match import.ty {
                TypeRef::Func(_) | TypeRef::FuncExact(_) => self.imported_functions += 1,
                TypeRef::Global(_) => self.globals += 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes the next import for the one that reads the counter.
    fn check_import(&mut self, ty: TypeRef) -> Result<(), StackError> {
        let ty = match ty {
            TypeRef::Func(ty) => self.types.get(ty as usize),
            _ => None,
        };
        if !ty.is_some_and(|ty| ty.params().is_empty() && ty.results() == [ValType::I32]) {
            return Err(StackError::CheckImport("must have the type () -> i32"));
        }
        if self.check_import.replace(self.imported_functions).is_some() {
            return Err(StackError::CheckImport("is there twice"));
        }
        Ok(())
    }

    /// The results of a function that the module defines.
    pub(super) fn results(&self, function: u32) -> &[ValType] {
        let ty = self.functions.get(function as usize);
        ty.and_then(|&ty| self.types.get(ty as usize))
            .map_or(&[], FuncType::results)
    }
}
