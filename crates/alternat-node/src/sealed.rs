//! A person's key, sealed with a passphrase: what lies on the disk opens only to somebody who knows it.
//!
//! The passphrase becomes a key by argon2id, and that key seals the secret with AES-256-GCM. The public key lies beside it in
//! the clear, and the seal holds for that key alone. A disk that is copied may be tried for ever, so each try is made dear; a
//! running node lets a signer be tried a few times a minute ([`Tries`]).

use std::collections::BTreeMap;

use alternat::id::Id;
use alternat::key::{ActKey, Ed25519Bytes, SealKey};
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::limit;
use crate::root;

/// A secret under a passphrase, as it lies on the disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The key that the secret signs with.
    pub public: Ed25519Bytes,
    /// What argon2id mixes in: another for each sealing.
    salt: Id,
    memory_kib: u32,
    rounds: u32,
    /// The sealed secret and its tag, in Base64; the nonce is zero, for each key that seals, seals once.
    sealed: String,
}

/// Why a key was not opened or sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There was no passphrase, and it needs one.
    #[error("the key is sealed with a passphrase, and none was given")]
    NotGiven,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the key")]
    Wrong,
    /// It was tried too often.
    #[error("too many wrong passphrases for this key within a minute")]
    TooOften,
    /// What is to seal it is too short, or too long.
    #[error("a passphrase has at least {} characters and at most {} bytes", limit::PASSPHRASE_CHARS_LEAST, limit::PASSPHRASE_BYTES_MAX)]
    NotAPassphrase,
    /// What lies on the disk is no sealed key.
    #[error("what lies on the disk is no sealed key")]
    Malformed,
    /// The key is sealed already.
    #[error("the key is sealed already")]
    Already,
    /// The node's own key is never sealed.
    #[error("the node's own key is not sealed: it signs while nobody is there")]
    Node,
    /// There was no chance, or no memory, to be had.
    #[error("the system gave no random bytes, or no memory")]
    System,
}

/// A secret in the clear, and the keys that come from it; forgotten when it is dropped.
pub struct Opened(Zeroizing<[u8; 32]>);

impl Opened {
    /// The keys of a secret.
    pub fn of(secret: [u8; 32]) -> Opened {
        Opened(Zeroizing::new(secret))
    }

    /// The key that signs the feed.
    pub fn key(&self) -> ActKey {
        ActKey::from_seed(&self.0)
    }

    /// The Ed25519 key of a node's cosignatures: another than that of its feed.
    pub fn seal_ed25519(&self) -> ActKey {
        ActKey::from_seed(&Id::of_bytes(&[&self.0[..], b"alternat seal"].concat()).0)
    }

    /// The ML-DSA-44 key of a node's cosignatures.
    pub fn seal_ml_dsa(&self) -> SealKey {
        root::seal_key(&self.0)
    }

    /// Seals the secret with a passphrase; takes a noticeable time and [`limit::PASSPHRASE_KIB`] of memory.
    ///
    /// # Errors
    /// [`SealError::NotAPassphrase`], [`SealError::System`].
    pub fn seal(&self, passphrase: &str) -> Result<Sealed, SealError> {
        judge(passphrase)?;
        let salt = Id(root::chance().map_err(|_| SealError::System)?);
        let (memory_kib, rounds) = (limit::PASSPHRASE_KIB, limit::PASSPHRASE_ROUNDS);
        let cipher = cipher(passphrase, &salt, memory_kib, rounds)?;
        let public = self.key().public();
        let mut bytes = self.0.to_vec();
        cipher.seal_in_place_append_tag(no_nonce(), Aad::from(public.0), &mut bytes).map_err(|_| SealError::System)?;
        Ok(Sealed { public, salt, memory_kib, rounds, sealed: STANDARD.encode(bytes) })
    }
}

impl Sealed {
    /// Opens the secret; takes as long as sealing it did.
    ///
    /// # Errors
    /// [`SealError::Wrong`], [`SealError::Malformed`], [`SealError::System`].
    pub fn open(&self, passphrase: &str) -> Result<Opened, SealError> {
        if passphrase.len() > limit::PASSPHRASE_BYTES_MAX {
            return Err(SealError::Wrong);
        }
        // A file that asks for more than we ever ask for was not written here.
        if self.memory_kib > limit::PASSPHRASE_KIB_MAX || self.rounds > limit::PASSPHRASE_ROUNDS_MAX {
            return Err(SealError::Malformed);
        }
        let mut bytes = Zeroizing::new(STANDARD.decode(&self.sealed).map_err(|_| SealError::Malformed)?);
        let cipher = cipher(passphrase, &self.salt, self.memory_kib, self.rounds)?;
        let secret = cipher.open_in_place(no_nonce(), Aad::from(self.public.0), &mut bytes).map_err(|_| SealError::Wrong)?;
        let opened = Opened::of((&*secret).try_into().map_err(|_| SealError::Malformed)?);
        if opened.key().public() == self.public { Ok(opened) } else { Err(SealError::Malformed) }
    }
}

/// Whether this may become a passphrase.
fn judge(passphrase: &str) -> Result<(), SealError> {
    let fits = passphrase.chars().count() >= limit::PASSPHRASE_CHARS_LEAST && passphrase.len() <= limit::PASSPHRASE_BYTES_MAX;
    if fits { Ok(()) } else { Err(SealError::NotAPassphrase) }
}

fn cipher(passphrase: &str, salt: &Id, memory_kib: u32, rounds: u32) -> Result<LessSafeKey, SealError> {
    // Keyboards write one letter in several ways, and what was typed on one must open on another (NIST SP 800-63B, NFKC).
    let passphrase = Zeroizing::new(passphrase.nfkc().collect::<String>());
    let params = Params::new(memory_kib, rounds, 1, Some(32)).map_err(|_| SealError::Malformed)?;
    let mut key = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), &salt.0, &mut *key).map_err(|_| SealError::System)?;
    UnboundKey::new(&AES_256_GCM, &*key).map(LessSafeKey::new).map_err(|_| SealError::System)
}

/// The nonce of a key that seals one secret once.
fn no_nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

/// How often each signer's passphrase was tried of late: wrong ones within a minute are few, whoever gives them.
///
/// A try counts before it is made, so that many at once are not more; the right one forgets those before it. Only signers
/// that the home has are counted, so there are never more than it may have.
#[derive(Debug, Default)]
pub struct Tries(BTreeMap<String, Vec<u64>>);

impl Tries {
    /// Counts a try at a moment, in milliseconds; whether it may be made.
    pub fn may(&mut self, signer: &str, at: u64) -> bool {
        let tries = self.0.entry(signer.to_string()).or_default();
        tries.retain(|tried| at.saturating_sub(*tried) < limit::PASSPHRASE_TRIES_MS && *tried <= at);
        let may = tries.len() < limit::PASSPHRASE_TRIES_MAX;
        if may {
            tries.push(at);
        }
        may
    }

    /// The passphrase was right.
    pub fn right(&mut self, signer: &str) {
        self.0.remove(signer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "three rivers, one delta";

    #[test]
    fn a_sealed_key_opens_to_its_passphrase_and_to_no_other() {
        let opened = Opened::of([7; 32]);
        let sealed = opened.seal(PASSPHRASE).unwrap();
        assert_eq!(sealed.public, opened.key().public());
        let written = serde_json::to_string(&sealed).unwrap();
        assert!(!written.contains(&Id([7; 32]).to_string()), "{written}");
        let read: Sealed = serde_json::from_str(&written).unwrap();
        assert_eq!(read.open(PASSPHRASE).unwrap().key().public(), opened.key().public());
        for wrong in ["", "three rivers, one delt", "Three rivers, one delta", &"x".repeat(limit::PASSPHRASE_BYTES_MAX + 1)] {
            assert_eq!(read.open(wrong).err(), Some(SealError::Wrong), "{wrong:?}");
        }
        // The seal holds for its key alone.
        let moved = Sealed { public: Opened::of([8; 32]).key().public(), ..read.clone() };
        assert_eq!(moved.open(PASSPHRASE).err(), Some(SealError::Wrong));
        let dear = Sealed { memory_kib: limit::PASSPHRASE_KIB_MAX + 1, ..read };
        assert_eq!(dear.open(PASSPHRASE).err(), Some(SealError::Malformed));
    }

    #[test]
    fn a_passphrase_is_the_same_however_a_keyboard_writes_it() {
        let sealed = Opened::of([7; 32]).seal("la rivi\u{e8}re et le d\u{e9}lta").unwrap();
        assert!(sealed.open("la rivie\u{300}re et le de\u{301}lta").is_ok());
    }

    #[test]
    fn a_passphrase_is_neither_short_nor_endless() {
        let opened = Opened::of([7; 32]);
        let (least, most) = (limit::PASSPHRASE_CHARS_LEAST, limit::PASSPHRASE_BYTES_MAX);
        for (length, fits) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
            assert_eq!(opened.seal(&"x".repeat(length)).is_ok(), fits, "{length}");
        }
    }

    #[test]
    fn a_signer_is_tried_a_few_times_a_minute() {
        let (mut tries, most) = (Tries::default(), limit::PASSPHRASE_TRIES_MAX);
        for at in 0..most as u64 {
            assert!(tries.may("head", at), "{at}");
        }
        assert!(!tries.may("head", limit::PASSPHRASE_TRIES_MS - 1));
        assert!(tries.may("clerk", 0), "another signer is not held up");
        assert!(tries.may("head", limit::PASSPHRASE_TRIES_MS), "the first is a minute ago");
        assert!(!tries.may("head", limit::PASSPHRASE_TRIES_MS));
        tries.right("head");
        assert!(tries.may("head", limit::PASSPHRASE_TRIES_MS));
    }
}
