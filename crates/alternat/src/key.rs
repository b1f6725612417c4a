//! Keys: Ed25519 and ML-DSA-44, made from seeds, signing and strictly verified.
//!
//! Seeds come in from outside: there is no chance in here, and the same seed and message give the same signature
//! everywhere. Signatures are judged one by one. Batch verification is not used, because its verdict on one signature
//! can depend on the others in the batch.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use ed25519_dalek::Signer;
use ml_dsa::{MlDsa44, signature::Keypair};

use crate::id::Id;

/// Bytes of a raw Ed25519 public key.
pub const ED25519_PUBLIC_BYTES: usize = 32;
/// Bytes of an Ed25519 signature.
pub const ED25519_SIGNATURE_BYTES: usize = 64;
/// Bytes of a raw ML-DSA-44 public key.
pub const ML_DSA_44_PUBLIC_BYTES: usize = 1312;
/// Bytes of an ML-DSA-44 signature.
pub const ML_DSA_44_SIGNATURE_BYTES: usize = 2420;

/// An Ed25519 public key that has been admitted: canonical, and of the prime-order group.
///
/// # Source
/// spec/act.md, "Keys and signatures"; RFC 8032 section 5.1.7.
#[derive(Clone, PartialEq, Eq)]
pub struct ActPublic(ed25519_dalek::VerifyingKey);

impl ActPublic {
    /// Whether `signature` is this key's on `message`, strictly.
    ///
    /// The scalar must be reduced, the commitment canonical and of no small order, and the equation without cofactor.
    ///
    /// # Errors
    /// [`SignatureFault::Ed25519`] where any of that does not hold.
    pub fn verify(&self, message: &[u8], signature: &[u8; ED25519_SIGNATURE_BYTES]) -> Result<(), SignatureFault> {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.0.verify_strict(message, &signature).map_err(|_| SignatureFault::Ed25519 { key: self.bytes() })
    }

    /// The key as bodies carry it.
    pub fn bytes(&self) -> Ed25519Bytes {
        Ed25519Bytes(self.0.to_bytes())
    }
}

/// An ML-DSA-44 public key that has been admitted, with what verification needs already worked out.
///
/// Clones share one copy, some 20 kB.
///
/// # Source
/// FIPS 204 section 5.3, with an empty context.
#[derive(Clone)]
pub struct SealPublic(Arc<ml_dsa::VerifyingKey<MlDsa44>>);

impl SealPublic {
    /// Whether `signature` is this key's on `message`, in the pure variant of ML-DSA-44 with an empty context.
    ///
    /// # Errors
    /// [`SignatureFault::MlDsa44`] where it is not, or where its bytes are no encoding of a signature.
    pub fn verify(&self, message: &[u8], signature: &[u8; ML_DSA_44_SIGNATURE_BYTES]) -> Result<(), SignatureFault> {
        match ml_dsa::Signature::<MlDsa44>::decode(signature.into()) {
            Some(decoded) if self.0.verify_with_context(message, &[], &decoded) => Ok(()),
            _ => Err(SignatureFault::MlDsa44 { key: Id::of_bytes(&*self.bytes().0) }),
        }
    }

    /// The key as bodies carry it.
    pub fn bytes(&self) -> MlDsa44Bytes {
        MlDsa44Bytes(Box::new(self.0.encode().into()))
    }
}

impl PartialEq for SealPublic {
    fn eq(&self, other: &SealPublic) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for SealPublic {}

/// A raw Ed25519 public key, as bodies carry it: not yet admitted, so any 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ed25519Bytes(pub [u8; ED25519_PUBLIC_BYTES]);

impl Ed25519Bytes {
    /// The key, if it is one that may sign.
    ///
    /// # Errors
    /// [`KeyFault`], in the order of its variants: no point of the curve, a second encoding of a point, a point of small
    /// order, a point with a part of small order.
    pub fn admit(&self) -> Result<ActPublic, KeyFault> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| KeyFault::NotAPoint { key: *self })?;
        let point = key.to_edwards();
        if point.compress().to_bytes() != self.0 {
            return Err(KeyFault::NotCanonical { key: *self });
        }
        if point.is_small_order() {
            return Err(KeyFault::SmallOrder { key: *self });
        }
        if !point.is_torsion_free() {
            return Err(KeyFault::Torsion { key: *self });
        }
        Ok(ActPublic(key))
    }
}

/// A raw ML-DSA-44 public key, as bodies carry it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MlDsa44Bytes(pub Box<[u8; ML_DSA_44_PUBLIC_BYTES]>);

impl MlDsa44Bytes {
    /// The key, ready to verify with.
    ///
    /// FIPS 204 packs a public key so tightly that every string of 1312 bytes is one key and no key has two encodings.
    ///
    /// # Errors
    /// [`KeyFault::ZeroVector`] for a key under which anybody can sign.
    pub fn admit(&self) -> Result<SealPublic, KeyFault> {
        // The first 32 bytes are the seed of the matrix, the rest the vector t1. Without t1 no secret is left to know.
        if self.0[32..].iter().all(|byte| *byte == 0) {
            return Err(KeyFault::ZeroVector { key: Id::of_bytes(&*self.0) });
        }
        Ok(SealPublic(Arc::new(ml_dsa::VerifyingKey::decode((&*self.0).into()))))
    }
}

/// An Ed25519 secret: signs acts.
///
/// Wiped from memory when dropped.
pub struct ActKey(ed25519_dalek::SigningKey);

impl ActKey {
    /// The key of this seed, as RFC 8032 section 5.1.5 derives it.
    pub fn from_seed(seed: &[u8; 32]) -> ActKey {
        ActKey(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> Ed25519Bytes {
        Ed25519Bytes(self.0.verifying_key().to_bytes())
    }

    /// The one signature of this key on `message`.
    pub fn sign(&self, message: &[u8]) -> [u8; ED25519_SIGNATURE_BYTES] {
        self.0.sign(message).to_bytes()
    }
}

/// An ML-DSA-44 secret: signs seals and, beside Ed25519, root acts.
///
/// Wiped from memory when dropped.
pub struct SealKey(ml_dsa::SigningKey<MlDsa44>);

impl SealKey {
    /// The key of this seed, as `ML-DSA.KeyGen_internal` of FIPS 204 derives it.
    pub fn from_seed(seed: &[u8; 32]) -> SealKey {
        SealKey(ml_dsa::SigningKey::from_seed(seed.into()))
    }

    /// The public half.
    pub fn public(&self) -> MlDsa44Bytes {
        MlDsa44Bytes(Box::new(self.0.verifying_key().encode().into()))
    }

    /// The signature of this key on `message`: pure, deterministic, with an empty context.
    pub fn sign(&self, message: &[u8]) -> Box<[u8; ML_DSA_44_SIGNATURE_BYTES]> {
        let signature: ml_dsa::Signature<MlDsa44> = ml_dsa::signature::Signer::sign(&self.0, message);
        Box::new(signature.encode().into())
    }
}

/// Why a public key is not admitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// The bytes are no point of the curve.
    #[error("the Ed25519 key {key} is no point of the curve")]
    NotAPoint {
        /// The key refused.
        key: Ed25519Bytes,
    },
    /// The bytes are not the one encoding of their point.
    #[error("the Ed25519 key {key} is not canonically encoded")]
    NotCanonical {
        /// The key refused.
        key: Ed25519Bytes,
    },
    /// The point is one of the eight under which one signature fits nearly every message.
    #[error("the Ed25519 key {key} is of small order")]
    SmallOrder {
        /// The key refused.
        key: Ed25519Bytes,
    },
    /// The point is a good one plus one of small order, on which verifiers disagree.
    #[error("the Ed25519 key {key} has a part of small order")]
    Torsion {
        /// The key refused.
        key: Ed25519Bytes,
    },
    /// The vector t1 is zero, so that anybody can sign.
    #[error("the ML-DSA-44 key with SHA-256 {key} has a vector of zeros")]
    ZeroVector {
        /// SHA-256 of the key refused.
        key: Id,
    },
}

/// Why a signature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureFault {
    /// The Ed25519 signature is not by this key on this message.
    #[error("the Ed25519 signature is not by key {key} on this message")]
    Ed25519 {
        /// The key that was to have signed.
        key: Ed25519Bytes,
    },
    /// The ML-DSA-44 signature is not by this key on this message.
    #[error("the ML-DSA-44 signature is not by the key with SHA-256 {key} on this message")]
    MlDsa44 {
        /// SHA-256 of the key that was to have signed.
        key: Id,
    },
}

/// Why some text is no raw public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} is written as {digits} lower-case hexadecimal digits, not {text:?}")]
pub struct NotAKey {
    /// What was to be read.
    pub kind: &'static str,
    /// How many digits that has.
    pub digits: usize,
    /// The beginning of what stood there.
    pub text: String,
}

impl fmt::Debug for ActPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActPublic({})", self.bytes())
    }
}

impl fmt::Debug for SealPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealPublic({})", self.bytes())
    }
}

impl fmt::Debug for ActKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActKey(secret of {})", self.public())
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealKey(secret of {})", self.public())
    }
}

/// Fills `bytes` from exactly as many pairs of lower-case hexadecimal digits.
fn fill_from_hex(bytes: &mut [u8], text: &str) -> Option<()> {
    let digits = text.as_bytes();
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(())
}

/// How a raw key is written: a CBOR byte string of its exact length; lower-case hexadecimal digits elsewhere.
macro_rules! raw_key {
    ($name:ident, $length:expr, $kind:literal, $make:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAKey;

            fn from_str(text: &str) -> Result<$name, NotAKey> {
                let mut bytes = [0; $length];
                match fill_from_hex(&mut bytes, text) {
                    Some(()) => Ok($name($make(bytes))),
                    None => Err(NotAKey { kind: $kind, digits: 2 * $length, text: text.chars().take(80).collect() }),
                }
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
                let at = d.position();
                let bytes: [u8; $length] = d.bytes()?.try_into().map_err(|_| {
                    minicbor::decode::Error::message(concat!($kind, " has another length")).at(at)
                })?;
                Ok($name($make(bytes)))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                crate::json::parsed(d, str::parse)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                // The length stands outside the pattern: common engines stop at a thousand repetitions.
                schemars::json_schema!({
                    "type": "string",
                    "pattern": "^[0-9a-f]*$",
                    "minLength": 2 * $length,
                    "maxLength": 2 * $length,
                    "description": concat!($kind, ", in lower-case hexadecimal digits"),
                })
            }
        }
    };
}

raw_key!(Ed25519Bytes, ED25519_PUBLIC_BYTES, "a raw Ed25519 public key", std::convert::identity);
raw_key!(MlDsa44Bytes, ML_DSA_44_PUBLIC_BYTES, "a raw ML-DSA-44 public key", Box::new);

#[cfg(test)]
mod tests {
    use super::*;

    /// The eight points of small order, each in its one canonical encoding.
    const SMALL: [&str; 8] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    fn key(text: &str) -> Ed25519Bytes {
        text.parse().unwrap()
    }

    #[test]
    fn a_key_made_from_a_seed_is_admitted_and_verifies_its_own_signatures_only() {
        for seed in 0..16 {
            let act_key = ActKey::from_seed(&[seed; 32]);
            let public = act_key.public().admit().unwrap();
            assert_eq!(public.bytes(), act_key.public());
            let signature = act_key.sign(b"message");
            assert_eq!(signature, act_key.sign(b"message"));
            assert_eq!(public.verify(b"message", &signature), Ok(()));
            assert_eq!(public.verify(b"massage", &signature), Err(SignatureFault::Ed25519 { key: act_key.public() }));
        }
        let seal_key = SealKey::from_seed(&[7; 32]);
        let public = seal_key.public().admit().unwrap();
        assert_eq!(public.bytes(), seal_key.public());
        let signature = seal_key.sign(b"message");
        assert_eq!(signature, seal_key.sign(b"message"));
        assert_eq!(public.verify(b"message", &signature), Ok(()));
        let key = Id::of_bytes(&seal_key.public().0[..]);
        assert_eq!(public.verify(b"massage", &signature), Err(SignatureFault::MlDsa44 { key }));
    }

    #[test]
    fn no_signature_with_a_bit_flipped_verifies() {
        let act_key = ActKey::from_seed(&[1; 32]);
        let public = act_key.public().admit().unwrap();
        for bit in 0..8 * ED25519_SIGNATURE_BYTES {
            let mut signature = act_key.sign(b"message");
            signature[bit / 8] ^= 1 << (bit % 8);
            assert!(public.verify(b"message", &signature).is_err(), "bit {bit}");
        }
        let seal_key = SealKey::from_seed(&[1; 32]);
        let public = seal_key.public().admit().unwrap();
        let good = seal_key.sign(b"message");
        for byte in 0..ML_DSA_44_SIGNATURE_BYTES {
            let mut signature = good.clone();
            signature[byte] ^= 1 << (byte % 8);
            assert!(public.verify(b"message", &signature).is_err(), "byte {byte}");
        }
    }

    #[test]
    fn keys_of_small_order_are_refused() {
        for text in SMALL {
            assert_eq!(key(text).admit(), Err(KeyFault::SmallOrder { key: key(text) }));
        }
    }

    #[test]
    fn a_good_key_with_a_part_of_small_order_is_refused() {
        let good = ActKey::from_seed(&[1; 32]).public();
        let point = |key: Ed25519Bytes| ed25519_dalek::VerifyingKey::from_bytes(&key.0).unwrap().to_edwards();
        for text in &SMALL[1..] {
            let mixed = Ed25519Bytes((point(good) + point(key(text))).compress().to_bytes());
            assert_eq!(mixed.admit(), Err(KeyFault::Torsion { key: mixed }));
        }
        let same = Ed25519Bytes((point(good) + point(key(SMALL[0]))).compress().to_bytes());
        assert_eq!((same, same.admit().is_ok()), (good, true));
    }

    #[test]
    fn a_second_encoding_of_a_point_is_refused() {
        // The prime is 2^255 - 19, so a coordinate of at most 18 has a second encoding, with the prime added.
        let mut refused = 0;
        for sign in [0x7f, 0xff] {
            for low in 0xed..=0xffu8 {
                let mut bytes = [0xff; 32];
                (bytes[0], bytes[31]) = (low, sign);
                match Ed25519Bytes(bytes).admit() {
                    Err(KeyFault::NotCanonical { .. }) => refused += 1,
                    verdict => assert!(matches!(verdict, Err(KeyFault::NotAPoint { .. })), "{low:x} {sign:x}: {verdict:?}"),
                }
            }
        }
        assert!(refused >= 4, "{refused}");
        // A point whose other coordinate is zero has no sign.
        for text in [
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ] {
            assert!(matches!(key(text).admit(), Err(KeyFault::NotCanonical { .. } | KeyFault::NotAPoint { .. })), "{text}");
        }
    }

    #[test]
    fn bytes_that_are_no_point_are_refused() {
        let text = "0200000000000000000000000000000000000000000000000000000000000000";
        let refusal = key(text).admit().unwrap_err();
        assert_eq!(refusal.to_string(), format!("the Ed25519 key {text} is no point of the curve"));
    }

    #[test]
    fn an_ml_dsa_key_under_which_anybody_can_sign_is_refused() {
        let mut bytes = Box::new([0; ML_DSA_44_PUBLIC_BYTES]);
        bytes[..32].fill(0xff);
        assert!(matches!(MlDsa44Bytes(bytes.clone()).admit(), Err(KeyFault::ZeroVector { .. })));
        bytes[ML_DSA_44_PUBLIC_BYTES - 1] = 1;
        assert!(MlDsa44Bytes(bytes).admit().is_ok());
    }

    #[test]
    fn raw_keys_read_back_from_cbor_and_json() {
        let act = ActKey::from_seed(&[1; 32]).public();
        let seal = SealKey::from_seed(&[1; 32]).public();
        let cbor = minicbor::to_vec((act, &seal)).unwrap();
        assert_eq!((cbor.len(), &cbor[..3]), (1 + 2 + 32 + 3 + 1312, &[0x82, 0x58, 32][..]));
        assert_eq!(minicbor::decode::<(Ed25519Bytes, MlDsa44Bytes)>(&cbor).unwrap(), (act, seal.clone()));
        let json = serde_json::to_string(&(act, &seal)).unwrap();
        assert_eq!(json, format!("[\"{act}\",\"{seal}\"]"));
        assert_eq!(serde_json::from_str::<(Ed25519Bytes, MlDsa44Bytes)>(&json).unwrap(), (act, seal));
    }

    #[test]
    fn a_raw_key_of_another_length_or_case_is_refused() {
        for length in [0, 31, 33, 1311, 1313] {
            let cbor = minicbor::to_vec(minicbor::bytes::ByteVec::from(vec![1; length])).unwrap();
            assert!(minicbor::decode::<Ed25519Bytes>(&cbor).is_err(), "{length}");
            assert!(minicbor::decode::<MlDsa44Bytes>(&cbor).is_err(), "{length}");
            assert!("01".repeat(length).parse::<Ed25519Bytes>().is_err(), "{length}");
            assert!("01".repeat(length).parse::<MlDsa44Bytes>().is_err(), "{length}");
        }
        for text in ["AB".repeat(32), "é".repeat(32), " 1".repeat(32), "+1".repeat(32)] {
            assert!(text.parse::<Ed25519Bytes>().is_err(), "{text}");
        }
        let refusal = "ab".parse::<Ed25519Bytes>().unwrap_err();
        assert_eq!(refusal.to_string(), "a raw Ed25519 public key is written as 64 lower-case hexadecimal digits, not \"ab\"");
    }

    #[test]
    fn no_secret_is_printed_and_public_keys_may_be_shared_between_threads() {
        fn shared<T: Clone + fmt::Debug + Send + Sync>() {}
        shared::<ActPublic>();
        shared::<SealPublic>();
        let act_key = ActKey::from_seed(&[1; 32]);
        assert_eq!(format!("{act_key:?}"), format!("ActKey(secret of {})", act_key.public()));
        let seal_key = SealKey::from_seed(&[1; 32]);
        assert_eq!(format!("{seal_key:?}"), format!("SealKey(secret of {})", seal_key.public()));
    }

    #[test]
    fn the_schema_of_a_raw_key_gives_its_length() {
        for (schema, digits) in [(schemars::schema_for!(Ed25519Bytes), 64), (schemars::schema_for!(MlDsa44Bytes), 2624)] {
            assert_eq!((schema.get("minLength"), schema.get("maxLength")), (Some(&digits.into()), Some(&digits.into())));
        }
    }
}
