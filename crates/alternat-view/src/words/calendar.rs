//! Days as people say them, in the calendars that parties use.

use icu_calendar::Date;
use icu_calendar::cal::{Hijri, Persian};

use super::{Locale, Value};

/// A calendar in which a day is shown. What is signed is always Gregorian (ISO 8601); the others are shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// The Gregorian calendar.
    Gregorian,
    /// The Solar Hijri calendar of Iran and Afghanistan.
    SolarHijri,
    /// The Hijri calendar by the tables of Umm al-Qura. A country that sights the moon may be a day apart.
    UmmAlQura,
}

impl Calendar {
    /// All of them.
    pub const ALL: [Calendar; 3] = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::UmmAlQura];

    /// The name by which messages know it.
    pub fn name(self) -> &'static str {
        match self {
            Calendar::Gregorian => "gregorian",
            Calendar::SolarHijri => "solar-hijri",
            Calendar::UmmAlQura => "umm-al-qura",
        }
    }

    /// The calendar of a name.
    pub fn of_name(name: &str) -> Option<Calendar> {
        Calendar::ALL.into_iter().find(|calendar| calendar.name() == name)
    }

    /// Year, month and day in this calendar of a Gregorian day `YYYY-MM-DD`; `None` for what is no such day.
    fn read(self, day: &str) -> Option<(u64, u64, u64)> {
        let mut numbers = day.splitn(3, '-').map(|number| number.parse::<i32>().ok());
        let (year, month, of_month) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let gregorian = Date::try_new_gregorian(year, month.try_into().ok()?, of_month.try_into().ok()?).ok()?;
        let read = |year: i32, month: u8, day: u8| Some((year.try_into().ok()?, month.into(), day.into()));
        match self {
            Calendar::Gregorian => read(year, gregorian.month().ordinal, gregorian.day_of_month().0),
            Calendar::SolarHijri => {
                let day = gregorian.to_calendar(Persian);
                read(day.year().extended_year(), day.month().ordinal, day.day_of_month().0)
            }
            Calendar::UmmAlQura => {
                let day = gregorian.to_calendar(Hijri::new_umm_al_qura());
                read(day.year().extended_year(), day.month().ordinal, day.day_of_month().0)
            }
        }
    }
}

impl Locale {
    /// A day in the Gregorian calendar, as people say it, and behind it in the calendar that the reader wants besides. What is no day is
    /// shown as it stands.
    pub fn day(self, day: &str) -> String {
        let gregorian = self.day_in(Calendar::Gregorian, day);
        match self.1.filter(|calendar| calendar.read(day).is_some()) {
            Some(beside) => {
                let other = self.day_in(beside, day);
                self.say("day-and-beside", &[("day", Value::Said(&gregorian)), ("other", Value::Said(&other))])
            }
            None => gregorian,
        }
    }

    /// A day in a calendar, as people say it. What is no day is shown as it stands.
    pub fn day_in(self, calendar: Calendar, day: &str) -> String {
        let Some((year, month, of_month)) = calendar.read(day) else { return day.into() };
        let month = self.word(&format!("month-{}-{month}", calendar.name()));
        let year = self.0.figures.bare(year);
        self.say(
            &format!("day-{}", calendar.name()),
            &[("day", Value::Number(of_month)), ("month", Value::Words(&month)), ("year", Value::Words(&year))],
        )
    }
}
