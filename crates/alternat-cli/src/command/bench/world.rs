//! A made-up mechanism of any size, signed on the spot by keys made from seeds: the same acts on every machine.
//!
//! Its parties sit in one open session. Its persons sign one after the other, each having seen the act before: three
//! receipts, then a statement.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use alternat::act::{Act, Part};
use alternat::envelope::{self, RootKey};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::original;
use alternat::record::{Record, Verified};
use alternat::refusal::Standing;
use alternat::seal;
use alternat::words::{Code, Day, Expression, Lang, LanguageStatus, Words};

use alternat_node::file::{Readers, write_whole};
use alternat_node::home::Home;

use super::{Measured, stopped};

/// The words of every statement: one detached part of five bytes, which is not what is measured.
pub const WORDS: &[u8] = b"words";
/// Every how many acts one is a statement.
const STATEMENT_EVERY: usize = 4;

/// How many sign.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Parties, each with a root and a node.
    pub parties: usize,
    /// Feeds of persons, spread evenly over the parties.
    pub persons: usize,
}

/// A mechanism and those who go on signing in it.
pub struct World {
    /// What its acts fold to so far.
    pub record: Record,
    /// The parties' nodes, in the order of the charter.
    pub nodes: Vec<Station>,
    roots: Vec<Writer<RootKey>>,
    persons: Vec<Writer<ActKey>>,
    session: Id,
    last: Id,
    count: usize,
}

/// A party's node.
pub struct Station {
    /// The party's code.
    pub code: Code,
    /// The party's id.
    pub party: Id,
    /// The seed of the key of its connections.
    pub transport: Id,
    /// The first person of the party: the seed of his key, and his feed.
    pub delegate: (Id, Id),
    writer: Writer<ActKey>,
}

/// One who signs: a feed, its key and its last act.
struct Writer<K> {
    feed: Id,
    key: K,
    last: Option<(u32, Id)>,
}

impl World {
    /// Founds a mechanism up to an open session; `keep` gets every act.
    pub fn found(size: Size, mut keep: impl FnMut(Verified)) -> Measured<World> {
        let inceptions: Vec<(RootKey, Act)> = (0..size.parties).map(inception).collect();
        let parties: Vec<Id> = inceptions.iter().map(|(_, act)| Id::of_payload(&act.payload())).collect();
        let founder = parties[0];
        let charter_act = act(Some(founder), Some((0, founder)), vec![], Kind::Charter, bytes(&charter(&parties)));
        let mechanism = Id::of_payload(&charter_act.payload());
        let (roots, inceptions): (Vec<RootKey>, Vec<Act>) = inceptions.into_iter().unzip();
        let roots = roots.into_iter().zip(&parties).map(|(key, party)| Writer { feed: *party, key, last: Some((0, *party)) });
        let mut world = World {
            record: Record::new(mechanism),
            nodes: vec![],
            roots: roots.collect(),
            persons: vec![],
            session: mechanism,
            last: mechanism,
            count: 0,
        };
        for (place, inception) in inceptions.iter().enumerate() {
            keep(world.found_by(place, inception)?);
            if place == 0 {
                keep(world.found_by(place, &charter_act)?);
                world.roots[place].last = Some((1, mechanism));
            }
        }
        world.last = mechanism;
        for party in 0..size.parties {
            keep(world.sign_by_root(party, Kind::Accession, bytes(&Accession { charter: mechanism }))?);
        }
        for place in 0..size.persons {
            let seed = seed("person", place);
            let opened = world.sign_by_root(place % size.parties, Kind::Accreditation, bytes(&person(&seed)))?;
            world.persons.push(Writer { feed: opened.id(), key: ActKey::from_seed(&seed.0), last: None });
            keep(opened);
        }
        for (place, party) in parties.iter().enumerate() {
            let (seed, transport) = (seed("node", place), seed("transport", place));
            let opened = world.sign_by_root(place, Kind::Accreditation, bytes(&node(&seed, &transport)))?;
            let writer = Writer { feed: opened.id(), key: ActKey::from_seed(&seed.0), last: None };
            let delegate = (self::seed("person", place), world.persons[place].feed);
            world.nodes.push(Station { code: code(place), party: *party, transport, delegate, writer });
            keep(opened);
        }
        let convened = world.sign(0, Kind::Convening, bytes(&convening(world.persons[0].feed)), vec![])?;
        world.session = convened.id();
        keep(convened);
        keep(world.sign(0, Kind::Opening, bytes(&Opening { session: world.session }), vec![])?);
        Ok(world)
    }

    /// The next act, verified and folded.
    pub fn next(&mut self) -> Measured<Verified> {
        let who = self.count % self.persons.len();
        self.count += 1;
        match self.count.is_multiple_of(STATEMENT_EVERY) {
            true => {
                let expression = Expression { lang: Lang("en".into()), status: LanguageStatus::Authentic, part: 0 };
                let statement = Statement {
                    session: self.session,
                    item: None,
                    speaker: None,
                    on_behalf_of: vec![],
                    reply_to: None,
                    form: StatementForm::AsDelivered,
                    expressions: vec![expression],
                };
                let part = Part { sha256: Id::of_bytes(WORDS), size: WORDS.len() as u64 };
                self.sign(who, Kind::Statement, bytes(&statement), vec![part])
            }
            false => self.sign(who, Kind::Receipt, bytes(&Receipt { of: vec![self.last] }), vec![]),
        }
    }

    /// Seals everything so far: a proposal, and the agreement of every party's node.
    pub fn seal(&mut self, mut keep: impl FnMut(Verified)) -> Measured<()> {
        let proposal = seal::propose(&self.record.everything(), None, vec![]);
        let proposed = self.sign(0, Kind::SealProposal, bytes(&proposal), vec![])?;
        let agreement = bytes(&SealAgreement { proposal: proposed.id(), root: proposal.root, state_hash: proposal.state_hash });
        keep(proposed);
        for place in 0..self.nodes.len() {
            let writer = &self.nodes[place].writer;
            let next = next(writer, self.last, Kind::SealAgreement, agreement.clone(), vec![]);
            let signed = envelope::sign(&next.payload(), &self.record.mechanism(), &writer.key);
            let folded = self.fold(&signed)?;
            self.nodes[place].writer.last = Some((next.seq, folded.id()));
            keep(folded);
        }
        Ok(())
    }

    fn sign(&mut self, who: usize, kind: Kind, body: Vec<u8>, parts: Vec<Part>) -> Measured<Verified> {
        let writer = &self.persons[who];
        let next = next(writer, self.last, kind, body, parts);
        let signed = envelope::sign(&next.payload(), &self.record.mechanism(), &writer.key);
        let folded = self.fold(&signed)?;
        self.persons[who].last = Some((next.seq, folded.id()));
        Ok(folded)
    }

    fn sign_by_root(&mut self, party: usize, kind: Kind, body: Vec<u8>) -> Measured<Verified> {
        let root = &self.roots[party];
        let next = next(root, self.last, kind, body, vec![]);
        let signed = envelope::sign_by_root(&next.payload(), &self.record.mechanism(), std::slice::from_ref(&root.key));
        let folded = self.fold(&signed)?;
        self.roots[party].last = Some((next.seq, folded.id()));
        Ok(folded)
    }

    /// An inception or the charter: signed for no mechanism yet.
    fn found_by(&mut self, party: usize, act: &Act) -> Measured<Verified> {
        self.fold(&envelope::sign_by_root(&act.payload(), &Id::ZERO, std::slice::from_ref(&self.roots[party].key)))
    }

    fn fold(&mut self, envelope: &[u8]) -> Measured<Verified> {
        let verified = self.record.verify(envelope).map_err(|why| stopped("make an act to measure with", &why))?;
        let id = verified.id();
        match self.record.fold(verified.clone()) {
            (_, Standing::Stands) => {
                self.last = id;
                Ok(verified)
            }
            (_, standing) => Err(stopped("make an act to measure with", &NotStanding(standing))),
        }
    }
}

impl Station {
    /// A new home for this node, with the key of its connections.
    pub fn home(&self, directory: &Path) -> Measured<Home> {
        Home::create(directory, self.party)?;
        write_whole(&directory.join("transport.secret"), format!("{}\n", self.transport).as_bytes(), Readers::Owner)?;
        Ok(Home::open(directory)?)
    }
}

/// An act of this file does not stand.
#[derive(Debug, thiserror::Error)]
#[error("it is judged {0:?}")]
struct NotStanding(Standing);

/// The original of a record, from its envelopes.
pub fn original_of(record: &Record, envelopes: &BTreeMap<Id, Vec<u8>>) -> Measured<Vec<u8>> {
    let mut out = Vec::new();
    original::write(&mut out, record, None, &mut Kept(envelopes), &[]).map_err(|why| stopped("write an original", &why))?;
    Ok(out)
}

struct Kept<'a>(&'a BTreeMap<Id, Vec<u8>>);

impl original::Holdings for Kept<'_> {
    type Error = Infallible;

    fn envelope(&mut self, id: Id) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.0.get(&id).cloned())
    }

    fn part(&mut self, _: Id) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(Some(WORDS.to_vec()))
    }
}

/// The act that a writer signs next, having seen `last`.
fn next<K>(writer: &Writer<K>, last: Id, kind: Kind, body: Vec<u8>, parts: Vec<Part>) -> Act {
    let is_own = writer.feed == last || writer.last.is_some_and(|(_, id)| id == last);
    let seen = if is_own { vec![] } else { vec![last] };
    Act { parts, ..act(Some(writer.feed), writer.last, seen, kind, body) }
}

fn act(feed: Option<Id>, last: Option<(u32, Id)>, seen: Vec<Id>, kind: Kind, body: Vec<u8>) -> Act {
    let (seq, prev) = last.map_or((0, None), |(seq, id)| (seq + 1, Some(id)));
    Act { feed, seq, prev, seen, claimed_at: 1_700_000_000_000, kind: kind.tag(), body, parts: vec![], basis: None }
}

fn seed(what: &str, place: usize) -> Id {
    Id::of_bytes(format!("alternat bench {what} {place}").as_bytes())
}

fn code(place: usize) -> Code {
    Code(format!("P{place:03}"))
}

fn inception(place: usize) -> (RootKey, Act) {
    let of_seed = |seed: Id| RootKey { place: 0, ed25519: ActKey::from_seed(&seed.0), ml_dsa: SealKey::from_seed(&seed.0) };
    let public = |key: &RootKey| RootPublic { ed25519: key.ed25519.public(), ml_dsa: key.ml_dsa.public() };
    let (key, promised) = (of_seed(seed("root", place)), of_seed(seed("next root", place)));
    let roots = Roots { keys: vec![public(&key)], threshold: 1, next: Roots::promise(1, &[public(&promised)]) };
    let body = bytes(&Inception { name: Words::one("en", "A made-up party"), roots });
    (key, act(None, None, vec![], Kind::Inception, body))
}

fn charter(parties: &[Id]) -> Charter {
    let name = Words::one("en", "A made-up party");
    Charter {
        name: Words::one("en", "A made-up commission to measure with"),
        symbol: Code("BENCH".into()),
        languages: vec![Lang("en".into())],
        parties: parties.iter().enumerate().map(|(at, id)| Party { code: code(at), inception: *id, name: name.clone() }).collect(),
        order: Order::Agreed,
        in_force_after: (0..parties.len()).map(code).collect(),
        rotation: vec![],
        organs: vec![Organ { code: Code("OFF".into()), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 0,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([0; 16]),
    }
}

fn person(seed: &Id) -> Accreditation {
    Accreditation {
        key: ActKey::from_seed(&seed.0).public(),
        holder: Holder { name: Words::one("en", "A delegate"), title: None },
        may: vec![Power::Speak, Power::Preside, Power::Seal],
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    }
}

fn node(seed: &Id, transport: &Id) -> Accreditation {
    let keys = NodeKeys {
        transport: ActKey::from_seed(&transport.0).public(),
        seal_ed25519: ActKey::from_seed(&Id::of_bytes(&seed.0).0).public(),
        seal_ml_dsa: SealKey::from_seed(&seed.0).public(),
        pouch: None,
    };
    Accreditation { may: vec![], node: Some(keys), ..person(seed) }
}

fn convening(presides: Id) -> Convening {
    Convening {
        organ: Code("OFF".into()),
        number: 1,
        initiators: vec![code(0)],
        coordinator: None,
        host: None,
        chair: None,
        place: Words::one("en", "Here"),
        from: Day("2017-05-23".into()),
        to: None,
        presides,
        term: None,
    }
}
