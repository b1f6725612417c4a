//! Vectors.

use super::case::Maker;

/// All of them.
pub fn make(_: &mut Maker) {}
