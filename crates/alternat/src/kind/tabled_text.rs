//! Text: a draft that a party tables.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Expression, Words, check_languages, check_parts};

/// The body of a tabled text.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The session in which it is tabled.
    #[n(0)]
    pub session: Id,
    /// The agenda item, from 1.
    #[n(1)]
    pub item: Option<u32>,
    /// The title. A draft has no number (practice R3.5).
    #[n(2)]
    pub title: Words,
    /// The languages.
    #[n(3)]
    pub expressions: Vec<Expression>,
    /// The earlier version by the same party that this one replaces.
    #[n(4)]
    pub replaces: Option<Id>,
}

impl Matter for Text {
    const KIND: Kind = Kind::Text;

    fn shape(&self) -> Result<(), Refused> {
        self.title.check(Class::Title).at("title")?;
        if self.item == Some(0) {
            return Err(Refusal::BodyMalformed.at("item"));
        }
        check_languages(&self.expressions, 1).at("expressions")
    }

    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        let replaced = self.replaces.map(|id| window.cite::<Text>(&id)).transpose().at("replaces")?;
        if let Some(replaced) = replaced.as_ref().filter(|replaced| !window.is_own(replaced.ix)) {
            return Err(Refusal::NotYours.at("replaces").naming(&window.ground.id(replaced.ix)));
        }
        convening::not_closed(window, session.ix).at("session")?;
        if let Some(replaced) = &replaced {
            // A text that was put is immutable: a new text starts a new procedure (practice R3.6, R4.6).
            window.none_filed(replaced.ix, Kind::Put, Refusal::AlreadyClosed).at("replaces")?;
            window.none_filed(replaced.ix, Kind::Text, Refusal::NotReplaced).at("replaces")?;
        }
        check_parts(&self.expressions, act.parts.len()).at("expressions")?;
        Ok(Change::about([session.ix].into_iter().chain(replaced.map(|cited| cited.ix))))
    }
}
