//! Who sits where in the room: name cards, table signs and the plan of the table, in one order of parties.

use alternat::graph::Ix;
use alternat::kind::{Convening, Credentials, Kind, Role};
use alternat::words::{Code, Words};
use serde::Serialize;

use crate::reader::order_for;
use crate::scene::Scene;

/// In which order the parties sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// As the charter has agreed: a room is shared, so it is nobody's original.
    Agreed,
    /// The reader's own party first.
    OwnFirst,
}

/// A party's place at the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat {
    /// The party.
    pub code: Code,
    /// Its name, in each language that was asked for.
    pub name: Vec<Said>,
    /// Its delegates, the head first.
    pub delegates: Vec<Card>,
    /// Whether it chairs the session.
    pub chairs: bool,
}

/// A delegate's name card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The name, in each language that was asked for.
    pub name: Vec<Said>,
    /// The title, in the same way; empty where there is none.
    pub title: Vec<Said>,
    /// The role.
    pub role: Role,
}

/// Words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The language.
    pub lang: String,
    /// The words.
    pub words: String,
}

/// The places at the table of a session, in these languages.
pub fn of(scene: &Scene, session: Ix, langs: &[String], order: Order) -> Vec<Seat> {
    let ground = scene.window.ground;
    let agreed: Vec<Code> = scene.charter.parties.iter().map(|party| party.code.clone()).collect();
    let order = match order {
        Order::Agreed => agreed,
        Order::OwnFirst => order_for(scene.reader, &agreed),
    };
    let chair = ground.body::<Convening>(session).and_then(|body| body.chair.clone());
    let credentials = scene.in_order(scene.window.current(session, Kind::Credentials));
    let card = |delegate: &alternat::kind::Delegate| Card {
        name: said(&delegate.name, langs),
        title: delegate.title.as_ref().map(|title| said(title, langs)).unwrap_or_default(),
        role: delegate.role,
    };
    let of = |code: &Code| -> Vec<Card> {
        let own = credentials.iter().filter(|ix| scene.window.author(**ix).as_ref() == Some(code));
        own.filter_map(|ix| ground.body::<Credentials>(*ix)).flat_map(|body| &body.delegation).map(card).collect()
    };
    let name = |code: &Code| scene.charter.parties.iter().find(|party| party.code == *code).map(|party| said(&party.name, langs));
    let seat = |code: &Code| Seat {
        name: name(code).unwrap_or_default(),
        delegates: of(code),
        chairs: chair.as_ref() == Some(code),
        code: code.clone(),
    };
    order.iter().map(seat).collect()
}

/// Words in each of these languages that has them; in the one there is, where none of these has.
fn said(words: &Words, langs: &[String]) -> Vec<Said> {
    let exact = |lang: &String| words.0.iter().find(|(of, _)| of.0 == *lang);
    let found: Vec<_> = langs.iter().filter_map(exact).collect();
    let fallback = || {
        let best = words.best(langs.first().map_or("en", String::as_str));
        words.0.iter().find(|(_, words)| words == best).into_iter()
    };
    let said = |(lang, words): &(alternat::words::Lang, String)| Said { lang: lang.0.clone(), words: words.clone() };
    if found.is_empty() { fallback().map(said).collect() } else { found.into_iter().map(said).collect() }
}
