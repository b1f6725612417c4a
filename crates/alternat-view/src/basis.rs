//! What the acts of a demonstration rest on: reported, presumed, invented.

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Demonstration, Kind};
use alternat::words::Basis;
use serde::Serialize;

use crate::scene::Scene;
use crate::words::{Locale, Value};

/// What an act rests on, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A public source says so.
    Reported,
    /// The program needs it, and no source says it.
    Presumed,
    /// Made up, for a rehearsal.
    Invented,
}

/// What some acts rest on, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Footing {
    /// The acts: several where acts of one kind, one after the other, rest on the same words.
    pub acts: Vec<Id>,
    /// Their kind, by name.
    pub kind: &'static str,
    /// In one word.
    pub mark: Mark,
    /// The words of the source, or why it is presumed.
    pub words: Option<String>,
}

impl Mark {
    /// The mark of a basis.
    pub fn of(basis: &Basis) -> Mark {
        match basis {
            Basis::Reported { .. } => Mark::Reported,
            Basis::Presumed { .. } => Mark::Presumed,
            Basis::Invented => Mark::Invented,
        }
    }

    /// In brackets, behind what it marks; nothing in a rehearsal, where all is invented.
    pub fn said(mark: Option<Mark>, locale: &Locale) -> String {
        match mark {
            Some(Mark::Reported) => locale.word("mark-reported"),
            Some(Mark::Presumed) => locale.word("mark-presumed"),
            Some(Mark::Invented) | None => String::new(),
        }
    }
}

/// What these acts rest on, in full, in their order; only a reconstruction has words to it.
pub fn footings(scene: &Scene, acts: Vec<Ix>) -> Vec<Footing> {
    let footing = |ix: Ix| {
        let id = scene.window.ground.id(ix);
        let act = scene.shelf.act(&id)?;
        let kind = Kind::of_tag(act.kind)?;
        let basis = act.basis?;
        let mark = Mark::of(&basis);
        let words = match basis {
            Basis::Reported { words, .. } => Some(words),
            Basis::Presumed { why } => Some(why),
            Basis::Invented => None,
        };
        Some(Footing { acts: vec![id], kind: kind.name(), mark, words })
    };
    let mut footings: Vec<Footing> = vec![];
    for next in scene.in_order(acts).into_iter().filter_map(footing).filter(|footing| footing.words.is_some()) {
        match footings.last_mut().filter(|last| (last.kind, last.mark, &last.words) == (next.kind, next.mark, &next.words)) {
            Some(last) => last.acts.extend(next.acts),
            None => footings.push(next),
        }
    }
    footings
}

/// The line above everything that a demonstration shows; none elsewhere.
pub fn banner(demonstration: Option<Demonstration>, locale: &Locale) -> Option<String> {
    match demonstration? {
        Demonstration::Reconstruction => Some(locale.word("banner-reconstruction")),
        Demonstration::Rehearsal => Some(locale.word("banner-rehearsal")),
    }
}

/// The lines of the footings.
pub fn lines(footings: &[Footing], locale: &Locale) -> Vec<String> {
    footings
        .iter()
        .enumerate()
        .map(|(at, footing)| {
            let words = footing.words.as_deref().unwrap_or_default();
            let kind = locale.word(&format!("kind-{}", footing.kind));
            let kind = match footing.acts.len() {
                0 | 1 => kind,
                count => locale.say("footing-many", &[("kind", Value::from(&kind)), ("count", Value::from(count))]),
            };
            let values = [("kind", Value::from(&kind)), ("number", Value::from(at + 1)), ("words", Value::from(words))];
            match footing.mark {
                Mark::Reported => locale.say("footing-reported", &values),
                Mark::Presumed | Mark::Invented => locale.say("footing-presumed", &values),
            }
        })
        .collect()
}
