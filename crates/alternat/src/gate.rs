//! The gate: one pass over received bytes that lets in nothing but the narrow deterministic CBOR of spec/act.md.
