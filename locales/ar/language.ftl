# The language itself: its name, how its lines run, how it writes numbers and days.

language-name = العربية
language-direction = rtl
language-figures = ar-u-nu-arab

list-comma = { " و" }
list-and = { " و" }

day-and-beside = { $day }، { $other }
day-gregorian = { $day } { $month } { $year }
month-gregorian-1 = كانون الثاني/يناير
month-gregorian-2 = شباط/فبراير
month-gregorian-3 = آذار/مارس
month-gregorian-4 = نيسان/أبريل
month-gregorian-5 = أيار/مايو
month-gregorian-6 = حزيران/يونيه
month-gregorian-7 = تموز/يوليه
month-gregorian-8 = آب/أغسطس
month-gregorian-9 = أيلول/سبتمبر
month-gregorian-10 = تشرين الأول/أكتوبر
month-gregorian-11 = تشرين الثاني/نوفمبر
month-gregorian-12 = كانون الأول/ديسمبر

day-solar-hijri = { $day } { $month } { $year } (التقويم الهجري الشمسي)
month-solar-hijri-1 = فروردين
month-solar-hijri-2 = أرديبهشت
month-solar-hijri-3 = خرداد
month-solar-hijri-4 = تير
month-solar-hijri-5 = مرداد
month-solar-hijri-6 = شهريور
month-solar-hijri-7 = مهر
month-solar-hijri-8 = آبان
month-solar-hijri-9 = آذر
month-solar-hijri-10 = دي
month-solar-hijri-11 = بهمن
month-solar-hijri-12 = إسفند

day-umm-al-qura = { $day } { $month } { $year } (تقويم أم القرى)
month-umm-al-qura-1 = محرم
month-umm-al-qura-2 = صفر
month-umm-al-qura-3 = ربيع الأول
month-umm-al-qura-4 = ربيع الآخر
month-umm-al-qura-5 = جمادى الأولى
month-umm-al-qura-6 = جمادى الآخرة
month-umm-al-qura-7 = رجب
month-umm-al-qura-8 = شعبان
month-umm-al-qura-9 = رمضان
month-umm-al-qura-10 = شوال
month-umm-al-qura-11 = ذي القعدة
month-umm-al-qura-12 = ذي الحجة

lang-ar = العربية
lang-en = الإنكليزية
lang-fa = الفارسية
lang-fr = الفرنسية
lang-ru = الروسية
