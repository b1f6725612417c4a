//! Keys: Ed25519 and ML-DSA-44, made from seeds, signing and strictly verified.
//!
//! There is no chance in here: whoever makes a key brings 32 bytes. Signatures are verified one by one and strictly;
//! batch verification is never used, because its verdict depends on the companions in the batch.

use std::fmt;

use ml_dsa::{EncodedSignature, EncodedVerifyingKey, MlDsa44};

/// Bytes of an Ed25519 public key.
const ED25519_PUBLIC_BYTES: usize = 32;
/// Bytes of an ML-DSA-44 public key.
const ML_DSA_PUBLIC_BYTES: usize = 1312;

/// A secret Ed25519 key.
pub struct ActKey(ed25519_dalek::SigningKey);

impl ActKey {
    /// The key of a seed.
    ///
    /// # Source
    /// RFC 8032 section 5.1.5.
    pub fn from_seed(seed: &[u8; 32]) -> ActKey {
        ActKey(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> Ed25519Bytes {
        Ed25519Bytes(self.0.verifying_key().to_bytes())
    }

    /// Signs; the same message always gets the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        use ed25519_dalek::Signer;
        self.0.sign(message).to_bytes()
    }
}

/// A secret ML-DSA-44 key.
pub struct SealKey(ml_dsa::SigningKey<MlDsa44>);

impl SealKey {
    /// The key of a seed.
    ///
    /// # Source
    /// FIPS 204, algorithm 1, with the seed as ξ.
    pub fn from_seed(seed: &[u8; 32]) -> SealKey {
        SealKey(ml_dsa::SigningKey::from_seed(&(*seed).into()))
    }

    /// The public half.
    pub fn public(&self) -> MlDsa44Bytes {
        let encoded = self.0.expanded_key().verifying_key().encode();
        let mut bytes = Box::new([0; ML_DSA_PUBLIC_BYTES]);
        bytes.copy_from_slice(&encoded);
        MlDsa44Bytes(bytes)
    }

    /// Signs with an empty context; the same message always gets the same signature.
    pub fn sign(&self, message: &[u8]) -> Box<[u8; 2420]> {
        let signature = self.0.expanded_key().sign_deterministic(message, &[]);
        let encoded = signature.unwrap_or_else(|_| unreachable!("an empty context is short enough")).encode();
        let mut bytes = Box::new([0; 2420]);
        bytes.copy_from_slice(&encoded);
        bytes
    }
}

/// Why bytes are no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Not a point, or not the one encoding that the point has.
    #[error("it is not the canonical encoding of a point")]
    NotCanonical,
    /// Of small order, or with a torsion component: more than one key would verify the same signatures.
    #[error("it is not in the prime-order group")]
    Torsion,
}

/// A signature that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct SignatureFault;

/// An Ed25519 public key as bodies carry it, not yet admitted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ed25519Bytes(pub [u8; ED25519_PUBLIC_BYTES]);

impl Ed25519Bytes {
    /// Admits the key for verifying: canonical, and in the prime-order group.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub fn admit(&self) -> Result<ActPublic, KeyFault> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| KeyFault::NotCanonical)?;
        let point = key.to_edwards();
        if point.compress().to_bytes() != self.0 {
            return Err(KeyFault::NotCanonical);
        }
        match key.is_weak() || !point.is_torsion_free() {
            true => Err(KeyFault::Torsion),
            false => Ok(ActPublic(key)),
        }
    }
}

/// An Ed25519 public key that was admitted.
#[derive(Clone, Debug)]
pub struct ActPublic(ed25519_dalek::VerifyingKey);

impl ActPublic {
    /// Verifies strictly: S canonical, R canonical and not of small order.
    ///
    /// # Errors
    /// [`SignatureFault`].
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), SignatureFault> {
        self.0.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).map_err(|_| SignatureFault)
    }
}

/// An ML-DSA-44 public key as bodies carry it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MlDsa44Bytes(pub Box<[u8; ML_DSA_PUBLIC_BYTES]>);

impl MlDsa44Bytes {
    /// Admits the key for verifying. Every string of this length encodes a key.
    ///
    /// # Errors
    /// None at present; the type is that of the other half.
    pub fn admit(&self) -> Result<SealPublic, KeyFault> {
        let encoded = EncodedVerifyingKey::<MlDsa44>::try_from(&self.0[..]).map_err(|_| KeyFault::NotCanonical)?;
        Ok(SealPublic(ml_dsa::VerifyingKey::decode(&encoded)))
    }
}

/// An ML-DSA-44 public key, unpacked.
#[derive(Clone, Debug)]
pub struct SealPublic(ml_dsa::VerifyingKey<MlDsa44>);

impl SealPublic {
    /// Verifies with an empty context.
    ///
    /// # Errors
    /// [`SignatureFault`].
    ///
    /// # Source
    /// FIPS 204, algorithm 3.
    pub fn verify(&self, message: &[u8], signature: &[u8; 2420]) -> Result<(), SignatureFault> {
        let encoded = EncodedSignature::<MlDsa44>::try_from(&signature[..]).map_err(|_| SignatureFault)?;
        let signature = ml_dsa::Signature::decode(&encoded).ok_or(SignatureFault)?;
        match self.0.verify_with_context(message, &[], &signature) {
            true => Ok(()),
            false => Err(SignatureFault),
        }
    }
}

macro_rules! public_bytes {
    ($name:ident, $bytes:expr, $make:expr, $schema:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), hex(&self.0[..]))
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0[..])?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                let bytes: [u8; $bytes] = d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("a key of another length"))?;
                Ok($name($make(bytes)))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&hex(&self.0[..]))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                let bytes = unhex::<$bytes>(&text).ok_or_else(|| serde::de::Error::custom("a key in lower-case hexadecimal digits"))?;
                Ok($name($make(bytes)))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $schema })
            }
        }
    };
}

public_bytes!(Ed25519Bytes, ED25519_PUBLIC_BYTES, std::convert::identity, "^[0-9a-f]{64}$");
public_bytes!(MlDsa44Bytes, ML_DSA_PUBLIC_BYTES, Box::new, "^[0-9a-f]{2624}$");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || !digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032 section 7.1: seed, public key, message, signature.
    #[test]
    fn the_vectors_of_rfc_8032() {
        let rows = [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
        ];
        for (seed, public, message, signature) in rows {
            let key = ActKey::from_seed(&unhex(seed).expect("hex"));
            let message: Vec<u8> =
                message.as_bytes().chunks(2).map(|p| unhex::<1>(std::str::from_utf8(p).expect("hex")).expect("hex")[0]).collect();
            assert_eq!(hex(&key.public().0), public);
            assert_eq!(hex(&key.sign(&message)), signature);
            let admitted = key.public().admit().expect("a sound key");
            assert_eq!(admitted.verify(&message, &unhex(signature).expect("hex")), Ok(()));
            assert_eq!(admitted.verify(b"other", &unhex(signature).expect("hex")), Err(SignatureFault));
        }
    }

    #[test]
    fn weak_and_non_canonical_keys_are_not_admitted() {
        let mut identity = [0; 32];
        identity[0] = 1;
        assert_eq!(Ed25519Bytes(identity).admit().unwrap_err(), KeyFault::Torsion);
        assert!(Ed25519Bytes([0; 32]).admit().is_err());
        assert!(Ed25519Bytes([0xff; 32]).admit().is_err());
    }

    #[test]
    fn a_seal_key_signs_what_its_public_half_verifies() {
        let key = SealKey::from_seed(&[7; 32]);
        let admitted = key.public().admit().expect("every key is one");
        let mut signature = key.sign(b"message");
        assert_eq!(admitted.verify(b"message", &signature), Ok(()));
        signature[100] ^= 1;
        assert_eq!(admitted.verify(b"message", &signature), Err(SignatureFault));
    }
}
