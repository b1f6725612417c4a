//! Inception: a party's first act. It names the root keys, and its id is the party's for good.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::key::{Ed25519Bytes, MlDsa44Bytes};
use crate::limit;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of an inception.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Inception {
    /// The name that the party gives itself. Nobody vouches for it: whose keys these are is known only from outside.
    #[n(0)]
    pub name: Words,
    /// The root keys and how many must sign.
    #[n(1)]
    pub roots: Roots,
}

/// A set of root keys: who may sign, how many must, and what the next set's hash is.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Roots {
    /// One to [`limit::ROOT_KEYS_MAX`] keys.
    #[n(0)]
    pub keys: Vec<RootPublic>,
    /// How many of them must sign: more than half.
    #[n(1)]
    pub threshold: u8,
    /// [`Roots::promise`] of the next set, which only a rotation reveals.
    #[n(2)]
    pub next: Id,
}

/// One root key, both halves.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct RootPublic {
    /// The Ed25519 half.
    #[n(0)]
    pub ed25519: Ed25519Bytes,
    /// The ML-DSA-44 half.
    #[n(1)]
    pub ml_dsa: MlDsa44Bytes,
}

impl Roots {
    /// Whether there are one to [`limit::ROOT_KEYS_MAX`] keys, none twice, and the threshold is more than half and no more
    /// than all.
    pub fn are_sound(&self) -> bool {
        let count = self.keys.len();
        let threshold = usize::from(self.threshold);
        let distinct = self.keys.iter().enumerate().all(|(i, key)| {
            self.keys[..i].iter().all(|other| other.ed25519 != key.ed25519 && other.ml_dsa != key.ml_dsa)
        });
        (1..=limit::ROOT_KEYS_MAX).contains(&count) && 2 * threshold > count && threshold <= count && distinct
    }

    /// What the set before promises of this one: SHA-256 of the CBOR array of threshold and keys.
    pub fn promise(threshold: u8, keys: &[RootPublic]) -> Id {
        Id::of_bytes(&super::bytes(&(threshold, keys)))
    }
}

impl Matter for Inception {
    const KIND: Kind = Kind::Inception;

    fn shape(&self) -> Result<(), Refused> {
        self.name.check(Class::Name).at("name")
    }

    fn judge(&self, _: &Act, _: &Window) -> Result<Change, Refused> {
        match self.roots.are_sound() {
            true => Ok(Change::default()),
            false => Err(Refusal::TermsContradict.at("roots")),
        }
    }
}
