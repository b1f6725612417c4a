//! A sheet: an act for a party's root, carried as a file to where the root keys lie, and back.
//!
//! It holds the payload, the mechanism for which it is signed, and the signatures so far: each custodian adds those of his
//! keys. It says nothing about what the act says, so it cannot lie about that: whoever shows a sheet reads the payload.

use std::path::Path;

use alternat::act::Act;
use alternat::envelope::{Envelope, ML_DSA_BYTES, RootSignature, Signatures, sign_by_root, signed_by_roots};
use alternat::id::Id;
use alternat::kind::{Body, Kind};
use alternat::limit::ROOT_KEYS_MAX;
use serde::{Deserialize, Serialize};

use crate::file::{self, FileError, Readers};
use crate::limit;
use crate::request::Blob;
use crate::root::{Root, RootError};

/// An act for a party's root, and who has signed it so far.
#[derive(Clone, Debug)]
pub struct Sheet {
    written: Written,
    act: Act,
    body: Body,
}

/// A sheet as it stands in its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    mechanism: Id,
    payload: Blob,
    signatures: Vec<Pair>,
}

/// What one root key has signed, in ascending order of place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    place: u8,
    ed25519: Blob,
    ml_dsa: Blob,
}

/// Why a sheet was not read or not signed.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A file failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// The root keys are missing, or do not go with it.
    #[error(transparent)]
    Root(#[from] RootError),
    /// The bytes are no sheet.
    #[error("it is no sheet for a root to sign: {0}")]
    NotASheet(String),
    /// It is for another party's root.
    #[error("the act is in the chain of {chain}, and these are the root keys of {party}")]
    AnotherParty {
        /// The party in whose chain the act is.
        chain: Id,
        /// The party whose keys lie here.
        party: Id,
    },
}

impl Sheet {
    /// A sheet that nobody has signed.
    ///
    /// # Errors
    /// [`SheetError::NotASheet`] for bytes that are no act of a root in a circle that is there already.
    pub fn new(mechanism: Id, payload: Vec<u8>) -> Result<Sheet, SheetError> {
        Written { mechanism, payload: Blob(payload), signatures: vec![] }.opened()
    }

    /// Reads a sheet's file.
    ///
    /// # Errors
    /// [`SheetError::File`], [`SheetError::NotASheet`].
    pub fn read(path: &Path) -> Result<Sheet, SheetError> {
        Sheet::of_bytes(&file::read_bounded(path, limit::SMALL_FILE_BYTES_MAX)?)
    }

    /// Reads a sheet's bytes. Its signatures are not verified here: the node does so when it records the act.
    ///
    /// # Errors
    /// [`SheetError::NotASheet`].
    pub fn of_bytes(bytes: &[u8]) -> Result<Sheet, SheetError> {
        serde_json::from_slice::<Written>(bytes).map_err(not_a_sheet)?.opened()
    }

    /// The sheet's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&self.written).unwrap_or_else(|_| unreachable!("ids, numbers and bytes are always JSON"))
    }

    /// Writes a sheet where no file lies yet.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn create(&self, path: &Path) -> Result<(), FileError> {
        file::create_new(path, &self.bytes(), Readers::Anyone)
    }

    /// Writes a sheet that was signed, also in the place of the one that was read.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn write(&self, path: &Path) -> Result<(), FileError> {
        file::write_whole(path, &self.bytes(), Readers::Anyone)
    }

    /// Signs with every key of a root that lies in its directory; what the same keys signed before is replaced.
    ///
    /// # Errors
    /// [`SheetError::AnotherParty`], [`SheetError::Root`]; then the sheet is as it was.
    pub fn sign(&mut self, root: &Root) -> Result<(), SheetError> {
        if self.chain() != root.party() {
            return Err(SheetError::AnotherParty { chain: self.chain(), party: root.party() });
        }
        let keys = root.signing(&self.body)?;
        let signed = sign_by_root(self.payload(), &self.written.mechanism, &keys);
        let read = Envelope::read(&signed).map_err(not_a_sheet)?;
        let Signatures::Root(fresh) = read.signatures else { return Ok(()) };
        let mut pairs = std::mem::take(&mut self.written.signatures);
        pairs.retain(|pair| fresh.iter().all(|fresh| fresh.place != pair.place));
        pairs.extend(fresh.iter().map(|fresh| Pair {
            place: fresh.place,
            ed25519: Blob(fresh.ed25519.to_vec()),
            ml_dsa: Blob(fresh.ml_dsa.to_vec()),
        }));
        pairs.sort_by_key(|pair| pair.place);
        self.written.signatures = pairs;
        Ok(())
    }

    /// The envelope with the signatures so far; `None` where nobody has signed.
    pub fn envelope(&self) -> Option<Vec<u8>> {
        let pairs = self.written.signatures.iter().map(Pair::signature).collect::<Option<Vec<_>>>()?;
        (!pairs.is_empty()).then(|| signed_by_roots(self.payload(), &pairs))
    }

    /// The places of the root keys that have signed.
    pub fn signed_by(&self) -> Vec<u8> {
        self.written.signatures.iter().map(|pair| pair.place).collect()
    }

    /// The act.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// What the act says.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The act's id.
    pub fn id(&self) -> Id {
        Id::of_payload(self.payload())
    }

    /// The circle for which it is signed.
    pub fn mechanism(&self) -> Id {
        self.written.mechanism
    }

    /// The party whose root signs: the act is in its own chain.
    pub fn chain(&self) -> Id {
        self.act.feed.unwrap_or_else(|| self.id())
    }

    fn payload(&self) -> &[u8] {
        &self.written.payload.0
    }
}

impl Written {
    /// The sheet, if everything in it is what it should be: nothing is signed that cannot be shown.
    fn opened(self) -> Result<Sheet, SheetError> {
        let wrong = |why: &str| Err(SheetError::NotASheet(why.into()));
        let act = Act::read(&self.payload.0).map_err(not_a_sheet)?;
        let Some(kind) = Kind::of_tag(act.kind) else { return wrong("the act is of a kind that this program does not know") };
        if !kind.by_root() {
            return wrong("the act is of a kind that no root signs");
        }
        if act.feed.is_none() || kind == Kind::Charter || self.mechanism == Id::ZERO {
            return wrong("a party or a circle is made with the root keys at hand");
        }
        let Some(body) = Body::read(kind, &act.body) else { return wrong("the body of the act cannot be read") };
        if self.signatures.len() > ROOT_KEYS_MAX || !self.signatures.is_sorted_by(|one, next| one.place < next.place) {
            return wrong("the signatures are too many, or not in order");
        }
        match self.signatures.iter().all(|pair| pair.signature().is_some()) {
            true => Ok(Sheet { written: self, act, body }),
            false => wrong("a signature has another length than it must"),
        }
    }
}

impl Pair {
    /// The two signatures; `None` where their lengths are others.
    fn signature(&self) -> Option<RootSignature<'_>> {
        let ed25519: &[u8; 64] = self.ed25519.0.as_slice().try_into().ok()?;
        let ml_dsa: &[u8; ML_DSA_BYTES] = self.ml_dsa.0.as_slice().try_into().ok()?;
        Some(RootSignature { place: self.place, ed25519, ml_dsa })
    }
}

fn not_a_sheet(why: impl std::fmt::Display) -> SheetError {
    SheetError::NotASheet(why.to_string())
}
