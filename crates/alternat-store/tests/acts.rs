//! Acts in, acts out.

mod kit;

use std::fs;

use alternat::record::Verified;
use alternat_store::{Store, StoreError, limit};
use kit::{act, directory, envelopes, feed};

#[test]
fn acts_come_out_in_the_order_of_arrival_and_once() {
    let chunk = limit::CHUNK_ROWS as u64;
    for count in [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1] {
        let place = directory(&format!("order-{count}"));
        let acts: Vec<Verified> = (0..count).map(|seq| act(feed('a'), seq, 10)).collect();
        let expected: Vec<Vec<u8>> = acts.iter().map(|act| act.envelope().to_vec()).collect();
        let mut store = Store::open(&place).unwrap();
        assert_eq!(store.append(&acts).unwrap(), count);
        assert_eq!(store.append(&acts).unwrap(), 0, "an act that is there is no error and no second act");
        for reopened in [false, true] {
            if reopened {
                drop(store);
                store = Store::open(&place).unwrap();
            }
            assert_eq!(envelopes(&store).unwrap(), expected);
            assert_eq!(store.count().unwrap(), count);
            let positions: Vec<u64> = store.acts(0).map(|kept| kept.unwrap().position).collect();
            assert_eq!(positions, (1..=count).collect::<Vec<u64>>());
            assert_eq!(store.acts(count.saturating_sub(1)).count() as u64, count.min(1));
            let head = count.checked_sub(1).map(|last| (last, acts[last as usize].id()));
            assert_eq!(store.head(feed('a')).unwrap(), head);
        }
    }
}

#[test]
fn an_act_is_found_by_its_id_and_kept_once() {
    let mut store = Store::open(&directory("by-id")).unwrap();
    let (kept, other) = (act(feed('a'), 0, 5), act(feed('a'), 1, 5));
    store.append(std::slice::from_ref(&kept)).unwrap();
    assert_eq!(store.append(&[kept.clone(), other.clone()]).unwrap(), 1);
    assert_eq!(store.envelope(kept.id()).unwrap().as_deref(), Some(kept.envelope()));
    assert_eq!(store.position(other.id()).unwrap(), Some(2));
    assert!(!store.contains(feed('a')).unwrap());
    assert_eq!(store.envelope(feed('a')).unwrap(), None);
}

#[test]
fn the_log_is_written_back_before_it_grows_without_end() {
    let place = directory("log");
    let mut store = Store::open(&place).unwrap();
    let pages_max = 3 * limit::LOG_PAGES_MAX as u64;
    for seq in 0..2500 {
        store.append(&[act(feed('a'), seq, 4_000)]).unwrap();
        let log = fs::metadata(place.join("record.sqlite-wal")).unwrap().len();
        assert!(log < pages_max * 4096, "{log} bytes after act {seq}");
    }
    assert_eq!(envelopes(&store).unwrap().len(), 2500);
}

#[test]
fn closing_leaves_the_whole_record_in_one_file() {
    let place = directory("one-file");
    let mut store = Store::open(&place).unwrap();
    let kept = act(feed('a'), 0, 2000);
    store.append(std::slice::from_ref(&kept)).unwrap();
    store.close().unwrap();
    let moved = directory("one-file-moved");
    fs::create_dir_all(&moved).unwrap();
    fs::copy(place.join("record.sqlite"), moved.join("record.sqlite")).unwrap();
    assert_eq!(envelopes(&Store::open(&moved).unwrap()).unwrap(), [kept.envelope()]);
}

#[test]
fn after_an_error_the_store_does_nothing_more() {
    let place = directory("stopped");
    let mut store = Store::open(&place).unwrap();
    let acts: Vec<Verified> = (0..200).map(|seq| act(feed('a'), seq, 500)).collect();
    store.append(&acts).unwrap();
    store.close().unwrap();
    let file = place.join("record.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    // The first page holds the list of tables; everything behind it is overwritten.
    bytes[4096..].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let error = match Store::open(&place) {
        Err(error) => error,
        Ok(mut store) => {
            let first = store.append(&[act(feed('a'), 200, 5)]).unwrap_err();
            assert!(first.is_storage());
            let stopped = |result: Option<StoreError>| matches!(result, Some(StoreError::Stopped { .. }));
            assert!(stopped(store.append(&[]).err()));
            assert!(stopped(store.envelope(feed('a')).err()));
            assert!(stopped(store.count().err()));
            assert!(stopped(store.acts(0).next().and_then(Result::err)));
            assert!(stopped(store.set("name", b"").err()));
            assert!(stopped(store.put_part(b"part").err()));
            assert!(stopped(store.drop_part(feed('a')).err()));
            assert!(stopped(store.put_note(b"key", b"note").err()));
            assert!(stopped(store.release(feed('a'), 0).err()));
            assert!(stopped(store.reaffirm(1).err()));
            assert!(stopped(store.in_doubt(&[feed('a')]).err()));
            assert!(stopped(store.check(kit::read).err()));
            store.close().unwrap_err()
        }
    };
    assert!(error.is_storage(), "{error}");
}

#[test]
fn settings_and_notes_come_back_and_have_limits() {
    let place = directory("settings");
    let mut store = Store::open(&place).unwrap();
    store.set("feed", b"one").unwrap();
    store.set("feed", b"two").unwrap();
    store.set(&"n".repeat(limit::KEY_BYTES_MAX), &vec![1; limit::SETTING_BYTES_MAX]).unwrap();
    let too_large = |result: Option<StoreError>| matches!(result, Some(StoreError::TooLarge { .. }));
    assert!(too_large(store.set(&"n".repeat(limit::KEY_BYTES_MAX + 1), b"").err()));
    assert!(too_large(store.set("n", &vec![1; limit::SETTING_BYTES_MAX + 1]).err()));
    let largest = vec![b'-'; limit::NOTE_BYTES_MAX];
    for (key, note, new) in
        [(&b"seal 1"[..], &b"line"[..], true), (b"seal 1", b"line", false), (b"seal 2", b"line", true), (b"seal 1", &largest, true)]
    {
        assert_eq!(store.put_note(key, note).unwrap(), new);
    }
    assert!(too_large(store.put_note(b"seal 1", &vec![b'-'; limit::NOTE_BYTES_MAX + 1]).err()));
    assert!(too_large(store.put_note(&[0; limit::KEY_BYTES_MAX + 1], b"line").err()));
    drop(store);
    let store = Store::open(&place).unwrap();
    assert_eq!(store.setting("feed").unwrap().as_deref(), Some(&b"two"[..]));
    assert_eq!(store.setting("field").unwrap(), None);
    let notes: Vec<(Vec<u8>, usize)> = store.notes(0).map(|note| note.unwrap()).map(|note| (note.key, note.note.len())).collect();
    assert_eq!(notes, [(b"seal 1".to_vec(), 4), (b"seal 2".to_vec(), 4), (b"seal 1".to_vec(), limit::NOTE_BYTES_MAX)]);
}
