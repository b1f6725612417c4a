//! One side of a talk about one circle.

use std::collections::{BTreeSet, VecDeque};

use alternat::act::Part;
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::limit::ENVELOPE_BYTES_MAX;
use alternat::record::TurnedAway;
use minicbor::Decoder;

use crate::breach::Breach;
use crate::frame::{FRAME_ACTS_BYTES_MAX, FRAME_HASHES_MAX, FRAME_HEADS_MAX, Frame, Hello};
use crate::holdings::{Head, Holdings, digest_of, hash_of_notes};
use crate::limit;
use crate::note::{self, Notes};
use crate::part::{Asking, Serving};

/// One side of a talk with one peer about one circle, from hello to the end of the link.
///
/// The host makes a new one for each link. For as long as it lives, the host tells it of everything that becomes durable
/// ([`Exchange::fresh_acts`] and its sisters), wherever it came from, and then asks for frames until there is none.
#[derive(Debug)]
pub struct Exchange {
    mechanism: Id,
    telling: Stage,
    hearing: Stage,
    /// What was held when this side said hello; empty once both frontiers are told.
    snapshot: Snapshot,
    /// The digest that this side told last.
    told: Option<Id>,
    /// The digest that the peer told last.
    heard: Option<Id>,
    /// Whether what is held may have changed since `told`.
    changed: bool,
    question: Question,
    /// Whether the peer has asked what is held now, and was not answered.
    asked: bool,
    /// The last head that the peer told.
    head_heard: Option<Head>,
    /// Which of the heads that the peer told are held here, in its order.
    held: Vec<bool>,
    /// Acts that the peer has, each with its past.
    known: BTreeSet<Id>,
    /// Acts that it lacks, as far as looked for.
    queue: VecDeque<Id>,
    /// Whether there may be more that it lacks.
    acts_due: bool,
    notes: Notes,
    asking: Asking,
    serving: Serving,
    waiting: VecDeque<Waiting>,
    breach: Option<Breach>,
}

/// What the host is to do. It reports each one with [`Exchange::settled`] or [`Exchange::turned_away`], in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Verify these envelopes in this order, and keep them until one is turned away. At least one.
    Admit(Vec<Vec<u8>>),
    /// Keep this note, or drop it if it is of no worth.
    KeepNote(Vec<u8>),
    /// Keep this detached part, which has the hash and the size it should have. It is not wanted any more.
    KeepPart {
        /// Its hash and size.
        part: Part,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// How far one side has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Hello,
    Heads,
    Notes,
    Held,
    Open,
}

/// The question to the peer what it holds now.
#[derive(Debug, Default)]
struct Question {
    /// Whether it is to be asked.
    due: bool,
    /// Whether it was asked and not answered.
    open: bool,
}

#[derive(Debug, Default)]
struct Snapshot {
    /// Sorted.
    heads: Vec<Head>,
    /// Sorted; those that are exchanged.
    notes: Vec<Id>,
    /// How much of the list being told was told.
    told: usize,
}

/// A wish that was returned and is not settled.
#[derive(Debug)]
enum Waiting {
    /// Acts, each with the one before it in its feed.
    Acts(Vec<Name>),
    Note,
    Part,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    id: Id,
    prev: Option<Id>,
}

impl Exchange {
    /// The side that opens a link, to a peer that is a member of the circle.
    pub fn open(mechanism: Id) -> Exchange {
        Exchange {
            mechanism,
            telling: Stage::Hello,
            hearing: Stage::Hello,
            snapshot: Snapshot::default(),
            told: None,
            heard: None,
            changed: false,
            question: Question::default(),
            asked: false,
            head_heard: None,
            held: Vec::new(),
            known: BTreeSet::new(),
            queue: VecDeque::new(),
            acts_due: true,
            notes: Notes::default(),
            asking: Asking::default(),
            serving: Serving::default(),
            waiting: VecDeque::new(),
            breach: None,
        }
    }

    /// The side that answers, once it is known that the circle is held here and the peer is a member of it.
    ///
    /// Otherwise the whole answer is [`unknown_circle`](crate::unknown_circle).
    pub fn answer(hello: &Hello) -> Exchange {
        Exchange { heard: Some(hello.digest), ..Exchange::open(hello.mechanism) }
    }

    /// The circle.
    pub fn mechanism(&self) -> Id {
        self.mechanism
    }

    /// Whether the peer has said hello. Before that it is no peer: a stranger learns late that he is refused.
    pub fn is_connected(&self) -> bool {
        self.heard.is_some()
    }

    /// Whether the peer holds the same acts and the same notes, by the last digests that both told.
    ///
    /// False from the moment that something changed here until the peer says that it changed there, too; and from
    /// [`Exchange::ask`] until the peer has answered.
    pub fn is_equal(&self) -> bool {
        self.told.is_some() && self.told == self.heard && !self.changed && !self.question.due && !self.question.open
    }

    /// Asks the peer what it holds now: it answers once it has sent all that it held when it heard the question.
    ///
    /// A question that was asked before this is answered first.
    pub fn ask(&mut self) {
        self.question.due = true;
    }

    /// Whether another frame may be heard now: false while as many wishes wait as may.
    pub fn may_hear(&self) -> bool {
        self.waiting.len() < limit::WISHES_MAX
    }

    /// Why the talk is over, if it is.
    pub fn breach(&self) -> Option<&Breach> {
        self.breach.as_ref()
    }

    /// Acts became durable, from wherever: what the peer lacks of them is sent.
    pub fn fresh_acts(&mut self) {
        self.changed = true;
        self.acts_due = true;
        self.asking.fresh();
    }

    /// A note became durable, from wherever.
    pub fn fresh_notes(&mut self) {
        self.changed = true;
        self.notes.fresh();
    }

    /// A detached part became durable, from wherever: a peer that asked for it in vain is told.
    pub fn fresh_part(&mut self, part: &Id) {
        self.serving.fresh(part);
    }

    /// The oldest wish that waited was carried out, and [`Holdings`] shows it.
    pub fn settled(&mut self) {
        match self.waiting.pop_front() {
            Some(Waiting::Acts(names)) => {
                // Only now do the later acts stand for the earlier ones: before, they were not held here.
                for prev in names.iter().filter_map(|name| name.prev) {
                    self.known.remove(&prev);
                }
                self.changed = true;
                self.asking.fresh();
            }
            Some(Waiting::Note) => self.changed = true,
            Some(Waiting::Part) => self.asking.kept(),
            None => {}
        }
    }

    /// An act of the oldest wish was turned away; those before it are kept. The talk is over.
    pub fn turned_away(&mut self, why: TurnedAway) -> Breach {
        self.end(Breach::TurnedAway { source: why })
    }

    fn end(&mut self, breach: Breach) -> Breach {
        let breach = self.breach.get_or_insert(breach).clone();
        (self.snapshot, self.queue, self.known) = Default::default();
        (self.notes, self.asking, self.serving) = Default::default();
        breach
    }

    /// Hears one frame, and gives what the host is to do about it.
    ///
    /// # Errors
    /// [`Breach`]: the peer broke the protocol, or knows no such circle. The talk is over and stays so; wishes that were
    /// returned before stay good.
    pub fn hear(&mut self, frame: &[u8], holdings: &(impl Holdings + ?Sized)) -> Result<Option<Wish>, Breach> {
        if let Some(breach) = &self.breach {
            return Err(breach.clone());
        }
        if !self.may_hear() {
            return Err(self.end(Breach::Flood { waiting: self.waiting.len() }));
        }
        Frame::read(frame).and_then(|frame| self.hear_frame(frame, holdings)).map_err(|breach| self.end(breach))
    }

    fn hear_frame(&mut self, frame: Frame, holdings: &(impl Holdings + ?Sized)) -> Result<Option<Wish>, Breach> {
        let out_of_turn = Breach::OutOfTurn { frame: frame.name() };
        match (self.hearing, frame) {
            (Stage::Hello, Frame::Hello(hello)) if self.telling > Stage::Hello => self.hear_hello(&hello)?,
            (Stage::Hello, Frame::UnknownCircle) if self.telling > Stage::Hello => return Err(Breach::UnknownCircle),
            (Stage::Heads, Frame::Heads { last, heads }) => self.hear_heads(last, heads, holdings)?,
            (Stage::Notes, Frame::Notes { last, hashes }) => {
                if hashes.is_empty() && !last {
                    return Err(Breach::Malformed { frame: "notes", fault: "is empty and not the last" });
                }
                self.notes.hear_told(hashes)?;
                self.hearing = if last { Stage::Held } else { Stage::Notes };
            }
            (Stage::Held, Frame::Held(bits)) if self.telling > Stage::Heads => self.hear_held(bits)?,
            (Stage::Open, Frame::Acts(envelopes)) => return self.hear_acts(&envelopes, holdings),
            (Stage::Open, Frame::Note(note)) => {
                if self.notes.hear(note, holdings)? {
                    self.waiting.push_back(Waiting::Note);
                    return Ok(Some(Wish::KeepNote(note.to_vec())));
                }
            }
            (Stage::Open, Frame::Want(part)) => self.serving.hear_want(part)?,
            (Stage::Open, Frame::Chunk { part, offset, total, bytes }) => {
                if let Some((part, bytes)) = self.asking.hear_chunk(part, offset, total, bytes)? {
                    self.waiting.push_back(Waiting::Part);
                    return Ok(Some(Wish::KeepPart { part, bytes }));
                }
            }
            (Stage::Open, Frame::Absent(part)) => self.asking.hear_absent(part)?,
            (Stage::Open, Frame::Here(part)) => self.asking.hear_here(part)?,
            (Stage::Open, Frame::State(digest)) => self.heard = Some(digest),
            (Stage::Open, Frame::Ask) if !self.asked => self.asked = true,
            (Stage::Open, Frame::Now(digest)) if self.question.open => {
                self.heard = Some(digest);
                self.question.open = false;
            }
            _ => return Err(out_of_turn),
        }
        Ok(None)
    }

    fn hear_hello(&mut self, hello: &Hello) -> Result<(), Breach> {
        if hello.mechanism != self.mechanism {
            return Err(Breach::AnotherCircle { theirs: hello.mechanism });
        }
        self.heard = Some(hello.digest);
        self.compare();
        Ok(())
    }

    /// Both have said hello: both come to the same answer, for both compare the same two digests.
    fn compare(&mut self) {
        if self.told != self.heard {
            trim(&mut self.snapshot.heads);
            self.hearing = Stage::Heads;
            return;
        }
        let Snapshot { heads, notes, .. } = std::mem::take(&mut self.snapshot);
        self.known = heads.into_iter().map(|head| head.id).collect();
        self.notes.are_theirs(notes);
        (self.telling, self.hearing) = (Stage::Open, Stage::Open);
    }

    fn hear_heads(&mut self, last: bool, heads: Vec<Head>, holdings: &(impl Holdings + ?Sized)) -> Result<(), Breach> {
        let malformed = |fault| Breach::Malformed { frame: "heads", fault };
        if heads.is_empty() && !last {
            return Err(malformed("is empty and not the last"));
        }
        for head in heads {
            if self.head_heard.is_some_and(|before| before >= head) {
                return Err(malformed("is not sorted, or repeats a head"));
            }
            if self.held.len() >= limit::HEADS_MAX {
                return Err(Breach::TooMany { what: "heads", max: limit::HEADS_MAX });
            }
            self.head_heard = Some(head);
            // By id and never by number: a forked feed has two acts of one number.
            let held = holdings.has(&head.id);
            self.held.push(held);
            if held {
                self.known.insert(head.id);
            }
        }
        self.hearing = if last { Stage::Notes } else { Stage::Heads };
        Ok(())
    }

    fn hear_held(&mut self, bits: &[u8]) -> Result<(), Breach> {
        let malformed = |fault| Breach::Malformed { frame: "held", fault };
        let heads = std::mem::take(&mut self.snapshot.heads);
        if bits.len() != heads.len().div_ceil(8) {
            return Err(malformed("answers another number of heads than was told"));
        }
        let is_set = |at: usize| bits.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0);
        if (heads.len()..bits.len() * 8).any(is_set) {
            return Err(malformed("answers heads that were not told"));
        }
        self.known.extend(heads.iter().enumerate().filter(|(at, _)| is_set(*at)).map(|(_, head)| head.id));
        self.hearing = Stage::Open;
        Ok(())
    }

    fn hear_acts(&mut self, envelopes: &[&[u8]], holdings: &(impl Holdings + ?Sized)) -> Result<Option<Wish>, Breach> {
        if envelopes.is_empty() {
            return Err(Breach::Malformed { frame: "acts", fault: "is empty" });
        }
        // What was looked for may be among them.
        self.queue.clear();
        let (mut admit, mut names) = (Vec::new(), Vec::new());
        for envelope in envelopes {
            match name_of(envelope) {
                Some(name) if holdings.has(&name.id) => self.peer_has(name),
                name => {
                    if let Some(name) = name {
                        self.known.insert(name.id);
                        names.push(name);
                    }
                    admit.push(envelope.to_vec());
                }
            }
        }
        if admit.is_empty() {
            return Ok(None);
        }
        self.waiting.push_back(Waiting::Acts(names));
        Ok(Some(Wish::Admit(admit)))
    }

    /// The peer has an act that is held here, and so has its past.
    fn peer_has(&mut self, name: Name) {
        if self.known.len() < limit::KNOWN_MAX {
            self.known.insert(name.id);
            if let Some(prev) = name.prev {
                self.known.remove(&prev);
            }
        }
    }

    /// The next frame to send; `None` until a frame was heard, a wish was settled or something is fresh.
    ///
    /// Asked for when the wire can take one, so that nothing piles up: acts are looked up when they are sent.
    pub fn next_frame(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Vec<u8>> {
        if self.breach.is_some() {
            return None;
        }
        match self.telling {
            Stage::Hello => Some(self.hello(holdings)),
            _ if self.hearing == Stage::Hello => None,
            Stage::Heads => Some(self.heads()),
            Stage::Notes => Some(self.notes()),
            Stage::Held if self.hearing > Stage::Heads => Some(self.held()),
            Stage::Open if self.hearing == Stage::Open => self
                .question()
                .or_else(|| self.acts(holdings))
                .or_else(|| self.notes.next(holdings).map(|note| Frame::Note(&note).write()))
                .or_else(|| self.serving.next(holdings))
                .or_else(|| self.asking.next(holdings).map(|part| Frame::Want(part).write()))
                .or_else(|| self.state(holdings)),
            Stage::Held | Stage::Open => None,
        }
    }

    fn hello(&mut self, holdings: &(impl Holdings + ?Sized)) -> Vec<u8> {
        let mut heads = holdings.heads();
        heads.sort_unstable();
        let notes = note::exchanged(holdings);
        let digest = digest_of(&heads, hash_of_notes(&notes));
        self.snapshot = Snapshot { heads, notes, told: 0 };
        (self.told, self.changed) = (Some(digest), false);
        self.telling = Stage::Heads;
        self.asking.fresh();
        self.notes.fresh();
        if self.heard.is_some() {
            self.compare();
        }
        Frame::Hello(Hello { mechanism: self.mechanism, digest }).write()
    }

    fn heads(&mut self) -> Vec<u8> {
        let left = &self.snapshot.heads[self.snapshot.told..];
        let heads = left[..left.len().min(FRAME_HEADS_MAX)].to_vec();
        let last = heads.len() == left.len();
        self.snapshot.told += heads.len();
        if last {
            self.snapshot.told = 0;
            self.telling = Stage::Notes;
        }
        Frame::Heads { last, heads }.write()
    }

    fn notes(&mut self) -> Vec<u8> {
        let left = &self.snapshot.notes[self.snapshot.told..];
        let hashes = left[..left.len().min(FRAME_HASHES_MAX)].to_vec();
        let last = hashes.len() == left.len();
        self.snapshot.told += hashes.len();
        if last {
            self.snapshot.notes = Vec::new();
            self.telling = Stage::Held;
        }
        Frame::Notes { last, hashes }.write()
    }

    fn held(&mut self) -> Vec<u8> {
        let held = std::mem::take(&mut self.held);
        let byte = |eight: &[bool]| eight.iter().enumerate().fold(0, |byte, (at, held)| byte | u8::from(*held) << (7 - at));
        self.telling = Stage::Open;
        Frame::Held(&held.chunks(8).map(byte).collect::<Vec<u8>>()).write()
    }

    /// The next acts that the peer lacks, as many as a frame takes.
    fn acts(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Vec<u8>> {
        let (mut envelopes, mut bytes) = (Vec::new(), 0);
        loop {
            if self.queue.is_empty() && self.acts_due {
                self.queue = holdings.lacking(&self.known, limit::LACKING_MAX).into();
                self.acts_due = !self.queue.is_empty();
            }
            let Some(id) = self.queue.front() else { break };
            let envelope = holdings.envelope(id).filter(|envelope| envelope.len() <= ENVELOPE_BYTES_MAX);
            let named = envelope.and_then(|envelope| name_of(&envelope).filter(|name| name.id == *id).map(|name| (name, envelope)));
            let Some((name, envelope)) = named else {
                // Without it, what follows would have gaps.
                self.queue.clear();
                self.acts_due = false;
                break;
            };
            if bytes + envelope.len() + 5 > FRAME_ACTS_BYTES_MAX {
                break;
            }
            self.queue.pop_front();
            self.known.insert(name.id);
            if let Some(prev) = name.prev {
                self.known.remove(&prev);
            }
            bytes += envelope.len() + 5;
            envelopes.push(envelope);
        }
        (!envelopes.is_empty()).then(|| Frame::Acts(envelopes.iter().map(Vec::as_slice).collect()).write())
    }

    fn question(&mut self) -> Option<Vec<u8>> {
        if !self.question.due || self.question.open {
            return None;
        }
        self.question = Question { due: false, open: true };
        Some(Frame::Ask.write())
    }

    /// The digest of what is held now, once all that came is kept and all that was lacking is sent, if it is a new one or the
    /// peer has asked for it.
    fn state(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Vec<u8>> {
        if !(self.changed || self.asked) || !self.waiting.is_empty() {
            return None;
        }
        self.changed = false;
        let mut heads = holdings.heads();
        heads.sort_unstable();
        let digest = digest_of(&heads, hash_of_notes(&note::exchanged(holdings)));
        let is_new = self.told.replace(digest) != Some(digest);
        match std::mem::take(&mut self.asked) {
            true => Some(Frame::Now(digest).write()),
            false => is_new.then(|| Frame::State(digest).write()),
        }
    }
}

/// Leaves as many heads as may be told, of one feed and in all. Heads are sorted by feed.
fn trim(heads: &mut Vec<Head>) {
    let (mut feed, mut count) = (Id::ZERO, 0);
    heads.retain(|head| {
        count = if head.feed == feed { count + 1 } else { 1 };
        feed = head.feed;
        count <= limit::FEED_HEADS_MAX
    });
    heads.truncate(limit::HEADS_MAX);
}

/// The id of the act in an envelope, and of the act before it; `None` if the bytes do not look like an act.
///
/// No verdict: the host turns such bytes away. Only fields 0 to 3 of the payload are looked at.
fn name_of(envelope: &[u8]) -> Option<Name> {
    let envelope = Envelope::read(envelope).ok()?;
    let mut d = Decoder::new(envelope.payload);
    let fields = d.map().ok()??;
    let mut prev = None;
    for _ in 0..fields {
        match d.u64().ok()? {
            0..=2 => d.skip().ok()?,
            3 => prev = Some(d.decode().ok()?),
            _ => break,
        }
    }
    Some(Name { id: envelope.id(), prev })
}
