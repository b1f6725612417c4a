# The record's own pages. Here, and in the refusals, the words of the machine may be used.

# The record itself.
record-count =
    { $count ->
        [one] { $count } акт в порядке следования актов, начиная с новейшего.
        [few] { $count } акта в порядке их следования, начиная с новейшего.
        [many] { $count } актов в порядке их следования, начиная с новейшего.
       *[other] { $count } акта в порядке их следования, начиная с новейшего.
    }
filter-party = Сторона
filter-kind = Вид
filter-standing = Действительность
filter-all = все
filter-refused = отклонённые
filter-unknown = неизвестные в этом экземпляре
filter-show = Показать
column-kind = Вид
column-party = Сторона
column-standing = Действительность
column-act = Акт
standing-stands = действителен
standing-refused = отклонён
standing-unknown = не может быть прочитан в этом экземпляре
older-acts = Более ранние акты
act-signer = Подпись
act-id = Идентификатор
act-feed = Цепочка и номер
act-marked = Акт, лишающий его действия
act-body = Содержание
act-bytes = Байты в том виде, в каком они подписаны

# The kinds of act.
kind-inception = Корневые ключи стороны
kind-accreditation = Аккредитация
kind-revocation = Отзыв цепочки
kind-rotation = Новые корневые ключи
kind-recognition = Признание новых корневых ключей
kind-fork-proof = Доказательство раздвоения
kind-fork-resolution = Разрешение раздвоения
kind-clearance = Визирование
kind-charter = Устав
kind-accession = Присоединение
kind-sighting = Указание увиденных актов
kind-delivery = Поступление актов
kind-receipt = Принятие актов к сведению
kind-transcription = Внесение с бумаги
kind-witness = Подтверждение ознакомления с бумагой
kind-convening = Созыв сессии
kind-credentials = Полномочия делегации
kind-examination = Проверка полномочий делегации
kind-opening = Открытие сессии
kind-agenda = Повестка дня
kind-statement = Заявление
kind-closing = Закрытие сессии
kind-text = Внесённый текст
kind-annex = Приложение
kind-source = Источник
kind-account = Сообщение извне
kind-put = Постановка на решение
kind-position = Позиция
kind-objection = Возражение
kind-withdrawal = Снятие возражения
kind-close = Объявление итога
kind-number = Номер решения
kind-commitment = Обязательство
kind-report = Доклад о выполнении обязательства
kind-acknowledgement = Подтверждение получения доклада
kind-dispute = Оспаривание доклада
kind-handover = Передача председательства
kind-assumption = Принятие председательства
kind-seal-proposal = Предложение о печати
kind-seal-agreement = Согласие на печать
kind-unknown = Акт вида, неизвестного в этом экземпляре

# What is signed elsewhere than at the desk.
write-by-root = Это подписывают ключами, которые сторона хранит отдельно от этого стола. Хранитель готовит лист командой «alternat act … --to-sign», подписывает его на машине с ключами и возвращает командой «alternat key record».
write-by-command = Для этого нет формы за столом; это делает команда «alternat act».
