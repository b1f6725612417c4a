//! Accreditation: a root opens the feed of a person or of a node.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Power};
use crate::act::Act;
use crate::graph::Ix;
use crate::key::{Ed25519Bytes, MlDsa44Bytes};
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Day, Words, check_day};

/// The body of an accreditation. Its id is the id of the feed that it opens.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Accreditation {
    /// The key that signs the feed.
    #[n(0)]
    pub key: Ed25519Bytes,
    /// Whose feed it is.
    #[n(1)]
    pub holder: Holder,
    /// What the signer may do; empty for a node.
    #[n(2)]
    pub may: Vec<Power>,
    /// What needs a second signer of the same party.
    #[n(3)]
    pub second_signer_for: Vec<Power>,
    /// Until when the party means it to last: a promise shown to readers, not a lock.
    #[n(4)]
    pub until: Option<Day>,
    /// What only a node has.
    #[n(5)]
    pub node: Option<NodeKeys>,
    /// Whether the holder may found and join circles for the party.
    #[n(6)]
    pub may_found: bool,
}

/// Who holds a feed.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The person's name, or the office's; of a node, its place.
    #[n(0)]
    pub name: Words,
    /// The title, in the languages that the party gives it in.
    #[n(1)]
    pub title: Option<Words>,
}

/// The keys of a node beside that of its feed.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct NodeKeys {
    /// The key of its connections (RFC 7250).
    #[n(0)]
    pub transport: Ed25519Bytes,
    /// The Ed25519 key of its cosignatures.
    #[n(1)]
    pub seal_ed25519: Ed25519Bytes,
    /// The ML-DSA-44 key of its cosignatures.
    #[n(2)]
    pub seal_ml_dsa: MlDsa44Bytes,
    /// The recipient of sealed files in a pouch, in age's text form.
    #[n(3)]
    pub pouch: Option<String>,
}

impl Matter for Accreditation {
    const KIND: Kind = Kind::Accreditation;

    fn shape(&self) -> Result<(), Refused> {
        self.holder.name.check(Class::Name).at("holder.name")?;
        self.holder.title.iter().try_for_each(|title| title.check(Class::Title)).at("holder.title")?;
        check_day(&self.until).at("until")?;
        if let Some(pouch) = self.node.as_ref().and_then(|node| node.pouch.as_ref())
            && !(pouch.len() <= 2100 && pouch.bytes().all(|b| b.is_ascii_alphanumeric()))
        {
            return Err(Refusal::BodyMalformed.at("node.pouch"));
        }
        if self.node.is_some() && (!self.may.is_empty() || self.may_found) {
            return Err(Refusal::TermsContradict.at(if self.may_found { "may_found" } else { "may" }));
        }
        Ok(())
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let own = window.party.ok_or(Refusal::NotAParty)?;
        match self.shares_a_key(window) {
            Some(other) => Err(Refusal::AlreadyDone.at("key").naming(&window.ground.id(other))),
            None => Ok(Change::about([own])),
        }
    }
}

impl Accreditation {
    /// The accreditation that stands in this past and has a key of this one, if one does: one key signs one feed, and cosigns
    /// under one name. A node keeps the key of its connections.
    fn shares_a_key(&self, window: &Window) -> Option<Ix> {
        let mut others = window.inceptions().into_iter().flat_map(|inception| window.filed_standing(inception, Kind::Accreditation));
        others.find(|ix| {
            let other = window.ground.body::<Accreditation>(*ix);
            other.is_some_and(|other| {
                let ml_dsa = |body: &Accreditation| body.node.as_ref().map(|node| node.seal_ml_dsa.clone());
                let shares = self.signs().iter().any(|key| other.signs().contains(key));
                shares || self.node.is_some() && ml_dsa(self) == ml_dsa(other)
            })
        })
    }

    /// The Ed25519 keys that sign acts or cosign.
    fn signs(&self) -> Vec<Ed25519Bytes> {
        [Some(self.key), self.node.as_ref().map(|node| node.seal_ed25519)].into_iter().flatten().collect()
    }
}
