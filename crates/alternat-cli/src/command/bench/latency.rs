//! `latency`: from the hand that signs on one node until three other nodes have the act on their disks, beside one sync of
//! a file and one round trip on a link.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use alternat::id::Id;
use alternat_node::node::{Node, Shared};
use alternat_node::request::{Answer, Ask, Request, Writing};
use alternat_node::transport::{FrameReceiver, FrameSender, Link, Pins, Transport};
use serde_json::json;

use super::append::ms;
use super::row::{Figure, Pair, Row, Target, median};
use super::sample::SIZE;
use super::takeover::{begin, runtime};
use super::world::World;
use super::{Measured, Setting, stopped, timed};
use crate::trouble::Trouble;

/// Acts, at most.
const ACTS_MAX: usize = 200;
/// How many medians are taken.
const ROUNDS: usize = 5;
/// Bytes that go to and fro: about an act.
const FRAME_BYTES: usize = 256;
/// The signer, as the home knows him.
const DELEGATE: &str = "delegate";
/// Seconds after which an act that has not come never will.
const SECONDS_MAX: u64 = 60;

pub fn measure(setting: &Setting) -> Measured<Row> {
    let count = (setting.acts / 20).clamp(ROUNDS, ACTS_MAX);
    setting.begin("latency", count);
    let mut envelopes = Vec::new();
    let world = World::found(SIZE, |act| envelopes.push(act.envelope().to_vec()))?;
    let mechanism = world.record.mechanism();
    let running = runtime()?;
    let (nodes, mut wire) = running.block_on(async {
        let mut nodes: Vec<Arc<Node>> = Vec::new();
        let mut addresses: Vec<SocketAddr> = Vec::new();
        for (place, station) in world.nodes.iter().enumerate() {
            let directory = setting.directory.join(format!("node-{place}"));
            let mut home = station.home(&directory)?;
            home.circle(mechanism)?.take(&envelopes).map_err(|error| stopped("fill a home", &error))?;
            // Each node dials those that began before it.
            let known = world.nodes.iter().map(|other| other.code.clone()).zip(addresses.iter().copied());
            home.configure(|configuration| configuration.peers.entry(mechanism).or_default().extend(known))?;
            if place == 0 {
                let (secret, feed) = station.delegate;
                let signers = json!({ DELEGATE: { "secret": secret, "feed": feed } }).to_string();
                let path = home.circle_directory(mechanism).join("signers.json");
                std::fs::write(path, signers).map_err(|error| stopped("write a signer's key", &error))?;
            }
            let (node, address) = begin(&directory).await?;
            nodes.push(node);
            addresses.push(address);
        }
        let first = nodes[0].circle(mechanism)?;
        let mut links = first.links().subscribe();
        let all = links.wait_for(|links| {
            let parties = links.parties();
            parties.len() == SIZE.parties - 1 && parties.iter().all(|code| links.is_equal(code, 0))
        });
        tokio::time::timeout(Duration::from_secs(SECONDS_MAX), all)
            .await
            .map_err(|error| stopped("link four nodes", &error))?
            .map_err(|error| stopped("link four nodes", &error))?;
        Ok::<_, Trouble>((nodes, Wire::make().await?))
    })?;
    let open = |place: usize| {
        let opened = OpenOptions::new().create(true).append(true).open(setting.directory.join(format!("synced-{place}")));
        opened.map_err(|error| stopped("make a file", &error))
    };
    let mut files = (0..SIZE.parties).map(open).collect::<Measured<Vec<File>>>()?;
    let (mut syncs, mut trips, mut floors) = (Vec::new(), Vec::new(), Vec::new());
    let mut rounds = Vec::new();
    let mut last = mechanism;
    for _ in 0..ROUNDS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..count / ROUNDS {
            let (took, id) = running.block_on(spread(&nodes, mechanism, last))?;
            last = id;
            ours.push(ms(took));
            let synced = sync(&mut files[0])?;
            let there_and_back = running.block_on(wire.round_trip())?;
            theirs.push(ms(synced + there_and_back));
            syncs.push(ms(synced));
            trips.push(ms(there_and_back));
            floors.push(ms(sync_as_nodes(&mut files)?));
            setting.bar.inc(1);
        }
        rounds.push((median(ours), median(theirs)));
    }
    drop(nodes);
    running.shutdown_timeout(Duration::from_secs(10));
    let pair = Pair {
        row: "latency",
        what: format!("from signing on one node to the disks of three others, the median of {count}"),
        unit: "ms",
        peer: "one sync of a file and one round trip of a frame on a link".into(),
        target: Target::RatioAtMost(3.0),
    };
    let mut row = Row::of(pair, &rounds);
    let figure =
        |what: &str, figures: Vec<f64>| Figure { what: what.into(), value: median(figures), unit: "ms", at_least: None, at_most: None };
    row.also = vec![
        figure("one sync", syncs),
        figure("one round trip", trips),
        figure("syncs alone as four nodes on one disk make them: two in turn, then three at once", floors),
    ];
    Ok(row)
}

/// Signs an act on the first node and waits until every other has it on its disk.
async fn spread(nodes: &[Arc<Node>], mechanism: Id, of: Id) -> Measured<(Duration, Id)> {
    let others = nodes[1..].iter().map(|node| node.circle(mechanism)).collect::<Result<Vec<Arc<Shared>>, _>>()?;
    let mut changes: Vec<_> = others.iter().map(|shared| shared.changed().subscribe()).collect();
    let body = json!({ "of": [of] });
    let writing = Writing { kind: "receipt".into(), body, parts: vec![], basis: None, claimed_at: None };
    let request = Request { mechanism: None, ask: Ask::Sign { signer: DELEGATE.into(), writing, passphrase: None } };
    let begun = Instant::now();
    let id = match nodes[0].answer(request).await {
        Answer::Recorded { id } => id,
        Answer::Failed(failure) => return Err(failure.into()),
        other => return Err(Trouble::new(3, format!("a node answered {other:?}"), "")),
    };
    for (shared, changes) in others.iter().zip(&mut changes) {
        let come = async {
            while shared.with(|circle| circle.record().ground().graph.find(&id).is_none()) {
                if changes.changed().await.is_err() {
                    break;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(SECONDS_MAX), come).await.map_err(|error| stopped("spread an act", &error))?;
    }
    Ok((begun.elapsed(), id))
}

fn sync(file: &mut File) -> Measured<Duration> {
    let (synced, took) = timed(|| file.write_all(&[7; FRAME_BYTES]).and_then(|()| file.sync_all()));
    synced.map_err(|error| stopped("sync a file", &error))?;
    Ok(took)
}

/// The syncs that one act causes: of the act and of the mark that lets it leave, then of the act on every other node.
fn sync_as_nodes(files: &mut [File]) -> Measured<Duration> {
    let Some((first, others)) = files.split_first_mut() else { return Ok(Duration::ZERO) };
    let (synced, took) = timed(|| {
        sync(first)?;
        sync(first)?;
        std::thread::scope(|scope| {
            let running: Vec<_> = others.iter_mut().map(|file| scope.spawn(|| sync(file))).collect();
            let done = |one: std::thread::ScopedJoinHandle<'_, Measured<Duration>>| one.join().map(|synced| synced.map(drop));
            running.into_iter().try_for_each(|one| done(one).unwrap_or_else(|_| Err(Trouble::new(3, "a file was not synced", ""))))
        })
    });
    synced.map(|()| took)
}

/// A link over loopback with an echo at its other end.
struct Wire {
    sender: FrameSender,
    receiver: FrameReceiver,
    _ends: (Transport, Transport, Link),
}

impl Wire {
    async fn make() -> Measured<Wire> {
        let failed = |error| stopped("link two sockets", &error);
        let (near, far) = (Id::of_bytes(b"alternat bench near"), Id::of_bytes(b"alternat bench far"));
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let near = Transport::bind(any, &near.0, Pins::new([])).map_err(failed)?;
        let far = Transport::bind(any, &far.0, Pins::new([near.public_key()])).map_err(failed)?;
        let (dialled, accepted) = tokio::join!(near.dial(far.local_addr(), far.public_key()), far.accept());
        let (link, accepted) = (dialled.map_err(failed)?, accepted);
        let (sender, receiver) = link.open().await.map_err(failed)?;
        tokio::spawn(async move {
            let Some(accepted) = accepted else { return };
            let Ok(Some((mut back, mut there))) = accepted.accept().await else { return };
            while let Ok(Some(frame)) = there.receive().await {
                if back.send(&frame).await.is_err() {
                    return;
                }
            }
        });
        Ok(Wire { sender, receiver, _ends: (near, far, link) })
    }

    async fn round_trip(&mut self) -> Measured<Duration> {
        let failed = |error| stopped("send a frame to and fro", &error);
        let begun = Instant::now();
        self.sender.send(&[7; FRAME_BYTES]).await.map_err(failed)?;
        let frame = self.receiver.receive().await.map_err(failed)?;
        let took = begun.elapsed();
        frame.map(|_| took).ok_or_else(|| Trouble::new(3, "a link over loopback ended", "measure again"))
    }
}
