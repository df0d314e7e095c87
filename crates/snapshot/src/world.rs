//! The world that a program sees while it is built: none. Every import of the
//! guest traps when called, except the clock, which the engine asks for when it
//! creates its context and which stands still until modules are evaluated.
use wasmtime::{Engine, Extern, ExternType, FuncType, Linker, Module, ResourceLimiter, Val};

/// What the host notes of an instance.
#[derive(Debug, Default)]
pub struct World {
    /// Modules are evaluated: even the clock must not be asked.
    pub watching: bool,
    /// The import that was called though it may not be.
    pub called: Option<String>,
    /// Bytes that linear memory may have; no limit when 0.
    pub memory_limit: usize,
    /// The limit was reached.
    pub is_full: bool,
}

impl ResourceLimiter for World {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        if self.memory_limit > 0 && desired > self.memory_limit {
            self.is_full = true;
            // A refusal could be noticed by the program; a trap cannot.
            wasmtime::bail!("the memory budget is used up");
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        _desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// A linker that satisfies every import of `module`.
///
/// # Errors
/// When an import is not a function.
pub fn linker(engine: &Engine, module: &Module) -> wasmtime::Result<Linker<World>> {
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

fn define(
    linker: &mut Linker<World>,
    module: &str,
    name: &str,
    ty: FuncType,
) -> wasmtime::Result<()> {
    let called = name.to_owned();
    match name {
        "clock_time_get" => linker.func_wrap(module, name, standing_clock)?,
        "native_stack" => linker.func_wrap(module, name, || 0i32)?,
        _ => linker.func_new(
            module,
            name,
            ty,
            move |mut caller, _: &[Val], _: &mut [Val]| {
                caller.data_mut().called = Some(called.clone());
                wasmtime::bail!("the engine called `{called}` at build time")
            },
        )?,
    };
    Ok(())
}

/// Always 0: nothing of the build's time can get into the snapshot.
fn standing_clock(
    mut caller: wasmtime::Caller<'_, World>,
    _clock: i32,
    _precision: i64,
    time: i32,
) -> wasmtime::Result<i32> {
    const EFAULT: i32 = 21;
    if caller.data().watching {
        caller.data_mut().called = Some("clock_time_get".into());
        wasmtime::bail!("the program asked for the time");
    }
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Ok(EFAULT);
    };
    match memory.write(&mut caller, time as u32 as usize, &0u64.to_le_bytes()) {
        Ok(()) => Ok(0),
        Err(_) => Ok(EFAULT),
    }
}
