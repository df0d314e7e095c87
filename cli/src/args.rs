//! Every flag, its name and its help, in one place; `--help` comes from here.
use crate::budget::{self, Budget};
use crate::pairs;
use crate::size;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
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

impl Args {
    /// Who reads what the command says.
    pub fn message_format(&self) -> MessageFormat {
        match &self.command {
            Command::Build(build) => build.compile.message_format,
            Command::Run(run) => run.compile.message_format,
            Command::Inspect(_) => MessageFormat::Human,
        }
    }
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
    /// How a function reads stdin [default: json]
    #[arg(long, value_name = "MODE", hide_possible_values = true)]
    pub input: Option<Input>,

    /// How its result is written [default: json]
    #[arg(long, value_name = "MODE", hide_possible_values = true)]
    pub output: Option<Output>,

    /// Call this export instead of the default one
    #[arg(long, value_name = "EXPORT")]
    pub invoke: Option<String>,

    /// Its globals: auto or all [default: auto]
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub globals: Option<GlobalsArg>,

    /// Evaluate at build time: none, auto or all
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub preinit: Option<PreinitArg>,

    /// Its time and memory [default: 10s,256MB]
    #[arg(long, value_name = "MAX", value_parser = budget::parse)]
    pub preinit_budget: Option<Budget>,

    /// What one decompression may give [default: 1024MB]
    #[arg(long, value_name = "MAX", value_parser = size::parse)]
    pub inflate_limit: Option<u64>,

    /// More conditions of package.json's exports
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = pairs::text)]
    pub conditions: Vec<String>,

    /// Leave an import for run time; * is any text
    #[arg(long, value_name = "NAME", value_parser = pairs::text)]
    pub external: Vec<String>,

    /// Import another module in a module's place
    #[arg(long, value_name = "FROM=TO", value_parser = pairs::alias)]
    pub alias: Vec<(String, String)>,

    /// Put a value for a global name
    #[arg(long, value_name = "NAME=VALUE", value_parser = pairs::define)]
    pub define: Vec<(String, String)>,

    #[command(flatten)]
    pub switches: Switches,

    /// Use this as the tsconfig.json
    #[arg(long, value_name = "FILE")]
    pub tsconfig: Option<PathBuf>,

    /// Messages: human or json [default: human]
    #[arg(
        long,
        value_name = "HOW",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub message_format: MessageFormat,

    /// Neither use nor keep finished modules
    #[arg(long)]
    pub no_cache: bool,

    #[command(flatten)]
    pub config: ConfigArgs,
}

/// What is on or off. Each has an opposite, for what the configuration says.
#[derive(Debug, Clone, ClapArgs)]
pub struct Switches {
    /// Shorten the program's texts
    #[arg(long, overrides_with = "no_minify")]
    pub minify: bool,
    #[arg(long, hide = true)]
    pub no_minify: bool,

    /// Keep code that nobody uses
    #[arg(long, overrides_with = "tree_shaking")]
    pub no_tree_shaking: bool,
    #[arg(long, hide = true)]
    pub tree_shaking: bool,

    /// Leave out the positions of stack traces
    #[arg(long, overrides_with = "no_strip")]
    pub strip: bool,
    #[arg(long, hide = true)]
    pub no_strip: bool,

    /// Carry time zones: local time is that of TZ
    #[arg(long, overrides_with = "no_time_zones")]
    pub time_zones: bool,
    #[arg(long, hide = true)]
    pub no_time_zones: bool,

    /// Take warnings for errors
    #[arg(long, overrides_with = "no_deny_warnings")]
    pub deny_warnings: bool,
    #[arg(long, hide = true)]
    pub no_deny_warnings: bool,
}

/// Where the configuration is.
#[derive(Debug, Clone, ClapArgs)]
pub struct ConfigArgs {
    /// Use this as the configuration
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long)]
    pub no_config: bool,
}

/// Compile programs to WebAssembly modules
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
A module that exports a default function becomes a filter from stdin to stdout:
json is one JSON text, ndjson one for each call. Others run from top to bottom.
Example: jsc build app.js -o app.wasm && echo '{\"id\":7}' | wasmtime app.wasm")]
pub struct Build {
    /// Entry files, patterns such as 'src/*.ts', or - for stdin
    #[arg(value_name = "FILE", required = true)]
    pub entries: Vec<PathBuf>,

    /// The module, or - for stdout [FILE with .wasm]
    #[arg(
        short = 'o',
        long = "out",
        value_name = "FILE",
        conflicts_with = "out_dir"
    )]
    pub out: Option<PathBuf>,

    /// Where the modules of several programs go
    #[arg(long, value_name = "DIR")]
    pub out_dir: Option<PathBuf>,

    /// Write what went into the modules, as JSON
    #[arg(long, value_name = "FILE")]
    pub metafile: Option<PathBuf>,

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

    /// Give it a directory, also under another name
    #[arg(long = "dir", value_name = "HOST[::GUEST]")]
    pub dirs: Vec<String>,

    /// Set an environment variable, or copy it
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

    /// Print what was evaluated at build time
    #[arg(long, conflicts_with = "json")]
    pub preinit: bool,
}

// A comment on a mode would be its help and give it lines of its own: too many
// for a screen. What the modes are is told below the flags of `build`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Input {
    Json,
    Ndjson,
    Text,
    Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    Json,
    Text,
    Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PreinitArg {
    None,
    Auto,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GlobalsArg {
    Auto,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    Human,
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_consistent() {
        super::Args::command().debug_assert();
    }
}
