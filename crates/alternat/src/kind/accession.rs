//! Accession: a party's root binds the party to the charter.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of an accession.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Accession {
    /// The charter.
    #[n(0)]
    pub charter: Id,
}

impl Matter for Accession {
    const KIND: Kind = Kind::Accession;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        window.cite::<super::Charter>(&self.charter).at("charter")?;
        let own = window.party.ok_or(Refusal::NotAParty)?;
        let code = window.own_code()?;
        // A root that was recognised finds its party on the roster.
        if !window.roster().contains(&code) {
            return Ok(Change::about([own]));
        }
        let earlier = window.inceptions_of(&code).into_iter().find_map(|ix| window.filed(ix, Kind::Accession).first().copied());
        Err(earlier.map_or(Refusal::AlreadyDone.into(), |ix| Refusal::AlreadyDone.naming(&window.ground.id(ix))))
    }
}
