# The record's own pages. Here, and in the refusals, the words of the machine may be used.

# The record itself.
record-count =
    { $count ->
        [zero] لا صكوك.
        [one] صك واحد، بترتيب تعاقب الصكوك، الأحدث أولاً.
        [two] صكان، بترتيب تعاقب الصكوك، الأحدث أولاً.
        [few] { $count } صكوك، بترتيب تعاقبها، الأحدث أولاً.
        [many] { $count } صكاً، بترتيب تعاقبها، الأحدث أولاً.
       *[other] { $count } صك، بترتيب تعاقبها، الأحدث أولاً.
    }
filter-party = الطرف
filter-kind = النوع
filter-standing = الوضع
filter-all = الكل
filter-refused = مرفوض
filter-unknown = غير معروف لهذه النسخة
filter-show = عرض
column-kind = النوع
column-party = الطرف
column-standing = الوضع
column-act = الصك
standing-stands = قائم
standing-refused = مرفوض
standing-unknown = تتعذر قراءته في هذه النسخة
older-acts = صكوك أقدم
act-signer = التوقيع
act-id = المعرِّف
act-feed = السلسلة والرقم
act-marked = الصك المبطل لمفعوله
act-body = مضمونه
act-bytes = بايتاته كما وُقِّعت

# The kinds of act.
kind-inception = المفاتيح الجذرية لطرف
kind-accreditation = تخويل
kind-revocation = إلغاء سلسلة
kind-rotation = مفاتيح جذرية جديدة
kind-recognition = الاعتراف بمفاتيح جذرية جديدة
kind-fork-proof = إثبات انشقاق
kind-fork-resolution = البت في انشقاق
kind-clearance = تأشير موقِّع ثانٍ
kind-charter = ميثاق
kind-accession = انضمام
kind-sighting = مشاهدة صكوك
kind-delivery = وصول صكوك
kind-receipt = إحاطة علماً بصكوك
kind-transcription = نقل عن الورق
kind-witness = شهادة بالاطلاع على ورقة
kind-convening = دعوة إلى دورة
kind-credentials = وثائق تفويض
kind-examination = فحص وثائق تفويض
kind-opening = افتتاح دورة
kind-agenda = جدول أعمال
kind-statement = بيان
kind-closing = اختتام دورة
kind-text = نص مقدَّم
kind-annex = مرفق
kind-source = مصدر
kind-account = رواية من خارج السجل
kind-put = عرض للبت
kind-position = موقف
kind-objection = اعتراض
kind-withdrawal = سحب اعتراض
kind-close = إعلان نتيجة
kind-number = رقم مقرر
kind-commitment = التزام
kind-report = تقرير عن التزام
kind-acknowledgement = إشعار باستلام تقرير
kind-dispute = منازعة في تقرير
kind-handover = تسليم الرئاسة
kind-assumption = تولي الرئاسة
kind-seal-proposal = اقتراح ختم
kind-seal-agreement = موافقة على ختم
kind-unknown = من نوع غير معروف لهذه النسخة

# What is signed elsewhere than at the desk.
write-by-root = يوقَّع هذا بالمفاتيح التي يحفظها الطرف بعيداً عن هذا المكتب. يُعدّه حافظها بالأمر «alternat act … --to-sign»، ويوقّع الورقة على الجهاز الذي فيه المفاتيح، ثم يعيدها بالأمر «alternat key record».
write-by-command = لا يُكتب هذا في استمارة بالمكتب؛ يُنجز بالأمر «alternat act».
