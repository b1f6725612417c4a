# What an account of a session says.

# Above everything that a demonstration shows.
banner-reconstruction = إعادة بناء، بمفاتيح للعرض التوضيحي. لم يصدر هنا أي توقيع عن أي دولة أو أي مسؤول رسمي. ما ورد في مصدر مقترن بعبارة «نقلاً عن مصدر»، وما يحتاج إليه البرنامج ولم يرد في أي مصدر مقترن بكلمة «افتراض».
banner-rehearsal = تمرين. الهيئة وأطرافها وأشخاصها وكل ما يصدر عنهم من نسج الخيال.

# What an act rests on.
mark-reported = { " " }[نقلاً عن مصدر]
mark-presumed = { " " }[افتراض]
footing-reported = { $number }. { $kind }، نقلاً عن مصدر: { $words }
footing-presumed = { $number }. { $kind }، افتراض: { $words }
footing-many =
    { $count ->
        [zero] { $kind } (لا قيود)
        [one] { $kind } (قيد واحد)
        [two] { $kind } (قيدان)
        [few] { $kind } ({ $count } قيود)
        [many] { $kind } ({ $count } قيداً)
       *[other] { $kind } ({ $count } قيد)
    }

# The session.
mechanism = { $name }
session = { $organ }، الدورة { $number }
place-and-day = { $place }، { $when }
days = من { $from } إلى { $to }
section-convened = الدعوة إلى الدورة وعقدها
section-delegations = المشاركون
section-agenda = جدول الأعمال
section-statements = البيانات المدلى بها
section-papers = الوثائق الورقية
section-decisions = المقررات
section-commitments = الالتزامات ومواعيدها
section-published = ما نُشر عن الدورة
section-next = الخطوات التالية
section-seal = الختم
section-since = ما استجد منذ ذلك الحين
section-footings = أساس ما ورد أعلاه
convened-by = وُجِّهت الدعوة{ $on }؛ الطرف الداعي إلى الدورة: { $party }
convened-not-reported = الطرف الداعي إلى الدورة: لا ذكر لذلك في المصدر (أُدرج في السجل بتوقيع: { $signer })
opened-by = افتتاح الدورة: { $party }
opened-presumed = افتُتحت الدورة
closed-by = اختتام الدورة: { $party }
closed-presumed = اختُتمت الدورة
convened-by-signer = وُجِّهت الدعوة{ $on }؛ الطرف الداعي إلى الدورة: { $party } (التوقيع: { $signer })
initiated-by = المبادرة: { $parties }
coordinated-by = التنسيق: { $party }
hosted-by = الدولة المضيفة: { $party }
chaired-by = الرئاسة: { $party }
not-reported = لا ذكر لذلك في المصدر
not-named = لا ذكر لذلك
session-open = الدورة مفتوحة.
session-not-opened = وُجهت الدعوة إلى الدورة ولم تُفتتح بعد.
next-meeting = أُعلن عند الاختتام: { $words }

# Delegations.
delegation = { $party }
credentials-accepted = ، وُجدت وثائق التفويض صحيحة ومستوفية للأصول المرعية
credentials-provisional = ، قُبلت وثائق التفويض على أساس أن تُقدَّم النسخ الأصلية لاحقاً
credentials-objected = اعتراض على وثائق التفويض من { $parties }؛ ويحتفظ الوفد بمقعده.
without-credentials = أطراف ليست لها وثائق تفويض في السجل: { $parties }
observers = المراقبون المذكورون في الميثاق: { $names }
member = { $name } ({ $role })
member-titled = { $name }، { $title } ({ $role })
role-head = رئيس الوفد
role-representative = ممثل
role-alternate = ممثل مناوب
role-adviser = مستشار
role-expert = خبير
role-interpreter = مترجم شفوي
role-secretary = أمين سر

# The agenda.
agenda-adopted = أُقر جدول الأعمال{ $mark }:
agenda-not-adopted = جدول الأعمال المقترح{ $mark }؛ لا مقرر بإقراره في السجل:
agenda-item = { $number }. { $item }

# Statements and papers.
statement = { $party }
statement-item = { $party }، في إطار البند { $item } من جدول الأعمال
statement-reply = { $party }، ممارسةً لحق الرد على { $to }
statement-on-behalf = ، وكذلك باسم { $parties }
form-delivered = ، البيان كما أُلقي
form-handed-in = ، البيان كما قُدِّم كتابةً
form-reported = ، البيان بأسلوب الكلام المنقول
words-whole = «{ $words }»
words-go-on = «{ $words } …»
words-not-here = النص غير موجود في هذه النسخة.
version = { $language } ({ $status })
version-only = بلغة واحدة فقط: { $languages } ({ $status })
versions = اللغات: { $versions }
versions-alike = اللغات: { $languages } (في كل منها: { $status })
status-authentic = نص ذو حجية
status-official = ترجمة رسمية
status-courtesy = نص غير رسمي
status-machine = ترجمة آلية
paper = { $party }: { $title } (النقل عن الورق من { $by }؛ ولا يُعد ذلك توقيعاً من { $party })
paper-witnessed = الورقة محفوظة لدى { $holder }؛ والطرف الذي اطّلع عليها: { $witness }.
paper-not-witnessed = الورقة محفوظة لدى { $holder }؛ والطرف الذي طُلب منه الاطلاع عليها ولم يُعلن أنه اطّلع: { $witness }.

# Decisions.
decision-text = { $title }
decision-agenda = إقرار جدول الأعمال
decision-recognition = الاعتراف بمفاتيح جذرية جديدة للطرف: { $party }
decision-open = { $title }: معروض للبت، ولم تُعلن النتيجة
decision-adopted = { $title }: اعتُمد المقرر{ $on }، دون رقم
decision-numbered = { $title }: اعتُمد المقرر{ $on } تحت الرمز { $symbol }
decision-not-adopted = { $title }: لم يُعتمد المقرر{ $on }
decision-void = { $title }: أُعلنت النتيجة أكثر من مرة؛ والختم النهائي لا يحتسب أي إعلان منها
decision-disputed = { $title }: أُعلنت النتيجة أكثر من مرة؛ والختم التالي يحدد الإعلان الذي يُحتسب
joined = الانضمام إلى المقرر: { $parties }
joined-with = انضمام { $party } إلى المقرر مع بيان: «{ $words }»
reserved = انضمام { $party } إلى المقرر مع تحفظ: «{ $words }»
dissociated = النأي بالنفس عن المقرر من جانب { $party }: «{ $words }»
absent = غياب { $party }
not-participating = عدم مشاركة { $party }
no-position = أطراف لا موقف لها في السجل: { $parties }
no-position-at-all = لا موقف لأي طرف في السجل.
objected = اعتراض من { $party }
objected-because = اعتراض من { $party }: «{ $words }»
objected-and-withdrew = اعتراض من { $party }، ثم سُحب الاعتراض
objected-because-and-withdrew = اعتراض من { $party } («{ $words }»)، ثم سُحب الاعتراض

# Commitments.
commitment = { $kind }: { $what }
commitment-do = تنفيذ
commitment-study = دراسة
commitment-programme = برنامج
commitment-report = تقديم تقرير
commitment-notify = إخطار
commitment-refrain = امتناع عن فعل
commitment-who = { $parties }، { $due }
commitment-coordinator = التنسيق: { $party }
commitment-from = بموجب { $decision }
commitment-from-paragraph = بموجب الفقرة { $paragraph } من { $decision }
due-no-date = لم يُحدد موعد
due-by = في موعد أقصاه { $day }
due-next-session = في موعد أقصاه الدورة التالية
due-event = في موعد أقصاه: { $event }
report-in-progress = تقرير من { $party } يفيد بأن التنفيذ جارٍ: «{ $words }»
report-done = تقرير من { $party } يفيد بأن التنفيذ اكتمل: «{ $words }»
report-delayed = تقرير من { $party } يفيد بأن التنفيذ سيتأخر: «{ $words }»
report-acknowledged = إشعار من { $party } باستلام التقرير.
report-disputed = منازعة في التقرير من { $party }: «{ $words }»
no-report = أطراف لا تقرير لها في السجل: { $parties }
since-commitment = { $what }

# What was published.
published-of = رواية من { $party }
published-of-nobody = رواية من غير الأطراف
published-by = { $publisher }: { $title }. اللغة: { $language }
published-on = نُشر في { $day }
published-at = { $address }
published-says = { $words }

# The chair.
next-no-rotation = التناوب غير نافذ: لم تُحدَّد الرئاسة التالية.
next-in-turn = بحكم التناوب تؤول الرئاسة التالية إلى { $party }؛ ولم تُسلَّم الرئاسة بعد.
next-handed-over = سُلِّمت الرئاسة من { $from } إلى { $to }.
next-assumed = تولي الرئاسة: { $party }.
next-not-assumed = لم يُعلن تولي الرئاسة بعد: { $party }.
since-chair = الرئاسة
next-report = الرئاسة المنتهية ولايتها عن ولايتها: «{ $words }»
next-offered = عُرض للدورة التالية: «{ $words }»

# Seals.
sealed =
    { $size ->
        [zero] تم الختم: الختم { $number } لا يضم أي قيد، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
        [one] تم الختم: الختم { $number } يضم قيداً واحداً، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
        [two] تم الختم: الختم { $number } يضم قيدين، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
        [few] تم الختم: الختم { $number } يضم { $size } قيود، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
        [many] تم الختم: الختم { $number } يضم { $size } قيداً، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
       *[other] تم الختم: الختم { $number } يضم { $size } قيد، ويشمل هذه الدورة، وهو نهائي. بموافقة { $parties }.
    }
seal-proposed =
    { $needed ->
        [zero] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، ولا تلزم موافقة أي طرف.
        [one] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، والمطلوب في المجموع موافقة طرف واحد.
        [two] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، والمطلوب في المجموع موافقة طرفين.
        [few] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، والمطلوب في المجموع موافقة { $needed } أطراف.
        [many] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، والمطلوب في المجموع موافقة { $needed } طرفاً.
       *[other] اقتُرح ختم ولم يصبح نهائياً: وردت حتى الآن موافقة { $parties }، والمطلوب في المجموع موافقة { $needed } طرف.
    }
seal-proposed-by-none =
    { $needed ->
        [zero] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، ولا تلزم موافقة أي طرف.
        [one] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، والمطلوب في المجموع موافقة طرف واحد.
        [two] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، والمطلوب في المجموع موافقة طرفين.
        [few] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، والمطلوب في المجموع موافقة { $needed } أطراف.
        [many] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، والمطلوب في المجموع موافقة { $needed } طرفاً.
       *[other] اقتُرح ختم ولم يصبح نهائياً: لم يوافق أي طرف بعد، والمطلوب في المجموع موافقة { $needed } طرف.
    }
not-sealed = لا ختم.
acts-refused =
    { $count ->
        [zero] ليس في هذا السجل قيد غير قائم.
        [one] في هذا السجل قيد واحد غير قائم، وهو محفوظ ومعروض.
        [two] في هذا السجل قيدان غير قائمين، وهما محفوظان ومعروضان.
        [few] في هذا السجل { $count } قيود غير قائمة، وهي محفوظة ومعروضة.
        [many] في هذا السجل { $count } قيداً غير قائم، وهي محفوظة ومعروضة.
       *[other] في هذا السجل { $count } قيد غير قائم، وهي محفوظة ومعروضة.
    }
acts-unknown =
    { $count ->
        [zero] ليس في هذا السجل قيد تتعذر قراءته في هذه النسخة.
        [one] في هذا السجل قيد واحد تتعذر قراءته في هذه النسخة.
        [two] في هذا السجل قيدان تتعذر قراءتهما في هذه النسخة.
        [few] في هذا السجل { $count } قيود تتعذر قراءتها في هذه النسخة.
        [many] في هذا السجل { $count } قيداً تتعذر قراءتها في هذه النسخة.
       *[other] في هذا السجل { $count } قيد تتعذر قراءتها في هذه النسخة.
    }
on-day = { " " }في { $day }
on-day-at = ، في { $day } الساعة { $time } بالتوقيت العالمي المنسق
before-day = { $day }:{ " " }
