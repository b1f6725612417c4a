//! The envelope: a payload and its signatures, as COSE of two fixed shapes (RFC 9052).
//!
//! Persons and nodes sign a COSE_Sign1; roots sign a COSE_Sign with k of m pairs of signatures, each pair Ed25519 and
//! ML-DSA-44 by the same root key. Headers are fixed to the byte, so there is nothing in them to read.

use crate::id::Id;
use crate::key::{ActKey, ActPublic, SealKey, SealPublic};
use crate::limit;

/// An envelope, read but not yet verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The bytes that are signed and hashed.
    pub payload: &'a [u8],
    /// The signatures over them.
    pub signatures: Signatures<'a>,
}

/// The signatures of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signatures<'a> {
    /// One, by the key of an accreditation.
    Signer(&'a [u8; 64]),
    /// Those of root keys, in ascending order of the key's place in the list, each place once.
    Root(Vec<RootSignature<'a>>),
}

/// What one root key signed: twice, with both of its halves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootSignature<'a> {
    /// The key's place in the list of root keys, from 0.
    pub place: u8,
    /// The Ed25519 signature.
    pub ed25519: &'a [u8; 64],
    /// The ML-DSA-44 signature.
    pub ml_dsa: &'a [u8; ML_DSA_BYTES],
}

/// Bytes of an ML-DSA-44 signature (FIPS 204).
pub const ML_DSA_BYTES: usize = 2420;

/// Why bytes are no envelope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the envelope is not of the fixed shape at byte {at}: {what}")]
pub struct NotAnEnvelope {
    /// Where, from 0.
    pub at: usize,
    /// What was expected there.
    pub what: &'static str,
}

const SIGNER_HEAD: [u8; 6] = [0x84, 0x43, 0xA1, 0x01, 0x32, 0xA0];
const ROOT_HEAD: [u8; 3] = [0x84, 0x40, 0xA0];

fn ed25519_header(place: u8) -> [u8; 6] {
    [0xA2, 0x01, 0x32, 0x04, 0x41, place]
}

fn ml_dsa_header(place: u8) -> [u8; 7] {
    [0xA2, 0x01, 0x38, 0x2F, 0x04, 0x41, place]
}

impl<'a> Envelope<'a> {
    /// Reads an envelope that fills `bytes` exactly.
    ///
    /// # Errors
    /// [`NotAnEnvelope`] where a byte differs from the fixed shape, or the whole is too long. How long a payload may be is
    /// for the gate to say.
    ///
    /// # Source
    /// spec/act.md, "The envelope"; RFC 9052 sections 4.1 and 4.2.
    pub fn read(bytes: &'a [u8]) -> Result<Envelope<'a>, NotAnEnvelope> {
        if bytes.len() > limit::ENVELOPE_BYTES_MAX {
            return Err(NotAnEnvelope { at: 0, what: "fewer bytes in all" });
        }
        let mut reader = Reader { bytes, at: 0 };
        let envelope = if bytes.starts_with(&SIGNER_HEAD) {
            reader.at = SIGNER_HEAD.len();
            let payload = reader.string("a payload")?;
            Envelope { payload, signatures: Signatures::Signer(reader.sized("an Ed25519 signature of 64 bytes")?) }
        } else {
            reader.fixed(&ROOT_HEAD, "the header of COSE_Sign1 with alg -19, or of COSE_Sign")?;
            let payload = reader.string("a payload")?;
            Envelope { payload, signatures: Signatures::Root(reader.root_signatures()?) }
        };
        if reader.at != bytes.len() {
            return Err(reader.not("the end"));
        }
        Ok(envelope)
    }

    /// The id of the act inside.
    pub fn id(&self) -> Id {
        Id::of_payload(self.payload)
    }
}

/// Signs a payload with the key of an accreditation, for one mechanism, and gives the envelope's bytes.
pub fn sign(payload: &[u8], mechanism: &Id, key: &ActKey) -> Vec<u8> {
    let signature = key.sign(&signer_message(payload, mechanism));
    let mut out = Vec::with_capacity(payload.len() + 80);
    out.extend_from_slice(&SIGNER_HEAD);
    push_string(&mut out, payload);
    push_string(&mut out, &signature);
    out
}

/// One root key: its place in the list and both its halves.
pub struct RootKey {
    /// The place in the list of root keys, from 0.
    pub place: u8,
    /// The Ed25519 half.
    pub ed25519: ActKey,
    /// The ML-DSA-44 half.
    pub ml_dsa: SealKey,
}

/// Signs a payload with root keys, in ascending order of place, and gives the envelope's bytes.
pub fn sign_by_root(payload: &[u8], mechanism: &Id, keys: &[RootKey]) -> Vec<u8> {
    let pair = |key: &RootKey| {
        let classical = root_message(payload, mechanism, &ed25519_header(key.place));
        let quantum = root_message(payload, mechanism, &ml_dsa_header(key.place));
        (key.place, key.ed25519.sign(&classical), key.ml_dsa.sign(&quantum))
    };
    let pairs: Vec<_> = keys.iter().map(pair).collect();
    let signatures: Vec<_> = pairs.iter().map(|(place, ed25519, ml_dsa)| RootSignature { place: *place, ed25519, ml_dsa }).collect();
    signed_by_roots(payload, &signatures)
}

/// The bytes of an envelope with these signatures of root keys, made one by one elsewhere, in ascending order of place.
pub fn signed_by_roots(payload: &[u8], signatures: &[RootSignature]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len() + signatures.len() * 2600 + 16);
    out.extend_from_slice(&ROOT_HEAD);
    push_string(&mut out, payload);
    out.push(0x80 | (2 * signatures.len()) as u8);
    for signature in signatures {
        push_signature(&mut out, &ed25519_header(signature.place), signature.ed25519);
        push_signature(&mut out, &ml_dsa_header(signature.place), signature.ml_dsa);
    }
    out
}

/// Whether `key` made this signature over `payload` for `mechanism`.
pub fn signed_by(payload: &[u8], mechanism: &Id, signature: &[u8; 64], key: &ActPublic) -> bool {
    key.verify(&signer_message(payload, mechanism), signature).is_ok()
}

/// Whether one root key made both signatures of a pair.
pub fn signed_by_root(payload: &[u8], mechanism: &Id, signature: &RootSignature, ed25519: &ActPublic, ml_dsa: &SealPublic) -> bool {
    let classical = root_message(payload, mechanism, &ed25519_header(signature.place));
    let quantum = root_message(payload, mechanism, &ml_dsa_header(signature.place));
    ed25519.verify(&classical, signature.ed25519).is_ok() && ml_dsa.verify(&quantum, signature.ml_dsa).is_ok()
}

/// The Sig_structure of a COSE_Sign1 (RFC 9052 section 4.4), the mechanism's id as `external_aad`.
fn signer_message(payload: &[u8], mechanism: &Id) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len() + 64);
    out.extend_from_slice(&[0x84, 0x6A]);
    out.extend_from_slice(b"Signature1");
    push_string(&mut out, &[0xA1, 0x01, 0x32]);
    push_string(&mut out, &mechanism.0);
    push_string(&mut out, payload);
    out
}

/// The Sig_structure of one signature of a COSE_Sign.
fn root_message(payload: &[u8], mechanism: &Id, header: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len() + 64);
    out.extend_from_slice(&[0x85, 0x69]);
    out.extend_from_slice(b"Signature");
    push_string(&mut out, &[]);
    push_string(&mut out, header);
    push_string(&mut out, &mechanism.0);
    push_string(&mut out, payload);
    out
}

fn push_string(out: &mut Vec<u8>, bytes: &[u8]) {
    match bytes.len() {
        n @ 0..=23 => out.push(0x40 | n as u8),
        n @ 24..=255 => out.extend_from_slice(&[0x58, n as u8]),
        n => {
            out.push(0x59);
            out.extend_from_slice(&(n as u16).to_be_bytes());
        }
    }
    out.extend_from_slice(bytes);
}

fn push_signature(out: &mut Vec<u8>, header: &[u8], signature: &[u8]) {
    out.push(0x83);
    push_string(out, header);
    out.push(0xA0);
    push_string(out, signature);
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn not(&self, what: &'static str) -> NotAnEnvelope {
        NotAnEnvelope { at: self.at, what }
    }

    fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], NotAnEnvelope> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len()).ok_or(self.not(what))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn fixed(&mut self, expected: &[u8], what: &'static str) -> Result<(), NotAnEnvelope> {
        let start = self.at;
        if self.take(expected.len(), what)? != expected {
            return Err(NotAnEnvelope { at: start, what });
        }
        Ok(())
    }

    /// A byte string whose length is in shortest form.
    fn string(&mut self, what: &'static str) -> Result<&'a [u8], NotAnEnvelope> {
        let start = self.at;
        let wrong = NotAnEnvelope { at: start, what };
        let length = match self.take(1, what)?[0] {
            first @ 0x40..=0x57 => (first & 0x1F) as usize,
            0x58 => match self.take(1, what)?[0] {
                0..=23 => return Err(NotAnEnvelope { at: start + 1, what: "a length in shortest form" }),
                length => length as usize,
            },
            0x59 => match self.take(2, what)? {
                [0, _] => return Err(NotAnEnvelope { at: start + 1, what: "a length in shortest form" }),
                pair => usize::from(u16::from_be_bytes([pair[0], pair[1]])),
            },
            _ => return Err(wrong),
        };
        self.take(length, what)
    }

    fn sized<const N: usize>(&mut self, what: &'static str) -> Result<&'a [u8; N], NotAnEnvelope> {
        let start = self.at;
        self.string(what)?.try_into().map_err(|_| NotAnEnvelope { at: start, what })
    }

    fn root_signatures(&mut self) -> Result<Vec<RootSignature<'a>>, NotAnEnvelope> {
        let start = self.at;
        let count = match self.take(1, "a list of signatures")?[0] {
            first @ 0x82..=0x8E if first % 2 == 0 => usize::from(first & 0x1F) / 2,
            _ => return Err(NotAnEnvelope { at: start, what: "one to seven pairs of signatures" }),
        };
        let mut signatures: Vec<RootSignature> = Vec::with_capacity(count);
        for _ in 0..count {
            let before = self.at;
            self.fixed(&[0x83, 0x46, 0xA2, 0x01, 0x32, 0x04, 0x41], "an Ed25519 signature's header")?;
            let place = self.take(1, "a root key's place")?[0];
            self.fixed(&[0xA0], "no unprotected header")?;
            let ed25519 = self.sized("an Ed25519 signature of 64 bytes")?;
            self.fixed(&[0x83, 0x47, 0xA2, 0x01, 0x38, 0x2F, 0x04, 0x41, place, 0xA0], "the ML-DSA-44 signature of the same key")?;
            let ml_dsa = self.sized("an ML-DSA-44 signature of 2420 bytes")?;
            if signatures.last().is_some_and(|last| last.place >= place) {
                return Err(NotAnEnvelope { at: before, what: "a later place than the signature before" });
            }
            signatures.push(RootSignature { place, ed25519, ml_dsa });
        }
        Ok(signatures)
    }
}
