//! A scenario of the demonstration, as demo/README.md describes it.

use std::collections::BTreeMap;

use alternat::id::Id;
use serde::Deserialize;
use serde_json::Value;

use crate::trouble::Trouble;

/// A whole mechanism as data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The parties, in the order of the charter.
    pub parties: Vec<Participant>,
    /// Who signs the charter.
    pub founder: String,
    /// What the charter's act rests on.
    pub basis: Option<Value>,
    /// The charter's body.
    pub charter: Value,
    /// What happens.
    pub steps: Vec<Step>,
}

/// A party and its signers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Its code.
    pub code: String,
    /// The name that it gives itself, by language.
    pub name: BTreeMap<String, String>,
    /// What its founding acts rest on.
    pub basis: Option<Value>,
    /// The persons who sign for it.
    pub signers: Vec<Value>,
    /// Who holds the feed of its node.
    pub node: Value,
}

/// One act by one signer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The party.
    #[serde(rename = "as")]
    pub party: String,
    /// The signer.
    #[serde(default = "head")]
    pub signer: String,
    /// The kind of act.
    pub kind: String,
    /// The name by which later steps call the act.
    pub label: Option<String>,
    /// The body.
    pub body: Value,
    /// The detached parts.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// What the act rests on.
    pub basis: Option<Value>,
    /// When the signer says that he signs.
    pub claimed_at: Option<String>,
    /// Whether the body leaves out what follows from the record; the command fills that in of itself.
    #[serde(default, rename = "fill")]
    _fill: bool,
}

/// A detached part.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// These words.
    Text(String),
    /// A file of demo/, by its path from the root of the repository.
    File(String),
}

impl Part {
    /// Its bytes.
    pub fn bytes(&self) -> Result<&[u8], Trouble> {
        match self {
            Part::Text(words) => Ok(words.as_bytes()),
            Part::File(path) => {
                let file = FILES.iter().find(|(name, _)| name == path).map(|(_, bytes)| *bytes);
                file.ok_or_else(|| Trouble::new(1, format!("this program does not carry {path}"), "build the program again"))
            }
        }
    }
}

fn head() -> String {
    "head".into()
}

/// The scenarios that the program carries with it.
const CARRIED: [&str; 2] = [include_str!("../../../../../demo/reconstruction.json"), include_str!("../../../../../demo/rehearsal.json")];

/// The files of demo/ that are parts of acts.
const FILES: [(&str, &[u8]); 2] = [
    ("demo/paper.svg", include_bytes!("../../../../../demo/paper.svg")),
    ("demo/soundings.csv", include_bytes!("../../../../../demo/soundings.csv")),
];

/// The scenarios, or the one of a name.
pub fn carried(only: Option<&str>) -> Result<Vec<Scenario>, Trouble> {
    let mut scenarios = Vec::new();
    for json in CARRIED {
        let read = serde_json::from_str::<Scenario>(json);
        let scenario =
            read.map_err(|error| Trouble::new(1, format!("a scenario of this program is broken: {error}"), "build the program again"))?;
        if only.is_none_or(|name| name == scenario.name) {
            scenarios.push(scenario);
        }
    }
    Ok(scenarios)
}

/// Puts ids where names stand.
pub fn resolve(json: &mut Value, ids: &BTreeMap<String, Id>) -> Result<(), Trouble> {
    match json {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix('@') {
                let id =
                    ids.get(name).ok_or_else(|| Trouble::new(1, format!("the scenario calls nothing {name}"), "correct the scenario"))?;
                *text = id.to_string();
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| resolve(item, ids)),
        Value::Object(fields) => fields.values_mut().try_for_each(|field| resolve(field, ids)),
        _ => Ok(()),
    }
}
