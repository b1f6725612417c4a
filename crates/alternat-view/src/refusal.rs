//! What a refusal says to a person.

use alternat::id::Id;
use alternat::place::{InText, Place};
use alternat::refusal::Refusal;

use crate::bidi::quoted;
use crate::words::{Locale, Value};

/// Why an act does not stand, in a sentence.
pub fn sentence(refusal: Refusal, locale: Locale) -> String {
    locale.word(&format!("refusal-{}", refusal.code()))
}

/// Why an act does not stand, and where in it the cause lies, in a sentence.
pub fn told(refusal: Refusal, at: &Place, locale: Locale) -> String {
    let general = || format!("{}{}", whose(at, locale), sentence(refusal, locale));
    let Some(id) = at.id else {
        return match &at.text {
            Some(text) => in_text(at.field.as_deref(), text, locale),
            None => general(),
        };
    };
    // Some refusals have a sentence of their own for an act that is named.
    let naming = format!("refusal-{}-naming", refusal.code());
    let (of, act) = (field(at.field.as_deref(), locale), act(&id, locale));
    let values = [("field", Value::Said(&of)), ("act", Value::Said(&act))];
    match refusal {
        // It may be the feed that has done it already, and then no field is at fault.
        Refusal::AlreadyDone => format!("{}{}", whose(&Place { id: None, ..at.clone() }, locale), locale.say(&naming, &values)),
        _ if locale.is_said(&naming) => locale.say(&naming, &values),
        _ => general(),
    }
}

/// Where something lies that no act may hold, whatever its kind.
pub fn in_place(at: &Place, locale: Locale) -> String {
    match &at.text {
        Some(text) => in_text(at.field.as_deref(), text, locale),
        None => field(at.field.as_deref(), locale),
    }
}

/// Which character of which text may not stand there, and by which rule.
fn in_text(of: Option<&str>, text: &InText, locale: Locale) -> String {
    let why = format!("text-rule-{}", text.rule);
    let why = locale.word(if locale.is_said(&why) { &why } else { "text-rule-other" });
    let (of, rule, byte) = (field(of, locale), quoted(&text.rule), text.byte.to_string());
    let character = text.character.as_deref().map(quoted);
    let name = if character.is_some() { "text-fault-character" } else { "text-fault" };
    let character = character.unwrap_or_default();
    let values = [
        ("field", Value::Said(&of)),
        ("character", Value::from(&character)),
        ("byte", Value::from(&byte)),
        ("rule", Value::from(&rule)),
        ("why", Value::Said(&why)),
    ];
    locale.say(name, &values)
}

/// The field and the act that a general sentence is about, before it.
fn whose(at: &Place, locale: Locale) -> String {
    let (of, id) = (field(at.field.as_deref(), locale), at.id.map(|id| act(&id, locale)));
    match (at.field.is_some(), &id) {
        (true, Some(act)) => locale.say("before-field-and-act", &[("field", Value::Said(&of)), ("act", Value::Said(act))]),
        (true, None) => locale.say("before-field", &[("field", Value::Said(&of))]),
        (false, Some(act)) => locale.say("before-act", &[("act", Value::Said(act))]),
        (false, None) => String::new(),
    }
}

fn act(id: &Id, locale: Locale) -> String {
    locale.say("act-named", &[("id", &id.short())])
}

/// A field by its path, which may hold names that nobody has judged.
fn field(path: Option<&str>, locale: Locale) -> String {
    match path {
        Some(path) => locale.say("field-named", &[("field", &quoted(path))]),
        None => locale.word("field-none"),
    }
}

/// The refusal with a code.
pub fn of_code(code: &str) -> Option<Refusal> {
    Refusal::ALL.iter().copied().find(|refusal| refusal.code() == code)
}

#[cfg(test)]
mod tests {
    use alternat::gate::Fault;
    use alternat::place::{At, Refused};
    use alternat::text::TextRule;

    use super::*;

    fn said(refused: Refused) -> String {
        told(refused.refusal, &refused.at.expect("a place"), Locale::of("en"))
    }

    #[test]
    fn a_place_is_woven_into_the_sentence() {
        let id = Id::of_bytes(b"act");
        let act = format!("act {}", id.short());
        let rows = [
            (Refusal::NotInPast.at("put").naming(&id), format!("field \"put\" names {act}, which this act has not seen.")),
            (
                Refusal::DoesNotCount.at("put").naming(&id),
                format!("field \"put\" rests on {act}, which is refused, or marked in this act's past."),
            ),
            (Refusal::AlreadyDone.naming(&id), format!("{act} has done this already.")),
            (Refusal::AlreadyDone.at("of").naming(&id), format!("field \"of\": {act} has done this already.")),
            (Refusal::NotNext.at("number"), "field \"number\": A number, a term or a turn is not the next one.".into()),
            (Refusal::NotAccredited.naming(&id), format!("{act}: {}", sentence(Refusal::NotAccredited, Locale::of("en")))),
            (Refusal::NotYours.at("put").naming(&id), format!("field \"put\", {act}: {}", sentence(Refusal::NotYours, Locale::of("en")))),
        ];
        for (refused, expected) in rows {
            assert_eq!(said(refused), expected);
        }
    }

    #[test]
    fn every_refusal_says_its_field_and_its_act() {
        let id = Id::of_bytes(b"act");
        for refusal in Refusal::ALL {
            let line = said(refusal.at("f").naming(&id));
            let is_of_the_feed = matches!(refusal, Refusal::Revoked | Refusal::Forked);
            assert!(line.contains(&id.short()) && (is_of_the_feed || line.contains("\"f\"")), "{line}");
        }
    }

    #[test]
    fn every_rule_of_text_is_explained_with_its_field_character_and_byte() {
        let rules = TextRule::ALL.iter().map(|rule| rule.code()).chain([Fault::NotNfc.code(), Fault::Unassigned.code()]);
        for rule in rules {
            let line = in_text(Some("title.ar"), &InText::new(rule, 7, Some('\u{202e}')), Locale::of("en"));
            assert!(line.starts_with(&format!("field \"title.ar\", U+202E, byte 7: {rule}: ")), "{line}");
            assert!(!line.ends_with("spec/act.md says what a text may hold."), "{line}");
        }
    }

    #[test]
    fn a_name_that_nobody_has_judged_turns_no_line() {
        let place = Place { field: Some("ti\u{202e}\ntle.\u{5d0}".into()), ..Place::default() };
        assert!(told(Refusal::BodyMalformed, &place, Locale::of("en")).starts_with("field \"\u{2068}ti tle.\u{5d0}\u{2069}\": "));
    }
}
