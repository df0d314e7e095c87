//! Reading and writing file descriptors: complete writes, a buffered stdout.
use crate::buffer::Buffer;
use core::cell::UnsafeCell;
use wasip1::{Errno, Fd};

pub const STDIN: Fd = 0;
pub const STDOUT: Fd = 1;
pub const STDERR: Fd = 2;

/// One system call for this many bytes of output.
const BUFFER_BYTES: usize = 64 * 1024;

/// What becomes of a write to standard output.
#[derive(Clone, Copy)]
enum Mode {
    /// Before the first write of a run.
    Unknown,
    Buffered,
    /// It goes out at once: somebody watches.
    Interactive,
    /// It goes to standard error: see [`redirect`].
    Redirected,
}

struct Buffers {
    /// What goes to standard output.
    pending: Buffer<PREPARED_BYTES>,
    mode: Mode,
    /// Room for standard input, until something is read.
    input: Vec<u8>,
}

struct Cell(UnsafeCell<Buffers>);

// SAFETY: wasm32-wasip1 has one thread.
unsafe impl Sync for Cell {}

static BUFFERS: Cell = Cell(UnsafeCell::new(Buffers {
    pending: Buffer::new(),
    mode: Mode::Unknown,
    input: Vec::new(),
}));

fn buffers() -> &'static mut Buffers {
    // SAFETY: one thread; no function here calls back while it holds this.
    unsafe { &mut *BUFFERS.0.get() }
}

/// Bytes of output that a run can buffer without an allocation.
const PREPARED_BYTES: usize = 1024;

/// Reading goes on while there is room for this many bytes: more room is made only
/// for a system call that is worth it.
const LEAST_READ: usize = 4096;

/// Called right before the snapshot, for a run that certainly reads standard input: the
/// allocation for it is in the image.
pub fn prepare_input() {
    buffers().input.reserve(BUFFER_BYTES);
}

/// Writes all of `bytes`. Standard output is buffered unless it is a terminal;
/// what goes to another descriptor comes after everything written before.
///
/// # Errors
/// The host's error. A reader that went away (EPIPE on stdout) ends the
/// process quietly with exit code 0, as a closed pipe ends a Unix filter.
pub fn write(fd: Fd, bytes: &[u8]) -> Result<(), Errno> {
    if fd != STDOUT {
        flush()?;
        return write_through(fd, bytes);
    }
    let out = buffers();
    if let Mode::Unknown = out.mode {
        out.mode = if is_terminal(STDOUT) {
            Mode::Interactive
        } else {
            Mode::Buffered
        };
    }
    match out.mode {
        Mode::Redirected => return write_through(STDERR, bytes),
        Mode::Interactive => return write_through(fd, bytes),
        _ => {}
    }
    if out.pending.bytes().len() + bytes.len() > BUFFER_BYTES {
        flush()?;
        if bytes.len() >= BUFFER_BYTES {
            return write_through(fd, bytes);
        }
    }
    buffers().pending.extend(bytes);
    Ok(())
}

/// Hands buffered output to the host.
///
/// # Errors
/// As [`write`].
pub fn flush() -> Result<(), Errno> {
    flush_to(STDOUT)
}

fn flush_to(fd: Fd) -> Result<(), Errno> {
    let pending = &mut buffers().pending;
    if pending.bytes().is_empty() {
        return Ok(());
    }
    let result = write_through(fd, pending.bytes());
    pending.clear(BUFFER_BYTES);
    result
}

/// Has everything that is written to standard output go to standard error, but what
/// is passed to [`write_through`]; also what is buffered.
///
/// # Errors
/// As [`write`], of what was buffered.
pub fn redirect() -> Result<(), Errno> {
    buffers().mode = Mode::Redirected;
    flush_to(STDERR)
}

/// Writes all of `bytes` at once.
///
/// # Errors
/// As [`write`].
pub fn write_through(fd: Fd, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        let part = [wasip1::Ciovec {
            buf: bytes.as_ptr(),
            buf_len: bytes.len(),
        }];
        // SAFETY: the vector points at live bytes.
        match unsafe { wasip1::fd_write(fd, &part) } {
            // A descriptor that takes nothing never will: no endless loop.
            Ok(0) => return Err(wasip1::ERRNO_IO),
            Ok(n) => bytes = &bytes[n.min(bytes.len())..],
            Err(wasip1::ERRNO_INTR) => {}
            Err(wasip1::ERRNO_AGAIN) => wait(fd, wasip1::EVENTTYPE_FD_WRITE)?,
            Err(wasip1::ERRNO_PIPE) if fd == STDOUT => exit_without_flush(0),
            // Stock Wasmtime's word for a closed pipe, and others' for a broken disk.
            Err(wasip1::ERRNO_IO) if fd == STDOUT => exit_without_flush(1),
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// Reads what is there, at most `into.len()` bytes; 0 is the end of the file.
///
/// # Errors
/// The host's error.
pub fn read(fd: Fd, into: &mut [u8]) -> Result<usize, Errno> {
    if fd == STDIN {
        // A prompt must be seen before its answer is waited for.
        flush()?;
    }
    loop {
        let part = [wasip1::Iovec {
            buf: into.as_mut_ptr(),
            buf_len: into.len(),
        }];
        // SAFETY: the vector points at a live buffer.
        match unsafe { wasip1::fd_read(fd, &part) } {
            Ok(n) => return Ok(n.min(into.len())),
            Err(wasip1::ERRNO_INTR) => {}
            Err(wasip1::ERRNO_AGAIN) => wait(fd, wasip1::EVENTTYPE_FD_READ)?,
            Err(errno) => return Err(errno),
        }
    }
}

/// Reads to the end of the file.
///
/// # Errors
/// The host's error, or `ERRNO_NOMEM` for more than the memory holds.
pub fn read_to_end(fd: Fd) -> Result<Vec<u8>, Errno> {
    let mut bytes = core::mem::take(&mut buffers().input);
    loop {
        if bytes.capacity() - bytes.len() < LEAST_READ {
            let more = bytes.try_reserve(BUFFER_BYTES.max(bytes.len()));
            more.map_err(|_| wasip1::ERRNO_NOMEM)?;
        }
        let spare = bytes.spare_capacity_mut();
        // SAFETY: `read` only writes to the buffer, and says how much.
        let room = unsafe {
            core::slice::from_raw_parts_mut(spare.as_mut_ptr().cast::<u8>(), spare.len())
        };
        let n = read(fd, room)?;
        if n == 0 {
            return Ok(bytes);
        }
        // SAFETY: the host wrote `n` bytes there.
        unsafe { bytes.set_len(bytes.len() + n) };
    }
}

fn wait(fd: Fd, event: wasip1::Eventtype) -> Result<(), Errno> {
    let readwrite = wasip1::SubscriptionFdReadwrite {
        file_descriptor: fd,
    };
    let u = if event == wasip1::EVENTTYPE_FD_READ {
        wasip1::SubscriptionUU { fd_read: readwrite }
    } else {
        wasip1::SubscriptionUU {
            fd_write: readwrite,
        }
    };
    poll(wasip1::Subscription {
        userdata: 0,
        u: wasip1::SubscriptionU {
            tag: event.raw(),
            u,
        },
    })
}

/// Sleeps for that many nanoseconds of the monotonic clock.
pub fn sleep(nanoseconds: u64) -> Result<(), Errno> {
    let clock = wasip1::SubscriptionClock {
        id: wasip1::CLOCKID_MONOTONIC,
        timeout: nanoseconds,
        precision: 0,
        flags: 0,
    };
    poll(wasip1::Subscription {
        userdata: 0,
        u: wasip1::SubscriptionU {
            tag: wasip1::EVENTTYPE_CLOCK.raw(),
            u: wasip1::SubscriptionUU { clock },
        },
    })
}

fn poll(subscription: wasip1::Subscription) -> Result<(), Errno> {
    let mut event = core::mem::MaybeUninit::<wasip1::Event>::uninit();
    // SAFETY: one subscription in, room for one event out.
    unsafe { wasip1::poll_oneoff(&subscription, event.as_mut_ptr(), 1) }.map(|_| ())
}

/// Whether the descriptor is a terminal, by wasi-libc's rule: a character
/// device that can neither seek nor tell.
pub fn is_terminal(fd: Fd) -> bool {
    const SEEKS: wasip1::Rights = wasip1::RIGHTS_FD_SEEK | wasip1::RIGHTS_FD_TELL;
    // SAFETY: no pointer passes.
    match unsafe { wasip1::fd_fdstat_get(fd) } {
        Ok(stat) => {
            stat.fs_filetype == wasip1::FILETYPE_CHARACTER_DEVICE
                && stat.fs_rights_base & SEEKS == 0
        }
        Err(_) => false,
    }
}

/// Flushes stdout and ends the process. Output that could not be written is
/// said on stderr and never looks like success.
pub fn exit(code: u32) -> ! {
    let Err(errno) = flush() else {
        exit_without_flush(code);
    };
    for text in ["cannot write stdout: ", errno.message(), "\n"] {
        let _ = write_through(STDERR, text.as_bytes());
    }
    exit_without_flush(code.max(1))
}

fn exit_without_flush(code: u32) -> ! {
    // SAFETY: proc_exit does not return.
    unsafe { wasip1::proc_exit(code) };
    unreachable!("proc_exit returned")
}
