//! The provisional agenda of a session. It is adopted by a decision, like anything else.

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

/// The body of an agenda.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// The session.
    #[n(0)]
    pub session: Id,
    /// The items, numbered from 1 in this order.
    #[n(1)]
    pub items: Vec<Words>,
    /// Earlier agendas that this one replaces.
    #[n(2)]
    pub replaces: Vec<Id>,
}

impl Matter for Agenda {
    const KIND: Kind = Kind::Agenda;

    fn shape(&self) -> Result<(), Refusal> {
        if self.items.is_empty() {
            return Err(Refusal::BodyMalformed);
        }
        self.items.iter().try_for_each(|item| item.check(Class::Title))?;
        Ok(())
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refusal> {
        let session = window.cite::<Convening>(&self.session)?;
        convening::judge_presides(window, session.body)?;
        convening::not_closed(window, session.ix)?;
        let replaced = window.replaces(session.ix, Kind::Agenda, &self.replaces, |_| true)?;
        Ok(Change::about([session.ix].into_iter().chain(replaced)))
    }
}
