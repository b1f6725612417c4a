//! What a refusal says to a person.

use alternat::place::{InText, Place};
use alternat::refusal::Refusal;

use crate::bidi::{Direction, isolate, quoted};

/// Why an act does not stand, and where in it the cause lies, in a sentence.
pub fn told(refusal: Refusal, at: &Place) -> String {
    let Some(id) = at.id else {
        return match &at.text {
            Some(text) => in_text(at.field.as_deref(), text),
            None => format!("{}{}", whose(at), sentence(refusal)),
        };
    };
    let field = field(at.field.as_deref());
    let act = format!("act {}", id.short());
    match refusal {
        Refusal::NotInPast => format!("{field} names {act}, which this act has not seen."),
        Refusal::WrongKind => format!("{field} names {act}, which is of another kind than the rule asks for."),
        Refusal::DoesNotCount => format!("{field} rests on {act}, which is refused, or marked in this act's past."),
        Refusal::Revoked => format!("The feed was revoked by {act} in the act's own past, and this act lies after the cut."),
        Refusal::Forked => format!("The feed is proved forked by {act}, and its root has not resolved it in favour of this branch."),
        Refusal::AlreadyClosed => format!("{field}: {act} has closed what it would change."),
        Refusal::AlreadyDone => format!("{}{act} has done this already.", whose(&Place { id: None, ..at.clone() })),
        Refusal::HandedOver => format!("{field}: the chair has handed over by {act}, and may not do this any more."),
        Refusal::NotReplaced => format!("{field}: {act} is current and not named as replaced, or named and not current."),
        Refusal::TreeLacks => format!("{field}: the sealed tree lacks {act}, a mark or an objection that the party already holds."),
        _ => format!("{}{}", whose(at), sentence(refusal)),
    }
}

/// Where something lies that no act may hold, whatever its kind.
pub fn in_place(at: &Place) -> String {
    match &at.text {
        Some(text) => in_text(at.field.as_deref(), text),
        None => field(at.field.as_deref()),
    }
}

/// Which character of which text may not stand there, and by which rule.
fn in_text(of: Option<&str>, text: &InText) -> String {
    let rule = quoted(&text.rule);
    let character = text.character.as_ref().map_or(String::new(), |character| format!("{}, ", quoted(character)));
    let why = match text.rule.as_str() {
        "too-long" => "it is the first that is too many.",
        "empty" => "nothing in the text is to be seen.",
        "control" => "it is a control, or ends a line where there is only one.",
        "bidi-control" => "it turns the direction of what stands beside it.",
        "isolate-unbalanced" => "it begins an isolate that its paragraph does not end, or ends one that it did not begin.",
        "invisible" => "it shows nothing.",
        "joiner-out-of-place" => "no script uses a joiner there.",
        "tag-character" => "it is a tag, and shows nothing.",
        "mixed-digits" => "it is a digit of another system than those before it in the same number.",
        "mixed-scripts" => "it is of another script than those before it in the name.",
        "space-out-of-place" => "in a name a single plain space parts two words, and nothing else is white.",
        "not-nfc" => "from here on the text is not in Normalization Form C; save it in that form.",
        "unassigned" => "it is not assigned in Unicode 14.0, or is for private use.",
        _ => "spec/act.md says what a text may hold.",
    };
    format!("{}, {character}byte {}: {rule}: {why}", field(of), text.byte)
}

/// The field and the act that a general sentence is about, before it.
fn whose(at: &Place) -> String {
    match (&at.field, at.id) {
        (Some(of), Some(id)) => format!("{}, act {}: ", field(Some(of)), id.short()),
        (Some(of), None) => format!("{}: ", field(Some(of))),
        (None, Some(id)) => format!("act {}: ", id.short()),
        (None, None) => String::new(),
    }
}

/// A field by its path, which may hold names that nobody has judged.
fn field(path: Option<&str>) -> String {
    match path {
        Some(path) => format!("field \"{}\"", isolate(&quoted(path), Direction::LeftToRight)),
        None => "the body".into(),
    }
}

/// Why an act does not stand, in a sentence, and in the interface language where this program has it; otherwise in English.
pub fn sentence(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::BodyMalformed => "The body is not of its kind's shape.",
        Refusal::TextRefused => "A name, a title or a text holds characters that the profile does not allow.",
        Refusal::WrongHand => "The kind is signed by another hand: a root, a person or a node.",
        Refusal::NoCharter => "The charter is not in the act's past.",
        Refusal::BasisOutOfPlace => "A reconstruction's act says nothing of what it rests on, or an act outside a demonstration does.",
        Refusal::NotAccredited => "The feed's accreditation does not stand, or its root is no party's.",
        Refusal::Revoked => "The feed was revoked in the act's own past, and this act lies after the cut.",
        Refusal::Forked => "The feed is proved forked in the act's own past, and its root has not resolved it in favour of this branch.",
        Refusal::NotPermitted => "The accreditation does not let this signer do this.",
        Refusal::NotCleared => "A second signer of the same party has not cleared this body.",
        Refusal::NotInForce => "Not all parties whose accession the charter waits for have acceded in the act's past.",
        Refusal::NotInPast => "The body names an id that is not in the act's past.",
        Refusal::WrongKind => "The body names an act of another kind than the rule asks for.",
        Refusal::DoesNotCount => "The body names an act that is refused, or marked in this act's past.",
        Refusal::NotAParty => "The act speaks for, or names, somebody who is no party here.",
        Refusal::NoSuchOrgan => "The charter knows no such organ.",
        Refusal::TermOutOfPlace => "A term is missing where the charter has a rotation, or named where it has none.",
        Refusal::NotYours => "The act belongs to another party or to another feed.",
        Refusal::NotOpen => "What it would open or begin has not been opened yet.",
        Refusal::AlreadyClosed => "What it would change is closed.",
        Refusal::HandedOver => "The chair has handed over, and may not do this any more.",
        Refusal::AlreadyDone => "The party, or the feed, has done this already.",
        Refusal::NotReplaced => "Something current is not named as replaced, or what is named is not current.",
        Refusal::NotNext => "A number, a term or a turn is not the next one.",
        Refusal::RosterDiffers => "The roster, its count or its hash is not the one this act sees.",
        Refusal::RuleDiffers => "The decision rule or the method is not the charter's for this matter.",
        Refusal::NoQuorum => "The quorum is not there.",
        Refusal::OutcomeDiffers => "The outcome named is not the one that follows from the act's past.",
        Refusal::NotAdopted => "The decision named is not adopted.",
        Refusal::AccountDiffers => "Counters or commitments handed over are not those of the act's past.",
        Refusal::SealDiffers => "The size, root, state or rules of a seal differ from what the act's past gives.",
        Refusal::TreeLacks => "The sealed tree lacks a mark or an objection that the party already holds.",
        Refusal::NoSuchPart => "The body points at a detached part that the act does not list.",
        Refusal::NoFork => "The two acts named are no equivocation.",
        Refusal::TermsContradict => "The founding terms contradict themselves.",
    }
}

/// The refusal with a code.
pub fn of_code(code: &str) -> Option<Refusal> {
    Refusal::ALL.iter().copied().find(|refusal| refusal.code() == code)
}

#[cfg(test)]
mod tests {
    use alternat::gate::Fault;
    use alternat::id::Id;
    use alternat::place::{At, Refused};
    use alternat::text::TextRule;

    use super::*;

    fn said(refused: Refused) -> String {
        told(refused.refusal, &refused.at.expect("a place"))
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
            (Refusal::NotAccredited.naming(&id), format!("{act}: {}", sentence(Refusal::NotAccredited))),
            (Refusal::NotYours.at("put").naming(&id), format!("field \"put\", {act}: {}", sentence(Refusal::NotYours))),
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
            let line = in_text(Some("title.ar"), &InText::new(rule, 7, Some('\u{202e}')));
            assert!(line.starts_with(&format!("field \"title.ar\", U+202E, byte 7: {rule}: ")), "{line}");
            assert!(!line.ends_with("spec/act.md says what a text may hold."), "{line}");
        }
    }

    #[test]
    fn a_name_that_nobody_has_judged_turns_no_line() {
        let place = Place { field: Some("ti\u{202e}\ntle.\u{5d0}".into()), ..Place::default() };
        assert!(told(Refusal::BodyMalformed, &place).starts_with("field \"\u{2068}ti tle.\u{5d0}\u{2069}\": "));
    }
}
