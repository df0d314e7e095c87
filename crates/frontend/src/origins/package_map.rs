//! Source maps that packages bring along.
//!
//! Format: <https://tc39.es/ecma426/>

use super::LineIndex;
use crate::files;
use crate::names;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// What a file's source map says: where its text comes from.
#[derive(Debug)]
pub(crate) struct PackageMap {
    /// Names of the files as stack traces show them.
    pub files: Vec<String>,
    /// In ascending order of offset.
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    /// Byte offset in the text that the map is for.
    offset: u32,
    /// File, and zero-based line and column; none for text without an origin.
    origin: Option<(u32, u32, u32)>,
}

/// How far from the end of a file its `sourceMappingURL` is looked for, in bytes.
const TAIL: usize = 4096;

impl PackageMap {
    /// Reads the map that the text of the file at `path` names; `None` when it
    /// names none or the map is not there.
    ///
    /// # Errors
    /// What is wrong with the map, in a few words.
    pub(crate) fn of(text: &str, path: &Path, root: &Path) -> Result<Option<Self>, String> {
        let Some(url) = url(text) else {
            return Ok(None);
        };
        let (json, base) = match url.strip_prefix("data:") {
            Some(data) => (from_data(data)?, path.to_path_buf()),
            None if url.contains("://") => return Ok(None),
            None => {
                let file = path.with_file_name(url.split(['?', '#']).next().unwrap_or_default());
                match files::read(&file) {
                    Ok(json) => (json, file),
                    Err(files::Unreadable::Io(_)) => return Ok(None),
                    Err(error) => return Err(error.to_string()),
                }
            }
        };
        Self::parse(&json, text, &base, root).map(Some)
    }

    fn parse(json: &str, text: &str, base: &Path, root: &Path) -> Result<Self, String> {
        let json = json.strip_prefix(")]}'").unwrap_or(json);
        let map =
            oxc_sourcemap::SourceMap::from_json_string(json).map_err(|error| error.to_string())?;
        let lines = LineIndex::new(text);
        let source_root = map.get_source_root().unwrap_or_default();
        let files: Vec<String> = map
            .get_sources()
            .map(|source| shown(source, source_root, base, root))
            .collect();
        let mut tokens: Vec<_> = map
            .get_tokens()
            .map(|token| Token {
                offset: lines.offset(token.get_dst_line(), token.get_dst_col()),
                origin: token
                    .get_source_id()
                    .filter(|&file| (file as usize) < files.len())
                    .map(|file| (file, token.get_src_line(), token.get_src_col())),
            })
            .collect();
        tokens.sort_by_key(|token| token.offset);
        Ok(PackageMap { files, tokens })
    }

    /// File, line and column, zero-based, that the text at a byte offset is from.
    pub(super) fn position(&self, offset: u32) -> Option<(u32, u32, u32)> {
        let before = self.tokens.partition_point(|token| token.offset <= offset);
        self.tokens[before.checked_sub(1)?].origin
    }

    /// Where tokens start in a range of the text.
    pub(super) fn starts_within(&self, range: Range<u32>) -> impl Iterator<Item = u32> {
        let first = self.tokens.partition_point(|t| t.offset < range.start);
        let tokens = self.tokens[first..].iter().map(|token| token.offset);
        tokens.take_while(move |offset| *offset < range.end)
    }
}

/// The last `//# sourceMappingURL=` comment's.
fn url(text: &str) -> Option<&str> {
    let inline = text.rfind("sourceMappingURL=data:");
    let tail = text.floor_char_boundary(text.len().saturating_sub(TAIL));
    let start = inline.or_else(|| Some(tail + text[tail..].rfind("sourceMappingURL=")?))?;
    let before = text[..start].trim_end();
    let is_comment = ["//#", "//@", "/*#"].iter().any(|c| before.ends_with(c));
    let value = text[start..].split_once('=')?.1;
    let value = value.split([' ', '\n', '\r', '*', '\t']).next()?;
    (is_comment && !value.is_empty()).then_some(value)
}

fn from_data(data: &str) -> Result<String, String> {
    use base64_simd::STANDARD;
    let (head, body) = data.split_once(',').ok_or("a data URL without a comma")?;
    if !head.ends_with(";base64") {
        return Err("a data URL that is not base64".into());
    }
    let bytes = STANDARD
        .decode_to_vec(body.trim_end())
        .map_err(|_| "a data URL that is not base64")?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".into())
}

/// A source's name: its path from the project's root where it has one.
fn shown(source: &str, source_root: &str, base: &Path, root: &Path) -> String {
    let joined = match source_root {
        "" => source.to_owned(),
        folder => format!("{}/{source}", folder.trim_end_matches('/')),
    };
    if let Some(at) = joined.find("://") {
        let path = joined[at + 3..].trim_start_matches('/');
        return path.trim_start_matches("./").to_owned();
    }
    let folder = base.parent().unwrap_or(base);
    names::relative(root, &normalized(&folder.join(joined)))
}

/// Removes `.` and `..` without looking at the file system.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
