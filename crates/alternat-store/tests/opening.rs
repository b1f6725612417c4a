//! What is opened, and what is not.

mod kit;

use std::fs;
use std::path::Path;

use alternat_store::{Store, StoreError};
use kit::{act, directory, envelopes, feed};
use rusqlite::Connection;

#[test]
fn a_store_is_open_in_one_place_only() {
    let place = directory("lock");
    let store = Store::open(&place).unwrap();
    let error = Store::open(&place).unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }));
    assert!(error.to_string().contains("record.lock"), "{error}");
    drop(store);
    Store::open(&place).unwrap();
}

#[test]
fn no_other_program_reads_or_writes_while_it_is_open() {
    let place = directory("exclusive");
    let mut store = Store::open(&place).unwrap();
    store.append(&[act(feed('a'), 0, 5)]).unwrap();
    let other = Connection::open(store.file()).unwrap();
    assert!(other.query_row("SELECT count(*) FROM acts", [], |row| row.get::<_, i64>(0)).is_err());
    store.close().unwrap();
    assert_eq!(other.query_row("SELECT count(*) FROM acts", [], |row| row.get(0)), Ok(1));
}

/// Opens a directory that `change` has worked on, after a store with one act was closed there.
fn check(name: &str, change: impl FnOnce(&Path), expected: &str) {
    let place = directory(&format!("opening-{name}"));
    let mut store = Store::open(&place).unwrap();
    store.append(&[act(feed('a'), 0, 5)]).unwrap();
    store.close().unwrap();
    change(&place);
    let said = match Store::open(&place) {
        Ok(store) => format!("{} acts", envelopes(&store).unwrap().len()),
        Err(StoreError::NotARecord { .. }) => "not a record".to_string(),
        Err(StoreError::Missing { .. }) => "missing".to_string(),
        Err(error) if error.is_storage() => "storage".to_string(),
        Err(error) => panic!("{name}: {error:?}"),
    };
    assert_eq!(said, expected, "{name}");
}

fn execute(place: &Path, sql: &str) {
    Connection::open(place.join("record.sqlite")).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn only_a_record_of_this_version_is_opened() {
    check("same", |_| {}, "1 acts");
    check("gone", |place| fs::remove_file(place.join("record.sqlite")).unwrap(), "0 acts");
    check("empty", |place| fs::write(place.join("record.sqlite"), b"").unwrap(), "not a record");
    check("noise", |place| fs::write(place.join("record.sqlite"), [7; 9000]).unwrap(), "storage");
    check("later", |place| execute(place, "PRAGMA user_version = 2"), "not a record");
    check("foreign", |place| execute(place, "PRAGMA application_id = 1"), "not a record");
    check("rollback", |place| execute(place, "PRAGMA journal_mode = DELETE"), "not a record");
    check("table", |place| execute(place, "CREATE TABLE more(x)"), "not a record");
    check("index", |place| execute(place, "DROP INDEX acts_by_number"), "not a record");
    check("view", |place| execute(place, "CREATE VIEW seen AS SELECT * FROM acts"), "not a record");
    let trigger = "CREATE TRIGGER t AFTER INSERT ON acts BEGIN DELETE FROM acts; END";
    check("trigger", |place| execute(place, trigger), "not a record");
}

#[test]
fn a_log_without_its_file_is_not_taken_for_a_new_record() {
    let place = directory("log-alone");
    let mut store = Store::open(&place).unwrap();
    store.append(&[act(feed('a'), 0, 5)]).unwrap();
    drop(store);
    fs::remove_file(place.join("record.sqlite")).unwrap();
    assert!(matches!(Store::open(&place), Err(StoreError::Missing { .. })));
}

#[test]
fn what_an_interrupted_creation_left_is_cleared_away() {
    let place = directory("half-created");
    fs::create_dir_all(&place).unwrap();
    for left in ["record.new", "record.new-journal", "record.new-wal", "record.log.again"] {
        fs::write(place.join(left), b"half").unwrap();
    }
    let mut store = Store::open(&place).unwrap();
    store.append(&[act(feed('a'), 0, 5)]).unwrap();
    let mut names: Vec<String> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["record.lock", "record.sqlite", "record.sqlite-wal"]);
}

#[test]
fn an_error_names_the_path_and_what_was_being_done() {
    let place = directory("named");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, b"a file where the directory should be").unwrap();
    let error = Store::open(&place).unwrap_err();
    assert!(error.to_string().starts_with("could not open the lock /"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    fs::remove_file(&place).unwrap();
}
