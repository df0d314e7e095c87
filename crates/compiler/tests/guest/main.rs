//! The guest's side of the contract in `jsc_abi::program`: Programs made by
//! hand, snapshotted, emitted and run.
mod commonjs;
mod interop;
mod limits;
mod positions;
mod support;
