//! Evaluating modules while a program is built must not be noticed: random
//! programs of several modules do the same with `--preinit none` and `auto`.
//!
//! `make fuzz CASES=10000 SEED=7` tries more.
use jsc_compiler::{Compiler, Entry, Options, PreinitMode, PreinitOptions};
use jsc_tests::image::Engine;
use jsc_tests::runtime::{Finished, Process};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Programs in `make test`.
const CASES: u64 = 150;

/// Programs that once behaved otherwise.
const FOUND: &[u64] = &[50_198];

/// Knuth's MMIX generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Statements without an observation.
fn pure(random: &mut Random, i: usize) -> String {
    match random.below(24) {
        0 => format!("trace('m{i}');"),
        1 => format!("state.m{i} = (state.m{i} ?? 0) + 1; trace('s' + state.m{i});"),
        2 => format!("Promise.resolve({i}).then((v) => trace('job' + v));"),
        3 => format!("queueMicrotask(() => trace('micro{i}'));"),
        4 => format!(
            "(async () => {{ trace('a{i}'); await 0; trace('b{i}'); await 0; trace('c{i}') }})();"
        ),
        5 => format!(
            "class C{i} {{ static x = trace('static{i}'); #p = {i}; p() {{ return this.#p }} }} trace(new C{i}().p());"
        ),
        6 => format!(
            "const map{i} = new Map([[{i}, 'a'], ['k', {{}}], [NaN, 1]]); map{i}.delete('k'); trace([...map{i}.keys()]);"
        ),
        7 => format!("const set{i} = new Set('hello'.split('')); trace([...set{i}].join(''));"),
        8 => format!(
            "function* g{i}() {{ yield 1; trace('g{i}'); yield 2 }} const it{i} = g{i}(); it{i}.next(); later.push(() => it{i}.next().value);"
        ),
        9 => format!("let n{i} = {i}; later.push(() => ++n{i});"),
        10 => format!(
            "const weak{i} = new WeakMap([[state, {i}]]); later.push(() => weak{i}.get(state));"
        ),
        11 => format!("const e{i} = new Error('e{i}'); trace(e{i}.stack.split('\\n')[1]);"),
        12 => format!(
            "const s{i} = Symbol('s'); state[s{i}] = {i}; later.push(() => state[s{i}] + String(Symbol.for('x').description));"
        ),
        13 => format!(
            "const d{i} = new Date({i}e10); trace(d{i}.toISOString()); Object.freeze(d{i});"
        ),
        14 => format!(
            "const r{i} = /a(?<n>.)/g; r{i}.exec('xabac'); later.push(() => r{i}.exec('xabac')?.groups.n + r{i}.lastIndex);"
        ),
        15 => format!(
            "const all{i} = Promise.all([{i}, Promise.resolve('p'), (async () => 'q')()]); all{i}.then((v) => trace('all' + v));"
        ),
        16 => format!(
            "async function* ag{i}() {{ yield 'x'; trace('ag{i}'); yield 'y' }} (async () => {{ for await (const v of ag{i}()) trace(v + {i}); }})();"
        ),
        17 => format!(
            "Promise.resolve({{ then(f) {{ trace('then{i}'); f({i}) }} }}).then((v) => trace('thenable' + v));"
        ),
        18 => format!(
            "(async () => {{ try {{ await null; throw new Error('x{i}') }} catch (e) {{ trace('caught' + e.message) }} finally {{ await 0; trace('fin{i}') }} }})();"
        ),
        19 => format!(
            "try {{ null.x{i} }} catch (e) {{ trace(e.name) }} later.push(() => {{ try {{ undeclared{i} }} catch (e) {{ return e.message }} }});"
        ),
        20 => format!(
            "const later{i} = Promise.withResolvers(); later{i}.promise.then((v) => trace('with' + v)); later.push(() => later{i}.resolve({i}) ?? 'resolved');"
        ),
        21 => format!(
            "const proxy{i} = new Proxy([], {{ get: (t, k, r) => (trace('get' + String(k)), Reflect.get(t, k, r)) }}); proxy{i}.push({i}); later.push(() => proxy{i}.length);"
        ),
        22 => format!(
            "const ref{i} = new WeakRef(state); later.push(() => ref{i}.deref() === state); Promise.any([Promise.reject(1), {i}]).then((v) => trace('any' + v));"
        ),
        _ => format!(
            "const buffer{i} = new Uint8Array([1, 2, {i}]).buffer; later.push(() => new DataView(buffer{i}).getUint16(1));"
        ),
    }
}

/// Statements that observe the world, wait, or fail.
fn impure(random: &mut Random, i: usize, is_module: bool) -> String {
    match random.below(if is_module { 12 } else { 10 }) {
        0 => format!("console.log('out{i}');"),
        1 => format!("trace(process.env.NAME + {i});"),
        2 => format!("trace(typeof Date.now() + {i});"),
        3 => "trace(typeof Math.random());".to_owned(),
        4 => format!("setTimeout(() => trace('timer{i}'), {i});"),
        5 => format!("trace(process.argv.length + {i});"),
        6 => format!("throw new Error('thrown{i}');"),
        7 => format!("Promise.reject(new Error('rejected{i}'));"),
        8 => "later.push(() => typeof performance.now());".to_owned(),
        9 => format!("process.exitCode = {i};"),
        10 => format!("trace(await Promise.resolve('tla{i}'));"),
        _ => format!("await new Promise((resolve) => setTimeout(resolve, {i}));"),
    }
}

/// A statement that imports another module while the program runs.
fn dynamic(random: &mut Random, i: usize, target: usize, kinds: &[&str]) -> String {
    let import = format!("import('./m{target}.{}')", kinds[target]);
    match random.below(if kinds[i] == "mjs" { 4 } else { 3 }) {
        0 => format!(
            "{import}.then((m) => trace('dyn{i}' + m.v), (e) => trace('no{i}' + e.message));"
        ),
        1 => format!("later.push(() => typeof {import}.catch(() => 0).then);"),
        2 => format!(
            "(async () => {{ try {{ trace('in{i}' + (await {import}).v) }} catch (e) {{ trace('no{i}' + e.message) }} }})();"
        ),
        // In a cycle this never settles: exit code 13.
        _ => format!("trace('tla{i}' + (await {import}).v);"),
    }
}

/// A module: what it imports, and some statements.
fn module(random: &mut Random, i: usize, kinds: &[&str]) -> String {
    let is_module = kinds[i] == "mjs";
    let mut text = String::new();
    match is_module {
        true => text.push_str("import { state, later, trace } from './shared.mjs';\n"),
        false => text.push_str("const { state, later, trace } = require('./shared.cjs');\n"),
    }
    for (target, kind) in kinds.iter().copied().enumerate().skip(1) {
        // Mostly forward, sometimes back: a cycle.
        let wanted = if target > i { 2 } else { 7 };
        if !random.one_in(wanted) {
            continue;
        }
        let name = format!("./m{target}.{kind}");
        let _ = match (is_module, random.below(4)) {
            (true, 0) => writeln!(text, "import '{name}';"),
            (true, 1) if kind == "mjs" => {
                writeln!(
                    text,
                    "import {{ v as v{target} }} from '{name}'; later.push(() => v{target});"
                )
            }
            (true, 2) => writeln!(
                text,
                "import * as n{target} from '{name}'; later.push(() => n{target}.v);"
            ),
            (true, _) => writeln!(
                text,
                "import d{target} from '{name}'; later.push(() => typeof d{target});"
            ),
            (false, _) if kind == "mjs" && i > 0 => Ok(()),
            (false, 0) => writeln!(text, "later.push(() => require('{name}').v);"),
            (false, _) => writeln!(
                text,
                "const r{target} = require('{name}'); later.push(() => r{target}.v);"
            ),
        };
    }
    if random.one_in(5) {
        let target = 1 + random.below(kinds.len() - 1);
        text.push_str(&dynamic(random, i, target, kinds));
        text.push('\n');
    }
    // Names are declared once: each statement has a number of its own.
    for k in 0..random.below(5) {
        text.push_str(&pure(random, 100 + i * 10 + k));
        text.push('\n');
    }
    if random.one_in(5) {
        text.push_str(&impure(random, i, is_module));
        text.push('\n');
        if random.one_in(2) {
            text.push_str(&pure(random, 100 + i * 10 + 9));
            text.push('\n');
        }
    }
    text.push_str(match is_module {
        true => "export let v = 1; export default function f() { return v++ }\n",
        false => "exports.v = 1; module.exports.default = () => exports.v++;\n",
    });
    text
}

/// What the modules share: `trace` notes what happens, in its order.
const SHARED: &str = "\
const state = globalThis.state ??= { log: [] };
const later = globalThis.later ??= [];
const trace = (what) => { state.log.push(String(what)) };
";

/// From a sequence of its own: programs with an ES module as their entry are what they
/// were before others were tried.
fn entry_kind(seed: u64) -> &'static str {
    match seed % 3 {
        1 => "cjs",
        _ => "mjs",
    }
}

fn write_program(folder: &Path, seed: u64) {
    let mut random = Random(seed);
    let count = 2 + random.below(6);
    let mut kinds: Vec<&str> = (0..count)
        .map(|i| match i > 0 && random.one_in(4) {
            true => "cjs",
            false => "mjs",
        })
        .collect();
    kinds[0] = entry_kind(seed);
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).expect("the folder is writable");
    };
    write(
        "shared.mjs",
        &format!("{SHARED}export {{ state, later, trace }};\n"),
    );
    write(
        "shared.cjs",
        &format!("{SHARED}module.exports = {{ state, later, trace }};\n"),
    );
    for i in 0..count {
        let mut text = module(&mut random, i, &kinds);
        if i == 0 {
            text.push_str(
                "const run = (f) => { try { return String(f()) } catch (e) { return String(e) } };\n\
                 setTimeout(() => console.log(state.log.join(), later.map(run).join()), 50);\n",
            );
        }
        write(&format!("m{i}.{}", kinds[i]), &text);
    }
}

fn outcome(engine: &Engine, entry: &Path, mode: PreinitMode) -> Result<(Finished, usize), String> {
    let compiler = Compiler::new(Options {
        preinit: PreinitOptions {
            mode,
            ..PreinitOptions::default()
        },
        ..Options::default()
    });
    let snapshot = compiler
        .snapshot(&Entry::File(entry.to_owned()))
        .map_err(|error| error.to_string())?;
    let process = Process {
        env: vec![("NAME".into(), "x".into())],
        ..Process::default()
    };
    let finished = engine
        .run(&snapshot.image, snapshot.start, &process)
        .map_err(|error| format!("{error:#}"))?;
    Ok((finished, snapshot.preinit.evaluated.len()))
}

fn number(variable: &str, default: u64) -> u64 {
    let text = std::env::var(variable).ok();
    text.and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn nobody_notices() {
    let engine = Engine::new().expect("the engine runs here");
    let first = number("SEED", 1);
    let cases = number("CASES", CASES);
    let (mut evaluated, mut refused) = (0, 0);
    for seed in FOUND.iter().copied().chain(first..first + cases) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_program(folder.path(), seed);
        let entry = folder.path().join(format!("m0.{}", entry_kind(seed)));
        let none = outcome(&engine, &entry, PreinitMode::None);
        let auto = outcome(&engine, &entry, PreinitMode::Auto);
        let same = match (&none, &auto) {
            (Ok((none, _)), Ok((auto, count))) => {
                evaluated += count;
                (none.exit, &none.stdout, &none.stderr) == (auto.exit, &auto.stdout, &auto.stderr)
            }
            (Err(none), Err(auto)) => {
                refused += 1;
                none == auto
            }
            _ => false,
        };
        if !same {
            let kept = folder.keep();
            let text = |outcome: &Result<(Finished, usize), String>| match outcome {
                Ok((finished, evaluated)) => format!(
                    "exit {}, {evaluated} evaluated\n{}{}",
                    finished.exit,
                    String::from_utf8_lossy(&finished.stdout),
                    String::from_utf8_lossy(&finished.stderr)
                ),
                Err(error) => error.clone(),
            };
            panic!(
                "seed {seed}, kept in {}\n--- none\n{}\n--- auto\n{}",
                kept.display(),
                text(&none),
                text(&auto)
            );
        }
    }
    assert!(evaluated > 0, "nothing was evaluated at build time");
    assert!(
        refused * 10 <= cases,
        "{refused} of {cases} programs do not build"
    );
}
