//! What a delegation adds to a brief: its instructions, its fallback and its deadline, in `briefs.sqlite` in the home.
//!
//! None of it is ever an act; no other party's node is told of it, and no original holds it.

use std::path::Path;

use alternat::id::Id;
use alternat_view::moment::Moment;
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;

use crate::drawer::{Drawer, DrawerError};
use crate::limit;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS brief (
        session TEXT NOT NULL, item INTEGER NOT NULL, instructions TEXT NOT NULL, fallback TEXT NOT NULL,
        deadline TEXT NOT NULL, here TEXT NOT NULL, capital TEXT NOT NULL, PRIMARY KEY (session, item)
    ) STRICT, WITHOUT ROWID;
";

/// The briefs of a home.
pub struct Briefs(Drawer);

/// What a delegation keeps on one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Our instructions.
    #[serde(default)]
    pub instructions: String,
    /// What we may fall back to.
    #[serde(default)]
    pub fallback: String,
    /// The deadline at the place of the session, as in `2031-05-13T10:31`; empty where there is none.
    #[serde(default)]
    pub deadline: String,
    /// How far the place is from UTC, as in `+03:00`.
    #[serde(default)]
    pub here: String,
    /// How far the capital is from UTC.
    #[serde(default)]
    pub capital: String,
}

/// What is wrong with what somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A text is too long.
    TooLong,
    /// The deadline is no day and hour.
    Deadline,
    /// A distance from UTC is none.
    Offset,
}

impl Kept {
    /// The first thing that is wrong.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn check(&self) -> Result<(), Wrong> {
        if [&self.instructions, &self.fallback].into_iter().any(|words| words.chars().count() > limit::BRIEF_CHARS_MAX) {
            return Err(Wrong::TooLong);
        }
        if self.deadline.is_empty() {
            return [&self.here, &self.capital]
                .into_iter()
                .all(|words| words.is_empty() || offset(words).is_some())
                .then_some(())
                .ok_or(Wrong::Offset);
        }
        Moment::read(&self.deadline).ok_or(Wrong::Deadline)?;
        self.deadlines().map(drop).ok_or(Wrong::Offset)
    }

    /// The deadline at the place and in the capital; `None` where there is none.
    pub fn deadlines(&self) -> Option<[Moment; 2]> {
        let at = Moment::read(&self.deadline)?;
        let (here, capital) = (offset(&self.here)?, offset(&self.capital)?);
        Some([Moment::of(at), Moment::of(at.checked_add_signed((capital - here) * 60_000)?)])
    }
}

/// The minutes of a distance from UTC, as in `+03:00` or `-04:30`.
fn offset(words: &str) -> Option<i64> {
    let (sign, rest) = match words.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |digits: &str, max| {
        let is_two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_two.then(|| digits.parse::<i64>().ok()).flatten().filter(|number| *number <= max)
    };
    Some(sign * (number(hours, 14)? * 60 + number(minutes, 59)?))
}

impl Briefs {
    /// Opens the briefs of a home.
    ///
    /// # Errors
    /// [`DrawerError`].
    pub fn open(home: &Path) -> Result<Briefs, DrawerError> {
        Drawer::open(home, "briefs.sqlite", SCHEMA).map(Briefs)
    }

    /// What is kept on an item; nothing where nobody has typed anything.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn of(&self, session: &Id, item: u32) -> Result<Kept, DrawerError> {
        let select = "SELECT instructions, fallback, deadline, here, capital FROM brief WHERE session = ?1 AND item = ?2";
        let found = self.0.told("read", |file| {
            let read = |row: &rusqlite::Row| {
                Ok(Kept {
                    instructions: row.get(0)?,
                    fallback: row.get(1)?,
                    deadline: row.get(2)?,
                    here: row.get(3)?,
                    capital: row.get(4)?,
                })
            };
            file.query_row(select, params![session.to_string(), item], read).optional()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Keeps what was typed on an item.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn keep(&self, session: &Id, item: u32, kept: &Kept) -> Result<(), DrawerError> {
        let insert = "INSERT OR REPLACE INTO brief (session, item, instructions, fallback, deadline, here, capital) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let values = params![session.to_string(), item, kept.instructions, kept.fallback, kept.deadline, kept.here, kept.capital];
        self.0.told("write", |file| file.execute(insert, values)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_said_here_and_in_the_capital() {
        let rows = [
            ("2031-05-13T01:30", "+03:00", "-04:30", Ok(Some("2031-05-12 18:00"))),
            ("2031-05-13T23:30", "+03:00", "+05:45", Ok(Some("2031-05-14 02:15"))),
            ("", "", "", Ok(None)),
            ("", "+03:00", "", Ok(None)),
            ("", "3", "", Err(Wrong::Offset)),
            ("2031-05-13T23:30", "", "+03:00", Err(Wrong::Offset)),
            ("2031-05-13T23:30", "+15:00", "+03:00", Err(Wrong::Offset)),
            ("2031-02-30T23:30", "+03:00", "+03:00", Err(Wrong::Deadline)),
            ("soon", "+03:00", "+03:00", Err(Wrong::Deadline)),
        ];
        for (deadline, here, capital, expected) in rows {
            let kept = Kept { deadline: deadline.into(), here: here.into(), capital: capital.into(), ..Kept::default() };
            let said = kept.check().map(|()| kept.deadlines().map(|[_, capital]| format!("{} {}", capital.day.0, capital.time)));
            assert_eq!(said, expected.map(|said| said.map(str::to_string)), "{deadline} {here} {capital}");
        }
        let long = |chars| Kept { fallback: "ж".repeat(chars), ..Kept::default() }.check();
        assert_eq!((long(limit::BRIEF_CHARS_MAX), long(limit::BRIEF_CHARS_MAX + 1)), (Ok(()), Err(Wrong::TooLong)));
    }
}
