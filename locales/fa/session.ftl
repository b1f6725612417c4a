# What an account of a session says.

# Above everything that a demonstration shows.
banner-reconstruction = بازسازی، با کلیدهای نمایشی. در اینجا هیچ دولتی و هیچ مقام رسمی چیزی امضا نکرده است. آنچه در منبعی آمده با عبارت «به نقل از منبع» و آنچه برنامه به آن نیاز دارد و در هیچ منبعی نیامده با واژۀ «مفروض» نشان داده شده است.
banner-rehearsal = تمرین. نهاد، طرف‌های آن، اشخاص و همۀ کارهای آنان ساختگی است.

# What an act rests on.
mark-reported = { " " }[به نقل از منبع]
mark-presumed = { " " }[مفروض]
footing-reported = { $number }. { $kind }، به نقل از منبع: { $words }
footing-presumed = { $number }. { $kind }، مفروض: { $words }
footing-many =
    { $count ->
        [one] { $kind } ({ $count } سند)
       *[other] { $kind } ({ $count } سند)
    }

# The session.
mechanism = { $name }
session = { $organ }، نشست { $number }
place-and-day = { $place }، { $when }
days = از { $from } تا { $to }
section-convened = دعوت به نشست و برگزاری آن
section-delegations = شرکت‌کنندگان
section-agenda = دستور کار
section-statements = بیانیه‌ها
section-papers = مدارک کاغذی
section-decisions = تصمیم‌ها
section-commitments = تعهدات و مهلت‌ها
section-published = آنچه دربارۀ نشست منتشر شده است
section-next = گام‌های بعدی
section-seal = مهر
section-since = از آن پس تاکنون
section-footings = مبنای آنچه در بالا آمده است
convened-by = دعوت{ $on } صادر شد؛ طرف دعوت‌کننده به نشست: { $party }
convened-not-reported = طرف دعوت‌کننده به نشست: در منبع نیامده است (درج در دفتر ثبت با امضای: { $signer })
opened-by = افتتاح نشست: { $party }
opened-presumed = نشست افتتاح شد
closed-by = اختتام نشست: { $party }
closed-presumed = نشست اختتام یافت
convened-by-signer = دعوت{ $on } صادر شد؛ طرف دعوت‌کننده به نشست: { $party } (امضا: { $signer })
initiated-by = ابتکار برگزاری: { $parties }
coordinated-by = هماهنگی: { $party }
hosted-by = کشور میزبان: { $party }
chaired-by = ریاست: { $party }
not-reported = در منبع نیامده است
not-named = ذکر نشده است
session-open = نشست در جریان است.
session-not-opened = به نشست دعوت شده، اما نشست هنوز افتتاح نشده است.
next-meeting = در اختتام نشست اعلام شد: { $words }

# Delegations.
delegation = { $party }
credentials-accepted = ، اعتبارنامه صحیح و معتبر شناخته شد
credentials-provisional = ، اعتبارنامه با این تفاهم پذیرفته شد که نسخه‌های اصلی بعداً تسلیم شود
credentials-objected = اعتراض به اعتبارنامه از سوی { $parties }؛ هیئت نمایندگی جایگاه خود را حفظ می‌کند.
without-credentials = فاقد اعتبارنامه در دفتر ثبت: { $parties }
observers = ناظران نام‌برده در منشور: { $names }
member = { $name } ({ $role })
member-titled = { $name }، { $title } ({ $role })
role-head = رئیس هیئت
role-representative = نماینده
role-alternate = نمایندۀ علی‌البدل
role-adviser = مشاور
role-expert = کارشناس
role-interpreter = مترجم شفاهی
role-secretary = دبیر

# The agenda.
agenda-adopted = دستور کار تصویب شد{ $mark }:
agenda-not-adopted = دستور کار پیشنهادی{ $mark }؛ تصمیمی برای تصویب آن در دفتر ثبت نیست:
agenda-item = { $number }. { $item }

# Statements and papers.
statement = { $party }
statement-item = { $party }، ذیل بند { $item } دستور کار
statement-reply = { $party }، در مقام حق پاسخ به { $to }
statement-on-behalf = ، و نیز به نمایندگی از { $parties }
form-delivered = ، به همان صورت که ایراد شد
form-handed-in = ، به همان صورت که تسلیم شد
form-reported = ، به صورت نقل قول غیرمستقیم
words-whole = «{ $words }»
words-go-on = «{ $words } …»
words-not-here = متن در این نسخه نیست.
version = { $language } ({ $status })
version-only = تنها به یک زبان: { $languages } ({ $status })
versions = زبان‌ها: { $versions }
versions-alike = زبان‌ها: { $languages } (به هر زبان: { $status })
status-authentic = متن دارای اعتبار
status-official = ترجمۀ رسمی
status-courtesy = متن غیررسمی
status-machine = ترجمۀ ماشینی
paper = { $party }: { $title } (ثبت از روی کاغذ از سوی { $by }؛ امضای { $party } به شمار نمی‌آید)
paper-witnessed = کاغذ نزد { $holder } نگهداری می‌شود و { $witness } آن را دیده است.
paper-not-witnessed = کاغذ نزد { $holder } نگهداری می‌شود؛ از { $witness } خواسته شده است آن را ببیند و هنوز دیدن آن را اعلام نکرده است.

# Decisions.
decision-text = { $title }
decision-agenda = تصویب دستور کار
decision-recognition = شناسایی کلیدهای ریشۀ جدید { $party }
decision-open = { $title }: برای تصمیم‌گیری مطرح شده و نتیجه اعلام نشده است
decision-adopted = { $title }: تصمیم{ $on } تصویب شد، بدون شماره
decision-numbered = { $title }: تصمیم{ $on } با شمارۀ { $symbol } تصویب شد
decision-not-adopted = { $title }: تصمیم{ $on } تصویب نشد
decision-void = { $title }: نتیجه بیش از یک بار اعلام شده است؛ مهر نهایی هیچ‌یک از اعلام‌ها را به حساب نمی‌آورد
decision-disputed = { $title }: نتیجه بیش از یک بار اعلام شده است؛ مهر بعدی معین می‌کند کدام اعلام به حساب می‌آید
joined = همراهی با تصمیم: { $parties }
joined-with = همراهی { $party } با تصمیم، همراه با بیانیه: «{ $words }»
reserved = همراهی { $party } با تصمیم، با حق شرط: «{ $words }»
dissociated = عدم همراهی { $party } با تصمیم: «{ $words }»
absent = غیبت { $party }
not-participating = عدم مشارکت { $party }
no-position = بدون موضع در دفتر ثبت: { $parties }
no-position-at-all = موضع هیچ‌یک از طرف‌ها در دفتر ثبت نیست.
objected = اعتراض { $party }
objected-because = اعتراض { $party }: «{ $words }»
objected-and-withdrew = اعتراض { $party } که سپس پس گرفته شد
objected-because-and-withdrew = اعتراض { $party } («{ $words }») که سپس پس گرفته شد

# Commitments.
commitment = { $kind }: { $what }
commitment-do = انجام کار
commitment-study = مطالعه
commitment-programme = برنامه
commitment-report = ارائۀ گزارش
commitment-notify = اعلان
commitment-refrain = خودداری از اقدام
commitment-who = { $parties }، { $due }
commitment-coordinator = هماهنگی: { $party }
commitment-from = به موجب { $decision }
commitment-from-paragraph = به موجب { $decision }، بند { $paragraph }
due-no-date = بدون تعیین مهلت
due-by = حداکثر تا { $day }
due-next-session = حداکثر تا نشست بعدی
due-event = حداکثر تا: { $event }
report-in-progress = گزارش { $party } مبنی بر در دست اجرا بودن تعهد: «{ $words }»
report-done = گزارش { $party } مبنی بر انجام تعهد: «{ $words }»
report-delayed = گزارش { $party } مبنی بر تأخیر در انجام تعهد: «{ $words }»
report-acknowledged = اعلام وصول گزارش از سوی { $party }.
report-disputed = عدم پذیرش گزارش از سوی { $party }: «{ $words }»
no-report = بدون گزارش در دفتر ثبت: { $parties }
since-commitment = { $what }

# What was published.
published-of = روایت { $party }
published-of-nobody = روایت منبعی بیرون از جمع طرف‌ها
published-by = { $publisher }: { $title }. زبان: { $language }
published-on = تاریخ انتشار: { $day }
published-at = { $address }
published-says = { $words }

# The chair.
next-no-rotation = گردش ریاست برقرار نیست: ریاست بعدی معین نشده است.
next-in-turn = به موجب گردش ریاست، ریاست بعدی با { $party } است؛ ریاست هنوز تحویل نشده است.
next-handed-over = ریاست از { $from } به { $to } تحویل شد.
next-assumed = عهده‌دار ریاست: { $party }.
next-not-assumed = ریاست هنوز بر عهده گرفته نشده است: { $party }.
since-chair = ریاست
next-report = ریاست پیشین دربارۀ دورۀ ریاست خود: «{ $words }»
next-offered = پیشنهاد برای نشست بعدی: «{ $words }»

# Seals.
sealed =
    { $size ->
        [one] مهر شد: مهر { $number } با { $size } سند این نشست را در بر می‌گیرد و نهایی است. با موافقت { $parties }.
       *[other] مهر شد: مهر { $number } با { $size } سند این نشست را در بر می‌گیرد و نهایی است. با موافقت { $parties }.
    }
seal-proposed =
    { $needed ->
        [one] مهری پیشنهاد شده و نهایی نیست: موافقت تاکنون از سوی { $parties }؛ در مجموع { $needed } طرف باید موافقت کند.
       *[other] مهری پیشنهاد شده و نهایی نیست: موافقت تاکنون از سوی { $parties }؛ در مجموع { $needed } طرف باید موافقت کنند.
    }
seal-proposed-by-none =
    { $needed ->
        [one] مهری پیشنهاد شده و نهایی نیست: هنوز هیچ طرفی موافقت نکرده است و در مجموع { $needed } طرف باید موافقت کند.
       *[other] مهری پیشنهاد شده و نهایی نیست: هنوز هیچ طرفی موافقت نکرده است و در مجموع { $needed } طرف باید موافقت کنند.
    }
not-sealed = مهر نشده است.
acts-refused =
    { $count ->
        [one] { $count } سند این دفتر ثبت نافذ نیست؛ نگهداری و نمایش داده می‌شود.
       *[other] { $count } سند این دفتر ثبت نافذ نیستند؛ نگهداری و نمایش داده می‌شوند.
    }
acts-unknown =
    { $count ->
        [one] { $count } سند این دفتر ثبت در این نسخه خوانده نمی‌شود.
       *[other] { $count } سند این دفتر ثبت در این نسخه خوانده نمی‌شوند.
    }
on-day = { " " }در { $day }
on-day-at = ، در { $day } ساعت { $time } به وقت هماهنگ جهانی
before-day = { $day }:{ " " }
