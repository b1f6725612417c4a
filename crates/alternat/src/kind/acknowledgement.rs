//! Acknowledgement: a party acknowledges another's report.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Report};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of an acknowledgement.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// The report.
    #[n(0)]
    pub report: Id,
}

impl Matter for Acknowledgement {
    const KIND: Kind = Kind::Acknowledgement;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        Ok(Change::about([of_another(window, &self.report).at("report")?]))
    }
}

/// A report of another party than the one that looks.
///
/// # Errors
/// As citing; [`Refusal::NotYours`] for the party's own report.
pub(super) fn of_another(window: &Window, report: &Id) -> Result<crate::graph::Ix, Refused> {
    let cited = window.cite::<Report>(report)?;
    window.own_code()?;
    match window.is_own(cited.ix) {
        true => Err(Refusal::NotYours.naming(report)),
        false => Ok(cited.ix),
    }
}
