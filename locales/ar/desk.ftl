# The pages of the desk.

# Above and beside every page.
skip-to-main = الانتقال إلى المحتوى
rooms = الأقسام
room-waiting = ما ينتظر إجراءً منا
room-mechanism = الآلية
room-record = السجل
delegation-of = وفد { $party }
mechanisms = الآليات
not-found = لا شيء على هذا العنوان
back-to-waiting = العودة إلى ما ينتظر إجراءً منا

# Signing in.
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
sign-in-name = الاسم
sign-in-password = كلمة السر
sign-in-wrong = خطأ في الاسم أو في كلمة السر.
sign-in-pause = محاولات الدخول بهذا الاسم من هذا المكان كثيرة. يُرجى الانتظار دقيقة ثم المحاولة من جديد.
sign-in-failed = تعذَّر التحقق من الاسم وكلمة السر الآن. يُرجى المحاولة من جديد؛ وإذا تكرر ذلك فيُرجى إبلاغ مدير النظام.
role-at-desk-reader = قارئ
role-at-desk-drafter = محرر
role-at-desk-signer = موقِّع
role-at-desk-head = رئيس الوفد
role-at-desk-secretariat = أمانة الرئاسة
role-at-desk-administrator = مدير النظام

# What waits for us.
waiting-count =
    { $count ->
        [zero] لا مسائل في انتظار إجراء من { $party }.
        [one] مسألة واحدة في انتظار إجراء من { $party }.
        [two] مسألتان في انتظار إجراء من { $party }.
        [few] { $count } مسائل في انتظار إجراء من { $party }.
        [many] { $count } مسألة في انتظار إجراء من { $party }.
       *[other] { $count } مسألة في انتظار إجراء من { $party }.
    }
waits-two-versions = في السجل صيغتان مختلفتان باسم { $party }: يُرجى الاطلاع لمعرفة أيتهما تُحتسب
waits-accede = الميثاق في انتظار انضمامنا
waits-chair = سُلِّمت الرئاسة إلينا من { $party }
waits-position = { $title }: موقفنا
waits-close = { $title }: أبدت جميع الأطراف مواقفها
waits-number = { $title }: اعتُمد المقرر دون رقم
waits-credentials = { $session }: أسماء أعضاء وفدنا
waits-examine = { $session }: وثائق تفويض وفد { $party }
waits-open = { $session }: وُجهت الدعوة إليها ويتعين افتتاحها
waits-report = { $what }
waits-acknowledge = ورد تقرير من { $party }: { $what }
waits-witness = طلب من { $party } أن نُعلن اطلاعنا على ورقة
waits-seal = اقتُرح ختم: عدد الأطراف الموافقة { $agreed }، والعدد اللازم { $needed }

# The one action that a matter needs; each is a button.
do-fork-resolution = اطلاع
do-accession = انضمام
do-assumption = تولي الرئاسة
do-position = إبداء الموقف
do-close = إعلان النتيجة
do-number = ترقيم
do-credentials = تسمية وفدنا
do-examination = فحص
do-opening = افتتاح
do-report = تقديم تقرير
do-acknowledgement = إشعار بالاستلام
do-witness = اطلاع
do-seal-agreement = اطلاع

# The mechanism.
the-chair = الرئاسة
the-charter = الميثاق
charter-in-force = الميثاق نافذ.
charter-not-in-force = لم يدخل الميثاق حيز النفاذ بعد: يتوقف ذلك على انضمام أطراف.
sessions = الدورات
no-session = لم تُوجَّه الدعوة إلى أي دورة.
stage-convened = وُجهت الدعوة
stage-open = مفتوحة
stage-closed = مختتمة
parties = الأطراف
has-acceded = طرف منضم
has-not-acceded = طرف غير منضم
official-languages = اللغات الرسمية
symbols = بداية رموز الوثائق
rule-procedure = في المسائل الإجرائية
rule-substance = في النصوص
rule-charter = في الميثاق
rule-is-consensus = بتوافق الآراء: لا اعتراض من أي طرف
rule-is-unanimity = بالإجماع: ينضم إلى المقرر جميع الأطراف
rule-is-majority = بالأغلبية: { $need } من كل { $of } من الأطراف
quorum = النصاب القانوني
quorum-parties =
    { $count ->
        [zero] لا يلزم أي وفد له وثائق تفويض
        [one] وفد واحد له وثائق تفويض
        [two] وفدان لهما وثائق تفويض
        [few] { $count } وفود لها وثائق تفويض
        [many] { $count } وفداً لها وثائق تفويض
       *[other] { $count } وفد لها وثائق تفويض
    }
turn-chairs = الرئاسة الحالية
turn-hands-over = سُلِّمت الرئاسة
turn-next = الرئاسة التالية
turn-later = في دور لاحق
turn-chairs-is = الرئاسة الحالية: { $party }.
turn-hands-over-is = سُلِّمت الرئاسة من { $party }.
turn-next-is = الرئاسة التالية: { $party }.
