//! Tables, seeded worlds, the oracle and stories, for tests alone.

pub mod chain;
pub mod vector;
pub mod power_cut;
