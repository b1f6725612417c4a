//! Position: what a party on the roster says of a decision, short of objecting (practice R3.9).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Put, put};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of a position.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The decision that was put.
    #[n(0)]
    pub put: Id,
    /// The stance.
    #[n(1)]
    pub stance: Stance,
    /// The party's earlier positions that this one replaces.
    #[n(2)]
    pub replaces: Vec<Id>,
}

/// A stance. None of them is a vote, and none blocks consensus.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Stance {
    /// Joins.
    #[n(1)]
    Joins,
    /// Joins, with a statement of interpretation.
    #[n(2)]
    JoinsWith {
        /// The statement.
        #[n(0)]
        statement: Words,
    },
    /// Joins, with a reservation on a part.
    #[n(3)]
    Reserves {
        /// What is reserved.
        #[n(0)]
        on: Words,
    },
    /// Does not block, and is not bound by some paragraphs or by the whole.
    #[n(4)]
    Dissociates {
        /// From what.
        #[n(0)]
        from: Words,
    },
    /// Was absent.
    #[n(5)]
    Absent,
    /// Does not take part.
    #[n(6)]
    NotParticipating,
}

impl Stance {
    /// Whether the stance joins the decision.
    pub fn joins(&self) -> bool {
        matches!(self, Stance::Joins | Stance::JoinsWith { .. } | Stance::Reserves { .. })
    }

    /// The words of a stance that has some, and their field.
    fn words(&self) -> Option<(&'static str, &Words)> {
        match self {
            Stance::JoinsWith { statement } => Some(("stance.joins_with.statement", statement)),
            Stance::Reserves { on } => Some(("stance.reserves.on", on)),
            Stance::Dissociates { from } => Some(("stance.dissociates.from", from)),
            _ => None,
        }
    }
}

impl Matter for Position {
    const KIND: Kind = Kind::Position;

    fn shape(&self) -> Result<(), Refused> {
        self.stance.words().map_or(Ok(()), |(field, words)| words.check(Class::Prose).at(field))
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let put = window.cite::<Put>(&self.put).at("put")?;
        put::judge_on_roster(window, put.ix).at("put")?;
        let replaced = window.replaces(put.ix, Kind::Position, &self.replaces, |ix| window.is_own(ix)).at("replaces")?;
        Ok(Change::about([put.ix].into_iter().chain(replaced)))
    }
}
