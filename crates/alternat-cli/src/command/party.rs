//! `alternat party`: a party's root keys and its first act.

use alternat::id::Id;
use alternat_node::clock;
use alternat_node::home::{Home, HomeError};
use alternat_node::root::{NewParty, Root, inception_of};
use serde_json::json;

use super::{basis_from, root_at, say, say_json, words_from};
use crate::arguments::Party;
use crate::trouble::Trouble;

/// Bytes of a party's card.
const CARD_BYTES_MAX: u64 = 64 * 1024;

pub fn run(party: Party) -> Result<(), Trouble> {
    match party {
        Party::New { home, names, root, keys, threshold } => {
            let basis = basis_from(root.basis.as_deref())?;
            let directory = root_at(&home, root.root.as_ref());
            // Looked for first, so that no root is made for which there is no home.
            if home.join("home.json").exists() {
                return Err(HomeError::Taken(home).into());
            }
            let made = Root::create(&directory, NewParty { name: words_from(&names)?, keys, threshold, basis, claimed_at: clock::now() })?;
            Home::create(&home, made.party())?;
            say(format!("party        {}", made.party()));
            say(format!("fingerprint  {}", made.party().fingerprint()));
            say(format!("card         {}", directory.join("inception.act").display()));
            Ok(())
        }
        Party::Show { card, json } => {
            let (id, inception) = read_card(&card)?;
            if json {
                say_json(&json!({ "party": id, "fingerprint": id.fingerprint(), "calls_itself": inception.name }));
                return Ok(());
            }
            for (lang, name) in &inception.name.0 {
                say(format!("calls itself {name} ({})", lang.0));
            }
            say(format!("party        {id}"));
            say(format!("fingerprint  {}", id.fingerprint()));
            say(format!("root keys    {}, of which {} must sign", inception.roots.keys.len(), inception.roots.threshold));
            Ok(())
        }
    }
}

/// The party of a card.
pub fn read_card(path: &std::path::Path) -> Result<(Id, alternat::kind::Inception), Trouble> {
    let bytes = alternat_node::file::read_bounded(path, CARD_BYTES_MAX)?;
    inception_of(&bytes).ok_or_else(|| {
        Trouble::new(1, format!("{} is not the card of a party", path.display()), "ask the party for its root/inception.act")
    })
}
