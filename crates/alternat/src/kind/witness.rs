//! Witness: the party named in a transcribed act has seen the paper.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Transcription};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a witness's act.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The transcribed act.
    #[n(0)]
    pub of: Id,
}

impl Matter for Witness {
    const KIND: Kind = Kind::Witness;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let transcription = window.cite::<Transcription>(&self.of).at("of")?;
        if window.own_code()? != transcription.body.witness {
            return Err(Refusal::NotYours.at("of").naming(&self.of));
        }
        window.none_filed(transcription.ix, Kind::Witness, Refusal::AlreadyDone).at("of")?;
        Ok(Change::about([transcription.ix]))
    }
}
