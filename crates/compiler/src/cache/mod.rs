//! Finished modules on disk, by what they are made of.
//!
//! The front end runs for every build; what it gives, with the options, is the [`Key`]. So a file that
//! changes, appears, or is resolved otherwise is another key, and nothing has to be compared with the disk.
mod key;

pub use key::Key;

use sha2::{Digest, Sha256};
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What the files may take together.
const MAX_BYTES: u64 = 512 << 20;

/// A file starts with the digest of the rest.
const DIGEST_BYTES: usize = 32;

/// Begins the names of files that are being written.
const PARTIAL: &str = ".partial-";

/// Files that nobody finished are removed after this time.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A folder of finished modules. Whatever is wrong with the folder, a build works as without it.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    max_bytes: u64,
}

impl Cache {
    /// The cache in `folder`, which need not exist.
    pub fn new(folder: PathBuf) -> Self {
        Cache {
            folder,
            max_bytes: MAX_BYTES,
        }
    }

    /// The module of that key, if it is there and whole.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.path(key);
        let mut file = File::open(&path).ok()?;
        let mut digest = [0; DIGEST_BYTES];
        file.read_exact(&mut digest).ok()?;
        let mut module = Vec::new();
        file.read_to_end(&mut module).ok()?;
        if Sha256::digest(&module)[..] != digest {
            return None;
        }
        // The files that were not used for the longest time are removed first.
        let _ = File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(module)
    }

    /// Keeps a module. Others see all of the file or nothing.
    pub fn put(&self, key: &Key, module: &[u8]) {
        if module.len() as u64 <= self.max_bytes && self.write(key, module).is_ok() {
            self.shrink();
        }
    }

    fn write(&self, key: &Key, module: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(PARTIAL)
            .tempfile_in(&self.folder)?;
        file.write_all(&Sha256::digest(module))?;
        file.write_all(module)?;
        file.persist(self.path(key))?;
        Ok(())
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(key.name())
    }

    /// Removes what was not used for the longest time, until the rest is small enough. One process
    /// at a time does so; a file that another removes meanwhile is as good as removed.
    fn shrink(&self) {
        let Ok(_alone) = self.lock() else {
            return;
        };
        let mut files = self.files();
        files.sort_by_key(|file| std::cmp::Reverse(file.used));
        let mut total = 0;
        for file in files {
            total += file.bytes;
            if total > self.max_bytes || file.is_abandoned() {
                let _ = fs::remove_file(&file.path);
            }
        }
    }

    fn lock(&self) -> Result<File, TryLockError> {
        let lock = File::create(self.folder.join("lock")).map_err(TryLockError::Error)?;
        lock.try_lock()?;
        Ok(lock)
    }

    fn files(&self) -> Vec<Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| Kept::of(&entry.path()))
            .collect()
    }
}

/// A file of the cache.
struct Kept {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

impl Kept {
    /// None for what is no file of the cache.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        if !Key::is_name(name) && !name.starts_with(PARTIAL) {
            return None;
        }
        let about = path.metadata().ok().filter(fs::Metadata::is_file)?;
        Some(Kept {
            path: path.to_owned(),
            bytes: about.len(),
            used: about.modified().ok()?,
        })
    }

    fn is_abandoned(&self) -> bool {
        let name = self.path.file_name().and_then(|name| name.to_str());
        let age = self.used.elapsed().unwrap_or_default();
        name.is_some_and(|name| name.starts_with(PARTIAL)) && age > ABANDONED
    }
}

#[cfg(test)]
mod tests;
