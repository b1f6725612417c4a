//! `alternat export`: a record as a file.

use alternat::checkpoint::Note;
use alternat::id::Id;
use alternat::original::{self, WriteError};
use alternat_node::file::{Readers, write_whole};
use alternat_node::home::Home;
use serde_json::json;

use super::say_json;
use crate::arguments::Export;
use crate::office::Office;
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(export: Export) -> Result<(), Trouble> {
    let Export::Original { at, out } = export;
    let mut office = Office::reach(&at.home, at.mechanism.as_deref()).await?;
    let mut reading = Reading::of(&mut office).await?;
    reading.fetch_parts(&mut office).await?;
    let party = Home::open(&at.home)?.configuration().party;
    let window = reading.record.everything();
    let exporter = window.ground.graph.find(&party).and_then(|ix| window.code_of(ix));
    let notes: Vec<Note> = reading.notes.iter().filter_map(|note| Note::parse(std::str::from_utf8(note).ok()?).ok()).collect();
    let mut bytes = Vec::new();
    let failed = |error: WriteError<_>| Trouble::new(3, alternat_node::failure::chain(&error), "restore the home from another copy");
    let counts = original::write(&mut bytes, &reading.record, exporter.as_ref(), &mut Fetched(&reading), &notes).map_err(failed)?;
    write_whole(&out, &bytes, Readers::Anyone)?;
    say_json(
        &json!({ "file": out, "bytes": bytes.len(), "acts": counts.acts, "parts": counts.parts, "parts_absent": counts.absent, "notes": counts.notes }),
    );
    Ok(())
}

/// What was fetched, as the original wants it.
struct Fetched<'a>(&'a Reading);

impl original::Holdings for Fetched<'_> {
    type Error = std::convert::Infallible;

    fn envelope(&mut self, id: Id) -> Result<Option<Vec<u8>>, Self::Error> {
        Ok(self.0.envelope(&id).map(<[u8]>::to_vec))
    }

    fn part(&mut self, sha256: Id) -> Result<Option<Vec<u8>>, Self::Error> {
        Ok(self.0.part(&sha256).map(<[u8]>::to_vec))
    }
}
