//! Follows what is used, from the entry on.

use super::graph::{Binding, Export, Names};
use super::stars::Stars;
use super::{Kept, Unit};
use crate::parse::{StatementKind, Use};
use crate::program::Target;
use jsc_abi::Goal;
use std::collections::HashSet;

/// Something found to be used, whose own uses are to be followed.
enum Task {
    Include(usize),
    Statement(usize, usize),
    Export(usize, String),
    Namespace(usize),
}

pub(super) struct Marker<'a> {
    units: &'a [Unit<'a>],
    shaking: bool,
    names: Vec<Names<'a>>,
    kept: Vec<Kept>,
    exports: HashSet<(usize, String)>,
    namespaces: HashSet<usize>,
    tasks: Vec<Task>,
    stars: Stars<'a>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(units: &'a [Unit<'a>], shaking: bool) -> Self {
        let names: Vec<_> = units.iter().map(Names::of).collect();
        Marker {
            units,
            shaking,
            stars: Stars::new(units, &names),
            names,
            kept: units.iter().map(nothing).collect(),
            exports: HashSet::new(),
            namespaces: HashSet::new(),
            tasks: Vec::new(),
        }
    }

    pub(super) fn run(&mut self) {
        match self.shaking {
            true => self.tasks.push(Task::Namespace(0)),
            false => (0..self.units.len())
                .rev()
                .for_each(|unit| self.tasks.push(Task::Namespace(unit))),
        }
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Include(unit) => self.include(unit),
                Task::Statement(unit, statement) => self.statement(unit, statement),
                Task::Export(unit, name) => self.export(unit, name),
                Task::Namespace(unit) => self.namespace(unit),
            }
        }
    }

    pub(super) fn finish(self) -> Vec<Kept> {
        self.kept
    }

    fn include(&mut self, unit: usize) {
        if std::mem::replace(&mut self.kept[unit].included, true) {
            return;
        }
        let Unit { facts, goal, .. } = self.units[unit];
        for (i, request) in facts.requests.iter().enumerate() {
            if goal != Goal::Module
                || request.dynamic
                || request.kind == jsc_abi::ImportKind::Require
            {
                self.request(unit, i);
                self.whole_target(unit, i);
            }
        }
        for (i, statement) in facts.statements.iter().enumerate() {
            if statement.effects || !self.shaking {
                self.tasks.push(Task::Statement(unit, i));
                // An import has effects where `eval` may see what it binds.
                if let StatementKind::Import(from, wanted) = &statement.kind {
                    self.request(unit, from.request);
                    (0..wanted.len()).for_each(|specifier| self.import(unit, i, specifier, None));
                }
            }
            let from = match &statement.kind {
                StatementKind::Import(from, _)
                | StatementKind::ExportFrom(from, _)
                | StatementKind::ExportAll(from, _) => from.request,
                _ => continue,
            };
            if self.has_effects(unit, from) {
                self.kept[unit].statements[i] = true;
                self.request(unit, from);
                self.include_target(unit, from);
            }
        }
    }

    /// Whether importing what a request stands for may be noticed.
    fn has_effects(&self, unit: usize, request: usize) -> bool {
        match self.units[unit].targets[request] {
            Some(Target::Module { index, .. }) => self.units[index].effects || !self.shaking,
            Some(_) => true,
            None => false,
        }
    }

    fn statement(&mut self, unit: usize, i: usize) {
        if std::mem::replace(&mut self.kept[unit].statements[i], true) {
            return;
        }
        let facts = self.units[unit].facts;
        for used in &facts.statements[i].uses {
            self.used(unit, used);
        }
    }

    /// A name of the module's top level is referred to.
    fn used(&mut self, unit: usize, used: &Use) {
        let Some(bindings) = self.names[unit].bindings.get(used.name.as_str()) else {
            return;
        };
        for binding in bindings.clone() {
            match binding {
                Binding::Declared(statement) => self.tasks.push(Task::Statement(unit, statement)),
                Binding::Import {
                    statement,
                    specifier,
                } => self.import(unit, statement, specifier, used.member.as_deref()),
            }
        }
    }

    fn import(&mut self, unit: usize, statement: usize, specifier: usize, member: Option<&str>) {
        let facts = self.units[unit].facts;
        let StatementKind::Import(from, wanted) = &facts.statements[statement].kind else {
            return;
        };
        let wanted = &wanted[specifier];
        if self.is_type(unit, from.request, &wanted.from) {
            return;
        }
        self.kept[unit].statements[statement] = true;
        self.kept[unit].specifiers[statement][specifier] = true;
        self.request(unit, from.request);
        match (wanted.from.as_str(), member) {
            ("*", Some(member)) => self.export_of_target(unit, from.request, member),
            ("*", None) => self.whole_target(unit, from.request),
            (name, _) => self.export_of_target(unit, from.request, name),
        }
    }

    fn export(&mut self, unit: usize, name: String) {
        self.tasks.push(Task::Include(unit));
        if self.units[unit].goal != Goal::Module || !self.exports.insert((unit, name.clone())) {
            return;
        }
        match self.names[unit].exports.get(name.as_str()).copied() {
            Some(Export::Declared(statement)) => {
                self.tasks.push(Task::Statement(unit, statement));
            }
            Some(Export::Specifier {
                statement,
                specifier,
            }) => self.specifier(unit, statement, specifier),
            Some(Export::Namespace(statement)) => {
                if let Some(request) = self.star(unit, statement) {
                    self.whole_target(unit, request);
                }
            }
            None => self.starred(unit, &name),
        }
    }

    fn specifier(&mut self, unit: usize, statement: usize, specifier: usize) {
        let facts = self.units[unit].facts;
        match &facts.statements[statement].kind {
            StatementKind::ExportList(wanted) => {
                let local = &wanted[specifier].from;
                if self.is_imported_type(unit, local) {
                    return;
                }
                self.kept[unit].statements[statement] = true;
                self.kept[unit].specifiers[statement][specifier] = true;
                let used = Use {
                    name: local.clone(),
                    member: None,
                };
                self.used(unit, &used);
            }
            StatementKind::ExportFrom(from, wanted) => {
                let name = &wanted[specifier].from;
                if self.is_type(unit, from.request, name) {
                    return;
                }
                self.kept[unit].statements[statement] = true;
                self.kept[unit].specifiers[statement][specifier] = true;
                self.request(unit, from.request);
                self.export_of_target(unit, from.request, name);
            }
            _ => {}
        }
    }

    /// A name that only `export * from` can bring.
    fn starred(&mut self, unit: usize, name: &str) {
        for statement in self.names[unit].stars.clone() {
            let StatementKind::ExportAll(from, None) =
                &self.units[unit].facts.statements[statement].kind
            else {
                continue;
            };
            let request = from.request;
            let may_have = match self.units[unit].targets[request] {
                Some(Target::Module { index, .. }) => self.stars.may_export(index, name),
                Some(_) => true,
                None => false,
            };
            if may_have && name != "default" {
                self.star(unit, statement);
                self.export_of_target(unit, request, name);
            }
        }
    }

    /// Keeps an `export *`; the result is its request.
    fn star(&mut self, unit: usize, statement: usize) -> Option<usize> {
        let facts = self.units[unit].facts;
        let StatementKind::ExportAll(from, _) = &facts.statements[statement].kind else {
            return None;
        };
        self.kept[unit].statements[statement] = true;
        self.request(unit, from.request);
        Some(from.request)
    }

    fn namespace(&mut self, unit: usize) {
        self.tasks.push(Task::Include(unit));
        if !self.namespaces.insert(unit) {
            return;
        }
        let names: Vec<_> = self.names[unit].exports.keys().copied().collect();
        for name in names {
            self.tasks.push(Task::Export(unit, name.to_owned()));
        }
        for statement in self.names[unit].stars.clone() {
            if let Some(request) = self.star(unit, statement) {
                self.whole_target(unit, request);
            }
        }
    }

    fn request(&mut self, unit: usize, request: usize) {
        self.kept[unit].requests[request] = true;
    }

    fn include_target(&mut self, unit: usize, request: usize) {
        if let Some(Target::Module { index, .. }) = self.units[unit].targets[request] {
            self.tasks.push(Task::Include(index));
        }
    }

    fn export_of_target(&mut self, unit: usize, request: usize, name: &str) {
        if let Some(Target::Module { index, .. }) = self.units[unit].targets[request] {
            self.tasks.push(Task::Export(index, name.to_owned()));
        }
    }

    fn whole_target(&mut self, unit: usize, request: usize) {
        if let Some(Target::Module { index, .. }) = self.units[unit].targets[request] {
            self.tasks.push(Task::Namespace(index));
        }
    }

    fn is_type(&self, unit: usize, request: usize, name: &str) -> bool {
        let types = self.units[unit].types;
        !types.is_empty() && types.contains(&(request, name.to_owned()))
    }

    fn is_imported_type(&self, unit: usize, local: &str) -> bool {
        let bindings = self.names[unit].bindings.get(local);
        bindings.into_iter().flatten().any(|binding| match binding {
            Binding::Import {
                statement,
                specifier,
            } => match &self.units[unit].facts.statements[*statement].kind {
                StatementKind::Import(from, wanted) => {
                    self.is_type(unit, from.request, &wanted[*specifier].from)
                }
                _ => false,
            },
            Binding::Declared(_) => false,
        })
    }
}

fn nothing(unit: &Unit) -> Kept {
    let statements = &unit.facts.statements;
    let specifiers = statements.iter().map(|statement| match &statement.kind {
        StatementKind::Import(_, wanted)
        | StatementKind::ExportFrom(_, wanted)
        | StatementKind::ExportList(wanted) => vec![false; wanted.len()],
        _ => Vec::new(),
    });
    Kept {
        included: false,
        statements: vec![false; statements.len()],
        specifiers: specifiers.collect(),
        requests: vec![false; unit.facts.requests.len()],
    }
}
