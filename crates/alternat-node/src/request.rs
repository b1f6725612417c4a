//! What the command asks of a home, whether a node is running there or not.
//!
//! A running node has its circles' stores to itself, so the command speaks to it over a socket in the home's directory;
//! where none is running, the command opens the home and answers itself. Both roads end in [`crate::node::Node::answer`].

use std::net::SocketAddr;

use alternat::id::Id;
use alternat::key::{Ed25519Bytes, MlDsa44Bytes};
use alternat::words::{Basis, Code};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::founding::Invitation;

/// A request about one circle.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// The circle, by the beginning of its id; the only one of the home, where none is named.
    pub mechanism: Option<String>,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Sign an act by a signer whose key is here, and record it.
    Sign {
        /// The signer, by the name under which the home knows him.
        signer: String,
        /// What he says.
        writing: Writing,
        /// What opens the signer's key, where it is sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passphrase: Option<String>,
    },
    /// Say whether an act would stand if a signer signed it now; nothing is signed, and nothing is recorded.
    Rehearse {
        /// The signer, by the name under which the home knows him.
        signer: String,
        /// What he would say.
        writing: Writing,
    },
    /// The payload that a party's root is to sign.
    Draw {
        /// What it says.
        writing: Writing,
    },
    /// Record an own act that was signed elsewhere; a signer whose key it accredits may sign from then on.
    Record {
        /// The envelope.
        #[serde(with = "base64_bytes")]
        envelope: Vec<u8>,
        /// Its detached parts.
        parts: Vec<Blob>,
    },
    /// Make the key of a new signer.
    MakeSigner {
        /// The name under which the home is to know him.
        signer: String,
        /// What is to seal the key; none to keep it in the clear.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passphrase: Option<String>,
    },
    /// Seal a signer's key with a passphrase, or with another one.
    Seal {
        /// The signer.
        signer: String,
        /// What opens the key now; none where it is in the clear.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passphrase: Option<String>,
        /// What is to open it from now on.
        new: String,
    },
    /// The signers whose keys are here.
    Signers,
    /// Acts in order of arrival, at most [`crate::limit::ACTS_PER_ANSWER`].
    Acts {
        /// The position behind which to begin; 0 for the first.
        behind: u64,
    },
    /// The notes.
    Notes,
    /// A detached part.
    Part {
        /// Its SHA-256.
        sha256: Id,
    },
    /// Set where another party's node is.
    Peer {
        /// The party.
        code: Code,
        /// Where; none to forget it.
        address: Option<SocketAddr>,
    },
    /// Take up a circle that was founded or joined in this home beside the running node.
    Adopt,
    /// Take in what another party answered to an invitation, all of it or nothing.
    Welcome {
        /// The answer.
        answer: Invitation,
    },
    /// Wait until something holds.
    Wait {
        /// These acts are here.
        holds: Vec<Id>,
        /// The last proposal is final and every party has agreed to it and cosigned it.
        sealed: bool,
        /// For how long, in seconds.
        seconds: u64,
    },
    /// Exchange with another party's node until both have said, each after this was asked, that they hold the same.
    Sync {
        /// The party; every party whose address is known, where none is named.
        code: Option<Code>,
        /// For how long, in seconds.
        seconds: u64,
    },
    /// What the node is doing.
    Status,
}

/// An act as its author writes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Writing {
    /// The kind, by name.
    pub kind: String,
    /// The body; fields that follow from the record may be left out.
    pub body: Value,
    /// Detached parts.
    pub parts: Vec<Blob>,
    /// In a demonstration: what the act rests on.
    pub basis: Option<Basis>,
    /// Milliseconds since the Unix epoch; the node's clock, where the author says nothing.
    pub claimed_at: Option<u64>,
}

/// Bytes, in base64.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Blob(#[serde(with = "base64_bytes")] pub Vec<u8>);

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The act is recorded, on the disk, and may leave.
    Recorded {
        /// Its id.
        id: Id,
    },
    /// The act would stand if it were signed now.
    Rehearsed {
        /// The body, with the fields that follow from the record filled in.
        body: Value,
        /// The payload that would be signed, but for the time, which is that of this answer.
        #[serde(with = "base64_bytes")]
        payload: Vec<u8>,
        /// The id that this payload has.
        id: Id,
    },
    /// A payload to be signed for a mechanism.
    Payload {
        /// The payload.
        #[serde(with = "base64_bytes")]
        payload: Vec<u8>,
        /// The mechanism, or 32 zero bytes.
        signed_for: Id,
    },
    /// The public keys of a signer.
    Keys {
        /// The key of the feed.
        key: Ed25519Bytes,
        /// Of a node: the key of its connections.
        transport: Ed25519Bytes,
        /// Of a node: the Ed25519 key of its cosignatures.
        seal_ed25519: Ed25519Bytes,
        /// Of a node: the ML-DSA-44 key of its cosignatures.
        seal_ml_dsa: MlDsa44Bytes,
    },
    /// The signers, by name, with their feeds.
    Signers {
        /// Name and feed; none where the root has not signed yet.
        signers: Vec<(String, Option<Id>)>,
    },
    /// Acts in order of arrival.
    Acts {
        /// The circle.
        mechanism: Id,
        /// The envelopes.
        envelopes: Vec<Blob>,
        /// The position of the last.
        last: u64,
        /// Whether there are more.
        more: bool,
    },
    /// The notes.
    Notes {
        /// In order of arrival.
        notes: Vec<Blob>,
    },
    /// A part; none, where it is not here.
    Part {
        /// Its bytes.
        part: Option<Blob>,
    },
    /// What the node is doing.
    Status {
        /// The circle.
        mechanism: Id,
        /// Where it listens; none, where it is not running.
        listening: Option<SocketAddr>,
        /// Acts on the disk.
        acts: u64,
        /// Parties whose nodes are connected now.
        connected: Vec<Code>,
        /// What a person must look at.
        alarms: Vec<String>,
        /// What happened lately that should not.
        warnings: Vec<String>,
        /// Own acts that were recorded after all, though their authors may have been told otherwise.
        recorded_after_all: Vec<Id>,
    },
    /// Done.
    Done,
    /// Not done.
    Failed(Failure),
}

mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD as BASE64;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&BASE64.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(d)?;
        BASE64.decode(text).map_err(serde::de::Error::custom)
    }
}
