//! A session as a room: the journal of the day, everything that hangs on each item, and where each can be acted on.

use alternat::id::Id;
use alternat_node::circle::Circle;
use alternat_view::account::Step;
use alternat_view::basis::Mark;
use alternat_view::journal::{Item, Journal, Piece, What};
use alternat_view::mechanism::Meeting;
use alternat_view::moment::Moment;
use alternat_view::scene::Scene;
use alternat_view::statement::versions;
use alternat_view::words::{Locale, Value};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::{Main, Place, Room, Visitor, document, not_found};
use crate::desk::{Desk, short};
use crate::may::May;

/// A session, by its convening.
pub async fn show(State(desk): State<Desk>, visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>) -> Response {
    match place.alike(&desk, &visitor, session.as_str(), main).await {
        Some(shown) => place.frame(&visitor, Room::Session, &shown, None),
        None => not_found(&visitor),
    }
}

fn main(scene: &Scene, _: &Circle, visitor: &Visitor, session: &str) -> Option<Main> {
    let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
    let journal = Journal::of(scene, ix)?;
    let on = On::of(visitor, &scene.mechanism(), &journal);
    Some(Main { title: journal.convened.title(&visitor.locale), middle: middle(&on, &journal), aside: Some(aside(&on, &journal)) })
}

/// The page for what somebody's role does not include, or what failed.
pub fn refused(visitor: &Visitor, status: StatusCode, word: &str) -> Response {
    let body = html! { main.alone id="main" { h1 { (visitor.word(word)) } p { a href="/" { (visitor.word("back-to-waiting")) } } } };
    document(visitor, status, &visitor.word(word), body)
}

/// What every part of the page needs to know.
struct On<'a> {
    visitor: &'a Visitor,
    locale: Locale,
    root: String,
    may_draft: bool,
    /// Whether the session is not closed.
    is_on: bool,
}

impl On<'_> {
    fn of<'a>(visitor: &'a Visitor, mechanism: &Id, journal: &Journal) -> On<'a> {
        On {
            visitor,
            locale: visitor.locale,
            root: format!("/m/{}", short(mechanism)),
            may_draft: visitor.may(May::Draft),
            is_on: journal.closed.is_none(),
        }
    }

    fn word(&self, name: &str) -> String {
        self.visitor.word(name)
    }

    /// A link to the form of a kind, for whoever may write drafts.
    fn act(&self, kind: &str, about: &Id) -> Markup {
        self.act_as(kind, about, &format!("room-do-{kind}"))
    }

    /// The same, called otherwise.
    fn act_as(&self, kind: &str, about: &Id, word: &str) -> Markup {
        html! { @if self.may_draft { a.act href={ (self.root) "/write/" (kind) "?about=" (about) } { (self.word(word)) } " " } }
    }
}

fn middle(on: &On, journal: &Journal) -> Markup {
    let session = format!("{}/session/{}", on.root, journal.id);
    let chairmanship = journal.convened.chair.as_ref().map(|chair| on.locale.say("journal-chairmanship", &[("party", &chair.name)]));
    html! {
        p.lede { bdi.sym { (journal.symbol) } " · " (journal.convened.place_and_day(&on.locale)) @if let Some(chair) = &chairmanship { " · " (chair) } }
        p.rooms {
            a href={ (session) "/participants" } { (on.word("participants")) }
            a href={ (session) "/table" } { (on.word("at-the-table")) }
            a href={ (session) "/projector" } { (on.word("room-projector")) }
            @if journal.is_ours && on.visitor.may(May::Preside) { a href={ (session) "/chair" } { (on.word("chairs-desk")) } }
        }
        section {
            h2 { (on.word("journal-held")) }
            (lines(&held(journal, &on.locale)))
            (lines(&journal.convened.lines(journal.demonstration, &on.locale)))
        }
        section {
            h2 { (on.word("journal-chairperson")) }
            p.line {
                @match (&journal.chairperson, &journal.presided_by) {
                    (Some(signer), Some(party)) => { bdi { (signer) } " (" (party.name) ")" }
                    (_, Some(party)) => (party.name),
                    _ => (on.word("not-named")),
                }
            }
        }
        section {
            h2 { (on.word("journal-subjects")) }
            @for agenda in &journal.agendas {
                @let word = if agenda.is_adopted { "agenda-adopted" } else { "agenda-not-adopted" };
                p.line { (on.word("section-agenda")) " · " (on.locale.say(word, &[("mark", &Mark::said(agenda.mark, &on.locale))]).trim_end_matches(':')) }
            }
            @if !journal.apart.is_empty() { h3 { (on.word("journal-apart")) } (pieces(on, &journal.apart)) }
            @for item in &journal.items { (item_of(on, item, &session)) }
            @if journal.items.is_empty() && journal.apart.is_empty() { p.line { (on.word("journal-nothing")) } }
            @if on.is_on { p.acts-here { (on.act("statement", &journal.id)) (on.act("text", &journal.id)) } }
        }
        @if !journal.published.is_empty() {
            section { h2 { (on.word("section-published")) } @for press in &journal.published { (lines(&press.lines(&on.locale))) } }
        }
        section {
            h2 { (on.word("journal-next")) }
            @if let Some(words) = journal.closed.as_ref().and_then(|closed| closed.next_meeting.as_ref()) {
                p.line { (on.locale.say("next-meeting", &[("words", words)])) }
            }
            (lines(&journal.next.lines(&on.locale)))
            (lines(&journal.next.since(&on.locale)))
        }
        section { h2 { (on.word("section-seal")) } (lines(&journal.sealed.lines(&on.locale))) }
        @if !journal.footings.is_empty() {
            section { h2 { (on.word("section-footings")) } (lines(&alternat_view::basis::lines(&journal.footings, &on.locale))) }
        }
        nav.turn aria-label=(on.word("sessions")) {
            @if let Some(before) = &journal.before { (turn(on, before, "session-before")) }
            @if let Some(after) = &journal.after { (turn(on, after, "session-after")) }
        }
    }
}

/// The delegations, beside the journal.
fn aside(on: &On, journal: &Journal) -> Markup {
    html! {
        h2 { (on.word("section-delegations")) }
        ul.turns {
            @for of in &journal.delegations {
                li {
                    (of.lines(&on.locale).first().cloned().unwrap_or_default())
                    @if of.finding.is_none() { " · " (on.word("not-examined")) @if journal.is_ours { " " (on.act("examination", &of.id)) } }
                    @if !of.objected_by.is_empty() { " · " (on.locale.say("credentials-objected", &[("parties", &names(on.locale, &of.objected_by))])) }
                }
            }
            @if !journal.without_credentials.is_empty() {
                li { (on.locale.say("without-credentials", &[("parties", &names(on.locale, &journal.without_credentials))])) }
            }
        }
        @if on.is_on { p { (on.act("credentials", &journal.id)) } }
    }
}

/// Names in one line.
pub fn names(locale: Locale, parties: &[alternat_view::scene::Named]) -> String {
    locale.list(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>())
}

fn turn(on: &On, meeting: &Meeting, word: &str) -> Markup {
    let session = on.locale.say("session", &[("organ", Value::from(&meeting.organ)), ("number", Value::from(meeting.number))]);
    html! { a href={ (on.root) "/session/" (meeting.id) } { (on.locale.say(word, &[("session", &session)])) } }
}

fn held(journal: &Journal, locale: &Locale) -> Vec<String> {
    let said = |step: &Step, by: &str, presumed: &str| {
        let said = match (step.mark, &step.by) {
            (Some(Mark::Presumed), _) | (_, None) => locale.word(presumed),
            (_, Some(party)) => locale.say(by, &[("party", &party.name)]),
        };
        format!("{said}{}{}", Moment::on_at(&step.at, locale), Mark::said(step.mark, locale))
    };
    let opened = journal.opened.as_ref().map(|step| said(step, "opened-by", "opened-presumed"));
    let closed = journal.closed.as_ref().map(|step| said(step, "closed-by", "closed-presumed"));
    let stands = match (&opened, &closed) {
        (_, Some(_)) => None,
        (Some(_), None) => Some(locale.word("session-open")),
        (None, None) => Some(locale.word("session-not-opened")),
    };
    opened.into_iter().chain(closed).chain(stands).collect()
}

fn item_of(on: &On, item: &Item, session: &str) -> Markup {
    let title = match item.titles.is_empty() {
        true => on.locale.say("journal-item-unknown", &[("number", item.number)]),
        false => on.locale.say("agenda-item", &[("number", Value::from(item.number)), ("item", Value::from(&item.titles.join(" / ")))]),
    };
    html! {
        h3 id={ "item-" (item.number) } { (title) " " a.act href={ (session) "/brief/" (item.number) } { (on.word("brief")) } }
        @if item.pieces.is_empty() && !on.is_on { p.under { (on.word("journal-nothing")) } }
        (pieces(on, &item.pieces))
    }
}

fn pieces(on: &On, all: &[Piece]) -> Markup {
    html! { @if !all.is_empty() { ol.tree { @for piece in all { li { (said(on, piece)) (pieces(on, &piece.under)) } } } } }
}

/// One thing, and where it can be acted on.
fn said(on: &On, piece: &Piece) -> Markup {
    let locale = &on.locale;
    let (told, kinds): (Vec<String>, &[&str]) = match &piece.what {
        What::Statement(spoken) => (spoken.lines(locale), &[]),
        What::Text(tabled) => {
            let by = tabled.by.as_ref().map_or("", |party| party.name.as_str());
            let mut told = vec![locale.say("text-tabled", &[("title", tabled.title.as_str()), ("party", by)])];
            told.extend(tabled.is_replaced.then(|| format!("  {}", on.word("text-replaced"))));
            told.extend(versions(&tabled.versions, locale).into_iter().map(|line| format!("  {line}")));
            (told, if tabled.is_replaced { &[] } else { &["annex"] })
        }
        What::Decision(decision) => {
            let is_open = decision.came == alternat_view::decision::Came::Open;
            (decision.lines(locale.lang(), locale), if is_open { &["position", "objection"] } else { &[] })
        }
        What::Annex { title, versions: of } => {
            let mut told = vec![locale.say("annex-named", &[("title", title)])];
            told.extend(versions(of, locale).into_iter().map(|line| format!("  {line}")));
            (told, &[])
        }
        What::Commitment(owed) => {
            let since = owed.since(true, locale).into_iter().skip(1);
            (owed.lines(locale).into_iter().chain(since).collect(), if owed.is_done() { &[] } else { &["report"] })
        }
        What::Paper(paper) => (paper.lines(locale), &[]),
    };
    html! {
        (lines(&told))
        p.acts-here { a.act href={ (on.root) "/act/" (piece.id) } { (on.word("piece-read")) } " " @for kind in kinds { (on.act(kind, &piece.id)) }
            @if on.is_on && matches!(piece.what, What::Statement(_)) { (on.act_as("statement", &piece.id, "floor-ask-reply")) } }
    }
}

/// Lines, where those that begin with a blank belong to the one above.
fn lines(lines: &[String]) -> Markup {
    html! { @for line in lines { p.(if line.starts_with("  ") { "under" } else { "line" }) { (line.trim_start()) } } }
}
