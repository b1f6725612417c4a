//! The chair: who comes after the chair of a session.

use alternat::chair;
use alternat::graph::Ix;
use alternat::kind::{Assumption, Convening, Handover, Kind};
use serde::Serialize;

use crate::moment::Moment;
use crate::scene::{Named, Scene};
use crate::words::Locale;

/// Who chairs after the term under which a session was convened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// The charter has no rotation: who chairs next is settled by nothing in the record.
    NoRotation,
    /// By the rotation; nothing is handed over yet.
    InTurn {
        /// Whose turn it is.
        party: Named,
    },
    /// Handed over, and not taken up yet.
    HandedOver(Handed),
    /// Taken up. Two parties that both did are shown as two.
    Assumed {
        /// How it was handed over; absent where a party took the chair up without that.
        handed: Option<Handed>,
        /// By whom, in the order in which they did.
        by: Vec<Taken>,
    },
}

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Handed {
    /// By whom.
    pub from: Option<Named>,
    /// To whom.
    pub to: Named,
    /// What the outgoing chair said of its term.
    pub report: Option<String>,
    /// What it offered for the next session.
    pub offered: Option<String>,
    /// When, by its author's word.
    pub at: Option<Moment>,
}

/// The chair taken up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// By whom.
    pub party: Named,
    /// When, by its author's word.
    pub at: Option<Moment>,
}

/// Who chairs after a session.
pub fn after(scene: &Scene, session: &Convening) -> Next {
    let ground = scene.window.ground;
    let Some(term) = session.term.and_then(|id| ground.graph.find(&id)) else { return Next::NoRotation };
    let lang = &scene.reader.lang;
    let handovers: Vec<Ix> = scene.in_order(scene.window.filed(term, Kind::Handover));
    let handed = handovers.first().and_then(|ix| {
        let body = ground.body::<Handover>(*ix)?;
        Some(Handed {
            from: scene.party_of(*ix),
            to: scene.named(&body.to),
            report: body.report.as_ref().map(|words| words.best(lang).into()),
            offered: body.next.as_ref().map(|words| words.best(lang).into()),
            at: scene.moment(*ix),
        })
    });
    let assumed = scene.in_order(scene.window.filed(term, Kind::Assumption)).into_iter();
    let taken = |ix: Ix| ground.body::<Assumption>(ix).map(|body| Taken { party: scene.named(&body.party), at: scene.moment(ix) });
    let by: Vec<Taken> = assumed.filter_map(taken).collect();
    match (by.is_empty(), handed) {
        (false, handed) => Next::Assumed { handed, by },
        (true, Some(handed)) => Next::HandedOver(handed),
        (true, None) => match chair::next_in_turn(scene.window, scene.charter, term) {
            Some(code) => Next::InTurn { party: scene.named(&code) },
            None => Next::NoRotation,
        },
    }
}

impl Next {
    /// Its line while the chair is where it was: who comes next, as far as that is settled.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        match self {
            Next::NoRotation => vec![locale.word("next-no-rotation")],
            Next::InTurn { party } => vec![locale.say("next-in-turn", &[("party", &party.name)])],
            Next::HandedOver(_) | Next::Assumed { .. } => vec![],
        }
    }

    /// How the chair went on since.
    pub fn since(&self, locale: &Locale) -> Vec<String> {
        let lines: Vec<String> = match self {
            Next::NoRotation | Next::InTurn { .. } => return vec![],
            Next::HandedOver(handed) => {
                handed.lines(locale).into_iter().chain([locale.say("next-not-assumed", &[("party", &handed.to.name)])]).collect()
            }
            Next::Assumed { handed, by } => {
                let taken = by
                    .iter()
                    .map(|by| format!("{}{}", Moment::before(&by.at, locale), locale.say("next-assumed", &[("party", &by.party.name)])));
                handed.iter().flat_map(|handed| handed.lines(locale)).chain(taken).collect()
            }
        };
        [locale.word("since-chair")].into_iter().chain(lines.into_iter().map(|line| format!("  {line}"))).collect()
    }
}

impl Handed {
    fn lines(&self, locale: &Locale) -> Vec<String> {
        let from = self.from.as_ref().map_or("", |party| party.name.as_str());
        let said = locale.say("next-handed-over", &[("from", from), ("to", &self.to.name)]);
        let mut lines = vec![format!("{}{said}", Moment::before(&self.at, locale))];
        lines.extend(self.report.as_ref().map(|words| format!("  {}", locale.say("next-report", &[("words", words)]))));
        lines.extend(self.offered.as_ref().map(|words| format!("  {}", locale.say("next-offered", &[("words", words)]))));
        lines
    }
}
