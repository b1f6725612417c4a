//! A party's root keys: a directory on a machine that need not have a network.
//!
//! `inception.act` holds the party's first act; `key-N.secret` the root keys in force and `next-N.secret` those promised
//! for the rotation to come, one file each, so that each custodian can carry his own away. A secret is 32 bytes of chance
//! from which both halves of the key are made. No secret ever takes the place of another.
//!
//! A rotation needs every `next-N.secret`. It makes as many `after-N.secret`, which it promises, and then `after.promise`,
//! which says that an act may have been signed with that promise: from then on none of them may be missing. When the act is
//! in the record, `rotating` is written, and the keys move: `key-N` to `old-G-N`, where `G` counts from 1, `next-N` to
//! `key-N`, `after-N` to `next-N`. While `rotating` is there, not all have moved: it holds `G`, and on a line each the set,
//! the place and a hash of every secret that moves.

use std::io;
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
    keys: u8,
    threshold: u8,
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
    #[error("{0} holds root keys of a party already")]
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
    /// A rotation was not drawn up with the keys that lie here.
    #[error("the rotation does not bring the keys that were drawn up here, so nobody may hold those that it promises")]
    NotDrawnHere,
    /// Fewer keys lie here than are needed.
    #[error("{present} of the '{set}' root keys lie in {path}, and {needed} are needed")]
    TooFewKeys {
        /// Where.
        path: PathBuf,
        /// Of which set: that in force, that promised, or that promised anew.
        set: &'static str,
        /// How many are here.
        present: usize,
        /// How many there must be.
        needed: u8,
    },
}

impl Root {
    /// Makes a party: fresh root keys, the next ones, and its inception.
    ///
    /// # Errors
    /// [`RootError::Taken`] where an inception or any secret lies there, which is left as it was; the other [`RootError`]s.
    /// The inception is written last: without one, secrets are of no party.
    pub fn create(directory: &Path, party: NewParty) -> Result<Root, RootError> {
        let NewParty { name, keys, threshold, basis, claimed_at } = party;
        let path = directory.join("inception.act");
        if names(directory)?.iter().any(|name| name == "inception.act" || name.ends_with(".secret")) {
            return Err(RootError::Taken(directory.to_path_buf()));
        }
        name.check(alternat::text::Class::Name).map_err(|_| RootError::Name)?;
        if !(1..=ROOT_KEYS_MAX as u8).contains(&keys) || 2 * threshold <= keys || threshold > keys {
            return Err(RootError::Threshold { keys, threshold });
        }
        file::make_directory(directory)?;
        let fresh = |which| (0..keys).map(|place| fresh(directory, which, place)).collect::<Result<Vec<_>, _>>();
        let (now, next) = (fresh("key")?, fresh("next")?);
        let roots = Roots { keys: now.iter().map(public).collect(), threshold, next: promise(threshold, &next) };
        let body = bytes(&Inception { name, roots });
        let kind = Kind::Inception.tag();
        let payload = Act { feed: None, seq: 0, prev: None, seen: vec![], claimed_at, kind, body, parts: vec![], basis }.payload();
        let envelope = sign_by_root(&payload, &Id::ZERO, &now);
        file::create_new(&path, &envelope, Readers::Anyone)?;
        Ok(Root { directory: directory.to_path_buf(), inception: envelope, party: Id::of_payload(&payload), keys, threshold })
    }

    /// Opens the root that lies in a directory.
    ///
    /// # Errors
    /// [`RootError::File`], [`RootError::NotARoot`].
    pub fn open(directory: &Path) -> Result<Root, RootError> {
        let path = directory.join("inception.act");
        let inception = file::read_bounded(&path, limit::SMALL_FILE_BYTES_MAX)?;
        let not_a_root = |why| RootError::NotARoot { path: path.clone(), why };
        let (party, body) = inception_of(&inception).ok_or_else(|| not_a_root("its inception.act is none"))?;
        let (keys, threshold) = (body.roots.keys.len(), body.roots.threshold);
        if !(1..=ROOT_KEYS_MAX).contains(&keys) {
            return Err(not_a_root("its inception.act brings no keys, or too many"));
        }
        Ok(Root { directory: directory.to_path_buf(), inception, party, keys: keys as u8, threshold })
    }

    /// The party's id.
    pub fn party(&self) -> Id {
        self.party
    }

    /// How many root keys must sign.
    pub fn threshold(&self) -> u8 {
        self.threshold
    }

    /// The party's inception, as it is handed to others.
    pub fn inception(&self) -> &[u8] {
        &self.inception
    }

    /// Signs a payload for a mechanism with every root key that lies here; first completes a rotation that was cut short.
    ///
    /// # Errors
    /// [`RootError::TooFewKeys`], [`RootError::File`], [`RootError::NotARoot`].
    pub fn sign(&self, payload: &[u8], mechanism: &Id) -> Result<Vec<u8>, RootError> {
        self.settle()?;
        Ok(sign_by_root(payload, mechanism, &self.at_least(self.threshold, "key")?))
    }

    /// The keys that lie here, one at least, with which a custodian signs what others sign after him: those in force, or
    /// for a rotation those promised. First completes a rotation that was cut short.
    ///
    /// # Errors
    /// [`RootError::NotDrawnHere`] for a rotation that does not say what the keys that lie here say; the other
    /// [`RootError`]s.
    pub fn signing(&self, body: &Body) -> Result<Vec<RootKey>, RootError> {
        self.settle()?;
        match body {
            Body::Rotation(rotation) if self.drawn()?.is_some() => {
                let (drawn, promised) = self.rotation(rotation.cut)?;
                if drawn == **rotation { Ok(promised) } else { Err(RootError::NotDrawnHere) }
            }
            Body::Rotation(_) => Err(RootError::NotDrawnHere),
            _ => self.at_least(1, "key"),
        }
    }

    /// The body of the rotation that puts the promised keys in force and promises fresh ones; `cut` is the last act of the
    /// root's chain that counts.
    ///
    /// The promised keys sign it. It promises the same keys each time, until [`Root::rotated`] is called, which is done once
    /// the act is in the record. First completes a rotation that was cut short.
    ///
    /// # Errors
    /// [`RootError::TooFewKeys`] unless every promised key lies here, and every key that was promised anew before; then
    /// nothing was written. The other [`RootError`]s.
    pub fn rotation(&self, cut: Id) -> Result<(Rotation, Vec<RootKey>), RootError> {
        self.settle()?;
        let promised = self.at_least(self.keys, "next")?;
        let after = match self.drawn()? {
            Some(after) => after,
            None => {
                let lying = self.secrets("after")?;
                let complete = |(place, secret)| match secret {
                    Some(secret) => Ok(root_key(place, &secret)),
                    None => fresh(&self.directory, "after", place),
                };
                let after = (0..).zip(lying).map(complete).collect::<Result<Vec<_>, RootError>>()?;
                let text = format!("{}\n", promise(self.threshold, &after));
                file::create_new(&self.directory.join("after.promise"), text.as_bytes(), Readers::Owner)?;
                after
            }
        };
        let threshold = self.threshold;
        let roots = Roots { keys: promised.iter().map(public).collect(), threshold, next: promise(threshold, &after) };
        Ok((Rotation { roots, cut }, promised))
    }

    /// Puts the promised keys in the place of those in force, after a rotation.
    ///
    /// Does nothing where no rotation was drawn up, so that it may be called again.
    ///
    /// # Errors
    /// [`RootError::TooFewKeys`] unless the keys of the rotation all lie here; then nothing has moved. [`RootError::File`],
    /// [`RootError::NotARoot`]; then it may be called again.
    pub fn rotated(&self) -> Result<(), RootError> {
        if self.settle()? || self.drawn()?.is_none() {
            return Ok(());
        }
        self.at_least(self.keys, "next")?;
        let names = names(&self.directory)?;
        let taken = |generation: &u32| names.iter().any(|name| name.starts_with(&format!("old-{generation}-")));
        let mut lines = vec![(1..).find(|generation| !taken(generation)).unwrap_or(u32::MAX).to_string()];
        for (set, _) in MOVES {
            for (place, secret) in self.secrets(set)?.iter().enumerate() {
                lines.extend(secret.map(|secret| format!("{set} {place} {}", mark(&secret))));
            }
        }
        file::create_new(&self.directory.join("rotating"), (lines.join("\n") + "\n").as_bytes(), Readers::Owner)?;
        self.settle()?;
        Ok(())
    }

    /// Completes a rotation that was cut short after it was in the record; says whether there was one.
    ///
    /// # Errors
    /// [`RootError::File`], [`RootError::NotARoot`]; then it may be called again.
    pub fn settle(&self) -> Result<bool, RootError> {
        let path = self.directory.join("rotating");
        let Some(text) = read_if_there(&path)? else { return Ok(false) };
        let (generation, moving) =
            moving(&text).ok_or_else(|| RootError::NotARoot { path: path.clone(), why: "it is no list of moves" })?;
        for (set, to) in MOVES {
            for (_, place, hash) in moving.iter().filter(|(moving, ..)| *moving == set) {
                // One that has moved is no longer where it was: nothing lies there, or the secret that follows it.
                if self.secret(set, *place)?.is_none_or(|secret| mark(&secret) != *hash) {
                    continue;
                }
                let here = self.secret_path(set, *place);
                let there = match to {
                    "old" => self.secret_path(&format!("old-{generation}"), *place),
                    to => self.secret_path(to, *place),
                };
                if std::fs::symlink_metadata(&there).is_ok() {
                    return Err(RootError::NotARoot { path: there, why: "it lies where a key of a rotation is to be put" });
                }
                let failed = |source| FileError { doing: "rename", path: here.clone(), source };
                std::fs::rename(&here, &there).map_err(failed)?;
                file::sync_directory_of(&here)?;
            }
        }
        for done in [self.directory.join("after.promise"), path] {
            match std::fs::remove_file(&done) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(FileError { doing: "remove", path: done, source }.into());
                }
                _ => file::sync_directory_of(&done)?,
            }
        }
        Ok(true)
    }

    /// The keys that a rotation has promised anew, if one was drawn up.
    fn drawn(&self) -> Result<Option<Vec<RootKey>>, RootError> {
        let path = self.directory.join("after.promise");
        let Some(text) = read_if_there(&path)? else { return Ok(None) };
        let after = self.at_least(self.keys, "after")?;
        if text.trim() != promise(self.threshold, &after).to_string() {
            return Err(RootError::NotARoot { path, why: "the keys that lie beside it are not those that were promised" });
        }
        Ok(Some(after))
    }

    /// The keys of a set that lie here, of which so many are needed.
    fn at_least(&self, needed: u8, set: &'static str) -> Result<Vec<RootKey>, RootError> {
        let here = (0..).zip(self.secrets(set)?).filter_map(|(place, secret)| Some(root_key(place, &secret?)));
        let here: Vec<RootKey> = here.collect();
        match here.len() < usize::from(needed) {
            true => Err(RootError::TooFewKeys { path: self.directory.clone(), set, present: here.len(), needed }),
            false => Ok(here),
        }
    }

    /// The secrets of a set by their place; `None` for one that was carried away.
    fn secrets(&self, set: &str) -> Result<Vec<Option<[u8; 32]>>, RootError> {
        (0..self.keys).map(|place| self.secret(set, place)).collect()
    }

    fn secret(&self, set: &str, place: u8) -> Result<Option<[u8; 32]>, RootError> {
        let path = self.secret_path(set, place);
        let Some(text) = read_if_there(&path)? else { return Ok(None) };
        let secret = text.trim().parse::<Id>().map_err(|_| RootError::NotARoot { path, why: "a secret is 64 hexadecimal digits" })?;
        Ok(Some(secret.0))
    }

    fn secret_path(&self, set: &str, place: u8) -> PathBuf {
        self.directory.join(format!("{set}-{place}.secret"))
    }
}

/// From which set to which the secrets move in a rotation, in this order.
const MOVES: [(&str, &str); 3] = [("key", "old"), ("next", "key"), ("after", "next")];

/// The set and the place of a secret that moves, and its [`mark`].
type Move = (&'static str, u8, Id);

/// The generation and the moves that a `rotating` lists.
fn moving(text: &str) -> Option<(u32, Vec<Move>)> {
    let mut lines = text.lines();
    let generation = lines.next()?.parse().ok()?;
    let line = |line: &str| {
        let mut words = line.split(' ');
        let set = words.next()?;
        let (set, _) = MOVES.into_iter().find(|(known, _)| *known == set)?;
        Some((set, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
    };
    Some((generation, lines.map(line).collect::<Option<Vec<_>>>()?))
}

/// By what a secret that moves is known; it says nothing about its keys.
fn mark(secret: &[u8; 32]) -> Id {
    Id::of_bytes(&[&secret[..], b"alternat rotating"].concat())
}

/// The names in a directory; none where there is no directory.
fn names(directory: &Path) -> Result<Vec<String>, FileError> {
    let failed = |source| FileError { doing: "list", path: directory.to_path_buf(), source };
    let entries = match std::fs::read_dir(directory) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
        entries => entries.map_err(failed)?,
    };
    entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}

/// The text of a small file; `None` only where there is none.
fn read_if_there(path: &Path) -> Result<Option<String>, FileError> {
    match file::read_bounded(path, limit::SMALL_FILE_BYTES_MAX) {
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => Ok(Some(String::from_utf8_lossy(&read?).into_owned())),
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

fn fresh(directory: &Path, set: &str, place: u8) -> Result<RootKey, RootError> {
    let secret = chance()?;
    let path = directory.join(format!("{set}-{place}.secret"));
    file::create_new(&path, format!("{}\n", Id(secret)).as_bytes(), Readers::Owner)?;
    Ok(root_key(place, &secret))
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
