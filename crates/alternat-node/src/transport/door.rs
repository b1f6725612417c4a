//! The door: who is let in, how many at once, and who is shown out again.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use alternat::key::Ed25519Bytes;
use quinn::{Connection, Endpoint, Incoming, ReadError, ReadToEndError};
use rustls::pki_types::CertificateDer;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;

use super::frame::HEAD_BYTES;
use super::link::{CloseCode, Link, LinkState};
use super::tls::ALPN;
use super::{Pins, TransportError, limit, tls};

const WELCOME_BYTES: usize = HEAD_BYTES + ALPN.len();

/// Admits pinned peers that dial, and remembers their links for as long as they last.
pub(super) struct Door {
    pins: Pins,
    limits: limit::Handshakes,
    permits: Arc<Semaphore>,
    /// The links that each peer has dialled, oldest first.
    links: Mutex<BTreeMap<[u8; 32], VecDeque<Weak<LinkState>>>>,
    admitted: AtomicU64,
    turned_away: AtomicU64,
    asked_for_proof: AtomicU64,
    refused_for_room: AtomicU64,
}

impl Door {
    /// A door for these keys.
    pub fn new(pins: Pins, limits: limit::Handshakes) -> Door {
        Door {
            pins,
            limits,
            permits: Arc::new(Semaphore::new(limits.count_max)),
            links: Mutex::default(),
            admitted: AtomicU64::new(0),
            turned_away: AtomicU64::new(0),
            asked_for_proof: AtomicU64::new(0),
            refused_for_room: AtomicU64::new(0),
        }
    }

    /// Keeps the door until the endpoint is closed.
    pub async fn keep(self: Arc<Door>, endpoint: Endpoint, queue: mpsc::Sender<Link>) {
        let mut pins = self.pins.watch();
        loop {
            tokio::select! {
                incoming = endpoint.accept() => match incoming {
                    Some(incoming) => Arc::clone(&self).knock(incoming, &queue),
                    None => return,
                },
                Ok(()) = pins.changed() => self.show_out(),
            }
        }
    }

    /// The bounds it keeps.
    pub fn limits(&self) -> limit::Handshakes {
        self.limits
    }

    /// What became of those that knocked.
    pub fn counts(&self) -> DoorCounts {
        DoorCounts {
            admitted: self.admitted.load(Ordering::Relaxed),
            turned_away: self.turned_away.load(Ordering::Relaxed),
            asked_for_proof: self.asked_for_proof.load(Ordering::Relaxed),
            refused_for_room: self.refused_for_room.load(Ordering::Relaxed),
        }
    }

    fn knock(self: Arc<Door>, incoming: Incoming, queue: &mpsc::Sender<Link>) {
        let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() else {
            self.refused_for_room.fetch_add(1, Ordering::Relaxed);
            return incoming.refuse();
        };
        let under_way = self.limits.count_max - self.permits.available_permits();
        if under_way > self.limits.unproved_max && !incoming.remote_address_validated() {
            self.asked_for_proof.fetch_add(1, Ordering::Relaxed);
            // A knock that may not be answered so is dropped with the error, and thereby refused.
            return drop(incoming.retry());
        }
        tokio::spawn(self.answer(incoming, permit, queue.clone()));
    }

    /// One handshake. The permit is held until the node has room for the link, so that knocks wait outside.
    async fn answer(self: Arc<Door>, incoming: Incoming, _permit: OwnedSemaphorePermit, queue: mpsc::Sender<Link>) {
        match timeout(Duration::from_millis(self.limits.ms_max), self.admit(incoming)).await {
            Ok(Some(link)) => {
                self.admitted.fetch_add(1, Ordering::Relaxed);
                // Fails only when the transport is gone, and the link goes with it.
                let _ = queue.send(link).await;
            }
            Ok(None) | Err(_) => {
                self.turned_away.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    async fn admit(&self, incoming: Incoming) -> Option<Link> {
        let connection = incoming.accept().ok()?.await.ok()?;
        let link = Link::new(connection.clone(), proved_key(&connection)?);
        if !self.enter(&link) {
            return None;
        }
        bid_welcome(&connection).await?;
        Some(link)
    }

    /// Remembers the link, unless its peer has been taken out of the pins since TLS looked.
    ///
    /// Whatever is taken out from here on meets a link that is remembered.
    fn enter(&self, link: &Link) -> bool {
        self.remember(link);
        let is_pinned = self.pins.contains(&link.peer());
        if !is_pinned {
            link.close(CloseCode::UNPINNED);
        }
        is_pinned
    }

    fn remember(&self, link: &Link) {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let of_peer = links.entry(link.peer()).or_default();
        of_peer.retain(|state| state.upgrade().is_some_and(|state| state.is_open()));
        if of_peer.len() >= limit::LINKS_PER_PEER_MAX
            && let Some(oldest) = of_peer.pop_front().and_then(|state| state.upgrade())
        {
            oldest.close(CloseCode::REPLACED);
        }
        of_peer.push_back(link.state());
    }

    /// Closes the links of those that are pinned no more.
    fn show_out(&self) {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.retain(|key, of_peer| {
            let is_pinned = self.pins.contains(key);
            if !is_pinned {
                of_peer.iter().filter_map(Weak::upgrade).for_each(|state| state.close(CloseCode::UNPINNED));
            }
            is_pinned
        });
    }
}

/// What became of those that knocked at the door of a transport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoorCounts {
    /// Pinned peers that were admitted.
    pub admitted: u64,
    /// Handshakes that failed: strangers, other protocols, silence.
    pub turned_away: u64,
    /// Knocks that were asked to prove their address first, because many handshakes were under way.
    pub asked_for_proof: u64,
    /// Knocks that were refused because too many handshakes were under way.
    pub refused_for_room: u64,
}

/// Waits for the welcome frame, which the listener sends only to those it has admitted (spec/transport.md T9).
pub(super) async fn await_welcome(connection: &Connection, addr: SocketAddr) -> Result<(), TransportError> {
    let turned_away = |source| TransportError::TurnedAway { addr, source };
    let mut stream = connection.accept_uni().await.map_err(turned_away)?;
    match stream.read_to_end(WELCOME_BYTES).await {
        Ok(said) if said == welcome() => Ok(()),
        Err(ReadToEndError::Read(ReadError::ConnectionLost(source))) => Err(turned_away(source)),
        _ => {
            connection.close(CloseCode::MISSPOKE.into(), b"");
            Err(TransportError::NoWelcome { addr })
        }
    }
}

/// Bids welcome; `None` if the connection does not last that long.
async fn bid_welcome(connection: &Connection) -> Option<()> {
    let mut stream = connection.open_uni().await.ok()?;
    stream.write_all(&welcome()).await.ok()?;
    stream.finish().ok()
}

/// The welcome frame: it says which protocol was agreed on in TLS.
fn welcome() -> [u8; WELCOME_BYTES] {
    let mut frame = [0; WELCOME_BYTES];
    frame[..HEAD_BYTES].copy_from_slice(&(ALPN.len() as u32).to_be_bytes());
    frame[HEAD_BYTES..].copy_from_slice(ALPN);
    frame
}

/// The key that the peer of this connection has proved to hold.
fn proved_key(connection: &Connection) -> Option<Ed25519Bytes> {
    let identity = connection.peer_identity()?.downcast::<Vec<CertificateDer<'static>>>().ok()?;
    tls::key_of(identity.first()?)
}

#[cfg(test)]
mod tests {
    use std::future::Future;

    use tokio::net::UdpSocket;

    use super::*;
    use crate::transport::Transport;
    use crate::transport::limit::Handshakes;

    fn node(number: u8, limits: Handshakes) -> Transport {
        let pins = Pins::new((1..=3).map(|number| tls::Identity::from_seed(&[number; 32]).unwrap().public().0));
        Transport::bind_within(([127, 0, 0, 1], 0).into(), &[number; 32], pins, limits).unwrap()
    }

    /// Begins a handshake with the node at `addr`, and never goes on with it. The socket must be kept: while it is there, nobody
    /// tells the node that nobody listens.
    async fn stall(addr: SocketAddr) -> UdpSocket {
        let silent = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
        let caller = node(3, Handshakes::USUAL);
        let mut knock = [0; 2048];
        let knocking = caller.dial(silent.local_addr().unwrap(), caller.public_key());
        let size = tokio::select! { size = silent.recv(&mut knock) => size.unwrap(), _ = knocking => panic!("nobody was to answer") };
        silent.send_to(&knock[..size], addr).await.unwrap();
        silent
    }

    #[track_caller]
    fn run(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { timeout(Duration::from_secs(60), test).await.expect("the test came to no end") });
    }

    #[test]
    fn under_pressure_an_address_must_be_proved_first() {
        run(async {
            let (caller, callee) = (node(1, Handshakes::USUAL), node(2, Handshakes { count_max: 2, unproved_max: 1, ms_max: 30_000 }));
            let _one = stall(callee.local_addr()).await;
            // This one is asked for a proof, gives none, and takes no place.
            let _other = stall(callee.local_addr()).await;
            let link = caller.dial(callee.local_addr(), callee.public_key()).await.unwrap();
            assert!(link.is_open() && callee.accept().await.is_some());
            assert_eq!(callee.door_counts(), DoorCounts { admitted: 1, turned_away: 0, asked_for_proof: 2, refused_for_room: 0 });
        });
    }

    #[test]
    fn a_handshake_that_stalls_gives_its_place_back() {
        run(async {
            let (caller, callee) = (node(1, Handshakes::USUAL), node(2, Handshakes { count_max: 1, unproved_max: 1, ms_max: 2000 }));
            let _silent = stall(callee.local_addr()).await;
            let refused = caller.dial(callee.local_addr(), callee.public_key()).await.unwrap_err();
            assert!(matches!(refused, TransportError::Handshake { .. }), "{refused:?}");
            let retrying = async { while caller.dial(callee.local_addr(), callee.public_key()).await.is_err() {} };
            // Sooner than QUIC itself would give it up for lost.
            timeout(Duration::from_millis(u64::from(limit::IDLE_MS_MAX) / 2), retrying).await.unwrap();
            let counts = callee.door_counts();
            assert_eq!((counts.admitted, counts.turned_away, counts.asked_for_proof), (1, 1, 0));
            assert!(counts.refused_for_room > 0);
        });
    }

    #[test]
    fn a_place_is_held_until_the_node_has_taken_the_link_in() {
        run(async {
            let callee = node(2, Handshakes { count_max: 1, unproved_max: 1, ms_max: 30_000 });
            let callers: Vec<Transport> = (0..limit::LINKS_WAITING_MAX + 1).map(|_| node(1, Handshakes::USUAL)).collect();
            let mut links = Vec::new();
            for caller in &callers {
                links.push(caller.dial(callee.local_addr(), callee.public_key()).await.unwrap());
            }
            let refused = callers[0].dial(callee.local_addr(), callee.public_key()).await.unwrap_err();
            assert!(matches!(refused, TransportError::Handshake { .. }), "{refused:?}");
            // Most were replaced while they waited; what the node takes are the last four.
            for _ in 0..limit::LINKS_PER_PEER_MAX {
                assert!(callee.accept().await.unwrap().is_open());
            }
            while callers[0].dial(callee.local_addr(), callee.public_key()).await.is_err() {}
        });
    }

    #[test]
    fn a_key_that_leaves_the_pins_during_its_handshake_does_not_enter() {
        run(async {
            let (caller, callee) = (node(1, Handshakes::USUAL), node(2, Handshakes::USUAL));
            let near = caller.dial(callee.local_addr(), callee.public_key()).await.unwrap();
            let far = callee.accept().await.unwrap();
            let pins = Pins::new([caller.public_key()]);
            let door = Door::new(pins.clone(), Handshakes::USUAL);
            assert!(door.enter(&far) && far.is_open());
            pins.remove(&caller.public_key());
            assert!(!door.enter(&far) && !far.is_open());
            assert_eq!(near.closed().await.close_code(), Some(CloseCode::UNPINNED));
        });
    }

    #[test]
    fn a_peer_that_never_answers_is_given_up() {
        run(async {
            let silent = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
            let caller = node(1, Handshakes { ms_max: 100, ..Handshakes::USUAL });
            let error = caller.dial(silent.local_addr().unwrap(), caller.public_key()).await.unwrap_err();
            assert!(matches!(error, TransportError::Slow { ms_max: 100, .. }), "{error:?}");
        });
    }
}
