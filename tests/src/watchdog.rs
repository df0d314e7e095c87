//! Programs that never end.
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Long past what any fixture takes on a slow, busy machine.
const LIMIT: Duration = Duration::from_secs(300);

/// The result of `run`, or an error when it did not end in five minutes or
/// panicked. Such a thread is left behind: it ends with the process.
pub fn watch<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(run()));
    match receiver.recv_timeout(LIMIT) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(format!("still running after {LIMIT:?}")),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("panicked".into()),
    }
}
