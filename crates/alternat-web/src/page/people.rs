//! The administrator's room: who may sign in, and as what.

use axum::Form;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::me::{moment, owner, token};
use super::{Visitor, aloof, failed, in_turn};
use crate::desk::{Desk, see_other};
use crate::limit;
use crate::people::{Hand, PeopleError, Person, Role};

/// Whom the page is about; everybody, where nobody is named.
#[derive(Default, Deserialize)]
pub struct About {
    #[serde(default)]
    person: String,
}

/// Everybody who may sign in, or one of them.
pub async fn show(State(desk): State<Desk>, visitor: Visitor, about: Result<Query<About>, QueryRejection>) -> Response {
    let About { person } = about.map(|Query(about)| about).unwrap_or_default();
    match person.is_empty() {
        true => everybody(&desk, &visitor, StatusCode::OK, &Entry::default(), None),
        false => one(&desk, &visitor, StatusCode::OK, &person, None),
    }
}

fn everybody(desk: &Desk, visitor: &Visitor, status: StatusCode, entry: &Entry, fault: Option<&str>) -> Response {
    let Ok(all) = desk.people().all() else { return failed(visitor) };
    let middle = html! {
        p { a href="/door" { (visitor.word("door")) } }
        table.people {
            thead { tr { @for name in ["sign-in-name", "role", "signs-as", "factor"] { th scope="col" { (visitor.word(name)) } } } }
            tbody { @for person in &all { tr {
                th scope="row" { a href={ "/people?person=" (escaped(&person.name)) } { bdi { (person.name) } } }
                td { (visitor.word(&format!("role-at-desk-{}", person.role.name()))) }
                td { @if let Some(signer) = &person.signer { bdi { (signer) } } }
                td { @if desk.people().has_factor(&person.name).unwrap_or_default() { (visitor.word("factor-on")) } @else { (visitor.word("factor-off")) } }
            } } }
        }
        h2 { (visitor.word("person-add")) }
        form method="post" action="/people" {
            (token(visitor))
            label { (visitor.word("sign-in-name")) input name="name" value=(entry.name) maxlength=(limit::NAME_CHARS_MAX) required autocomplete="off"
                aria-describedby=[fault.map(|_| "fault")]; }
            @if let Some(fault) = fault { p.fault id="fault" role="alert" { (visitor.word(fault)) } }
            (as_what(visitor, Role::of_name(&entry.role).unwrap_or(Role::Reader), &entry.signer))
            button."do".now type="submit" { (visitor.word("person-add")) }
        }
    };
    aloof(visitor, status, &visitor.word("people"), middle)
}

/// The fields for a role and a signer.
fn as_what(visitor: &Visitor, role: Role, signer: &str) -> Markup {
    html! {
        label { (visitor.word("role")) select name="role" { @for of in Role::ALL {
            option value=(of.name()) selected[of == role] { (visitor.word(&format!("role-at-desk-{}", of.name()))) }
        } } }
        label { (visitor.word("signs-as-whom")) input name="signer" value=(signer) autocomplete="off" maxlength=(limit::NAME_CHARS_MAX); }
    }
}

fn one(desk: &Desk, visitor: &Visitor, status: StatusCode, name: &str, fault: Option<&str>) -> Response {
    let people = desk.people();
    let person = match people.person(name) {
        Ok(Some(person)) => person,
        Ok(None) => return super::not_found(visitor),
        Err(_) => return failed(visitor),
    };
    let (Ok(visits), Ok(has_factor)) = (people.visits(name), people.has_factor(name)) else { return failed(visitor) };
    let Person { role, signer, .. } = &person;
    let act = |what: &str, fields: Markup| {
        html! {
            form method="post" action="/people/change" {
                (token(visitor))
                input type="hidden" name="name" value=(name);
                input type="hidden" name="what" value=(what);
                (fields)
                button."do" type="submit" { (visitor.word(&format!("person-{what}"))) }
            }
        }
    };
    let middle = html! {
        p { a href="/people" { (visitor.word("people")) } " · " a href={ "/door?name=" (escaped(name)) } { (visitor.word("door")) } }
        @if let Some(fault) = fault { p.fault role="alert" { (visitor.word(fault)) } }
        @if person.must_change { p.lede { (visitor.word("person-must-change")) } }
        h2 { (visitor.word("role")) }
        (act("role", as_what(visitor, *role, signer.as_deref().unwrap_or_default())))
        h2 { (visitor.word("password")) }
        (act("reset", html! { p { (visitor.word("person-reset-rule")) } }))
        @if has_factor { h2 { (visitor.word("factor")) } (act("factor", html! { p { (visitor.word("person-factor-rule")) } })) }
        h2 { (visitor.word("visits")) }
        @if visits.is_empty() { p { (visitor.word("visits-none")) } } @else {
            ul { @for stay in &visits { li { bdi { (stay.address) } " · " (moment(stay.last, visitor.locale)) } } }
            (act("visits", html! {}))
        }
        h2 { (visitor.word("person-remove")) }
        (act("remove", html! { label.sure { input type="checkbox" name="sure" value="yes" required; " " (visitor.word("person-remove-sure")) } }))
    };
    aloof(visitor, status, name, middle)
}

/// A new person.
#[derive(Default, Deserialize)]
pub struct Entry {
    #[serde(default)]
    token: String,
    name: String,
    role: String,
    #[serde(default)]
    signer: String,
}

/// Lets somebody in, with a password to hand over.
pub async fn add(State(desk): State<Desk>, visitor: Visitor, Form(entry): Form<Entry>) -> Response {
    let Some((by, _)) = owner(&visitor, &entry.token) else { return StatusCode::FORBIDDEN.into_response() };
    let Some(role) = Role::of_name(&entry.role) else { return StatusCode::BAD_REQUEST.into_response() };
    let (name, signer, address, at) = (entry.name.clone(), signer_of(&entry.signer), visitor.address.clone(), desk.now());
    let asked =
        in_turn(&desk, &visitor, move |desk| desk.people().invite(&name, role, signer.as_deref(), Hand { by: &by, address: &address, at }));
    match asked.await {
        Ok(Ok(password)) => hand_over(&visitor, &entry.name, &password),
        Ok(Err(error)) => match fault_of(&error) {
            Some(fault) => everybody(&desk, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &entry, Some(fault)),
            None => failed(&visitor),
        },
        Err(answer) => answer,
    }
}

/// What is to become of a person.
#[derive(Deserialize)]
pub struct Change {
    token: String,
    name: String,
    what: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    signer: String,
    #[serde(default)]
    sure: String,
}

/// What came of it.
enum Came {
    Done,
    Removed,
    Password(String),
    NothingAsked,
}

/// Changes somebody's entry.
pub async fn change(State(desk): State<Desk>, visitor: Visitor, Form(change): Form<Change>) -> Response {
    let Some((by, _)) = owner(&visitor, &change.token) else { return StatusCode::FORBIDDEN.into_response() };
    let (name, address, at) = (change.name.clone(), visitor.address.clone(), desk.now());
    let asked = in_turn(&desk, &visitor, move |desk| {
        let (people, name, hand) = (desk.people(), change.name.as_str(), Hand { by: &by, address: &address, at });
        match (change.what.as_str(), Role::of_name(&change.role)) {
            ("role", Some(role)) => people.change_role(name, role, signer_of(&change.signer).as_deref(), hand).map(|()| Came::Done),
            ("reset", _) => people.reset(name, hand).map(Came::Password),
            ("factor", _) => people.remove_factor(name, hand).map(|()| Came::Done),
            ("visits", _) => people.end_visits(name, None, hand).map(|()| Came::Done),
            ("remove", _) if change.sure == "yes" => people.remove(name, hand).map(|()| Came::Removed),
            _ => Ok(Came::NothingAsked),
        }
    });
    match asked.await {
        Ok(Ok(Came::Done)) => see_other(&format!("/people?person={}", escaped(&name))),
        Ok(Ok(Came::Removed)) => see_other("/people"),
        Ok(Ok(Came::Password(password))) => hand_over(&visitor, &name, &password),
        Ok(Ok(Came::NothingAsked)) => StatusCode::BAD_REQUEST.into_response(),
        Ok(Err(error)) => match fault_of(&error) {
            Some(fault) => one(&desk, &visitor, StatusCode::CONFLICT, &name, Some(fault)),
            None => failed(&visitor),
        },
        Err(answer) => answer,
    }
}

/// A password to be handed over: shown once.
fn hand_over(visitor: &Visitor, name: &str, password: &str) -> Response {
    let middle = html! {
        p.lede { (visitor.locale.say("hand-over-password", &[("name", name)])) }
        p { bdi.id.handed { (password) } }
        p { (visitor.word("hand-over-rule")) }
        p { a."do" href="/people" { (visitor.word("people")) } }
    };
    aloof(visitor, StatusCode::OK, &visitor.word("hand-over"), middle)
}

fn fault_of(error: &PeopleError) -> Option<&'static str> {
    match error {
        PeopleError::Taken(_) => Some("person-taken"),
        PeopleError::NotAName(_) => Some("person-no-name"),
        PeopleError::Full => Some("people-full"),
        PeopleError::LastAdministrator(_) => Some("person-last"),
        PeopleError::NoSuchPerson(_) => Some("person-none"),
        _ => None,
    }
}

/// A signer as it was typed; none where nothing was.
fn signer_of(typed: &str) -> Option<String> {
    Some(typed.trim().to_string()).filter(|typed| !typed.is_empty())
}

/// A name as an address writes it (RFC 3986 § 2.1).
pub(super) fn escaped(name: &str) -> String {
    let sign = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(sign).collect()
}
