//! What each role may, and what each address of the desk asks: the one table by which every question is let through.
//!
//! An address that has no row is shown to nobody.

use crate::people::Role;

/// What somebody may do at the desk. What counts in the record, his signer's accreditation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Read.
    Read,
    /// Write drafts.
    Draft,
    /// Sign, as the signer of the home that his entry names.
    Sign,
    /// See and use the chair's page.
    Preside,
    /// Manage people.
    Manage,
}

/// What an address asks of whoever comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing: it is open to who has not signed in.
    Nothing,
    /// To have signed in, and to be one who may this.
    To(May),
}

/// Every address of the desk: the method, the path as the router writes it, and what it asks.
pub const ROUTES: &[(&str, &str, Asks)] = &[
    ("GET", "/", Asks::To(May::Read)),
    ("GET", "/sign-in", Asks::Nothing),
    ("POST", "/sign-in", Asks::Nothing),
    ("GET", "/sign-in/code", Asks::Nothing),
    ("POST", "/sign-in/code", Asks::Nothing),
    ("POST", "/language", Asks::Nothing),
    ("POST", "/sign-out", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/mechanism", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/session/{session}", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/session/{session}/participants", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/session/{session}/chair", Asks::To(May::Preside)),
    ("POST", "/m/{mechanism}/session/{session}/floor", Asks::To(May::Preside)),
    ("POST", "/m/{mechanism}/session/{session}/present", Asks::To(May::Preside)),
    ("GET", "/m/{mechanism}/session/{session}/table", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/session/{session}/brief/{item}", Asks::To(May::Read)),
    ("POST", "/m/{mechanism}/session/{session}/brief/{item}", Asks::To(May::Draft)),
    ("GET", "/m/{mechanism}/search", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/live", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/projector", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/session/{session}/projector", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/write", Asks::To(May::Draft)),
    ("GET", "/m/{mechanism}/write/{kind}", Asks::To(May::Draft)),
    // Without a visit, too: what somebody typed while his visit ended is given back to him.
    ("POST", "/m/{mechanism}/write/{kind}", Asks::Nothing),
    ("GET", "/m/{mechanism}/draft/{draft}", Asks::To(May::Draft)),
    ("GET", "/m/{mechanism}/draft/{draft}/check", Asks::To(May::Draft)),
    ("POST", "/m/{mechanism}/draft/{draft}/sign", Asks::To(May::Sign)),
    ("POST", "/m/{mechanism}/draft/{draft}/discard", Asks::To(May::Draft)),
    ("GET", "/me/notices", Asks::To(May::Read)),
    ("POST", "/me/notices", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/record", Asks::To(May::Read)),
    ("GET", "/m/{mechanism}/act/{act}", Asks::To(May::Read)),
    ("GET", "/me", Asks::To(May::Read)),
    ("POST", "/me/password", Asks::To(May::Read)),
    ("POST", "/me/calendar", Asks::To(May::Read)),
    ("POST", "/me/visits", Asks::To(May::Read)),
    ("POST", "/me/factor", Asks::To(May::Read)),
    ("GET", "/people", Asks::To(May::Manage)),
    ("POST", "/people", Asks::To(May::Manage)),
    ("POST", "/people/change", Asks::To(May::Manage)),
    ("GET", "/door", Asks::To(May::Manage)),
];

/// Whether a role may.
pub fn may(role: Role, what: May) -> bool {
    let all: &[May] = match role {
        Role::Reader => &[May::Read],
        Role::Drafter => &[May::Read, May::Draft],
        Role::Signer => &[May::Read, May::Draft, May::Sign, May::Preside],
        Role::Head => &[May::Read, May::Draft, May::Sign, May::Preside],
        Role::Secretariat => &[May::Read, May::Draft, May::Sign, May::Preside],
        Role::Administrator => &[May::Read, May::Manage],
    };
    all.contains(&what)
}

/// What an address asks; `None` for one that is not there.
pub fn asks(method: &str, path: &str) -> Option<Asks> {
    // A browser that wants the head alone wants no more than the page.
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(of, at, _)| *of == method && *at == path).map(|(_, _, asks)| *asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_desk_has_a_row_and_every_row_an_address() {
        let desk: String = include_str!("desk.rs").split_whitespace().collect();
        let mut written = Vec::new();
        for route in desk.split(".route(\"").skip(1) {
            let (path, rest) = route.split_once('"').unwrap_or_default();
            for (of, method) in [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("delete(", "DELETE")] {
                if path != "/assets/{file}" && rest.contains(of) {
                    written.push((method, path.to_string()));
                }
            }
        }
        for (method, path) in &written {
            assert!(asks(method, path).is_some(), "{method} {path} has no row in may.rs");
        }
        for (method, path, _) in ROUTES {
            assert!(written.contains(&(*method, path.to_string())), "{method} {path} is no address of desk.rs");
        }
    }

    #[test]
    fn a_role_may_what_it_is_for() {
        let rows = [
            (Role::Reader, "r----"),
            (Role::Drafter, "rd---"),
            (Role::Signer, "rdsp-"),
            (Role::Head, "rdsp-"),
            (Role::Secretariat, "rdsp-"),
            (Role::Administrator, "r---m"),
        ];
        for (role, expected) in rows {
            let all = [(May::Read, 'r'), (May::Draft, 'd'), (May::Sign, 's'), (May::Preside, 'p'), (May::Manage, 'm')];
            let said: String = all.iter().map(|(what, sign)| if may(role, *what) { *sign } else { '-' }).collect();
            assert_eq!(said, expected, "{role:?}");
        }
    }
}
