# The language itself: its name, how its lines run, how it writes numbers and days.

language-name = Русский
language-direction = ltr
language-figures = ru

list-comma = ,{ " " }
list-and = { " и " }

day-and-beside = { $day }, { $other }
day-gregorian = { $day } { $month } { $year } года
month-gregorian-1 = января
month-gregorian-2 = февраля
month-gregorian-3 = марта
month-gregorian-4 = апреля
month-gregorian-5 = мая
month-gregorian-6 = июня
month-gregorian-7 = июля
month-gregorian-8 = августа
month-gregorian-9 = сентября
month-gregorian-10 = октября
month-gregorian-11 = ноября
month-gregorian-12 = декабря

day-solar-hijri = { $day } { $month } { $year } года (солнечная хиджра)
month-solar-hijri-1 = фарвардина
month-solar-hijri-2 = ордибехешта
month-solar-hijri-3 = хордада
month-solar-hijri-4 = тира
month-solar-hijri-5 = мордада
month-solar-hijri-6 = шахривара
month-solar-hijri-7 = мехра
month-solar-hijri-8 = абана
month-solar-hijri-9 = азара
month-solar-hijri-10 = дея
month-solar-hijri-11 = бахмана
month-solar-hijri-12 = эсфанда

day-umm-al-qura = { $day } { $month } { $year } года (календарь Умм аль-Кура)
month-umm-al-qura-1 = мухаррама
month-umm-al-qura-2 = сафара
month-umm-al-qura-3 = раби аль-авваля
month-umm-al-qura-4 = раби ас-сани
month-umm-al-qura-5 = джумады аль-уля
month-umm-al-qura-6 = джумады ас-сания
month-umm-al-qura-7 = раджаба
month-umm-al-qura-8 = шаабана
month-umm-al-qura-9 = рамадана
month-umm-al-qura-10 = шавваля
month-umm-al-qura-11 = зуль-каады
month-umm-al-qura-12 = зуль-хиджи

lang-ar = арабский
lang-en = английский
lang-fa = персидский
lang-fr = французский
lang-ru = русский
