//! Annex: a paper attached to another act.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::{Expression, Words, check_languages, check_parts};

/// The body of an annex.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// The act to which it is attached.
    #[n(0)]
    pub to: Id,
    /// The title.
    #[n(1)]
    pub title: Words,
    /// The languages.
    #[n(2)]
    pub expressions: Vec<Expression>,
}

impl Matter for Annex {
    const KIND: Kind = Kind::Annex;

    fn shape(&self) -> Result<(), Refused> {
        self.title.check(Class::Title).at("title")?;
        check_languages(&self.expressions, 1).at("expressions")
    }

    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
        let to = window.cite_any(&self.to).at("to")?;
        check_parts(&self.expressions, act.parts.len()).at("expressions")?;
        Ok(Change::about([to]))
    }
}
