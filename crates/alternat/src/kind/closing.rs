//! Closing of a session.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of a closing.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The session.
    #[n(0)]
    pub session: Id,
    /// When and where the next meeting is to be, as far as it was said.
    #[n(1)]
    pub next: Option<Words>,
}

impl Matter for Closing {
    const KIND: Kind = Kind::Closing;

    fn shape(&self) -> Result<(), Refused> {
        self.next.iter().try_for_each(|next| next.check(Class::Prose)).at("next")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        convening::judge_presides(window, &session).at("session")?;
        convening::judge_open(window, session.ix).at("session")?;
        convening::not_handed_over(window, session.body).at("session")?;
        Ok(Change::about([session.ix]))
    }
}
