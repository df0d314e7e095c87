//! The function table with holes where functions were.
//!
//! A hole is a null reference wherever that costs less: the table is written
//! as several segments with gaps between them. Short gaps are filled with a
//! function that traps, because a segment costs more than a few indices. Both
//! are plain Wasm 1.0, and calling either is a trap.

use wasm_encoder::Encode;

/// Bytes a segment costs besides its function indices (flags, `i32.const` and
/// an offset of two bytes, `end`, count), and so the longest gap worth filling:
/// an index of the trapping function is one byte.
const SEGMENT_OVERHEAD: u32 = 6;

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// A run of slots with one segment.
struct Segment {
    first: u32,
    /// Functions by their old index; none for a filled gap.
    functions: Vec<Option<u32>>,
}

/// How the table is going to be written.
pub(super) struct Elements {
    segments: Vec<Segment>,
}

impl Elements {
    /// Plans the table that has these functions in these slots, given ascending.
    pub(super) fn plan(slots: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut segments: Vec<Segment> = Vec::new();
        for (slot, function) in slots {
            if let Some(last) = segments.last_mut() {
                let next = last.first + u32::try_from(last.functions.len()).unwrap_or(u32::MAX);
                let gap = slot.saturating_sub(next);
                if gap <= SEGMENT_OVERHEAD {
                    let filled = last.functions.len() + gap as usize;
                    last.functions.resize(filled, None);
                    last.functions.push(Some(function));
                    continue;
                }
            }
            segments.push(Segment {
                first: slot,
                functions: vec![Some(function)],
            });
        }
        Self { segments }
    }

    /// Whether the trapping function is needed.
    pub(super) fn has_filled_gaps(&self) -> bool {
        self.segments
            .iter()
            .any(|segment| segment.functions.contains(&None))
    }

    /// The number of segments.
    pub(super) fn count(&self) -> usize {
        self.segments.len()
    }

    /// The segments encoded, given the new index of each function by its old
    /// one, and of the trapping function by none. None when a function has no
    /// new index.
    pub(super) fn encode(&self, index: impl Fn(Option<u32>) -> Option<u32>) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        for segment in &self.segments {
            out.push(0);
            out.push(I32_CONST);
            segment.first.cast_signed().encode(&mut out);
            out.push(END);
            segment.functions.len().encode(&mut out);
            for function in &segment.functions {
                index(*function)?.encode(&mut out);
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(slots: &[u32]) -> Vec<(u32, Vec<Option<u32>>)> {
        Elements::plan(slots.iter().map(|slot| (*slot, slot + 100)))
            .segments
            .into_iter()
            .map(|segment| (segment.first, segment.functions))
            .collect()
    }

    #[test]
    fn short_gaps_are_filled_and_long_ones_split() {
        assert_eq!(
            planned(&[1, 3, 20]),
            [(1, vec![Some(101), None, Some(103)]), (20, vec![Some(120)])]
        );
    }

    #[test]
    fn no_live_slot_means_no_segment() {
        let elements = Elements::plan([]);
        assert_eq!(elements.count(), 0);
        assert!(!elements.has_filled_gaps());
    }
}
