//! Commitments: who owes what, by when, and how far each says that it is.

use alternat::graph::Ix;
use alternat::kind::{Commitment, CommitmentKind, Due, Kind, ReportStatus, commitment, report};
use serde::Serialize;

use crate::basis::Mark;
use crate::decision;
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
    /// Who acknowledges it.
    pub acknowledged_by: Vec<Named>,
    /// Who disputes it.
    pub disputed_by: Vec<Named>,
}

/// The commitments that were undertaken in a session, in the order in which they were noted.
pub fn of_session(scene: &Scene, session: Ix) -> Vec<Owed> {
    let ground = scene.window.ground;
    let all: Vec<Ix> = commitment::all(scene.window).into_iter().map(|(ix, _)| ix).collect();
    let owed = |ix: Ix| {
        let body = ground.body::<Commitment>(ix)?;
        let close = ground.graph.find(&body.decision)?;
        decision::session_of_close(scene, close).filter(|(of, _)| *of == session)?;
        Some(Owed {
            decision: decision::name_of_close(scene, close),
            paragraph: body.paragraph,
            kind: body.kind,
            what: body.what.best(&scene.reader.lang).into(),
            responsible: scene.parties(&body.responsible).into_iter().map(|party| progress(scene, ix, party)).collect(),
            coordinator: body.coordinator.as_ref().map(|code| scene.named(code)),
            due: body.due.clone(),
            mark: scene.mark(ix),
        })
    };
    scene.in_order(all).into_iter().filter_map(owed).collect()
}

fn progress(scene: &Scene, commitment: Ix, party: Named) -> Progress {
    let by = |report: Ix, kind: Kind| {
        let codes: Vec<_> =
            scene.window.filed(report, kind).into_iter().filter_map(|ix| scene.party_of(ix)).map(|party| party.code).collect();
        scene.parties(&codes)
    };
    let current: Vec<Ix> = report::of(scene.window, commitment, &party.code).into_iter().map(|(ix, _)| ix).collect();
    let reported = |ix: Ix| {
        let body = scene.window.ground.body::<alternat::kind::Report>(ix)?;
        Some(Reported {
            status: body.status,
            words: body.words.best(&scene.reader.lang).into(),
            acknowledged_by: by(ix, Kind::Acknowledgement),
            disputed_by: by(ix, Kind::Dispute),
        })
    };
    Progress { reports: scene.in_order(current).into_iter().filter_map(reported).collect(), party }
}

impl Owed {
    /// Its lines: what, who and by when; then how far each party says that it is.
    pub fn lines(&self, lang: &str, locale: &Locale) -> Vec<String> {
        let kind = locale.word(match self.kind {
            CommitmentKind::Do => "commitment-do",
            CommitmentKind::Study => "commitment-study",
            CommitmentKind::Programme => "commitment-programme",
            CommitmentKind::Report => "commitment-report",
            CommitmentKind::Notify => "commitment-notify",
            CommitmentKind::Refrain => "commitment-refrain",
        });
        let names: Vec<String> = self.responsible.iter().map(|progress| progress.party.name.clone()).collect();
        let due = match &self.due {
            Due::NoDateSet => locale.word("due-no-date"),
            Due::By { day } => locale.say("due-by", &[("day", &locale.day(&day.0))]),
            Due::NextSession => locale.word("due-next-session"),
            Due::Event { event } => locale.say("due-event", &[("event", event.best(lang))]),
        };
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
        let silent: Vec<String> =
            self.responsible.iter().filter(|progress| progress.reports.is_empty()).map(|progress| progress.party.name.clone()).collect();
        lines.extend(self.responsible.iter().flat_map(|progress| progress.lines(locale)).map(|line| format!("  {line}")));
        if !silent.is_empty() {
            lines.push(format!("  {}", locale.say("no-report", &[("parties", &locale.list(&silent))])));
        }
        lines
    }
}

impl Progress {
    fn lines(&self, locale: &Locale) -> Vec<String> {
        let mut lines = vec![];
        for report in &self.reports {
            let values = [("party", self.party.name.as_str()), ("words", report.words.as_str())];
            lines.push(match report.status {
                ReportStatus::InProgress => locale.say("report-in-progress", &values),
                ReportStatus::Done => locale.say("report-done", &values),
                ReportStatus::Delayed => locale.say("report-delayed", &values),
            });
            let names = |parties: &[Named]| locale.list(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>());
            if !report.acknowledged_by.is_empty() {
                lines.push(format!("  {}", locale.say("report-acknowledged", &[("parties", &names(&report.acknowledged_by))])));
            }
            if !report.disputed_by.is_empty() {
                lines.push(format!("  {}", locale.say("report-disputed", &[("parties", &names(&report.disputed_by))])));
            }
        }
        lines
    }
}
