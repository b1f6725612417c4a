//! Every bound of the desk, in one place.

/// Bytes of a form that is sent in.
pub const FORM_BYTES_MAX: usize = 64 * 1024;
/// People who have an entry at one desk.
pub const PEOPLE_MAX: usize = 1000;
/// Characters of a name with which somebody signs in.
pub const NAME_CHARS_MAX: usize = 64;
/// Characters of a password, at least.
pub const PASSWORD_CHARS_LEAST: usize = 12;
/// Bytes of a password, at most: what is hashed must be bounded.
pub const PASSWORD_BYTES_MAX: usize = 512;
/// Milliseconds after which a visit ends in which nothing was asked.
pub const VISIT_IDLE_MS_MAX: u64 = 12 * 60 * 60 * 1000;
/// Milliseconds after which a visit ends.
pub const VISIT_MS_MAX: u64 = 7 * 24 * 60 * 60 * 1000;
/// Visits of one person at a time; the oldest goes first.
pub const VISITS_MAX: usize = 20;
/// Wrong passwords for one name from one address before it must pause.
pub const TRIES_MAX: u32 = 5;
/// Milliseconds of that pause.
pub const TRIES_PAUSE_MS: u64 = 60 * 1000;
/// Pairs of name and address whose tries are counted; the oldest goes first.
pub const TRIERS_MAX: usize = 10_000;
/// Passwords that are hashed at once: each takes 19 MiB.
pub const HASHES_AT_ONCE_MAX: usize = 2;
/// Acts on one page of the record.
pub const ACTS_PER_PAGE: usize = 100;
/// Passwords that wait to be hashed, from all addresses together; who comes then is asked to come again.
pub const HASHES_WAITING_MAX: usize = 32;
/// Passwords that wait to be hashed from one address, so that no address takes the whole queue.
pub const HASHES_WAITING_PER_ADDRESS_MAX: usize = 6;
/// Seconds after which somebody is asked to come again whom the queue had no place for.
pub const COME_AGAIN_SECONDS: u64 = 5;
/// Milliseconds between a right password and its code.
pub const CODE_MS_MAX: u64 = 5 * 60 * 1000;
/// Printed single-use codes that one person has.
pub const CODES_PRINTED: usize = 10;
/// Events of the door that are kept; the oldest goes first.
pub const AUDIT_MAX: usize = 100_000;
/// Events of the door on one page.
pub const EVENTS_PER_PAGE: usize = 50;
