//! Links to the nodes of other parties: QUIC between two keys that know each other.
//!
//! A [`Transport`] is one UDP socket that both dials and accepts. A [`Link`] is one connection to a peer that has proved a
//! pinned key and has been admitted by both sides; it carries streams of frames, one stream for each circle. TLS 1.3 with
//! raw public keys (RFC 7250) in both directions and X25519MLKEM768 alone: no certificates, no authorities, no names, no
//! relays, no resumption, nothing sent before the handshake is over.
//!
//! A stranger is turned away by TLS. In TLS 1.3 he learns that only after his own side of the handshake is done, so
//! [`Transport::dial`] waits for the welcome frame that the listener sends to those it admits, and only then is there a link.
//!
//! What it does *not* do: know what a frame says (`alternat-sync`), decide who is pinned, find addresses, or dial again.

pub mod limit;
mod pins;
mod link;
mod frame;
mod tls;
mod door;
mod error;

pub use door::DoorCounts;
pub use error::TransportError;
pub use frame::{FrameReader, FrameTooLong};
pub use link::{CloseCode, FrameReceiver, FrameSender, Link, Traffic};
pub use pins::Pins;

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use alternat::key::Ed25519Bytes;
use quinn::Endpoint;
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;

use door::Door;
use tls::Identity;

/// One UDP socket over which this node dials its peers and admits those that dial it.
///
/// Dropping it closes every link with [`CloseCode::STOPPING`].
///
/// # Source
/// spec/transport.md.
pub struct Transport {
    endpoint: Endpoint,
    local_addr: SocketAddr,
    identity: Identity,
    door: Arc<Door>,
    arrivals: Mutex<mpsc::Receiver<Link>>,
}

impl Transport {
    /// Opens the socket and begins to admit peers whose keys are in `pins`, now or later.
    ///
    /// `key_seed` is the seed of this node's Ed25519 transport key. Port 0 takes a free port: see
    /// [`Transport::local_addr`]. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// [`TransportError::Bind`] if the address cannot be had or there is no runtime; [`TransportError::Tls`] if the TLS
    /// library refuses its settings.
    pub fn bind(addr: SocketAddr, key_seed: &[u8; 32], pins: Pins) -> Result<Transport, TransportError> {
        Transport::bind_within(addr, key_seed, pins, limit::Handshakes::USUAL)
    }

    fn bind_within(addr: SocketAddr, key_seed: &[u8; 32], pins: Pins, limits: limit::Handshakes) -> Result<Transport, TransportError> {
        let failed = |source| TransportError::Bind { addr, source };
        let identity = Identity::from_seed(key_seed)?;
        let server = identity.server_config(pins.clone())?;
        let runtime = quinn::default_runtime().ok_or_else(|| failed(io::Error::other("there is no tokio runtime here")))?;
        let socket = UdpSocket::bind(addr).map_err(failed)?;
        let local_addr = socket.local_addr().map_err(failed)?;
        let endpoint = Endpoint::new(quinn::EndpointConfig::default(), Some(server), socket, runtime).map_err(failed)?;
        let door = Arc::new(Door::new(pins, limits));
        let (queue, arrivals) = mpsc::channel(limit::LINKS_WAITING_MAX);
        tokio::spawn(Arc::clone(&door).keep(endpoint.clone(), queue));
        Ok(Transport { endpoint, local_addr, identity, door, arrivals: Mutex::new(arrivals) })
    }

    /// The address that the socket has, with the port it was given.
    pub fn local_addr(&self) -> SocketAddr {
        self.local_addr
    }

    /// The public half of this node's transport key: what others pin.
    pub fn public_key(&self) -> [u8; 32] {
        self.identity.public().0
    }

    /// A link to the node at `addr`, which must hold `peer_key`.
    ///
    /// Returns once the peer has admitted this node. The key need not be in the pins: it is pinned by being named here.
    ///
    /// # Errors
    /// [`TransportError::Key`] for a key that may not sign; [`TransportError::Dial`] if the dialling cannot begin;
    /// [`TransportError::Handshake`] if no connection comes about, so also if another key answers;
    /// [`TransportError::TurnedAway`] if the peer does not admit this node; [`TransportError::Slow`] if it has not done so
    /// within [`limit::HANDSHAKE_MS_MAX`].
    pub async fn dial(&self, addr: SocketAddr, peer_key: [u8; 32]) -> Result<Link, TransportError> {
        let peer = Ed25519Bytes(peer_key);
        let config = self.identity.client_config(peer)?;
        // The name is never sent (SNI is off) and never compared: the key is the name.
        let connecting = self.endpoint.connect_with(config, addr, "alternat").map_err(|source| TransportError::Dial { addr, source })?;
        let dialling = async {
            let connection = connecting.await.map_err(|source| TransportError::Handshake { addr, source })?;
            door::await_welcome(&connection, addr).await?;
            Ok(Link::new(connection, peer))
        };
        let ms_max = self.door.limits().ms_max;
        timeout(Duration::from_millis(ms_max), dialling).await.unwrap_or(Err(TransportError::Slow { addr, ms_max }))
    }

    /// The next link that a pinned peer has dialled; `None` once [`Transport::close`] was called.
    ///
    /// A stranger never appears here. A peer that holds more than [`limit::LINKS_PER_PEER_MAX`] links loses the oldest.
    pub async fn accept(&self) -> Option<Link> {
        let mut arrivals = self.arrivals.lock().await;
        loop {
            let link = arrivals.recv().await?;
            if link.is_open() {
                return Some(link);
            }
        }
    }

    /// What became of those that knocked, since the socket was opened.
    pub fn door_counts(&self) -> DoorCounts {
        self.door.counts()
    }

    /// Closes every link, and admits and dials no more.
    pub fn close(&self, code: CloseCode) {
        self.endpoint.close(code.into(), b"");
    }

    /// Waits until every peer has been told that its link is closed, or some seconds have shown that it does not listen.
    pub async fn wait_idle(&self) {
        self.endpoint.wait_idle().await;
    }
}

impl Drop for Transport {
    fn drop(&mut self) {
        self.close(CloseCode::STOPPING);
    }
}
