//! One talk: the machine of `alternat-sync` between a stream and a circle.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use alternat::id::Id;
use alternat::words::Code;
use alternat_sync::{Breach, Exchange, Wish};
use tokio::sync::{broadcast, mpsc};

use super::PeerKey;
use super::held::Held;
use crate::circle::{Circle, CircleError};
use crate::limit;
use crate::node::{Node, Shared};
use crate::transport::{CloseCode, FrameReceiver, FrameSender, Link};

/// Between whom the talk is, and about what.
pub struct Talk {
    /// The node.
    pub node: Arc<Node>,
    /// Which of the circle's talks.
    pub number: u64,
    /// The circle.
    pub shared: Arc<Shared>,
    /// The party of the peer.
    pub code: Code,
    /// The key of its connection.
    pub peer: PeerKey,
    /// The last question for a comparison that the hellos answer.
    pub question: u64,
    /// Set when the peer has said hello.
    pub exchanged: Arc<AtomicBool>,
    /// The link.
    pub link: Link,
}

/// How a talk ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Whether the peer had said hello.
    pub connected: bool,
    /// Whether it broke the protocol.
    pub breached: bool,
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
    pub async fn run(self, mut exchange: Exchange, sender: FrameSender, receiver: FrameReceiver) -> Ended {
        let linked = Entry(&self);
        let end = self.talk(&mut exchange, sender, receiver).await;
        drop(linked);
        let mut ended = Ended { connected: exchange.is_connected(), breached: false };
        match end {
            End::Gone => {}
            // The link goes where the peer is in no other circle, which its carrier sees.
            End::Struck => {}
            End::Breach(Breach::UnknownCircle) => ended.connected = false,
            End::Breach(breach) => {
                self.shared.warn(format!("link to {} ended: {}", self.code, crate::failure::chain(&breach)));
                ended.breached = true;
            }
            End::Failed(error) => {
                self.node.hear(&error);
                self.link.close(CloseCode::STOPPING);
            }
        }
        ended
    }

    async fn talk(&self, exchange: &mut Exchange, sender: FrameSender, receiver: FrameReceiver) -> End {
        let mut changes = self.shared.changed().subscribe();
        // Whether the peer is a member is asked once more from here on, so that no revocation is missed.
        changes.mark_changed();
        let mut questions = self.shared.questions().subscribe();
        let mut question = self.question;
        if *questions.borrow() > question {
            questions.mark_changed();
        }
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
                    if self.shared.member(&self.peer).is_none() {
                        return End::Struck;
                    }
                    exchange.fresh_acts();
                    exchange.fresh_notes();
                    may_send = true;
                }
                asked = questions.changed() => {
                    if asked.is_err() {
                        return End::Gone;
                    }
                    question = *questions.borrow_and_update();
                    // What is kept and was not told of yet is part of what is compared.
                    exchange.fresh_acts();
                    exchange.fresh_notes();
                    exchange.ask();
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
                    let (wishes, end) = self.hear(exchange, frame, &mut incoming);
                    if let Err(end) = self.carry_out(exchange, wishes) {
                        return end;
                    }
                    if let Some(end) = end {
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
                self.exchanged.store(true, Ordering::Relaxed);
                let equal = exchange.is_equal().then_some(question);
                self.shared.links().send_if_modified(|links| links.set(self.peer, &self.code, self.number, equal));
            }
        }
    }

    fn look<T>(&self, ask: impl FnOnce(&Held) -> T) -> Result<T, CircleError> {
        let (answer, is_damaged) = self.shared.look(|circle| {
            let held = Held::new(circle);
            let answer = ask(&held);
            (held.failure().map_or(Ok(answer), Err), circle.is_damaged())
        });
        if is_damaged {
            tokio::task::block_in_place(|| self.shared.mend(&self.node));
        }
        answer
    }

    /// Hears a frame, and as many that wait as bring acts, too, so that all of them are verified and written at once. Gives
    /// what is to be done, and then why the talk ends, if it does.
    fn hear(&self, exchange: &mut Exchange, first: Vec<u8>, incoming: &mut mpsc::Receiver<Vec<u8>>) -> (Vec<Wish>, Option<End>) {
        let (mut wishes, mut bytes) = (Vec::new(), 0);
        let mut next = Some(first);
        while let Some(frame) = next {
            bytes += frame.len();
            match self.look(|held| exchange.hear(&frame, held)) {
                Ok(Ok(wish)) => wishes.extend(wish),
                Ok(Err(breach)) => return (wishes, Some(End::Breach(breach))),
                Err(error) => return (wishes, Some(End::Failed(error))),
            }
            let more = matches!(wishes.last(), Some(Wish::Admit(_))) && bytes < limit::TAKEN_BYTES_MOST && exchange.may_hear();
            next = if more { incoming.try_recv().ok() } else { None };
        }
        (wishes, None)
    }

    fn carry_out(&self, exchange: &mut Exchange, wishes: Vec<Wish>) -> Result<(), End> {
        let (mut acts, mut frames) = (Vec::new(), 0);
        let mut wishes = wishes.into_iter().peekable();
        while let Some(Wish::Admit(envelopes)) = wishes.next_if(|wish| matches!(wish, Wish::Admit(_))) {
            acts.extend(envelopes);
            frames += 1;
        }
        if frames > 0 {
            self.admit(exchange, &acts)?;
            (0..frames).for_each(|_| exchange.settled());
        }
        wishes.try_for_each(|wish| self.carry_out_one(exchange, wish))
    }

    /// Takes acts; nobody else hears of them before they are on the disk.
    fn admit(&self, exchange: &mut Exchange, envelopes: &[Vec<u8>]) -> Result<(), End> {
        let taken = tokio::task::block_in_place(|| self.shared.with(|circle| circle.take(envelopes))).map_err(End::Failed)?;
        if !taken.new.is_empty() {
            tokio::task::block_in_place(|| self.shared.attend(&self.node));
        }
        match taken.turned_away {
            Some((_, why)) => Err(End::Breach(exchange.turned_away(why))),
            None => Ok(()),
        }
    }

    fn carry_out_one(&self, exchange: &mut Exchange, wish: Wish) -> Result<(), End> {
        let change = |change: &mut dyn FnMut(&mut Circle) -> Result<(), CircleError>| {
            tokio::task::block_in_place(|| self.shared.with(change)).map_err(End::Failed)
        };
        match wish {
            Wish::Admit(envelopes) => self.admit(exchange, &envelopes)?,
            Wish::KeepNote(note) => {
                let mut new = false;
                change(&mut |circle| match circle.take_note(&note) {
                    // A note that does not hold is of no worth, and no breach: the seal it is on may not be final here yet.
                    Err(CircleError::Note) => Ok(()),
                    Err(error) => Err(error),
                    Ok(is_new) => {
                        new = is_new;
                        Ok(())
                    }
                })?;
                if new {
                    self.shared.tell();
                }
            }
            Wish::KeepPart { part, bytes } => {
                let hash: Id = part.sha256;
                change(&mut |circle| circle.take_part(&bytes))?;
                self.shared.tell_parts(vec![hash]);
            }
        }
        exchange.settled();
        Ok(())
    }
}

/// What is said of a talk among the circle's links: it goes with the talk, however that ends.
struct Entry<'a>(&'a Talk);

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.0.shared.links().send_if_modified(|links| links.remove(&self.0.peer, self.0.number));
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
