//! Writing: a form for every act that a person signs, the drafts of the delegation, what will be signed, and signing it.
//!
//! What was typed is kept first and judged afterwards, so that no refusal, no end of a visit and no cut line loses it.

mod choices;
mod controls;
mod form;
mod shown;
mod typed;

use alternat::chair;
use alternat::id::Id;
use alternat::kind::{Accreditation, Body, Convening, Kind, Power};
use alternat_node::failure::Failure;
use alternat_node::request::{Answer, Ask, Request, Writing};
use alternat_view::moment::Moment;
use alternat_view::scene::Scene;
use alternat_view::words::Locale;
use alternat_view::{hindrance, refusal};
use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Query, Request as Asked, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;
use serde_json::Value;

use self::controls::{Controls, Fault};
use self::form::FORMS;
use self::typed::{Own, Written};
use super::{Main, Place, Room, Visitor, document, not_found};
use crate::desk::{Desk, see_other, short};
use crate::drafts::{Draft, Edit, Saved, Typed};
use crate::may::May;
use crate::{limit, reading};

/// Who would sign an act of a kind for the visitor.
struct Hand {
    /// The signer as whom it is rehearsed; none where nobody of the home may sign it.
    rehearses: Option<(String, Id)>,
    /// Whether the visitor himself signs as him.
    signs: bool,
    /// The message that says why he does not.
    why_not: Option<&'static str>,
}

/// The drafts of the delegation, and what may be begun.
pub async fn list(State(desk): State<Desk>, visitor: Visitor, place: Place) -> Response {
    if let Some(refused) = only_writers(&visitor) {
        return refused;
    }
    let Ok(drafts) = desk.drafts().open_ones(place.shared.mechanism()) else { return failed(&visitor) };
    place.show(&visitor, Room::Writing, |scene, _| {
        let locale = visitor.locale;
        let root = format!("/m/{}", short(&scene.mechanism()));
        let presides = presides(scene);
        let middle = html! {
            p.lede { (locale.say("drafts-count", &[("count", drafts.len())])) }
            @if !drafts.is_empty() { ul.drafts { @for draft in &drafts { li {
                a href={ (root) "/draft/" (draft.number) } { (named(locale, draft)) }
                " " span.soft { (saved(locale, draft)) }
            } } } }
            h2 { (locale.word("write-begin")) }
            ul.kinds { @for form in FORMS.iter().filter(|form| presides || !is_of_the_chair(form.kind)) {
                li { a href={ (root) "/write/" (form.kind.name()) } { (locale.word(&format!("kind-{}", form.kind.name()))) } }
            } }
        };
        Some(Main { title: locale.word("room-writing"), middle, aside: None })
    })
}

/// What a form is about.
#[derive(Debug, Default, Deserialize)]
pub struct About {
    #[serde(default)]
    about: String,
}

/// An empty form, with what is known filled in.
pub async fn begin(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, kind)): Path<(String, String)>,
    Query(about): Query<About>,
) -> Response {
    if let Some(refused) = only_writers(&visitor) {
        return refused;
    }
    let Some(form) = form::of_name(&kind) else { return elsewhere(&visitor, &place, &kind) };
    let hand = hand(&desk, &visitor, &place, form.kind).await;
    place.show(&visitor, Room::Writing, |scene, _| {
        let about = about.about.parse().ok().and_then(|id: Id| scene.window.ground.graph.find(&id));
        let typed = choices::known(scene, form, about);
        Some(sheet(&visitor, scene, &Sheet { form, typed: &typed, draft: None, faults: &[], note: None, hand: &hand }))
    })
}

/// Keeps what was typed, then shows the draft, or what will be signed.
///
/// It is asked for without a visit, too: whoever's visit has ended must not lose what he typed.
pub async fn save(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path((mechanism, kind)): Path<(String, String)>,
    place: Result<Place, Response>,
    Fields(pairs): Fields,
) -> Response {
    let Some(visit) = &visitor.visit else { return visit_ended(&visitor, &mechanism, &kind, &pairs) };
    if visit.person.must_change {
        return see_other("/me");
    }
    if let Some(refused) = only_writers(&visitor) {
        return refused;
    }
    let place = match place {
        Ok(place) => place,
        Err(refused) => return refused,
    };
    let Some(form) = form::of_name(&kind) else { return not_found(&visitor) };
    let sent = |name: &str| pairs.iter().find(|(sent, _)| sent == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let before = sent("draft").parse().ok().zip(sent("edition").parse().ok());
    let (token, next) = (sent("token"), sent("do"));
    let typed = typed::sorted(pairs);
    let mechanism = place.shared.mechanism();
    let edit = Edit { mechanism, kind: form.kind.name(), typed: &typed, editor: &visit.person.name, at: desk.now() };
    // A form of a visit that has ended, or of another site: nothing is kept, and nothing is lost.
    let kept = if visitor.has_sent(&token) { Some(desk.drafts().save(edit, before)) } else { None };
    let root = format!("/m/{}/draft", short(&mechanism));
    let note = match kept {
        Some(Ok(Saved::Kept(number))) if next == "check" => return see_other(&format!("{root}/{number}/check")),
        Some(Ok(Saved::Kept(number))) => return see_other(&format!("{root}/{number}")),
        Some(Ok(Saved::Beside(number))) => return see_other(&format!("{root}/{number}?beside=1")),
        Some(Err(_)) => "write-not-kept",
        None => "write-send-again",
    };
    let hand = hand(&desk, &visitor, &place, form.kind).await;
    let mut answer = place.show(&visitor, Room::Writing, |scene, _| {
        Some(sheet(&visitor, scene, &Sheet { form, typed: &typed, draft: None, faults: &[], note: Some(note), hand: &hand }))
    });
    *answer.status_mut() = StatusCode::CONFLICT;
    answer
}

/// The fields of a form, counted before they are read: a form of nothing but fields would take far more memory than it has bytes.
pub struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Asked, state: &S) -> Result<Fields, Response> {
        let (parts, body) = request.into_parts();
        let whole = Asked::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(whole, state).await.map_err(IntoResponse::into_response)?;
        if bytes.iter().filter(|byte| **byte == b'&').count() >= limit::WRITING_FIELDS_MAX {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        let read = Form::from_request(Asked::from_parts(parts, bytes.into()), state).await;
        read.map(|Form(pairs)| Fields(pairs)).map_err(IntoResponse::into_response)
    }
}

/// How a draft came to be shown.
#[derive(Debug, Default, Deserialize)]
pub struct Came {
    #[serde(default)]
    beside: u8,
}

/// A draft: to be written on, or what became of it.
pub async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, number)): Path<(String, i64)>,
    Query(came): Query<Came>,
) -> Response {
    let found = match find(&desk, &visitor, &place, number) {
        Ok(found) => found,
        Err(refused) => return *refused,
    };
    let (draft, form) = found;
    if let Some(act) = draft.act {
        return signed(&visitor, &place, form.kind, act);
    }
    let hand = hand(&desk, &visitor, &place, form.kind).await;
    let note = if came.beside == 1 { Some("write-beside") } else { None };
    place.show(&visitor, Room::Writing, |scene, _| {
        Some(sheet(&visitor, scene, &Sheet { form, typed: &draft.typed, draft: Some(&draft), faults: &[], note, hand: &hand }))
    })
}

/// Whether a draft would stand: if so, exactly what will be signed; if not, the form with what is wrong at its field.
pub async fn check(State(desk): State<Desk>, visitor: Visitor, place: Place, Path((_, number)): Path<(String, i64)>) -> Response {
    match find(&desk, &visitor, &place, number) {
        Ok((draft, form)) if draft.act.is_none() => checked(&desk, &visitor, &place, &draft, form, None).await,
        Ok((draft, _)) => see_other(&format!("/m/{}/draft/{}", short(&place.shared.mechanism()), draft.number)),
        Err(refused) => *refused,
    }
}

/// What is sent in to sign.
#[derive(Deserialize)]
pub struct Signature {
    token: String,
    /// The hash of what was shown.
    shown: String,
    #[serde(default)]
    passphrase: String,
}

/// Signs what was shown, and nothing else.
pub async fn sign(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, number)): Path<(String, i64)>,
    Form(signature): Form<Signature>,
) -> Response {
    if !visitor.has_sent(&signature.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    // One at a time, so that nobody signs a draft twice.
    let _turn = desk.drafts().signing().lock().await;
    let (draft, form) = match find(&desk, &visitor, &place, number) {
        Ok(found) => found,
        Err(refused) => return *refused,
    };
    let address = format!("/m/{}/draft/{}", short(&place.shared.mechanism()), draft.number);
    if draft.act.is_some() {
        return see_other(&address);
    }
    let hand = hand(&desk, &visitor, &place, form.kind).await;
    let signer = match &hand.rehearses {
        Some((signer, _)) if hand.signs => signer.clone(),
        _ => return forbidden(&visitor, hand.why_not.unwrap_or("write-not-signer")),
    };
    let (body, writing) = match rehearse(&desk, &place, &draft, form, &hand).await {
        Rehearsed::Stands { body, writing, .. } => (body, writing),
        Rehearsed::Not(_) => return checked(&desk, &visitor, &place, &draft, form, None).await,
    };
    if hash(&body, &writing) != signature.shown {
        let moved = visitor.word("write-moved");
        return checked(&desk, &visitor, &place, &draft, form, Some(moved)).await;
    }
    let passphrase = Some(signature.passphrase).filter(|typed| !typed.is_empty());
    // The body that was shown, whole: should the record have moved on since, it is refused and not filled in anew.
    let ask = Ask::Sign { signer, writing: Writing { body, ..writing }, passphrase };
    match ask_node(&desk, &place, ask).await {
        Ok(Answer::Recorded { id }) => match desk.drafts().signed(&draft, id) {
            Ok(true) => see_other(&address),
            Ok(false) | Err(_) => signed(&visitor, &place, form.kind, id),
        },
        Ok(_) => failed(&visitor),
        Err(failure) => {
            let words = told(&failure, visitor.locale).words;
            checked(&desk, &visitor, &place, &draft, form, Some(words)).await
        }
    }
}

/// What is sent in to throw a draft away.
#[derive(Deserialize)]
pub struct Discard {
    token: String,
    edition: i64,
}

/// Throws a draft away, if it is still the one that was seen.
pub async fn discard(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, number)): Path<(String, i64)>,
    Form(discard): Form<Discard>,
) -> Response {
    if !visitor.has_sent(&discard.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some(refused) = only_writers(&visitor) {
        return refused;
    }
    let root = format!("/m/{}", short(&place.shared.mechanism()));
    match desk.drafts().discard(place.shared.mechanism(), number, discard.edition) {
        Ok(true) => see_other(&format!("{root}/write")),
        Ok(false) => see_other(&format!("{root}/draft/{number}")),
        Err(_) => failed(&visitor),
    }
}

/// A form to be shown.
struct Sheet<'a> {
    form: &'static form::Form,
    typed: &'a Typed,
    draft: Option<&'a Draft>,
    faults: &'a [Fault],
    note: Option<&'a str>,
    hand: &'a Hand,
}

fn sheet(visitor: &Visitor, scene: &Scene, sheet: &Sheet) -> Main {
    let locale = visitor.locale;
    let root = format!("/m/{}", short(&scene.mechanism()));
    let kind = sheet.form.kind.name();
    let is_chairs = is_of_the_chair(sheet.form.kind) && !presides(scene);
    let middle = html! {
        @if let Some(note) = sheet.note { p.fault role="alert" { (locale.word(note)) } }
        @if is_chairs { p.fault { (locale.word("write-only-chair")) } }
        @if let Some(why) = sheet.hand.why_not { p.soft { (locale.word(why)) } }
        @if let Some(draft) = sheet.draft { p.soft { (saved(locale, draft)) } }
        form.write method="post" action={ (root) "/write/" (kind) } {
            input type="hidden" name="token" value=(visitor.form_token());
            @if let Some(draft) = sheet.draft {
                input type="hidden" name="draft" value=(draft.number);
                input type="hidden" name="edition" value=(draft.edition);
            }
            (Controls::of(scene, sheet.form, sheet.typed, sheet.faults).show())
            @if sheet.form.fields.iter().all(|field| matches!(field.what, form::What::OwnFeed | form::What::OwnParty)) {
                p { (locale.word("write-nothing-to-fill")) }
            }
            p.actions {
                button."do".now type="submit" name="do" value="check" { (locale.word("write-check")) }
                " " button."do" type="submit" name="do" value="save" { (locale.word("write-save")) }
            }
        }
        @if let Some(draft) = sheet.draft {
            form method="post" action={ (root) "/draft/" (draft.number) "/discard" } {
                input type="hidden" name="token" value=(visitor.form_token());
                input type="hidden" name="edition" value=(draft.edition);
                button.quiet type="submit" { (locale.word("write-discard")) }
            }
        }
    };
    Main { title: locale.word(&format!("kind-{kind}")), middle, aside: None }
}

/// What a rehearsal came to.
enum Rehearsed {
    Stands { body: Value, payload: Vec<u8>, writing: Writing },
    Not(Vec<Fault>),
}

async fn rehearse(desk: &Desk, place: &Place, draft: &Draft, form: &'static form::Form, hand: &Hand) -> Rehearsed {
    let locale = Locale::of(&place.reader.lang);
    let whole = |words: String| Rehearsed::Not(vec![Fault { at: String::new(), words }]);
    let Some((signer, feed)) = hand.rehearses.clone() else { return whole(locale.word("write-nobody-signs")) };
    let own = Own { feed: Some(feed), party: place.reader.party.clone() };
    let Written { body, parts, missing } = typed::read(form, &draft.typed, &own);
    if !missing.is_empty() {
        return Rehearsed::Not(missing.into_iter().map(|at| Fault { at, words: locale.word("write-missing") }).collect());
    }
    let writing = Writing { kind: form.kind.name().into(), body, parts, basis: None, claimed_at: None };
    match ask_node(desk, place, Ask::Rehearse { signer, writing: writing.clone() }).await {
        Ok(Answer::Rehearsed { body, payload, .. }) => Rehearsed::Stands { body, payload, writing },
        Ok(_) => whole(locale.word("write-failed")),
        Err(failure) => Rehearsed::Not(vec![told(&failure, locale)]),
    }
}

/// The page of a draft that was rehearsed.
async fn checked(
    desk: &Desk,
    visitor: &Visitor,
    place: &Place,
    draft: &Draft,
    form: &'static form::Form,
    trouble: Option<String>,
) -> Response {
    let hand = hand(desk, visitor, place, form.kind).await;
    let locale = visitor.locale;
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut answer = match rehearse(desk, place, draft, form, &hand).await {
        Rehearsed::Not(faults) => place.show(visitor, Room::Writing, |scene, _| {
            Some(sheet(
                visitor,
                scene,
                &Sheet { form, typed: &draft.typed, draft: Some(draft), faults: &faults, note: Some("write-would-not-stand"), hand: &hand },
            ))
        }),
        Rehearsed::Stands { body, payload, writing } => place.show(visitor, Room::Writing, |scene, _| {
            let root = format!("/m/{}/draft/{}", short(&scene.mechanism()), draft.number);
            let lies = shown::lies_in(&body, &writing.parts);
            let bytes: Vec<String> =
                payload.chunks(16).map(|row| row.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")).collect();
            let middle = html! {
                @if let Some(trouble) = &trouble { p.fault role="alert" { (trouble) } }
                p.lede { (locale.word("write-would-stand")) }
                @for lie in &lies { p.fault role="alert" { (locale.word(lie.message())) } }
                (shown::body(scene, form, &body, &writing.parts))
                details {
                    summary { (locale.word("write-exactly")) }
                    pre dir="ltr" tabindex="0" { (shown::text(&serde_json::to_string_pretty(&body).unwrap_or_default())) }
                    pre dir="ltr" tabindex="0" { (bytes.join("\n")) }
                }
                @if hand.signs {
                    form.write method="post" action={ (root) "/sign" } {
                        input type="hidden" name="token" value=(visitor.form_token());
                        input type="hidden" name="shown" value=(hash(&body, &writing));
                        label { (locale.word("write-passphrase")) input.short name="passphrase" type="password" autocomplete="off"; }
                        button."do".now type="submit" { (locale.word("write-sign")) }
                    }
                } @else if let Some(why) = hand.why_not { p { (locale.word(why)) } }
                p { a href=(root) { (locale.word("write-back")) } }
            };
            Some(Main { title: locale.word(&format!("kind-{}", form.kind.name())), middle, aside: None })
        }),
    };
    *answer.status_mut() = status;
    answer
}

/// What became of a draft that was signed.
fn signed(visitor: &Visitor, place: &Place, kind: Kind, act: Id) -> Response {
    place.show(visitor, Room::Writing, |scene, _| {
        let locale = visitor.locale;
        let root = format!("/m/{}", short(&scene.mechanism()));
        let ix = scene.window.ground.graph.find(&act)?;
        let body = choices::body(scene, ix);
        let session = match kind {
            Kind::Convening => Some(act.to_string()),
            _ => body["session"].as_str().map(str::to_string),
        };
        let symbol = alternat_view::decision::symbol(scene, ix);
        let middle = html! {
            p.lede { (locale.word("write-signed")) }
            dl {
                @if let Some(symbol) = symbol { dt { (locale.word("write-symbol")) } dd { bdi { (symbol) } } }
                dt { (locale.word("act-id")) } dd { a.id href={ (root) "/act/" (act) } { bdi { (act) } } }
            }
            @if let Some(session) = session { p { a href={ (root) "/session/" (session) } { (locale.word("write-to-session")) } } }
            p { a href=(root) { (locale.word("back-to-waiting")) } }
        };
        Some(Main { title: locale.word(&format!("kind-{}", kind.name())), middle, aside: None })
    })
}

/// Where a kind is signed that is not written at the desk.
fn elsewhere(visitor: &Visitor, place: &Place, kind: &str) -> Response {
    let Some(kind) = Kind::of_name(kind) else { return not_found(visitor) };
    place.show(visitor, Room::Writing, |_, _| {
        let how = if kind.by_root() { "write-by-root" } else { "write-by-command" };
        let middle = html! { p { (visitor.word(how)) } };
        Some(Main { title: visitor.word(&format!("kind-{}", kind.name())), middle, aside: None })
    })
}

/// The page for somebody whose visit ended while he wrote: what he typed stays on it, and can be sent again.
fn visit_ended(visitor: &Visitor, mechanism: &str, kind: &str, pairs: &[(String, String)]) -> Response {
    if form::of_name(kind).is_none() || !mechanism.chars().all(|digit| digit.is_ascii_hexdigit()) {
        return see_other("/sign-in");
    }
    let typed = pairs.iter().filter(|(name, _)| name != "token");
    let body = html! {
        main.alone id="main" {
            h1 { (visitor.word("write-visit-ended")) }
            p { a href="/sign-in" target="_blank" rel="noopener" { (visitor.word("sign-in")) } }
            p { (visitor.word("write-then-send")) }
            form method="post" action={ "/m/" (mechanism) "/write/" (kind) } {
                @for (name, value) in typed { input type="hidden" name=(name) value=(value); }
                button."do".now type="submit" { (visitor.word("write-send")) }
            }
        }
    };
    document(visitor, StatusCode::UNAUTHORIZED, &visitor.word("write-visit-ended"), body)
}

/// A draft of the circle, and its form.
fn find(desk: &Desk, visitor: &Visitor, place: &Place, number: i64) -> Result<(Draft, &'static form::Form), Box<Response>> {
    if let Some(refused) = only_writers(visitor) {
        return Err(Box::new(refused));
    }
    let draft = desk.drafts().get(place.shared.mechanism(), number).map_err(|_| Box::new(failed(visitor)))?;
    draft.and_then(|draft| form::of_name(&draft.kind).map(|form| (draft, form))).ok_or_else(|| Box::new(not_found(visitor)))
}

/// Turns away whoever may read only.
fn only_writers(visitor: &Visitor) -> Option<Response> {
    (!visitor.may(May::Draft)).then(|| forbidden(visitor, "write-not-writer"))
}

fn forbidden(visitor: &Visitor, why: &str) -> Response {
    let body = html! { main.alone id="main" { h1 { (visitor.word(why)) } p { a href="/" { (visitor.word("back-to-waiting")) } } } };
    document(visitor, StatusCode::FORBIDDEN, &visitor.word(why), body)
}

fn failed(visitor: &Visitor) -> Response {
    let body =
        html! { main.alone id="main" { h1 { (visitor.word("write-failed")) } p { a href="/" { (visitor.word("back-to-waiting")) } } } };
    document(visitor, StatusCode::INTERNAL_SERVER_ERROR, &visitor.word("write-failed"), body)
}

/// Who would sign an act of a kind: the visitor, if he may; otherwise, to rehearse it, anybody of the home who may.
async fn hand(desk: &Desk, visitor: &Visitor, place: &Place, kind: Kind) -> Hand {
    let Ok(Answer::Signers { signers }) = ask_node(desk, place, Ask::Signers).await else {
        return Hand { rehearses: None, signs: false, why_not: Some("write-failed") };
    };
    let known: Vec<(String, Id)> = signers.into_iter().filter_map(|(name, feed)| Some((name, feed?))).collect();
    let may = reading::look(&place.shared, &place.reader, |scene, _| {
        let has_power = |feed: &Id, power: Power| {
            let accreditation = scene.window.ground.graph.find(feed).and_then(|ix| scene.window.ground.body::<Accreditation>(ix));
            accreditation.is_some_and(|body| body.may.contains(&power))
        };
        known.iter().filter(|(_, feed)| has_power(feed, kind.power())).cloned().collect::<Vec<_>>()
    });
    let may = may.unwrap_or_default();
    let person = visitor.visit.as_ref().map(|visit| &visit.person);
    let own = person.and_then(|person| person.signer.clone());
    let role_signs = visitor.may(May::Sign);
    let his = own.as_ref().and_then(|own| may.iter().find(|(name, _)| name == own).cloned());
    let why_not = match (&own, role_signs, &his) {
        (_, false, _) => Some("write-not-signer"),
        (None, true, _) => Some("write-no-signer"),
        (Some(_), true, None) => Some("write-no-power"),
        (Some(_), true, Some(_)) => None,
    };
    Hand { signs: why_not.is_none(), rehearses: his.or_else(|| may.into_iter().next()), why_not }
}

/// Whether the reader's party presides: over a term, over a session, or by turn next.
fn presides(scene: &Scene) -> bool {
    let (window, ground) = (scene.window, scene.window.ground);
    let Some(own) = &scene.reader.party else { return false };
    let is_own = |feed: &Id| ground.graph.find(feed).is_some_and(|ix| window.code_of(ground.fact(ix).party).as_ref() == Some(own));
    let by_term = || {
        chair::current_terms(window).into_iter().any(|term| match &ground.fact(term).body {
            Some(Body::Assumption(body)) => body.party == *own,
            _ => scene.charter.rotation.is_empty(),
        })
    };
    let by_session = || {
        let sessions = window.charter().map(|charter| window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
        sessions.into_iter().any(|ix| ground.body::<Convening>(ix).is_some_and(|body| is_own(&body.presides)))
    };
    by_term() || by_session()
}

/// Whether only whoever presides signs the kind. The chair is assumed by who does not preside yet.
fn is_of_the_chair(kind: Kind) -> bool {
    (kind.power() == Power::Preside && kind != Kind::Assumption) || kind == Kind::SealProposal
}

async fn ask_node(desk: &Desk, place: &Place, ask: Ask) -> Result<Answer, Failure> {
    let request = Request { mechanism: Some(place.shared.mechanism().to_string()), ask };
    match desk.node().answer(request).await {
        Answer::Failed(failure) => Err(failure),
        answer => Ok(answer),
    }
}

/// What a failure says to its writer, and at which field.
fn told(failure: &Failure, locale: Locale) -> Fault {
    let place = failure.at.as_deref().cloned().unwrap_or_default();
    let at = place.field.as_deref().unwrap_or_default().replace('[', ".").replace(']', "");
    let words = match refusal::of_code(&failure.code) {
        Some(refused) if place.text.is_some() => refusal::told(refused, &place, locale),
        Some(refused) => hindrance::sentence(refused, locale),
        None if place.text.is_some() => refusal::in_place(&place, locale),
        None => {
            let known = format!("write-failed-{}", failure.code);
            if locale.is_said(&known) { locale.word(&known) } else { locale.say("write-failed-other", &[("what", &failure.what)]) }
        }
    };
    Fault {
        at,
        words: locale.say(
            "write-fault",
            &[("words", alternat_view::words::Value::Said(&words)), ("code", alternat_view::words::Value::from(failure.code.as_str()))],
        ),
    }
}

/// What was shown, in a hash: the body and its texts.
fn hash(body: &Value, writing: &Writing) -> String {
    let parts: Vec<Id> = writing.parts.iter().map(|part| Id::of_bytes(&part.0)).collect();
    Id::of_bytes(format!("{} {body} {parts:?}", writing.kind).as_bytes()).to_string()
}

fn named(locale: Locale, draft: &Draft) -> String {
    let kind = locale.word(&format!("kind-{}", draft.kind));
    let is_words =
        |path: &str| ["title.", "expressions.", "what.", "words.", "reason.", "place."].iter().any(|begin| path.starts_with(begin));
    let typed = draft.typed.iter().filter(|(path, _)| is_words(path) && !path.ends_with(".status")).find_map(|(_, values)| values.first());
    let begins: String = typed.map(|typed| alternat_view::bidi::quoted(typed).chars().take(60).collect()).unwrap_or_default();
    if begins.is_empty() { kind } else { locale.say("draft-named", &[("kind", &kind), ("words", &begins)]) }
}

fn saved(locale: Locale, draft: &Draft) -> String {
    let at = Moment::of(draft.saved_at);
    let (day, time) = (locale.day(&at.day.0), locale.digits(&at.time));
    locale.say("draft-saved", &[("person", draft.editor.as_str()), ("day", &day), ("time", &time)])
}
