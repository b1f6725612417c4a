# Why an act does not stand: a sentence for each refusal of spec/acts.md.

refusal-body-malformed = محتوای سند با شکل معین برای نوع آن مطابقت ندارد.
refusal-text-refused = نام، عنوان یا متن نویسه‌هایی دارد که قواعد نگارش مجاز نمی‌داند.
refusal-wrong-hand = اسناد این نوع با کلید دیگری امضا می‌شود: کلید ریشه، کلید شخص یا کلید گره.
refusal-no-charter = منشور در میان اسناد مقدم بر این سند نیست.
refusal-basis-out-of-place = سندی در بازسازی مبنای خود را ذکر نکرده، یا سندی بیرون از نمایش مبنایی ذکر کرده است.
refusal-not-accredited = مجوز امضای این زنجیره نافذ نیست، یا کلید ریشۀ آن متعلق به هیچ طرفی نیست.
refusal-revoked = زنجیره در اسناد مقدم بر این سند لغو شده و این سند پس از حد لغو قرار دارد.
refusal-forked = انشعاب زنجیره در اسناد مقدم بر این سند اثبات شده و دارندۀ کلید ریشه آن را به سود این شاخه حل نکرده است.
refusal-not-permitted = مجوز امضا به این امضاکننده اجازۀ این کار را نمی‌دهد.
refusal-not-cleared = امضاکنندۀ دوم همان طرف این محتوا را تأیید نکرده است.
refusal-not-in-force = در اسناد مقدم بر این سند، همۀ طرف‌هایی که اجرای منشور منوط به الحاق آنهاست به آن ملحق نشده‌اند.
refusal-not-in-past = محتوای سند شناسه‌ای را ذکر کرده که در میان اسناد مقدم بر این سند نیست.
refusal-wrong-kind = محتوای سند از سندی نام برده که از نوع مورد نظر قاعده نیست.
refusal-does-not-count = محتوای سند از سندی نام برده که رد شده، یا در اسناد مقدم بر این سند با نشان از اثر افتاده است.
refusal-not-a-party = سند از جانب کسی است که در اینجا طرف نیست، یا از چنین کسی نام می‌برد.
refusal-no-such-organ = منشور چنین رکنی پیش‌بینی نکرده است.
refusal-term-out-of-place = دورۀ ریاست ذکر نشده، با آنکه منشور گردش ریاست دارد؛ یا ذکر شده، با آنکه منشور گردش ریاست ندارد.
refusal-not-yours = سند متعلق به طرف دیگر یا زنجیرۀ دیگری است.
refusal-not-open = نشستی که سند به آن مربوط است هنوز افتتاح نشده است.
refusal-already-closed = آنچه این سند در پی تغییر آن است بسته شده است.
refusal-handed-over = ریاست تحویل شده است و دیگر اجازۀ این کار را ندارد.
refusal-already-done = این کار پیش‌تر از سوی همین طرف یا در همین زنجیره انجام شده است.
refusal-not-replaced = سندی جاری در شمار اسناد جایگزین‌شده ذکر نشده، یا آنچه ذکر شده جاری نیست.
refusal-not-next = شماره، دورۀ ریاست یا نوبت، بعدی در ترتیب نیست.
refusal-roster-differs = فهرست طرف‌ها، شمار آنها یا چکیدۀ رقمی فهرست همان نیست که از اسناد مقدم بر این سند برمی‌آید.
refusal-rule-differs = قاعده یا روش تصمیم‌گیری همان نیست که منشور برای این موضوع معین کرده است.
refusal-no-quorum = حد نصاب حاصل نیست.
refusal-outcome-differs = نتیجۀ ذکرشده همان نیست که از اسناد مقدم بر این سند برمی‌آید.
refusal-not-adopted = تصمیم ذکرشده تصویب نشده است.
refusal-account-differs = شمارنده‌ها یا تعهدات تحویل‌شده همان نیست که از اسناد مقدم بر این سند برمی‌آید.
refusal-seal-differs = اندازه، ریشۀ درخت، وضعیت یا قواعد مهر با آنچه از اسناد مقدم بر این سند برمی‌آید تفاوت دارد.
refusal-tree-lacks = درخت مهرشده فاقد نشان یا اعتراضی است که طرف در اختیار دارد.
refusal-no-such-part = محتوای سند به بخش جداگانه‌ای اشاره دارد که سند آن را فهرست نکرده است.
refusal-no-fork = دو سند ذکرشده انشعاب به شمار نمی‌آیند.
refusal-terms-contradict = مفاد تأسیسی با یکدیگر متناقض است.

# The same where the act is known that is in the way.
refusal-not-in-past-naming = { $field } از { $act } نام برده که در میان اسناد مقدم بر این سند نیست.
refusal-wrong-kind-naming = { $field } از { $act } نام برده که از نوع مورد نظر قاعده نیست.
refusal-does-not-count-naming = { $field } مبتنی بر { $act } است که رد شده، یا در اسناد مقدم بر این سند با نشان از اثر افتاده است.
refusal-revoked-naming = زنجیره به موجب { $act }، که مقدم بر این سند است، لغو شده و این سند پس از حد لغو قرار دارد.
refusal-forked-naming = انشعاب زنجیره به موجب { $act } اثبات شده و دارندۀ کلید ریشه آن را به سود این شاخه حل نکرده است.
refusal-already-closed-naming = { $field }: آنچه این سند در پی تغییر آن است به موجب { $act } بسته شده است.
refusal-already-done-naming = این کار پیش‌تر به موجب { $act } انجام شده است.
refusal-handed-over-naming = { $field }: ریاست به موجب { $act } تحویل شده است و دیگر اجازۀ این کار را ندارد.
refusal-not-replaced-naming = { $field }: { $act } جاری است و در شمار اسناد جایگزین‌شده ذکر نشده، یا ذکر شده و جاری نیست.
refusal-tree-lacks-naming = { $field }: درخت مهرشده فاقد { $act } است، یعنی نشان یا اعتراضی که طرف در اختیار دارد.

# Where the cause lies, before a general sentence.
field-named = فیلد «{ $field }»
field-none = محتوای سند
act-named = سند { $id }
before-field-and-act = { $field }، { $act }:{ " " }
before-field = { $field }:{ " " }
before-act = { $act }:{ " " }

# Characters that may not stand where they stand.
text-fault = { $field }، بایت { $byte }: { $rule }: { $why }
text-fault-character = { $field }، { $character }، بایت { $byte }: { $rule }: { $why }
text-rule-too-long = این نویسه نخستین نویسه‌ای است که از حد مجاز می‌گذرد.
text-rule-empty = در متن چیزی دیده نمی‌شود.
text-rule-control = این نویسه نویسۀ کنترلی است، یا سطر را در جایی پایان می‌دهد که تنها یک سطر مجاز است.
text-rule-bidi-control = این نویسه جهت آنچه را در کنار آن است تغییر می‌دهد.
text-rule-isolate-unbalanced = این نویسه جداسازی‌ای را آغاز می‌کند که در بند آن پایان نمی‌یابد، یا جداسازی‌ای را پایان می‌دهد که در آن آغاز نشده است.
text-rule-invisible = این نویسه چیزی نشان نمی‌دهد.
text-rule-joiner-out-of-place = هیچ خطی در این جایگاه نویسۀ اتصال به کار نمی‌برد.
text-rule-tag-character = این نویسه برچسب است و چیزی نشان نمی‌دهد.
text-rule-mixed-digits = این نویسه رقمی است از دستگاهی غیر از دستگاه رقم‌های پیش از آن در همان عدد.
text-rule-mixed-scripts = این نویسه از خطی است غیر از خط نویسه‌های پیش از آن در همان نام.
text-rule-space-out-of-place = در نام، هر دو واژه را یک فاصلۀ سادۀ واحد از هم جدا می‌کند و هیچ فضای خالی دیگری مجاز نیست.
text-rule-not-nfc = متن از اینجا به بعد در صورت بهنجار NFC نیست؛ آن را به این صورت ذخیره کنید.
text-rule-unassigned = این نویسه در یونیکد ۱۴٫۰ تخصیص نیافته، یا ویژۀ کاربرد خصوصی است.
text-rule-other = آنچه متن می‌تواند در بر داشته باشد در spec/act.md آمده است.
