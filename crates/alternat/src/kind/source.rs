//! Source: a public document, cited by address, date and hash. It proves what was published, never that it is true.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::{Day, Lang, Words, check, check_day, check_lang};

/// The body of a source.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it was published: an address, or a bibliographic reference. Never fetched by the program.
    #[n(0)]
    pub address: String,
    /// Who published it.
    #[n(1)]
    pub publisher: Words,
    /// What it is called.
    #[n(2)]
    pub title: Words,
    /// The language it is in.
    #[n(3)]
    pub lang: Lang,
    /// The day of publication.
    #[n(4)]
    pub published_on: Option<Day>,
    /// SHA-256 of the file that was seen, as `sha256sum` prints it.
    #[n(5)]
    pub sha256: Option<Id>,
}

impl Matter for Source {
    const KIND: Kind = Kind::Source;

    fn shape(&self) -> Result<(), Refused> {
        check(Class::Title, &self.address).at("address")?;
        self.publisher.check(Class::Title).at("publisher")?;
        self.title.check(Class::Title).at("title")?;
        check_day(&self.published_on).at("published_on")?;
        check_lang(&self.lang).at("lang")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        Ok(Change::about([window.charter()?.ix]))
    }
}
