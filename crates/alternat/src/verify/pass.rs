//! The pass over an original's items: every act through the record's door, every part against its act.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use super::notes::{Cosigned, Notes};
use super::{Unreadable, told};
use crate::act::Part;
use crate::graph::Ix;
use crate::id::Id;
use crate::original::{Counts, Item, Placed, Reader};
use crate::record::{Record, Unproven};
use crate::verdict::{Place, Problems};

/// How many acts go to a worker at once, and how many bytes of them: whichever is reached first.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 16 * 1024;
/// How many batches may wait for each worker: enough to keep him busy while what follows the last act is done.
const WAITING: usize = 128;

/// What a pass has found beside problems.
pub struct Passed {
    /// The record, as far as acts could be folded.
    pub record: Record,
    /// Whether every act of the file is in it.
    pub is_complete: bool,
    /// What there is of each.
    pub counts: Counts,
    /// Who cosigned which final seal.
    pub cosigned: BTreeMap<Ix, Cosigned>,
}

/// Signatures of one act, to be proved.
struct Task {
    at: Place,
    unproven: Unproven,
}

/// Reads an original through: folds its acts, while `workers` threads prove their signatures. While these prove the last,
/// `judge` looks at what was folded.
pub fn pass<R: Read>(
    record: Record,
    reader: Reader<R>,
    workers: NonZeroUsize,
    problems: &mut Problems,
    judge: impl FnOnce(&Passed, &mut Problems),
) -> Result<Passed, Unreadable> {
    if workers.get() == 1 {
        let mut false_ones = Problems::default();
        let passed = walk(record, reader, problems, |tasks| prove(tasks, &mut false_ones));
        problems.join(false_ones);
        return passed.inspect(|passed| judge(passed, problems));
    }
    let found = Mutex::new(Problems::default());
    let (give, take) = sync_channel::<Vec<Task>>(WAITING * workers.get());
    let take = Mutex::new(take);
    let passed = std::thread::scope(|scope| {
        for _ in 0..workers.get() {
            scope.spawn(|| {
                while let Some(tasks) = next(&take) {
                    let mut own = Problems::default();
                    prove(tasks, &mut own);
                    found.lock().unwrap_or_else(PoisonError::into_inner).join(own);
                }
            });
        }
        // A send fails only if every worker is gone, and then the scope is about to panic with them.
        let passed = walk(record, reader, problems, |tasks| drop(give.send(tasks)));
        drop(give);
        passed.inspect(|passed| judge(passed, problems))
    });
    problems.join(found.into_inner().unwrap_or_else(PoisonError::into_inner));
    passed
}

fn next(take: &Mutex<Receiver<Vec<Task>>>) -> Option<Vec<Task>> {
    take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn prove(tasks: Vec<Task>, problems: &mut Problems) {
    for Task { at, unproven } in tasks {
        if let Err(turned) = unproven.prove() {
            problems.add(at, turned.code(), turned);
        }
    }
}

fn walk<R: Read>(
    record: Record,
    mut reader: Reader<R>,
    problems: &mut Problems,
    mut submit: impl FnMut(Vec<Task>),
) -> Result<Passed, Unreadable> {
    let mut walk = Walk { record, is_complete: true, acts: 0, listed: VecDeque::new(), parts_known: true, notes: None };
    let (mut tasks, mut bytes) = (vec![], 0);
    let mut is_ended = false;
    for read in reader.by_ref() {
        let Some(Placed { at, item }) = told(read, problems)? else { break };
        match item {
            Item::Act(envelope) => {
                walk.no_part_missing(problems);
                tasks.extend(walk.act(at, &envelope, problems));
                bytes += envelope.len();
                if tasks.len() == BATCH || bytes >= BATCH_BYTES {
                    submit(std::mem::take(&mut tasks));
                    bytes = 0;
                }
            }
            Item::Part(part) => walk.part(at, Id::of_bytes(&part), Some(part.len() as u64), problems),
            Item::Absent(sha256) => walk.part(at, sha256, None, problems),
            Item::Note(note) => {
                walk.no_part_missing(problems);
                walk.note(at, &note, problems);
            }
            Item::End(_) => {
                walk.no_part_missing(problems);
                is_ended = true;
            }
        }
    }
    submit(tasks);
    let is_complete = walk.is_complete && is_ended;
    let cosigned = walk.notes.map(Notes::into_cosigned).unwrap_or_default();
    Ok(Passed { record: walk.record, is_complete, counts: reader.counts(), cosigned })
}

struct Walk {
    record: Record,
    is_complete: bool,
    acts: u64,
    /// The parts that the last act lists and that have not come yet.
    listed: VecDeque<Part>,
    /// Whether the last act could be read, so that its parts are known.
    parts_known: bool,
    notes: Option<Notes>,
}

impl Walk {
    fn act(&mut self, at: u64, envelope: &[u8], problems: &mut Problems) -> Option<Task> {
        let place = Place { byte: Some(at), act: Some(self.acts) };
        self.acts += 1;
        match self.record.claim(envelope) {
            Ok(claimed) => {
                self.listed = claimed.act.parts.iter().copied().collect();
                self.parts_known = true;
                if self.record.ground().graph.find(&claimed.id).is_some() {
                    self.is_complete = false;
                    problems.add(place, "doubled-act", format!("act {} is here already", claimed.id));
                    return None;
                }
                Some(Task { at: place, unproven: self.record.fold_claimed(claimed) })
            }
            Err(turned) => {
                self.is_complete = false;
                self.parts_known = false;
                self.listed.clear();
                problems.add(place, turned.code(), turned);
                None
            }
        }
    }

    /// A part that is here has a size; one that is absent is only named.
    fn part(&mut self, at: u64, sha256: Id, size: Option<u64>, problems: &mut Problems) {
        if !self.parts_known {
            return;
        }
        let place = Place { byte: Some(at), act: Some(self.acts.saturating_sub(1)) };
        match self.listed.pop_front() {
            None => problems.add(place, "part-not-listed", format!("the act lists no part {sha256} here")),
            Some(listed) if listed.sha256 != sha256 || size.is_some_and(|size| size != listed.size) => {
                problems.add(place, "part-differs", format!("the act lists part {} of {} bytes", listed.sha256, listed.size));
            }
            Some(_) => {}
        }
    }

    fn no_part_missing(&mut self, problems: &mut Problems) {
        if let Some(missing) = self.listed.pop_front() {
            let place = Place { byte: None, act: Some(self.acts.saturating_sub(1)) };
            problems.add(place, "part-missing", format!("part {} is neither here nor named as absent", missing.sha256));
            self.listed.clear();
        }
    }

    fn note(&mut self, at: u64, note: &str, problems: &mut Problems) {
        // Without every act it cannot be said which seals are final.
        if self.is_complete {
            self.notes.get_or_insert_with(|| Notes::of(&self.record)).judge(at, note, problems);
        }
    }
}
