//! The desk: pages by which a party's own people read their node's record and write in it, in the browser and in their own
//! language.
//!
//! A page is made from a view ([`alternat_view`]), never from a state, so that no two pages disagree. Nothing is asked of
//! any other host: style, type and script are in the program.
//!
//! What this crate does *not* do: judge, fold, keep acts, or speak with other nodes.

pub mod limit;
pub mod desk;
pub mod people;
pub mod search;
pub mod drafts;
pub mod floor;
pub mod briefs;
pub mod drawer;
pub mod notices;
pub mod may;
mod page;
mod reading;
mod kept;
mod live;
mod guard;
mod assets;

pub use desk::{Desk, routes, serve};
pub use drafts::Drafts;
pub use notices::Notices;
pub use people::{People, Role};
