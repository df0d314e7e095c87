//! The configuration: `jsc.config.json`, or the key `jsc` of a package.json.
mod document;
mod faults;
mod find;
mod keys;
mod value;

use crate::args::ConfigArgs;
use crate::choices::Choices;
use crate::failure::Failure;
use document::Document;
use std::path::Path;

/// The choices of the configuration that `args` name, or else of the nearest one
/// to `entry` upwards; none when there is no configuration. `cwd` is canonical.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn load(args: &ConfigArgs, entry: &Path, cwd: &Path) -> Result<Choices, Failure> {
    if args.no_config {
        return Ok(Choices::default());
    }
    let document = match &args.config {
        Some(file) => Some(Document::read_named(file, cwd)?),
        None => find::nearest(&find::folder_of(entry, cwd), cwd)?,
    };
    document.map_or_else(|| Ok(Choices::default()), |d| keys::choices(&d, cwd))
}
