//! A party's node: its home, its circles, and the answers to what the command asks.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use std::time::Duration;

use alternat::finality;
use alternat::id::Id;
use alternat::json;
use alternat::kind::{Body, Kind, SealProposal};
use alternat::words::Code;
use tokio::sync::{Semaphore, broadcast, watch};

use crate::circle::{Circle, CircleError, Draft};
use crate::clock;
use crate::duty::{self, Alarm};
use crate::exchange::{Linked, PeerKey, members};
use crate::failure::{Failure, chain};
use crate::founding::{self, FoundingError};
use crate::home::{Home, HomeError};
use crate::limit;
use crate::request::{Answer, Ask, Blob, Request, Writing};
use crate::root;
use crate::sealed::{Opened, SealError, Tries};
use crate::signers::{NODE, SignerError};

/// A node. It is the only one that has its circles' stores open.
pub struct Node {
    home: Mutex<Home>,
    circles: RwLock<BTreeMap<Id, Arc<Shared>>>,
    listening: watch::Sender<Option<SocketAddr>>,
    roster: watch::Sender<u64>,
    failed: watch::Sender<Option<String>>,
    /// Passphrases that are tried at once.
    hashes: Arc<Semaphore>,
}

/// A circle that several tasks use.
pub struct Shared {
    circle: Mutex<Circle>,
    mechanism: Id,
    changed: watch::Sender<u64>,
    news: watch::Sender<u64>,
    parts: broadcast::Sender<Id>,
    warnings: Mutex<VecDeque<String>>,
    alarms: Mutex<Vec<Alarm>>,
    /// How often each signer's passphrase was tried of late.
    tries: Mutex<Tries>,
    /// The keys of connections of every party's nodes, as the record has them now.
    members: Mutex<Arc<[(PeerKey, Code)]>>,
    /// The nodes that are connected, and how far each talk has come.
    links: watch::Sender<Linked>,
    /// How often somebody asked for a comparison with the peers.
    questions: watch::Sender<u64>,
    /// Talks that have begun.
    talks: AtomicU64,
}

impl Node {
    /// Opens a home. Circles are opened when they are first asked for.
    ///
    /// # Errors
    /// [`HomeError`].
    pub fn open(directory: &Path) -> Result<Node, HomeError> {
        let home = Mutex::new(Home::open(directory)?);
        let circles = RwLock::new(BTreeMap::new());
        Ok(Node {
            home,
            circles,
            listening: watch::Sender::new(None),
            roster: watch::Sender::new(0),
            failed: watch::Sender::new(None),
            hashes: Arc::new(Semaphore::new(limit::PASSPHRASES_AT_ONCE_MAX)),
        })
    }

    /// The home as it is now.
    pub fn home(&self) -> Home {
        locked(&self.home).clone()
    }

    /// A circle, opened if it is not yet. Where the node exchanges, this circle is exchanged from then on.
    ///
    /// # Errors
    /// [`HomeError`].
    pub fn circle(&self, mechanism: Id) -> Result<Arc<Shared>, HomeError> {
        let mut circles = self.circles.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(shared) = circles.get(&mechanism) {
            return Ok(shared.clone());
        }
        let circle = self.home().circle(mechanism)?;
        let members = Mutex::new(members(circle.record()).into());
        let shared = Arc::new(Shared {
            circle: Mutex::new(circle),
            members,
            mechanism,
            changed: watch::Sender::new(0),
            news: watch::Sender::new(0),
            parts: broadcast::Sender::new(limit::PARTS_TOLD_MAX),
            warnings: Mutex::new(VecDeque::new()),
            alarms: Mutex::new(vec![]),
            tries: Mutex::new(Tries::default()),
            links: watch::Sender::new(Linked::default()),
            questions: watch::Sender::new(0),
            talks: AtomicU64::new(0),
        });
        circles.insert(mechanism, shared.clone());
        self.rosters_changed();
        Ok(shared)
    }

    /// Reads the home again: a command has written into it beside this node.
    fn read_again(&self) -> Result<(), HomeError> {
        let mut home = locked(&self.home);
        *home = Home::open(home.directory())?;
        Ok(())
    }

    /// The circles that are open.
    pub fn circles(&self) -> Vec<Arc<Shared>> {
        self.circles.read().unwrap_or_else(|poisoned| poisoned.into_inner()).values().cloned().collect()
    }

    /// Where the node listens; none before it does.
    pub fn listening(&self) -> &watch::Sender<Option<SocketAddr>> {
        &self.listening
    }

    /// Changes whenever there may be others to link with, or they may be elsewhere: a circle was taken up, the nodes of its
    /// parties are others, an address was set.
    pub fn roster(&self) -> &watch::Sender<u64> {
        &self.roster
    }

    fn rosters_changed(&self) {
        self.roster.send_modify(|count| *count += 1);
    }

    /// Why the process must end; none while all is well.
    pub fn failed(&self) -> &watch::Sender<Option<String>> {
        &self.failed
    }

    /// Hears of an error: one that is fatal ends the node.
    pub fn hear(&self, error: &CircleError) {
        if error.is_fatal() {
            self.failed.send_replace(Some(chain(error)));
        }
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Answer {
        match self.try_answer(request).await {
            Ok(answer) => answer,
            Err(failure) => Answer::Failed(failure),
        }
    }

    async fn try_answer(&self, request: Request) -> Result<Answer, Failure> {
        let mechanism = self.home().which(request.mechanism.as_deref()).map_err(|error| Failure::from(&error))?;
        let shared = self.circle(mechanism).map_err(|error| Failure::from(&error))?;
        let told = |error: CircleError| {
            self.hear(&error);
            Failure::from(&error)
        };
        match request.ask {
            Ask::Sign { signer, writing, passphrase } => {
                let parts = hashes(&writing.parts);
                let keys = self.open_key(&shared, &signer, passphrase).await.map_err(told)?;
                let signed = shared.with(|circle| {
                    // What is filled in must be computed from the very past that the act will have.
                    circle.sight(&signer, &keys, writing.basis.as_ref(), writing.claimed_at.unwrap_or_else(clock::now)).map_err(told)?;
                    let draft = draft(circle, writing)?;
                    circle.sign_with(&signer, &keys, &draft).map_err(told)
                });
                // Sightings may have been signed before the act was refused, and they leave, too.
                shared.attend(self);
                let id = signed?;
                shared.tell_parts(parts);
                Ok(Answer::Recorded { id })
            }
            Ask::Rehearse { signer, writing } => shared.with(|circle| {
                let draft = draft(circle, writing)?;
                let act = circle.rehearse(&signer, &draft).map_err(told)?;
                let body = Body::read(draft.kind, &draft.body).map(|body| body.json()).unwrap_or_default();
                let payload = act.payload();
                Ok(Answer::Rehearsed { body, id: Id::of_payload(&payload), payload })
            }),
            Ask::Draw { writing } => {
                let party = self.home().configuration().party;
                shared.with(|circle| {
                    let draft = draft(circle, writing)?;
                    let payload = circle.draw(party, &draft).map_err(told)?.payload();
                    let unborn = matches!(draft.kind, Kind::Inception | Kind::Charter);
                    Ok(Answer::Payload { payload, signed_for: if unborn { Id::ZERO } else { mechanism } })
                })
            }
            Ask::Record { envelope, parts } => {
                let brought = hashes(&parts);
                let parts: Vec<Vec<u8>> = parts.into_iter().map(|Blob(part)| part).collect();
                let id = shared.with(|circle| circle.record_signed(&envelope, &parts)).map_err(told)?;
                shared.attend(self);
                shared.tell_parts(brought);
                Ok(Answer::Recorded { id })
            }
            Ask::MakeSigner { signer, passphrase } => {
                let transport = self.home().transport_key();
                let keys = self.make_signer(&shared, &signer, passphrase).await.map_err(told)?;
                Ok(Answer::Keys {
                    key: keys.key().public(),
                    transport,
                    seal_ed25519: keys.seal_ed25519().public(),
                    seal_ml_dsa: keys.seal_ml_dsa().public(),
                })
            }
            Ask::Seal { signer, passphrase, new } => {
                self.seal_key(&shared, &signer, passphrase, new).await.map_err(told)?;
                Ok(Answer::Done)
            }
            Ask::Signers => {
                let signers = shared.with(|circle| circle.signers().all().map(|(name, signer)| (name.to_string(), signer.feed)).collect());
                Ok(Answer::Signers { signers })
            }
            Ask::Acts { behind } => shared.with(|circle| acts(circle, behind)).map_err(told),
            Ask::Notes => {
                let notes = shared
                    .with(|circle| circle.store().notes(0).map(|note| note.map(|note| Blob(note.note))).collect::<Result<Vec<_>, _>>());
                Ok(Answer::Notes { notes: notes.map_err(|error| told(error.into()))? })
            }
            Ask::Part { sha256 } => {
                let part = shared.with(|circle| circle.part(sha256)).map_err(told)?;
                shared.mend(self);
                Ok(Answer::Part { part: part.map(|part| Blob(part.to_vec())) })
            }
            Ask::Peer { code, address } => {
                shared.names(&code)?;
                let change = |configuration: &mut crate::home::Configuration| {
                    let peers = configuration.peers.entry(mechanism).or_default();
                    match address {
                        Some(address) => drop(peers.insert(code, address)),
                        None => drop(peers.remove(&code)),
                    }
                };
                locked(&self.home).configure(change).map_err(|error| Failure::from(&error))?;
                self.rosters_changed();
                Ok(Answer::Done)
            }
            Ask::Adopt => {
                // The circle itself was opened on the way here.
                self.read_again().map_err(|error| Failure::from(&error))?;
                shared.attend(self);
                self.rosters_changed();
                Ok(Answer::Done)
            }
            Ask::Welcome { answer } => {
                if answer.party == self.home().configuration().party {
                    return Err(Failure::from(&FoundingError::OwnFile));
                }
                let taken = shared.with(|circle| founding::take_in(circle, &answer));
                if let Err(FoundingError::Circle(error)) = &taken {
                    self.hear(error);
                }
                taken.map_err(|error| Failure::from(&error))?;
                let code = shared.with(|circle| {
                    let window = circle.record().everything();
                    window.ground.graph.find(&answer.party).and_then(|ix| window.code_of(ix))
                });
                if let (Some(code), Some(address)) = (code, answer.address.filter(founding::can_be_dialled)) {
                    let change = |configuration: &mut crate::home::Configuration| {
                        configuration.peers.entry(mechanism).or_default().insert(code, address);
                    };
                    locked(&self.home).configure(change).map_err(|error| Failure::from(&error))?;
                }
                shared.attend(self);
                self.rosters_changed();
                Ok(Answer::Done)
            }
            Ask::Wait { holds, sealed, seconds } => {
                let seconds = seconds.min(limit::WAIT_SECONDS_MAX);
                let within = Duration::from_secs(seconds);
                let mut changes = shared.changed.subscribe();
                let all = |circle: &mut Circle| {
                    let graph = &circle.record().ground().graph;
                    holds.iter().all(|id| graph.find(id).is_some()) && (!sealed || wholly_sealed(circle))
                };
                let wait = async {
                    while !shared.with(all) {
                        if changes.changed().await.is_err() {
                            break;
                        }
                    }
                };
                match tokio::time::timeout(within, wait).await {
                    Ok(()) => Ok(Answer::Done),
                    Err(_) => Err(Failure::waited(seconds, &holds, sealed)),
                }
            }
            Ask::Sync { code, seconds } => {
                code.iter().try_for_each(|code| shared.names(code))?;
                let seconds = seconds.min(limit::WAIT_SECONDS_MAX);
                let within = Duration::from_secs(seconds);
                let known = self.home().configuration().peers.get(&mechanism).cloned().unwrap_or_default();
                let wanted: BTreeSet<Code> = match code {
                    Some(code) => [code].into(),
                    None => known.into_keys().collect(),
                };
                if wanted.is_empty() {
                    return Err(Failure::no_addresses());
                }
                let question = shared.ask_peers();
                let mut links = shared.links.subscribe();
                let wait = links.wait_for(|links| wanted.iter().all(|code| links.is_equal(code, question)));
                match tokio::time::timeout(within, wait).await {
                    Ok(_) => Ok(Answer::Done),
                    Err(_) => Err(Failure::not_equal(seconds, &wanted, &shared.links.borrow(), question)),
                }
            }
            Ask::Status => {
                let (acts, after_all) = shared.with(|circle| {
                    (circle.record().ground().graph.len() as u64, circle.recorded_after_all().iter().map(|doubt| doubt.id).collect())
                });
                let connected = shared.links.borrow().parties().into_iter().cloned().collect();
                let alarms = locked(&shared.alarms).iter().map(|alarm| format!("{}: {}", alarm.about, alarm.why)).collect();
                let warnings = locked(&shared.warnings).iter().cloned().collect();
                let listening = *self.listening.borrow();
                Ok(Answer::Status { mechanism, listening, acts, connected, alarms, warnings, recorded_after_all: after_all })
            }
        }
    }
}

impl Node {
    /// The keys of a signer, opened with a passphrase where they are sealed: away from the circle, and one at a time.
    async fn open_key(&self, shared: &Shared, signer: &str, passphrase: Option<String>) -> Result<Arc<Opened>, CircleError> {
        let found = shared.with(|circle| circle.signers().get(signer).cloned());
        let found = found.ok_or_else(|| CircleError::NoSuchSigner(signer.to_string()))?;
        let counts = found.is_sealed() && passphrase.is_some();
        if counts && !locked(&shared.tries).may(signer, clock::now()) {
            return Err(CircleError::Sealed { signer: signer.to_string(), why: SealError::TooOften });
        }
        let opened = self.hashing(signer, move || found.open(passphrase.as_deref())).await?;
        if counts {
            locked(&shared.tries).right(signer);
        }
        Ok(Arc::new(opened))
    }

    /// Makes the key of a signer, sealed from the first where there is a passphrase; that of one that has no feed yet is kept.
    async fn make_signer(&self, shared: &Shared, signer: &str, passphrase: Option<String>) -> Result<Arc<Opened>, CircleError> {
        let found = shared.with(|circle| circle.signers().get(signer).cloned());
        if signer == NODE && passphrase.is_some() {
            return Err(CircleError::Sealed { signer: signer.to_string(), why: SealError::Node });
        }
        match found.filter(|found| found.feed.is_none()) {
            Some(found) => {
                let keys = self.open_key(shared, signer, passphrase.clone()).await?;
                if let Some(new) = passphrase.filter(|_| !found.is_sealed()) {
                    self.seal_with(shared, signer, keys.clone(), new).await?;
                }
                Ok(keys)
            }
            None => {
                let secret = root::chance().map_err(|_| SignerError::Chance)?;
                let keys = Arc::new(Opened::of(secret));
                let sealed = match passphrase {
                    Some(new) => {
                        let keys = keys.clone();
                        Some(self.hashing(signer, move || keys.seal(&new)).await?)
                    }
                    None => None,
                };
                let made = shared.with(|circle| circle.signers().make_from(signer, secret, sealed))?;
                match made.public() == keys.key().public() {
                    true => Ok(keys),
                    false => Err(SignerError::Taken(signer.to_string()).into()),
                }
            }
        }
    }

    /// Seals a signer's key that is in the clear, or opens it and seals it with another passphrase.
    async fn seal_key(&self, shared: &Shared, signer: &str, passphrase: Option<String>, new: String) -> Result<(), CircleError> {
        let is_sealed = shared.with(|circle| circle.signers().get(signer).is_some_and(|found| found.is_sealed()));
        let fault = match signer {
            NODE => Some(SealError::Node),
            _ if is_sealed && passphrase.is_none() => Some(SealError::Already),
            _ => None,
        };
        if let Some(why) = fault {
            return Err(CircleError::Sealed { signer: signer.to_string(), why });
        }
        let keys = self.open_key(shared, signer, passphrase).await?;
        self.seal_with(shared, signer, keys, new).await
    }

    async fn seal_with(&self, shared: &Shared, signer: &str, keys: Arc<Opened>, new: String) -> Result<(), CircleError> {
        let sealed = self.hashing(signer, move || keys.seal(&new)).await?;
        Ok(shared.with(|circle| circle.signers().seal(signer, sealed))?)
    }

    /// Does what takes much time and memory on a thread of its own, and never more at once than may be.
    async fn hashing<T: Send + 'static>(
        &self,
        signer: &str,
        work: impl FnOnce() -> Result<T, SealError> + Send + 'static,
    ) -> Result<T, CircleError> {
        let permit = self.hashes.clone().acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        done.await.unwrap_or(Err(SealError::System)).map_err(|why| CircleError::Sealed { signer: signer.to_string(), why })
    }
}

impl Shared {
    /// Does something with the circle, alone.
    pub fn with<T>(&self, act: impl FnOnce(&mut Circle) -> T) -> T {
        act(&mut locked(&self.circle))
    }

    /// Does something short with the circle, alone: at once where it is free; where another task is writing to the disk,
    /// not on a thread that others need to get on.
    ///
    /// Only from a task of a runtime with several threads.
    pub fn look<T>(&self, ask: impl FnOnce(&Circle) -> T) -> T {
        match self.circle.try_lock() {
            Ok(circle) => ask(&circle),
            Err(_) => tokio::task::block_in_place(|| self.with(|circle| ask(circle))),
        }
    }

    /// The circle's id.
    pub fn mechanism(&self) -> Id {
        self.mechanism
    }

    /// Changes whenever an act or a note is new here.
    pub fn changed(&self) -> &watch::Sender<u64> {
        &self.changed
    }

    /// Changes whenever what a page shows of the circle may be other: an act, a note or a detached part is new here.
    pub fn news(&self) -> &watch::Sender<u64> {
        &self.news
    }

    /// The nodes that are connected, and how far each talk has come.
    pub fn links(&self) -> &watch::Sender<Linked> {
        &self.links
    }

    /// The keys of connections of every party's nodes, as the record has them now.
    pub fn members(&self) -> Arc<[(PeerKey, Code)]> {
        locked(&self.members).clone()
    }

    /// The party whose node a peer is in this circle; `None` for one that is no member of it.
    pub fn member(&self, peer: &PeerKey) -> Option<Code> {
        self.members().iter().find(|(key, _)| key == peer).map(|(_, code)| code.clone())
    }

    /// Asks every peer to compare once more what both hold; gives the number of the question, for [`Linked::is_equal`].
    pub fn ask_peers(&self) -> u64 {
        let mut number = 0;
        self.questions.send_modify(|questions| {
            *questions += 1;
            number = *questions;
        });
        number
    }

    /// The last question for a comparison; 0 before there was one.
    pub(crate) fn questions(&self) -> &watch::Sender<u64> {
        &self.questions
    }

    /// A number for a talk that begins, higher than all before.
    pub(crate) fn talk_number(&self) -> u64 {
        self.talks.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether the charter names a party of this code.
    fn names(&self, code: &Code) -> Result<(), Failure> {
        let known = self.with(|circle| circle.record().everything().charter().is_ok_and(|charter| charter.body.names(code)));
        if known { Ok(()) } else { Err(Failure::no_such_party(code)) }
    }

    /// Does the node's own duties after something new has come, and tells everybody who waits.
    pub fn attend(&self, node: &Node) {
        let (done, members) = self.with(|circle| (duty::attend(circle, clock::now()), members(circle.record())));
        match done {
            Ok(alarms) => *locked(&self.alarms) = alarms,
            Err(error) => node.hear(&error),
        }
        if self.members()[..] != members[..] {
            *locked(&self.members) = members.into();
            node.rosters_changed();
        }
        self.tell();
    }

    /// Tells everybody who waits that something is new here.
    pub fn tell(&self) {
        self.changed.send_modify(|count| *count += 1);
        self.news.send_modify(|count| *count += 1);
    }

    /// Tells of detached parts that have come.
    pub fn parts(&self) -> &broadcast::Sender<Id> {
        &self.parts
    }

    /// Tells every talk that these parts are here now: a peer may have asked for one and heard that it was not.
    pub(crate) fn tell_parts(&self, parts: Vec<Id>) {
        if !parts.is_empty() {
            self.news.send_modify(|count| *count += 1);
        }
        for part in parts {
            // Nobody hears it where no talk is going on.
            let _ = self.parts.send(part);
        }
    }

    /// Drops what was found damaged and may be had again from the peers, and says so.
    pub fn mend(&self, node: &Node) {
        let mended = self.with(|circle| if circle.is_damaged() { circle.mend() } else { Ok(BTreeSet::new()) });
        match mended {
            Ok(parts) if parts.is_empty() => {}
            Ok(parts) => {
                for part in parts {
                    self.warn(format!("part {part} was damaged on this node's disk; it was dropped, and the peers are asked for it"));
                }
                self.tell();
            }
            Err(error) => node.hear(&error),
        }
    }

    /// The lines that were kept for whoever asks; they are kept no longer.
    pub fn take_warnings(&self) -> Vec<String> {
        locked(&self.warnings).drain(..).collect()
    }

    /// Keeps a line for whoever asks how the node is; the oldest go first.
    pub fn warn(&self, line: String) {
        let mut warnings = locked(&self.warnings);
        if warnings.len() == limit::WARNINGS_MAX {
            warnings.pop_front();
        }
        warnings.push_back(line);
    }
}

fn hashes(parts: &[Blob]) -> Vec<Id> {
    parts.iter().map(|Blob(part)| Id::of_bytes(part)).collect()
}

/// A draft from what an author writes.
fn draft(circle: &Circle, writing: Writing) -> Result<Draft, Failure> {
    let Writing { kind, mut body, parts, basis, claimed_at } = writing;
    let kind = Kind::of_name(&kind).ok_or_else(|| Failure::no_such_kind(&kind))?;
    kind.fill(&circle.record().everything(), &mut body);
    json::check_texts(&body).map_err(|at| Failure::not_a_text(kind, at))?;
    let body = kind.body_from_json(&body).map_err(|error| Failure::not_a_body(kind, error))?;
    let parts = parts.into_iter().map(|Blob(part)| part).collect();
    Ok(Draft { kind, body, parts, basis, claimed_at: claimed_at.unwrap_or_else(clock::now) })
}

fn acts(circle: &Circle, behind: u64) -> Result<Answer, CircleError> {
    let mut kept = Vec::new();
    let mut last = behind;
    let mut more = false;
    for act in circle.store().acts(behind) {
        let act = act?;
        if kept.len() == limit::ACTS_PER_ANSWER {
            more = true;
            break;
        }
        last = act.position;
        kept.push(Blob(act.envelope));
    }
    Ok(Answer::Acts { mechanism: circle.record().mechanism(), envelopes: kept, last, more })
}

/// Whether the last proposal is final, every party on its roster has agreed to it, and every one's cosignatures are here.
fn wholly_sealed(circle: &mut Circle) -> bool {
    let window = circle.record().everything();
    let Some(last) = window.final_seals().last().copied() else { return false };
    // A later proposal is open still.
    if window.any_filed(last, Kind::SealProposal) {
        return false;
    }
    let roster = finality::seal_roster(&window, last);
    let agreed = finality::agreed(&window, last);
    let root = window.ground.body::<SealProposal>(last).map(|seal| seal.root);
    let noted = root.is_some_and(|root| circle.cosigned(root) >= roster.len());
    roster.iter().all(|code| agreed.contains(code)) && noted
}

/// What a mutex guards, alone.
///
/// Where a task panicked while it held it, what is guarded may be half changed: the process ends at once, so that nothing is
/// confirmed from it.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|_| std::process::abort())
}
