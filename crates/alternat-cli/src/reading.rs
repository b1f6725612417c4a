//! Reading a circle: every act is fetched and verified again here, whoever keeps it.

use std::collections::{BTreeMap, BTreeSet};

use alternat::act::Act;
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::kind::Demonstration;
use alternat::record::Record;
use alternat_node::request::{Answer, Ask, Blob};
use alternat_view::{ActView, Shelf};

use crate::office::{Office, unexpected};
use crate::progress;
use crate::trouble::Trouble;

/// A circle, read.
pub struct Reading {
    /// The record.
    pub record: Record,
    envelopes: BTreeMap<Id, Vec<u8>>,
    arrived: Vec<Id>,
    /// The notes in order of arrival.
    pub notes: Vec<Vec<u8>>,
    parts: BTreeMap<Id, Vec<u8>>,
}

impl Reading {
    /// Fetches a circle.
    pub async fn of(office: &mut Office) -> Result<Reading, Trouble> {
        let mut reading: Option<Reading> = None;
        let mut behind = 0;
        let bar = progress::acts();
        loop {
            let Answer::Acts { mechanism, envelopes, last, more } = office.ask(Ask::Acts { behind }).await? else {
                return Err(unexpected());
            };
            let reading = reading.get_or_insert_with(|| Reading {
                record: Record::new(mechanism),
                envelopes: BTreeMap::new(),
                arrived: vec![],
                notes: vec![],
                parts: BTreeMap::new(),
            });
            for Blob(envelope) in envelopes {
                let damaged =
                    |why| Trouble::new(3, format!("the node handed out a damaged act: {why}"), "restore the home from another copy");
                let verified = reading.record.verify(&envelope).map_err(damaged)?;
                let id = verified.id();
                reading.record.fold(verified);
                reading.arrived.push(id);
                reading.envelopes.insert(id, envelope);
            }
            behind = last;
            bar.set_position(behind);
            if !more {
                break;
            }
        }
        bar.finish_and_clear();
        let mut reading = reading.ok_or_else(unexpected)?;
        let Answer::Notes { notes } = office.ask(Ask::Notes).await? else { return Err(unexpected()) };
        reading.notes = notes.into_iter().map(|Blob(note)| note).collect();
        Ok(reading)
    }

    /// Fetches the detached parts that are held and that acts of this circle list.
    pub async fn fetch_parts(&mut self, office: &mut Office) -> Result<(), Trouble> {
        let listed: BTreeSet<Id> =
            self.arrived.iter().filter_map(|id| self.act(id)).flat_map(|act| act.parts).map(|part| part.sha256).collect();
        for sha256 in listed {
            let Answer::Part { part } = office.ask(Ask::Part { sha256 }).await? else { return Err(unexpected()) };
            self.parts.extend(part.map(|Blob(part)| (sha256, part)));
        }
        Ok(())
    }

    /// Whether, and how, the whole is a demonstration.
    pub fn demonstration(&self) -> Option<Demonstration> {
        self.record.everything().charter().ok().and_then(|charter| charter.body.demonstration)
    }

    /// The acts in order of arrival.
    pub fn acts(&self) -> impl Iterator<Item = ActView> {
        let window = self.record.everything();
        self.arrived.iter().filter_map(move |id| {
            let ix = window.ground.graph.find(id)?;
            Some(ActView::of(&window, ix, &self.act(id)?))
        })
    }

    /// The envelopes in order of arrival.
    pub fn envelopes(&self) -> impl Iterator<Item = &[u8]> {
        self.arrived.iter().filter_map(|id| self.envelope(id))
    }

    /// The envelope of an act.
    pub fn envelope(&self, id: &Id) -> Option<&[u8]> {
        self.envelopes.get(id).map(Vec::as_slice)
    }

    /// A detached part that was fetched.
    pub fn part(&self, sha256: &Id) -> Option<&[u8]> {
        self.parts.get(sha256).map(Vec::as_slice)
    }
}

impl Shelf for Reading {
    fn act(&self, id: &Id) -> Option<Act> {
        Act::read(Envelope::read(self.envelope(id)?).ok()?.payload).ok()
    }

    fn beginning(&self, sha256: &Id, bytes_max: usize) -> Option<Vec<u8>> {
        self.part(sha256).map(|part| part[..part.len().min(bytes_max)].to_vec())
    }
}
