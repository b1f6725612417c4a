//! The only runtime: clock, keys, QUIC, tasks.

pub mod transport;
