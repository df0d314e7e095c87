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

/// Does `work` with all that is too large for a cell allocated behind the rest of the heap.
pub fn with_large_last<T>(work: impl FnOnce() -> T) -> T {
    heap().set_large_last(true);
    let result = work();
    heap().set_large_last(false);
    result
}

/// Called right before the snapshot: dead memory becomes zero, and the run's
/// frees are fast again. Returns the bytes of memory that the snapshot needs, and in
/// the high half those that are allocated.
pub fn seal() -> u64 {
    // Without memory for its lists the heap stays as it is, zeroed on free.
    let _ = heap().seal();
    let end = heap().forget_unused_pages();
    (heap().live_bytes() as u64) << 32 | end as u64
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

/// What QuickJS is told to allocate with: nothing, since it calls `cells` below.
pub static FUNCTIONS: qjs::JSMallocFunctions = qjs::JSMallocFunctions {
    js_calloc: None,
    js_malloc: None,
    js_free: None,
    js_realloc: None,
    js_malloc_usable_size: None,
};

/// QuickJS's view, see `c/cells.c`: exhaustion is a null pointer, which becomes an
/// exception that a program can catch. Its cells need no more than 8-byte alignment.
mod cells {
    use super::*;

    /// Bytes in use by QuickJS, which collects cycles when they have grown by half.
    #[unsafe(no_mangle)]
    static mut jsc_live_bytes: usize = 0;

    #[inline(always)]
    fn count(bytes: isize) {
        // SAFETY: one thread.
        unsafe { jsc_live_bytes = jsc_live_bytes.wrapping_add_signed(bytes) }
    }

    #[inline(always)]
    fn counted(ptr: *mut u8) -> *mut c_void {
        // SAFETY: null, or just allocated.
        count(unsafe { heap().usable_size(ptr) } as isize);
        ptr.cast()
    }

    #[unsafe(no_mangle)]
    extern "C" fn jsc_cell_alloc(size: usize) -> *mut c_void {
        counted(heap().alloc_packed(size))
    }

    #[unsafe(no_mangle)]
    extern "C" fn jsc_cell_alloc_zeroed(size: usize) -> *mut c_void {
        counted(heap().alloc_zeroed_packed(size))
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn jsc_cell_free(cell: *mut c_void) {
        // SAFETY: QuickJS frees what it allocated.
        unsafe {
            count(-(heap().usable_size(cell.cast()) as isize));
            heap().free(cell.cast());
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn jsc_cell_realloc(cell: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: as above.
        unsafe {
            let before = heap().usable_size(cell.cast());
            let ptr = heap().realloc_packed(cell.cast(), size);
            if !ptr.is_null() {
                count(heap().usable_size(ptr).wrapping_sub(before) as isize);
            }
            ptr.cast()
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn jsc_cell_size(cell: *const c_void) -> usize {
        // SAFETY: as above.
        unsafe { heap().usable_size(cell.cast()) }
    }
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
