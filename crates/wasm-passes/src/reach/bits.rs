//! A set of small integers, the unit of every reachability question.

/// A set of numbers below a bound fixed when the set is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BitSet {
    bytes: Vec<u8>,
}

impl BitSet {
    /// An empty set of numbers below `bound`.
    pub(super) fn new(bound: usize) -> Self {
        Self {
            bytes: vec![0; bound.div_ceil(8)],
        }
    }

    /// A set from [`Self::as_bytes`].
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Adds a number; true when it is new. Numbers beyond the bound are not kept.
    pub(super) fn insert(&mut self, number: usize) -> bool {
        let Some(byte) = self.bytes.get_mut(number / 8) else {
            return false;
        };
        let bit = 1 << (number % 8);
        let new = *byte & bit == 0;
        *byte |= bit;
        new
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        self.bytes
            .get(number / 8)
            .is_some_and(|byte| byte & (1 << (number % 8)) != 0)
    }

    /// Adds every number of `other`, a set of the same bound.
    pub(super) fn union_with(&mut self, other: &Self) {
        for (byte, more) in self.bytes.iter_mut().zip(&other.bytes) {
            *byte |= more;
        }
    }

    /// The numbers of the set, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.bytes.len() * 8).filter(|number| self.contains(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_new_once_and_come_back_ascending() {
        let mut set = BitSet::new(20);
        assert!(set.insert(19) && set.insert(3) && !set.insert(3));
        let mut other = BitSet::new(20);
        other.insert(8);
        set.union_with(&other);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 8, 19]);
        assert_eq!(BitSet::from_bytes(set.as_bytes()), set);
    }

    #[test]
    fn numbers_beyond_the_bound_are_absent() {
        let mut set = BitSet::new(8);
        assert!(!set.insert(8));
        assert!(!set.contains(1000));
    }
}
