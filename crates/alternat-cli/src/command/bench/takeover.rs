//! `takeover`: a new node takes a whole record from another over loopback QUIC, each act verified and durable, beside
//! verifying the same record and inserting the same bytes at once.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use alternat_node::exchange;
use alternat_node::home::Home;
use alternat_node::node::Node;
use tokio::runtime::Runtime;

use super::append::{INSERT, bare};
use super::row::{Figure, Pair, Row, Target, median};
use super::sample::Sample;
use super::world::Station;
use super::{Measured, Setting, stopped, timed};

/// How often the record is taken over, by a node that is new each time.
const ROUNDS: usize = 3;
/// Seconds after which a node that has not caught up never will.
const SECONDS_MAX: u64 = 3600;

pub fn measure(setting: &Setting, sample: &Sample) -> Measured<Row> {
    setting.begin("takeover", ROUNDS);
    let [giver, taker, ..] = &sample.nodes[..] else { unreachable!("the sample has four parties") };
    let count = sample.envelopes.len();
    let from = setting.directory.join("giver");
    home(&from, giver, sample, &sample.envelopes)?;
    // Dropping a runtime ends the tasks of its node, which then lets its stores go.
    let giving = runtime()?;
    let (_giver, address) = giving.block_on(begin(&from))?;
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let to = setting.directory.join(format!("taker-{round}"));
        home(&to, taker, sample, &sample.envelopes[..sample.founding])?.point_at(sample, giver, address)?;
        let taking = runtime()?;
        let (taken, took) = timed(|| taking.block_on(take_over(&to, sample)));
        taken?;
        taking.shutdown_timeout(Duration::from_secs(10));
        let verified = sample.verify(setting)?;
        let inserted = bulk_insert(setting, sample, round)?;
        rounds.push((took.as_secs_f64(), (verified + inserted).as_secs_f64()));
        setting.bar.inc(1);
    }
    let pair = Pair {
        row: "takeover",
        what: format!("for a new node to take over {count} acts, verified and durable"),
        unit: "s",
        peer: format!("to verify them on {} threads and insert their bytes into SQLite at once", setting.threads),
        target: Target::RatioAtMost(1.3),
    };
    let rate = count as f64 / median(rounds.iter().map(|(took, _)| *took));
    let mut row = Row::of(pair, &rounds);
    row.also.push(Figure { what: "acts taken over".into(), value: rate, unit: "/s", at_least: None, at_most: None });
    Ok(row)
}

/// A home that was just made.
pub struct Made(Home);

impl Made {
    /// Tells the home where another party's node is.
    pub fn point_at(mut self, sample: &Sample, other: &Station, address: SocketAddr) -> Measured<Made> {
        let change = |configuration: &mut alternat_node::home::Configuration| {
            configuration.peers.entry(sample.mechanism).or_default().insert(other.code.clone(), address);
        };
        self.0.configure(change)?;
        Ok(self)
    }
}

/// The home of a party's node, with its key and these acts.
fn home(directory: &Path, station: &Station, sample: &Sample, envelopes: &[Vec<u8>]) -> Measured<Made> {
    let home = station.home(directory)?;
    let mut circle = home.circle(sample.mechanism)?;
    for some in envelopes.chunks(1000) {
        circle.take(some).map_err(|error| stopped("fill a home", &error))?;
    }
    circle.take_part(super::world::WORDS).map_err(|error| stopped("fill a home", &error))?;
    Ok(Made(home))
}

/// A node at its home, and where it listens.
pub async fn begin(directory: &Path) -> Measured<(Arc<Node>, SocketAddr)> {
    let node = Arc::new(Node::open(directory)?);
    let address = exchange::start(node.clone()).await.map_err(|error| stopped("begin an exchange", &error))?;
    Ok((node, address))
}

/// A runtime of a node's own, as in a process of its own.
pub fn runtime() -> Measured<Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| stopped("start a node", &error))
}

async fn take_over(directory: &Path, sample: &Sample) -> Measured<()> {
    let (node, _) = begin(directory).await?;
    let shared = node.circle(sample.mechanism)?;
    let mut changes = shared.changed().subscribe();
    let all = async {
        while shared.with(|circle| circle.record().ground().graph.len()) < sample.envelopes.len() {
            if changes.changed().await.is_err() {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(SECONDS_MAX), all).await.map_err(|error| stopped("take a record over", &error))
}

fn bulk_insert(setting: &Setting, sample: &Sample, round: usize) -> Measured<Duration> {
    let insert = || {
        let mut connection = bare(setting, &format!("bulk-{round}.sqlite"))?;
        let all = connection.transaction()?;
        let mut insert = all.prepare(INSERT)?;
        for envelope in &sample.envelopes {
            insert.execute([envelope])?;
        }
        drop(insert);
        all.commit()
    };
    let (inserted, took) = timed(insert);
    inserted.map_err(|error| stopped("insert into SQLite", &error))?;
    Ok(took)
}
