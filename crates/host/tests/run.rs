//! Running small commands: their world, their exit codes, their failures.
use jsc_host::{Host, HostError, Metering, Outcome, RunOptions, Stdio, run};

fn wasm(wat: &str) -> Vec<u8> {
    wat::parse_str(wat).expect("the test's own wat is valid")
}

/// A command whose `_start` is `body`.
fn command(body: &str) -> Vec<u8> {
    wasm(&format!(
        r#"(module
             (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
             (memory (export "memory") 1)
             (func $deeper (call $deeper))
             (func (export "_start") {body}))"#
    ))
}

fn error(wasm: &[u8]) -> HostError {
    run(wasm, &RunOptions::default()).expect_err("the run must fail")
}

#[test]
fn stdin_reaches_stdout() {
    let stdin = b"hello\n".repeat(50_000);
    let options = RunOptions {
        stdio: Stdio::Captured {
            stdin: stdin.clone(),
        },
        ..RunOptions::default()
    };
    let outcome = run(&wasm(include_str!("guests/cat.wat")), &options).unwrap();
    assert_eq!(
        outcome,
        Outcome {
            exit_code: 0,
            stdout: stdin,
            stderr: vec![],
            fuel_used: None
        }
    );
}

#[test]
fn exit_codes_pass_through() {
    for code in [0, 3, 125, 126, 200, 255] {
        let body = format!("(call $proc_exit (i32.const {code}))");
        let outcome = run(&command(&body), &RunOptions::default()).unwrap();
        assert_eq!(outcome.exit_code, code);
    }
}

#[test]
fn returning_from_start_is_exit_code_0() {
    assert_eq!(
        run(&command(""), &RunOptions::default()).unwrap().exit_code,
        0
    );
}

#[test]
fn traps_say_what_happened_and_end_like_an_abort() {
    for (body, reason) in [
        (
            "unreachable",
            "wasm trap: wasm `unreachable` instruction executed",
        ),
        ("(call $deeper)", "wasm trap: call stack exhausted"),
        (
            "(drop (i32.load (i32.const -1)))",
            "wasm trap: out of bounds memory access",
        ),
    ] {
        let error = error(&command(body));
        assert!(
            error.to_string().starts_with("the program trapped: "),
            "{error}"
        );
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.exit_code(), if cfg!(windows) { 3 } else { 134 });
    }
}

#[test]
fn output_before_a_trap_is_kept() {
    let guest = include_str!("guests/cat.wat").replace("(br $again)", "unreachable");
    let options = RunOptions {
        stdio: Stdio::Captured {
            stdin: b"seen".to_vec(),
        },
        ..RunOptions::default()
    };
    let Err(HostError::Trap(trap)) = run(&wasm(&guest), &options) else {
        panic!("the run must trap");
    };
    assert_eq!(trap.stdout, b"seen");
}

#[test]
fn what_is_no_command_is_refused_by_name() {
    let cases: [(Vec<u8>, &str); 6] = [
        (
            b"console.log(1)".to_vec(),
            "not a WebAssembly module: it does not begin with `\\0asm`",
        ),
        (
            vec![],
            "not a WebAssembly module: it does not begin with `\\0asm`",
        ),
        (
            wasm("(component)"),
            "this is a WebAssembly component; only core modules (WASI preview 1 commands) can be run",
        ),
        (
            b"\0asm\x01\0\0\0\xff".to_vec(),
            "not a valid WebAssembly module: ",
        ),
        (
            wasm("(module (func (export \"_start\") (param i32)))"),
            "not a WASI command: the module exports no `_start` function without parameters",
        ),
        (
            wasm("(module (import \"env\" \"f\" (func)) (func (export \"_start\")))"),
            "cannot provide what the module imports: unknown import: `env::f`",
        ),
    ];
    for (bytes, message) in cases {
        let error = error(&bytes);
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!(error.exit_code(), 1);
    }
}

#[test]
fn a_directory_that_does_not_exist_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let options = RunOptions {
        dirs: vec![(missing, "/".into())],
        ..RunOptions::default()
    };
    let error = run(&command(""), &options).unwrap_err();
    assert!(
        error.to_string().starts_with("cannot open directory `"),
        "{error}"
    );
    assert!(error.to_string().contains("missing`: "), "{error}");
}

/// Writes what an argument-shaped WASI call (`args` or `environ`) gives to stdout.
fn print_strings(call: &str) -> Vec<u8> {
    wasm(&format!(
        r#"(module
             (import "wasi_snapshot_preview1" "{call}_sizes_get"
               (func $sizes (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "{call}_get"
               (func $get (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "fd_write"
               (func $fd_write (param i32 i32 i32 i32) (result i32)))
             (memory (export "memory") 1)
             (func (export "_start")
               (drop (call $sizes (i32.const 8) (i32.const 4)))
               (drop (call $get (i32.const 512) (i32.const 1024)))
               (i32.store (i32.const 0) (i32.const 1024))
               (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))"#
    ))
}

#[test]
fn arguments_and_environment_are_given_and_nothing_else() {
    let options = RunOptions {
        args: vec!["app".into(), "two words".into()],
        env: vec![("A".into(), "1".into()), ("EMPTY".into(), String::new())],
        ..RunOptions::default()
    };
    let stdout = |call| run(&print_strings(call), &options).unwrap().stdout;
    assert_eq!(stdout("args"), b"app\0two words\0");
    assert_eq!(stdout("environ"), b"A=1\0EMPTY=\0");
}

#[test]
fn fuel_is_counted_alike_in_every_run_and_limits() {
    let host = Host::new(Metering::Fuel).unwrap();
    let compiled = host.compile(&wasm(include_str!("guests/cat.wat"))).unwrap();
    let used = |fuel| {
        let options = RunOptions {
            stdio: Stdio::Captured {
                stdin: b"abc".to_vec(),
            },
            fuel,
            ..RunOptions::default()
        };
        host.run(&compiled, &options)
            .map(|outcome| outcome.fuel_used)
    };
    let first = used(None).unwrap().expect("a metered host counts");
    assert!(first > 10, "{first}");
    assert_eq!(used(Some(u64::MAX)).unwrap(), Some(first));
    let error = used(Some(first / 2)).unwrap_err();
    assert!(error.to_string().contains("all fuel consumed"), "{error}");
}

#[test]
fn a_host_that_counts_nothing_refuses_a_limit() {
    let host = Host::new(Metering::Off).unwrap();
    let compiled = host.compile(&command("")).unwrap();
    let options = RunOptions {
        fuel: Some(1),
        ..RunOptions::default()
    };
    assert!(matches!(
        host.run(&compiled, &options),
        Err(HostError::NotMetered)
    ));
}

#[test]
fn runs_of_one_compiled_module_share_nothing() {
    let host = Host::new(Metering::Off).unwrap();
    let guest = wasm(
        r#"(module
             (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
             (memory (export "memory") 1)
             (global $runs (mut i32) (i32.const 0))
             (func (export "_start")
               (global.set $runs (i32.add (global.get $runs) (i32.const 1)))
               (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
               (call $proc_exit (i32.add (global.get $runs) (i32.load (i32.const 0))))))"#,
    );
    let compiled = host.compile(&guest).unwrap();
    for _ in 0..3 {
        assert_eq!(
            host.run(&compiled, &RunOptions::default())
                .unwrap()
                .exit_code,
            2
        );
    }
}
