//! A form as it is shown: a control for each field, what was typed, and what is wrong beside it.

use std::cell::RefCell;

use alternat::graph::Ix;
use alternat_view::bidi::Direction;
use alternat_view::scene::Scene;
use alternat_view::words::Locale;
use maud::{Markup, html};

use super::choices;
use super::form::{Field, Form, STATUSES, What};
use super::typed::{languages, one, rows, within};
use crate::drafts::Typed;
use crate::limit;

/// Empty rows that stand behind those that are filled.
const ROWS_MORE: usize = 3;

/// What is wrong at a field, by its path.
pub struct Fault {
    /// The path; empty where it is the whole.
    pub at: String,
    /// What is wrong, in a sentence.
    pub words: String,
}

/// A form's controls.
pub struct Controls<'a> {
    /// What it is read from.
    pub scene: &'a Scene<'a>,
    /// The form.
    pub form: &'a Form,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong.
    pub faults: &'a [Fault],
    /// Faults that stand at a control already.
    told: RefCell<Vec<usize>>,
}

impl<'a> Controls<'a> {
    /// The controls of a form.
    pub fn of(scene: &'a Scene<'a>, form: &'a Form, typed: &'a Typed, faults: &'a [Fault]) -> Controls<'a> {
        Controls { scene, form, typed, faults, told: RefCell::default() }
    }

    /// All of them; what is wrong at no single field stands above.
    pub fn show(&self) -> Markup {
        let fields: Vec<Markup> = self.form.fields.iter().map(|field| self.field(field, field.name)).collect();
        let told = self.told.borrow();
        let general = self.faults.iter().enumerate().filter(|(number, _)| !told.contains(number));
        html! {
            @for (_, fault) in general { p.fault role="alert" { (fault.words) } }
            @for field in &fields { (field) }
        }
    }

    fn locale(&self) -> Locale {
        self.scene.locale()
    }

    /// A field's name for its writer.
    fn label(&self, field: &Field) -> String {
        label(self.locale(), self.form, field.name)
    }

    /// What is wrong at a path or within it, for those that no deeper control tells.
    fn faults(&self, path: &str) -> Markup {
        let inner = format!("{path}.");
        let here = |at: &str| at == path || at.starts_with(&inner);
        let mut told = self.told.borrow_mut();
        let found: Vec<usize> = (0..self.faults.len()).filter(|number| !told.contains(number) && here(&self.faults[*number].at)).collect();
        told.extend(&found);
        html! { @for number in found { span.fault role="alert" { (self.faults[number].words) } } }
    }

    fn field(&self, field: &Field, path: &str) -> Markup {
        let words = self.label(field);
        let value = one(self.typed, path);
        let mark = html! { (words) @if !field.required { " " span.soft { (self.locale().word("write-optional")) } } };
        let single = |control: Markup| html! { label { (mark) (control) (self.faults(path)) } };
        match &field.what {
            What::OwnFeed | What::OwnParty => html! {},
            What::Line(_) => single(html! { input name=(path) value=(value) dir="auto" autocomplete="off"; }),
            What::Number => single(html! { input.short name=(path) value=(value) inputmode="numeric" autocomplete="off"; }),
            What::Day => single(html! { input.short name=(path) value=(value) type="date"; }),
            What::Lang => single(self.select(
                path,
                value,
                !field.required,
                self.languages(path).into_iter().map(|lang| (lang.clone(), self.locale().language(&lang))).collect(),
            )),
            What::Choice(choices) => {
                let options = choices.iter().map(|name| (name.to_string(), choice(self.locale(), name))).collect();
                single(self.select(path, value, !field.required, options))
            }
            What::Party => single(self.select(path, value, true, self.parties())),
            What::Organ => {
                let organs =
                    self.scene.charter.organs.iter().map(|organ| (organ.code.to_string(), self.scene.organ(&organ.code))).collect();
                single(self.select(path, value, false, organs))
            }
            What::Act(kinds) => single(self.select(path, value, true, self.acts(choices::acts(self.scene, kinds)))),
            What::Parties => self.checks(&mark, path, self.parties()),
            What::Acts(kinds) => self.checks(&mark, path, self.acts(choices::acts(self.scene, kinds))),
            What::Replaces => {
                let acts = self.acts(choices::replaceable(self.scene, self.form.kind));
                if acts.is_empty() {
                    html! {}
                } else {
                    self.checks(&mark, path, acts)
                }
            }
            What::Title => self.group(&mark, path, self.words(path, false)),
            What::Prose => self.group(&mark, path, self.words(path, true)),
            What::Texts => self.group(&mark, path, self.texts(path)),
            What::Variant(variants) => {
                let each = html! { @for (name, inner) in *variants {
                    div.variant {
                        label.check { input type="radio" name=(path) value=(name) checked[value == *name]; " " (choice(self.locale(), name)) }
                        @if let Some(inner) = inner { (self.field(inner, &within(&within(path, name), inner.name))) }
                    }
                } };
                self.group(&mark, path, each)
            }
            What::Rows(fields) => {
                let each = html! { @for row in self.rows(path) {
                    @let at = within(path, &row.to_string());
                    fieldset.row { legend { (self.locale().number(row as u64 + 1)) } @for field in *fields { (self.field(field, &within(&at, field.name))) } }
                } };
                self.group(&mark, path, html! { (each) (self.more()) })
            }
            What::Items => {
                let each = html! { @for row in self.rows(path) {
                    fieldset.row { legend { (self.locale().number(row as u64 + 1)) } (self.words(&within(path, &row.to_string()), false)) (self.faults(&within(path, &row.to_string()))) }
                } };
                self.group(&mark, path, html! { (each) (self.more()) })
            }
        }
    }

    fn group(&self, name: &Markup, path: &str, inside: Markup) -> Markup {
        html! { fieldset { legend { (name) } (inside) (self.faults(path)) } }
    }

    fn checks(&self, name: &Markup, path: &str, options: Vec<(String, String)>) -> Markup {
        let chosen = self.typed.get(path);
        let is_chosen = |value: &String| chosen.is_some_and(|chosen| chosen.contains(value));
        let each = html! { @for (value, words) in &options {
            label.check { input type="checkbox" name=(path) value=(value) checked[is_chosen(value)]; " " (words) }
        } };
        self.group(name, path, each)
    }

    fn select(&self, path: &str, chosen: &str, may_be_empty: bool, options: Vec<(String, String)>) -> Markup {
        let is_there = options.iter().any(|(value, _)| value == chosen);
        html! {
            select name=(path) {
                @if may_be_empty || chosen.is_empty() { option value="" { "–" } }
                @for (value, words) in &options { option value=(value) selected[value == chosen] { (words) } }
                // What was chosen and is no more among the newest is not lost.
                @if !chosen.is_empty() && !is_there { option value=(chosen) selected { (chosen) } }
            }
        }
    }

    /// One line or prose, in the languages of the mechanism; in others, behind a fold.
    fn words(&self, path: &str, long: bool) -> Markup {
        let control = |lang: &str| {
            let at = within(path, lang);
            let value = self.typed.get(&at).and_then(|values| values.first()).map_or("", String::as_str);
            html! {
                label.tongue {
                    span.soft { (self.locale().language(lang)) }
                    @if long { textarea name=(at) rows="3" lang=(lang) dir=(direction(lang)) { (value) } }
                    @else { input name=(at) value=(value) lang=(lang) dir=(direction(lang)) autocomplete="off"; }
                    (self.faults(&at))
                }
            }
        };
        self.tongues(path, control)
    }

    fn texts(&self, path: &str) -> Markup {
        let control = |lang: &str| {
            let at = within(path, lang);
            let (text, status) = (within(&at, "text"), within(&at, "status"));
            let value = self.typed.get(&text).and_then(|values| values.first()).map_or("", String::as_str);
            let chosen = one(self.typed, &status);
            html! {
                div.tongue {
                    label { span.soft { (self.locale().language(lang)) } textarea name=(text) rows="9" lang=(lang) dir=(direction(lang)) { (value) } }
                    label { span.soft { (self.locale().word("write-status")) }
                        select name=(status) { @for name in STATUSES { option value=(name) selected[*name == chosen] { (choice(self.locale(), name)) } } } }
                    (self.faults(&at))
                }
            }
        };
        self.tongues(path, control)
    }

    fn tongues(&self, path: &str, control: impl Fn(&str) -> Markup) -> Markup {
        let (near, far): (Vec<String>, Vec<String>) = self.languages(path).into_iter().partition(|lang| {
            self.scene.charter.languages.iter().any(|official| official.0 == *lang) || languages(self.typed, path).contains(&lang.as_str())
        });
        html! {
            div.tongues { @for lang in &near { (control(lang)) } }
            @if !far.is_empty() {
                details { summary { (self.locale().word("write-other-languages")) } div.tongues { @for lang in &far { (control(lang)) } } }
            }
        }
    }

    /// The languages of the mechanism, then those of the desk, then those in which something was typed.
    fn languages(&self, path: &str) -> Vec<String> {
        let official = self.scene.charter.languages.iter().map(|lang| lang.0.clone());
        let spoken = Locale::all().map(|locale| locale.lang().to_string());
        let typed = languages(self.typed, path).into_iter().map(str::to_string);
        let mut all: Vec<String> = vec![];
        for lang in official.chain(spoken).chain(typed) {
            if !all.contains(&lang) {
                all.push(lang);
            }
        }
        all
    }

    fn rows(&self, path: &str) -> Vec<usize> {
        let filled = rows(self.typed, path);
        let next = filled.last().map_or(0, |last| last.saturating_add(1));
        filled.into_iter().chain(next..next.saturating_add(ROWS_MORE)).take(limit::ROWS_MAX).collect()
    }

    fn more(&self) -> Markup {
        html! { button.quiet type="submit" name="do" value="save" { (self.locale().word("write-more")) } }
    }

    fn parties(&self) -> Vec<(String, String)> {
        let codes: Vec<_> = self.scene.charter.parties.iter().map(|party| party.code.clone()).collect();
        self.scene.parties(&codes).into_iter().map(|party| (party.code.to_string(), party.name)).collect()
    }

    fn acts(&self, acts: Vec<Ix>) -> Vec<(String, String)> {
        acts.into_iter().map(|ix| (self.scene.window.ground.id(ix).to_string(), choices::label(self.scene, ix))).collect()
    }
}

/// What a field of a kind is called.
pub fn label(locale: Locale, form: &Form, name: &str) -> String {
    let name = name.replace('_', "-");
    let own = format!("field-{}-{name}", form.kind.name());
    locale.word(&if locale.is_said(&own) { own } else { format!("field-{name}") })
}

/// What a choice is called.
pub fn choice(locale: Locale, name: &str) -> String {
    locale.word(&format!("choice-{}", name.replace('_', "-")))
}

/// Which way a language runs.
pub fn direction(lang: &str) -> &'static str {
    if Direction::of(lang) == Direction::RightToLeft { "rtl" } else { "ltr" }
}
