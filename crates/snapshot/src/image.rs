//! Linear memory as data segments, by Wizer.
use crate::SnapshotError;
use crate::guest::Guest;
use wasm_encoder::{
    ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, MemorySection, MemoryType,
    Module, ValType,
};
use wasmparser::{DataKind, Operator, Parser, Payload};
use wasmtime_wizer::{InstanceState, SnapshotVal, Wizer};

/// Bytes in a page of linear memory.
pub const PAGE_BYTES: usize = 64 * 1024;

/// Captures the first `memory_bytes` bytes of the guest's memory. Its mutable globals (the stack pointer and the
/// counter of the host's stack) and its table are at rest as they were at the
/// start, so memory is the whole state.
///
/// # Errors
/// [`SnapshotError::Engine`] when Wizer refuses.
pub fn capture(mut guest: Guest, memory_bytes: usize) -> Result<Vec<u8>, SnapshotError> {
    clear_stack(&mut guest);
    let memory_bytes = memory_bytes.min(guest.memory.data_size(&guest.store));
    let skeleton = skeleton((memory_bytes / PAGE_BYTES) as u64);
    let wizer = Wizer::new();
    let (context, _instrumented) = wizer.instrument(&skeleton)?;
    let mut state = MemoryOnly {
        guest: &mut guest,
        memory_bytes,
        globals: jsc_engine::MUTABLE_GLOBALS.iter(),
    };
    Ok(pollster::block_on(wizer.snapshot(&context, &mut state))?)
}

/// How many bytes at `start` and behind are in the data segments of `image`.
///
/// # Errors
/// [`SnapshotError::Engine`] when Wizer wrote something else than segments.
pub fn bytes_from(image: &[u8], start: usize) -> Result<usize, SnapshotError> {
    let malformed = |error| SnapshotError::Engine(format!("the snapshot is malformed: {error}"));
    let mut count = 0;
    for payload in Parser::new(0).parse_all(image) {
        let Payload::DataSection(segments) = payload.map_err(malformed)? else {
            continue;
        };
        for segment in segments {
            let segment = segment.map_err(malformed)?;
            let DataKind::Active { offset_expr, .. } = &segment.kind else {
                continue;
            };
            if let Operator::I32Const { value } = offset_expr
                .get_operators_reader()
                .read()
                .map_err(malformed)?
            {
                let before = start.saturating_sub(value as u32 as usize);
                count += segment.data.len().saturating_sub(before);
            }
        }
    }
    Ok(count)
}

/// What calls left on the stack is dead, and would differ between builds.
fn clear_stack(guest: &mut Guest) {
    let stack = jsc_engine::stack_bytes().min(guest.memory.data_size(&guest.store));
    guest.memory.data_mut(&mut guest.store)[..stack].fill(0);
}

/// A module that has only what Wizer rewrites. The engine's code is not in it:
/// `emit` has it ready, and Wizer need not parse it for each program.
fn skeleton(pages: u64) -> Vec<u8> {
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: pages,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    for &value in jsc_engine::MUTABLE_GLOBALS {
        let ty = GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        };
        globals.global(ty, &ConstExpr::i32_const(value));
    }
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    let mut module = Module::new();
    module
        .section(&memories)
        .section(&globals)
        .section(&exports);
    module.finish()
}

/// Wizer's view of the instance.
struct MemoryOnly<'a> {
    guest: &'a mut Guest,
    /// How much of its memory the snapshot has.
    memory_bytes: usize,
    /// Values of the globals not asked for yet; Wizer asks in order.
    globals: core::slice::Iter<'static, i32>,
}

impl InstanceState for MemoryOnly<'_> {
    async fn global_get(&mut self, _: &str, _: wasmtime_wizer::ValType) -> SnapshotVal {
        SnapshotVal::I32(self.globals.next().copied().unwrap_or_default())
    }

    async fn memory_contents(&mut self, _: &str, contents: impl FnOnce(&[u8]) + Send) {
        contents(&self.guest.memory.data(&self.guest.store)[..self.memory_bytes]);
    }
}
