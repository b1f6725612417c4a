//! The journal of a session: what was done in it, item by item, with everything that hangs on each.
//!
//! A journal states facts of procedure only; the substance is in the statements. What was said on no item of an agenda, such
//! as the adoption of the agenda itself, stands before the items.

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Accreditation, Agenda, Annex, Convening, Demonstration, Kind, Put, Statement, Text};
use serde::Serialize;

use crate::account::{self, Convened, Items, Press, Step};
use crate::basis::Footing;
use crate::chair::{self, Next};
use crate::commitment::{self, Owed};
use crate::decision::{self, Decision};
use crate::delegation::{self, Delegation};
use crate::limit::HANGING_LEVELS_MAX;
use crate::mechanism::{self, Meeting, Stage};
use crate::scene::{Named, Scene, Version};
use crate::seal::{self, Sealed};
use crate::statement::{self, Paper, Spoken};
use crate::waiting::is_feed_of;

/// The journal of one session, as one reader sees it.
///
/// # Source
/// Practice 5: the fields of a journal of the day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Journal {
    /// The session, by its convening.
    pub id: Id,
    /// Its symbol, such as `CFR.OFF.JOUR/1`.
    pub symbol: String,
    /// Whether, and how, the whole is a demonstration.
    pub demonstration: Option<Demonstration>,
    /// How it was convened.
    pub convened: Convened,
    /// How far it is.
    pub stage: Stage,
    /// Whether it was opened, when, and by whom.
    pub opened: Option<Step>,
    /// Whether it was closed, when, and by whom; what was said of a next meeting.
    pub closed: Option<Step>,
    /// The party whose signer presides.
    pub presided_by: Option<Named>,
    /// The signer who presides.
    pub chairperson: Option<String>,
    /// Whether the reader's own party presides.
    pub is_ours: bool,
    /// The agendas that are current; two are shown as two.
    pub agendas: Vec<Items>,
    /// What was said and done on no item.
    pub apart: Vec<Piece>,
    /// The items, in the order of the agenda.
    pub items: Vec<Item>,
    /// Who took part.
    pub delegations: Vec<Delegation>,
    /// The parties without credentials for this session.
    pub without_credentials: Vec<Named>,
    /// What others published of the session.
    pub published: Vec<Press>,
    /// Who chairs next.
    pub next: Next,
    /// Whether it is sealed.
    pub sealed: Sealed,
    /// What each act of a reconstruction rests on.
    pub footings: Vec<Footing>,
    /// The session of the same organ before this one.
    pub before: Option<Meeting>,
    /// The session of the same organ after this one.
    pub after: Option<Meeting>,
}

/// An item of the agenda, and what hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its number, from 1.
    pub number: u32,
    /// Its title, one for each current agenda that words it otherwise; none where an act names an item that no agenda has.
    pub titles: Vec<String>,
    /// What was said and done on it, in that order.
    pub pieces: Vec<Piece>,
}

/// One thing in a session, and what hangs on it in turn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// The act.
    pub id: Id,
    /// What it is.
    pub what: What,
    /// What hangs on it: replies, decisions, annexes, commitments.
    pub under: Vec<Piece>,
}

/// What hangs in the tree of a session.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A statement.
    Statement(Spoken),
    /// A text that was tabled.
    Text(Tabled),
    /// A decision that was put, and each party's position.
    Decision(Decision),
    /// An annex.
    Annex {
        /// Its title.
        title: String,
        /// The language versions, the one to read first.
        versions: Vec<Version>,
    },
    /// A commitment.
    Commitment(Owed),
    /// A paper.
    Paper(Paper),
}

/// A text that was tabled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tabled {
    /// The title.
    pub title: String,
    /// By whom.
    pub by: Option<Named>,
    /// Whether a later version replaces it.
    pub is_replaced: bool,
    /// The language versions, the one to read first.
    pub versions: Vec<Version>,
}

impl Journal {
    /// The journal of a session; `None` where the scene shows no such session.
    pub fn of(scene: &Scene, session: Ix) -> Option<Journal> {
        let window = scene.window;
        let body = window.ground.body::<Convening>(session).filter(|_| window.counts(session))?;
        let first = |kind| scene.in_order(window.filed(session, kind)).first().map(|ix| account::step(scene, *ix));
        let agendas = scene.in_order(window.current(session, Kind::Agenda));
        let closings = window.filed(session, Kind::Closing);
        let last = if closings.is_empty() { account::acts_of(scene, session) } else { closings };
        let delegations = delegation::of_session(scene, session);
        let without = window.roster().into_iter().filter(|code| !delegations.iter().any(|of| of.party.code == *code));
        let without: Vec<_> = without.collect();
        let presides = window.ground.graph.find(&body.presides);
        let (apart, items) = tree(scene, session, &agendas);
        let (before, after) = neighbours(scene, session, body);
        Some(Journal {
            id: window.ground.id(session),
            symbol: format!("{}.{}.JOUR/{}", scene.charter.symbol, body.organ, body.number),
            demonstration: scene.charter.demonstration,
            convened: account::convened(scene, session, body),
            stage: mechanism::meeting(scene, session)?.stage,
            opened: first(Kind::Opening),
            closed: first(Kind::Closing),
            presided_by: presides.and_then(|ix| scene.party_of(ix)),
            chairperson: presides
                .and_then(|ix| window.ground.body::<Accreditation>(ix))
                .map(|body| body.holder.name.best(&scene.reader.lang).into()),
            is_ours: scene.reader.party.as_ref().is_some_and(|own| is_feed_of(scene, &body.presides, own)),
            agendas: agendas.iter().filter_map(|ix| account::items(scene, *ix)).collect(),
            apart,
            items,
            without_credentials: scene.parties(&without),
            delegations,
            published: scene
                .in_order(window.filed(session, Kind::Account))
                .into_iter()
                .filter_map(|ix| account::press(scene, ix))
                .collect(),
            next: chair::after(scene, body),
            sealed: seal::of(scene, &last),
            footings: account::footings(scene),
            before,
            after,
        })
    }

    /// An item by its number.
    pub fn item(&self, number: u32) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }
}

/// The sessions of the same organ before and after one, by their numbers.
fn neighbours(scene: &Scene, session: Ix, body: &Convening) -> (Option<Meeting>, Option<Meeting>) {
    let ground = scene.window.ground;
    let all = scene.window.charter().map(|charter| scene.window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
    let others = || {
        all.iter().filter(|ix| **ix != session).filter_map(|ix| {
            let other = ground.body::<Convening>(*ix).filter(|other| other.organ == body.organ)?;
            Some((other.number, *ix))
        })
    };
    let before = others().filter(|(number, _)| *number < body.number).max();
    let after = others().filter(|(number, _)| *number > body.number).min();
    let meeting = |found: Option<(u32, Ix)>| found.and_then(|(_, ix)| mechanism::meeting(scene, ix));
    (meeting(before), meeting(after))
}

/// Everything in a session: on no item, and on each item.
fn tree(scene: &Scene, session: Ix, agendas: &[Ix]) -> (Vec<Piece>, Vec<Item>) {
    let window = scene.window;
    let ground = window.ground;
    let mut items: Vec<Item> = vec![];
    for agenda in agendas.iter().filter_map(|ix| ground.body::<Agenda>(*ix)) {
        for (at, title) in agenda.items.iter().enumerate() {
            let item = item_of(&mut items, at as u32 + 1);
            let title = title.best(&scene.reader.lang).to_string();
            if !item.titles.contains(&title) {
                item.titles.push(title);
            }
        }
    }
    let kinds = [Kind::Statement, Kind::Text, Kind::Put, Kind::Transcription, Kind::Annex];
    let mut apart = vec![];
    for ix in scene.in_order(kinds.into_iter().flat_map(|kind| window.filed(session, kind)).collect()) {
        let hangs = hangs_on(scene, session, ix);
        let Some(piece) = (!hangs).then(|| piece(scene, ix, HANGING_LEVELS_MAX)).flatten() else { continue };
        let number = ground.body::<Statement>(ix).and_then(|body| body.item).or_else(|| ground.body::<Text>(ix).and_then(|body| body.item));
        match number {
            Some(number) => item_of(&mut items, number).pieces.push(piece),
            None => apart.push(piece),
        }
    }
    items.sort_by_key(|item| item.number);
    (apart, items)
}

fn item_of(items: &mut Vec<Item>, number: u32) -> &mut Item {
    let at = items.iter().position(|item| item.number == number).unwrap_or_else(|| {
        items.push(Item { number, titles: vec![], pieces: vec![] });
        items.len() - 1
    });
    &mut items[at]
}

/// Whether an act hangs on another of the same session: a reply on its statement, a decision on its text.
fn hangs_on(scene: &Scene, session: Ix, ix: Ix) -> bool {
    let ground = scene.window.ground;
    let of_session = |id: &Id, kind| ground.graph.find(id).is_some_and(|on| scene.window.filed(session, kind).contains(&on));
    let replies = ground.body::<Statement>(ix).and_then(|body| body.reply_to).is_some_and(|to| of_session(&to, Kind::Statement));
    let decides = ground.body::<Put>(ix).is_some_and(|body| of_session(&body.subject, Kind::Text));
    replies || decides
}

/// An act, and all that hangs on it, so many levels down; what hangs deeper stands on the last of them.
fn piece(scene: &Scene, ix: Ix, levels: usize) -> Option<Piece> {
    let hanging = scene.in_order(hanging(scene, ix));
    // An act names only what lies in its past, so nothing hangs on itself.
    let under = match levels {
        0 => vec![],
        1 => below(scene, hanging).into_iter().filter_map(|ix| piece(scene, ix, 0)).collect(),
        _ => hanging.into_iter().filter_map(|ix| piece(scene, ix, levels - 1)).collect(),
    };
    Some(Piece { id: scene.window.ground.id(ix), what: what(scene, ix)?, under })
}

/// These acts, each with all that hangs on it behind it.
fn below(scene: &Scene, acts: Vec<Ix>) -> Vec<Ix> {
    let (mut open, mut all) = (acts, vec![]);
    open.reverse();
    while let Some(ix) = open.pop() {
        all.push(ix);
        let mut hanging = scene.in_order(hanging(scene, ix));
        hanging.reverse();
        open.extend(hanging);
    }
    all
}

/// What hangs on an act.
fn hanging(scene: &Scene, ix: Ix) -> Vec<Ix> {
    let window = scene.window;
    let filed = |on: Ix, kind| window.filed(on, kind).into_iter();
    let annexes = filed(ix, Kind::Annex);
    match Kind::of_tag(window.ground.fact(ix).tag) {
        Some(Kind::Statement) => {
            let session = window.ground.body::<Statement>(ix).map(|body| body.session);
            let here = |reply: &Ix| window.ground.body::<Statement>(*reply).map(|body| body.session) == session;
            annexes.chain(filed(ix, Kind::Statement).filter(here)).collect()
        }
        Some(Kind::Text) => {
            let session = window.ground.body::<Text>(ix).map(|body| body.session);
            let here = |put: &Ix| window.ground.body::<Put>(*put).map(|body| body.session) == session;
            annexes.chain(filed(ix, Kind::Put).filter(here)).collect()
        }
        Some(Kind::Put) => {
            let of_close = |close| filed(close, Kind::Annex).chain(filed(close, Kind::Commitment));
            annexes.chain(filed(ix, Kind::Close).flat_map(of_close)).collect()
        }
        _ => annexes.collect(),
    }
}

fn what(scene: &Scene, ix: Ix) -> Option<What> {
    let ground = scene.window.ground;
    Some(match Kind::of_tag(ground.fact(ix).tag)? {
        Kind::Statement => What::Statement(statement::read(scene, ix)?),
        Kind::Text => What::Text(tabled(scene, ix)?),
        Kind::Put => What::Decision(decision::read(scene, ix)?),
        Kind::Annex => {
            let body = ground.body::<Annex>(ix)?;
            What::Annex { title: body.title.best(&scene.reader.lang).into(), versions: scene.versions(ix, &body.expressions) }
        }
        Kind::Commitment => What::Commitment(commitment::read(scene, ix)?),
        Kind::Transcription => What::Paper(statement::paper(scene, ix)?),
        _ => return None,
    })
}

fn tabled(scene: &Scene, ix: Ix) -> Option<Tabled> {
    let body = scene.window.ground.body::<Text>(ix)?;
    Some(Tabled {
        title: body.title.best(&scene.reader.lang).into(),
        by: scene.party_of(ix),
        is_replaced: scene.window.any_filed(ix, Kind::Text),
        versions: scene.versions(ix, &body.expressions),
    })
}
