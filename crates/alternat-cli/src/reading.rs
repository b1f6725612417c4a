//! Reading a circle: every act is fetched and verified again here, whoever keeps it.

use alternat::id::Id;
use alternat::record::Record;
use alternat_node::request::{Answer, Ask, Blob};

use crate::office::{Office, unexpected};
use crate::trouble::Trouble;

/// A circle, read.
pub struct Reading {
    /// The record.
    pub record: Record,
    /// The envelopes in order of arrival.
    pub envelopes: Vec<Vec<u8>>,
    /// The notes in order of arrival.
    pub notes: Vec<Vec<u8>>,
}

impl Reading {
    /// Fetches a circle.
    pub async fn of(office: &mut Office) -> Result<Reading, Trouble> {
        let mut reading: Option<Reading> = None;
        let mut behind = 0;
        loop {
            let Answer::Acts { mechanism, envelopes, last, more } = office.ask(Ask::Acts { behind }).await? else { return Err(unexpected()) };
            let reading = reading.get_or_insert_with(|| Reading { record: Record::new(mechanism), envelopes: vec![], notes: vec![] });
            for Blob(envelope) in envelopes {
                let damaged = |why| Trouble::new(3, format!("the node handed out a damaged act: {why}"), "restore the home from another copy");
                let verified = reading.record.verify(&envelope).map_err(damaged)?;
                reading.record.fold(verified);
                reading.envelopes.push(envelope);
            }
            behind = last;
            if !more {
                break;
            }
        }
        let mut reading = reading.ok_or_else(unexpected)?;
        let Answer::Notes { notes } = office.ask(Ask::Notes).await? else { return Err(unexpected()) };
        reading.notes = notes.into_iter().map(|Blob(note)| note).collect();
        Ok(reading)
    }

    /// Fetches a detached part; `None`, where the home does not hold it.
    pub async fn part(office: &mut Office, sha256: Id) -> Result<Option<Vec<u8>>, Trouble> {
        let Answer::Part { part } = office.ask(Ask::Part { sha256 }).await? else { return Err(unexpected()) };
        Ok(part.map(|Blob(part)| part))
    }
}
