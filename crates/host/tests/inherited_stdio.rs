//! What a program does with the streams of a real process. The test runs itself
//! as that process: with the argument `guest` it is `jsc run` in miniature.
use jsc_host::{RunOptions, Stdio};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio as Pipe};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<ExitCode> {
    if std::env::args().nth(1).as_deref() == Some("guest") {
        return run_guest();
    }
    input_and_output_are_streamed()?;
    a_closed_stdout_ends_the_program_quietly()?;
    Ok(ExitCode::SUCCESS)
}

fn run_guest() -> Result<ExitCode> {
    let wasm = wat::parse_str(include_str!("guests/cat.wat"))?;
    let options = RunOptions {
        stdio: Stdio::Inherit,
        ..RunOptions::default()
    };
    let outcome = jsc_host::run(&wasm, &options)?;
    Ok(ExitCode::from(u8::try_from(outcome.exit_code)?))
}

fn guest() -> Result<Child> {
    let child = Command::new(std::env::current_exe()?)
        .arg("guest")
        .stdin(Pipe::piped())
        .stdout(Pipe::piped())
        .stderr(Pipe::piped())
        .spawn()?;
    Ok(child)
}

/// Each line must come back before the next is sent; a host that waits for the
/// end of its input would never answer.
fn input_and_output_are_streamed() -> Result<()> {
    let mut child = guest()?;
    let mut stdin = child.stdin.take().ok_or("no stdin")?;
    let mut stdout = BufReader::new(child.stdout.take().ok_or("no stdout")?);
    for sent in ["one\n", "two\n", "three\n"] {
        stdin.write_all(sent.as_bytes())?;
        let mut received = String::new();
        stdout.read_line(&mut received)?;
        assert_eq!(received, sent);
    }
    drop(stdin);
    assert_eq!(child.wait()?.code(), Some(0));
    Ok(())
}

fn a_closed_stdout_ends_the_program_quietly() -> Result<()> {
    let mut child = guest()?;
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().ok_or("no stdin")?;
    stdin.write_all(b"nobody reads this\n")?;
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .ok_or("no stderr")?
        .read_to_string(&mut stderr)?;
    assert_eq!(stderr, "");
    assert_eq!(child.wait()?.code(), Some(0));
    Ok(())
}
