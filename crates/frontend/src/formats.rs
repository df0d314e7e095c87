//! ES module or CommonJS, and by whose rules.

use crate::found::Origin;
use crate::package::{ModuleType, Package};
use crate::parse::Format;
use std::path::Path;

/// Whether a file belongs to a package that was installed.
pub(crate) fn is_in_package(path: &Path) -> bool {
    path.components()
        .any(|component| component.as_os_str() == "node_modules")
}

/// Node's rule: <https://nodejs.org/api/packages.html#determining-module-system>
///
/// In packages it is the text that decides where package.json has no say or says
/// `commonjs`: the files behind `module` are written for bundlers.
pub(crate) fn format(
    origin: &Origin,
    path: &Path,
    package: Option<&Package>,
    in_package: bool,
) -> Format {
    match origin {
        Origin::Helper(_) => return Format::Module,
        Origin::Empty(_) | Origin::External(_) => return Format::CommonJs,
        _ => {}
    }
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("mjs" | "mts") => return Format::Module,
        Some("cjs" | "cts") => return Format::CommonJs,
        _ if *origin == Origin::Stdin => return Format::Detect,
        _ => {}
    }
    match package.and_then(|package| package.module_type) {
        Some(ModuleType::Module) => Format::Module,
        Some(ModuleType::CommonJs) if !in_package => Format::CommonJs,
        _ => Format::Detect,
    }
}

/// Whether a file's default import of a CommonJS module is its `exports.default`
/// where `__esModule` is set: when Node would not run the file as an ES module,
/// it was written for the compilers and bundlers that have it so.
pub(crate) fn has_interop(importer: &Path, package: Option<&Package>, typescript: bool) -> bool {
    let extension = importer.extension().and_then(|e| e.to_str());
    if matches!(extension, Some("mjs" | "mts")) {
        return false;
    }
    let is_module = package.and_then(|p| p.module_type) == Some(ModuleType::Module);
    !is_module && (typescript || is_in_package(importer))
}
