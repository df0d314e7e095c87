// Shared with the build script, which compiles what the library loads.
use wasmtime::Config;

/// How the engine image is compiled and must be loaded. `target` is given when
/// compiling, so that the code fits every machine of that architecture.
pub fn config(target: Option<&str>) -> wasmtime::Result<Config> {
    let mut config = Config::new();
    if let Some(target) = target {
        config.target(target)?;
    }
    // Frames of the guest mean nothing to a user.
    config.wasm_backtrace_max_frames(None);
    // What modules do at build time may have to be ended.
    config.epoch_interruption(true);
    // One instance for each process: nothing to share pages with.
    config.memory_init_cow(false);
    Ok(config)
}
