//! Every bound of the store, in one place.

/// The least version of SQLite that the store starts on: 3.51.3, the first without the WAL-reset bug.
pub const SQLITE_VERSION_LEAST: i32 = 3_051_003;
/// Pages of the write-ahead log after which the store writes them back into the file: 4 MiB.
pub const LOG_PAGES_MAX: i64 = 1024;
/// Rows that a listing holds in memory at once.
pub const CHUNK_ROWS: usize = 256;
/// Bytes of one row of a detached part.
pub const PART_ROW_BYTES: usize = 1024 * 1024;
/// Bytes of one note.
pub const NOTE_BYTES_MAX: usize = 16 * 1024;
/// Bytes of the key of a note, and of the name of a setting.
pub const KEY_BYTES_MAX: usize = 256;
/// Bytes of one setting.
pub const SETTING_BYTES_MAX: usize = 64 * 1024;
/// Acts in doubt that one call lists.
pub const DOUBTS_MAX: usize = 1024;
/// Differences that one check lists; the rest are counted.
pub const DIFFERENCES_MAX: usize = 1024;
