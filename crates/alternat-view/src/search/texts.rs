//! The texts of an act: whatever its body says in words, by language, and the detached parts that are language versions.

use std::collections::BTreeMap;

use serde_json::Value;

/// What of an act can be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The words of the body by language, one behind the other.
    pub words: BTreeMap<String, String>,
    /// The language versions: the language, and the number of the detached part.
    pub parts: Vec<(String, usize)>,
    /// The acts that the body names, in the order of its fields.
    pub cites: Vec<String>,
}

/// The texts of a body, whatever its kind: words are an object whose every key is one of the `languages`, a language version is an
/// object with a language and a part. So a kind that comes later can be searched as it comes.
pub fn texts(body: &Value, languages: &[&str]) -> Texts {
    let mut texts = Texts::default();
    gather(body, languages, &mut texts);
    texts
}

fn gather(value: &Value, languages: &[&str], texts: &mut Texts) {
    match value {
        Value::Object(fields) => {
            let said = || fields.iter().map(|(lang, words)| Some((lang, words.as_str()?))).collect::<Option<Vec<_>>>();
            let is_words = !fields.is_empty() && fields.keys().all(|key| languages.contains(&key.as_str()));
            match (fields.get("lang").and_then(Value::as_str), fields.get("part").and_then(Value::as_u64)) {
                (Some(lang), Some(part)) => texts.parts.push((lang.to_string(), usize::try_from(part).unwrap_or(usize::MAX))),
                _ => match said().filter(|_| is_words) {
                    Some(said) => said.into_iter().for_each(|(lang, words)| add(texts, lang, words)),
                    None => fields.values().for_each(|value| gather(value, languages, texts)),
                },
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, languages, texts)),
        Value::String(id) if id.len() == 64 && id.bytes().all(|letter| letter.is_ascii_hexdigit()) => texts.cites.push(id.clone()),
        _ => {}
    }
}

fn add(texts: &mut Texts, lang: &str, words: &str) {
    let all = texts.words.entry(lang.to_string()).or_default();
    if !all.is_empty() {
        all.push('\n');
    }
    all.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_and_versions_are_found_wherever_they_stand() {
        let id = "a0".repeat(32);
        let body = json!({
            "session": id, "item": 2, "title": { "en": "Locks", "ar": "الأقفال" },
            "stance": { "explains": { "statement": { "en": "With care" } } },
            "due": { "by": { "day": "2031-05-02" } },
            "expressions": [{ "lang": "en", "status": "authentic", "part": 0 }, { "lang": "ar", "status": "courtesy", "part": 1 }],
        });
        let texts = texts(&body, &["ar", "en"]);
        assert_eq!(texts.words["en"].split('\n').collect::<Vec<_>>().len(), 2, "{texts:?}");
        assert_eq!(texts.words["ar"], "الأقفال");
        assert_eq!(texts.parts, [("en".to_string(), 0), ("ar".to_string(), 1)]);
        assert_eq!((texts.words.len(), texts.cites), (2, vec![id]));
    }
}
