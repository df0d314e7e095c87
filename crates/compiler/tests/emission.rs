//! What the emitted bytes contain, and what they do not.
use jsc_compiler::{Artifact, Compiler, Entry, Kind, Metadata, SECTION};
use std::path::Path;
use wasmparser::{ExternalKind, Parser, Payload, Validator, WasmFeatures};

const HELLO: &str = "// a comment that only the author reads\nconsole.log('hello world');\n";
const FUNCTION: &str = "\
export default function (order) {
  return { id: order.id, total: order.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
";
const FILES: &str =
    "import { readFileSync } from 'node:fs';\nreadFileSync('/data/in.txt', 'utf8');\n";

/// Every program here, by name.
const PROGRAMS: &[(&str, &str)] = &[
    ("empty", ""),
    ("hello", HELLO),
    ("function", FUNCTION),
    ("files", FILES),
];

/// What hello world asks of its host.
const HELLO_IMPORTS: &[&str] = &[
    "clock_time_get",
    "environ_get",
    "environ_sizes_get",
    "fd_close",
    "fd_fdstat_get",
    "fd_seek",
    "fd_write",
    "poll_oneoff",
    "proc_exit",
    "random_get",
];

/// WebAssembly 2.0 without vectors: what every current host runs.
const FEATURES: WasmFeatures = WasmFeatures::WASM2.difference(WasmFeatures::SIMD);

/// Builds `source` as `app.js` in `folder`.
fn build_in(folder: &Path, source: &str) -> Artifact {
    let entry = folder.join("app.js");
    std::fs::write(&entry, source).expect("the folder is writable");
    Compiler::default()
        .build(&Entry::File(entry))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn build(source: &str) -> Vec<u8> {
    build_in(
        tempfile::tempdir()
            .expect("a temporary folder can be made")
            .path(),
        source,
    )
    .wasm
}

fn payloads(wasm: &[u8]) -> Vec<Payload<'_>> {
    Parser::new(0)
        .parse_all(wasm)
        .map(|payload| payload.expect("the module is well formed"))
        .collect()
}

/// Names of the functions imported from WASI, sorted.
///
/// # Panics
/// When anything else is imported.
fn imports(wasm: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for payload in payloads(wasm) {
        if let Payload::ImportSection(section) = payload {
            for import in section.into_imports() {
                let import = import.expect("the section is well formed");
                assert_eq!(import.module, "wasi_snapshot_preview1");
                assert!(
                    matches!(import.ty, wasmparser::TypeRef::Func(_)),
                    "{} is no function",
                    import.name
                );
                names.push(import.name.to_owned());
            }
        }
    }
    names.sort();
    names
}

fn contains(wasm: &[u8], text: &str) -> bool {
    wasm.windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// The runtime's modules in the program of that text.
fn builtins(source: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    build_in(folder.path(), source).metadata.builtins
}

#[test]
fn a_web_interface_brings_only_what_it_is_made_of() {
    let webidl = ["jsc:structured-clone/platform", "jsc:webidl"];
    let with = |before: &[&'static str], own: &'static str| [before, &webidl, &[own]].concat();
    assert_eq!(
        builtins("new Headers();"),
        with(&["jsc:headers/syntax"], "jsc:headers")
    );
    assert_eq!(
        builtins("new URLSearchParams();"),
        with(&["jsc:percent"], "jsc:url-search-params")
    );
    assert_eq!(
        builtins("new Event('a');"),
        with(&["jsc:performance/origin"], "jsc:events/event")
    );
    assert!(builtins("new AbortController();").contains(&"jsc:events/target".to_owned()));
}

#[test]
fn an_algorithm_comes_with_its_name() {
    let carried = |source: &str, name: &str| builtins(source).iter().any(|b| b == name);
    assert!(!carried("crypto.randomUUID();", "jsc:subtle"));
    assert!(carried("const { subtle } = crypto;", "jsc:subtle"));
    let hash = "crypto.subtle.digest('SHA-256', new Uint8Array());";
    let families = ["aes", "ec", "kdf", "okp", "rsa"];
    for family in families {
        assert!(!carried(hash, &format!("jsc:subtle/{family}")), "{family}");
    }
    let signs = "crypto.subtle.importKey('raw', k, 'rsa-' + 'pss', true, []);";
    for family in families {
        let is_named = carried(signs, &format!("jsc:subtle/{family}"));
        assert_eq!(is_named, family == "rsa", "{family}");
    }
}

#[test]
fn an_alias_of_the_global_object_is_followed() {
    let url = builtins("new URL('a:b');");
    for source in [
        "const root = typeof globalThis === 'object' ? globalThis : Function('return this')(); new root.URL('a:b');",
        "(function (global) { new global.URL('a:b') })(this || globalThis);",
    ] {
        assert_eq!(builtins(source), url, "{source}");
    }
}

#[test]
fn a_global_object_out_of_sight_brings_what_the_texts_have_words_for() {
    let carried = |source: &str, name: &str| builtins(source).iter().any(|b| b == name);
    for source in [
        "[globalThis].map((root) => root.URL);",
        "[globalThis].map((root) => root['URL']);",
        "new Function(`return new URL('a:b')`);",
    ] {
        assert!(carried(source, "jsc:url"), "{source}");
        assert!(!carried(source, "jsc:streams"), "{source}");
        assert!(carried(source, "jsc:left-out"), "{source}");
    }
    let comment = "// URL\n[globalThis].map((root) => root.Array);";
    assert!(!carried(comment, "jsc:url"));
    let computed = "const root = globalThis; root[Math.random()];";
    assert!(carried(computed, "jsc:streams") && carried(computed, "jsc:url"));
}

#[test]
fn a_program_that_prints_texts_carries_no_formatter() {
    assert_eq!(builtins(HELLO), ["jsc:console/lines"]);
    let formats = |source: &str| builtins(source).contains(&"jsc:format".to_owned());
    assert!(!formats("console.log(`${process.argv.length} arguments`);"));
    for source in [
        "console.log({});",
        "console.log('a'); new Function('return console');",
        "console.log('a'); [globalThis].map((root) => root.console);",
        "import * as util from 'node:util'; console.log('a'); util.log(util);",
        "import { log } from 'node:console'; console.log('a'); log(log);",
    ] {
        assert!(formats(source), "{source}");
    }
}

#[test]
fn every_global_is_described() {
    let pages = [
        include_str!("../../../docs/web-apis.md"),
        include_str!("../../../docs/runtime.md"),
        include_str!("../../../README.md"),
    ];
    let mentions = |global: &str| {
        let quoted = [format!("`{global}`"), format!("`{global}.")];
        quoted
            .iter()
            .any(|text| pages.iter().any(|page| page.contains(text)))
    };
    let families = ["Timeout", "Interval", "Immediate"];
    let missing: Vec<_> = jsc_engine::globals()
        .iter()
        .map(|(global, _)| *global)
        .filter(|global| !families.iter().any(|end| global.ends_with(end)))
        .filter(|global| !mentions(global))
        .collect();
    assert!(missing.is_empty(), "not in docs: {missing:?}");
}

#[test]
fn what_modules_of_node_lack_is_described() {
    let page = include_str!("../../../docs/node-apis.md");
    let missing = include_str!("../../../fixtures/node/exports/stdout");
    for line in missing.lines() {
        let (module, names) = line.split_once(": ").expect("a module and its names");
        for name in names.split(' ') {
            assert!(
                page.contains(&format!("`{name}`")),
                "docs/node-apis.md does not say that {module} lacks {name}"
            );
        }
    }
    let undescribed: Vec<_> = jsc_engine::builtin_names()
        .filter_map(|name| name.strip_prefix("node:"))
        .filter(|name| !page.contains(&format!("`{name}`")))
        .collect();
    assert!(
        undescribed.is_empty(),
        "not in docs/node-apis.md: {undescribed:?}"
    );
}

#[test]
fn a_companion_comes_with_what_it_belongs_to() {
    let has = |source: &str, module: &str| builtins(source).contains(&module.to_owned());
    let streams = "jsc:process/streams";
    assert!(has("import 'node:stream'; process.argv;", streams));
    assert!(!has("process.stdout.write('x');", streams));
    assert!(has("process.stdin.on('data', () => {});", "jsc:buffer"));
    assert!(!has("process.argv;", "jsc:buffer"));
    assert!(has(
        "import fs from 'fs'; fs.createReadStream('x');",
        "jsc:fs/streams"
    ));
    assert!(!has(
        "import fs from 'fs'; fs.statSync('x');",
        "jsc:fs/streams"
    ));
    let hash = "import { createHash } from 'crypto'; createHash('md5')";
    let streams = "jsc:node-crypto/streams";
    assert!(has(&format!("{hash}.end('x');"), streams));
    assert!(has(&format!("import 'stream'; {hash};"), streams));
    assert!(!has(&format!("{hash}.update('x').digest('hex');"), streams));
}

#[test]
fn buffer_comes_where_bytes_of_files_are_asked_for() {
    let has_buffer = |source: &str| builtins(source).contains(&"jsc:buffer".to_owned());
    let import = "import { readFileSync } from 'fs';";
    assert!(!has_buffer(&format!("{import} readFileSync(0, 'utf8');")));
    assert!(has_buffer(&format!("{import} readFileSync(0);")));
    assert!(has_buffer(
        "import fs from 'fs'; fs.readdirSync('.', 'buffer');"
    ));
    assert!(!has_buffer("import fs from 'fs'; fs.readdirSync('.');"));
}

#[test]
fn exports_are_memory_and_start() {
    for (name, source) in PROGRAMS {
        let wasm = build(source);
        let mut exports = Vec::new();
        for payload in payloads(&wasm) {
            if let Payload::ExportSection(section) = payload {
                exports.extend(
                    section
                        .into_iter()
                        .map(|export| export.expect("the section is well formed")),
                );
            }
        }
        let exports: Vec<_> = exports
            .iter()
            .map(|export| (export.name, export.kind))
            .collect();
        assert_eq!(
            exports,
            [
                ("memory", ExternalKind::Memory),
                ("_start", ExternalKind::Func)
            ],
            "{name}"
        );
    }
}

#[test]
fn hello_world_asks_little_of_its_host() {
    assert_eq!(imports(&build(HELLO)), HELLO_IMPORTS);
}

#[test]
fn only_programs_with_files_ask_for_paths() {
    for (name, source) in PROGRAMS {
        let asks = imports(&build(source))
            .iter()
            .any(|import| import.starts_with("path_"));
        assert_eq!(asks, *name == "files", "{name}");
    }
}

#[test]
fn the_module_is_valid_without_newer_features() {
    for (name, source) in PROGRAMS {
        let valid = Validator::new_with_features(FEATURES).validate_all(&build(source));
        assert!(
            valid.is_ok(),
            "{name}: {}",
            valid
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        );
    }
}

#[test]
fn there_are_no_sections_but_those_that_are_needed() {
    for (name, source) in PROGRAMS {
        let wasm = build(source);
        let mut customs = Vec::new();
        for payload in payloads(&wasm) {
            match payload {
                Payload::CustomSection(section) => customs.push(section.name().to_owned()),
                Payload::StartSection { .. } => panic!("{name}: a start section"),
                Payload::MemorySection(section) => assert_eq!(section.count(), 1, "{name}"),
                _ => {}
            }
        }
        assert_eq!(customs, ["producers", SECTION], "{name}");
    }
}

#[test]
fn the_jsc_section_is_the_metadata() {
    for (name, source) in PROGRAMS {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let artifact = build_in(folder.path(), source);
        let section = payloads(&artifact.wasm)
            .into_iter()
            .find_map(|payload| match payload {
                Payload::CustomSection(section) if section.name() == SECTION => {
                    Some(section.data().to_vec())
                }
                _ => None,
            });
        let read: Metadata =
            serde_json::from_slice(&section.expect("there is one")).expect("it is JSON");
        assert_eq!(read, artifact.metadata, "{name}");
        assert_eq!(read.version, env!("CARGO_PKG_VERSION"));
        assert_eq!(
            matches!(read.kind, Kind::Function { .. }),
            *name == "function",
            "{name}"
        );
        let modules: Vec<_> = read
            .modules
            .iter()
            .map(|module| (module.name.as_str(), module.bytes))
            .collect();
        assert_eq!(modules, [("app.js", source.len())], "{name}");
    }
}

#[test]
fn the_bytes_depend_on_the_program_alone() {
    let (here, there) = (
        tempfile::tempdir(),
        tempfile::Builder::new().prefix("another-name-").tempdir(),
    );
    let (here, there) = (
        here.expect("a temporary folder can be made"),
        there.expect("and another"),
    );
    for (name, source) in PROGRAMS {
        let first = build_in(here.path(), source).wasm;
        assert!(
            first == build_in(here.path(), source).wasm,
            "{name}: a second build differs"
        );
        assert!(
            first == build_in(there.path(), source).wasm,
            "{name}: a build in another folder differs"
        );
    }
}

#[test]
fn nothing_of_the_build_stays_in_the_module() {
    let folder = tempfile::Builder::new()
        .prefix("name-of-the-build-folder-")
        .tempdir();
    let folder = folder.expect("a temporary folder can be made");
    for (name, source) in PROGRAMS {
        let wasm = build_in(folder.path(), source).wasm;
        assert!(
            contains(&wasm, "app.js"),
            "{name}: stack traces need the name"
        );
        for text in [
            "name-of-the-build-folder",
            "that only the author reads",
            env!("CARGO_MANIFEST_DIR"),
            ".cargo/registry",
            "jsc_load",
            "jsc_seal",
        ] {
            assert!(
                !contains(&wasm, text),
                "{name}: the module contains {text:?}"
            );
        }
    }
}
