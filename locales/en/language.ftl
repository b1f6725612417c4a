# The language itself: its name, how its lines run, how it writes numbers and days.

language-name = English
language-direction = ltr
language-figures = en

list-comma = ,{ " " }
list-and = { " and " }

day-and-beside = { $day }, { $other }
day-gregorian = { $day } { $month } { $year }
month-gregorian-1 = January
month-gregorian-2 = February
month-gregorian-3 = March
month-gregorian-4 = April
month-gregorian-5 = May
month-gregorian-6 = June
month-gregorian-7 = July
month-gregorian-8 = August
month-gregorian-9 = September
month-gregorian-10 = October
month-gregorian-11 = November
month-gregorian-12 = December

day-solar-hijri = { $day } { $month } { $year } (Solar Hijri)
month-solar-hijri-1 = Farvardin
month-solar-hijri-2 = Ordibehesht
month-solar-hijri-3 = Khordad
month-solar-hijri-4 = Tir
month-solar-hijri-5 = Mordad
month-solar-hijri-6 = Shahrivar
month-solar-hijri-7 = Mehr
month-solar-hijri-8 = Aban
month-solar-hijri-9 = Azar
month-solar-hijri-10 = Dey
month-solar-hijri-11 = Bahman
month-solar-hijri-12 = Esfand

day-umm-al-qura = { $day } { $month } { $year } (Umm al-Qura)
month-umm-al-qura-1 = Muharram
month-umm-al-qura-2 = Safar
month-umm-al-qura-3 = Rabiʻ I
month-umm-al-qura-4 = Rabiʻ II
month-umm-al-qura-5 = Jumada I
month-umm-al-qura-6 = Jumada II
month-umm-al-qura-7 = Rajab
month-umm-al-qura-8 = Shaʻban
month-umm-al-qura-9 = Ramadan
month-umm-al-qura-10 = Shawwal
month-umm-al-qura-11 = Dhuʻl-Qiʻdah
month-umm-al-qura-12 = Dhuʻl-Hijjah

lang-ar = Arabic
lang-en = English
lang-fa = Persian
lang-fr = French
lang-ru = Russian
