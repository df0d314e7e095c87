//! The one heap that QuickJS, Rust and C share.
use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use jsc_alloc::{Heap, WasmMemory};
use rquickjs::qjs;

struct Shared(UnsafeCell<Heap<WasmMemory>>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Shared {}

static HEAP: Shared = Shared(UnsafeCell::new(Heap::new(WasmMemory)));

#[inline(always)]
fn heap() -> &'static mut Heap<WasmMemory> {
    // SAFETY: one thread, and the heap calls nobody back.
    unsafe { &mut *HEAP.0.get() }
}

/// Called before anything of a program is compiled: what is freed from here on
/// leaves no bytes in the snapshot.
pub fn keep_freed_bytes_zero() {
    heap().set_zero_on_free(true);
}

/// Called right before the snapshot: dead memory becomes zero, and the run's
/// frees are fast again.
pub fn seal() {
    // Without memory for its lists the heap stays as it is, zeroed on free.
    let _ = heap().seal();
}

/// Resizes, or frees at size 0, an allocation of any of the heap's users.
///
/// # Safety
/// `ptr` must be a live allocation.
pub unsafe fn resize(ptr: *mut u8, size: usize) -> *mut u8 {
    // SAFETY: as this function requires.
    unsafe {
        if size == 0 {
            heap().free(ptr);
            return core::ptr::null_mut();
        }
        heap().realloc(ptr, size)
    }
}

/// QuickJS's view: exhaustion is a null pointer, which becomes an exception
/// that a program can catch. Its cells need no more than 8-byte alignment.
pub static FUNCTIONS: qjs::JSMallocFunctions = qjs::JSMallocFunctions {
    js_calloc: Some(js_calloc),
    js_malloc: Some(js_malloc),
    js_free: Some(js_free),
    js_realloc: Some(js_realloc),
    js_malloc_usable_size: Some(js_usable_size),
};

unsafe extern "C" fn js_calloc(
    _: *mut c_void,
    count: qjs::size_t,
    size: qjs::size_t,
) -> *mut c_void {
    match count.checked_mul(size) {
        Some(bytes) => heap().alloc_zeroed(bytes as usize).cast(),
        None => core::ptr::null_mut(),
    }
}

unsafe extern "C" fn js_malloc(_: *mut c_void, size: qjs::size_t) -> *mut c_void {
    heap().alloc_packed(size as usize).cast()
}

unsafe extern "C" fn js_free(_: *mut c_void, ptr: *mut c_void) {
    // SAFETY: QuickJS frees what it allocated; null is allowed.
    unsafe { heap().free(ptr.cast()) }
}

unsafe extern "C" fn js_realloc(
    _: *mut c_void,
    ptr: *mut c_void,
    size: qjs::size_t,
) -> *mut c_void {
    // SAFETY: as for `js_free`.
    unsafe { heap().realloc_packed(ptr.cast(), size as usize).cast() }
}

unsafe extern "C" fn js_usable_size(ptr: *const c_void) -> qjs::size_t {
    // SAFETY: as for `js_free`.
    unsafe { heap().usable_size(ptr.cast()) as qjs::size_t }
}

/// Rust's view. Running out ends the process with a message: what the standard
/// library does with a null pointer is a trap.
struct RustAllocator;

#[global_allocator]
static ALLOCATOR: RustAllocator = RustAllocator;

// SAFETY: the heap gives blocks of the asked size and alignment.
unsafe impl GlobalAlloc for RustAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        or_end(heap().alloc_aligned(layout.size(), layout.align()))
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.align() > 16 {
            // SAFETY: a fresh block of that size.
            return unsafe {
                let ptr = self.alloc(layout);
                ptr.write_bytes(0, layout.size());
                ptr
            };
        }
        or_end(heap().alloc_zeroed(layout.size()))
    }

    unsafe fn dealloc(&self, ptr: *mut u8, _: Layout) {
        // SAFETY: allocated above.
        unsafe { heap().free(ptr) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: allocated above.
        or_end(unsafe { heap().realloc_aligned(ptr, size, layout.align()) })
    }
}

#[inline(always)]
fn or_end(ptr: *mut u8) -> *mut u8 {
    if ptr.is_null() {
        exhausted();
    }
    ptr
}

#[cold]
fn exhausted() -> ! {
    crate::failure::fatal("Uncaught InternalError: out of memory")
}

/// C's view, for the little of libc that allocates; defining these keeps libc's
/// own allocator out of the module.
mod c {
    use super::*;

    #[unsafe(no_mangle)]
    unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
        heap().alloc(size).cast()
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn calloc(count: usize, size: usize) -> *mut c_void {
        match count.checked_mul(size) {
            Some(bytes) => heap().alloc_zeroed(bytes).cast(),
            None => core::ptr::null_mut(),
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn realloc(ptr: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: C's contract.
        unsafe { heap().realloc(ptr.cast(), size).cast() }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn free(ptr: *mut c_void) {
        // SAFETY: C's contract.
        unsafe { heap().free(ptr.cast()) }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn malloc_usable_size(ptr: *const c_void) -> usize {
        // SAFETY: C's contract.
        unsafe { heap().usable_size(ptr.cast()) }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn aligned_alloc(align: usize, size: usize) -> *mut c_void {
        heap().alloc_aligned(size, align).cast()
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn posix_memalign(out: *mut *mut c_void, align: usize, size: usize) -> c_int {
        const ENOMEM: c_int = 48;
        let ptr = heap().alloc_aligned(size, align);
        if ptr.is_null() {
            return ENOMEM;
        }
        // SAFETY: C's contract.
        unsafe { out.write(ptr.cast()) };
        0
    }
}
