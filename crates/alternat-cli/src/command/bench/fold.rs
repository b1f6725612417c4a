//! `fold`: acts that are verified already, judged and filed, by the time of one core; and the memory that they take.

use std::collections::BTreeMap;
use std::hint::black_box;

use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::record::{Record, Verified};

use super::row::{Figure, Pair, Row, Target, median};
use super::sample::SIZE;
use super::world::{Size, World};
use super::{Measured, Setting, on_core};

/// Feeds of persons, and whether the target is for as many.
const CURVE: [(usize, bool); 5] = [(8, true), (50, true), (200, true), (500, false), (1000, false)];
const LEAST: f64 = 300_000.0;
/// Seals of a record that is sealed over and over: what a seal costs is not to grow with those before it.
const SEALS: usize = 200;
/// Parties that share the feeds, at most: beyond, each sends more persons.
const PARTIES_MAX: usize = 50;
/// Bytes of memory for each act.
const BYTES_MAX: f64 = 400.0;

pub fn measure(setting: &Setting, memory: Option<Figure>) -> Measured<Row> {
    let mut slowest: Option<Row> = None;
    let mut curve = Vec::new();
    // Of very many acts only the points for which there is a target: to sign the acts takes most of the time.
    for (feeds, is_bound) in CURVE.into_iter().filter(|(_, is_bound)| *is_bound || !setting.is_long()) {
        setting.begin(&format!("fold, {feeds} feeds"), setting.rounds());
        let rounds = at(setting, feeds, 0)?;
        let value = median(rounds.iter().map(|(value, _)| *value));
        curve.push(Figure {
            what: format!("acts folded, by {feeds} feeds"),
            value,
            unit: "/s",
            at_least: is_bound.then_some(LEAST),
            at_most: None,
        });
        if is_bound && slowest.as_ref().is_none_or(|slowest| value < slowest.value) {
            let pair = Pair {
                row: "fold",
                what: format!("verified acts folded on one core, by {feeds} feeds: the slowest up to 200"),
                unit: "/s",
                peer: "acts hashed and filed by their id, and nothing else".into(),
                target: Target::ValueAtLeast(LEAST),
            };
            slowest = Some(Row::of(pair, &rounds));
        }
    }
    if !setting.is_long() {
        setting.begin(&format!("fold, {SEALS} seals"), setting.rounds());
        let rounds = at(setting, CURVE[0].0, SEALS)?;
        let value = median(rounds.iter().map(|(value, _)| *value));
        let what = format!("acts folded, by {} feeds, sealed {SEALS} times", CURVE[0].0);
        curve.push(Figure { what, value, unit: "/s", at_least: None, at_most: None });
    }
    let mut row = slowest.unwrap_or_else(|| unreachable!("the curve has bound points"));
    row.also = curve.into_iter().chain(memory).collect();
    Ok(row)
}

/// The rounds with so many feeds of persons and, spread evenly over the acts, so many seals.
fn at(setting: &Setting, feeds: usize, seals: usize) -> Measured<Vec<(f64, f64)>> {
    let mut acts: Vec<Verified> = Vec::new();
    let parties = (feeds / 4).clamp(2, PARTIES_MAX);
    let mut world = World::found(Size { parties, persons: feeds }, |act| acts.push(act))?;
    let founding = acts.len();
    let seal_every = setting.acts.checked_div(seals).unwrap_or(usize::MAX).max(1);
    for place in 1..=setting.acts {
        acts.push(world.next()?);
        if place.is_multiple_of(seal_every) {
            world.seal(|act| acts.push(act))?;
        }
    }
    let count = (acts.len() - founding) as f64;
    let mechanism = world.record.mechanism();
    drop(world);
    let mut rounds = Vec::new();
    for _ in 0..setting.rounds() {
        let mut founded = acts.clone();
        let rest = founded.split_off(founding);
        let mut record = Record::new(mechanism);
        let mut fold = |acts: Vec<Verified>| {
            for act in acts {
                record.fold(act);
            }
        };
        fold(founded);
        let ((), took) = on_core(|| fold(rest));
        drop(black_box(record));
        let mut filed: BTreeMap<Id, usize> = BTreeMap::new();
        let file = |(place, act): (usize, &Verified)| {
            if let Ok(read) = Envelope::read(act.envelope()) {
                filed.insert(read.id(), place);
            }
        };
        let ((), peer) = on_core(|| acts[founding..].iter().enumerate().for_each(file));
        drop(black_box(filed));
        rounds.push((count / took.as_secs_f64(), count / peer.as_secs_f64()));
        setting.bar.inc(1);
    }
    Ok(rounds)
}

/// The memory of each act of a record: what the process grows by while it verifies and folds, and keeps nothing else.
///
/// The first tenth is left out: it fills what the allocator holds in reserve.
pub fn memory(setting: &Setting) -> Measured<Figure> {
    setting.begin("memory", setting.acts);
    let mut world = World::found(SIZE, drop)?;
    let warm = setting.acts / 10;
    let mut before = 0;
    for place in 0..setting.acts {
        if place == warm {
            before = resident_bytes();
        }
        world.next()?;
        setting.bar.inc(1);
    }
    let grown = resident_bytes().saturating_sub(before);
    drop(black_box(world));
    Ok(Figure {
        what: "of memory for each act of a record".into(),
        value: grown as f64 / (setting.acts - warm) as f64,
        unit: "bytes",
        at_least: None,
        at_most: Some(BYTES_MAX),
    })
}

/// The memory that the process has in use, as Linux tells it; 0 elsewhere.
fn resident_bytes() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix("kB")).and_then(|kib| kib.trim().parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}
