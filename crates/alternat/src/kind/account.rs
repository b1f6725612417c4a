//! Account: one published account of a session. Several may stand side by side; none of them is the record.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, Source};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Words};

/// The body of an account.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The session.
    #[n(0)]
    pub session: Id,
    /// The source that holds it.
    #[n(1)]
    pub source: Id,
    /// The party whose press or office published it, where it is one's.
    #[n(2)]
    pub of: Option<Code>,
    /// What it says, in a sentence of the party that files it.
    #[n(3)]
    pub summary: Option<Words>,
}

impl Matter for Account {
    const KIND: Kind = Kind::Account;

    fn shape(&self) -> Result<(), Refused> {
        self.summary.iter().try_for_each(|summary| summary.check(Class::Prose)).at("summary")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        let source = window.cite::<Source>(&self.source).at("source")?;
        let charter = window.charter()?;
        self.of.iter().try_for_each(|code| charter.body.judge_named(code)).at("of")?;
        Ok(Change::about([session.ix, source.ix]))
    }
}
