//! The program's standard streams.
use crate::Stdio;
use bytes::Bytes;
use std::io::Write;
use thiserror::Error;
use tokio::io::AsyncWrite;
use wasmtime_wasi::WasiCtxBuilder;
use wasmtime_wasi::cli::{self, IsTerminal, StdoutStream};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamError, StreamResult};

/// Output that is held in memory, or nothing when the streams are inherited.
pub(crate) struct Capture(Option<(MemoryOutputPipe, MemoryOutputPipe)>);

impl Capture {
    /// Gives the program that `wasi` describes the streams of `stdio`.
    pub(crate) fn install(stdio: &Stdio, wasi: &mut WasiCtxBuilder) -> Self {
        match stdio {
            Stdio::Inherit => {
                wasi.inherit_stdin()
                    .stdout(InheritedStdout)
                    .inherit_stderr();
                Capture(None)
            }
            Stdio::Captured { stdin } => {
                let stdout = MemoryOutputPipe::new(usize::MAX);
                let stderr = MemoryOutputPipe::new(usize::MAX);
                wasi.stdin(MemoryInputPipe::new(stdin.clone()))
                    .stdout(stdout.clone())
                    .stderr(stderr.clone());
                Capture(Some((stdout, stderr)))
            }
        }
    }

    /// What was written to stdout and to stderr.
    pub(crate) fn take(self) -> (Vec<u8>, Vec<u8>) {
        match self.0 {
            Some((stdout, stderr)) => (stdout.contents().into(), stderr.contents().into()),
            None => (Vec::new(), Vec::new()),
        }
    }
}

/// The error that ends a program whose stdout nobody reads any more.
#[derive(Debug, Error)]
#[error("stdout was closed by its reader")]
pub(crate) struct ClosedStdout;

/// This process's stdout, whose closing ends the program.
///
/// Wasmtime's own stream reports a closed pipe to the guest as a general I/O
/// error, which a program cannot tell from a full disk and so would report.
/// Ending it here is what SIGPIPE does to a native program.
struct InheritedStdout;

impl IsTerminal for InheritedStdout {
    fn is_terminal(&self) -> bool {
        std::io::IsTerminal::is_terminal(&std::io::stdout())
    }
}

impl StdoutStream for InheritedStdout {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        cli::stdout().async_stream()
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(InheritedStdout)
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for InheritedStdout {
    async fn ready(&mut self) {}
}

impl OutputStream for InheritedStdout {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        std::io::stdout().write_all(&bytes).map_err(stream_error)
    }

    fn flush(&mut self) -> StreamResult<()> {
        std::io::stdout().flush().map_err(stream_error)
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(WRITE_PERMIT)
    }
}

/// Most bytes taken at once, the size of a pipe on Linux.
const WRITE_PERMIT: usize = 64 * 1024;

fn stream_error(error: std::io::Error) -> StreamError {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        StreamError::Trap(ClosedStdout.into())
    } else {
        StreamError::LastOperationFailed(error.into())
    }
}
