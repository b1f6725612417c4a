//! The kinds of act: one file each, found by its tag.
//!
//! Tags are written down in spec/acts.md, assigned in groups, never derived from an order of declaration, never reused.
//! A tag that has no row in [`kinds!`] below is unknown to the rules of version 1: such acts are kept, relayed, counted
//! and said aloud.

use crate::act::Act;
use crate::json::{self, NotABody};
use crate::place::Refused;
use crate::window::Window;

/// What making a standing act changes: under which acts it is filed. Filing cannot fail and overwrites nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The places of the acts that this one is about.
    pub about: Vec<crate::graph::Ix>,
}

impl Change {
    /// Files the act under these.
    pub fn about(about: impl IntoIterator<Item = crate::graph::Ix>) -> Change {
        Change { about: about.into_iter().collect() }
    }
}

/// A kind of act: the shape of its body and the rule that judges it.
pub trait Matter {
    /// The kind.
    const KIND: Kind;

    /// Judges what the body alone can show: lengths, codes, days, and the characters of its texts.
    ///
    /// # Errors
    /// [`Refusal::BodyMalformed`](crate::refusal::Refusal::BodyMalformed), [`Refusal::TextRefused`](crate::refusal::Refusal::TextRefused).
    fn shape(&self) -> Result<(), Refused> {
        Ok(())
    }

    /// Judges an act of this kind by what lies in its own past and nothing else.
    ///
    /// Shape, hand, accreditation, permission and force of the charter have been judged before.
    ///
    /// # Errors
    /// The first [`Refusal`](crate::refusal::Refusal) that applies, and the field that is at fault.
    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused>;
}

/// Whose hand signs a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A party's root keys.
    Root,
    /// A person, by an accreditation.
    Person,
    /// A party's node, by an accreditation of its own.
    Node,
    /// A person or a node.
    Either,
}

/// What an accreditation lets a person do; every kind that persons sign belongs to one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    minicbor::Encode,
    minicbor::Decode,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// Statements, texts, annexes, sources, accounts, receipts, transcriptions.
    #[n(1)]
    Speak,
    /// Positions on decisions, objections and their withdrawal; credentials and their examination.
    #[n(2)]
    Represent,
    /// Convening, opening, agenda, putting, closing, numbering, commitments noted, hand-over, assumption.
    #[n(3)]
    Preside,
    /// Reports on the party's own commitments, acknowledgement and dispute of others'.
    #[n(4)]
    Report,
    /// Seal proposals.
    #[n(5)]
    Seal,
    /// Clearing, as second signer, what another signer of the party is about to sign.
    #[n(6)]
    Clear,
}

macro_rules! kinds {
    ($($tag:literal $name:literal $kind:ident $module:ident $hand:ident $power:ident;)*) => {
        $(pub mod $module;)*
        $(pub use $module::$kind;)*

        /// The kinds that the rules of version 1 know.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(
                #[doc = concat!("`", $name, "`")]
                $kind,
            )*
        }

        impl Kind {
            /// All of them, in order of their tags.
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// The tag in the payload.
            pub fn tag(self) -> u16 {
                match self { $(Kind::$kind => $tag,)* }
            }

            /// The kind with a tag.
            pub fn of_tag(tag: u16) -> Option<Kind> {
                match tag { $($tag => Some(Kind::$kind),)* _ => None }
            }

            /// The name by which the command and JSON know the kind.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }

            /// The kind with a name.
            pub fn of_name(name: &str) -> Option<Kind> {
                match name { $($name => Some(Kind::$kind),)* _ => None }
            }

            /// Whose hand signs it.
            pub fn hand(self) -> Hand {
                match self { $(Kind::$kind => Hand::$hand,)* }
            }

            /// What a person must be let do to sign it.
            pub fn power(self) -> Power {
                match self { $(Kind::$kind => Power::$power,)* }
            }

            /// The JSON Schema of the body.
            pub fn schema(self) -> schemars::Schema {
                match self { $(Kind::$kind => schemars::schema_for!($kind),)* }
            }

            /// A body from JSON, as CBOR.
            ///
            /// # Errors
            /// What is wrong, and in which field.
            pub fn body_from_json(self, json: &serde_json::Value) -> Result<Vec<u8>, NotABody> {
                match self { $(Kind::$kind => json::read::<$kind>(json).map(|body| bytes(&body)),)* }
            }
        }

        /// A body, read.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        pub enum Body {
            $(
                #[doc = concat!("The body of `", $name, "`.")]
                $kind(Box<$kind>),
            )*
        }

        impl Body {
            /// Reads the body of a kind; `None` where it is not of the kind's shape, to the byte.
            ///
            /// A body is read only if writing it again gives the same bytes: so an unknown key, a missing one and a second
            /// way to say the same are all refused.
            pub fn read(kind: Kind, body: &[u8]) -> Option<Body> {
                match kind { $(Kind::$kind => exact::<$kind>(body).map(|body| Body::$kind(Box::new(body))),)* }
            }

            /// The kind.
            pub fn kind(&self) -> Kind {
                match self { $(Body::$kind(_) => Kind::$kind,)* }
            }

            /// The body as JSON.
            pub fn json(&self) -> serde_json::Value {
                match self { $(Body::$kind(body) => serde_json::to_value(body).unwrap_or_default(),)* }
            }

            pub(crate) fn shape(&self) -> Result<(), Refused> {
                match self { $(Body::$kind(body) => body.shape(),)* }
            }

            pub(crate) fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
                match self { $(Body::$kind(body) => body.judge(act, window),)* }
            }
        }

        $(
            impl<'a> TryFrom<&'a Body> for &'a $kind {
                type Error = ();
                fn try_from(body: &'a Body) -> Result<Self, ()> {
                    match body { Body::$kind(body) => Ok(body), _ => Err(()) }
                }
            }
        )*
    };
}

kinds! {
    // Identity: 1–19.
    1 "inception" Inception inception Root Speak;
    2 "accreditation" Accreditation accreditation Root Speak;
    3 "revocation" Revocation revocation Root Speak;
    4 "rotation" Rotation rotation Root Speak;
    5 "recognition" Recognition recognition Person Represent;
    6 "fork-proof" ForkProof fork_proof Either Speak;
    7 "fork-resolution" ForkResolution fork_resolution Root Speak;
    8 "clearance" Clearance clearance Person Clear;
    // The mechanism: 20–39.
    20 "charter" Charter charter Root Speak;
    21 "accession" Accession accession Root Speak;
    // What is at hand: 40–59.
    40 "sighting" Sighting sighting Either Speak;
    41 "delivery" Delivery delivery Node Speak;
    43 "receipt" Receipt receipt Person Speak;
    44 "transcription" Transcription transcription Person Speak;
    45 "witness" Witness witness Person Speak;
    // Sessions: 60–79.
    60 "convening" Convening convening Person Preside;
    61 "credentials" Credentials credentials Person Represent;
    62 "examination" Examination examination Person Represent;
    63 "opening" Opening opening Person Preside;
    64 "agenda" Agenda agenda Person Preside;
    66 "statement" Statement statement Person Speak;
    68 "closing" Closing closing Person Preside;
    // Texts and papers: 80–99.
    80 "text" Text tabled_text Person Speak;
    87 "annex" Annex annex Person Speak;
    88 "source" Source source Person Speak;
    89 "account" Account account Person Speak;
    // Decisions: 100–119.
    100 "put" Put put Person Preside;
    101 "position" Position position Person Represent;
    102 "objection" Objection objection Person Represent;
    103 "withdrawal" Withdrawal withdrawal Person Represent;
    104 "close" Close close Person Preside;
    106 "number" Number number Person Preside;
    // Commitments: 120–139.
    120 "commitment" Commitment commitment Person Preside;
    121 "report" Report report Person Report;
    122 "acknowledgement" Acknowledgement acknowledgement Person Report;
    123 "dispute" Dispute dispute Person Report;
    // The chair: 140–159.
    140 "handover" Handover handover Person Preside;
    141 "assumption" Assumption assumption Person Preside;
    // Seals: 160–179.
    160 "seal-proposal" SealProposal seal_proposal Person Seal;
    161 "seal-agreement" SealAgreement seal_agreement Node Speak;
}

pub use accreditation::{Holder, NodeKeys};
pub use charter::{DecisionRules, Demonstration, Nonce, Order, Organ, Party, RULES, Rule};
pub use close::Outcome;
pub use commitment::{CommitmentKind, Due};
pub use credentials::{Delegate, Form, IssuerOffice, Level, Role};
pub use examination::Finding;
pub use handover::Counter;
pub use inception::{RootPublic, Roots};
pub use position::Stance;
pub use put::Method;
pub use report::ReportStatus;
pub use seal_proposal::Ruling;
pub use statement::StatementForm;

impl Kind {
    /// Whether root keys sign the kind, so that its body may be larger.
    pub fn by_root(self) -> bool {
        self.hand() == Hand::Root
    }
}

/// A body as deterministic CBOR.
pub fn bytes<T: minicbor::Encode<()>>(body: &T) -> Vec<u8> {
    minicbor::to_vec(body).unwrap_or_else(|_| unreachable!("a vector takes every byte"))
}

/// What these bytes say, if saying it again gives the same bytes.
pub(crate) fn exact<T: Clone + minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()>>(body: &[u8]) -> Option<T> {
    let read = minicbor::decode::<T>(body).ok()?;
    // The lists of what was read have room to grow, and those of a copy have none: bodies stay as long as the record.
    (bytes(&read) == body).then(|| read.clone())
}
