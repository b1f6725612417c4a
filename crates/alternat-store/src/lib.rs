//! Acts kept safely: SQLite.
//!
//! A [`Store`] is the record of one mechanism on one machine: a directory that holds `record.sqlite`, and beside it, while
//! a process has it open, SQLite's write-ahead log. What [`Store::append`] has taken is on the disk when it returns. Acts
//! are kept as the bytes that were received; everything else in the file can be made again from them, or fetched again
//! from another party.
//!
//! Three rules carry that promise.
//!
//! - **One door.** An act comes in as a [`Verified`](alternat::record::Verified), which only the record makes, and by no other way.
//! - **A storage error is the end.** After the first one every call returns [`StoreError::Stopped`]; the process should
//!   end. A sync that failed is never tried again, because a second one may succeed without having written anything.
//! - **Written before released.** No byte of an own act leaves before [`Store::release`] has returned. An own act that is
//!   found above its feed's mark when the store opens is *in doubt*: its author may have been told that it was not
//!   recorded. It is released only after [`Store::reaffirm`], and its number is never used again.
//!
//! What it does *not* do: read an act, judge it or fold it (`alternat`), hold keys, or talk to peers (`alternat-node`).

mod store;
mod release;
mod part;
mod note;
mod check;
mod opening;
mod schema;
mod error;
pub mod limit;

pub use check::{Check, Difference, Reading};
pub use error::StoreError;
pub use note::{Note, Notes};
pub use release::Doubt;
pub use store::{Acts, Kept, Listing, Store};
