//! Cosigners: whose cosignature on a final seal a line is, by the node keys that roots have accredited.

use std::collections::BTreeMap;

use crate::checkpoint::{Checkpoint, Cosignature, CosignerPublic, cosigner_name};
use crate::graph::Ix;
use crate::kind::{Accreditation, Kind, NodeKeys};
use crate::refusal::Standing;
use crate::window::Ground;

/// The node keys of a record, by the name and the key id that a signature line bears.
#[derive(Clone, Debug)]
pub struct Cosigners {
    keys: BTreeMap<(String, [u8; 4]), Vec<Key>>,
}

/// A key, and an accreditation that gives it to a node: one that counts, if any does. Two keys may have one id.
type Key = (Ix, CosignerPublic);

/// Why a line is nobody's cosignature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoCosigner {
    /// No accredited node has a key of this name and id.
    #[error("no accredited node has the key that the line names")]
    Unknown,
    /// The key has not signed this checkpoint.
    #[error("the cosignature does not hold for this checkpoint")]
    Signature,
}

impl Cosigners {
    /// The keys of every accreditation of a node that stands, marked or not: what was signed before a mark was signed.
    pub fn of(ground: &Ground) -> Cosigners {
        let mut keys: BTreeMap<_, Vec<Key>> = BTreeMap::new();
        let everything = ground.everything();
        for ix in ground.graph.places().filter(|ix| ground.fact(*ix).tag == Kind::Accreditation.tag()) {
            let node = ground.body::<Accreditation>(ix).and_then(|body| body.node.as_ref());
            let Some(node) = node.filter(|_| ground.fact(ix).standing == Standing::Stands) else { continue };
            let name = cosigner_name(&ground.id(ground.fact(ix).party));
            for public in publics(node) {
                let known = keys.entry((name.clone(), public.key_id(&name))).or_default();
                match known.iter_mut().find(|(_, other)| *other == public) {
                    Some((by, _)) if !everything.counts(*by) => *by = ix,
                    Some(_) => {}
                    None => known.push((ix, public)),
                }
            }
        }
        Cosigners { keys }
    }

    /// The accreditation of the node that made a line on a checkpoint.
    ///
    /// # Errors
    /// [`NoCosigner`].
    pub fn who(&self, checkpoint: &Checkpoint, line: &Cosignature) -> Result<Ix, NoCosigner> {
        let known = self.keys.get(&(line.name.clone(), line.key_id)).ok_or(NoCosigner::Unknown)?;
        let signer = known.iter().find(|(_, public)| line.verify(checkpoint, public).is_ok());
        signer.map(|(ix, _)| *ix).ok_or(NoCosigner::Signature)
    }
}

/// Both keys of a node, which the record's door has admitted already.
fn publics(node: &NodeKeys) -> impl Iterator<Item = CosignerPublic> {
    let classical = node.seal_ed25519.admit().ok().map(CosignerPublic::from);
    let quantum = node.seal_ml_dsa.admit().ok().map(CosignerPublic::from);
    classical.into_iter().chain(quantum)
}
