//! The vectors, walked from disk: every one comes to what it says, and together they leave nothing out.
//!
//! Nothing here knows how they were made. `vectors/README.md` says how a vector is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use alternat::act::{Act, NotAnAct};
use alternat::envelope::Envelope;
use alternat::gate::Fault;
use alternat::id::Id;
use alternat::key::KeyFault;
use alternat::kind::{Body, Kind};
use alternat::picture;
use alternat::place::Refused;
use alternat::record::{Record, TurnedAway};
use alternat::refusal::{Refusal, Standing};
use alternat::text::{self, Class, TextRule};
use serde::Deserialize;

/// One vector.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    fact: String,
    #[serde(default)]
    rules: Vec<String>,
    mechanism: Id,
    prelude: Option<String>,
    #[serde(default)]
    acts: Vec<String>,
    judged: String,
    id: Option<Id>,
    expected: String,
    at: Option<usize>,
    field: Option<u64>,
    key: Option<String>,
    text: Option<Text>,
}

/// The text for which an act is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    class: String,
    words: String,
    rule: String,
    at: usize,
}

/// A step that vectors begin with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prelude {
    fact: String,
    mechanism: Id,
    prelude: Option<String>,
    acts: Vec<Named>,
    state_hash: Id,
}

/// An act of a prelude.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    kind: String,
    id: Id,
    expected: String,
    envelope: String,
}

/// All that is on the disk.
struct Shelf {
    vectors: BTreeMap<String, Vector>,
    preludes: BTreeMap<String, Prelude>,
}

/// A refused vector, and where its refusal lies.
struct Told {
    path: String,
    act: Act,
    refused: Refused,
    /// The kind of the act that is named.
    named: Option<&'static str>,
}

#[test]
fn every_vector_comes_to_what_it_says() {
    let shelf = Shelf::read();
    let mut records = BTreeMap::new();
    let faults: Vec<String> = shelf.vectors.iter().flat_map(|(path, vector)| shelf.faults(path, vector, &mut records)).collect();
    assert!(faults.is_empty(), "{} of {} vectors:\n{}", faults.len(), shelf.vectors.len(), faults.join("\n"));
}

#[test]
fn every_prelude_folds_to_its_state() {
    let shelf = Shelf::read();
    let mut records = BTreeMap::new();
    for (name, prelude) in &shelf.preludes {
        let record = shelf.record(name, &mut records);
        assert_eq!(picture::state_hash(&record.everything()), prelude.state_hash, "{name}");
        assert!(!prelude.fact.is_empty(), "{name}");
    }
}

#[test]
fn every_kind_has_one_that_stands_and_one_that_is_refused() {
    let shelf = Shelf::read();
    let held: BTreeSet<(&str, &str)> =
        shelf.vectors.iter().map(|(path, vector)| (folder(path), vector.expected.split(' ').next().unwrap_or_default())).collect();
    let lacking = |word: &'static str| Kind::ALL.iter().map(|kind| kind.name()).filter(move |name| !held.contains(&(*name, word)));
    assert_eq!(lacking.clone()("stands").collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(lacking("refused").collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_code_has_a_vector() {
    let shelf = Shelf::read();
    let held: BTreeSet<&str> = shelf.vectors.values().map(|vector| vector.expected.as_str()).collect();
    let refused = Refusal::ALL.iter().map(|refusal| format!("refused {}", refusal.code()));
    let away = Fault::ALL.iter().map(|fault| fault.code()).chain(TURNED_AWAY).map(|code| format!("turned away {code}"));
    let lacking: Vec<String> = refused.chain(away).chain(["unknown".into()]).filter(|code| !held.contains(code.as_str())).collect();
    assert_eq!(lacking, Vec::<String>::new());
    let rules: BTreeSet<&str> = shelf.vectors.values().filter_map(|vector| vector.text.as_ref()).map(|text| text.rule.as_str()).collect();
    let lacking: Vec<&str> = TextRule::ALL.iter().map(|rule| rule.code()).filter(|rule| !rules.contains(rule)).collect();
    assert_eq!(lacking, Vec::<&str>::new());
    let keys: BTreeSet<&str> = shelf.vectors.values().filter_map(|vector| vector.key.as_deref()).collect();
    assert_eq!(keys, BTreeSet::from(KEY_FAULTS));
}

#[test]
fn every_refusal_says_where_its_cause_lies() {
    // Of the whole act, or of what its signer may do.
    let of_the_whole = ["wrong-hand", "no-charter", "basis-out-of-place", "not-permitted", "not-cleared", "not-in-force"];
    let shelf = Shelf::read();
    for Told { path, act, refused, .. } in shelf.told() {
        let body = Kind::of_tag(act.kind).and_then(|kind| Body::read(kind, &act.body));
        let code = refused.refusal.code();
        assert_eq!(shelf.vectors[&path].expected, format!("refused {code}"), "{path}");
        let (Some(body), Some(at)) = (&body, refused.at) else {
            // The terms of a charter that is not its founder's first act may be in order.
            let is_late = code == "terms-contradict" && act.seq != 1;
            assert!(body.is_none() || of_the_whole.contains(&code) || is_late, "{path} says nothing of where");
            continue;
        };
        let json = match at.field.as_ref().is_some_and(|field| field.starts_with("basis.")) {
            true => serde_json::json!({ "basis": act.basis }),
            false => body.json(),
        };
        let pointer = at.field.as_ref().map(|field| format!("/{}", field.replace(['.', '['], "/").replace(']', "")));
        let value = pointer.map(|pointer| json.pointer(&pointer).unwrap_or_else(|| panic!("{path}: {json} has no {pointer}")));
        assert!(value.is_some() || at.id.is_some(), "{path} says neither field nor act");
        if matches!(code, "not-in-past" | "wrong-kind") {
            assert_eq!(value, Some(&serde_json::json!(at.id)), "{path}");
        }
        if code == "text-refused" {
            let (text, words) = (at.text.expect("a place in the text"), value.and_then(|value| value.as_str()).expect("a text"));
            let character = words[text.byte..].chars().next().map(|point| format!("U+{:04X}", u32::from(point)));
            assert!(text.character == character || text.rule == "empty" && text.character.is_none(), "{path}: {text:?}");
            if let Some(written) = &shelf.vectors[&path].text {
                assert_eq!((words, text.rule, text.byte), (written.words.as_str(), written.rule.clone(), written.at), "{path}");
            }
        }
    }
}

/// For each kind that may be refused for a field: a vector, the field, and of what kind the act is that is named.
#[test]
fn a_refusal_names_the_field_and_the_act_at_fault() {
    let rows = [
        ("accession/a-second-time", "", "accession"),
        ("accession/basis-of-nothing", "basis.presumed.why", ""),
        ("account/of-no-party", "of", ""),
        ("account/summary-with-a-tag", "summary.en", ""),
        ("accreditation/cosigning-with-the-key-of-another", "key", "accreditation"),
        ("acknowledgement/of-ones-own-report", "report", "report"),
        ("agenda/after-the-closing", "session", "closing"),
        ("agenda/item-of-two-lines", "items[0].en", ""),
        ("annex/no-such-part", "expressions[0].part", ""),
        ("assumption/by-a-nodes-feed", "feed", "accreditation"),
        ("charter/half-is-no-majority", "rules.substance", ""),
        ("close/a-second-time", "put", "close"),
        ("close/adopted-against-an-objection", "outcome", ""),
        ("close/after-the-hand-over", "put", "handover"),
        ("closing/before-the-opening", "session", "convening"),
        ("commitment/coordinated-by-a-stranger", "coordinator", ""),
        ("commitment/due-on-no-day", "due.by.day", ""),
        ("convening/host-is-no-party", "host", ""),
        ("credentials/name-of-two-scripts", "delegation[0].name.en", ""),
        ("delivery/of-nothing", "of", ""),
        ("dispute/of-ones-own-report", "report", "report"),
        ("examination/objects-to-its-own", "credentials", "credentials"),
        ("fork-proof/two-numbers", "other", "inception"),
        ("fork-resolution/of-anothers-fork", "proof", "fork-proof"),
        ("handover/commitment-left-out", "commitments", ""),
        ("inception/one-key-twice", "roots", ""),
        ("number/left-out", "number", ""),
        ("objection/after-the-close", "put", "close"),
        ("opening/without-a-quorum", "session", "convening"),
        ("position/a-second-beside-the-first", "replaces", "position"),
        ("position/statement-of-nothing", "stance.joins_with.statement.en", ""),
        ("put/a-second-time", "subject", "put"),
        ("receipt/of-nothing", "of", ""),
        ("recognition/instead-of-anothers-root", "instead_of", "inception"),
        ("report/beside-the-earlier", "replaces", "report"),
        ("revocation/cut-on-another-feed", "last", "assumption"),
        ("rotation/cut-on-another-chain", "cut", "accession"),
        ("seal-agreement/state-differs", "state_hash", ""),
        ("seal-agreement/tree-lacks-an-objection", "proposal", "objection"),
        ("seal-proposal/ruling-left-out", "rulings", ""),
        ("source/address-of-two-lines", "address", ""),
        ("statement/name-of-201", "speaker.en", ""),
        ("text/in-no-language", "expressions[0].lang", ""),
        ("transcription/ink-with-no-party", "ink_holder", ""),
        ("withdrawal/of-anothers-objection", "objection", "objection"),
        ("witness/a-second-time", "of", "witness"),
    ];
    let told = Shelf::read().told();
    let found = |path: &'static str| {
        let told = told.iter().find(|told| told.path == path).unwrap_or_else(|| panic!("{path} is no refused vector"));
        let field = told.refused.at.as_ref().and_then(|at| at.field.as_deref());
        (path, field.unwrap_or_default(), told.named.unwrap_or_default())
    };
    let differing: Vec<_> = rows.into_iter().map(|row| (row, found(row.0))).filter(|(row, found)| row != found).collect();
    assert_eq!(differing, []);
    let without: Vec<&str> =
        Kind::ALL.iter().map(|kind| kind.name()).filter(|kind| !rows.iter().any(|row| folder(row.0) == *kind)).collect();
    // Neither body holds anything of which the record could say that it is wrong.
    assert_eq!(without, ["clearance", "sighting"]);
}

/// The codes of [`TurnedAway`] beside those of the gate. [`code_is_listed`] does not compile when one is added.
const TURNED_AWAY: [&str; 10] = [
    "envelope-shape",
    "payload-shape",
    "gap",
    "wrong-number",
    "no-such-feed",
    "another-charter",
    "bad-signature",
    "too-few-signatures",
    "promise-broken",
    "bad-key",
];

fn code_is_listed(away: &TurnedAway) -> bool {
    match away {
        TurnedAway::Act(NotAnAct::Gate(malformed)) => Fault::ALL.contains(&malformed.what),
        TurnedAway::Envelope(_)
        | TurnedAway::Act(NotAnAct::Field { .. })
        | TurnedAway::Gap { .. }
        | TurnedAway::Number { .. }
        | TurnedAway::NoSuchFeed { .. }
        | TurnedAway::AnotherCharter { .. }
        | TurnedAway::Signature { .. }
        | TurnedAway::TooFewSignatures { .. }
        | TurnedAway::PromiseBroken { .. }
        | TurnedAway::Key { .. } => TURNED_AWAY.contains(&away.code()),
    }
}

impl Shelf {
    fn read() -> Shelf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
        let mut shelf = Shelf { vectors: BTreeMap::new(), preludes: BTreeMap::new() };
        for path in json_under(&folder) {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.strip_prefix(&folder).expect("under it").with_extension("").to_string_lossy().replace('\\', "/");
            match name.strip_prefix("prelude/") {
                Some(name) => drop(shelf.preludes.insert(name.into(), read(&path, &text))),
                None => drop(shelf.vectors.insert(name, read(&path, &text))),
            }
        }
        assert!(shelf.vectors.len() > Kind::ALL.len(), "no vectors in {}", folder.display());
        shelf
    }

    /// The record at the end of a prelude; each is folded once.
    fn record(&self, name: &str, records: &mut BTreeMap<String, Record>) -> Record {
        if let Some(record) = records.get(name) {
            return record.clone();
        }
        let prelude = self.preludes.get(name).unwrap_or_else(|| panic!("there is no prelude {name}"));
        let mut record = prelude.prelude.as_ref().map_or_else(|| Record::new(prelude.mechanism), |before| self.record(before, records));
        assert_eq!(record.mechanism(), prelude.mechanism, "{name}");
        for act in &prelude.acts {
            let verified = record.verify(&bytes(&act.envelope)).unwrap_or_else(|away| panic!("{name}, {}: {away}", act.name));
            assert_eq!(verified.id(), act.id, "{name}, {}", act.name);
            assert_eq!(Kind::of_tag(verified.act().kind).map(Kind::name), Some(act.kind.as_str()), "{name}, {}", act.name);
            let (_, standing) = record.fold(verified);
            assert_eq!(said(standing), act.expected, "{name}, {}", act.name);
        }
        records.insert(name.to_string(), record.clone());
        record
    }

    /// Every refused vector, judged once more.
    fn told(&self) -> Vec<Told> {
        let mut records = BTreeMap::new();
        let mut told = vec![];
        for (path, vector) in self.vectors.iter().filter(|(_, vector)| vector.expected.starts_with("refused ")) {
            let mut record = vector.prelude.as_ref().map_or_else(|| Record::new(vector.mechanism), |name| self.record(name, &mut records));
            for act in vector.acts.iter().chain([&vector.judged]) {
                let verified = record.verify(&bytes(act)).unwrap_or_else(|away| panic!("{path}: {away}"));
                record.fold(verified);
            }
            let act = Act::read(Envelope::read(&bytes(&vector.judged)).expect("it was let in").payload).expect("it was let in");
            let refused = record.rejudge(&act).expect_err(path);
            let named = refused.at.as_ref().and_then(|at| record.ground().graph.find(&at.id?));
            let named = named.and_then(|ix| Kind::of_tag(record.ground().fact(ix).tag)).map(Kind::name);
            told.push(Told { path: path.clone(), act, refused, named });
        }
        told
    }

    /// What a vector says and the record does not.
    fn faults(&self, path: &str, vector: &Vector, records: &mut BTreeMap<String, Record>) -> Vec<String> {
        let mut record = vector.prelude.as_ref().map_or_else(|| Record::new(vector.mechanism), |name| self.record(name, records));
        let mut faults = vec![];
        let mut expect = |what: &str, found: String, expected: String| {
            if found != expected {
                faults.push(format!("{path}: {what} is {found}, not {expected}"));
            }
        };
        expect("mechanism", record.mechanism().to_string(), vector.mechanism.to_string());
        expect("whether it says a fact", (!vector.fact.is_empty()).to_string(), "true".into());
        for (index, act) in vector.acts.iter().enumerate() {
            match record.verify(&bytes(act)) {
                Ok(verified) => drop(record.fold(verified)),
                Err(away) => expect(&format!("act {index} before it"), away.to_string(), "let in".into()),
            }
        }
        let judged = bytes(&vector.judged);
        let (said, at, field, key) = come_to(&mut record, &judged);
        expect("what it comes to", said, vector.expected.clone());
        expect("byte", format!("{at:?}"), format!("{:?}", vector.at));
        expect("field", format!("{field:?}"), format!("{:?}", vector.field));
        expect("key", format!("{key:?}"), format!("{:?}", vector.key.as_deref()));
        expect("whether its rules are written R and numbers", vector.rules.iter().all(|rule| is_rule(rule)).to_string(), "true".into());
        let is_away = vector.expected.starts_with("turned away");
        let id = Envelope::read(&judged).ok().map(|envelope| envelope.id()).filter(|_| !is_away);
        expect("id", format!("{id:?}"), format!("{:?}", vector.id));
        let kind = Envelope::read(&judged).ok().and_then(|envelope| kind_of(envelope.payload));
        if let Some(kind) = kind.filter(|_| Kind::of_name(folder(path)).is_some()) {
            expect("kind", kind.name().into(), folder(path).into());
        }
        if let Some(text) = &vector.text {
            let held = judged.windows(text.words.len().max(1)).any(|window| window.starts_with(text.words.as_bytes()));
            expect("whether it holds the text", held.to_string(), "true".into());
            let class =
                [Class::Name, Class::Title, Class::Prose].into_iter().find(|class| format!("{class:?}").to_lowercase() == text.class);
            let fault = class.map(|class| text::check(class, &text.words).map_err(|fault| (fault.rule.code(), fault.at)));
            expect("text", format!("{fault:?}"), format!("{:?}", Some(Err::<(), _>((text.rule.as_str(), text.at)))));
        }
        faults
    }
}

/// What comes of bytes: the standing or the reason for turning them away; the byte, the field, what is wrong with the key.
fn come_to(record: &mut Record, judged: &[u8]) -> (String, Option<usize>, Option<u64>, Option<&'static str>) {
    match record.verify(judged) {
        Ok(verified) => (said(record.fold(verified).1), None, None, None),
        Err(away) => {
            assert!(code_is_listed(&away), "{}", away.code());
            let said = format!("turned away {}", away.code());
            match away {
                TurnedAway::Envelope(fault) => (said, Some(fault.at), None, None),
                TurnedAway::Act(NotAnAct::Gate(malformed)) => (said, Some(malformed.at), None, None),
                TurnedAway::Act(NotAnAct::Field { key, .. }) => (said, None, Some(key), None),
                TurnedAway::Key { fault, .. } => (said, None, None, Some(key_fault(&fault))),
                _ => (said, None, None, None),
            }
        }
    }
}

const KEY_FAULTS: [&str; 5] = ["no-point", "not-canonical", "small-order", "torsion", "zero-vector"];

fn key_fault(fault: &KeyFault) -> &'static str {
    let at = match fault {
        KeyFault::NotAPoint { .. } => 0,
        KeyFault::NotCanonical { .. } => 1,
        KeyFault::SmallOrder { .. } => 2,
        KeyFault::Torsion { .. } => 3,
        KeyFault::ZeroVector { .. } => 4,
        other => panic!("a fault that no vector has a word for: {other}"),
    };
    KEY_FAULTS[at]
}

fn read<T: for<'t> Deserialize<'t>>(path: &Path, text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn said(standing: Standing) -> String {
    match standing {
        Standing::Refused(refusal) => format!("refused {}", refusal.code()),
        other => other.code().to_string(),
    }
}

fn is_rule(rule: &str) -> bool {
    let numbers = rule.strip_prefix('R').and_then(|rest| rest.split_once('.'));
    numbers.is_some_and(|(chapter, number)| [chapter, number].iter().all(|part| part.parse::<u8>().is_ok()))
}

fn kind_of(payload: &[u8]) -> Option<Kind> {
    alternat::act::Act::read(payload).ok().and_then(|act| Kind::of_tag(act.kind))
}

fn folder(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

fn json_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("a folder that can be listed").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "json") => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |digit: u8| (digit as char).to_digit(16).unwrap_or_else(|| panic!("{digit} is no hexadecimal digit")) as u8;
    assert!(hex.len().is_multiple_of(2) && !hex.bytes().any(|byte| byte.is_ascii_uppercase()));
    hex.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}
