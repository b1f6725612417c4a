//! Every bound of the views, in one place.

/// Characters of a text that are quoted, up to the end of a word.
pub const FIRST_WORDS_CHARS_MAX: usize = 240;
/// Bytes of a detached part that are looked at to quote its first words.
pub const BEGINNING_BYTES_MAX: usize = 4096;
/// Characters of a term of an index, and of a query.
pub const TERM_CHARS_MAX: usize = 64;
/// Characters of a query that are looked at.
pub const QUERY_CHARS_MAX: usize = 200;
/// Words and phrases of a query that must all be found.
pub const QUERY_GROUPS_MAX: usize = 12;
/// Levels on which one thing in a session hangs on another; what hangs deeper is shown on the last of them.
pub const HANGING_LEVELS_MAX: usize = 8;
