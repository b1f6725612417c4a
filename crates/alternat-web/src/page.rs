//! The frame of every page, and who looks at it.

pub mod waiting;
pub mod mechanism;
pub mod session;
pub mod participants;
pub mod chair;
pub mod table;
pub mod brief;
pub mod record;
pub mod write;
pub mod act;
pub mod sign_in;
pub mod search;
pub mod notices;
pub mod me;
pub mod people;
pub mod door;
pub mod projector;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use alternat::id::Id;
use alternat::kind::Demonstration;
use alternat_node::circle::Circle;
use alternat_node::node::Shared;
use alternat_view::Reader;
use alternat_view::bidi::Direction;
use alternat_view::scene::Scene;
use alternat_view::words::{Calendar, Locale};
use axum::extract::{ConnectInfo, FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::desk::{Desk, short};
use crate::kept::{Asked, Weighed};
use crate::may::{May, may};
use crate::people::{PeopleError, Visit, form_token};
use crate::{assets, limit, reading};

/// Whoever asks for a page.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The visit, if somebody has signed in.
    pub visit: Option<Visit>,
    /// The token that the browser keeps.
    token: Option<String>,
    /// The language in which the page is said.
    pub locale: Locale,
    /// From where he asks.
    pub address: String,
    /// The address of the page.
    path: String,
}

impl FromRequestParts<Desk> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Visitor, Infallible> {
        if let Some(visitor) = parts.extensions.get::<Visitor>() {
            return Ok(visitor.clone());
        }
        let token = cookie(&parts.headers, "desk");
        let visit = token.as_deref().and_then(|token| desk.people().visit(token, desk.now()).ok().flatten());
        let chosen = visit.as_ref().and_then(|visit| visit.person.lang.clone()).or_else(|| cookie(&parts.headers, "lang"));
        let locale = chosen.map_or_else(|| accepted(&parts.headers), |lang| Locale::of(&lang));
        let beside = visit.as_ref().and_then(|visit| Calendar::of_name(visit.person.calendar.as_deref()?));
        let locale = locale.beside(beside);
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip().to_string()).unwrap_or_default();
        let path = parts.uri.path_and_query().map(|path| path.to_string()).unwrap_or_default();
        Ok(Visitor { visit, token, locale, address, path })
    }
}

impl Visitor {
    /// A message without values.
    pub fn word(&self, name: &str) -> String {
        self.locale.word(name)
    }

    /// What a form must carry.
    pub fn form_token(&self) -> String {
        self.token.as_deref().map(form_token).unwrap_or_default()
    }

    /// Whether a form was sent from a page of this visit.
    pub fn has_sent(&self, token: &str) -> bool {
        // Their hashes are compared, so how long it takes says nothing of either.
        self.visit.is_some() && Id::of_bytes(token.as_bytes()) == Id::of_bytes(self.form_token().as_bytes())
    }

    /// Whether whoever asks may do something.
    pub fn may(&self, what: May) -> bool {
        self.visit.as_ref().is_some_and(|visit| may(visit.person.role, what))
    }

    /// Whoever asks for the same page with the same role and the same wishes: without name, token and address.
    fn anybody(&self) -> Visitor {
        let mut anybody = Visitor { token: None, address: String::new(), ..self.clone() };
        if let Some(visit) = &mut anybody.visit {
            visit.since = 0;
            visit.person.name = String::new();
            visit.person.signer = None;
        }
        anybody
    }

    /// The token that the browser keeps.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

/// A cookie's value.
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_string())
}

/// The language that the browser likes best among those there are.
fn accepted(headers: &HeaderMap) -> Locale {
    let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut ranked: Vec<(u32, &str)> = wishes
        .split(',')
        .filter_map(|wish| {
            let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let weight = weight.trim().parse::<f32>().ok().filter(|weight| *weight > 0.0)?;
            Some(((weight * 1000.0) as u32, tag.trim()))
        })
        .collect();
    // Sorting is stable, so of equal wishes the first is taken.
    ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let spoken = |tag: &str| Locale::all().find(|locale| tag.split('-').next() == Some(locale.lang()));
    ranked.into_iter().find_map(|(_, tag)| spoken(tag)).unwrap_or_else(|| Locale::of("en"))
}

/// A circle that a page is about, and who reads it.
pub struct Place {
    /// The circle.
    pub shared: Arc<Shared>,
    /// The reader: of the party whose node it is.
    pub reader: Reader,
    /// How often anything had been new in the circle before the page was made.
    at: u64,
}

impl FromRequestParts<Desk> for Place {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Place, Response> {
        let Ok(visitor) = Visitor::from_request_parts(parts, desk).await;
        let named = Path::<std::collections::BTreeMap<String, String>>::from_request_parts(parts, desk).await;
        let shared = named.ok().and_then(|Path(named)| desk.circle(named.get("mechanism")?));
        let shared = shared.ok_or_else(|| not_found(&visitor))?;
        let at = *shared.news().borrow();
        let party = desk.kept().party(&shared, || {
            let own = desk.node().home().configuration().party;
            shared.look(|circle| {
                let window = circle.record().everything();
                window.ground.graph.find(&own).and_then(|ix| window.code_of(ix))
            })
        });
        Ok(Place { reader: Reader { party, lang: visitor.locale.lang().into(), calendar: visitor.locale.calendar() }, shared, at })
    }
}

impl Place {
    /// Shows a page about the circle.
    pub fn show(&self, visitor: &Visitor, room: Room, main: impl FnOnce(&Scene, &Circle) -> Option<Main>) -> Response {
        let shown = reading::look(&self.shared, &self.reader, |scene, circle| {
            Some(Shown { heading: Heading::of(scene), main: main(scene, circle)? })
        });
        match shown.flatten() {
            Some(shown) => self.frame(visitor, room, &shown, None),
            None => not_found(visitor),
        }
    }

    /// A page about the circle that all of the party see alike who have one role and one language: rendered once for all of them,
    /// until something is new.
    ///
    /// `main` takes hold of nothing but what it is given, and is given the visitor without name and token, so that nothing of
    /// one visitor can come into what another is shown: a form in such a page would be turned away.
    pub async fn alike<Of: ?Sized>(
        &self,
        desk: &Desk,
        visitor: &Visitor,
        of: &Of,
        main: fn(&Scene, &Circle, &Visitor, &Of) -> Option<Main>,
    ) -> Option<Arc<Shown>> {
        let anybody = visitor.anybody();
        let asked = Asked { mechanism: self.shared.mechanism(), by: format!("{anybody:?}") };
        let render = || {
            let render = |scene: &Scene, circle: &_| Some(Shown { heading: Heading::of(scene), main: main(scene, circle, &anybody, of)? });
            reading::look(&self.shared, &self.reader, render).flatten()
        };
        desk.kept().get(asked, &self.shared, render).await
    }

    /// A page about the circle; `beside` is what only now is so, and stands first beside it.
    pub fn frame(&self, visitor: &Visitor, room: Room, shown: &Shown, beside: Option<Markup>) -> Response {
        frame(visitor, shown, room, beside, &self.live(visitor))
    }

    /// By what an open page hears that something is new, and where it says so.
    fn live(&self, visitor: &Visitor) -> Markup {
        html! {
            p.lost id="live-lost" role="alert" hidden {}
            p.news id="live" role="status" data-from={ "/m/" (short(&self.shared.mechanism())) "/live?at=" (self.at) }
                data-lost=(visitor.word("live-lost")) data-mended=(visitor.word("live-mended")) data-over=(visitor.word("live-over")) {}
            script src=(*assets::LIVE) defer {}
        }
    }
}

/// The rooms of the desk, as the reader finds them at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What waits for the party.
    Waiting,
    /// The mechanism, and its sessions.
    Mechanism,
    /// A session.
    Session,
    /// What the delegation writes.
    Writing,
    /// The record itself.
    Record,
    /// The search, which stands in the head of every page.
    Search,
}

/// The middle of a page, and what stands beside it.
pub struct Main {
    /// The title.
    pub title: String,
    /// The middle.
    pub middle: Markup,
    /// What stands beside it.
    pub aside: Option<Markup>,
}

/// A page about a circle, as it is shown to each.
pub struct Shown {
    heading: Heading,
    main: Main,
}

impl Weighed for Shown {
    fn bytes(&self) -> usize {
        let aside = self.main.aside.as_ref().map_or(0, |aside| aside.0.len());
        self.main.title.len() + self.main.middle.0.len() + aside
    }
}

/// What stands above every page about a circle.
struct Heading {
    /// Where it is.
    root: String,
    mechanism: String,
    delegation: Option<String>,
    demonstration: Option<Demonstration>,
}

impl Heading {
    fn of(scene: &Scene) -> Heading {
        Heading {
            root: format!("/m/{}", short(&scene.mechanism())),
            mechanism: scene.charter.name.best(&scene.reader.lang).into(),
            delegation: scene.reader.party.as_ref().map(|code| scene.named(code).name),
            demonstration: scene.charter.demonstration,
        }
    }
}

/// A page about a circle.
fn frame(visitor: &Visitor, shown: &Shown, room: Room, beside: Option<Markup>, live: &Markup) -> Response {
    let Shown { heading, main } = shown;
    let rooms = [
        (Room::Waiting, "room-waiting", String::new()),
        (Room::Mechanism, "room-mechanism", "/mechanism".into()),
        (Room::Writing, "room-writing", "/write".into()),
        (Room::Record, "room-record", "/record".into()),
    ];
    let rooms = rooms.into_iter().filter(|(room, ..)| *room != Room::Writing || visitor.may(May::Draft));
    let banner = alternat_view::basis::banner(heading.demonstration, &visitor.locale);
    let body = html! {
        @if let Some(banner) = banner { section.banner aria-label=(banner) { (banner) } }
        header.head {
            a.name href=(heading.root) { (heading.mechanism) }
            (search::field(&heading.root, visitor))
            div.who {
                @if let Some(delegation) = &heading.delegation { (visitor.locale.say("delegation-of", &[("party", delegation)])) }
                (me(visitor))
            }
        }
        div.frame {
            nav aria-label=(visitor.word("rooms")) {
                @for (at, name, path) in rooms {
                    a href={ (heading.root) (path) } aria-current=[(at == room).then_some("page")] { (visitor.word(name)) }
                }
            }
            main id="main" data-live[room != Room::Writing] { h1 { (main.title) } (main.middle) }
            @if main.aside.is_some() || beside.is_some() {
                aside data-live[room != Room::Writing] { @if let Some(beside) = beside { (beside) } @if let Some(aside) = &main.aside { (aside) } }
            }
        }
        (live)
    };
    document(visitor, StatusCode::OK, &format!("{} – {}", main.title, heading.mechanism), body)
}

/// Who is signed in, and how to sign out.
fn me(visitor: &Visitor) -> Markup {
    html! {
        @if let Some(visit) = &visitor.visit {
            form.me method="post" action="/sign-out" {
                @if visitor.may(May::Manage) { a href="/people" { (visitor.word("people")) } " · " }
                a href="/me" { bdi { (visit.person.name) } } " · " (visitor.word(&format!("role-at-desk-{}", visit.person.role.name())))
                a href="/me/notices" { (visitor.word("notices")) }
                input type="hidden" name="token" value=(visitor.form_token());
                button.quiet type="submit" { (visitor.word("sign-out")) }
            }
        }
    }
}

/// A page about no circle: of the people of the desk, and of whoever looks at it.
pub fn aloof(visitor: &Visitor, status: StatusCode, title: &str, middle: Markup) -> Response {
    let body = html! {
        header.head { a.name href="/" { (visitor.word("back-to-waiting")) } div.who { (me(visitor)) } }
        main.aloof id="main" { h1 { (title) } (middle) }
    };
    document(visitor, status, title, body)
}

/// The page for whoever may not see what is there.
pub fn not_yours(visitor: &Visitor) -> Response {
    aloof(visitor, StatusCode::FORBIDDEN, &visitor.word("not-yours"), html! { p { (visitor.word("not-yours-ask")) } })
}

/// The page for whoever comes while too many wait.
pub fn busy(visitor: &Visitor) -> Response {
    let body = html! { main.alone id="main" { h1 { (visitor.word("busy")) } p role="alert" { (visitor.word("busy-again")) } } };
    let page = document(visitor, StatusCode::SERVICE_UNAVAILABLE, &visitor.word("busy"), body);
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, limit::COME_AGAIN_SECONDS)], page).into_response()
}

/// The page for what the desk could not do just now.
pub fn failed(visitor: &Visitor) -> Response {
    aloof(
        visitor,
        StatusCode::INTERNAL_SERVER_ERROR,
        &visitor.word("failed"),
        html! { p role="alert" { (visitor.word("sign-in-failed")) } },
    )
}

/// Does at a desk what hashes a password, in a turn of its own; an answer where there is none, or where it came to nothing.
pub async fn in_turn<T: Send + 'static>(
    desk: &Desk,
    visitor: &Visitor,
    ask: impl FnOnce(&Desk) -> Result<T, PeopleError> + Send + 'static,
) -> Result<Result<T, PeopleError>, Response> {
    let Some(turn) = desk.people().turn(&visitor.address).await else { return Err(busy(visitor)) };
    let asked = desk.clone();
    tokio::task::spawn_blocking(move || (ask(&asked), turn).0).await.map_err(|_| failed(visitor))
}

/// A whole document, in the visitor's language.
pub fn document(visitor: &Visitor, status: StatusCode, title: &str, body: Markup) -> Response {
    let body = html! {
        a.skip href="#main" { (visitor.word("skip-to-main")) }
        (body)
        footer { (languages(visitor)) }
    };
    sheet(visitor, status, title, body)
}

/// A whole document with nothing around what is shown.
fn sheet(visitor: &Visitor, status: StatusCode, title: &str, body: Markup) -> Response {
    let locale = visitor.locale;
    let page = html! {
        (DOCTYPE)
        html lang=(locale.lang()) dir=(direction(locale)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                link rel="stylesheet" href=(*assets::STYLE);
                link rel="icon" href=(*assets::SIGN);
            }
            body { (body) }
        }
    };
    (status, Html(page.into_string())).into_response()
}

/// Which way the lines of a language run, as a document says it.
fn direction(locale: Locale) -> &'static str {
    if locale.direction() == Direction::RightToLeft { "rtl" } else { "ltr" }
}

/// The languages, each by its own name.
fn languages(visitor: &Visitor) -> Markup {
    html! {
        form.languages method="post" action="/language" {
            input type="hidden" name="back" value=(visitor.path);
            @for locale in Locale::all() {
                button type="submit" name="lang" value=(locale.lang()) lang=(locale.lang())
                    aria-current=[(locale.lang() == visitor.locale.lang()).then_some("true")] { (locale.word("language-name")) }
            }
        }
    }
}

/// The page for what is not there.
pub fn not_found(visitor: &Visitor) -> Response {
    let body = html! { main.alone id="main" { h1 { (visitor.word("not-found")) } p { a href="/" { (visitor.word("back-to-waiting")) } } } };
    document(visitor, StatusCode::NOT_FOUND, &visitor.word("not-found"), body)
}

/// The page for an address that no page has.
pub async fn missing(visitor: Visitor) -> Response {
    not_found(&visitor)
}
