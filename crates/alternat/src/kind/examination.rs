//! Examination of credentials: the president accepts them, or a party objects. An objection never silences a delegation:
//! it stays seated provisionally (practice R2.4).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Credentials, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of an examination.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Examination {
    /// The credentials examined.
    #[n(0)]
    pub credentials: Id,
    /// What was found.
    #[n(1)]
    pub finding: Finding,
    /// The reason given.
    #[n(2)]
    pub reason: Option<Words>,
    /// The party's earlier findings on the same credentials that this one replaces.
    #[n(3)]
    pub replaces: Vec<Id>,
}

/// What an examination found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// In good and due form; said by whoever presides.
    #[n(1)]
    Accepted,
    /// Accepted on the understanding that the originals follow; said by whoever presides.
    #[n(2)]
    Provisional,
    /// A party objects.
    #[n(3)]
    Objected,
}

impl Matter for Examination {
    const KIND: Kind = Kind::Examination;

    fn shape(&self) -> Result<(), Refused> {
        self.reason.iter().try_for_each(|reason| reason.check(Class::Prose)).at("reason")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let credentials = window.cite::<Credentials>(&self.credentials).at("credentials")?;
        let session = window.cite::<Convening>(&credentials.body.session).at("credentials")?;
        if window.own_code().is_err() {
            return Err(Refusal::NotAParty.into());
        }
        match self.finding {
            Finding::Objected if window.is_own(credentials.ix) => return Err(Refusal::NotYours.at("credentials").naming(&self.credentials)),
            Finding::Objected => {}
            Finding::Accepted | Finding::Provisional => convening::judge_presides(window, &session).at("finding")?,
        }
        convening::not_closed(window, session.ix).at("credentials")?;
        let replaced = window.replaces(credentials.ix, Kind::Examination, &self.replaces, |ix| window.is_own(ix)).at("replaces")?;
        Ok(Change::about([credentials.ix].into_iter().chain(replaced)))
    }
}
