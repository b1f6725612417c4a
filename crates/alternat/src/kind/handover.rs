//! Hand-over: the outgoing chair hands counters, open matters and commitments to the next (practice 1.3).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, commitment, convening};
use crate::act::Act;
use crate::chair;
use crate::decision;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Words};

/// The body of a hand-over. From it on the old chair may neither close nor number.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// The term that ends, by its assumption.
    #[n(0)]
    pub term: Id,
    /// The party that takes over.
    #[n(1)]
    pub to: Code,
    /// The last number given out in each series, sorted by series; series without a number are left out.
    #[n(2)]
    pub counters: Vec<Counter>,
    /// Decisions put and not closed, sorted by id.
    #[n(3)]
    pub running: Vec<Id>,
    /// Commitments that not every responsible party has reported done, sorted by id.
    #[n(4)]
    pub commitments: Vec<Id>,
    /// Acts that remain the basis of work.
    #[n(5)]
    pub documents: Vec<Id>,
    /// What was done and what was not, in the outgoing chair's words.
    #[n(6)]
    pub report: Option<Words>,
    /// Host and place offered for the next session.
    #[n(7)]
    pub next: Option<Words>,
}

/// The last number of a series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// The series.
    #[n(0)]
    pub series: String,
    /// Its last number.
    #[n(1)]
    pub last: u32,
}

impl Matter for Handover {
    const KIND: Kind = Kind::Handover;

    fn shape(&self) -> Result<(), Refusal> {
        self.report.iter().chain(&self.next).try_for_each(|words| words.check(Class::Prose))?;
        Ok(())
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refusal> {
        self.documents.iter().try_for_each(|id| window.cite_any(id).map(drop))?;
        let term = chair::judge_own_term(window, &self.term)?;
        let charter = window.charter()?;
        let open = charter.body.organs.iter().flat_map(|organ| convening::sessions(window, &organ.code));
        if open.into_iter().any(|(session, _)| convening::judge_open(window, session).is_ok()) {
            return Err(Refusal::NotNext);
        }
        if chair::next_in_turn(window, charter.body, term).as_ref() != Some(&self.to) {
            return Err(Refusal::NotNext);
        }
        let due: Vec<Id> = commitment::due(window).into_iter().map(|(ix, _)| window.ground.id(ix)).collect();
        match self.counters == counters(window) && self.running == running(window) && self.commitments == due {
            true => Ok(Change::about([term])),
            false => Err(Refusal::AccountDiffers),
        }
    }
}

/// The counters of a window: each series and its last number, sorted by series.
pub fn counters(window: &Window) -> Vec<Counter> {
    let Ok(charter) = window.charter() else { return vec![] };
    let numbers = window.filed(charter.ix, Kind::Number).into_iter();
    let mut series: Vec<String> = numbers.filter_map(|ix| window.ground.body::<super::Number>(ix)).map(|number| number.series.clone()).collect();
    series.sort();
    series.dedup();
    series.into_iter().map(|series| Counter { last: decision::last_number(window, &series), series }).collect()
}

/// The decisions put and not closed in a window, sorted by id.
pub fn running(window: &Window) -> Vec<Id> {
    let Ok(charter) = window.charter() else { return vec![] };
    let sessions = window.filed(charter.ix, Kind::Convening).into_iter();
    let puts = sessions.flat_map(|session| window.filed(session, Kind::Put));
    let mut open: Vec<Id> = puts.filter(|put| decision::state(window, *put) == decision::State::Open).map(|put| window.ground.id(put)).collect();
    open.sort();
    open
}
