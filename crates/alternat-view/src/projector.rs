//! What is projected on the wall of a room while a session lasts: the agenda, what is under discussion, what was just decided.

use alternat::graph::Ix;
use serde::Serialize;

use crate::decision::{Came, Decision};
use crate::journal::{Item, Journal, Piece, What};
use crate::mechanism::Stage;
use crate::scene::Scene;
use crate::words::Locale;

/// A session as a room reads it, in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Projected {
    /// Which session it is.
    pub title: String,
    /// Where and when.
    pub place_and_day: String,
    /// How far it is.
    pub stage: Stage,
    /// The items of the agenda.
    pub items: Vec<Heading>,
    /// What is put and not closed, by its title.
    pub open: Vec<String>,
    /// What was adopted, the last first: symbols, and the title.
    pub adopted: Vec<(Vec<String>, String)>,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its number, from 1.
    pub number: u32,
    /// Its title, one for each current agenda that words it otherwise.
    pub titles: Vec<String>,
    /// Whether it is under discussion: the last thing that was said or done in an open session was on it.
    pub is_now: bool,
}

impl Projected {
    /// A session as the room reads it; `None` for an act of another kind.
    pub fn of(scene: &Scene, session: Ix) -> Option<Projected> {
        let journal = Journal::of(scene, session)?;
        let locale = scene.locale();
        let latest = |pieces: &[Piece]| pieces.iter().map(|piece| last(scene, piece)).max();
        let now = journal.items.iter().filter_map(|item| Some((latest(&item.pieces)?, item.number))).max();
        // What was done last on no item, such as the adoption of the agenda, is no discussion of one.
        let now = now.filter(|(at, _)| journal.stage == Stage::Open && latest(&journal.apart).is_none_or(|apart| apart < *at));
        let heading = |item: &Item| Heading {
            number: item.number,
            titles: item.titles.clone(),
            is_now: now.is_some_and(|(_, number)| number == item.number),
        };
        let mut decisions = vec![];
        let pieces = journal.apart.iter().chain(journal.items.iter().flat_map(|item| &item.pieces));
        pieces.for_each(|piece| collect(scene, piece, &mut decisions));
        decisions.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        Some(Projected {
            title: journal.convened.title(&locale),
            place_and_day: journal.convened.place_and_day(&locale),
            stage: journal.stage,
            items: journal.items.iter().map(heading).collect(),
            open: titles(&decisions, Came::Open, &locale).map(|(_, title)| title).collect(),
            adopted: titles(&decisions, Came::Adopted, &locale).collect(),
        })
    }
}

/// The decisions that came to this: their symbols and titles.
fn titles(decisions: &[(usize, Decision)], came: Came, locale: &Locale) -> impl Iterator<Item = (Vec<String>, String)> {
    decisions
        .iter()
        .filter(move |(_, decision)| decision.came == came)
        .map(|(_, decision)| (decision.symbols.clone(), decision.subject.title(locale)))
}

/// How late the last thing lies that hangs on a piece.
fn last(scene: &Scene, piece: &Piece) -> usize {
    let own = scene.window.ground.graph.find(&piece.id).map_or(0, |ix| scene.rank(ix));
    piece.under.iter().map(|under| last(scene, under)).fold(own, usize::max)
}

fn collect(scene: &Scene, piece: &Piece, into: &mut Vec<(usize, Decision)>) {
    if let What::Decision(decision) = &piece.what {
        into.push((last(scene, piece), decision.clone()));
    }
    piece.under.iter().for_each(|under| collect(scene, under, into));
}
