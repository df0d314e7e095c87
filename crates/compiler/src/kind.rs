//! The entry kind: decided by what the entry module exports.
use crate::{CompileError, Handler, Kind, Options, handler};
use jsc_frontend::{Exports, Program};

/// What the command will do, by the exports of the program's first module.
///
/// # Errors
/// [`CompileError::Usage`] when an option does not fit the kind.
pub fn decide(program: &Program, options: &Options) -> Result<Kind, CompileError> {
    let entry = &program.modules[0];
    if let Some(name) = &options.invoke {
        if !has_export(&entry.exports, name) {
            return Err(CompileError::Usage(missing_export(
                &entry.name,
                name,
                &entry.exports,
            )));
        }
        return Ok(function(name, options));
    }
    let flag = function_flag(options);
    let handler = handler::of(program);
    let is_exported = handler != Some(Handler::Event);
    if let Some(by) = handler.filter(|_| flag.is_none() && is_exported) {
        return Ok(Kind::Handler { by });
    }
    if entry.exports.default {
        return Ok(function("default", options));
    }
    if let Some(flag) = flag {
        return Err(CompileError::Usage(format!(
            "{flag} is for functions, but {} has no default export: add `export default function (input) {{ … }}` or pick an export with --invoke",
            entry.name
        )));
    }
    if let Some(by) = handler {
        return Ok(Kind::Handler { by });
    }
    let exports_something = !entry.exports.named.is_empty() || entry.exports.star;
    Ok(if exports_something {
        Kind::Library
    } else {
        Kind::Script
    })
}

fn function(export: &str, options: &Options) -> Kind {
    Kind::Function {
        export: export.to_owned(),
        input: options.input.unwrap_or_default(),
        output: options.output.unwrap_or_default(),
    }
}

/// A star export may bring any name but `default`.
fn has_export(exports: &Exports, name: &str) -> bool {
    match name {
        "default" => exports.default,
        _ => exports.star || exports.named.iter().any(|n| n == name),
    }
}

fn missing_export(entry: &str, name: &str, exports: &Exports) -> String {
    let default = exports.default.then_some("default");
    let names: Vec<&str> = default
        .into_iter()
        .chain(exports.named.iter().map(String::as_str))
        .collect();
    let has = if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    };
    format!("--invoke {name}: {entry} exports {has}")
}

fn function_flag(options: &Options) -> Option<&'static str> {
    match (options.input, options.output) {
        (Some(_), _) => Some("--input"),
        (_, Some(_)) => Some("--output"),
        _ => None,
    }
}
