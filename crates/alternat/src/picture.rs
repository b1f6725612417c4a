//! The picture: what the acts of a past fold to, drawn from a window, and its bytes.
//!
//! State bytes are the deterministic CBOR of the picture. Every list in it is sorted by id or stands in the order of the
//! charter, so the same acts give the same bytes whatever the order in which they arrived.

use minicbor::Encode;
use serde::Serialize;

use crate::chair;
use crate::decision;
use crate::graph::Ix;
use crate::id::Id;
use crate::kind::{Kind, Outcome, ReportStatus, SealProposal, commitment, report};
use crate::refusal::Standing;
use crate::window::Window;
use crate::words::Code;

/// What the acts of a past fold to.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct Picture {
    /// The charter's id; absent before there is one.
    #[n(0)]
    pub mechanism: Option<Id>,
    /// Whether the charter is in force.
    #[n(1)]
    pub in_force: bool,
    /// Every act of the past, sorted by id.
    #[n(2)]
    #[serde(skip)]
    pub acts: Vec<ActLine>,
    /// The parties, in the order of the charter.
    #[n(3)]
    pub parties: Vec<PartyLine>,
    /// The current terms; two are shown as two. The charter's id, where nobody has assumed the chair.
    #[n(4)]
    pub terms: Vec<Id>,
    /// The sessions, sorted by id.
    #[n(5)]
    pub sessions: Vec<SessionLine>,
    /// The decisions, sorted by the id of the put.
    #[n(6)]
    pub decisions: Vec<DecisionLine>,
    /// The commitments, sorted by id.
    #[n(7)]
    pub commitments: Vec<CommitmentLine>,
    /// The final seals, in order.
    #[n(8)]
    pub seals: Vec<SealLine>,
}

/// One act: its standing, and the mark that ends its effect, if one does.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(array)]
pub struct ActLine {
    /// The act.
    #[n(0)]
    pub id: Id,
    /// [`Standing::number`].
    #[n(1)]
    pub standing: u8,
    /// The mark.
    #[n(2)]
    pub marked_by: Option<Id>,
}

/// One party.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct PartyLine {
    /// Its code.
    #[n(0)]
    pub code: Code,
    /// The inceptions that stand for it, sorted.
    #[n(1)]
    pub inceptions: Vec<Id>,
    /// Whether it has acceded.
    #[n(2)]
    pub acceded: bool,
    /// The feeds that count, sorted.
    #[n(3)]
    pub feeds: Vec<Id>,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct SessionLine {
    /// The convening.
    #[n(0)]
    pub id: Id,
    /// The number.
    #[n(1)]
    pub number: u32,
    /// Its openings.
    #[n(2)]
    pub opened: Vec<Id>,
    /// Its closings.
    #[n(3)]
    pub closed: Vec<Id>,
    /// Its current credentials.
    #[n(4)]
    pub credentials: Vec<Id>,
    /// Its current agendas.
    #[n(5)]
    pub agendas: Vec<Id>,
    /// Its statements.
    #[n(6)]
    pub statements: Vec<Id>,
    /// Its texts.
    #[n(7)]
    pub texts: Vec<Id>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct DecisionLine {
    /// The put.
    #[n(0)]
    pub put: Id,
    /// `open`, `adopted`, `not-adopted`, `void`, `disputed`.
    #[n(1)]
    pub state: &'static str,
    /// The closes that count, sorted.
    #[n(2)]
    pub closes: Vec<Id>,
    /// The current positions, sorted.
    #[n(3)]
    pub positions: Vec<Id>,
    /// Objections not withdrawn, sorted.
    #[n(4)]
    pub objections: Vec<Id>,
    /// The numbers given to it, sorted.
    #[n(5)]
    pub numbers: Vec<Id>,
}

/// One commitment.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct CommitmentLine {
    /// The commitment.
    #[n(0)]
    pub id: Id,
    /// By responsible party: its current reports.
    #[n(1)]
    pub parties: Vec<StatusLine>,
}

/// How far one party is with a commitment, by its own word.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct StatusLine {
    /// The party.
    #[n(0)]
    pub code: Code,
    /// Its current reports, sorted; none where it has not reported, two where it says two things.
    #[n(1)]
    pub reports: Vec<Id>,
    /// What they say.
    #[n(2)]
    pub says: Vec<ReportStatus>,
}

/// One final seal.
#[derive(Clone, Debug, PartialEq, Encode, Serialize)]
#[cbor(map)]
pub struct SealLine {
    /// The proposal.
    #[n(0)]
    pub proposal: Id,
    /// The size of its tree.
    #[n(1)]
    pub size: u64,
    /// The root of its tree.
    #[n(2)]
    pub root: Id,
}

impl Picture {
    /// Draws the picture of a window.
    pub fn of(window: &Window) -> Picture {
        Picture {
            mechanism: window.charter().ok().map(|charter| window.ground.id(charter.ix)),
            in_force: window.in_force(),
            acts: acts(window),
            parties: parties(window),
            terms: ids(window, chair::current_terms(window)),
            sessions: sessions(window),
            decisions: decisions(window),
            commitments: commitments(window),
            seals: seals(window),
        }
    }

    /// The state bytes.
    pub fn bytes(&self) -> Vec<u8> {
        crate::kind::bytes(self)
    }
}

/// SHA-256 of the state bytes of a window.
///
/// # Source
/// spec/seal.md, "The state hash".
pub fn state_hash(window: &Window) -> Id {
    Id::of_bytes(&Picture::of(window).bytes())
}

fn ids(window: &Window, acts: Vec<Ix>) -> Vec<Id> {
    let mut ids: Vec<Id> = acts.into_iter().map(|ix| window.ground.id(ix)).collect();
    ids.sort();
    ids
}

fn acts(window: &Window) -> Vec<ActLine> {
    let mut lines: Vec<ActLine> = window
        .ground
        .graph
        .members(&window.clock)
        .map(|ix| {
            let standing = window.ground.fact(ix).standing;
            let mark = (standing == Standing::Stands).then(|| window.mark_on(ix)).flatten();
            ActLine { id: window.ground.id(ix), standing: standing.number(), marked_by: mark.map(|mark| window.ground.id(mark)) }
        })
        .collect();
    lines.sort_by_key(|line| line.id);
    lines
}

fn parties(window: &Window) -> Vec<PartyLine> {
    let Ok(charter) = window.charter() else { return vec![] };
    let roster = window.roster();
    let line = |code: &Code| {
        let inceptions = window.inceptions_of(code);
        let feeds = inceptions.iter().flat_map(|ix| window.filed(*ix, Kind::Accreditation));
        let feeds: Vec<Ix> = feeds.collect();
        PartyLine { code: code.clone(), acceded: roster.contains(code), feeds: ids(window, feeds), inceptions: ids(window, inceptions) }
    };
    charter.body.parties.iter().map(|party| line(&party.code)).collect()
}

fn convened(window: &Window) -> Vec<Ix> {
    window.charter().map(|charter| window.filed(charter.ix, Kind::Convening)).unwrap_or_default()
}

fn sessions(window: &Window) -> Vec<SessionLine> {
    let line = |ix: Ix| SessionLine {
        id: window.ground.id(ix),
        number: window.ground.body::<crate::kind::Convening>(ix).map_or(0, |body| body.number),
        opened: ids(window, window.filed(ix, Kind::Opening)),
        closed: ids(window, window.filed(ix, Kind::Closing)),
        credentials: ids(window, window.current(ix, Kind::Credentials)),
        agendas: ids(window, window.current(ix, Kind::Agenda)),
        statements: ids(window, window.filed(ix, Kind::Statement)),
        texts: ids(window, window.current(ix, Kind::Text)),
    };
    convened(window).into_iter().map(line).collect()
}

fn decisions(window: &Window) -> Vec<DecisionLine> {
    let mut puts: Vec<Ix> = convened(window).into_iter().flat_map(|session| window.filed(session, Kind::Put)).collect();
    puts.sort_by_key(|put| window.ground.id(*put));
    let line = |put: Ix| {
        let (state, closes) = match decision::state(window, put) {
            decision::State::Open => ("open", vec![]),
            decision::State::Closed { close, outcome: Outcome::Adopted } => ("adopted", vec![close]),
            decision::State::Closed { close, outcome: Outcome::NotAdopted } => ("not-adopted", vec![close]),
            decision::State::Void => ("void", vec![]),
            decision::State::Disputed(closes) => ("disputed", closes),
        };
        DecisionLine {
            put: window.ground.id(put),
            state,
            numbers: ids(window, closes.iter().flat_map(|close| window.filed(*close, Kind::Number)).collect()),
            closes: ids(window, closes),
            positions: ids(window, window.current(put, Kind::Position)),
            objections: ids(window, decision::objections(window, put).into_iter().map(|(ix, _)| ix).collect()),
        }
    };
    puts.into_iter().map(line).collect()
}

fn commitments(window: &Window) -> Vec<CommitmentLine> {
    let line = |(ix, body): (Ix, &commitment::Commitment)| {
        let status = |code: &Code| {
            let mut reports = report::of(window, ix, code);
            reports.sort_by_key(|(report, _)| window.ground.id(*report));
            StatusLine {
                code: code.clone(),
                reports: reports.iter().map(|(report, _)| window.ground.id(*report)).collect(),
                says: reports.iter().map(|(_, report)| report.status).collect(),
            }
        };
        CommitmentLine { id: window.ground.id(ix), parties: body.responsible.iter().map(status).collect() }
    };
    commitment::all(window).into_iter().map(line).collect()
}

fn seals(window: &Window) -> Vec<SealLine> {
    let line = |ix: Ix| {
        let body = window.ground.body::<SealProposal>(ix)?;
        Some(SealLine { proposal: window.ground.id(ix), size: body.size, root: body.root })
    };
    window.final_seals().into_iter().filter_map(line).collect()
}
