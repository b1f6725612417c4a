//! Whole nodes on this machine: homes on the disk, real QUIC between them, and each at an end whenever the test wants.

mod kit;
mod push;
mod running;
mod strangers;
mod founding;
mod home;
mod disk;
