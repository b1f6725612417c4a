//! The shipped command, run as a user runs it: by its arguments, its input, its output and its exit codes.

mod kit;
mod demo;
mod killed;
mod schemas;
mod troubles;
mod hostile;
