//! The record: acts, feeds, judging, the fold, seals, verification.
//!
//! Acts are the ground; state is what they fold to. This crate knows no clock, disk, network, chance, float, hash-map
//! order, collation or language: time is an argument, and the same acts give the same state bytes everywhere.
//!
//! What it does *not* do: keep acts (`alternat-store`), carry them (`alternat-sync`, `alternat-node`) or say a sentence to
//! a person (`alternat-view`).

pub mod limit;
pub mod id;
pub mod gate;
pub mod text;
pub mod key;
pub mod merkle;
pub mod checkpoint;
pub mod words;
pub mod refusal;
pub mod place;
pub mod json;
pub mod act;
pub mod envelope;
pub mod kind;
pub mod graph;
pub mod window;
pub mod chair;
pub mod decision;
pub mod finality;
pub mod picture;
pub mod seal;
pub mod fill;
pub mod record;
mod spread;
pub mod proof;
pub mod cosigner;
pub mod original;
pub mod trust;
pub mod verdict;
pub mod verify;
