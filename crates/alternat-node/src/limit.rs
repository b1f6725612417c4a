//! Every bound of a node, in one place.

/// Bytes of a home's configuration, of a file of keys, of a party's card, of a sheet.
pub const SMALL_FILE_BYTES_MAX: u64 = 1024 * 1024;
/// Bytes of an invitation or of an answer to one: the founding acts of as many parties as there may be.
pub const INVITATION_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Bytes of one message on the socket of a home.
pub const MESSAGE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Acts in one answer on the socket of a home.
pub const ACTS_PER_ANSWER: usize = 1000;
/// Seconds that a request may wait for an act or a seal.
pub const WAIT_SECONDS_MAX: u64 = 600;
/// Signers of one circle that one home holds keys of.
pub const SIGNERS_MAX: usize = 1000;
/// Milliseconds before a peer that did not answer, or a link that did not last, is tried again, at first.
pub const REDIAL_MS_LEAST: u64 = 200;
/// Milliseconds between two tries, at most.
pub const REDIAL_MS_MOST: u64 = 15_000;
/// Milliseconds before a peer that broke the protocol again and again is dialled once more, at most.
pub const REDIAL_BREACH_MS_MOST: u64 = 300_000;
/// Milliseconds after which a link on which something was exchanged has lasted.
pub const LASTED_MS_LEAST: u64 = 10_000;
/// Frames that wait to be heard, of one talk.
pub const FRAMES_WAITING_MAX: usize = 4;
/// Bytes of frames of one talk after which what came is verified and written, though more acts wait.
pub const TAKEN_BYTES_MOST: usize = 2 * 1024 * 1024;
/// Detached parts of which a slow talk is told at once.
pub const PARTS_TOLD_MAX: usize = 1024;
/// Warnings that are kept for whoever asks.
pub const WARNINGS_MAX: usize = 50;
/// Milliseconds within which two links to one peer count as dialled across each other.
pub const CROSSING_MS_MAX: u64 = 5_000;
/// Threads that prove the signatures of what comes in together.
pub const WORKERS_MAX: usize = 8;
/// How long the socket of a home pauses after it could not take a request.
pub const ACCEPT_PAUSE: std::time::Duration = std::time::Duration::from_millis(50);
/// Characters of a passphrase that seals a key, at least.
pub const PASSPHRASE_CHARS_LEAST: usize = 12;
/// Bytes of a passphrase, at most: what is hashed must be bounded.
pub const PASSPHRASE_BYTES_MAX: usize = 512;
/// KiB of memory that one try at a passphrase takes.
pub const PASSPHRASE_KIB: u32 = 64 * 1024;
/// Rounds of one try.
pub const PASSPHRASE_ROUNDS: u32 = 3;
/// KiB that a file of keys may ask for.
pub const PASSPHRASE_KIB_MAX: u32 = 256 * 1024;
/// Rounds that a file of keys may ask for.
pub const PASSPHRASE_ROUNDS_MAX: u32 = 10;
/// Passphrases tried at once by one node.
pub const PASSPHRASES_AT_ONCE_MAX: usize = 1;
/// Wrong passphrases for one signer within [`PASSPHRASE_TRIES_MS`].
pub const PASSPHRASE_TRIES_MAX: usize = 5;
/// Milliseconds after which a wrong passphrase counts no more.
pub const PASSPHRASE_TRIES_MS: u64 = 60 * 1000;
