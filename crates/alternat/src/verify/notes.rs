//! The notes of an original: each cosignature on a final seal, by a node that a root has accredited.

use std::collections::BTreeMap;

use super::Cosigners;
use crate::checkpoint::{Checkpoint, CosignatureKind, Note};
use crate::cosigner::NoCosigner;
use crate::graph::Ix;
use crate::kind::SealProposal;
use crate::limit;
use crate::record::Record;
use crate::verdict::{Place, Problems};

/// Who cosigned one seal, by accreditation.
pub type Cosigned = BTreeMap<Ix, Times>;

/// When a node last cosigned a seal with each of its keys, in seconds since the Unix epoch, by its own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// By Ed25519.
    pub ed25519: Option<u64>,
    /// By ML-DSA-44.
    pub ml_dsa_44: Option<u64>,
}

/// The notes read so far. Their order is fixed, so that one set of cosignatures is one run of bytes.
pub struct Notes {
    cosigners: Cosigners,
    seals: Vec<(Ix, Checkpoint)>,
    cosigned: BTreeMap<Ix, Cosigned>,
    /// The seal of the last note, by its place in `seals`, how many lines the note had, and the last of them.
    last: Option<(usize, usize, String)>,
}

impl Notes {
    /// None yet, for the final seals of a record.
    pub fn of(record: &Record) -> Notes {
        let ground = record.ground();
        let checkpoint = |ix: Ix| {
            let body = ground.body::<SealProposal>(ix)?;
            Some((ix, Checkpoint { mechanism: record.mechanism(), size: body.size, root: body.root }))
        };
        let seals = record.everything().final_seals().into_iter().filter_map(checkpoint).collect();
        Notes { cosigners: Cosigners::of(ground), seals, cosigned: BTreeMap::new(), last: None }
    }

    /// Who cosigned which seal.
    pub fn into_cosigned(self) -> BTreeMap<Ix, Cosigned> {
        self.cosigned
    }

    /// Judges the next note.
    pub fn judge(&mut self, at: u64, text: &str, problems: &mut Problems) {
        let place = Place { byte: Some(at), act: None };
        let note = match Note::parse(text) {
            Ok(note) => note,
            Err(fault) => return problems.add(place, "note-shape", fault),
        };
        let Some(seal) = self.seals.iter().position(|(_, checkpoint)| checkpoint == note.checkpoint()) else {
            let detail = format!("size {}, root {}", note.checkpoint().size, note.checkpoint().root);
            return problems.add(place, "note-of-no-seal", detail);
        };
        // The lines of one seal run on over its notes, and only the last note has fewer than sixteen.
        let mut before = match self.last.take() {
            Some((last, lines, line)) if last == seal && lines == limit::NOTE_LINES_MAX => Some(line),
            Some((last, ..)) if last >= seal => {
                problems.add(place, "note-out-of-order", "notes follow their seals, and each but a seal's last has sixteen lines");
                None
            }
            _ => None,
        };
        let (ix, checkpoint) = self.seals[seal];
        for cosignature in note.cosignatures() {
            let line = cosignature.line();
            if before.as_ref().is_some_and(|before| *before >= line) {
                problems.add(
                    place,
                    "cosignature-out-of-order",
                    format!("the line of {:?} with key id {:02x?}", cosignature.name, cosignature.key_id),
                );
            }
            match self.cosigners.who(&checkpoint, cosignature) {
                Ok(accreditation) => {
                    let times = self.cosigned.entry(ix).or_default().entry(accreditation).or_default();
                    let time = match cosignature.signature {
                        CosignatureKind::MlDsa44(_) => &mut times.ml_dsa_44,
                        _ => &mut times.ed25519,
                    };
                    *time = (*time).max(Some(cosignature.at));
                }
                Err(why) => {
                    let code = match why {
                        NoCosigner::Unknown => "unknown-cosigner",
                        NoCosigner::Signature => "bad-cosignature",
                    };
                    problems.add(place, code, format!("the line of {:?} with key id {:02x?}: {why}", cosignature.name, cosignature.key_id));
                }
            }
            before = Some(line);
        }
        self.last = Some((seal, note.cosignatures().len(), before.unwrap_or_default()));
    }
}
