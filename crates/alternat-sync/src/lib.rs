//! What two peers say to each other, as a machine that is fed input and returns wishes.
//!
//! An [`Exchange`] is one side of a talk between two nodes about one circle. Its host gives it the frames that arrive
//! ([`Exchange::hear`]), asks it for the next frame to send whenever the wire can take one ([`Exchange::next_frame`]), carries
//! out the wishes that it returns, and tells it when something new is durable. What the node holds, the machine reads
//! through [`Holdings`] at the moment it needs it; it keeps no copy and queues no more than a batch.
//!
//! The talk. Both say hello with a digest of what they hold; where the digests are equal, nothing more is said. Otherwise
//! each tells its frontier, the heads of its feeds by id, and answers which of the other's heads it holds. From the two
//! answers each knows what the other lacks, and sends that and no more, past before future. From then on what becomes
//! durable on one side is sent to the other at once. Detached parts are asked for by whoever lacks them; notes are exchanged
//! as a set.
//!
//! What it does *not* do: verify or judge an act, read or write a disk (the host does both), frame or encrypt bytes (the
//! transport does), know who the peer is, or know the time. It never waits: a peer that says nothing is the transport's
//! matter.
//!
//! # Source
//! spec/exchange.md.

mod exchange;
mod holdings;
mod frame;
mod note;
mod part;
mod want;
mod breach;
pub mod graph;
pub mod limit;

pub use breach::Breach;
pub use exchange::{Exchange, Wish};
pub use frame::{Hello, unknown_circle};
pub use holdings::{Chunk, Head, Holdings, digest};
pub use want::{Asked, Wanted, Wants};
