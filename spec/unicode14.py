#!/usr/bin/env python3
"""Writes crates/alternat/src/text/unicode14.rs: the tables of Unicode 14.0 by which text is judged.

    python3 spec/unicode14.py > crates/alternat/src/text/unicode14.rs
    python3 spec/unicode14.py --gaps > spec/unicode14.txt

The second is what a stranger's gate needs of them: the code points that no text may hold.

Two sources of Unicode 14.0 are asked, and must agree on every code point about what is assigned: the unicodedata of
Python 3.11, and the Unicode::UCD of Perl 5.36, which alone knows scripts. Any other version is an error, so the tables
can be made again but never by accident be made newer.
"""

import subprocess
import sys
import unicodedata

VERSION = "14.0.0"
LAST = 0x10FFFF
WIDTH = 136

PERL = r"""
use Unicode::UCD qw(prop_invmap);
print Unicode::UCD::UnicodeVersion(), "\n";
for my $property ("Script_Extensions", "General_Category", "NFC_Quick_Check") {
    my ($starts, $values) = prop_invmap($property);
    for (0 .. $#$starts) {
        my $value = $values->[$_];
        printf "%s %d %s\n", $property, $starts->[$_], ref $value ? join(" ", @$value) : $value;
    }
}
"""

# UTS #39, section 5.1: writing systems that use several scripts at once, added to the set of each script they use.
SYSTEMS = {
    "Han": ["Japanese", "Korean", "Chinese"],
    "Hiragana": ["Japanese"],
    "Katakana": ["Japanese"],
    "Hangul": ["Korean"],
    "Bopomofo": ["Chinese"],
}


def main():
    if unicodedata.unidata_version != VERSION:
        sys.exit(f"this Python knows Unicode {unicodedata.unidata_version}, not {VERSION}")
    scripts, categories, quick_checks = ask_perl()
    assigned = [False] * (LAST + 1)
    for point in range(LAST + 1):
        category = unicodedata.category(chr(point))
        if category != categories[point]:
            sys.exit(f"Python and Perl disagree on the category of U+{point:04X}")
        assigned[point] = category not in ("Cn", "Co", "Cs")

    if sys.argv[1:] == ["--gaps"]:
        return gaps(assigned)

    names = sorted({name for sets in scripts for name in sets} | {s for more in SYSTEMS.values() for s in more})
    names = [spelt(name) for name in names if name not in ("Common", "Inherited", "Unknown")]

    sets = {}
    rows = []
    for point in range(LAST + 1):
        if not assigned[point]:
            continue
        members = scripts[point]
        if members in (("Common",), ("Inherited",)):
            members = ()
        members = set(members) | {more for name in members for more in SYSTEMS.get(name, [])}
        members = tuple(sorted(map(spelt, members)))
        at = sets.setdefault(members, len(sets))
        rows.append((point, (part(chr(point)), at)))

    zeros = [p for p in range(LAST + 1) if assigned[p] and unicodedata.category(chr(p)) == "Nd" and unicodedata.digit(chr(p)) == 0]
    for zero in zeros:
        if any(unicodedata.digit(chr(zero + n), None) != n for n in range(10)):
            sys.exit(f"U+{zero:04X} does not begin ten digits in a row")
    if 10 * len(zeros) != sum(unicodedata.category(chr(p)) == "Nd" for p in range(LAST + 1)):
        sys.exit("a digit lies outside the tens")

    points = [p for p in range(LAST + 1) if assigned[p]]
    print("//! Unicode 14.0: what is assigned, in which scripts, and where digits begin.")
    print("//!")
    print("//! Made by spec/unicode14.py; change that, not this. The version is part of what an act is (spec/act.md), so these")
    print("//! tables never move to a newer one.")
    print()
    print("use Part::{Letter, Mark, Number, Other, Virama};")
    print("use Script::*;")
    print()
    print("use super::table::Part;")
    print()
    print(f"/// The {len(points):,} assigned code points (neither unassigned, private-use nor surrogate), as ranges with both ends in,")
    print("/// ascending; and whether those of the range leave NFC as it is: starters that compose with nothing before them.")
    settled = lambda p: "true" if quick_checks[p] == "Y" and unicodedata.combining(chr(p)) == 0 else "false"
    found = ranges((p, settled(p)) for p in points)
    table("ASSIGNED", "&[(u32, u32, bool)]", [f"({low:#x}, {high:#x}, {value})" for low, high, value in found])
    print()
    print("/// What each assigned code point is to a word, and its scripts (a place in [`SETS`]), as ranges with both ends in.")
    table("SCRIPTS", "&[(u32, u32, Part, u8)]", [f"({low:#x}, {high:#x}, {value[0]}, {value[1]})" for low, high, value in ranges(rows)])
    print()
    print("/// The sets of scripts that occur. The first, empty, is that of characters of any script (Common, Inherited).")
    table("SETS", "&[&[Script]]", [f"&[{', '.join(members)}]" for members in sets])
    print()
    print("/// The digit zero of each decimal system; the other nine follow it.")
    table("ZEROS", "&[u32]", [f"{zero:#x}" for zero in zeros])
    print()
    print("/// The scripts, and the writing systems of several scripts of UTS #39 (Chinese, Japanese, Korean).")
    print("#[derive(Clone, Copy, Debug, PartialEq, Eq)]")
    print('#[expect(clippy::enum_variant_names, reason = "a script has its own name, KhitanSmallScript too")]')
    print("#[rustfmt::skip]")
    print("pub enum Script {")
    lines(names)
    print("}")


def gaps(assigned):
    """The code points that A4 does not allow, as text."""
    print(f"# Unicode {VERSION}: the code points that no text of an act may hold (spec/act.md, A4), in hexadecimal digits, as ranges with")
    print("# both ends in, ascending: those of general category Cn (unassigned), Co (private use) and Cs (surrogates). Made by")
    print("# spec/unicode14.py --gaps. All others are assigned. The file never moves to a newer version.")
    for low, high, _ in ranges((point, ()) for point in range(LAST + 1) if not assigned[point]):
        print(f"{low:04X}..{high:04X}")


def ask_perl():
    """The script extensions (a tuple), the general category and the NFC quick check of every code point."""
    lines = subprocess.run(["perl", "-e", PERL], check=True, capture_output=True, text=True).stdout.splitlines()
    if lines[0] != VERSION:
        sys.exit(f"this Perl knows Unicode {lines[0]}, not {VERSION}")
    maps = {"Script_Extensions": [], "General_Category": [], "NFC_Quick_Check": []}
    for line in lines[1:]:
        name, start, *value = line.split(" ")
        maps[name].append((int(start), tuple(value)))
    spread = {}
    for name, starts in maps.items():
        values = []
        for (start, value), (end, _) in zip(starts, starts[1:] + [(LAST + 1, None)]):
            values += [value] * (min(end, LAST + 1) - start)
        spread[name] = values
    short = {
        "Unassigned": "Cn", "Private_Use": "Co", "Surrogate": "Cs", "Control": "Cc", "Format": "Cf",
        "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm", "Other_Letter": "Lo",
        "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me",
        "Decimal_Number": "Nd", "Letter_Number": "Nl", "Other_Number": "No",
        "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe",
        "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po",
        "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So",
        "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp",
    }
    categories = [short.get(value[0], value[0]) for value in spread["General_Category"]]
    return spread["Script_Extensions"], categories, [value[0] for value in spread["NFC_Quick_Check"]]


def part(character):
    """What the rules of text.rs need to know of a category."""
    category = unicodedata.category(character)
    if unicodedata.combining(character) == 9:
        return "Virama"
    if category == "Nd":
        return "Number"
    return {"L": "Letter", "M": "Mark"}.get(category[0], "Other")


def ranges(pairs):
    """Runs of neighbours with one value: (low, high, value)."""
    low = high = value = None
    for point, this in pairs:
        if low is not None and point == high + 1 and this == value:
            high = point
            continue
        if low is not None:
            yield low, high, value
        low = high = point
        value = this
    yield low, high, value


def table(name, kind, items):
    """A constant."""
    print("#[rustfmt::skip]")
    print(f"pub const {name}: {kind} = &[")
    lines(items)
    print("];")


def lines(items):
    """As many items on a line as fit."""
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > WIDTH:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)


def spelt(script):
    """The name of a script, as Rust spells a variant."""
    return script.replace("_", "")


main()
