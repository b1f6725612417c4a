# The language itself: its name, how its lines run, how it writes numbers and days.

language-name = Français
language-direction = ltr
language-figures = fr

list-comma = ,{ " " }
list-and = { " et " }

day-and-beside = { $day }, { $other }
day-gregorian =
    { $day ->
        [1] { $day }er { $month } { $year }
       *[other] { $day } { $month } { $year }
    }
month-gregorian-1 = janvier
month-gregorian-2 = février
month-gregorian-3 = mars
month-gregorian-4 = avril
month-gregorian-5 = mai
month-gregorian-6 = juin
month-gregorian-7 = juillet
month-gregorian-8 = août
month-gregorian-9 = septembre
month-gregorian-10 = octobre
month-gregorian-11 = novembre
month-gregorian-12 = décembre

day-solar-hijri = { $day } { $month } { $year } (hégire solaire)
month-solar-hijri-1 = farvardin
month-solar-hijri-2 = ordibehecht
month-solar-hijri-3 = khordad
month-solar-hijri-4 = tir
month-solar-hijri-5 = mordad
month-solar-hijri-6 = chahrivar
month-solar-hijri-7 = mehr
month-solar-hijri-8 = aban
month-solar-hijri-9 = azar
month-solar-hijri-10 = dey
month-solar-hijri-11 = bahman
month-solar-hijri-12 = esfand

day-umm-al-qura = { $day } { $month } { $year } (Oumm al-Qoura)
month-umm-al-qura-1 = mouharram
month-umm-al-qura-2 = safar
month-umm-al-qura-3 = rabia al-awal
month-umm-al-qura-4 = rabia ath-thani
month-umm-al-qura-5 = joumada al-oula
month-umm-al-qura-6 = joumada ath-thania
month-umm-al-qura-7 = rajab
month-umm-al-qura-8 = chaabane
month-umm-al-qura-9 = ramadan
month-umm-al-qura-10 = chawwal
month-umm-al-qura-11 = dhou al-qi’da
month-umm-al-qura-12 = dhou al-hijja

lang-ar = arabe
lang-en = anglais
lang-fa = persan
lang-fr = français
lang-ru = russe
