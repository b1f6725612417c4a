//! The `alternat` command.
//!
//! Exit codes: 0 done; 1 refused or not verified; 2 usage; 3 the world failed. An error is one line that says what and
//! where, and one that says what to do.

mod arguments;
mod command;
mod office;
mod progress;
mod reading;
mod trouble;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::trouble::Trouble;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Trouble::new(3, format!("could not start: {error}"), "see that the system has threads left").say(),
    };
    let done = runtime.block_on(command::run(arguments));
    // A task that waits for the network must not hold up the end.
    runtime.shutdown_background();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => trouble.say(),
    }
}
