//! `jsc build`
use super::{cwd, describe, entry, is_standard_stream, preinit_report};
use crate::args::Build;
use crate::cache_folder;
use crate::choices::{Choices, normal};
use crate::config;
use crate::entries::{self, Entries};
use crate::failure::Failure;
use crate::files::{create_folders, is_same_file, unwritable, write_atomically, write_stdout};
use crate::parallel;
use crate::report::{Made, Module, Report, human_bytes};
use jsc_compiler::metafile::Origin;
use jsc_compiler::{Artifact, Compiler, Metadata, Metafile, Options, Problem, Reach, Reached};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

pub fn run(args: &Build, report: &Report) -> Result<ExitCode, Failure> {
    let cwd = cwd()?;
    let entries = entries::expand(&args.entries, &cwd)?;
    let flags = Choices::of_build(args, &cwd);
    let config = config::load(&args.compile.config, &entries.paths[0], &cwd)?;
    let choices = flags.over(config);
    let jobs = jobs(args, &entries, &choices, &cwd)?;
    if let Some(metafile) = &choices.metafile {
        check_metafile(metafile, &jobs, &cwd)?;
    }
    let compiler = Compiler::new(Options {
        cache: cache_folder::of(&args.compile),
        ..choices.options()
    });
    let deny = choices.deny_warnings.unwrap_or_default();
    let builds = parallel::map(&jobs, |job| build(job, &compiler, deny));
    let code = tell(&jobs, &builds, entries.several, report);
    if let Some(metafile) = &choices.metafile {
        write_metafile(metafile, &jobs, &builds)?;
    }
    Ok(code)
}

/// A program to build.
struct Job {
    entry: PathBuf,
    /// Where the module goes; `-` for stdout.
    output: PathBuf,
    /// Folders on the way there may be made.
    folders: bool,
}

impl Job {
    /// The output as a metafile and JSON messages call it.
    fn output_name(&self) -> String {
        self.output
            .display()
            .to_string()
            .replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// What became of a job.
struct Outcome {
    result: Result<Built, Failure>,
    warnings: Vec<Problem>,
    ms: u128,
}

/// A module that was written.
struct Built {
    bytes: usize,
    metadata: Metadata,
    reached: Vec<Reached>,
    origin: Origin,
}

fn jobs(
    args: &Build,
    entries: &Entries,
    choices: &Choices,
    cwd: &Path,
) -> Result<Vec<Job>, Failure> {
    let paths = &entries.paths;
    if entries.several && args.out.is_some() {
        return Err(Failure::usage(
            "-o is for one program; several go to --out-dir DIR",
        ));
    }
    let folder = match (&args.out, &choices.out_dir) {
        (None, Some(folder)) if !is_standard_stream(&paths[0]) => folder,
        _ if entries.several => {
            return Err(Failure::usage("several programs need --out-dir DIR"));
        }
        _ => {
            let entry = paths[0].clone();
            let output = out_path(&entry, args.out.as_deref())?;
            return Ok(vec![Job {
                entry,
                output,
                folders: false,
            }]);
        }
    };
    let outputs = entries::outputs(paths, folder, cwd)?;
    let jobs = paths.iter().cloned().zip(outputs);
    Ok(jobs
        .map(|(entry, output)| Job {
            entry,
            output,
            folders: true,
        })
        .collect())
}

/// Where the module of a single program goes.
fn out_path(entry: &Path, out: Option<&Path>) -> Result<PathBuf, Failure> {
    match out {
        Some(out) if !is_standard_stream(out) && is_same_file(out, entry) => {
            Err(Failure::usage(format!(
                "{} is the program itself: -o would overwrite it",
                out.display()
            )))
        }
        Some(out) => Ok(out.to_owned()),
        None if is_standard_stream(entry) => Err(Failure::usage(
            "a program from stdin needs -o FILE, or -o - for stdout",
        )),
        None => Ok(entry.with_extension("wasm")),
    }
}

/// The metafile is written last, and must not replace what was read or made.
fn check_metafile(metafile: &Path, jobs: &[Job], cwd: &Path) -> Result<(), Failure> {
    if is_standard_stream(metafile) {
        return match jobs.iter().any(|job| is_standard_stream(&job.output)) {
            true => Err(Failure::usage("-o - and --metafile - cannot share stdout")),
            false => Ok(()),
        };
    }
    let is_metafile = |path: &Path| {
        normal(&cwd.join(path)) == normal(&cwd.join(metafile)) || is_same_file(path, metafile)
    };
    let what = if jobs.iter().any(|job| is_metafile(&job.entry)) {
        "a program"
    } else if jobs.iter().any(|job| is_metafile(&job.output)) {
        "a module"
    } else if metafile.is_dir() {
        return Err(unwritable(metafile, "it is a directory"));
    } else {
        return Ok(());
    };
    Err(Failure::usage(format!(
        "--metafile {} would overwrite {what}",
        metafile.display()
    )))
}

fn build(job: &Job, compiler: &Compiler, deny: bool) -> Outcome {
    let started = Instant::now();
    let mut warnings = Vec::new();
    let result = compile(&job.entry, compiler, deny, &mut warnings).and_then(|artifact| {
        write(job, &artifact.wasm)?;
        Ok(Built {
            bytes: artifact.wasm.len(),
            metadata: artifact.metadata,
            reached: artifact.reached,
            origin: artifact.origin,
        })
    });
    Outcome {
        result,
        warnings,
        ms: started.elapsed().as_millis(),
    }
}

/// Compiles the program at a path argument. Its warnings are moved to
/// `warnings`, or are the failure when they are denied.
pub fn compile(
    path: &Path,
    compiler: &Compiler,
    deny: bool,
    warnings: &mut Vec<Problem>,
) -> Result<Artifact, Failure> {
    let mut artifact = compiler.build(&entry(path)?)?;
    let found = std::mem::take(&mut artifact.warnings);
    if deny && !found.is_empty() {
        let errors = found.into_iter().map(Problem::into_error).collect();
        return Err(Failure::program(errors, 0));
    }
    warnings.extend(found);
    Ok(artifact)
}

fn write(job: &Job, wasm: &[u8]) -> Result<(), Failure> {
    if is_standard_stream(&job.output) {
        return write_stdout(wasm);
    }
    if job.folders {
        create_folders(&job.output)?;
    }
    write_atomically(&job.output, wasm)
}

/// Prints what became of the jobs, in their order.
fn tell(jobs: &[Job], builds: &[Outcome], several: bool, report: &Report) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for (job, build) in jobs.iter().zip(builds) {
        let entry = job.entry.display().to_string();
        report.warnings(&build.warnings, Some(&entry));
        match &build.result {
            Ok(built) => list_modules(&built.metadata, &built.reached, report),
            Err(failure) => {
                let of_one = report.failure(failure, Some(&entry));
                code = if several { ExitCode::from(1) } else { of_one };
            }
        }
    }
    let shown = jobs.iter().zip(builds);
    let rows: Vec<Made> = shown
        .filter(|(_, build)| several || build.result.is_ok())
        .map(|(job, build)| made(job, build))
        .collect();
    report.summary(&rows);
    code
}

fn made<'a>(job: &Job, build: &'a Outcome) -> Made<'a> {
    Made {
        entry: job.entry.display().to_string(),
        output: job.output.display().to_string(),
        result: match &build.result {
            Ok(built) => Ok(Module {
                bytes: built.bytes,
                kind: describe(&built.metadata.kind),
                metadata: &built.metadata,
            }),
            Err(failure) => Err(failure.count()),
        },
        ms: build.ms,
    }
}

/// The texts and the runtime's modules in a module, and what has it carry more of those than it names, for
/// `--verbose`.
pub fn list_modules(metadata: &Metadata, reached: &[Reached], report: &Report) {
    for module in &metadata.modules {
        let (size, name) = (human_bytes(module.bytes), &module.name);
        report.detail(format_args!("  {size:>8}  {name}"));
    }
    for name in &metadata.builtins {
        report.detail(format_args!("   runtime  {name}"));
    }
    for Reached { reach, place } in reached {
        let why = match reach {
            Reach::Any => "all, for a name is computed",
            Reach::Object => "by words, for the global object is passed on",
            Reach::Code => "by words, for text is compiled",
        };
        report.detail(format_args!("   globals  {why} at {place}"));
    }
    report.detail(preinit_report(&metadata.preinit).trim_end());
}

/// Writes about the programs that were built, if any was.
fn write_metafile(path: &Path, jobs: &[Job], builds: &[Outcome]) -> Result<(), Failure> {
    let mut metafile = Metafile::default();
    for (job, build) in jobs.iter().zip(builds) {
        if let Ok(built) = &build.result {
            let name = match is_standard_stream(&job.output) {
                true => "<stdout>".to_owned(),
                false => job.output_name(),
            };
            metafile.add(name, built.origin.clone());
        }
    }
    if metafile.outputs.is_empty() {
        return Ok(());
    }
    let json =
        serde_json::to_string_pretty(&metafile).map_err(|e| Failure::message(e.to_string()))?;
    let json = json + "\n";
    if is_standard_stream(path) {
        return write_stdout(json.as_bytes());
    }
    create_folders(path)?;
    write_atomically(path, json.as_bytes())
}
