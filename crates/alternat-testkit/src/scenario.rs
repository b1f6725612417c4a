//! A scenario of the demonstration, played in memory: every party's keys on one bench, one record, no clock, no disk.
//!
//! A scenario is a file of demo/, which demo/README.md describes. The command plays the same file on real nodes; here it is
//! played to see that every step stands, and to have a record to look at. Keys are made from names, so that the same
//! scenario always gives the same acts.

use std::collections::BTreeMap;
use std::path::Path;

use alternat::act::{Act, Part};
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::{Accession, Accreditation, Holder, Inception, Kind, NodeKeys, Power, RootPublic, Roots, bytes};
use alternat::record::{Record, TurnedAway};
use alternat::refusal::Standing;
use alternat::words::{Basis, Code, Words};
use alternat_view::Shelf;
use serde::Deserialize;
use serde_json::Value;

/// A whole mechanism as data: who the parties are, how they found it, and what they do, step by step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name, and that of its file.
    pub name: String,
    /// The parties, in the order of the charter.
    pub parties: Vec<Participant>,
    /// Who signs the charter.
    pub founder: Code,
    /// What the charter's act rests on, in a reconstruction.
    pub basis: Option<Basis>,
    /// The charter's body; `@IRN` stands for that party's inception.
    pub charter: Value,
    /// What happens.
    pub steps: Vec<Step>,
}

/// A party and its signers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Its code.
    pub code: Code,
    /// The name that it gives itself.
    pub name: Words,
    /// What its founding acts rest on: inception, accreditations, accession.
    pub basis: Option<Basis>,
    /// The persons who sign for it.
    pub signers: Vec<Signer>,
    /// Who holds the feed of its node.
    pub node: Holder,
}

/// A person who signs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The name by which steps call him.
    pub name: String,
    /// How readers know him.
    pub holder: Holder,
    /// What he may do.
    pub may: Vec<Power>,
    /// Whether he may found and join circles.
    #[serde(default)]
    pub may_found: bool,
}

/// One act by one signer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The party.
    #[serde(rename = "as")]
    pub party: Code,
    /// The signer; `head` where none is named.
    #[serde(default = "head")]
    pub signer: String,
    /// The kind of act, by its name.
    pub kind: String,
    /// The name by which later steps call the act: `@label`.
    pub label: Option<String>,
    /// The body; ids may be written `@mechanism`, `@IRN`, `@IRN/head` or `@label`.
    pub body: Value,
    /// The detached parts.
    #[serde(default)]
    pub parts: Vec<PartPlan>,
    /// What the act rests on.
    pub basis: Option<Basis>,
    /// When the signer says that he signs: a day, or an instant (RFC 3339, UTC).
    pub claimed_at: Option<String>,
    /// Whether fields that follow from the record are filled in ([`Kind::fill`]).
    #[serde(default)]
    pub fill: bool,
}

/// One detached part of a step.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartPlan {
    /// These words.
    Text(String),
    /// The bytes of a file, by its path from the root of the repository.
    File(String),
}

fn head() -> String {
    "head".into()
}

/// Why a scenario could not be read or played.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file is not a scenario.
    #[error("could not read a scenario")]
    Read(#[source] serde_json::Error),
    /// A step, counted from 1, does not go.
    #[error("step {number} ({kind} by {party}) does not go")]
    Step {
        /// Which.
        number: usize,
        /// Its kind.
        kind: String,
        /// Its party.
        party: Code,
        /// What is wrong.
        source: Box<Slip>,
    },
    /// The founding does not go.
    #[error("the founding act {kind} of {party} does not go")]
    Founding {
        /// The kind.
        kind: &'static str,
        /// The party.
        party: Code,
        /// What is wrong.
        source: Box<Slip>,
    },
}

/// What is wrong with one act.
#[derive(Debug, thiserror::Error)]
pub enum Slip {
    /// No kind has this name.
    #[error("no such kind")]
    NoSuchKind,
    /// No such party, or it has no such signer.
    #[error("no such signer: {0}")]
    NoSuchSigner(String),
    /// A name that no earlier step bears.
    #[error("nothing is called {0}")]
    NothingCalled(String),
    /// The body is not of its kind's shape.
    #[error("the body is not of its kind's shape")]
    Body(#[source] alternat::json::NotABody),
    /// The time is neither a day nor an instant.
    #[error("{0} is neither a day nor an instant in UTC")]
    Time(String),
    /// A file could not be read.
    #[error("could not read {path}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The record turned it away.
    #[error("the record turns it away")]
    TurnedAway(#[from] TurnedAway),
    /// The act does not stand.
    #[error("the act does not stand: {}", .0.code())]
    Refused(Standing),
}

/// A scenario that was played: the record and what lies beside it.
pub struct Played {
    /// The record.
    pub record: Record,
    /// Every act, by its id.
    pub acts: BTreeMap<Id, Act>,
    /// Every detached part, by its SHA-256.
    pub parts: BTreeMap<Id, Vec<u8>>,
    /// Every envelope, in the order in which it was signed.
    pub envelopes: Vec<Vec<u8>>,
    /// What each name stands for, without its `@`.
    pub ids: BTreeMap<String, Id>,
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`Fault::Read`].
    pub fn read(json: &str) -> Result<Scenario, Fault> {
        serde_json::from_str(json).map_err(Fault::Read)
    }

    /// Plays the founding and every step, each signed with everything before it in its past. After each seal proposal every
    /// party's node agrees.
    ///
    /// # Errors
    /// The first act that cannot be made or does not stand.
    pub fn play(&self, root: &Path) -> Result<Played, Fault> {
        let mut bench = self.found()?;
        for (at, step) in self.steps.iter().enumerate() {
            let fault = |what| Fault::Step { number: at + 1, kind: step.kind.clone(), party: step.party.clone(), source: Box::new(what) };
            let (kind, id) = bench.step(step, root).map_err(fault)?;
            if let Some(label) = &step.label {
                bench.played.ids.insert(label.clone(), id);
            }
            if kind == Kind::SealProposal {
                self.parties.iter().try_for_each(|party| bench.agree(&party.code, id)).map_err(fault)?;
            }
        }
        Ok(bench.played)
    }

    /// Inceptions, charter, accessions, accreditations.
    fn found(&self) -> Result<Bench, Fault> {
        let fault = |kind: Kind, party: &Code| {
            let (kind, party) = (kind.name(), party.clone());
            move |what| Fault::Founding { kind, party, source: Box::new(what) }
        };
        let mut ids = BTreeMap::new();
        let mut inceptions = BTreeMap::new();
        for party in &self.parties {
            let body = bytes(&Inception { name: party.name.clone(), roots: root_keys(&self.name, &party.code) });
            let act = Act { basis: party.basis.clone(), ..plain(Kind::Inception, body) };
            ids.insert(party.code.0.clone(), Id::of_payload(&act.payload()));
            inceptions.insert(party.code.clone(), act);
        }
        let no_founder = || fault(Kind::Charter, &self.founder)(Slip::NoSuchSigner(self.founder.0.clone()));
        let founder = ids.get(&self.founder.0).copied().ok_or_else(no_founder)?;
        let mut body = self.charter.clone();
        resolve(&mut body, &ids).map_err(fault(Kind::Charter, &self.founder))?;
        let body = Kind::Charter.body_from_json(&body).map_err(Slip::Body).map_err(fault(Kind::Charter, &self.founder))?;
        let charter = Act { feed: Some(founder), seq: 1, prev: Some(founder), basis: self.basis.clone(), ..plain(Kind::Charter, body) };
        let mechanism = Id::of_payload(&charter.payload());
        ids.insert("mechanism".into(), mechanism);
        let played = Played { record: Record::new(mechanism), acts: BTreeMap::new(), parts: BTreeMap::new(), envelopes: vec![], ids };
        let mut bench = Bench { name: self.name.clone(), played };
        let founder = inceptions.remove(&self.founder).ok_or_else(no_founder)?;
        bench.root(&self.founder, founder).map_err(fault(Kind::Inception, &self.founder))?;
        bench.root(&self.founder, charter).map_err(fault(Kind::Charter, &self.founder))?;
        for (code, inception) in inceptions {
            bench.root(&code, inception).map_err(fault(Kind::Inception, &code))?;
        }
        for party in &self.parties {
            bench.admit(party, mechanism).map_err(fault(Kind::Accreditation, &party.code))?;
        }
        Ok(bench)
    }
}

impl Shelf for Played {
    fn act(&self, id: &Id) -> Option<Act> {
        self.acts.get(id).cloned()
    }

    fn beginning(&self, sha256: &Id, bytes_max: usize) -> Option<Vec<u8>> {
        self.parts.get(sha256).map(|bytes| bytes.iter().copied().take(bytes_max).collect())
    }
}

/// The keys of every party, and what has been signed with them.
struct Bench {
    name: String,
    played: Played,
}

impl Bench {
    /// A party accedes and opens the feeds of its signers and of its node.
    fn admit(&mut self, party: &Participant, mechanism: Id) -> Result<(), Slip> {
        let own = self.id(&party.code.0)?;
        let accession = Act { basis: party.basis.clone(), ..plain(Kind::Accession, bytes(&Accession { charter: mechanism })) };
        self.root(&party.code, self.next(own, accession))?;
        let open = |name: &str, holder: &Holder, may: &[Power], may_found, node| {
            let key = act_key(&self.name, &party.code, name).public();
            Accreditation { key, holder: holder.clone(), may: may.to_vec(), second_signer_for: vec![], until: None, node, may_found }
        };
        let mut bodies: Vec<(String, Accreditation)> = vec![];
        for signer in &party.signers {
            bodies.push((signer.name.clone(), open(&signer.name, &signer.holder, &signer.may, signer.may_found, None)));
        }
        let node = act_key(&self.name, &party.code, NODE).public();
        let seal_ml_dsa = SealKey::from_seed(&seed(&self.name, &party.code, NODE)).public();
        let keys = NodeKeys { transport: node, seal_ed25519: node, seal_ml_dsa, pouch: None };
        bodies.push((NODE.into(), open(NODE, &party.node, &[], false, Some(keys))));
        for (name, body) in bodies {
            let act = self.next(own, Act { basis: party.basis.clone(), ..plain(Kind::Accreditation, bytes(&body)) });
            let id = self.root(&party.code, act)?;
            self.played.ids.insert(format!("{}/{name}", party.code), id);
        }
        Ok(())
    }

    fn step(&mut self, step: &Step, root: &Path) -> Result<(Kind, Id), Slip> {
        let kind = Kind::of_name(&step.kind).ok_or(Slip::NoSuchKind)?;
        let mut body = step.body.clone();
        resolve(&mut body, &self.played.ids)?;
        if step.fill {
            kind.fill(&self.played.record.everything(), &mut body);
        }
        let body = kind.body_from_json(&body).map_err(Slip::Body)?;
        let mut parts = vec![];
        for part in &step.parts {
            let bytes = match part {
                PartPlan::Text(words) => words.clone().into_bytes(),
                PartPlan::File(path) => std::fs::read(root.join(path)).map_err(|source| Slip::File { path: path.clone(), source })?,
            };
            let part = Part { sha256: Id::of_bytes(&bytes), size: bytes.len() as u64 };
            self.played.parts.insert(part.sha256, bytes);
            parts.push(part);
        }
        let claimed_at = step.claimed_at.as_deref().map(claimed).transpose()?.unwrap_or(0);
        let act = Act { parts, claimed_at, basis: step.basis.clone(), ..plain(kind, body) };
        Ok((kind, self.sign(&step.party, &step.signer, act)?))
    }

    /// A party's node agrees to a seal.
    fn agree(&mut self, party: &Code, proposal: Id) -> Result<(), Slip> {
        let mut body = serde_json::json!({ "proposal": proposal });
        Kind::SealAgreement.fill(&self.played.record.everything(), &mut body);
        let body = Kind::SealAgreement.body_from_json(&body).map_err(Slip::Body)?;
        let basis = self.played.acts.get(&proposal).and_then(|act| act.basis.clone());
        self.sign(party, NODE, Act { basis, ..plain(Kind::SealAgreement, body) }).map(drop)
    }

    fn sign(&mut self, party: &Code, signer: &str, act: Act) -> Result<Id, Slip> {
        let name = format!("{party}/{signer}");
        let feed = self.played.ids.get(&name).copied().ok_or(Slip::NoSuchSigner(name))?;
        let act = self.next(feed, act);
        let envelope = sign(&act.payload(), &self.played.record.mechanism(), &act_key(&self.name, party, signer));
        self.keep(act, envelope)
    }

    fn root(&mut self, party: &Code, act: Act) -> Result<Id, Slip> {
        let founding = [Kind::Inception.tag(), Kind::Charter.tag()].contains(&act.kind);
        let aad = if founding { Id::ZERO } else { self.played.record.mechanism() };
        let seed = seed(&self.name, party, ROOT);
        let key = RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) };
        let envelope = sign_by_root(&act.payload(), &aad, &[key]);
        self.keep(act, envelope)
    }

    /// Puts an act at the end of a feed, with every other head in its past.
    fn next(&self, feed: Id, act: Act) -> Act {
        let graph = &self.played.record.ground().graph;
        let own = graph.find(&feed);
        let (mine, others): (Vec<_>, Vec<_>) = graph.heads().into_iter().partition(|head| Some(graph.node(*head).feed) == own);
        // A feed that has said nothing yet has no head; a root's own chain begins with the inception itself.
        let last = mine.first().map(|head| graph.node(*head));
        let (seq, prev) = last.map_or((0, None), |last| (last.seq + 1, Some(last.id)));
        let mut seen: Vec<Id> = others.into_iter().map(|head| graph.node(head).id).collect();
        seen.sort();
        Act { feed: Some(feed), seq, prev, seen, ..act }
    }

    fn keep(&mut self, act: Act, envelope: Vec<u8>) -> Result<Id, Slip> {
        let verified = self.played.record.verify(&envelope)?;
        let id = verified.id();
        match self.played.record.fold(verified).1 {
            Standing::Stands => {}
            refused => return Err(Slip::Refused(refused)),
        }
        self.played.acts.insert(id, act);
        self.played.envelopes.push(envelope);
        Ok(id)
    }

    fn id(&self, name: &str) -> Result<Id, Slip> {
        self.played.ids.get(name).copied().ok_or(Slip::NothingCalled(name.into()))
    }
}

/// The name of a party's root among its keys.
const ROOT: &str = "root";
/// The name of a party's node among its keys.
const NODE: &str = "node";

fn plain(kind: Kind, body: Vec<u8>) -> Act {
    Act { feed: None, seq: 0, prev: None, seen: vec![], claimed_at: 0, kind: kind.tag(), body, parts: vec![], basis: None }
}

fn seed(scenario: &str, party: &Code, name: &str) -> [u8; 32] {
    Id::of_bytes(format!("demonstration key {scenario}/{party}/{name}").as_bytes()).0
}

/// The key of a party's signer: made from names, so that a test may sign what no scenario would.
pub fn act_key(scenario: &str, party: &Code, name: &str) -> ActKey {
    ActKey::from_seed(&seed(scenario, party, name))
}

fn root_keys(scenario: &str, party: &Code) -> Roots {
    let public = |name| {
        let seed = seed(scenario, party, name);
        RootPublic { ed25519: ActKey::from_seed(&seed).public(), ml_dsa: SealKey::from_seed(&seed).public() }
    };
    Roots { keys: vec![public(ROOT)], threshold: 1, next: Roots::promise(1, &[public("next root")]) }
}

/// Puts ids where names stand.
fn resolve(json: &mut Value, ids: &BTreeMap<String, Id>) -> Result<(), Slip> {
    match json {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix('@') {
                *text = ids.get(name).ok_or_else(|| Slip::NothingCalled(name.into()))?.to_string();
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| resolve(item, ids)),
        Value::Object(fields) => fields.values_mut().try_for_each(|field| resolve(field, ids)),
        _ => Ok(()),
    }
}

/// Milliseconds since the Unix epoch of `2031-05-12` or `2031-05-12T09:00:00Z`.
fn claimed(text: &str) -> Result<u64, Slip> {
    let wrong = || Slip::Time(text.into());
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
    let numbers =
        |text: &str, by: char| text.split(by).map(|part| part.parse::<u64>().ok()).collect::<Option<Vec<_>>>().unwrap_or_default();
    let (day, time) = (numbers(day, '-'), numbers(time.strip_suffix('Z').ok_or_else(wrong)?, ':'));
    match (&day[..], &time[..]) {
        (&[year @ 1970..=9999, month @ 1..=12, day @ 1..=31], &[hour @ 0..=23, minute @ 0..=59, second @ 0..=59]) => {
            Ok((days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second) * 1000)
        }
        _ => Err(wrong()),
    }
}

/// Days from the first of January 1970, in the Gregorian calendar.
fn days(year: u64, month: u64, day: u64) -> u64 {
    // Years begin with March here, so that the leap day comes last.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_or_an_instant_is_a_count_of_milliseconds() {
        let rows = [("1970-01-01", 0), ("2000-02-29", 951_782_400_000), ("2031-05-12T09:30:01Z", 1_936_344_601_000)];
        for (text, expected) in rows {
            assert_eq!(claimed(text).ok(), Some(expected), "{text}");
        }
        for wrong in ["2031-13-01", "2031-05-12T09:30Z", "2031-05-12T09:30:00", "yesterday", "1969-12-31", ""] {
            assert!(claimed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_nothing_bears_is_said() {
        let mut json = serde_json::json!({ "of": ["@nobody"] });
        assert_eq!(resolve(&mut json, &BTreeMap::new()).unwrap_err().to_string(), "nothing is called nobody");
    }
}
