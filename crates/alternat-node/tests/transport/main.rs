//! Two nodes over loopback, and those that are not let in.

mod kit;
mod frames;
mod links;
mod strangers;
