//! Linear memory cut where data symbols begin and end.

use std::ops::Range;

use super::bits::BitSet;
use super::graph::DataSymbol;

/// A stretch of memory that is used by the same exports throughout.
pub(super) struct Region {
    pub range: Range<u32>,
    /// Which of the given reaches include it, by position.
    pub users: Vec<bool>,
}

/// Cuts the memory covered by symbols into regions, given for each export the
/// symbols it reaches.
///
/// Symbols overlap (merged strings share their tails, aliases coincide): a
/// byte is used when any symbol that covers it is. Bytes without a symbol are
/// in no region.
pub(super) fn regions(symbols: &[DataSymbol], reaches: &[&BitSet]) -> Vec<Region> {
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by_key(|symbol| symbols[*symbol].range.start);
    let mut bounds: Vec<u32> = symbols
        .iter()
        .flat_map(|symbol| [symbol.range.start, symbol.range.end])
        .collect();
    bounds.sort_unstable();
    bounds.dedup();

    let mut regions: Vec<Region> = Vec::new();
    let mut upcoming = order.into_iter().peekable();
    let mut covering: Vec<usize> = Vec::new();
    for bound in bounds.windows(2) {
        let range = bound[0]..bound[1];
        while let Some(symbol) =
            upcoming.next_if(|symbol| symbols[*symbol].range.start <= range.start)
        {
            covering.push(symbol);
        }
        covering.retain(|symbol| symbols[*symbol].range.end > range.start);
        if covering.is_empty() {
            continue;
        }
        let users = reaches
            .iter()
            .map(|reached| covering.iter().any(|symbol| reached.contains(*symbol)))
            .collect();
        push(&mut regions, Region { range, users });
    }
    regions
}

/// Appends a region, or extends the last one when it continues it.
fn push(regions: &mut Vec<Region>, region: Region) {
    match regions.last_mut() {
        Some(last) if last.range.end == region.range.start && last.users == region.users => {
            last.range.end = region.range.end;
        }
        _ => regions.push(region),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(symbols: &[(Range<u32>, [bool; 2])]) -> Vec<(Range<u32>, Vec<bool>)> {
        let mut reaches = [BitSet::new(symbols.len()), BitSet::new(symbols.len())];
        for (symbol, (_, users)) in symbols.iter().enumerate() {
            for (reached, used) in reaches.iter_mut().zip(users) {
                if *used {
                    reached.insert(symbol);
                }
            }
        }
        let symbols: Vec<DataSymbol> = symbols
            .iter()
            .map(|(range, _)| DataSymbol {
                range: range.clone(),
                edges: Vec::new(),
            })
            .collect();
        regions(&symbols, &[&reaches[0], &reaches[1]])
            .into_iter()
            .map(|region| (region.range, region.users))
            .collect()
    }

    #[test]
    fn a_byte_lives_when_any_symbol_over_it_does() {
        let found = cut(&[(10..20, [true, false]), (15..25, [false, true])]);
        assert_eq!(
            found,
            [
                (10..15, vec![true, false]),
                (15..20, vec![true, true]),
                (20..25, vec![false, true]),
            ]
        );
    }

    #[test]
    fn neighbours_with_the_same_users_are_one_region_and_gaps_are_none() {
        let found = cut(&[
            (8..12, [true, false]),
            (12..16, [true, false]),
            (20..20, [true, true]),
            (24..28, [true, false]),
        ]);
        assert_eq!(
            found,
            [(8..16, vec![true, false]), (24..28, vec![true, false])]
        );
    }
}
