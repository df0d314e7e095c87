//! Whether a program may use regular expressions. One that does not carries neither what compiles and runs them nor
//! the tables of Unicode's classes, together a seventh of the module.
use crate::globals::Reachable;
use jsc_engine::Builtin;
use jsc_frontend::{GlobalUse, Program};

/// The global that makes them.
pub const GLOBAL: &str = "RegExp";

/// Methods of strings that make one of what they are given.
const METHODS: [&str; 3] = ["match", "matchAll", "search"];

/// How the runtime's own modules call these. They name things that are no such method, as the `search` of a URL.
const CALLS: [&str; 3] = [".match(", ".matchAll(", ".search("];

/// Whether the program, with the runtime modules `builtins`, contains a regular expression or names something that
/// makes one. What gets there by other ways gets a ReferenceError that says what to do.
pub fn may_use(program: &Program, globals: &Reachable, builtins: &[&Builtin]) -> bool {
    globals.contains(GLOBAL)
        || program.modules.iter().any(|m| has_some(&m.globals))
        || builtins.iter().any(|b| is_made_with_some(b))
}

fn has_some(module: &GlobalUse) -> bool {
    module.has_regexp || METHODS.iter().any(|name| module.words.contains(*name))
}

fn is_made_with_some(builtin: &Builtin) -> bool {
    let calls_some = CALLS.iter().any(|call| builtin.source.contains(call));
    calls_some
        || GlobalUse::of_plain_module(builtin.source)
            .is_none_or(|globals| globals.names.contains(GLOBAL) || globals.has_regexp)
}

#[cfg(test)]
mod tests {
    use super::is_made_with_some;
    use crate::Kind;
    use crate::globals::Globals;
    use crate::plan::{self, Plan};
    use jsc_frontend::{Entry, Options, Settings};

    fn plan_of(source: &str, globals: Globals) -> Plan {
        let entry = Entry::Stdin {
            name: "app.js".to_owned(),
            source: source.into(),
        };
        let options = Options {
            builtins: &plan::EngineBuiltins,
            cwd: std::env::temp_dir(),
            settings: Settings::default(),
        };
        let program = jsc_frontend::load(&entry, &options).expect("the program loads");
        plan::plan(&program, &Kind::Script, globals, &[], None)
    }

    /// Whether the program of that text carries regular expressions.
    fn carries(source: &str, globals: Globals) -> bool {
        let groups = plan_of(source, globals).groups;
        groups.iter().any(|group| group == plan::REGEXP)
    }

    #[test]
    fn programs_that_may_use_one_carry_them() {
        for source in [
            "/a/.test(b)",
            "new RegExp(a)",
            "a instanceof globalThis.RegExp",
            "a.match(b)",
            "a['matchAll'](b)",
            "const { search } = a",
            "a[`search`](b)",
            "eval(a)",
            "new Function(a)",
            "a.constructor",
            "[globalThis].map((root) => root.RegExp)",
            "globalThis[a]",
            "console.log({})",
            "structuredClone(a)",
        ] {
            assert!(carries(source, Globals::Auto), "{source}");
        }
        assert!(carries("1", Globals::All));
    }

    #[test]
    fn others_do_not() {
        for source in [
            "",
            "console.log('a')",
            "a / b / c",
            "// RegExp, /a/.match",
            "a.split('b').join('c').replaceAll('d', 'e')",
            "class A { match() {} }",
            "const RegExp = 1; RegExp",
            "[globalThis].map((root) => root.Array)",
            "module.exports = (a) => a.toUpperCase()",
            "export default (a) => a.b",
            "new EventTarget()",
            "new Headers(a)",
            "new URL(a)",
            "new ReadableStream(a)",
        ] {
            assert!(!carries(source, Globals::Auto), "{source}");
        }
    }

    #[test]
    fn asking_for_the_global_by_other_ways_is_refused() {
        let refuses = |source: &str| {
            let modules = plan_of(source, Globals::Auto).program.modules;
            let refusal = modules.iter().find(|m| m.name == "jsc:left-out/names");
            let names = refusal.map(|m| String::from_utf8_lossy(&m.source).into_owned());
            names.is_some_and(|names| names.contains("\"RegExp\""))
        };
        assert!(refuses("[globalThis].map((root) => root.Array)"));
        assert!(!refuses("[globalThis].map((root) => root.RegExp)"));
        assert!(!refuses("[globalThis].map((root) => /a/)"));
        assert!(!refuses("1"));
    }

    /// It joins programs after they are planned.
    #[test]
    fn the_loader_of_commonjs_modules_is_made_without() {
        let mut pending = vec!["jsc:commonjs"];
        while let Some(name) = pending.pop() {
            let builtin = jsc_engine::builtin(name).expect(name);
            assert!(!is_made_with_some(builtin), "{name}");
            let modules = builtin.imports.iter().filter(|i| !i.starts_with("native:"));
            pending.extend(modules);
        }
    }
}
