//! The chair's desk: what only the chair may do and what hinders it, the floor, and who is present.

use alternat::id::Id;
use alternat_view::journal::Journal;
use alternat_view::scene::{Named, Scene};
use alternat_view::words::{Locale, Value};
use alternat_view::{delegation, hindrance, presiding, refusal};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::session::refused;
use super::{Main, Place, Room, Visitor, not_found};
use crate::desk::{Desk, see_other, short};
use crate::drawer::DrawerError;
use crate::floor::{Asked, Floor, Floors, Speaker};
use crate::may::May;
use crate::reading;

/// The fields of a form, of which some come more than once.
type Fields = Vec<(String, String)>;

/// The chair's desk.
pub async fn show(State(desk): State<Desk>, visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>) -> Response {
    match presides(&visitor, &place, &session) {
        Ok(session) => page(&desk, &visitor, &place, &session, None),
        Err(answer) => *answer,
    }
}

/// Does one thing with the floor.
pub async fn give_floor(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((mechanism, session)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    let session = match sent(&visitor, &place, &session, &fields) {
        Ok(session) => session,
        Err(answer) => return *answer,
    };
    let party = field(&fields, "party");
    let is_party = reading::look(&place.shared, &place.reader, |scene, _| scene.charter.parties.iter().any(|of| of.code.0 == party));
    let change = || -> Result<Option<&'static str>, DrawerError> {
        let floors = Floors::open(desk.node().home().directory())?;
        let number = field(&fields, "number").parse().unwrap_or_default();
        match field(&fields, "do") {
            "ask" | "reply" if is_party != Some(true) => return Ok(Some("floor-no-party")),
            name @ ("ask" | "reply") => {
                let item = field(&fields, "item").parse().ok().filter(|item| *item > 0);
                return Ok(match floors.ask(&session, party, item, name == "reply")? {
                    Asked::Listed => None,
                    Asked::Closed => Some("floor-list-is-closed"),
                    Asked::Full => Some("floor-list-is-full"),
                });
            }
            "begin" => floors.begin(&session, number, desk.now())?,
            "end" => floors.end(&session, desk.now())?,
            "withdraw" => floors.withdraw(&session, number)?,
            "close" => floors.close_list(&session, true)?,
            "open" => floors.close_list(&session, false)?,
            _ => {}
        }
        Ok(None)
    };
    match change() {
        Ok(None) => see_other(&format!("/m/{mechanism}/session/{session}/chair")),
        Ok(Some(fault)) => {
            let mut answer = page(&desk, &visitor, &place, &session, Some((fault, &fields)));
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            answer
        }
        Err(_) => refused(&visitor, StatusCode::INTERNAL_SERVER_ERROR, "drawer-failed"),
    }
}

/// Keeps who of a delegation is present.
pub async fn tick(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((mechanism, session)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    let session = match sent(&visitor, &place, &session, &fields) {
        Ok(session) => session,
        Err(answer) => return *answer,
    };
    let party = field(&fields, "party");
    // Only who is named in the credentials can be present, so what is kept is bounded by them.
    let named = reading::look(&place.shared, &place.reader, |scene, _| {
        let ix = scene.window.ground.graph.find(&session)?;
        let of_party = delegation::of_session(scene, ix).into_iter().filter(|of| of.party.code.0 == party);
        Some(of_party.flat_map(|of| of.members).map(|member| member.name).collect::<Vec<_>>())
    });
    let ticked = |name: &String| fields.iter().any(|(key, value)| key == "name" && value == name);
    let names: Vec<String> = named.flatten().unwrap_or_default().into_iter().filter(ticked).collect();
    let kept = Floors::open(desk.node().home().directory()).and_then(|floors| floors.tick(&session, party, &names));
    match kept {
        Ok(()) => see_other(&format!("/m/{mechanism}/session/{session}/chair#presence")),
        Err(_) => refused(&visitor, StatusCode::INTERNAL_SERVER_ERROR, "drawer-failed"),
    }
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// The session, where the form is the visitor's own and he may preside.
fn sent(visitor: &Visitor, place: &Place, session: &str, fields: &Fields) -> Result<Id, Box<Response>> {
    match visitor.has_sent(field(fields, "token")) {
        true => presides(visitor, place, session),
        false => Err(Box::new(StatusCode::FORBIDDEN.into_response())),
    }
}

/// The session, where the visitor's party presides and his role includes it.
fn presides(visitor: &Visitor, place: &Place, session: &str) -> Result<Id, Box<Response>> {
    let found = reading::look(&place.shared, &place.reader, |scene, _| {
        let id = session.parse().ok()?;
        let ix = scene.window.ground.graph.find(&id)?;
        let body = scene.window.ground.body::<alternat::kind::Convening>(ix)?;
        let own = scene.reader.party.as_ref();
        Some((id, own.is_some_and(|own| alternat_view::waiting::is_feed_of(scene, &body.presides, own))))
    });
    match found.flatten() {
        None => Err(Box::new(not_found(visitor))),
        Some((id, true)) if visitor.may(May::Preside) => Ok(id),
        Some(_) => Err(Box::new(refused(visitor, StatusCode::FORBIDDEN, "not-for-your-role"))),
    }
}

fn page(desk: &Desk, visitor: &Visitor, place: &Place, session: &Id, fault: Option<(&str, &Fields)>) -> Response {
    let read = Floors::open(desk.node().home().directory()).and_then(|floors| Ok((floors.of(session)?, floors.present(session)?)));
    let Ok((floor, present)) = read else { return refused(visitor, StatusCode::INTERNAL_SERVER_ERROR, "drawer-failed") };
    place.show(visitor, Room::Session, |scene, _| {
        let ix = scene.window.ground.graph.find(session)?;
        let journal = Journal::of(scene, ix)?;
        let locale = visitor.locale;
        let root = format!("/m/{}", short(&scene.mechanism()));
        let address = format!("{root}/session/{session}");
        let is_here = |party: &Named, name: &String| present.contains(&(party.code.0.clone(), name.clone()));
        let middle = html! {
            p.lede { a href=(address) { (journal.convened.title(&locale)) } }
            section { h2 id="floor" { (locale.word("floor")) } (floor_of(desk, visitor, scene, &journal, &floor, &address, fault)) }
            section { h2 { (locale.word("chair-may")) } table.duties { @for duty in presiding::of(scene, ix) { (row(&duty, locale, &root)) } } }
            section {
                h2 id="presence" { (locale.word("presence")) }
                p.lede { (locale.say("presence-count", &[("count", present.len())])) }
                @for of in &journal.delegations {
                    form.presence method="post" action={ (address) "/present" } {
                        (token(visitor))
                        input type="hidden" name="party" value=(of.party.code);
                        fieldset {
                            legend { (of.party.name) }
                            @for member in &of.members {
                                label { input type="checkbox" name="name" value=(member.name) checked[is_here(&of.party, &member.name)]; " " bdi { (member.name) } }
                            }
                            button.do type="submit" { (locale.word("presence-keep")) }
                        }
                    }
                }
            }
        };
        Some(Main { title: locale.word("chairs-desk"), middle, aside: None })
    })
}

fn token(visitor: &Visitor) -> Markup {
    html! { input type="hidden" name="token" value=(visitor.form_token()); }
}

/// One thing that only the chair may do: the form for it, or the rule that would refuse it now.
fn row(duty: &presiding::Duty, locale: Locale, root: &str) -> Markup {
    let why = duty.hindered.map(|code| refusal::of_code(code).map_or_else(|| code.into(), |refusal| hindrance::sentence(refusal, locale)));
    html! {
        tr {
            th scope="row" { (locale.word(&format!("room-do-{}", duty.kind))) @if let Some(title) = &duty.title { ": " bdi { (title) } } }
            td {
                @match why {
                    Some(why) => (locale.say("chair-hindered", &[("why", &why)])),
                    None => a.do href={ (root) "/write/" (duty.kind) "?about=" (duty.about) } { (locale.word("chair-write")) },
                }
            }
        }
    }
}

fn floor_of(
    desk: &Desk,
    visitor: &Visitor,
    scene: &Scene,
    journal: &Journal,
    floor: &Floor,
    address: &str,
    fault: Option<(&str, &Fields)>,
) -> Markup {
    let locale = visitor.locale;
    let parties = scene.parties(scene.charter.parties.iter().map(|party| &party.code));
    let name = |code: &str| parties.iter().find(|party| party.code.0 == code).map_or_else(|| code.to_string(), |party| party.name.clone());
    let typed = |key: &str| fault.map(|(_, fields)| field(fields, key)).unwrap_or_default();
    let one = |what: &str, speaker: Option<&Speaker>, word: &str| {
        html! {
            form.one method="post" action={ (address) "/floor" } {
                (token(visitor))
                @if let Some(speaker) = speaker { input type="hidden" name="number" value=(speaker.number); }
                button.do type="submit" name="do" value=(what) { (locale.word(word)) }
            }
        }
    };
    let used = floor.used(desk.now());
    html! {
        p.speaks role="status" {
            @match floor.speaks() {
                Some(speaker) => {
                    (locale.say("floor-speaks", &[("party", &name(&speaker.party))])) " · "
                    (time(desk.now().saturating_sub(speaker.begun_at.unwrap_or_default()), locale))
                }
                None => (locale.word("floor-nobody")),
            }
        }
        @if floor.speaks().is_some() { (one("end", None, "floor-end")) }
        h3 { (locale.word("floor-list")) " · " (locale.word(if floor.is_closed { "floor-list-closed" } else { "floor-list-open" })) }
        ol.speakers {
            @for speaker in floor.waiting() {
                li {
                    span { (name(&speaker.party))
                        @if let Some(item) = speaker.item { ", " (locale.say("floor-on-item", &[("item", item)])) }
                        @if speaker.is_reply { " · " (locale.word("floor-reply")) } }
                    (one("begin", Some(speaker), "floor-begin")) (one("withdraw", Some(speaker), "floor-withdraw"))
                }
            }
        }
        form.ask method="post" action={ (address) "/floor" } {
            (token(visitor))
            label { (locale.word("floor-party")) select name="party" {
                @for party in &parties { option value=(party.code) selected[party.code.0 == typed("party")] { (party.name) } }
            } }
            label { (locale.word("floor-item")) select name="item" {
                option value="" { "–" }
                @for item in &journal.items { option value=(item.number) selected[item.number.to_string() == typed("item")] { (locale.number(item.number.into())) } }
            } }
            @if let Some((fault, _)) = fault { p.fault role="alert" { (locale.word(fault)) } }
            button.do type="submit" name="do" value="ask" { (locale.word("floor-ask")) }
            button.do type="submit" name="do" value="reply" { (locale.word("floor-ask-reply")) }
        }
        @if floor.is_closed { (one("open", None, "floor-reopen")) } @else { (one("close", None, "floor-close")) }
        @if !used.is_empty() {
            h3 { (locale.word("floor-used")) }
            table { @for party in &parties { @if let Some(used) = used.get(party.code.0.as_str()) {
                tr { th scope="row" { (party.name) } td { (time(*used, locale)) } }
            } } }
        }
    }
}

/// Minutes and seconds.
fn time(milliseconds: u64, locale: Locale) -> Markup {
    let seconds = milliseconds / 1000;
    let minutes = locale.say("floor-minutes", &[("count", Value::from(seconds / 60))]);
    html! { (minutes) " " (locale.say("floor-seconds", &[("count", Value::from(seconds % 60))])) }
}
