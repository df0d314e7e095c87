//! Programs that answer HTTP requests: how they are told apart, and the module that
//! has one answer.
use crate::Handler;
use jsc_abi::{Goal, Import, ImportKind, Module, Positions, Target};
use jsc_frontend::{DefaultExport, Program};

/// The specifier under which the module below imports the program's entry.
const ENTRY: &str = "jsc:entry";
/// The runtime's modules that answer a request, fire the event for it, and keep
/// standard output for the response.
const CGI: &str = "jsc:cgi";
const EVENTS: &str = "jsc:cgi/events";
const STDOUT: &str = "jsc:cgi/stdout";

const BY_EXPORTS: &str = "import 'jsc:cgi/stdout';import * as entry from 'jsc:entry';import { serve } from 'jsc:cgi';\
     await serve(entry);";
const BY_EVENT: &str = "import 'jsc:entry';import { serve } from 'jsc:cgi';\
     import { dispatch, isHandler } from 'jsc:cgi/events';\
     if (isHandler()) await serve({}, dispatch);";

/// What of the program is given a request, if it answers requests.
///
/// A default export that the text does not show to be an object or a function is a
/// handler when some module names the global `Response`, which it has to make one of.
/// What a CommonJS module exports is the default export of the same.
pub fn of(program: &Program) -> Option<Handler> {
    let entry = &program.modules[0];
    let names = |name: &str| {
        let mut modules = program.modules.iter();
        modules.any(|module| module.globals.names.contains(name))
    };
    let has = |name: &str| entry.commonjs_names.iter().any(|exported| exported == name);
    if has("fetch") || has("handler") {
        return Some(Handler::Default);
    }
    if entry.exports.default {
        let is_handler = match entry.default_export {
            DefaultExport::Callable | DefaultExport::Data => false,
            DefaultExport::Instance => true,
            DefaultExport::Unknown => entry.goal == Goal::Module && names("Response"),
        };
        return is_handler.then_some(Handler::Default);
    }
    if entry.exports.named.iter().any(|name| name == "handler") {
        return Some(Handler::Named);
    }
    let listens = names("addEventListener") && program.modules.iter().any(|m| listens(&m.source));
    listens.then_some(Handler::Event)
}

/// Whether a text has a call of `addEventListener` for the event `fetch`.
fn listens(source: &[u8]) -> bool {
    let text = String::from_utf8_lossy(source);
    text.split("addEventListener").skip(1).any(|after| {
        let argument = after.trim_start().strip_prefix('(').map(str::trim_start);
        argument.is_some_and(|argument| {
            ["'fetch'", "\"fetch\"", "`fetch`"]
                .iter()
                .any(|event| argument.starts_with(event))
        })
    })
}

/// The runtime's modules that the module below imports.
pub fn builtins(by: Handler) -> &'static [&'static str] {
    match by {
        Handler::Event => &[CGI, EVENTS],
        _ => &[STDOUT, CGI],
    }
}

/// The module that the program starts with: it imports the entry, and has it answer.
/// `index` gives the place of a runtime module in the program.
pub fn start(by: Handler, index: impl Fn(&str) -> u32) -> Module {
    let import = |specifier: &str, target| Import {
        specifier: specifier.to_owned(),
        kind: ImportKind::Import,
        target: Target::Module(target),
    };
    let mut imports = vec![import(ENTRY, 0)];
    imports.extend(builtins(by).iter().map(|name| import(name, index(name))));
    Module {
        name: "jsc:handler".to_owned(),
        source: match by {
            Handler::Event => BY_EVENT.into(),
            _ => BY_EXPORTS.into(),
        },
        goal: Goal::Module,
        builtin: true,
        exports: Vec::new(),
        imports,
        positions: Positions::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::listens;

    #[test]
    fn a_listener_of_the_event_is_seen() {
        for text in [
            "addEventListener('fetch', f)",
            "self.addEventListener (\n\"fetch\", f)",
            "addEventListener('abort', f); addEventListener(`fetch`, f)",
        ] {
            assert!(listens(text.as_bytes()), "{text}");
        }
        for text in [
            "addEventListener('fetched', f)",
            "fetch('x')",
            "on('fetch')",
        ] {
            assert!(!listens(text.as_bytes()), "{text}");
        }
    }
}
