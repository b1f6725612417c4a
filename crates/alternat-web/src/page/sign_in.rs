//! Signing in, signing out, and the choice of a language.

use alternat_view::words::Locale;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Visitor, document};
use crate::desk::{Desk, see_other};
use crate::page;
use crate::people::Tried;

/// The form.
pub async fn show(visitor: Visitor) -> Response {
    match visitor.visit {
        Some(_) => see_other("/"),
        None => form(&visitor, StatusCode::OK, "", None),
    }
}

/// What is sent in to sign in.
#[derive(Deserialize)]
pub struct Entry {
    name: String,
    password: String,
}

/// Tries a name and a password.
pub async fn sign_in(State(desk): State<Desk>, visitor: Visitor, Form(entry): Form<Entry>) -> Response {
    match desk.people().sign_in(&entry.name, &entry.password, &visitor.address, desk.now()).await {
        Ok(Tried::Welcome(token)) => with_cookie(see_other("/"), &format!("desk={token}; Path=/; HttpOnly; SameSite=Strict")),
        Ok(Tried::Code(token)) => with_cookie(see_other("/sign-in/code"), &format!("desk={token}; Path=/; HttpOnly; SameSite=Strict")),
        Ok(Tried::Busy) => page::busy(&visitor),
        Ok(Tried::Wrong) => form(&visitor, StatusCode::UNAUTHORIZED, &entry.name, Some("sign-in-wrong")),
        Ok(Tried::Pause) => form(&visitor, StatusCode::TOO_MANY_REQUESTS, &entry.name, Some("sign-in-pause")),
        Err(_) => form(&visitor, StatusCode::INTERNAL_SERVER_ERROR, &entry.name, Some("sign-in-failed")),
    }
}

/// The form for the code that follows the password.
pub async fn show_code(State(desk): State<Desk>, visitor: Visitor) -> Response {
    match visitor.token().map(|token| desk.people().awaits_code(token, desk.now())) {
        Some(Ok(true)) => code_form(&visitor, StatusCode::OK, None),
        _ => see_other("/sign-in"),
    }
}

/// A code, as it is sent in.
#[derive(Deserialize)]
pub struct Code {
    code: String,
}

/// Tries a code.
pub async fn sign_in_by_code(State(desk): State<Desk>, visitor: Visitor, Form(Code { code }): Form<Code>) -> Response {
    let token = visitor.token().unwrap_or_default();
    match desk.people().finish_sign_in(token, &code, &visitor.address, desk.now()) {
        Ok(Some(Tried::Welcome(token))) => with_cookie(see_other("/"), &format!("desk={token}; Path=/; HttpOnly; SameSite=Strict")),
        Ok(Some(Tried::Pause)) => code_form(&visitor, StatusCode::TOO_MANY_REQUESTS, Some("code-pause")),
        Ok(Some(_)) => code_form(&visitor, StatusCode::UNAUTHORIZED, Some("code-wrong")),
        Ok(None) => see_other("/sign-in"),
        Err(_) => code_form(&visitor, StatusCode::INTERNAL_SERVER_ERROR, Some("sign-in-failed")),
    }
}

fn code_form(visitor: &Visitor, status: StatusCode, fault: Option<&str>) -> Response {
    let body = html! {
        main.alone id="main" {
            h1 { (visitor.word("code")) }
            p.lede { (visitor.word("code-which")) }
            form method="post" action="/sign-in/code" {
                label { (visitor.word("code")) input name="code" dir="ltr" autocomplete="one-time-code" required autofocus
                    aria-describedby=[fault.map(|_| "fault")]; }
                @if let Some(fault) = fault { p.fault id="fault" role="alert" { (visitor.word(fault)) } }
                button."do".now type="submit" { (visitor.word("sign-in")) }
            }
            p { a href="/sign-in" { (visitor.word("code-start-again")) } }
        }
    };
    document(visitor, status, &visitor.word("code"), body)
}

/// What is sent in to sign out.
#[derive(Deserialize)]
pub struct Leave {
    token: String,
}

/// Ends the visit.
pub async fn sign_out(State(desk): State<Desk>, visitor: Visitor, Form(leave): Form<Leave>) -> Response {
    if !visitor.has_sent(&leave.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some(token) = visitor.token() {
        let _ = desk.people().sign_out(token, desk.now());
    }
    with_cookie(see_other("/sign-in"), "desk=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// What is sent in to choose a language.
#[derive(Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

/// Keeps a language: of whoever is signed in at the desk, otherwise in the browser.
pub async fn choose_language(State(desk): State<Desk>, visitor: Visitor, Form(choice): Form<Choice>) -> Response {
    let lang = Locale::of(&choice.lang).lang();
    if let Some(visit) = &visitor.visit {
        let _ = desk.people().choose_language(&visit.person.name, lang);
    }
    // Only back to a page of this desk.
    let is_ours = choice.back.starts_with('/') && !choice.back.starts_with("//") && !choice.back.contains('\\');
    let back = if is_ours { choice.back.as_str() } else { "/" };
    with_cookie(see_other(back), &format!("lang={lang}; Path=/; SameSite=Strict; Max-Age=31536000"))
}

fn form(visitor: &Visitor, status: StatusCode, name: &str, fault: Option<&str>) -> Response {
    let body: Markup = html! {
        main.alone id="main" {
            h1 { (visitor.word("sign-in")) }
            @if let Some(fault) = fault { p.fault role="alert" { (visitor.word(fault)) } }
            form method="post" action="/sign-in" {
                label { (visitor.word("sign-in-name")) input name="name" value=(name) autocomplete="username" required autofocus; }
                label { (visitor.word("sign-in-password")) input name="password" type="password" autocomplete="current-password" required; }
                button."do".now type="submit" { (visitor.word("sign-in")) }
            }
        }
    };
    document(visitor, status, &visitor.word("sign-in"), body)
}

fn with_cookie(mut answer: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}
