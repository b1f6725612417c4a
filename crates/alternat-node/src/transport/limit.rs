//! Every bound of the transport, in one place. spec/transport.md says the same to a stranger.

/// Bytes of one frame, its length field not counted.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;
/// Streams that a peer may have open at once on one link; one circle takes one.
pub const STREAMS_MAX: u32 = 64;
/// Links that one peer may hold; one more closes the oldest.
pub const LINKS_PER_PEER_MAX: usize = 4;
/// Admitted links that wait for the node to take them.
pub const LINKS_WAITING_MAX: usize = 64;
/// Bytes that a peer may send on one stream before this node has read any of them.
pub const STREAM_WINDOW_BYTES: u32 = 1024 * 1024;
/// Bytes that a peer may send on all streams of one link before this node has read any of them.
pub const LINK_WINDOW_BYTES: u32 = 4 * 1024 * 1024;
/// Bytes that this node keeps for one link until the peer has confirmed them.
pub const SEND_WINDOW_BYTES: u64 = 4 * 1024 * 1024;
/// Milliseconds without a packet after which a link is lost.
pub const IDLE_MS_MAX: u32 = 30_000;
/// Milliseconds between signs of life on a link where nothing else is sent.
pub const KEEP_ALIVE_MS: u64 = 10_000;
/// Milliseconds that a handshake may take, the hello frame included.
pub const HANDSHAKE_MS_MAX: u64 = 10_000;
/// Bytes of a TLS handshake message that has not come whole.
pub const CRYPTO_BUFFER_BYTES: usize = 16 * 1024;
/// Knocks that have not been looked at; one more gets no answer.
pub const KNOCKS_MAX: usize = 1024;
/// Bytes that wait for one handshake that has not begun.
pub const KNOCK_BYTES_MAX: u64 = 16 * 1024;
/// Bytes that wait for all handshakes that have not begun.
pub const KNOCKS_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Bytes of a buffer that a stream keeps between two frames.
pub const BUFFER_KEPT_BYTES: usize = 16 * 1024;

/// How many handshakes may be under way, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handshakes {
    /// At once. Whoever knocks beyond that is refused.
    pub count_max: usize,
    /// Without a proof that the address is real. Whoever knocks beyond that is first asked for one.
    pub unproved_max: usize,
    /// Milliseconds that each may take, the hello frame included.
    pub ms_max: u64,
}

impl Handshakes {
    /// What a node runs with.
    pub const USUAL: Handshakes = Handshakes { count_max: 256, unproved_max: 64, ms_max: HANDSHAKE_MS_MAX };
}
