# The people of the desk: themselves, and whoever manages them.

# At every page.
people = المستخدمون
me = حسابي
not-yours = هذه الصفحة غير متاحة لدورك
not-yours-ask = عند الحاجة إليها يُرجى طلب دور آخر من مدير النظام.
busy = محاولات الدخول كثيرة في هذه اللحظة
busy-again = يُرجى الانتظار بضع ثوانٍ ثم المحاولة من جديد.
failed = تعذَّر إتمام ذلك الآن
moment-utc = { $day }، { $time } (التوقيت العالمي)

# Signing in by a code.
code = الرمز
code-which = يُرجى إدخال الأرقام الستة الظاهرة في تطبيق المصادقة، أو أحد الرموز المطبوعة.
code-wrong = الرمز خاطئ أو سبق استعماله.
code-pause = الرموز الخاطئة كثيرة. يُرجى الانتظار دقيقة ثم المحاولة من جديد، أو استعمال رمز مطبوع.
code-start-again = البدء من جديد بكلمة السر

# My entry.
me-is = { $name }، { $role }.
me-signs = توقيعك باسم { $signer }.
keep = حفظ
calendar = التقويم
calendar-beside = إلى جانب التاريخ الميلادي يُعرض
calendar-gregorian = لا تاريخ آخر
calendar-solar-hijri = التاريخ الهجري الشمسي
calendar-umm-al-qura = التاريخ الهجري (أم القرى)
password = كلمة السر
password-old = كلمة السر الحالية
password-new = كلمة السر الجديدة
password-again = كلمة السر الجديدة مرة أخرى
password-rule =
    { $count ->
        [zero] بلا حد أدنى من الأحرف. الأفضل عدة كلمات لا تجتمع في كلام أحد.
        [one] حرف واحد على الأقل. الأفضل عدة كلمات لا تجتمع في كلام أحد.
        [two] حرفان على الأقل. الأفضل عدة كلمات لا تجتمع في كلام أحد.
        [few] { $count } أحرف على الأقل. الأفضل عدة كلمات لا تجتمع في كلام أحد.
        [many] { $count } حرفاً على الأقل. الأفضل عدة كلمات لا تجتمع في كلام أحد.
       *[other] { $count } حرف على الأقل. الأفضل عدة كلمات لا تجتمع في كلام أحد.
    }
password-change = تغيير كلمة السر
password-wrong = كلمة السر الحالية خاطئة، أو كانت المحاولات كثيرة: يُرجى الانتظار دقيقة.
password-differs = كلمتا السر الجديدتان مختلفتان.
password-same = كلمة السر الجديدة هي الحالية نفسها.
password-short = كلمة السر الجديدة أقصر أو أطول مما ينبغي.
must-change = سُلِّمت إليك كلمة السر هذه. يُرجى اختيار كلمة سر خاصة بك قبل المتابعة.
factor = عامل التحقق الثاني
factor-on = مفعَّل
factor-off = غير مفعَّل
factor-is-on = يُطلب رمز بعد كلمة السر.
factor-is-off = كلمة السر وحدها تكفي للدخول. وبتطبيق مصادقة على الهاتف يُطلب رمز إضافةً إليها.
factor-enter = يُرجى مسح هذه الصورة بتطبيق المصادقة أو إدخال الأحرف التي تحتها، ثم كتابة الأرقام الستة الظاهرة فيه.
factor-picture = صورة لتطبيق المصادقة؛ والأحرف التي تحتها تقول الشيء نفسه
factor-confirm-by = الأرقام الستة
factor-put-on = تفعيل عامل التحقق الثاني
factor-take-off = إلغاء عامل التحقق الثاني
codes = الرموز المطبوعة
codes-of = رموز { $name } بدلاً من تطبيق المصادقة. يُرجى طبع هذه الصفحة الآن: فلن تُعرض مرة أخرى.
codes-rule = يُستعمل كل رمز مرة واحدة. وتبطل الرموز السابقة. يُرجى حفظ الورقة بعيداً عن الهاتف.
codes-done = تم الطبع
codes-new = إعداد رموز مطبوعة جديدة
codes-left =
    { $count ->
        [zero] لم يبقَ أي رمز مطبوع.
        [one] بقي رمز مطبوع واحد.
        [two] بقي رمزان مطبوعان.
        [few] بقيت { $count } رموز مطبوعة.
        [many] بقي { $count } رمزاً مطبوعاً.
       *[other] بقي { $count } رمز مطبوع.
    }
visits = الدخول الجاري
visits-none = لا دخول جارياً.
visit-from = من
visit-since = منذ
visit-last = آخر نشاط
visit-this = الدخول الحالي
visit-end = تسجيل الخروج هناك

# The administrator's room.
role = الدور
signs-as = التوقيع باسم
signs-as-whom = التوقيع باسم، إن وُجد: الاسم المحفوظ به المفتاح هنا
person-add = إضافة مستخدم
person-role = تغيير الدور والموقِّع
person-reset = إعداد كلمة سر للتسليم
person-reset-rule = تبطل كلمة السر الحالية، ويُنهى كل دخول جارٍ بهذا الاسم.
person-factor = إلغاء عامل التحقق الثاني
person-factor-rule = عند ضياع الهاتف والرموز المطبوعة معاً. وبعدها تكفي كلمة السر وحدها للدخول.
person-visits = إنهاء كل دخول جارٍ
person-remove = حذف
person-remove-sure = نعم: لن يكون الدخول بهذا الاسم ممكناً. ويبقى ما وُقِّع.
person-must-change = سُلِّمت كلمة السر ولم تُغيَّر بعد.
person-taken = هذا الاسم مستعمل: يُرجى اختيار اسم آخر.
person-no-name = يُرجى استعمال حروف وأرقام ونقاط وشرطات و@ دون مسافات.
people-full = بلغ عدد المستخدمين الحد الأقصى: يُرجى حذف مستخدم أولاً.
person-last = هذا آخر مدير للنظام: يُرجى تعيين مدير آخر أولاً.
person-none = لا أحد بهذا الاسم.
hand-over = كلمة سر للتسليم
hand-over-password = كلمة السر الأولى لـ { $name }:
hand-over-rule = لن تُعرض مرة أخرى. يُرجى تسليمها باليد؛ ويجب اختيار غيرها عند أول دخول.

# What happened at the door.
door = سجل الدخول
door-nothing = لم يحدث شيء من هذا.
door-older = أقدم
door-when = الوقت
door-what = الحدث
door-by = على يد
door-added = إضافة مستخدم
door-password-changed = تغيير كلمة السر
door-signed-in = تسجيل دخول
door-signed-out = تسجيل خروج
door-wrong = خطأ في الاسم أو في كلمة السر
door-paused = لم يُنظر فيها: محاولات كثيرة
door-role-changed = تغيير الدور أو الموقِّع
door-reset = إعداد كلمة سر للتسليم
door-factor-on = تفعيل عامل التحقق الثاني
door-factor-off = إلغاء عامل التحقق الثاني
door-codes-printed = رموز مطبوعة جديدة
door-code-used = استعمال رمز مطبوع
door-wrong-code = كلمة سر صحيحة ورمز خاطئ
door-visits-ended = إنهاء دخول جارٍ
door-removed = حذف مستخدم
