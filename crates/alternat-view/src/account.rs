//! The account of a session: what it was, who took part, what came of it, and whether that is settled.

use alternat::graph::Ix;
use alternat::kind::{Account as Published, Agenda, Convening, Demonstration, Kind, Source};
use alternat::refusal::Standing;
use alternat::window::Window;
use alternat::words::Day;
use serde::Serialize;

use crate::basis::{self, Footing, Mark};
use crate::chair::{self, Next};
use crate::commitment::{self, Owed};
use crate::decision::{self, Decision};
use crate::delegation::{self, Delegation};
use crate::moment::Moment;
use crate::reader::Reader;
use crate::scene::{Named, Scene, Shelf};
use crate::seal::{self, Sealed};
use crate::statement::{self, Paper, Spoken};
use crate::words::{Calendar, Locale, Value};

/// One session, as one reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Account {
    /// The interface language.
    pub lang: String,
    /// The calendar in which days are said besides.
    #[serde(skip)]
    pub calendar: Option<Calendar>,
    /// Whether, and how, the whole is a demonstration.
    pub demonstration: Option<Demonstration>,
    /// The mechanism's name.
    pub mechanism: String,
    /// How it was convened.
    pub convened: Convened,
    /// Who took part.
    pub delegations: Vec<Delegation>,
    /// The parties without credentials for this session.
    pub without_credentials: Vec<Named>,
    /// The observers that the charter names.
    pub observers: Vec<String>,
    /// Whether the session was opened, and what that rests on.
    pub opened: Option<Step>,
    /// The agendas that are current; two are shown as two.
    pub agendas: Vec<Items>,
    /// Who spoke.
    pub statements: Vec<Spoken>,
    /// What came in on paper.
    pub papers: Vec<Paper>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// Who owes what.
    pub commitments: Vec<Owed>,
    /// What others published of the session.
    pub published: Vec<Press>,
    /// Whether the session was closed, and what was said of a next meeting.
    pub closed: Option<Step>,
    /// Who chairs next.
    pub next: Next,
    /// Whether it is sealed.
    pub sealed: Sealed,
    /// How many acts of the whole record do not stand.
    pub refused: usize,
    /// How many acts of the whole record are of a kind that this software does not know.
    pub unknown: usize,
    /// What each act of a reconstruction rests on.
    pub footings: Vec<Footing>,
}

/// A section of an account: its title, and its lines; a line that begins with two blanks belongs to the one above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The title.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// How a session was convened: who, on whose initiative, and the rest, each a fact of its own (practice R1.9).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Convened {
    /// The organ.
    pub organ: String,
    /// The session's number in it.
    pub number: u32,
    /// The party that convened it.
    pub by: Option<Named>,
    /// Who signed that.
    pub signer: Option<String>,
    /// On whose initiative.
    pub initiators: Vec<Named>,
    /// Who co-ordinates.
    pub coordinator: Option<Named>,
    /// Who hosts.
    pub host: Option<Named>,
    /// Who chairs.
    pub chair: Option<Named>,
    /// Where.
    pub place: String,
    /// The first day.
    pub from: Day,
    /// The last day, if there is more than one.
    pub to: Option<Day>,
    /// When it was convened, by the word of whoever did.
    pub at: Option<Moment>,
    /// What it rests on.
    pub mark: Option<Mark>,
}

/// The opening or the closing of a session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Who did it.
    pub by: Option<Named>,
    /// When, by the author's word.
    pub at: Option<Moment>,
    /// What was said of the next meeting, at a closing.
    pub next_meeting: Option<String>,
    /// What it rests on.
    pub mark: Option<Mark>,
}

/// An agenda.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Items {
    /// The items, numbered from 1 in this order.
    pub items: Vec<String>,
    /// Whether a decision adopted it.
    pub is_adopted: bool,
    /// What it rests on.
    pub mark: Option<Mark>,
}

/// A published account of the session, by whoever wrote it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Press {
    /// The party whose press or office it is.
    pub of: Option<Named>,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where.
    pub address: String,
    /// When.
    pub published_on: Option<Day>,
    /// In which language.
    pub lang: String,
    /// What it says, in a sentence of the party that filed it.
    pub summary: Option<String>,
    /// What the act rests on.
    pub mark: Option<Mark>,
}

/// The sessions of a mechanism, in the order in which they were convened.
pub fn sessions(window: &Window, reader: &Reader, shelf: &dyn Shelf) -> Vec<Account> {
    let Some(scene) = Scene::of(window, reader, shelf) else { return vec![] };
    let convened = window.charter().map(|charter| window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
    scene.in_order(convened).into_iter().filter_map(|ix| Account::read(&scene, ix)).collect()
}

impl Account {
    /// The account of the session with this convening; `None` where the window shows no such session.
    pub fn of(window: &Window, session: Ix, reader: &Reader, shelf: &dyn Shelf) -> Option<Account> {
        if !window.counts(session) {
            return None;
        }
        Account::read(&Scene::of(window, reader, shelf)?, session)
    }

    fn read(scene: &Scene, session: Ix) -> Option<Account> {
        let body = scene.window.ground.body::<Convening>(session)?;
        let delegations = delegation::of_session(scene, session);
        let without = scene.window.roster().into_iter().filter(|code| !delegations.iter().any(|of| of.party.code == *code));
        let closings = scene.in_order(scene.window.filed(session, Kind::Closing));
        let openings = scene.in_order(scene.window.filed(session, Kind::Opening));
        // A session is settled when its end is; while it lasts, when everything that was done in it is.
        let last = if closings.is_empty() { acts_of(scene, session) } else { closings.clone() };
        Some(Account {
            lang: scene.reader.lang.clone(),
            calendar: scene.reader.calendar,
            demonstration: scene.charter.demonstration,
            mechanism: scene.charter.name.best(&scene.reader.lang).into(),
            convened: convened(scene, session, body),
            without_credentials: scene.parties(&without.collect::<Vec<_>>()),
            delegations,
            observers: scene.charter.observers.iter().map(|name| name.best(&scene.reader.lang).to_string()).collect(),
            opened: openings.first().map(|ix| step(scene, *ix)),
            agendas: scene.in_order(scene.window.current(session, Kind::Agenda)).into_iter().filter_map(|ix| items(scene, ix)).collect(),
            statements: statement::of_session(scene, session),
            papers: statement::papers(scene, session),
            decisions: decision::of_session(scene, session),
            commitments: commitment::of_session(scene, session),
            published: scene.in_order(scene.window.filed(session, Kind::Account)).into_iter().filter_map(|ix| press(scene, ix)).collect(),
            closed: closings.first().map(|ix| step(scene, *ix)),
            next: chair::after(scene, body),
            sealed: seal::of(scene, &last),
            refused: count(scene, |standing| matches!(standing, Standing::Refused(_))),
            unknown: count(scene, |standing| standing == Standing::Unknown),
            footings: footings(scene),
        })
    }

    /// The account as plain text, in the reader's language, lines ended by U+000A.
    ///
    /// Values that run the other way than the language are isolated (U+2068, U+2069).
    pub fn text(&self) -> String {
        let locale = Locale::of(&self.lang).beside(self.calendar);
        let mut lines: Vec<String> =
            basis::banner(self.demonstration, &locale).into_iter().flat_map(|banner| [banner, String::new()]).collect();
        lines.push(locale.say("mechanism", &[("name", &self.mechanism)]));
        lines.extend(self.head());
        for section in self.sections() {
            lines.extend([String::new(), section.title]);
            lines.extend(section.lines.into_iter().map(|line| format!("  {line}")));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Which session it was.
    pub fn title(&self) -> String {
        self.convened.title(&Locale::of(&self.lang).beside(self.calendar))
    }

    /// Which session it was; where and when.
    pub fn head(&self) -> [String; 2] {
        let locale = Locale::of(&self.lang).beside(self.calendar);
        [self.convened.title(&locale), self.convened.place_and_day(&locale)]
    }

    /// What there is to say, by sections; a section of which nothing is to be said is left out.
    pub fn sections(&self) -> Vec<Section> {
        let locale = Locale::of(&self.lang).beside(self.calendar);
        let all = [
            ("section-convened", self.convened.lines(self.demonstration, &locale).into_iter().chain(self.held_lines(&locale)).collect()),
            ("section-delegations", self.delegation_lines(&locale)),
            ("section-agenda", self.agenda_lines(&locale)),
            ("section-statements", self.statements.iter().flat_map(|spoken| spoken.lines(&locale)).collect()),
            ("section-papers", self.papers.iter().flat_map(|paper| paper.lines(&locale)).collect()),
            ("section-decisions", self.decisions.iter().flat_map(|decision| decision.lines(&self.lang, &locale)).collect()),
            ("section-commitments", self.commitments.iter().flat_map(|owed| owed.lines(&locale)).collect()),
            ("section-published", self.published.iter().flat_map(|press| press.lines(&locale)).collect()),
            ("section-next", self.next_lines(&locale)),
            ("section-seal", self.sealed.lines(&locale).into_iter().chain(self.aside(&locale)).collect()),
            ("section-since", self.since_lines(&locale)),
            ("section-footings", basis::lines(&self.footings, &locale)),
        ];
        let said = all.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty());
        said.map(|(title, lines)| Section { title: locale.word(title), lines }).collect()
    }

    /// Who opened and who closed the session; how it stands, where one of these was not done.
    fn held_lines(&self, locale: &Locale) -> Vec<String> {
        let step = |step: &Step, by: &str, presumed: &str| {
            let said = match (step.mark, &step.by) {
                (Some(Mark::Presumed), _) | (_, None) => locale.word(presumed),
                (_, Some(party)) => locale.say(by, &[("party", &party.name)]),
            };
            format!("{said}{}{}", Moment::on_at(&step.at, locale), Mark::said(step.mark, locale))
        };
        let opened = self.opened.as_ref().map(|opened| step(opened, "opened-by", "opened-presumed"));
        let closed = self.closed.as_ref().map(|closed| step(closed, "closed-by", "closed-presumed"));
        let stands = match (&opened, &closed) {
            (_, Some(_)) => None,
            (Some(_), None) => Some(locale.word("session-open")),
            (None, None) => Some(locale.word("session-not-opened")),
        };
        opened.into_iter().chain(closed).chain(stands).collect()
    }

    fn delegation_lines(&self, locale: &Locale) -> Vec<String> {
        let mut lines: Vec<String> = self.delegations.iter().flat_map(|delegation| delegation.lines(locale)).collect();
        if !self.without_credentials.is_empty() {
            lines.push(locale.say("without-credentials", &[("parties", &names(&self.without_credentials, locale))]));
        }
        if !self.observers.is_empty() {
            lines.push(locale.say("observers", &[("names", &locale.list(&self.observers))]));
        }
        lines
    }

    fn agenda_lines(&self, locale: &Locale) -> Vec<String> {
        let mut lines = vec![];
        for agenda in &self.agendas {
            let mark = Mark::said(agenda.mark, locale);
            let values = [("mark", mark.as_str())];
            let state = if agenda.is_adopted { locale.say("agenda-adopted", &values) } else { locale.say("agenda-not-adopted", &values) };
            lines.push(state);
            for (at, item) in agenda.items.iter().enumerate() {
                lines.push(locale.say("agenda-item", &[("number", Value::from(at + 1)), ("item", Value::from(item))]));
            }
        }
        lines
    }

    /// What is in the record and not in this account.
    fn aside(&self, locale: &Locale) -> Vec<String> {
        let mut lines = vec![];
        if self.refused > 0 {
            lines.push(locale.say("acts-refused", &[("count", self.refused)]));
        }
        if self.unknown > 0 {
            lines.push(locale.say("acts-unknown", &[("count", self.unknown)]));
        }
        lines
    }

    fn next_lines(&self, locale: &Locale) -> Vec<String> {
        let meeting = self.closed.as_ref().and_then(|step| step.next_meeting.as_deref());
        let said = meeting.map(|words| locale.say("next-meeting", &[("words", words)]));
        said.into_iter().chain(self.next.lines(locale)).collect()
    }

    /// What became of it all after the session: no part of what happened there.
    fn since_lines(&self, locale: &Locale) -> Vec<String> {
        let of_commitments = self.commitments.iter().flat_map(|owed| owed.since(self.closed.is_some(), locale));
        of_commitments.chain(self.next.since(locale)).collect()
    }
}

fn count(scene: &Scene, is: impl Fn(Standing) -> bool) -> usize {
    let ground = scene.window.ground;
    ground.graph.members(&scene.window.clock).filter(|ix| is(ground.fact(*ix).standing)).count()
}

/// Every act filed under a session.
pub(crate) fn acts_of(scene: &Scene, session: Ix) -> Vec<Ix> {
    Kind::ALL.iter().flat_map(|kind| scene.window.filed(session, *kind)).chain([session]).collect()
}

/// What every standing act rests on; empty outside a reconstruction.
pub(crate) fn footings(scene: &Scene) -> Vec<Footing> {
    if !scene.is_reconstruction() {
        return vec![];
    }
    let members: Vec<Ix> = scene.window.ground.graph.members(&scene.window.clock).filter(|ix| scene.window.counts(*ix)).collect();
    // Keys and agreements rest on the same words, one like the other; the charter speaks for them.
    let speaks = |ix: &Ix| {
        let kind = Kind::of_tag(scene.window.ground.fact(*ix).tag);
        !matches!(kind, None | Some(Kind::Inception | Kind::Accession | Kind::Accreditation | Kind::SealAgreement))
    };
    basis::footings(scene, members.into_iter().filter(speaks).collect())
}

pub(crate) fn convened(scene: &Scene, session: Ix, body: &Convening) -> Convened {
    let lang = &scene.reader.lang;
    let named = |code: &Option<alternat::words::Code>| code.as_ref().map(|code| scene.named(code));
    Convened {
        organ: scene.organ(&body.organ),
        number: body.number,
        by: scene.party_of(session),
        signer: scene.signer_of(session),
        initiators: scene.parties(&body.initiators),
        coordinator: named(&body.coordinator),
        host: named(&body.host),
        chair: named(&body.chair),
        place: body.place.best(lang).into(),
        from: body.from.clone(),
        to: body.to.clone(),
        at: scene.moment(session),
        mark: scene.mark(session),
    }
}

pub(crate) fn step(scene: &Scene, ix: Ix) -> Step {
    let closing = scene.window.ground.body::<alternat::kind::Closing>(ix);
    Step {
        by: scene.party_of(ix),
        at: scene.moment(ix),
        next_meeting: closing.and_then(|body| body.next.as_ref()).map(|next| next.best(&scene.reader.lang).into()),
        mark: scene.mark(ix),
    }
}

pub(crate) fn items(scene: &Scene, ix: Ix) -> Option<Items> {
    let body = scene.window.ground.body::<Agenda>(ix)?;
    Some(Items {
        items: body.items.iter().map(|item| item.best(&scene.reader.lang).to_string()).collect(),
        is_adopted: decision::is_adopted(scene, ix),
        mark: scene.mark(ix),
    })
}

pub(crate) fn press(scene: &Scene, ix: Ix) -> Option<Press> {
    let ground = scene.window.ground;
    let lang = &scene.reader.lang;
    let body = ground.body::<Published>(ix)?;
    let source = ground.body::<Source>(ground.graph.find(&body.source)?)?;
    Some(Press {
        of: body.of.as_ref().map(|code| scene.named(code)),
        publisher: source.publisher.best(lang).into(),
        title: source.title.best(lang).into(),
        address: source.address.clone(),
        published_on: source.published_on.clone(),
        lang: source.lang.0.clone(),
        summary: body.summary.as_ref().map(|summary| summary.best(lang).into()),
        mark: scene.mark(ix),
    })
}

impl Convened {
    /// Which session it was.
    pub fn title(&self, locale: &Locale) -> String {
        locale.say("session", &[("organ", Value::from(&self.organ)), ("number", Value::from(self.number))])
    }

    /// Where and when.
    pub fn place_and_day(&self, locale: &Locale) -> String {
        let when = match &self.to {
            Some(to) => locale.say("days", &[("from", &locale.day(&self.from.0)), ("to", &locale.day(&to.0))]),
            None => locale.day(&self.from.0),
        };
        format!("{}{}", locale.say("place-and-day", &[("place", &self.place), ("when", &when)]), Mark::said(self.mark, locale))
    }

    /// The facts of the convening, each said even where it is not known.
    pub fn lines(&self, demonstration: Option<Demonstration>, locale: &Locale) -> Vec<String> {
        let unknown = match demonstration {
            Some(Demonstration::Reconstruction) => locale.word("not-reported"),
            _ => locale.word("not-named"),
        };
        let one = |party: &Option<Named>| party.as_ref().map_or(unknown.clone(), |party| party.name.clone());
        let initiators = if self.initiators.is_empty() { unknown.clone() } else { names(&self.initiators, locale) };
        let by = one(&self.by);
        let on = Moment::on(&self.at, locale);
        let convened = match &self.signer {
            // A reconstruction knows whose key entered the act, and no more.
            Some(signer) if demonstration == Some(Demonstration::Reconstruction) => {
                locale.say("convened-not-reported", &[("signer", signer)])
            }
            Some(signer) => locale.say("convened-by-signer", &[("party", &by), ("on", &on), ("signer", signer)]),
            None => locale.say("convened-by", &[("party", &by), ("on", &on)]),
        };
        vec![
            convened,
            locale.say("initiated-by", &[("parties", &initiators)]),
            locale.say("coordinated-by", &[("party", &one(&self.coordinator))]),
            locale.say("hosted-by", &[("party", &one(&self.host))]),
            locale.say("chaired-by", &[("party", &one(&self.chair))]),
        ]
    }
}

impl Press {
    /// Its lines: whose it is; who published it, when, where; what it says.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let of = match &self.of {
            Some(party) => locale.say("published-of", &[("party", &party.name)]),
            None => locale.word("published-of-nobody"),
        };
        let language = locale.language(&self.lang);
        let values = [("publisher", self.publisher.as_str()), ("title", self.title.as_str()), ("language", language.as_str())];
        let mut lines = vec![format!("{of}{}", Mark::said(self.mark, locale)), format!("  {}", locale.say("published-by", &values))];
        if let Some(day) = &self.published_on {
            lines.push(format!("  {}", locale.say("published-on", &[("day", &locale.day(&day.0))])));
        }
        lines.push(format!("  {}", locale.say("published-at", &[("address", &self.address)])));
        lines.extend(self.summary.as_ref().map(|summary| format!("  {}", locale.say("published-says", &[("words", summary)]))));
        lines
    }
}

fn names(parties: &[Named], locale: &Locale) -> String {
    locale.list(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>())
}
