//! What was typed, read as a body.

use alternat::id::Id;
use alternat::words::Code;
use alternat_node::request::Blob;
use serde_json::{Map, Value, json};

use super::form::{Field, Form, What};
use crate::drafts::Typed;
use crate::limit;

/// Whoever would sign.
pub struct Own {
    /// His feed; none where nobody of the home may sign such an act.
    pub feed: Option<Id>,
    /// His party.
    pub party: Option<Code>,
}

/// A body as it was typed, and what was left out.
pub struct Written {
    /// The body; fields that follow from the record are not in it.
    pub body: Value,
    /// The texts of its language versions.
    pub parts: Vec<Blob>,
    /// Fields that must be filled and are not, by their paths, and those whose figures are none.
    pub missing: Vec<String>,
}

/// Reads what was typed.
pub fn read(form: &Form, typed: &Typed, own: &Own) -> Written {
    let mut hand = Hand { typed, own, parts: vec![], missing: vec![] };
    let body = hand.object(form.fields, "");
    Written { body: Value::Object(body), parts: hand.parts, missing: hand.missing }
}

/// What came in by a form, without what the flow itself sends along; lines end as they do in acts.
pub fn sorted(pairs: Vec<(String, String)>) -> Typed {
    let mut typed = Typed::new();
    for (name, value) in pairs.into_iter().take(limit::WRITING_FIELDS_MAX) {
        if !matches!(name.as_str(), "token" | "draft" | "edition" | "do") && !value.trim().is_empty() {
            typed.entry(name).or_default().push(value.replace("\r\n", "\n"));
        }
    }
    typed
}

/// The only value of a field, without the blanks around it.
pub fn one<'t>(typed: &'t Typed, path: &str) -> &'t str {
    typed.get(path).and_then(|values| values.first()).map_or("", |value| value.trim())
}

/// The numbers of the rows in which something was typed, in order.
pub fn rows(typed: &Typed, path: &str) -> Vec<usize> {
    let mut numbers: Vec<usize> = below(typed, path).filter_map(|rest| rest.split('.').next()?.parse().ok()).collect();
    numbers.sort();
    numbers.dedup();
    numbers.truncate(limit::ROWS_MAX);
    numbers
}

/// The languages in which something was typed.
pub fn languages<'t>(typed: &'t Typed, path: &str) -> Vec<&'t str> {
    let mut languages: Vec<&str> = below(typed, path).filter_map(|rest| rest.split('.').next()).collect();
    languages.dedup();
    languages
}

/// What follows a path and a dot.
fn below<'t>(typed: &'t Typed, path: &str) -> impl Iterator<Item = &'t str> {
    let before = format!("{path}.");
    typed.keys().filter_map(move |key| key.strip_prefix(before.as_str()))
}

/// A field within another.
pub fn within(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_string() } else { format!("{path}.{name}") }
}

struct Hand<'a> {
    typed: &'a Typed,
    own: &'a Own,
    parts: Vec<Blob>,
    missing: Vec<String>,
}

impl Hand<'_> {
    fn object(&mut self, fields: &[Field], path: &str) -> Map<String, Value> {
        let mut object = Map::new();
        for field in fields {
            let path = within(path, field.name);
            match self.value(field, &path) {
                Some(value) => drop(object.insert(field.name.into(), value)),
                None if field.required => self.missing.push(path),
                None => {}
            }
        }
        object
    }

    fn value(&mut self, field: &Field, path: &str) -> Option<Value> {
        let line = one(self.typed, path);
        let several = |typed: &Typed| -> Vec<String> { typed.get(path).cloned().unwrap_or_default() };
        match &field.what {
            What::Line(_) | What::Day | What::Lang | What::Choice(_) | What::Party | What::Organ | What::Act(_) => {
                (!line.is_empty()).then(|| json!(line))
            }
            What::Number => match (line.is_empty(), number(line)) {
                (true, _) => None,
                (false, Some(number)) => Some(json!(number)),
                (false, None) => {
                    self.missing.push(path.into());
                    None
                }
            },
            What::Title | What::Prose => self.words(path),
            What::Texts => {
                let texts = self.texts(path);
                (!field.required || !texts.is_empty()).then_some(Value::Array(texts))
            }
            What::Parties | What::Acts(_) | What::Replaces => {
                let chosen = several(self.typed);
                (!field.required || !chosen.is_empty()).then(|| json!(chosen))
            }
            What::Variant(variants) => {
                let (name, inner) = variants.iter().find(|(name, _)| *name == line)?;
                match inner {
                    None => Some(json!(name)),
                    Some(inner) => {
                        let inside = self.object(std::slice::from_ref(inner), &within(path, name));
                        Some(json!({ *name: inside }))
                    }
                }
            }
            What::Rows(fields) => {
                let rows: Vec<Value> = rows(self.typed, path)
                    .into_iter()
                    .filter(|row| self.is_begun(fields, &within(path, &row.to_string())))
                    .collect::<Vec<_>>()
                    .into_iter()
                    .map(|row| Value::Object(self.object(fields, &within(path, &row.to_string()))))
                    .collect();
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
            What::Items => {
                let rows: Vec<Value> =
                    rows(self.typed, path).into_iter().filter_map(|row| self.words(&within(path, &row.to_string()))).collect();
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
            What::OwnFeed => self.own.feed.map(|feed| json!(feed)),
            What::OwnParty => self.own.party.as_ref().map(|party| json!(party)),
        }
    }

    /// Whether words were typed in a row: what is chosen from a list stands there from the beginning.
    fn is_begun(&self, fields: &[Field], row: &str) -> bool {
        let is_words = |field: &&Field| matches!(field.what, What::Title | What::Prose);
        fields.iter().filter(is_words).any(|field| !languages(self.typed, &within(row, field.name)).is_empty())
    }

    fn words(&self, path: &str) -> Option<Value> {
        let words = languages(self.typed, path).into_iter().map(|lang| (lang.to_string(), json!(one(self.typed, &within(path, lang)))));
        let words: Map<String, Value> = words.filter(|(_, words)| words != "").collect();
        (!words.is_empty()).then_some(Value::Object(words))
    }

    fn texts(&mut self, path: &str) -> Vec<Value> {
        let mut texts = vec![];
        for lang in languages(self.typed, path) {
            let (text, status) = (one(self.typed, &format!("{path}.{lang}.text")), one(self.typed, &format!("{path}.{lang}.status")));
            if !text.is_empty() {
                texts.push(json!({ "lang": lang, "status": status, "part": self.parts.len() }));
                self.parts.push(Blob(text.as_bytes().to_vec()));
            }
        }
        texts
    }
}

/// A number in the digits of any of the desk's languages.
fn number(line: &str) -> Option<u32> {
    let ascii: Option<String> = line
        .chars()
        .map(|digit| {
            let zero = [0x30, 0x660, 0x6F0].into_iter().find(|zero| (*zero..zero + 10).contains(&u32::from(digit)))?;
            char::from_digit(u32::from(digit) - zero, 10)
        })
        .collect();
    ascii?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::form;
    use super::*;

    fn check(kind: &str, pairs: &[(&str, &str)], body: Value, parts: &[&str], missing: &[&str]) {
        let own = Own { feed: Some(Id::ZERO), party: Some(Code("ALD".into())) };
        let typed = sorted(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect());
        let read = read(form::of_name(kind).expect("a form"), &typed, &own);
        let texts: Vec<&str> = read.parts.iter().map(|part| std::str::from_utf8(&part.0).expect("a text")).collect();
        assert_eq!(
            (read.body, texts, read.missing),
            (body, parts.to_vec(), missing.iter().map(|path| path.to_string()).collect()),
            "{kind}"
        );
    }

    #[test]
    fn what_was_typed_is_read_as_a_body() {
        check(
            "statement",
            &[
                ("token", "x"),
                ("session", "aa"),
                ("item", "٢"),
                ("form", "as_delivered"),
                ("expressions.ar.text", " سلام\r\nثم "),
                ("expressions.ar.status", "courtesy"),
                ("expressions.en.text", "Peace"),
                ("expressions.en.status", "authentic"),
                ("expressions.fr.status", "authentic"),
            ],
            json!({ "session": "aa", "item": 2, "form": "as_delivered", "on_behalf_of": [], "expressions": [
                { "lang": "ar", "status": "courtesy", "part": 0 }, { "lang": "en", "status": "authentic", "part": 1 } ] }),
            &["سلام\nثم", "Peace"],
            &[],
        );
        check("statement", &[("item", "two")], json!({ "on_behalf_of": [] }), &[], &["session", "item", "form", "expressions"]);
        check(
            "position",
            &[("put", "aa"), ("stance", "reserves"), ("stance.reserves.on.en", "paragraph 2"), ("stance.joins_with.statement.en", "no")],
            json!({ "put": "aa", "stance": { "reserves": { "on": { "en": "paragraph 2" } } }, "replaces": [] }),
            &[],
            &[],
        );
        check(
            "position",
            &[("put", "aa"), ("stance", "reserves")],
            json!({ "put": "aa", "stance": { "reserves": {} }, "replaces": [] }),
            &[],
            &["stance.reserves.on"],
        );
        check(
            "agenda",
            &[("session", "aa"), ("items.10.en", "Last"), ("items.2.en", "First")],
            json!({ "session": "aa", "items": [{ "en": "First" }, { "en": "Last" }], "replaces": [] }),
            &[],
            &[],
        );
        check("assumption", &[], json!({ "party": "ALD", "feed": Id::ZERO }), &[], &[]);
    }

    #[test]
    fn a_row_of_mere_choices_is_no_row() {
        check(
            "credentials",
            &[
                ("delegation.0.role", "head"),
                ("delegation.1.role", "expert"),
                ("delegation.1.name.en", "Omar"),
                ("delegation.1.may_sign", "none"),
            ],
            json!({ "delegation": [{ "name": { "en": "Omar" }, "role": "expert", "may_sign": "none" }], "replaces": [] }),
            &[],
            &["session", "issuer", "form"],
        );
    }
}
