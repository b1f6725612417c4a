//! Put: a text, an agenda or a recognition is put to a decision, and the roster is frozen.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Agenda, Change, Convening, Kind, Matter, Recognition, Rule, Text, convening};
use crate::act::Act;
use crate::decision;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a put.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Put {
    /// The session in which it is put.
    #[n(0)]
    pub session: Id,
    /// What is put: a text, an agenda or a recognition.
    #[n(1)]
    pub subject: Id,
    /// The charter's rule for such a matter, frozen here (practice R3.8).
    #[n(2)]
    pub rule: Rule,
    /// How it is decided.
    #[n(3)]
    pub method: Method,
    /// How many parties are on the roster: those that have acceded in this act's past.
    #[n(4)]
    pub roster_count: u16,
    /// The roster's hash.
    #[n(5)]
    pub roster_hash: Id,
    /// The one feed that closes and numbers.
    #[n(6)]
    pub closes: Id,
}

/// How a decision is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// At a meeting.
    #[n(1)]
    AtAMeeting,
}

impl Matter for Put {
    const KIND: Kind = Kind::Put;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let session = window.cite::<Convening>(&self.session).at("session")?;
        let subject = window.cite_any(&self.subject).at("subject")?;
        let charter = window.charter()?;
        let (rule, of) = if let Some(text) = window.ground.body::<Text>(subject) {
            (charter.body.rules.substance, Some(text.session))
        } else if let Some(agenda) = window.ground.body::<Agenda>(subject) {
            (charter.body.rules.procedure, Some(agenda.session))
        } else if window.ground.body::<Recognition>(subject).is_some() {
            (charter.body.rules.charter, None)
        } else {
            return Err(Refusal::WrongKind.at("subject").naming(&self.subject));
        };
        let closes = window.accreditation(&self.closes).at("closes")?;
        convening::judge_presides(window, &session).at("session")?;
        if of.is_some_and(|of| of != self.session) {
            return Err(Refusal::NotYours.at("subject").naming(&self.subject));
        }
        if !window.speaks_for_own(closes.ix) {
            return Err(Refusal::NotYours.at("closes").naming(&self.closes));
        }
        convening::judge_open(window, session.ix).at("session")?;
        convening::not_handed_over(window, session.body).at("session")?;
        window.none_filed(subject, Kind::Put, Refusal::AlreadyDone).at("subject")?;
        let roster = window.roster();
        if usize::from(self.roster_count) != roster.len() {
            return Err(Refusal::RosterDiffers.at("roster_count"));
        }
        if self.roster_hash != decision::roster_hash(&roster) {
            return Err(Refusal::RosterDiffers.at("roster_hash"));
        }
        match self.rule == rule {
            true => Ok(Change::about([session.ix, subject])),
            false => Err(Refusal::RuleDiffers.at("rule")),
        }
    }
}

/// Judges that the party that looks is on the roster of a decision that is not closed in this past.
///
/// # Errors
/// [`Refusal::NotAParty`], [`Refusal::AlreadyClosed`].
pub fn judge_on_roster(window: &Window, put: crate::graph::Ix) -> Result<(), Refused> {
    if !decision::roster(window, put).contains(&window.own_code()?) {
        return Err(Refusal::NotAParty.naming(&window.ground.id(put)));
    }
    window.none_filed(put, Kind::Close, Refusal::AlreadyClosed)
}
