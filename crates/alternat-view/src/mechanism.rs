//! The mechanism: what its charter says, its parties, the ring in which the chair goes round, and its sessions.

use std::collections::BTreeMap;

use alternat::chair;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Assumption, Convening, Demonstration, Handover, Kind, Rule};
use alternat::words::{Code, Day};
use serde::Serialize;

use crate::moment::Moment;
use crate::reader::order_for;
use crate::scene::{Named, Scene};

/// A mechanism as one reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mechanism {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The prefix of its document symbols.
    pub symbol: Code,
    /// Whether, and how, the whole is a demonstration.
    pub demonstration: Option<Demonstration>,
    /// Whether the charter is in force.
    pub in_force: bool,
    /// The official languages, by tag.
    pub languages: Vec<String>,
    /// The parties, the reader's own first.
    pub parties: Vec<Member>,
    /// The observers.
    pub observers: Vec<String>,
    /// How decisions are taken: procedure, substance, the charter itself.
    pub rules: [Rule; 3],
    /// How many parties must have handed in credentials before a session opens.
    pub quorum: u16,
    /// The chair.
    pub ring: Ring,
    /// The sessions, in the order in which they were convened.
    pub sessions: Vec<Meeting>,
}

/// A party of the mechanism.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// The party.
    pub party: Named,
    /// Whether it has acceded.
    pub has_acceded: bool,
}

/// The ring: who chairs in which order. Empty where the charter has no rotation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ring {
    /// The parties in the order of the rotation: the same for every reader.
    pub seats: Vec<Seat>,
    /// The terms so far, the first first.
    pub terms: Vec<Term>,
}

/// A term of the chair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// Its assumption.
    pub id: Id,
    /// The party that chairs.
    pub party: Named,
    /// The party that handed the chair over to it.
    pub from: Option<Named>,
    /// When it took the chair, by its word.
    pub at: Option<Moment>,
    /// Whether no later term follows it.
    pub is_current: bool,
}

/// A party's place in the ring.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat {
    /// The party.
    pub party: Named,
    /// What it is now.
    pub turn: Turn,
    /// How often it has chaired before.
    pub served: usize,
}

/// What a party's turn is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It chairs.
    Chairs,
    /// It chairs, and has handed over to the next.
    HandsOver,
    /// It comes next.
    Next,
    /// Its turn comes later.
    Later,
}

/// A session in the list of sessions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    /// The session, by its convening.
    pub id: Id,
    /// The organ's name.
    pub organ: String,
    /// The number.
    pub number: u32,
    /// Where.
    pub place: String,
    /// The first day.
    pub from: Day,
    /// The last day, if there is more than one.
    pub to: Option<Day>,
    /// Who chairs.
    pub chair: Option<Named>,
    /// How far it is.
    pub stage: Stage,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Convened.
    Convened,
    /// Open.
    Open,
    /// Closed.
    Closed,
}

impl Mechanism {
    /// The mechanism of a scene.
    pub fn of(scene: &Scene) -> Mechanism {
        let lang = &scene.reader.lang;
        let charter = scene.charter;
        let roster = scene.window.roster();
        let agreed: Vec<Code> = charter.parties.iter().map(|party| party.code.clone()).collect();
        let member = |code: &Code| Member { party: scene.named(code), has_acceded: roster.contains(code) };
        Mechanism {
            id: scene.mechanism(),
            name: charter.name.best(lang).into(),
            symbol: charter.symbol.clone(),
            demonstration: charter.demonstration,
            in_force: scene.window.in_force(),
            languages: charter.languages.iter().map(|lang| lang.0.clone()).collect(),
            parties: order_for(scene.reader, &agreed).iter().map(member).collect(),
            observers: charter.observers.iter().map(|name| name.best(lang).to_string()).collect(),
            rules: [charter.rules.procedure, charter.rules.substance, charter.rules.charter],
            quorum: charter.quorum,
            ring: Ring::of(scene),
            sessions: sessions(scene),
        }
    }
}

impl Ring {
    /// The ring of a scene.
    pub fn of(scene: &Scene) -> Ring {
        let ground = scene.window.ground;
        let terms = chair::current_terms(scene.window);
        let term_of = |ix: Ix| ground.body::<Assumption>(ix).map(|body| body.party.clone());
        let chairing: Vec<Code> = terms.iter().filter_map(|ix| term_of(*ix)).collect();
        let handed: Vec<Code> =
            terms.iter().filter(|ix| scene.window.any_filed(**ix, Kind::Handover)).filter_map(|ix| term_of(*ix)).collect();
        let offered = |term: &Ix| scene.window.filed(*term, Kind::Handover).into_iter().find_map(|ix| ground.body::<Handover>(ix));
        let next =
            |term: &Ix| offered(term).map(|body| body.to.clone()).or_else(|| chair::next_in_turn(scene.window, scene.charter, *term));
        let next: Vec<Code> = terms.iter().filter_map(next).collect();
        let served = served(scene);
        let seat = |code: &Code| Seat {
            party: scene.named(code),
            turn: match () {
                () if handed.contains(code) => Turn::HandsOver,
                () if chairing.contains(code) => Turn::Chairs,
                () if next.contains(code) => Turn::Next,
                () => Turn::Later,
            },
            served: served.get(code).copied().unwrap_or(0) - usize::from(chairing.contains(code)),
        };
        Ring { seats: scene.charter.rotation.iter().map(seat).collect(), terms: terms_of(scene) }
    }

    /// The past, the present and the next chair: what is not settled is left out, and two that chair are both named.
    pub fn troika(&self) -> [Vec<Named>; 3] {
        let of = |turns: &[Turn]| self.seats.iter().filter(|seat| turns.contains(&seat.turn)).map(|seat| seat.party.clone()).collect();
        let past = self.terms.iter().rev().find(|term| !term.is_current).map(|term| term.party.clone());
        [past.into_iter().collect(), of(&[Turn::Chairs, Turn::HandsOver]), of(&[Turn::Next])]
    }
}

/// Every term there was, in the order in which they followed upon each other.
fn terms_of(scene: &Scene) -> Vec<Term> {
    let window = scene.window;
    let mut open: Vec<Ix> = window.charter().map(|charter| charter.ix).into_iter().collect();
    let mut all = vec![];
    while let Some(term) = open.pop() {
        let next = window.filed(term, Kind::Assumption);
        all.extend(next.iter().copied());
        open.extend(next);
    }
    let term = |ix: Ix| {
        let body = window.ground.body::<Assumption>(ix)?;
        let from = body.handover.and_then(|id| window.ground.graph.find(&id)).and_then(|ix| scene.party_of(ix));
        let is_current = !window.any_filed(ix, Kind::Assumption);
        Some(Term { id: window.ground.id(ix), party: scene.named(&body.party), from, at: scene.moment(ix), is_current })
    };
    scene.in_order(all).into_iter().filter_map(term).collect()
}

/// How often each party has taken the chair, the present terms included.
fn served(scene: &Scene) -> BTreeMap<Code, usize> {
    let mut served = BTreeMap::new();
    let mut open: Vec<Ix> = scene.window.charter().map(|charter| charter.ix).into_iter().collect();
    while let Some(term) = open.pop() {
        let next = scene.window.filed(term, Kind::Assumption);
        for body in next.iter().filter_map(|ix| scene.window.ground.body::<Assumption>(*ix)) {
            *served.entry(body.party.clone()).or_insert(0) += 1;
        }
        open.extend(next);
    }
    served
}

/// The sessions of the mechanism, in the order in which they were convened.
pub fn sessions(scene: &Scene) -> Vec<Meeting> {
    let convened = scene.window.charter().map(|charter| scene.window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
    scene.in_order(convened).into_iter().filter_map(|ix| meeting(scene, ix)).collect()
}

/// One session; `None` for an act of another kind.
pub fn meeting(scene: &Scene, session: Ix) -> Option<Meeting> {
    let window = scene.window;
    let body = window.ground.body::<Convening>(session)?;
    let lang = &scene.reader.lang;
    let stage = match () {
        () if window.any_filed(session, Kind::Closing) => Stage::Closed,
        () if window.any_filed(session, Kind::Opening) => Stage::Open,
        () => Stage::Convened,
    };
    Some(Meeting {
        id: window.ground.id(session),
        organ: scene.organ(&body.organ),
        number: body.number,
        place: body.place.best(lang).into(),
        from: body.from.clone(),
        to: body.to.clone(),
        chair: body.chair.as_ref().map(|code| scene.named(code)),
        stage,
    })
}
