//! The only runtime: clock, keys, QUIC, tasks.
//!
//! A [`node::Node`] keeps the circles of one [`home::Home`]: it answers what the command asks, signs what a node signs by
//! itself, and exchanges with the nodes of the other parties. Everything that touches the clock, chance, files of keys and
//! the network is here.
//!
//! What it does *not* do: judge or fold (`alternat`), say what peers say to each other (`alternat-sync`), keep acts on the
//! disk (`alternat-store`), or show anything to a person.

pub mod node;
pub mod request;
pub mod socket;
pub mod failure;
pub mod home;
pub mod circle;
pub mod exchange;
pub mod transport;
pub mod duty;
pub mod founding;
pub mod renewal;
pub mod root;
pub mod sheet;
pub mod signers;
pub mod sealed;
pub mod file;
pub mod clock;
pub mod limit;
