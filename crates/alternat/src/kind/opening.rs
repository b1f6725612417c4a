//! Opening of a session.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of an opening.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The session.
    #[n(0)]
    pub session: Id,
}

impl Matter for Opening {
    const KIND: Kind = Kind::Opening;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        convening::judge_presides(window, &session).at("session")?;
        convening::not_closed(window, session.ix).at("session")?;
        convening::not_handed_over(window, session.body).at("session")?;
        window.none_filed(session.ix, Kind::Opening, Refusal::AlreadyDone).at("session")?;
        let mut present: Vec<_> = window.filed(session.ix, Kind::Credentials).iter().map(|ix| &window.ground.fact(*ix).code).collect();
        present.sort();
        present.dedup();
        match present.len() >= usize::from(window.charter()?.body.quorum) {
            true => Ok(Change::about([session.ix])),
            false => Err(Refusal::NoQuorum.at("session").naming(&self.session)),
        }
    }
}
