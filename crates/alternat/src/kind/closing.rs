//! Closing of a session.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::refusal::Refusal;
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

    fn shape(&self) -> Result<(), Refusal> {
        self.next.iter().try_for_each(|next| next.check(Class::Prose))?;
        Ok(())
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refusal> {
        let session = window.cite::<Convening>(&self.session)?;
        convening::judge_presides(window, session.body)?;
        convening::judge_open(window, session.ix)?;
        convening::not_handed_over(window, session.body)?;
        Ok(Change::about([session.ix]))
    }
}
