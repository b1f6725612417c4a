//! Convening: a numbered session of an organ is called.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::chair;
use crate::graph::Ix;
use crate::id::Id;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::{Cited, Window};
use crate::words::{Code, Day, Words, check_codes, check_day};

/// The body of a convening. Initiators, co-ordinator, host and chair are four facts (practice R1.9).
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Convening {
    /// The organ that meets.
    #[n(0)]
    pub organ: Code,
    /// The session's number in the organ, from 1.
    #[n(1)]
    pub number: u32,
    /// On whose initiative.
    #[n(2)]
    pub initiators: Vec<Code>,
    /// Who co-ordinates.
    #[n(3)]
    pub coordinator: Option<Code>,
    /// Who hosts.
    #[n(4)]
    pub host: Option<Code>,
    /// Who chairs; absent where it is not known.
    #[n(5)]
    pub chair: Option<Code>,
    /// Where.
    #[n(6)]
    pub place: Words,
    /// The first day.
    #[n(7)]
    pub from: Day,
    /// The last day, if there is more than one.
    #[n(8)]
    pub to: Option<Day>,
    /// The feed that opens, runs and closes the session.
    #[n(9)]
    pub presides: Id,
    /// The term under which it is convened; absent where the charter has no rotation.
    #[n(10)]
    pub term: Option<Id>,
}

impl Matter for Convening {
    const KIND: Kind = Kind::Convening;

    fn shape(&self) -> Result<(), Refused> {
        self.place.check(Class::Title).at("place")?;
        check_codes(&self.initiators).at("initiators")?;
        check_day(&self.from).at("from")?;
        check_day(&self.to).at("to")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let term = chair::judge_authority(window, &self.term).at("term")?;
        let presides = window.accreditation(&self.presides).at("presides")?;
        let charter = window.charter()?;
        each(&self.initiators, |code| charter.body.judge_named(code)).at("initiators")?;
        for (field, code) in [("coordinator", &self.coordinator), ("host", &self.host), ("chair", &self.chair)] {
            code.iter().try_for_each(|code| charter.body.judge_named(code)).at(field)?;
        }
        if !charter.body.organs.iter().any(|organ| organ.code == self.organ) {
            return Err(Refusal::NoSuchOrgan.at("organ"));
        }
        if presides.body.node.is_some() {
            return Err(Refusal::NotYours.at("presides").naming(&self.presides));
        }
        let last = sessions(window, &self.organ).iter().map(|(_, body)| body.number).max().unwrap_or(0);
        match last.checked_add(1) == Some(self.number) {
            true => Ok(Change::about(if term == charter.ix { vec![charter.ix] } else { vec![charter.ix, term] })),
            false => Err(Refusal::NotNext.at("number")),
        }
    }
}

/// The sessions of an organ that count in a window, by id.
pub fn sessions<'a>(window: &Window<'a>, organ: &Code) -> Vec<(Ix, &'a Convening)> {
    let Ok(charter) = window.charter() else { return vec![] };
    let convened = window.filed(charter.ix, Kind::Convening).into_iter();
    convened.filter_map(|ix| window.ground.body::<Convening>(ix).map(|body| (ix, body))).filter(|(_, body)| body.organ == *organ).collect()
}

/// Judges that a session is open in this past: opened, not closed.
///
/// # Errors
/// [`Refusal::NotOpen`], [`Refusal::AlreadyClosed`].
pub fn judge_open(window: &Window, session: Ix) -> Result<(), Refused> {
    if !window.any_filed(session, Kind::Opening) {
        return Err(Refusal::NotOpen.naming(&window.ground.id(session)));
    }
    not_closed(window, session)
}

/// Judges that a session is not closed in this past.
///
/// # Errors
/// [`Refusal::AlreadyClosed`].
pub fn not_closed(window: &Window, session: Ix) -> Result<(), Refused> {
    window.none_filed(session, Kind::Closing, Refusal::AlreadyClosed)
}

/// Judges that the feed that looks presides over a session.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn judge_presides(window: &Window, session: &Cited<Convening>) -> Result<(), Refused> {
    match window.feed.is_some() && window.feed == window.ground.graph.find(&session.body.presides) {
        true => Ok(()),
        false => Err(Refusal::NotYours.naming(&window.ground.id(session.ix))),
    }
}

/// Judges that the chair under whose term a session was convened has not handed over.
///
/// # Errors
/// [`Refusal::HandedOver`].
pub fn not_handed_over(window: &Window, session: &Convening) -> Result<(), Refused> {
    match session.term.and_then(|id| window.ground.graph.find(&id)) {
        Some(term) => chair::not_handed_over(window, term),
        None => Ok(()),
    }
}
