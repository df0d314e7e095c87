//! Every flag, its name and its help, in one place; `--help` comes from here.
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jsc_compiler::{Globals, InputMode, OutputMode};
use std::path::PathBuf;

/// Compiles JavaScript to WebAssembly for WASI.
#[derive(Debug, Parser)]
#[command(name = "jsc", version, propagate_version = true, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,

    /// Print errors only
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        display_order = 100
    )]
    pub quiet: bool,

    /// Print more about what is done
    #[arg(short, long, global = true, display_order = 101)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Build(Build),
    Run(Run),
    Inspect(Inspect),
}

/// How programs are compiled; shared by `build` and `run`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Compile {
    /// How a default-exported function reads stdin [default: json]
    #[arg(long, value_name = "MODE")]
    pub input: Option<Input>,

    /// How its result is written to stdout [default: json]
    #[arg(long, value_name = "MODE")]
    pub output: Option<Output>,

    /// Call this export instead of the default one
    #[arg(long, value_name = "EXPORT")]
    pub invoke: Option<String>,

    /// Which globals the program gets: those it can name, or all
    #[arg(long, value_name = "WHICH", default_value = "auto")]
    pub globals: GlobalsArg,
}

/// Compile a program to a WebAssembly module
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
A module that exports a default function becomes a filter: stdin is its argument,
its result goes to stdout. Any other program runs top to bottom. Modes: json is one
JSON text, ndjson one for each line and call, text a string, bytes a Uint8Array.

Example: jsc build app.js -o app.wasm && echo '{\"id\":7}' | wasmtime app.wasm")]
pub struct Build {
    /// The program's entry file, or - for stdin
    #[arg(value_name = "FILE")]
    pub entry: PathBuf,

    /// Where to write the module, or - for stdout [default: FILE with .wasm]
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub compile: Compile,
}

/// Run a program: a .js file is compiled first
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example: jsc run app.js --dir .::/ --env MODE=test -- --flag-of-the-program"
)]
pub struct Run {
    /// A JavaScript file or a WASI command
    #[arg(value_name = "FILE")]
    pub program: PathBuf,

    /// Give the program a directory, under its own or another name
    #[arg(long = "dir", value_name = "HOST[::GUEST]")]
    pub dirs: Vec<String>,

    /// Set an environment variable; a name alone copies it from here
    #[arg(long = "env", value_name = "NAME[=VALUE]")]
    pub env: Vec<String>,

    #[command(flatten)]
    pub compile: Compile,

    /// Arguments for the program
    #[arg(last = true, value_name = "ARGS")]
    pub args: Vec<String>,
}

/// Show what is in a module: sections, imports, exports, kind
#[derive(Debug, ClapArgs)]
pub struct Inspect {
    /// A WebAssembly module, or - for stdin
    #[arg(value_name = "FILE")]
    pub module: PathBuf,

    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

// A comment on a mode would be its help and give it lines of its own: too many
// for a screen. What the modes are is told below the flags of `build`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Input {
    Json,
    Ndjson,
    Text,
    Bytes,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Output {
    Json,
    Text,
    Bytes,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum GlobalsArg {
    Auto,
    All,
}

impl Compile {
    /// The flags as the library takes them.
    pub fn options(&self) -> jsc_compiler::Options {
        jsc_compiler::Options {
            input: self.input.map(|mode| match mode {
                Input::Json => InputMode::Json,
                Input::Ndjson => InputMode::Ndjson,
                Input::Text => InputMode::Text,
                Input::Bytes => InputMode::Bytes,
            }),
            output: self.output.map(|mode| match mode {
                Output::Json => OutputMode::Json,
                Output::Text => OutputMode::Text,
                Output::Bytes => OutputMode::Bytes,
            }),
            invoke: self.invoke.clone(),
            globals: match self.globals {
                GlobalsArg::Auto => Globals::Auto,
                GlobalsArg::All => Globals::All,
            },
            ..jsc_compiler::Options::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_consistent() {
        super::Args::command().debug_assert();
    }
}
