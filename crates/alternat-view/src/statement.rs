//! Statements and papers of a session: who spoke, in which languages, and how it begins.

use alternat::graph::Ix;
use alternat::kind::{Kind, Statement, StatementForm, Transcription, Witness};
use alternat::words::{Expression, LanguageStatus};
use serde::Serialize;

use crate::basis::Mark;
use crate::scene::{Named, Scene, Version};
use crate::words::{Locale, Value};

/// One statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spoken {
    /// The party.
    pub party: Named,
    /// The agenda item, from 1.
    pub item: Option<u32>,
    /// On whose behalf as well.
    pub on_behalf_of: Vec<Named>,
    /// Whose statement it answers (right of reply).
    pub reply_to: Option<Named>,
    /// Words as delivered, handed in, or reported.
    pub form: StatementForm,
    /// The language versions, the one to read first.
    pub versions: Vec<Version>,
    /// What the act rests on.
    pub mark: Option<Mark>,
}

/// A paper that a party signed in ink and another entered. It never counts as that party's signature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paper {
    /// The party that signed on paper.
    pub party: Named,
    /// The party that entered it.
    pub transcribed_by: Option<Named>,
    /// What it is.
    pub title: String,
    /// Who keeps the ink.
    pub ink_holder: Named,
    /// The party asked to bear witness.
    pub witness: Named,
    /// Whether that party did.
    pub is_witnessed: bool,
    /// The language versions.
    pub versions: Vec<Version>,
    /// What the act rests on.
    pub mark: Option<Mark>,
}

/// The statements of a session, in the order of speaking.
pub fn of_session(scene: &Scene, session: Ix) -> Vec<Spoken> {
    // A reply is filed under the statement it answers and under the session; a statement of another session is not here.
    let acts = scene.in_order(scene.window.filed(session, Kind::Statement));
    acts.into_iter().filter_map(|ix| read(scene, ix)).collect()
}

/// One statement; `None` for an act of another kind.
pub fn read(scene: &Scene, ix: Ix) -> Option<Spoken> {
    let ground = scene.window.ground;
    let body = ground.body::<Statement>(ix)?;
    Some(Spoken {
        party: scene.party_of(ix)?,
        item: body.item,
        on_behalf_of: scene.parties(&body.on_behalf_of),
        reply_to: body.reply_to.and_then(|id| ground.graph.find(&id)).and_then(|to| scene.party_of(to)),
        form: body.form,
        versions: scene.versions(ix, &body.expressions),
        mark: scene.mark(ix),
    })
}

/// The papers of a session, in the order in which they were entered.
pub fn papers(scene: &Scene, session: Ix) -> Vec<Paper> {
    scene.in_order(scene.window.filed(session, Kind::Transcription)).into_iter().filter_map(|ix| paper(scene, ix)).collect()
}

/// One paper; `None` for an act of another kind.
pub fn paper(scene: &Scene, ix: Ix) -> Option<Paper> {
    let ground = scene.window.ground;
    let body = ground.body::<Transcription>(ix)?;
    // The scan comes first; its bytes are a picture, and no words to quote.
    let words: Vec<Expression> = body.expressions.iter().skip(1).cloned().collect();
    Some(Paper {
        party: scene.named(&body.party),
        transcribed_by: scene.party_of(ix),
        title: body.title.best(&scene.reader.lang).into(),
        ink_holder: scene.named(&body.ink_holder),
        witness: scene.named(&body.witness),
        is_witnessed: scene.window.filed(ix, Kind::Witness).iter().any(|at| ground.body::<Witness>(*at).is_some()),
        versions: scene.versions(ix, &words),
        mark: scene.mark(ix),
    })
}

impl Spoken {
    /// Its lines: who and on what; then how it begins.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let mut head = match (&self.reply_to, self.item) {
            (Some(to), _) => locale.say("statement-reply", &[("party", &self.party.name), ("to", &to.name)]),
            (None, Some(item)) => locale.say("statement-item", &[("party", Value::from(&self.party.name)), ("item", Value::from(item))]),
            (None, None) => locale.say("statement", &[("party", &self.party.name)]),
        };
        if !self.on_behalf_of.is_empty() {
            let names: Vec<String> = self.on_behalf_of.iter().map(|party| party.name.clone()).collect();
            head.push_str(&locale.say("statement-on-behalf", &[("parties", &locale.list(&names))]));
        }
        head.push_str(&match self.form {
            StatementForm::AsDelivered => locale.word("form-delivered"),
            StatementForm::HandedIn => locale.word("form-handed-in"),
            StatementForm::Reported => locale.word("form-reported"),
        });
        head.push_str(&Mark::said(self.mark, locale));
        let mut lines = vec![head];
        lines.extend(versions(&self.versions, locale).into_iter().map(|line| format!("  {line}")));
        lines
    }
}

impl Paper {
    /// Its lines.
    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let by = self.transcribed_by.as_ref().map_or("", |party| party.name.as_str());
        let head = locale.say("paper", &[("party", self.party.name.as_str()), ("title", &self.title), ("by", by)]);
        let values = [("holder", self.ink_holder.name.as_str()), ("witness", self.witness.name.as_str())];
        let ink = if self.is_witnessed { locale.say("paper-witnessed", &values) } else { locale.say("paper-not-witnessed", &values) };
        let mut lines = vec![format!("{head}{}", Mark::said(self.mark, locale)), format!("  {ink}")];
        lines.extend(versions(&self.versions, locale).into_iter().map(|line| format!("  {line}")));
        lines
    }
}

/// How the first version begins, and which languages there are.
pub fn versions(versions: &[Version], locale: &Locale) -> Vec<String> {
    let Some(first) = versions.first() else { return vec![] };
    let begins = match &first.begins {
        Some(begins) if begins.goes_on => locale.say("words-go-on", &[("words", &begins.words)]),
        Some(begins) => locale.say("words-whole", &[("words", &begins.words)]),
        None => locale.word("words-not-here"),
    };
    let language = |version: &Version| locale.language(&version.lang);
    let languages = if versions.iter().all(|version| version.status == first.status) {
        let languages = locale.list(&versions.iter().map(language).collect::<Vec<_>>());
        let status = status(first.status, locale);
        let values = [("languages", languages.as_str()), ("status", status.as_str())];
        if versions.len() == 1 { locale.say("version-only", &values) } else { locale.say("versions-alike", &values) }
    } else {
        let of =
            |version: &Version| locale.say("version", &[("language", &language(version)), ("status", &status(version.status, locale))]);
        locale.say("versions", &[("versions", &locale.list(&versions.iter().map(of).collect::<Vec<_>>()))])
    };
    vec![begins, languages]
}

fn status(status: LanguageStatus, locale: &Locale) -> String {
    match status {
        LanguageStatus::Authentic => locale.word("status-authentic"),
        LanguageStatus::OfficialTranslation => locale.word("status-official"),
        LanguageStatus::Courtesy => locale.word("status-courtesy"),
        LanguageStatus::Machine => locale.word("status-machine"),
    }
}
