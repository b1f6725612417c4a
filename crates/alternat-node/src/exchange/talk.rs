//! One talk: the machine of `alternat-sync` between a stream and a circle.

use std::sync::Arc;

use alternat::id::Id;
use alternat::words::Code;
use alternat_sync::{Breach, Exchange, Wish};
use tokio::sync::{broadcast, mpsc};

use super::held::Held;
use super::is_member;
use crate::circle::{Circle, CircleError};
use crate::limit;
use crate::node::{Node, Shared};
use crate::transport::{CloseCode, FrameReceiver, FrameSender, Link};

/// Between whom the talk is, and about what.
pub struct Talk {
    /// The node.
    pub node: Arc<Node>,
    /// The circle.
    pub shared: Arc<Shared>,
    /// The party of the peer.
    pub code: Code,
    /// The key of its connection.
    pub peer: [u8; 32],
    /// The link.
    pub link: Link,
}

/// Why a talk ends.
enum End {
    /// The peer ended it, or the link is gone.
    Gone,
    /// The peer broke the protocol.
    Breach(Breach),
    /// This node cannot go on.
    Failed(CircleError),
    /// The peer is a member no more.
    Struck,
}

impl Talk {
    /// Talks until the stream ends, or until the peer breaks the protocol: then the link ends, too.
    pub async fn run(self, mut exchange: Exchange, sender: FrameSender, receiver: FrameReceiver) {
        let end = self.talk(&mut exchange, sender, receiver).await;
        self.shared.links().send_if_modified(|links| links.remove(&self.code).is_some());
        match end {
            End::Gone => {}
            End::Struck => self.link.close(CloseCode::UNPINNED),
            End::Breach(Breach::UnknownCircle) => {}
            End::Breach(breach) => {
                self.shared.warn(format!("link to {} ended: {}", self.code, crate::failure::chain(&breach)));
                self.link.close(CloseCode::MISSPOKE);
            }
            End::Failed(error) => {
                self.node.hear(&error);
                self.link.close(CloseCode::STOPPING);
            }
        }
    }

    async fn talk(&self, exchange: &mut Exchange, sender: FrameSender, receiver: FrameReceiver) -> End {
        let mut changes = self.shared.changed().subscribe();
        // Whether the peer is a member is asked once more from here on, so that no revocation is missed.
        changes.mark_changed();
        let mut parts = self.shared.parts().subscribe();
        let (outgoing, writing) = mpsc::channel::<Vec<u8>>(1);
        let (reading, mut incoming) = mpsc::channel::<Vec<u8>>(limit::FRAMES_WAITING_MAX);
        // Read and written apart: two peers that both write a lot must not wait for each other to read.
        let _writer = Ending(tokio::spawn(write(sender, writing)));
        let _reader = Ending(tokio::spawn(read(receiver, reading)));
        let mut may_send = true;
        loop {
            tokio::select! {
                biased;
                changed = changes.changed() => {
                    if changed.is_err() {
                        return End::Gone;
                    }
                    if self.shared.look(|circle| is_member(circle.record(), &self.peer)).is_none() {
                        return End::Struck;
                    }
                    exchange.fresh_acts();
                    exchange.fresh_notes();
                    may_send = true;
                }
                permit = outgoing.reserve(), if may_send => {
                    let Ok(permit) = permit else { return End::Gone };
                    match self.look(|held| exchange.next_frame(held)) {
                        Ok(Some(frame)) => permit.send(frame),
                        Ok(None) => may_send = false,
                        Err(error) => return End::Failed(error),
                    }
                }
                frame = incoming.recv(), if exchange.may_hear() => {
                    let Some(frame) = frame else { return End::Gone };
                    let wish = match self.look(|held| exchange.hear(&frame, held)) {
                        Ok(Ok(wish)) => wish,
                        Ok(Err(breach)) => return End::Breach(breach),
                        Err(error) => return End::Failed(error),
                    };
                    if let Some(wish) = wish && let Err(end) = self.carry_out(exchange, wish) {
                        return end;
                    }
                    may_send = true;
                }
                part = parts.recv() => match part {
                    Ok(part) => {
                        exchange.fresh_part(&part);
                        may_send = true;
                    }
                    // The peer asks again on its next link for what it was not told of.
                    Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => return End::Gone,
                },
            }
            if exchange.is_connected() {
                let equal = exchange.is_equal();
                self.shared.links().send_if_modified(|links| links.insert(self.code.clone(), equal) != Some(equal));
            }
        }
    }

    fn look<T>(&self, ask: impl FnOnce(&Held) -> T) -> Result<T, CircleError> {
        self.shared.look(|circle| {
            let held = Held::new(circle);
            let answer = ask(&held);
            held.failure().map_or(Ok(answer), Err)
        })
    }

    fn carry_out(&self, exchange: &mut Exchange, wish: Wish) -> Result<(), End> {
        let change = |change: &mut dyn FnMut(&mut Circle) -> Result<Option<alternat::record::TurnedAway>, CircleError>| {
            tokio::task::block_in_place(|| self.shared.with(change)).map_err(End::Failed)
        };
        match wish {
            Wish::Admit(envelopes) => {
                let mut new = 0;
                let turned_away = change(&mut |circle| {
                    let taken = circle.take(&envelopes)?;
                    new = taken.new.len();
                    Ok(taken.turned_away.map(|(_, why)| why))
                })?;
                if new > 0 {
                    tokio::task::block_in_place(|| self.shared.attend(&self.node));
                }
                if let Some(why) = turned_away {
                    return Err(End::Breach(exchange.turned_away(why)));
                }
            }
            Wish::KeepNote(note) => {
                let mut new = false;
                change(&mut |circle| match circle.take_note(&note) {
                    // A note that does not hold is of no worth, and no breach: the seal it is on may not be final here yet.
                    Err(CircleError::Note) => Ok(None),
                    Err(error) => Err(error),
                    Ok(is_new) => {
                        new = is_new;
                        Ok(None)
                    }
                })?;
                if new {
                    self.shared.tell();
                }
            }
            Wish::KeepPart { part, bytes } => {
                let hash: Id = part.sha256;
                change(&mut |circle| circle.take_part(&bytes).map(|()| None))?;
                // Nobody may be listening.
                let _ = self.shared.parts().send(hash);
            }
        }
        exchange.settled();
        Ok(())
    }
}

/// A task that ends with its owner.
struct Ending(tokio::task::JoinHandle<()>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn write(mut sender: FrameSender, mut frames: mpsc::Receiver<Vec<u8>>) {
    while let Some(frame) = frames.recv().await {
        if sender.send(&frame).await.is_err() {
            return;
        }
    }
}

async fn read(mut receiver: FrameReceiver, frames: mpsc::Sender<Vec<u8>>) {
    while let Ok(Some(frame)) = receiver.receive().await {
        if frames.send(frame).await.is_err() {
            return;
        }
    }
}
