//! Whoever has signed in, to himself: his password, his second factor, his visits, and the calendar in which he reads.

mod picture;

use alternat::id::Id;
use alternat_view::moment::Moment;
use alternat_view::words::{Calendar, Locale, Value};
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Visitor, aloof, failed, in_turn};
use crate::desk::{Desk, see_other};
use crate::limit;
use crate::people::{Hand, PeopleError};

/// Himself.
pub async fn show(State(desk): State<Desk>, visitor: Visitor) -> Response {
    page(&desk, &visitor, StatusCode::OK, None)
}

/// What is wrong, at which of the forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Password(&'static str),
    Factor(&'static str),
}

impl Fault {
    fn of(fault: Option<Fault>, is_password: bool) -> Option<&'static str> {
        match fault? {
            Fault::Password(name) => is_password.then_some(name),
            Fault::Factor(name) => (!is_password).then_some(name),
        }
    }
}

fn page(desk: &Desk, visitor: &Visitor, status: StatusCode, fault: Option<Fault>) -> Response {
    match middle(desk, visitor, fault) {
        Ok(middle) => aloof(visitor, status, &visitor.word("me"), middle),
        Err(_) => failed(visitor),
    }
}

fn middle(desk: &Desk, visitor: &Visitor, fault: Option<Fault>) -> Result<Markup, PeopleError> {
    let locale = visitor.locale;
    let Some(visit) = &visitor.visit else { return Ok(html! {}) };
    let (person, people) = (&visit.person, desk.people());
    let password = password(visitor, Fault::of(fault, true));
    if person.must_change {
        return Ok(html! { p.fault role="alert" { (visitor.word("must-change")) } (password) });
    }
    let factor = factor(desk, visitor, &person.name, Fault::of(fault, false))?;
    let own = Id::of_bytes(visitor.token().unwrap_or_default().as_bytes());
    let visits = people.visits(&person.name)?;
    Ok(html! {
        p.lede {
            (locale.say("me-is", &[("name", Value::from(&person.name)), ("role", Value::Said(&visitor.word(&format!("role-at-desk-{}", person.role.name()))))]))
            @if let Some(signer) = &person.signer { " " (locale.say("me-signs", &[("signer", signer)])) }
        }
        h2 { (visitor.word("calendar")) }
        form method="post" action="/me/calendar" {
            (token(visitor))
            label { (visitor.word("calendar-beside")) select name="calendar" {
                @for calendar in Calendar::ALL {
                    @let is_chosen = person.calendar.as_deref().unwrap_or("gregorian") == calendar.name();
                    option value=(calendar.name()) selected[is_chosen] { (visitor.word(&format!("calendar-{}", calendar.name()))) }
                }
            } }
            button."do" type="submit" { (visitor.word("keep")) }
        }
        (password)
        (factor)
        h2 { (visitor.word("visits")) }
        table {
            thead { tr { @for name in ["visit-from", "visit-since", "visit-last"] { th scope="col" { (visitor.word(name)) } } td {} } }
            tbody { @for stay in &visits { tr {
                td { bdi { (stay.address) } }
                td { (moment(stay.since, locale)) }
                td { (moment(stay.last, locale)) }
                td { @if stay.id == own { (visitor.word("visit-this")) } @else {
                    form method="post" action="/me/visits" {
                        (token(visitor))
                        button.quiet type="submit" name="visit" value=(stay.id) { (visitor.word("visit-end")) }
                    }
                } }
            } } }
        }
    })
}

fn password(visitor: &Visitor, fault: Option<&str>) -> Markup {
    html! {
        h2 { (visitor.word("password")) }
        form method="post" action="/me/password" {
            (token(visitor))
            label { (visitor.word("password-old")) input name="old" type="password" autocomplete="current-password" required; }
            label { (visitor.word("password-new")) input name="new" type="password" autocomplete="new-password" required
                minlength=(limit::PASSWORD_CHARS_LEAST) aria-describedby="password-rule"; }
            p.due id="password-rule" { (visitor.locale.say("password-rule", &[("count", limit::PASSWORD_CHARS_LEAST)])) }
            label { (visitor.word("password-again")) input name="again" type="password" autocomplete="new-password" required; }
            @if let Some(fault) = fault { p.fault role="alert" { (visitor.word(fault)) } }
            button."do" type="submit" { (visitor.word("password-change")) }
        }
    }
}

fn factor(desk: &Desk, visitor: &Visitor, name: &str, fault: Option<&str>) -> Result<Markup, PeopleError> {
    let people = desk.people();
    let by_password = |what: &str, button: &str| {
        html! {
            form method="post" action="/me/factor" {
                (token(visitor))
                input type="hidden" name="what" value=(what);
                label { (visitor.word("password-old")) input name="proof" type="password" autocomplete="current-password" required; }
                button."do" type="submit" { (visitor.word(button)) }
            }
        }
    };
    let fault = html! { @if let Some(fault) = fault { p.fault role="alert" { (visitor.word(fault)) } } };
    let middle = if people.has_factor(name)? {
        let left = people.codes_left(name)?;
        html! {
            p { (visitor.word("factor-is-on")) " " (visitor.locale.say("codes-left", &[("count", left)])) }
            (fault)
            details { summary { (visitor.word("codes-new")) } (by_password("codes", "codes-new")) }
            details { summary { (visitor.word("factor-take-off")) } (by_password("off", "factor-take-off")) }
        }
    } else if let Some(enrolment) = people.enrolment(name)? {
        let spaced: Vec<String> = enrolment.secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
        html! {
            p { (visitor.word("factor-enter")) }
            (picture::of(&enrolment.address, &visitor.word("factor-picture")))
            p { bdi.id { (spaced.join(" ")) } }
            form method="post" action="/me/factor" {
                (token(visitor))
                input type="hidden" name="what" value="confirm";
                label { (visitor.word("factor-confirm-by")) input name="proof" dir="ltr" inputmode="numeric" autocomplete="one-time-code" required; }
                (fault)
                button."do".now type="submit" { (visitor.word("factor-put-on")) }
            }
        }
    } else {
        html! { p { (visitor.word("factor-is-off")) } (fault) (by_password("begin", "factor-put-on")) }
    };
    Ok(html! { h2 { (visitor.word("factor")) } (middle) })
}

/// The printed codes: shown once, and printed.
fn codes(visitor: &Visitor, name: &str, codes: &[String]) -> Response {
    let middle = html! {
        p.lede { (visitor.locale.say("codes-of", &[("name", name)])) }
        ol.codes { @for code in codes { li { bdi.id { (code) } } } }
        p { (visitor.word("codes-rule")) }
        p { a."do" href="/me" { (visitor.word("codes-done")) } }
    };
    aloof(visitor, StatusCode::OK, &visitor.word("codes"), middle)
}

/// A new password, and the old one.
#[derive(Deserialize)]
pub struct Passwords {
    token: String,
    old: String,
    new: String,
    again: String,
}

/// Changes the password; every other visit ends.
pub async fn choose_password(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Passwords>) -> Response {
    let Some((name, own)) = owner(&visitor, &sent.token) else { return StatusCode::FORBIDDEN.into_response() };
    let fault = |name| page(&desk, &visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(Fault::Password(name)));
    if sent.new != sent.again {
        return fault("password-differs");
    }
    if sent.new == sent.old {
        return fault("password-same");
    }
    let (address, at) = (visitor.address.clone(), desk.now());
    let asked = in_turn(&desk, &visitor, move |desk| {
        let (people, hand) = (desk.people(), Hand { by: &name, address: &address, at });
        Ok(people.proves(&sent.old, hand)? && people.choose_password(&name, &sent.new, &own, hand)?)
    });
    match asked.await {
        Ok(Ok(true)) => see_other("/me"),
        Ok(Ok(false)) => fault("password-wrong"),
        Ok(Err(PeopleError::NotAPassword)) => fault("password-short"),
        Ok(Err(_)) => failed(&visitor),
        Err(answer) => answer,
    }
}

/// A calendar.
#[derive(Deserialize)]
pub struct Choice {
    token: String,
    calendar: String,
}

/// Keeps the calendar in which days are said besides.
pub async fn choose_calendar(State(desk): State<Desk>, visitor: Visitor, Form(choice): Form<Choice>) -> Response {
    let Some((name, _)) = owner(&visitor, &choice.token) else { return StatusCode::FORBIDDEN.into_response() };
    match desk.people().choose_calendar(&name, Calendar::of_name(&choice.calendar).map(Calendar::name)) {
        Ok(()) => see_other("/me"),
        Err(_) => failed(&visitor),
    }
}

/// A visit.
#[derive(Deserialize)]
pub struct Ended {
    token: String,
    visit: String,
}

/// Ends a visit of his own.
pub async fn end_visit(State(desk): State<Desk>, visitor: Visitor, Form(ended): Form<Ended>) -> Response {
    let Some((name, _)) = owner(&visitor, &ended.token) else { return StatusCode::FORBIDDEN.into_response() };
    let hand = Hand { by: &name, address: &visitor.address, at: desk.now() };
    match ended.visit.parse::<Id>().map(|id| desk.people().end_visits(&name, Some(&id), hand)) {
        Ok(Ok(())) => see_other("/me"),
        Ok(Err(_)) => failed(&visitor),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// What is to become of the second factor, and what shows that he may: his password, or a code of the authenticator.
#[derive(Deserialize)]
pub struct Factor {
    token: String,
    what: String,
    proof: String,
}

/// What came of it.
enum Came {
    Done,
    Wrong(&'static str),
    Codes(Vec<String>),
    NothingAsked,
}

/// Puts the second factor on or takes it off, or makes new printed codes.
pub async fn change_factor(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Factor>) -> Response {
    let Some((name, _)) = owner(&visitor, &sent.token) else { return StatusCode::FORBIDDEN.into_response() };
    let (of, address, at) = (name.clone(), visitor.address.clone(), desk.now());
    let asked = in_turn(&desk, &visitor, move |desk| {
        let (people, hand) = (desk.people(), Hand { by: &of, address: &address, at });
        if sent.what == "confirm" {
            let codes = people.confirm_factor(&of, &sent.proof, hand)?;
            return Ok(codes.map_or(Came::Wrong("code-wrong"), Came::Codes));
        }
        if !people.proves(&sent.proof, hand)? {
            return Ok(Came::Wrong("password-wrong"));
        }
        match sent.what.as_str() {
            "begin" => people.begin_factor(&of).map(|()| Came::Done),
            "codes" if people.has_factor(&of)? => people.print_codes(&of, hand).map(Came::Codes),
            "off" => people.remove_factor(&of, hand).map(|()| Came::Done),
            _ => Ok(Came::NothingAsked),
        }
    });
    match asked.await {
        Ok(Ok(Came::Done)) => see_other("/me"),
        Ok(Ok(Came::Codes(all))) => codes(&visitor, &name, &all),
        Ok(Ok(Came::Wrong(fault))) => page(&desk, &visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(Fault::Factor(fault))),
        Ok(Ok(Came::NothingAsked)) => StatusCode::BAD_REQUEST.into_response(),
        Ok(Err(_)) => failed(&visitor),
        Err(answer) => answer,
    }
}

/// Whoever sent a form from a page of this desk, and the token of his visit.
pub(super) fn owner(visitor: &Visitor, token: &str) -> Option<(String, String)> {
    let visit = visitor.visit.as_ref().filter(|_| visitor.has_sent(token))?;
    Some((visit.person.name.clone(), visitor.token()?.to_string()))
}

/// What every form of a visit carries.
pub(super) fn token(visitor: &Visitor) -> Markup {
    html! { input type="hidden" name="token" value=(visitor.form_token()); }
}

/// A moment, as people say it, in UTC.
pub(super) fn moment(at: u64, locale: Locale) -> String {
    let Moment { day, time } = Moment::of(at);
    locale.say("moment-utc", &[("day", Value::Said(&locale.day(&day.0))), ("time", Value::Said(&locale.digits(&time)))])
}
