//! `append`: one act kept durably, beside a bare SQLite insert of as many bytes, one after the other in turn.

use std::time::Duration;

use alternat::record::Verified;
use alternat_store::Store;
use rusqlite::Connection;

use super::row::{Pair, Row, Target, median};
use super::sample::SIZE;
use super::world::World;
use super::{Measured, ROUNDS, Setting, stopped, timed};

/// Acts of one round, at most.
const ACTS_MAX: usize = 200;

pub fn measure(setting: &Setting) -> Measured<Row> {
    let count = (setting.acts / 10).clamp(5, ACTS_MAX);
    setting.begin("append", ROUNDS);
    let failed = |error| stopped("keep an act", &error);
    let bare_failed = |error| stopped("insert into SQLite", &error);
    let mut world = World::found(SIZE, drop)?;
    let mut store = Store::open(&setting.directory.join("append")).map_err(failed)?;
    let bare = bare(setting, "bare.sqlite").map_err(bare_failed)?;
    let mut insert = bare.prepare(INSERT).map_err(bare_failed)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let acts = (0..count).map(|_| world.next()).collect::<Measured<Vec<Verified>>>()?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for act in &acts {
            let (kept, took) = timed(|| store.append(std::slice::from_ref(act)));
            kept.map_err(failed)?;
            ours.push(ms(took));
            let (inserted, took) = timed(|| insert.execute([act.envelope()]));
            inserted.map_err(bare_failed)?;
            theirs.push(ms(took));
        }
        rounds.push((median(ours), median(theirs)));
        setting.bar.inc(1);
    }
    let pair = Pair {
        row: "append",
        what: format!("one act durable in the store, the median of {count}"),
        unit: "ms",
        peer: "one bare SQLite insert of as many bytes, synchronous=FULL".into(),
        target: Target::RatioAtMost(1.3),
    };
    Ok(Row::of(pair, &rounds))
}

/// The statement of a bare insert.
pub const INSERT: &str = "INSERT INTO bytes(bytes) VALUES (?1)";

/// A bare SQLite file with one table of bytes, as durable as the store.
pub fn bare(setting: &Setting, name: &str) -> rusqlite::Result<Connection> {
    let connection = Connection::open(setting.directory.join(name))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch("CREATE TABLE IF NOT EXISTS bytes(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")?;
    Ok(connection)
}

/// As milliseconds.
pub fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
