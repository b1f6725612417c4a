//! A made-up body of two parties and its first session, for the tests that need a whole record.
#![allow(dead_code, reason = "each test file uses some of it")]

pub mod cases;
pub mod forged;
pub mod three_keys;

use std::collections::BTreeMap;
use std::convert::Infallible;

use alternat::act::{Act, Part};
use alternat::checkpoint::{Checkpoint, Cosignature, Note, cosigner_name, notes};
use alternat::decision::roster_hash;
use alternat::envelope::{Envelope, RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::original::{self, Holdings};
use alternat::record::Record;
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use alternat::words::{Code, Day, Expression, Lang, LanguageStatus, Words};

/// One signer's feed: where it stands and what it signs with.
pub struct Feed {
    pub id: Option<Id>,
    pub seq: u32,
    pub prev: Option<Id>,
    pub key: [u8; 32],
    pub root: bool,
}

/// A world: every envelope in the order in which it was made, the record that holds them, and the parts that they list.
pub struct World {
    /// The mechanism.
    pub mechanism: Id,
    /// Everything, folded.
    pub record: Record,
    /// Every act, parents first.
    pub envelopes: Vec<Vec<u8>>,
    /// Detached parts by their hash.
    pub parts: BTreeMap<Id, Vec<u8>>,
    /// The parts that the next act shall list.
    pub listed: Vec<Part>,
}

/// One root key, at place 0.
pub fn root_key(seed: [u8; 32]) -> RootKey {
    RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) }
}

pub fn act<T: minicbor::Encode<()>>(feed: &Feed, seen: Vec<Id>, kind: Kind, body: &T) -> Act {
    let (feed_id, seq, prev) = (feed.id, feed.seq, feed.prev);
    Act { feed: feed_id, seq, prev, seen, claimed_at: 0, kind: kind.tag(), body: bytes(body), parts: vec![], basis: None }
}

impl World {
    /// A world of the mechanism that a party founds by this charter, the act after its inception; nothing is in it yet.
    fn founded_by(root: &Feed, inception: Id, charter: &Charter) -> World {
        let founding = Act { feed: Some(inception), seq: 1, prev: Some(inception), ..act(root, vec![], Kind::Charter, charter) };
        let mechanism = Id::of_payload(&founding.payload());
        World { mechanism, record: Record::new(mechanism), envelopes: vec![], parts: BTreeMap::new(), listed: vec![] }
    }

    /// Signs an act that has seen every head that is here.
    pub fn add<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T) -> (Id, Standing) {
        self.add_seeing(feed, self.heads_beside(feed, kind), kind, body)
    }

    /// What an act of this feed has seen if it has seen everything.
    fn heads_beside(&self, feed: &Feed, kind: Kind) -> Vec<Id> {
        let own = feed.id.and_then(|id| self.record.ground().graph.find(&id));
        let graph = &self.record.ground().graph;
        let mut seen: Vec<Id> = if matches!(kind, Kind::Inception | Kind::Charter) {
            vec![]
        } else {
            graph.heads().into_iter().filter(|head| Some(graph.node(*head).feed) != own).map(|head| graph.node(head).id).collect()
        };
        seen.sort();
        seen
    }

    /// Signs an act that has seen these heads and no others.
    pub fn add_seeing<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, seen: Vec<Id>, kind: Kind, body: &T) -> (Id, Standing) {
        let parts = std::mem::take(&mut self.listed);
        let payload = Act { parts, ..act(feed, seen, kind, body) }.payload();
        let aad = if matches!(kind, Kind::Inception | Kind::Charter) { Id::ZERO } else { self.mechanism };
        let envelope = match feed.root {
            true => sign_by_root(&payload, &aad, &[root_key(feed.key)]),
            false => sign(&payload, &aad, &ActKey::from_seed(&feed.key)),
        };
        self.keep(feed, envelope)
    }

    /// Takes an act into the record, and its feed one further.
    fn keep(&mut self, feed: &mut Feed, envelope: Vec<u8>) -> (Id, Standing) {
        let verified = self.record.verify(&envelope).expect("a well-made act");
        let id = verified.id();
        let (_, standing) = self.record.fold(verified);
        self.envelopes.push(envelope);
        feed.id = feed.id.or(Some(id));
        feed.prev = Some(id);
        feed.seq += 1;
        (id, standing)
    }

    /// Keeps a part, which the next act shall list.
    pub fn part(&mut self, bytes: &[u8]) {
        let part = Part { sha256: Id::of_bytes(bytes), size: bytes.len() as u64 };
        self.parts.insert(part.sha256, bytes.to_vec());
        self.listed.push(part);
    }

    pub fn stands<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T) -> Id {
        let (id, standing) = self.add(feed, kind, body);
        assert_eq!(standing, Standing::Stands, "{}", kind.name());
        id
    }

    pub fn refused<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T, refusal: Refusal) -> Id {
        let (id, standing) = self.add(feed, kind, body);
        assert_eq!(standing, Standing::Refused(refusal), "{}", kind.name());
        id
    }
}

pub fn code(code: &str) -> Code {
    Code(code.into())
}

pub fn root_feed(seed: u8) -> (Feed, Inception) {
    let public = |seed: [u8; 32]| RootPublic { ed25519: root_key(seed).ed25519.public(), ml_dsa: root_key(seed).ml_dsa.public() };
    let next = Roots::promise(1, &[public([seed + 100; 32])]);
    let roots = Roots { keys: vec![public([seed; 32])], threshold: 1, next };
    let feed = Feed { id: None, seq: 0, prev: None, key: [seed; 32], root: true };
    (feed, Inception { name: Words::one("en", "A party"), roots })
}

pub fn person(seed: u8) -> Accreditation {
    Accreditation {
        key: ActKey::from_seed(&[seed; 32]).public(),
        holder: Holder { name: Words::one("en", "Secretary of the delegation"), title: None },
        may: vec![Power::Speak, Power::Represent, Power::Preside, Power::Report, Power::Seal],
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    }
}

pub fn node(seed: u8) -> Accreditation {
    let key = ActKey::from_seed(&[seed; 32]).public();
    let keys = NodeKeys { transport: key, seal_ed25519: key, seal_ml_dsa: SealKey::from_seed(&[seed; 32]).public(), pouch: None };
    Accreditation { may: vec![], node: Some(keys), ..person(seed) }
}

pub fn feed(id: Id, seed: u8) -> Feed {
    Feed { id: Some(id), seq: 0, prev: None, key: [seed; 32], root: false }
}

/// The terms of a body of two made-up parties, Dorna and Alda by these inceptions, without a rotation.
fn terms(name: &str, symbol: &str, nonce: u8, inceptions: [Id; 2]) -> Charter {
    let party = |name: &str, inception: Id| Party { code: code(name), inception, name: Words::one("en", "A made-up party") };
    let [dor, ald] = inceptions;
    Charter {
        name: Words::one("en", name),
        symbol: code(symbol),
        languages: vec![Lang("en".into())],
        parties: vec![party("DOR", dor), party("ALD", ald)],
        order: Order::Agreed,
        in_force_after: vec![code("DOR"), code("ALD")],
        rotation: vec![],
        organs: vec![Organ { code: code("OFF"), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([nonce; 16]),
    }
}

/// A session in which a decision has been put, and who may act in it.
pub struct Sitting {
    pub world: World,
    pub roots: [Feed; 2],
    pub chair: Feed,
    pub delegate: Feed,
    pub nodes: [Feed; 2],
    pub term: Id,
    pub session: Id,
    pub put: Id,
}

/// Two parties found a body, open a session and put a decision. Other `keys` make the same body of other parties.
pub fn sitting(keys: u8) -> Sitting {
    let (mut dorna, dorna_inception) = root_feed(keys + 1);
    let (mut alda, alda_inception) = root_feed(keys + 2);
    let inception_id = |body: &Inception, feed: &Feed| Id::of_payload(&act(feed, vec![], Kind::Inception, body).payload());
    let (dor, ald) = (inception_id(&dorna_inception, &dorna), inception_id(&alda_inception, &alda));
    let rotation = vec![code("DOR"), code("ALD")];
    let charter = Charter { rotation, ..terms("Commission of the Two Rivers", "CTR", 9, [dor, ald]) };
    let mut w = World::founded_by(&dorna, dor, &charter);
    let mechanism = w.mechanism;
    w.stands(&mut dorna, Kind::Inception, &dorna_inception);
    assert_eq!(w.stands(&mut dorna, Kind::Charter, &charter), mechanism);
    w.stands(&mut alda, Kind::Inception, &alda_inception);
    w.stands(&mut dorna, Kind::Accession, &Accession { charter: mechanism });
    let early = w.stands(&mut dorna, Kind::Accreditation, &person(keys + 11));
    let mut chair = feed(early, keys + 11);
    let assumption = Assumption { previous: mechanism, handover: None, party: code("DOR"), feed: early };
    w.refused(&mut chair, Kind::Assumption, &assumption, Refusal::NotInForce);
    w.stands(&mut alda, Kind::Accession, &Accession { charter: mechanism });
    let alda_person = w.stands(&mut alda, Kind::Accreditation, &person(keys + 12));
    let mut delegate = feed(alda_person, keys + 12);
    let dorna_node = w.stands(&mut dorna, Kind::Accreditation, &node(keys + 21));
    let alda_node = w.stands(&mut alda, Kind::Accreditation, &node(keys + 22));
    let nodes = [feed(dorna_node, keys + 21), feed(alda_node, keys + 22)];
    w.refused(&mut delegate, Kind::Assumption, &assumption, Refusal::NotYours);
    let term = w.stands(&mut chair, Kind::Assumption, &assumption);
    let convening = Convening {
        organ: code("OFF"),
        number: 1,
        initiators: vec![code("DOR")],
        coordinator: None,
        host: Some(code("DOR")),
        chair: Some(code("DOR")),
        place: Words::one("en", "Port Dorna"),
        from: Day("2031-05-12".into()),
        to: None,
        presides: early,
        term: Some(term),
    };
    let session = w.stands(&mut chair, Kind::Convening, &convening);
    w.refused(&mut chair, Kind::Opening, &Opening { session }, Refusal::NoQuorum);
    let delegate_of = |name: &str| Delegate { name: Words::one("en", name), title: None, role: Role::Head, may_sign: Level::Sign };
    let credentials = |name| Credentials {
        session,
        issuer: IssuerOffice::ForeignMinister,
        form: Form::Original,
        issued_on: None,
        delegation: vec![delegate_of(name)],
        replaces: vec![],
    };
    w.stands(&mut chair, Kind::Credentials, &credentials("Elin Dornaway"));
    w.stands(&mut delegate, Kind::Credentials, &credentials("Omar al-Aldani"));
    w.stands(&mut chair, Kind::Opening, &Opening { session });
    let agenda = w.stands(&mut chair, Kind::Agenda, &Agenda { session, items: vec![Words::one("en", "Tolls")], replaces: vec![] });
    let roster = [code("DOR"), code("ALD")];
    let put = Put {
        session,
        subject: agenda,
        rule: Rule::Consensus,
        method: Method::AtAMeeting,
        roster_count: 2,
        roster_hash: roster_hash(&roster),
        closes: early,
    };
    w.refused(&mut chair, Kind::Put, &Put { roster_count: 3, ..put.clone() }, Refusal::RosterDiffers);
    let put = w.stands(&mut chair, Kind::Put, &put);
    Sitting { world: w, roots: [dorna, alda], chair, delegate, nodes, term, session, put }
}

/// A record with a final seal, and who may act in it.
pub struct Sealed {
    pub world: World,
    pub roots: [Feed; 2],
    pub chair: Feed,
    pub delegate: Feed,
    pub nodes: [Feed; 2],
    pub term: Id,
}

/// The sitting goes on: the decision is adopted, a study undertaken, the chair handed over, the record sealed.
pub fn sealed(keys: u8) -> Sealed {
    let Sitting { world: mut w, roots, mut chair, mut delegate, nodes, term, session, put } = sitting(keys);
    let [mut dorna_node, mut alda_node] = nodes;
    let roster = [code("DOR"), code("ALD")];
    let alda_person = delegate.id.expect("an accredited feed");
    let objection = w.stands(&mut delegate, Kind::Objection, &Objection { put, reason: None });
    w.refused(&mut chair, Kind::Close, &Close { put, outcome: Outcome::Adopted }, Refusal::OutcomeDiffers);
    w.stands(&mut delegate, Kind::Withdrawal, &Withdrawal { objection });
    w.stands(&mut delegate, Kind::Position, &Position { put, stance: Stance::Joins, replaces: vec![] });
    let close = w.stands(&mut chair, Kind::Close, &Close { put, outcome: Outcome::Adopted });
    w.refused(&mut delegate, Kind::Objection, &Objection { put, reason: None }, Refusal::AlreadyClosed);
    w.refused(&mut chair, Kind::Number, &Number { close, series: "DEC".into(), number: 2 }, Refusal::NotNext);
    w.stands(&mut chair, Kind::Number, &Number { close, series: "DEC".into(), number: 1 });
    let commitment = Commitment {
        decision: close,
        paragraph: None,
        kind: CommitmentKind::Study,
        what: Words::one("en", "A study of tolls"),
        responsible: roster.to_vec(),
        coordinator: None,
        due: Due::NoDateSet,
    };
    let commitment = w.stands(&mut chair, Kind::Commitment, &commitment);
    w.part(b"The tolls on both rivers, in figures.");
    w.part(&[0xA7; 300]);
    let expression = |lang: &str, part| Expression { lang: Lang(lang.into()), status: LanguageStatus::Authentic, part };
    let annex = Annex { to: close, title: Words::one("en", "Tolls"), expressions: vec![expression("en", 0), expression("fr", 1)] };
    w.stands(&mut chair, Kind::Annex, &annex);
    w.stands(&mut chair, Kind::Closing, &Closing { session, next: None });
    let handover = Handover {
        term,
        to: code("ALD"),
        counters: vec![Counter { series: "DEC".into(), last: 1 }],
        running: vec![],
        commitments: vec![commitment],
        documents: vec![],
        report: None,
        next: None,
    };
    w.refused(&mut chair, Kind::Handover, &Handover { commitments: vec![], ..handover.clone() }, Refusal::AccountDiffers);
    let handover = w.stands(&mut chair, Kind::Handover, &handover);
    let next = Assumption { previous: term, handover: Some(handover), party: code("ALD"), feed: alda_person };
    let next = w.stands(&mut delegate, Kind::Assumption, &next);
    // A sighting first, so that the proposal's past holds all that is here.
    w.stands(&mut delegate, Kind::Sighting, &Sighting {});
    let proposal = seal::propose(&w.record.everything(), Some(next), vec![]);
    let proposed = w.stands(&mut delegate, Kind::SealProposal, &proposal);
    let agreement = SealAgreement { proposal: proposed, root: proposal.root, state_hash: proposal.state_hash };
    w.refused(&mut alda_node, Kind::SealAgreement, &SealAgreement { root: Id::ZERO, ..agreement.clone() }, Refusal::SealDiffers);
    w.stands(&mut alda_node, Kind::SealAgreement, &agreement);
    assert!(w.record.everything().final_seals().is_empty());
    w.stands(&mut dorna_node, Kind::SealAgreement, &agreement);
    assert_eq!(w.record.everything().final_seals().len(), 1);
    Sealed { world: w, roots, chair, delegate, nodes: [dorna_node, alda_node], term: next }
}

impl World {
    /// The cosignatures of these nodes on every final seal, by both of their keys.
    pub fn cosigned(&self, nodes: &[Feed]) -> Vec<Note> {
        let ground = self.record.ground();
        let note = |seal| {
            let body = ground.body::<SealProposal>(seal).expect("a proposal");
            let checkpoint = Checkpoint { mechanism: self.mechanism, size: body.size, root: body.root };
            let lines = nodes.iter().flat_map(|node| {
                let accreditation = node.id.and_then(|id| ground.graph.find(&id)).expect("an accredited node");
                let name = cosigner_name(&ground.id(ground.fact(accreditation).party));
                let classical = Cosignature::make_ed25519(&name, 7, &checkpoint, &ActKey::from_seed(&node.key));
                let quantum = Cosignature::make_ml_dsa(&name, 8, &checkpoint, &SealKey::from_seed(&node.key));
                [classical.expect("a good name"), quantum.expect("a good name")]
            });
            notes(&checkpoint, &lines.collect::<Vec<_>>())
        };
        let texts = self.record.everything().final_seals().into_iter().flat_map(note);
        texts.map(|text| Note::parse(&text).expect("a well-made note")).collect()
    }

    /// Signs an act of no known kind at a place of a feed where there may be one already.
    pub fn add_unknown(&mut self, feed: &Feed, seq: u32, prev: Option<Id>) {
        let at = Feed { id: feed.id, seq, prev, key: feed.key, root: feed.root };
        let payload = Act { kind: u16::MAX, ..act(&at, vec![], Kind::Sighting, &Sighting {}) }.payload();
        let envelope = sign(&payload, &self.mechanism, &ActKey::from_seed(&feed.key));
        let verified = self.record.verify(&envelope).expect("a well-made act");
        self.record.fold(verified);
        self.envelopes.push(envelope);
    }

    /// The inception that the charter names for a party.
    pub fn inception_of(&self, party: &str) -> Id {
        let charter = self.record.ground().graph.find(&self.mechanism).and_then(|ix| self.record.ground().body::<Charter>(ix));
        let parties = &charter.expect("a charter").parties;
        parties.iter().find(|named| named.code == code(party)).expect("a party of the charter").inception
    }

    /// The original of this world.
    pub fn original(&self, notes: &[Note]) -> Vec<u8> {
        let mut out = vec![];
        let envelopes = self.envelopes.iter().map(|envelope| (Envelope::read(envelope).expect("an envelope").id(), envelope)).collect();
        let mut kept = Kept { envelopes, parts: &self.parts };
        original::write(&mut out, &self.record, Some(&code("DOR")), &mut kept, notes).expect("all is kept");
        out
    }
}

struct Kept<'a> {
    envelopes: BTreeMap<Id, &'a Vec<u8>>,
    parts: &'a BTreeMap<Id, Vec<u8>>,
}

impl Holdings for Kept<'_> {
    type Error = Infallible;

    fn envelope(&mut self, id: Id) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.envelopes.get(&id).map(|envelope| envelope.to_vec()))
    }

    fn part(&mut self, sha256: Id) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.parts.get(&sha256).cloned())
    }
}
