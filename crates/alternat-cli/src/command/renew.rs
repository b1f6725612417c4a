//! `alternat key renew`: a node's feed opened anew, in every circle of the home.

use std::sync::Arc;

use alternat::id::Id;
use alternat::words::Code;
use alternat_node::failure::chain;
use alternat_node::founding::Hand;
use alternat_node::node::Node;
use alternat_node::request::{Answer, Ask, Request};
use alternat_node::root::Root;
use alternat_node::socket::Client;
use alternat_node::{clock, exchange, renewal};

use super::act::id_from;
use super::{basis_from, root_at, say};
use crate::arguments::Renew;
use crate::trouble::Trouble;

pub async fn run(renew: Renew) -> Result<(), Trouble> {
    let root = Root::open(&root_at(&renew.home, renew.root.root.as_ref()))?;
    let hand = Hand { root: &root, basis: basis_from(renew.root.basis.as_deref())?, now: clock::now(), node_name: None };
    let cuts = renew.cuts.iter().map(|cut| id_from(cut)).collect::<Result<Vec<Id>, Trouble>>()?;
    if Client::connect(&renew.home).await?.is_some() {
        return Err(Trouble::new(2, format!("a node is running in {}", renew.home.display()), "stop it, and start it again afterwards"));
    }
    let node = Arc::new(Node::open(&renew.home)?);
    let home = node.home();
    // Looked at first, so that nothing is begun with another party's root.
    hand.party_of(&home)?;
    let circles = renewal::begin(&node)?;
    if !renew.alone {
        let failed = |error| Trouble::new(3, chain(&error), "see that the address in home.json is free");
        exchange::start(node.clone()).await.map_err(failed)?;
        // What this home signed before it was restored is heard first: the root must give out no number twice, either.
        hear(&node, &circles, &renew).await?;
    }
    let mut accredited = Vec::new();
    for mechanism in &circles {
        let shared = node.circle(*mechanism)?;
        accredited.push((shared.clone(), shared.with(|circle| renewal::accredit(&home, &hand, circle))?));
        shared.attend(&node);
    }
    if !renew.alone {
        // The others must know the new key of connections before they are asked by it.
        hear(&node, &circles, &renew).await?;
    }
    renewal::move_over(&home)?;
    for (shared, feed) in accredited {
        shared.with(|circle| renewal::finish(&hand, circle, feed, &cuts))?;
        say(feed);
    }
    if renew.alone {
        eprintln!(
            "alternat: hand the others a file by 'alternat mechanism invite', and let them take it in with 'alternat mechanism welcome'"
        );
    }
    Ok(())
}

/// Exchanges until this home and the others hold the same in every circle.
async fn hear(node: &Node, circles: &[Id], renew: &Renew) -> Result<(), Trouble> {
    for mechanism in circles {
        let codes: Vec<Option<Code>> = match &renew.with[..] {
            [] => vec![None],
            named => named.iter().map(|code| Some(Code(code.clone()))).collect(),
        };
        for code in codes {
            let request = Request { mechanism: Some(mechanism.to_string()), ask: Ask::Sync { code, seconds: renew.wait } };
            if let Answer::Failed(failure) = node.answer(request).await {
                return Err(Trouble::from(failure).located("give the command again; --with names who is to be asked, --alone asks nobody"));
            }
        }
    }
    Ok(())
}
