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
/// Texts that one search gives, the newest; who needs others asks for less.
pub const HITS_MAX: usize = 1000;
/// Texts that were found, on one page.
pub const HITS_PER_PAGE: usize = 20;
/// Bytes of a detached part that are searched.
pub const SEARCHED_BYTES_MAX: usize = 1024 * 1024;
/// Texts that the index takes in at once.
pub const FILL_TEXTS_MAX: usize = 400;
/// Bytes of text after which the index takes in what it has.
pub const FILL_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Detached parts that are waited for and are looked for at once.
pub const AWAITED_MAX: usize = 1000;
/// How far from an act its session is looked for, by what acts name.
pub const CITES_DEPTH_MAX: usize = 6;
/// Acts named in one body that are followed to a session.
pub const CITES_MAX: usize = 2;
/// Drafts of one circle that are not signed.
pub const DRAFTS_MAX: i64 = 1000;
/// Bytes of a form in which an act is written: its texts in every language.
pub const WRITING_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Fields of such a form.
pub const WRITING_FIELDS_MAX: usize = 2000;
/// Rows of a list that grows in a form.
pub const ROWS_MAX: usize = 100;
/// Acts among which a field lets choose; the newest.
pub const CHOICES_MAX: usize = 200;
/// Characters of a text that are looked at one by one to show what lies in it.
pub const SHOWN_BYTES_MAX: usize = 256 * 1024;
/// Entries on the list of speakers of one session.
pub const SPEAKERS_MAX: usize = 1000;
/// Characters of the instructions, and of the fallback, in a brief.
pub const BRIEF_CHARS_MAX: usize = 3000;
/// Bytes of a mail address, and of a number for the party's command.
pub const ADDRESS_BYTES_MAX: usize = 254;
/// Parts of the party's command.
pub const HOOK_ARGUMENTS_MAX: usize = 32;
/// Seconds that a relay or a command may take for one notice.
pub const NOTICE_SECONDS_MAX: u64 = 30;
/// How often a notice is tried.
pub const NOTICE_TRIES_MAX: u32 = 10;
/// Milliseconds before a notice is tried again; each time twice as many.
pub const NOTICE_RETRY_MS: u64 = 60 * 1000;
/// The most that this becomes.
pub const NOTICE_RETRY_MS_MAX: u64 = 6 * 60 * 60 * 1000;
/// Milliseconds after which somebody looks whether anything is due, though nothing is new.
pub const NOTICE_PAUSE_MS: u64 = 30 * 1000;
/// Notices that are sent in one turn.
pub const NOTICES_AT_ONCE_MAX: usize = 100;
/// Notices that wait to be sent; beyond, none is added until some have left.
pub const OUTBOX_MAX: usize = 10_000;
/// Days before something is due on which somebody is told.
pub const NOTICE_DAYS: [u64; 3] = [7, 1, 0];
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
/// Pages that are kept as they were rendered, for the next reader of the same; the one asked for longest ago goes first.
pub const KEPT_PAGES_MAX: usize = 256;
/// Bytes of them together.
pub const KEPT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Open pages that are told what is new, of one desk.
pub const LIVE_PAGES_MAX: usize = 1000;
/// Acts of which a page is told by their kinds, at once.
pub const LIVE_ACTS_MAX: usize = 1000;
/// Kinds that it is told of by name, at once.
pub const LIVE_KINDS_MAX: usize = 3;
/// How long a page waits for what follows at once, before it is told: acts come in handfuls.
pub const LIVE_PAUSE: std::time::Duration = std::time::Duration::from_millis(100);
/// How often a page is told that the line still holds, and asked whether its visit does.
pub const LIVE_BEAT: std::time::Duration = std::time::Duration::from_secs(15);
/// How long a browser waits whose line was cut, before it tries again.
pub const LIVE_RETRY: std::time::Duration = std::time::Duration::from_secs(1);
/// Languages side by side on the projector.
pub const PROJECTOR_LANGUAGES_MAX: usize = 2;
/// Decisions that were just adopted, on the projector.
pub const PROJECTOR_DECISIONS_MAX: usize = 5;
