//! The sizes of small cells and of the spans they are cut from.
//!
//! Multiples of 8 up to 64, then four classes to each doubling: 80, 96, 112, 128,
//! 160 and so on to 16 KiB. Above 64 bytes a cell is at most 20 % larger than asked.

use crate::memory::BLOCK_SIZE;

/// How many size classes there are. They are numbered from 1; 0 is no class.
pub(crate) const CLASSES: usize = 40;

/// The length of a table indexed by class.
pub(crate) const SLOTS: usize = CLASSES + 1;

/// The largest cell; larger requests get a run of blocks.
pub(crate) const SMALL_MAX: usize = 16 * 1024;

/// Up to this size the class is looked up, above it is computed: sizes above are rare
/// enough not to make room for them in what every allocation executes.
const LOOKUP_MAX: usize = 1024;

/// The classes up to here are 8 bytes apart.
const LINEAR_CLASSES: usize = 8;

/// Bytes in a cell of each class.
static CELL_SIZE: [u16; SLOTS] = cell_sizes();

/// Blocks in a span of each class.
static SPAN_BLOCKS: [u8; SLOTS] = span_lengths();

/// The class for each multiple of 8 bytes, nothing more than 8-byte aligned.
static PACKED: [u8; LOOKUP_MAX / 8 + 1] = lookup_table(8);

/// The same with 16-byte aligned cells for all that is larger than 8 bytes.
static ALIGNED: [u8; LOOKUP_MAX / 8 + 1] = lookup_table(16);

const fn size_of_class(class: usize) -> usize {
    if class <= LINEAR_CLASSES {
        return class * 8;
    }
    let step = class - LINEAR_CLASSES - 1;
    (64 << (step / 4)) * (5 + step % 4) / 4
}

/// The bytes of a cell of `class`.
#[inline(always)]
pub(crate) fn cell_size(class: usize) -> usize {
    CELL_SIZE[class] as usize
}

/// The same without a check.
///
/// # Safety
///
/// `class` must be a class.
#[inline(always)]
pub(crate) unsafe fn cell_size_unchecked(class: usize) -> usize {
    // SAFETY: the caller gives a class.
    unsafe { *CELL_SIZE.get_unchecked(class) as usize }
}

/// How many blocks a span of `class` has.
pub(crate) fn span_blocks(class: usize) -> usize {
    SPAN_BLOCKS[class] as usize
}

/// How many cells a span of `class` has.
pub(crate) fn span_cells(class: usize) -> usize {
    span_blocks(class) * BLOCK_SIZE / cell_size(class)
}

/// The class whose 16-byte aligned cells (8-byte for `size` up to 8) hold `size`
/// most tightly; `None` above [`LOOKUP_MAX`].
#[inline(always)]
pub(crate) fn aligned_class(size: usize) -> Option<usize> {
    (size <= LOOKUP_MAX).then(|| ALIGNED[(size + 7) >> 3] as usize)
}

/// The class whose cells hold `size` most tightly, 16-byte aligned only if their size
/// is a multiple of 16; `None` above [`LOOKUP_MAX`].
#[inline(always)]
pub(crate) fn packed_class(size: usize) -> Option<usize> {
    (size <= LOOKUP_MAX).then(|| PACKED[(size + 7) >> 3] as usize)
}

/// The class whose cells hold `size` and all start at a multiple of `align`, if
/// there is one. Spans start at a block, so that the cell's size decides.
pub(crate) fn class_with_align(size: usize, align: usize) -> Option<usize> {
    if align > BLOCK_SIZE || size > SMALL_MAX {
        return None;
    }
    let smallest = packed_class(size).unwrap_or_else(|| geometric_class(size));
    (smallest..=CLASSES).find(|&class| cell_size(class).is_multiple_of(align))
}

/// The class whose cells hold a `size` above 64, where there are four classes to a
/// doubling, most tightly. They are all 16-byte aligned.
pub(crate) const fn geometric_class(size: usize) -> usize {
    let last = size - 1;
    let log = last.ilog2() as usize;
    LINEAR_CLASSES + 1 + (log - 6) * 4 + ((last >> (log - 2)) & 3)
}

const fn lookup_table(align: usize) -> [u8; LOOKUP_MAX / 8 + 1] {
    let mut table = [1; LOOKUP_MAX / 8 + 1];
    let mut class = 1;
    let mut index = 2;
    while index < table.len() {
        while size_of_class(class) < index * 8 || !size_of_class(class).is_multiple_of(align) {
            class += 1;
        }
        table[index] = class as u8;
        index += 1;
    }
    table
}

const fn cell_sizes() -> [u16; SLOTS] {
    let mut sizes = [0; SLOTS];
    let mut class = 1;
    while class < SLOTS {
        sizes[class] = size_of_class(class) as u16;
        class += 1;
    }
    sizes
}

/// The fewest blocks that hold enough cells and lose at most a sixteenth behind the
/// last one. Fewer of the large cells: they are rare, and a span is mapped whole.
const fn span_lengths() -> [u8; SLOTS] {
    let mut blocks = [0; SLOTS];
    let mut class = 1;
    while class < SLOTS {
        let size = size_of_class(class);
        let fewest_cells = if size <= 2048 { 8 } else { 4 };
        let mut count = 1;
        while count * BLOCK_SIZE < fewest_cells * size
            || (count * BLOCK_SIZE) % size * 16 > count * BLOCK_SIZE
        {
            count += 1;
        }
        blocks[class] = count as u8;
        class += 1;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_rise_and_end_at_the_largest_cell() {
        for class in 2..=CLASSES {
            assert!(cell_size(class) > cell_size(class - 1));
        }
        assert_eq!(cell_size(1), 8);
        assert_eq!(cell_size(CLASSES), SMALL_MAX);
    }

    fn tightest_class(size: usize) -> usize {
        packed_class(size).unwrap_or_else(|| geometric_class(size))
    }

    #[test]
    fn a_cell_is_the_smallest_that_fits() {
        for size in 0..=SMALL_MAX {
            let class = tightest_class(size);
            assert!(cell_size(class) >= size);
            assert!(class == 1 || cell_size(class - 1) < size);
        }
    }

    #[test]
    fn an_aligned_cell_is_the_smallest_aligned_one_that_fits() {
        for size in 0..=SMALL_MAX {
            let align = if size <= 8 { 8 } else { 16 };
            let class = aligned_class(size).unwrap_or_else(|| geometric_class(size));
            assert_eq!(class_with_align(size, align), Some(class));
        }
    }

    #[test]
    fn computing_the_class_agrees_with_looking_it_up() {
        for size in 65..=LOOKUP_MAX {
            assert_eq!(packed_class(size), Some(geometric_class(size)));
            assert_eq!(aligned_class(size), Some(geometric_class(size)));
        }
        assert_eq!(packed_class(LOOKUP_MAX + 1), None);
        assert_eq!(aligned_class(usize::MAX), None);
    }

    #[test]
    fn cells_waste_at_most_a_fifth_above_64_bytes() {
        for size in 65..=SMALL_MAX {
            let cell = cell_size(tightest_class(size));
            assert!((cell - size) * 5 <= cell, "{size} in {cell}");
        }
    }

    #[test]
    fn spans_lose_little_behind_their_last_cell() {
        for class in 1..=CLASSES {
            let bytes = span_blocks(class) * BLOCK_SIZE;
            let waste = bytes - span_cells(class) * cell_size(class);
            assert!(waste * 16 <= bytes, "class {class}");
            assert!(
                span_cells(class) >= 4 && bytes <= 64 * 1024,
                "class {class}"
            );
        }
    }

    #[test]
    fn powers_of_two_are_aligned_to_themselves() {
        for log in 3..=12 {
            let align = 1 << log;
            assert_eq!(cell_size(class_with_align(align, align).unwrap()), align);
            assert_eq!(cell_size(class_with_align(1, align).unwrap()), align);
        }
        assert_eq!(class_with_align(1, 8192), None);
        assert_eq!(class_with_align(SMALL_MAX + 1, 64), None);
    }
}
