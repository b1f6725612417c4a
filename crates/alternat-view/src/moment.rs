//! When an act was signed, by the word of its author.

use alternat::words::Day;
use serde::Serialize;

use crate::words::Locale;

/// A day and an hour, in UTC, as an author claims them. Shown; it orders nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The hour and the minute, as in `09:07`.
    pub time: String,
}

impl Moment {
    /// The moment so many milliseconds after the beginning of 1970, in the Gregorian calendar.
    pub fn of(milliseconds: u64) -> Moment {
        let minutes = milliseconds / 60_000;
        let (year, month, day) = calendar(minutes / (24 * 60));
        Moment { day: Day(format!("{year:04}-{month:02}-{day:02}")), time: format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60) }
    }

    /// The milliseconds since the beginning of 1970 of what a form sends, as in `2031-05-13T10:31`; `None` for anything else.
    pub fn read(written: &str) -> Option<u64> {
        let (day, time) = written.split_once('T')?;
        let numbers = |words: &str, sign, lengths: &[usize]| {
            let parts: Vec<&str> = words.split(sign).collect();
            let fits = parts.iter().map(|part| part.len()).eq(lengths.iter().copied());
            let all = parts.iter().map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u64>().ok()).flatten());
            fits.then(|| all.collect::<Option<Vec<u64>>>()).flatten()
        };
        let (date, clock) = (numbers(day, '-', &[4, 2, 2])?, numbers(time, ':', &[2, 2])?);
        let [year, month, day_of_month] = date[..] else { return None };
        let [hour, minute] = clock[..] else { return None };
        if year < 1970 || hour > 23 || minute > 59 {
            return None;
        }
        let years = year * 365 + year / 4 - year / 100 + year / 400;
        // Days from a day that is certainly before; the calendar says which one it is.
        let about = (years + month * 30).saturating_sub(719_600);
        let day = (about..about + 500).find(|days| calendar(*days) == (year, month, day_of_month))?;
        Some(((day * 24 + hour) * 60 + minute) * 60_000)
    }

    /// The day, behind what happened on it; nothing where the day is not known.
    pub fn on(moment: &Option<Moment>, locale: &Locale) -> String {
        moment.as_ref().map_or_else(String::new, |at| locale.say("on-day", &[("day", &locale.day(&at.day.0))]))
    }

    /// The day and the hour, behind what happened then; nothing where they are not known.
    pub fn on_at(moment: &Option<Moment>, locale: &Locale) -> String {
        let said = |at: &Moment| locale.say("on-day-at", &[("day", &locale.day(&at.day.0)), ("time", &locale.digits(&at.time))]);
        moment.as_ref().map_or_else(String::new, said)
    }

    /// The day and a colon, before what happened on it; nothing where the day is not known.
    pub fn before(moment: &Option<Moment>, locale: &Locale) -> String {
        moment.as_ref().map_or_else(String::new, |at| locale.say("before-day", &[("day", &locale.day(&at.day.0))]))
    }
}

/// Year, month and day so many days after 1 January 1970.
fn calendar(days: u64) -> (u64, u64, u64) {
    // Years begin with March here, so that the leap day comes last; 400 of them have 146 097 days.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claimed_time_is_a_day_of_the_calendar() {
        let rows = [
            (0, "1970-01-01 00:00"),
            (86_399_999, "1970-01-01 23:59"),
            (86_400_000, "1970-01-02 00:00"),
            (951_782_399_999, "2000-02-28 23:59"),
            (951_782_400_000, "2000-02-29 00:00"),
            (951_868_800_000, "2000-03-01 00:00"),
            (1_767_225_600_000, "2026-01-01 00:00"),
            (1_936_434_660_000, "2031-05-13 10:31"),
            (4_107_542_399_000, "2100-02-28 23:59"),
            (4_107_542_400_000, "2100-03-01 00:00"),
            (u64::MAX, "584556019-04-03 14:25"),
        ];
        for (milliseconds, expected) in rows {
            let moment = Moment::of(milliseconds);
            assert_eq!(format!("{} {}", moment.day.0, moment.time), expected, "{milliseconds}");
        }
    }

    #[test]
    fn what_a_form_sends_is_read_to_the_minute() {
        let rows = [
            ("1970-01-01T00:00", Some(0)),
            ("2000-02-29T00:00", Some(951_782_400_000)),
            ("2031-05-13T10:31", Some(1_936_434_660_000)),
            ("2031-12-31T23:59", Some(1_956_527_940_000)),
            ("2031-02-29T00:00", None),
            ("2031-05-13T24:00", None),
            ("2031-05-13", None),
            ("+031-05-13T10:31", None),
            ("", None),
        ];
        for (written, expected) in rows {
            assert_eq!(Moment::read(written), expected, "{written}");
        }
    }
}
