//! `native:collator`: comparison of texts by the Unicode Collation Algorithm with CLDR's root order
//! (<https://www.unicode.org/reports/tr10/>, <https://www.unicode.org/reports/tr35/tr35-collation.html>), which is
//! that of English too.
use super::handle::Class;
use super::{Args, natives};
use crate::engine;
use icu_collator::options::{AlternateHandling, CaseLevel, CollatorOptions, Strength};
use icu_collator::preferences::{CollationCaseFirst, CollationNumericOrdering};
use icu_collator::provider::{
    Baked, CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1,
    CollationRootV1, CollationSpecialPrimariesV1, CollationTailoringV1,
};
use icu_collator::{Collator, CollatorPreferences};
use icu_normalizer::provider::{Baked as Normal, NormalizerNfdDataV1, NormalizerNfdTablesV1};
use icu_provider::{
    DataError, DataErrorKind, DataMarker, DataPayload, DataProvider, DataRequest, DataResponse,
    DynamicDataMarker,
};
use rquickjs::{Ctx, Result, Value};

natives! { c"native:collator" {
    c"open" => open,
    c"compare" => compare,
} }

static COLLATOR: Class<Collator> = Class::new(c"Collator");

/// The root order alone: the crate's own provider brings the tailorings of all languages with it.
struct Root;

macro_rules! provide {
    ($($marker:ident => $data:expr),* $(,)?) => {
        $(
            impl DataProvider<$marker> for Root {
                fn load(&self, _: DataRequest) -> core::result::Result<DataResponse<$marker>, DataError> {
                    const DATA: &<$marker as DynamicDataMarker>::DataStruct = $data;
                    Ok(DataResponse {
                        metadata: Default::default(),
                        payload: DataPayload::from_static_ref(DATA),
                    })
                }
            }
        )*
    };
}

provide! {
    CollationRootV1 => Baked::SINGLETON_COLLATION_ROOT_V1,
    CollationJamoV1 => Baked::SINGLETON_COLLATION_JAMO_V1,
    CollationSpecialPrimariesV1 => Baked::SINGLETON_COLLATION_SPECIAL_PRIMARIES_V1,
    CollationMetadataV1 => Baked::COLLATION_METADATA_V1_UND,
    CollationDiacriticsV1 => Baked::COLLATION_DIACRITICS_V1_UND,
    NormalizerNfdDataV1 => Normal::SINGLETON_NORMALIZER_NFD_DATA_V1,
    NormalizerNfdTablesV1 => Normal::SINGLETON_NORMALIZER_NFD_TABLES_V1,
}

/// What only languages have that change the root order.
macro_rules! absent {
    ($($marker:ident),*) => {
        $(
            impl DataProvider<$marker> for Root {
                fn load(&self, _: DataRequest) -> core::result::Result<DataResponse<$marker>, DataError> {
                    Err(DataErrorKind::IdentifierNotFound.with_marker($marker::INFO))
                }
            }
        )*
    };
}

absent!(CollationTailoringV1, CollationReorderingV1);

/// `open(sensitivity, numeric, caseFirst, ignorePunctuation)`: a comparison; the options are those of
/// Intl.Collator.
fn open<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let mut options = CollatorOptions::default();
    let (strength, case_level) = match args.word(0)?.as_str() {
        "base" => (Strength::Primary, CaseLevel::Off),
        "accent" => (Strength::Secondary, CaseLevel::Off),
        "case" => (Strength::Primary, CaseLevel::On),
        _ => (Strength::Tertiary, CaseLevel::Off),
    };
    (options.strength, options.case_level) = (Some(strength), Some(case_level));
    if args.value(3).as_bool() == Some(true) {
        options.alternate_handling = Some(AlternateHandling::Shifted);
    }
    let mut preferences = CollatorPreferences::default();
    if args.value(1).as_bool() == Some(true) {
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    }
    preferences.case_first = match args.word(2)?.as_str() {
        "upper" => Some(CollationCaseFirst::Upper),
        "lower" => Some(CollationCaseFirst::Lower),
        _ => Some(CollationCaseFirst::False),
    };
    match Collator::try_new_unstable(&Root, preferences, options) {
        Ok(collator) => COLLATOR.wrap(ctx, collator),
        Err(_) => engine::throw(ctx, engine::ErrorClass::Type, "there is no such order"),
    }
}

/// `compare(collator, a, b)`: -1, 0 or 1.
fn compare<'js>(ctx: &Ctx<'js>, args: Args<'_, 'js>) -> Result<Value<'js>> {
    let (a, b) = (args.utf16(1)?, args.utf16(2)?);
    let collator = COLLATOR.get(ctx, args.raw(0))?.as_borrowed();
    let order = collator.compare_utf16(&a, &b);
    Ok(Value::new_int(ctx.clone(), order as i32))
}
