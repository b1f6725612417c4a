//! The only runtime: clock, keys, QUIC, tasks.
