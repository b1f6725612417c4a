//! What the store has confirmed is on the disk: the power fails at every moment of recorded runs, and the disk fails at
//! every call.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use alternat::id::Id;
use alternat_store::{Reading, Store, StoreError};
use alternat_testkit::chain::Chain;
use alternat_testkit::power_cut::{Event, Fault, Plan, Recorder, Report, Trace, acknowledgements, cut};

const SEED: u64 = 0x0a17_e2a7;
const KEEPER: &str = env!("CARGO_BIN_EXE_keeper");

/// A run of three processes: own acts and imports of changing size, a part that is dropped, a note; once closed, once not.
const RUN: [&str; 3] = ["own:6 import:30 note own:3:3000", "own:3 part:9000 own:2 drop own:2:6000 close", "import:5:2000 own:4"];

/// A run that fills the log, so that it is written back while the store is at work.
const LONG: [&str; 1] = ["own:3 import:180:16000 import:180:16000 own:3 import:3 own:3"];

fn work(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Where states are laid out: in memory, if there is such a place, for a sync costs nothing there.
fn scratch(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.join(format!("alternat-{}", std::process::id())) } else { work("states") };
    fs::create_dir_all(&place).unwrap();
    place.join(name)
}

/// Keeps the directory of one test's states, and clears it away.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        let _ = self.0.parent().map(fs::remove_dir);
    }
}

fn keeper(recorder: &Recorder, run: &str, steps: &str, fault: Option<Fault>) -> Output {
    let mut command = recorder.command(KEEPER, fault);
    command.arg(recorder.under().join("home/record")).arg(run).args(steps.split(' '));
    command.output().unwrap()
}

fn record(name: &str, runs: &[&str]) -> Trace {
    let recorder = Recorder::new(&work(name)).unwrap();
    for (turn, steps) in runs.iter().enumerate() {
        let output = keeper(&recorder, &format!("run {turn}"), steps, None);
        assert!(output.status.success(), "{steps}: {}", String::from_utf8_lossy(&output.stderr));
    }
    recorder.trace().unwrap()
}

fn try_states(name: &str, trace: &Trace, states: usize, failed_syncs_reach: bool) -> Report {
    let place = Scratch(scratch(name));
    let plan = Plan { seed: SEED, states, scratch: place.0.clone(), acknowledges: "ACK ", failed_syncs_reach };
    let report = cut(trace, &plan, promises_hold).unwrap();
    println!("{name}: {report}");
    report
}

/// The two feeds of the keeper, and every envelope of theirs verified so far: most states hold the same ones.
struct Feeds {
    own: Chain,
    other: Chain,
    read: BTreeMap<Id, Reading>,
}

thread_local! {
    static FEEDS: RefCell<Feeds> = RefCell::new(Feeds { own: Chain::new("own"), other: Chain::new("other"), read: BTreeMap::new() });
}

/// Verifies an envelope of either feed and takes it apart.
fn read(envelope: &[u8]) -> Option<Reading> {
    FEEDS.with_borrow_mut(|Feeds { own, other, read }| {
        let bytes = Id::of_bytes(envelope);
        if let Some(reading) = read.get(&bytes) {
            return Some(*reading);
        }
        let verified = own.take_up(envelope).or_else(|_| other.take_up(envelope)).ok()?;
        let reading = Reading { id: verified.id(), feed: verified.feed(), seq: verified.seq() };
        read.insert(bytes, reading);
        Some(reading)
    })
}

fn feed(name: &str) -> Id {
    FEEDS.with_borrow(|feeds| if name == "own" { feeds.own.feed() } else { feeds.other.feed() })
}

/// Whether a store keeps what it promised, and can go on.
fn promises_hold(directory: &Path, acknowledged: &[String]) -> Result<(), String> {
    let place = directory.join("home/record");
    let (own, other) = (feed("own"), feed("other"));
    let mut store = Store::open(&place).map_err(said)?;
    let checked = store.check(read).map_err(said)?;
    if !checked.is_whole() {
        return Err(format!("damaged: {:?}", checked.differences));
    }
    kept(&store, acknowledged)?;

    let mut next = BTreeMap::from([(own, 0), (other, 0)]);
    let mark = store.released(own).map_err(said)?;
    let mut unreleased = Vec::new();
    for one in store.acts(0) {
        let one = one.map_err(said)?;
        let reading = read(&one.envelope).ok_or("unreadable")?;
        let expected = next.get_mut(&reading.feed).ok_or("an unknown feed")?;
        if reading.seq != *expected {
            return Err(format!("number {} where {expected} should be", reading.seq));
        }
        *expected += 1;
        if reading.feed == own && mark.is_none_or(|mark| reading.seq > mark) {
            unreleased.push(one.position);
        }
    }
    let doubts: Vec<u64> = store.in_doubt(&[own]).map_err(said)?.iter().map(|doubt| doubt.position).collect();
    if doubts != unreleased {
        return Err(format!("in doubt: {doubts:?}, above the mark: {unreleased:?}"));
    }

    // Going on: a doubt is settled first, and the next number is one that no act ever had.
    let seq = next[&own];
    if let Some(last) = seq.checked_sub(1).filter(|_| !doubts.is_empty())
        && !matches!(store.release(own, last), Err(StoreError::InDoubt { .. }))
    {
        return Err("an act in doubt was released".to_string());
    }
    doubts.iter().try_for_each(|position| store.reaffirm(*position)).map_err(said)?;
    let head = store.head(own).map_err(said)?;
    let after = FEEDS.with_borrow_mut(|feeds| feeds.own.next(head, "after the power cut", 50));
    if after.seq() != seq {
        return Err(format!("number {} comes next, not {seq}", after.seq()));
    }
    store.append(std::slice::from_ref(&after)).and_then(|_| store.release(own, seq)).map_err(said)?;
    drop(store);
    let store = Store::open(&place).map_err(said)?;
    kept(&store, acknowledged)?;
    match store.head(own).map_err(said)? {
        Some(head) if head == (seq, after.id()) => store.close().map_err(said),
        head => Err(format!("after going on the head is {head:?}")),
    }
}

fn kept(store: &Store, acknowledged: &[String]) -> Result<(), String> {
    let dropping: BTreeSet<&str> = acknowledged.iter().filter_map(|line| line.strip_prefix("ACK dropping ")).collect();
    for line in acknowledged {
        let words: Vec<&str> = line.split(' ').collect();
        let id = |word: &str| word.parse::<Id>().map_err(|error| error.to_string());
        let holds = match words.as_slice() {
            [_, "own", seq, word] => {
                let marked = store.released(feed("own")).map_err(said)? >= seq.parse().ok();
                marked && store.contains(id(word)?).map_err(said)?
            }
            [_, "other", _, word] => store.contains(id(word)?).map_err(said)?,
            [_, "part", word] => dropping.contains(word) || store.part(id(word)?).map_err(said)?.is_some(),
            [_, "dropped", word] => !store.contains_part(id(word)?).map_err(said)?,
            [_, "note", ..] => store.notes(0).next().is_some(),
            _ => true,
        };
        if !holds {
            return Err(format!("lost: {line}"));
        }
    }
    Ok(())
}

fn said(error: StoreError) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(one) = cause {
        line = format!("{line}: {one}");
        cause = one.source();
    }
    line
}

#[test]
fn nothing_confirmed_is_lost_when_the_power_fails() {
    let trace = record("power", &RUN);
    let report = try_states("power", &trace, 1200, false);
    assert!(report.failures.is_empty(), "{report}");
    assert!(report.states >= 400 && report.acknowledgements >= 50, "{report}");
}

#[test]
fn nothing_confirmed_is_lost_while_the_log_is_written_back() {
    let trace = record("power-long", &LONG);
    let report = try_states("power-long", &trace, 300, false);
    assert!(report.failures.is_empty(), "{report}");
    assert!(report.states >= 100, "{report}");
}

#[test]
fn the_test_is_red_when_the_log_is_not_synced() {
    let trace = record("power-unsynced", &RUN).without_syncs_of("-wal");
    let report = try_states("power-unsynced", &trace, 300, false);
    assert!(report.failures.iter().any(|failure| failure.why.starts_with("lost: ACK own")), "{report}");
}

#[test]
fn the_test_is_red_when_directories_are_not_synced() {
    let trace = record("power-nameless", &RUN).without_syncs_of("record");
    let report = try_states("power-nameless", &trace, 300, false);
    assert!(report.failures.iter().any(|failure| failure.why.starts_with("lost: ACK")), "{report}");
}

#[test]
fn the_test_is_red_when_an_act_is_confirmed_before_it_is_kept() {
    let trace = record("power-early", &["ack-first own:6"]);
    let report = try_states("power-early", &trace, 300, false);
    assert!(report.failures.iter().any(|failure| failure.why.starts_with("lost: ACK own")), "{report}");
}

#[cfg(feature = "planted")]
#[test]
fn the_test_is_red_with_synchronous_normal() {
    let runs = RUN.map(|steps| format!("unsynced {steps}"));
    let trace = record("power-normal", &runs.each_ref().map(String::as_str));
    let report = try_states("power-normal", &trace, 300, false);
    assert!(report.failures.iter().any(|failure| failure.why.starts_with("lost: ACK own")), "{report}");
}

#[test]
fn the_log_is_synced_before_every_confirmation() {
    let counts = |trace: &Trace| trace.syncs_before_each("ACK own ", "record.sqlite-wal");
    let trace = record("syncs", &["own:20"]);
    // Once for the act, once for the mark.
    assert!(counts(&trace).iter().all(|count| *count >= 2) && counts(&trace).len() == 20, "{:?}", counts(&trace));
    assert_eq!(counts(&record("syncs-early", &["ack-first own:20"]))[0], 0);
}

/// Whether the call that failed was SQLite's own sync of the directory, which it ignores, and which the opening has done
/// before it.
fn is_needless(events: &[Event]) -> bool {
    let Some(Event::Failed { kind: 's', fd }) = events.last() else { return false };
    let opened = |event: &Event, end: &str| matches!(event, Event::Opened { path, .. } if path.ends_with(end));
    let of_directory = events.iter().rev().find(|event| matches!(event, Event::Opened { fd: other, .. } if other == fd));
    of_directory.is_some_and(|event| opened(event, "record")) && events.iter().any(|event| opened(event, "record.sqlite"))
}

/// Runs with a fault, and then again without one. Returns `None` when the fault lay behind the end of the run.
fn fail(recorder: &Recorder, fault: Fault, steps: &str) -> Option<Result<Trace, String>> {
    recorder.clear().unwrap();
    let first = keeper(recorder, "first", steps, Some(fault));
    let trace = recorder.trace().unwrap();
    let hit = trace.events.iter().position(|event| matches!(event, Event::Failed { .. }))?;
    Some((|| {
        if is_needless(&trace.events[..=hit]) {
            return if first.status.success() { Ok(trace) } else { Err(format!("ended with {}", first.status)) };
        }
        if first.status.code() != Some(3) {
            return Err(format!("ended with {}", first.status));
        }
        let after = trace.events[hit..].iter().flat_map(|event| acknowledgements(event, "ACK ")).next();
        if let Some(line) = after.filter(|line| !line.starts_with("ACK dropping")) {
            return Err(format!("confirmed after the fault: {line}"));
        }
        let second = keeper(recorder, "second", "own:2", None);
        if !second.status.success() {
            return Err(format!("does not start again: {}", String::from_utf8_lossy(&second.stderr)));
        }
        let trace = recorder.trace().unwrap();
        let all: Vec<String> = trace.events.iter().flat_map(|event| acknowledgements(event, "ACK ")).collect();
        let numbers: Vec<&str> = all.iter().filter_map(|line| line.strip_prefix("ACK own ")?.split(' ').next()).collect();
        if numbers.iter().collect::<BTreeSet<_>>().len() != numbers.len() {
            return Err(format!("a number was used twice: {numbers:?}"));
        }
        promises_hold(recorder.under(), &all)?;
        Ok(trace)
    })())
}

/// Tries every `step`-th fault until one lies behind the end of the run; returns how many there were.
fn sweep(name: &str, fault: fn(usize) -> Fault, step: usize, steps: &str) -> Result<usize, String> {
    let recorder = Recorder::new(&work(name)).unwrap();
    let mut count = 0;
    for turn in (1..).step_by(step) {
        match fail(&recorder, fault(turn), steps) {
            None => break,
            Some(Err(why)) => return Err(format!("{name}, {:?}: {why}", fault(turn))),
            Some(Ok(_)) => count += 1,
        }
    }
    println!("{name}: {count} faults");
    Ok(count)
}

const SWEPT: &str = "own:3 import:10 part:5000 drop own:2 close";

#[test]
fn a_call_that_fails_ends_the_process_and_nothing_is_confirmed_after_it() {
    assert!(sweep("fail-any", Fault::AnyOnce, 1, SWEPT).unwrap() >= 100);
}

#[test]
fn a_full_disk_ends_the_process_and_nothing_is_confirmed_after_it() {
    assert!(sweep("fail-full", Fault::Full, 3, SWEPT).unwrap() >= 25);
}

#[test]
fn the_sweep_is_red_when_an_error_is_swallowed() {
    let red = sweep("fail-swallowed", Fault::SyncOnce, 1, "swallow own:3").unwrap_err();
    assert!(red.contains("confirmed after the fault"), "{red}");
}

#[test]
fn what_is_confirmed_after_a_failed_sync_and_a_new_start_outlasts_a_power_cut() {
    let recorder = Recorder::new(&work("fail-then-cut")).unwrap();
    let mut faults = 0;
    for turn in 1.. {
        let Some(ran) = fail(&recorder, Fault::SyncOnce(turn), "own:3 import:4 close") else { break };
        let trace = ran.unwrap();
        faults += 1;
        for reach in [false, true] {
            let report = try_states(&format!("cut-after-fault-{turn}-{reach}"), &trace, 60, reach);
            assert!(report.failures.is_empty(), "fault {turn}: {report}");
        }
    }
    assert!(faults >= 15, "{faults}");
}
