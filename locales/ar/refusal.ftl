# Why an act does not stand: a sentence for each refusal of spec/acts.md.

refusal-body-malformed = مضمون الصك لا يطابق الشكل المحدد لنوعه.
refusal-text-refused = يتضمن اسم أو عنوان أو نص محارف لا تجيزها مواصفات الكتابة.
refusal-wrong-hand = هذا النوع من الصكوك يوقَّع بمفتاح آخر: المفتاح الجذري أو مفتاح شخص أو مفتاح عقدة.
refusal-no-charter = الميثاق ليس من الصكوك السابقة لهذا الصك.
refusal-basis-out-of-place = صك في إعادة بناء لا يذكر أساسه، أو صك خارج عرض توضيحي يذكر أساساً.
refusal-not-accredited = تخويل السلسلة غير قائم، أو مفتاحها الجذري ليس لأي طرف.
refusal-revoked = أُلغيت السلسلة في الصكوك السابقة لهذا الصك، وهذا الصك يقع بعد حد الإلغاء.
refusal-forked = ثبت انشقاق السلسلة في الصكوك السابقة لهذا الصك، ولم يبتّ صاحب المفتاح الجذري فيه لصالح هذا الفرع.
refusal-not-permitted = التخويل لا يجيز لهذا الموقِّع القيام بذلك.
refusal-not-cleared = لم يؤشِّر على هذا المضمون موقِّع ثانٍ من الطرف نفسه.
refusal-not-in-force = لم ينضم إلى الميثاق، في الصكوك السابقة لهذا الصك، جميع الأطراف التي يتوقف نفاذه على انضمامها.
refusal-not-in-past = يذكر المضمون معرِّفاً ليس من الصكوك السابقة لهذا الصك.
refusal-wrong-kind = يذكر المضمون صكاً من غير النوع الذي تشترطه القاعدة.
refusal-does-not-count = يذكر المضمون صكاً مرفوضاً، أو صكاً أبطلت مفعوله علامة في الصكوك السابقة لهذا الصك.
refusal-not-a-party = يصدر الصك باسم من ليس طرفاً هنا، أو يذكره.
refusal-no-such-organ = لا ينص الميثاق على جهاز كهذا.
refusal-term-out-of-place = لم تُذكر ولاية الرئاسة مع أن الميثاق ينص على التناوب، أو ذُكرت وهو لا ينص عليه.
refusal-not-yours = الصك يخص طرفاً آخر أو سلسلة أخرى.
refusal-not-open = الدورة التي يتعلق بها الصك لم تُفتتح بعد.
refusal-already-closed = ما يرمي الصك إلى تغييره مغلق.
refusal-handed-over = سُلِّمت الرئاسة، ولم يعد يجوز لها القيام بذلك.
refusal-already-done = سبق القيام بذلك من الطرف نفسه أو في السلسلة نفسها.
refusal-not-replaced = لم يُذكر صك سارٍ بين الصكوك المستبدلة، أو أن المذكور ليس سارياً.
refusal-not-next = الرقم أو ولاية الرئاسة أو الدور ليس التالي في الترتيب.
refusal-roster-differs = قائمة الأطراف أو عدد الأطراف أو البصمة الرقمية للقائمة غير ما ينتج عن الصكوك السابقة لهذا الصك.
refusal-rule-differs = قاعدة اتخاذ المقرر أو طريقته غير ما ينص عليه الميثاق في هذه المسألة.
refusal-no-quorum = النصاب القانوني غير مكتمل.
refusal-outcome-differs = النتيجة المذكورة غير ما ينتج عن الصكوك السابقة لهذا الصك.
refusal-not-adopted = المقرر المذكور لم يُعتمد.
refusal-account-differs = العدّادات أو الالتزامات المسلَّمة غير ما ينتج عن الصكوك السابقة لهذا الصك.
refusal-seal-differs = حجم الختم أو جذر شجرته أو حالته أو قواعده تختلف عما ينتج عن الصكوك السابقة لهذا الصك.
refusal-tree-lacks = تنقص الشجرة المختومة علامة أو اعتراض موجود لدى الطرف.
refusal-no-such-part = يحيل المضمون إلى جزء منفصل لا يذكره الصك.
refusal-no-fork = الصكان المذكوران لا يشكلان انشقاقاً.
refusal-terms-contradict = أحكام التأسيس يناقض بعضها بعضاً.

# The same where the act is known that is in the way.
refusal-not-in-past-naming = { $field } يذكر { $act }، وهو ليس من الصكوك السابقة لهذا الصك.
refusal-wrong-kind-naming = { $field } يذكر { $act }، وهو من غير النوع الذي تشترطه القاعدة.
refusal-does-not-count-naming = { $field } يستند إلى { $act }، وهو مرفوض أو أبطلت مفعوله علامة في الصكوك السابقة لهذا الصك.
refusal-revoked-naming = أُلغيت السلسلة بموجب { $act } من الصكوك السابقة لهذا الصك، وهذا الصك يقع بعد حد الإلغاء.
refusal-forked-naming = أثبت { $act } انشقاق السلسلة، ولم يبتّ صاحب المفتاح الجذري فيه لصالح هذا الفرع.
refusal-already-closed-naming = { $field }: أغلق { $act } ما يرمي هذا الصك إلى تغييره.
refusal-already-done-naming = سبق القيام بذلك بموجب { $act }.
refusal-handed-over-naming = { $field }: سُلِّمت الرئاسة بموجب { $act }، ولم يعد يجوز لها القيام بذلك.
refusal-not-replaced-naming = { $field }: { $act } سارٍ ولم يُذكر بين الصكوك المستبدلة، أو ذُكر وهو ليس سارياً.
refusal-tree-lacks-naming = { $field }: تنقص الشجرة المختومة { $act }، وهو علامة أو اعتراض موجود لدى الطرف.

# Where the cause lies, before a general sentence.
field-named = الحقل «{ $field }»
field-none = مضمون الصك
act-named = الصك { $id }
before-field-and-act = { $field }، { $act }:{ " " }
before-field = { $field }:{ " " }
before-act = { $act }:{ " " }

# Characters that may not stand where they stand.
text-fault = { $field }، البايت { $byte }: { $rule }: { $why }
text-fault-character = { $field }، { $character }، البايت { $byte }: { $rule }: { $why }
text-rule-too-long = المحرف أول ما يزيد على الحد المسموح به.
text-rule-empty = ليس في النص ما يُرى.
text-rule-control = المحرف محرف تحكم، أو ينهي السطر حيث لا يجوز إلا سطر واحد.
text-rule-bidi-control = المحرف يغيِّر اتجاه ما يجاوره.
text-rule-isolate-unbalanced = المحرف يفتح عزلاً لا ينتهي في فقرته، أو ينهي عزلاً لم يُفتح فيها.
text-rule-invisible = المحرف لا يُظهر شيئاً.
text-rule-joiner-out-of-place = لا تستعمل أي كتابة محرف وصل في هذا الموضع.
text-rule-tag-character = المحرف وسم لا يُظهر شيئاً.
text-rule-mixed-digits = المحرف رقم من نظام أرقام غير نظام الأرقام التي تسبقه في العدد نفسه.
text-rule-mixed-scripts = المحرف من كتابة غير كتابة المحارف التي تسبقه في الاسم.
text-rule-space-out-of-place = في الاسم تفصل مسافة عادية واحدة بين كل كلمتين، ولا يجوز أي فراغ آخر.
text-rule-not-nfc = النص من هذا الموضع فصاعداً ليس في صيغة التطبيع NFC؛ يُرجى حفظه بهذه الصيغة.
text-rule-unassigned = المحرف غير معيَّن في الإصدار ١٤٫٠ من يونيكود، أو مخصص للاستعمال الخاص.
text-rule-other = تبيِّن الصفحة spec/act.md ما يجوز أن يتضمنه النص.
