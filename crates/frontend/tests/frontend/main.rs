//! The frontend on small folders of files.

mod diagnostics;
mod graph;
mod imports;
mod languages;
mod packages;
mod positions;
mod project;
