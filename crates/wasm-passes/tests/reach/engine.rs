//! An engine in miniature, compiled by the test `lld`: natives are registered
//! at build time and called through function pointers at run time.
#![no_std]

use core::cell::Cell;

type Native = fn(u32) -> u32;

struct Slots([Cell<Option<Native>>; 2]);

// One thread only: wasm32-wasip1 has no others.
unsafe impl Sync for Slots {}

static SLOTS: Slots = Slots([const { Cell::new(None) }; 2]);

static SQUARES: [u32; 16] = {
    let mut squares = [0; 16];
    let mut i = 0;
    while i < 16 {
        squares[i] = (i * i) as u32;
        i += 1;
    }
    squares
};

static WORDS: [&str; 4] = ["only for lengths", "of words", "such as", "these"];

fn square(n: u32) -> u32 {
    SQUARES[n as usize % SQUARES.len()]
}

fn length(n: u32) -> u32 {
    WORDS[n as usize % WORDS.len()].len() as u32
}

#[unsafe(no_mangle)]
pub extern "C" fn use_square() {
    SLOTS.0[0].set(Some(square));
}

#[unsafe(no_mangle)]
pub extern "C" fn use_length() {
    SLOTS.0[1].set(Some(length));
}

unsafe extern "C" {
    safe fn print(value: i32);
}

#[unsafe(no_mangle)]
pub extern "C" fn run() {
    for native in &SLOTS.0 {
        let value = native.get().map(|native| native(7));
        print(value.map_or(-1, |value| value as i32));
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
