//! One link, and the talks on it: one for each circle in common.
//!
//! The side that dialled opens a stream for each circle, and again where a talk ended or the peer did not know the circle
//! yet. The other side opens one only where a circle comes to be in common while the link is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alternat::id::Id;
use alternat::words::Code;
use alternat_sync::{Exchange, Hello, unknown_circle};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::pause::Pauses;
use super::{Exchanges, PeerKey, in_common, talk};
use crate::limit;
use crate::node::locked;
use crate::transport::{CloseCode, FrameReceiver, FrameSender, Link};

/// Which side of a link this node is on, and the link's number.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// Whether this node dialled.
    pub dialled: bool,
    /// The link's number.
    pub number: u64,
}

/// How a link came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The peer broke the protocol.
    Breach,
    /// Something had been exchanged.
    Exchanged,
    /// Nothing had.
    Nothing,
}

/// A link while it is carried.
struct Carried {
    exchanges: Arc<Exchanges>,
    link: Link,
    peer: PeerKey,
    side: Side,
    talks: Mutex<BTreeMap<Id, Talking>>,
    /// Changes whenever a talk ends.
    over: watch::Sender<u64>,
    /// When each circle may be opened again.
    pauses: Mutex<Pauses<Id>>,
    /// Whether a peer said hello in any talk.
    exchanged: Arc<AtomicBool>,
    breached: AtomicBool,
}

/// A talk that has begun and not ended.
struct Talking {
    number: u64,
    /// Whether this node opened its stream.
    own: bool,
    since: Instant,
    task: AbortHandle,
}

/// Carries the talks of a link until it ends.
pub async fn run(exchanges: Arc<Exchanges>, link: Link, side: Side) {
    let mut roster = exchanges.node.roster().subscribe();
    let carried = Arc::new(Carried {
        peer: link.peer(),
        link,
        side,
        talks: Mutex::default(),
        over: watch::Sender::new(0),
        pauses: Mutex::new(Pauses::none()),
        exchanged: Arc::default(),
        breached: AtomicBool::new(false),
        exchanges,
    });
    carried.carry(&mut roster).await;
    carried.link.close(CloseCode::DONE);
    let end = match (carried.breached.load(Ordering::Relaxed), carried.exchanged.load(Ordering::Relaxed)) {
        (true, _) => End::Breach,
        (false, true) => End::Exchanged,
        (false, false) => End::Nothing,
    };
    carried.exchanges.let_go(&carried.peer, side.number, end, Instant::now());
}

impl Carried {
    async fn carry(self: &Arc<Carried>, roster: &mut watch::Receiver<u64>) {
        let node = &self.exchanges.node;
        let mut over = self.over.subscribe();
        // What was in common when the link came about is opened by the side that dialled.
        let mut known: BTreeSet<Id> = in_common(node, &self.peer).into_iter().map(|(mechanism, _)| mechanism).collect();
        if self.side.dialled {
            known.clear();
        }
        loop {
            let common = in_common(node, &self.peer);
            if common.is_empty() {
                return self.link.close(CloseCode::UNPINNED);
            }
            known.retain(|mechanism| common.iter().any(|(still, _)| still == mechanism));
            let mut again: Option<Instant> = None;
            for (mechanism, code) in common {
                if locked(&self.talks).contains_key(&mechanism) {
                    known.insert(mechanism);
                    continue;
                }
                let due = locked(&self.pauses).until(&mechanism).filter(|due| *due > Instant::now());
                match (known.insert(mechanism), self.side.dialled, due) {
                    (true, ..) | (false, true, None) => self.begin(mechanism, code),
                    (false, true, Some(due)) => again = Some(again.map_or(due, |again| again.min(due))),
                    (false, false, _) => {}
                }
            }
            let pause = async {
                match again {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                stream = self.link.accept() => match stream {
                    Ok(Some((sender, receiver))) => drop(tokio::spawn(self.clone().answer(sender, receiver))),
                    _ => return,
                },
                // What the peer did not know before it may know now.
                _ = roster.changed() => locked(&self.pauses).retain(|_| false),
                _ = over.changed() => {}
                () = pause => {}
            }
        }
    }

    /// Opens a stream for a circle.
    fn begin(self: &Arc<Carried>, mechanism: Id, code: Code) {
        let Ok(shared) = self.exchanges.node.circle(mechanism) else { return };
        let carried = self.clone();
        self.enter(mechanism, true, |number| async move {
            let Ok((sender, receiver)) = carried.link.open().await else { return };
            let question = *shared.questions().borrow();
            let talk = carried.talk(shared, code, question);
            carried.end(mechanism, number, talk.run(Exchange::open(mechanism), sender, receiver).await);
        });
    }

    /// Answers a stream: only a hello for a circle that both are in gets more than `unknown circle`.
    async fn answer(self: Arc<Carried>, mut sender: FrameSender, mut receiver: FrameReceiver) {
        let Ok(Some(first)) = receiver.receive().await else { return };
        let Ok(hello) = Hello::read(&first) else {
            return self.misspoke();
        };
        let mechanism = hello.mechanism;
        let found = self.exchanges.node.circles().into_iter().find(|shared| shared.mechanism() == mechanism);
        let Some((code, shared)) = found.and_then(|shared| shared.member(&self.peer).map(|code| (code, shared))) else {
            // The same bytes whether the circle is not here or the peer is not in it.
            if sender.send(&unknown_circle()).await.is_ok() {
                drop(sender.finish().await);
            }
            return;
        };
        let carried = self.clone();
        self.enter(mechanism, false, |number| async move {
            // Whatever was asked before the peer said hello is asked once more.
            let talk = carried.talk(shared, code, 0);
            carried.end(mechanism, number, talk.run(Exchange::answer(&hello), sender, receiver).await);
        });
    }

    fn talk(&self, shared: Arc<crate::node::Shared>, code: Code, question: u64) -> talk::Talk {
        let (node, exchanged) = (self.exchanges.node.clone(), self.exchanged.clone());
        talk::Talk { node, number: shared.talk_number(), shared, code, peer: self.peer, question, exchanged, link: self.link.clone() }
    }

    /// Begins a talk about a circle, unless another stands in its way: where both sides opened one, that of the side that
    /// dialled stays; otherwise the later one.
    fn enter<F: Future<Output = ()> + Send + 'static>(&self, mechanism: Id, own: bool, talk: impl FnOnce(u64) -> F) {
        let mut talks = locked(&self.talks);
        if talks.get(&mechanism).is_some_and(|there| there.own && !own && self.side.dialled) {
            return;
        }
        let number = self.exchanges.number();
        let task = tokio::spawn(talk(number)).abort_handle();
        if let Some(before) = talks.insert(mechanism, Talking { number, own, since: Instant::now(), task }) {
            before.task.abort();
        }
    }

    /// A talk has ended.
    fn end(&self, mechanism: Id, number: u64, end: talk::Ended) {
        let mut talks = locked(&self.talks);
        let since = talks.get(&mechanism).filter(|there| there.number == number).map(|there| there.since);
        if since.is_some() {
            talks.remove(&mechanism);
        }
        drop(talks);
        let mut pauses = locked(&self.pauses);
        match since.is_some_and(|since| since.elapsed() >= Duration::from_millis(limit::LASTED_MS_LEAST)) {
            true if end.connected => pauses.lasted(&mechanism),
            _ => pauses.failed(mechanism, Instant::now(), limit::REDIAL_MS_MOST),
        }
        drop(pauses);
        if end.breached {
            self.misspoke();
        }
        self.over.send_modify(|count| *count += 1);
    }

    /// The peer broke the protocol: the link ends.
    fn misspoke(&self) {
        self.breached.store(true, Ordering::Relaxed);
        self.link.close(CloseCode::MISSPOKE);
    }
}
