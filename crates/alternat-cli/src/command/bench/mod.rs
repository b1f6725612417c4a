//! `alternat bench`: the figures in docs/performance.md, measured here and now.
//!
//! Each figure is measured in turn with a peer that does the least that must be done, on the same machine, in the same
//! run; the ratio is the median of the rounds' ratios, so that what else the machine does falls on both.

mod row;
mod world;
mod sample;
mod verify;
mod git;
mod append;
mod fold;
mod takeover;
mod latency;
mod search;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::serve::interrupted;
use super::{say, say_json};
use crate::arguments::{Bench, BenchRow};
use crate::trouble::Trouble;

use row::Row;
use sample::Sample;

/// Threads that a figure may use.
const THREADS_MAX: usize = 8;
/// How often a figure and its peer are measured; of more than [`ACTS_MANY`], how often.
const ROUNDS: usize = 5;
const ROUNDS_OF_MANY: usize = 3;
/// Acts of which a round takes seconds: beyond, fewer rounds show as much.
const ACTS_MANY: usize = 100_000;
/// All rows, in the order in which they are measured.
const ROWS: [BenchRow; 7] =
    [BenchRow::Verify, BenchRow::Git, BenchRow::Append, BenchRow::Fold, BenchRow::Takeover, BenchRow::Latency, BenchRow::Search];

/// What a measurement gives, or why it could not be made.
type Measured<T> = Result<T, Trouble>;

/// What every row needs to know.
#[derive(Clone)]
struct Setting {
    acts: usize,
    threads: NonZeroUsize,
    directory: PathBuf,
    bar: ProgressBar,
}

pub async fn run(bench: Bench) -> Result<(), Trouble> {
    let stage = Stage::below(&bench.dir)?;
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let bar = bar();
    let setting = Setting {
        acts: bench.acts as usize,
        threads: cores.min(NonZeroUsize::new(THREADS_MAX).unwrap_or(NonZeroUsize::MIN)),
        directory: stage.0.clone(),
        bar: bar.clone(),
    };
    let rows: Vec<BenchRow> = ROWS.into_iter().filter(|row| bench.rows.is_empty() || bench.rows.contains(row)).collect();
    let load_before = load();
    // The rows block and have runtimes of their own, so they run beside this one.
    let measuring = tokio::task::spawn_blocking(move || measure(&rows, &setting));
    let rows = tokio::select! {
        measured = measuring => measured.map_err(|error| stopped("measure", &error))?,
        () = interrupted() => Err(Trouble::new(3, "interrupted: nothing was measured to its end", "")),
    };
    bar.finish_and_clear();
    let rows = rows?;
    match bench.json {
        true => say_json(&json!({
            "acts": bench.acts,
            "machine": { "cores": cores, "processor": processor(), "load_before": load_before, "load_after": load() },
            "rows": rows,
        })),
        false => {
            say(format!("{} acts; {cores} cores, {}; load {load_before} before, {} after", bench.acts, processor(), load()));
            rows.iter().for_each(say);
        }
    }
    Ok(())
}

fn measure(rows: &[BenchRow], setting: &Setting) -> Measured<Vec<Row>> {
    // Memory is what the process has grown by, so it is measured before anything else has grown and shrunk it.
    let memory = match rows.contains(&BenchRow::Fold) {
        true => Some(fold::memory(setting)?),
        false => None,
    };
    let shares = |row| matches!(row, &BenchRow::Verify | &BenchRow::Git | &BenchRow::Takeover);
    let sample = match rows.iter().any(shares) {
        true => Some(Sample::make(setting)?),
        false => None,
    };
    let mut measured = Vec::new();
    for row in rows {
        setting.bar.set_position(0);
        measured.push(match (row, &sample) {
            (BenchRow::Verify, Some(sample)) => verify::measure(setting, sample)?,
            (BenchRow::Git, Some(sample)) => git::measure(setting, sample)?,
            (BenchRow::Takeover, Some(sample)) => takeover::measure(setting, sample)?,
            (BenchRow::Append, _) => append::measure(setting)?,
            (BenchRow::Fold, _) => fold::measure(setting, memory.clone())?,
            (BenchRow::Latency, _) => latency::measure(setting)?,
            (BenchRow::Search, _) => search::measure(setting)?,
            (BenchRow::Verify | BenchRow::Git | BenchRow::Takeover, None) => continue,
        });
    }
    Ok(measured)
}

impl Setting {
    /// Whether a round takes seconds.
    fn is_long(&self) -> bool {
        self.acts > ACTS_MANY
    }

    /// How often a figure over all acts and its peer are measured.
    fn rounds(&self) -> usize {
        if self.is_long() { ROUNDS_OF_MANY } else { ROUNDS }
    }

    /// Says on the bar what is measured now, and in how many steps.
    fn begin(&self, what: &str, steps: usize) {
        self.bar.set_message(what.to_string());
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
    }
}

/// A directory of our own that is removed at the end.
struct Stage(PathBuf);

impl Stage {
    fn below(directory: &Path) -> Measured<Stage> {
        let failed = |error| {
            let what = format!("could not make a directory to measure in, below {}: {error}", directory.display());
            Trouble::new(3, what, "name another directory with --dir")
        };
        let directory = directory.canonicalize().map_err(failed)?.join(format!("alternat-bench-{}", std::process::id()));
        std::fs::create_dir(&directory).map_err(failed)?;
        Ok(Stage(directory))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed is left, and says by its name what it is.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Something that was to be measured did not work.
fn stopped(doing: &str, error: &(dyn Error + 'static)) -> Trouble {
    let what = format!("could not {doing}: {}", alternat_node::failure::chain(error));
    Trouble::new(3, what, "see that the disk has room and is well, then measure again")
}

/// How long something takes.
fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = act();
    (done, begun.elapsed())
}

/// How long something keeps this thread's core busy, where Linux tells; else how long it takes.
///
/// On a machine that does other things beside, that is what one core needs for it.
fn on_core<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let (begun, (done, took)) = (thread_time(), timed(act));
    let busy = begun.and_then(|begun| thread_time()?.checked_sub(begun)).filter(|busy| !busy.is_zero());
    (done, busy.unwrap_or(took))
}

/// How long this thread has had a core.
fn thread_time() -> Option<Duration> {
    // Linux brings the figure up to date when the thread is looked at for what is to run next.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// A bar that shows itself on a terminal only.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr());
    bar.set_style(ProgressStyle::with_template("{msg:>32} {bar:30} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// The processor's name, as Linux tells it.
fn processor() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim().to_string()));
    name.unwrap_or_else(|| "a processor that gives no name".into())
}

/// How many tasks waited for a core in the last minute, as Linux tells it.
fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_string()
}
