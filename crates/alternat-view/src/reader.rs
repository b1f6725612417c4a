//! The reader, who comes first.

use alternat::words::Code;

use crate::words::Calendar;

/// Who reads: for which party, and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The party whose copy this is; `None` for a reader who belongs to none.
    pub party: Option<Code>,
    /// The interface language, a BCP 47 tag such as `en`.
    pub lang: String,
    /// The calendar in which days are said beside the Gregorian one, where the reader wants one.
    pub calendar: Option<Calendar>,
}

/// The parties in the order in which `reader` reads them: the reader's own first, the rest as agreed.
///
/// Moved to the front, never turned in a circle. A reader whose party is not on the list changes nothing.
///
/// # Source
/// Practice R1.1.
pub fn order_for(reader: &Reader, agreed: &[Code]) -> Vec<Code> {
    let (own, rest): (Vec<_>, Vec<_>) = agreed.iter().cloned().partition(|code| Some(code) == reader.party.as_ref());
    own.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_comes_first_and_the_rest_keep_their_order() {
        let rows = [
            (None, "ALD BOR CRE DOR"),
            (Some("ALD"), "ALD BOR CRE DOR"),
            (Some("CRE"), "CRE ALD BOR DOR"),
            (Some("DOR"), "DOR ALD BOR CRE"),
            (Some("EPI"), "ALD BOR CRE DOR"),
        ];
        let agreed: Vec<Code> = ["ALD", "BOR", "CRE", "DOR"].map(|code| Code(code.into())).to_vec();
        for (party, expected) in rows {
            let reader = Reader { party: party.map(|code| Code(code.into())), lang: "en".into(), calendar: None };
            let read: Vec<String> = order_for(&reader, &agreed).iter().map(Code::to_string).collect();
            assert_eq!(read.join(" "), expected, "{party:?}");
        }
    }
}
