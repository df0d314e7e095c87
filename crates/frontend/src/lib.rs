//! Entry file to [`Program`]: reads the files that a program consists of, decides
//! which are modules and which are scripts, resolves what they import, and
//! reports all that is wrong with them.
//!
//! This version reads ES modules and classic scripts, and resolves relative and
//! absolute paths, `file:` URLs and the modules of the runtime.
//!
//! Limits, each with an error of its own: 64 MiB for a source file, 10,000 levels
//! of nesting, 2,000,000 tokens in one expression.
//!
//! The way of the data: [`load`] walks the import graph; for each file it asks
//! `package` for the goal, `parse` for the facts about the text (`nesting` and
//! `stack` see to it that no text overflows ours) and `resolve` for the files
//! that the specifiers name; `link` compares imports with exports; `names` makes
//! the paths independent of where the project lies.

mod data;
mod files;
mod finish;
mod formats;
mod found;
mod helpers;
mod link;
mod load;
mod lower;
mod names;
mod nesting;
mod options;
mod origins;
mod package;
mod parse;
mod patterns;
mod problem;
mod program;
mod recipe;
mod resolve;
mod shake;
mod stack;

pub use jsc_abi::{Goal, ImportKind, Positions};
pub use load::load;
pub use options::{Builtins, Entry, Options, Settings};
pub use problem::{FrontendError, Place, Position, Problem};
pub use program::{
    DefaultExport, Exports, GlobalUse, Import, Module, Program, Reach, Reached, Target,
};
