//! Where the pieces of a text that the engine gets come from.
//!
//! A text is copied from a file or printed from its changed syntax tree; the
//! file in turn may have been made from others, as its source map says.

mod align;
mod index;
mod package_map;

pub(crate) use index::LineIndex;
pub(crate) use package_map::PackageMap;

use jsc_abi::{Positions, Segment};

/// The pieces of a text, in ascending order of `at`; none when the text is the
/// file's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origins(pub Vec<Piece>);

/// A piece of a text, up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Byte offset in the text.
    pub at: u32,
    /// Byte offset in the file.
    pub source: u32,
    /// Byte for byte the file's; otherwise all of it stands for that one place.
    pub copied: bool,
}

impl Origins {
    /// The place in the file that a byte offset in the text comes from.
    pub(crate) fn source_of(&self, at: usize) -> usize {
        let before = self.0.partition_point(|piece| piece.at as usize <= at);
        match self.0.get(before.saturating_sub(1)) {
            None => at,
            Some(piece) if piece.copied => {
                piece.source as usize + at.saturating_sub(piece.at as usize)
            }
            Some(piece) => piece.source as usize,
        }
    }

    /// From a printed text's source map, which knows the starts of syntax nodes:
    /// between those the texts are compared.
    pub(crate) fn printed(text: &str, source: &str, map: &oxc_sourcemap::SourceMap) -> Self {
        let (to, from) = (LineIndex::new(text), LineIndex::new(source));
        let anchors = map.get_tokens().map(|token| {
            let at = to.offset(token.get_dst_line(), token.get_dst_col());
            (at, from.offset(token.get_src_line(), token.get_src_col()))
        });
        Origins(align::pieces(text, source, anchors))
    }

    /// These origins in a text that itself comes from `earlier`'s.
    pub(crate) fn after(self, earlier: &Origins) -> Self {
        if self.0.is_empty() {
            return earlier.clone();
        }
        if earlier.0.is_empty() {
            return self;
        }
        let mut pieces = Vec::new();
        for (i, piece) in self.0.iter().enumerate() {
            let end = match self.0.get(i + 1) {
                Some(next) => piece.source + (next.at - piece.at),
                None => u32::MAX,
            };
            let first = earlier
                .0
                .partition_point(|p| p.at <= piece.source)
                .saturating_sub(1);
            let covered = earlier.0[first..].iter();
            let covered = covered.take_while(|p| p.at < end.max(piece.source + 1));
            for under in covered {
                let into = piece.source.saturating_sub(under.at);
                pieces.push(Piece {
                    at: piece.at + under.at.saturating_sub(piece.source),
                    source: under.source + if under.copied { into } else { 0 },
                    copied: piece.copied && under.copied,
                });
                if !piece.copied {
                    break;
                }
            }
        }
        Origins(pieces)
    }

    /// What the engine is told: nothing when the text is the file's own and has
    /// no source map.
    pub(crate) fn positions(
        &self,
        name: &str,
        source: &str,
        map: Option<&PackageMap>,
    ) -> Positions {
        if self.0.is_empty() && map.is_none() {
            return Positions::default();
        }
        let mut table = Table {
            lines: LineIndex::new(source),
            map,
            positions: Positions {
                files: std::iter::once(name.to_owned())
                    .chain(map.into_iter().flat_map(|map| map.files.iter().cloned()))
                    .collect(),
                segments: Vec::new(),
            },
        };
        let whole = [Piece {
            at: 0,
            source: 0,
            copied: true,
        }];
        let pieces = if self.0.is_empty() {
            &whole
        } else {
            &self.0[..]
        };
        for (i, piece) in pieces.iter().enumerate() {
            let length = match pieces.get(i + 1) {
                Some(next) => next.at - piece.at,
                None => (source.len() as u32).saturating_sub(piece.source),
            };
            table.add(piece, length, source);
        }
        table.positions
    }
}

struct Table<'a> {
    lines: LineIndex,
    map: Option<&'a PackageMap>,
    positions: Positions,
}

impl Table<'_> {
    /// Adds a piece: a segment for each line of copied text and each character
    /// wider than a byte, or each token of the source map.
    fn add(&mut self, piece: &Piece, length: u32, source: &str) {
        self.push(piece.at, piece.source, piece.copied);
        if !piece.copied {
            return;
        }
        let end = (piece.source + length).min(source.len() as u32);
        let at = |offset: u32| piece.at + (offset - piece.source);
        match self.map {
            Some(map) => {
                let inner: Vec<u32> = map.starts_within(piece.source + 1..end).collect();
                inner
                    .into_iter()
                    .for_each(|offset| self.push(at(offset), offset, true));
            }
            None => {
                let Some(text) = source.get(piece.source as usize..end as usize) else {
                    return;
                };
                let mut characters = text.char_indices().peekable();
                while let Some((i, c)) = characters.next() {
                    let breaks = matches!(c, '\n' | '\r') || !c.is_ascii();
                    if breaks && characters.peek().is_some() {
                        let next = piece.source + (i + c.len_utf8()) as u32;
                        self.push(at(next), next, true);
                    }
                }
            }
        }
    }

    fn push(&mut self, at: u32, source: u32, copied: bool) {
        let mapped = self.map.and_then(|map| map.position(source));
        let segment = match mapped {
            Some((file, line, column)) => Segment {
                offset: at,
                file: file + 1,
                line: line + 1,
                column: column + 1,
                copied: false,
            },
            None => {
                let (line, column) = self.lines.position(source);
                Segment {
                    offset: at,
                    file: 0,
                    line: line + 1,
                    column: column + 1,
                    copied,
                }
            }
        };
        let segments = &mut self.positions.segments;
        match segments.last_mut() {
            Some(last) if last.offset == at => *last = segment,
            _ => segments.push(segment),
        }
    }
}

#[cfg(test)]
mod tests;
