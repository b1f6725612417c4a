//! What goes over a link, whole or not at all.

use std::future::ready;

use alternat_node::transport::limit::FRAME_BYTES_MAX;
use alternat_node::transport::{CloseCode, FrameReceiver, Link, Transport, TransportError};
use quinn::{RecvStream, SendStream};

use crate::kit::{Stranger, WELCOME, in_full, key, linked, node, run};

#[test]
fn a_mebibyte_in_many_frames_arrives_whole_in_both_directions() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let frames: Vec<Vec<u8>> = (0..1024_usize).map(|number| vec![number as u8; number * 2]).collect();
        let speak = |link: Link, opens: bool| {
            let frames = frames.clone();
            tokio::spawn(async move {
                let (mut sender, mut receiver) = if opens { link.open().await.unwrap() } else { link.accept().await.unwrap().unwrap() };
                let sending = async {
                    for frame in &frames {
                        sender.send(frame).await.unwrap();
                    }
                    sender.finish().await.unwrap();
                };
                let receiving = async {
                    let mut received = Vec::new();
                    while let Some(frame) = receiver.receive().await.unwrap() {
                        received.push(frame);
                    }
                    assert_eq!(receiver.receive().await.unwrap(), None);
                    received
                };
                let ((), received) = tokio::join!(sending, receiving);
                assert!(received == frames);
            })
        };
        let (one, other) = (speak(near.clone(), true), speak(far.clone(), false));
        one.await.unwrap();
        other.await.unwrap();
        let bytes: u64 = frames.iter().map(|frame| frame.len() as u64 + 4).sum();
        for link in [&near, &far] {
            let traffic = link.traffic();
            assert_eq!((traffic.frame_bytes_sent, traffic.frame_bytes_received), (bytes, bytes));
            assert!(traffic.wire_bytes_sent > bytes && traffic.wire_bytes_received > bytes);
        }
    });
}

#[test]
fn streams_do_not_wait_for_one_another() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut first, _first_back) = near.open().await.unwrap();
        let (mut second, _second_back) = near.open().await.unwrap();
        second.send(b"second").await.unwrap();
        first.send(b"first").await.unwrap();
        let (_, mut of_first) = far.accept().await.unwrap().unwrap();
        let (mut back, mut of_second) = far.accept().await.unwrap().unwrap();
        assert_eq!(of_second.receive().await.unwrap().unwrap(), b"second");
        assert_eq!(of_first.receive().await.unwrap().unwrap(), b"first");
        back.send(b"").await.unwrap();
        let (_sender, mut second_back) = (second, _second_back);
        assert_eq!(second_back.receive().await.unwrap().unwrap(), b"");
    });
}

#[test]
fn the_longest_frame_goes_and_one_byte_more_does_not() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut sender, _receiver) = near.open().await.unwrap();
        let longest = vec![7; FRAME_BYTES_MAX];
        let refusal = sender.send(&vec![7; FRAME_BYTES_MAX + 1]).await.unwrap_err();
        assert!(matches!(refusal, TransportError::TooLong { bytes, .. } if bytes == FRAME_BYTES_MAX + 1));
        sender.send(&longest).await.unwrap();
        let (_, mut receiver) = far.accept().await.unwrap().unwrap();
        let (received, ended) =
            tokio::join!(async { (receiver.receive().await.unwrap(), receiver.receive().await.unwrap()) }, sender.finish());
        ended.unwrap();
        assert!(received == (Some(longest), None));
        assert!(matches!(sender.send(b"more").await, Err(TransportError::Over { .. })));
    });
}

#[test]
fn what_was_finished_outlives_the_link() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut sender, _receiver) = near.open().await.unwrap();
        for number in 0..3 {
            sender.send(&vec![number; 200_000]).await.unwrap();
        }
        sender.finish().await.unwrap();
        near.close(CloseCode::DONE);
        let (_, mut receiver) = far.accept().await.unwrap().unwrap();
        far.closed().await;
        for number in 0..3 {
            assert!(receiver.receive().await.unwrap().unwrap() == vec![number; 200_000]);
        }
        assert_eq!(receiver.receive().await.unwrap(), None);
    });
}

#[test]
fn a_send_that_is_dropped_leaves_a_whole_frame_or_none() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut sender, _receiver) = near.open().await.unwrap();
        let mut cut_off = 0;
        for number in 0..40_u8 {
            let frame = vec![number; 200_000];
            // Polls once; where the window is full the future is dropped with part of the frame handed over.
            tokio::select! { biased; sent = sender.send(&frame) => sent.unwrap(), () = ready(()) => cut_off += 1 }
        }
        assert!(cut_off > 0, "the window never filled, so nothing was tried");
        let reading = tokio::spawn(async move {
            let (_back, mut receiver) = far.accept().await.unwrap().unwrap();
            let mut numbers = Vec::new();
            loop {
                // The other side of the same coin: a receive that is dropped loses nothing.
                tokio::select! { biased;
                    frame = receiver.receive() => match frame.unwrap() {
                        Some(frame) => {
                            assert!(frame.len() == 200_000 && frame.iter().all(|byte| *byte == frame[0]));
                            numbers.push(frame[0]);
                        }
                        None => return numbers,
                    },
                    () = tokio::task::yield_now() => {}
                }
            }
        });
        sender.finish().await.unwrap();
        let numbers = reading.await.unwrap();
        assert!(numbers.len() >= 2 && numbers.is_sorted_by(|before, after| before < after), "{numbers:?}");
    });
}

/// What the receiver says when a peer that is admitted writes these bytes and then does this to its end of the stream.
#[track_caller]
fn check(bytes: &[u8], then: impl FnOnce(&mut SendStream, &quinn::Connection), expected: &str) {
    let said = run(async {
        let (_node, connection, _link, mut stream, _back, mut receiver) = written(bytes).await;
        then(&mut stream, &connection);
        heard(&mut receiver).await
    });
    assert_eq!(said.replace(&alternat::key::Ed25519Bytes(key(1)).to_string(), "the peer"), expected);
}

/// A node, and a peer that has written these bytes on a stream.
async fn written(bytes: &[u8]) -> (Transport, quinn::Connection, Link, SendStream, RecvStream, FrameReceiver) {
    let node = node(2, &[1]);
    let connection = Stranger::like(1).connect(node.local_addr()).await.unwrap();
    let (mut stream, back) = connection.open_bi().await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let link = node.accept().await.unwrap();
    let (_, receiver) = link.accept().await.unwrap().unwrap();
    (node, connection, link, stream, back, receiver)
}

/// The sizes of the frames that come, and how it ends.
async fn heard(receiver: &mut FrameReceiver) -> String {
    let mut said = Vec::new();
    loop {
        match receiver.receive().await {
            Ok(Some(frame)) => said.push(frame.len().to_string()),
            Ok(None) => said.push("end".into()),
            Err(error) => said.push(in_full(&error)),
        }
        if said.last().is_some_and(|last| last.parse::<usize>().is_err()) {
            return said.join(", ");
        }
    }
}

#[test]
fn a_stream_ends_after_a_whole_frame_or_with_an_error() {
    let finish = |stream: &mut SendStream, _: &quinn::Connection| stream.finish().unwrap();
    check(&[0, 0, 0, 1, 7], finish, "1, end");
    check(&[0, 0, 0, 0], finish, "0, end");
    check(&[0, 0, 0, 1, 7, 0], finish, "1, the peer ended this stream within a frame, of which 1 bytes had come");
    check(&[0, 0, 0, 3, 7, 7], finish, "the peer ended this stream within a frame, of which 6 bytes had come");
    let give_up = |stream: &mut SendStream, _: &quinn::Connection| stream.reset(9_u8.into()).unwrap();
    check(&[0, 0, 0, 3, 7, 7], give_up, "the peer gave this stream up before its end (code 9)");
    let close = |_: &mut SendStream, connection: &quinn::Connection| connection.close(9_u8.into(), b"");
    check(&[0, 0, 0, 3, 7, 7], close, "the link with the peer is lost: closed by peer: 9");
}

#[test]
fn a_length_above_the_bound_is_refused_and_the_peer_is_told() {
    run(async {
        let (_node, _connection, link, stream, _back, mut receiver) = written(&[0xFF, 0xFF, 0xFF, 0xFF, 7, 7, 7]).await;
        let refused = receiver.receive().await.unwrap_err();
        assert!(matches!(&refused, TransportError::Misspoke { source, .. } if source.bytes == u32::MAX), "{refused:?}");
        assert_eq!(stream.stopped().await.unwrap().map(CloseCode::from), Some(CloseCode::MISSPOKE));
        // Nothing behind the length was read, and nothing ever will be.
        assert_eq!(link.traffic().frame_bytes_received, 4);
        assert!(matches!(receiver.receive().await, Err(TransportError::Misspoke { .. })));
    });
}

#[test]
fn a_sender_that_is_dropped_has_not_ended_its_stream() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut sender, _back) = near.open().await.unwrap();
        sender.send(b"whole").await.unwrap();
        let (_, mut receiver) = far.accept().await.unwrap().unwrap();
        assert_eq!(receiver.receive().await.unwrap().unwrap(), b"whole");
        drop(sender);
        let error = receiver.receive().await.unwrap_err();
        assert!(matches!(error, TransportError::Abandoned { code: CloseCode::DROPPED, .. }), "{error:?}");
    });
}

#[test]
fn a_sender_learns_that_nobody_reads() {
    run(async {
        let (_caller, near, _callee, far) = linked().await;
        let (mut sender, _back) = near.open().await.unwrap();
        sender.send(b"first").await.unwrap();
        drop(far.accept().await.unwrap().unwrap());
        let error = loop {
            if let Err(error) = sender.send(&[7; 4096]).await {
                break error;
            }
        };
        assert!(matches!(error, TransportError::Stopped { .. }), "{error:?}");
        assert!(matches!(sender.finish().await, Err(TransportError::Stopped { .. })));
    });
}

#[test]
fn a_peer_killed_within_a_frame_surfaces() {
    run(async {
        let node = node(2, &[1]);
        let addr = node.local_addr();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        // A runtime of its own, which ends without a word to anybody, as a killed process does.
        let peer = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let connection = runtime.block_on(async {
                let connection = Stranger { idle_ms: 1000, ..Stranger::like(1) }.connect(addr).await.unwrap();
                let (mut stream, back) = connection.open_bi().await.unwrap();
                stream.write_all(&[0, 0, 0, 9, 7]).await.unwrap();
                stopped.await.unwrap();
                (connection, stream, back)
            });
            std::mem::forget(connection);
            runtime.shutdown_background();
        });
        let link = node.accept().await.unwrap();
        let (_back, mut receiver) = link.accept().await.unwrap().unwrap();
        stop.send(()).unwrap();
        let error = receiver.receive().await.unwrap_err();
        assert!(matches!(error, TransportError::Lost { source: quinn::ConnectionError::TimedOut, .. }), "{error:?}");
        peer.join().unwrap();
    });
}

#[test]
fn welcome_is_the_first_thing_an_admitted_peer_hears() {
    run(async {
        let node = node(2, &[1]);
        let connection = Stranger::like(1).connect(node.local_addr()).await.unwrap();
        let mut stream = connection.accept_uni().await.unwrap();
        assert_eq!(stream.read_to_end(64).await.unwrap(), WELCOME);
    });
}
