//! Every bound of the exchange, in one place. spec/exchange.md says the same to a stranger.

/// Bytes of one frame.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;
/// Heads that one side tells. Of a record with more, the rest is not told, and may be sent though it is there.
pub const HEADS_MAX: usize = 65_536;
/// Heads of one feed that one side tells: a feed has more than one only where it forked.
pub const FEED_HEADS_MAX: usize = 64;
/// Notes of one circle that are exchanged, the ones with the smallest hashes.
pub const NOTES_MAX: usize = 131_072;
/// Bytes of one note.
pub const NOTE_BYTES_MAX: usize = 8 * 1024;
/// Bytes of a detached part in one frame.
pub const CHUNK_BYTES_MAX: usize = 128 * 1024;
/// Wishes that wait for the host. It hears no frame while there are as many.
pub const WISHES_MAX: usize = 8;
/// Acts that are asked of the holdings at once.
pub const LACKING_MAX: usize = 1024;
/// Acts that are remembered, each with its past, as held by the peer. Beyond, an act may be sent that is there already.
pub const KNOWN_MAX: usize = 2 * HEADS_MAX;
/// Parts listed by one party's acts that the peer said it does not have. Beyond, no more of that party are asked for in this
/// talk; those of the others are.
pub const ABSENT_MAX: usize = 64;
/// Parts that the peer asked for in vain, of which it is told when they come.
pub const OWED_MAX: usize = 8 * 1024;
