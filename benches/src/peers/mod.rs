//! The peers: each makes an artifact of a program, one file each.
mod component;
pub mod componentize_qjs;
pub mod javy;
pub mod jsc;
pub mod node;
pub mod porffor;
pub mod qjs;
pub mod rust;
pub mod starlingmonkey;

use crate::paths;
use crate::results::{Results, Version};
use anyhow::{Context, Result, bail};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a peer makes of a program.
#[derive(Clone, Debug)]
pub enum Artifact {
    /// A WASI preview 1 command; perhaps with a module that is instantiated before it under a name.
    Core {
        wasm: PathBuf,
        plugin: Option<(String, PathBuf)>,
    },
    /// A component that exports `run`, which gives what the program prints.
    Component { wasm: PathBuf },
    /// A command for the host.
    Process(Vec<String>),
}

impl Artifact {
    /// The file that is made for each program, if it is wasm.
    pub fn wasm(&self) -> Option<&Path> {
        match self {
            Artifact::Core { wasm, .. } | Artifact::Component { wasm } => Some(wasm),
            Artifact::Process(_) => None,
        }
    }
}

/// What a program is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// Runs top to bottom and prints.
    Script,
    /// The same, of which the run is measured: nothing of it may happen at build time.
    Program,
    /// `export default`, from a JSON value to a JSON value.
    Json,
    /// `export default`, called for every line.
    Ndjson,
}

/// A program to build.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub entry: PathBuf,
    pub kind: Kind,
}

pub trait Peer {
    /// As in tables and in `--peers`.
    fn name(&self) -> &'static str;

    /// Installs or builds what is missing, and says the version.
    ///
    /// # Errors
    /// Why the peer cannot be had on this machine.
    fn prepare(&mut self) -> Result<String>;

    /// Whether the peer can run this kind of program.
    fn takes(&self, source: &Source) -> bool {
        matches!(source.kind, Kind::Script | Kind::Program)
    }

    /// The commands that build the program, in order, and what they make.
    ///
    /// # Errors
    /// When what the commands read cannot be written.
    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)>;
}

/// Every peer that `wanted` names and this machine has, the subject first.
pub fn ready(
    jsc: &Path,
    wanted: &[String],
    quick: bool,
    results: &mut Results,
) -> Vec<Box<dyn Peer>> {
    let all: Vec<Box<dyn Peer>> = vec![
        Box::new(jsc::Jsc(jsc.to_owned())),
        Box::new(javy::Javy { dynamic: false }),
        Box::new(javy::Javy { dynamic: true }),
        Box::new(componentize_qjs::ComponentizeQjs { small: false }),
        Box::new(componentize_qjs::ComponentizeQjs { small: true }),
        Box::new(starlingmonkey::StarlingMonkey),
        Box::new(porffor::Porffor),
        Box::new(qjs::Qjs),
        Box::new(node::Node),
        Box::new(rust::Rust),
    ];
    let basic = ["jsc", "javy", "javy-dynamic", "qjs", "node", "rust"];
    let mut ready = Vec::new();
    for mut peer in all {
        let name = peer.name();
        let chosen = if wanted.is_empty() {
            !quick || basic.contains(&name)
        } else {
            wanted.iter().any(|w| w == name)
        };
        if !chosen {
            continue;
        }
        match peer.prepare() {
            Ok(version) => {
                results.versions.push(Version {
                    name: name.into(),
                    version,
                });
                ready.push(peer);
            }
            Err(error) => results.absent(name, "", format!("{error:#}")),
        }
    }
    if wanted.is_empty() && !quick {
        results.absent(
            "starlingmonkey-aot",
            "",
            "weval: its npm package downloads a binary from outside the registry when it is first used",
        );
    }
    ready
}

/// Builds a program, or gives what was built of the same bytes before.
pub fn build(peer: &dyn Peer, source: &Source, version: &str) -> Result<Artifact> {
    let dir = build_dir(peer, source, version)?;
    let (commands, artifact) = peer.plan(source, &dir)?;
    let done = dir.join("done");
    if !done.exists() {
        for argv in &commands {
            run(Command::new(&argv[0]).args(&argv[1..]))?;
        }
        fs::write(done, "")?;
    }
    Ok(artifact)
}

/// A folder for what a peer makes of a source.
fn build_dir(peer: &dyn Peer, source: &Source, version: &str) -> Result<PathBuf> {
    let mut hash = DefaultHasher::new();
    (fs::read(&source.entry)?, version, source.kind as u8).hash(&mut hash);
    let dir = paths::out()
        .join("artifacts")
        .join(peer.name())
        .join(format!("{}-{:016x}", source.name, hash.finish()));
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// Runs a command to its end and gives its stdout.
///
/// # Errors
/// The line of its output that says what failed.
pub fn run(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        let line = text
            .lines()
            .find(|l| l.to_lowercase().contains("error"))
            .or(text.lines().last());
        bail!(
            "{}: {}",
            Path::new(&name).file_name().unwrap_or_default().display(),
            line.unwrap_or("failed").trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Installs the packages of a folder with a lock file, once for each lock file.
pub fn npm_install(dir: &Path) -> Result<()> {
    let lock = fs::read(dir.join("package-lock.json"))?;
    let mark = dir.join("node_modules/.installed-lock.json");
    if fs::read(&mark).ok().as_ref() == Some(&lock) {
        return Ok(());
    }
    eprintln!(
        "  npm ci in {}",
        dir.file_name().unwrap_or_default().display()
    );
    run(Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ])
        .current_dir(dir))?;
    Ok(fs::write(mark, lock)?)
}

/// The version of a package that a folder's lock file pins.
pub fn npm_version(package: &str) -> Result<String> {
    let dir = paths::benches().join("peers/npm");
    npm_install(&dir)?;
    let manifest = fs::read(dir.join("node_modules").join(package).join("package.json"))?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    Ok(manifest["version"]
        .as_str()
        .context("a package without a version")?
        .to_owned())
}

/// How esbuild makes one script of a program for a peer: `stdio` names the adapter of a function.
pub fn bundle(source: &Source, stdio: &str, format: &str, out: &Path) -> Vec<String> {
    let apps = paths::benches().join("apps");
    let adapter = match source.kind {
        Kind::Script | Kind::Program => source.entry.clone(),
        Kind::Json => apps.join("adapter-json.js"),
        Kind::Ndjson => apps.join("adapter-ndjson.js"),
    };
    vec![
        paths::npm_bin("esbuild").display().to_string(),
        "--bundle".into(),
        format!("--format={format}"),
        "--log-level=error".into(),
        format!(
            "--platform={}",
            if stdio == "node" { "node" } else { "neutral" }
        ),
        "--main-fields=module,main".into(),
        "--define:process.env.NODE_ENV=\"production\"".into(),
        format!("--alias:app={}", source.entry.display()),
        format!(
            "--alias:stdio={}",
            apps.join(format!("stdio-{stdio}.js")).display()
        ),
        format!("--outfile={}", out.display()),
        adapter.display().to_string(),
    ]
}
