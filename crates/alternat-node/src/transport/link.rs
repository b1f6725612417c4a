//! A link with one peer, and the streams of frames on it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use alternat::key::Ed25519Bytes;
use quinn::{Connection, ConnectionError, ReadError, RecvStream, SendStream, StoppedError, VarInt, WriteError};

use super::frame::{self, FrameReader};
use super::{TransportError, limit};

/// A connection with one peer, which has proved its key, and on which both sides have admitted each other.
///
/// A clone is the same link. It lasts until one side closes it or nothing is heard for [`limit::IDLE_MS_MAX`]; when the last
/// clone and the last stream are dropped, it is closed with [`CloseCode::DROPPED`], and what was under way is lost.
#[derive(Clone)]
pub struct Link(Arc<LinkState>);

impl Link {
    pub(super) fn new(connection: Connection, peer: Ed25519Bytes) -> Link {
        Link(Arc::new(LinkState { connection, peer, frame_bytes_sent: AtomicU64::new(0), frame_bytes_received: AtomicU64::new(0) }))
    }

    /// The peer's transport key, which it has proved to hold.
    pub fn peer(&self) -> [u8; 32] {
        self.0.peer.0
    }

    /// Where the peer's packets come from at present.
    ///
    /// An IPv4 address is told as one, also where the socket is of IPv6.
    pub fn remote_addr(&self) -> SocketAddr {
        plain(self.0.connection.remote_address())
    }

    /// A new stream in both directions.
    ///
    /// The peer learns of it with the first frame. Waits while [`limit::STREAMS_MAX`] streams are open.
    ///
    /// # Errors
    /// [`TransportError::Lost`].
    pub async fn open(&self) -> Result<(FrameSender, FrameReceiver), TransportError> {
        let (sender, receiver) = self.0.connection.open_bi().await.map_err(|source| self.0.lost(source))?;
        Ok(self.frames(sender, receiver))
    }

    /// The next stream that the peer has opened; `None` once this side has closed the link, or the peer with [`CloseCode::DONE`].
    ///
    /// # Errors
    /// [`TransportError::Lost`] for every other end.
    pub async fn accept(&self) -> Result<Option<(FrameSender, FrameReceiver)>, TransportError> {
        match self.0.connection.accept_bi().await {
            Ok((sender, receiver)) => Ok(Some(self.frames(sender, receiver))),
            Err(ConnectionError::LocallyClosed) => Ok(None),
            Err(ConnectionError::ApplicationClosed(close)) if CloseCode::from(close.error_code) == CloseCode::DONE => Ok(None),
            Err(source) => Err(self.0.lost(source)),
        }
    }

    /// Closes the link at once: frames that the peer has not confirmed are lost.
    ///
    /// To lose none, [`FrameSender::finish`] the streams first.
    pub fn close(&self, code: CloseCode) {
        self.0.close(code);
    }

    /// Whether neither side has closed the link yet, as far as this one knows.
    pub fn is_open(&self) -> bool {
        self.0.is_open()
    }

    /// Waits for the end of the link, and says how it came.
    pub async fn closed(&self) -> TransportError {
        self.0.lost(self.0.connection.closed().await)
    }

    /// What has gone over the link so far.
    pub fn traffic(&self) -> Traffic {
        let stats = self.0.connection.stats();
        Traffic {
            frame_bytes_sent: self.0.frame_bytes_sent.load(Ordering::Relaxed),
            frame_bytes_received: self.0.frame_bytes_received.load(Ordering::Relaxed),
            wire_bytes_sent: stats.udp_tx.bytes,
            wire_bytes_received: stats.udp_rx.bytes,
        }
    }

    pub(super) fn state(&self) -> Weak<LinkState> {
        Arc::downgrade(&self.0)
    }

    fn frames(&self, sender: SendStream, receiver: RecvStream) -> (FrameSender, FrameReceiver) {
        (
            FrameSender { stream: sender, link: Arc::clone(&self.0), pending: Vec::new(), pending_sent: 0, is_finished: false },
            FrameReceiver { stream: receiver, link: Arc::clone(&self.0), reader: FrameReader::default() },
        )
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({} at {})", self.0.peer, self.remote_addr())
    }
}

/// The sending half of a stream.
///
/// Dropped before [`FrameSender::finish`], it tells the peer that the stream was abandoned, never that it ended.
pub struct FrameSender {
    stream: SendStream,
    link: Arc<LinkState>,
    /// The frame that is being sent, its length field included.
    pending: Vec<u8>,
    /// How much of it QUIC has taken.
    pending_sent: usize,
    is_finished: bool,
}

impl FrameSender {
    /// Sends one frame: returns when QUIC has taken it whole, which is not yet when the peer has it.
    ///
    /// Waits while the peer does not read. If the future is dropped, the frame is either not sent at all, or is sent whole
    /// by the next call of `send` or `finish`: never a part.
    ///
    /// # Errors
    /// [`TransportError::TooLong`], of which nothing is sent; [`TransportError::Stopped`], [`TransportError::Lost`];
    /// [`TransportError::Over`] after [`FrameSender::finish`].
    pub async fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        let head = frame::head(frame.len()).ok_or(TransportError::TooLong { peer: self.link.peer, bytes: frame.len() })?;
        if self.is_finished {
            return Err(TransportError::Over { peer: self.link.peer });
        }
        self.flush().await?;
        self.pending.extend_from_slice(&head);
        self.pending.extend_from_slice(frame);
        self.flush().await
    }

    /// Ends the stream: returns when the peer's machine has confirmed every frame.
    ///
    /// A peer that closes the link as soon as it has read the end may do so before its last confirmation has come: the error
    /// is then [`TransportError::Lost`] with its [`CloseCode`].
    ///
    /// # Errors
    /// [`TransportError::Stopped`] if the peer did not want them all; [`TransportError::Lost`].
    pub async fn finish(&mut self) -> Result<(), TransportError> {
        self.flush().await?;
        if !self.is_finished {
            self.stream.finish().map_err(|_| TransportError::Over { peer: self.link.peer })?;
            self.is_finished = true;
        }
        match self.stream.stopped().await {
            Ok(None) => Ok(()),
            Ok(Some(code)) => Err(TransportError::Stopped { peer: self.link.peer, code: code.into() }),
            Err(StoppedError::ConnectionLost(source)) => Err(self.link.lost(source)),
            Err(StoppedError::ZeroRttRejected) => Err(TransportError::Over { peer: self.link.peer }),
        }
    }

    async fn flush(&mut self) -> Result<(), TransportError> {
        while self.pending_sent < self.pending.len() {
            let taken = self.stream.write(&self.pending[self.pending_sent..]).await.map_err(|error| match error {
                WriteError::ConnectionLost(source) => self.link.lost(source),
                WriteError::Stopped(code) => TransportError::Stopped { peer: self.link.peer, code: code.into() },
                WriteError::ClosedStream | WriteError::ZeroRttRejected => TransportError::Over { peer: self.link.peer },
            })?;
            self.pending_sent += taken;
            self.link.frame_bytes_sent.fetch_add(taken as u64, Ordering::Relaxed);
        }
        self.pending.clear();
        self.pending.shrink_to(limit::BUFFER_KEPT_BYTES);
        self.pending_sent = 0;
        Ok(())
    }
}

impl Drop for FrameSender {
    fn drop(&mut self) {
        // QUIC's own rule is to end a dropped stream as if it were complete.
        if !self.is_finished {
            let _ = self.stream.reset(CloseCode::DROPPED.into());
        }
    }
}

/// The receiving half of a stream.
///
/// Dropped before its end, it tells the peer to send no more.
pub struct FrameReceiver {
    stream: RecvStream,
    link: Arc<LinkState>,
    reader: FrameReader,
}

impl FrameReceiver {
    /// The next frame; `None` when the peer has ended the stream after a whole frame.
    ///
    /// If the future is dropped, nothing is lost: the next call goes on.
    ///
    /// # Errors
    /// [`TransportError::CutShort`], [`TransportError::Abandoned`], [`TransportError::Lost`]; [`TransportError::Misspoke`] for
    /// a frame that is too long, after which the peer is told to send no more on this stream.
    pub async fn receive(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let peer = self.link.peer;
        loop {
            // A reader that has refused a length wants nothing, and says so again below.
            let chunk = match self.reader.wants() {
                0 => None,
                wanted => self.stream.read_chunk(wanted, true).await.map_err(|error| match error {
                    ReadError::ConnectionLost(source) => self.link.lost(source),
                    ReadError::Reset(code) => TransportError::Abandoned { peer, code: code.into() },
                    ReadError::ClosedStream | ReadError::IllegalOrderedRead | ReadError::ZeroRttRejected => TransportError::Over { peer },
                })?,
            };
            let mut bytes = chunk.as_ref().map_or(&[][..], |chunk| &chunk.bytes[..]);
            self.link.frame_bytes_received.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            let frame = self.reader.read(&mut bytes).map_err(|source| {
                let _ = self.stream.stop(CloseCode::MISSPOKE.into());
                TransportError::Misspoke { peer, source }
            })?;
            match (frame, chunk, self.reader.partial_bytes()) {
                (Some(frame), ..) => return Ok(Some(frame)),
                (None, None, None) => return Ok(None),
                (None, None, Some(received)) => return Err(TransportError::CutShort { peer, received }),
                (None, Some(_), _) => {}
            }
        }
    }
}

/// Why a link is closed, or a stream given up.
///
/// A number of 32 bits: those below 16 are said here, others belong to whoever speaks over the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CloseCode(pub u32);

impl CloseCode {
    /// Without a word: the program let it fall.
    pub const DROPPED: CloseCode = CloseCode(0);
    /// All that was to be said has been said.
    pub const DONE: CloseCode = CloseCode(1);
    /// The node stops.
    pub const STOPPING: CloseCode = CloseCode(2);
    /// The peer's key is no longer pinned.
    pub const UNPINNED: CloseCode = CloseCode(3);
    /// The peer has opened too many links, and this was the oldest.
    pub const REPLACED: CloseCode = CloseCode(4);
    /// The peer has broken the rules of what may be sent.
    pub const MISSPOKE: CloseCode = CloseCode(5);
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<CloseCode> for VarInt {
    fn from(code: CloseCode) -> VarInt {
        VarInt::from_u32(code.0)
    }
}

impl From<VarInt> for CloseCode {
    /// A number of more than 32 bits, which we never send, reads as the largest.
    fn from(code: VarInt) -> CloseCode {
        CloseCode(u32::try_from(code.into_inner()).unwrap_or(u32::MAX))
    }
}

/// What has gone over one link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Bytes of frames that QUIC has taken to send, their length fields included.
    pub frame_bytes_sent: u64,
    /// Bytes of frames that have been read, their length fields included.
    pub frame_bytes_received: u64,
    /// Bytes of UDP payload sent, the handshake and all repetitions included.
    pub wire_bytes_sent: u64,
    /// Bytes of UDP payload received.
    pub wire_bytes_received: u64,
}

fn plain(addr: SocketAddr) -> SocketAddr {
    match addr {
        SocketAddr::V6(v6) => v6.ip().to_ipv4_mapped().map_or(addr, |v4| (v4, v6.port()).into()),
        SocketAddr::V4(_) => addr,
    }
}

/// What all clones and streams of one link share.
pub(super) struct LinkState {
    connection: Connection,
    peer: Ed25519Bytes,
    frame_bytes_sent: AtomicU64,
    frame_bytes_received: AtomicU64,
}

impl LinkState {
    pub fn is_open(&self) -> bool {
        self.connection.close_reason().is_none()
    }

    pub fn close(&self, code: CloseCode) {
        self.connection.close(code.into(), b"");
    }

    fn lost(&self, source: ConnectionError) -> TransportError {
        TransportError::Lost { peer: self.peer, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapped_address_reads_as_what_it_stands_for() {
        for (told, expected) in
            [("[::ffff:192.0.2.1]:7", "192.0.2.1:7"), ("192.0.2.1:7", "192.0.2.1:7"), ("[fe80::1%3]:7", "[fe80::1%3]:7")]
        {
            assert_eq!(plain(told.parse().unwrap()).to_string(), expected);
        }
    }
}
