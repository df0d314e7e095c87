//! The call graph of a core module, with indirect calls resolved by type.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wasmparser::{
    BinaryReaderError, ConstExpr, Element, ElementItems, FunctionBody, ImportSectionReader,
    Operator, Parser, Payload, SubType, TableInit, TypeRef, TypeSectionReader,
};

/// Which functions each function of a module may call.
///
/// Functions are numbered as in the module: imports first. An indirect call is taken to reach every
/// function of its type whose address is taken anywhere in the module, so the graph has every edge a
/// run can follow, and more. Imports call nothing: a host that calls an export back while one of its
/// functions is being called is outside what the graph tells.
#[derive(Debug, Clone)]
pub struct CallGraph {
    imported: u32,
    callees: Vec<Vec<u32>>,
}

impl CallGraph {
    /// Reads the call graph of `wasm`, a valid core module whose types are all function types.
    ///
    /// # Errors
    ///
    /// When `wasm` cannot be parsed or is not a core module.
    pub fn new(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut collector = Collector::default();
        for payload in Parser::new(0).parse_all(wasm) {
            collector.payload(payload?)?;
        }
        Ok(collector.finish())
    }

    /// The number of functions, imports included.
    pub fn len(&self) -> usize {
        self.callees.len()
    }

    /// Whether the module has no function at all.
    pub fn is_empty(&self) -> bool {
        self.callees.is_empty()
    }

    /// How many of the functions are imports. They have the lowest indices.
    pub fn imported(&self) -> u32 {
        self.imported
    }

    /// The functions that `function` may call, ascending and without repetition.
    ///
    /// Empty for an index that the module does not have.
    pub fn callees(&self, function: u32) -> &[u32] {
        self.callees
            .get(function as usize)
            .map_or(&[], Vec::as_slice)
    }
}

/// What a body says about calls, before the targets of indirect calls are known.
#[derive(Default)]
struct Calls {
    direct: BTreeSet<u32>,
    /// The canonical types of the indirect calls.
    indirect: BTreeSet<u32>,
}

#[derive(Default)]
struct Collector {
    /// For each type index, the first index of an equal type: indirect calls compare structure.
    canonical_types: Vec<u32>,
    first_of_type: HashMap<SubType, u32>,
    /// The canonical type of each function.
    function_types: Vec<u32>,
    imported: u32,
    address_taken: BTreeSet<u32>,
    bodies: Vec<Calls>,
}

impl Collector {
    fn payload(&mut self, payload: Payload) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::TypeSection(types) => self.types(types)?,
            Payload::ImportSection(imports) => self.imports(imports)?,
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    let ty = self.canonical(ty?);
                    self.function_types.push(ty);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    if let TableInit::Expr(init) = table?.init {
                        self.const_expr(&init)?;
                    }
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.const_expr(&global?.init_expr)?;
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.body(&body)?,
            _ => {}
        }
        Ok(())
    }

    fn types(&mut self, types: TypeSectionReader) -> Result<(), BinaryReaderError> {
        for group in types {
            for ty in group?.into_types() {
                let index = self.canonical_types.len() as u32;
                let first = *self.first_of_type.entry(ty).or_insert(index);
                self.canonical_types.push(first);
            }
        }
        Ok(())
    }

    fn imports(&mut self, imports: ImportSectionReader) -> Result<(), BinaryReaderError> {
        for import in imports.into_imports() {
            if let TypeRef::Func(ty) | TypeRef::FuncExact(ty) = import?.ty {
                let ty = self.canonical(ty);
                self.function_types.push(ty);
                self.imported += 1;
            }
        }
        Ok(())
    }

    fn element(&mut self, element: Element) -> Result<(), BinaryReaderError> {
        match element.items {
            ElementItems::Functions(functions) => {
                for function in functions {
                    self.address_taken.insert(function?);
                }
            }
            ElementItems::Expressions(_, items) => {
                for item in items {
                    self.const_expr(&item?)?;
                }
            }
        }
        Ok(())
    }

    fn const_expr(&mut self, expr: &ConstExpr) -> Result<(), BinaryReaderError> {
        for operator in expr.get_operators_reader() {
            if let Operator::RefFunc { function_index } = operator? {
                self.address_taken.insert(function_index);
            }
        }
        Ok(())
    }

    fn body(&mut self, body: &FunctionBody) -> Result<(), BinaryReaderError> {
        let mut calls = Calls::default();
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    calls.direct.insert(function_index);
                }
                Operator::CallIndirect { type_index, .. }
                | Operator::ReturnCallIndirect { type_index, .. }
                | Operator::CallRef { type_index }
                | Operator::ReturnCallRef { type_index } => {
                    calls.indirect.insert(self.canonical(type_index));
                }
                Operator::RefFunc { function_index } => {
                    self.address_taken.insert(function_index);
                }
                _ => {}
            }
        }
        self.bodies.push(calls);
        Ok(())
    }

    /// A type index out of range stands for itself: only an invalid module has one.
    fn canonical(&self, ty: u32) -> u32 {
        self.canonical_types.get(ty as usize).copied().unwrap_or(ty)
    }

    fn finish(self) -> CallGraph {
        let mut targets: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &function in &self.address_taken {
            if let Some(&ty) = self.function_types.get(function as usize) {
                targets.entry(ty).or_default().push(function);
            }
        }
        let mut callees = vec![Vec::new(); self.imported as usize];
        for Calls {
            mut direct,
            indirect,
        } in self.bodies
        {
            for ty in indirect {
                direct.extend(targets.get(&ty).into_iter().flatten());
            }
            callees.push(direct.into_iter().collect());
        }
        CallGraph {
            imported: self.imported,
            callees,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The callees of each function of a module.
    fn callees(wat: &str) -> Vec<Vec<u32>> {
        let wasm = wat::parse_str(wat).expect("the module is well-formed");
        let graph = CallGraph::new(&wasm).expect("the module is valid");
        let functions = 0..graph.len() as u32;
        functions.map(|f| graph.callees(f).to_vec()).collect()
    }

    #[test]
    fn direct_calls_name_imports_and_functions() {
        let callees = callees(
            r#"(module
                 (import "a" "b" (func $import))
                 (func $f (call $g) (call $import) (call $g))
                 (func $g (return_call $g)))"#,
        );
        assert_eq!(callees, [vec![], vec![0, 2], vec![2]]);
    }

    #[test]
    fn an_indirect_call_reaches_what_has_its_type_and_an_address() {
        let callees = callees(
            "(module
               (type $unary (func (param i32)))
               (type $same (func (param i32)))
               (table 4 funcref)
               (elem (i32.const 0) func $in_table $other_type)
               (elem declare func $by_reference)
               (func $caller (call_indirect (type $unary) (i32.const 0) (i32.const 0)))
               (func $in_table (type $same))
               (func $other_type (param i64))
               (func $by_reference (type $unary))
               (func $unreferenced (type $unary)))",
        );
        assert_eq!(callees[0], [1, 3]);
    }

    #[test]
    fn addresses_are_taken_by_globals_and_tables_and_exported_functions() {
        let callees = callees(
            r#"(module
                 (type $t (func))
                 (table 1 (ref null $t) (ref.func $in_table))
                 (global funcref (ref.func $in_global))
                 (func $caller (call_ref $t (ref.func $exported)))
                 (func $in_table)
                 (func $in_global)
                 (func $exported (export "e")))"#,
        );
        assert_eq!(callees[0], [1, 2, 3]);
    }

    #[test]
    fn functions_out_of_range_call_nothing() {
        let wasm = wat::parse_str("(module)").expect("the module is well-formed");
        let graph = CallGraph::new(&wasm).expect("the module is valid");
        assert!(graph.is_empty());
        assert_eq!((graph.imported(), graph.callees(3)), (0, &[][..]));
    }
}
