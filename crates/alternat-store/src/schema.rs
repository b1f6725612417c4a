//! The tables of `record.sqlite`.
//!
//! Only `acts` is the record. `feeds` and the two indices are made from it; `released` and `settings` are this node's own;
//! parts and notes can be fetched again.

/// `Altr`, the application id in the header of the file (SQLite file format, offset 68).
pub const APPLICATION_ID: i32 = 0x416c_7472;

/// The version of these tables (offset 60).
pub const USER_VERSION: i32 = 1;

/// Each statement exactly as SQLite keeps it in `sqlite_schema`.
pub const STATEMENTS: [&str; 9] = [
    "CREATE TABLE feeds(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 32)) STRICT",
    "CREATE TABLE acts(position INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 32), \
     feed INTEGER NOT NULL REFERENCES feeds(number), seq INTEGER NOT NULL, envelope BLOB NOT NULL) STRICT",
    "CREATE INDEX acts_by_number ON acts(feed, seq)",
    "CREATE TABLE released(feed INTEGER PRIMARY KEY REFERENCES feeds(number), seq INTEGER NOT NULL) STRICT",
    "CREATE TABLE parts(number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32), size INTEGER NOT NULL) STRICT",
    "CREATE TABLE part_rows(number INTEGER PRIMARY KEY, part INTEGER NOT NULL REFERENCES parts(number), bytes BLOB NOT NULL) STRICT",
    "CREATE INDEX part_rows_by_part ON part_rows(part)",
    "CREATE TABLE notes(position INTEGER PRIMARY KEY, key BLOB NOT NULL, note BLOB NOT NULL, UNIQUE(key, note)) STRICT",
    "CREATE TABLE settings(name TEXT PRIMARY KEY, setting BLOB NOT NULL) STRICT",
];
