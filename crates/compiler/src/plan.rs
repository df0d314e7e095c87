//! Which of the runtime's modules a program needs, and the Program as the
//! guest takes it.
use crate::globals::{self, Globals, Reachable};
use crate::optional::Wanted;
use crate::{Kind, calling, evaluator, file_bytes, handler, regexps, text_decoder};
use jsc_abi::{EntryCall, Goal, Import, ImportKind, Module, Positions, Target};
use jsc_engine::Builtin;
use std::collections::{BTreeSet, HashMap};

/// The group that lets a program compile texts.
const EVAL: &str = "eval";

/// The group that lets a program use regular expressions.
pub const REGEXP: &str = "regexp";

/// What installs `console`, and what does for programs that only print texts and numbers.
const CONSOLE: &str = "jsc:console";
const CONSOLE_LINES: &str = "jsc:console/lines";

/// The module that brings time zones.
pub const TIME_ZONES: &str = "jsc:intl/time-zones";

/// What the names of `URL.createObjectURL` and `URL.revokeObjectURL` have in common: a
/// program without it gets a `URL` that knows no blobs.
const OBJECT_URL: &str = "ObjectURL";

/// The module that knows how much one decompression may give.
const INFLATE_LIMIT: &str = "jsc:decompression/limit";

/// The module that reads and writes files, and the one that it gives bytes by.
const FILES: &str = "jsc:fs/files";
const BUFFER: &str = "jsc:buffer";

/// What goes into the engine.
pub struct Plan {
    pub program: jsc_abi::Program,
    /// Groups of natives that the builtins import.
    pub groups: Vec<String>,
    /// The runtime's modules in the program, each after those it imports.
    pub builtins: Vec<&'static Builtin>,
}

/// The engine's modules as the front end asks for them.
pub struct EngineBuiltins;

impl jsc_frontend::Builtins for EngineBuiltins {
    fn canonical_name(&self, specifier: &str) -> Option<String> {
        let internal = specifier.starts_with("jsc:");
        jsc_engine::builtin(specifier)
            .filter(|_| !internal)
            .map(|b| b.name.to_owned())
    }

    fn names(&self) -> Vec<String> {
        jsc_engine::builtin_names().map(str::to_owned).collect()
    }
}

/// Adds to the user's modules what they need of the runtime, and the runtime modules `carried`;
/// `inflate_limit` is in bytes, and the runtime's own when not given.
pub fn plan(
    program: &jsc_frontend::Program,
    kind: &Kind,
    globals: Globals,
    carried: &[&str],
    inflate_limit: Option<u64>,
) -> Plan {
    let mut preludes: Vec<_> = carried
        .iter()
        .filter_map(|name| jsc_engine::builtin(name))
        .collect();
    let reachable = Reachable::new(program, globals);
    preludes.extend(named_preludes(program, &reachable));
    let mut closure = Closure::new(Wanted::new(program, globals));
    preludes.iter().for_each(|b| closure.add(b));
    for import in program.modules.iter().flat_map(|m| &m.imports) {
        if let jsc_frontend::Target::Builtin(name) = &import.target {
            jsc_engine::builtin(name)
                .into_iter()
                .for_each(|b| closure.add(b));
        }
    }
    if let Kind::Handler { by } = kind {
        for name in handler::builtins(*by) {
            jsc_engine::builtin(name)
                .into_iter()
                .for_each(|b| closure.add(b));
        }
    }
    if closure.seen.contains(FILES)
        && reads_bytes(program, globals)
        && let Some(buffer) = jsc_engine::builtin(BUFFER)
    {
        closure.add(buffer);
        preludes.push(buffer);
    }
    add_companions(&mut closure, &mut preludes);
    let evaluates = evaluator::may_evaluate(program, &reachable);
    let has_regexps = evaluates || regexps::may_use(program, &reachable, &closure.builtins);
    let mut left_out = reachable.left_out(&closure.builtins);
    if reachable.is_widened_by_words() && !has_regexps {
        left_out.push(regexps::GLOBAL);
    }
    if !left_out.is_empty() {
        let refusing = jsc_engine::builtin(globals::LEFT_OUT);
        refusing.into_iter().for_each(|b| closure.add(b));
    }
    let Closure {
        builtins,
        mut groups,
        ..
    } = closure;
    if evaluates {
        groups.insert(EVAL.to_owned());
    }
    if has_regexps {
        groups.insert(REGEXP.to_owned());
    }
    let first = program.modules.len();
    let index: HashMap<&str, u32> = builtins
        .iter()
        .enumerate()
        .map(|(i, b)| (b.name, (first + i) as u32))
        .collect();
    let mut modules: Vec<Module> = program
        .modules
        .iter()
        .map(|m| user_module(m, &index))
        .chain(builtins.iter().map(|b| builtin_module(b, &index)))
        .collect();
    let mut first_to_run: Vec<u32> = preludes.iter().map(|b| index[b.name]).collect();
    if !left_out.is_empty() {
        first_to_run.push(modules.len() as u32);
        modules.push(globals::refusal(&left_out, index[globals::LEFT_OUT]));
    }
    if let Some(bytes) = inflate_limit
        && let Some(place) = index.get(INFLATE_LIMIT)
    {
        first_to_run.push(modules.len() as u32);
        modules.push(calling::module(
            "jsc:decompression/limit/set",
            (INFLATE_LIMIT, *place),
            "setLimit",
            &bytes.to_string(),
        ));
    }
    let mut entry = 0;
    if let Kind::Handler { by } = kind {
        entry = modules.len() as u32;
        modules.push(handler::start(*by, |name| index[name]));
    }
    let program = jsc_abi::Program {
        preludes: first_to_run,
        entry,
        call: entry_call(kind),
        modules,
    };
    Plan {
        program,
        groups: groups.into_iter().collect(),
        builtins,
    }
}

fn reads_bytes(program: &jsc_frontend::Program, globals: Globals) -> bool {
    let may_read = |source: &[u8]| file_bytes::may_read_bytes(&String::from_utf8_lossy(source));
    globals == Globals::All || program.modules.iter().any(|m| may_read(&m.source))
}

/// Runtime modules that install globals which the program may use.
fn named_preludes(program: &jsc_frontend::Program, reachable: &Reachable) -> Vec<&'static Builtin> {
    let uses = |name: &str| reachable.contains(name);
    let mut found: Vec<&'static Builtin> = Vec::new();
    for (global, module) in jsc_engine::globals() {
        let module = match *module {
            CONSOLE if !reachable.shows_values() => CONSOLE_LINES,
            module => module,
        };
        if uses(global) && !found.iter().any(|b| b.name == module) {
            found.extend(jsc_engine::builtin(module));
        }
    }
    let some_text = |test: &dyn Fn(&str) -> bool| {
        reachable.is_all()
            || program
                .modules
                .iter()
                .any(|m| test(&String::from_utf8_lossy(&m.source)))
    };
    let legacy = some_text(&text_decoder::may_use_legacy_label);
    if (uses("TextDecoder") || uses("TextDecoderStream")) && legacy {
        found.extend(jsc_engine::builtin("jsc:encoding-legacy"));
    }
    if uses("URL") && some_text(&|text| text.contains(OBJECT_URL)) {
        found.extend(jsc_engine::builtin("jsc:object-url"));
    }
    found
}

/// Adds the modules that go with those that the program has by now, until there are no more.
fn add_companions(closure: &mut Closure, preludes: &mut Vec<&'static Builtin>) {
    loop {
        let next = jsc_engine::companions().iter().find(|companion| {
            !closure.seen.contains(companion.module)
                && companion
                    .with
                    .iter()
                    .all(|name| closure.seen.contains(name))
                && closure.wanted.has_companion(companion)
        });
        let Some(builtin) = next.and_then(|companion| jsc_engine::builtin(companion.module)) else {
            return;
        };
        closure.add(builtin);
        preludes.push(builtin);
    }
}

/// Runtime modules with everything they import, dependencies first.
struct Closure<'a> {
    builtins: Vec<&'static Builtin>,
    groups: BTreeSet<String>,
    seen: BTreeSet<&'static str>,
    wanted: Wanted<'a>,
}

impl<'a> Closure<'a> {
    fn new(wanted: Wanted<'a>) -> Self {
        Closure {
            builtins: Vec::new(),
            groups: BTreeSet::new(),
            seen: BTreeSet::new(),
            wanted,
        }
    }

    /// The runtime's own imports nest a few levels deep, so this may recurse.
    fn add(&mut self, builtin: &'static Builtin) {
        if !self.seen.insert(builtin.name) {
            return;
        }
        for specifier in builtin.imports {
            match specifier.strip_prefix(jsc_abi::exports::NATIVE_SCHEME) {
                Some(group) => {
                    self.groups.insert(group.to_owned());
                }
                None => {
                    let import = jsc_engine::builtin(specifier)
                        .filter(|import| {
                            self.seen.contains(import.name) || self.wanted.has_use_for(import)
                        })
                        .or_else(|| jsc_engine::builtin(jsc_engine::OMITTED));
                    import.into_iter().for_each(|b| self.add(b));
                }
            }
        }
        self.builtins.push(builtin);
    }
}

fn user_module(module: &jsc_frontend::Module, index: &HashMap<&str, u32>) -> Module {
    let target = |target: &jsc_frontend::Target| match target {
        jsc_frontend::Target::Module {
            index,
            interop: false,
        } => Target::Module(*index as u32),
        jsc_frontend::Target::Module {
            index,
            interop: true,
        } => Target::Interop(*index as u32),
        jsc_frontend::Target::Require => Target::Require,
        jsc_frontend::Target::Builtin(name) => Target::Module(index[name.as_str()]),
    };
    let imports = module.imports.iter().map(|i| Import {
        specifier: i.specifier.clone(),
        kind: i.kind,
        target: target(&i.target),
    });
    Module {
        name: module.name.clone(),
        source: module.source.clone(),
        goal: module.goal,
        builtin: false,
        exports: module.facade.clone(),
        imports: imports.collect(),
        positions: module.positions.clone(),
    }
}

fn builtin_module(builtin: &Builtin, index: &HashMap<&str, u32>) -> Module {
    let import = |specifier: &&str| Import {
        specifier: (*specifier).to_owned(),
        kind: ImportKind::Import,
        target: match specifier.strip_prefix(jsc_abi::exports::NATIVE_SCHEME) {
            Some(group) => Target::Native(group.to_owned()),
            None => Target::Module(match index.get(specifier) {
                Some(&module) => module,
                None => index[jsc_engine::OMITTED],
            }),
        },
    };
    Module {
        name: builtin.name.to_owned(),
        source: builtin.source.into(),
        goal: Goal::Module,
        builtin: true,
        exports: Vec::new(),
        positions: Positions::default(),
        imports: builtin.imports.iter().map(import).collect(),
    }
}

fn entry_call(kind: &Kind) -> EntryCall {
    match kind {
        Kind::Script | Kind::Library | Kind::Handler { .. } => EntryCall::None,
        Kind::Function {
            export,
            input,
            output,
        } => EntryCall::Function {
            export: export.clone(),
            input: *input,
            output: *output,
        },
    }
}
