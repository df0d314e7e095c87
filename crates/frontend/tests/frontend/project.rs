//! A temporary folder with the files of a program.

use jsc_frontend::{
    Builtins, Entry, FrontendError, Options, Problem, Program, Settings, Target, load,
};
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub struct Project {
    folder: TempDir,
}

/// The runtime's modules as far as these tests go.
pub struct Runtime;

impl Builtins for Runtime {
    fn canonical_name(&self, specifier: &str) -> Option<String> {
        let name = specifier.strip_prefix("node:").unwrap_or(specifier);
        match specifier {
            "javy/fs" => Some(specifier.into()),
            _ if ["fs", "process"].contains(&name) => Some(format!("node:{name}")),
            _ => None,
        }
    }

    fn names(&self) -> Vec<String> {
        ["javy/fs", "node:fs", "node:process"]
            .map(String::from)
            .into()
    }
}

impl Project {
    /// A folder with these files: a path and a text each.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Project {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// The canonical path of a file in the folder, which need not exist.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder
            .path()
            .canonicalize()
            .expect("the folder")
            .join(path)
    }

    pub fn load(&self, entry: &str) -> Result<Program, FrontendError> {
        self.load_from("", &Entry::File(entry.into()))
    }

    /// Loads with the folder `cwd` as the working directory.
    pub fn load_from(&self, cwd: &str, entry: &Entry) -> Result<Program, FrontendError> {
        self.load_as(cwd, entry, Settings::default())
    }

    /// The program under settings.
    pub fn program_with(&self, entry: &str, settings: Settings) -> Program {
        let loaded = self.load_as("", &Entry::File(entry.into()), settings);
        loaded.unwrap_or_else(|error| panic!("{}", self.rendered(error.problems())))
    }

    fn load_as(
        &self,
        cwd: &str,
        entry: &Entry,
        settings: Settings,
    ) -> Result<Program, FrontendError> {
        load(
            entry,
            &Options {
                builtins: &Runtime,
                cwd: self.path(cwd),
                settings,
            },
        )
    }

    pub fn load_stdin(&self, source: &str) -> Result<Program, FrontendError> {
        self.load_from(
            "",
            &Entry::Stdin {
                name: "<stdin>".into(),
                source: source.into(),
            },
        )
    }

    /// The program that must be there.
    pub fn program(&self, entry: &str) -> Program {
        self.load(entry)
            .unwrap_or_else(|error| panic!("{}", self.rendered(error.problems())))
    }

    /// The errors that must be there, as they are printed.
    pub fn errors(&self, entry: &str) -> String {
        self.failure(self.load(entry))
    }

    pub fn failure(&self, result: Result<Program, FrontendError>) -> String {
        let error = result.expect_err("a failure");
        let mut text = self.rendered(error.problems());
        if error.omitted() > 0 {
            text += &format!("and {} more\n", error.omitted());
        }
        text
    }

    /// Problems as they are printed without colour. The folder's path, which
    /// differs from run to run, is replaced.
    pub fn rendered(&self, problems: &[Problem]) -> String {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let handler = handler.with_width(100).with_links(false);
        let mut text = String::new();
        for problem in problems {
            handler.render_report(&mut text, problem).expect("a report");
        }
        text.replace(&self.path("").display().to_string(), "[ROOT]/")
    }
}

/// The modules' names.
pub fn names(program: &Program) -> Vec<&str> {
    program
        .modules
        .iter()
        .map(|module| module.name.as_str())
        .collect()
}

/// Who imports what: `a.js ./b.js b.js`, one line for each import.
pub fn imports(program: &Program) -> String {
    let mut text = String::new();
    for module in &program.modules {
        for import in &module.imports {
            let target = match &import.target {
                Target::Module { index, .. } => &program.modules[*index].name,
                Target::Require => "jsc:require",
                Target::Builtin(name) => name,
            };
            text += &format!("{} {} {target}\n", module.name, import.specifier);
        }
    }
    text
}

/// A symbolic link at `link`, in the project, to `target`.
#[cfg(unix)]
pub fn symlink(project: &Project, target: &str, link: &str) {
    std::os::unix::fs::symlink(Path::new(target), project.path(link)).expect("a link");
}

/// The text that the engine gets of a module, with runs of white space as one space.
pub fn text(program: &Program, name: &str) -> String {
    let module = program.modules.iter().find(|module| module.name == name);
    let module = module.unwrap_or_else(|| panic!("no {name} in {:?}", names(program)));
    let text = String::from_utf8_lossy(&module.source);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
