//! What somebody does next: drawn from what he may do and what he knows.

use alternat::chair;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::*;
use alternat::seal;
use alternat::window::Window;
use alternat::words::Words;

use super::Theme;
use super::founding::{CHAIR, Desk, GAMA_ANEW, GAMA_BEFORE, SPARE, Signer, code, commitment, outcome, put, text};
use crate::chance::Chance;

/// What is said in one act.
pub(super) struct Said {
    pub tag: u16,
    pub body: Vec<u8>,
    /// The signer whose feed the act opens.
    pub opens: Option<Signer>,
}

/// A kind of move; each is drawn for a hand that it fits, most of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Kind(Kind),
    UnknownKind,
    Malformed,
}

use Move::{Malformed, UnknownKind};

const PRESIDING: &[Kind] = &[
    Kind::Close,
    Kind::Close,
    Kind::Close,
    Kind::Number,
    Kind::Commitment,
    Kind::Closing,
    Kind::Put,
    Kind::Handover,
    Kind::SealProposal,
    Kind::SealProposal,
];
const PERSON: &[Kind] = &[
    Kind::Objection,
    Kind::Objection,
    Kind::Withdrawal,
    Kind::Position,
    Kind::Position,
    Kind::Text,
    Kind::Clearance,
    Kind::ForkProof,
    Kind::Receipt,
    Kind::Report,
    Kind::Assumption,
    Kind::Recognition,
];
const ROOT: &[Kind] = &[Kind::Revocation, Kind::Revocation, Kind::Rotation, Kind::ForkResolution, Kind::Accreditation, Kind::Accession];
const NODE: &[Kind] = &[Kind::SealAgreement, Kind::SealAgreement, Kind::SealAgreement, Kind::Sighting, Kind::Delivery, Kind::ForkProof];
const IN_CONFLICT: &[Kind] = &[Kind::Close, Kind::Objection, Kind::Position, Kind::Withdrawal, Kind::Number, Kind::Text, Kind::Report];

impl Move {
    /// Who does what after which of his acts; `None` where the one drawn has nothing to say.
    pub fn draw(desk: &mut Desk, theme: Theme, chance: &mut Chance) -> Option<(usize, Option<Id>, Said)> {
        let themed = chance.once_in(2);
        let mut who = Move::who(desk, theme, themed, chance);
        let forking = if theme == Theme::Fork && themed { Forking::draw(chance) } else { Forking::Not };
        if forking == Forking::Resolves {
            who = chance.below(SPARE);
        }
        let mut from = desk.signers[who].own.last().copied();
        let own = &desk.signers[who].own;
        match forking == Forking::Forks || chance.once_in(24) {
            // A backup was restored, or two devices share a key: the feed goes on from before its last act.
            true if own.len() > 1 => from = chance.pick(&own[own.len().saturating_sub(3)..own.len() - 1]).copied(),
            true if desk.signers[who].hand != Hand::Root => from = None,
            _ => {}
        }
        let everybody = matches!(forking, Forking::Proves | Forking::Resolves);
        let heard = chance.below(desk.signers.len());
        for other in 0..desk.signers.len() {
            if other != who && (everybody || other == heard && chance.once_in(2)) {
                let heard: Vec<Id> = desk.signers[other].knows.iter().chain(&desk.signers[other].own).copied().collect();
                desk.signers[who].knows.extend(heard);
            }
        }
        if desk.signers[who].hand == Hand::Node && chance.once_in(2) {
            // A proposal to seal reaches a node before anything else does.
            let proposals: Vec<Id> =
                all::<SealProposal>(&desk.record.everything()).iter().map(|(ix, _)| desk.record.ground().id(*ix)).collect();
            desk.signers[who].knows.extend(proposals.last());
        }
        let window = desk.window(who, from);
        let one = match forking {
            Forking::Proves if desk.signers[who].hand != Hand::Root => Move::Kind(Kind::ForkProof),
            Forking::Resolves => Move::Kind(Kind::ForkResolution),
            Forking::Forks if who == CHAIR && chance.once_in(2) => Move::Kind(Kind::Close),
            _ => Move::what(desk, who, &window, theme, themed, chance),
        };
        let said = one.say(desk, who, from, &window, chance)?;
        Some((who, from, said))
    }

    fn who(desk: &Desk, theme: Theme, themed: bool, chance: &mut Chance) -> usize {
        let count = desk.signers.len();
        let fits = |who: &usize, desk: &Desk| match theme {
            Theme::Conflict => desk.signers[*who].hand == Hand::Person,
            Theme::Mark => desk.signers[*who].hand == Hand::Root && *who != SPARE,
            Theme::Recognition => GAMA_ANEW.contains(who) || GAMA_BEFORE.contains(who),
            Theme::Fork | Theme::Unknown => true,
        };
        let drawn: Vec<usize> = (0..12).map(|_| chance.below(count)).collect();
        // The chair has more to say than others.
        if chance.once_in(4) && theme != Theme::Mark {
            return CHAIR;
        }
        drawn.iter().copied().find(|who| !themed || fits(who, desk)).unwrap_or(drawn[0])
    }

    fn what(desk: &Desk, who: usize, window: &Window, theme: Theme, themed: bool, chance: &mut Chance) -> Move {
        let signer = &desk.signers[who];
        match (theme, themed) {
            (Theme::Unknown, true) if chance.once_in(2) => return UnknownKind,
            (Theme::Conflict, true) if signer.hand == Hand::Person => {
                return Move::Kind(*chance.pick(IN_CONFLICT).unwrap_or(&Kind::Objection));
            }
            (Theme::Mark, true) if signer.hand == Hand::Root => {
                return Move::Kind(if chance.once_in(3) { Kind::Rotation } else { Kind::Revocation });
            }
            _ => {}
        }
        if chance.once_in(40) {
            return if chance.once_in(2) { UnknownKind } else { Malformed };
        }
        let presides = all::<Convening>(window).iter().any(|(_, body)| Some(body.presides) == signer.feed);
        let from = match signer.hand {
            _ if chance.once_in(40) => PERSON,
            Hand::Root => ROOT,
            Hand::Node => NODE,
            _ if presides && !chance.once_in(3) => PRESIDING,
            _ => PERSON,
        };
        Move::Kind(*chance.pick(from).unwrap_or(&Kind::Sighting))
    }

    fn say(self, desk: &Desk, who: usize, from: Option<Id>, window: &Window, chance: &mut Chance) -> Option<Said> {
        let kind = match self {
            Move::Kind(kind) => kind,
            UnknownKind => return Some(Said { tag: 40_000 + chance.below(3) as u16, body: vec![0xA0], opens: None }),
            Malformed => return Some(Said { tag: Kind::Report.tag(), body: vec![0xA0], opens: None }),
        };
        let mut opens = None;
        let body = match kind {
            Kind::Accreditation => {
                let name = format!("delegate {} of {who}", desk.acts.len());
                let signer = Signer::new(Hand::Person, &name, None);
                let body = signer.person();
                opens = Some(signer);
                bytes(&body)
            }
            Kind::Rotation => {
                let cut = chance.pick(&desk.signers[who].own).copied().filter(|_| chance.once_in(3)).or(from)?;
                bytes(&Rotation { roots: desk.signers[who].roots(desk.rotations(from) + 1), cut })
            }
            _ => body(kind, window, desk.signers[who].feed?, chance)?,
        };
        Some(Said { tag: kind.tag(), body, opens })
    }
}

/// The part that a move plays in the life of a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forking {
    Not,
    Forks,
    Proves,
    Resolves,
}

impl Forking {
    fn draw(chance: &mut Chance) -> Forking {
        [Forking::Forks, Forking::Proves, Forking::Resolves][chance.below(3)]
    }
}

/// A body of a kind, right as far as the window shows, wrong now and then.
fn body(kind: Kind, window: &Window, feed: Id, chance: &mut Chance) -> Option<Vec<u8>> {
    let id = |ix: Ix| window.ground.id(ix);
    let session = any::<Convening>(window, chance).map(|(ix, _)| ix)?;
    let wrong = chance.once_in(10);
    Some(match kind {
        Kind::Close => {
            let (ix, _) = any::<Put>(window, chance)?;
            let outcome = match (outcome(window, ix), wrong) {
                (Outcome::Adopted, true) => Outcome::NotAdopted,
                (_, true) => Outcome::Adopted,
                (right, false) => right,
            };
            bytes(&Close { put: id(ix), outcome })
        }
        Kind::Number => {
            let (close, _) = any::<Close>(window, chance)?;
            let last = alternat::decision::last_number(window, "DEC");
            bytes(&Number { close: id(close), series: "DEC".into(), number: last + if wrong { 2 } else { 1 } })
        }
        Kind::Commitment => bytes(&commitment(id(any::<Close>(window, chance)?.0))),
        Kind::Closing => bytes(&Closing { session: id(session), next: None }),
        Kind::Put => {
            let texts = all::<Text>(window).into_iter().map(|(ix, _)| ix);
            let subjects: Vec<Ix> = texts.chain(all::<Recognition>(window).into_iter().map(|(ix, _)| ix)).collect();
            let fresh: Vec<Ix> = subjects.iter().copied().filter(|ix| !window.any_filed(*ix, Kind::Put)).collect();
            let subject = *chance.pick(if wrong || fresh.is_empty() { &subjects } else { &fresh })?;
            bytes(&put(window, id(session), id(subject), feed))
        }
        Kind::Handover => {
            let term = *chance.pick(&chair::current_terms(window))?;
            let charter = window.charter().ok()?;
            let due = commitment::due(window).into_iter().map(|(ix, _)| id(ix)).collect();
            bytes(&Handover {
                term: id(term),
                to: chair::next_in_turn(window, charter.body, term)?,
                counters: handover::counters(window),
                running: if wrong { vec![] } else { handover::running(window) },
                commitments: due,
                documents: vec![],
                report: None,
                next: None,
            })
        }
        Kind::Assumption => {
            let own = window.own_code().ok()?;
            let (handed, previous) = match any::<Handover>(window, chance) {
                Some((ix, body)) => (Some(id(ix)), body.term),
                None => (None, id(window.charter().ok()?.ix)),
            };
            bytes(&Assumption { previous, handover: handed, party: own, feed })
        }
        Kind::SealProposal => {
            let term = any::<Assumption>(window, chance).map(|(ix, _)| id(ix));
            let rulings = seal::disputed(window).into_iter().map(|on| {
                let closes: Vec<Id> = all::<Close>(window).iter().filter(|(_, body)| body.put == on).map(|(ix, _)| id(*ix)).collect();
                Ruling { on, counts: chance.pick(&closes).copied() }
            });
            let rulings = rulings.collect();
            let proposal = seal::propose(window, term, rulings);
            bytes(&SealProposal { size: proposal.size + u64::from(wrong), ..proposal })
        }
        Kind::SealAgreement => {
            let open: Vec<_> = all::<SealProposal>(window).into_iter().filter(|(ix, _)| wrong || !window.is_final(*ix)).collect();
            let (ix, body) = *chance.pick(&open)?;
            let root = if wrong { Id::ZERO } else { body.root };
            bytes(&SealAgreement { proposal: id(ix), root, state_hash: body.state_hash })
        }
        Kind::Objection => bytes(&Objection { put: id(any::<Put>(window, chance)?.0), reason: None }),
        Kind::Withdrawal => bytes(&Withdrawal { objection: id(any::<Objection>(window, chance)?.0) }),
        Kind::Position => bytes(&position(window, chance)?),
        Kind::Clearance => {
            let (kind, body) = match chance.once_in(2) {
                true => (Kind::Objection, bytes(&Objection { put: id(any::<Put>(window, chance)?.0), reason: None })),
                false => (Kind::Position, bytes(&position(window, chance)?)),
            };
            bytes(&Clearance { kind: kind.tag(), body: Id::of_bytes(&body) })
        }
        Kind::Text => {
            let own: Vec<Ix> = all::<Text>(window).into_iter().map(|(ix, _)| ix).filter(|ix| wrong || window.is_own(*ix)).collect();
            let replaces = chance.pick(&own).map(|ix| id(*ix)).filter(|_| chance.once_in(2));
            bytes(&text(id(session), replaces, 1 + chance.below(9) as u32))
        }
        Kind::Report => {
            let (ix, _) = any::<Commitment>(window, chance)?;
            let status = *chance.pick(&[ReportStatus::InProgress, ReportStatus::Done])?;
            let replaces = current_own(window, ix, Kind::Report, wrong);
            bytes(&Report { commitment: id(ix), status, words: Words::one("en", "So far"), expressions: vec![], replaces })
        }
        Kind::Recognition => {
            let inceptions = all::<Inception>(window);
            let (new, old) = (chance.pick(&inceptions)?.0, chance.pick(&inceptions)?.0);
            bytes(&Recognition { party: code(chance.below(3)), inception: id(new), instead_of: id(old) })
        }
        Kind::ForkProof => bytes(&fork_proof(window, chance)?),
        Kind::ForkResolution => {
            let graph = &window.ground.graph;
            let own = |body: &ForkProof| graph.find(&body.one).is_some_and(|side| window.is_own(side));
            let proofs: Vec<_> = all::<ForkProof>(window).into_iter().filter(|(_, body)| wrong || own(body)).collect();
            let (ix, body) = *chance.pick(&proofs)?;
            let counts = *chance.pick(&[Some(body.one), Some(body.other), Some(body.one), None])?;
            bytes(&ForkResolution { proof: id(ix), counts })
        }
        Kind::Revocation => {
            let opened = all::<Accreditation>(window);
            let opened = opened.iter().map(|(ix, _)| *ix).filter(|ix| wrong || window.is_own(*ix));
            let roots = all::<Inception>(window).into_iter().map(|(ix, _)| ix).filter(|ix| window.was_own(*ix));
            let own: Vec<Ix> = opened.chain(roots).collect();
            let feed = *chance.pick(&own)?;
            let graph = &window.ground.graph;
            let acts: Vec<Ix> = graph.members(&window.clock).filter(|ix| graph.node(*ix).feed == feed && *ix != feed).collect();
            let last = chance.pick(&acts[acts.len().saturating_sub(3)..]).copied().filter(|_| !chance.once_in(3));
            bytes(&Revocation { feed: id(feed), last: last.map(id) })
        }
        Kind::Accession => bytes(&Accession { charter: id(window.charter().ok()?.ix) }),
        Kind::Receipt | Kind::Delivery => {
            let here: Vec<Ix> = window.ground.graph.members(&window.clock).collect();
            bytes(&Receipt { of: vec![id(*chance.pick(&here)?)] })
        }
        _ => bytes(&Sighting {}),
    })
}

fn position(window: &Window, chance: &mut Chance) -> Option<Position> {
    let (put, _) = any::<Put>(window, chance)?;
    let stance = chance.pick(&[Stance::Joins, Stance::Joins, Stance::Absent])?.clone();
    Some(Position { put: window.ground.id(put), stance, replaces: current_own(window, put, Kind::Position, chance.once_in(10)) })
}

/// What a party must name as replaced; nothing, where it is to be wrong.
fn current_own(window: &Window, under: Ix, kind: Kind, wrong: bool) -> Vec<Id> {
    let own = window.current(under, kind).into_iter().filter(|ix| window.is_own(*ix) && !wrong);
    own.map(|ix| window.ground.id(ix)).collect()
}

/// Two acts of one feed with one number where there are such; otherwise, now and then, two that are no fork.
fn fork_proof(window: &Window, chance: &mut Chance) -> Option<ForkProof> {
    let graph = &window.ground.graph;
    let here: Vec<Ix> = graph.members(&window.clock).collect();
    let place = |ix: &Ix| (graph.node(*ix).feed, graph.node(*ix).seq);
    let forks = |one: &Ix| here.iter().filter(|other| *other != one && place(other) == place(one)).map(|other| (*one, *other)).next();
    let forked: Vec<(Ix, Ix)> = here.iter().filter_map(forks).collect();
    let (one, other) = match chance.pick(&forked) {
        Some(pair) => *pair,
        None if chance.once_in(12) => (*chance.pick(&here)?, *chance.pick(&here)?),
        None => return None,
    };
    let (one, other) = (graph.node(one).id, graph.node(other).id);
    Some(ForkProof { one: one.min(other), other: one.max(other) })
}

/// The acts of a kind in a window, whatever their standing.
fn all<'a, T: Matter>(window: &Window<'a>) -> Vec<(Ix, &'a T)>
where
    &'a T: TryFrom<&'a Body>,
{
    let here = window.ground.graph.members(&window.clock);
    here.filter_map(|ix| window.ground.body::<T>(ix).map(|body| (ix, body))).collect()
}

/// One of them: mostly one that counts.
fn any<'a, T: Matter>(window: &Window<'a>, chance: &mut Chance) -> Option<(Ix, &'a T)>
where
    &'a T: TryFrom<&'a Body>,
{
    let all = all::<T>(window);
    let counting: Vec<_> = all.iter().copied().filter(|(ix, _)| window.counts(*ix)).collect();
    match counting.is_empty() || chance.once_in(12) {
        true => chance.pick(&all).copied(),
        false => chance.pick(&counting).copied(),
    }
}
