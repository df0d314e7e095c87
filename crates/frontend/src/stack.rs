//! Runs recursive work where there is stack enough for it.

use std::io;
use std::panic::resume_unwind;
use std::thread;

/// Stack that callers of this crate have left: half of what Rust gives a thread
/// by default, an eighth of what a main thread has.
const ASSUMED_LEFT: usize = 1 << 20;

/// What the work takes besides its nesting.
const BASE: usize = 64 << 10;

/// Calls `work`, which takes up to `need` bytes of stack.
///
/// Ordinary sources need little and are worked on right here. For the others a
/// thread lives for the one call: its stack is reserved, not committed, so that
/// a generous `need` costs address space only. Fails when even that is refused.
pub(crate) fn with_stack<T: Send>(need: usize, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    let need = need + BASE;
    if need <= ASSUMED_LEFT {
        return Ok(work());
    }
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .stack_size(need)
            .spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_deep_work_leaves_the_thread() {
        let here = thread::current().id();
        let worker = |need| with_stack(need, || thread::current().id()).expect("a thread");
        assert_eq!(worker(100_000), here);
        assert_ne!(worker(64 << 20), here);
    }

    #[test]
    fn a_stack_that_cannot_be_had_is_an_error() {
        assert!(with_stack(usize::MAX / 4, || ()).is_err());
    }
}
