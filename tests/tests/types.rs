//! `types/lib.jsc.d.ts` declares the globals that programs have, with their members, and no others.
use jsc_tests::jsc;
use jsc_tests::runtime::{Process, Runtime, Wasmtime};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The interfaces and globals of the Minimum Common API: <https://min-common-api.proposal.wintertc.org/>.
const ECMA_429: &[&str] = &[
    "AbortController",
    "AbortSignal",
    "Blob",
    "ByteLengthQueuingStrategy",
    "CompressionStream",
    "CountQueuingStrategy",
    "Crypto",
    "CryptoKey",
    "CustomEvent",
    "DOMException",
    "DecompressionStream",
    "ErrorEvent",
    "Event",
    "EventTarget",
    "File",
    "FormData",
    "Headers",
    "MessageChannel",
    "MessageEvent",
    "MessagePort",
    "Performance",
    "PromiseRejectionEvent",
    "ReadableByteStreamController",
    "ReadableStream",
    "ReadableStreamBYOBReader",
    "ReadableStreamBYOBRequest",
    "ReadableStreamDefaultController",
    "ReadableStreamDefaultReader",
    "Request",
    "Response",
    "SubtleCrypto",
    "TextDecoder",
    "TextDecoderStream",
    "TextEncoder",
    "TextEncoderStream",
    "TransformStream",
    "TransformStreamDefaultController",
    "URL",
    "URLPattern",
    "URLSearchParams",
    "WebAssembly",
    "WritableStream",
    "WritableStreamDefaultController",
    "WritableStreamDefaultWriter",
    "addEventListener",
    "atob",
    "btoa",
    "clearInterval",
    "clearTimeout",
    "console",
    "crypto",
    "dispatchEvent",
    "fetch",
    "globalThis",
    "navigator",
    "onerror",
    "onrejectionhandled",
    "onunhandledrejection",
    "performance",
    "queueMicrotask",
    "removeEventListener",
    "reportError",
    "self",
    "setInterval",
    "setTimeout",
    "structuredClone",
];

/// What `@types/node` describes.
const NODE: [&str; 3] = ["Buffer", "global", "process"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A global as `conformance/types/app.js` sees it.
#[derive(Deserialize)]
struct Global {
    /// What `typeof` says, or `class`.
    kind: String,
    parent: Option<String>,
    #[serde(default)]
    statics: BTreeSet<String>,
    members: BTreeSet<String>,
}

fn globals() -> BTreeMap<String, Global> {
    let here = root().join("tests/conformance/types");
    let wasm =
        jsc::build(&here, "app.js", &["--globals=all".to_owned()]).expect("the program is built");
    let process = Process {
        stdin: fs::read(here.join("ecmascript.json")).expect("the list is there"),
        ..Process::default()
    };
    let finished = Wasmtime.run(&wasm, &process).expect("the program runs");
    let mut globals: BTreeMap<String, Global> =
        serde_json::from_slice(&finished.stdout).expect("it prints the globals");
    globals.retain(|name, _| !NODE.contains(&name.as_str()));
    globals
}

/// What the file declares.
#[derive(Default)]
struct Declarations {
    interfaces: BTreeMap<String, Interface>,
    /// From a class to its static members.
    classes: BTreeMap<String, BTreeSet<String>>,
    /// From a variable to its type.
    variables: BTreeMap<String, String>,
    functions: BTreeSet<String>,
}

impl Declarations {
    /// The members of an interface and of those that it extends.
    fn members(&self, name: &str) -> BTreeSet<String> {
        let Some(interface) = self.interfaces.get(name) else {
            return BTreeSet::new();
        };
        let inherited = interface.parent.iter().flat_map(|of| self.members(of));
        interface.members.iter().cloned().chain(inherited).collect()
    }
}

#[derive(Default)]
struct Interface {
    parent: Option<String>,
    members: BTreeSet<String>,
}

fn identifier(text: &str) -> String {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_' || *c == '$';
    text.chars().take_while(is_part).collect()
}

/// The name that a line of an interface's body declares; none for signatures and symbols.
fn member(line: &str) -> Option<String> {
    let text = line.strip_prefix("    ")?;
    let text = text.strip_prefix("readonly ").unwrap_or(text);
    let name = identifier(text);
    let after = text[name.len()..].chars().next();
    let is_name = matches!(after, Some('(' | '<' | '?' | ':'));
    let is_member = !name.is_empty() && is_name && name != "new";
    is_member.then_some(name)
}

/// Reads the file, in which each declaration begins a line and each member has four spaces before it.
fn declarations() -> Declarations {
    let text = fs::read_to_string(root().join("types/lib.jsc.d.ts")).expect("the types are there");
    let mut found = Declarations::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let body = |lines: &mut std::str::Lines| {
            let body = lines.take_while(|line| !line.starts_with('}'));
            body.filter_map(member).collect::<BTreeSet<_>>()
        };
        if let Some(rest) = line.strip_prefix("interface ") {
            let interface = found.interfaces.entry(identifier(rest)).or_default();
            interface.parent = rest
                .split_once(" extends ")
                .map(|(_, parent)| identifier(parent));
            interface.members.extend(body(&mut lines));
        } else if let Some(rest) = line.strip_prefix("declare var ") {
            let name = identifier(rest);
            if line.ends_with('{') {
                let mut statics = body(&mut lines);
                statics.remove("prototype");
                found.classes.insert(name, statics);
            } else {
                let of = rest[name.len()..]
                    .trim_start_matches(": ")
                    .trim_end_matches(';');
                found.variables.insert(name, of.to_owned());
            }
        } else if let Some(rest) = line.strip_prefix("declare function ") {
            found.functions.insert(identifier(rest));
        }
    }
    found
}

/// What is declared of a class and is not so, or is so and not declared.
fn check_class(name: &str, global: &Global, declared: &Declarations, faults: &mut Vec<String>) {
    let Some(interface) = declared.interfaces.get(name) else {
        faults.push(format!("{name} has no interface"));
        return;
    };
    if interface.parent != global.parent {
        faults.push(format!(
            "{name} extends {:?}, not {:?}",
            global.parent, interface.parent
        ));
    }
    // Members of the parent may be declared again, with narrower types.
    let parent = interface.parent.as_ref();
    let inherited = parent.and_then(|parent| declared.interfaces.get(parent));
    let own = interface.members.iter().filter(|member| {
        let is_inherited = inherited.is_some_and(|parent| parent.members.contains(*member));
        global.members.contains(*member) || !is_inherited
    });
    compare(name, &global.members, &own.cloned().collect(), faults);
    compare(
        &format!("static {name}"),
        &global.statics,
        &declared.classes[name],
        faults,
    );
}

fn compare(
    what: &str,
    there: &BTreeSet<String>,
    declared: &BTreeSet<String>,
    faults: &mut Vec<String>,
) {
    let mut report = |names: Vec<&String>, fault: &str| {
        faults.extend(names.iter().map(|name| format!("{what}.{name} {fault}")));
    };
    report(there.difference(declared).collect(), "is not declared");
    report(declared.difference(there).collect(), "does not exist");
}

fn check(name: &str, global: &Global, declared: &Declarations, faults: &mut Vec<String>) {
    let is_class = declared.classes.contains_key(name);
    match (&*global.kind, declared.variables.get(name)) {
        ("class", _) if is_class => check_class(name, global, declared, faults),
        ("function", _) if declared.functions.contains(name) => (),
        ("object", Some(of)) => {
            // Of another type is what has no members: handlers, and the global object.
            if declared.interfaces.contains_key(of) {
                compare(name, &global.members, &declared.members(of), faults);
            }
        }
        (kind, _) => faults.push(format!("{name}, of kind {kind}, is not declared as that")),
    }
}

#[test]
fn what_is_declared_is_what_exists() {
    let (globals, declared) = (globals(), declarations());
    let mut faults = Vec::new();
    for (name, global) in &globals {
        check(name, global, &declared, &mut faults);
    }
    let names = declared.classes.keys().chain(declared.variables.keys());
    for name in names.chain(&declared.functions) {
        if !globals.contains_key(name) {
            faults.push(format!("{name} does not exist"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// The first table of docs/web-apis.md: interfaces, what there is of them, and how they deviate.
fn rows(page: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = page.lines().skip_while(|line| !line.starts_with("|---"));
    let lines = lines.skip(1).take_while(|line| line.starts_with('|'));
    lines.map(|line| line.split('|').map(str::trim).collect())
}

#[test]
fn each_interface_of_the_standard_is_complete_deviates_or_is_absent() {
    let page = fs::read_to_string(root().join("docs/web-apis.md")).expect("the page is there");
    for name in ECMA_429 {
        let quoted = format!("`{name}`");
        let row = rows(&page).find(|cells| cells[1].contains(&quoted));
        let row = row.unwrap_or_else(|| panic!("docs/web-apis.md has no row of {name}"));
        let says = match row[2] {
            "complete" => true,
            "deviates" | "absent" => !row[3].is_empty(),
            _ => false,
        };
        assert!(
            says,
            "docs/web-apis.md does not say what there is of {name}"
        );
    }
}

#[test]
fn what_is_declared_is_documented() {
    let page = fs::read_to_string(root().join("docs/web-apis.md")).expect("the page is there");
    let declared = declarations();
    let names = declared.classes.keys().chain(declared.variables.keys());
    let names = names.chain(&declared.functions);
    let missing = names.filter(|name| !page.contains(&format!("`{name}`")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_types_are_right_typescript() {
    let root = root();
    let output = Command::new("node")
        .arg(root.join("fixtures/npm/node_modules/typescript/bin/tsc"))
        .args([
            "--noEmit", "--strict", "--target", "esnext", "--module", "esnext",
        ])
        .args(["--moduleResolution", "bundler", "--lib", "esnext"])
        .arg(root.join("types/lib.jsc.d.ts"))
        .arg(root.join("tests/conformance/types/usage.ts"))
        .output()
        .expect("Node runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}");
}
