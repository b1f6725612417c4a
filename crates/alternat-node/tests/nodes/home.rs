//! A home's configuration is changed by several at once, and nothing that one of them wrote is lost.

use std::fs;
use std::net::SocketAddr;

use alternat::id::Id;
use alternat::words::Code;
use alternat_node::file::{Readers, try_place, write_whole};
use alternat_node::home::{Home, HomeError};

use crate::kit::{Party, place};

fn address(port: u16) -> SocketAddr {
    ([192, 0, 2, 10], port).into()
}

fn set(home: &mut Home, code: &str, port: u16) -> Result<(), HomeError> {
    let mechanism = Id::of_bytes(b"a circle");
    home.configure(|configuration| {
        configuration.peers.entry(mechanism).or_default().insert(Code(code.into()), address(port));
    })
}

fn ports(home: &Home) -> Vec<u16> {
    home.configuration().peers.values().flat_map(|peers| peers.values().map(SocketAddr::port)).collect()
}

#[test]
fn two_that_opened_a_home_together_both_change_it() {
    let party = Party::new(&place("home-two"), "ALD");
    let (mut first, mut second) = (party.home(), party.home());
    set(&mut first, "BOR", 1).unwrap();
    second.configure(|configuration| configuration.listen = address(4711)).unwrap();
    set(&mut first, "CRE", 2).unwrap();
    for home in [first, party.home()] {
        assert_eq!((ports(&home), home.configuration().listen), (vec![1, 2], address(4711)));
    }
    // What the second knows is what it read when it wrote.
    assert_eq!((ports(&second), second.configuration().listen), (vec![1], address(4711)));
}

#[test]
fn many_that_change_a_home_at_once_lose_nothing() {
    let party = Party::new(&place("home-many"), "ALD");
    std::thread::scope(|scope| {
        for writer in 0..4_u16 {
            let mut home = party.home();
            scope.spawn(move || (0..10).for_each(|turn| set(&mut home, &format!("P{writer}-{turn}"), 10 * writer + turn).unwrap()));
        }
    });
    let mut all = ports(&party.home());
    all.sort();
    assert_eq!(all, (0..40).collect::<Vec<_>>());
}

#[test]
fn a_configuration_that_is_damaged_is_not_written_over() {
    let party = Party::new(&place("home-damaged"), "ALD");
    let mut home = party.home();
    let path = home.directory().join("home.json");
    fs::write(&path, "{").unwrap();
    assert!(matches!(set(&mut home, "BOR", 1), Err(HomeError::Malformed { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "{");
    assert!(ports(&home).is_empty());
}

#[test]
fn a_place_is_tried_and_left_as_it_was() {
    let place = place("home-place");
    let file = place.join("letter");
    write_whole(&file, b"mine", Readers::Anyone).unwrap();
    fs::create_dir(place.join("folder")).unwrap();
    for (name, holds) in [("letter", true), ("new", true), ("folder", false), ("none/new", false), ("letter/new", false)] {
        assert_eq!(try_place(&place.join(name)).is_ok(), holds, "{name}");
    }
    let mut left: Vec<_> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["folder", "letter"]);
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}
