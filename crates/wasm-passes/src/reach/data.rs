//! Data segments of a snapshot, without what nothing can read.

use std::ops::Range;

use wasm_encoder::Encode;

use super::ReachError;
use super::module::Segment;

/// Bytes a segment costs besides its contents: flags, `i32.const` with an
/// address beyond the first megabyte, `end`, and a length of two bytes. Zeros
/// between two segments are cheaper up to this many.
const SEGMENT_OVERHEAD: u32 = 1 + 5 + 1 + 2;

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// Encodes `segments` with the `dead` addresses left zero, as memory is where
/// no segment writes. Returns the number of segments and their bytes.
///
/// # Errors
///
/// [`ReachError::Snapshot`] when segments overlap.
pub(super) fn encode_live(
    segments: &[Segment<'_>],
    dead: &[Range<u32>],
) -> Result<(usize, Vec<u8>), ReachError> {
    let mut sorted: Vec<(u32, &[u8])> = segments
        .iter()
        .map(|segment| (segment.address, segment.data))
        .collect();
    sorted.sort_by_key(|(address, _)| *address);
    if sorted
        .windows(2)
        .any(|pair| end(pair[0]) > u64::from(pair[1].0))
    {
        return Err(ReachError::Snapshot("data segments overlap"));
    }
    let mut pieces = Vec::with_capacity(sorted.len());
    for segment in sorted {
        cut(segment, dead, &mut pieces);
    }
    let groups: Vec<&[(u32, &[u8])]> = pieces
        .chunk_by(|a, b| u64::from(b.0) - end(*a) <= u64::from(SEGMENT_OVERHEAD))
        .collect();
    let mut out = Vec::new();
    for group in &groups {
        encode_segment(group, &mut out);
    }
    Ok((groups.len(), out))
}

fn end((address, data): (u32, &[u8])) -> u64 {
    u64::from(address) + data.len() as u64
}

/// Appends what of a segment lies between the dead ranges.
fn cut<'a>(
    (address, data): (u32, &'a [u8]),
    dead: &[Range<u32>],
    pieces: &mut Vec<(u32, &'a [u8])>,
) {
    let stop = end((address, data));
    let mut from = address;
    let first = dead.partition_point(|range| range.end <= address);
    let inside = dead[first..]
        .iter()
        .take_while(|range| u64::from(range.start) < stop);
    let mut push = |from: u32, to: u64| {
        if u64::from(from) < to {
            let live = (from - address) as usize..(to - u64::from(address)) as usize;
            pieces.extend(without_outer_zeros(from, &data[live]));
        }
    };
    for range in inside {
        push(from, u64::from(range.start));
        from = range.end;
    }
    push(from, stop);
}

fn without_outer_zeros(address: u32, data: &[u8]) -> Option<(u32, &[u8])> {
    let first = data.iter().position(|byte| *byte != 0)?;
    let last = data.iter().rposition(|byte| *byte != 0)?;
    Some((address + u32::try_from(first).ok()?, &data[first..=last]))
}

fn encode_segment(pieces: &[(u32, &[u8])], out: &mut Vec<u8>) {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    out.push(0);
    out.push(I32_CONST);
    first.0.cast_signed().encode(out);
    out.push(END);
    ((end(*last) - u64::from(first.0)) as usize).encode(out);
    let start = out.len();
    for (address, data) in pieces {
        out.resize(start + (address - first.0) as usize, 0);
        out.extend_from_slice(data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The segments written, decoded again.
    fn live(segments: &[(u32, &[u8])], dead: &[Range<u32>]) -> Vec<(u32, Vec<u8>)> {
        let segments: Vec<Segment<'_>> = segments
            .iter()
            .map(|(address, data)| Segment {
                address: *address,
                data,
                position: 0,
            })
            .collect();
        let (count, bytes) = encode_live(&segments, dead).unwrap();
        let mut section = Vec::new();
        count.encode(&mut section);
        section.extend(bytes);
        let reader = wasmparser::BinaryReader::new(&section, 0);
        wasmparser::DataSectionReader::new(reader)
            .unwrap()
            .into_iter()
            .map(|segment| {
                let segment = segment.unwrap();
                let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else {
                    panic!("passive segment");
                };
                let offset = offset_expr.get_operators_reader().read().unwrap();
                let wasmparser::Operator::I32Const { value } = offset else {
                    panic!("{offset:?}");
                };
                (value.cast_unsigned(), segment.data.to_vec())
            })
            .collect()
    }

    #[test]
    fn dead_bytes_are_not_written() {
        let data = [7; 40];
        let found = live(&[(100, &data)], &[90..102, 110..130, 138..200]);
        assert_eq!(found, [(102, vec![7; 8]), (130, vec![7; 8])]);
    }

    #[test]
    fn a_short_gap_is_filled_with_zeros_instead_of_a_new_segment() {
        let found = live(
            &[(100, &[1; 4]), (106, &[2, 2, 0, 0])],
            std::slice::from_ref(&(101..103)),
        );
        assert_eq!(found, [(100, vec![1, 0, 0, 1, 0, 0, 2, 2])]);
    }

    #[test]
    fn segments_come_out_in_order_and_wholly_dead_ones_vanish() {
        let found = live(
            &[(500, &[5; 3]), (100, &[1; 3]), (300, &[3; 3])],
            std::slice::from_ref(&(300..303)),
        );
        assert_eq!(found, [(100, vec![1; 3]), (500, vec![5; 3])]);
    }

    #[test]
    fn addresses_above_two_gigabytes_survive() {
        let high = 0x9000_0000;
        assert_eq!(live(&[(high, &[9])], &[]), [(high, vec![9])]);
    }

    #[test]
    fn overlapping_segments_are_refused() {
        let segment = |address| Segment {
            address,
            data: &[1, 2, 3],
            position: 0,
        };
        assert!(encode_live(&[segment(0), segment(2)], &[]).is_err());
    }
}
