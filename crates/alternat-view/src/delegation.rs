//! Delegations: who took part in a session, by the credentials that are current.

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Credentials, Examination, Finding, Kind, Role};
use serde::Serialize;

use crate::basis::Mark;
use crate::scene::{Named, Scene};
use crate::words::Locale;

/// One party's delegation, as its credentials name it. Two credentials that are both current are two delegations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Delegation {
    /// The credentials.
    pub id: Id,
    /// The party.
    pub party: Named,
    /// Its members, the head first.
    pub members: Vec<Member>,
    /// What whoever presides found of the credentials, if they were examined.
    pub finding: Option<Finding>,
    /// The parties that object to them. A delegation that is objected to keeps its seat (practice R2.4).
    pub objected_by: Vec<Named>,
    /// What the act rests on.
    pub mark: Option<Mark>,
}

/// A member of a delegation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// The role.
    pub role: Role,
}

/// The delegations of a session, the reader's own first.
pub fn of_session(scene: &Scene, session: Ix) -> Vec<Delegation> {
    let current = scene.in_order(scene.window.current(session, Kind::Credentials));
    let delegations: Vec<Delegation> = current.into_iter().filter_map(|ix| delegation(scene, ix)).collect();
    let order = scene.parties(delegations.iter().map(|delegation| &delegation.party.code));
    let of = |party: &Named| delegations.iter().filter(|delegation| delegation.party == *party).cloned().collect::<Vec<_>>();
    order.iter().flat_map(of).collect()
}

fn delegation(scene: &Scene, ix: Ix) -> Option<Delegation> {
    let body = scene.window.ground.body::<Credentials>(ix)?;
    let lang = &scene.reader.lang;
    let member = |delegate: &alternat::kind::Delegate| Member {
        name: delegate.name.best(lang).into(),
        title: delegate.title.as_ref().map(|title| title.best(lang).into()),
        role: delegate.role,
    };
    let examinations = scene.in_order(scene.window.current(ix, Kind::Examination));
    let examinations: Vec<_> =
        examinations.into_iter().filter_map(|at| scene.window.ground.body::<Examination>(at).map(|body| (at, body))).collect();
    let objected = examinations.iter().filter(|(_, body)| body.finding == Finding::Objected);
    let objecting: Vec<_> = objected.filter_map(|(at, _)| scene.party_of(*at)).map(|party| party.code).collect();
    Some(Delegation {
        id: scene.window.ground.id(ix),
        party: scene.party_of(ix)?,
        members: body.delegation.iter().map(member).collect(),
        finding: examinations.iter().rfind(|(_, body)| body.finding != Finding::Objected).map(|(_, body)| body.finding),
        objected_by: scene.parties(&objecting),
        mark: scene.mark(ix),
    })
}

impl Delegation {
    /// Its lines: one for the party, one for each member.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let mark = Mark::said(self.mark, locale);
        let finding = match self.finding {
            Some(Finding::Accepted) => locale.word("credentials-accepted"),
            Some(Finding::Provisional) => locale.word("credentials-provisional"),
            Some(Finding::Objected) | None => String::new(),
        };
        let mut lines = vec![format!("{}{finding}{mark}", locale.say("delegation", &[("party", &self.party.name)]))];
        if !self.objected_by.is_empty() {
            let names: Vec<String> = self.objected_by.iter().map(|party| party.name.clone()).collect();
            lines.push(format!("  {}", locale.say("credentials-objected", &[("parties", &locale.list(&names))])));
        }
        for member in &self.members {
            let role = locale.word(role(member.role));
            let values = [("name", member.name.as_str()), ("title", member.title.as_deref().unwrap_or_default()), ("role", role.as_str())];
            let line = if member.title.is_some() { locale.say("member-titled", &values) } else { locale.say("member", &values) };
            lines.push(format!("  {line}"));
        }
        lines
    }
}

/// The message that names a role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Head => "role-head",
        Role::Representative => "role-representative",
        Role::Alternate => "role-alternate",
        Role::Adviser => "role-adviser",
        Role::Expert => "role-expert",
        Role::Interpreter => "role-interpreter",
        Role::Secretary => "role-secretary",
    }
}
