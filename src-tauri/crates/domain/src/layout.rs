//! How an agency prints its minutes: names, symbol, blocks of its own, order of the parts. Words and
//! order only: what the decree rules on (sizes, places, margins) is no matter of an agency.

use thiserror::Error;

/// A part of the minutes with a heading of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Section {
    /// Who was there.
    Attendance,
    /// What became of the demands of last time.
    SeenAgain,
    /// What was checked and found; in short minutes also what is to be done.
    Results,
    /// What is to be done.
    Recommendations,
    /// What the unit says.
    UnitSays,
}

impl Section {
    /// Every part, in the usual order.
    pub const ALL: [Self; 5] =
        [Self::Attendance, Self::SeenAgain, Self::Results, Self::Recommendations, Self::UnitSays];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::SeenAgain => "seen-again",
            Self::Results => "results",
            Self::Recommendations => "recommendations",
            Self::UnitSays => "unit-says",
        }
    }

    /// Finds the part that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// A block that an agency may leave out. What makes minutes minutes (who, what, signatures) is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Leavable {
    /// Căn cứ.
    Bases,
    /// Who chaired and who wrote.
    Chair,
    /// The tables of figures.
    Figures,
}

impl Leavable {
    /// Every block that may be left out.
    pub const ALL: [Self; 3] = [Self::Bases, Self::Chair, Self::Figures];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bases => "bases",
            Self::Chair => "chair",
            Self::Figures => "figures",
        }
    }

    /// Finds the block that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|block| block.code() == code)
    }
}

/// How an agency prints its minutes. What is empty is as usual.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MinutesLayout {
    /// Cơ quan chủ quản as printed; a line feed says where a long name parts.
    pub parent: String,
    /// Cơ quan ban hành as printed.
    pub agency: String,
    /// What follows the number, such as `/BB-ĐKT`.
    pub symbol: String,
    /// Paragraphs after the bases, one a line.
    pub intro: String,
    /// Paragraphs before the closing words, one a line.
    pub closing: String,
    /// Who else gets a copy, one a line.
    pub recipients: String,
    /// The parts in their order; those not named follow in the usual one.
    pub order: Vec<Section>,
    /// What is left out.
    pub left_out: Vec<Leavable>,
}

/// A text of a layout.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LayoutText {
    /// [`MinutesLayout::parent`].
    Parent,
    /// [`MinutesLayout::agency`].
    Agency,
    /// [`MinutesLayout::symbol`].
    Symbol,
    /// [`MinutesLayout::intro`].
    Intro,
    /// [`MinutesLayout::closing`].
    Closing,
    /// [`MinutesLayout::recipients`].
    Recipients,
}

impl LayoutText {
    /// Every text.
    pub const ALL: [Self; 6] =
        [Self::Parent, Self::Agency, Self::Symbol, Self::Intro, Self::Closing, Self::Recipients];

    /// The name of its field in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Agency => "agency",
            Self::Symbol => "symbol",
            Self::Intro => "intro",
            Self::Closing => "closing",
            Self::Recipients => "recipients",
        }
    }

    /// The most letters it may have.
    ///
    /// # Source
    ///
    /// Names and symbol: Nghị định 30/2020/NĐ-CP, Phụ lục VI (200 and 30). The rest: a page.
    pub const fn letters_max(self) -> usize {
        match self {
            Self::Parent | Self::Agency => 200,
            Self::Symbol => 30,
            Self::Intro | Self::Closing | Self::Recipients => 2_000,
        }
    }
}

/// Why a layout cannot be printed.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BadLayout {
    /// A text is longer than the paper has room for.
    #[error("{0:?} is longer than {max} letters", max = .0.letters_max())]
    TooLong(LayoutText),
    /// The symbol is not `/BB-…` in capitals.
    #[error("{0:?} is no symbol of minutes")]
    Symbol(String),
    /// A part stands twice in the order.
    #[error("{0:?} stands twice")]
    Twice(Section),
}

impl MinutesLayout {
    /// One of its texts.
    pub fn text(&self, which: LayoutText) -> &str {
        match which {
            LayoutText::Parent => &self.parent,
            LayoutText::Agency => &self.agency,
            LayoutText::Symbol => &self.symbol,
            LayoutText::Intro => &self.intro,
            LayoutText::Closing => &self.closing,
            LayoutText::Recipients => &self.recipients,
        }
    }

    /// Whether `block` is left out.
    pub fn leaves_out(&self, block: Leavable) -> bool {
        self.left_out.contains(&block)
    }

    /// Every part in the order of this layout.
    pub fn sections(&self) -> Vec<Section> {
        let rest = Section::ALL.into_iter().filter(|section| !self.order.contains(section));
        self.order.iter().copied().chain(rest).collect()
    }

    /// Says no to what could not be printed as the decree wants it.
    ///
    /// # Errors
    ///
    /// [`BadLayout`].
    pub fn check(&self) -> Result<(), BadLayout> {
        let too_long = |which: &LayoutText| which.letters_max() < self.text(*which).chars().count();
        if let Some(which) = LayoutText::ALL.into_iter().find(too_long) {
            return Err(BadLayout::TooLong(which));
        }
        if !self.symbol.is_empty() && !is_symbol(&self.symbol) {
            return Err(BadLayout::Symbol(self.symbol.clone()));
        }
        for (at, section) in self.order.iter().enumerate() {
            if self.order.iter().take(at).any(|earlier| earlier == section) {
                return Err(BadLayout::Twice(*section));
            }
        }
        Ok(())
    }
}

/// Whether `symbol` is `/BB-` and abbreviations in capitals, joined by dashes.
///
/// # Source
///
/// Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3: the abbreviation of the type, then of the agency;
/// `/` after the number, `-` inside the symbol. BB is biên bản (Phụ lục III, mục I).
fn is_symbol(symbol: &str) -> bool {
    let Some(agencies) = symbol.strip_prefix("/BB-") else { return false };
    agencies.split('-').all(|word| {
        !word.is_empty()
            && word.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_symbol(symbol: &str) -> MinutesLayout {
        MinutesLayout { symbol: symbol.to_owned(), ..MinutesLayout::default() }
    }

    #[test]
    fn a_symbol_names_the_type_and_the_agency_in_capitals() {
        for good in ["", "/BB-ĐKT", "/BB-SNV-CCHC", "/BB-TCT436"] {
            assert_eq!(with_symbol(good).check(), Ok(()), "{good}");
        }
        for bad in
            ["BB-ĐKT", "/KL-ĐKT", "/BB", "/BB-", "/BB-đkt", "/BB-ĐKT ", "/BB--X", "12/BB-ĐKT"]
        {
            assert_eq!(with_symbol(bad).check(), Err(BadLayout::Symbol(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn parts_that_an_order_does_not_name_follow_as_usual() {
        let order = vec![Section::Results, Section::Attendance];
        let layout = MinutesLayout { order, ..MinutesLayout::default() };
        assert_eq!(
            layout.sections(),
            [
                Section::Results,
                Section::Attendance,
                Section::SeenAgain,
                Section::Recommendations,
                Section::UnitSays
            ]
        );
        assert_eq!(MinutesLayout::default().sections(), Section::ALL);
    }

    #[test]
    fn what_has_no_room_or_stands_twice_is_refused() {
        let agency = "Đ".repeat(201);
        let layout = MinutesLayout { agency, ..MinutesLayout::default() };
        assert_eq!(layout.check(), Err(BadLayout::TooLong(LayoutText::Agency)));
        let order = vec![Section::Results, Section::Results];
        let layout = MinutesLayout { order, ..MinutesLayout::default() };
        assert_eq!(layout.check(), Err(BadLayout::Twice(Section::Results)));
    }

    #[test]
    fn every_part_and_block_is_found_by_its_code() {
        for section in Section::ALL {
            assert_eq!(Section::from_code(section.code()), Some(section));
        }
        for block in Leavable::ALL {
            assert_eq!(Leavable::from_code(block.code()), Some(block));
        }
    }
}
