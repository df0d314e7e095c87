//! Javy's default plug-in: everything on that its command line has on, and the
//! event loop (`-J event-loop=y` there), without which asynchronous programs fail.
use javy_plugin_api::{Config, import_namespace};

import_namespace!("javy-default-plugin-v3");

fn config() -> Config {
    let mut config = Config::default();
    config
        .text_encoding(true)
        .javy_stream_io(true)
        .simd_json_builtins(true);
    config.event_loop(true);
    config
}

/// Called by Wizer when the plug-in, or a module made of it, is built.
#[unsafe(export_name = "initialize-runtime")]
pub extern "C" fn initialize_runtime() {
    javy_plugin_api::initialize_runtime(config, |runtime| runtime)
        .expect("the configuration above is valid");
}
