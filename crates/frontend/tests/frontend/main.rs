//! The frontend on small folders of files.

mod diagnostics;
mod graph;
mod imports;
mod project;
