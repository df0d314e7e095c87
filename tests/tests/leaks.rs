//! Nothing of the build gets into the run: modules that keep what they saw of the
//! world while they were evaluated saw the run's.
use jsc_compiler::{Compiler, Entry};
use jsc_tests::image::Engine;
use jsc_tests::runtime::Process;
use std::fs;

/// What the modules keep, each in a file of its own.
const KEPT: &[(&str, &str)] = &[
    ("random", "Math.random()"),
    ("more", "[Math.random(), Math.random()].join()"),
    ("uuid", "crypto.randomUUID()"),
    ("bytes", "crypto.getRandomValues(new Uint32Array(4)).join()"),
    ("now", "Date.now()"),
    ("date", "new Date().getTime()"),
    ("called", "Date()"),
    ("performance", "performance.now()"),
    ("origin", "performance.timeOrigin"),
    ("env", "process.env.NAME"),
    ("keys", "Object.keys(process.env).join()"),
    ("argv", "process.argv.join()"),
    ("hrtime", "String(process.hrtime.bigint())"),
    ("memory", "process.memoryUsage().rss"),
    (
        "files",
        "(() => { try { return fs.readdirSync('/').length } catch (e) { return e.code } })()",
    ),
];

/// Prints what was kept, and what must work on what was kept at build time.
const MAIN: &str = "
const map = new Map([['a', 1], [2, 'b'], [NaN, 3], [{}, 4]]);
const set = new Set(Array.from({ length: 1000 }, (_, i) => 'key' + i));
const key = {};
const weak = new WeakMap([[key, 'weak']]);
const ref = new WeakRef(key);
const registry = new FinalizationRegistry(() => {});
registry.register(key, 1);
const symbol = Symbol('own'), shared = Symbol.for('shared');
const object = { [symbol]: 1, [shared]: 2 };
export default () => ({
  kept,
  map: [map.get('a'), map.get(2), map.get(NaN), map.size],
  set: [set.has('key999'), set.has('key1000'), set.delete('key5'), set.size],
  weak: weak.get(key), ref: ref.deref() === key,
  symbols: [object[symbol], object[Symbol.for('shared')], Symbol('own') === symbol],
});
";

#[test]
fn what_modules_keep_is_of_the_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("the folder is writable");
    };
    let mut main = String::new();
    for (name, expression) in KEPT {
        let fs = match expression.contains("fs.") {
            true => "import fs from 'node:fs';\n",
            false => "",
        };
        write(
            &format!("{name}.mjs"),
            &format!("{fs}export const value = {expression};\n"),
        );
        main += &format!("import {{ value as {name} }} from './{name}.mjs';\n");
    }
    let names: Vec<_> = KEPT.iter().map(|(name, _)| *name).collect();
    main += &format!("const kept = {{ {} }};\n{MAIN}", names.join(", "));
    write("main.mjs", &main);
    let entry = Entry::File(folder.path().join("main.mjs"));
    let snapshot = || {
        Compiler::default()
            .snapshot(&entry)
            .expect("it is a program")
    };
    let (first, second) = (snapshot(), snapshot());
    assert!(first.image == second.image, "two builds differ");
    let engine = Engine::new().expect("the engine runs here");
    let run = |name: &str| {
        let process = Process {
            env: vec![("NAME".into(), name.into())],
            ..Process::default()
        };
        let finished = engine
            .run(&first.image, first.start, &process)
            .expect("it runs");
        assert_eq!(
            finished.exit,
            0,
            "{}",
            String::from_utf8_lossy(&finished.stderr)
        );
        let json: serde_json::Value =
            serde_json::from_slice(&finished.stdout).expect("it prints JSON");
        json
    };
    let before = std::time::SystemTime::now();
    let (one, two) = (run("one"), run("two"));
    let since = before
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a clock")
        .as_millis();
    for name in ["random", "more", "hrtime", "env"] {
        assert_ne!(one["kept"][name], two["kept"][name], "{name}");
    }
    for name in ["now", "date"] {
        let kept = one["kept"][name].as_u64().expect("a time");
        assert!(u128::from(kept) + 1 >= since, "{name} is of the build");
    }
    assert_eq!(one["kept"]["env"], "one");
    assert_eq!(one["kept"]["keys"], "NAME");
    let rest = |json: &serde_json::Value| {
        let mut json = json.clone();
        json["kept"] = serde_json::Value::Null;
        json.to_string()
    };
    assert_eq!(rest(&one), rest(&two));
    assert_eq!(
        rest(&one),
        r#"{"kept":null,"map":[1,"b",3,4],"set":[true,false,true,999],"weak":"weak","ref":true,"symbols":[1,2,false]}"#
    );
}

/// The same without what stops the evaluation: all of it is done at build time.
#[test]
fn collections_filled_at_build_time_work_in_the_run() {
    let entry = Entry::Stdin {
        name: "app.mjs".into(),
        source: format!("const kept = null;\n{MAIN}").into(),
    };
    let snapshot = Compiler::default()
        .snapshot(&entry)
        .expect("it is a program");
    assert_eq!(snapshot.preinit.evaluated, ["app.mjs"]);
    let engine = Engine::new().expect("the engine runs here");
    let finished = engine
        .run(&snapshot.image, snapshot.start, &Process::default())
        .expect("it runs");
    assert_eq!(
        String::from_utf8_lossy(&finished.stdout),
        "{\"kept\":null,\"map\":[1,\"b\",3,4],\"set\":[true,false,true,999],\"weak\":\"weak\",\
         \"ref\":true,\"symbols\":[1,2,false]}\n"
    );
}
