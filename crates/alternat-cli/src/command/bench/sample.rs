//! The record that several rows measure: acts, and an original of them on the disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Duration;

use alternat::id::Id;
use alternat::trust::Trust;

use super::world::{Size, Station, World, original_of};
use super::{Measured, Setting, stopped, timed};
use crate::trouble::Trouble;

/// Few sign much, as in a session: four delegations of two, and their nodes.
pub const SIZE: Size = Size { parties: 4, persons: 8 };

/// A record to be verified and taken over.
pub struct Sample {
    /// The mechanism.
    pub mechanism: Id,
    /// The envelopes in the order in which they were signed, the founding first.
    pub envelopes: Vec<Vec<u8>>,
    /// How many of them are the founding.
    pub founding: usize,
    /// The parties' nodes.
    pub nodes: Vec<Station>,
    /// The original.
    pub original: PathBuf,
}

impl Sample {
    /// Signs as many acts as are asked for beside the founding, sealed half way, and writes their original.
    pub fn make(setting: &Setting) -> Measured<Sample> {
        setting.begin("signing acts", setting.acts);
        let mut envelopes = Vec::new();
        let mut by_id = BTreeMap::new();
        let mut keep = |act: alternat::record::Verified| {
            by_id.insert(act.id(), act.envelope().to_vec());
            envelopes.push(act.envelope().to_vec());
        };
        let mut founding = 0;
        let mut world = World::found(SIZE, |act| {
            founding += 1;
            keep(act);
        })?;
        for place in 0..setting.acts {
            keep(world.next()?);
            if place == setting.acts / 2 {
                world.seal(&mut keep)?;
            }
            setting.bar.inc(1);
        }
        let original = setting.directory.join("sample.altr");
        std::fs::write(&original, original_of(&world.record, &by_id)?).map_err(|error| stopped("write an original", &error))?;
        Ok(Sample { mechanism: world.record.mechanism(), envelopes, founding, nodes: world.nodes, original })
    }

    /// How long it takes to verify the original.
    pub fn verify(&self, setting: &Setting) -> Measured<Duration> {
        let file = File::open(&self.original).map_err(|error| stopped("open an original", &error))?;
        let (found, took) = timed(|| alternat::verify::verify(BufReader::new(file), &Trust::none(), setting.threads));
        let (verdict, _) = found.map_err(|error| stopped("read an original", &error))?;
        match verdict.verified && verdict.acts == self.envelopes.len() as u64 && verdict.seals.len() == 1 {
            true => Ok(took),
            false => Err(Trouble::new(3, format!("the original that was just written is broken: {:?}", verdict.problems), "")),
        }
    }
}
