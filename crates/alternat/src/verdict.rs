//! The verdict: what verifying an original has found, as codes and numbers. Sentences are made of it above.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::id::Id;
use crate::kind::Demonstration;
use crate::limit;
use crate::words::{Code, Words};

/// What verifying an original has found.
///
/// Where it is not `verified`, the other members say what could be read before or beside the problems, and prove nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Verdict {
    /// Whether the original is whole: no problem was found.
    pub verified: bool,
    /// Whether the verifier knows all who signed.
    pub signers: Signers,
    /// The mechanism, by the id of its charter.
    pub mechanism: Option<Id>,
    /// What the mechanism's charter calls it.
    pub calls_itself: Option<Words>,
    /// Whether, and how, the whole is a demonstration.
    pub demonstration: Option<Demonstration>,
    /// Who wrote the file, by its own unsigned word.
    pub exporter: Option<Code>,
    /// How many acts there are.
    pub acts: u64,
    /// How many of them are refused: judged, kept and without effect.
    pub refused: u64,
    /// How many of them are of a kind that this software does not know.
    pub unknown: u64,
    /// How many detached parts are here.
    pub parts: u64,
    /// How many detached parts are listed and not here.
    pub parts_absent: u64,
    /// The root of the tree over all acts in canonical order (RFC 9162).
    pub root: Option<Id>,
    /// The hash of the state that all acts fold to.
    pub state_hash: Option<Id>,
    /// The final seals, each after the one before.
    pub seals: Vec<SealLine>,
    /// How many acts no final seal holds.
    pub unsealed: u64,
    /// The parties, in the order of the charter, then every other inception that is here.
    pub parties: Vec<PartyLine>,
    /// By code: the fingerprint of the inception that stands for the party, to be compared by people.
    pub fingerprints: BTreeMap<Code, String>,
    /// What a reader should know of a whole original.
    pub warnings: Vec<Warning>,
    /// Why the original is not whole: the first [`limit::PROBLEMS_MAX`], in the order of the file.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those.
    pub problems_more: u64,
}

impl Verdict {
    /// The inceptions in the file that the verifier has not pinned.
    pub fn unpinned(&self) -> impl Iterator<Item = &PartyLine> {
        self.parties.iter().filter(|party| party.acts > 0 && party.known_as.is_none())
    }
}

/// Whether the verifier knows all who signed, from outside the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Signers {
    /// Of one at least, the verifier knows only what it calls itself.
    #[default]
    Unidentified,
    /// Every inception in the file is pinned.
    Pinned,
}

/// One inception: a party, the former root of a party, or a stranger.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PartyLine {
    /// The code of the party in this mechanism; absent for a stranger.
    pub code: Option<Code>,
    /// Whether the verifier has pinned it. Where he has not, its names say nothing of who it is.
    pub identified: bool,
    /// What the charter calls the party; nobody vouches for that but the charter's founder.
    pub name: Option<Words>,
    /// What the inception calls itself; nobody vouches for that.
    pub calls_itself: Option<Words>,
    /// The inception: what a verifier pins.
    pub inception: Id,
    /// The inception as people compare it: eight groups of five digits.
    pub fingerprint: String,
    /// Whether the inception stands for the party now, or did before another was recognised, or never did.
    pub standing: InceptionStanding,
    /// Whether the party has acceded.
    pub acceded: bool,
    /// How many acts of the file are signed under this inception, itself included.
    pub acts: u64,
    /// The name by which the verifier knows it; absent where it is not pinned.
    pub known_as: Option<String>,
}

/// What an inception is to its mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InceptionStanding {
    /// It stands for a party.
    Current,
    /// It stood for a party until a decision recognised another.
    Replaced,
    /// It stands for no party.
    Stranger,
}

/// One final seal.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SealLine {
    /// The proposal.
    pub proposal: Id,
    /// How many acts it holds.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Id,
    /// The hash of the state that they fold to.
    pub state_hash: Id,
    /// Always true: a proposal that is not final seals nothing, and is not listed.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The parties that agreed.
    pub agreed_by: Vec<Code>,
    /// The parties whose nodes have cosigned.
    pub cosigned_by: Vec<CosignerLine>,
}

/// The cosignatures of one party on one seal: when the last was made, in seconds since the Unix epoch, by its own clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CosignerLine {
    /// The party.
    pub party: Code,
    /// By Ed25519.
    pub ed25519_at: Option<u64>,
    /// By ML-DSA-44.
    pub ml_dsa_44_at: Option<u64>,
}

/// What a reader should know of an original that is whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Warning {
    /// No seal is final: acts may have been left out, and nobody could see it.
    NothingSealed {
        /// How many acts there are.
        acts: u64,
    },
    /// Acts after the last final seal are signed and not sealed: such acts may have been left out, and nobody could see it.
    Unsealed {
        /// How many there are.
        acts: u64,
    },
    /// Listed parts are not here; what they hold cannot be read from this file.
    PartsAbsent {
        /// How many.
        parts: u64,
    },
    /// Acts are of kinds that this software does not know.
    UnknownKinds {
        /// How many acts.
        acts: u64,
    },
    /// Signers have signed two acts of one number.
    Forked {
        /// How many feeds.
        feeds: u64,
    },
    /// Inceptions stand for no party.
    Strangers {
        /// How many.
        inceptions: u64,
    },
    /// A final seal has both cosignatures of fewer parties than made it final: they are made later, or were left out.
    FewCosignatures {
        /// The size of the seal.
        size: u64,
        /// How many parties have cosigned, by both keys.
        cosigned: u64,
        /// How many agreements made it final.
        needed: u64,
    },
    /// A cosignature is by a node whose accreditation counts no more, and so is not counted.
    CosignerMarked {
        /// The size of the seal.
        size: u64,
        /// The accreditation.
        accreditation: Id,
    },
    /// A second seal has its quorum in the place of a final one: more than a third of the roster agreed to both.
    RivalSeal {
        /// The proposal that is passed over.
        proposal: Id,
    },
}

/// The codes of problems, but for those of the record's door ([`crate::record::TurnedAway::code`]).
pub const PROBLEM_CODES: &[&str] = &[
    // The shape of the file ([`crate::original::Fault`]).
    "not-an-original",
    "cut-short",
    "wrong-item",
    "wrong-head",
    "item-too-large",
    "bad-utf8",
    "counts-differ",
    "hash-differs",
    "trailing-bytes",
    // Acts and parts.
    "doubled-act",
    "part-not-listed",
    "part-differs",
    "part-missing",
    // The whole.
    "no-charter",
    "unknown-rules",
    "unknown-exporter",
    "out-of-order",
    "seal-root-differs",
    "seal-state-differs",
    // Notes.
    "note-shape",
    "note-of-no-seal",
    "note-out-of-order",
    "cosignature-out-of-order",
    "unknown-cosigner",
    "bad-cosignature",
];

/// Why an original is not whole: what, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Problem {
    /// Where.
    pub at: Place,
    /// What: a code that never changes. spec/original.md lists them.
    pub code: &'static str,
    /// What exactly, for those who look into the bytes.
    pub detail: String,
}

/// A place in an original; absent where the whole is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Place {
    /// The byte at which the item begins, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// The act, counted from 0 in the order of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<u64>,
}

/// Problems as they are found, in any order: the first are kept, the others counted.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: BTreeSet<Problem>,
    more: u64,
}

impl Problems {
    pub fn add(&mut self, at: Place, code: &'static str, detail: impl ToString) {
        self.kept.insert(Problem { at, code, detail: detail.to_string() });
        if self.kept.len() > limit::PROBLEMS_MAX {
            self.kept.pop_last();
            self.more += 1;
        }
    }

    /// Takes in those that were found elsewhere.
    pub fn join(&mut self, other: Problems) {
        self.more += other.more;
        other.kept.into_iter().for_each(|Problem { at, code, detail }| self.add(at, code, detail));
    }

    pub fn into_verdict(self, verdict: &mut Verdict) {
        verdict.verified = self.kept.is_empty();
        verdict.problems = self.kept.into_iter().collect();
        verdict.problems_more = self.more;
    }
}
