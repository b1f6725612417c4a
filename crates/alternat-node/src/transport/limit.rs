//! Every bound of the transport, in one place. spec/transport.md T19 says the same to a stranger.

/// Bytes of one frame, its length field not counted.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;
const _: () = assert!(FRAME_BYTES_MAX == alternat_sync::limit::FRAME_BYTES_MAX);
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
/// Milliseconds that a handshake may take, the welcome frame included.
pub const HANDSHAKE_MS_MAX: u64 = 10_000;
/// Handshakes under way at once; one more is refused.
pub const HANDSHAKES_MAX: usize = 256;
/// Handshakes under way at once, above which whoever knocks is first asked to prove its address.
pub const HANDSHAKES_UNPROVED_MAX: usize = 64;
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
    /// Milliseconds that each may take, the welcome frame included.
    pub ms_max: u64,
}

impl Handshakes {
    /// What a node runs with.
    pub const USUAL: Handshakes = Handshakes { count_max: HANDSHAKES_MAX, unproved_max: HANDSHAKES_UNPROVED_MAX, ms_max: HANDSHAKE_MS_MAX };
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_specification_names_every_bound_with_its_value() {
        let written = include_str!("../../../../spec/transport.md").lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split('|');
            let name = cells.next()?.trim().trim_end_matches([' ', '*', '`']);
            Some((name, cells.next()?.trim()))
        });
        let constants = include_str!("limit.rs").lines().filter_map(|line| {
            let (name, rest) = line.strip_prefix("pub const ")?.split_once(':')?;
            let product: u64 = rest.split_once('=')?.1.trim_matches([' ', ';']).split('*').map(|factor| value(factor.trim())).product();
            Some((name, product.to_string()))
        });
        let written: Vec<(&str, String)> = written.map(|(name, value)| (name, value.to_string())).collect();
        assert_eq!(written, constants.collect::<Vec<_>>());
        assert!(!written.is_empty());
    }

    fn value(factor: &str) -> u64 {
        factor.replace('_', "").parse().unwrap()
    }
}
