//! Which file is the configuration of a program.
use super::document::{CONFIG, Document, KEY, PACKAGE};
use crate::failure::Failure;
use std::path::{Path, PathBuf};

/// The canonical folder that `entry` lies in: the working directory for stdin.
pub fn folder_of(entry: &Path, cwd: &Path) -> PathBuf {
    if entry.as_os_str() == "-" {
        return cwd.to_owned();
    }
    let path = cwd.join(entry);
    let path = path.canonicalize().unwrap_or(path);
    path.parent().unwrap_or(cwd).to_owned()
}

/// The configuration of the first folder, from `folder` upwards, that has a
/// `jsc.config.json` or is a package.
///
/// # Errors
/// That folder has two configurations, or a file in it is malformed.
pub fn nearest(folder: &Path, cwd: &Path) -> Result<Option<Document>, Failure> {
    for folder in folder.ancestors() {
        let own = Document::read_found(&folder.join(CONFIG), cwd)?;
        // Node never takes node_modules itself for a package.
        let package = match folder.ends_with("node_modules") {
            true => None,
            false => Document::read_found(&folder.join(PACKAGE), cwd)?,
        };
        match (own, package) {
            (None, None) => {}
            (Some(own), None) => return Ok(Some(own)),
            (own, Some(package)) => return one_of(own, package),
        }
    }
    Ok(None)
}

fn one_of(own: Option<Document>, package: Document) -> Result<Option<Document>, Failure> {
    let key = package.config()?.map(|config| config.key);
    match (own, key) {
        (None, None) => Ok(None),
        (Some(own), None) => Ok(Some(own)),
        (None, Some(_)) => Ok(Some(package)),
        (Some(own), Some(key)) => Err(package.fault(
            format!(
                "two configurations: this key `{KEY}`, and `{}` beside it",
                own.name
            ),
            key.unwrap_or_default(),
        )),
    }
}
