//! Those that are not let in, and how little they learn.

use std::sync::Arc;

use alternat_node::transport::{Pins, Transport, TransportError};
use quinn::ConnectionError;
use rustls::crypto::aws_lc_rs::kx_group::{MLKEM768, SECP256R1, X25519, X25519MLKEM768};

use crate::kit::{Stranger, Tickets, WELCOME, key, node, run, seed, spki};

/// The encoding of the neutral point: under it as a key, one signature fits every message for a lenient verifier.
const NEUTRAL: [u8; 32] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// What a dialler of this kind gets from a node that pins node 1 and the neutral point: the frame that it hears, or the TLS
/// alert that it is turned away with. Either way the node goes on, and takes nobody but a peer.
#[track_caller]
fn check_dialler(stranger: Stranger, expected: &str) {
    let said = run(async {
        let node = Transport::bind(([127, 0, 0, 1], 0).into(), &seed(2), Pins::new([key(1), key(4), NEUTRAL])).unwrap();
        let said = heard(&stranger, &node).await;
        if said == "welcome" {
            assert_eq!(node.accept().await.unwrap().peer(), key(1));
        }
        let peer = Transport::bind(([127, 0, 0, 1], 0).into(), &seed(4), Pins::new([])).unwrap();
        let _link = peer.dial(node.local_addr(), key(2)).await.unwrap();
        assert_eq!(node.accept().await.unwrap().peer(), key(4), "somebody else got in first");
        said
    });
    assert_eq!(said, expected);
}

/// Connects and at once sends a frame, as an eager stranger would, then listens for whatever comes.
async fn heard(stranger: &Stranger, node: &Transport) -> String {
    let ended = match stranger.connect(node.local_addr()).await {
        Err(error) => error,
        Ok(connection) => {
            if let Ok((mut sender, _receiver)) = connection.open_bi().await {
                let _ = sender.write_all(&[0, 0, 0, 1, 7]).await;
            }
            match connection.accept_uni().await {
                Ok(mut stream) => match stream.read_to_end(64).await {
                    Ok(said) if said == WELCOME => return "welcome".into(),
                    other => return format!("{other:?}"),
                },
                Err(error) => error,
            }
        }
    };
    match ended {
        ConnectionError::ConnectionClosed(close) => format!("alert {}", u64::from(close.error_code) - 0x100),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_dialler_is_let_in_only_as_a_pinned_key_by_our_rules() {
    let peer = || Stranger::like(1);
    check_dialler(peer(), "welcome");
    // access_denied: it holds its key, and the key is not pinned.
    check_dialler(Stranger::like(3), "alert 49");
    // decrypt_error: it does not hold the key it shows.
    check_dialler(Stranger { signs: 3, ..peer() }, "alert 51");
    // bad_certificate: a key in another form, with another beside it, too short, too long.
    check_dialler(Stranger { shows: vec![key(1).to_vec()], ..peer() }, "alert 42");
    check_dialler(Stranger { shows: vec![spki(key(1)), spki(key(1))], ..peer() }, "alert 42");
    check_dialler(Stranger { shows: vec![spki(key(1))[..43].to_vec()], ..peer() }, "alert 42");
    check_dialler(Stranger { shows: vec![[spki(key(1)), vec![0]].concat()], ..peer() }, "alert 42");
    // certificate_required: it shows no key.
    check_dialler(Stranger { shows: vec![], ..peer() }, "alert 116");
    // handshake_failure: it does not know raw public keys.
    check_dialler(Stranger { is_raw: false, ..peer() }, "alert 40");
    // no_application_protocol: it wants to speak something else, or does not say.
    check_dialler(Stranger { alpn: &["alternat/2"], ..peer() }, "alert 120");
    check_dialler(Stranger { alpn: &["h3"], ..peer() }, "alert 120");
    check_dialler(Stranger { alpn: &[], ..peer() }, "alert 120");
    check_dialler(Stranger { alpn: &["h3", "alternat/1"], ..peer() }, "welcome");
    // handshake_failure: no exchange that holds against a quantum computer, or that one alone.
    check_dialler(Stranger { groups: vec![X25519], ..peer() }, "alert 40");
    check_dialler(Stranger { groups: vec![SECP256R1, X25519], ..peer() }, "alert 40");
    check_dialler(Stranger { groups: vec![MLKEM768], ..peer() }, "alert 40");
    check_dialler(Stranger { groups: vec![X25519, X25519MLKEM768], ..peer() }, "welcome");
}

#[test]
fn who_holds_no_key_cannot_learn_which_keys_are_pinned() {
    for shown in [1, 3] {
        check_dialler(Stranger { signs: 5, shows: vec![spki(key(shown))], ..Stranger::like(1) }, "alert 51");
    }
}

#[test]
fn a_pinned_key_under_which_anybody_can_sign_admits_nobody() {
    let forged = std::array::from_fn(|index| u8::from(index == 0));
    check_dialler(Stranger { shows: vec![spki(NEUTRAL)], forges: Some(forged), ..Stranger::like(1) }, "alert 51");
}

/// What node 1 makes of a listener of this kind when it dials node 2, and whether the listener saw a connection.
#[track_caller]
fn check_listener(stranger: Stranger, says: Option<&'static [u8]>, expected: &str) {
    let said = run(async {
        let caller = node(1, &[2]);
        let listener = stranger.listen();
        let addr = listener.local_addr().unwrap();
        let listening = async {
            let connection = listener.accept().await.unwrap().await.ok()?;
            let mut stream = connection.open_uni().await.ok()?;
            let Some(says) = says else {
                connection.close(0_u8.into(), b"");
                return Some(());
            };
            // A caller that turns away does not read this to the end, and need not.
            let _ = stream.write_all(says).await;
            let _ = stream.finish();
            connection.closed().await;
            Some(())
        };
        let dialling = async {
            match caller.dial(addr, key(2)).await {
                Ok(_) => "a link",
                Err(TransportError::Handshake { .. }) => "no connection",
                Err(TransportError::TurnedAway { .. }) => "turned away",
                Err(TransportError::NoWelcome { .. }) => "no welcome",
                Err(error) => panic!("{error:?}"),
            }
        };
        tokio::join!(dialling, listening).0
    });
    assert_eq!(said, expected);
}

#[test]
fn a_listener_is_believed_only_as_the_key_that_was_dialled() {
    let peer = || Stranger::like(2);
    check_listener(peer(), Some(WELCOME), "a link");
    check_listener(Stranger::like(3), Some(WELCOME), "no connection");
    check_listener(Stranger { signs: 3, ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { shows: vec![spki(key(2)), spki(key(2))], ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { shows: vec![key(2).to_vec()], ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { is_raw: false, ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { alpn: &["alternat/2"], ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { alpn: &[], ..peer() }, Some(WELCOME), "no connection");
    check_listener(Stranger { groups: vec![X25519], ..peer() }, Some(WELCOME), "no connection");
}

#[test]
fn there_is_no_link_before_the_listener_bids_welcome() {
    let peer = || Stranger::like(2);
    check_listener(peer(), None, "turned away");
    check_listener(peer(), Some(b""), "no welcome");
    check_listener(peer(), Some(&WELCOME[..13]), "no welcome");
    check_listener(peer(), Some(b"\x00\x00\x00\x0aalternat/2"), "no welcome");
    check_listener(peer(), Some(b"\x00\x00\x00\x0aalternat/1 and more"), "no welcome");
    check_listener(peer(), Some(&[0xFF; 64]), "no welcome");
}

#[test]
fn nothing_is_resumed_and_nothing_is_said_early() {
    run(async {
        let node = node(2, &[1]);
        let tickets = Tickets::new();
        let eager = Stranger { tickets: Some(Arc::clone(&tickets)), ..Stranger::like(1) };
        let endpoint = eager.endpoint();
        let config = eager.client_config();
        for _ in 0..2 {
            let connecting = endpoint.connect_with(config.clone(), node.local_addr(), "stranger.invalid").unwrap();
            let Err(connecting) = connecting.into_0rtt() else { panic!("there is something to be said early with") };
            let connection = connecting.await.unwrap();
            assert_eq!(connection.accept_uni().await.unwrap().read_to_end(64).await.unwrap(), WELCOME);
            // A round trip more, so that whatever the node had to give has come.
            let link = node.accept().await.unwrap();
            let (mut sender, _receiver) = link.open().await.unwrap();
            sender.send(b"frame").await.unwrap();
            let (_, mut receiver) = connection.accept_bi().await.unwrap();
            receiver.read_exact(&mut [0; 9]).await.unwrap();
            assert_eq!(*tickets.given.lock().unwrap(), 0);
        }
    });
}
