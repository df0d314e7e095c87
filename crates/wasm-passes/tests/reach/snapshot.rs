//! Runs modules and takes snapshots of them, as the build does with Wizer.

use wasm_encoder::{
    ConstExpr, DataSection, GlobalSection, GlobalType, MemorySection, MemoryType, ValType,
};
use wasmtime::{Caller, Engine, Instance, Linker, Module, Mutability, Store, Val};

/// What a run printed, by calls of any import: its name and first argument.
pub type Printed = Vec<(String, i32)>;

/// An instance that remembers what it printed.
pub struct Run {
    store: Store<Printed>,
    instance: Instance,
}

impl Run {
    pub fn start(wasm: &[u8]) -> Self {
        let engine = Engine::default();
        let module = Module::new(&engine, wasm).expect("valid module");
        let mut linker = Linker::new(&engine);
        for import in module.imports() {
            let name = import.name().to_owned();
            let ty = import.ty().unwrap_func().clone();
            let print = move |mut caller: Caller<'_, Printed>, values: &[Val], _: &mut [Val]| {
                let value = values[0].unwrap_i32();
                caller.data_mut().push((name.clone(), value));
                Ok(())
            };
            linker
                .func_new(import.module(), import.name(), ty, print)
                .expect("new import");
        }
        let mut store = Store::new(&engine, Vec::new());
        let instance = linker
            .instantiate(&mut store, &module)
            .expect("instantiates");
        Self { store, instance }
    }

    /// Calls an export; the error text when it traps.
    pub fn call(&mut self, export: &str) -> Result<(), String> {
        self.instance
            .get_typed_func::<(), ()>(&mut self.store, export)
            .and_then(|function| function.call(&mut self.store, ()))
            .map_err(|error| format!("{error:?}"))
    }

    pub fn printed(self) -> Printed {
        self.store.into_data()
    }

    /// Memory and mutable globals as a module of nothing else. Mutable globals
    /// must be exported, and are taken in the order of their exports.
    pub fn skeleton(mut self) -> Vec<u8> {
        let memory = self
            .instance
            .get_memory(&mut self.store, "memory")
            .expect("memory");
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: memory.size(&self.store),
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut data = DataSection::new();
        let bytes = memory.data(&self.store);
        let mut position = 0;
        for run in bytes.chunk_by(|a, b| (*a == 0) == (*b == 0)) {
            if run[0] != 0 {
                data.active(0, &ConstExpr::i32_const(position), run.iter().copied());
            }
            position += i32::try_from(run.len()).unwrap();
        }
        let mut globals = GlobalSection::new();
        let exported: Vec<_> = self
            .instance
            .exports(&mut self.store)
            .filter_map(|export| export.into_global())
            .collect();
        for global in exported {
            if global.ty(&self.store).mutability() == Mutability::Const {
                continue;
            }
            let value = global.get(&mut self.store).unwrap_i32();
            let ty = GlobalType {
                val_type: ValType::I32,
                mutable: true,
                shared: false,
            };
            globals.global(ty, &ConstExpr::i32_const(value));
        }
        let mut module = wasm_encoder::Module::new();
        module.section(&memories);
        module.section(&globals);
        module.section(&data);
        module.finish()
    }
}

/// The snapshot after these calls.
pub fn snapshot(wasm: &[u8], called: &[&str]) -> Vec<u8> {
    let mut run = Run::start(wasm);
    for export in called {
        run.call(export).expect("build-time call");
    }
    run.skeleton()
}
