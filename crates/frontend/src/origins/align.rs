//! Finds the copied stretches of a printed text.

use super::Piece;

/// The pieces of `text`, printed from the syntax tree of `source`: from each
/// anchor, a pair of offsets that belong together, both texts are followed as
/// long as they differ in white space only.
pub(super) fn pieces(
    text: &str,
    source: &str,
    anchors: impl Iterator<Item = (u32, u32)>,
) -> Vec<Piece> {
    let mut anchors: Vec<_> = anchors.collect();
    anchors.sort_by_key(|(at, _)| *at);
    anchors.dedup_by_key(|(at, _)| *at);
    let mut pieces = Vec::with_capacity(anchors.len());
    let mut arrived = None;
    for (i, &(at, from)) in anchors.iter().enumerate() {
        // The printer knows no parentheses: behind those of the file, what it
        // says of a bracket is one off, and the comparison knows better.
        let is_same =
            |from: u32| text.as_bytes().get(at as usize) == source.as_bytes().get(from as usize);
        let from = match arrived {
            Some(arrived) if !is_same(from) && is_same(arrived) => arrived,
            _ => from,
        };
        let end = anchors.get(i + 1).map_or(text.len() as u32, |(at, _)| *at);
        let follower = Follower {
            text: &text.as_bytes()[..(end as usize).min(text.len())],
            source: source.as_bytes(),
        };
        arrived = follower.follow(at, from, &mut pieces);
    }
    pieces
}

struct Follower<'a> {
    /// Up to the next anchor.
    text: &'a [u8],
    source: &'a [u8],
}

impl Follower<'_> {
    /// Adds the pieces up to the end of the text. The result is where the file's
    /// text goes on, when all was followed.
    fn follow(&self, at: u32, from: u32, pieces: &mut Vec<Piece>) -> Option<u32> {
        let (mut at, mut from) = (at as usize, from as usize);
        loop {
            let same = self.text[at.min(self.text.len())..]
                .iter()
                .zip(&self.source[from.min(self.source.len())..])
                .take_while(|(a, b)| a == b)
                .count();
            pieces.push(Piece {
                at: at as u32,
                source: from as u32,
                copied: same > 0,
            });
            (at, from) = (at + same, from + same);
            if at >= self.text.len() {
                return (same > 0).then_some(from as u32);
            }
            let (next, next_from) = (
                skip_space(self.text, at, false),
                skip_space(self.source, from, true),
            );
            let is_same = self.text.get(next).is_some_and(|byte| {
                self.source.get(next_from) == Some(byte) && (next, next_from) != (at, from)
            });
            if !is_same {
                // What follows was not in the file: it stands for where it got in.
                if same > 0 {
                    pieces.push(Piece {
                        at: at as u32,
                        source: from as u32,
                        copied: false,
                    });
                }
                return None;
            }
            (at, from) = (next, next_from);
        }
    }
}

/// The offset of the first byte from `at` that is no white space, nor in a
/// comment where those are passed over.
fn skip_space(text: &[u8], mut at: usize, comments: bool) -> usize {
    loop {
        let rest = &text[at.min(text.len())..];
        let length = match rest {
            [b' ' | b'\t' | b'\n' | b'\r', ..] => 1,
            [b'/', b'*', inner @ ..] if comments => {
                match inner.windows(2).position(|w| w == b"*/") {
                    Some(end) => end + 4,
                    None => return at,
                }
            }
            [b'/', b'/', inner @ ..] if comments => {
                2 + inner.iter().take_while(|byte| **byte != b'\n').count()
            }
            _ => return at,
        };
        at += length;
    }
}
