//! The Merkle tree of RFC 9162, its inclusion and consistency proofs.
