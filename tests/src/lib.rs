//! What the tests that cross crates share: programs as folders, the compiler as
//! its users call it, and three independent runtimes to run what it makes.
//!
//! - [`fixture`] reads a folder of `fixtures/`: a program and what it must print.
//! - [`guest_crates`] finds the crates that js-runtime is built with.
//! - [`image`] runs a program on the engine that it was built with.
//! - [`jsc`] builds a program with the `jsc` command.
//! - [`packages`] knows the programs of `fixtures/npm/` and the packages they need.
//! - [`quickjs`] finds the tests of the engine's authors.
//! - [`runtime`] runs a module on Wasmtime, on wasmi and on Node.
//! - [`reference`] runs the program itself, not its module, on Node.
//! - [`expect`] compares, and explains a difference.
//! - [`watchdog`] turns a program that never ends into a failure.

pub mod expect;
pub mod fixture;
pub mod guest_crates;
pub mod image;
pub mod jsc;
pub mod packages;
pub mod quickjs;
pub mod reference;
pub mod runtime;
pub mod watchdog;
