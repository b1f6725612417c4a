//! What is live: an open page is told when something is new, and asks for its parts again.

use std::collections::BTreeSet;
use std::sync::Arc;

use alternat::graph::Ix;
use alternat::kind::Kind;
use alternat_node::node::Shared;
use alternat_view::words::Locale;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep};

use crate::desk::Desk;
use crate::limit;
use crate::page::{Place, Visitor};

/// From where a page goes on.
#[derive(Default, Deserialize)]
pub struct From {
    /// How often anything had been new when the page was rendered.
    at: Option<u64>,
}

/// Tells a page what is new, for as long as its visit lasts: `new` with a sentence in the reader's language, and now and then
/// `beat`, by which a browser knows that the line still holds.
///
/// # Source
/// Server-sent events, HTML Living Standard 9.2.
pub async fn tell(State(desk): State<Desk>, visitor: Visitor, place: Place, from: Result<Query<From>, QueryRejection>) -> Response {
    let Ok(seat) = desk.live().clone().try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let at = from.ok().and_then(|Query(from)| from.at);
    let mut news = place.shared.news().subscribe();
    if at.is_some_and(|at| *news.borrow() != at) {
        news.mark_changed();
    }
    let mut beat = interval_at(Instant::now(), limit::LIVE_BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let known = count(&place.shared);
    let listener = Listener { desk, visitor, shared: place.shared, news, beat, known, _seat: seat };
    Sse::new(stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, std::convert::Infallible>(event), listener))
    }))
    .into_response()
}

/// One open page.
struct Listener {
    desk: Desk,
    visitor: Visitor,
    shared: Arc<Shared>,
    news: watch::Receiver<u64>,
    beat: Interval,
    /// Acts of the circle of which the page has been told.
    known: usize,
    _seat: OwnedSemaphorePermit,
}

impl Listener {
    /// The next thing that the page is told; `None` once its visit is over.
    async fn next(&mut self) -> Option<Event> {
        let event = tokio::select! {
            biased;
            changed = self.news.changed() => {
                changed.ok()?;
                sleep(limit::LIVE_PAUSE).await;
                self.news.borrow_and_update();
                let kinds = self.fresh();
                Event::default().event("new").data(sentence(&kinds, self.visitor.locale))
            }
            _ = self.beat.tick() => Event::default().event("beat").data("-"),
        };
        self.desk.people().visit(self.visitor.token()?, self.desk.now()).ok()??;
        Some(event.retry(limit::LIVE_RETRY))
    }

    /// The kinds of the acts of which the page has not been told; of very many, of the last of them.
    fn fresh(&mut self) -> BTreeSet<Kind> {
        let known = self.known;
        let (kinds, count) = self.shared.look(|circle| {
            let ground = circle.record().ground();
            let count = ground.graph.len();
            let from = known.max(count.saturating_sub(limit::LIVE_ACTS_MAX));
            let kinds = (from..count).filter_map(|at| Kind::of_tag(ground.fact(Ix(at as u32)).tag)).collect();
            (kinds, count)
        });
        self.known = count;
        kinds
    }
}

/// Acts of a circle.
fn count(shared: &Shared) -> usize {
    shared.look(|circle| circle.record().ground().graph.len())
}

/// What is new, in a sentence: by name, where it is little and something that people do.
fn sentence(kinds: &BTreeSet<Kind>, locale: Locale) -> String {
    let named: Vec<String> =
        kinds.iter().filter(|kind| is_of_people(**kind)).map(|kind| locale.word(&format!("kind-{}", kind.name()))).collect();
    match named.len() {
        0 => locale.word("live-new"),
        count if count > limit::LIVE_KINDS_MAX => locale.word("live-new"),
        _ => locale.say("live-new-of", &[("kinds", &locale.list(&named))]),
    }
}

/// Whether acts of a kind are something that people do, and not what nodes and roots do for them.
fn is_of_people(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Inception
            | Kind::Accreditation
            | Kind::Revocation
            | Kind::Rotation
            | Kind::Recognition
            | Kind::ForkProof
            | Kind::ForkResolution
            | Kind::Clearance
            | Kind::Sighting
            | Kind::Delivery
            | Kind::Receipt
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_named_where_it_is_little() {
        let rows: [(&[Kind], &str); 5] = [
            (&[], "Something is new here."),
            (&[Kind::Sighting, Kind::ForkProof], "Something is new here."),
            (&[Kind::Statement], "New: Statement."),
            (&[Kind::Sighting, Kind::Put, Kind::Position], "New: Decision put and Position."),
            (&[Kind::Statement, Kind::Put, Kind::Position, Kind::Close], "Something is new here."),
        ];
        for (kinds, expected) in rows {
            assert_eq!(sentence(&kinds.iter().copied().collect(), Locale::of("en")), expected, "{kinds:?}");
        }
    }
}
