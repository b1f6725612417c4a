//! Seals: whether a session is settled for good.

use alternat::finality;
use alternat::graph::Ix;
use alternat::kind::{Kind, SealProposal};
use serde::Serialize;

use crate::scene::{Named, Scene};
use crate::words::{Locale, Value};

/// Whether what happened in a session is sealed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sealed {
    /// A final seal holds the session's last act.
    Final {
        /// Which one, from 1.
        number: usize,
        /// How many acts it holds.
        size: u64,
        /// Who agreed.
        agreed: Vec<Named>,
    },
    /// A seal is proposed, and not enough parties have agreed.
    Proposed {
        /// Who agreed so far.
        agreed: Vec<Named>,
        /// How many must.
        needed: usize,
    },
    /// No seal that holds the session is proposed.
    Not,
}

/// Whether every act in `last` is held by a seal, and by which.
pub fn of(scene: &Scene, last: &[Ix]) -> Sealed {
    let graph = &scene.window.ground.graph;
    let holds = |seal: Ix| {
        let tree = graph.past(seal);
        last.iter().all(|ix| graph.within(&tree, *ix))
    };
    let seals = scene.window.final_seals();
    if let Some(at) = seals.iter().position(|seal| holds(*seal)) {
        let size = scene.window.ground.body::<SealProposal>(seals[at]).map_or(0, |body| body.size);
        return Sealed::Final { number: at + 1, size, agreed: scene.parties(&finality::agreed(scene.window, seals[at])) };
    }
    let after = seals.last().copied().or(scene.window.ground.graph.find(&scene.mechanism()));
    let proposed = after.map(|after| scene.in_order(scene.window.filed(after, Kind::SealProposal))).unwrap_or_default();
    match proposed.into_iter().find(|seal| holds(*seal)) {
        Some(seal) => Sealed::Proposed {
            agreed: scene.parties(&finality::agreed(scene.window, seal)),
            needed: finality::quorum(finality::seal_roster(scene.window, seal).len()),
        },
        None => Sealed::Not,
    }
}

impl Sealed {
    /// Its lines.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let names = |parties: &[Named]| locale.list(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>());
        match self {
            Sealed::Final { number, size, agreed } => {
                let parties = names(agreed);
                let values = [("number", Value::from(*number)), ("size", Value::from(*size)), ("parties", Value::from(&parties))];
                vec![locale.say("sealed", &values)]
            }
            Sealed::Proposed { agreed, needed } if agreed.is_empty() => {
                vec![locale.say("seal-proposed-by-none", &[("needed", *needed)])]
            }
            Sealed::Proposed { agreed, needed } => {
                vec![locale.say("seal-proposed", &[("parties", Value::from(&names(agreed))), ("needed", Value::from(*needed))])]
            }
            Sealed::Not => vec![locale.word("not-sealed")],
        }
    }
}
