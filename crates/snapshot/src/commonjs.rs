//! What a program with CommonJS, JSON, text or bytes modules needs of the
//! runtime besides what its texts ask for.
use jsc_abi::{EntryCall, Goal, Import, ImportKind, Module, Positions, Program, Target, exports};
use std::collections::{HashMap, HashSet};

/// The runtime module that implements `require`.
const LOADER: &str = "jsc:commonjs";

/// The native group that runs an entry which needs no loader.
const SCRIPT: &str = "script";

/// What a Program needs of the runtime for its modules' goals.
#[derive(Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: they are all ES modules.
    Nothing,
    /// To run an entry that is a CommonJS module as far as its scope goes, and
    /// has nothing to do with others.
    Script,
    /// `require`, or ES modules that stand for others.
    Loader,
}

impl Needs {
    pub fn of(program: &Program) -> Self {
        let others = |(_, m): &(usize, &Module)| m.goal != Goal::Module;
        let mut others = program.modules.iter().enumerate().filter(others);
        let requires = |m: &Module| {
            let kind = |i: &Import| i.kind == ImportKind::Require || i.target == Target::Require;
            m.imports.iter().any(kind)
        };
        match (others.next(), others.next()) {
            _ if program.modules.iter().any(requires) => Needs::Loader,
            (None, _) => Needs::Nothing,
            (Some((at, entry)), None) if at == program.entry as usize => {
                let is_script = program.call == EntryCall::None
                    && entry.goal == Goal::CommonJs
                    && !imported(program)
                    && !may_name_the_loader(&entry.source);
                if is_script {
                    Needs::Script
                } else {
                    Needs::Loader
                }
            }
            _ => Needs::Loader,
        }
    }
}

/// Whether an ES module imports the entry.
fn imported(program: &Program) -> bool {
    let entry = [
        Target::Module(program.entry),
        Target::Interop(program.entry),
    ];
    let mut imports = program.modules.iter().flat_map(|m| &m.imports);
    imports.any(|i| entry.contains(&i.target))
}

/// Whether a text could name `require` or `module`, or find them in `arguments`.
/// `\u` can spell any name, and `eval` compute one; `import` can ask for the
/// module itself. What `nextTick` queues is run by the loader when the entry ends.
fn may_name_the_loader(source: &[u8]) -> bool {
    let words: [&[u8]; 8] = [
        b"require",
        b"module",
        b"exports",
        b"arguments",
        b"eval",
        b"\\u",
        b"import",
        b"nextTick",
    ];
    words
        .iter()
        .any(|word| source.windows(word.len()).any(|text| text == *word))
}

/// The Program with the loader in it.
pub fn with_loader(program: &Program) -> Program {
    let mut program = program.clone();
    let mut index = program
        .modules
        .iter()
        .enumerate()
        .filter(|(_, m)| m.builtin)
        .map(|(at, m)| (m.name.clone(), at as u32))
        .collect();
    let loader = add(&mut program, &mut index, LOADER);
    // It may be there already, evaluated with the others.
    if !program.preludes.contains(&loader) {
        program.preludes.push(loader);
    }
    program
}

/// The index of a runtime module, which is added with what it imports when it
/// is not there yet. The runtime's own imports nest a few levels deep, so this
/// may recurse.
fn add(program: &mut Program, index: &mut HashMap<String, u32>, name: &str) -> u32 {
    if let Some(&found) = index.get(name) {
        return found;
    }
    let at = program.modules.len() as u32;
    index.insert(name.to_owned(), at);
    let Some(builtin) = jsc_engine::builtin(name) else {
        return at;
    };
    program.modules.push(Module {
        name: name.to_owned(),
        source: builtin.source.into(),
        goal: Goal::Module,
        builtin: true,
        exports: Vec::new(),
        imports: Vec::new(),
        positions: Positions::default(),
    });
    let imports = builtin.imports.iter().map(|specifier| Import {
        specifier: (*specifier).to_owned(),
        kind: ImportKind::Import,
        target: match specifier.strip_prefix(exports::NATIVE_SCHEME) {
            Some(group) => Target::Native(group.to_owned()),
            None => Target::Module(add(program, index, specifier)),
        },
    });
    let imports: Vec<Import> = imports.collect();
    program.modules[at as usize].imports = imports;
    at
}

/// Groups of natives that the Program needs, those given first.
pub fn groups(program: &Program, needs: &Needs, given: &[String]) -> Vec<String> {
    let mut groups = given.to_vec();
    if *needs == Needs::Script {
        groups.push(SCRIPT.to_owned());
    }
    let mut seen: HashSet<String> = given.iter().cloned().collect();
    for import in program.modules.iter().flat_map(|m| &m.imports) {
        if let Target::Native(group) = &import.target
            && seen.insert(group.clone())
        {
            groups.push(group.clone());
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(goal: Goal, source: &str) -> Module {
        Module {
            name: String::new(),
            source: source.into(),
            goal,
            builtin: false,
            exports: Vec::new(),
            imports: Vec::new(),
            positions: Positions::default(),
        }
    }

    fn program(modules: Vec<Module>) -> Program {
        Program {
            modules,
            ..Program::default()
        }
    }

    #[test]
    fn es_modules_need_nothing() {
        let program = program(vec![module(Goal::Module, "require")]);
        assert_eq!(Needs::of(&program), Needs::Nothing);
    }

    #[test]
    fn a_lone_script_needs_no_loader() {
        for (source, needs) in [
            ("console.log(this)", Needs::Script),
            ("require('x')", Needs::Loader),
            ("typeof module", Needs::Loader),
            ("exports.a = 1", Needs::Loader),
            ("arguments[1]('x')", Needs::Loader),
            ("eval(x)", Needs::Loader),
            ("\\u0072equire('x')", Needs::Loader),
            ("import('./app.js')", Needs::Loader),
        ] {
            let program = program(vec![module(Goal::CommonJs, source)]);
            assert_eq!(Needs::of(&program), needs, "{source}");
        }
    }

    #[test]
    fn a_second_module_of_another_goal_needs_the_loader() {
        for second in [Goal::CommonJs, Goal::Json, Goal::Text, Goal::Bytes] {
            let program = program(vec![module(Goal::CommonJs, ""), module(second, "1")]);
            assert_eq!(Needs::of(&program), Needs::Loader);
        }
    }

    #[test]
    fn a_function_needs_the_loader() {
        let mut program = program(vec![module(Goal::CommonJs, "")]);
        program.call = EntryCall::Function {
            export: "f".into(),
            input: Default::default(),
            output: Default::default(),
        };
        assert_eq!(Needs::of(&program), Needs::Loader);
    }

    #[test]
    fn an_es_module_can_import_the_entry() {
        let mut other = module(Goal::Module, "");
        other.imports.push(Import {
            specifier: "./app.js".into(),
            kind: ImportKind::Import,
            target: Target::Module(0),
        });
        let program = program(vec![module(Goal::CommonJs, ""), other]);
        assert_eq!(Needs::of(&program), Needs::Loader);
    }

    #[test]
    fn the_loader_comes_with_what_it_imports() {
        let program = with_loader(&program(vec![module(Goal::CommonJs, "")]));
        let names: Vec<&str> = program.modules.iter().map(|m| &*m.name).collect();
        assert_eq!(names, ["", "jsc:commonjs", "jsc:errors", "jsc:turns"]);
        assert_eq!(program.preludes, [1]);
        assert_eq!(groups(&program, &Needs::Loader, &[]), ["commonjs"]);
        assert_eq!(with_loader(&program), program);
    }
}
