use super::{Cache, Key, PARTIAL};
use std::fs::{self, File};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn cache(max_bytes: u64) -> (TempDir, Cache) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let cache = Cache {
        folder: folder.path().join("below/jsc"),
        max_bytes,
    };
    (folder, cache)
}

fn key(name: &str) -> Key {
    Key::of_bytes(name.as_bytes())
}

fn age(cache: &Cache, key: &Key, seconds: u64) {
    let file = File::options().append(true).open(cache.path(key));
    let then = SystemTime::now() - Duration::from_secs(seconds);
    let aged = file.and_then(|file| file.set_modified(then));
    aged.expect("the file is there");
}

#[test]
fn what_was_put_is_got() {
    let (_folder, cache) = cache(1000);
    assert_eq!(cache.get(&key("a")), None);
    cache.put(&key("a"), b"module");
    cache.put(&key("empty"), b"");
    assert_eq!(cache.get(&key("a")).as_deref(), Some(&b"module"[..]));
    assert_eq!(cache.get(&key("empty")).as_deref(), Some(&b""[..]));
    assert_eq!(cache.get(&key("b")), None);
}

#[test]
fn a_damaged_file_is_none_and_is_replaced() {
    let (_folder, cache) = cache(1000);
    cache.put(&key("a"), b"module");
    let path = cache.path(&key("a"));
    let whole = fs::read(&path).expect("the file is there");
    let mut flipped = whole.clone();
    flipped[40 - 6] ^= 1;
    for damaged in [&whole[..whole.len() - 1], &whole[..31], &[], &flipped] {
        fs::write(&path, damaged).expect("the file is writable");
        assert_eq!(cache.get(&key("a")), None);
    }
    cache.put(&key("a"), b"module");
    assert_eq!(cache.get(&key("a")).as_deref(), Some(&b"module"[..]));
}

#[test]
fn what_was_not_used_for_the_longest_time_goes_first() {
    // A file is 32 bytes of digest and its contents.
    let (_folder, cache) = cache(3 * 42);
    for (name, seconds) in [("a", 30), ("b", 20), ("c", 10)] {
        cache.put(&key(name), &[0; 10]);
        age(&cache, &key(name), seconds);
    }
    assert!(cache.get(&key("a")).is_some());
    cache.put(&key("d"), &[0; 10]);
    let left = ["a", "b", "c", "d"].map(|name| cache.get(&key(name)).is_some());
    assert_eq!(left, [true, false, true, true]);
    cache.put(&key("large"), &[0; 1000]);
    assert!(cache.get(&key("large")).is_none() && cache.get(&key("d")).is_some());
}

#[test]
fn other_files_stay_and_abandoned_ones_go() {
    let (_folder, cache) = cache(50);
    cache.put(&key("a"), b"module");
    let of_others = cache.folder.join("notes.txt");
    let (old, new) = (format!("{PARTIAL}old"), format!("{PARTIAL}new"));
    for path in [
        &of_others,
        &cache.folder.join(&old),
        &cache.folder.join(&new),
    ] {
        fs::write(path, b"").expect("the folder is writable");
    }
    let file = File::options().append(true).open(cache.folder.join(&old));
    let then = SystemTime::now() - Duration::from_secs(7200);
    let aged = file.and_then(|file| file.set_modified(then));
    aged.expect("the file is there");
    cache.put(&key("b"), b"module");
    assert!(of_others.exists());
    assert!(!cache.folder.join(old).exists());
    assert!(cache.folder.join(new).exists());
    assert_eq!(cache.get(&key("a")), None);
}

#[test]
fn a_folder_that_cannot_be_is_no_error() {
    let (folder, cache) = cache(1000);
    fs::write(folder.path().join("below"), "a file").expect("the folder is writable");
    cache.put(&key("a"), b"module");
    assert_eq!(cache.get(&key("a")), None);
}
