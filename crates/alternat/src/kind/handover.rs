//! Hand-over: the outgoing chair hands counters, open matters and commitments to the next (practice 1.3).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, commitment, convening};
use crate::act::Act;
use crate::chair;
use crate::decision;
use crate::id::Id;
use crate::place::{At, Refused, each};
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

    fn shape(&self) -> Result<(), Refused> {
        self.report.iter().try_for_each(|words| words.check(Class::Prose)).at("report")?;
        self.next.iter().try_for_each(|words| words.check(Class::Prose)).at("next")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        each(&self.documents, |id| window.cite_any(id).map(drop)).at("documents")?;
        let term = chair::judge_own_term(window, &self.term).at("term")?;
        let charter = window.charter()?;
        let mut sessions = charter.body.organs.iter().flat_map(|organ| convening::sessions(window, &organ.code));
        if let Some((open, _)) = sessions.find(|(session, _)| convening::judge_open(window, *session).is_ok()) {
            return Err(Refusal::NotNext.naming(&window.ground.id(open)));
        }
        if chair::next_in_turn(window, charter.body, term).as_ref() != Some(&self.to) {
            return Err(Refusal::NotNext.at("to"));
        }
        let due: Vec<Id> = commitment::due(window).into_iter().map(|(ix, _)| window.ground.id(ix)).collect();
        let fields = [
            ("counters", self.counters == counters(window)),
            ("running", self.running == running(window)),
            ("commitments", self.commitments == due),
        ];
        match fields.into_iter().find(|(_, is_same)| !is_same) {
            None => Ok(Change::about([term])),
            Some((field, _)) => Err(Refusal::AccountDiffers.at(field)),
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
