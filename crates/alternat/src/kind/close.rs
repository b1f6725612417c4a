//! Close: the one feed named when a decision was put says what came of it. The close is judged on its own past.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, Put, convening};
use crate::act::Act;
use crate::decision;
use crate::graph::Ix;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::{Cited, Window};

/// The body of a close.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// The decision that was put.
    #[n(0)]
    pub put: Id,
    /// What came of it: a function of this act's past, said aloud.
    #[n(1)]
    pub outcome: Outcome,
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Adopted.
    #[n(1)]
    Adopted,
    /// Not adopted.
    #[n(2)]
    NotAdopted,
}

impl Matter for Close {
    const KIND: Kind = Kind::Close;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let put = window.cite::<Put>(&self.put).at("put")?;
        let session = window.cite::<Convening>(&put.body.session).at("put")?;
        judge_closes(window, &put).at("put")?;
        window.none_filed(put.ix, Kind::Close, Refusal::AlreadyClosed).at("put")?;
        convening::not_closed(window, session.ix).at("put")?;
        convening::not_handed_over(window, session.body).at("put")?;
        match self.outcome == decision::outcome(window, put.ix, put.body) {
            true => Ok(Change::about([put.ix])),
            false => Err(Refusal::OutcomeDiffers.at("outcome")),
        }
    }
}

/// Judges that the feed that looks is the one that closes and numbers a decision.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn judge_closes(window: &Window, put: &Cited<Put>) -> Result<(), Refused> {
    match window.feed.is_some() && window.feed == window.ground.graph.find(&put.body.closes) {
        true => Ok(()),
        false => Err(Refusal::NotYours.naming(&window.ground.id(put.ix))),
    }
}

/// A close that a body names, the decision that it closes and the session of that decision, all counting.
///
/// # Errors
/// As citing.
pub fn cite<'a>(window: &Window<'a>, close: &Id) -> Result<(Ix, Cited<'a, Put>, &'a Convening), Refused> {
    let close = window.cite::<Close>(close)?;
    let put = window.cite::<Put>(&close.body.put)?;
    let session = window.cite::<Convening>(&put.body.session)?;
    Ok((close.ix, put, session.body))
}

/// Judges that a close is the one that counts, and says adopted.
///
/// # Errors
/// [`Refusal::NotAdopted`].
pub fn judge_adopted(window: &Window, close: Ix, put: Ix) -> Result<(), Refused> {
    match decision::state(window, put) {
        decision::State::Closed { close: counts, outcome: Outcome::Adopted } if counts == close => Ok(()),
        _ => Err(Refusal::NotAdopted.naming(&window.ground.id(close))),
    }
}
