//! Keys: Ed25519 and ML-DSA-44, made from seeds, signing and strictly verified.
