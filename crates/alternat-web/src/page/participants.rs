//! Everybody who takes part in a session, by delegation, with role, title and the state of the credentials.

use alternat::kind::Finding;
use alternat_view::delegation::{self, Delegation};
use alternat_view::words::Locale;
use axum::extract::Path;
use axum::response::Response;
use maud::html;

use super::session::names;
use super::{Main, Place, Room, Visitor};

/// The participants of a session.
pub async fn show(visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>) -> Response {
    place.show(&visitor, Room::Session, |scene, _| {
        let locale = visitor.locale;
        let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
        alternat_view::mechanism::meeting(scene, ix)?;
        let delegations = delegation::of_session(scene, ix);
        let count: usize = delegations.iter().map(|of| of.members.len()).sum();
        let middle = html! {
            p.lede { (locale.say("participants-count", &[("count", count)])) }
            @for of in &delegations {
                h2 { (of.party.name) " · " (examined(of, locale)) }
                table {
                    thead { tr { @for name in ["participants-name", "participants-title", "participants-role"] { th scope="col" { (locale.word(name)) } } } }
                    tbody { @for member in &of.members {
                        tr { th scope="row" { bdi { (member.name) } } td { bdi { (member.title.as_deref().unwrap_or_default()) } } td { (locale.word(delegation::role(member.role))) } }
                    } }
                }
            }
        };
        Some(Main { title: locale.word("participants"), middle, aside: None })
    })
}

/// How the credentials of a delegation stand.
fn examined(of: &Delegation, locale: Locale) -> String {
    if !of.objected_by.is_empty() {
        return locale.say("credentials-objected", &[("parties", &names(locale, &of.objected_by))]);
    }
    locale.word(match of.finding {
        Some(Finding::Accepted) => "examined-accepted",
        Some(Finding::Provisional) => "examined-provisional",
        Some(Finding::Objected) | None => "not-examined",
    })
}
