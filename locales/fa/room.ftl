# A session as a room: the journal, the chair's desk, papers on the table, briefs.

# The journal.
participants = شرکت‌کنندگان
at-the-table = روی میز
chairs-desk = میز ریاست
brief = یادداشت توجیهی
journal-chairmanship = ریاست: { $party }
journal-held = ۱. گشایش و پایان
journal-chairperson = ۲. رئیس جلسه
journal-subjects = ۳. موضوع‌های بررسی‌شده – بیانیه‌ها – تصمیم‌ها
journal-next = ۴. نشست بعدی
journal-apart = پیش از بندها
journal-item-unknown = بند { $number }، که در هیچ دستور کاری نیست
journal-nothing = چیزی ثبت نشده است.
session-before = پیشین: { $session }
session-after = بعدی: { $session }
text-tabled = متن: { $title } (ارائه‌شده از سوی { $party })
text-replaced = نسخهٔ بعدی جای آن را گرفته است.
annex-named = پیوست: { $title }
piece-read = خواندن
not-examined = اعتبارنامه هنوز بررسی نشده است
examined-accepted = اعتبارنامه درست و معتبر است
examined-provisional = اعتبارنامه پذیرفته شد با این تفاهم که اصل آن بعداً می‌رسد

# Where it can be acted on.
room-do-statement = ایراد بیانیه
room-do-text = ارائهٔ متن
room-do-annex = افزودن پیوست
room-do-position = اعلام موضع
room-do-objection = اعتراض
room-do-report = گزارش دادن
room-do-examination = بررسی
room-do-credentials = معرفی هیئت ما
room-do-opening = گشایش اجلاس
room-do-agenda = تعیین دستور کار
room-do-put = گذاشتن به تصمیم
room-do-close = اعلام نتیجهٔ تصمیم
room-do-number = شماره‌گذاری تصمیم
room-do-commitment = ثبت تعهد
room-do-closing = پایان دادن به اجلاس
room-do-handover = واگذاری ریاست
room-do-seal-proposal = پیشنهاد مُهر

# Participants.
participants-count =
    { $count ->
        [0] هنوز کسی معرفی نشده است.
        [one] { $count } شرکت‌کننده
       *[other] { $count } شرکت‌کننده
    }
participants-name = نام
participants-title = سمت
participants-role = نقش

# The chair's desk.
chair-may = آنچه تنها ریاست می‌تواند انجام دهد
chair-hindered = اکنون نمی‌شود: { $why }
chair-write = آماده‌سازی
floor = نوبت سخن
floor-speaks = اکنون { $party } سخن می‌گوید
floor-nobody = کسی سخن نمی‌گوید.
floor-end = پایان سخن
floor-list = فهرست سخنرانان
floor-list-open = باز
floor-list-closed = بسته
floor-on-item = دربارهٔ بند { $item }
floor-reply = حق پاسخ
floor-begin = دادن نوبت سخن
floor-withdraw = برداشتن از فهرست
floor-party = طرف
floor-item = بند
floor-ask = افزودن به فهرست
floor-ask-reply = حق پاسخ
floor-close = بستن فهرست
floor-reopen = باز کردن دوبارهٔ فهرست
floor-used = زمان استفاده‌شده
floor-minutes = { $count } دقیقه
floor-seconds = { $count } ثانیه
floor-no-party = چنین طرفی اینجا نیست. یکی را از فهرست برگزینید.
floor-list-is-closed = فهرست سخنرانان بسته است؛ تنها حق پاسخ مانده است.
floor-list-is-full = فهرست سخنرانان پر است.
presence = حاضران
presence-count =
    { $count ->
        [0] حضور کسی ثبت نشده است.
        [one] { $count } نفر حاضر است.
       *[other] { $count } نفر حاضرند.
    }
presence-keep = نگه داشتن

# Papers on the table.
table-paper = برگه
table-cards = کارت‌های نام
table-signs = تابلوهای میز
table-plan-u = نقشهٔ نشستن، میز یک‌سوباز
table-plan-round = نقشهٔ نشستن، میز گرد
table-order = ترتیب طرف‌ها
table-order-agreed = بر پایهٔ منشور
table-order-own = نخست طرف ما
table-languages = زبان‌ها

# A brief.
brief-proposed = آنچه پیشنهاد شده است
brief-open = آنچه باز است و نزد کیست
brief-said = آنچه بار پیش گفتیم
brief-deadline = مهلت
brief-deadline-here = اینجا: { $day }، { $time }
brief-deadline-capital = در پایتخت: { $day }، { $time }
brief-instructions = دستورهای ما
brief-fallback = موضع جایگزین ما
brief-none = هیچ.
brief-waits-for = در انتظار: { $parties }
brief-objected-by = اعتراض از سوی: { $parties }
brief-ours = تنها برای هیئت ما
brief-private = این درون هیئت می‌ماند: کسی آن را امضا نمی‌کند و برای کسی فرستاده نمی‌شود.
brief-deadline-at = مهلت، به وقت محل اجلاس
brief-offset-here = محل اجلاس، فاصله از UTC به ساعت
brief-offset-capital = پایتخت، فاصله از UTC به ساعت
brief-keep = نگه داشتن
brief-too-long = متن برای یک صفحه بلند است. آن را کوتاه کنید.
brief-deadline-wrong = این روز و ساعت نیست. چنین بنویسید: 2031-05-13T10:30.
brief-offset-wrong = فاصلهٔ هر دو جا را از UTC بنویسید، مانند +03:00.

# The chair before, now and next.
troika = ریاست پیشین، کنونی و بعدی
troika-past = پیشین
troika-present = کنونی
troika-next = بعدی
terms = دوره‌های ریاست تاکنون
term-from = واگذارکننده: { $party }.

not-for-your-role = نقش شما در این میز چنین چیزی را در بر ندارد
drawer-failed = میز نتوانست پروندهٔ خود را بخواند یا بنویسد. دوباره بکوشید؛ اگر همچنان چنین بود، به مدیر بگویید.
