# The pages of the desk.

# Above and beside every page.
skip-to-main = رفتن به مطلب اصلی
rooms = قسمت‌ها
room-waiting = در انتظار اقدام ما
room-mechanism = سازوکار
room-record = دفتر ثبت
delegation-of = هیئت نمایندگی { $party }
mechanisms = سازوکارها
not-found = در این نشانی چیزی نیست
back-to-waiting = بازگشت به «در انتظار اقدام ما»

# Signing in.
sign-in = ورود
sign-out = خروج
sign-in-name = نام
sign-in-password = گذرواژه
sign-in-wrong = نام یا گذرواژه نادرست است.
sign-in-pause = تلاش برای ورود با این نام از این محل بیش از حد بوده است. یک دقیقه صبر کنید و سپس دوباره بکوشید.
sign-in-failed = بررسی نام و گذرواژه اکنون میسر نشد. دوباره بکوشید؛ اگر باز هم میسر نشد، مدیر سامانه را آگاه کنید.
role-at-desk-reader = خواننده
role-at-desk-drafter = تهیه‌کنندۀ پیش‌نویس
role-at-desk-signer = امضاکننده
role-at-desk-head = رئیس هیئت
role-at-desk-secretariat = دبیرخانۀ ریاست
role-at-desk-administrator = مدیر سامانه

# What waits for us.
waiting-count =
    { $count ->
        [0] هیچ موضوعی در انتظار اقدام { $party } نیست.
        [one] { $count } موضوع در انتظار اقدام { $party } است.
       *[other] { $count } موضوع در انتظار اقدام { $party } است.
    }
waits-two-versions = در دفتر ثبت دو صورت متفاوت از { $party } هست: ملاحظه شود کدام‌یک به حساب می‌آید
waits-accede = منشور در انتظار الحاق ماست
waits-chair = ریاست از سوی { $party } به ما تحویل شده است
waits-position = { $title }: موضع ما
waits-close = { $title }: همۀ طرف‌ها موضع خود را اعلام کرده‌اند
waits-number = { $title }: تصمیم تصویب شده و بدون شماره است
waits-credentials = { $session }: اسامی هیئت نمایندگی ما
waits-examine = { $session }: اعتبارنامۀ { $party }
waits-open = { $session }: دعوت شده و باید افتتاح شود
waits-report = { $what }
waits-acknowledge = گزارش رسیده از { $party }: { $what }
waits-witness = درخواست { $party } از ما: اعلام آنکه کاغذی را دیده‌ایم
waits-seal = مهری پیشنهاد شده است: موافقت { $agreed } طرف از { $needed } طرف لازم

# The one action that a matter needs; each is a button.
do-fork-resolution = ملاحظه
do-accession = الحاق
do-assumption = بر عهده گرفتن ریاست
do-position = اعلام موضع
do-close = اعلام نتیجه
do-number = شماره‌گذاری
do-credentials = معرفی هیئت نمایندگی
do-examination = بررسی
do-opening = افتتاح
do-report = ارائۀ گزارش
do-acknowledgement = اعلام وصول
do-witness = ملاحظه
do-seal-agreement = ملاحظه

# The mechanism.
the-chair = ریاست
the-charter = منشور
charter-in-force = منشور لازم‌الاجراست.
charter-not-in-force = منشور هنوز لازم‌الاجرا نشده است: این امر منوط به الحاق طرف‌هاست.
sessions = نشست‌ها
no-session = به هیچ نشستی دعوت نشده است.
stage-convened = دعوت‌شده
stage-open = در جریان
stage-closed = اختتام‌یافته
parties = طرف‌ها
has-acceded = ملحق شده است
has-not-acceded = ملحق نشده است
official-languages = زبان‌های رسمی
symbols = آغاز شمارۀ مدارک
rule-procedure = در مسائل آیین کار
rule-substance = در مورد متن‌ها
rule-charter = در مورد منشور
rule-is-consensus = به اجماع: بدون اعتراض هیچ‌یک از طرف‌ها
rule-is-unanimity = به اتفاق آرا: با همراهی همۀ طرف‌ها
rule-is-majority = به اکثریت: { $need } طرف از هر { $of } طرف
quorum = حد نصاب
quorum-parties =
    { $count ->
        [one] { $count } هیئت نمایندگی دارای اعتبارنامه
       *[other] { $count } هیئت نمایندگی دارای اعتبارنامه
    }
turn-chairs = ریاست کنونی
turn-hands-over = ریاست تحویل شده است
turn-next = ریاست بعدی
turn-later = در نوبت‌های بعد
turn-chairs-is = ریاست کنونی: { $party }.
turn-hands-over-is = ریاست از سوی { $party } تحویل شده است.
turn-next-is = ریاست بعدی: { $party }.
