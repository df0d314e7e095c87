//! What oxc_resolver is told.

use crate::options::Settings;
use jsc_abi::ImportKind;
use oxc_resolver::{ResolveOptions, TsconfigDiscovery, TsconfigOptions, TsconfigReferences};
use std::path::Path;

/// Conditions of package.json's `exports` that always hold, the most specific first.
const CONDITIONS: [&str; 3] = ["jsc", "wasi", "worker"];

/// The condition of Node, which only a user adds.
const NODE: &str = "node";

/// The field of package.json that says what stands for the package, or files of it, in browsers.
const BROWSER: &str = "browser";

/// Extensions that a specifier may leave out, in the order of esbuild.
const EXTENSIONS: [&str; 9] = [
    ".tsx", ".ts", ".jsx", ".js", ".mts", ".mjs", ".cts", ".cjs", ".json",
];

/// The rules for one kind of import.
pub(super) fn of(kind: ImportKind, settings: &Settings, cwd: &Path) -> ResolveOptions {
    // A package's `main` is what `require` gets: its `module` may be another
    // instance of what else in the program requires.
    let (condition, main_fields) = match kind {
        ImportKind::Import => ("import", ["module", "main"]),
        ImportKind::Require => ("require", ["main", "module"]),
    };
    // Who asks for what a package has for Node does not want what it has for browsers instead.
    let is_node = settings.conditions.iter().any(|name| name == NODE);
    let browser = (!is_node).then_some(BROWSER);
    let conditions = settings.conditions.iter().map(String::as_str);
    ResolveOptions {
        cwd: Some(cwd.to_path_buf()),
        tsconfig: Some(match &settings.tsconfig {
            Some(file) => TsconfigDiscovery::Manual(TsconfigOptions {
                config_file: cwd.join(file),
                references: TsconfigReferences::Auto,
            }),
            None => TsconfigDiscovery::Auto,
        }),
        alias_fields: browser.iter().map(|field| vec![(*field).into()]).collect(),
        condition_names: conditions
            .chain(CONDITIONS)
            .chain([condition, "default"])
            .map(str::to_owned)
            .collect(),
        extensions: EXTENSIONS.map(str::to_owned).to_vec(),
        extension_alias: aliases(),
        main_fields: browser
            .into_iter()
            .chain(main_fields)
            .map(str::to_owned)
            .collect(),
        // What the environment of a build says must not change its result.
        node_path: false,
        ..ResolveOptions::default()
    }
}

/// TypeScript's rule: a specifier names the file that the compiler would write.
fn aliases() -> Vec<(String, Vec<String>)> {
    let alias = |from: &str, to: &[&str]| {
        let to = to.iter().map(|to| (*to).to_owned()).collect();
        (from.to_owned(), to)
    };
    vec![
        alias(".js", &[".js", ".ts", ".tsx", ".jsx"]),
        alias(".jsx", &[".jsx", ".tsx"]),
        alias(".mjs", &[".mjs", ".mts"]),
        alias(".cjs", &[".cjs", ".cts"]),
    ]
}
