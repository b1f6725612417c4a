//! The signers of one circle whose keys lie in this home: persons by the name under which the home knows them, and the node.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use alternat::id::Id;
use alternat::key::Ed25519Bytes;
use serde::{Deserialize, Serialize};

use crate::file::{self, FileError, Readers};
use crate::limit;
use crate::root;
use crate::sealed::{Opened, SealError, Sealed};

/// The name under which a home knows its own node.
pub const NODE: &str = "node";

/// The keys of one circle that lie in this home.
#[derive(Debug)]
pub struct Signers {
    path: PathBuf,
    by_name: BTreeMap<String, Signer>,
}

/// One signer: the secret of the key, in the clear or sealed, and the feed that its accreditation opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    secret: Secret,
    /// The accreditation's id; none before the root has signed it.
    pub feed: Option<Id>,
    /// The secret that is to take the place of the other, once the root has accredited its key: of the node alone, whose
    /// keys are never sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next: Option<Id>,
}

/// A secret as it lies on the disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Secret {
    Clear(Id),
    Sealed(Sealed),
}

impl Signer {
    /// The keys that are to take the place of these; `None` where none were made.
    pub fn next(&self) -> Option<Opened> {
        self.next.map(|secret| Opened::of(secret.0))
    }

    /// The key by which others know the signer's acts.
    pub fn public(&self) -> Ed25519Bytes {
        match &self.secret {
            Secret::Clear(secret) => Opened::of(secret.0).key().public(),
            Secret::Sealed(sealed) => sealed.public,
        }
    }

    /// Whether the key needs a passphrase.
    pub fn is_sealed(&self) -> bool {
        matches!(self.secret, Secret::Sealed(_))
    }

    /// The signer's keys; a passphrase that none needs is not looked at.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn open(&self, passphrase: Option<&str>) -> Result<Opened, SealError> {
        match (&self.secret, passphrase) {
            (Secret::Clear(secret), _) => Ok(Opened::of(secret.0)),
            (Secret::Sealed(_), None) => Err(SealError::NotGiven),
            (Secret::Sealed(sealed), Some(passphrase)) => sealed.open(passphrase),
        }
    }
}

impl Signers {
    /// Reads the file of keys in a circle's directory; none if there is no file yet.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn open(directory: &Path) -> Result<Signers, FileError> {
        let path = directory.join("signers.json");
        if !path.exists() {
            return Ok(Signers { path, by_name: BTreeMap::new() });
        }
        let bytes = file::read_bounded(&path, limit::SMALL_FILE_BYTES_MAX)?;
        let by_name = serde_json::from_slice(&bytes).map_err(|source| FileError {
            doing: "read the signers in",
            path: path.clone(),
            source: std::io::Error::other(source),
        })?;
        Ok(Signers { path, by_name })
    }

    /// The signer of a name.
    pub fn get(&self, name: &str) -> Option<&Signer> {
        self.by_name.get(name)
    }

    /// All signers by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Signer)> {
        self.by_name.iter().map(|(name, signer)| (name.as_str(), signer))
    }

    /// Makes the key of a new signer, on the disk when this returns; the key of one that has no feed yet is kept.
    ///
    /// # Errors
    /// [`SignerError`].
    pub fn make(&mut self, name: &str) -> Result<Signer, SignerError> {
        self.make_from(name, root::chance().map_err(|_| SignerError::Chance)?, None)
    }

    /// Makes the key of a new signer from a secret, and writes it sealed only, where `sealed` is that secret's.
    ///
    /// # Errors
    /// [`SignerError`].
    pub fn make_from(&mut self, name: &str, secret: [u8; 32], sealed: Option<Sealed>) -> Result<Signer, SignerError> {
        let well_formed = (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !well_formed || self.by_name.len() >= limit::SIGNERS_MAX {
            return Err(SignerError::Name(name.to_string()));
        }
        match self.by_name.get(name) {
            Some(Signer { feed: Some(_), .. }) => return Err(SignerError::Taken(name.to_string())),
            Some(waiting) => return Ok(waiting.clone()),
            None => {}
        }
        let secret = sealed.map_or(Secret::Clear(Id(secret)), Secret::Sealed);
        let signer = Signer { secret, feed: None, next: None };
        let mut with = self.by_name.clone();
        with.insert(name.to_string(), signer.clone());
        self.write(with)?;
        Ok(signer)
    }

    /// Notes which feed a signer's accreditation opened.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn opened(&mut self, name: &str, feed: Id) -> Result<(), FileError> {
        let mut with = self.by_name.clone();
        if let Some(signer) = with.get_mut(name) {
            signer.feed = Some(feed);
        }
        self.write(with)
    }

    /// Makes the keys that are to take the place of a signer's, on the disk when this returns; those that wait are kept.
    ///
    /// # Errors
    /// [`SignerError::Chance`], [`SignerError::File`].
    pub fn make_next(&mut self, name: &str) -> Result<(), SignerError> {
        let mut with = self.by_name.clone();
        let Some(signer) = with.get_mut(name).filter(|signer| signer.next.is_none()) else { return Ok(()) };
        signer.next = Some(Id(root::chance().map_err(|_| SignerError::Chance)?));
        Ok(self.write(with)?)
    }

    /// Puts the keys that wait in the place of a signer's, with the feed that their accreditation opened.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn succeed(&mut self, name: &str, feed: Id) -> Result<(), FileError> {
        let mut with = self.by_name.clone();
        if let Some(signer) = with.get_mut(name)
            && let Some(secret) = signer.next
        {
            *signer = Signer { secret: Secret::Clear(secret), feed: Some(feed), next: None };
        }
        self.write(with)
    }

    /// Puts a sealed secret in the place of a signer's, on the disk when this returns, unless it is another key's.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn seal(&mut self, name: &str, sealed: Sealed) -> Result<(), FileError> {
        let mut with = self.by_name.clone();
        if let Some(signer) = with.get_mut(name).filter(|signer| signer.public() == sealed.public) {
            signer.secret = Secret::Sealed(sealed);
        }
        self.write(with)
    }

    /// Puts these in the place of the others, on the disk first.
    fn write(&mut self, by_name: BTreeMap<String, Signer>) -> Result<(), FileError> {
        let json = serde_json::to_vec_pretty(&by_name).unwrap_or_else(|_| unreachable!("names and ids are always JSON"));
        file::write_whole(&self.path, &json, Readers::Owner)?;
        self.by_name = by_name;
        Ok(())
    }
}

/// Why there is no such key.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The name is none.
    #[error("'{0}' is no name for a signer: up to 40 of a-z, 0-9 and -")]
    Name(String),
    /// A signer of this name has a feed already.
    #[error("this home has a signer '{0}' already; a feed is never opened twice with one key")]
    Taken(String),
    /// There was no chance to be had.
    #[error("the system gave no random bytes")]
    Chance,
    /// The file of keys failed.
    #[error(transparent)]
    File(#[from] FileError),
}
