//! How links begin and end.

use alternat_node::transport::limit::LINKS_PER_PEER_MAX;
use alternat_node::transport::{CloseCode, Pins, Transport, TransportError};

use crate::kit::{in_full, key, linked, node, run, seed};

#[test]
fn both_sides_know_whom_they_talk_to() {
    run(async {
        let (caller, near, callee, far) = linked().await;
        assert_eq!((near.peer(), far.peer()), (key(2), key(1)));
        assert_eq!((caller.public_key(), callee.public_key()), (key(1), key(2)));
        assert_eq!((near.remote_addr(), far.remote_addr()), (callee.local_addr(), caller.local_addr()));
        let counts = callee.door_counts();
        assert_eq!((counts.admitted, counts.turned_away, counts.asked_for_proof, counts.refused_for_room), (1, 0, 0, 0));
    });
}

#[test]
fn nobody_answers_where_nobody_listens_and_another_key_is_not_taken() {
    run(async {
        let (caller, callee) = (node(1, &[2]), node(2, &[1]));
        let error = caller.dial(([127, 0, 0, 1], 0).into(), key(2)).await.unwrap_err();
        assert!(matches!(error, TransportError::Dial { .. }), "{error:?}");
        // The node at that address is pinned, and pins us; it is only not the one that was dialled.
        let error = caller.dial(callee.local_addr(), key(3)).await.unwrap_err();
        assert!(matches!(error, TransportError::Handshake { .. }), "{error:?}");
        let small_order = std::array::from_fn(|index| u8::from(index == 0));
        let error = caller.dial(callee.local_addr(), small_order).await.unwrap_err();
        assert!(matches!(error, TransportError::Key { .. }), "{error:?}");
    });
}

#[test]
fn a_key_that_is_taken_out_of_the_pins_dials_no_more_and_its_links_end() {
    run(async {
        let pins = Pins::new([key(1), key(3)]);
        let callee = Transport::bind(([127, 0, 0, 1], 0).into(), &seed(2), pins.clone()).unwrap();
        let (caller, other) = (node(1, &[]), node(3, &[]));
        let near = caller.dial(callee.local_addr(), key(2)).await.unwrap();
        let of_other = other.dial(callee.local_addr(), key(2)).await.unwrap();
        assert!(pins.remove(&key(1)));
        assert_eq!(near.closed().await.close_code(), Some(CloseCode::UNPINNED));
        let error = caller.dial(callee.local_addr(), key(2)).await.unwrap_err();
        assert!(matches!(error, TransportError::TurnedAway { .. }), "{error:?}");
        // The others notice nothing, and whoever is put in again is let in again.
        let (mut sender, _receiver) = of_other.open().await.unwrap();
        sender.send(b"still here").await.unwrap();
        assert!(of_other.is_open() && pins.insert(key(1)));
        assert_eq!(caller.dial(callee.local_addr(), key(2)).await.unwrap().peer(), key(2));
    });
}

#[test]
fn one_link_too_many_closes_the_oldest_of_that_peer() {
    run(async {
        let (caller, callee, other) = (node(1, &[]), node(2, &[1, 3]), node(3, &[]));
        let of_other = other.dial(callee.local_addr(), key(2)).await.unwrap();
        let mut links = Vec::new();
        for _ in 0..LINKS_PER_PEER_MAX {
            links.push(caller.dial(callee.local_addr(), key(2)).await.unwrap());
        }
        assert!(links.iter().all(|link| link.is_open()));
        let newest = caller.dial(callee.local_addr(), key(2)).await.unwrap();
        assert_eq!(links[0].closed().await.close_code(), Some(CloseCode::REPLACED));
        assert!(links[1..].iter().chain([&newest, &of_other]).all(|link| link.is_open()));
        // The one that was closed is not handed to the node any more.
        for peer in [3, 1, 1, 1, 1] {
            assert_eq!(callee.accept().await.unwrap().peer(), key(peer));
        }
    });
}

#[test]
fn a_link_that_is_done_ends_well_and_any_other_end_is_an_error() {
    run(async {
        let (caller, near, callee, far) = linked().await;
        near.close(CloseCode::DONE);
        assert!(far.accept().await.unwrap().is_none() && near.accept().await.unwrap().is_none());
        for (code, expected) in [(CloseCode::MISSPOKE, 5), (CloseCode(77), 77), (CloseCode(u32::MAX), u32::MAX)] {
            let near = caller.dial(callee.local_addr(), key(2)).await.unwrap();
            let far = callee.accept().await.unwrap();
            near.close(code);
            let error = far.accept().await.err().unwrap();
            assert_eq!(error.close_code(), Some(CloseCode(expected)), "{}", in_full(&error));
            assert!(!far.is_open());
        }
        let near = caller.dial(callee.local_addr(), key(2)).await.unwrap();
        let far = callee.accept().await.unwrap();
        drop(near);
        assert_eq!(far.accept().await.err().unwrap().close_code(), Some(CloseCode::DROPPED));
    });
}

#[test]
fn a_transport_that_stops_says_so_and_admits_nobody() {
    run(async {
        let (caller, near, callee, _far) = linked().await;
        callee.close(CloseCode::STOPPING);
        assert_eq!(near.closed().await.close_code(), Some(CloseCode::STOPPING));
        assert!(callee.accept().await.is_none());
        callee.wait_idle().await;
        drop(callee);
        let (again, _near, dropped, _far) = linked().await;
        drop(dropped);
        assert_eq!(_near.closed().await.close_code(), Some(CloseCode::STOPPING));
        drop((caller, again));
    });
}
