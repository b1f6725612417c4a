//! Acts kept safely: SQLite.
