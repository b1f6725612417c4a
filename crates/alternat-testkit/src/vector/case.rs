//! One vector, and the maker that collects them.

use std::collections::BTreeSet;

use alternat::act::{Act, Part};
use alternat::id::Id;
use alternat::kind::{Kind, Matter, bytes};
use alternat::refusal::Refusal;
use serde_json::json;

use super::prelude::Prelude;
use super::world::{Made, World};

/// One vector.
pub struct Case {
    /// Where it lies under `vectors/`, without the ending: a kind, or what the bytes are, and the fact in short.
    pub path: String,
    fact: String,
    rules: Vec<String>,
    mechanism: Id,
    prelude: Option<&'static str>,
    acts: Vec<Made>,
    judged: Vec<u8>,
    id: Option<Id>,
    expected: String,
    more: Vec<(&'static str, serde_json::Value)>,
}

impl Case {
    /// The file: keys in the order in which a person reads them, one act on one line.
    pub fn json(&self) -> String {
        let mut lines = vec![("fact", json!(self.fact))];
        if !self.rules.is_empty() {
            lines.push(("rules", json!(self.rules)));
        }
        lines.push(("mechanism", json!(self.mechanism)));
        lines.extend(self.prelude.map(|prelude| ("prelude", json!(prelude))));
        let acts: Vec<String> = self.acts.iter().map(|made| hex(&made.envelope)).collect();
        if !acts.is_empty() {
            lines.push(("acts", json!(acts)));
        }
        lines.push(("judged", json!(hex(&self.judged))));
        lines.extend(self.id.map(|id| ("id", json!(id))));
        lines.push(("expected", json!(self.expected)));
        lines.extend(self.more.iter().cloned());
        object(&lines)
    }
}

/// The vectors that have been made.
pub struct Maker<'a> {
    /// Where they begin.
    preludes: &'a [Prelude],
    /// All of them, in the order in which they were made.
    pub cases: Vec<Case>,
    paths: BTreeSet<String>,
}

/// An act about to be judged, and whose it is.
pub struct Judged {
    /// Who signs.
    pub who: String,
    /// The act.
    pub act: Act,
}

impl Judged {
    /// The next act of a signer.
    pub fn of<T: Matter + minicbor::Encode<()>>(world: &World, who: &str, body: &T) -> Judged {
        Judged { who: who.to_string(), act: world.act(who, body) }
    }

    /// The next act of a signer, with detached parts.
    pub fn with<T: Matter + minicbor::Encode<()>>(world: &World, who: &str, body: &T, parts: Vec<Part>) -> Judged {
        Judged { who: who.to_string(), act: world.act_of(who, T::KIND, bytes(body), parts) }
    }
}

impl<'a> Maker<'a> {
    /// Nothing made yet.
    pub fn new(preludes: &'a [Prelude]) -> Maker<'a> {
        Maker { preludes, cases: vec![], paths: BTreeSet::new() }
    }

    /// The world at the end of a prelude.
    pub fn world(&self, prelude: &str) -> World {
        let found = self.preludes.iter().find(|one| one.name == prelude);
        found.unwrap_or_else(|| panic!("there is no prelude {prelude:?}")).world.begin()
    }

    /// An act that is judged after a prelude and what `make` adds to it: what it is, the rules it shows, what comes of it.
    pub fn judge(
        &mut self,
        prelude: &'static str,
        path: &str,
        [fact, rules, expected]: [&str; 3],
        make: impl FnOnce(&mut World) -> Judged,
    ) -> &mut Case {
        let mut world = self.world(prelude);
        let Judged { who, act } = make(&mut world);
        let envelope = world.sign(&who, &act);
        self.push(Some(prelude), world, path, [fact, rules, expected], envelope)
    }

    /// Bytes that are judged or turned away after a prelude.
    pub fn bytes(
        &mut self,
        prelude: &'static str,
        path: &str,
        [fact, expected]: [&str; 2],
        make: impl FnOnce(&mut World) -> Vec<u8>,
    ) -> &mut Case {
        let mut world = self.world(prelude);
        let envelope = make(&mut world);
        self.push(Some(prelude), world, path, [fact, "", expected], envelope)
    }

    /// Keeps a vector that begins with a prelude, or with nothing.
    pub fn push(
        &mut self,
        prelude: Option<&'static str>,
        world: World,
        path: &str,
        [fact, rules, expected]: [&str; 3],
        judged: Vec<u8>,
    ) -> &mut Case {
        assert!(self.paths.insert(path.to_string()), "{path} is made twice");
        assert!(is_known(expected), "{path}: nothing is said by {expected:?}");
        let away = expected.starts_with("turned away");
        let id = (!away).then(|| alternat::envelope::Envelope::read(&judged).map(|envelope| envelope.id()));
        let id = id.map(|id| id.unwrap_or_else(|fault| panic!("{path}: {fault}")));
        self.cases.push(Case {
            path: path.to_string(),
            fact: fact.to_string(),
            rules: rules.split_whitespace().map(str::to_string).collect(),
            mechanism: world.mechanism,
            prelude,
            acts: world.made,
            judged,
            id,
            expected: expected.to_string(),
            more: vec![],
        });
        self.cases.last_mut().unwrap_or_else(|| unreachable!("one was pushed"))
    }
}

impl Case {
    /// Says more of what is expected: the byte, the field, the rule of text.
    pub fn more(&mut self, key: &'static str, value: impl Into<serde_json::Value>) -> &mut Case {
        self.more.push((key, value.into()));
        self
    }
}

fn is_known(expected: &str) -> bool {
    match expected.split_once(' ') {
        None => ["stands", "unknown"].contains(&expected),
        Some(("refused", code)) => Refusal::ALL.iter().any(|refusal| refusal.code() == code),
        Some((word, code)) => word == "turned" && code.starts_with("away "),
    }
}

/// The name of a kind by its tag.
pub fn kind_name(tag: u16) -> &'static str {
    Kind::of_tag(tag).map_or("unknown", Kind::name)
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A JSON object, one key on a line, an array one item on a line, and nothing but ASCII.
pub fn object(lines: &[(&str, serde_json::Value)]) -> String {
    let line = |(key, value): &(&str, serde_json::Value)| match value.as_array() {
        Some(items) if items.len() > 1 || items.iter().any(|item| !item.is_string() || item.as_str().is_some_and(|s| s.len() > 100)) => {
            let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
            format!("  {}: [\n{}\n  ]", json!(key), items.join(",\n"))
        }
        _ => format!("  {}: {value}", json!(key)),
    };
    let text = format!("{{\n{}\n}}\n", lines.iter().map(line).collect::<Vec<_>>().join(",\n"));
    let mut ascii = String::with_capacity(text.len());
    for point in text.chars() {
        match point.is_ascii() {
            true => ascii.push(point),
            false => point.encode_utf16(&mut [0; 2]).iter().for_each(|unit| ascii += &format!("\\u{unit:04x}")),
        }
    }
    ascii
}
