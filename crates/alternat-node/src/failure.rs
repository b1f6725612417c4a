//! Why a request was not fulfilled, as data that goes over the socket: a stable code, and what and where in one line.
//!
//! What to do about it is said by the command, by code.

use std::collections::BTreeSet;
use std::error::Error;

use alternat::id::Id;
use alternat::json::NotABody;
use alternat::kind::Kind;
use alternat::place::Place;
use alternat::words::Code;
use alternat_store::StoreError;
use serde::{Deserialize, Serialize};

use crate::circle::CircleError;
use crate::exchange::Linked;
use crate::founding::FoundingError;
use crate::home::HomeError;
use crate::sealed::SealError;

/// Why something was not done.
#[derive(Clone, Debug, Serialize, Deserialize, thiserror::Error)]
#[error("{what}")]
pub struct Failure {
    /// The stable code; for a refusal, that of the refusal.
    pub code: String,
    /// What and where.
    pub what: String,
    /// The exit code of the command: 1 refused, 2 usage, 3 the world failed.
    pub exit: u8,
    /// Of an act that was not signed: where in it the cause lies, as far as one place is at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Box<Place>>,
}

impl Failure {
    /// A failure of this code.
    pub fn new(exit: u8, code: &str, what: impl Into<String>) -> Failure {
        Failure { code: code.into(), what: what.into(), exit, at: None }
    }

    pub(crate) fn no_such_party(code: &Code) -> Failure {
        Failure::new(2, "no-such-party", format!("the charter names no party {code}"))
    }

    pub(crate) fn no_such_kind(kind: &str) -> Failure {
        Failure::new(2, "no-such-kind", format!("'{kind}' is no kind of act"))
    }

    pub(crate) fn not_a_body(kind: Kind, error: NotABody) -> Failure {
        let what = format!("the JSON is not a body of the kind {}: {error}", kind.name());
        let at = Place { field: error.field, ..Place::default() };
        Failure { at: Some(Box::new(at)), ..Failure::new(2, "not-a-body", what) }
    }

    /// Text that no act may hold, whatever its kind.
    pub(crate) fn not_a_text(kind: Kind, at: Place) -> Failure {
        let what = format!("the {} cannot be written", kind.name());
        Failure { at: Some(Box::new(at)), ..Failure::new(1, "not-an-act", what) }
    }

    pub(crate) fn no_addresses() -> Failure {
        Failure::new(2, "no-addresses", "no address of another party's node is known here")
    }

    pub(crate) fn waited(seconds: u64, holds: &[Id], sealed: bool) -> Failure {
        let what = match (holds, sealed) {
            (_, true) => format!("the record was not sealed by every party within {seconds} seconds"),
            ([one], false) => format!("act {one} did not arrive within {seconds} seconds"),
            (several, false) => format!("{} acts did not all arrive within {seconds} seconds", several.len()),
        };
        Failure::new(3, "waited", what)
    }

    pub(crate) fn not_equal(seconds: u64, wanted: &BTreeSet<Code>, links: &Linked, question: u64) -> Failure {
        let missing = wanted.iter().filter(|code| !links.is_equal(code, question));
        let connected = links.parties();
        let state = |code| if connected.contains(code) { "connected, not equal yet" } else { "not connected" };
        let missing: Vec<String> = missing.map(|code| format!("{code} ({})", state(code))).collect();
        Failure::new(3, "not-equal", format!("within {seconds} seconds these did not come to hold the same: {}", missing.join(", ")))
    }
}

impl From<&HomeError> for Failure {
    fn from(error: &HomeError) -> Failure {
        let (exit, code) = match error {
            HomeError::NotAHome(_) => (2, "not-a-home"),
            HomeError::Taken(_) => (2, "taken"),
            HomeError::NoSuchCircle(_) => (2, "no-such-circle"),
            HomeError::WhichCircle(_) => (2, "which-circle"),
            HomeError::Malformed { .. } => (3, "malformed-home"),
            HomeError::File(_) | HomeError::Chance => (3, "file"),
            HomeError::Circle(error) => return Failure::from(error),
        };
        Failure::new(exit, code, chain(error))
    }
}

impl From<&FoundingError> for Failure {
    fn from(error: &FoundingError) -> Failure {
        let (exit, code) = match error {
            FoundingError::Home(error) => return Failure::from(error),
            FoundingError::Circle(error) => return Failure::from(error),
            FoundingError::File(_) => (3, "file"),
            FoundingError::Root(_) => (2, "root"),
            FoundingError::AnotherParty => (2, "another-party"),
            FoundingError::OwnFile => (2, "own-file"),
            FoundingError::NotNamed => (1, "not-named"),
            FoundingError::NotOfAParty(_) => (1, "not-of-a-party"),
            _ => (1, "founding"),
        };
        Failure::new(exit, code, chain(error))
    }
}

impl From<&CircleError> for Failure {
    fn from(error: &CircleError) -> Failure {
        let (exit, code) = match error {
            CircleError::Store(StoreError::InUse { .. }) => (3, "in-use"),
            CircleError::Store(_) => (3, "store"),
            CircleError::File(_) => (3, "file"),
            CircleError::Signer(_) => (2, "signer"),
            CircleError::NoSuchSigner(_) => (2, "no-such-signer"),
            CircleError::Sealed { why, .. } => match why {
                SealError::NotGiven => (1, "sealed"),
                SealError::Wrong => (1, "wrong-passphrase"),
                SealError::TooOften => (1, "too-many-passphrases"),
                SealError::NotAPassphrase => (2, "not-a-passphrase"),
                SealError::Already => (2, "sealed-already"),
                SealError::Node => (2, "node-key"),
                SealError::Malformed => (3, "malformed-key"),
                SealError::System => (3, "system"),
            },
            CircleError::Root(_) => (2, "root"),
            CircleError::Refused { refusal, .. } => (1, refusal.code()),
            CircleError::TurnedAway(why) => (1, why.code()),
            CircleError::NotAnAct(_) => (1, "not-an-act"),
            CircleError::Outrun { .. } => (1, "outrun"),
            CircleError::SignedElsewhere { .. } => (1, "signed-elsewhere"),
            CircleError::Renewing { .. } => (1, "renewing"),
            CircleError::NoSuchFeed(_) => (1, "no-such-feed"),
            CircleError::UnknownRules { .. } => (1, "unknown-rules"),
            CircleError::PartTooLarge(_) => (2, "part-too-large"),
            CircleError::Damaged { .. } => (3, "damaged"),
            CircleError::Note => (1, "note"),
        };
        let at = if let CircleError::Refused { at, .. } = error { at.clone() } else { None };
        Failure { at, ..Failure::new(exit, code, chain(error)) }
    }
}

/// An error and its causes in one line.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut at = error.source();
    while let Some(cause) = at {
        let cause_line = cause.to_string();
        if !line.ends_with(&cause_line) {
            line = format!("{line}: {cause_line}");
        }
        at = cause.source();
    }
    line
}
