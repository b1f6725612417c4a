//! Text, by rows: what a name, a title and prose may hold. Every hidden character is written as an escape.

use alternat::gate::passes_text;
use alternat::limit::{NAME_CHARS_MAX, PROSE_BYTES_MAX, TITLE_CHARS_MAX};
use alternat::text::{Class, TextFault, TextRule, check, hidden, skeleton};

const CLASSES: [Class; 3] = [Class::Name, Class::Title, Class::Prose];

/// The verdict on a text: `stands`, or the rule and the byte offset.
fn verdict(class: Class, text: &str) -> String {
    match check(class, text) {
        Ok(()) => "stands".to_string(),
        Err(TextFault { at, point, rule }) => {
            if let Some(point) = point {
                assert!(text[at..].starts_with(point), "{}: the fault names what stands there", text.escape_unicode());
            }
            format!("{} {at}", rule.code())
        }
    }
}

/// Checks a text in the three classes.
fn check_row(text: &str, name: &str, title: &str, prose: &str) {
    for (class, expected) in CLASSES.into_iter().zip([name, title, prose]) {
        assert_eq!(verdict(class, text), expected, "{class:?} {text:?}, that is {}", text.escape_unicode());
    }
}

/// Checks a text that has one verdict in every class.
fn check_all(text: &str, expected: &str) {
    check_row(text, expected, expected, expected);
}

#[test]
fn names_in_the_languages_of_the_parties_stand() {
    for name in [
        "Amina El-Sayed",
        "Jos\u{e9} \u{c1}ngel O\u{2019}Connor, Jr.",
        "C\u{f4}te d'Ivoire (2)",
        "\u{414}\u{43c}\u{438}\u{442}\u{440}\u{438}\u{439} \u{429}\u{451}\u{43a}\u{438}\u{43d}",
        "\u{41d}\u{430}\u{440}\u{43e}\u{434}\u{43d}\u{430}\u{44f} \u{420}\u{435}\u{441}\u{43f}\u{443}\u{431}\u{43b}\u{438}\u{43a}\u{430}",
        // Muhammad, with marks; Ministry of Foreign Affairs.
        "\u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{64e}\u{651}\u{62f}",
        "\u{648}\u{632}\u{627}\u{631}\u{629} \u{627}\u{644}\u{62e}\u{627}\u{631}\u{62c}\u{64a}\u{629}\u{60c} \u{661}\u{662}",
        // Persian: Alireza with its non-joiner; heh with hamza above.
        "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}",
        "\u{62e}\u{627}\u{646}\u{647}\u{654} \u{6f1}\u{6f2}",
        "\u{5d3}\u{5d5}\u{5d3} \u{5d1}\u{5df}",
        "\u{395}\u{3bb}\u{3bb}\u{3ac}\u{3b4}\u{3b1}",
        "\u{540}\u{561}\u{575}\u{561}\u{57d}\u{57f}\u{561}\u{576}",
        "\u{10e1}\u{10d0}\u{10e5}\u{10d0}\u{10e0}\u{10d7}\u{10d5}",
        "\u{4e2d}\u{534e}\u{4eba}\u{6c11}\u{5171}\u{548c}\u{56fd}",
        // Writing systems of several scripts: Japanese, Korean, Chinese.
        "\u{5c71}\u{7530}\u{30bf}\u{30ed}\u{30fc}\u{306e}",
        "\u{c774}\u{4fca}",
        "\u{4e2d}\u{3105}",
        // Devanagari with a conjunct kept apart and one joined.
        "\u{930}\u{93e}\u{91c}\u{94d}\u{200c}\u{91e}",
        "\u{930}\u{94d}\u{200d}\u{92f}",
    ] {
        check_all(name, "stands");
        assert_eq!(passes_text(name), Ok(()), "{}", name.escape_unicode());
    }
}

#[test]
fn names_never_differ_by_what_nobody_sees() {
    for (text, expected) in [
        ("Syrian Republic", "stands"),
        (" Syria", "space-out-of-place 0"),
        ("Syria ", "space-out-of-place 5"),
        ("Syrian  Republic", "space-out-of-place 6"),
        ("Syrian\u{a0}Republic", "space-out-of-place 6"),
        ("Syrian\u{2003}Republic", "space-out-of-place 6"),
        // Alef and reh never join the next letter; yeh does.
        ("\u{627}\u{6cc}\u{631}\u{627}\u{646}", "stands"),
        ("\u{627}\u{6cc}\u{631}\u{627}\u{200c}\u{646}", "joiner-out-of-place 8"),
        ("\u{627}\u{6cc}\u{631}\u{200c}\u{627}\u{646}", "joiner-out-of-place 6"),
        ("\u{645}\u{6cc}\u{200c}\u{631}\u{648}\u{62f}", "stands"),
    ] {
        assert_eq!(verdict(Class::Name, text), expected, "{}", text.escape_unicode());
    }
}

#[test]
fn a_name_has_one_script() {
    for (text, expected) in [
        // Latin a in a Cyrillic word, Cyrillic a in a Latin word.
        ("\u{41c}a\u{440}\u{438}\u{44f}", "mixed-scripts 2"),
        ("M\u{430}ria", "mixed-scripts 1"),
        // Greek omicron in a Latin word.
        ("P\u{3bf}land", "mixed-scripts 1"),
        // Two words of two scripts.
        ("Iran \u{627}\u{6cc}\u{631}\u{627}\u{646}", "mixed-scripts 5"),
        // Digits and marks that belong to some scripts only.
        ("Amina \u{661}", "mixed-scripts 6"),
        ("Amina\u{64e}", "mixed-scripts 5"),
        ("\u{41c}\u{430}\u{440}\u{438}\u{44f}, 2", "stands"),
        ("\u{41c}\u{430}\u{440}\u{438}\u{44f}\u{60c} 2", "mixed-scripts 10"),
        // Two writing systems share Han, and are still two.
        ("\u{4e2d}\u{3042}\u{c774}", "mixed-scripts 6"),
        ("\u{3105}\u{3042}", "mixed-scripts 3"),
        ("Tokyo \u{6771}\u{4eac}", "mixed-scripts 6"),
        // Fullwidth Latin is Latin.
        ("\u{ff21}lbania", "stands"),
        // A mathematical letter is of no script: the skeleton shows it.
        ("\u{1d400}lbania", "stands"),
    ] {
        check_row(text, expected, "stands", "stands");
    }
    assert_eq!(skeleton("\u{1d400}lbania"), skeleton("Albania"));
}

#[test]
fn a_number_has_one_digit_system() {
    for (text, expected) in [
        ("12", "stands"),
        ("\u{661}\u{662}", "stands"),
        ("\u{6f1}\u{6f2}", "stands"),
        ("1\u{662}", "mixed-digits 1"),
        ("\u{661}2", "mixed-digits 2"),
        ("\u{661}\u{6f2}", "mixed-digits 2"),
        ("1\u{967}", "mixed-digits 1"),
        ("1\u{ff12}", "mixed-digits 1"),
        ("1\u{1d7d0}", "mixed-digits 1"),
        // Zero and nine are the ends of a system.
        ("0\u{660}", "mixed-digits 1"),
        ("9\u{669}", "mixed-digits 1"),
        ("\u{669}9", "mixed-digits 2"),
        ("9\u{6f9}", "mixed-digits 1"),
        ("0987654321", "stands"),
        ("\u{1d7ce}\u{1d7d8}", "mixed-digits 4"),
        // Across one separator it is one number still.
        ("1.\u{662}", "mixed-digits 2"),
        ("1,\u{662}", "mixed-digits 2"),
        ("1/\u{662}", "mixed-digits 2"),
        ("1:\u{662}", "mixed-digits 2"),
        ("2026-\u{661}\u{661}", "mixed-digits 5"),
        ("\u{661}\u{66b}2", "mixed-digits 4"),
        ("\u{661}\u{66c}2", "mixed-digits 4"),
        ("\u{661}\u{60c}2", "mixed-digits 4"),
        ("1\u{a0}\u{662}", "mixed-digits 3"),
        ("1\u{202f}\u{662}", "mixed-digits 4"),
        ("1.2.\u{663}", "mixed-digits 4"),
        // Beyond that, it is the next number.
        ("1 \u{662}", "stands"),
        ("1, \u{662}", "stands"),
        ("1..\u{662}", "stands"),
        ("1x\u{662}", "stands"),
        // No decimal digits.
        ("1\u{b2}", "stands"),
        ("1\u{2460}", "stands"),
    ] {
        let in_name = if text.contains(['x', '\u{60c}']) && expected == "stands" { "mixed-scripts 2" } else { expected };
        check_row(text, in_name, expected, expected);
    }
    // What is hidden between two digits does not part the number.
    check_row("\u{661}\u{200f}2", "bidi-control 2", "mixed-digits 5", "mixed-digits 5");
    check_row("\u{661}\u{2067}2\u{2069}", "bidi-control 2", "mixed-digits 5", "mixed-digits 5");
    // A line feed does.
    check_row("1\n\u{662}", "control 1", "control 1", "stands");
}

#[test]
fn controls_are_refused() {
    for point in ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain(['\u{2028}', '\u{2029}']) {
        let prose = if point == '\n' { "stands" } else { "control 1" };
        check_row(&format!("a{point}b"), "control 1", "control 1", prose);
    }
    for point in ['\u{20}', '\u{7e}', '\u{a0}', '\u{202f}', '\u{3000}'] {
        let in_name = if matches!(point, '\u{20}' | '\u{7e}') { "stands" } else { "space-out-of-place 1" };
        check_row(&format!("a{point}b"), in_name, "stands", "stands");
    }
}

#[test]
fn embeddings_and_overrides_are_refused() {
    for point in '\u{202a}'..='\u{202e}' {
        for around in ["ab", "\u{627}\u{628}"] {
            let (first, last) = around.split_at(around.len() / 2);
            check_all(&format!("{first}{point}{last}"), &format!("bidi-control {}", first.len()));
        }
    }
    // Balanced or not.
    check_all("\u{202e}ab\u{202c}", "bidi-control 0");
}

#[test]
fn isolates_are_balanced_in_a_paragraph_and_stand_in_no_name() {
    for (text, title, prose) in [
        ("\u{2066}a\u{2069}", "stands", "stands"),
        ("\u{2067}a\u{2069}", "stands", "stands"),
        ("\u{2068}a\u{2069}", "stands", "stands"),
        ("a\u{2069}", "isolate-unbalanced 1", "isolate-unbalanced 1"),
        ("a\u{2066}", "isolate-unbalanced 1", "isolate-unbalanced 1"),
        ("a\u{2067}b", "isolate-unbalanced 1", "isolate-unbalanced 1"),
        ("a\u{2068}b", "isolate-unbalanced 1", "isolate-unbalanced 1"),
        ("\u{2066}a\u{2067}b\u{2069}\u{2069}", "stands", "stands"),
        // The outermost is the one left over.
        ("a\u{2066}b\u{2067}c\u{2069}", "isolate-unbalanced 1", "isolate-unbalanced 1"),
        ("\u{2066}a\u{2069}\u{2067}b", "isolate-unbalanced 7", "isolate-unbalanced 7"),
        ("\u{2066}a\u{2069}\u{2069}", "isolate-unbalanced 7", "isolate-unbalanced 7"),
        // Not across paragraphs.
        ("\u{2066}a\nb\u{2069}", "control 4", "isolate-unbalanced 0"),
        ("\u{2066}a\u{2069}\nb", "control 7", "stands"),
        ("a\nb\u{2069}", "control 1", "isolate-unbalanced 3"),
    ] {
        let at = text.find(|point| ('\u{2066}'..='\u{2069}').contains(&point) || point == '\n').unwrap();
        let name = if text[at..].starts_with('\n') { format!("control {at}") } else { format!("bidi-control {at}") };
        check_row(text, &name, title, prose);
    }
}

#[test]
fn direction_marks_stand_beside_a_right_to_left_script() {
    const MARKS: [char; 3] = ['\u{200e}', '\u{200f}', '\u{61c}'];
    for mark in MARKS {
        for (before, after, stands) in [
            ("a", "b", false),
            ("a", "", false),
            ("", "a", false),
            ("1", "2", false),
            ("\u{439}", "\u{439}", false),
            ("\u{627}", "b", true),
            ("a", "\u{627}", true),
            ("\u{5d0}", "", true),
            ("", "\u{5d0}", true),
            ("\u{780}", "", true),
            // As formatters put them: beside digits, after commas, before a sign.
            ("\u{661}\u{665}", "/\u{668}", true),
            ("15", "/8 \u{627}", true),
            ("\u{627}\u{60c}", "1", true),
            ("\u{627} (", "b)", true),
            ("", "-\u{661}\u{662}", true),
            ("", "-\u{6f1}\u{6f2}", true),
            // The nearest script on neither side runs from right to left.
            ("\u{627} a", "b", false),
            ("\u{627} a", "", false),
            ("a", "b \u{627}", false),
        ] {
            let text = format!("{before}{mark}{after}");
            let expected = if stands { "stands".to_string() } else { format!("bidi-control {}", before.len()) };
            // A name may be told of its second script first.
            if before.len() <= 2 {
                assert_eq!(verdict(Class::Name, &text), format!("bidi-control {}", before.len()), "{}", text.escape_unicode());
            }
            assert_eq!(verdict(Class::Title, &text), expected, "{}", text.escape_unicode());
            assert_eq!(verdict(Class::Prose, &text), expected, "{}", text.escape_unicode());
        }
        // Not across paragraphs, on either side.
        assert_eq!(verdict(Class::Prose, &format!("\u{627}\n1{mark}")), "bidi-control 4");
        assert_eq!(verdict(Class::Prose, &format!("1{mark}\n\u{627}")), "bidi-control 1");
        assert_eq!(verdict(Class::Prose, &format!("a\n1{mark}\u{627}")), "stands");
        // Of two things left over, the first is told.
        assert_eq!(verdict(Class::Prose, &format!("1{mark}2\u{200f}3")), "bidi-control 1");
        assert_eq!(verdict(Class::Prose, &format!("1{mark}2\u{200f}a")), "bidi-control 1");
        assert_eq!(verdict(Class::Prose, &format!("\u{2066}{mark}")), "isolate-unbalanced 0");
        assert_eq!(verdict(Class::Prose, &format!("{mark}\u{2066}")), "bidi-control 0");
    }
}

#[test]
fn joiners_stand_where_a_script_uses_them() {
    for (text, stands) in [
        // Persian "wants", "books", "the fifth", "our house".
        ("\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{62f}", true),
        ("\u{6a9}\u{62a}\u{627}\u{628}\u{200c}\u{647}\u{627}", true),
        ("\u{6f5}\u{200c}\u{627}\u{645}", true),
        ("\u{62e}\u{627}\u{646}\u{647}\u{654}\u{200c}\u{645}\u{627}", true),
        // After a letter that does not join onward, as Persian typists do.
        ("\u{6a9}\u{634}\u{648}\u{631}\u{200c}\u{647}\u{627}", true),
        // Non-joiner: a letter must follow, and one must stand before.
        ("\u{645}\u{6cc}\u{200c}", false),
        ("\u{645}\u{6cc}\u{200c} \u{62e}", false),
        ("\u{645}\u{6cc} \u{200c}\u{62e}", false),
        ("\u{200c}\u{62e}", false),
        ("\u{6cc}\u{200c}\u{200c}\u{62e}", false),
        ("\u{6cc}\u{200c}\u{6f5}", false),
        ("\u{61f}\u{200c}\u{62e}", false),
        ("5\u{200c}\u{627}", false),
        ("\u{6cc}\u{200c}\n\u{62e}", false),
        ("a\u{200c}b", false),
        ("\u{439}\u{200c}\u{439}", false),
        ("\u{5d0}\u{200c}\u{5d0}", false),
        ("a\u{200c}\u{627}", false),
        ("\u{627}\u{200c}a", false),
        ("\u{712}\u{200c}\u{712}", true),
        ("\u{712}\u{200c}\u{628}", false),
        // Joiner after an Arabic letter: the abbreviated heh of Hijri years.
        ("\u{647}\u{200d}", true),
        ("\u{647}\u{200d}.\u{634}.", true),
        ("\u{647}\u{64e}\u{200d}.", true),
        ("\u{661}\u{664} \u{647}\u{200d}", true),
        ("\u{647}\u{200d}\u{634}", false),
        ("\u{647}\u{200d}\u{64e}", false),
        ("\u{647}\u{200d}\u{301}", false),
        ("\u{647}\u{200d}\u{200d}", false),
        ("\u{647}\u{200d}\u{200c}\u{634}", false),
        ("\u{200d}\u{647}", false),
        ("\u{661}\u{200d}", false),
        ("a\u{200d}b", false),
        ("a\u{200d}", false),
        // Scripts with a virama.
        ("\u{915}\u{94d}\u{200c}\u{937}", true),
        ("\u{915}\u{94d}\u{200d}\u{937}", true),
        ("\u{9b0}\u{200d}\u{9cd}\u{9af}", true),
        ("\u{dc1}\u{dca}\u{200d}\u{dbb}\u{dd3}", true),
        ("\u{d7}\u{94d}\u{200d}", false),
        ("\u{915}\u{94d}\u{200d}", false),
        ("\u{915}\u{94d}\u{200c}", false),
        ("\u{915}\u{200d}\u{937}", false),
        ("\u{915}\u{200c}\u{937}", false),
        ("\u{915}\u{200c}\u{94d}\u{937}", false),
        ("\u{915}\u{94d}\u{200d}\u{995}", false),
        ("\u{995}\u{200d}\u{94d}", false),
        // A virama of a script that makes no conjuncts of this kind.
        ("\u{1780}\u{17d2}\u{200d}\u{1780}", false),
        ("\u{1780}\u{200d}\u{17d2}\u{1780}", false),
        // Emoji sequences.
        ("\u{1f468}\u{200d}\u{1f469}", false),
        ("\u{2764}\u{200d}\u{1f525}", false),
    ] {
        let at = text.find(['\u{200c}', '\u{200d}']).unwrap();
        for class in CLASSES {
            let found = verdict(class, text);
            // In a name the joiner after reh, which never joins, is one that nobody sees.
            let unseen = class == Class::Name && text == "\u{6a9}\u{634}\u{648}\u{631}\u{200c}\u{647}\u{627}";
            if unseen {
                assert_eq!(found, "joiner-out-of-place 8");
            } else if stands {
                assert_eq!(found, "stands", "{class:?} {}", text.escape_unicode());
            } else if class == Class::Prose {
                assert!(found.starts_with("joiner-out-of-place"), "{class:?} {found} {}", text.escape_unicode());
                // Where the first joiner is in place and the second is not, the second is told.
                assert!(found == format!("joiner-out-of-place {at}") || text.matches(['\u{200c}', '\u{200d}']).count() > 1);
            } else {
                assert_ne!(found, "stands", "{class:?} {}", text.escape_unicode());
            }
        }
    }
}

/// Code points that show nothing, as ranges: those of the profile and the rest of Default_Ignorable_Code_Point (UCD 14.0).
const INVISIBLE: [(char, char); 25] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180d}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{180f}', '\u{180f}'),
    ('\u{200b}', '\u{200b}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2065}', '\u{2065}'),
    ('\u{206a}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{13430}', '\u{13438}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0080}', '\u{e00ff}'),
    ('\u{e0100}', '\u{e01ef}'),
    ('\u{e01f0}', '\u{e0fff}'),
    ('\u{13439}', '\u{1343f}'),
];

#[test]
fn what_shows_nothing_is_refused() {
    for point in INVISIBLE.into_iter().flat_map(|(low, high)| low..=high) {
        for around in ["a", "\u{627}", "\u{1820}", "\u{1100}", "\u{1f600}"] {
            check_all(&format!("{around}{point}{around}"), &format!("invisible {}", around.len()));
        }
    }
    for point in '\u{e0000}'..='\u{e007f}' {
        check_all(&format!("a{point}"), "tag-character 1");
        check_all(&format!("\u{1f3f4}{point}"), "tag-character 4");
    }
    // Their neighbours show something, or are spaces.
    for point in [
        '\u{ac}', '\u{ae}', '\u{34e}', '\u{350}', '\u{1161}', '\u{180a}', '\u{2010}', '\u{27ff}', '\u{2801}', '\u{fe10}', '\u{fffc}',
        '\u{fffd}',
    ] {
        assert_eq!(verdict(Class::Prose, &format!("a{point}")), "stands", "U+{:04X}", u32::from(point));
    }
    // Signs that enclose digits are format characters to be seen.
    for point in ('\u{600}'..='\u{605}').chain(['\u{6dd}', '\u{8e2}']) {
        check_all(&format!("{point}\u{661}"), "stands");
    }
}

#[test]
fn each_code_point_is_hidden_or_plain_alike_for_check_and_for_hidden() {
    let refused_alone = |point: char| ["a", "\u{627}"].iter().all(|around| check(Class::Title, &format!("{around}{point}")).is_err());
    let mut count = 0;
    for point in '\0'..=char::MAX {
        let is_hidden = !hidden(&point.to_string()).is_empty();
        count += usize::from(is_hidden);
        if is_hidden {
            let is_mark = matches!(point, '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
            assert_eq!(refused_alone(point), !is_mark, "U+{:04X}", u32::from(point));
        } else if point != '\n' {
            assert!(!refused_alone(point), "U+{:04X}", u32::from(point));
        }
    }
    let invisible: usize = INVISIBLE.iter().map(|(low, high)| (u32::from(*high) - u32::from(*low) + 1) as usize).sum();
    // Controls but U+000A, two separators, five overrides, four isolates, three marks, two joiners, the tags.
    assert_eq!(count, invisible + 64 + 2 + 5 + 4 + 3 + 2 + 128);
}

#[test]
fn hidden_characters_are_listed_with_their_places() {
    for (text, expected) in [
        ("plain text\nof two lines", vec![]),
        ("no\u{a0}space is hidden\u{3000}", vec![]),
        ("\u{645}\u{6cc}\u{200c}\u{62e}", vec![(4, '\u{200c}')]),
        ("a\u{202e}b\u{202c}", vec![(1, '\u{202e}'), (5, '\u{202c}')]),
        ("\u{2066}a\u{2069}\t", vec![(0, '\u{2066}'), (4, '\u{2069}'), (7, '\t')]),
        ("\u{feff}a\u{ad}\u{e0041}", vec![(0, '\u{feff}'), (4, '\u{ad}'), (6, '\u{e0041}')]),
    ] {
        assert_eq!(hidden(text), expected, "{}", text.escape_unicode());
    }
}

#[test]
fn a_text_in_which_nothing_is_to_be_seen_is_empty() {
    for text in ["", " ", "\u{a0}", "\u{2003}\u{3000} \u{202f}\u{205f}", "\u{1680}"] {
        check_all(text, "empty 0");
    }
    check_row("\n \n", "control 0", "control 0", "empty 0");
    check_row("\u{2066} \u{2069}", "bidi-control 0", "empty 0", "empty 0");
    // A fault that can be named is told before that.
    check_all("\u{202e}", "bidi-control 0");
    check_all(".", "stands");
    check_row(" a ", "space-out-of-place 0", "stands", "stands");
}

#[test]
fn length_ends_at_the_limit() {
    assert_eq!((NAME_CHARS_MAX, TITLE_CHARS_MAX, PROSE_BYTES_MAX), (200, 500, 4096));
    // Names and titles are counted in code points, prose in bytes.
    for letter in ["a", "\u{439}", "\u{4e2d}", "\u{20000}"] {
        for (class, most) in [(Class::Name, 200), (Class::Title, 500), (Class::Prose, 4096 / letter.len())] {
            assert_eq!(verdict(class, &letter.repeat(most)), "stands");
            assert_eq!(verdict(class, &letter.repeat(most + 1)), format!("too-long {}", most * letter.len()));
        }
    }
    // Length is told before what stands in it.
    assert_eq!(verdict(Class::Name, &"\u{202e}".repeat(201)), "too-long 600");
}

#[test]
fn every_rule_has_a_code_of_its_own_that_is_printed() {
    let codes: std::collections::BTreeSet<&str> = TextRule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), TextRule::ALL.len());
    assert_eq!(check(Class::Name, "a\u{ad}").unwrap_err().to_string(), "invisible at byte 1: U+00AD");
    assert_eq!(check(Class::Name, "").unwrap_err().to_string(), "empty");
}

#[test]
fn look_alike_names_have_one_skeleton() {
    for (one, other) in [
        ("paypal", "p\u{430}yp\u{430}l"),
        ("\u{421}\u{421}\u{421}\u{420}", "CCCP"),
        ("\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}", "\u{639}\u{644}\u{6cc}\u{631}\u{636}\u{627}"),
        ("Rorn", "Rom"),
        ("l1", "Il"),
    ] {
        assert_eq!(skeleton(one), skeleton(other), "{} {}", one.escape_unicode(), other.escape_unicode());
    }
    assert_ne!(skeleton("Iran"), skeleton("Iraq"));
}

#[test]
fn a_hostile_text_is_judged_in_one_reading() {
    // As many of each as prose holds: no mark may look for its letter again and again.
    for text in [
        "\u{200f}".repeat(1_365),
        format!("\u{627}{}", "\u{200f}".repeat(1_364)),
        format!("\u{627}{}\u{200c}\u{627}", "\u{64e}".repeat(2_000)),
        format!("{}{}", "\u{2066}".repeat(682), "\u{2069}".repeat(682)),
        "\u{6cc}\u{200c}".repeat(800) + "\u{6cc}",
    ] {
        check(Class::Prose, &text).map_or_else(|fault| assert!(fault.at < text.len()), |()| assert!(text.len() <= PROSE_BYTES_MAX));
    }
}
