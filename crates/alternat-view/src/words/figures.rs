//! Digits: numbers as a language writes them.

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::Locale;

/// How a language writes numbers.
pub(super) struct Figures {
    grouped: Option<DecimalFormatter>,
    bare: Option<DecimalFormatter>,
}

impl Figures {
    /// The figures of a locale that may name its digits, such as `ar-u-nu-arab`; ASCII digits for what is no locale.
    pub(super) fn of(locale: &str) -> Figures {
        let locale = locale.parse::<icu_locale::Locale>().ok();
        let with = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            locale.as_ref().and_then(|locale| DecimalFormatter::try_new(locale.into(), options).ok())
        };
        Figures { grouped: with(GroupingStrategy::Min2), bare: with(GroupingStrategy::Never) }
    }

    /// A count: grouped from five digits on.
    pub(super) fn grouped(&self, number: u64) -> String {
        said(&self.grouped, number)
    }

    /// A year or a day: never grouped.
    pub(super) fn bare(&self, number: u64) -> String {
        said(&self.bare, number)
    }
}

fn said(formatter: &Option<DecimalFormatter>, number: u64) -> String {
    match formatter {
        Some(formatter) => formatter.format(&number.into()).to_string(),
        None => number.to_string(),
    }
}

/// Says the numbers of a message in the digits of its language.
pub(super) fn say(value: &FluentValue, memo: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    memo.with_try_get::<Tag, _, _>((), |tag| Locale::of(&tag.0).number(*value as u64)).ok()
}

/// The tag of a message's language, which the formatter of a bundle is told only in this way.
struct Tag(String);

impl Memoizable for Tag {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(language: LanguageIdentifier, _: ()) -> Result<Tag, Self::Error> {
        Ok(Tag(language.to_string()))
    }
}
