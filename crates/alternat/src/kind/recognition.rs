//! Recognition: a new inception for a party whose root is lost or forked. It takes effect when a decision adopts it.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Inception, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;
use crate::words::Code;

/// The body of a recognition. It is put to a decision; once adopted, the new inception stands for the party.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// The party.
    #[n(0)]
    pub party: Code,
    /// The inception that shall stand for it.
    #[n(1)]
    pub inception: Id,
    /// The one that stands for it now.
    #[n(2)]
    pub instead_of: Id,
}

impl Matter for Recognition {
    const KIND: Kind = Kind::Recognition;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        window.cite::<Inception>(&self.inception).at("inception")?;
        let charter = window.charter()?;
        charter.body.judge_named(&self.party).at("party")?;
        let replaced = window.in_past(&self.instead_of).at("instead_of")?;
        match window.inceptions_of(&self.party).contains(&replaced) {
            true => Ok(Change::about([charter.ix])),
            false => Err(Refusal::NotReplaced.at("instead_of").naming(&self.instead_of)),
        }
    }
}
