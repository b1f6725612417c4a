//! Commitments: who owes what, by when, and how far each says that it is.

use alternat::graph::Ix;
use alternat::kind::{Commitment, CommitmentKind, Dispute, Due, Kind, ReportStatus, commitment, report};
use serde::Serialize;

use crate::basis::Mark;
use crate::decision;
use crate::moment::Moment;
use crate::scene::{Named, Scene};
use crate::words::{Locale, Value};

/// One commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Owed {
    /// The decision it comes from: its symbol, otherwise its title.
    pub decision: Option<String>,
    /// The paragraph, from 1.
    pub paragraph: Option<u32>,
    /// What kind of thing.
    pub kind: CommitmentKind,
    /// What.
    pub what: String,
    /// Who answers for it, and how far each is.
    pub responsible: Vec<Progress>,
    /// Who co-ordinates.
    pub coordinator: Option<Named>,
    /// By when.
    pub due: Due,
    /// What the act rests on.
    pub mark: Option<Mark>,
}

/// How far one party is, by its own word; others only comment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// The party.
    pub party: Named,
    /// Its current reports: none where it has not reported, two where it says two things.
    pub reports: Vec<Reported>,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reported {
    /// How far.
    pub status: ReportStatus,
    /// In words.
    pub words: String,
    /// When, by its author's word.
    pub at: Option<Moment>,
    /// What other parties say of it, in the order in which they did.
    pub comments: Vec<Comment>,
}

/// What another party says of a report: it acknowledges it, or disputes it with a reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comment {
    /// The party.
    pub party: Named,
    /// Why it disputes the report; `None` where it acknowledges it.
    pub disputes: Option<String>,
    /// When, by its author's word.
    pub at: Option<Moment>,
}

/// The commitments that were undertaken in a session, in the order in which they were noted.
pub fn of_session(scene: &Scene, session: Ix) -> Vec<Owed> {
    let ground = scene.window.ground;
    let is_here = |ix: &Ix| {
        let close = ground.body::<Commitment>(*ix).and_then(|body| ground.graph.find(&body.decision));
        close.and_then(|close| decision::session_of_close(scene, close)).is_some_and(|(of, _)| of == session)
    };
    let here = commitment::all(scene.window).into_iter().map(|(ix, _)| ix).filter(is_here).collect();
    scene.in_order(here).into_iter().filter_map(|ix| read(scene, ix)).collect()
}

/// One commitment; `None` for an act of another kind.
pub fn read(scene: &Scene, ix: Ix) -> Option<Owed> {
    let ground = scene.window.ground;
    let body = ground.body::<Commitment>(ix)?;
    Some(Owed {
        decision: decision::name_of_close(scene, ground.graph.find(&body.decision)?),
        paragraph: body.paragraph,
        kind: body.kind,
        what: body.what.best(&scene.reader.lang).into(),
        responsible: scene.parties(&body.responsible).into_iter().map(|party| progress(scene, ix, party)).collect(),
        coordinator: body.coordinator.as_ref().map(|code| scene.named(code)),
        due: body.due.clone(),
        mark: scene.mark(ix),
    })
}

fn progress(scene: &Scene, commitment: Ix, party: Named) -> Progress {
    let comment = |ix: Ix| {
        let disputes = scene.window.ground.body::<Dispute>(ix).map(|body| body.reason.best(&scene.reader.lang).into());
        Some(Comment { party: scene.party_of(ix)?, disputes, at: scene.moment(ix) })
    };
    let comments = |report: Ix| {
        let of = |kind| scene.window.filed(report, kind);
        scene.in_order([of(Kind::Acknowledgement), of(Kind::Dispute)].concat()).into_iter().filter_map(comment).collect()
    };
    let current: Vec<Ix> = report::of(scene.window, commitment, &party.code).into_iter().map(|(ix, _)| ix).collect();
    let reported = |ix: Ix| {
        let body = scene.window.ground.body::<alternat::kind::Report>(ix)?;
        Some(Reported {
            status: body.status,
            words: body.words.best(&scene.reader.lang).into(),
            at: scene.moment(ix),
            comments: comments(ix),
        })
    };
    Progress { reports: scene.in_order(current).into_iter().filter_map(reported).collect(), party }
}

/// By when something is due, in words.
pub fn due(due: &Due, locale: &Locale) -> String {
    match due {
        Due::NoDateSet => locale.word("due-no-date"),
        Due::By { day } => locale.say("due-by", &[("day", &locale.day(&day.0))]),
        Due::NextSession => locale.word("due-next-session"),
        Due::Event { event } => locale.say("due-event", &[("event", event.best(locale.lang()))]),
    }
}

impl Owed {
    /// Whether every party that answers for it says that it is done.
    pub fn is_done(&self) -> bool {
        let done = |progress: &Progress| progress.reports.iter().any(|report| report.status == ReportStatus::Done);
        self.responsible.iter().all(done)
    }

    /// Its lines as it was undertaken: what, who and by when, and from what.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let kind = locale.word(match self.kind {
            CommitmentKind::Do => "commitment-do",
            CommitmentKind::Study => "commitment-study",
            CommitmentKind::Programme => "commitment-programme",
            CommitmentKind::Report => "commitment-report",
            CommitmentKind::Notify => "commitment-notify",
            CommitmentKind::Refrain => "commitment-refrain",
        });
        let names: Vec<String> = self.responsible.iter().map(|progress| progress.party.name.clone()).collect();
        let due = due(&self.due, locale);
        let mut lines =
            vec![format!("{}{}", locale.say("commitment", &[("kind", &kind), ("what", &self.what)]), Mark::said(self.mark, locale))];
        lines.push(format!("  {}", locale.say("commitment-who", &[("parties", &locale.list(&names)), ("due", &due)])));
        if let Some(coordinator) = &self.coordinator {
            lines.push(format!("  {}", locale.say("commitment-coordinator", &[("party", &coordinator.name)])));
        }
        if let Some(decision) = &self.decision {
            let line = match self.paragraph {
                Some(paragraph) => {
                    locale.say("commitment-from-paragraph", &[("decision", Value::from(decision)), ("paragraph", Value::from(paragraph))])
                }
                None => locale.say("commitment-from", &[("decision", decision)]),
            };
            lines.push(format!("  {line}"));
        }
        lines
    }

    /// What was said of it since: each report, and what others say of that; who has not reported, once the session is closed.
    pub fn since(&self, session_is_closed: bool, locale: &Locale) -> Vec<String> {
        let mut lines: Vec<String> = self.responsible.iter().flat_map(|progress| progress.lines(locale)).collect();
        let silent: Vec<String> =
            self.responsible.iter().filter(|progress| progress.reports.is_empty()).map(|progress| progress.party.name.clone()).collect();
        if session_is_closed && !silent.is_empty() {
            lines.push(locale.say("no-report", &[("parties", &locale.list(&silent))]));
        }
        match lines.is_empty() {
            true => lines,
            false => [locale.say("since-commitment", &[("what", &self.what)])]
                .into_iter()
                .chain(lines.into_iter().map(|line| format!("  {line}")))
                .collect(),
        }
    }
}

impl Progress {
    fn lines(&self, locale: &Locale) -> Vec<String> {
        let mut lines = vec![];
        for report in &self.reports {
            let values = [("party", self.party.name.as_str()), ("words", report.words.as_str())];
            let said = match report.status {
                ReportStatus::InProgress => locale.say("report-in-progress", &values),
                ReportStatus::Done => locale.say("report-done", &values),
                ReportStatus::Delayed => locale.say("report-delayed", &values),
            };
            lines.push(format!("{}{said}", Moment::before(&report.at, locale)));
            for comment in &report.comments {
                let party = ("party", comment.party.name.as_str());
                let said = match &comment.disputes {
                    Some(reason) => locale.say("report-disputed", &[party, ("words", reason)]),
                    None => locale.say("report-acknowledged", &[party]),
                };
                lines.push(format!("  {}{said}", Moment::before(&comment.at, locale)));
            }
        }
        lines
    }
}
