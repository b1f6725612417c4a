//! One link: the side that dialled opens a stream for each circle in common, the other answers.

use std::sync::Arc;

use alternat_sync::{Exchange, Hello, unknown_circle};

use super::{Exchanges, in_common, is_member, talk};
use crate::node::locked;
use crate::transport::{CloseCode, FrameReceiver, FrameSender, Link};

/// Carries the talks of a link until it ends.
pub async fn run(exchanges: Arc<Exchanges>, link: Link, dialled: bool) {
    let peer = link.peer();
    if dialled {
        for (mechanism, code) in in_common(&exchanges.node, &peer) {
            let (Ok((sender, receiver)), Ok(shared)) = (link.open().await, exchanges.node.circle(mechanism)) else { break };
            let talk = talk::Talk { node: exchanges.node.clone(), shared, code, peer, link: link.clone() };
            tokio::spawn(talk.run(Exchange::open(mechanism), sender, receiver));
        }
    }
    // A peer may open a stream for a circle in which it has just become a member.
    while let Ok(Some((sender, receiver))) = link.accept().await {
        tokio::spawn(answer(exchanges.clone(), link.clone(), sender, receiver));
    }
    let mut links = locked(&exchanges.links);
    if links.get(&peer).is_some_and(|kept| !kept.link.is_open()) {
        links.remove(&peer);
    }
    drop(links);
    link.close(CloseCode::DONE);
    exchanges.ended.send_modify(|count| *count += 1);
}

/// Answers a stream: only a hello for a circle that both are in gets more than `unknown circle`.
async fn answer(exchanges: Arc<Exchanges>, link: Link, mut sender: FrameSender, mut receiver: FrameReceiver) {
    let peer = link.peer();
    let Ok(Some(first)) = receiver.receive().await else { return };
    let hello = match Hello::read(&first) {
        Ok(hello) => hello,
        Err(_) => return link.close(CloseCode::MISSPOKE),
    };
    let found = exchanges.node.circles().into_iter().find(|shared| shared.mechanism() == hello.mechanism);
    let member = found.and_then(|shared| shared.with(|circle| is_member(circle.record(), &peer)).map(|code| (shared, code)));
    let Some((shared, code)) = member else {
        // The same bytes whether the circle is not here or the peer is not in it.
        if sender.send(&unknown_circle()).await.is_ok() {
            drop(sender.finish().await);
        }
        return;
    };
    let talk = talk::Talk { node: exchanges.node.clone(), shared, code, peer, link };
    talk.run(Exchange::answer(&hello), sender, receiver).await;
}
