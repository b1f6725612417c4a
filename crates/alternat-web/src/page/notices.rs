//! My notices: of what somebody is told, and how.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::{Visitor, document};
use crate::desk::{Desk, see_other};
use crate::notices::{Choice, Kind, Notices};

/// The form, filled with what was chosen.
pub async fn show(State(desk): State<Desk>, visitor: Visitor) -> Response {
    let Some(visit) = &visitor.visit else { return see_other("/sign-in") };
    let choice = desk.notices().map(|notices| notices.choice(&visit.person.name));
    match choice {
        None => nowhere(&visitor),
        Some(Ok(choice)) => page(&desk, &visitor, StatusCode::OK, &choice, Faults::default()),
        Some(Err(_)) => {
            page(&desk, &visitor, StatusCode::INTERNAL_SERVER_ERROR, &Choice::default(), Faults { failed: true, ..Faults::default() })
        }
    }
}

/// What is sent in; a box that is not ticked is not sent.
#[derive(Deserialize)]
pub struct Chosen {
    token: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    number: String,
    waits: Option<String>,
    deadline: Option<String>,
    seal: Option<String>,
    #[serde(rename = "two-versions")]
    two_versions: Option<String>,
    differs: Option<String>,
    content: Option<String>,
}

impl Chosen {
    fn choice(&self) -> Choice {
        let ticked = |kind: &Kind| match kind {
            Kind::Waits => self.waits.is_some(),
            Kind::Deadline => self.deadline.is_some(),
            Kind::Seal => self.seal.is_some(),
            Kind::TwoVersions => self.two_versions.is_some(),
            Kind::Differs => self.differs.is_some(),
        };
        let kinds: BTreeSet<Kind> = Kind::ALL.into_iter().filter(ticked).collect();
        // What a form sends at either end of a field is a slip of the hand; a line break inside is not.
        let (address, number) = (self.address.trim().to_string(), self.number.trim().to_string());
        Choice { address, number, kinds, has_content: self.content.is_some() }
    }
}

/// What is wrong with what was sent in.
#[derive(Clone, Copy, Default)]
struct Faults {
    address: bool,
    number: bool,
    ways: bool,
    failed: bool,
}

/// Keeps what was chosen, or says beside each field what is wrong with it.
pub async fn choose(State(desk): State<Desk>, visitor: Visitor, Form(chosen): Form<Chosen>) -> Response {
    let Some(visit) = &visitor.visit else { return see_other("/sign-in") };
    if !visitor.has_sent(&chosen.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(notices) = desk.notices() else { return nowhere(&visitor) };
    let choice = chosen.choice();
    let faults = Faults {
        address: !choice.address.is_empty() && !Notices::is_address(&choice.address),
        number: !choice.number.is_empty() && !Notices::is_number(&choice.number),
        ways: !choice.kinds.is_empty() && choice.address.is_empty() && choice.number.is_empty(),
        failed: false,
    };
    if faults.address || faults.number || faults.ways {
        return page(&desk, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &choice, faults);
    }
    match notices.choose(&visit.person.name, &choice) {
        Ok(()) => see_other("/me/notices"),
        Err(_) => page(&desk, &visitor, StatusCode::INTERNAL_SERVER_ERROR, &choice, Faults { failed: true, ..faults }),
    }
}

fn page(desk: &Desk, visitor: &Visitor, status: StatusCode, choice: &Choice, faults: Faults) -> Response {
    let Some(notices) = desk.notices() else { return nowhere(visitor) };
    let configuration = notices.configuration();
    let name = visitor.visit.as_ref().map(|visit| visit.person.name.as_str()).unwrap_or_default();
    let given_up = notices.given_up(name).unwrap_or_default();
    let fault =
        |is_there: bool, id: &str, message: &str| html! { @if is_there { span.fault id=(id) role="alert" { (visitor.word(message)) } } };
    let body = html! {
        main.alone id="main" {
            p { a href="/" { (visitor.word("back-to-waiting")) } }
            h1 { (visitor.word("notices")) }
            p.lede { (visitor.word("notices-what")) }
            @if given_up > 0 { p.fault role="status" { (visitor.locale.say("notices-given-up", &[("count", given_up)])) } }
            @if faults.failed { p.fault role="alert" { (visitor.word("notices-failed")) } }
            form.notices method="post" action="/me/notices" {
                input type="hidden" name="token" value=(visitor.form_token());
                fieldset {
                    legend { (visitor.word("notices-ways")) }
                    (fault(faults.ways, "fault-ways", "notices-no-way"))
                    @if configuration.mail.is_some() || !choice.address.is_empty() {
                        label { (visitor.word("notices-address"))
                            input name="address" type="text" inputmode="email" autocomplete="email" dir="ltr" maxlength="254" value=(choice.address)
                                aria-invalid=[faults.address.then_some("true")] aria-describedby=[faults.address.then_some("fault-address")];
                            (fault(faults.address, "fault-address", "notices-not-an-address"))
                        }
                    }
                    @if configuration.hook.is_some() || !choice.number.is_empty() {
                        label { (visitor.word("notices-number"))
                            input name="number" type="text" dir="ltr" maxlength="254" value=(choice.number)
                                aria-invalid=[faults.number.then_some("true")] aria-describedby=[faults.number.then_some("fault-number")];
                            (fault(faults.number, "fault-number", "notices-not-a-number"))
                        }
                    }
                }
                fieldset {
                    legend { (visitor.word("notices-kinds")) }
                    @for kind in Kind::ALL {
                        label.tick { input type="checkbox" name=(kind.name()) checked[choice.kinds.contains(&kind)]; " " (visitor.word(&format!("notices-{}", kind.name()))) }
                    }
                }
                @if configuration.with_content {
                    label.tick { input type="checkbox" name="content" checked[choice.has_content]; " " (visitor.word("notices-content")) }
                }
                p.lede { (visitor.word("notices-no-link")) }
                button."do".now type="submit" { (visitor.word("notices-keep")) }
            }
        }
    };
    document(visitor, status, &visitor.word("notices"), body)
}

/// A desk that sends none.
fn nowhere(visitor: &Visitor) -> Response {
    let body = html! {
        main.alone id="main" {
            p { a href="/" { (visitor.word("back-to-waiting")) } }
            h1 { (visitor.word("notices")) }
            p { (visitor.word("notices-none")) }
        }
    };
    document(visitor, StatusCode::OK, &visitor.word("notices"), body)
}
