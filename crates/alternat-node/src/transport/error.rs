//! What may go wrong with a link.

use std::io;
use std::net::SocketAddr;

use alternat::key::{Ed25519Bytes, KeyFault};

use super::CloseCode;
use super::frame::FrameTooLong;

/// The world failed, or a peer did.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The socket could not be opened.
    #[error("could not open the UDP socket at {addr}")]
    Bind {
        /// Where it was to be.
        addr: SocketAddr,
        /// The cause.
        source: io::Error,
    },
    /// The TLS library refused this node's own key or settings.
    #[error("could not set up TLS")]
    Tls {
        /// The cause.
        source: rustls::Error,
    },
    /// The key of the peer to be dialled is none that may sign.
    #[error("could not dial a peer by its key")]
    Key {
        /// What is wrong with it.
        source: KeyFault,
    },
    /// Dialling could not begin.
    #[error("could not dial {addr}")]
    Dial {
        /// Where the peer was to be.
        addr: SocketAddr,
        /// The cause.
        source: quinn::ConnectError,
    },
    /// No connection came about: nobody answered, or somebody who does not hold the key that was dialled.
    #[error("no connection with {addr} came about")]
    Handshake {
        /// Where the peer was to be.
        addr: SocketAddr,
        /// The cause.
        source: quinn::ConnectionError,
    },
    /// The peer proved its key and closed before it bade welcome: it does not know this node's key, or has no room.
    #[error("the node at {addr} did not admit this one")]
    TurnedAway {
        /// Where the peer is.
        addr: SocketAddr,
        /// The cause.
        source: quinn::ConnectionError,
    },
    /// The peer proved its key and said something else than welcome.
    #[error("the node at {addr} did not bid this one welcome")]
    NoWelcome {
        /// Where the peer is.
        addr: SocketAddr,
    },
    /// The peer took too long.
    #[error("the node at {addr} did not bid this one welcome within {ms_max} ms")]
    Slow {
        /// Where the peer was to be.
        addr: SocketAddr,
        /// What it was given.
        ms_max: u64,
    },
    /// The link is closed, by either side or by silence.
    #[error("the link with {peer} is lost")]
    Lost {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// The cause.
        source: quinn::ConnectionError,
    },
    /// The peer wants no more of this stream.
    #[error("{peer} reads no more of this stream (code {code})")]
    Stopped {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// Why, as the peer says.
        code: CloseCode,
    },
    /// The peer gave this stream up before its end.
    #[error("{peer} gave this stream up before its end (code {code})")]
    Abandoned {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// Why, as the peer says.
        code: CloseCode,
    },
    /// The peer ended the stream within a frame.
    #[error("{peer} ended this stream within a frame, of which {received} bytes had come")]
    CutShort {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// Bytes of the frame that had come, its length field included.
        received: usize,
    },
    /// The peer announced a frame that is too long.
    #[error("{peer} broke the rule of frames")]
    Misspoke {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// The length announced.
        source: FrameTooLong,
    },
    /// This node was to send a frame that is too long.
    #[error("a frame of {bytes} bytes for {peer} is too long to send")]
    TooLong {
        /// The peer's transport key.
        peer: Ed25519Bytes,
        /// Its size.
        bytes: usize,
    },
    /// This node has ended the stream already, or it broke earlier.
    #[error("this stream with {peer} is over")]
    Over {
        /// The peer's transport key.
        peer: Ed25519Bytes,
    },
}

impl TransportError {
    /// The code with which the peer closed the link or gave up the stream, if that is what happened.
    pub fn close_code(&self) -> Option<CloseCode> {
        match self {
            TransportError::Stopped { code, .. } | TransportError::Abandoned { code, .. } => Some(*code),
            TransportError::Lost { source: quinn::ConnectionError::ApplicationClosed(close), .. }
            | TransportError::TurnedAway { source: quinn::ConnectionError::ApplicationClosed(close), .. } => Some(close.error_code.into()),
            _ => None,
        }
    }
}
