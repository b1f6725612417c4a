# The people of the desk: themselves, and whoever manages them.

# At every page.
people = People
me = My entry
not-yours = This page is not open to your role
not-yours-ask = If you need it, ask your administrator for another role.
busy = Too many are signing in at this moment
busy-again = Wait a few seconds, then try again.
failed = The desk could not do it just now
moment-utc = { $day }, { $time } UTC

# Signing in by a code.
code = Code
code-which = Enter the six digits that your authenticator shows, or one of your printed codes.
code-wrong = The code is wrong, or has been used already.
code-pause = Too many wrong codes. Wait a minute, then try again, or use a printed code.
code-start-again = Start again with the password

# My entry.
me-is = { $name }, { $role }.
me-signs = You sign as { $signer }.
keep = Keep
calendar = Calendar
calendar-beside = Beside the Gregorian date show
calendar-gregorian = no other
calendar-solar-hijri = the Solar Hijri date
calendar-umm-al-qura = the Hijri date (Umm al-Qura)
password = Password
password-old = Your present password
password-new = New password
password-again = New password once more
password-rule =
    { $count ->
        [one] At least one character. Several words that nobody would say together are best.
       *[other] At least { $count } characters. Several words that nobody would say together are best.
    }
password-change = Change the password
password-wrong = The present password is wrong, or there were too many tries: wait a minute.
password-differs = The two new passwords differ.
password-same = The new password is the present one.
password-short = The new password is too short or too long.
must-change = This password was handed over to you. Choose your own before you go on.
factor = Second factor
factor-on = on
factor-off = off
factor-is-on = After your password a code is asked.
factor-is-off = Your password alone lets you in. With an authenticator on your telephone a code is asked besides.
factor-enter = Let your authenticator read this picture, or enter the letters below it. Then write the six digits that it shows.
factor-picture = Picture for an authenticator; the letters below say the same
factor-confirm-by = Six digits
factor-put-on = Put the second factor on
factor-take-off = Take the second factor off
codes = Printed codes
codes-of = Codes of { $name }, in place of the authenticator. Print this page now: it is not shown again.
codes-rule = Each code counts once. Earlier codes count no more. Keep the sheet apart from your telephone.
codes-done = They are printed
codes-new = Make new printed codes
codes-left =
    { $count ->
        [0] No printed code is left.
        [one] One printed code is left.
       *[other] { $count } printed codes are left.
    }
visits = Signed in
visits-none = Not signed in anywhere.
visit-from = From
visit-since = Since
visit-last = Last seen
visit-this = this one
visit-end = Sign out there

# The administrator's room.
role = Role
signs-as = Signs as
signs-as-whom = Signs as, where the person signs: the name under which the key is kept here
person-add = Let somebody in
person-role = Change role and signer
person-reset = Make a password to hand over
person-reset-rule = The present password counts no more, and the person is signed out everywhere.
person-factor = Take the second factor off
person-factor-rule = For whoever has lost both the telephone and the printed codes. The password alone lets the person in then.
person-visits = Sign the person out everywhere
person-remove = Remove
person-remove-sure = Yes: the person signs in no more. What was signed stays.
person-must-change = The password was handed over and has not been changed yet.
person-taken = Somebody has this name already: choose another.
person-no-name = Use letters, digits, full stops, hyphens, low lines and @, without spaces.
people-full = The desk has as many people as it may: remove somebody first.
person-last = This is the last administrator: name another first.
person-none = There is nobody of this name.
hand-over = A password to hand over
hand-over-password = The first password of { $name }:
hand-over-rule = It is not shown again. Hand it over yourself; at the first sign-in another must be chosen.

# What happened at the door.
door = What happened at the door
door-nothing = Nothing of this kind has happened.
door-older = Older
door-when = When
door-what = What
door-by = By
door-added = let in
door-password-changed = password changed
door-signed-in = signed in
door-signed-out = signed out
door-wrong = wrong name or password
door-paused = not looked at: too many tries
door-role-changed = role or signer changed
door-reset = password made to be handed over
door-factor-on = second factor put on
door-factor-off = second factor taken off
door-codes-printed = new printed codes
door-code-used = printed code used
door-wrong-code = right password, wrong code
door-visits-ended = signed out by hand
door-removed = removed
