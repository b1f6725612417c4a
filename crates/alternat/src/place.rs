//! Where the cause of a refusal lies: for the people who read it.
//!
//! A standing is a code alone; no state, seal or act holds a place, and nothing is judged by one.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::refusal::Refusal;
use crate::text::TextFault;

/// A refusal, and where in the act its cause lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why the act does not stand.
    pub refusal: Refusal,
    /// Where the cause lies; `None` where it is the whole act, or its signer.
    pub at: Option<Box<Place>>,
}

/// Where a cause lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The field of the body, by its path in JSON: `put`, `title.ar`, `parties[1].name.en`.
    pub field: Option<String>,
    /// The act at fault: the one that is named there, or the one that stands in the way, a mark among them.
    pub id: Option<Id>,
    /// Where in a text, and by which rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<InText>,
}

impl Place {
    /// The place as it is called from further out: `en` within `name` is `name.en`.
    pub fn within(self, outer: &str) -> Place {
        let field = match &self.field {
            None => outer.into(),
            Some(inner) if inner.starts_with('[') => format!("{outer}{inner}"),
            Some(inner) => format!("{outer}.{inner}"),
        };
        Place { field: Some(field), ..self }
    }
}

/// A character that may not stand in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InText {
    /// The code of the rule: of [`crate::text::TextRule`] or of [`crate::gate::Fault`].
    pub rule: String,
    /// Byte offset in the text.
    pub byte: usize,
    /// The character, as `U+202E`; `None` where no single one is at fault.
    pub character: Option<String>,
}

impl InText {
    /// A character at a byte of a text, and the code of the rule that it breaks.
    pub fn new(rule: &str, byte: usize, character: Option<char>) -> InText {
        InText { rule: rule.into(), byte, character: character.map(|point| format!("U+{:04X}", u32::from(point))) }
    }
}

/// Says where a refusal has its cause.
///
/// Judging says it on the way out: `window.cite::<Put>(&self.put).at("put")?`.
pub trait At: Sized {
    /// What comes of it.
    type Placed;

    /// In a field. Said again further out, the outer field comes first: `en`, then `name`, gives `name.en`.
    fn at(self, field: &str) -> Self::Placed;

    /// By an act. Where an act is named already, that one stays.
    fn naming(self, id: &Id) -> Self::Placed;
}

impl At for Refused {
    type Placed = Refused;

    fn at(mut self, field: &str) -> Refused {
        self.at = Some(Box::new(self.at.map_or_else(Place::default, |place| *place).within(field)));
        self
    }

    fn naming(mut self, id: &Id) -> Refused {
        self.at.get_or_insert_default().id.get_or_insert(*id);
        self
    }
}

impl At for Refusal {
    type Placed = Refused;

    fn at(self, field: &str) -> Refused {
        Refused::from(self).at(field)
    }

    fn naming(self, id: &Id) -> Refused {
        Refused::from(self).naming(id)
    }
}

impl<T, E: Into<Refused>> At for Result<T, E> {
    type Placed = Result<T, Refused>;

    fn at(self, field: &str) -> Result<T, Refused> {
        self.map_err(|refused| refused.into().at(field))
    }

    fn naming(self, id: &Id) -> Result<T, Refused> {
        self.map_err(|refused| refused.into().naming(id))
    }
}

/// Judges the items of a list one after the other; the first that is refused is told by its number, from 0.
///
/// # Errors
/// As `judge`.
pub fn each<T, E: Into<Refused>>(items: impl IntoIterator<Item = T>, mut judge: impl FnMut(T) -> Result<(), E>) -> Result<(), Refused> {
    items.into_iter().enumerate().try_for_each(|(number, item)| judge(item).map_err(|refused| refused.into().at(&format!("[{number}]"))))
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused { refusal, at: None }
    }
}

impl Refusal {
    /// By a character of a text.
    pub fn in_text(self, fault: TextFault) -> Refused {
        let text = InText::new(fault.rule.code(), fault.at, fault.point);
        Refused { refusal: self, at: Some(Box::new(Place { text: Some(text), ..Place::default() })) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_said_from_the_outside_in() {
        let item = |name: &str| if name == "b" { Err(Refusal::NotAParty.at("en").at("name")) } else { Ok(()) };
        let refused = each(["a", "b"], item).at("parties").unwrap_err();
        assert_eq!(refused.at.unwrap().field.as_deref(), Some("parties[1].name.en"));
    }

    #[test]
    fn the_act_that_was_named_first_stays() {
        let refused = Refusal::DoesNotCount.naming(&Id::of_bytes(b"inner")).naming(&Id::ZERO);
        assert_eq!(refused.at.unwrap().id, Some(Id::of_bytes(b"inner")));
    }
}
