//! Bodies as people write them, in JSON: read, and where in it a fault lies.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::gate::{Fault, text_fault};
use crate::limit::TOLD_CHARS_MAX;
use crate::place::{InText, Place};

/// Why JSON is not the body of a kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", field.as_ref().map_or(String::new(), |field| format!("field \"{field}\": ")))]
pub struct NotABody {
    /// The field at fault, by its path; `None` where it is the whole.
    pub field: Option<String>,
    /// What is wrong with it; at most [`TOLD_CHARS_MAX`] characters.
    pub what: String,
}

/// Reads a body.
///
/// # Errors
/// What is wrong, and in which field. Where a field is missing, the object in which it is missed is the one at fault.
pub fn read<T: DeserializeOwned>(json: &Value) -> Result<T, NotABody> {
    // In one line, the column is the byte behind which the fault was met.
    let line = json.to_string();
    serde_json::from_str(&line).map_err(|error| {
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
        NotABody { field: path_at(&line, error.column()), what: cut(what) }
    })
}

/// Checks that every text in a body may stand in an act at all: what the gate asks, told where people can find it.
///
/// # Errors
/// The [`Place`] of the first that may not.
pub fn check_texts(json: &Value) -> Result<(), Place> {
    match json {
        Value::String(text) => check_text(text),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(number, item)| check_texts(item).map_err(|place| place.within(&format!("[{number}]"))))
        }
        Value::Object(fields) => fields
            .iter()
            .try_for_each(|(name, value)| check_text(name).and_then(|()| check_texts(value)).map_err(|place| place.within(&cut(name)))),
        _ => Ok(()),
    }
}

fn check_text(text: &str) -> Result<(), Place> {
    let Some((byte, fault)) = text_fault(text) else { return Ok(()) };
    let in_text = match fault {
        Fault::NotNfc => {
            let first = text.char_indices().zip(text.nfc()).find(|((_, own), normal)| own != normal);
            InText::new(fault.code(), first.map_or(byte, |((at, _), _)| at), None)
        }
        _ => InText::new(fault.code(), byte, text[byte..].chars().next()),
    };
    Err(Place { text: Some(in_text), ..Place::default() })
}

/// The line of a JSON text on which a field begins, from 1; `None` where the text has no such field.
pub fn line_of(text: &str, field: &str) -> Option<usize> {
    let mut walk = Walk::of(text);
    while walk.step() {
        if walk.path().as_deref() == Some(field) {
            return Some(1 + text[..walk.at].matches('\n').count());
        }
    }
    None
}

/// The path of what lies before this byte of well-formed JSON.
fn path_at(text: &str, end: usize) -> Option<String> {
    let mut walk = Walk::of(text);
    while walk.at < end && walk.step() {}
    walk.path()
}

/// A walk over well-formed JSON, token by token.
struct Walk<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Step<'t>>,
}

/// What is open, and where in it.
enum Step<'t> {
    /// An object, at the value of a name; at a name where there is none yet.
    Object(Option<&'t str>),
    /// An array, at an item.
    Array(usize),
}

impl<'t> Walk<'t> {
    fn of(text: &'t str) -> Walk<'t> {
        Walk { text, at: 0, open: vec![] }
    }

    /// Goes past the next token; `false` at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.text.as_bytes().get(self.at) else { return false };
        let begin = self.at;
        self.at += 1;
        match (first, self.open.last_mut()) {
            (b'{', _) => self.open.push(Step::Object(None)),
            (b'[', _) => self.open.push(Step::Array(0)),
            (b'}' | b']', _) => drop(self.open.pop()),
            (b',', Some(Step::Object(name))) => *name = None,
            (b',', Some(Step::Array(number))) => *number += 1,
            (b'"', _) => {
                self.skip_string();
                if let Some(Step::Object(name @ None)) = self.open.last_mut() {
                    *name = self.text.get(begin + 1..self.at - 1);
                }
            }
            _ => {}
        }
        true
    }

    /// Goes past the rest of a string, its closing mark with it.
    fn skip_string(&mut self) {
        let mut is_escaped = false;
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            self.at += 1;
            match byte {
                b'"' if !is_escaped => return,
                b'\\' => is_escaped = !is_escaped,
                _ => is_escaped = false,
            }
        }
    }

    fn path(&self) -> Option<String> {
        let steps = self.open.iter().rev();
        let place = steps.fold(Place::default(), |place, step| match step {
            Step::Object(Some(name)) => place.within(&cut(name)),
            Step::Object(None) => place,
            Step::Array(number) => place.within(&format!("[{number}]")),
        });
        place.field
    }
}

/// The beginning of foreign words, as far as an error repeats them.
fn cut(words: &str) -> String {
    words.chars().take(TOLD_CHARS_MAX).collect()
}

/// Reads a string and what is written in it; what is wrong with it is told at the string itself.
///
/// # Errors
/// As `parse`.
pub(crate) fn parsed<'de, D, T, E>(d: D, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    struct Written<P, T>(P, PhantomData<T>);
    impl<P: Fn(&str) -> Result<T, E>, T, E: fmt::Display> Visitor<'_> for Written<P, T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<F: Error>(self, text: &str) -> Result<T, F> {
            self.0(text).map_err(F::custom)
        }
    }
    d.deserialize_str(Written(parse, PhantomData))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kind::{Commitment, Opening, Position, Put, Receipt, Text};

    fn at_fault<T: DeserializeOwned + fmt::Debug>(json: Value) -> (Option<String>, String) {
        let error = read::<T>(&json).unwrap_err();
        (error.field, error.what)
    }

    #[test]
    fn the_field_at_fault_is_named() {
        let id = "00".repeat(32);
        let due = |due: Value| json!({ "decision": id, "kind": "do", "what": { "en": "x" }, "responsible": ["ALD"], "due": due });
        let text = |title: Value, lang: Value| json!({ "session": id, "title": title, "replaces": null, "expressions": [{ "lang": "en", "status": "authentic", "part": 0 }, { "lang": lang, "status": "authentic", "part": 1 }] });
        let rows = [
            (at_fault::<Opening>(json!({})), None, "missing field `session`"),
            (at_fault::<Opening>(json!([])), None, "invalid length 0"),
            (at_fault::<Opening>(json!({ "session": "no id" })), Some("session"), "64"),
            (at_fault::<Opening>(json!({ "session": 7 })), Some("session"), "invalid type: integer"),
            (at_fault::<Opening>(json!({ "session": { "a": [1] } })), Some("session"), "invalid type: map"),
            (at_fault::<Opening>(json!({ "session": [id] })), Some("session"), "invalid type: sequence"),
            (at_fault::<Opening>(json!({ "session": id, "more": 1 })), Some("more"), "unknown field `more`"),
            (at_fault::<Receipt>(json!({ "of": [id, "x"] })), Some("of[1]"), "64"),
            (at_fault::<Commitment>(due(json!({ "by": {} }))), Some("due.by"), "missing field `day`"),
            (at_fault::<Commitment>(due(json!({ "by": { "day": 1 } }))), Some("due.by.day"), "invalid type"),
            (at_fault::<Commitment>(due(json!("soon"))), Some("due"), "unknown variant `soon`"),
            (
                at_fault::<Position>(json!({ "put": id, "replaces": [], "stance": { "joins_with": { "x": 1 } } })),
                Some("stance.joins_with.x"),
                "unknown field",
            ),
            (at_fault::<Text>(text(json!({ "en": "a \"b\\", "ru": 2 }), json!("en"))), Some("title.ru"), "invalid type"),
            (at_fault::<Text>(text(json!({ "en": "{[\"" }), json!(null))), Some("expressions[1].lang"), "invalid type: null"),
            (at_fault::<Put>(json!({ "roster_count": 65536 })), Some("roster_count"), "invalid value"),
        ];
        for ((field, what), expected, says) in rows {
            assert!(field.as_deref() == expected && what.contains(says), "{field:?} {what:?} is not {expected:?} {says:?}");
        }
    }

    #[test]
    fn an_error_repeats_no_more_than_the_beginning_of_foreign_words() {
        let (field, what) = at_fault::<Opening>(json!({ "x".repeat(10_000): 1 }));
        assert_eq!((field.unwrap().len(), what.len()), (TOLD_CHARS_MAX, TOLD_CHARS_MAX));
    }

    #[test]
    fn a_text_that_no_act_may_hold_is_found() {
        let rows = [
            (json!({ "title": { "en": "caf\u{e9}" } }), None),
            (json!({ "title": { "en": "x", "fr": "un cafe\u{301}" } }), Some(("title.fr", "not-nfc", 6, None))),
            (json!({ "items": [{ "en": "x" }, { "en": "ab\u{e000}" }] }), Some(("items[1].en", "unassigned", 2, Some("U+E000")))),
            (json!({ "\u{378}": 1 }), Some(("\u{378}", "unassigned", 0, Some("U+0378")))),
        ];
        for (json, expected) in rows {
            let found = check_texts(&json).err().map(|place| (place.field.unwrap(), place.text.unwrap()));
            let found = found.as_ref().map(|(field, text)| (field.as_str(), text.rule.as_str(), text.byte, text.character.as_deref()));
            assert_eq!(found, expected, "{json}");
        }
    }

    #[test]
    fn a_field_is_on_the_line_where_its_name_stands() {
        let text = "{\n  \"title\": {\n    \"en\": \"a \\\" }\",\n    \"ru\": 2 },\n  \"of\": [\n    1,\n    2\n  ]\n}";
        let rows = [("title", Some(2)), ("title.en", Some(3)), ("title.ru", Some(4)), ("of", Some(5)), ("of[1]", Some(6)), ("none", None)];
        for (field, line) in rows {
            assert_eq!(line_of(text, field), line, "{field}");
        }
    }
}
