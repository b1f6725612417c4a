# ما يتجدّد من تلقاء نفسه: الجديد في صفحة مفتوحة، وشاشة العرض، وحال النسخ.

live-new = استجدّ شيء هنا.
live-new-of = الجديد: { $kinds }.
live-lost = انقطع الاتصال بمكتبكم. ما كتبتموه باقٍ هنا، وستُحدَّث الصفحة حالما يعود الاتصال.
live-mended = عاد الاتصال، والصفحة محدَّثة.
live-over = انتهى دخولكم هنا. ما كتبتموه باقٍ في هذه الصفحة ما لم تغادروها؛ سجّلوا الدخول من جديد في نافذة أخرى.

# شاشة العرض.
room-projector = شاشة العرض
session-closed = الدورة مختتمة.
under-discussion = قيد المناقشة
put-now = مطروح للبتّ فيه
just-adopted = اعتُمد

# حال النسخ.
copies = نسختنا
copy-is-the-same = نسختنا مطابقة لنسخة { $party }.
copy-was-the-same = آخر مرة ثبت فيها تطابق نسختنا ونسخة { $party }: { $ago }.
copy-was-met = لم يثبت بعد تطابق نسختنا ونسخة { $party }؛ آخر اتصال بينهما: { $ago }.
copy-never = لم يحدث أي اتصال بعدُ بين نسختنا ونسخة { $party }.
copied-on = آخر نسخة على قرص آخر: { $ago }.
copied-never = لا تُعرف أي نسخة على قرص آخر.
ago-now = الآن
ago-minutes =
    { $count ->
        [zero] الآن
        [one] قبل دقيقة واحدة
        [two] قبل دقيقتين
        [few] قبل { $count } دقائق
        [many] قبل { $count } دقيقة
       *[other] قبل { $count } دقيقة
    }
ago-hours =
    { $count ->
        [zero] الآن
        [one] قبل ساعة واحدة
        [two] قبل ساعتين
        [few] قبل { $count } ساعات
        [many] قبل { $count } ساعة
       *[other] قبل { $count } ساعة
    }
ago-days =
    { $count ->
        [zero] اليوم
        [one] قبل يوم واحد
        [two] قبل يومين
        [few] قبل { $count } أيام
        [many] قبل { $count } يومًا
       *[other] قبل { $count } يوم
    }
