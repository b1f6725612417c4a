//! The charter: the act that founds a mechanism. Its id is the mechanism's.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::limit;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Lang, Words, check_codes};

/// The rules version that this software knows.
pub const RULES: u16 = 1;

/// The body of a charter.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// The mechanism's name.
    #[n(0)]
    pub name: Words,
    /// The prefix of its document symbols, such as `CFR`.
    #[n(1)]
    pub symbol: Code,
    /// The official languages.
    #[n(2)]
    pub languages: Vec<Lang>,
    /// The parties, in the order agreed between them (practice R1.2).
    #[n(3)]
    pub parties: Vec<Party>,
    /// How that order was found: a label.
    #[n(4)]
    pub order: Order,
    /// Those whose accession the charter waits for before it is in force; the others may accede later.
    #[n(5)]
    pub in_force_after: Vec<Code>,
    /// The order in which parties take the chair; empty where there is no rotation.
    #[n(6)]
    pub rotation: Vec<Code>,
    /// The bodies that meet.
    #[n(7)]
    pub organs: Vec<Organ>,
    /// How decisions are taken, by matter.
    #[n(8)]
    pub rules: DecisionRules,
    /// How many parties must have handed in credentials before a session opens.
    #[n(9)]
    pub quorum: u16,
    /// The version of the rules by which acts are judged.
    #[n(10)]
    pub rules_version: u16,
    /// Whether, and how, the whole is a demonstration. Part of the mechanism's id; never unset.
    #[n(11)]
    pub demonstration: Option<Demonstration>,
    /// Observers, by name.
    #[n(12)]
    pub observers: Vec<Words>,
    /// Other circles that this one is linked with. A link is never authority.
    #[n(13)]
    pub linked: Vec<Id>,
    /// Sixteen bytes of chance, so that two bodies with the same terms are still two.
    #[n(14)]
    pub nonce: Nonce,
}

/// A party as the charter names it.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its code here.
    #[n(0)]
    pub code: Code,
    /// Its id: the inception of its root.
    #[n(1)]
    pub inception: Id,
    /// Its name here.
    #[n(2)]
    pub name: Words,
}

/// How an order of parties was found (practice R1.2).
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// By the alphabet of a language.
    #[n(1)]
    Alphabetical {
        /// Which.
        #[n(0)]
        lang: Lang,
    },
    /// By lot.
    #[n(2)]
    Lot,
    /// As it was agreed.
    #[n(3)]
    Agreed,
}

/// A body that meets: ministers, officials, experts, a working group.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// Its code here.
    #[n(0)]
    pub code: Code,
    /// Its name.
    #[n(1)]
    pub name: Words,
}

/// The decision rule of each matter (practice R3.8).
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct DecisionRules {
    /// Agendas and other matters of procedure.
    #[n(0)]
    pub procedure: Rule,
    /// Texts.
    #[n(1)]
    pub substance: Rule,
    /// Recognition of a root, and whatever changes the charter.
    #[n(2)]
    pub charter: Rule,
}

/// A decision rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// No party on the roster objects.
    #[n(1)]
    Consensus,
    /// Every party on the roster joins.
    #[n(2)]
    Unanimity,
    /// At least `need` of every `of` parties on the roster join.
    #[n(3)]
    Majority {
        /// The numerator.
        #[n(0)]
        need: u8,
        /// The denominator.
        #[n(1)]
        of: u8,
    },
}

/// What kind of demonstration a mechanism is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Demonstration {
    /// A reconstruction of what is reported of a real meeting: every act says what it rests on.
    #[n(1)]
    Reconstruction,
    /// A rehearsal among made-up parties.
    #[n(2)]
    Rehearsal,
}

/// Sixteen bytes of chance; in JSON, 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonce(pub [u8; 16]);

impl Charter {
    /// Whether the charter names a party of this code.
    pub fn names(&self, code: &Code) -> bool {
        self.parties.iter().any(|party| party.code == *code)
    }

    /// Judges that the charter names a party of this code.
    ///
    /// # Errors
    /// [`Refusal::NotAParty`].
    pub fn judge_named(&self, code: &Code) -> Result<(), Refusal> {
        if self.names(code) { Ok(()) } else { Err(Refusal::NotAParty) }
    }

    /// The first field that contradicts the others, or itself.
    fn contradiction(&self) -> Option<&'static str> {
        let codes: Vec<&Code> = self.parties.iter().map(|party| &party.code).collect();
        let mut inceptions: Vec<Id> = self.parties.iter().map(|party| party.inception).collect();
        inceptions.sort();
        let among = |some: &[Code]| some.iter().all(|code| codes.contains(&code));
        let sound = |rule: &Rule| !matches!(rule, Rule::Majority { need, of } if need > of || 2 * u16::from(*need) <= u16::from(*of));
        let are_two_or_more = (2..=limit::PARTIES_MAX).contains(&codes.len()) && inceptions.windows(2).all(|pair| pair[0] != pair[1]);
        let fields = [
            ("parties", are_two_or_more),
            ("in_force_after", among(&self.in_force_after) && !self.in_force_after.is_empty()),
            ("rotation", among(&self.rotation)),
            ("languages", !self.languages.is_empty() && self.languages.iter().all(Lang::is_well_formed)),
            ("organs", !self.organs.is_empty()),
            ("quorum", usize::from(self.quorum) <= codes.len()),
            ("rules.procedure", sound(&self.rules.procedure)),
            ("rules.substance", sound(&self.rules.substance)),
            ("rules.charter", sound(&self.rules.charter)),
        ];
        fields.into_iter().find(|(_, is_sound)| !is_sound).map(|(field, _)| field)
    }
}

impl Matter for Charter {
    const KIND: Kind = Kind::Charter;

    fn shape(&self) -> Result<(), Refused> {
        self.name.check(Class::Title).at("name")?;
        each(&self.parties, |party| party.name.check(Class::Name).at("name")).at("parties")?;
        each(&self.organs, |organ| organ.name.check(Class::Name).at("name")).at("organs")?;
        each(&self.observers, |name| name.check(Class::Name)).at("observers")?;
        let codes: Vec<Code> = self.parties.iter().map(|party| party.code.clone()).collect();
        let organs: Vec<Code> = self.organs.iter().map(|organ| organ.code.clone()).collect();
        check_codes(&codes).at("parties")?;
        check_codes(&organs).at("organs")?;
        check_codes(&self.rotation).at("rotation")?;
        check_codes(&self.in_force_after).at("in_force_after")?;
        if self.symbol.is_well_formed() { Ok(()) } else { Err(Refusal::BodyMalformed.at("symbol")) }
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let founder = window.party.map(|inception| window.ground.id(inception));
        if !self.parties.iter().any(|party| Some(party.inception) == founder) {
            return Err(Refusal::NotAParty.at("parties"));
        }
        match self.contradiction() {
            None => Ok(Change::default()),
            Some(field) => Err(Refusal::TermsContradict.at(field)),
        }
    }
}

impl<C> Encode<C> for Nonce {
    fn encode<W: minicbor::encode::Write>(&self, e: &mut minicbor::Encoder<W>, _: &mut C) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Nonce {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let bytes = d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("a nonce has 16 bytes"))?;
        Ok(Nonce(bytes))
    }
}

impl Serialize for Nonce {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        s.serialize_str(&digits)
    }
}

impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        crate::json::parsed(d, |text| {
            let padded = format!("{text}{}", "0".repeat(32)).parse::<Id>().ok();
            let nonce = padded.and_then(|padded| padded.0[..16].try_into().ok());
            nonce.map(Nonce).ok_or("a nonce is 32 lower-case hexadecimal digits")
        })
    }
}

impl JsonSchema for Nonce {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Nonce".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
    }
}
