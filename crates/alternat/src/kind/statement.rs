//! Statement: what a delegation says in a session, in one or more languages.

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
use crate::words::{Code, Expression, Words, check_codes, check_languages, check_parts};

/// The body of a statement.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The session.
    #[n(0)]
    pub session: Id,
    /// The agenda item, from 1.
    #[n(1)]
    pub item: Option<u32>,
    /// Who spoke; the delegation, where nobody is named.
    #[n(2)]
    pub speaker: Option<Words>,
    /// On whose behalf as well.
    #[n(3)]
    pub on_behalf_of: Vec<Code>,
    /// The statement to which this is a reply (right of reply).
    #[n(4)]
    pub reply_to: Option<Id>,
    /// Whether these are the words as delivered, or reported speech about them.
    #[n(5)]
    pub form: StatementForm,
    /// The languages.
    #[n(6)]
    pub expressions: Vec<Expression>,
}

/// What the words of a statement are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum StatementForm {
    /// The words as delivered.
    #[n(1)]
    AsDelivered,
    /// The words handed in, to be checked against delivery.
    #[n(2)]
    HandedIn,
    /// Reported speech, in the third person.
    #[n(3)]
    Reported,
}

impl Matter for Statement {
    const KIND: Kind = Kind::Statement;

    fn shape(&self) -> Result<(), Refused> {
        self.speaker.iter().try_for_each(|speaker| speaker.check(Class::Name)).at("speaker")?;
        check_codes(&self.on_behalf_of).at("on_behalf_of")?;
        if self.item == Some(0) {
            return Err(Refusal::BodyMalformed.at("item"));
        }
        check_languages(&self.expressions, 1).at("expressions")
    }

    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        let reply_to = self.reply_to.map(|id| window.cite::<Statement>(&id)).transpose().at("reply_to")?;
        let charter = window.charter()?;
        each(&self.on_behalf_of, |code| charter.body.judge_named(code)).at("on_behalf_of")?;
        convening::judge_open(window, session.ix).at("session")?;
        check_parts(&self.expressions, act.parts.len()).at("expressions")?;
        Ok(Change::about([session.ix].into_iter().chain(reply_to.map(|cited| cited.ix))))
    }
}
