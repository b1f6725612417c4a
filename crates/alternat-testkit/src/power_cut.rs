//! The power-cut test: what a disk may hold if the power fails, at every moment of a recorded run.
//!
//! A [`Recorder`] runs a program unchanged and notes what it does to the files under one directory, and what it says. The
//! [`Trace`] is then played into a model of a disk, and [`cut`] builds, at each event, directories that the disk may hold
//! if the power fails there: unsynced writes lost, kept, kept in part, torn at 512 bytes, and entries of new files missing
//! until their directory was synced. Each goes to a closure that opens it and says what is wrong with it.
//!
//! A sync that failed is modelled as the kernel does it: what it should have written counts as clean from then on, and is
//! not on the disk until somebody writes it again.
//!
//! What it does *not* see: writes through a memory map (the store makes none), and lies of the disk itself.

mod disk;
mod recorder;
mod trace;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use alternat::id::Id;

pub use disk::Variant;
pub use recorder::{Fault, Recorder};
pub use trace::{Event, Trace, TraceError};

use disk::{Disk, State, chance};

/// Which states are tried, and where.
#[derive(Clone, Debug)]
pub struct Plan {
    /// From which every choice is drawn.
    pub seed: u64,
    /// About how many states are wanted; fewer if there are no more. One in so many is taken, evenly over the run.
    pub states: usize,
    /// A directory, emptied before each state, in which the states are laid out.
    pub scratch: PathBuf,
    /// The beginning of a line on standard output that acknowledges something.
    pub acknowledges: &'static str,
    /// Whether what a failed sync should have written reached the disk all the same.
    pub failed_syncs_reach: bool,
}

/// What came of a plan.
#[derive(Debug, Default)]
pub struct Report {
    /// Events of the trace.
    pub events: usize,
    /// Lines that acknowledged something.
    pub acknowledgements: usize,
    /// States tried.
    pub states: usize,
    /// States left out because the same was tried before.
    pub repeated: usize,
    /// The states that the closure refused.
    pub failures: Vec<Failure>,
}

/// A state that the closure refused.
#[derive(Debug)]
pub struct Failure {
    /// The number of the last event before the power failed.
    pub event: usize,
    /// What the disk kept.
    pub variant: Variant,
    /// What the closure said.
    pub why: String,
}

/// The environment variable that replays one state: an event's number and a variant, as a failure prints them.
pub const REPLAY: &str = "ALTERNAT_POWER_CUT";

/// Tries the states of a trace.
///
/// `reopen` gets a directory and the lines acknowledged before the power failed. It may change the directory.
///
/// # Errors
/// When the scratch directory cannot be written, or the trace does something that the model does not know.
pub fn cut(trace: &Trace, plan: &Plan, mut reopen: impl FnMut(&Path, &[String]) -> Result<(), String>) -> Result<Report, TraceError> {
    let only = std::env::var(REPLAY).ok();
    let possible = possible(trace, plan)?;
    let mut report = Report { events: trace.events.len(), ..Report::default() };
    let (mut disk, mut acknowledged, mut seen) = (Disk::new(plan.failed_syncs_reach), Vec::new(), BTreeSet::new());
    for (number, event) in trace.events.iter().enumerate() {
        acknowledged.extend(acknowledgements(event, plan.acknowledges));
        for variant in disk.play(event)? {
            let mut chance = chance(plan.seed, number, *variant);
            let wanted = match &only {
                Some(only) => *only == format!("{number} {variant}"),
                None => chance.below(possible.max(1)) < plan.states.max(1),
            };
            if !wanted {
                continue;
            }
            let state = disk.state(*variant, &mut chance);
            if !seen.insert(name_of(&state, acknowledged.len())) {
                report.repeated += 1;
                continue;
            }
            lay_out(&state, &plan.scratch).map_err(|source| TraceError::File { path: plan.scratch.clone(), source })?;
            report.states += 1;
            if let Err(why) = reopen(&plan.scratch, &acknowledged) {
                report.failures.push(Failure { event: number, variant: *variant, why });
            }
        }
    }
    report.acknowledgements = acknowledged.len();
    Ok(report)
}

/// How many states there are, the same ones counted as often as they come.
fn possible(trace: &Trace, plan: &Plan) -> Result<usize, TraceError> {
    let mut disk = Disk::new(plan.failed_syncs_reach);
    trace.events.iter().try_fold(0, |count, event| Ok(count + disk.play(event)?.len()))
}

/// The acknowledgements in an event.
pub fn acknowledgements(event: &Event, begins: &str) -> Vec<String> {
    match event {
        Event::Said { text } => text.lines().filter(|line| line.starts_with(begins)).map(str::to_string).collect(),
        _ => Vec::new(),
    }
}

fn name_of(state: &State, acknowledged: usize) -> Id {
    let mut all = acknowledged.to_be_bytes().to_vec();
    for (path, bytes) in state {
        all.extend(path.to_string_lossy().as_bytes());
        all.extend(bytes.as_ref().map_or(Id::ZERO, |bytes| Id::of_bytes(bytes)).0);
    }
    Id::of_bytes(&all)
}

fn lay_out(state: &State, scratch: &Path) -> io::Result<()> {
    if scratch.exists() {
        fs::remove_dir_all(scratch)?;
    }
    fs::create_dir_all(scratch)?;
    for (path, bytes) in state {
        match bytes {
            None => fs::create_dir(scratch.join(path))?,
            Some(bytes) => fs::write(scratch.join(path), bytes)?,
        }
    }
    Ok(())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { events, acknowledgements, states, repeated, failures } = self;
        write!(f, "{states} states ({repeated} more repeated) of {events} events with {acknowledgements} acknowledgements")?;
        write!(f, ", {} failed", failures.len())?;
        for failure in failures.iter().take(5) {
            write!(f, "\n  {}\n    again with {REPLAY}=\"{} {}\"", failure.why, failure.event, failure.variant)?;
        }
        Ok(())
    }
}
