//! Report: a party says how far it is with a commitment of its own. Nobody else sets a party's status (practice 5).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Commitment, Kind, Matter};
use crate::act::Act;
use crate::graph::Ix;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Expression, Words, check_languages, check_parts};

/// The body of a report.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The commitment.
    #[n(0)]
    pub commitment: Id,
    /// How far the party is.
    #[n(1)]
    pub status: ReportStatus,
    /// In words.
    #[n(2)]
    pub words: Words,
    /// The report in full, in one or more languages.
    #[n(3)]
    pub expressions: Vec<Expression>,
    /// The party's earlier reports that this one replaces.
    #[n(4)]
    pub replaces: Vec<Id>,
}

/// How far a party is, by its own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum ReportStatus {
    /// In progress.
    #[n(1)]
    InProgress,
    /// Done, as the party itself reports.
    #[n(2)]
    Done,
    /// It will be late.
    #[n(3)]
    Delayed,
}

impl Matter for Report {
    const KIND: Kind = Kind::Report;

    fn shape(&self) -> Result<(), Refused> {
        self.words.check(Class::Prose).at("words")?;
        check_languages(&self.expressions, 0).at("expressions")
    }

    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
        let commitment = window.cite::<Commitment>(&self.commitment).at("commitment")?;
        if !commitment.body.responsible.contains(&window.own_code()?) {
            return Err(Refusal::NotYours.at("commitment").naming(&self.commitment));
        }
        let replaced = window.replaces(commitment.ix, Kind::Report, &self.replaces, |ix| window.is_own(ix)).at("replaces")?;
        check_parts(&self.expressions, act.parts.len()).at("expressions")?;
        Ok(Change::about([commitment.ix].into_iter().chain(replaced)))
    }
}

/// The current reports of a party on a commitment; two currents are two.
pub fn of<'a>(window: &Window<'a>, commitment: Ix, code: &Code) -> Vec<(Ix, &'a Report)> {
    let current = window.current(commitment, Kind::Report).into_iter();
    let theirs = current.filter(|ix| window.ground.fact(*ix).code.as_ref() == Some(code));
    theirs.filter_map(|ix| window.ground.body::<Report>(ix).map(|body| (ix, body))).collect()
}

/// Whether a party reports a commitment done, and says nothing else of it.
pub fn is_done(window: &Window, commitment: Ix, code: &Code) -> bool {
    let reports = of(window, commitment, code);
    !reports.is_empty() && reports.iter().all(|(_, report)| report.status == ReportStatus::Done)
}
