//! What each kind of act asks of its writer: one row for each field. Forms, their reading and what is shown before signing
//! are all made from these rows.

use alternat::kind::Kind;

/// The form of a kind.
pub struct Form {
    /// The kind.
    pub kind: Kind,
    /// Its fields, in the order in which they are asked.
    pub fields: &'static [Field],
    /// Fields of the body that follow from the record, and that nobody is asked for.
    pub filled: &'static [&'static str],
}

/// A field.
pub struct Field {
    /// Its name in the body.
    pub name: &'static str,
    /// What is written there.
    pub what: What,
    /// Whether it must be filled.
    pub required: bool,
}

/// What is written in a field.
pub enum What {
    /// One line, and what stands in it at first.
    Line(&'static str),
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// A language.
    Lang,
    /// One of these.
    Choice(&'static [&'static str]),
    /// One of these, and of some of them something more.
    Variant(&'static [(&'static str, Option<Field>)]),
    /// One line in several languages.
    Title,
    /// Prose in several languages.
    Prose,
    /// A text of any length in several languages, each with its status.
    Texts,
    /// A party.
    Party,
    /// Several parties.
    Parties,
    /// An organ.
    Organ,
    /// An act of one of these kinds; of any kind, where none is named.
    Act(&'static [Kind]),
    /// Several acts of these kinds.
    Acts(&'static [Kind]),
    /// What this party said before of the same matter and now replaces.
    Replaces,
    /// A list that grows, of rows of several fields.
    Rows(&'static [Field]),
    /// A list that grows, of prose in several languages.
    Items,
    /// The signer's own feed: nobody is asked.
    OwnFeed,
    /// The signer's own party: nobody is asked.
    OwnParty,
}

/// What a language version may be worth.
pub const STATUSES: &[&str] = &["authentic", "official_translation", "courtesy", "machine"];

const fn must(name: &'static str, what: What) -> Field {
    Field { name, what, required: true }
}

const fn may(name: &'static str, what: What) -> Field {
    Field { name, what, required: false }
}

const fn asks(kind: Kind, fields: &'static [Field]) -> Form {
    Form { kind, fields, filled: &[] }
}

const SESSION: What = What::Act(&[Kind::Convening]);

/// Every form, in the order in which a delegate looks for them.
pub const FORMS: &[Form] = &[
    asks(
        Kind::Statement,
        &[
            must("session", SESSION),
            may("item", What::Number),
            may("speaker", What::Title),
            may("on_behalf_of", What::Parties),
            may("reply_to", What::Act(&[Kind::Statement])),
            must("form", What::Choice(&["as_delivered", "handed_in", "reported"])),
            must("expressions", What::Texts),
        ],
    ),
    asks(
        Kind::Text,
        &[
            must("session", SESSION),
            may("item", What::Number),
            must("title", What::Title),
            must("expressions", What::Texts),
            may("replaces", What::Act(&[Kind::Text])),
        ],
    ),
    asks(Kind::Annex, &[must("to", What::Act(&[])), must("title", What::Title), must("expressions", What::Texts)]),
    asks(
        Kind::Credentials,
        &[
            must("session", SESSION),
            must("issuer", What::Choice(&["foreign_minister", "head_of_state", "head_of_government", "delegated", "not_reported"])),
            must("form", What::Choice(&["original", "copy", "note_verbale", "electronic", "not_reported"])),
            may("issued_on", What::Day),
            must(
                "delegation",
                What::Rows(&[
                    must("name", What::Title),
                    may("title", What::Title),
                    must("role", What::Choice(&["head", "representative", "alternate", "adviser", "expert", "interpreter", "secretary"])),
                    must("may_sign", What::Choice(&["none", "initial", "ad_referendum", "sign"])),
                ]),
            ),
            may("replaces", What::Replaces),
        ],
    ),
    asks(
        Kind::Position,
        &[
            must("put", What::Act(&[Kind::Put])),
            must(
                "stance",
                What::Variant(&[
                    ("joins", None),
                    ("joins_with", Some(must("statement", What::Prose))),
                    ("reserves", Some(must("on", What::Prose))),
                    ("dissociates", Some(must("from", What::Prose))),
                    ("absent", None),
                    ("not_participating", None),
                ]),
            ),
            may("replaces", What::Replaces),
        ],
    ),
    asks(Kind::Objection, &[must("put", What::Act(&[Kind::Put])), may("reason", What::Prose)]),
    asks(Kind::Withdrawal, &[must("objection", What::Act(&[Kind::Objection]))]),
    asks(
        Kind::Report,
        &[
            must("commitment", What::Act(&[Kind::Commitment])),
            must("status", What::Choice(&["in_progress", "done", "delayed"])),
            must("words", What::Prose),
            may("expressions", What::Texts),
            may("replaces", What::Replaces),
        ],
    ),
    asks(Kind::Acknowledgement, &[must("report", What::Act(&[Kind::Report]))]),
    asks(Kind::Dispute, &[must("report", What::Act(&[Kind::Report])), must("reason", What::Prose)]),
    asks(
        Kind::Source,
        &[
            must("title", What::Title),
            must("publisher", What::Title),
            must("address", What::Line("")),
            must("lang", What::Lang),
            may("published_on", What::Day),
            may("sha256", What::Line("")),
        ],
    ),
    asks(
        Kind::Account,
        &[must("session", SESSION), must("source", What::Act(&[Kind::Source])), may("of", What::Party), may("summary", What::Prose)],
    ),
    asks(Kind::Receipt, &[must("of", What::Acts(&[]))]),
    asks(Kind::Witness, &[must("of", What::Act(&[Kind::Transcription]))]),
    asks(
        Kind::Examination,
        &[
            must("credentials", What::Act(&[Kind::Credentials])),
            must("finding", What::Choice(&["accepted", "provisional", "objected"])),
            may("reason", What::Prose),
            may("replaces", What::Replaces),
        ],
    ),
    asks(
        Kind::Recognition,
        &[must("party", What::Party), must("inception", What::Act(&[Kind::Inception])), must("instead_of", What::Act(&[Kind::Inception]))],
    ),
    Form {
        kind: Kind::Convening,
        fields: &[
            must("organ", What::Organ),
            may("initiators", What::Parties),
            may("coordinator", What::Party),
            may("host", What::Party),
            may("chair", What::Party),
            must("place", What::Title),
            must("from", What::Day),
            may("to", What::Day),
            must("presides", What::OwnFeed),
        ],
        filled: &["number", "term"],
    },
    asks(Kind::Opening, &[must("session", SESSION)]),
    asks(Kind::Agenda, &[must("session", SESSION), must("items", What::Items), may("replaces", What::Replaces)]),
    Form {
        kind: Kind::Put,
        fields: &[
            must("session", SESSION),
            must("subject", What::Act(&[Kind::Text, Kind::Agenda, Kind::Recognition])),
            must("method", What::Choice(&["at_a_meeting"])),
            must("closes", What::OwnFeed),
        ],
        filled: &["rule", "roster_count", "roster_hash"],
    },
    asks(Kind::Close, &[must("put", What::Act(&[Kind::Put])), must("outcome", What::Choice(&["adopted", "not_adopted"]))]),
    Form {
        kind: Kind::Number,
        fields: &[must("close", What::Act(&[Kind::Close])), must("series", What::Line("DEC"))],
        filled: &["number"],
    },
    asks(
        Kind::Commitment,
        &[
            must("decision", What::Act(&[Kind::Close])),
            may("paragraph", What::Number),
            must("kind", What::Choice(&["do", "study", "programme", "report", "notify", "refrain"])),
            must("what", What::Prose),
            must("responsible", What::Parties),
            may("coordinator", What::Party),
            must(
                "due",
                What::Variant(&[
                    ("no_date_set", None),
                    ("by", Some(must("day", What::Day))),
                    ("next_session", None),
                    ("event", Some(must("event", What::Prose))),
                ]),
            ),
        ],
    ),
    asks(Kind::Closing, &[must("session", SESSION), may("next", What::Prose)]),
    Form {
        kind: Kind::Handover,
        fields: &[
            may("documents", What::Acts(&[Kind::Text, Kind::Agenda, Kind::Close])),
            may("report", What::Prose),
            may("next", What::Prose),
        ],
        filled: &["term", "to", "counters", "running", "commitments"],
    },
    Form {
        kind: Kind::Assumption,
        fields: &[must("party", What::OwnParty), must("feed", What::OwnFeed)],
        filled: &["previous", "handover"],
    },
    Form { kind: Kind::SealProposal, fields: &[], filled: &["previous", "size", "root", "state_hash", "rules", "rulings", "term"] },
];

/// The form of a kind, by the kind's name; `None` of kinds that are not written at the desk.
pub fn of_name(kind: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.kind.name() == kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The properties of an object in a schema, followed through its references.
    fn properties(schema: &serde_json::Value, root: &serde_json::Value) -> Option<BTreeSet<String>> {
        let schema = match schema["$ref"].as_str() {
            Some(path) => root.pointer(path.strip_prefix('#')?)?,
            None => schema,
        };
        Some(schema["properties"].as_object()?.keys().cloned().collect())
    }

    fn required(schema: &serde_json::Value) -> BTreeSet<&str> {
        schema["required"].as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect()
    }

    #[test]
    fn every_field_of_a_body_is_asked_for_or_follows_from_the_record() {
        for form in FORMS {
            let schema = form.kind.schema().to_value();
            let described: BTreeSet<String> =
                form.fields.iter().map(|field| field.name).chain(form.filled.iter().copied()).map(str::to_string).collect();
            assert_eq!(properties(&schema, &schema).unwrap_or_default(), described, "{}", form.kind.name());
            for field in form.fields.iter().filter(|field| field.required) {
                assert!(required(&schema).contains(field.name), "{}: {} may be left out", form.kind.name(), field.name);
            }
        }
    }

    #[test]
    fn every_choice_and_every_row_is_one_of_the_schema() {
        for form in FORMS {
            let schema = form.kind.schema().to_value();
            let written = schema.to_string();
            for field in form.fields {
                let choices: Vec<&str> = match &field.what {
                    What::Choice(choices) => choices.to_vec(),
                    What::Variant(variants) => variants.iter().map(|(name, _)| *name).collect(),
                    What::Rows(rows) => {
                        let described: BTreeSet<String> = rows.iter().map(|field| field.name.to_string()).collect();
                        let item = &schema["properties"][field.name]["items"];
                        assert_eq!(properties(item, &schema).unwrap_or_default(), described, "{}", field.name);
                        rows.iter()
                            .filter_map(|row| if let What::Choice(choices) = row.what { Some(choices) } else { None })
                            .flatten()
                            .copied()
                            .collect()
                    }
                    _ => continue,
                };
                for choice in choices {
                    assert!(written.contains(&format!("\"{choice}\"")), "{}: {choice}", form.kind.name());
                }
            }
        }
    }

    #[test]
    fn every_kind_that_a_person_signs_is_written_somewhere() {
        use alternat::kind::Hand;
        // A scan and a hash are given with the command; docs/quirks.md says why.
        let elsewhere = [Kind::Transcription, Kind::Clearance];
        for kind in Kind::ALL.iter().filter(|kind| kind.hand() == Hand::Person && !elsewhere.contains(kind)) {
            assert!(of_name(kind.name()).is_some(), "{}", kind.name());
        }
    }
}
