# The people of the desk: themselves, and whoever manages them.

# At every page.
people = کاربران
me = حساب من
not-yours = این صفحه برای نقش شما باز نیست
not-yours-ask = اگر به آن نیاز دارید، از مدیر سامانه نقش دیگری بخواهید.
busy = در این لحظه افراد زیادی در حال ورودند
busy-again = چند ثانیه صبر کنید و دوباره بکوشید.
failed = این کار اکنون انجام نشد
moment-utc = { $day }، { $time } (وقت جهانی)

# Signing in by a code.
code = رمز
code-which = شش رقمی را که برنامۀ تأیید هویت نشان می‌دهد، یا یکی از رمزهای چاپی خود را وارد کنید.
code-wrong = رمز نادرست است یا پیش‌تر به کار رفته است.
code-pause = رمزهای نادرست زیاد بود. یک دقیقه صبر کنید و دوباره بکوشید، یا یک رمز چاپی به کار ببرید.
code-start-again = از نو، با گذرواژه

# My entry.
me-is = { $name }، { $role }.
me-signs = شما به نام { $signer } امضا می‌کنید.
keep = ذخیره
calendar = تقویم
calendar-beside = در کنار تاریخ میلادی نشان داده شود
calendar-gregorian = هیچ تاریخ دیگری
calendar-solar-hijri = تاریخ هجری شمسی
calendar-umm-al-qura = تاریخ هجری قمری (ام‌القرا)
password = گذرواژه
password-old = گذرواژۀ کنونی شما
password-new = گذرواژۀ تازه
password-again = تکرار گذرواژۀ تازه
password-rule =
    { $count ->
        [one] دست‌کم یک نویسه. چند واژه که کسی با هم نگوید بهتر است.
       *[other] دست‌کم { $count } نویسه. چند واژه که کسی با هم نگوید بهتر است.
    }
password-change = تغییر گذرواژه
password-wrong = گذرواژۀ کنونی نادرست است، یا تلاش‌ها زیاد بوده است: یک دقیقه صبر کنید.
password-differs = دو گذرواژۀ تازه یکی نیستند.
password-same = گذرواژۀ تازه همان گذرواژۀ کنونی است.
password-short = گذرواژۀ تازه بیش از اندازه کوتاه یا بلند است.
must-change = این گذرواژه به شما تحویل داده شده است. پیش از ادامه گذرواژۀ خود را برگزینید.
factor = عامل دوم تأیید هویت
factor-on = فعال
factor-off = غیرفعال
factor-is-on = پس از گذرواژه یک رمز خواسته می‌شود.
factor-is-off = تنها گذرواژه برای ورود کافی است. با برنامۀ تأیید هویت در تلفن، رمزی نیز خواسته می‌شود.
factor-enter = این تصویر را با برنامۀ تأیید هویت بخوانید یا نویسه‌های زیر آن را وارد کنید. سپس شش رقمی را که نشان می‌دهد بنویسید.
factor-picture = تصویری برای برنامۀ تأیید هویت؛ نویسه‌های زیر همان را می‌گویند
factor-confirm-by = شش رقم
factor-put-on = فعال کردن عامل دوم
factor-take-off = غیرفعال کردن عامل دوم
codes = رمزهای چاپی
codes-of = رمزهای { $name } به جای برنامۀ تأیید هویت. این صفحه را اکنون چاپ کنید: دوباره نشان داده نمی‌شود.
codes-rule = هر رمز یک بار به کار می‌رود. رمزهای پیشین دیگر اعتبار ندارند. برگه را جدا از تلفن نگه دارید.
codes-done = چاپ شد
codes-new = ساختن رمزهای چاپی تازه
codes-left =
    { $count ->
        [0] هیچ رمز چاپی نمانده است.
        [one] یک رمز چاپی مانده است.
       *[other] { $count } رمز چاپی مانده است.
    }
visits = ورودهای جاری
visits-none = اکنون هیچ ورودی باز نیست.
visit-from = از
visit-since = از زمان
visit-last = آخرین فعالیت
visit-this = همین ورود
visit-end = خروج از آنجا

# The administrator's room.
role = نقش
signs-as = امضا به نام
signs-as-whom = امضا به نام، اگر امضا می‌کند: نامی که کلید با آن در اینجا نگهداری می‌شود
person-add = افزودن کاربر
person-role = تغییر نقش و امضاکننده
person-reset = ساختن گذرواژه برای تحویل
person-reset-rule = گذرواژۀ کنونی بی‌اعتبار می‌شود و همۀ ورودهای باز با این نام پایان می‌یابد.
person-factor = غیرفعال کردن عامل دوم
person-factor-rule = برای هنگامی که هم تلفن و هم رمزهای چاپی گم شده باشد. پس از آن تنها گذرواژه برای ورود کافی است.
person-visits = پایان دادن به همۀ ورودها
person-remove = حذف
person-remove-sure = بله: دیگر ورود با این نام ممکن نیست. آنچه امضا شده می‌ماند.
person-must-change = گذرواژه تحویل داده شده و هنوز تغییر نکرده است.
person-taken = این نام گرفته شده است: نام دیگری برگزینید.
person-no-name = از حروف، رقم، نقطه، خط تیره، زیرخط و @ بدون فاصله استفاده کنید.
people-full = شمار کاربران به بیشترین حد رسیده است: نخست یکی را حذف کنید.
person-last = این آخرین مدیر سامانه است: نخست مدیر دیگری تعیین کنید.
person-none = کسی با این نام نیست.
hand-over = گذرواژه برای تحویل
hand-over-password = نخستین گذرواژۀ { $name }:
hand-over-rule = دوباره نشان داده نمی‌شود. آن را خودتان تحویل دهید؛ در نخستین ورود باید گذرواژۀ دیگری برگزیده شود.

# What happened at the door.
door = رویدادهای ورود
door-nothing = چنین رویدادی نبوده است.
door-older = قدیمی‌تر
door-when = زمان
door-what = رویداد
door-by = به دست
door-added = کاربر افزوده شد
door-password-changed = تغییر گذرواژه
door-signed-in = ورود
door-signed-out = خروج
door-wrong = نام یا گذرواژۀ نادرست
door-paused = بررسی نشد: تلاش‌های زیاد
door-role-changed = تغییر نقش یا امضاکننده
door-reset = گذرواژه برای تحویل ساخته شد
door-factor-on = عامل دوم فعال شد
door-factor-off = عامل دوم غیرفعال شد
door-codes-printed = رمزهای چاپی تازه
door-code-used = یک رمز چاپی به کار رفت
door-wrong-code = گذرواژۀ درست، رمز نادرست
door-visits-ended = پایان دادن به ورود
door-removed = کاربر حذف شد
