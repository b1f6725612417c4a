//! The second factor: codes of an authenticator (TOTP, RFC 6238), and printed codes that count once.
//!
//! Wrong codes of six digits are counted for the name, from wherever they come: only who knows the password gets so far. A printed
//! code has eighty bits, so nobody guesses it and nothing shuts it out: by it a person comes in while somebody else guesses.

use alternat::id::Id;
use totp_rs::{Algorithm, Builder, Totp};

use super::{Hand, Happened, People, PeopleError, Tried, chance, hashed, readable};
use crate::limit;

/// What stands in place of an address where wrong codes of a name are counted.
const FROM_ANYWHERE: &str = "code";
/// Bytes of a secret (RFC 4226 § 4: 160 bits).
const SECRET_BYTES: usize = 20;

/// What a person enters in an authenticator.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The secret, in base32.
    pub secret: String,
    /// The same as an address that an authenticator reads from a picture.
    pub address: String,
}

impl People {
    /// Whether somebody has a second factor.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn has_factor(&self, name: &str) -> Result<bool, PeopleError> {
        Ok(self.with(|store| store.factor(name))?.is_some_and(|(_, is_on)| is_on))
    }

    /// Printed codes that somebody has not used.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn codes_left(&self, name: &str) -> Result<u64, PeopleError> {
        self.with(|store| store.codes_left(name))
    }

    /// Makes a secret for somebody; it counts once a code has confirmed it.
    ///
    /// # Errors
    /// [`PeopleError::Hash`] where there was no chance to be had, [`PeopleError::Store`].
    pub fn begin_factor(&self, name: &str) -> Result<(), PeopleError> {
        let mut secret = [0; SECRET_BYTES];
        getrandom::fill(&mut secret).map_err(|_| PeopleError::Hash)?;
        self.with(|store| store.begin_factor(name, &secret))
    }

    /// The secret that waits to be confirmed; `None` where none waits. One that is on is shown to nobody any more.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn enrolment(&self, name: &str) -> Result<Option<Enrolment>, PeopleError> {
        let Some((secret, false)) = self.with(|store| store.factor(name))? else { return Ok(None) };
        let secret = totp(&secret).secret().to_base32();
        let label: String =
            name.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).into() } else { format!("%{byte:02X}") }).collect();
        Ok(Some(Enrolment { address: format!("otpauth://totp/Alternat:{label}?secret={secret}&issuer=Alternat"), secret }))
    }

    /// Puts a second factor on, once a code shows that the authenticator has the secret; gives the printed codes.
    ///
    /// # Errors
    /// [`PeopleError`]. `None` where the code is wrong.
    pub fn confirm_factor(&self, name: &str, code: &str, hand: Hand) -> Result<Option<Vec<String>>, PeopleError> {
        let Some((secret, false)) = self.with(|store| store.factor(name))? else { return Ok(None) };
        if !self.is_code(name, &secret, &plain(code), hand.at)? {
            return Ok(None);
        }
        self.with(|store| store.turn_on(name, hand))?;
        self.print_codes(name, hand).map(Some)
    }

    /// Makes new printed codes; the old ones count no more.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub fn print_codes(&self, name: &str, hand: Hand) -> Result<Vec<String>, PeopleError> {
        let codes = (0..limit::CODES_PRINTED).map(|_| readable()).collect::<Result<Vec<_>, _>>()?;
        let hashes: Vec<Id> = codes.iter().map(|code| hashed(&plain(code))).collect();
        self.with(|store| store.replace_codes(name, &hashes, hand))?;
        Ok(codes)
    }

    /// Takes somebody's second factor off, with the printed codes.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn remove_factor(&self, name: &str, hand: Hand) -> Result<(), PeopleError> {
        self.with(|store| store.turn_off(name, hand))
    }

    /// Whether a token is that of somebody who has given the password, and not yet a code.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn awaits_code(&self, token: &str, at: u64) -> Result<bool, PeopleError> {
        Ok(self.with(|store| store.half(&hashed(token), at))?.is_some())
    }

    /// Tries a code after the password; `None` where the password was given too long ago.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub fn finish_sign_in(&self, token: &str, code: &str, address: &str, at: u64) -> Result<Option<Tried>, PeopleError> {
        let Some(name) = self.with(|store| store.half(&hashed(token), at))? else { return Ok(None) };
        let hand = Hand { by: &name, address, at };
        let code = plain(code);
        let is_printed = code.len() != 6 || !code.bytes().all(|sign| sign.is_ascii_digit());
        let whence = if is_printed { address } else { FROM_ANYWHERE };
        if !is_printed && !self.tries().may(&name, whence, at) {
            self.with(|store| store.note(Happened::Paused, &name, hand))?;
            return Ok(Some(Tried::Pause));
        }
        let fits = match self.with(|store| store.factor(&name))? {
            Some((_, true)) if is_printed => self.with(|store| store.use_code(&name, &hashed(&code)))?,
            Some((secret, true)) => self.is_code(&name, &secret, &code, at)?,
            // Taken off meanwhile: the password is asked again.
            _ => return Ok(None),
        };
        if !fits {
            self.tries().failed(&name, whence, at);
            self.with(|store| store.note(Happened::WrongCode, &name, hand))?;
            return Ok(Some(Tried::Wrong));
        }
        self.tries().forget(&name, whence);
        if is_printed {
            self.with(|store| store.note(Happened::CodeUsed, &name, hand))?;
        }
        // A token that was known before the visit is not the token of the visit.
        let fresh = chance()?;
        self.with(|store| store.end_half(&hashed(token)))?;
        self.with(|store| store.begin_visit(&hashed(&fresh), &name, false, hand))?;
        Ok(Some(Tried::Welcome(fresh)))
    }

    /// Whether a code is that of a secret now, one step before or one after, and has not counted yet.
    fn is_code(&self, name: &str, secret: &[u8], code: &str, at: u64) -> Result<bool, PeopleError> {
        match totp(secret).check(code, at / 1000) {
            Some(step) => self.with(|store| store.take_step(name, step)),
            None => Ok(false),
        }
    }
}

/// What every authenticator understands: SHA-1, six digits, thirty seconds.
fn totp(secret: &[u8]) -> Totp {
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1).with_step_duration(30);
    builder.with_secret(secret.to_vec()).build_noncompliant()
}

/// A code as it was meant: without what people put between its signs.
fn plain(code: &str) -> String {
    code.chars().filter(|sign| sign.is_alphanumeric()).take(32).map(digit).flat_map(char::to_uppercase).collect()
}

/// A digit of the Arabic or the Persian script as the same of ours: whoever writes in those types those.
fn digit(sign: char) -> char {
    let of = |zero: char| u32::from(sign).checked_sub(u32::from(zero)).filter(|digit| *digit < 10);
    of('٠').or_else(|| of('۰')).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(sign)
}
