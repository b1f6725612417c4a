//! `search`: words found among texts of five languages, beside SQLite's own FTS5 over the raw texts, one after the other in turn.

use alternat::id::Id;
use alternat_view::search::Query;
use alternat_web::search::{Entry, Search, Wanted};
use rusqlite::{Connection, params};

use super::append::ms;
use super::row::{Figure, Pair, Row, Target, median};
use super::{Measured, Setting, stopped, timed};

/// Milliseconds that a search may take, in 99 of 100.
const MOST: f64 = 30.0;
/// Searches of one round.
const SEARCHES: usize = 400;
/// Words of a text.
const WORDS: usize = 60;
/// Texts that are shown with what was found in its place.
const SHOWN: usize = 20;
/// Texts taken in at once.
const BATCH: usize = 1000;

/// Words of which texts are made, for each language; the first ones come most often.
const VOCABULARY: [(&str, &str); 5] = [
    (
        "ar",
        "في من على المنطقة الأطراف القرار النهر الأنهار اتفاق الوفد مناطق التصعيد وقف إطلاق النار الدورة جدول الأعمال الأقفال رسوم البيان موعد التقرير الخبراء لجنة الحدود المياه السفن مشروع نص التزام الجسور المراقبون",
    ),
    (
        "en",
        "the of and parties session river rivers lock locks charges agreement delegation delegations statement decided monitoring area areas ceasefire reports commitments water barge crews working group experts proposal amended",
    ),
    (
        "fa",
        "در از به منطقه طرف‌ها تصمیم رودخانه‌ها هیئت نشست دستور کار بیانیه تعهد گزارش کارشناسان کمیته مرز آب کشتی پیشنهاد متن مهلت آتش‌بس کاهش تنش مناطق توافق‌نامه نظارت پل‌ها",
    ),
    (
        "fr",
        "le de la parties session fleuve fleuves écluse écluses redevances accord délégation déclarations décision surveillance zone cessez-le-feu rapports engagements eau équipages groupe experts proposition modifiée",
    ),
    (
        "ru",
        "в и на стороны сессия река реки шлюзы сборы соглашение делегация делегаций заявление решением наблюдение районы прекращение огня отчёты обязательства вода экипажи группа эксперты предложение поправка",
    ),
];

pub fn measure(setting: &Setting) -> Measured<Row> {
    let failed = |error| stopped("search", &error);
    let bare_failed = |error| stopped("search in SQLite", &error);
    let mut chance = Chance(0x5EED);
    let texts: Vec<(&str, String)> = (0..setting.acts).map(|place| chance.text(place)).collect();
    setting.begin("search, filling", texts.len());
    let search = Search::open(&setting.directory).map_err(failed)?;
    let mechanism = Id([7; 32]);
    let (filled, took) = timed(|| {
        texts.chunks(BATCH).enumerate().try_for_each(|(batch, texts)| {
            let entries: Vec<Entry> = texts.iter().enumerate().map(|(at, text)| entry(batch * BATCH + at, text)).collect();
            setting.bar.inc(texts.len() as u64);
            search.take(&mechanism, &entries, ((batch + 1) * BATCH) as u64)
        })
    });
    filled.map_err(failed)?;
    let bare = bare(setting, &texts).map_err(bare_failed)?;
    let mut ask = bare.prepare("SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY rowid DESC LIMIT 1000").map_err(bare_failed)?;
    setting.begin("search", setting.rounds());
    let (mut rounds, mut middles, mut finds) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..setting.rounds() {
        let (mut ours, mut theirs, mut alone) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..SEARCHES {
            let (typed, party) = chance.question();
            let wanted = Wanted { query: Query::read(&typed), party, ..Wanted::default() };
            let (hits, looked) = timed(|| search.find(&mechanism, &wanted));
            let hits = hits.map_err(failed)?;
            let (_, took) = timed(|| {
                let shown = hits.iter().take(SHOWN).map(|hit| {
                    let (lang, text) = &texts[number(&hit.act)];
                    wanted.query.shown_in(text, lang)
                });
                shown.collect::<Vec<_>>()
            });
            alone.push(ms(looked));
            ours.push(ms(looked + took));
            let quoted = typed.split_whitespace().map(|word| format!("\"{}\"", word.trim_matches('"'))).collect::<Vec<_>>().join(" ");
            let (found, took) = timed(|| ask.query_map([quoted], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>());
            found.map_err(bare_failed)?;
            theirs.push(ms(took));
        }
        middles.push(median(ours.iter().copied()));
        finds.push(slow(alone));
        rounds.push((slow(ours), slow(theirs)));
        setting.bar.inc(1);
    }
    let pair = Pair {
        row: "search",
        what: format!("a search among {} texts, with what was found shown in its place; 99 of 100 take no longer", texts.len()),
        unit: "ms",
        peer: "SQLite's FTS5 (unicode61) over the raw texts, with nothing shown".into(),
        target: Target::ValueAtMost(MOST),
    };
    let mut row = Row::of(pair, &rounds);
    let also = |what: &str, value, unit| Figure { what: what.into(), value, unit, at_least: None, at_most: None };
    row.also = vec![
        also("the index alone, with nothing shown; 99 of 100", median(finds), "ms"),
        also("a search, the median", median(middles), "ms"),
        also("texts analysed and taken into the index", texts.len() as f64 / took.as_secs_f64(), "/s"),
    ];
    Ok(row)
}

/// SQLite's own index of the same texts.
fn bare(setting: &Setting, texts: &[(&str, String)]) -> rusqlite::Result<Connection> {
    let bare = Connection::open(setting.directory.join("raw.sqlite"))?;
    bare.execute_batch("CREATE VIRTUAL TABLE text USING fts5(words, tokenize='unicode61')")?;
    let all = bare.unchecked_transaction()?;
    {
        let mut insert = all.prepare("INSERT INTO text (rowid, words) VALUES (?1, ?2)")?;
        for (place, (_, text)) in texts.iter().enumerate() {
            insert.execute(params![place as i64, text])?;
        }
    }
    all.commit()?;
    Ok(bare)
}

fn entry(place: usize, (lang, text): &(&str, String)) -> Entry {
    let mut act = Id::of_bytes(&place.to_le_bytes());
    act.0[..8].copy_from_slice(&place.to_be_bytes());
    Entry {
        act,
        kind: "statement",
        party: PARTIES[place % PARTIES.len()].into(),
        session: Some(Id([(place * 100 / (place + 100)) as u8; 32])),
        lang: lang.to_string(),
        part: None,
        text: text.clone(),
        names: vec![act.to_string()],
    }
}

const PARTIES: [&str; 4] = ["ALD", "BOR", "CRE", "DOR"];

/// The place of a text, which its id begins with.
fn number(act: &Id) -> usize {
    act.0[..8].iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// The one of a hundred that took longest but for one.
fn slow(mut took: Vec<f64>) -> f64 {
    took.sort_by(f64::total_cmp);
    took.get(took.len() * 99 / 100).copied().unwrap_or(f64::NAN)
}

/// Seeded chance: the same for everybody who measures.
///
/// # Source
/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    /// A word of a language; those at its beginning come most often, as in any language.
    fn word(&mut self, words: &[&'static str]) -> &'static str {
        let bound = self.below(words.len()) + 1;
        words[self.below(bound)]
    }

    /// A text in one of the languages. Every other word is of a name that few texts have.
    fn text(&mut self, place: usize) -> (&'static str, String) {
        let (lang, words) = VOCABULARY[self.below(VOCABULARY.len())];
        let words: Vec<&str> = words.split(' ').collect();
        let mut text: Vec<String> = Vec::with_capacity(WORDS + 1);
        for at in 0..WORDS {
            text.push(if at % 2 == 0 { self.word(&words).into() } else { format!("{}{}", self.word(&words), self.below(2000)) });
        }
        text.push(format!("CFR.DEC/{place}"));
        (lang, text.join(" "))
    }

    /// What somebody types, and of which party: a word, two, a phrase, a rare name or the beginning of a symbol.
    fn question(&mut self) -> (String, String) {
        let words: Vec<&str> = VOCABULARY[self.below(VOCABULARY.len())].1.split(' ').collect();
        let (one, other, number) = (self.word(&words), self.word(&words), self.below(2000));
        let typed = match self.below(5) {
            0 => one.to_string(),
            1 => format!("{one} {other}"),
            2 => format!("\"{one} {other}{number}\""),
            3 => format!("{one}{number}"),
            _ => format!("CFR.DEC/{number}"),
        };
        let party = if self.below(3) == 0 { PARTIES[self.below(PARTIES.len())] } else { "" };
        (typed, party.into())
    }
}
