//! `native:segmenter`: the boundaries in texts of UAX #29 (<https://www.unicode.org/reports/tr29/>).
use super::{Args, array, natives};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, SentenceSegmenter, WordSegmenter};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:segmenter" {
    c"graphemes" => graphemes,
    c"words" => words,
    c"sentences" => sentences,
} }

/// An array of the places of boundaries, the start and the end of the text among them.
fn places<'js>(ctx: &Ctx<'js>, places: impl Iterator<Item = usize>) -> Result<Value<'js>> {
    let number = |place: usize| Value::new_int(ctx.clone(), place as i32);
    array(ctx, places.map(number))
}

/// `graphemes(text)`: where its characters end as readers see them.
fn graphemes<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf16(0)?;
    places(ctx, GraphemeClusterSegmenter::new().segment_utf16(&text))
}

/// `words(text)`: as above, each place followed by 1 when what ends there is a word and by 0 when it is not. Scripts
/// whose words only a dictionary can tell apart are cut by the rules alone.
fn words<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf16(0)?;
    let segmenter =
        WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    let mut found = Vec::new();
    let mut words = segmenter.segment_utf16(&text);
    while let Some(place) = words.next() {
        found.extend([place, usize::from(words.is_word_like())]);
    }
    places(ctx, found.into_iter())
}

/// `sentences(text)`: where its sentences end.
fn sentences<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let text = args.utf16(0)?;
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    places(ctx, segmenter.segment_utf16(&text))
}
