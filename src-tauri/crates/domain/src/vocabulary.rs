//! Words that the law changed: the name of the one-stop desk, the number of a
//! form, the levels of online service, the office above.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::checklist::Validity;
use crate::checklist::wording::Values;
use crate::unit::UnitKind;

/// All dated words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Vocabulary {
    /// Words of which exactly one holds on a day.
    pub words: Vec<Word>,
    /// Lists of which several entries may hold on a day.
    pub lists: Vec<CodeList>,
    /// Forms, told apart by text, number and first day, never by number alone.
    pub forms: Vec<Form>,
}

/// A word with its forms through time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// The placeholder it fills: `bo_phan_mot_cua`.
    pub key: String,
    /// What it names.
    pub meaning: String,
    /// Whether it only suggests a value to the user instead of filling it in.
    pub suggestion: bool,
    /// What it is called when; the first that holds is taken.
    pub senses: Vec<Sense>,
}

/// What a word is called for some days and units.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sense {
    /// The word.
    pub text: String,
    /// When it is right.
    pub validity: Validity,
    /// For which units; empty for all.
    pub kinds: Vec<UnitKind>,
    /// The text that says so.
    pub source: String,
    /// Whether that was matched to a source.
    pub certain: bool,
    /// What is doubtful.
    pub note: String,
}

/// A dated list: online levels, for instance.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CodeList {
    /// The name in files.
    pub key: String,
    /// What it lists.
    pub meaning: String,
    /// Its entries of all times.
    pub entries: Vec<Sense>,
}

/// A form (biểu mẫu) of the one-stop mechanism.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Form {
    /// What it is for, the same through time: `phieu_kiem_soat`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its number in the text: `05`; empty where it is not known.
    pub number: String,
    /// The text that sets it: `TT 01/2018/TT-VPCP`.
    pub text: String,
    /// When it is right.
    pub validity: Validity,
    /// Whether that was matched to a source.
    pub certain: bool,
    /// What is doubtful.
    pub note: String,
}

impl Form {
    /// `mẫu 05 TT 01/2018/TT-VPCP`, or `theo QĐ 09/2015/QĐ-TTg` without a number.
    pub fn cited(&self) -> String {
        if self.number.is_empty() {
            format!("theo {}", self.text)
        } else {
            format!("mẫu {} {}", self.number, self.text)
        }
    }
}

impl Sense {
    fn fits(&self, date: NaiveDate, kind: Option<UnitKind>) -> bool {
        let kind = kind.unwrap_or(UnitKind::Xa);
        self.validity.holds(date) && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

impl Vocabulary {
    /// What `key` is called on `date` by a unit of `kind` (`None`: a commune).
    pub fn word(&self, key: &str, date: NaiveDate, kind: Option<UnitKind>) -> Option<&Sense> {
        let word = self.words.iter().find(|word| word.key == key)?;
        word.senses.iter().find(|sense| sense.fits(date, kind))
    }

    /// The entries of the list `key` that are known on `date`.
    pub fn entries(&self, key: &str, date: NaiveDate) -> Vec<&Sense> {
        let list = self.lists.iter().find(|list| list.key == key);
        let entries = list.into_iter().flat_map(|list| &list.entries);
        entries.filter(|entry| entry.validity.holds(date)).collect()
    }

    /// The form used for `key` on `date`.
    pub fn form(&self, key: &str, date: NaiveDate) -> Option<&Form> {
        self.forms.iter().find(|form| form.key == key && form.validity.holds(date))
    }

    /// The words that fill placeholders on `date` for a unit of `kind`; of a
    /// form `f`, `{ten_f}` is the name and `{mau_f}` the citation.
    pub fn values(&self, date: NaiveDate, kind: Option<UnitKind>) -> Values {
        let mut values = self.pick(false, date, kind);
        for form in self.forms.iter().filter(|form| form.validity.holds(date)) {
            values.insert(format!("ten_{}", form.key), form.name.clone());
            values.insert(format!("mau_{}", form.key), form.cited());
        }
        values
    }

    /// The placeholders of [`Self::values`] whose word of that day is not
    /// matched to a source.
    pub fn doubtful(&self, date: NaiveDate, kind: Option<UnitKind>) -> BTreeSet<String> {
        let words = self.words.iter().filter(|word| {
            let sense = word.senses.iter().find(|sense| sense.fits(date, kind));
            sense.is_some_and(|sense| !sense.certain)
        });
        let forms = self.forms.iter().filter(|form| form.validity.holds(date) && !form.certain);
        words
            .map(|word| word.key.clone())
            .chain(forms.map(|form| format!("mau_{}", form.key)))
            .collect()
    }

    /// Every placeholder that the vocabulary fills on some day.
    pub fn placeholders(&self) -> BTreeSet<String> {
        let words = self.words.iter().filter(|word| !word.suggestion);
        let forms = self.forms.iter();
        words
            .map(|word| word.key.clone())
            .chain(forms.flat_map(|it| [format!("ten_{}", it.key), format!("mau_{}", it.key)]))
            .collect()
    }

    /// The words offered to the user for placeholders that a campaign decides.
    pub fn suggestions(&self, date: NaiveDate, kind: Option<UnitKind>) -> Values {
        self.pick(true, date, kind)
    }

    fn pick(&self, suggestion: bool, date: NaiveDate, kind: Option<UnitKind>) -> Values {
        let words = self.words.iter().filter(|word| word.suggestion == suggestion);
        words
            .filter_map(|word| {
                let sense = word.senses.iter().find(|sense| sense.fits(date, kind))?;
                Some((word.key.clone(), sense.text.clone()))
            })
            .collect()
    }
}
