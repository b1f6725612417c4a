//! `fold`: acts that are verified already, judged and filed, by the time of one core; and the memory that they take.

use std::collections::BTreeMap;
use std::hint::black_box;

use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::record::{Record, Verified};

use super::row::{Figure, Pair, Row, Target, median};
use super::sample::SIZE;
use super::world::{Size, World};
use super::{Measured, ROUNDS, Setting, on_core};

/// Feeds of persons, and whether the target is for as many.
const CURVE: [(usize, bool); 5] = [(8, true), (50, true), (200, true), (500, false), (1000, false)];
const LEAST: f64 = 300_000.0;
/// Parties that share the feeds, at most: beyond, each sends more persons.
const PARTIES_MAX: usize = 50;
/// Bytes of memory for each act.
const BYTES_MAX: f64 = 400.0;

pub fn measure(setting: &Setting, memory: Option<Figure>) -> Measured<Row> {
    let mut slowest: Option<Row> = None;
    let mut curve = Vec::new();
    for (feeds, is_bound) in CURVE {
        setting.begin(&format!("fold, {feeds} feeds"), ROUNDS);
        let rounds = at(setting, feeds)?;
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
    let mut row = slowest.unwrap_or_else(|| unreachable!("the curve has bound points"));
    row.also = curve.into_iter().chain(memory).collect();
    Ok(row)
}

fn at(setting: &Setting, feeds: usize) -> Measured<Vec<(f64, f64)>> {
    let mut acts: Vec<Verified> = Vec::new();
    let parties = (feeds / 4).clamp(2, PARTIES_MAX);
    let mut world = World::found(Size { parties, persons: feeds }, |act| acts.push(act))?;
    let founding = acts.len();
    for _ in 0..setting.acts {
        acts.push(world.next()?);
    }
    let mechanism = world.record.mechanism();
    drop(world);
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
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
        rounds.push((setting.acts as f64 / took.as_secs_f64(), setting.acts as f64 / peer.as_secs_f64()));
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
