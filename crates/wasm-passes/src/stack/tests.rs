//! Tests of the pass as a whole, on small modules that are run.

mod errors;
mod exits;
mod limits;
mod output;
mod reports;

use wasmtime::{Engine, Linker, Module, Store};

/// Gives the binary of a module in text form.
fn binary(wat: &str) -> Vec<u8> {
    wat::parse_str(wat).expect("the test's module is well-formed")
}

/// Instantiates a module, which may still import the counter: it then reads 0.
fn instantiate(wasm: &[u8]) -> (Store<()>, wasmtime::Instance) {
    let engine = Engine::default();
    let module = Module::new(&engine, wasm).expect("the module is valid");
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap(super::CHECK_IMPORT.0, super::CHECK_IMPORT.1, || 0)
        .expect("the name is free");
    let instance = linker
        .instantiate(&mut store, &module)
        .expect("the module needs nothing else");
    (store, instance)
}
