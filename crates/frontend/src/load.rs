//! The walk over the import graph, from the entry breadth first.

use crate::data;
use crate::files::{self, Unreadable, display, reason_to_refuse};
use crate::finish;
use crate::formats::{format, has_interop, is_in_package};
use crate::found::{Found, Missing, Origin, Unit};
use crate::helpers;
use crate::options::{Entry, Options};
use crate::package::{Package, Packages};
use crate::parse::{Format, Request, SyntaxError, parse};
use crate::patterns;
use crate::problem::{FrontendError, Problem, SourceFile};
use crate::program::{Program, Target};
use crate::recipe::{Compiler, Content, Defines, Recipe, content_of};
use crate::resolve::{
    Failure, Resolved, Resolver, canonical_file, is_nodes, listed, similar_neighbour,
};
use jsc_abi::ImportKind;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// Reads the entry and all that it imports.
///
/// Every file is parsed, so that syntax errors and imports that do not resolve,
/// in whatever module, are errors here and not at run time. A dynamic import is
/// followed when its specifier is a literal, and so is `require`.
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
        resolver: Resolver::new(options.builtins, &cwd, &options.settings),
        defines: Definitions::new(&options.settings.define).map_err(Problem::error)?,
        minify: options.settings.minify,
        packages: Packages::default(),
        found: Vec::new(),
        by_origin: HashMap::new(),
        units: Vec::new(),
        missing: Vec::new(),
        missing_by_specifier: HashMap::new(),
        error: FrontendError::default(),
        warnings: Vec::new(),
    };
    loader.start(entry)?;
    while loader.units.len() < loader.found.len() {
        loader.read_next();
    }
    let has_failed = !loader.error.is_empty();
    let is_fatal = has_failed || loader.missing.iter().any(|missing| !missing.may_be_unused);
    // When the build fails anyway, whether what is missing would be used is not known.
    loader.report_missing(|_| is_fatal);
    finish::finish(loader, &options.settings)
}

/// Links of an importer chain that a message shows.
const MAX_CHAIN: usize = 6;

/// What is put in place of names.
struct Definitions {
    /// In the author's files.
    own: Option<Defines>,
    /// In those of packages: also that this is production, which is when their
    /// `process.env.NODE_ENV` has to be known to leave out the other branch.
    packages: Option<Defines>,
}

impl Definitions {
    fn new(pairs: &[(String, String)]) -> Result<Self, String> {
        const MODE: &str = "process.env.NODE_ENV";
        let mut of_packages = pairs.to_vec();
        if !pairs.iter().any(|(name, _)| name == MODE) {
            of_packages.push((MODE.to_owned(), "\"production\"".to_owned()));
        }
        Ok(Definitions {
            own: Defines::new(pairs)?,
            packages: Defines::new(&of_packages)?,
        })
    }
}

pub(crate) struct Loader<'a> {
    pub cwd: &'a Path,
    pub resolver: Resolver<'a>,
    defines: Definitions,
    minify: bool,
    pub packages: Packages,
    pub found: Vec<Found>,
    by_origin: HashMap<Origin, usize>,
    /// Parallel to `found` as far as they go; none for what could not be read.
    pub units: Vec<Option<Unit>>,
    /// Packages and builtins that are not there.
    pub missing: Vec<Missing>,
    missing_by_specifier: HashMap<String, usize>,
    pub error: FrontendError,
    pub warnings: Vec<Problem>,
}

impl Loader<'_> {
    fn start(&mut self, entry: &Entry) -> Result<(), Problem> {
        match entry {
            Entry::File(path) => {
                let path_found = entry_path(path, self.cwd)?;
                let origin = Origin::File(path_found.clone(), None);
                self.by_origin.insert(origin.clone(), 0);
                self.found.push(Found {
                    origin,
                    path: path_found,
                    shown: path.display().to_string(),
                    importer: None,
                });
            }
            Entry::Stdin { name, source } => {
                let path = self.cwd.join(name);
                let text = files::decode(source.clone()).map_err(|e| unreadable(name, &e))?;
                self.found.push(Found {
                    origin: Origin::Stdin,
                    path: path.clone(),
                    shown: name.clone(),
                    importer: None,
                });
                let content = content_of(Path::new(name)).unwrap_or(Content::Code {
                    typescript: false,
                    jsx: false,
                });
                let unit = self.code(0, text, content).unwrap_or_else(|problem| {
                    self.error.push(problem);
                    None
                });
                self.push(unit);
            }
        }
        Ok(())
    }

    /// Reads the first module that is found but not read.
    fn read_next(&mut self) {
        let index = self.units.len();
        let unit = self.read(index).unwrap_or_else(|problem| {
            self.error.push(problem);
            None
        });
        self.push(unit);
    }

    /// Takes a unit in, and finds what it imports.
    fn push(&mut self, unit: Option<Unit>) {
        let index = self.units.len();
        let unit = unit.map(|mut unit| {
            let importer = self.found[index].path.clone();
            let mut requests = std::mem::take(&mut unit.parsed.facts.requests);
            for pattern in &unit.parsed.facts.patterns {
                requests.extend(patterns::requests(pattern, &importer));
            }
            unit.targets = requests
                .iter()
                .map(|request| self.resolve(index, &unit, request, &importer))
                .collect();
            unit.parsed.facts.requests = requests;
            unit
        });
        self.units.push(unit);
    }

    /// The text and the facts of a module; none when its syntax errors were reported.
    fn read(&mut self, index: usize) -> Result<Option<Unit>, Problem> {
        let found = &self.found[index];
        let (path, type_) = match &found.origin {
            Origin::File(path, type_) => (path.clone(), type_.clone()),
            Origin::Helper(text) => return self.code(index, (*text).to_owned(), HELPER),
            Origin::Empty(_) => return self.code(index, String::new(), COMMONJS),
            Origin::External(specifier) => {
                let text = helpers::missing(specifier);
                return self.code(index, text, COMMONJS);
            }
            Origin::Stdin => return Ok(None),
        };
        let content = self.content(index, &path, type_.as_deref())?;
        if let Content::Code { .. } = content {
            let text = files::read(&path);
            let text = text.map_err(|e| self.imported(index, unreadable(&found.shown, &e)))?;
            return self.code(index, text, content);
        }
        let read = data::read(&path, &found.shown, content);
        let read = read.map_err(|problem| match problem.has_place() {
            true => problem,
            false => self.imported(index, problem),
        })?;
        Ok(Some(Unit {
            file: Arc::new(SourceFile::new(found.shown.clone(), String::new())),
            data: Some(read.bytes),
            parsed: read.parsed,
            package: self.package(&path),
            targets: Vec::new(),
            typescript: false,
        }))
    }

    /// What a file is read as: what the import's attribute says, or its extension.
    fn content(&self, index: usize, path: &Path, type_: Option<&str>) -> Result<Content, Problem> {
        let shown = &self.found[index].shown;
        let refuse = |message: String, help: String| {
            Err(self.imported(index, Problem::error(message).with_help(help)))
        };
        match type_ {
            Some("json") => return Ok(Content::Json),
            Some("text") => return Ok(Content::Text),
            Some("bytes") => return Ok(Content::Bytes),
            Some(other) => {
                return refuse(
                    format!("cannot import `{shown}` as `{other}`"),
                    "the types are `json`, `text` and `bytes`".into(),
                );
            }
            None => {}
        }
        match content_of(path) {
            Some(content) => Ok(content),
            // The entry is code whatever its name is.
            None if index == 0 => match reason_to_refuse(path) {
                Some((_, _)) => Err(Problem::error(format!(
                    "cannot read `{shown}`: a program starts with JavaScript or TypeScript"
                ))),
                None => Ok(Content::Code {
                    typescript: false,
                    jsx: false,
                }),
            },
            None => {
                let (what, help) = reason_to_refuse(path).unwrap_or_else(|| {
                    let extension = path.extension().unwrap_or_default().display();
                    (
                        format!("`.{extension}` files are no modules"),
                        "write `with { type: 'text' }` or `with { type: 'bytes' }` behind the import to get its contents".into(),
                    )
                });
                refuse(format!("cannot import `{shown}`: {what}"), help)
            }
        }
    }

    fn code(
        &mut self,
        index: usize,
        text: String,
        content: Content,
    ) -> Result<Option<Unit>, Problem> {
        let path = self.found[index].path.clone();
        let package = self.package(&path);
        let recipe = self.recipe(index, &path, package.as_deref(), content)?;
        let shown = self.found[index].shown.clone();
        if let Some(problem) = files::binary(&shown, &text) {
            return Err(self.imported(index, problem));
        }
        let parsed = parse(&text, &recipe);
        let file = Arc::new(SourceFile::new(shown, text));
        match parsed {
            Ok(parsed) => Ok(Some(Unit {
                file,
                data: None,
                parsed,
                package,
                targets: Vec::new(),
                typescript: recipe.typescript,
            })),
            Err(errors) => {
                // The author did not write it: say how it comes to be here.
                let chain = is_in_package(&path).then(|| self.chain(index)).flatten();
                for error in errors {
                    let problem = syntax_problem(error, recipe.format, &file);
                    self.error.push(problem.with_note(chain.clone()));
                }
                Ok(None)
            }
        }
    }

    fn package(&mut self, path: &Path) -> Option<Rc<Package>> {
        let folder = path.parent().unwrap_or(self.cwd);
        let mut problems = Vec::new();
        let package = self.packages.of_folder(folder, self.cwd, &mut problems);
        problems
            .into_iter()
            .for_each(|problem| self.error.push(problem));
        package
    }

    fn recipe(
        &self,
        index: usize,
        path: &Path,
        package: Option<&Package>,
        content: Content,
    ) -> Result<Recipe, Problem> {
        let Content::Code { typescript, jsx } = content else {
            return Ok(Recipe::of(Format::CommonJs));
        };
        let in_package = is_in_package(path);
        let origin = &self.found[index].origin;
        let compiler = match origin {
            Origin::File(..) if !in_package => {
                let tsconfig = self.resolver.tsconfig(path, typescript || jsx);
                let tsconfig = tsconfig.map_err(Problem::error)?;
                tsconfig.map(|config| Compiler::new(&config.compiler_options, typescript))
            }
            _ => None,
        };
        let defines = match in_package {
            true => &self.defines.packages,
            false => &self.defines.own,
        };
        Ok(Recipe {
            format: format(origin, path, package, in_package),
            typescript,
            jsx,
            compiler: compiler.unwrap_or_default(),
            defines: defines.clone(),
            minify: self.minify,
        })
    }

    /// Adds who imports the module to a problem with reading it.
    fn imported(&self, index: usize, problem: Problem) -> Problem {
        let Some((importer, span)) = &self.found[index].importer else {
            return problem;
        };
        match &self.units[*importer] {
            Some(unit) => {
                let label = [(unit.span(span), Some("imported here".into()))];
                problem.at(&unit.file, label)
            }
            None => problem,
        }
    }

    fn resolve(
        &mut self,
        index: usize,
        unit: &Unit,
        request: &Request,
        importer: &Path,
    ) -> Option<Target> {
        let at = (index, request.span.clone());
        if let Some(specifier) = helpers::specifier(&request.specifier) {
            let helper = Origin::Helper(helpers::text(specifier)?);
            return Some(self.module(helper, PathBuf::from(specifier), at, false));
        }
        let specifier = &request.specifier;
        if let Some(other) = &request.other_type {
            let one = request.type_.as_deref().unwrap_or("code");
            let message =
                format!("`{specifier}` is imported as `{one}` and as `{other}` in one file");
            let problem = Problem::error(message).with_help(
                "import it as the one here, and as the other in a file of its own".to_owned(),
            );
            let label = [(unit.span(&request.span), None)];
            self.error.push(problem.at(&unit.file, label));
            return None;
        }
        match self.resolver.resolve(specifier, request.kind, importer) {
            Ok(Resolved::Builtin(name)) => Some(Target::Builtin(name)),
            Ok(Resolved::File(path)) => {
                // What the attribute says need not be said.
                let is_json = content_of(&path) == Some(Content::Json);
                let type_ = request.type_.clone();
                let type_ = type_.filter(|type_| !(is_json && type_ == "json"));
                let origin = Origin::File(path.clone(), type_);
                let interop = request.kind == ImportKind::Import
                    && has_interop(importer, unit.package.as_deref(), unit.typescript);
                Some(self.module(origin, path, at, interop))
            }
            Ok(Resolved::Empty(path)) => {
                Some(self.module(Origin::Empty(path.clone()), path, at, false))
            }
            Ok(Resolved::External) => {
                let origin = Origin::External(specifier.clone());
                Some(self.module(origin, PathBuf::from(specifier), at, false))
            }
            Err(unresolved) if unresolved.by_package && !self.error.is_empty() => None,
            Err(unresolved) => {
                let problem = match request.optional {
                    true => Problem::warning(unresolved.message),
                    false => Problem::error(unresolved.message),
                };
                let span = unit.span(&request.span);
                let is_written = unit.file.text().get(span.clone());
                let is_written = is_written.is_some_and(|text| text.contains(specifier));
                let label = match is_written || !specifier.ends_with("/jsx-runtime") {
                    true => (span, "imported here"),
                    // The lowering wrote it.
                    false => (0..1, "the JSX in this file needs it"),
                };
                let label = [(label.0, Some(label.1.into()))];
                let problem = problem.with_help(unresolved.help).at(&unit.file, label);
                let is_path = specifier.starts_with(['.', '/']) || specifier.is_empty();
                match request.optional {
                    // A package's own business: it has a way out.
                    true if is_in_package(importer) => {}
                    true => self.warnings.push(problem),
                    false if is_path => {
                        let chain = self.chain(index);
                        self.error.push(problem.with_note(chain));
                    }
                    false => {
                        let known = self.missing_by_specifier.entry(specifier.clone());
                        let at = *known.or_insert(self.missing.len());
                        if at == self.missing.len() {
                            self.missing.push(Missing {
                                problem,
                                specifier: specifier.clone(),
                                // Code that imports what only Node has may not use it.
                                may_be_unused: is_nodes(specifier),
                                importers: Vec::new(),
                            });
                        }
                        self.missing[at].may_be_unused &= request.kind == ImportKind::Import;
                        self.missing[at].importers.push(index);
                    }
                }
                None
            }
        }
    }

    /// Reports each package or builtin that is not there and that `is_error` says
    /// so of, once, with all who import it.
    pub(crate) fn report_missing(&mut self, is_error: impl Fn(&Missing) -> bool) {
        let missing = std::mem::take(&mut self.missing);
        let (errors, others): (Vec<_>, _) = missing.into_iter().partition(is_error);
        self.missing = others;
        for missing in errors {
            let note = match missing.importers.as_slice() {
                [one] => self.chain(*one),
                several => {
                    let shown = several.iter().map(|&i| self.found[i].shown.clone());
                    Some(format!(
                        "imported by {}",
                        listed(&shown.collect::<Vec<_>>())
                    ))
                }
            };
            self.error.push(missing.problem.with_note(note));
        }
    }

    /// How the program gets to a module, when it is not the entry itself.
    fn chain(&self, index: usize) -> Option<String> {
        let mut chain = vec![format!("`{}`", self.found[index].shown)];
        let mut at = index;
        while let Some((importer, _)) = &self.found[at].importer {
            at = *importer;
            chain.push(format!("`{}`", self.found[at].shown));
        }
        if chain.len() < 2 {
            return None;
        }
        chain.reverse();
        if chain.len() > MAX_CHAIN {
            let left_out = chain.len() - MAX_CHAIN;
            chain.splice(2..2 + left_out, [format!("… {left_out} more …")]);
        }
        Some(format!("imported through {}", chain.join(" → ")))
    }

    /// The module of an origin, found anew or known.
    fn module(
        &mut self,
        origin: Origin,
        path: PathBuf,
        importer: (usize, Range<usize>),
        interop: bool,
    ) -> Target {
        let index = match self.by_origin.get(&origin) {
            Some(&index) => index,
            None => {
                let index = self.found.len();
                self.by_origin.insert(origin.clone(), index);
                let shown = display(&path, self.cwd);
                self.found.push(Found {
                    origin,
                    path,
                    shown,
                    importer: Some(importer),
                });
                index
            }
        };
        Target::Module { index, interop }
    }
}

const HELPER: Content = Content::Code {
    typescript: false,
    jsx: false,
};
const COMMONJS: Content = HELPER;

/// The canonical path of the entry.
fn entry_path(given: &Path, cwd: &Path) -> Result<PathBuf, Problem> {
    let path = cwd.join(given);
    let shown = given.display();
    match canonical_file(&path) {
        Ok(canonical) => Ok(canonical),
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

fn syntax_problem(error: SyntaxError, format: Format, file: &Arc<SourceFile>) -> Problem {
    let about_modules = error.message.contains("import") || error.message.contains("export");
    let help = error.help.or_else(|| {
        (format == Format::CommonJs && about_modules).then(|| {
            "the file is read as CommonJS: it ends in `.cjs`, or the nearest package.json says \
             `\"type\": \"commonjs\"`"
                .to_owned()
        })
    });
    Problem::error(error.message)
        .with_help(help)
        .at(file, error.labels)
}
