//! The founding of a body of three parties, always the same, and the desk at which its signers sign.

use std::collections::BTreeSet;

use alternat::act::{Act, Part};
use alternat::decision::{self, roster_hash};
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::limit;
use alternat::record::{Record, Verified};
use alternat::refusal::Standing;
use alternat::seal;
use alternat::window::Window;
use alternat::words::{Code, Day, Expression, Lang, LanguageStatus, Words};

use super::moves::Said;

/// How far a founding has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A session sits: a text and the recognition of a new root are put and open.
    Open,
    /// The text is adopted, a commitment undertaken, and all of it sealed; a second text is put.
    Sealed,
    /// All of that, and the session is closed: the chair may hand over.
    Closed,
    /// As open; then the recognition is adopted, and the new root has a delegate and a node. Nobody else has heard of it yet.
    Recognised,
}

impl Stage {
    /// All of them.
    pub const ALL: [Stage; 4] = [Stage::Open, Stage::Sealed, Stage::Closed, Stage::Recognised];
}

/// A body of three parties, founded.
#[derive(Clone, Debug)]
pub struct Founding {
    pub(super) desk: Desk,
}

/// One who signs.
#[derive(Clone, Debug)]
pub(super) struct Signer {
    pub hand: Hand,
    seed: Id,
    pub feed: Option<Id>,
    /// Every act that it signed, in order, on whatever branch.
    pub own: Vec<Id>,
    /// Acts of others that it has; with them, their past.
    pub knows: BTreeSet<Id>,
}

/// Who signs and what was signed so far.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub record: Record,
    pub acts: Vec<Verified>,
    pub signers: Vec<Signer>,
}

/// The places of the signers at the desk: the roots of three parties, a root that no party has yet, then who they accredit.
const GAMA_ROOT: usize = 2;
pub(super) const SPARE: usize = 3;
pub(super) const CHAIR: usize = 4;
const CLERK: usize = 5;
const ALDA: usize = 6;
const GAMA: usize = 8;
const NODES: [usize; 3] = [9, 10, 11];
/// Who speaks for Gama once a new root is recognised for it, and who did before.
pub(super) const GAMA_ANEW: [usize; 3] = [SPARE, 12, 13];
pub(super) const GAMA_BEFORE: [usize; 3] = [GAMA_ROOT, GAMA, 11];

const CODES: [&str; 3] = ["DOR", "ALD", "GAM"];

impl Founding {
    /// The founding as far as `stage`.
    pub fn new(stage: Stage) -> Founding {
        let mut desk = Desk::found();
        let all = [Power::Speak, Power::Represent, Power::Preside, Power::Report, Power::Seal, Power::Clear];
        for (root, name, second) in [(0, "chair", false), (0, "clerk", false), (1, "alda", false), (1, "second", true), (2, "gama", false)]
        {
            let second = if second { vec![Power::Represent] } else { vec![] };
            desk.accredit(root, name, all.to_vec(), second);
        }
        for root in 0..3 {
            desk.accredit_node(root);
        }
        let chair = desk.feed(CHAIR);
        let charter = desk.record.mechanism();
        let term = desk.shared(CHAIR, Kind::Assumption, &Assumption { previous: charter, handover: None, party: code(0), feed: chair });
        let session = desk.shared(CHAIR, Kind::Convening, &convening(1, chair, term));
        for who in [CHAIR, ALDA, GAMA] {
            desk.shared(who, Kind::Credentials, &credentials(session));
        }
        desk.shared(CHAIR, Kind::Opening, &Opening { session });
        let text = desk.shared(ALDA, Kind::Text, &text(session, None, 1));
        let put = desk.put(session, text);
        let recognition = Recognition { party: code(2), inception: desk.signers[SPARE].own[0], instead_of: desk.signers[2].own[0] };
        let recognition = desk.shared(CLERK, Kind::Recognition, &recognition);
        let recognising = desk.put(session, recognition);
        for who in [CLERK, ALDA] {
            desk.shared(who, Kind::Position, &Position { put: recognising, stance: Stance::Joins, replaces: vec![] });
        }
        if matches!(stage, Stage::Sealed | Stage::Closed) {
            desk.seal_the_first(session, put, term);
        }
        if stage == Stage::Closed {
            desk.shared(CHAIR, Kind::Closing, &Closing { session, next: None });
        }
        // One act that has everything in its past, for all that follows to hang from.
        let last = desk.shared(CLERK, Kind::Sighting, &Sighting {});
        for signer in &mut desk.signers {
            signer.knows = [last].into();
        }
        if stage == Stage::Recognised {
            desk.recognise(recognising, all.to_vec());
        }
        Founding { desk }
    }
}

impl Desk {
    /// Three parties found a body and accede to it.
    fn found() -> Desk {
        let roots = ["dorna", "alda", "gama", "gama, anew"];
        let signers: Vec<Signer> = roots.iter().map(|name| Signer::new(Hand::Root, name, None)).collect();
        let inceptions: Vec<Inception> =
            signers.iter().map(|root| Inception { name: Words::one("en", "A made-up party"), roots: root.roots(0) }).collect();
        let id = |body: &Inception| Id::of_payload(&act(None, None, vec![], Kind::Inception.tag(), bytes(body)).payload());
        let parties = (0..3).map(|at| Party { code: code(at), inception: id(&inceptions[at]), name: Words::one("en", "A made-up party") });
        let body = bytes(&charter(parties.collect()));
        let founder = id(&inceptions[0]);
        let mechanism = Id::of_payload(&act(Some(founder), Some((0, founder)), vec![], Kind::Charter.tag(), body.clone()).payload());
        let mut desk = Desk { record: Record::new(mechanism), acts: vec![], signers };
        desk.stands(0, Kind::Inception.tag(), bytes(&inceptions[0]));
        desk.stands(0, Kind::Charter.tag(), body);
        for (who, inception) in inceptions.iter().enumerate().skip(1) {
            let id = desk.stands(who, Kind::Inception.tag(), bytes(inception));
            desk.tell(id);
        }
        desk.tell(mechanism);
        for who in 0..3 {
            desk.shared(who, Kind::Accession, &Accession { charter: mechanism });
        }
        desk
    }

    fn accredit(&mut self, root: usize, name: &str, may: Vec<Power>, second_signer_for: Vec<Power>) {
        let mut signer = Signer::new(Hand::Person, name, None);
        let id = self.shared(root, Kind::Accreditation, &Accreditation { may, second_signer_for, ..signer.person() });
        signer.feed = Some(id);
        signer.knows = self.signers[root].knows.clone();
        self.signers.push(signer);
    }

    fn accredit_node(&mut self, root: usize) {
        let mut signer = Signer::new(Hand::Node, &format!("node {root}"), None);
        let id = self.shared(root, Kind::Accreditation, &signer.node());
        signer.feed = Some(id);
        signer.knows = self.signers[root].knows.clone();
        self.signers.push(signer);
    }

    fn put(&mut self, session: Id, subject: Id) -> Id {
        let closes = self.feed(CHAIR);
        let put = put(&self.record.everything(), session, subject, closes);
        self.shared(CHAIR, Kind::Put, &put)
    }

    fn seal_the_first(&mut self, session: Id, put: Id, term: Id) {
        self.shared(GAMA, Kind::Position, &Position { put, stance: Stance::Joins, replaces: vec![] });
        let close = self.shared(CHAIR, Kind::Close, &Close { put, outcome: Outcome::Adopted });
        self.shared(CHAIR, Kind::Commitment, &commitment(close));
        // The proposal's past is the chair's; the chair knows everything here.
        let proposal = seal::propose(&self.record.everything(), Some(term), vec![]);
        let agreement = |proposed| SealAgreement { proposal: proposed, root: proposal.root, state_hash: proposal.state_hash };
        let proposed = self.shared(CHAIR, Kind::SealProposal, &proposal);
        for node in NODES {
            self.shared(node, Kind::SealAgreement, &agreement(proposed));
        }
        let text = self.shared(ALDA, Kind::Text, &text(session, None, 2));
        self.put(session, text);
    }

    /// The chair closes the recognition of the spare root, who accredits; nobody is told.
    fn recognise(&mut self, put: Id, may: Vec<Power>) {
        let close = self.stands(CHAIR, Kind::Close.tag(), bytes(&Close { put, outcome: Outcome::Adopted }));
        self.signers[SPARE].knows.extend([close]);
        for mut signer in [Signer::new(Hand::Person, "gama, anew", None), Signer::new(Hand::Node, "node, anew", None)] {
            let body = if signer.hand == Hand::Node { signer.node() } else { Accreditation { may: may.clone(), ..signer.person() } };
            let id = self.stands(SPARE, Kind::Accreditation.tag(), bytes(&body));
            signer.feed = Some(id);
            signer.knows = [id].into();
            self.signers.push(signer);
        }
    }

    fn feed(&self, who: usize) -> Id {
        self.signers[who].feed.expect("an opened feed")
    }

    /// Signs an act that stands, and tells everybody.
    fn shared<T: minicbor::Encode<()>>(&mut self, who: usize, kind: Kind, body: &T) -> Id {
        let id = self.stands(who, kind.tag(), bytes(body));
        self.tell(id);
        id
    }

    fn stands(&mut self, who: usize, tag: u16, body: Vec<u8>) -> Id {
        let from = self.signers[who].own.last().copied();
        let (id, standing) = self.sign(who, from, Said { tag, body, opens: None });
        assert_eq!(standing, Standing::Stands, "kind {tag} by signer {who} of the founding");
        id
    }

    fn tell(&mut self, id: Id) {
        self.signers.iter_mut().for_each(|signer| signer.knows.extend([id]));
    }

    /// Signs what somebody says after his act `from`, having seen what he knows, and folds it.
    pub fn sign(&mut self, who: usize, from: Option<Id>, said: Said) -> (Id, Standing) {
        let Said { tag, body, opens } = said;
        let before = from.map(|id| (self.record.ground().graph.node(self.place(&id)).seq, id));
        let founds = [Kind::Inception.tag(), Kind::Charter.tag()].contains(&tag);
        let seen = if founds { vec![] } else { self.seen(who, from) };
        let mechanism = if founds { Id::ZERO } else { self.record.mechanism() };
        let signer = &self.signers[who];
        let payload = act(signer.feed, before, seen, tag, body).payload();
        let envelope = match signer.hand {
            Hand::Root => {
                let rotates = usize::from(tag == Kind::Rotation.tag());
                sign_by_root(&payload, &mechanism, &[signer.root_key(self.rotations(from) + rotates)])
            }
            _ => sign(&payload, &mechanism, &ActKey::from_seed(&signer.seed.0)),
        };
        let verified = self.record.verify(&envelope).expect("a well-made act");
        let id = verified.id();
        let known = self.record.ground().graph.find(&id).is_some();
        let (_, standing) = self.record.fold(verified.clone());
        if !known {
            self.acts.push(verified);
            let signer = &mut self.signers[who];
            signer.feed = signer.feed.or(Some(id));
            signer.own.push(id);
            self.signers.extend(opens.map(|opened| Signer { feed: Some(id), knows: [id].into(), ..opened }));
        }
        (id, standing)
    }

    pub fn place(&self, id: &Id) -> Ix {
        self.record.ground().graph.find(id).expect("an act of the world")
    }

    /// How often the root has rotated on the way down from an act of its chain.
    pub fn rotations(&self, from: Option<Id>) -> usize {
        let ground = self.record.ground();
        let chain = std::iter::successors(from.map(|id| self.place(&id)), |ix| ground.graph.node(*ix).prev);
        chain.filter(|ix| ground.fact(*ix).tag == Kind::Rotation.tag()).count()
    }

    /// The heads that an act of `who` after `from` names: what he knows, and neither that act nor another head knows.
    fn seen(&self, who: usize, from: Option<Id>) -> Vec<Id> {
        let graph = &self.record.ground().graph;
        let signer = &self.signers[who];
        let own = from.or(signer.feed).map(|id| graph.clock(self.place(&id)));
        let known: Vec<Ix> = signer.knows.iter().map(|id| self.place(id)).collect();
        let covered = |ix: Ix| known.iter().any(|other| *other != ix && graph.within(&graph.clock(*other), ix));
        let heads = known.iter().copied().filter(|ix| !own.iter().any(|clock| graph.within(clock, *ix)) && !covered(*ix));
        let mut seen: Vec<Id> = heads.map(|ix| graph.node(ix).id).take(limit::SEEN_MAX).collect();
        seen.sort();
        seen
    }

    /// What an act of `who` after `from` would have in its past.
    pub fn window(&self, who: usize, from: Option<Id>) -> Window<'_> {
        let ground = self.record.ground();
        let opening = self.place(&self.feed(who));
        let mut clock = vec![];
        for id in self.seen(who, from).iter().chain(&from).chain(&self.signers[who].feed) {
            let other = ground.graph.clock(self.place(id));
            clock.resize(clock.len().max(other.len()), 0);
            clock.iter_mut().zip(other.iter()).for_each(|(reached, other): (&mut u32, &u32)| *reached = (*reached).max(*other));
        }
        let party = ground.graph.node(opening).feed;
        let window = Window { ground, clock: clock.into(), feed: Some(opening), party: Some(party), code: None };
        Window { code: window.code_of(party), ..window }
    }
}

impl Signer {
    pub fn new(hand: Hand, name: &str, feed: Option<Id>) -> Signer {
        Signer { hand, seed: Id::of_bytes(name.as_bytes()), feed, own: vec![], knows: BTreeSet::new() }
    }

    /// The only key of the root's set after so many rotations.
    fn root_key(&self, rotations: usize) -> RootKey {
        let seed = Id::of_bytes(&[&self.seed.0[..], &[rotations as u8]].concat()).0;
        RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) }
    }

    /// The root's set of keys after so many rotations.
    pub fn roots(&self, rotations: usize) -> Roots {
        let public = |rotations| {
            let key = self.root_key(rotations);
            RootPublic { ed25519: key.ed25519.public(), ml_dsa: key.ml_dsa.public() }
        };
        Roots { keys: vec![public(rotations)], threshold: 1, next: Roots::promise(1, &[public(rotations + 1)]) }
    }

    pub fn person(&self) -> Accreditation {
        Accreditation {
            key: ActKey::from_seed(&self.seed.0).public(),
            holder: Holder { name: Words::one("en", "A delegate"), title: None },
            may: vec![Power::Speak, Power::Represent],
            second_signer_for: vec![],
            until: None,
            node: None,
            may_found: false,
        }
    }

    fn node(&self) -> Accreditation {
        let key = ActKey::from_seed(&self.seed.0).public();
        let ml_dsa = SealKey::from_seed(&self.seed.0).public();
        let keys = NodeKeys { transport: key, seal_ed25519: key, seal_ml_dsa: ml_dsa, pouch: None };
        Accreditation { may: vec![], node: Some(keys), ..self.person() }
    }
}

fn act(feed: Option<Id>, before: Option<(u32, Id)>, seen: Vec<Id>, tag: u16, body: Vec<u8>) -> Act {
    let (seq, prev) = before.map_or((0, None), |(seq, id)| (seq + 1, Some(id)));
    let parts = if tag == Kind::Text.tag() { vec![Part { sha256: Id::of_bytes(b"words"), size: 5 }] } else { vec![] };
    Act { feed, seq, prev, seen, claimed_at: 0, kind: tag, body, parts, basis: None }
}

pub(super) fn code(at: usize) -> Code {
    Code(CODES[at].into())
}

fn charter(parties: Vec<Party>) -> Charter {
    Charter {
        name: Words::one("en", "Commission of the Three Rivers"),
        symbol: Code("CTR".into()),
        languages: vec![Lang("en".into())],
        in_force_after: parties.iter().map(|party| party.code.clone()).collect(),
        rotation: parties.iter().map(|party| party.code.clone()).collect(),
        parties,
        order: Order::Agreed,
        organs: vec![Organ { code: Code("OFF".into()), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Majority { need: 2, of: 3 } },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([7; 16]),
    }
}

fn convening(number: u32, presides: Id, term: Id) -> Convening {
    Convening {
        organ: Code("OFF".into()),
        number,
        initiators: vec![code(0)],
        coordinator: None,
        host: None,
        chair: None,
        place: Words::one("en", "Port Dorna"),
        from: Day("2031-05-12".into()),
        to: None,
        presides,
        term: Some(term),
    }
}

fn credentials(session: Id) -> Credentials {
    let head = Delegate { name: Words::one("en", "Elin Dornaway"), title: None, role: Role::Head, may_sign: Level::Sign };
    Credentials {
        session,
        issuer: IssuerOffice::ForeignMinister,
        form: Form::Original,
        issued_on: None,
        delegation: vec![head],
        replaces: vec![],
    }
}

pub(super) fn text(session: Id, replaces: Option<Id>, item: u32) -> Text {
    let expression = Expression { lang: Lang("en".into()), status: LanguageStatus::Authentic, part: 0 };
    Text { session, item: Some(item), title: Words::one("en", "Tolls"), expressions: vec![expression], replaces }
}

pub(super) fn put(window: &Window, session: Id, subject: Id, closes: Id) -> Put {
    let recognises = window.ground.graph.find(&subject).is_some_and(|ix| window.ground.body::<Recognition>(ix).is_some());
    let rule = if recognises { Rule::Majority { need: 2, of: 3 } } else { Rule::Consensus };
    let roster = window.roster();
    let (roster_count, roster_hash) = (roster.len() as u16, roster_hash(&roster));
    Put { session, subject, rule, method: Method::AtAMeeting, roster_count, roster_hash, closes }
}

pub(super) fn commitment(decision: Id) -> Commitment {
    Commitment {
        decision,
        paragraph: None,
        kind: CommitmentKind::Study,
        what: Words::one("en", "A study of tolls"),
        responsible: vec![code(0), code(1)],
        coordinator: None,
        due: Due::NoDateSet,
    }
}

/// The outcome that a close in this window must name.
pub(super) fn outcome(window: &Window, put: Ix) -> Outcome {
    window.ground.body::<Put>(put).map_or(Outcome::NotAdopted, |body| decision::outcome(window, put, body))
}
