//! Decisions: what was put in a session, what came of it, who joined and who objected.

use alternat::decision::{self, State};
use alternat::graph::Ix;
use alternat::kind::{Agenda, Close, Convening, Kind, Number, Objection, Outcome, Position, Put, Recognition, Stance, Text};
use alternat::words::Code;
use serde::Serialize;

use crate::basis::Mark;
use crate::moment::Moment;
use crate::scene::{Named, Scene, Version};
use crate::statement;
use crate::words::Locale;

/// One decision that was put.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// What it is about.
    pub subject: Subject,
    /// What came of it.
    pub came: Came,
    /// When it was closed, by the word of whoever did; `None` where it is not, or not once.
    pub closed_at: Option<Moment>,
    /// Its numbers, as symbols; none before it is numbered.
    pub symbols: Vec<String>,
    /// Each party on the roster and its stances; none where it took none.
    pub stances: Vec<StanceOf>,
    /// The objections made, withdrawn or not.
    pub objections: Vec<ObjectionOf>,
    /// The language versions of the text, the one to read first.
    pub versions: Vec<Version>,
    /// What its outcome rests on; what its being put rests on, while it is open.
    pub mark: Option<Mark>,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A text, by its title.
    Text {
        /// The title.
        title: String,
        /// Who tabled it.
        tabled_by: Option<Named>,
    },
    /// The agenda.
    Agenda,
    /// The recognition of a party's new root.
    Recognition {
        /// The party.
        party: Named,
    },
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// Not closed.
    Open,
    /// Adopted.
    Adopted,
    /// Not adopted.
    NotAdopted,
    /// Closed more than once, and a final seal counts none of the closes.
    Void,
    /// Closed more than once; the next seal says which close counts.
    Disputed,
}

/// A party and its stance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StanceOf {
    /// The party.
    pub party: Named,
    /// Its current stances: none where it took none, two where it says two things.
    pub stances: Vec<Stance>,
    /// What the first of them rests on.
    pub mark: Option<Mark>,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectionOf {
    /// The party.
    pub party: Named,
    /// The reason, if one was given.
    pub reason: Option<String>,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

/// The decisions of a session, in the order in which they were put.
pub fn of_session(scene: &Scene, session: Ix) -> Vec<Decision> {
    scene.in_order(scene.window.filed(session, Kind::Put)).into_iter().filter_map(|put| read(scene, put)).collect()
}

/// Whether an agenda was adopted.
pub fn is_adopted(scene: &Scene, subject: Ix) -> bool {
    decision::adopted_on(scene.window, subject)
}

/// One decision, by its put; `None` for an act of another kind.
pub fn read(scene: &Scene, put: Ix) -> Option<Decision> {
    let ground = scene.window.ground;
    let body = ground.body::<Put>(put)?;
    let about = ground.graph.find(&body.subject)?;
    let (came, closes) = match decision::state(scene.window, put) {
        State::Open => (Came::Open, vec![]),
        State::Closed { close, outcome: Outcome::Adopted } => (Came::Adopted, vec![close]),
        State::Closed { close, outcome: Outcome::NotAdopted } => (Came::NotAdopted, vec![close]),
        State::Void => (Came::Void, vec![]),
        State::Disputed(closes) => (Came::Disputed, closes),
    };
    let roster = decision::roster(scene.window, put);
    let positions = scene.in_order(scene.window.current(put, Kind::Position));
    let stances = scene.parties(&roster).into_iter().map(|party| {
        let own: Vec<Ix> = positions.iter().copied().filter(|ix| scene.party_of(*ix).as_ref() == Some(&party)).collect();
        StanceOf {
            stances: own.iter().filter_map(|ix| ground.body::<Position>(*ix)).map(|body| body.stance.clone()).collect(),
            mark: own.first().and_then(|ix| scene.mark(*ix)),
            party,
        }
    });
    let numbers = closes.iter().flat_map(|close| scene.in_order(scene.window.filed(*close, Kind::Number)));
    Some(Decision {
        subject: subject(scene, about)?,
        came,
        closed_at: if let [close] = closes[..] { scene.moment(close) } else { None },
        symbols: numbers.filter_map(|ix| symbol(scene, ix)).collect(),
        stances: stances.collect(),
        objections: objections(scene, put),
        versions: ground.body::<Text>(about).map(|text| scene.versions(about, &text.expressions)).unwrap_or_default(),
        mark: scene.mark(closes.first().copied().unwrap_or(put)),
    })
}

/// What a decision that was put is about.
pub fn of_put(scene: &Scene, put: Ix) -> Option<Subject> {
    let ground = scene.window.ground;
    subject(scene, ground.graph.find(&ground.body::<Put>(put)?.subject)?)
}

fn subject(scene: &Scene, about: Ix) -> Option<Subject> {
    let ground = scene.window.ground;
    if let Some(text) = ground.body::<Text>(about) {
        let title = text.title.best(&scene.reader.lang).to_string();
        return Some(Subject::Text { title, tabled_by: scene.party_of(about) });
    }
    if ground.body::<Agenda>(about).is_some() {
        return Some(Subject::Agenda);
    }
    ground.body::<Recognition>(about).map(|body| Subject::Recognition { party: scene.named(&body.party) })
}

/// The document symbol of a number, such as `CFR.DEC/1`.
pub fn symbol(scene: &Scene, number: Ix) -> Option<String> {
    let body = scene.window.ground.body::<Number>(number)?;
    Some(format!("{}.{}/{}", scene.charter.symbol, body.series, body.number))
}

/// What an adopted close is called: its symbol, otherwise the title of what was put.
pub fn name_of_close(scene: &Scene, close: Ix) -> Option<String> {
    let number = scene.in_order(scene.window.filed(close, Kind::Number)).into_iter().next();
    if let Some(symbol) = number.and_then(|number| symbol(scene, number)) {
        return Some(symbol);
    }
    let put = scene.window.ground.graph.find(&scene.window.ground.body::<Close>(close)?.put)?;
    let about = scene.window.ground.graph.find(&scene.window.ground.body::<Put>(put)?.subject)?;
    scene.window.ground.body::<Text>(about).map(|text| text.title.best(&scene.reader.lang).to_string())
}

/// The session in which a decision was put.
pub fn session_of_close<'a>(scene: &'a Scene, close: Ix) -> Option<(Ix, &'a Convening)> {
    let put = scene.window.ground.graph.find(&scene.window.ground.body::<Close>(close)?.put)?;
    let session = scene.window.ground.graph.find(&scene.window.ground.body::<Put>(put)?.session)?;
    scene.window.ground.body::<Convening>(session).map(|body| (session, body))
}

fn objections(scene: &Scene, put: Ix) -> Vec<ObjectionOf> {
    let objection = |ix: Ix| {
        let body = scene.window.ground.body::<Objection>(ix)?;
        Some(ObjectionOf {
            party: scene.party_of(ix)?,
            reason: body.reason.as_ref().map(|reason| reason.best(&scene.reader.lang).into()),
            is_withdrawn: scene.window.any_filed(ix, Kind::Withdrawal),
        })
    };
    scene.in_order(scene.window.filed(put, Kind::Objection)).into_iter().filter_map(objection).collect()
}

impl Subject {
    /// What a decision on it is called.
    pub fn title(&self, locale: &Locale) -> String {
        match self {
            Subject::Text { title, .. } => locale.say("decision-text", &[("title", title)]),
            Subject::Agenda => locale.word("decision-agenda"),
            Subject::Recognition { party } => locale.say("decision-recognition", &[("party", &party.name)]),
        }
    }
}

impl Decision {
    /// Its lines: what and what came of it; who objected; who joined and who said more; how the text begins.
    pub fn lines(&self, lang: &str, locale: &Locale) -> Vec<String> {
        let title = self.subject.title(locale);
        let symbol = locale.list(&self.symbols);
        let on = Moment::on(&self.closed_at, locale);
        let values = [("title", title.as_str()), ("symbol", symbol.as_str()), ("on", on.as_str())];
        let head = match (self.came, self.symbols.is_empty()) {
            (Came::Open, _) => locale.say("decision-open", &values),
            (Came::Adopted, true) => locale.say("decision-adopted", &values),
            (Came::Adopted, false) => locale.say("decision-numbered", &values),
            (Came::NotAdopted, _) => locale.say("decision-not-adopted", &values),
            (Came::Void, _) => locale.say("decision-void", &values),
            (Came::Disputed, _) => locale.say("decision-disputed", &values),
        };
        let mut lines = vec![format!("{head}{}", Mark::said(self.mark, locale))];
        for objection in &self.objections {
            let reason = objection.reason.as_deref().unwrap_or_default();
            let values = [("party", objection.party.name.as_str()), ("words", reason)];
            let line = match (&objection.reason, objection.is_withdrawn) {
                (Some(_), false) => locale.say("objected-because", &values),
                (Some(_), true) => locale.say("objected-because-and-withdrew", &values),
                (None, false) => locale.say("objected", &values),
                (None, true) => locale.say("objected-and-withdrew", &values),
            };
            lines.push(format!("  {line}"));
        }
        lines.extend(self.positions(lang, locale).into_iter().map(|line| format!("  {line}")));
        lines.extend(statement::versions(&self.versions, locale).into_iter().map(|line| format!("  {line}")));
        lines
    }

    /// Who joined, who said more than that, and who said nothing.
    fn positions(&self, lang: &str, locale: &Locale) -> Vec<String> {
        let names = |pick: &dyn Fn(&StanceOf) -> bool| -> Vec<String> {
            self.stances.iter().filter(|of| pick(of)).map(|of| of.party.name.clone()).collect()
        };
        let mut lines = vec![];
        let joined = names(&|of| of.stances.contains(&Stance::Joins));
        if !joined.is_empty() {
            let mark = self.stances.iter().find(|of| of.stances.contains(&Stance::Joins)).and_then(|of| of.mark);
            lines.push(format!("{}{}", locale.say("joined", &[("parties", &locale.list(&joined))]), Mark::said(mark, locale)));
        }
        for of in &self.stances {
            let said = of.stances.iter().filter_map(|stance| {
                let party = ("party", of.party.name.as_str());
                Some(match stance {
                    Stance::Joins => return None,
                    Stance::JoinsWith { statement } => locale.say("joined-with", &[party, ("words", statement.best(lang))]),
                    Stance::Reserves { on } => locale.say("reserved", &[party, ("words", on.best(lang))]),
                    Stance::Dissociates { from } => locale.say("dissociated", &[party, ("words", from.best(lang))]),
                    Stance::Absent => locale.say("absent", &[party]),
                    Stance::NotParticipating => locale.say("not-participating", &[party]),
                })
            });
            lines.extend(said);
        }
        let objecting: Vec<&Code> = self.objections.iter().map(|objection| &objection.party.code).collect();
        let silent = names(&|of| of.stances.is_empty() && !objecting.contains(&&of.party.code));
        if silent.len() == self.stances.len() {
            lines.push(locale.word("no-position-at-all"));
        } else if !silent.is_empty() {
            lines.push(locale.say("no-position", &[("parties", &locale.list(&silent))]));
        }
        lines
    }
}
