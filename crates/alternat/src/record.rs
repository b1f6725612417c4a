//! The record of one mechanism: the one door by which acts come in, and the fold.

mod ahead;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::act::{Act, NotAnAct};
use crate::envelope::{self, Envelope, NotAnEnvelope, Signatures};
use crate::graph::Ix;
use crate::id::Id;
use crate::key::{ActPublic, KeyFault, SealPublic};
use crate::kind::{Accreditation, Body, Change, Charter, Clearance, Demonstration, ForkProof, Hand, Inception, Kind, RootPublic, Roots};
use crate::place::{At, Refused};
use crate::refusal::{Refusal, Standing};
use crate::window::{Fact, Ground, Window};
use crate::words::{Basis, Code};

pub use ahead::{Ahead, Turn};

/// An act whose bytes passed the gate and whose signatures hold, for one mechanism and after one past.
///
/// Only [`Record::verify`] makes one, and only one can be folded or stored: there is no other path.
#[derive(Clone, Debug)]
pub struct Verified {
    id: Id,
    act: Act,
    envelope: Vec<u8>,
    keys: Keys,
}

impl Verified {
    /// The act's id.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The feed that the act stands in: for an inception, which opens its own, the act's own id.
    pub fn feed(&self) -> Id {
        self.act.feed.unwrap_or(self.id)
    }

    /// The number of the act in its feed, from 0.
    pub fn seq(&self) -> u64 {
        u64::from(self.act.seq)
    }

    /// The act.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// The bytes as received.
    pub fn envelope(&self) -> &[u8] {
        &self.envelope
    }
}

/// An act that has passed all of the door but its signatures.
#[derive(Debug)]
pub(crate) struct Claimed {
    pub id: Id,
    pub act: Act,
    keys: Keys,
    unproven: Unproven,
}

/// Signatures still to be proved, apart from the record and so on any thread.
#[derive(Debug)]
pub(crate) struct Unproven {
    id: Id,
    envelope: Vec<u8>,
    mechanism: Id,
    by: By,
}

/// Who must have signed.
#[derive(Debug)]
enum By {
    Signer(Arc<ActPublic>),
    Roots(Arc<RootSet>),
}

impl Unproven {
    /// Proves each signature, one by one.
    pub fn prove(&self) -> Result<(), TurnedAway> {
        let read = Envelope::read(&self.envelope)?;
        let hold = match (&read.signatures, &self.by) {
            (Signatures::Signer(signature), By::Signer(key)) => envelope::signed_by(read.payload, &self.mechanism, signature, key),
            (Signatures::Root(signatures), By::Roots(set)) => signatures.iter().all(|signature| {
                let keys = set.keys.get(usize::from(signature.place));
                keys.is_some_and(|(classical, quantum)| {
                    envelope::signed_by_root(read.payload, &self.mechanism, signature, classical, quantum)
                })
            }),
            _ => false,
        };
        if hold { Ok(()) } else { Err(TurnedAway::Signature { of: self.id }) }
    }
}

/// The keys that an act brings with it.
#[derive(Clone, Debug)]
enum Keys {
    None,
    Signer(Arc<ActPublic>),
    Roots(Arc<RootSet>),
}

/// A set of root keys, each half validated.
#[derive(Clone, Debug)]
struct RootSet {
    keys: Vec<(ActPublic, SealPublic)>,
    threshold: usize,
    next: Id,
}

/// Why an envelope is turned away. Such bytes are never kept, and say nothing about the id they claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TurnedAway {
    /// The envelope is not of the fixed shape.
    #[error("{0}")]
    Envelope(#[from] NotAnEnvelope),
    /// The payload is not canonical, or is no act.
    #[error("{0}")]
    Act(#[from] NotAnAct),
    /// An act that this one names as its past is not here.
    #[error("act {of} needs act {missing} before it")]
    Gap {
        /// The act.
        of: Id,
        /// What it needs.
        missing: Id,
    },
    /// The number does not follow the act before it in its own feed.
    #[error("act {of} has number {seq}, which does not follow the act it names before it")]
    Number {
        /// The act.
        of: Id,
        /// Its number.
        seq: u32,
    },
    /// What it names as its feed opened none.
    #[error("act {of} names {feed} as its feed, which is neither an accreditation with a key nor an inception")]
    NoSuchFeed {
        /// The act.
        of: Id,
        /// The feed.
        feed: Id,
    },
    /// Another charter than that of this mechanism.
    #[error("act {of} is the charter of another mechanism")]
    AnotherCharter {
        /// The act.
        of: Id,
    },
    /// A signature does not hold, for this mechanism and these bytes.
    #[error("a signature on act {of} does not hold for this mechanism")]
    Signature {
        /// The act.
        of: Id,
    },
    /// Fewer root keys signed than must, or a place that the list does not have.
    #[error("act {of} is not signed by enough of its root's keys")]
    TooFewSignatures {
        /// The act.
        of: Id,
    },
    /// The new root keys are not the ones that were promised.
    #[error("the root keys in act {of} are not those promised before")]
    PromiseBroken {
        /// The act.
        of: Id,
    },
    /// A public key that the act brings is none.
    #[error("a key in act {of} is not one: {fault}")]
    Key {
        /// The act.
        of: Id,
        /// What is wrong with it.
        fault: KeyFault,
    },
}

impl TurnedAway {
    /// The stable code, as in spec/act.md.
    pub fn code(&self) -> &'static str {
        match self {
            TurnedAway::Envelope(_) => "envelope-shape",
            TurnedAway::Act(NotAnAct::Gate(malformed)) => malformed.what.code(),
            TurnedAway::Act(NotAnAct::Field { .. }) => "payload-shape",
            TurnedAway::Gap { .. } => "gap",
            TurnedAway::Number { .. } => "wrong-number",
            TurnedAway::NoSuchFeed { .. } => "no-such-feed",
            TurnedAway::AnotherCharter { .. } => "another-charter",
            TurnedAway::Signature { .. } => "bad-signature",
            TurnedAway::TooFewSignatures { .. } => "too-few-signatures",
            TurnedAway::PromiseBroken { .. } => "promise-broken",
            TurnedAway::Key { .. } => "bad-key",
        }
    }
}

/// The record of one mechanism, folded.
#[derive(Clone, Debug)]
pub struct Record {
    mechanism: Id,
    ground: Ground,
    signers: BTreeMap<Ix, Arc<ActPublic>>,
    roots: BTreeMap<Ix, Arc<RootSet>>,
    #[cfg(feature = "planted")]
    windowless: bool,
}

impl Record {
    /// An empty record of a mechanism, named by the id of its charter.
    pub fn new(mechanism: Id) -> Record {
        Record {
            mechanism,
            ground: Ground::default(),
            signers: BTreeMap::new(),
            roots: BTreeMap::new(),
            #[cfg(feature = "planted")]
            windowless: false,
        }
    }

    /// The record, judging from here on by all that has arrived instead of by each act's own past: what a test of orders
    /// must find out.
    #[cfg(feature = "planted")]
    pub fn without_window(mut self) -> Record {
        self.windowless = true;
        self
    }

    /// The record, taking the same inception for the same party: what a test of recognised roots must find out.
    #[cfg(feature = "planted")]
    pub fn by_inception(mut self) -> Record {
        self.ground.by_inception = true;
        self
    }

    /// The mechanism's id.
    pub fn mechanism(&self) -> Id {
        self.mechanism
    }

    /// What the record holds.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Verifies an envelope against this record.
    ///
    /// # Errors
    /// [`TurnedAway`]: not canonical, badly signed, or with a past that is not here. Nothing is kept.
    ///
    /// # Source
    /// spec/act.md, "The door".
    pub fn verify(&self, envelope: &[u8]) -> Result<Verified, TurnedAway> {
        let Claimed { id, act, keys, unproven } = self.claim(envelope)?;
        unproven.prove()?;
        Ok(Verified { id, act, envelope: unproven.envelope, keys })
    }

    /// All that [`Record::verify`] asks but the signatures themselves, which are left to be proved.
    ///
    /// Only for a whole record that counts for nothing if a single signature in it does not hold: an original.
    pub(crate) fn claim(&self, envelope: &[u8]) -> Result<Claimed, TurnedAway> {
        let read = Envelope::read(envelope)?;
        let act = Act::read(read.payload)?;
        let id = read.id();
        let kind = Kind::of_tag(act.kind);
        if kind == Some(Kind::Charter) && id != self.mechanism {
            return Err(TurnedAway::AnotherCharter { of: id });
        }
        let keys = keys_brought(&act, id)?;
        let mechanism = if matches!(kind, Some(Kind::Inception | Kind::Charter)) { Id::ZERO } else { self.mechanism };
        let feed = self.placed(&act, id)?;
        let by = match (&read.signatures, feed.and_then(|feed| self.signers.get(&feed))) {
            (Signatures::Signer(_), Some(key)) => By::Signer(key.clone()),
            (Signatures::Root(signatures), None) => {
                let set = self.root_set(&act, id, &keys)?;
                if signatures.len() < set.threshold || signatures.iter().any(|s| usize::from(s.place) >= set.keys.len()) {
                    return Err(TurnedAway::TooFewSignatures { of: id });
                }
                By::Roots(set)
            }
            _ => return Err(TurnedAway::Signature { of: id }),
        };
        Ok(Claimed { id, act, keys, unproven: Unproven { id, envelope: envelope.to_vec(), mechanism, by } })
    }

    /// Judges that the past is here and the number follows; gives the place of the feed's opening.
    fn placed(&self, act: &Act, id: Id) -> Result<Option<Ix>, TurnedAway> {
        let find = |wanted: &Id| self.ground.graph.find(wanted).ok_or(TurnedAway::Gap { of: id, missing: *wanted });
        let Some(feed_id) = act.feed else { return Ok(None) };
        let feed = find(&feed_id)?;
        act.seen.iter().try_for_each(|head| find(head).map(drop))?;
        let opens = self.signers.contains_key(&feed) || self.ground.body::<Inception>(feed).is_some();
        if !opens {
            return Err(TurnedAway::NoSuchFeed { of: id, feed: feed_id });
        }
        if let Some(prev) = &act.prev {
            let prev = self.ground.graph.node(find(prev)?);
            if prev.feed != feed || prev.seq.checked_add(1) != Some(act.seq) {
                return Err(TurnedAway::Number { of: id, seq: act.seq });
            }
        } else if !self.signers.contains_key(&feed) {
            return Err(TurnedAway::Number { of: id, seq: act.seq });
        }
        Ok(Some(feed))
    }

    /// The root keys that must have signed: an inception's own; a rotation's own, if promised; otherwise those in force.
    fn root_set(&self, act: &Act, id: Id, keys: &Keys) -> Result<Arc<RootSet>, TurnedAway> {
        let before = act.prev.and_then(|prev| self.ground.graph.find(&prev)).and_then(|prev| self.roots_at(prev));
        match (keys, before) {
            (Keys::Roots(own), None) => Ok(own.clone()),
            (Keys::Roots(own), Some(before)) => {
                let promised = match Body::read(Kind::Rotation, &act.body) {
                    // The threshold as it is written, be it none: the promise is of bytes.
                    Some(Body::Rotation(rotation)) => Roots::promise(rotation.roots.threshold, &rotation.roots.keys) == before.next,
                    _ => false,
                };
                if promised { Ok(own.clone()) } else { Err(TurnedAway::PromiseBroken { of: id }) }
            }
            (_, Some(before)) => Ok(before),
            (_, None) => Err(TurnedAway::TooFewSignatures { of: id }),
        }
    }

    /// The root keys in force after a root act: those of the nearest rotation or inception down its own chain.
    fn roots_at(&self, ix: Ix) -> Option<Arc<RootSet>> {
        let mut at = Some(ix);
        while let Some(here) = at {
            if let Some(set) = self.roots.get(&here) {
                return Some(set.clone());
            }
            at = self.ground.graph.node(here).prev;
        }
        None
    }

    /// Folds a verified act: judges it by its own past, keeps it, files it. The same act twice is the same act.
    pub fn fold(&mut self, verified: Verified) -> (Ix, Standing) {
        let Verified { id, act, keys, .. } = verified;
        self.fold_in(id, act, keys)
    }

    /// Folds an act whose signatures are still to be proved.
    pub(crate) fn fold_claimed(&mut self, claimed: Claimed) -> Unproven {
        let Claimed { id, act, keys, unproven } = claimed;
        self.fold_in(id, act, keys);
        unproven
    }

    fn fold_in(&mut self, id: Id, act: Act, keys: Keys) -> (Ix, Standing) {
        if let Some(ix) = self.ground.graph.find(&id) {
            return (ix, self.ground.fact(ix).standing);
        }
        let ix = self.hang(id, &act);
        let (standing, change) = match self.judge(&act, ix) {
            Some(Ok(change)) => (Standing::Stands, change),
            Some(Err(refused)) => (Standing::Refused(refused.refusal), Change::default()),
            None => (Standing::Unknown, Change::default()),
        };
        self.ground.facts[ix.0 as usize].standing = standing;
        self.make(ix, &act, change);
        match keys {
            Keys::None => {}
            Keys::Signer(key) => drop(self.signers.insert(ix, key)),
            Keys::Roots(set) => drop(self.roots.insert(ix, set)),
        }
        (ix, standing)
    }

    /// Hangs an act into the graph, with what is known of it before it is judged.
    fn hang(&mut self, id: Id, act: &Act) -> Ix {
        let graph = &mut self.ground.graph;
        let find = |graph: &crate::graph::Graph, wanted: &Id| {
            graph.find(wanted).unwrap_or_else(|| unreachable!("verified acts have their past here"))
        };
        let feed = act.feed.map(|feed| find(graph, &feed));
        let prev = act.prev.map(|prev| find(graph, &prev));
        let seen: Vec<Ix> = act.seen.iter().map(|head| find(graph, head)).collect();
        let ix = graph.push(id, feed, act.seq, prev, &seen);
        let party = feed.map_or(ix, |feed| self.ground.graph.node(feed).feed);
        let body = Kind::of_tag(act.kind).and_then(|kind| Body::read(kind, &act.body));
        let in_force = self.in_force_at(ix);
        let code = self.window_of(ix, party, None).code_of(party);
        // A rule may ask of what kind the act under judgement is, so its fact is there before its standing.
        self.ground.facts.push(Fact { tag: act.kind, standing: Standing::Unknown, party, code, in_force, body });
        ix
    }

    /// Judges an act that hangs in the graph; `None` where its kind is unknown.
    fn judge(&self, act: &Act, ix: Ix) -> Option<Result<Change, Refused>> {
        let kind = Kind::of_tag(act.kind)?;
        let Fact { party, code, in_force, body, .. } = self.ground.fact(ix);
        let window = self.window_of(ix, *party, code.clone());
        let body = body.as_ref().ok_or(Refusal::BodyMalformed.into());
        Some(body.and_then(|body| judge(act, kind, body, ix, &window, *in_force)))
    }

    /// The window of an act that hangs in the graph and is not judged yet.
    fn window_of(&self, ix: Ix, party: Ix, code: Option<Code>) -> Window<'_> {
        let graph = &self.ground.graph;
        #[cfg(feature = "planted")]
        if self.windowless {
            return Window {
                clock: graph.all_but(ix),
                feed: Some(graph.node(ix).feed),
                party: Some(party),
                code,
                ..self.ground.everything()
            };
        }
        Window { ground: &self.ground, clock: graph.past(ix), feed: Some(graph.node(ix).feed), party: Some(party), code }
    }

    /// Whether the charter is in force in an act's past: once it is, it stays.
    fn in_force_at(&self, ix: Ix) -> bool {
        let inherited =
            self.ground.graph.parents(ix).any(|parent| self.ground.facts.get(parent.0 as usize).is_some_and(|fact| fact.in_force));
        inherited || self.window_of(ix, ix, None).in_force()
    }

    /// Files a standing act. Cannot fail, overwrites nothing.
    fn make(&mut self, ix: Ix, act: &Act, change: Change) {
        let Some(kind) = Kind::of_tag(act.kind) else { return };
        if self.ground.fact(ix).standing != Standing::Stands {
            return;
        }
        for under in change.about {
            self.ground.filed.insert((under, kind, ix));
            if matches!(kind, Kind::Revocation | Kind::Rotation | Kind::ForkProof) {
                self.ground.marks.entry(under).or_default().push(ix);
            }
            if kind == Kind::SealAgreement {
                self.ground.note_final(under);
            }
        }
        if matches!(kind, Kind::Revocation | Kind::Rotation | Kind::ForkProof | Kind::Objection) {
            let node = self.ground.graph.node(ix);
            self.ground.binding.insert((node.branch, node.seq), ix);
        }
        if kind == Kind::Charter {
            self.ground.charter = Some(ix);
        }
        if kind == Kind::SealProposal {
            let roster = self.ground.past_of(ix).roster();
            self.ground.electorates.insert(ix, roster);
        }
    }

    /// What the acts of this record fold to, every act in the past.
    pub fn everything(&self) -> Window<'_> {
        self.ground.everything()
    }

    /// An act as it would be judged if it were signed now by `feed`, without keeping anything.
    ///
    /// # Errors
    /// The [`Refused`] that the act would meet.
    pub fn rehearse(&mut self, act: &Act) -> Result<(), Refused> {
        let id = Id::of_payload(&act.payload());
        if self.ground.graph.find(&id).is_some() {
            return self.rejudge(act);
        }
        let ix = self.hang(id, act);
        let judged = self.judge(act, ix);
        self.ground.facts.pop();
        self.ground.graph.pop();
        judged.map_or(Ok(()), |judged| judged.map(drop))
    }

    /// Judges an act that is here once more by its own past, to tell where the cause of its refusal lies: standings alone
    /// are kept. An act that is not here is not judged.
    ///
    /// # Errors
    /// The [`Refused`] that the act met when it came.
    pub fn rejudge(&self, act: &Act) -> Result<(), Refused> {
        let here = self.ground.graph.find(&Id::of_payload(&act.payload()));
        here.and_then(|ix| self.judge(act, ix)).map_or(Ok(()), |judged| judged.map(drop))
    }
}

/// Judges one act, in the order of precedence of [`Refusal`].
fn judge(act: &Act, kind: Kind, body: &Body, ix: Ix, window: &Window, in_force: bool) -> Result<Change, Refused> {
    body.shape()?;
    act.basis.iter().try_for_each(Basis::check).at("basis")?;
    if kind == Kind::Inception {
        return body.judge(act, window);
    }
    let feed = window.ground.graph.node(ix).feed;
    let accreditation = window.ground.body::<Accreditation>(feed);
    judge_hand(kind, accreditation)?;
    if let (Kind::Charter, Body::Charter(charter)) = (kind, body) {
        judge_basis(act, charter)?;
        // The charter is the first act after the founder's inception.
        return if act.seq == 1 && act.seen.is_empty() { body.judge(act, window) } else { Err(Refusal::TermsContradict.into()) };
    }
    let charter = window.charter().map_err(|_| Refusal::NoCharter)?;
    judge_basis(act, charter.body)?;
    judge_entitled(act, kind, ix, window, accreditation)?;
    if kind.hand() != Hand::Root && !matches!(kind, Kind::Sighting | Kind::Delivery) && !in_force {
        return Err(Refusal::NotInForce.into());
    }
    body.judge(act, window)
}

fn judge_hand(kind: Kind, accreditation: Option<&Accreditation>) -> Result<(), Refusal> {
    let fits = match (kind.hand(), accreditation) {
        (Hand::Root, None) => true,
        (Hand::Person, Some(accreditation)) => accreditation.node.is_none(),
        (Hand::Node, Some(accreditation)) => accreditation.node.is_some(),
        (Hand::Either, Some(_)) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(Refusal::WrongHand) }
}

/// In a reconstruction every act says what it rests on; outside a demonstration none does.
fn judge_basis(act: &Act, charter: &Charter) -> Result<(), Refusal> {
    let fits = match (charter.demonstration, &act.basis) {
        (None, basis) => basis.is_none(),
        (Some(Demonstration::Reconstruction), basis) => matches!(basis, Some(Basis::Reported { .. } | Basis::Presumed { .. })),
        (Some(Demonstration::Rehearsal), basis) => matches!(basis, None | Some(Basis::Invented)),
    };
    if fits { Ok(()) } else { Err(Refusal::BasisOutOfPlace) }
}

/// Judges that the feed is a party's, not revoked, not forked, permitted, and cleared where a second signer must.
fn judge_entitled(act: &Act, kind: Kind, ix: Ix, window: &Window, accreditation: Option<&Accreditation>) -> Result<(), Refused> {
    let feed = window.ground.graph.node(ix).feed;
    if accreditation.is_some() && !window.stands(feed) || window.code.is_none() {
        return Err(Refusal::NotAccredited.naming(&window.ground.id(feed)));
    }
    let marks = window.marks_on(ix);
    let is_proof = |mark: &&Ix| window.ground.body::<ForkProof>(**mark).is_some();
    if let Some(mark) = marks.iter().find(|mark| !is_proof(mark)) {
        return Err(Refusal::Revoked.naming(&window.ground.id(*mark)));
    }
    if let Some(proof) = marks.first() {
        return Err(Refusal::Forked.naming(&window.ground.id(*proof)));
    }
    let Some(accreditation) = accreditation.filter(|_| kind.hand() == Hand::Person) else { return Ok(()) };
    if !accreditation.may.contains(&kind.power()) {
        return Err(Refusal::NotPermitted.into());
    }
    if accreditation.second_signer_for.contains(&kind.power()) && !cleared(act, feed, window) {
        return Err(Refusal::NotCleared.into());
    }
    Ok(())
}

/// Whether another feed of the same party has cleared this very body.
fn cleared(act: &Act, feed: Ix, window: &Window) -> bool {
    let Some(party) = window.party else { return false };
    let body = Id::of_bytes(&act.body);
    window.filed(party, Kind::Clearance).into_iter().any(|ix| {
        let clearance = window.ground.body::<Clearance>(ix);
        window.ground.graph.node(ix).feed != feed && clearance.is_some_and(|c| c.kind == act.kind && c.body == body)
    })
}

/// The keys that an act brings, each validated once.
fn keys_brought(act: &Act, id: Id) -> Result<Keys, TurnedAway> {
    let bad = |fault| TurnedAway::Key { of: id, fault };
    let roots = |roots: &Roots| {
        let keys = roots.keys.iter().map(|key: &RootPublic| Ok((key.ed25519.admit().map_err(bad)?, key.ml_dsa.admit().map_err(bad)?)));
        let keys = keys.collect::<Result<Vec<_>, TurnedAway>>()?;
        Ok(Keys::Roots(Arc::new(RootSet { keys, threshold: usize::from(roots.threshold).max(1), next: roots.next })))
    };
    let brings = |kind: &Kind| matches!(kind, Kind::Inception | Kind::Rotation | Kind::Accreditation);
    match Kind::of_tag(act.kind).filter(brings).and_then(|kind| Body::read(kind, &act.body)) {
        Some(Body::Inception(body)) => roots(&body.roots),
        Some(Body::Rotation(body)) => roots(&body.roots),
        Some(Body::Accreditation(body)) => {
            if let Some(node) = &body.node {
                node.transport.admit().map_err(bad)?;
                node.seal_ed25519.admit().map_err(bad)?;
                node.seal_ml_dsa.admit().map_err(bad)?;
            }
            Ok(Keys::Signer(Arc::new(body.key.admit().map_err(bad)?)))
        }
        _ => Ok(Keys::None),
    }
}
