//! Exchange with the nodes of other parties: links, and on each link one talk for each circle in common.
//!
//! Whom this node links with follows the records while it runs: circles that it takes up, parties that join, nodes that are
//! accredited and revoked, addresses that change.

mod link;
mod held;
mod talk;
mod linked;
mod pause;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alternat::id::Id;
use alternat::kind::{Accreditation, Kind};
use alternat::record::Record;
use alternat::words::Code;
use tokio::sync::watch;
use tokio::time::Instant;

pub use linked::Linked;

use crate::home::HomeError;
use crate::limit;
use crate::node::{Node, locked};
use crate::transport::{CloseCode, Link, Pins, Transport, TransportError};
use pause::Pauses;

/// A peer, by the key of its connections.
pub(crate) type PeerKey = [u8; 32];

/// Everything that the tasks of the exchange share.
pub(crate) struct Exchanges {
    node: Arc<Node>,
    transport: Transport,
    pins: Pins,
    links: Mutex<BTreeMap<PeerKey, Kept>>,
    /// Peers that are being dialled.
    dialling: Mutex<BTreeSet<(PeerKey, SocketAddr)>>,
    /// When each peer may be dialled again.
    pauses: Mutex<Pauses<PeerKey>>,
    /// Changes whenever a link ends.
    ended: watch::Sender<u64>,
    /// Numbers that were given to links.
    numbers: AtomicU64,
}

/// A link that is used.
struct Kept {
    link: Link,
    /// Which of all links: the peer may dial another before this one has come to its end.
    number: u64,
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
        pauses: Mutex::new(Pauses::none()),
        ended: watch::Sender::new(0),
        numbers: AtomicU64::new(0),
    });
    node.listening().send_replace(Some(bound));
    exchanges.pin();
    tokio::spawn(admit(exchanges.clone()));
    tokio::spawn(follow(exchanges));
    Ok(bound)
}

impl Exchanges {
    /// Pins the keys of the other parties' nodes, as the records have them now.
    fn pin(&self) {
        let own = self.transport.public_key();
        let circles = self.node.circles();
        let keys: BTreeSet<PeerKey> =
            circles.iter().flat_map(|shared| shared.members().iter().map(|(key, _)| *key).collect::<Vec<_>>()).collect();
        locked(&self.pauses).retain(|key| keys.contains(key));
        self.pins.replace(keys.into_iter().filter(|key| *key != own));
    }

    /// Keeps a link, unless another that is as good is there already; gives its number if it is to be used.
    ///
    /// Of two links to one peer that come about together, both sides keep the one that the smaller key dialled. A peer that
    /// dials later has started again and knows of no link, so its link takes the place of the old one.
    fn keep(&self, link: &Link, dialled: bool) -> Option<u64> {
        let preferred = dialled == (self.transport.public_key() < link.peer());
        let mut links = locked(&self.links);
        let open = links.get(&link.peer()).filter(|kept| kept.link.is_open());
        let together = |kept: &Kept| kept.since.elapsed() < Duration::from_millis(limit::CROSSING_MS_MAX);
        if open.is_some_and(|kept| kept.preferred && !preferred && together(kept)) {
            return None;
        }
        let number = self.number();
        if let Some(old) = links.insert(link.peer(), Kept { link: link.clone(), number, preferred, since: Instant::now() }) {
            old.link.close(CloseCode::REPLACED);
        }
        Some(number)
    }

    /// Takes a link that has ended out, and says when its peer may be dialled again.
    fn let_go(&self, peer: &PeerKey, number: u64, end: link::End, now: Instant) {
        let mut links = locked(&self.links);
        let own = links.get(peer).filter(|kept| kept.number == number).map(|kept| kept.since);
        if own.is_some() {
            links.remove(peer);
        }
        drop(links);
        let lasted = |since: Instant| now - since >= Duration::from_millis(limit::LASTED_MS_LEAST);
        let mut pauses = locked(&self.pauses);
        match (end, own) {
            (link::End::Breach, _) => pauses.failed(*peer, now, limit::REDIAL_BREACH_MS_MOST),
            (link::End::Exchanged, Some(since)) if lasted(since) => pauses.lasted(peer),
            (_, Some(_)) => pauses.failed(*peer, now, limit::REDIAL_MS_MOST),
            // Another link has taken its place.
            (_, None) => {}
        }
        drop(pauses);
        self.ended.send_modify(|count| *count += 1);
    }

    fn is_linked(&self, peer: &PeerKey) -> bool {
        locked(&self.links).get(peer).is_some_and(|kept| kept.link.is_open())
    }

    fn is_linked_elsewhere(&self, (peer, address): &(PeerKey, SocketAddr)) -> bool {
        locked(&self.links).get(peer).is_some_and(|kept| kept.link.is_open() && kept.link.remote_addr() != *address)
    }

    /// A number that nothing else has, higher than all before.
    fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
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

async fn admit(exchanges: Arc<Exchanges>) {
    while let Some(link) = exchanges.transport.accept().await {
        match exchanges.keep(&link, false) {
            Some(number) => drop(tokio::spawn(link::run(exchanges.clone(), link, link::Side { dialled: false, number }))),
            None => link.close(CloseCode::REPLACED),
        }
    }
}

/// Follows the records: pins whoever may dial, and dials every peer whose address is known and that is not linked, again and
/// again, ever more slowly.
async fn follow(exchanges: Arc<Exchanges>) {
    let mut roster = exchanges.node.roster().subscribe();
    let mut ended = exchanges.ended.subscribe();
    let mut known = BTreeSet::new();
    loop {
        exchanges.pin();
        let targets = targets(&exchanges);
        for target in &targets {
            // A peer that is said to have moved is tried there at once: its old link may not have been found dead yet.
            let moved = !known.contains(target) && exchanges.is_linked_elsewhere(target);
            if (moved || !exchanges.is_linked(&target.0)) && locked(&exchanges.dialling).insert(*target) {
                tokio::spawn(dial(exchanges.clone(), *target, moved));
            }
        }
        known = targets;
        tokio::select! {
            _ = roster.changed() => {}
            _ = ended.changed() => {}
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
        for (key, code) in shared.members().iter().filter(|(key, _)| *key != own) {
            targets.extend(known.and_then(|known| known.get(code)).map(|address| (*key, *address)));
        }
    }
    targets
}

/// Dials a peer until there is a link with it; one that has moved once, and then only if the link it had is gone.
async fn dial(exchanges: Arc<Exchanges>, target: (PeerKey, SocketAddr), mut moved: bool) {
    let (key, address) = target;
    loop {
        let until = locked(&exchanges.pauses).until(&key);
        if let Some(until) = until {
            tokio::time::sleep_until(until).await;
        }
        if exchanges.is_linked(&key) && !std::mem::take(&mut moved) || !targets(&exchanges).contains(&target) {
            break;
        }
        match exchanges.transport.dial(address, key).await {
            Ok(link) => {
                match exchanges.keep(&link, true) {
                    Some(number) => drop(tokio::spawn(link::run(exchanges.clone(), link, link::Side { dialled: true, number }))),
                    None => link.close(CloseCode::REPLACED),
                }
                break;
            }
            // The peer may be away for days: no error, only a pause before the next try.
            Err(_) => locked(&exchanges.pauses).failed(key, Instant::now(), limit::REDIAL_MS_MOST),
        }
    }
    locked(&exchanges.dialling).remove(&target);
    exchanges.ended.send_modify(|count| *count += 1);
}

/// The circles that a peer is a member of, by id, with its party in each.
pub(crate) fn in_common(node: &Node, peer: &PeerKey) -> Vec<(Id, Code)> {
    node.circles().into_iter().filter_map(|shared| shared.member(peer).map(|code| (shared.mechanism(), code))).collect()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::home::Home;

    /// The pause in milliseconds before the peer of a link that ended may be dialled again.
    #[test]
    fn a_link_that_did_not_last_puts_the_next_dialling_off() {
        let directory = std::env::temp_dir().join(format!("alternat-node-pauses-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        Home::create(&directory, Id::ZERO).unwrap();
        let node = Arc::new(Node::open(&directory).unwrap());
        let _ = std::fs::remove_dir_all(&directory);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let bind = |seed: u8, pins| Transport::bind((Ipv4Addr::LOCALHOST, 0).into(), &[seed; 32], pins).unwrap();
            let near = bind(1, Pins::new([]));
            let far = bind(2, Pins::new([near.public_key()]));
            let (link, _there) = tokio::join!(near.dial(far.local_addr(), far.public_key()), far.accept());
            let (link, peer) = (link.unwrap(), far.public_key());
            let exchanges = Exchanges {
                node,
                transport: near,
                pins: Pins::new([]),
                links: Mutex::default(),
                dialling: Mutex::default(),
                pauses: Mutex::new(Pauses::none()),
                ended: watch::Sender::new(0),
                numbers: AtomicU64::new(0),
            };
            let kept = || locked(&exchanges.links).get(&peer).map(|kept| (kept.number, kept.since));
            let rows = [
                (link::End::Nothing, 0, 200),
                (link::End::Exchanged, 0, 400),
                (link::End::Exchanged, limit::LASTED_MS_LEAST - 1, 800),
                (link::End::Exchanged, limit::LASTED_MS_LEAST, 0),
                (link::End::Nothing, limit::LASTED_MS_LEAST, 200),
                (link::End::Breach, limit::LASTED_MS_LEAST, 400),
                (link::End::Breach, 0, 800),
            ];
            let mut last = Instant::now();
            for (end, lived, expected) in rows {
                let number = exchanges.keep(&link, true).unwrap();
                last = kept().unwrap().1 + Duration::from_millis(lived);
                exchanges.let_go(&peer, number, end, last);
                let pause = locked(&exchanges.pauses).until(&peer).map_or(0, |until| (until - last).as_millis());
                assert_eq!((pause, kept()), (expected, None), "{end:?} after {lived}");
            }
            // A link whose place another has taken says nothing of its peer, and leaves the other where it is.
            let before = exchanges.keep(&link, true).unwrap();
            let after = exchanges.keep(&link, true).unwrap();
            let until = locked(&exchanges.pauses).until(&peer);
            exchanges.let_go(&peer, before, link::End::Nothing, last);
            assert_eq!(locked(&exchanges.pauses).until(&peer), until);
            assert_eq!(kept().map(|(number, _)| number), Some(after));
        });
    }
}
