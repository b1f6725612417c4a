//! What there is to tell of in a circle.

use std::sync::Arc;

use alternat::id::Id;
use alternat::kind::{Due, SealProposal};
use alternat_node::node::{Node, Shared};
use alternat_node::request::{Answer, Ask, Request};
use alternat_view::Reader;
use alternat_view::moment::Moment;
use alternat_view::scene::Scene;
use alternat_view::waiting::{self, What};
use alternat_view::words::Locale;

use super::Kind;
use crate::desk::Desk;
use crate::{limit, page, reading};

/// One thing to tell of.
#[derive(Clone, Debug)]
pub struct News {
    /// Of which kind.
    pub kind: Kind,
    /// What it is, the same each time that it is looked at.
    pub key: String,
    /// What it is, in words, for those who may read them in a notice.
    pub words: String,
}

/// Everything there is to tell of now, in one language; `None` where there is no charter yet.
pub fn of(desk: &Desk, shared: &Shared, locale: Locale, alarms: &[String]) -> Option<Vec<News>> {
    let own = desk.node().home().configuration().party;
    let party = shared.look(|circle| {
        let window = circle.record().everything();
        window.ground.graph.find(&own).and_then(|ix| window.code_of(ix))
    });
    let reader = Reader { party, lang: locale.lang().into(), calendar: None };
    reading::look(shared, &reader, |scene, _| {
        let mut all = waits(scene, locale, desk.now());
        all.extend(seals(scene, locale));
        all.extend(differs(scene, locale, alarms));
        all
    })
}

/// What the node finds wrong with others' seals; it is asked as the command asks it.
pub async fn alarms(node: &Node, shared: &Arc<Shared>) -> Vec<String> {
    match node.answer(Request { mechanism: Some(shared.mechanism().to_string()), ask: Ask::Status }).await {
        Answer::Status { alarms, .. } => alarms,
        _ => vec![],
    }
}

/// Matters that wait for the party, two versions of a party, and what is soon due.
fn waits(scene: &Scene, locale: Locale, now: u64) -> Vec<News> {
    let body = scene.charter.name.best(locale.lang()).to_string();
    let mut all = Vec::new();
    for matter in waiting::of(scene) {
        let kind = if matches!(matter.what, What::TwoVersions { .. }) { Kind::TwoVersions } else { Kind::Waits };
        let (_, said, due) = page::waiting::said(&matter.what, locale);
        let words = [Some(body.clone()), Some(said), due].into_iter().flatten().collect::<Vec<_>>().join("\n");
        if let What::Report { due: Due::By { day }, .. } = &matter.what {
            // The day itself is the last; days in this order are in the order of their letters.
            let near = limit::NOTICE_DAYS.into_iter().filter(|days| Moment::of(now.saturating_add(days * DAY_MS)).day.0 >= day.0);
            if let Some(days) = near.min() {
                all.push(News { kind: Kind::Deadline, key: format!("due.{days}.{}", matter.about), words: words.clone() });
            }
        }
        all.push(News { kind, key: format!("waits.{}.{}", matter.action, matter.about), words });
    }
    all
}

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Seals that are final.
fn seals(scene: &Scene, locale: Locale) -> Vec<News> {
    let body = scene.charter.name.best(locale.lang());
    let seals = scene.window.final_seals().into_iter().map(|ix| scene.window.ground.id(ix));
    seals.map(|id| News { kind: Kind::Seal, key: format!("seal.{id}"), words: body.to_string() }).collect()
}

/// Seals that this copy does not agree to, because it comes to another result.
fn differs(scene: &Scene, locale: Locale, alarms: &[String]) -> Vec<News> {
    let body = scene.charter.name.best(locale.lang());
    let about = alarms.iter().filter_map(|alarm| alarm.split(':').next()?.parse::<Id>().ok());
    let seal =
        about.filter(|id| scene.window.ground.graph.find(id).is_some_and(|ix| scene.window.ground.body::<SealProposal>(ix).is_some()));
    seal.map(|id| News { kind: Kind::Differs, key: format!("differs.{id}"), words: body.to_string() }).collect()
}
