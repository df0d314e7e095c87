//! Lowered texts, and what they do in Node.
mod modules;
mod programs;
mod support;
mod text;
