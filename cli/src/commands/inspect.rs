//! `jsc inspect`
use super::{describe, preinit_report, read_input};
use crate::args::Inspect;
use crate::failure::Failure;
use crate::files::write_stdout;
use crate::report::human_bytes;
use jsc_compiler::{Metadata, SECTION};
use serde::Serialize;
use std::fmt::Write as _;
use std::process::ExitCode;
use wasmparser::{Encoding, Parser, Payload};

/// What is in a module.
#[derive(Debug, Serialize)]
struct Contents {
    bytes: usize,
    sections: Vec<Section>,
    imports: Vec<String>,
    exports: Vec<String>,
    /// What jsc wrote about the program; absent from modules of other tools.
    jsc: Option<Metadata>,
}

#[derive(Debug, Serialize)]
struct Section {
    name: String,
    bytes: usize,
}

pub fn run(args: &Inspect) -> Result<ExitCode, Failure> {
    let wasm = read_input(&args.module)?;
    let contents =
        read(&wasm).map_err(|e| Failure::message(format!("{}: {e}", args.module.display())))?;
    if args.preinit {
        let jsc = contents.jsc.as_ref();
        let jsc = jsc.ok_or_else(|| Failure::message("the module was not made by jsc"))?;
        write_stdout(preinit_report(&jsc.preinit).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = if args.json {
        let json = serde_json::to_string_pretty(&contents);
        json.map_err(|e| Failure::message(e.to_string()))? + "\n"
    } else {
        table(&contents)
    };
    write_stdout(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Reads sections, imports and exports; code is not looked into.
fn read(wasm: &[u8]) -> Result<Contents, String> {
    if !wasm.starts_with(b"\0asm") {
        return Err("not a WebAssembly module".into());
    }
    let mut contents = Contents {
        bytes: wasm.len(),
        sections: vec![],
        imports: vec![],
        exports: vec![],
        jsc: None,
    };
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(|e| format!("not a valid WebAssembly module: {e}"))?;
        note(&payload, &mut contents)
            .map_err(|e| format!("not a valid WebAssembly module: {e}"))?;
    }
    Ok(contents)
}

fn note(payload: &Payload<'_>, contents: &mut Contents) -> Result<(), String> {
    let text = |e: wasmparser::BinaryReaderError| e.to_string();
    match payload {
        Payload::Version {
            encoding: Encoding::Component,
            ..
        } => {
            return Err("this is a component; jsc inspects core modules".into());
        }
        Payload::ImportSection(imports) => {
            for import in imports.clone().into_imports() {
                let import = import.map_err(text)?;
                contents
                    .imports
                    .push(format!("{}.{}", import.module, import.name));
            }
        }
        Payload::ExportSection(exports) => {
            for export in exports.clone() {
                contents.exports.push(export.map_err(text)?.name.to_owned());
            }
        }
        Payload::CustomSection(custom) if custom.name() == SECTION => {
            contents.jsc = serde_json::from_slice(custom.data()).ok();
        }
        _ => {}
    }
    if let Some((name, bytes)) = section(payload) {
        contents.sections.push(Section { name, bytes });
    }
    Ok(())
}

fn section(payload: &Payload<'_>) -> Option<(String, usize)> {
    if let Payload::CustomSection(custom) = payload {
        return Some((
            format!("custom \"{}\"", custom.name()),
            custom.range().len(),
        ));
    }
    let name = match payload {
        Payload::TypeSection(_) => "type",
        Payload::ImportSection(_) => "import",
        Payload::FunctionSection(_) => "function",
        Payload::TableSection(_) => "table",
        Payload::MemorySection(_) => "memory",
        Payload::TagSection(_) => "tag",
        Payload::GlobalSection(_) => "global",
        Payload::ExportSection(_) => "export",
        Payload::StartSection { .. } => "start",
        Payload::ElementSection(_) => "element",
        Payload::DataCountSection { .. } => "data count",
        Payload::DataSection(_) => "data",
        Payload::CodeSectionStart { .. } => "code",
        _ => return None,
    };
    payload
        .as_section()
        .map(|(_, range)| (name.to_owned(), range.len()))
}

fn table(contents: &Contents) -> String {
    let mut text = String::new();
    if let Some(jsc) = &contents.jsc {
        let _ = writeln!(text, "kind      {}", describe(&jsc.kind));
        let _ = writeln!(text, "jsc       {}", jsc.version);
    }
    let _ = writeln!(
        text,
        "size      {} ({} bytes)",
        human_bytes(contents.bytes),
        contents.bytes
    );
    if let Some(Metadata { heap, .. }) = &contents.jsc {
        let _ = writeln!(
            text,
            "heap      {} bytes live, {} in data segments",
            heap.live_bytes, heap.segment_bytes
        );
        let _ = writeln!(text, "memory    {} bytes at the start", heap.memory_bytes);
    }
    let _ = writeln!(text, "\nsections");
    for section in &contents.sections {
        let _ = writeln!(text, "{:>10}  {}", section.bytes, section.name);
    }
    list(&mut text, "imports", &contents.imports);
    list(&mut text, "exports", &contents.exports);
    if let Some(jsc) = &contents.jsc {
        let _ = writeln!(text, "\nmodules");
        for module in &jsc.modules {
            let _ = writeln!(text, "{:>10}  {}", module.bytes, module.name);
        }
        list(&mut text, "runtime", &jsc.builtins);
    }
    text
}

fn list(text: &mut String, title: &str, names: &[String]) {
    if !names.is_empty() {
        let _ = writeln!(text, "\n{title}");
        names.iter().for_each(|name| {
            let _ = writeln!(text, "  {name}");
        });
    }
}
