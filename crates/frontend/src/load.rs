//! The walk over the import graph, from the entry breadth first.

use crate::files::{self, Unreadable, display};
use crate::link::{self, Linked};
use crate::names;
use crate::options::{Entry, Options};
use crate::package::{ModuleType, Packages};
use crate::parse::{Format, Parsed, Request, SyntaxError, parse};
use crate::problem::{FrontendError, Problem, SourceFile};
use crate::program::{Import, Module, Program, Target};
use crate::resolve::{
    Failure, Resolved, Resolver, canonical_file, foreign_language, similar_neighbour,
};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the entry and all that it imports.
///
/// Every file is parsed, so that syntax errors and imports that do not resolve,
/// in whatever module, are errors here and not at run time. A dynamic import is
/// followed when its specifier is a literal.
///
/// # Errors
///
/// All that is wrong with the program as far as it can be read, in the order of
/// the modules.
pub fn load(entry: &Entry, options: &Options) -> Result<Program, FrontendError> {
    let cwd = options
        .cwd
        .canonicalize()
        .unwrap_or_else(|_| options.cwd.clone());
    let mut loader = Loader {
        cwd: &cwd,
        resolver: Resolver::new(options.builtins, &cwd),
        packages: Packages::default(),
        found: Vec::new(),
        by_path: HashMap::new(),
        units: Vec::new(),
        error: FrontendError::default(),
        warnings: Vec::new(),
    };
    loader.start(entry)?;
    while loader.units.len() < loader.found.len() {
        loader.read_next();
    }
    loader.finish()
}

/// A module that is known of.
struct Found {
    /// Canonical.
    path: PathBuf,
    /// How messages name it.
    shown: String,
    source: Source,
    /// The module that imports it first, and where.
    importer: Option<(usize, Range<usize>)>,
}

enum Source {
    File,
    /// The text until it is read, then nothing.
    Stdin(String),
}

/// A module that was read.
struct Unit {
    file: Arc<SourceFile>,
    parsed: Parsed,
    /// One for each request; none for what is left for run time.
    targets: Vec<Option<Target>>,
}

struct Loader<'a> {
    cwd: &'a Path,
    resolver: Resolver<'a>,
    packages: Packages,
    found: Vec<Found>,
    by_path: HashMap<PathBuf, usize>,
    /// Parallel to `found` as far as they go; none for what could not be read.
    units: Vec<Option<Unit>>,
    error: FrontendError,
    warnings: Vec<Problem>,
}

impl Loader<'_> {
    fn start(&mut self, entry: &Entry) -> Result<(), Problem> {
        let found = match entry {
            Entry::File(path) => Found {
                path: entry_path(path, self.cwd)?,
                shown: path.display().to_string(),
                source: Source::File,
                importer: None,
            },
            Entry::Stdin { name, source } => Found {
                path: self.cwd.join(name),
                shown: name.clone(),
                source: Source::Stdin(
                    files::decode(source.clone()).map_err(|error| unreadable(name, &error))?,
                ),
                importer: None,
            },
        };
        if let Source::File = found.source {
            self.by_path.insert(found.path.clone(), 0);
        }
        self.found.push(found);
        Ok(())
    }

    /// Reads the first module that is found but not read, and finds what it imports.
    fn read_next(&mut self) {
        let index = self.units.len();
        let unit = self.read(index).unwrap_or_else(|problem| {
            self.error.push(problem);
            None
        });
        let unit = unit.map(|mut unit| {
            let folder = self.found[index]
                .path
                .parent()
                .unwrap_or(self.cwd)
                .to_path_buf();
            let requests = unit.parsed.requests.iter();
            unit.targets = requests
                .map(|r| self.resolve(index, &unit.file, r, &folder))
                .collect();
            unit
        });
        self.units.push(unit);
    }

    /// The text and the facts of a module; none when its syntax errors were reported.
    fn read(&mut self, index: usize) -> Result<Option<Unit>, Problem> {
        let found = &mut self.found[index];
        let text = match &mut found.source {
            Source::Stdin(text) => Ok(std::mem::take(text)),
            Source::File => files::read(&found.path),
        };
        let found = &self.found[index];
        let text = text.map_err(|error| self.imported(found, unreadable(&found.shown, &error)))?;
        let format = self.format(index);
        let shown = &self.found[index].shown;
        let parsed = parse(&text, format);
        let file = Arc::new(SourceFile::new(shown.clone(), text));
        match parsed {
            Ok(parsed) => {
                if let Some(span) = &parsed.require {
                    self.warnings.push(require_warning(&file, span.clone()));
                }
                Ok(Some(Unit {
                    file,
                    parsed,
                    targets: Vec::new(),
                }))
            }
            Err(errors) => {
                for error in errors {
                    self.error.push(syntax_problem(error, format, &file));
                }
                Ok(None)
            }
        }
    }

    /// Adds who imports the module to a problem with reading it.
    fn imported(&self, found: &Found, problem: Problem) -> Problem {
        match &found.importer {
            Some((importer, span)) => match &self.units[*importer] {
                Some(unit) => {
                    problem.at(&unit.file, [(span.clone(), Some("imported here".into()))])
                }
                None => problem,
            },
            None => problem,
        }
    }

    /// Node's rule: <https://nodejs.org/api/packages.html#determining-module-system>
    fn format(&mut self, index: usize) -> Format {
        let Found { path, source, .. } = &self.found[index];
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("mjs") => return Format::Module,
            Some("cjs") => return Format::Script,
            _ if matches!(source, Source::Stdin(_)) => return Format::Detect,
            _ => {}
        }
        let folder = path.parent().unwrap_or(self.cwd);
        let mut problems = Vec::new();
        let package = self.packages.of_folder(folder, self.cwd, &mut problems);
        problems
            .into_iter()
            .for_each(|problem| self.error.push(problem));
        match package.and_then(|package| package.module_type) {
            Some(ModuleType::Module) => Format::Module,
            Some(ModuleType::CommonJs) => Format::Script,
            None => Format::Detect,
        }
    }

    fn resolve(
        &mut self,
        importer: usize,
        file: &Arc<SourceFile>,
        request: &Request,
        folder: &Path,
    ) -> Option<Target> {
        if let Some(span) = &request.attributes {
            let problem = Problem::error("import attributes are not supported by this version");
            self.error.push(problem.at(file, [(span.clone(), None)]));
            return None;
        }
        match self.resolver.resolve(&request.specifier, folder) {
            Ok(Resolved::Builtin(name)) => Some(Target::Builtin(name)),
            Ok(Resolved::File(path)) => Some(Target::Module(
                self.find(path, (importer, request.span.clone())),
            )),
            Err(unresolved) => {
                let label = [(request.span.clone(), Some("imported here".into()))];
                if request.optional {
                    let problem = Problem::warning(unresolved.message);
                    self.warnings
                        .push(problem.with_help(unresolved.help).at(file, label));
                } else {
                    let problem = Problem::error(unresolved.message);
                    self.error
                        .push(problem.with_help(unresolved.help).at(file, label));
                }
                None
            }
        }
    }

    /// The index of the module at a canonical path.
    fn find(&mut self, path: PathBuf, importer: (usize, Range<usize>)) -> usize {
        if let Some(&index) = self.by_path.get(&path) {
            return index;
        }
        let index = self.found.len();
        self.by_path.insert(path.clone(), index);
        let shown = display(&path, self.cwd);
        self.found.push(Found {
            path,
            shown,
            source: Source::File,
            importer: Some(importer),
        });
        index
    }

    fn finish(mut self) -> Result<Program, FrontendError> {
        let read = std::mem::take(&mut self.units);
        let Some(units) = read.into_iter().collect::<Option<Vec<_>>>() else {
            return Err(self.error);
        };
        self.link(&units);
        if !self.error.is_empty() {
            return Err(self.error);
        }
        let root = self.root();
        let modules = self.found.into_iter().zip(units).map(|(found, unit)| {
            let name = match found.source {
                Source::Stdin(_) => found.shown,
                Source::File => names::relative(&root, &found.path),
            };
            module(name, found.path, unit)
        });
        Ok(Program {
            modules: modules.collect(),
            warnings: self.warnings,
        })
    }

    fn link(&mut self, units: &[Unit]) {
        let linked: Vec<_> = units
            .iter()
            .map(|unit| Linked {
                parsed: &unit.parsed,
                targets: &unit.targets,
            })
            .collect();
        for missing in link::missing(&linked) {
            let unit = &units[missing.module];
            let link = &unit.parsed.links[missing.link];
            let from = &unit.parsed.requests[link.request].specifier;
            let problem = Problem::error(format!("`{from}` has no export named `{}`", link.name));
            let label = [(link.span.clone(), None)];
            self.error
                .push(problem.with_help(missing.help).at(&unit.file, label));
        }
    }

    /// The folder that module names start from.
    fn root(&mut self) -> PathBuf {
        let folder = self.found[0].path.parent().unwrap_or(self.cwd);
        if let Some(package) = self.packages.of_folder(folder, self.cwd, &mut Vec::new()) {
            return package.root.clone();
        }
        let files = self
            .found
            .iter()
            .filter(|found| matches!(found.source, Source::File));
        let common = names::common_folder(files.map(|found| found.path.as_path()));
        common.unwrap_or_else(|| self.cwd.to_path_buf())
    }
}

/// The canonical path of the entry.
fn entry_path(given: &Path, cwd: &Path) -> Result<PathBuf, Problem> {
    let path = cwd.join(given);
    let shown = given.display();
    match canonical_file(&path) {
        Ok(canonical) => match foreign_language(&canonical) {
            None => Ok(canonical),
            Some(language) => Err(Problem::error(format!(
                "cannot read `{shown}`: this version does not read {language}"
            ))),
        },
        Err(failure) => {
            let similar = match failure {
                Failure::Io(_) => similar_neighbour(&path),
                Failure::Directory => None,
            };
            let hint = similar
                .map(|name| format!("; did you mean `{}`?", given.with_file_name(name).display()));
            Err(Problem::error(format!(
                "cannot read `{shown}`: {failure}{}",
                hint.unwrap_or_default()
            )))
        }
    }
}

fn unreadable(shown: &str, error: &Unreadable) -> Problem {
    Problem::error(format!("cannot read `{shown}`: {error}"))
}

fn require_warning(file: &Arc<SourceFile>, span: Range<usize>) -> Problem {
    Problem::warning("`require` is not defined at run time: this version does not read CommonJS")
        .with_help("write `import … from '…'`".to_owned())
        .at(file, [(span, None)])
}

fn syntax_problem(error: SyntaxError, format: Format, file: &Arc<SourceFile>) -> Problem {
    let about_modules = error.message.contains("import") || error.message.contains("export");
    let help = error.help.or_else(|| {
        (format == Format::Script && about_modules).then(|| {
            "the file is read as a script: it ends in `.cjs`, or the nearest package.json says \
             `\"type\": \"commonjs\"`"
                .to_owned()
        })
    });
    Problem::error(error.message)
        .with_help(help)
        .at(file, error.labels)
}

fn module(name: String, path: PathBuf, unit: Unit) -> Module {
    let specifiers = unit
        .parsed
        .requests
        .into_iter()
        .map(|request| request.specifier);
    let imports = specifiers
        .zip(unit.targets)
        .filter_map(|(specifier, target)| {
            Some(Import {
                specifier,
                target: target?,
            })
        });
    Module {
        name,
        path,
        imports: imports.collect(),
        source: SourceFile::into_text(unit.file),
        goal: unit.parsed.goal,
        exports: unit.parsed.exports,
        globals: unit.parsed.globals,
    }
}
