//! The real stack frames of Cranelift code, read from the machine code itself.
//!
//! Frames are measured on x86-64: of the hosts with a 512 KiB stack that is the one most programs run
//! on. A Cranelift prologue there is fixed (`gen_prologue` in cranelift-codegen's
//! `machinst/abi.rs`, with the instructions of `isa/x64/abi.rs`):
//!
//! ```text
//! push rbp
//! mov  rbp, rsp
//! mov  r10, [rdi + …]      ; the stack limit, through the VM context
//! mov  r10, [r10 + …]
//! cmp  r10, rsp ; ja trap  ; only with a frame of 32 KiB or more
//! add  r10, frame + 16     ; frame alone if the function calls nothing
//! cmp  r10, rsp
//! ja   trap
//! sub  rsp, frame
//! ```
//!
//! A function that calls nothing and keeps nothing on the stack has only the first two instructions.

use std::collections::BTreeMap;

use object::{Object, ObjectSection, ObjectSymbol};
use wasmtime::{Config, Engine};

/// The machine whose frames are measured, whatever machine the build runs on.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The return address and the saved `rbp`.
const LINKAGE: u32 = 16;

/// Processor features that Wasmtime uses where it finds them. Frames differ a little with and without.
const OPTIONAL_FEATURES: [&str; 11] = [
    "has_sse3",
    "has_ssse3",
    "has_sse41",
    "has_sse42",
    "has_popcnt",
    "has_avx",
    "has_avx2",
    "has_fma",
    "has_bmi1",
    "has_bmi2",
    "has_lzcnt",
];

/// A prologue is not longer than this.
const PROLOGUE_BYTES: usize = 48;

/// `push rbp; mov rbp, rsp`
const PUSH_FRAME_POINTER: &[u8] = &[0x55, 0x48, 0x89, 0xe5];

/// The prefix and the register byte of `add r10, …`.
const ADD_R10: [u8; 2] = [0x49, 0xc2];

/// The prefix and the register byte of `sub rsp, …`.
const SUB_RSP: [u8; 2] = [0x48, 0xec];

/// Why frames could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// Wasmtime did not compile the module.
    #[error("cannot compile the module to measure its frames: {0}")]
    Compile(wasmtime::Error),
    /// What Wasmtime gave is not the ELF file it is known to give.
    #[error("cannot read the compiled module: {0}")]
    Object(#[from] object::Error),
    /// The compiled module has no symbol, or several, for a function.
    #[error("the compiled module does not tell where function {0} is")]
    Symbol(u32),
    /// The machine code does not begin as Cranelift's code is known to begin.
    #[error("function {function} begins with an unknown prologue: {}", hex(.code))]
    Prologue {
        /// The index of the function in the module.
        function: u32,
        /// The first bytes of its code.
        code: Vec<u8>,
    },
}

fn hex(code: &[u8]) -> String {
    code.iter().map(|byte| format!("{byte:02x} ")).collect()
}

/// Measures the stack that one call of each function takes in code of Wasmtime's default settings.
///
/// Gives bytes, return address included, for every function that `wasm` defines, in the order of the
/// code section; the larger where a processor's features make a difference.
///
/// # Errors
///
/// When the module does not compile, or its machine code is not of the known form.
pub fn measure(wasm: &[u8]) -> Result<Vec<u32>, FrameError> {
    let mut frames = measure_with(wasm, &[])?;
    let modern = measure_with(wasm, &OPTIONAL_FEATURES)?;
    for (frame, modern) in frames.iter_mut().zip(modern) {
        *frame = modern.max(*frame);
    }
    Ok(frames)
}

fn measure_with(wasm: &[u8], features: &[&str]) -> Result<Vec<u32>, FrameError> {
    let mut config = Config::new();
    config.target(TARGET).map_err(FrameError::Compile)?;
    for feature in features {
        // SAFETY: a wrong feature is a danger to those who run the code; this code is only read.
        unsafe { config.cranelift_flag_enable(feature) };
    }
    let engine = Engine::new(&config).map_err(FrameError::Compile)?;
    let elf = engine
        .precompile_module(wasm)
        .map_err(FrameError::Compile)?;
    read_frames(&elf)
}

/// The frames of the functions in a compiled module, by function index; imports have no code.
fn read_frames(elf: &[u8]) -> Result<Vec<u32>, FrameError> {
    let file = object::read::elf::ElfFile64::<object::Endianness>::parse(elf)?;
    let mut frames = BTreeMap::new();
    for symbol in file.symbols() {
        let Some(function) = function_index(symbol.name()?) else {
            continue;
        };
        let section = symbol.section_index().ok_or(FrameError::Symbol(function))?;
        let section = file.section_by_index(section)?;
        let code = section
            .data_range(symbol.address(), symbol.size())?
            .ok_or(FrameError::Symbol(function))?;
        let frame = frame_of(code).ok_or_else(|| FrameError::Prologue {
            function,
            code: code.iter().take(PROLOGUE_BYTES).copied().collect(),
        })?;
        if frames.insert(function, frame).is_some() {
            return Err(FrameError::Symbol(function));
        }
    }
    contiguous(frames)
}

/// Takes the keys off, after a check that none is missing.
fn contiguous(frames: BTreeMap<u32, u32>) -> Result<Vec<u32>, FrameError> {
    let first = frames.keys().next().copied().unwrap_or(0);
    for (expected, &function) in (first..).zip(frames.keys()) {
        if expected != function {
            return Err(FrameError::Symbol(expected));
        }
    }
    Ok(frames.into_values().collect())
}

/// Reads the index out of `wasm[0]::function[12]` or `wasm[0]::function[12]::name`.
fn function_index(symbol: &str) -> Option<u32> {
    let index = symbol.strip_prefix("wasm[0]::function[")?;
    index.split_once(']')?.0.parse().ok()
}

/// The frame that the prologue at the beginning of `code` sets up, or nothing if it is not one that
/// Cranelift writes.
fn frame_of(code: &[u8]) -> Option<u32> {
    let body = code.strip_prefix(PUSH_FRAME_POINTER)?;
    let Some(check) = after_limit_load(body) else {
        return (!allocates_later(body)).then_some(LINKAGE);
    };
    let check = after_compare(check).unwrap_or(check);
    let (needed, compare) = immediate(check, ADD_R10)?;
    let allocation = after_compare(compare)?;
    let frame = immediate(allocation, SUB_RSP).map_or(0, |(frame, _)| frame);
    // The check and the allocation must tell the same story.
    (needed == frame || needed == frame + LINKAGE).then_some(frame + LINKAGE)
}

/// Skips `mov r10, [rdi + …]; mov r10, [r10 + …]` with offsets of one byte.
fn after_limit_load(code: &[u8]) -> Option<&[u8]> {
    match code {
        [0x4c, 0x8b, 0x57, _, 0x4d, 0x8b, 0x52, _, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Skips `cmp r10, rsp; ja …`.
fn after_compare(code: &[u8]) -> Option<&[u8]> {
    match code {
        [0x4c, 0x3b, 0xd4, 0x0f, 0x87, _, _, _, _, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Reads an instruction of the group "arithmetic with a constant" (`81 /r id`, `83 /r ib`), and gives
/// its constant and what follows it. A negative constant is none that a prologue has.
fn immediate(code: &[u8], [prefix, register]: [u8; 2]) -> Option<(u32, &[u8])> {
    match *code {
        [p, 0x83, r, value @ 0..=0x7f, ref rest @ ..] if [p, r] == [prefix, register] => {
            Some((value.into(), rest))
        }
        [p, 0x81, r, a, b, c, d @ 0..=0x7f, ref rest @ ..] if [p, r] == [prefix, register] => {
            Some((u32::from_le_bytes([a, b, c, d]), rest))
        }
        _ => None,
    }
}

/// Whether a function without a stack check seems to move the stack pointer all the same.
fn allocates_later(body: &[u8]) -> bool {
    let start = &body[..body.len().min(PROLOGUE_BYTES)];
    (0..start.len()).any(|at| immediate(&start[at..], SUB_RSP).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT_LOAD: &[u8] = &[0x4c, 0x8b, 0x57, 0x08, 0x4d, 0x8b, 0x52, 0x18];
    const COMPARE: &[u8] = &[0x4c, 0x3b, 0xd4, 0x0f, 0x87, 0, 1, 0, 0];
    const RET: &[u8] = &[0x48, 0x89, 0xec, 0x5d, 0xc3];

    fn frame(parts: &[&[u8]]) -> Option<u32> {
        let body = parts.concat();
        frame_of(&[PUSH_FRAME_POINTER, &body, RET].concat())
    }

    #[test]
    fn a_function_without_a_check_keeps_its_linkage_only() {
        assert_eq!(frame(&[]), Some(16));
    }

    #[test]
    fn small_frames_have_constants_of_one_byte() {
        let add = [0x49, 0x83, 0xc2, 0x60];
        let sub = [0x48, 0x83, 0xec, 0x50];
        assert_eq!(frame(&[LIMIT_LOAD, &add, COMPARE, &sub]), Some(0x60));
    }

    #[test]
    fn large_frames_have_constants_of_four_bytes() {
        let add = [0x49, 0x81, 0xc2, 0x90, 0x02, 0, 0];
        let sub = [0x48, 0x81, 0xec, 0x80, 0x02, 0, 0];
        assert_eq!(frame(&[LIMIT_LOAD, &add, COMPARE, &sub]), Some(0x290));
    }

    #[test]
    fn huge_frames_are_checked_twice() {
        let add = [0x49, 0x81, 0xc2, 0x10, 0x80, 0, 0];
        let sub = [0x48, 0x81, 0xec, 0x00, 0x80, 0, 0];
        let code = [LIMIT_LOAD, COMPARE, &add, COMPARE, &sub];
        assert_eq!(frame(&code), Some(0x8010));
    }

    #[test]
    fn a_function_that_calls_but_keeps_nothing_is_checked() {
        let add = [0x49, 0x83, 0xc2, 0x10];
        assert_eq!(frame(&[LIMIT_LOAD, &add, COMPARE]), Some(16));
    }

    #[test]
    fn a_function_that_keeps_values_but_calls_nothing_needs_its_frame_only() {
        let add = [0x49, 0x83, 0xc2, 0x40];
        let sub = [0x48, 0x83, 0xec, 0x40];
        assert_eq!(frame(&[LIMIT_LOAD, &add, COMPARE, &sub]), Some(0x50));
    }

    #[test]
    fn an_unknown_prologue_is_not_guessed_at() {
        let add = [0x49, 0x83, 0xc2, 0x60];
        let sub = [0x48, 0x83, 0xec, 0x50];
        let other_sub = [0x48, 0x83, 0xec, 0x20];
        assert_eq!(frame(&[LIMIT_LOAD, &add, COMPARE, &other_sub]), None);
        assert_eq!(frame(&[LIMIT_LOAD, &add, &sub]), None);
        assert_eq!(frame(&[LIMIT_LOAD, COMPARE, &sub]), None);
        assert_eq!(frame(&[&sub]), None);
        assert_eq!(frame_of(&[0x48, 0x83, 0xec, 0x20, 0xc3]), None);
    }

    #[test]
    fn the_frames_of_a_module_are_in_the_order_of_its_code() {
        let kept: String = (0..20)
            .map(|i| format!("(i64.load offset={i} (local.get 0))"))
            .collect();
        let added = "i64.add ".repeat(20);
        let wasm = wat::parse_str(format!(
            r#"(module
                 (import "a" "b" (func $import (param i32) (result i64)))
                 (memory 1)
                 (func $leaf)
                 (func $keeps (param i32) (result i64)
                   {kept} (call $import (local.get 0)) {added})
                 (func $calls (call $leaf)))"#
        ))
        .expect("the module is well-formed");
        let frames = measure(&wasm).expect("the frames can be read");
        assert_eq!((frames[0], frames.len()), (16, 3));
        assert!(
            (20 * 8 + 16..20 * 8 + 80).contains(&frames[1]),
            "{frames:?}"
        );
        assert!((16..64).contains(&frames[2]), "{frames:?}");
    }

    #[test]
    fn an_invalid_module_is_an_error() {
        assert!(matches!(measure(b"\0asm"), Err(FrameError::Compile(_))));
    }
}
