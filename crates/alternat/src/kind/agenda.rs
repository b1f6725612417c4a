//! The provisional agenda of a session. It is adopted by a decision, like anything else.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter, convening};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused, each};
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

    fn shape(&self) -> Result<(), Refused> {
        if self.items.is_empty() {
            return Err(Refusal::BodyMalformed.at("items"));
        }
        each(&self.items, |item| item.check(Class::Title)).at("items")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        convening::judge_presides(window, &session).at("session")?;
        convening::not_closed(window, session.ix).at("session")?;
        let replaced = window.replaces(session.ix, Kind::Agenda, &self.replaces, |_| true).at("replaces")?;
        Ok(Change::about([session.ix].into_iter().chain(replaced)))
    }
}
