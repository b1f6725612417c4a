//! Words: every sentence that a person reads, by its name and by language. No other file of this crate holds one.
//!
//! A language is a table of messages, in the manner of Fluent: a name, and words with `{ $places }` for values. A message
//! that a language lacks is said in English.

mod en;

use crate::bidi::{Direction, isolate};

/// The messages of one interface language.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The language's tag.
    pub lang: &'static str,
    /// Which way its lines run.
    pub direction: Direction,
    messages: &'static [(&'static str, &'static str)],
}

impl Locale {
    /// The locale of a language; English where there is none yet.
    pub fn of(lang: &str) -> Locale {
        let table = TABLES.iter().find(|(known, _)| lang.split('-').next() == Some(known)).unwrap_or(&TABLES[0]);
        Locale { lang: table.0, direction: Direction::of(table.0), messages: table.1 }
    }

    /// A message without values. A name that no table has is said as it is.
    pub fn word(&self, name: &str) -> String {
        self.say(name, &[])
    }

    /// A message with its values put in, each isolated where it runs the other way.
    pub fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        let Some(pattern) = find(self.messages, name).or_else(|| find(TABLES[0].1, name)) else { return name.into() };
        let mut said = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern;
        // Read once from the front, so that a value never counts as a place.
        while let Some((before, after)) = rest.split_once("{ $") {
            let (place, after) = after.split_once(" }").unwrap_or((after, ""));
            said.push_str(before);
            if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                // Agreed prose may have paragraphs; a message is one line.
                said.push_str(&isolate(&value.replace('\n', " "), self.direction));
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// Several things in one line: `a`, `a and b`, `a, b and c`. Empty for none.
    pub fn list(&self, items: &[String]) -> String {
        let isolated: Vec<String> = items.iter().map(|item| isolate(item, self.direction).into_owned()).collect();
        match &isolated[..] {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => [most.join(&self.word("list-comma")), last.clone()].join(&self.word("list-and")),
        }
    }

    /// A day, as people say it. A day that is none is shown as it stands.
    pub fn day(&self, day: &str) -> String {
        match day.split('-').collect::<Vec<_>>()[..] {
            [year, month, of_month] => {
                let month = self.word(&format!("month-{}", month.trim_start_matches('0')));
                self.say("day", &[("day", of_month.trim_start_matches('0')), ("month", &month), ("year", year)])
            }
            _ => day.into(),
        }
    }

    /// A language's name.
    pub fn language(&self, lang: &str) -> String {
        let name = format!("lang-{lang}");
        match find(self.messages, &name).or_else(|| find(TABLES[0].1, &name)) {
            Some(word) => word.into(),
            None => lang.into(),
        }
    }
}

/// The languages there are, English first.
const TABLES: &[(&str, &[(&str, &str)])] = &[("en", en::MESSAGES)];

fn find(messages: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    messages.iter().find(|(known, _)| *known == name).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_said_with_and() {
        let rows: [(&[&str], &str); 4] = [(&[], ""), (&["A"], "A"), (&["A", "B"], "A and B"), (&["A", "B", "C"], "A, B and C")];
        for (items, expected) in rows {
            let items: Vec<String> = items.iter().map(|item| item.to_string()).collect();
            assert_eq!(Locale::of("en").list(&items), expected);
        }
    }

    #[test]
    fn a_value_never_counts_as_a_place() {
        let said = Locale::of("en").say("day", &[("day", "{ $month }"), ("month", "May"), ("year", "2031")]);
        assert_eq!(said, "{ $month } May 2031");
    }

    #[test]
    fn a_day_is_said_as_people_say_it() {
        assert_eq!(Locale::of("en").day("2031-05-02"), "2 May 2031");
        assert_eq!(Locale::of("xx").day("soon"), "soon");
    }

    #[test]
    fn names_are_unique_and_every_message_that_is_asked_for_is_there() {
        let mut names: Vec<&str> = en::MESSAGES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        let sources = [
            include_str!("account.rs"),
            include_str!("delegation.rs"),
            include_str!("statement.rs"),
            include_str!("decision.rs"),
            include_str!("commitment.rs"),
            include_str!("chair.rs"),
            include_str!("seal.rs"),
            include_str!("basis.rs"),
            include_str!("moment.rs"),
            include_str!("words.rs"),
        ];
        let all = sources.concat();
        for asked in all.split(".say(\"").skip(1).chain(all.split(".word(\"").skip(1)) {
            let name = asked.split('"').next().unwrap_or_default();
            assert!(names.contains(&name), "nobody has written {name}");
        }
        for name in names {
            let stem = name.rsplit_once('-').map_or(name, |(stem, _)| stem);
            let is_asked =
                all.contains(&format!("\"{name}\"")) || all.contains(&format!("\"{stem}-{{")) || all.contains(&format!("{stem}-\""));
            assert!(is_asked, "nobody asks for {name}");
        }
    }
}
