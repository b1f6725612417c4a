//! `alternat state`: what the acts fold to.

use alternat::picture::{self, Picture};
use alternat::refusal::Standing;
use alternat::{merkle, seal};
use alternat_node::home::Home;
use alternat_node::request::Ask;
use alternat_view::{Reader, account};
use serde_json::json;

use super::{say, say_json};
use crate::arguments::State;
use crate::office::Office;
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(state: State) -> Result<(), Trouble> {
    let mut office = Office::reach(&state.at.home, state.at.mechanism.as_deref()).await?;
    if state.sealed {
        office.ask(Ask::Wait { holds: vec![], sealed: true, seconds: state.wait }).await?;
    }
    let mut reading = Reading::of(&mut office).await?;
    let window = reading.record.everything();
    let ground = window.ground;
    let order = seal::canonical_order(ground);
    let mut tree = merkle::Tree::default();
    order.iter().for_each(|ix| tree.push(ground.id(*ix)));
    let count = |wanted: fn(&Standing) -> bool| order.iter().filter(|ix| wanted(&ground.fact(**ix).standing)).count();
    let refused = count(|standing| matches!(standing, Standing::Refused(_)));
    let unknown = count(|standing| *standing == Standing::Unknown);
    let picture = Picture::of(&window);
    let (root, state_hash) = (tree.root(), picture::state_hash(&window));
    let seals = picture.seals.len();
    let acts = order.len();
    if state.json {
        say_json(
            &json!({ "mechanism": reading.record.mechanism(), "demonstration": reading.demonstration(), "acts": acts, "refused": refused, "unknown": unknown,
            "root": root, "state_hash": state_hash, "seals": seals, "picture": picture }),
        );
        return Ok(());
    }
    reading.fetch_parts(&mut office).await?;
    let window = reading.record.everything();
    let party = Home::open(&state.at.home)?.configuration().party;
    let code = window.ground.graph.find(&party).and_then(|ix| window.code_of(ix));
    let reader = Reader { party: code, lang: "en".into(), calendar: None };
    for account in account::sessions(&window, &reader, &reading) {
        say(account.text());
    }
    say(format!("acts         {} ({refused} refused, {unknown} of kinds that this copy cannot read)", acts));
    say(format!("seals        {}", seals));
    say(format!("root         {root}"));
    say(format!("state hash   {state_hash}"));
    Ok(())
}
