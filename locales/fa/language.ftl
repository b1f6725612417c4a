# The language itself: its name, how its lines run, how it writes numbers and days.

language-name = فارسی
language-direction = rtl
language-figures = fa

list-comma = ،{ " " }
list-and = { " و " }

day-and-beside = { $day }، { $other }
day-gregorian = { $day } { $month } { $year }
month-gregorian-1 = ژانویه
month-gregorian-2 = فوریه
month-gregorian-3 = مارس
month-gregorian-4 = آوریل
month-gregorian-5 = مه
month-gregorian-6 = ژوئن
month-gregorian-7 = ژوئیه
month-gregorian-8 = اوت
month-gregorian-9 = سپتامبر
month-gregorian-10 = اکتبر
month-gregorian-11 = نوامبر
month-gregorian-12 = دسامبر

day-solar-hijri = { $day } { $month } { $year } (هجری شمسی)
month-solar-hijri-1 = فروردین
month-solar-hijri-2 = اردیبهشت
month-solar-hijri-3 = خرداد
month-solar-hijri-4 = تیر
month-solar-hijri-5 = مرداد
month-solar-hijri-6 = شهریور
month-solar-hijri-7 = مهر
month-solar-hijri-8 = آبان
month-solar-hijri-9 = آذر
month-solar-hijri-10 = دی
month-solar-hijri-11 = بهمن
month-solar-hijri-12 = اسفند

day-umm-al-qura = { $day } { $month } { $year } (هجری قمری، ام‌القرا)
month-umm-al-qura-1 = محرم
month-umm-al-qura-2 = صفر
month-umm-al-qura-3 = ربیع‌الاول
month-umm-al-qura-4 = ربیع‌الثانی
month-umm-al-qura-5 = جمادی‌الاولی
month-umm-al-qura-6 = جمادی‌الثانیه
month-umm-al-qura-7 = رجب
month-umm-al-qura-8 = شعبان
month-umm-al-qura-9 = رمضان
month-umm-al-qura-10 = شوال
month-umm-al-qura-11 = ذی‌القعده
month-umm-al-qura-12 = ذی‌الحجه

lang-ar = عربی
lang-en = انگلیسی
lang-fa = فارسی
lang-fr = فرانسوی
lang-ru = روسی
