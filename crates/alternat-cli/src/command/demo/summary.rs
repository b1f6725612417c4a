//! What came of a body: the accounts of its sessions, and whether all parties hold the same.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::say;

/// What came of one body.
pub struct Summary {
    /// Its name.
    pub body: String,
    /// Its id.
    pub mechanism: String,
    /// Each party's copy.
    pub parties: Vec<PartySummary>,
    /// The accounts of the sessions, as the first party reads them.
    pub accounts: String,
}

/// One party's copy.
pub struct PartySummary {
    /// Its code.
    pub code: String,
    /// What `alternat state --json` says of it.
    pub state: Value,
    /// What `alternat verify --json` says of its original.
    pub verdict: Value,
    /// The original.
    pub original: PathBuf,
}

impl Summary {
    /// Whether every party holds the same acts, root and state, and every original is whole and says so, too.
    pub fn is_equal(&self) -> bool {
        let of = |party: &PartySummary, from: fn(&PartySummary) -> &Value| {
            ["acts", "root", "state_hash"].map(|field| from(party)[field].clone())
        };
        let Some(first) = self.parties.first() else { return false };
        let expected = of(first, |party| &party.state);
        self.parties.iter().all(|party| {
            party.verdict["verified"] == true
                && of(party, |party| &party.state) == expected
                && of(party, |party| &party.verdict) == expected
        })
    }

    /// Tells it to a person.
    pub fn tell(&self) {
        say(format!("=== {} ===", self.body));
        say(format!("mechanism {}", self.mechanism));
        say(self.accounts.trim_end());
        say("");
        for party in &self.parties {
            let text = |field: &str| party.state[field].as_str().unwrap_or_default().to_string();
            say(format!("{:<8} {} acts  root {}  state_hash {}", party.code, party.state["acts"], text("root"), text("state_hash")));
        }
        let verdict = self.parties.first().map(|party| &party.verdict);
        if let Some(demonstration) = verdict.and_then(|verdict| verdict["demonstration"].as_str()) {
            say(format!("{demonstration}, demonstration keys"));
        }
        if let Some(directory) = self.parties.first().and_then(|party| party.original.parent()) {
            say(format!("originals in {}", directory.display()));
        }
        say("");
    }
}

/// What is the same whenever the demonstration is played: counts and outcomes, no ids, keys or times.
pub fn stable(summaries: &[Summary]) -> Value {
    let party = |party: &PartySummary| {
        let of = |field: &str| party.verdict[field].clone();
        json!({ "code": party.code, "verified": of("verified"), "signers": of("signers"), "acts": of("acts"), "refused": of("refused"),
            "unknown": of("unknown"), "parts": of("parts"), "parts_absent": of("parts_absent"), "unsealed": of("unsealed"),
            "seals": of("seals").as_array().map(Vec::len), "problems": of("problems") })
    };
    let body = |summary: &Summary| {
        let verdict = summary.parties.first().map(|party| party.verdict.clone()).unwrap_or_default();
        json!({ "body": summary.body, "demonstration": verdict["demonstration"], "equal": summary.is_equal(),
            "parties": summary.parties.iter().map(party).collect::<Vec<_>>() })
    };
    json!({ "bodies": summaries.iter().map(body).collect::<Vec<_>>() })
}
