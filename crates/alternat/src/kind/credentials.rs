//! Credentials: a party names its delegation to a session (practice R2.1).

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
use crate::words::{Day, Words, check_day};

/// The body of credentials.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The session.
    #[n(0)]
    pub session: Id,
    /// Which office issued them. Nobody else judges a party's domestic authority (practice R2.5).
    #[n(1)]
    pub issuer: IssuerOffice,
    /// In what form they came.
    #[n(2)]
    pub form: Form,
    /// When they were issued.
    #[n(3)]
    pub issued_on: Option<Day>,
    /// The delegation, head first.
    #[n(4)]
    pub delegation: Vec<Delegate>,
    /// The party's earlier credentials that these supersede.
    #[n(5)]
    pub replaces: Vec<Id>,
}

/// The office that issued credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum IssuerOffice {
    /// The head of state.
    #[n(1)]
    HeadOfState,
    /// The head of government.
    #[n(2)]
    HeadOfGovernment,
    /// The minister for foreign affairs.
    #[n(3)]
    ForeignMinister,
    /// An office to which it is delegated.
    #[n(4)]
    Delegated,
    /// Not known.
    #[n(5)]
    NotReported,
}

/// The form in which credentials came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The original.
    #[n(1)]
    Original,
    /// A copy.
    #[n(2)]
    Copy,
    /// A note verbale.
    #[n(3)]
    NoteVerbale,
    /// By this act alone.
    #[n(4)]
    Electronic,
    /// Not known.
    #[n(5)]
    NotReported,
}

/// A member of a delegation.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Delegate {
    /// The name.
    #[n(0)]
    pub name: Words,
    /// The title.
    #[n(1)]
    pub title: Option<Words>,
    /// The role in the delegation.
    #[n(2)]
    pub role: Role,
    /// Whether the delegate may sign instruments, and how far.
    #[n(3)]
    pub may_sign: Level,
}

/// A role in a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Head of delegation.
    #[n(1)]
    Head,
    /// Representative.
    #[n(2)]
    Representative,
    /// Alternate representative.
    #[n(3)]
    Alternate,
    /// Adviser.
    #[n(4)]
    Adviser,
    /// Expert.
    #[n(5)]
    Expert,
    /// Interpreter.
    #[n(6)]
    Interpreter,
    /// Secretary of the delegation.
    #[n(7)]
    Secretary,
}

/// How far a delegate may sign (practice R2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Not at all.
    #[n(1)]
    None,
    /// Initials.
    #[n(2)]
    Initial,
    /// Ad referendum.
    #[n(3)]
    AdReferendum,
    /// In full.
    #[n(4)]
    Sign,
}

impl Matter for Credentials {
    const KIND: Kind = Kind::Credentials;

    fn shape(&self) -> Result<(), Refused> {
        let heads = self.delegation.iter().filter(|delegate| delegate.role == Role::Head).count();
        if heads != 1 || self.delegation[0].role != Role::Head {
            return Err(Refusal::BodyMalformed.at("delegation"));
        }
        each(&self.delegation, |delegate| {
            delegate.name.check(Class::Name).at("name")?;
            delegate.title.iter().try_for_each(|title| title.check(Class::Title)).at("title")
        })
        .at("delegation")?;
        check_day(&self.issued_on).at("issued_on")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        convening::not_closed(window, session.ix).at("session")?;
        let replaced = window.replaces(session.ix, Kind::Credentials, &self.replaces, |ix| window.is_own(ix)).at("replaces")?;
        Ok(Change::about([session.ix].into_iter().chain(replaced)))
    }
}
