//! Signatures proved ahead: those of many envelopes at once, on several threads, before each has its turn at the door.
//!
//! Nothing comes in by this. Each envelope still passes the whole door in its turn; there, a signature is not proved again
//! if it was proved here for the same bytes, the same mechanism and the same key.

use std::num::NonZeroUsize;
use std::sync::Arc;

use minicbor::Decoder;

use super::{By, Claimed, Record, TurnedAway, Verified};
use crate::envelope::{self, Envelope, Signatures};
use crate::id::Id;
use crate::key::ActPublic;
use crate::spread::spread;

/// Acts for each thread, at least: for fewer, a thread costs more than it saves.
const ACTS_LEAST: usize = 8;

/// Envelopes, and what was proved of them ahead.
pub struct Ahead<'e> {
    envelopes: &'e [Vec<u8>],
    mechanism: Id,
    /// For each envelope, the key by which its one signature holds, if that was proved.
    proved: Vec<Option<Arc<ActPublic>>>,
}

/// One envelope whose turn it is.
pub struct Turn<'a> {
    envelope: &'a [u8],
    mechanism: Id,
    proved: Option<&'a Arc<ActPublic>>,
}

impl Ahead<'_> {
    /// The envelopes in their order.
    pub fn turns(&self) -> impl Iterator<Item = Turn<'_>> {
        let both = self.envelopes.iter().zip(&self.proved);
        both.map(|(envelope, proved)| Turn { envelope, mechanism: self.mechanism, proved: proved.as_ref() })
    }
}

impl Turn<'_> {
    /// The envelope.
    pub fn envelope(&self) -> &[u8] {
        self.envelope
    }
}

impl Record {
    /// Proves on up to `workers` threads what signatures can be proved before the turn of their envelopes: those by feeds
    /// that are open here, on acts that are not here yet.
    ///
    /// Few envelopes are left for their turn: they are not worth a thread.
    pub fn look_ahead<'e>(&self, envelopes: &'e [Vec<u8>], workers: NonZeroUsize) -> Ahead<'e> {
        let workers = workers.get().min(envelopes.len() / ACTS_LEAST);
        let proved = match NonZeroUsize::new(workers).filter(|workers| workers.get() > 1) {
            Some(workers) => spread(workers, envelopes, |envelope| self.prove_ahead(envelope)),
            None => vec![None; envelopes.len()],
        };
        Ahead { envelopes, mechanism: self.mechanism, proved }
    }

    /// [`Record::verify`], for an envelope that was looked at ahead.
    ///
    /// # Errors
    /// As [`Record::verify`].
    pub fn verify_in_turn(&self, turn: &Turn) -> Result<Verified, TurnedAway> {
        let Claimed { id, act, keys, unproven } = self.claim(turn.envelope)?;
        let is_proved = match (&unproven.by, turn.proved) {
            (By::Signer(key), Some(proved)) => key == proved && unproven.mechanism == turn.mechanism,
            _ => false,
        };
        if !is_proved {
            unproven.prove()?;
        }
        Ok(Verified { id, act, envelope: unproven.envelope, keys })
    }

    /// The key by which the one signature of an envelope holds for this mechanism; `None` where it does not, or where that
    /// is for its turn to find out.
    fn prove_ahead(&self, envelope: &[u8]) -> Option<Arc<ActPublic>> {
        let read = Envelope::read(envelope).ok()?;
        let Signatures::Signer(signature) = read.signatures else { return None };
        let key = self.signers.get(&self.ground.graph.find(&feed_of(read.payload)?)?)?;
        let is_new = self.ground.graph.find(&read.id()).is_none();
        (is_new && envelope::signed_by(read.payload, &self.mechanism, signature, key)).then(|| key.clone())
    }
}

/// The feed that a payload names, as far as can be told without judging the payload: its keys 0 and 1.
fn feed_of(payload: &[u8]) -> Option<Id> {
    let mut d = Decoder::new(payload);
    d.map().ok()??;
    (d.u64().ok()? == 0).then_some(())?;
    d.skip().ok()?;
    (d.u64().ok()? == 1).then_some(())?;
    d.decode().ok()
}
