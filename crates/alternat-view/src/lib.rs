//! What one reader, in one interface language, sees of a state.
//!
//! Views are read from a [`Window`](alternat::window::Window) and from the [`Shelf`] beside it; pages, exports and listings
//! are made from views, so they cannot disagree. Sentences for people begin here, all of them in [`words`].
//!
//! What this crate does *not* do: judge, keep, fetch, or know what time it is.

pub mod limit;
pub mod reader;
pub mod act;
pub mod account;
pub mod journal;
pub mod projector;
pub mod delegation;
pub mod statement;
pub mod decision;
pub mod commitment;
pub mod chair;
pub mod seal;
pub mod waiting;
pub mod mechanism;
pub mod presiding;
pub mod seating;
pub mod brief;
pub mod basis;
pub mod moment;
pub mod refusal;
pub mod hindrance;
pub mod scene;
pub mod words;
pub mod bidi;
pub mod search;
pub mod lies;

pub use account::Account;
pub use act::ActView;
pub use journal::Journal;
pub use reader::{Reader, order_for};
pub use scene::Shelf;
