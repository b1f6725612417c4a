//! One circle as this node keeps it: what is on the disk, what it folds to, and the keys that sign here.
//!
//! Everything that comes in is verified, folded and on the disk before anybody hears of it, and an own act leaves only
//! after its mark is on the disk, too. The first storage error is the end: [`CircleError::is_fatal`].

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use alternat::act::{Act, Part};
use alternat::checkpoint::Note;
use alternat::cosigner::Cosigners;
use alternat::envelope::{self, Envelope};
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Accreditation, Kind, RULES, SealProposal, Sighting, bytes};
use alternat::limit::SEEN_MAX;
use alternat::place::{Place, Refused};
use alternat::record::{Record, TurnedAway, Verified};
use alternat::refusal::Refusal;
use alternat::words::Basis;
use alternat_store::{Doubt, Store, StoreError};
use alternat_sync::Wants;

use crate::file::{self, FileError};
use crate::limit;
use crate::root::Root;
use crate::sealed::{Opened, SealError};
use crate::signers::{SignerError, Signers};

/// One circle, open in this process alone.
pub struct Circle {
    directory: PathBuf,
    store: Store,
    record: Record,
    signers: Signers,
    doubts: Vec<Doubt>,
    notes: BTreeMap<Id, Vec<u8>>,
    lines: BTreeSet<Line>,
    /// Detached parts that acts here list and that are not here.
    wants: Wants,
    /// Parts that were found damaged when they were read, and are still on the disk.
    damaged: RefCell<BTreeSet<Id>>,
    /// The part that was read last: a peer asks for one in many pieces.
    part_read: RefCell<Option<(Id, Arc<[u8]>)>>,
}

/// An act to be signed: everything but its place.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The kind.
    pub kind: Kind,
    /// The body, as deterministic CBOR.
    pub body: Vec<u8>,
    /// The bytes of its detached parts.
    pub parts: Vec<Vec<u8>>,
    /// In a demonstration: what it rests on.
    pub basis: Option<Basis>,
    /// Milliseconds since the Unix epoch, by this node's clock or as the author says.
    pub claimed_at: u64,
}

/// Why an act or a note did not get in.
#[derive(Debug, thiserror::Error)]
pub enum CircleError {
    /// The disk failed, or the store is not to be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the home failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no such signer's key.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// Root keys are missing or failed.
    #[error(transparent)]
    Root(#[from] crate::root::RootError),
    /// An envelope is turned away.
    #[error("{0}")]
    TurnedAway(#[from] TurnedAway),
    /// The act would be refused, so it was not signed.
    #[error("the {} would be refused: {}", kind.name(), refusal.code())]
    Refused {
        /// Its kind.
        kind: Kind,
        /// Why.
        refusal: Refusal,
        /// Where the cause lies; none where it is the whole act, or its signer.
        at: Option<Box<Place>>,
    },
    /// The home has no key under this name that has a feed here.
    #[error("this home has no signer '{0}' with a feed in this circle")]
    NoSuchSigner(String),
    /// The signer's key was not opened.
    #[error("the key of '{signer}' cannot be used: {why}")]
    Sealed {
        /// The signer.
        signer: String,
        /// Why; it is said in the line itself.
        why: SealError,
    },
    /// The act would be turned away everywhere.
    #[error("the act cannot be written: {0}")]
    NotAnAct(#[from] alternat::act::NotAnAct),
    /// Another act of the feed was recorded since this one was drawn.
    #[error("act {id} was drawn before another act of its feed was recorded")]
    Outrun {
        /// The act.
        id: Id,
    },
    /// A feed of this home was signed in elsewhere, too: from a copy of the home, or from a backup.
    #[error("the feed of '{signer}' was signed in elsewhere as well: act {act} is not from this home")]
    SignedElsewhere {
        /// The signer.
        signer: String,
        /// An act that this home did not sign.
        act: Id,
    },
    /// The feed is being opened anew.
    #[error("the feed of '{signer}' is being opened anew, and this was not completed: nothing is signed in the old one")]
    Renewing {
        /// The signer.
        signer: String,
    },
    /// The feed that is to be written in is not in this circle.
    #[error("the circle holds no feed {0}")]
    NoSuchFeed(Id),
    /// The charter asks for rules that this program does not have.
    #[error("the charter asks for version {wanted} of the rules, and this program knows version {RULES}")]
    UnknownRules {
        /// The version that the charter asks for.
        wanted: u16,
    },
    /// A part is larger than may be.
    #[error("a part of {0} bytes is larger than a part may be")]
    PartTooLarge(usize),
    /// A kept act no longer verifies: the disk has changed it.
    #[error("act {id} at position {position} of {path} is damaged: {why}")]
    Damaged {
        /// Which.
        id: Id,
        /// Where in the order of arrival.
        position: u64,
        /// In which file.
        path: PathBuf,
        /// What the record says of it.
        why: Box<TurnedAway>,
    },
    /// A note is no note on a seal of this circle.
    #[error("a note is not on a seal of this circle, or its signatures do not hold")]
    Note,
}

impl CircleError {
    /// Of an act of this kind, which would be refused.
    pub(crate) fn refused(kind: Kind, Refused { refusal, at }: Refused) -> CircleError {
        CircleError::Refused { kind, refusal, at }
    }

    /// Whether the process must end: nothing that was not confirmed may be confirmed any more.
    pub fn is_fatal(&self) -> bool {
        matches!(self, CircleError::Store(error) if error.is_storage())
    }
}

/// What became of envelopes that were offered.
#[derive(Debug, Default)]
pub struct Taken {
    /// Those that are new here, on the disk now.
    pub new: Vec<Id>,
    /// The first that was turned away, by its place among those offered; those after it were not looked at.
    pub turned_away: Option<(usize, TurnedAway)>,
}

impl Circle {
    /// Opens a circle's directory for a party, and makes it if there is none; every act on the disk is verified and folded
    /// again.
    ///
    /// # Errors
    /// [`CircleError::Store`], [`CircleError::File`], [`CircleError::Damaged`].
    pub fn open(directory: &Path, mechanism: Id, party: Id) -> Result<Circle, CircleError> {
        file::make_directory(directory)?;
        let mut store = Store::open(directory)?;
        let mut record = Record::new(mechanism);
        let mut wants = Wants::default();
        for kept in store.acts(0) {
            let kept = kept?;
            let damaged =
                |why| CircleError::Damaged { id: kept.id, position: kept.position, path: store.file().to_path_buf(), why: Box::new(why) };
            let verified = record.verify(&kept.envelope).map_err(damaged)?;
            if verified.id() != kept.id {
                return Err(damaged(TurnedAway::Signature { of: kept.id }));
            }
            let (feed, parts) = (verified.feed(), verified.act().parts.clone());
            record.fold(verified);
            parts.into_iter().for_each(|part| wants.insert(party_of(&record, feed), part));
        }
        for part in wants.all().map(|wanted| wanted.part.sha256).collect::<BTreeSet<Id>>() {
            if store.contains_part(part)? {
                wants.remove(&part);
            }
        }
        let mut signers = Signers::open(directory)?;
        for (name, feed) in accredited_meanwhile(&record, &signers, party) {
            signers.opened(&name, feed)?;
        }
        let own: Vec<Id> = signers.all().filter_map(|(_, signer)| signer.feed).chain([party]).collect();
        // What an own act's author may have been told was not recorded is written again, so that it may leave after all.
        let mut doubts: Vec<Doubt> = Vec::new();
        loop {
            let found = store.in_doubt(&own)?;
            // All first: of a forked feed two acts of one number may be in doubt.
            found.iter().try_for_each(|doubt| store.reaffirm(doubt.position))?;
            found.iter().try_for_each(|doubt| store.release(doubt.feed, doubt.seq))?;
            if found.is_empty() {
                break;
            }
            doubts.extend(found);
        }
        let notes =
            store.notes(0).map(|note| note.map(|note| (Id::of_bytes(&note.note), note.note))).collect::<Result<BTreeMap<_, _>, _>>()?;
        let lines = notes.values().filter_map(|note| read_note(note)).flat_map(|note| lines(&note)).collect();
        Ok(Circle {
            directory: directory.to_path_buf(),
            store,
            record,
            signers,
            doubts,
            notes,
            lines,
            wants,
            damaged: RefCell::default(),
            part_read: RefCell::new(None),
        })
    }

    /// The record as folded.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What is on the disk.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The keys that sign here.
    pub fn signers(&mut self) -> &mut Signers {
        &mut self.signers
    }

    /// Own acts that were recorded after all: found above the mark when the circle was opened, and written again.
    pub fn recorded_after_all(&self) -> &[Doubt] {
        &self.doubts
    }

    /// Takes envelopes in the order given; what is new is folded and on the disk when this returns.
    ///
    /// # Errors
    /// [`CircleError::Store`] only. An envelope that is turned away ends the taking; those before it are kept.
    pub fn take(&mut self, envelopes: &[Vec<u8>]) -> Result<Taken, CircleError> {
        let mut taken = Taken::default();
        let mut fresh: Vec<Verified> = Vec::new();
        let ahead = self.record.look_ahead(envelopes, workers());
        for (place, turn) in ahead.turns().enumerate() {
            let known = Envelope::read(turn.envelope()).is_ok_and(|read| self.record.ground().graph.find(&read.id()).is_some());
            if known {
                continue;
            }
            match self.record.verify_in_turn(&turn) {
                Ok(verified) => {
                    taken.new.push(verified.id());
                    self.record.fold(verified.clone());
                    self.want(&verified)?;
                    fresh.push(verified);
                }
                Err(why) => {
                    taken.turned_away = Some((place, why));
                    break;
                }
            }
        }
        self.store.append(&fresh)?;
        // What this home signs it records itself; an act of its feeds that comes from outside was signed by a copy of it.
        let own: Vec<Id> = self.signers.all().filter_map(|(_, signer)| signer.feed).collect();
        for verified in fresh.iter().filter(|verified| own.contains(&verified.feed())) {
            self.store.set(&elsewhere(verified.feed()), &verified.id().0)?;
            // It has left already, and its author was told so.
            self.store.release(verified.feed(), verified.seq())?;
        }
        Ok(taken)
    }

    /// Signs an act in the feed of a signer whose key is here, and records it.
    ///
    /// An act that would be refused is not signed. More than [`SEEN_MAX`] new heads are sighted first: [`Circle::sight`].
    ///
    /// # Errors
    /// [`CircleError`]; nothing is recorded, unless it is fatal: then the act is in doubt.
    pub fn sign(&mut self, signer: &str, draft: &Draft) -> Result<Id, CircleError> {
        self.sign_with(signer, &self.opened(signer)?, draft)
    }

    /// Signs as [`Circle::sign`] does, with a signer's keys that were opened: they are sealed, and a circle does not wait while
    /// a passphrase is tried.
    ///
    /// # Errors
    /// As [`Circle::sign`].
    pub fn sign_with(&mut self, signer: &str, keys: &Opened, draft: &Draft) -> Result<Id, CircleError> {
        self.sight(signer, keys, draft.basis.as_ref(), draft.claimed_at)?;
        let (feed, key) = (self.feed_of(signer)?, keys.key());
        let act = self.draw(feed, draft)?;
        self.record_own(&envelope::sign(&act.payload(), &self.record.mechanism(), &key), &draft.parts)
    }

    /// Signs as many bare sightings as a signer needs, so that his next act can name everything that is here.
    ///
    /// # Errors
    /// As [`Circle::sign`].
    pub fn sight(&mut self, signer: &str, keys: &Opened, basis: Option<&Basis>, claimed_at: u64) -> Result<(), CircleError> {
        let (feed, key) = (self.feed_of(signer)?, keys.key());
        while self.unseen(feed).len() > SEEN_MAX {
            let sighting = Draft { kind: Kind::Sighting, body: bytes(&Sighting {}), parts: vec![], basis: basis.cloned(), claimed_at };
            let act = self.draw(feed, &sighting)?;
            self.record_own(&envelope::sign(&act.payload(), &self.record.mechanism(), &key), &[])?;
        }
        Ok(())
    }

    /// Whether a signer of this home may sign in his feed.
    ///
    /// # Errors
    /// [`CircleError::NoSuchSigner`], [`CircleError::Renewing`], [`CircleError::SignedElsewhere`], [`CircleError::Store`].
    pub fn may_sign(&self, signer: &str) -> Result<(), CircleError> {
        self.feed_of(signer).map(drop)
    }

    /// The keys of a signer that are not sealed.
    fn opened(&self, signer: &str) -> Result<Opened, CircleError> {
        let found = self.signers.get(signer).ok_or_else(|| CircleError::NoSuchSigner(signer.to_string()))?;
        found.open(None).map_err(|why| CircleError::Sealed { signer: signer.to_string(), why })
    }

    /// The feed of a signer who may sign in it.
    fn feed_of(&self, signer: &str) -> Result<Id, CircleError> {
        let renewing = self.signers.get(signer).is_some_and(|found| found.next().is_some());
        if renewing {
            return Err(CircleError::Renewing { signer: signer.to_string() });
        }
        let found = self.signers.get(signer).and_then(|signer| signer.feed);
        let feed = found.ok_or_else(|| CircleError::NoSuchSigner(signer.to_string()))?;
        let elsewhere = self.store.setting(&elsewhere(feed))?.and_then(|id| id.try_into().ok()).map(Id);
        match elsewhere {
            Some(act) => Err(CircleError::SignedElsewhere { signer: signer.to_string(), act }),
            None => Ok(feed),
        }
    }

    /// Signs an act in a root's own chain, and records it.
    ///
    /// # Errors
    /// As [`Circle::sign`], and [`CircleError::Root`].
    pub fn sign_by_root(&mut self, root: &Root, draft: &Draft) -> Result<Id, CircleError> {
        let payload = self.draw(root.party(), draft)?.payload();
        let envelope = root.sign(&payload, &self.record.mechanism())?;
        self.record_own(&envelope, &draft.parts)
    }

    /// Records an act in this party's name that a command or a custodian signed, unless it would be refused: what was
    /// signed may be long in coming, or be another act than the one that was drawn. A signer whose key it accredits may sign.
    ///
    /// # Errors
    /// [`CircleError`]; nothing is recorded, as of [`Circle::sign`].
    pub fn record_signed(&mut self, envelope: &[u8], parts: &[Vec<u8>]) -> Result<Id, CircleError> {
        let verified = self.record.verify(envelope)?;
        self.knows_rules()?;
        let (act, party) = (verified.act(), verified.feed());
        if let (Err(refused), Some(kind)) = (self.record.rehearse(act), Kind::of_tag(act.kind)) {
            return Err(CircleError::refused(kind, refused));
        }
        let id = self.record_own(envelope, parts)?;
        for (name, feed) in accredited_meanwhile(&self.record, &self.signers, party) {
            self.signers.opened(&name, feed)?;
        }
        Ok(id)
    }

    /// Records an own act that was signed elsewhere: the parts first, then the act, then the mark that lets it leave.
    ///
    /// # Errors
    /// [`CircleError`].
    pub fn record_own(&mut self, envelope: &[u8], parts: &[Vec<u8>]) -> Result<Id, CircleError> {
        let verified = self.record.verify(envelope)?;
        self.follows(&verified)?;
        for part in parts {
            self.take_part(part)?;
        }
        let (id, feed, seq) = (verified.id(), verified.feed(), verified.seq());
        self.store.append(std::slice::from_ref(&verified))?;
        self.store.release(feed, seq)?;
        self.record.fold(verified.clone());
        self.want(&verified)?;
        Ok(id)
    }

    /// Whether an own act is the next of its feed on this disk: a number is never given out twice.
    fn follows(&self, verified: &Verified) -> Result<(), CircleError> {
        let next = self.store.head(verified.feed())?.map_or((0, None), |(seq, id)| (seq + 1, Some(id)));
        let known = self.record.ground().graph.find(&verified.id()).is_some();
        match known || (verified.seq(), verified.act().prev) == next {
            true => Ok(()),
            false => Err(CircleError::Outrun { id: verified.id() }),
        }
    }

    /// The act that a draft would become if a signer signed it now, with everything that is here in its past; nothing is
    /// signed, and nobody's key is opened.
    ///
    /// It may name more heads than an act may: signing it sights them first.
    ///
    /// # Errors
    /// As [`Circle::sign`].
    pub fn rehearse(&mut self, signer: &str, draft: &Draft) -> Result<Act, CircleError> {
        let feed = self.signers.get(signer).and_then(|signer| signer.feed);
        let feed = feed.ok_or_else(|| CircleError::NoSuchSigner(signer.to_string()))?;
        self.compose(feed, draft, usize::MAX)
    }

    /// The act that a draft becomes at the end of a feed, judged beforehand.
    ///
    /// # Errors
    /// [`CircleError::Refused`], [`CircleError::NotAnAct`], [`CircleError::PartTooLarge`].
    pub fn draw(&mut self, feed: Id, draft: &Draft) -> Result<Act, CircleError> {
        self.compose(feed, draft, SEEN_MAX)
    }

    /// The act that a draft becomes at the end of a feed, and whether it would stand.
    fn compose(&mut self, feed: Id, draft: &Draft, seen_max: usize) -> Result<Act, CircleError> {
        self.knows_rules()?;
        if self.record.ground().graph.find(&feed).is_none() {
            return Err(CircleError::NoSuchFeed(feed));
        }
        let (seq, prev) = match self.store.head(feed)? {
            Some((seq, id)) => (seq as u32 + 1, Some(id)),
            None => (0, None),
        };
        let mut parts = Vec::new();
        for bytes in &draft.parts {
            if bytes.len() as u64 > alternat::limit::PART_BYTES_MAX {
                return Err(CircleError::PartTooLarge(bytes.len()));
            }
            parts.push(Part { sha256: Id::of_bytes(bytes), size: bytes.len() as u64 });
        }
        // The charter is signed before anything else was seen.
        let seen = if draft.kind == Kind::Charter { vec![] } else { self.unseen(feed) };
        let seen = seen.into_iter().take(seen_max).collect();
        let (kind, body, basis) = (draft.kind.tag(), draft.body.clone(), draft.basis.clone());
        let act = Act { feed: Some(feed), seq, prev, seen, claimed_at: draft.claimed_at, kind, body, parts, basis };
        if act.seen.len() <= SEEN_MAX {
            Act::read(&act.payload())?;
        }
        match self.record.rehearse(&act) {
            Ok(()) => Ok(act),
            Err(refused) => Err(CircleError::refused(draft.kind, refused)),
        }
    }

    /// Whether this program has the rules that the charter asks for; without them it keeps and relays, and signs nothing.
    ///
    /// # Errors
    /// [`CircleError::UnknownRules`].
    pub fn knows_rules(&self) -> Result<(), CircleError> {
        match self.record.everything().charter() {
            Ok(charter) if charter.body.rules_version != RULES => Err(CircleError::UnknownRules { wanted: charter.body.rules_version }),
            _ => Ok(()),
        }
    }

    /// The heads that a feed's next act names: of other feeds, not in the feed's own past, and in no other's; sorted by id.
    fn unseen(&self, feed: Id) -> Vec<Id> {
        let graph = &self.record.ground().graph;
        let own = graph.find(&feed);
        let last = self.store.head(feed).ok().flatten().and_then(|(_, id)| graph.find(&id)).or(own);
        let past = last.map(|last| graph.clock(last));
        let heads: Vec<Ix> = graph.heads().into_iter().filter(|head| Some(graph.node(*head).feed) != own || Some(*head) == own).collect();
        let news = heads.into_iter().filter(|head| past.as_ref().is_none_or(|past| !graph.within(past, *head)));
        let news: Vec<Ix> = news.collect();
        let clocks: Vec<_> = news.iter().map(|head| (*head, graph.clock(*head))).collect();
        let last_ones = news.iter().filter(|head| !clocks.iter().any(|(other, clock)| other != *head && graph.within(clock, **head)));
        let mut seen: Vec<Id> = last_ones.map(|head| graph.node(*head).id).collect();
        seen.sort();
        seen
    }

    /// Keeps a note on a seal of this circle; says whether it is new. Each of its lines must be by a party's node, and one at
    /// least must be new.
    ///
    /// # Errors
    /// [`CircleError::Note`], [`CircleError::Store`].
    pub fn take_note(&mut self, note: &[u8]) -> Result<bool, CircleError> {
        let hash = Id::of_bytes(note);
        if self.notes.contains_key(&hash) {
            return Ok(false);
        }
        let read = read_note(note).ok_or(CircleError::Note)?;
        let lines = self.lines_of(&read).ok_or(CircleError::Note)?;
        self.store.put_note(&read.checkpoint().root.0, note)?;
        self.notes.insert(hash, note.to_vec());
        self.lines.extend(lines);
        Ok(true)
    }

    /// Keeps a detached part that is wanted.
    ///
    /// # Errors
    /// [`CircleError::Store`].
    pub fn take_part(&mut self, bytes: &[u8]) -> Result<(), CircleError> {
        let hash = self.store.put_part(bytes)?;
        self.wants.remove(&hash);
        Ok(())
    }

    /// A detached part; `None` where it is not here, or is here and damaged: see [`Circle::mend`].
    ///
    /// # Errors
    /// [`CircleError::Store`].
    pub fn part(&self, sha256: Id) -> Result<Option<Arc<[u8]>>, CircleError> {
        if let Some((id, bytes)) = &*self.part_read.borrow()
            && *id == sha256
        {
            return Ok(Some(bytes.clone()));
        }
        let read: Option<Arc<[u8]>> = match self.store.part(sha256) {
            Err(StoreError::PartDamaged { hash, .. }) => {
                self.damaged.borrow_mut().insert(hash);
                None
            }
            read => read?.map(Arc::from),
        };
        self.part_read.replace(read.clone().map(|bytes| (sha256, bytes)));
        Ok(read)
    }

    /// Whether a part was read that is damaged, and is still on the disk.
    pub fn is_damaged(&self) -> bool {
        !self.damaged.borrow().is_empty()
    }

    /// Drops the parts that were found damaged, and wants those again that an act here lists; gives their hashes.
    ///
    /// # Errors
    /// [`CircleError::Store`].
    pub fn mend(&mut self) -> Result<BTreeSet<Id>, CircleError> {
        let damaged = self.damaged.take();
        for part in &damaged {
            self.store.drop_part(*part)?;
        }
        for kept in self.store.acts(0) {
            let kept = kept?;
            let act = Envelope::read(&kept.envelope).ok().and_then(|read| Act::read(read.payload).ok());
            if let Some(act) = act {
                let party = party_of(&self.record, act.feed.unwrap_or(kept.id));
                let parts = act.parts.into_iter().filter(|part| damaged.contains(&part.sha256));
                parts.for_each(|part| self.wants.insert(party, part));
            }
        }
        Ok(damaged)
    }

    /// The detached parts that acts here list and that are not here.
    pub fn wants(&self) -> &Wants {
        &self.wants
    }

    fn want(&mut self, verified: &Verified) -> Result<(), CircleError> {
        for part in &verified.act().parts {
            if !self.store.contains_part(part.sha256)? {
                self.wants.insert(party_of(&self.record, verified.feed()), *part);
            }
        }
        Ok(())
    }

    /// Notes on the disk that something was done.
    ///
    /// # Errors
    /// [`CircleError::Store`].
    pub fn note_setting(&mut self, name: &str) -> Result<(), CircleError> {
        Ok(self.store.set(name, b"done")?)
    }

    /// The notes that are here, by their SHA-256.
    pub fn notes(&self) -> &BTreeMap<Id, Vec<u8>> {
        &self.notes
    }

    /// The parties' nodes, by their cosigners' names, that have cosigned the seal of this root by both keys.
    pub fn cosigned(&self, root: Id) -> usize {
        let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
        self.lines.iter().filter(|(of, ..)| *of == root).for_each(|(_, name, _)| *keys.entry(name).or_default() += 1);
        keys.values().filter(|count| **count >= 2).count()
    }

    /// The lines of a note on a final seal, if each is an accredited node's and one at least is not here yet: so there are
    /// never more notes than keys and seals.
    fn lines_of(&self, note: &Note) -> Option<Vec<Line>> {
        let window = self.record.everything();
        let checkpoint = note.checkpoint();
        let on_a_seal = window.final_seals().into_iter().filter_map(|seal| window.ground.body::<SealProposal>(seal));
        let mut on_a_seal = on_a_seal.filter(|seal| seal.size == checkpoint.size && seal.root == checkpoint.root);
        if checkpoint.mechanism != self.record.mechanism() || on_a_seal.next().is_none() {
            return None;
        }
        let known = Cosigners::of(window.ground);
        note.cosignatures().iter().try_for_each(|line| known.who(checkpoint, line).map(drop)).ok()?;
        let lines = lines(note);
        lines.iter().any(|line| !self.lines.contains(line)).then_some(lines)
    }
}

/// The party, by its inception, in whose name a feed speaks: the party's own feed opened it.
fn party_of(record: &Record, feed: Id) -> Id {
    let graph = &record.ground().graph;
    graph.find(&feed).map_or(feed, |ix| graph.node(graph.node(ix).feed).id)
}

/// Which key has cosigned which seal: the root, the cosigner's name, the id of the key.
type Line = (Id, String, [u8; 4]);

fn lines(note: &Note) -> Vec<Line> {
    note.cosignatures().iter().map(|line| (note.checkpoint().root, line.name.clone(), line.key_id)).collect()
}

fn read_note(note: &[u8]) -> Option<Note> {
    std::str::from_utf8(note).ok().and_then(|text| Note::parse(text).ok())
}

/// How many threads prove the signatures of what comes in together.
fn workers() -> NonZeroUsize {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    cores.min(NonZeroUsize::new(limit::WORKERS_MAX).unwrap_or(NonZeroUsize::MIN))
}

/// The setting that says that a feed was signed in elsewhere.
fn elsewhere(feed: Id) -> String {
    format!("signed elsewhere {feed}")
}

/// Signers of this home without a feed whose accreditation the record holds: the power failed before that was noted.
fn accredited_meanwhile(record: &Record, signers: &Signers, party: Id) -> Vec<(String, Id)> {
    let window = record.everything();
    let Some(party) = window.ground.graph.find(&party) else { return vec![] };
    let accreditations = window.filed_standing(party, Kind::Accreditation);
    let feed_of = |key| {
        let found = accreditations.iter().find(|ix| window.ground.body::<Accreditation>(**ix).is_some_and(|body| body.key == key));
        found.map(|ix| window.ground.id(*ix))
    };
    let waiting = signers.all().filter(|(_, signer)| signer.feed.is_none());
    waiting.filter_map(|(name, signer)| Some((name.to_string(), feed_of(signer.public())?))).collect()
}
