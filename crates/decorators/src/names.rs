//! Names for what the edits add.
use std::cell::Cell;

/// Makes names that the program does not have.
#[derive(Debug)]
pub(crate) struct Names {
    prefix: String,
    made: Cell<u32>,
}

impl Names {
    /// Names with a prefix that is nowhere in `source`.
    pub(crate) fn for_source(source: &str) -> Self {
        let prefix = std::iter::once("__jsc_".to_string())
            .chain((1..).map(|n: u64| format!("__jsc{n}_")))
            .find(|prefix| !source.contains(prefix.as_str()));
        Names {
            prefix: prefix.unwrap_or_default(),
            made: Cell::new(0),
        }
    }

    /// Another name; `what` is part of it.
    pub(crate) fn fresh(&self, what: &str) -> String {
        self.made.set(self.made.get() + 1);
        format!("{}{what}{}", self.prefix, self.made.get())
    }

    /// The name under which the helper `what` is imported.
    pub(crate) fn helper(&self, what: &str) -> String {
        format!("{}{what}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_one_that_the_source_lacks() {
        assert_eq!(Names::for_source("").fresh("c"), "__jsc_c1");
        assert_eq!(Names::for_source("__jsc_c1").fresh("c"), "__jsc1_c1");
        assert_eq!(
            Names::for_source("__jsc_ __jsc1_").helper("start"),
            "__jsc2_start"
        );
    }
}
