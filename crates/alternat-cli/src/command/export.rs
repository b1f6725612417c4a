//! `alternat export`: a record as a file.

use std::io::Seek;

use alternat::checkpoint::Note;
use alternat::id::Id;
use alternat::{merkle, original, seal};
use alternat_node::failure::chain;
use alternat_node::file::{Readers, write_whole_by};
use alternat_node::home::Home;
use serde_json::json;

use super::{say, say_json};
use crate::arguments::Export;
use crate::office::Office;
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(export: Export) -> Result<(), Trouble> {
    let Export::Original { at, out, json: as_json } = export;
    let mut office = Office::reach(&at.home, at.mechanism.as_deref()).await?;
    let mut reading = Reading::of(&mut office).await?;
    reading.fetch_parts(&mut office).await?;
    let party = Home::open(&at.home)?.configuration().party;
    let window = reading.record.everything();
    let exporter = window.ground.graph.find(&party).and_then(|ix| window.code_of(ix));
    let notes: Vec<Note> = reading.notes.iter().filter_map(|note| Note::parse(std::str::from_utf8(note).ok()?).ok()).collect();
    let (counts, bytes) = write_whole_by(&out, Readers::Anyone, |file| {
        let written = original::write(&mut *file, &reading.record, exporter.as_ref(), &mut Fetched(&reading), &notes);
        let counts = written.map_err(|error| Trouble::new(3, chain(&error), "look to the disk, or restore the home from another copy"))?;
        let bytes = file
            .stream_position()
            .map_err(|error| Trouble::new(3, format!("could not write {}: {error}", out.display()), "look to the disk"))?;
        Ok::<_, Trouble>((counts, bytes))
    })?;
    let mut tree = merkle::Tree::default();
    seal::canonical_order(window.ground).iter().for_each(|ix| tree.push(window.ground.id(*ix)));
    let root = tree.root();
    if as_json {
        say_json(
            &json!({ "file": out.display().to_string(), "bytes": bytes, "acts": counts.acts, "parts": counts.parts, "parts_absent": counts.absent,
            "notes": counts.notes, "root": root }),
        );
        return Ok(());
    }
    say(format!("wrote        {}, {bytes} bytes", out.display()));
    say(format!("acts         {}", counts.acts));
    say(format!("parts        {} ({} listed and not here)", counts.parts, counts.absent));
    say(format!("notes        {}", counts.notes));
    say(format!("root         {root}"));
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
