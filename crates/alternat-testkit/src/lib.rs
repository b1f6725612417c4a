//! Tables, seeded worlds, the oracle and stories, for tests alone.

pub mod chance;
pub mod chain;
pub mod world;
pub mod oracle;
pub mod vector;
pub mod power_cut;
pub mod scenario;
