//! What happened at the door: who signed in, who tried, and who changed whose entry.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::me::moment;
use super::people::escaped;
use super::{Visitor, aloof, failed};
use crate::desk::Desk;
use crate::limit;
use crate::people::Happened;

/// Which events are shown.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    /// Of a person.
    #[serde(default)]
    name: String,
    /// Of a kind.
    #[serde(default)]
    happened: String,
    /// The page, from 0.
    #[serde(default)]
    page: usize,
}

/// The events, the newest first.
pub async fn show(State(desk): State<Desk>, visitor: Visitor, filter: Result<Query<Filter>, QueryRejection>) -> Response {
    let filter = filter.map(|Query(filter)| filter).unwrap_or_default();
    let kind = Happened::ALL.into_iter().find(|happened| happened.name() == filter.happened);
    let page = filter.page.min(limit::AUDIT_MAX / limit::EVENTS_PER_PAGE);
    // One more than is shown tells whether there are older ones.
    let read = desk.people().audit(&filter.name, kind, page * limit::EVENTS_PER_PAGE, limit::EVENTS_PER_PAGE + 1);
    let Ok(events) = read else { return failed(&visitor) };
    let said = |happened: Happened| visitor.word(&format!("door-{}", happened.name()));
    let middle = html! {
        p { a href="/people" { (visitor.word("people")) } }
        form.filter method="get" {
            label { (visitor.word("sign-in-name")) input name="name" value=(filter.name) autocomplete="off"; }
            label { (visitor.word("door-what")) select name="happened" {
                option value="" { (visitor.word("filter-all")) }
                @for happened in Happened::ALL { option value=(happened.name()) selected[Some(happened) == kind] { (said(happened)) } }
            } }
            button."do" type="submit" { (visitor.word("filter-show")) }
        }
        @if events.is_empty() { p { (visitor.word("door-nothing")) } } @else {
            table {
                thead { tr { @for name in ["door-when", "door-what", "sign-in-name", "door-by", "visit-from"] { th scope="col" { (visitor.word(name)) } } } }
                tbody { @for event in events.iter().take(limit::EVENTS_PER_PAGE) { tr {
                    td { (moment(event.at, visitor.locale)) }
                    td { (said(event.happened)) }
                    td { bdi { (event.name) } }
                    td { bdi { (event.by) } }
                    td { bdi { (event.address) } }
                } } }
            }
        }
        @if events.len() > limit::EVENTS_PER_PAGE {
            p { a href={ "/door?name=" (escaped(&filter.name)) "&happened=" (kind.map_or("", Happened::name)) "&page=" (page + 1) } { (visitor.word("door-older")) } }
        }
    };
    aloof(&visitor, StatusCode::OK, &visitor.word("door"), middle)
}
