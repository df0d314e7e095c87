//! The runtimes themselves: the same world, the same report of how it ended.
use jsc_tests::runtime::{self, Process};

/// `_start` calls `$main`, with the WASI functions that the cases below need.
fn command(main: &str) -> Vec<u8> {
    let source = format!(
        r#"(module
             (import "wasi_snapshot_preview1" "fd_read"
               (func $fd_read (param i32 i32 i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "fd_write"
               (func $fd_write (param i32 i32 i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "args_get"
               (func $args_get (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "args_sizes_get"
               (func $args_sizes_get (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "environ_get"
               (func $environ_get (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "environ_sizes_get"
               (func $environ_sizes_get (param i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "fd_prestat_dir_name"
               (func $fd_prestat_dir_name (param i32 i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "path_unlink_file"
               (func $path_unlink_file (param i32 i32 i32) (result i32)))
             (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
             (memory (export "memory") 2)
             (data (i32.const 32) "file")
             (func $write (param $fd i32) (param $from i32) (param $length i32)
               (i32.store (i32.const 0) (local.get $from))
               (i32.store (i32.const 4) (local.get $length))
               (drop (call $fd_write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 8))))
             (func $deeper (call $deeper))
             (func (export "_start") {main}))"#
    );
    wat::parse_str(source).expect("the test's own wat is valid")
}

fn process() -> Process {
    Process {
        args: vec!["first".into(), "two words".into(), String::new()],
        env: vec![
            ("KEY".into(), "a=b".into()),
            ("EMPTY".into(), String::new()),
        ],
        stdin: b"some\xff\0input\n".to_vec(),
        root: None,
    }
}

#[test]
fn the_standard_streams_carry_bytes_and_the_exit_code_is_the_programs() {
    let wasm = command(
        r#"(i32.store (i32.const 0) (i32.const 1024))
           (i32.store (i32.const 4) (i32.const 4096))
           (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 16)))
           (call $write (i32.const 1) (i32.const 1024) (i32.load (i32.const 16)))
           (call $write (i32.const 2) (i32.const 32) (i32.const 4))
           (call $proc_exit (i32.const 42))"#,
    );
    for runtime in runtime::all() {
        let finished = runtime.run(&wasm, &process()).unwrap();
        assert_eq!(finished.stdout, b"some\xff\0input\n", "{}", runtime.name());
        assert_eq!(finished.stderr, b"file", "{}", runtime.name());
        assert_eq!(finished.exit, 42, "{}", runtime.name());
    }
}

#[test]
fn arguments_and_environment_are_those_of_the_process_and_no_more() {
    for (call, expected) in [
        ("args", "app.wasm\0first\0two words\0\0".as_bytes()),
        ("environ", "KEY=a=b\0EMPTY=\0".as_bytes()),
    ] {
        let wasm = command(&format!(
            r#"(drop (call ${call}_sizes_get (i32.const 16) (i32.const 20)))
               (drop (call ${call}_get (i32.const 512) (i32.const 1024)))
               (call $write (i32.const 1) (i32.const 1024) (i32.load (i32.const 20)))"#
        ));
        for runtime in runtime::all() {
            let mut stdout = runtime.run(&wasm, &process()).unwrap().stdout;
            let mut expected = expected.to_vec();
            if call == "environ" {
                // An environment has no order.
                let sort = |bytes: &[u8]| {
                    let mut entries: Vec<_> =
                        bytes.split(|b| *b == 0).map(<[u8]>::to_vec).collect();
                    entries.sort();
                    entries.concat()
                };
                (stdout, expected) = (sort(&stdout), sort(&expected));
            }
            assert_eq!(
                stdout.escape_ascii().to_string(),
                expected.escape_ascii().to_string(),
                "{}",
                runtime.name()
            );
        }
    }
}

#[test]
fn a_folder_is_the_root_and_can_be_written() {
    let wasm = command(
        r#"(drop (call $fd_prestat_dir_name (i32.const 3) (i32.const 1024) (i32.const 1)))
           (call $write (i32.const 1) (i32.const 1024) (i32.const 1))
           (call $proc_exit (call $path_unlink_file (i32.const 3) (i32.const 32) (i32.const 4)))"#,
    );
    for runtime in runtime::all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let process = Process {
            root: Some(folder.path().into()),
            ..process()
        };
        let finished = runtime.run(&wasm, &process).unwrap();
        assert_eq!(
            (finished.stdout.as_slice(), finished.exit),
            (&b"/"[..], 0),
            "{}",
            runtime.name()
        );
        assert!(!file.exists(), "{}", runtime.name());
    }
}

/// Node's fast calls into WASI use freed memory after growth, which the runner
/// script must avoid.
#[test]
fn output_survives_the_growth_of_memory() {
    let wasm = command(
        r#"(local $times i32)
           (local.set $times (i32.const 2000))
           (loop $again
             (drop (memory.grow (i32.const 1)))
             (call $write (i32.const 1) (i32.const 32) (i32.const 4))
             (local.set $times (i32.sub (local.get $times) (i32.const 1)))
             (br_if $again (local.get $times)))
           (call $proc_exit (i32.const 3))"#,
    );
    for runtime in runtime::all() {
        let finished = runtime.run(&wasm, &process()).unwrap();
        assert_eq!(finished.exit, 3, "{}", runtime.name());
        assert!(
            finished.stdout == b"file".repeat(2000),
            "{}",
            runtime.name()
        );
    }
}

/// On Node the script dies of the exception, as any user's would.
#[test]
fn a_trap_is_never_taken_for_an_ordinary_end() {
    for body in ["unreachable", "(call $deeper)"] {
        let wasm = command(body);
        for runtime in runtime::all() {
            match runtime.run(&wasm, &process()) {
                Err(_) => {}
                Ok(finished) => {
                    assert_eq!((runtime.name(), finished.exit), ("node", 1));
                    let stderr = String::from_utf8_lossy(&finished.stderr);
                    assert!(stderr.contains("Error"), "{stderr}");
                }
            }
        }
    }
}

#[test]
fn a_module_that_is_none_is_an_error() {
    for runtime in runtime::all() {
        let result = runtime.run(b"no wasm", &process());
        assert!(
            result.is_err() || result.is_ok_and(|finished| finished.exit == 1),
            "{}",
            runtime.name()
        );
    }
}
