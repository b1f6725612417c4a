//! Verifying an original: offline, from its bytes and from what the verifier knows beforehand.
//!
//! Three outcomes: broken; whole, by signers that the verifier does not know; whole, by parties whose inceptions he has
//! pinned. Verification proves that keys agree. Whose keys they are is known only from outside the file.
//!
//! Acts are read and folded one after the other, and their signatures proved beside that on other threads, one by one:
//! the verdict on a whole record may wait for its last signature, since one that does not hold breaks it all.

mod notes;
mod pass;

use std::io::{Read, Seek};
use std::num::NonZeroUsize;

use crate::cosigner::Cosigners;
use crate::decision;
use crate::finality;
use crate::graph::Ix;
use crate::id::Id;
use crate::kind::{Inception, Kind, RULES, Recognition, SealProposal};
use crate::merkle::Tree;
use crate::original::{ReadError, Reader, check_hash};
use crate::picture;
use crate::record::Record;
use crate::refusal::Standing;
use crate::seal;
use crate::spread::spread;
use crate::trust::Trust;
use crate::verdict::{CosignerLine, InceptionStanding, PartyLine, Place, Problems, SealLine, Signers, Verdict, Warning};
use crate::window::Window;
use crate::words::Code;

use notes::Cosigned;
use pass::{Passed, pass};

/// Verifies an original, and gives the record it holds if it is whole.
///
/// Reads the file twice: first through, for its hash alone, so that an accident is told as one, and at once; then act by
/// act.
///
/// # Errors
/// [`Unreadable`] where the bytes cannot be had. Whatever is wrong with them is in the verdict.
///
/// # Source
/// spec/original.md, "Verification".
pub fn verify<R: Read + Seek>(mut source: R, trust: &Trust, workers: NonZeroUsize) -> Result<(Verdict, Option<Record>), Unreadable> {
    let mut verdict = Verdict::default();
    let mut problems = Problems::default();
    let record = look(&mut source, trust, workers, &mut verdict, &mut problems)?;
    problems.into_verdict(&mut verdict);
    verdict.signers = match verdict.verified && verdict.unpinned().next().is_none() {
        true => Signers::Pinned,
        false => Signers::Unidentified,
    };
    let record = record.filter(|_| verdict.verified);
    Ok((verdict, record))
}

/// Says where an accident has hit: reads past a hash that differs, and tells all else that is wrong.
///
/// For an original of which [`verify`] has said `hash-differs`, by whoever has no other copy and wants to know what is
/// lost. Where nothing but the hash is wrong, the hash itself was hit.
///
/// # Errors
/// [`Unreadable`] where the bytes cannot be had.
///
/// # Source
/// spec/original.md, O18.
pub fn locate<R: Read + Seek>(mut source: R, workers: NonZeroUsize) -> Result<Verdict, Unreadable> {
    let mut verdict = Verdict::default();
    let mut problems = Problems::default();
    judge_items(&mut source, &Trust::none(), workers, &mut verdict, &mut problems)?;
    problems.into_verdict(&mut verdict);
    Ok(verdict)
}

/// The bytes of an original cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("could not read the original at byte {at}")]
pub struct Unreadable {
    /// How far it was read.
    pub at: u64,
    /// Why.
    pub source: std::io::Error,
}

/// A file broken in its shape is told as a problem; a world that failed ends everything.
fn told<T>(read: Result<T, ReadError>, problems: &mut Problems) -> Result<Option<T>, Unreadable> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(ReadError::World { at, source }) => Err(Unreadable { at, source }),
        Err(ReadError::Broken(broken)) => {
            problems.add(Place { byte: Some(broken.at), act: None }, broken.what.code(), broken);
            Ok(None)
        }
    }
}

fn look<R: Read + Seek>(
    source: &mut R,
    trust: &Trust,
    workers: NonZeroUsize,
    verdict: &mut Verdict,
    problems: &mut Problems,
) -> Result<Option<Record>, Unreadable> {
    let Some((header, _)) = told(Reader::open(&mut *source), problems)? else { return Ok(None) };
    (verdict.mechanism, verdict.exporter) = (Some(header.mechanism), header.exporter);
    rewind(source)?;
    match told(check_hash(&mut *source), problems)? {
        Some(()) => judge_items(source, trust, workers, verdict, problems),
        None => Ok(None),
    }
}

fn rewind<R: Seek>(source: &mut R) -> Result<(), Unreadable> {
    source.rewind().map_err(|source| Unreadable { at: 0, source })
}

fn judge_items<R: Read + Seek>(
    source: &mut R,
    trust: &Trust,
    workers: NonZeroUsize,
    verdict: &mut Verdict,
    problems: &mut Problems,
) -> Result<Option<Record>, Unreadable> {
    rewind(source)?;
    let Some((header, reader)) = told(Reader::open(source), problems)? else { return Ok(None) };
    (verdict.mechanism, verdict.exporter) = (Some(header.mechanism), header.exporter);
    let passed = pass(Record::new(header.mechanism), reader, workers, problems, |passed, problems| {
        (verdict.acts, verdict.parts, verdict.parts_absent) = (passed.counts.acts, passed.counts.parts, passed.counts.absent);
        if passed.is_complete {
            judge_whole(passed, workers, verdict, problems);
            describe(&passed.record, trust, verdict);
        }
    })?;
    Ok(passed.is_complete.then_some(passed.record))
}

/// Judges what only all acts together can show: the charter, the order, the roots and states of final seals.
fn judge_whole(passed: &Passed, workers: NonZeroUsize, verdict: &mut Verdict, problems: &mut Problems) {
    let ground = passed.record.ground();
    let everything = ground.everything();
    let Ok(charter) = everything.charter() else {
        return problems.add(Place::default(), "no-charter", "the charter is not here, or does not stand");
    };
    verdict.calls_itself = Some(charter.body.name.clone());
    verdict.demonstration = charter.body.demonstration;
    if charter.body.rules_version != RULES {
        let detail = format!("rules of version {}, and this software knows version {RULES}", charter.body.rules_version);
        problems.add(Place::default(), "unknown-rules", detail);
    }
    if let Some(exporter) = verdict.exporter.as_ref().filter(|code| !charter.body.names(code)) {
        problems.add(Place { byte: Some(0), act: None }, "unknown-exporter", format!("the charter names no party {exporter}"));
    }
    let order = seal::canonical_order(ground);
    if let Some(at) = order.iter().zip(ground.graph.places()).position(|(canonical, here)| *canonical != here) {
        let detail = format!("act {} belongs here", ground.id(order[at]));
        problems.add(Place { byte: None, act: Some(at as u64) }, "out-of-order", detail);
    }
    let seals = everything.final_seals();
    let states = spread(workers, &seals, |seal| picture::state_hash(&ground.past_of(*seal)));
    let mut tree = Tree::new();
    let mut leaves = order.iter();
    for (seal, state_hash) in seals.iter().zip(states) {
        let Some(body) = ground.body::<SealProposal>(*seal) else { continue };
        let missing = body.size.saturating_sub(tree.size()) as usize;
        tree.extend(leaves.by_ref().take(missing).map(|leaf| ground.id(*leaf)));
        let at = Place { byte: None, act: Some(u64::from(seal.0)) };
        if tree.root() != body.root {
            problems.add(at, "seal-root-differs", format!("the acts have root {}, the seal {}", tree.root(), body.root));
        }
        if state_hash != body.state_hash {
            problems.add(at, "seal-state-differs", format!("the acts fold to {state_hash}, the seal says {}", body.state_hash));
        }
        verdict.seals.push(seal_line(&everything, *seal, body, passed.cosigned.get(seal)));
        warn_of_cosignatures(&everything, *seal, body.size, passed.cosigned.get(seal), verdict);
    }
    verdict.unsealed = order.len() as u64 - tree.size();
    tree.extend(leaves.map(|leaf| ground.id(*leaf)));
    verdict.root = Some(tree.root());
    verdict.state_hash = Some(picture::state_hash(&everything));
    warn_of_rivals(&everything, &seals, verdict);
}

fn seal_line(everything: &Window, seal: Ix, body: &SealProposal, cosigned: Option<&Cosigned>) -> SealLine {
    let mut cosigned_by: Vec<CosignerLine> = vec![];
    for (accreditation, times) in cosigned.into_iter().flatten().filter(|(ix, _)| everything.counts(**ix)) {
        let Some(code) = party_of(everything, everything.ground.fact(*accreditation).party).map(|(code, _)| code) else { continue };
        match cosigned_by.iter_mut().find(|line| line.party == code) {
            Some(line) => {
                line.ed25519_at = line.ed25519_at.max(times.ed25519);
                line.ml_dsa_44_at = line.ml_dsa_44_at.max(times.ml_dsa_44);
            }
            None => cosigned_by.push(CosignerLine { party: code, ed25519_at: times.ed25519, ml_dsa_44_at: times.ml_dsa_44 }),
        }
    }
    cosigned_by.sort_by(|a, b| a.party.cmp(&b.party));
    SealLine {
        proposal: everything.ground.id(seal),
        size: body.size,
        root: body.root,
        state_hash: body.state_hash,
        is_final: true,
        agreed_by: finality::agreed(everything, seal),
        cosigned_by,
    }
}

fn warn_of_cosignatures(everything: &Window, seal: Ix, size: u64, cosigned: Option<&Cosigned>, verdict: &mut Verdict) {
    let needed = finality::quorum(finality::seal_roster(everything, seal).len()) as u64;
    let line = verdict.seals.last();
    let whole = |cosigner: &&CosignerLine| cosigner.ed25519_at.is_some() && cosigner.ml_dsa_44_at.is_some();
    let count = line.map_or(0, |line| line.cosigned_by.iter().filter(whole).count() as u64);
    if count < needed {
        verdict.warnings.push(Warning::FewCosignatures { size, cosigned: count, needed });
    }
    let marked = cosigned.into_iter().flatten().map(|(ix, _)| *ix).filter(|ix| !everything.counts(*ix));
    verdict.warnings.extend(marked.map(|ix| Warning::CosignerMarked { size, accreditation: everything.ground.id(ix) }));
}

/// A seal that has its quorum beside the one that counts.
fn warn_of_rivals(everything: &Window, seals: &[Ix], verdict: &mut Verdict) {
    let ground = everything.ground;
    let before = ground.charter.into_iter().chain(seals.iter().copied());
    let rivals = before.flat_map(|before| everything.filed_standing(before, Kind::SealProposal));
    let rivals = rivals.filter(|ix| !seals.contains(ix) && everything.is_final(*ix));
    verdict.warnings.extend(rivals.map(|ix| Warning::RivalSeal { proposal: ground.id(ix) }));
}

/// Says who signed and what a reader should know.
fn describe(record: &Record, trust: &Trust, verdict: &mut Verdict) {
    let ground = record.ground();
    let everything = ground.everything();
    let mut acts_of = vec![0u64; ground.graph.len()];
    let mut numbers: Vec<(Ix, u32)> = Vec::with_capacity(ground.graph.len());
    for ix in ground.graph.places() {
        let fact = ground.fact(ix);
        acts_of[fact.party.0 as usize] += 1;
        numbers.push((ground.graph.node(ix).feed, ground.graph.node(ix).seq));
        match fact.standing {
            Standing::Stands => {}
            Standing::Refused(_) => verdict.refused += 1,
            Standing::Unknown => verdict.unknown += 1,
        }
    }
    // A root's own number 0 is its inception; the accreditations' feeds begin again at 0 under their own ids.
    numbers.sort();
    let mut forked: Vec<Ix> = numbers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].0).collect();
    forked.dedup();

    verdict.parties = party_lines(&everything, &acts_of, trust);
    let current = verdict.parties.iter().filter(|line| line.standing == InceptionStanding::Current);
    verdict.fingerprints = current.filter_map(|line| Some((line.code.clone()?, line.fingerprint.clone()))).collect();
    let strangers = verdict.parties.iter().filter(|line| line.standing == InceptionStanding::Stranger).count() as u64;
    let found = [
        (
            verdict.unsealed,
            match verdict.seals.is_empty() {
                true => Warning::NothingSealed { acts: verdict.unsealed },
                false => Warning::Unsealed { acts: verdict.unsealed },
            },
        ),
        (verdict.parts_absent, Warning::PartsAbsent { parts: verdict.parts_absent }),
        (verdict.unknown, Warning::UnknownKinds { acts: verdict.unknown }),
        (forked.len() as u64, Warning::Forked { feeds: forked.len() as u64 }),
        (strangers, Warning::Strangers { inceptions: strangers }),
    ];
    verdict.warnings.extend(found.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning));
    verdict.warnings.sort();
}

/// The parties in the order of the charter, each with its current inceptions and then its former ones; then strangers.
fn party_lines(everything: &Window, acts_of: &[u64], trust: &Trust) -> Vec<PartyLine> {
    let ground = everything.ground;
    let Ok(charter) = everything.charter() else { return vec![] };
    let line = |inception: Id, code: Option<Code>, standing: InceptionStanding| {
        let ix = ground.graph.find(&inception);
        let party = charter.body.parties.iter().find(|party| Some(&party.code) == code.as_ref());
        PartyLine {
            name: party.map(|party| party.name.clone()),
            // A refused one may call itself what no reader should see.
            calls_itself: ix.filter(|ix| everything.stands(*ix)).and_then(|ix| ground.body::<Inception>(ix)).map(|body| body.name.clone()),
            inception,
            fingerprint: inception.fingerprint(),
            standing,
            acceded: ix.is_some_and(|ix| everything.any_filed(ix, Kind::Accession)),
            acts: ix.map_or(0, |ix| acts_of[ix.0 as usize]),
            identified: trust.name_of(&inception).is_some(),
            known_as: trust.name_of(&inception).map(str::to_string),
            code,
        }
    };
    let mut lines = vec![];
    for ix in ground.graph.places().filter(|ix| ground.fact(*ix).tag == Kind::Inception.tag()) {
        let (code, standing) = match party_of(everything, ix) {
            Some((code, true)) => (Some(code), InceptionStanding::Current),
            Some((code, false)) => (Some(code), InceptionStanding::Replaced),
            None => (None, InceptionStanding::Stranger),
        };
        lines.push(line(ground.id(ix), code, standing));
    }
    // Parties that the charter names and that never came.
    for party in charter.body.parties.iter().filter(|party| ground.graph.find(&party.inception).is_none()) {
        lines.push(line(party.inception, Some(party.code.clone()), InceptionStanding::Current));
    }
    let place = |code: &Code| charter.body.parties.iter().position(|party| party.code == *code).unwrap_or(usize::MAX);
    lines.sort_by_cached_key(|line| (line.code.as_ref().map_or(usize::MAX, place), line.standing, line.inception));
    lines
}

/// The party that an inception stands for, or stood for, and whether it does now.
fn party_of(everything: &Window, inception: Ix) -> Option<(Code, bool)> {
    if let Some(code) = everything.code_of(inception) {
        return Some((code, true));
    }
    let ground = everything.ground;
    let id = ground.id(inception);
    let charter = everything.charter().ok()?;
    if let Some(party) = charter.body.parties.iter().find(|party| party.inception == id) {
        return Some((party.code.clone(), false));
    }
    let recognitions = everything.filed_standing(charter.ix, Kind::Recognition).into_iter();
    let former = recognitions.filter(|ix| decision::adopted_on(everything, *ix)).filter_map(|ix| ground.body::<Recognition>(ix));
    former.filter(|body| body.inception == id).map(|body| (body.party.clone(), false)).next()
}
