//! The shipped command, run as a user runs it: by its arguments, its input, its output and its exit codes.

mod kit;
mod demo;
mod desk;
mod live;
mod search;
mod desk_writing;
mod room;
mod notices;
mod joining;
mod manners;
mod killed;
mod copied;
mod schemas;
mod troubles;
mod hostile;
mod offline;
mod power_cut;
