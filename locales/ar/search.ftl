# البحث.
search = البحث
search-words = كلمات أو رمز وثيقة أو بداية معرِّف
search-do = ابحث
search-session = الدورة
search-language = اللغة
search-ask = اكتب كلمة أو أكثر: يجب أن توجد كلها. والكلمات بين علامتي اقتباس يجب أن تأتي متتالية.
search-failed = البحث غير متاح الآن، وكل ما عداه متاح؛ اطلب من مدير النظام إعادة تشغيله.
search-nothing = لم يُعثر على شيء: { $words }
search-remedy-filters = ابحث لدى جميع الأطراف وفي جميع الأنواع والدورات واللغات
search-remedy-fewer = استعمل كلمات أقل أو صيغة أخرى لها
search-remedy-begin = اكتب بداية الرمز أو المعرِّف
search-count =
    { $count ->
        [zero] لا نتائج.
        [one] نتيجة واحدة.
        [two] نتيجتان.
        [few] { $count } نتائج.
        [many] { $count } نتيجة.
       *[other] { $count } نتيجة.
    }
search-cut = هناك نتائج أخرى، ولا يُعرض إلا أحدثها. أضف كلمة أو اختر دورة لترى غيرها.
search-no-session = خارج الدورات
search-pages = صفحات البحث
search-before = الصفحة السابقة
search-after = الصفحة التالية
