//! From the linked guest to the files that the library embeds.
use crate::config::config;
use crate::toolchain::Toolchain;
use jsc_wasm_passes::{reach, stack};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};
use wasmparser::{Operator, Parser, Payload};

/// Passes of wasm-opt and the features that the default artifact may use:
/// those of Wasm 2.0 without SIMD.
const WASM_OPT: &[&str] = &[
    // Inlined into its one caller it would have calls around it.
    "--no-inline=jsc_run_common",
    "-O3",
    "-g",
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Changes with what the stack-accounting pass does, to outdate cached results.
const STACK_PASS: u32 = 1;

/// Optimizes, measures and precompiles. Writes `engine.wasm`, the module that
/// artifacts are cut from, `engine.reach`, the table that says how, and
/// `engine.cwasm`, its code for this host.
///
/// # Errors
/// One line that names the step.
pub fn make(linked: &Path, out: &Path, tools: &Toolchain) -> Result<(), String> {
    let linked_wasm = read(linked)?;
    let graph =
        reach::analyze(&linked_wasm).map_err(|e| format!("reading the linked engine: {e}"))?;
    let named = accounted(optimize(&linked_wasm, linked, tools)?, linked)?;
    let bind =
        |wasm: &[u8]| reach::bind(&graph, wasm).map_err(|e| format!("binding reachability: {e}"));
    // With names, `bind` can check that every table slot still calls the same function.
    bind(&named)?;
    let wasm =
        reach::strip_customs(&named, &[]).map_err(|e| format!("stripping the engine: {e}"))?;
    write(&out.join("engine.reach"), &bind(&wasm)?.to_bytes())?;
    write(&out.join("engine.wasm"), &wasm)?;
    write(&out.join("state.rs"), state(&wasm)?.as_bytes())?;
    let target = env::var("TARGET").map_err(|e| e.to_string())?;
    let code = config(Some(&target))
        .and_then(|config| wasmtime::Engine::new(&config))
        .and_then(|engine| engine.precompile_module(&wasm))
        .map_err(|e| format!("precompiling the engine: {e:#}"))?;
    write(&out.join("engine.cwasm"), &code)
}

/// Runs wasm-opt, unless it has seen this very input before.
fn optimize(wasm: &[u8], linked: &Path, tools: &Toolchain) -> Result<Vec<u8>, String> {
    cached(linked, "optimized", &(wasm, WASM_OPT), |to| {
        // Relocations no longer hold once the optimizer has moved the code.
        let input = linked.with_file_name("stripped.wasm");
        let stripped = reach::strip_customs(wasm, &["name"])
            .map_err(|e| format!("stripping the engine: {e}"))?;
        write(&input, &stripped)?;
        let files = [input.to_string_lossy(), "-o".into(), to.to_string_lossy()];
        let arguments: Vec<&str> = WASM_OPT
            .iter()
            .copied()
            .chain(files.iter().map(|f| &**f))
            .collect();
        tools.wasm_opt(&arguments)
    })
}

/// Makes the engine count the host's stack that it uses.
fn accounted(wasm: Vec<u8>, linked: &Path) -> Result<Vec<u8>, String> {
    cached(linked, "accounted", &(&wasm, STACK_PASS), |to| {
        let accounted = stack::account_measured(&wasm)
            .map_err(|e| format!("counting the engine's stack: {e}"))?;
        write(to, &accounted.wasm)
    })
}

/// The contents of a file named after `key`, which `make` writes when it is not there yet.
fn cached(
    linked: &Path,
    name: &str,
    key: &impl Hash,
    make: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<Vec<u8>, String> {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let file = linked.with_file_name(format!("{name}-{:016x}.wasm", hasher.finish()));
    if !file.exists() {
        let partial = file.with_extension("partial");
        make(&partial)?;
        fs::rename(&partial, &file).map_err(|e| format!("cannot write {}: {e}", file.display()))?;
    }
    read(&file)
}

/// `MUTABLE_GLOBALS`: the values at rest of the globals that a run changes.
fn state(wasm: &[u8]) -> Result<String, String> {
    let mut values = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::GlobalSection(globals) = payload.map_err(|e| e.to_string())? else {
            continue;
        };
        for global in globals {
            let global = global.map_err(|e| e.to_string())?;
            if !global.ty.mutable {
                continue;
            }
            match global.init_expr.get_operators_reader().read() {
                Ok(Operator::I32Const { value }) => values.push(value),
                _ => return Err("the engine has a mutable global that is no i32 constant".into()),
            }
        }
    }
    Ok(format!(
        "/// Initial values of the mutable globals, the stack pointer first.\npub static MUTABLE_GLOBALS: &[i32] = &{values:?};\n"
    ))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}
