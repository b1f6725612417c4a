//! A whole session of two made-up parties: founding, credentials, decision, commitment, hand-over, seal; folded in many
//! orders.

use alternat::act::Act;
use alternat::decision::roster_hash;
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::picture;
use alternat::record::{Record, TurnedAway};
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use alternat::words::{Code, Day, Lang, Words};

/// One signer's feed: where it stands and what it signs with.
struct Feed {
    id: Option<Id>,
    seq: u32,
    prev: Option<Id>,
    key: [u8; 32],
    root: bool,
}

/// A world: every envelope in the order in which it was made, and the record that holds them.
struct World {
    mechanism: Id,
    record: Record,
    envelopes: Vec<Vec<u8>>,
}

fn root_key(seed: [u8; 32]) -> RootKey {
    RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) }
}

fn act<T: minicbor::Encode<()>>(feed: &Feed, seen: Vec<Id>, kind: Kind, body: &T) -> Act {
    let (feed_id, seq, prev) = (feed.id, feed.seq, feed.prev);
    Act { feed: feed_id, seq, prev, seen, claimed_at: 0, kind: kind.tag(), body: bytes(body), parts: vec![], basis: None }
}

impl World {
    /// Signs an act that has seen every head that is here.
    fn add<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T) -> (Id, Standing) {
        let own = feed.id.and_then(|id| self.record.ground().graph.find(&id));
        let graph = &self.record.ground().graph;
        let mut seen: Vec<Id> = if matches!(kind, Kind::Inception | Kind::Charter) {
            vec![]
        } else {
            graph.heads().into_iter().filter(|head| Some(graph.node(*head).feed) != own).map(|head| graph.node(head).id).collect()
        };
        seen.sort();
        self.add_seeing(feed, seen, kind, body)
    }

    /// Signs an act that has seen these heads and no others.
    fn add_seeing<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, seen: Vec<Id>, kind: Kind, body: &T) -> (Id, Standing) {
        let payload = act(feed, seen, kind, body).payload();
        let aad = if matches!(kind, Kind::Inception | Kind::Charter) { Id::ZERO } else { self.mechanism };
        let envelope = match feed.root {
            true => sign_by_root(&payload, &aad, &[root_key(feed.key)]),
            false => sign(&payload, &aad, &ActKey::from_seed(&feed.key)),
        };
        let verified = self.record.verify(&envelope).expect("a well-made act");
        let id = verified.id();
        let (_, standing) = self.record.fold(verified);
        self.envelopes.push(envelope);
        feed.id = feed.id.or(Some(id));
        feed.prev = Some(id);
        feed.seq += 1;
        (id, standing)
    }

    fn stands<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T) -> Id {
        let (id, standing) = self.add(feed, kind, body);
        assert_eq!(standing, Standing::Stands, "{}", kind.name());
        id
    }

    fn refused<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, kind: Kind, body: &T, refusal: Refusal) -> Id {
        let (id, standing) = self.add(feed, kind, body);
        assert_eq!(standing, Standing::Refused(refusal), "{}", kind.name());
        id
    }
}

fn code(code: &str) -> Code {
    Code(code.into())
}

fn root_feed(seed: u8) -> (Feed, Inception) {
    let public = |seed: [u8; 32]| RootPublic { ed25519: root_key(seed).ed25519.public(), ml_dsa: root_key(seed).ml_dsa.public() };
    let next = Roots::promise(1, &[public([seed + 100; 32])]);
    let roots = Roots { keys: vec![public([seed; 32])], threshold: 1, next };
    let feed = Feed { id: None, seq: 0, prev: None, key: [seed; 32], root: true };
    (feed, Inception { name: Words::one("en", "A party"), roots })
}

fn person(seed: u8) -> Accreditation {
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

fn node(seed: u8) -> Accreditation {
    let key = ActKey::from_seed(&[seed; 32]).public();
    let keys = NodeKeys { transport: key, seal_ed25519: key, seal_ml_dsa: SealKey::from_seed(&[seed; 32]).public(), pouch: None };
    Accreditation { may: vec![], node: Some(keys), ..person(seed) }
}

fn feed(id: Id, seed: u8) -> Feed {
    Feed { id: Some(id), seq: 0, prev: None, key: [seed; 32], root: false }
}

/// A session in which a decision has been put, and who may act in it.
struct Sitting {
    world: World,
    chair: Feed,
    delegate: Feed,
    nodes: [Feed; 2],
    term: Id,
    session: Id,
    put: Id,
}

/// Two parties found a body, open a session and put a decision.
fn sitting() -> Sitting {
    let (mut dorna, dorna_inception) = root_feed(1);
    let (mut alda, alda_inception) = root_feed(2);
    let inception_id = |body: &Inception, feed: &Feed| Id::of_payload(&act(feed, vec![], Kind::Inception, body).payload());
    let party = |name: &str, inception: Id| Party { code: code(name), inception, name: Words::one("en", "A made-up party") };
    let (dor, ald) = (inception_id(&dorna_inception, &dorna), inception_id(&alda_inception, &alda));
    let charter = Charter {
        name: Words::one("en", "Commission of the Two Rivers"),
        symbol: code("CTR"),
        languages: vec![Lang("en".into())],
        parties: vec![party("DOR", dor), party("ALD", ald)],
        order: Order::Agreed,
        in_force_after: vec![code("DOR"), code("ALD")],
        rotation: vec![code("DOR"), code("ALD")],
        organs: vec![Organ { code: code("OFF"), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([9; 16]),
    };
    let founding = Act { feed: Some(dor), seq: 1, prev: Some(dor), ..act(&dorna, vec![], Kind::Charter, &charter) };
    let mechanism = Id::of_payload(&founding.payload());
    let mut w = World { mechanism, record: Record::new(mechanism), envelopes: vec![] };
    w.stands(&mut dorna, Kind::Inception, &dorna_inception);
    assert_eq!(w.stands(&mut dorna, Kind::Charter, &charter), mechanism);
    w.stands(&mut alda, Kind::Inception, &alda_inception);
    w.stands(&mut dorna, Kind::Accession, &Accession { charter: mechanism });
    let early = w.stands(&mut dorna, Kind::Accreditation, &person(11));
    let mut chair = feed(early, 11);
    let assumption = Assumption { previous: mechanism, handover: None, party: code("DOR"), feed: early };
    w.refused(&mut chair, Kind::Assumption, &assumption, Refusal::NotInForce);
    w.stands(&mut alda, Kind::Accession, &Accession { charter: mechanism });
    let alda_person = w.stands(&mut alda, Kind::Accreditation, &person(12));
    let mut delegate = feed(alda_person, 12);
    let dorna_node = w.stands(&mut dorna, Kind::Accreditation, &node(21));
    let alda_node = w.stands(&mut alda, Kind::Accreditation, &node(22));
    let nodes = [feed(dorna_node, 21), feed(alda_node, 22)];
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
    w.stands(&mut chair, Kind::Credentials, &credentials("Ann Dale"));
    w.stands(&mut delegate, Kind::Credentials, &credentials("Omar Said"));
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
    Sitting { world: w, chair, delegate, nodes, term, session, put }
}

/// The sitting goes on: the decision is adopted, a study undertaken, the chair handed over, the record sealed.
fn world() -> World {
    let Sitting { world: mut w, mut chair, mut delegate, nodes: [mut dorna_node, mut alda_node], term, session, put } = sitting();
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
    w
}

/// Folds the envelopes in a causal order drawn from a seed (SplitMix64).
fn refold(world: &World, mut seed: u64) -> Record {
    let mut next = || {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)) as usize
    };
    let mut record = Record::new(world.mechanism);
    let mut waiting: Vec<&Vec<u8>> = world.envelopes.iter().collect();
    while !waiting.is_empty() {
        let at = next() % waiting.len();
        match record.verify(waiting[at]) {
            Ok(verified) => {
                record.fold(verified);
                waiting.remove(at);
            }
            Err(TurnedAway::Gap { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    record
}

#[test]
fn a_session_from_founding_to_seal_folds_to_the_same_state_in_every_order() {
    let world = world();
    let expected = picture::Picture::of(&world.record.everything()).bytes();
    for seed in 0..8 {
        let record = refold(&world, seed);
        assert_eq!(picture::Picture::of(&record.everything()).bytes(), expected, "seed {seed}");
        let order =
            |record: &Record| seal::canonical_order(record.ground()).into_iter().map(|ix| record.ground().id(ix)).collect::<Vec<_>>();
        assert_eq!(order(&record), order(&world.record), "seed {seed}");
    }
}

/// The chair closes while the other party objects, neither having seen the other; then a third act has seen both.
#[test]
fn what_was_signed_apart_stands_or_falls_by_its_own_past_in_every_order() {
    let Sitting { world: mut w, mut chair, mut delegate, put, .. } = sitting();
    let objecting = Objection { put, reason: None };
    let close = w.add_seeing(&mut chair, vec![], Kind::Close, &Close { put, outcome: Outcome::Adopted });
    let objection = w.add_seeing(&mut delegate, vec![put], Kind::Objection, &objecting);
    let late = w.add_seeing(&mut delegate, vec![close.0], Kind::Objection, &objecting);
    let number = w.add_seeing(&mut chair, vec![objection.0], Kind::Number, &Number { close: close.0, series: "DEC".into(), number: 1 });
    let expected = [Standing::Stands, Standing::Stands, Standing::Refused(Refusal::AlreadyClosed), Standing::Stands];
    let state = picture::Picture::of(&w.record.everything()).bytes();
    for seed in 0..40 {
        let record = refold(&w, seed);
        let standing = |id: Id| record.ground().fact(record.ground().graph.find(&id).expect("an act of the world")).standing;
        assert_eq!([close.0, objection.0, late.0, number.0].map(standing), expected, "seed {seed}");
        assert_eq!(picture::Picture::of(&record.everything()).bytes(), state, "seed {seed}");
    }
}

#[test]
fn every_node_recomputes_the_seal_it_is_asked_to_agree_to() {
    let world = world();
    let record = refold(&world, 99);
    let seal = record.everything().final_seals()[0];
    let body = record.ground().body::<SealProposal>(seal).expect("a proposal");
    assert_eq!(seal::recompute(record.ground(), seal), (body.root, body.state_hash));
}

#[test]
fn a_changed_bit_anywhere_in_an_envelope_is_turned_away_or_is_another_act() {
    let world = world();
    let (last, before) = world.envelopes.split_last().expect("acts");
    let mut record = Record::new(world.mechanism);
    for envelope in before {
        let verified = record.verify(envelope).expect("a well-made act");
        record.fold(verified);
    }
    assert!(record.verify(last).is_ok());
    for bit in 0..last.len() * 8 {
        let mut changed = last.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(record.verify(&changed).is_err(), "bit {bit}");
    }
}

#[test]
fn an_act_does_not_verify_in_another_mechanism() {
    let world = world();
    let mut other = Record::new(Id::of_bytes(b"another mechanism"));
    let inception = other.verify(&world.envelopes[0]).expect("an inception belongs to no mechanism");
    other.fold(inception);
    assert_eq!(other.verify(&world.envelopes[1]).map(|_| ()).unwrap_err().code(), "another-charter");
}
