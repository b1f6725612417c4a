//! A party's root keys: a directory on a machine that need not have a network.
//!
//! `inception.act` holds the party's first act; `key-N.secret` the root keys in force and `next-N.secret` those promised
//! for the rotation to come, one file each, so that each custodian can carry his own away. A secret is 32 bytes of chance
//! from which both halves of the key are made.

use std::path::{Path, PathBuf};

use alternat::act::Act;
use alternat::envelope::{Envelope, RootKey, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::{Body, Inception, Kind, RootPublic, Roots, Rotation, bytes};
use alternat::limit::ROOT_KEYS_MAX;
use alternat::words::{Basis, Words};

use crate::file::{self, FileError, Readers};
use crate::limit;

/// The root of a party, as it lies in a directory.
pub struct Root {
    directory: PathBuf,
    inception: Vec<u8>,
    party: Id,
}

/// What a party is made of.
pub struct NewParty {
    /// The name that it gives itself.
    pub name: Words,
    /// How many root keys it has.
    pub keys: u8,
    /// How many of them must sign.
    pub threshold: u8,
    /// In a demonstration: what the party's first act rests on.
    pub basis: Option<Basis>,
    /// Milliseconds since the Unix epoch.
    pub claimed_at: u64,
}

/// Why root keys could not be made or used.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// A file failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// There was no chance to be had.
    #[error("the system gave no random bytes")]
    Chance,
    /// The directory holds a root already.
    #[error("{0} holds the root of a party already")]
    Taken(PathBuf),
    /// What lies there is no root.
    #[error("{path} holds no root of a party: {why}")]
    NotARoot {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        why: &'static str,
    },
    /// Keys and threshold do not go together.
    #[error("{keys} keys of which {threshold} must sign: there may be 1 to {ROOT_KEYS_MAX}, and more than half must sign")]
    Threshold {
        /// How many keys.
        keys: u8,
        /// How many must sign.
        threshold: u8,
    },
    /// The name breaks the rules for names.
    #[error("the party's name is refused: use letters that are shown, on one line, in language tags such as en or ar")]
    Name,
    /// Fewer keys lie here than must sign.
    #[error("{present} of the root keys lie in {path}, and {threshold} must sign")]
    TooFewKeys {
        /// Where.
        path: PathBuf,
        /// How many are here.
        present: usize,
        /// How many must sign.
        threshold: u8,
    },
}

impl Root {
    /// Makes a party: fresh root keys, the next ones, and its inception.
    ///
    /// # Errors
    /// [`RootError`]; nothing is left half made, because the inception is written last.
    pub fn create(directory: &Path, party: NewParty) -> Result<Root, RootError> {
        let NewParty { name, keys, threshold, basis, claimed_at } = party;
        let path = directory.join("inception.act");
        if path.exists() {
            return Err(RootError::Taken(directory.to_path_buf()));
        }
        name.check(alternat::text::Class::Name).map_err(|_| RootError::Name)?;
        if !(1..=ROOT_KEYS_MAX as u8).contains(&keys) || 2 * threshold <= keys || threshold > keys {
            return Err(RootError::Threshold { keys, threshold });
        }
        file::make_directory(directory)?;
        let now = fresh(directory, "key", keys)?;
        let next = fresh(directory, "next", keys)?;
        let roots = Roots { keys: now.iter().map(public).collect(), threshold, next: promise(threshold, &next) };
        let body = bytes(&Inception { name, roots });
        let kind = Kind::Inception.tag();
        let payload = Act { feed: None, seq: 0, prev: None, seen: vec![], claimed_at, kind, body, parts: vec![], basis }.payload();
        let envelope = sign_by_root(&payload, &Id::ZERO, &now);
        file::write_whole(&path, &envelope, Readers::Anyone)?;
        Ok(Root { directory: directory.to_path_buf(), inception: envelope, party: Id::of_payload(&payload) })
    }

    /// Opens the root that lies in a directory.
    ///
    /// # Errors
    /// [`RootError::File`], [`RootError::NotARoot`].
    pub fn open(directory: &Path) -> Result<Root, RootError> {
        let path = directory.join("inception.act");
        let inception = file::read_bounded(&path, limit::SMALL_FILE_BYTES_MAX)?;
        let (party, _) = inception_of(&inception).ok_or(RootError::NotARoot { path, why: "its inception.act is none" })?;
        Ok(Root { directory: directory.to_path_buf(), inception, party })
    }

    /// The party's id.
    pub fn party(&self) -> Id {
        self.party
    }

    /// The party's inception, as it is handed to others.
    pub fn inception(&self) -> &[u8] {
        &self.inception
    }

    /// Signs a payload for a mechanism with every root key that lies here.
    ///
    /// # Errors
    /// [`RootError::TooFewKeys`], [`RootError::File`], [`RootError::NotARoot`].
    pub fn sign(&self, payload: &[u8], mechanism: &Id) -> Result<Vec<u8>, RootError> {
        let keys = self.keys("key")?;
        let threshold = match inception_of(&self.inception) {
            Some((_, inception)) => inception.roots.threshold,
            None => 1,
        };
        if keys.len() < usize::from(threshold) {
            return Err(RootError::TooFewKeys { path: self.directory.clone(), present: keys.len(), threshold });
        }
        Ok(sign_by_root(payload, mechanism, &keys))
    }

    /// The body of the rotation that puts the promised keys in force and promises fresh ones; `cut` is the last act of the
    /// root's chain that counts.
    ///
    /// The promised keys sign it. Call [`Root::rotated`] once the act is in the record.
    ///
    /// # Errors
    /// [`RootError`].
    pub fn rotation(&self, cut: Id) -> Result<(Rotation, Vec<RootKey>), RootError> {
        let promised = self.keys("next")?;
        let threshold = inception_of(&self.inception).map_or(1, |(_, inception)| inception.roots.threshold);
        let after = match self.keys("after") {
            Ok(keys) if !keys.is_empty() => keys,
            _ => fresh(&self.directory, "after", promised.len() as u8)?,
        };
        let roots = Roots { keys: promised.iter().map(public).collect(), threshold, next: promise(threshold, &after) };
        Ok((Rotation { roots, cut }, promised))
    }

    /// Puts the promised keys in the place of those in force, after a rotation.
    ///
    /// # Errors
    /// [`RootError::File`]. It may be called again.
    pub fn rotated(&self) -> Result<(), RootError> {
        for (from, to) in [("key", "old"), ("next", "key"), ("after", "next")] {
            for place in 0..ROOT_KEYS_MAX as u8 {
                let here = self.secret_path(from, place);
                if here.exists() {
                    let failed = |source| FileError { doing: "rename", path: here.clone(), source };
                    std::fs::rename(&here, self.secret_path(to, place)).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    fn secret_path(&self, which: &str, place: u8) -> PathBuf {
        self.directory.join(format!("{which}-{place}.secret"))
    }

    fn keys(&self, which: &str) -> Result<Vec<RootKey>, RootError> {
        let mut keys = Vec::new();
        for place in 0..ROOT_KEYS_MAX as u8 {
            let path = self.secret_path(which, place);
            if path.exists() {
                let text = file::read_bounded(&path, limit::SMALL_FILE_BYTES_MAX)?;
                let seed = std::str::from_utf8(&text).ok().and_then(|text| text.trim().parse::<Id>().ok());
                let seed = seed.ok_or(RootError::NotARoot { path, why: "a secret is 64 hexadecimal digits" })?;
                keys.push(root_key(place, &seed.0));
            }
        }
        Ok(keys)
    }
}

/// The id and the body of an inception in an envelope; `None` where it is none. Its signatures are not verified here.
pub fn inception_of(envelope: &[u8]) -> Option<(Id, Inception)> {
    let read = Envelope::read(envelope).ok()?;
    let act = Act::read(read.payload).ok()?;
    match Kind::of_tag(act.kind).and_then(|kind| Body::read(kind, &act.body))? {
        Body::Inception(body) => Some((read.id(), *body)),
        _ => None,
    }
}

/// 32 bytes of chance.
///
/// # Errors
/// [`RootError::Chance`].
pub fn chance() -> Result<[u8; 32], RootError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| RootError::Chance)?;
    Ok(seed)
}

fn fresh(directory: &Path, which: &str, count: u8) -> Result<Vec<RootKey>, RootError> {
    let make = |place| {
        let seed = chance()?;
        let path = directory.join(format!("{which}-{place}.secret"));
        file::write_whole(&path, format!("{}\n", Id(seed)).as_bytes(), Readers::Owner)?;
        Ok(root_key(place, &seed))
    };
    (0..count).map(make).collect()
}

fn root_key(place: u8, seed: &[u8; 32]) -> RootKey {
    RootKey { place, ed25519: ActKey::from_seed(seed), ml_dsa: seal_key(seed) }
}

/// The ML-DSA half of a secret: made from a hash of it, so that neither half says anything about the other.
pub(crate) fn seal_key(secret: &[u8; 32]) -> SealKey {
    SealKey::from_seed(&Id::of_bytes(&[&secret[..], b"alternat ml-dsa-44"].concat()).0)
}

fn public(key: &RootKey) -> RootPublic {
    RootPublic { ed25519: key.ed25519.public(), ml_dsa: key.ml_dsa.public() }
}

fn promise(threshold: u8, keys: &[RootKey]) -> Id {
    Roots::promise(threshold, &keys.iter().map(public).collect::<Vec<_>>())
}
