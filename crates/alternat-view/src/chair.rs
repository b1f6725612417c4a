//! The chair: who comes after the chair of a session.

use alternat::chair;
use alternat::graph::Ix;
use alternat::kind::{Assumption, Convening, Handover, Kind};
use serde::Serialize;

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
    HandedOver {
        /// By whom.
        from: Option<Named>,
        /// To whom.
        to: Named,
    },
    /// Taken up. Two parties that both did are shown as two.
    Assumed {
        /// By whom.
        by: Vec<Named>,
        /// What the outgoing chair said of its term.
        report: Option<String>,
        /// What it offered for the next session.
        offered: Option<String>,
    },
}

/// Who chairs after a session.
pub fn after(scene: &Scene, session: &Convening) -> Next {
    let ground = scene.window.ground;
    let Some(term) = session.term.and_then(|id| ground.graph.find(&id)) else { return Next::NoRotation };
    let lang = &scene.reader.lang;
    let handovers: Vec<Ix> = scene.in_order(scene.window.filed(term, Kind::Handover));
    let handover = handovers.first().and_then(|ix| ground.body::<Handover>(*ix).map(|body| (*ix, body)));
    let assumed: Vec<Ix> = scene.in_order(scene.window.filed(term, Kind::Assumption));
    let by: Vec<_> = assumed.iter().filter_map(|ix| ground.body::<Assumption>(*ix)).map(|body| body.party.clone()).collect();
    match (by.is_empty(), handover) {
        (false, handover) => Next::Assumed {
            by: scene.parties(&by),
            report: handover.and_then(|(_, body)| body.report.as_ref()).map(|words| words.best(lang).into()),
            offered: handover.and_then(|(_, body)| body.next.as_ref()).map(|words| words.best(lang).into()),
        },
        (true, Some((ix, body))) => Next::HandedOver { from: scene.party_of(ix), to: scene.named(&body.to) },
        (true, None) => match chair::next_in_turn(scene.window, scene.charter, term) {
            Some(code) => Next::InTurn { party: scene.named(&code) },
            None => Next::NoRotation,
        },
    }
}

impl Next {
    /// Its lines.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        match self {
            Next::NoRotation => vec![locale.word("next-no-rotation")],
            Next::InTurn { party } => vec![locale.say("next-in-turn", &[("party", &party.name)])],
            Next::HandedOver { from, to } => {
                let from = from.as_ref().map_or("", |party| party.name.as_str());
                vec![locale.say("next-handed-over", &[("from", from), ("to", &to.name)])]
            }
            Next::Assumed { by, report, offered } => {
                let names: Vec<String> = by.iter().map(|party| party.name.clone()).collect();
                let mut lines = vec![locale.say("next-assumed", &[("parties", &locale.list(&names))])];
                lines.extend(report.as_ref().map(|words| locale.say("next-report", &[("words", words)])));
                lines.extend(offered.as_ref().map(|words| locale.say("next-offered", &[("words", words)])));
                lines
            }
        }
    }
}
