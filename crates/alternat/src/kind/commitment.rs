//! Commitment: something that parties undertook in an adopted decision.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, close, convening};
use crate::act::Act;
use crate::decision;
use crate::graph::Ix;
use crate::id::Id;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Day, Words, check_codes, check_day};

/// The body of a commitment.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The close by which the decision was adopted.
    #[n(0)]
    pub decision: Id,
    /// The paragraph of the decision, from 1.
    #[n(1)]
    pub paragraph: Option<u32>,
    /// What kind of thing was undertaken.
    #[n(2)]
    pub kind: CommitmentKind,
    /// What, in words.
    #[n(3)]
    pub what: Words,
    /// Who answers for it.
    #[n(4)]
    pub responsible: Vec<Code>,
    /// Who co-ordinates.
    #[n(5)]
    pub coordinator: Option<Code>,
    /// By when.
    #[n(6)]
    pub due: Due,
}

/// A kind of commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// Do.
    #[n(1)]
    Do,
    /// Study.
    #[n(2)]
    Study,
    /// Carry out a programme.
    #[n(3)]
    Programme,
    /// Report.
    #[n(4)]
    Report,
    /// Notify.
    #[n(5)]
    Notify,
    /// Refrain.
    #[n(6)]
    Refrain,
}

/// By when something is due.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Due {
    /// No date was set.
    #[n(1)]
    NoDateSet,
    /// By a day.
    #[n(2)]
    By {
        /// Which.
        #[n(0)]
        day: Day,
    },
    /// By the next session.
    #[n(3)]
    NextSession,
    /// By an event.
    #[n(4)]
    Event {
        /// Which.
        #[n(0)]
        event: Words,
    },
}

impl Matter for Commitment {
    const KIND: Kind = Kind::Commitment;

    fn shape(&self) -> Result<(), Refused> {
        if self.responsible.is_empty() {
            return Err(Refusal::BodyMalformed.at("responsible"));
        }
        if self.paragraph == Some(0) {
            return Err(Refusal::BodyMalformed.at("paragraph"));
        }
        self.what.check(Class::Prose).at("what")?;
        check_codes(&self.responsible).at("responsible")?;
        match &self.due {
            Due::By { day } => check_day(day).at("due.by.day"),
            Due::Event { event } => event.check(Class::Title).at("due.event.event"),
            Due::NoDateSet | Due::NextSession => Ok(()),
        }
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let (close, put, session) = close::cite(window, &self.decision).at("decision")?;
        let roster = decision::roster(window, put.ix);
        let on_roster = |code: &Code| if roster.contains(code) { Ok(()) } else { Err(Refusal::NotAParty) };
        each(&self.responsible, on_roster).at("responsible")?;
        self.coordinator.iter().try_for_each(on_roster).at("coordinator")?;
        close::judge_closes(window, &put).at("decision")?;
        convening::not_handed_over(window, session).at("decision")?;
        close::judge_adopted(window, close, put.ix).at("decision")?;
        Ok(Change::about([close, window.charter()?.ix]))
    }
}

/// The commitments that count in a window and that not every responsible party has reported done, by id.
pub fn due<'a>(window: &Window<'a>) -> Vec<(Ix, &'a Commitment)> {
    all(window).into_iter().filter(|(ix, body)| !body.responsible.iter().all(|code| super::report::is_done(window, *ix, code))).collect()
}

/// The commitments that count in a window, by id.
pub fn all<'a>(window: &Window<'a>) -> Vec<(Ix, &'a Commitment)> {
    let Ok(charter) = window.charter() else { return vec![] };
    let filed = window.filed(charter.ix, Kind::Commitment).into_iter();
    filed.filter_map(|ix| window.ground.body::<Commitment>(ix).map(|body| (ix, body))).collect()
}
