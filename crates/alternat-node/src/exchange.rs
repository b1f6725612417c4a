//! Exchange with the nodes of other parties: links, and on each link one talk for each circle in common.

mod link;
mod held;
mod talk;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use alternat::id::Id;
use alternat::kind::{Accreditation, Kind};
use alternat::record::Record;
use alternat::words::Code;
use tokio::sync::watch;

use crate::home::HomeError;
use crate::limit;
use crate::node::{Node, locked};
use crate::transport::{CloseCode, Link, Pins, Transport, TransportError};

/// A peer, by the key of its connections.
type PeerKey = [u8; 32];

/// Everything that the tasks of the exchange share.
pub(crate) struct Exchanges {
    node: Arc<Node>,
    transport: Transport,
    pins: Pins,
    links: Mutex<BTreeMap<PeerKey, Kept>>,
    /// Peers that are being dialled.
    dialling: Mutex<BTreeSet<(PeerKey, SocketAddr)>>,
    /// Changes whenever a link ends.
    ended: watch::Sender<u64>,
}

/// A link that is used.
struct Kept {
    link: Link,
    /// Whether the smaller of the two keys dialled it.
    preferred: bool,
    since: Instant,
}

/// Why the exchange could not begin.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The socket.
    #[error("could not listen for other nodes")]
    Transport(#[from] TransportError),
    /// The home.
    #[error(transparent)]
    Home(#[from] HomeError),
}

/// Begins to listen, to dial and to exchange, until the process ends; gives the address that was taken.
///
/// # Errors
/// [`ExchangeError`].
pub async fn start(node: Arc<Node>) -> Result<SocketAddr, ExchangeError> {
    let home = node.home();
    for mechanism in home.circles()? {
        node.circle(mechanism)?;
    }
    let pins = Pins::new([]);
    let transport = Transport::bind(home.configuration().listen, &home.transport_secret(), pins.clone())?;
    let bound = transport.local_addr();
    let exchanges = Arc::new(Exchanges {
        node: node.clone(),
        transport,
        pins,
        links: Mutex::new(BTreeMap::new()),
        dialling: Mutex::new(BTreeSet::new()),
        ended: watch::Sender::new(0),
    });
    node.listening().send_replace(Some(bound));
    exchanges.pin();
    tokio::spawn(keep_pins(exchanges.clone()));
    tokio::spawn(admit(exchanges.clone()));
    tokio::spawn(keep_dialling(exchanges));
    Ok(bound)
}

impl Exchanges {
    /// Pins the keys of the other parties' nodes, as the records have them now.
    fn pin(&self) {
        let own = self.transport.public_key();
        let keys = self.node.circles().into_iter().flat_map(|shared| shared.with(|circle| members(circle.record()))).map(|(key, _)| key);
        self.pins.replace(keys.filter(|key| *key != own));
    }

    /// Keeps a link, unless another that is as good is there already; gives whether it is to be used.
    ///
    /// Of two links to one peer that come about together, both sides keep the one that the smaller key dialled. A peer that
    /// dials later has started again and knows of no link, so its link takes the place of the old one.
    fn keep(&self, link: &Link, dialled: bool) -> bool {
        let preferred = dialled == (self.transport.public_key() < link.peer());
        let mut links = locked(&self.links);
        let open = links.get(&link.peer()).filter(|kept| kept.link.is_open());
        let together = |kept: &Kept| kept.since.elapsed() < Duration::from_millis(limit::CROSSING_MS_MAX);
        if open.is_some_and(|kept| kept.preferred && !preferred && together(kept)) {
            return false;
        }
        if let Some(old) = links.insert(link.peer(), Kept { link: link.clone(), preferred, since: Instant::now() }) {
            old.link.close(CloseCode::REPLACED);
        }
        true
    }

    fn is_linked(&self, peer: &PeerKey) -> bool {
        locked(&self.links).get(peer).is_some_and(|kept| kept.link.is_open())
    }
}

/// The keys of connections of every party's nodes that count now, with the party's code.
pub fn members(record: &Record) -> Vec<(PeerKey, Code)> {
    let window = record.everything();
    let Ok(charter) = window.charter() else { return vec![] };
    let mut members = Vec::new();
    for party in &charter.body.parties {
        for inception in window.inceptions_of(&party.code) {
            // A revocation ends the feed and leaves the accreditation standing; who signs no more is not spoken to any more.
            let accreditations = window.filed(inception, Kind::Accreditation).into_iter();
            let accreditations = accreditations.filter(|ix| !window.any_filed(*ix, Kind::Revocation));
            let nodes = accreditations.filter_map(|ix| window.ground.body::<Accreditation>(ix).and_then(|body| body.node.as_ref()));
            members.extend(nodes.map(|node| (node.transport.0, party.code.clone())));
        }
    }
    members
}

async fn keep_pins(exchanges: Arc<Exchanges>) {
    let mut changes: Vec<watch::Receiver<u64>> = exchanges.node.circles().iter().map(|shared| shared.changed().subscribe()).collect();
    if changes.is_empty() {
        return;
    }
    // What changed before the subscription is seen here.
    exchanges.pin();
    loop {
        let waits = changes.iter_mut().map(|changed| Box::pin(changed.changed())).collect::<Vec<_>>();
        if first(waits).await.is_err() {
            return;
        }
        exchanges.pin();
    }
}

/// Waits for the first of several.
async fn first<F: Future + Unpin>(mut waits: Vec<F>) -> F::Output {
    std::future::poll_fn(move |context| {
        for wait in &mut waits {
            if let std::task::Poll::Ready(output) = std::pin::Pin::new(wait).poll(context) {
                return std::task::Poll::Ready(output);
            }
        }
        std::task::Poll::Pending
    })
    .await
}

async fn admit(exchanges: Arc<Exchanges>) {
    while let Some(link) = exchanges.transport.accept().await {
        if exchanges.keep(&link, false) {
            tokio::spawn(link::run(exchanges.clone(), link, false));
        } else {
            link.close(CloseCode::REPLACED);
        }
    }
}

/// Dials every peer whose address is known and that is not linked, again and again, ever more slowly.
async fn keep_dialling(exchanges: Arc<Exchanges>) {
    let mut addresses = exchanges.node.addresses().subscribe();
    let mut ended = exchanges.ended.subscribe();
    let mut changes: Vec<watch::Receiver<u64>> = exchanges.node.circles().iter().map(|shared| shared.changed().subscribe()).collect();
    loop {
        for target in targets(&exchanges) {
            let mut dialling = locked(&exchanges.dialling);
            if !exchanges.is_linked(&target.0) && dialling.insert(target) {
                tokio::spawn(dial(exchanges.clone(), target));
            }
        }
        let waits = changes.iter_mut().map(|changed| Box::pin(changed.changed())).collect::<Vec<_>>();
        tokio::select! {
            _ = addresses.changed() => {}
            _ = ended.changed() => {}
            _ = first(waits) => {}
        }
    }
}

/// The peers whose addresses are known, by key.
fn targets(exchanges: &Exchanges) -> BTreeSet<(PeerKey, SocketAddr)> {
    let peers = exchanges.node.home().configuration().peers.clone();
    let own = exchanges.transport.public_key();
    let mut targets = BTreeSet::new();
    for shared in exchanges.node.circles() {
        let known = peers.get(&shared.mechanism());
        let members = shared.with(|circle| members(circle.record()));
        for (key, code) in members.into_iter().filter(|(key, _)| *key != own) {
            targets.extend(known.and_then(|known| known.get(&code)).map(|address| (key, *address)));
        }
    }
    targets
}

async fn dial(exchanges: Arc<Exchanges>, target: (PeerKey, SocketAddr)) {
    let (key, address) = target;
    let mut pause = Duration::from_millis(limit::REDIAL_MS_LEAST);
    while !exchanges.is_linked(&key) && targets(&exchanges).contains(&target) {
        match exchanges.transport.dial(address, key).await {
            Ok(link) => {
                match exchanges.keep(&link, true) {
                    true => drop(tokio::spawn(link::run(exchanges.clone(), link, true))),
                    false => link.close(CloseCode::REPLACED),
                }
                break;
            }
            Err(_) => {
                // The peer may be away for days: no error, only a pause before the next try.
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(limit::REDIAL_MS_MOST));
            }
        }
    }
    locked(&exchanges.dialling).remove(&target);
    exchanges.ended.send_modify(|count| *count += 1);
}

/// The party whose node a peer is in a circle; `None` for one that is no member of it.
pub(crate) fn is_member(record: &Record, peer: &PeerKey) -> Option<Code> {
    members(record).into_iter().find(|(key, _)| key == peer).map(|(_, code)| code)
}

/// The circles that a peer is a member of, by id.
pub(crate) fn in_common(node: &Node, peer: &PeerKey) -> Vec<(Id, Code)> {
    let circles = node.circles().into_iter();
    circles.filter_map(|shared| shared.with(|circle| is_member(circle.record(), peer)).map(|code| (shared.mechanism(), code))).collect()
}
