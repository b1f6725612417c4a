# A session as a room: the journal, the chair's desk, papers on the table, briefs.

# The journal.
participants = المشاركون
at-the-table = على الطاولة
chairs-desk = مكتب الرئاسة
brief = مذكرة إحاطة
journal-chairmanship = الرئاسة: { $party }
journal-held = ١. الافتتاح والاختتام
journal-chairperson = ٢. رئيس الجلسة
journal-subjects = ٣. المسائل المبحوثة – البيانات – المقررات
journal-next = ٤. الاجتماع المقبل
journal-apart = قبل البنود
journal-item-unknown = البند { $number }، ولا يرد في أي جدول أعمال
journal-nothing = لا شيء مسجل.
session-before = السابقة: { $session }
session-after = اللاحقة: { $session }
text-tabled = نص: { $title } (قدمه الطرف: { $party })
text-replaced = حلّت محله صيغة لاحقة.
annex-named = مرفق: { $title }
piece-read = قراءة
not-examined = لم تُفحص وثائق التفويض بعد
examined-accepted = وثائق التفويض صحيحة ومستوفية للشروط
examined-provisional = قُبلت وثائق التفويض على أن تُقدَّم الأصول لاحقا

# Where it can be acted on.
room-do-statement = الإدلاء ببيان
room-do-text = تقديم نص
room-do-annex = إرفاق مرفق
room-do-position = إعلان الموقف
room-do-objection = الاعتراض
room-do-report = تقديم تقرير
room-do-examination = الفحص
room-do-credentials = تسمية وفدنا
room-do-opening = افتتاح الدورة
room-do-agenda = وضع جدول الأعمال
room-do-put = الطرح لاتخاذ مقرر
room-do-close = إعلان نتيجة المقرر
room-do-number = ترقيم المقرر
room-do-commitment = تسجيل التزام
room-do-closing = اختتام الدورة
room-do-handover = تسليم الرئاسة
room-do-seal-proposal = اقتراح الختم

# Participants.
participants-count =
    { $count ->
        [zero] لم يُسمَّ أحد بعد.
        [one] مشارك واحد
        [two] مشاركان
        [few] { $count } مشاركين
        [many] { $count } مشاركا
       *[other] { $count } مشارك
    }
participants-name = الاسم
participants-title = المنصب
participants-role = الصفة

# The chair's desk.
chair-may = ما لا يجوز إلا للرئاسة
chair-hindered = ليس الآن: { $why }
chair-write = الإعداد
floor = الكلمة
floor-speaks = الكلمة الآن: { $party }
floor-nobody = لم تُعط الكلمة لأحد.
floor-end = انتهاء الكلمة
floor-list = قائمة المتكلمين
floor-list-open = مفتوحة
floor-list-closed = مقفلة
floor-on-item = في البند { $item }
floor-reply = حق الرد
floor-begin = إعطاء الكلمة
floor-withdraw = الشطب من القائمة
floor-party = الطرف
floor-item = البند
floor-ask = الإدراج في القائمة
floor-ask-reply = حق الرد
floor-close = إقفال القائمة
floor-reopen = إعادة فتح القائمة
floor-used = الوقت المستخدم
floor-minutes = { $count } د
floor-seconds = { $count } ث
floor-no-party = لا طرف بهذا الاسم هنا. اختر طرفا من القائمة.
floor-list-is-closed = قائمة المتكلمين مقفلة؛ ولم يبق سوى حق الرد.
floor-list-is-full = قائمة المتكلمين ممتلئة.
presence = الحاضرون
presence-count =
    { $count ->
        [zero] لم يُسجَّل حضور أحد.
        [one] شخص واحد حاضر.
        [two] شخصان حاضران.
        [few] { $count } أشخاص حاضرون.
        [many] { $count } شخصا حاضرون.
       *[other] { $count } شخص حاضرون.
    }
presence-keep = حفظ

# Papers on the table.
table-paper = الورقة
table-cards = بطاقات الأسماء
table-signs = لوحات الوفود
table-plan-u = مخطط الجلوس، طاولة مفتوحة من جهة
table-plan-round = مخطط الجلوس، طاولة مستديرة
table-order = ترتيب الأطراف
table-order-agreed = بحسب الميثاق
table-order-own = طرفنا أولا
table-languages = اللغات

# A brief.
brief-proposed = المقترح
brief-open = ما زال معلقا، ولدى من
brief-said = ما قلناه في المرة السابقة
brief-deadline = الموعد النهائي
brief-deadline-here = هنا: { $day }، { $time }
brief-deadline-capital = في العاصمة: { $day }، { $time }
brief-instructions = تعليماتنا
brief-fallback = موقفنا الاحتياطي
brief-none = لا يوجد.
brief-waits-for = بانتظار: { $parties }
brief-objected-by = اعتراض من: { $parties }
brief-ours = لوفدنا وحده
brief-private = يبقى هذا داخل الوفد: لا يوقعه أحد ولا يُرسل إلى أحد.
brief-deadline-at = الموعد النهائي، بتوقيت مكان الدورة
brief-offset-here = مكان الدورة، الفرق بالساعات عن UTC
brief-offset-capital = العاصمة، الفرق بالساعات عن UTC
brief-keep = حفظ
brief-too-long = النص أطول من أن تسعه صفحة واحدة. اختصره.
brief-deadline-wrong = هذا ليس يوما وساعة. اكتبه هكذا: 2031-05-13T10:30.
brief-offset-wrong = بيّن فرق المكانين عن UTC، مثل +03:00.

# The chair before, now and next.
troika = الرئاسة السابقة والحالية والمقبلة
troika-past = السابقة
troika-present = الحالية
troika-next = المقبلة
terms = فترات الرئاسة حتى الآن
term-from = سلّمها الطرف: { $party }.

not-for-your-role = صفتك لا تتيح ذلك في هذا المكتب
drawer-failed = تعذرت قراءة ملف المكتب أو كتابته. أعد المحاولة؛ فإن استمر ذلك فأبلغ المسؤول.
