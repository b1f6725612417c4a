//! A brief on one item of a session's agenda: what is proposed, what is open and whose, what the party said last time.

use alternat::graph::Ix;
use alternat::kind::{Agenda, Convening, Kind, Statement};
use serde::Serialize;

use crate::commitment::Owed;
use crate::decision::{Came, Decision};
use crate::journal::{Item, Journal, Piece, Tabled, What};
use crate::mechanism::{self, Meeting};
use crate::scene::{Named, Scene};
use crate::statement::{self, Spoken};

/// What the record gives for a brief; what the delegation adds to it lies elsewhere, and is nobody else's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// The texts that no later version replaces.
    pub proposed: Vec<Tabled>,
    /// The decisions that are not closed.
    pub open: Vec<Open>,
    /// The commitments that not every party has reported done.
    pub owed: Vec<Owed>,
    /// What the reader's party said on it in earlier sessions, the last session first.
    pub said: Vec<(Meeting, Spoken)>,
}

/// A decision that is not closed, and whom it waits for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// What it is called.
    pub title: String,
    /// The parties that have neither taken a position nor objected.
    pub waits_for: Vec<Named>,
    /// The parties that object.
    pub objected_by: Vec<Named>,
}

impl Brief {
    /// The brief on an item; `None` where the journal has no such item.
    pub fn of(scene: &Scene, session: Ix, journal: &Journal, number: u32) -> Option<Brief> {
        let item = journal.item(number)?;
        let mut brief = Brief { proposed: vec![], open: vec![], owed: vec![], said: said_before(scene, session, item) };
        item.pieces.iter().for_each(|piece| brief.take(scene, piece));
        Some(brief)
    }

    fn take(&mut self, scene: &Scene, piece: &Piece) {
        match &piece.what {
            What::Text(tabled) if !tabled.is_replaced => self.proposed.push(tabled.clone()),
            What::Decision(decision) if decision.came == Came::Open => self.open.push(open(scene, decision)),
            What::Commitment(owed) if !owed.is_done() => self.owed.push(owed.clone()),
            _ => {}
        }
        piece.under.iter().for_each(|piece| self.take(scene, piece));
    }
}

fn open(scene: &Scene, decision: &Decision) -> Open {
    let objects = |party: &Named| decision.objections.iter().any(|of| of.party == *party && !of.is_withdrawn);
    let silent = decision.stances.iter().filter(|of| of.stances.is_empty() && !objects(&of.party));
    let objected_by = decision.stances.iter().map(|of| &of.party).filter(|party| objects(party));
    Open {
        title: decision.subject.title(&scene.locale()),
        waits_for: silent.map(|of| of.party.clone()).collect(),
        objected_by: objected_by.cloned().collect(),
    }
}

/// What the reader's party said in earlier sessions on an item of the same title.
fn said_before(scene: &Scene, session: Ix, item: &Item) -> Vec<(Meeting, Spoken)> {
    let window = scene.window;
    let ground = window.ground;
    let Some(own) = &scene.reader.party else { return vec![] };
    let sessions = window.charter().map(|charter| window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
    let earlier = scene.in_order(sessions).into_iter().rev().filter(|ix| scene.rank(*ix) < scene.rank(session));
    let is_same = |of: Ix, number: u32| {
        let agendas = window.current(of, Kind::Agenda);
        let title = |ix: &Ix| Some(ground.body::<Agenda>(*ix)?.items.get(number as usize - 1)?.best(&scene.reader.lang).to_string());
        agendas.iter().filter_map(title).any(|title| item.titles.contains(&title))
    };
    let of_session = |of: Ix| {
        let statements = scene.in_order(window.filed(of, Kind::Statement)).into_iter().filter(|ix| {
            let number = ground.body::<Statement>(*ix).and_then(|body| body.item);
            window.author(*ix).as_ref() == Some(own) && number.is_some_and(|number| number > 0 && is_same(of, number))
        });
        let meeting = ground.body::<Convening>(of).and_then(|_| mechanism::meeting(scene, of));
        let said: Vec<_> = statements.filter_map(|ix| Some((meeting.clone()?, statement::read(scene, ix)?))).collect();
        said
    };
    earlier.flat_map(of_session).collect()
}
