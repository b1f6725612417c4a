//! Detached parts.

mod kit;

use std::fs;

use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;
use alternat_store::{Store, StoreError, limit};
use kit::directory;

#[test]
fn a_part_of_any_size_up_to_the_limit_comes_back() {
    let place = directory("parts");
    let mut store = Store::open(&place).unwrap();
    let row = limit::PART_ROW_BYTES;
    let largest = PART_BYTES_MAX as usize;
    let mut hashes = Vec::new();
    for size in [0, 1, row - 1, row, row + 1, largest] {
        let part: Vec<u8> = (0..size).map(|n| (n / 7 + n % 251) as u8).collect();
        let hash = store.put_part(&part).unwrap();
        assert_eq!(hash, Id::of_bytes(&part));
        assert_eq!(store.put_part(&part).unwrap(), hash);
        hashes.push((hash, part));
    }
    assert!(matches!(store.put_part(&vec![0; largest + 1]), Err(StoreError::TooLarge { .. })));
    drop(store);
    let store = Store::open(&place).unwrap();
    for (hash, part) in &hashes {
        assert!(store.part(*hash).unwrap().as_ref() == Some(part), "{} bytes", part.len());
    }
    assert_eq!(store.check(kit::read).unwrap().parts, hashes.len() as u64);
    assert_eq!(store.part(Id::ZERO).unwrap(), None);
}

#[test]
fn a_dropped_part_leaves_no_byte_behind() {
    let place = directory("dropped-part");
    let mut store = Store::open(&place).unwrap();
    let secret = b"a telephone number that was to be kept until the end of the session";
    let part = secret.repeat(100);
    let found = |store: &Store| {
        assert!(store.file().exists());
        let files = fs::read_dir(&place).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
        files.filter(|bytes| bytes.windows(20).any(|window| window == &secret[..20])).count()
    };
    let hash = store.put_part(&part).unwrap();
    assert!(found(&store) > 0 && store.contains_part(hash).unwrap());
    assert!(store.drop_part(hash).unwrap());
    assert_eq!(found(&store), 0);
    assert!(!store.drop_part(hash).unwrap());
    assert!(!store.contains_part(hash).unwrap());
    assert_eq!(store.part(hash).unwrap(), None);
}

#[test]
fn a_damaged_part_is_not_handed_out_and_may_be_fetched_again() {
    let place = directory("damaged-part");
    let mut store = Store::open(&place).unwrap();
    let part = b"this text stands in the file as it is".to_vec();
    let hash = store.put_part(&part).unwrap();
    store.close().unwrap();
    let file = place.join("record.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.windows(part.len()).position(|window| window == part).unwrap();
    bytes[at] ^= 1;
    fs::write(&file, bytes).unwrap();
    let mut store = Store::open(&place).unwrap();
    assert!(matches!(store.part(hash), Err(StoreError::PartDamaged { .. })));
    assert!(!store.check(kit::read).unwrap().is_whole());
    assert!(store.drop_part(hash).unwrap());
    store.put_part(&part).unwrap();
    assert_eq!(store.part(hash).unwrap(), Some(part));
    assert!(store.check(kit::read).unwrap().is_whole());
}
