//! From the modules that were read to the Program: linking, tree shaking, the
//! texts for the engine and their positions.

use crate::formats::is_in_package;
use crate::found::{Missing, Origin, Unit};
use crate::link::{self, Linked};
use crate::load::Loader;
use crate::names;
use crate::options::Settings;
use crate::origins::PackageMap;
use crate::parse::{Format, Globals, Parsed, StatementKind, parse, words_of};
use crate::problem::{FrontendError, Position, Problem, SourceFile};
use crate::program::{GlobalUse, Import, Module, Program, Reached, Target};
use crate::recipe::Recipe;
use crate::shake::{self, Kept};
use jsc_abi::{Goal, ImportKind, Positions};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// Names that are taken from a module which does not export them, because they
/// are types there: the request's index and the name.
type Types = HashSet<(usize, String)>;

pub(crate) fn finish(mut loader: Loader, settings: &Settings) -> Result<Program, FrontendError> {
    let read = std::mem::take(&mut loader.units);
    let units: Vec<Unit> = match read.into_iter().collect::<Option<Vec<_>>>() {
        Some(units) if loader.error.is_empty() => units,
        _ => return Err(loader.error),
    };
    let types = link(&mut loader, &units);
    if !loader.error.is_empty() {
        return Err(loader.error);
    }
    let kept = shaken(&loader, &units, &types, settings.tree_shaking);
    loader.report_missing(|missing| is_used(missing, &units, &kept));
    if !loader.error.is_empty() {
        return Err(loader.error);
    }
    let unused = std::mem::take(&mut loader.missing).into_iter();
    loader.warnings.extend(unused.map(Missing::into_warning));
    loader.warnings.extend(duplicate_packages(&units, &kept));
    let root = root(&mut loader);
    let facades = facades(&units, &kept);
    let mut index = vec![None; units.len()];
    let included = (0..units.len()).filter(|&i| kept[i].included);
    included
        .enumerate()
        .for_each(|(new, old)| index[old] = Some(new));
    let mut modules = Vec::new();
    for (i, unit) in units
        .into_iter()
        .enumerate()
        .filter(|(i, _)| kept[*i].included)
    {
        let found = &loader.found[i];
        let assembly = Assembly {
            name: name(&found.origin, &root, &found.path, &found.shown),
            path: found.path.clone(),
            root: &root,
            index: &index,
            facade: facades[i].iter().cloned().collect(),
            absent: absent(&unit, &types[i]),
        };
        modules.push(assembly.module(unit, &kept[i], &mut loader.warnings));
    }
    Ok(Program {
        modules,
        warnings: loader.warnings,
    })
}

/// Reports names that are not there. A TypeScript file may name types, which
/// leave no trace where they are exported.
fn link(loader: &mut Loader, units: &[Unit]) -> Vec<Types> {
    let linked: Vec<_> = units
        .iter()
        .map(|unit| Linked {
            goal: unit.parsed.goal,
            facts: &unit.parsed.facts,
            targets: &unit.targets,
        })
        .collect();
    let mut types = vec![Types::new(); units.len()];
    for missing in link::missing(&linked) {
        let unit = &units[missing.module];
        let link = &unit.parsed.facts.links[missing.link];
        if unit.typescript && !is_used_as_value(unit, &link.name, link.request) {
            types[missing.module].insert((link.request, link.name.clone()));
            continue;
        }
        let from = &unit.parsed.facts.requests[link.request].specifier;
        let problem = Problem::error(format!("`{from}` has no export named `{}`", link.name));
        let label = [(unit.span(&link.span), None)];
        loader
            .error
            .push(problem.with_help(missing.help).at(&unit.file, label));
    }
    types
}

/// Whether an imported name is more than passed on.
fn is_used_as_value(unit: &Unit, name: &str, request: usize) -> bool {
    let statements = &unit.parsed.facts.statements;
    let bindings = statements.iter().flat_map(|s| match &s.kind {
        StatementKind::Import(from, wanted) if from.request == request => &wanted[..],
        _ => &[],
    });
    let specifier = &unit.parsed.facts.requests[request].specifier;
    let types = &unit.parsed.facts.type_names;
    if types.contains(&(specifier.clone(), name.to_owned())) {
        return false;
    }
    let locals: Vec<_> = bindings
        .filter(|wanted| wanted.from == name)
        .map(|wanted| wanted.to.as_str())
        .collect();
    statements
        .iter()
        .filter(|s| !matches!(s.kind, StatementKind::ExportList(_)))
        .flat_map(|s| &s.uses)
        .any(|used| locals.contains(&used.name.as_str()))
}

/// Local names of types that the metadata of decorators looks for.
fn absent(unit: &Unit, types: &Types) -> Vec<String> {
    let facts = &unit.parsed.facts;
    let wanted = facts.statements.iter().flat_map(|s| match &s.kind {
        StatementKind::Import(from, wanted) => wanted.iter().map(|w| (from.request, w)).collect(),
        _ => Vec::new(),
    });
    let is_absent = |request: usize, name: &str| {
        let specifier = facts.requests[request].specifier.clone();
        types.contains(&(request, name.to_owned()))
            && facts.type_names.contains(&(specifier, name.to_owned()))
    };
    wanted
        .filter(|(request, wanted)| is_absent(*request, &wanted.from))
        .map(|(_, wanted)| wanted.to.clone())
        .collect()
}

fn shaken(loader: &Loader, units: &[Unit], types: &[Types], shaking: bool) -> Vec<Kept> {
    let views: Vec<_> = units
        .iter()
        .zip(types)
        .zip(&loader.found)
        .map(|((unit, types), found)| shake::Unit {
            goal: unit.parsed.goal,
            facts: &unit.parsed.facts,
            targets: &unit.targets,
            effects: match (&found.origin, &unit.package) {
                (Origin::Helper(_), _) => false,
                (Origin::File(path, _), Some(package)) => {
                    unit.data.is_none() && package.has_effects(path)
                }
                _ => unit.data.is_none(),
            },
            types,
        })
        .collect();
    shake::shake(&views, shaking)
}

/// Whether anything is left that is imported from what is not there.
fn is_used(missing: &Missing, units: &[Unit], kept: &[Kept]) -> bool {
    missing.importers.iter().any(|&importer| {
        let requests = units[importer].parsed.facts.requests.iter();
        let mut requests = requests.zip(&kept[importer].requests);
        requests.any(|(request, kept)| *kept && request.specifier == missing.specifier)
    })
}

/// For each module that is none of ES: the names that ES modules may import.
fn facades(units: &[Unit], kept: &[Kept]) -> Vec<BTreeSet<String>> {
    let mut names = vec![BTreeSet::new(); units.len()];
    let mut wholes = BTreeSet::new();
    for (unit, kept) in units.iter().zip(kept).filter(|(_, kept)| kept.included) {
        let facts = &unit.parsed.facts;
        let target = |request: usize| match unit.targets[request] {
            Some(Target::Module { index, .. }) => Some(index),
            _ => None,
        };
        for link in facts.links.iter().filter(|l| kept.requests[l.request]) {
            if let Some(index) = target(link.request) {
                names[index].insert(link.name.clone());
            }
        }
        let whole = facts.requests.iter().enumerate();
        let whole =
            whole.filter(|(i, r)| kept.requests[*i] && r.whole && r.kind == ImportKind::Import);
        wholes.extend(whole.filter_map(|(i, _)| target(i)));
    }
    for index in wholes {
        let static_names = static_names(units, index);
        names[index].extend(static_names);
    }
    for names in &mut names {
        names.remove("default");
    }
    names
}

/// The names that a CommonJS module's text shows, also of those it passes on.
fn static_names(units: &[Unit], module: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen = HashSet::from([module]);
    let mut pending = vec![module];
    while let Some(next) = pending.pop() {
        let unit = &units[next];
        let facts = &unit.parsed.facts;
        names.extend(facts.commonjs.names.iter().cloned());
        if unit.parsed.goal == Goal::Module {
            names.extend(facts.exports.named.iter().cloned());
        }
        for &request in &facts.commonjs.reexports {
            if let Some(Target::Module { index, .. }) = unit.targets[request]
                && seen.insert(index)
            {
                pending.push(index);
            }
        }
    }
    names
}

/// A package that is in the program in several versions.
fn duplicate_packages(units: &[Unit], kept: &[Kept]) -> Vec<Problem> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (unit, _) in units.iter().zip(kept).filter(|(_, kept)| kept.included) {
        if let Some(package) = unit.package.as_deref()
            && is_in_package(&package.root)
            && let (Some(name), Some(version)) = (&package.name, &package.version)
        {
            versions.entry(name).or_default().insert(version);
        }
    }
    let several = versions
        .into_iter()
        .filter(|(_, versions)| versions.len() > 1);
    several
        .map(|(name, versions)| {
            let versions: Vec<_> = versions.into_iter().collect();
            Problem::warning(format!(
                "the program has {} versions of `{name}`: {}",
                versions.len(),
                versions.join(", ")
            ))
            .with_help("`npm dedupe` may bring them together".to_owned())
        })
        .collect()
}

/// The folder that module names start from.
fn root(loader: &mut Loader) -> PathBuf {
    let folder = loader.found[0].path.parent().unwrap_or(loader.cwd);
    let package = loader
        .packages
        .of_folder(folder, loader.cwd, &mut Vec::new());
    if let Some(package) = package {
        return package.root.clone();
    }
    let files = loader
        .found
        .iter()
        .filter(|found| matches!(found.origin, Origin::File(..)));
    let common = names::common_folder(files.map(|found| found.path.as_path()));
    common.unwrap_or_else(|| loader.cwd.to_path_buf())
}

fn name(origin: &Origin, root: &Path, path: &Path, shown: &str) -> String {
    match origin {
        Origin::Stdin | Origin::Helper(_) => shown.to_owned(),
        Origin::File(path, None) => names::relative(root, path),
        Origin::File(path, Some(type_)) => format!("{}?{type_}", names::relative(root, path)),
        Origin::Empty(_) => format!("{}?empty", names::relative(root, path)),
        Origin::External(specifier) => format!("external:{specifier}"),
    }
}

/// What a module of the Program is made from, beside what was read.
struct Assembly<'a> {
    name: String,
    path: PathBuf,
    root: &'a Path,
    /// New index by old.
    index: &'a [Option<usize>],
    facade: Vec<String>,
    /// Imported types that the text asks for at run time.
    absent: Vec<String>,
}

impl Assembly<'_> {
    fn module(self, unit: Unit, kept: &Kept, warnings: &mut Vec<Problem>) -> Module {
        let imports = self.imports(&unit, kept);
        let positions = match unit.data {
            Some(_) => Positions::default(),
            None => self.positions(&unit, warnings),
        };
        let Unit {
            file,
            data,
            mut parsed,
            ..
        } = unit;
        let globals = global_use(&mut parsed, data.as_deref(), &file, kept, &self.name);
        let file_bytes = data.as_ref().map_or(file.text().len(), Vec::len);
        let mut source = match (data, parsed.text) {
            (Some(bytes), _) => bytes,
            (None, Some(text)) => text.into_bytes(),
            (None, None) => SourceFile::into_text(file).into_bytes(),
        };
        let mut kept_bytes = source.len();
        if let Some(edited) = std::str::from_utf8(&source)
            .ok()
            .and_then(|text| shake::apply(text, &parsed.facts, kept))
        {
            let unused = parsed.facts.statements.iter().zip(&kept.statements);
            let unused = unused.filter(|(_, kept)| !**kept);
            kept_bytes -= unused.map(|(s, _)| s.span.len()).sum::<usize>();
            source = edited.into_bytes();
        }
        if !self.absent.is_empty() {
            source.extend_from_slice(format!("\nvar {};", self.absent.join(",")).as_bytes());
        }
        if parsed.facts.uses_require {
            source.extend_from_slice(b"\nimport require from 'jsc:require';");
        }
        Module {
            name: self.name,
            path: self.path,
            source,
            file_bytes,
            kept_bytes,
            goal: parsed.goal,
            imports,
            exports: parsed.facts.exports,
            default_export: parsed.facts.default_export,
            facade: self.facade,
            commonjs_names: parsed.facts.commonjs.names.into_iter().collect(),
            globals,
            positions,
        }
    }

    fn imports(&self, unit: &Unit, kept: &Kept) -> Vec<Import> {
        let facts = &unit.parsed.facts;
        let requests = facts.requests.iter().zip(&unit.targets).zip(&kept.requests);
        let mut imports: Vec<_> = requests
            .filter(|(_, kept)| **kept)
            .filter_map(|((request, target), _)| {
                Some(Import {
                    specifier: request.specifier.clone(),
                    kind: request.kind,
                    dynamic: request.dynamic,
                    target: match target.clone()? {
                        Target::Module { index, interop } => Target::Module {
                            index: self.index[index]?,
                            interop,
                        },
                        other => other,
                    },
                })
            })
            .collect();
        if facts.uses_require {
            imports.push(Import {
                specifier: "jsc:require".into(),
                kind: ImportKind::Import,
                dynamic: false,
                target: Target::Require,
            });
        }
        imports
    }

    fn positions(&self, unit: &Unit, warnings: &mut Vec<Problem>) -> Positions {
        let text = unit.file.text();
        let map = match PackageMap::of(text, &self.path, self.root) {
            Ok(map) => map,
            Err(reason) => {
                let message = format!("the source map of `{}` is not used: {reason}", self.name);
                warnings.push(Problem::warning(message));
                None
            }
        };
        let origins = &unit.parsed.origins;
        origins.positions(&self.name, text, map.as_ref())
    }
}

/// The globals that a module reaches with the statements that are left of it.
fn global_use(
    parsed: &mut Parsed,
    data: Option<&[u8]>,
    file: &SourceFile,
    kept: &Kept,
    name: &str,
) -> GlobalUse {
    let Globals {
        names,
        shows_values,
        mut reaches,
        mut words,
        has_regexp,
    } = std::mem::take(&mut parsed.facts.globals);
    let statements = parsed.facts.statements.iter().zip(&kept.statements);
    let unused: Vec<_> = statements
        .filter(|(_, kept)| !**kept)
        .map(|(statement, _)| &statement.span)
        .collect();
    let mut seen = BTreeSet::new();
    reaches
        .retain(|(reach, at)| !unused.iter().any(|span| span.contains(at)) && seen.insert(*reach));
    let place = |at: usize| {
        let Position { line, column } = file.position_at(parsed.origins.source_of(at));
        format!("{name}:{line}:{column}")
    };
    if let Some(text) = data.and_then(|data| std::str::from_utf8(data).ok()) {
        words.extend(words_of(text));
    }
    GlobalUse {
        names,
        shows_values,
        words,
        has_regexp,
        reaches: reaches
            .into_iter()
            .map(|(reach, at)| Reached {
                reach,
                place: place(at),
            })
            .collect(),
    }
}

impl GlobalUse {
    /// The names, words and regular expressions of an ES module that the engine takes as it is; none when the text
    /// is not one.
    pub fn of_plain_module(source: &str) -> Option<Self> {
        let parsed = parse(source, &Recipe::of(Format::Module)).ok()?;
        let Globals {
            names,
            shows_values,
            words,
            has_regexp,
            reaches: _,
        } = parsed.facts.globals;
        Some(GlobalUse {
            names,
            shows_values,
            words,
            has_regexp,
            reaches: Vec::new(),
        })
    }
}
