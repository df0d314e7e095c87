//! The world that a program sees while it is built: none. Every import of the
//! guest traps when called, except the clock, which the engine asks for when it
//! creates its context and which stands still.
use wasmtime::{Engine, Extern, ExternType, FuncType, Linker, Module, Val};

/// A linker that satisfies every import of `module`.
///
/// # Errors
/// When an import is not a function.
pub fn linker(engine: &Engine, module: &Module) -> wasmtime::Result<Linker<()>> {
    let mut linker = Linker::new(engine);
    for import in module.imports() {
        let ExternType::Func(ty) = import.ty() else {
            wasmtime::bail!(
                "the engine imports `{}`, which is no function",
                import.name()
            );
        };
        define(&mut linker, import.module(), import.name(), ty)?;
    }
    Ok(linker)
}

fn define(linker: &mut Linker<()>, module: &str, name: &str, ty: FuncType) -> wasmtime::Result<()> {
    let called = name.to_owned();
    match name {
        "clock_time_get" => linker.func_wrap(module, name, standing_clock)?,
        "native_stack" => linker.func_wrap(module, name, || 0i32)?,
        _ => linker.func_new(module, name, ty, move |_, _: &[Val], _: &mut [Val]| {
            wasmtime::bail!("the engine called `{called}` at build time")
        })?,
    };
    Ok(())
}

/// Always 0: nothing of the build's time can get into the snapshot.
fn standing_clock(
    mut caller: wasmtime::Caller<'_, ()>,
    _clock: i32,
    _precision: i64,
    time: i32,
) -> wasmtime::Result<i32> {
    const EFAULT: i32 = 21;
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Ok(EFAULT);
    };
    match memory.write(&mut caller, time as u32 as usize, &0u64.to_le_bytes()) {
        Ok(()) => Ok(0),
        Err(_) => Ok(EFAULT),
    }
}
