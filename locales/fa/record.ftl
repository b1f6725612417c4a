# The record's own pages. Here, and in the refusals, the words of the machine may be used.

# The record itself.
record-count =
    { $count ->
        [one] { $count } سند، به ترتیب توالی اسناد، از تازه‌ترین.
       *[other] { $count } سند، به ترتیب توالی اسناد، از تازه‌ترین.
    }
filter-party = طرف
filter-kind = نوع
filter-standing = نفاذ
filter-all = همه
filter-refused = ردشده
filter-unknown = ناشناخته برای این نسخه
filter-show = نمایش
column-kind = نوع
column-party = طرف
column-standing = نفاذ
column-act = سند
standing-stands = نافذ
standing-refused = ردشده
standing-unknown = در این نسخه خوانده نمی‌شود
older-acts = اسناد قدیمی‌تر
act-signer = امضا
act-id = شناسه
act-feed = زنجیره و شماره
act-marked = سندی که آن را از اثر انداخته است
act-body = محتوای آن
act-bytes = بایت‌های آن، به همان صورت که امضا شد

# The kinds of act.
kind-inception = کلیدهای ریشۀ یک طرف
kind-accreditation = مجوز امضا
kind-revocation = لغو زنجیره
kind-rotation = کلیدهای ریشۀ جدید
kind-recognition = شناسایی کلیدهای ریشۀ جدید
kind-fork-proof = اثبات انشعاب
kind-fork-resolution = حل انشعاب
kind-clearance = تأیید امضاکنندۀ دوم
kind-charter = منشور
kind-accession = الحاق
kind-sighting = مشاهدۀ اسناد
kind-delivery = رسیدن اسناد
kind-receipt = اطلاع یافتن از اسناد
kind-transcription = ثبت از روی کاغذ
kind-witness = گواهی دیدن کاغذ
kind-convening = دعوت به نشست
kind-credentials = اعتبارنامه
kind-examination = بررسی اعتبارنامه
kind-opening = افتتاح نشست
kind-agenda = دستور کار
kind-statement = بیانیه
kind-closing = اختتام نشست
kind-text = متن ارائه‌شده
kind-annex = پیوست
kind-source = منبع
kind-account = روایت از بیرون دفتر ثبت
kind-put = طرح برای تصمیم‌گیری
kind-position = موضع
kind-objection = اعتراض
kind-withdrawal = پس گرفتن اعتراض
kind-close = اعلام نتیجه
kind-number = شمارۀ تصمیم
kind-commitment = تعهد
kind-report = گزارش دربارۀ تعهد
kind-acknowledgement = اعلام وصول گزارش
kind-dispute = عدم پذیرش گزارش
kind-handover = تحویل ریاست
kind-assumption = بر عهده گرفتن ریاست
kind-seal-proposal = پیشنهاد مهر
kind-seal-agreement = موافقت با مهر
kind-unknown = از نوعی ناشناخته برای این نسخه

# What is signed elsewhere than at the desk.
write-by-root = این با کلیدهایی امضا می‌شود که طرف جدا از این میز نگه می‌دارد. نگهدارندهٔ آن‌ها با «alternat act … --to-sign» آماده‌اش می‌کند، برگه را روی دستگاه کلیدها امضا می‌کند و با «alternat key record» بازمی‌آورد.
write-by-command = این در فرم‌های میز نوشته نمی‌شود؛ با «alternat act» انجام می‌شود.
