//! Checkpoints and cosignatures as C2SP tlog-checkpoint and tlog-cosignature have them.
