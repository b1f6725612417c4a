//! A brief on one item, for one printed page: what the record says, and what the delegation keeps for itself.

use alternat_view::brief::Brief;
use alternat_view::commitment;
use alternat_view::journal::Journal;
use alternat_view::moment::Moment;
use alternat_view::statement::versions;
use alternat_view::words::Value;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::session::{names, refused};
use super::{Main, Place, Room, Visitor, not_found};
use crate::briefs::{Briefs, Kept, Wrong};
use crate::desk::{Desk, see_other};
use crate::may::May;
use crate::reading;

/// The brief.
pub async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, session, item)): Path<(String, String, String)>,
) -> Response {
    let (Ok(id), Ok(item)) = (session.parse(), item.parse()) else { return not_found(&visitor) };
    match Briefs::open(desk.node().home().directory()).and_then(|briefs| briefs.of(&id, item)) {
        Ok(kept) => page(&visitor, &place, &session, item, &kept, None),
        Err(_) => refused(&visitor, StatusCode::INTERNAL_SERVER_ERROR, "drawer-failed"),
    }
}

/// What is sent in to keep.
#[derive(Deserialize)]
pub struct Sent {
    token: String,
    #[serde(flatten)]
    kept: Kept,
}

/// Keeps what the delegation typed.
pub async fn keep(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((mechanism, session, item)): Path<(String, String, String)>,
    Form(sent): Form<Sent>,
) -> Response {
    if !visitor.has_sent(&sent.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !visitor.may(May::Draft) {
        return refused(&visitor, StatusCode::FORBIDDEN, "not-for-your-role");
    }
    let (Ok(id), Ok(item)) = (session.parse(), item.parse()) else { return not_found(&visitor) };
    // A brief hangs on an item that there is, so there are no more briefs than items.
    let is_there = reading::look(&place.shared, &place.reader, |scene, _| {
        Journal::of(scene, scene.window.ground.graph.find(&id)?)?.item(item).map(drop)
    });
    if is_there.flatten().is_none() {
        return not_found(&visitor);
    }
    if let Err(wrong) = sent.kept.check() {
        let mut answer = page(&visitor, &place, &session, item, &sent.kept, Some(wrong));
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return answer;
    }
    match Briefs::open(desk.node().home().directory()).and_then(|briefs| briefs.keep(&id, item, &sent.kept)) {
        Ok(()) => see_other(&format!("/m/{mechanism}/session/{session}/brief/{item}")),
        Err(_) => refused(&visitor, StatusCode::INTERNAL_SERVER_ERROR, "drawer-failed"),
    }
}

fn page(visitor: &Visitor, place: &Place, session: &str, item: u32, kept: &Kept, wrong: Option<Wrong>) -> Response {
    place.show(visitor, Room::Session, |scene, _| {
        let locale = visitor.locale;
        let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
        let journal = Journal::of(scene, ix)?;
        let brief = Brief::of(scene, ix, &journal, item)?;
        let titles = journal.item(item)?.titles.join(" / ");
        let title = match titles.is_empty() {
            true => locale.say("journal-item-unknown", &[("number", item)]),
            false => locale.say("agenda-item", &[("number", Value::from(item)), ("item", Value::from(&titles))]),
        };
        let none = || html! { p.under { (locale.word("brief-none")) } };
        let middle = html! {
            div.onpaper.brief {
                p.lede { (journal.convened.title(&locale)) " · " (journal.convened.place_and_day(&locale)) }
                h2 { (locale.word("brief-proposed")) }
                @for text in &brief.proposed {
                    p.line { (locale.say("text-tabled", &[("title", text.title.as_str()), ("party", text.by.as_ref().map_or("", |party| &party.name))])) }
                    @for line in versions(&text.versions, &locale) { p.under { (line) } }
                }
                @if brief.proposed.is_empty() { (none()) }
                h2 { (locale.word("brief-open")) }
                @for open in &brief.open {
                    p.line { (open.title) }
                    @if !open.waits_for.is_empty() { p.under { (locale.say("brief-waits-for", &[("parties", &names(locale, &open.waits_for))])) } }
                    @if !open.objected_by.is_empty() { p.under { (locale.say("brief-objected-by", &[("parties", &names(locale, &open.objected_by))])) } }
                }
                @for owed in &brief.owed {
                    @for (at, line) in owed.lines(&locale).iter().enumerate() { p.(if at == 0 { "line" } else { "under" }) { (line.trim_start()) } }
                }
                @if brief.open.is_empty() && brief.owed.is_empty() { (none()) }
                h2 { (locale.word("brief-said")) }
                @for (meeting, spoken) in &brief.said {
                    p.line { (locale.say("session", &[("organ", Value::from(&meeting.organ)), ("number", Value::from(meeting.number))])) }
                    @for line in versions(&spoken.versions, &locale) { p.under { (line) } }
                }
                @if brief.said.is_empty() { (none()) }
                h2 { (locale.word("brief-deadline")) }
                @if let Some([here, capital]) = kept.deadlines() { (at("brief-deadline-here", &here, visitor)) (at("brief-deadline-capital", &capital, visitor)) }
                @for owed in &brief.owed { p.line { (commitment::due(&owed.due, &locale)) } }
                @if kept.deadlines().is_none() && brief.owed.is_empty() { (none()) }
                section.private {
                    h2 { (locale.word("brief-instructions")) }
                    p.typed dir="auto" { (kept.instructions) }
                    h2 { (locale.word("brief-fallback")) }
                    p.typed dir="auto" { (kept.fallback) }
                }
            }
            @if visitor.may(May::Draft) { (form(visitor, kept, wrong)) }
        };
        Some(Main { title, middle, aside: None })
    })
}

fn at(word: &str, moment: &Moment, visitor: &Visitor) -> Markup {
    let (day, time) = (visitor.locale.day(&moment.day.0), visitor.locale.digits(&moment.time));
    html! { p.line { (visitor.locale.say(word, &[("day", &day), ("time", &time)])) } }
}

/// The form of what stays in the delegation.
fn form(visitor: &Visitor, kept: &Kept, wrong: Option<Wrong>) -> Markup {
    let fault = |on: Wrong, word: &str| html! { @if wrong == Some(on) { p.fault role="alert" { (visitor.word(word)) } } };
    html! {
        form.noprint method="post" {
            h2 { (visitor.word("brief-ours")) }
            p.lede { (visitor.word("brief-private")) }
            input type="hidden" name="token" value=(visitor.form_token());
            (fault(Wrong::TooLong, "brief-too-long"))
            label { (visitor.word("brief-instructions")) textarea name="instructions" rows="5" dir="auto" { (kept.instructions) } }
            label { (visitor.word("brief-fallback")) textarea name="fallback" rows="4" dir="auto" { (kept.fallback) } }
            (fault(Wrong::Deadline, "brief-deadline-wrong"))
            label { (visitor.word("brief-deadline-at")) input name="deadline" type="datetime-local" dir="ltr" value=(kept.deadline); }
            (fault(Wrong::Offset, "brief-offset-wrong"))
            label { (visitor.word("brief-offset-here")) input name="here" dir="ltr" placeholder="+03:00" value=(kept.here); }
            label { (visitor.word("brief-offset-capital")) input name="capital" dir="ltr" placeholder="+02:00" value=(kept.capital); }
            button.do type="submit" { (visitor.word("brief-keep")) }
        }
    }
}
