//! Codes on the pages of a sealed paper, and what a scan of the paper signed in ink is matched by.

use std::collections::BTreeSet;

/// What our codes begin with: the form of what follows. Capitals, digits and colons alone make the
/// smallest codes (ISO/IEC 18004, 7.4.5).
const FORM: &str = "BB1";

/// What the code on every page of a paper begins with; its `seal` in hexadecimal.
pub fn page_code(seal: &str) -> String {
    format!("{FORM}:{}", seal.to_ascii_uppercase())
}

/// What one page of a scan is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Scanned {
    /// A page of the sealed paper, from 1.
    Page(u32),
    /// A page without a code of ours that can be read.
    Unread,
    /// A page of another sealed paper.
    Strange,
}

/// A scan laid beside the sealed paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ScanMatch {
    /// Pages of the sealed paper; 0 where they were not counted when it was sealed.
    pub pages: u32,
    /// The pages of the scan, in its order.
    pub scanned: Vec<Scanned>,
}

impl ScanMatch {
    /// Matches the codes on each page of a scan with the paper sealed with `seal`.
    pub fn new(seal: &str, pages: u32, codes: &[Vec<String>]) -> Self {
        let mine = format!("{}:", page_code(seal));
        let ours = format!("{FORM}:");
        let page = |codes: &Vec<String>| {
            let number = |code: &String| {
                let (number, of) = code.strip_prefix(&mine)?.split_once(':')?;
                let (number, of): (u32, u32) = (number.parse().ok()?, of.parse().ok()?);
                (number != 0 && number <= of && of == pages).then_some(number)
            };
            match codes.iter().find_map(number) {
                Some(number) => Scanned::Page(number),
                None if codes.iter().any(|code| code.starts_with(&ours)) => Scanned::Strange,
                None => Scanned::Unread,
            }
        };
        Self { pages, scanned: codes.iter().map(page).collect() }
    }

    /// Whether the scan is the whole paper: every page once, in order, and nothing else.
    pub fn is_whole(&self) -> bool {
        self.pages != 0 && self.scanned.iter().copied().eq((1..=self.pages).map(Scanned::Page))
    }

    /// Whether a page is of another sealed paper.
    pub fn is_strange(&self) -> bool {
        self.scanned.contains(&Scanned::Strange)
    }

    /// Pages of the paper that were not read on any page of the scan.
    pub fn missing(&self) -> Vec<u32> {
        let read: BTreeSet<u32> = self.numbers().collect();
        (1..=self.pages).filter(|page| !read.contains(page)).collect()
    }

    /// Pages of the paper that were read more than once.
    pub fn repeated(&self) -> Vec<u32> {
        let mut seen = BTreeSet::new();
        let twice: BTreeSet<u32> = self.numbers().filter(|page| !seen.insert(*page)).collect();
        twice.into_iter().collect()
    }

    /// Whether the pages that were read stand in the order of the paper.
    pub fn is_in_order(&self) -> bool {
        self.numbers().is_sorted()
    }

    /// How many pages of the scan had no code that can be read.
    pub fn unread(&self) -> usize {
        self.scanned.iter().filter(|page| **page == Scanned::Unread).count()
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        self.scanned.iter().filter_map(|page| match page {
            Scanned::Page(number) => Some(*number),
            Scanned::Unread | Scanned::Strange => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEAL: &str = "c1db4fb1";

    fn matched(pages: u32, codes: &[&str]) -> ScanMatch {
        let codes: Vec<Vec<String>> =
            codes.iter().map(|code| code.split_whitespace().map(str::to_owned).collect()).collect();
        ScanMatch::new(SEAL, pages, &codes)
    }

    #[test]
    fn every_page_once_in_order_is_the_whole_paper() {
        let scan = matched(2, &["BB1:C1DB4FB1:1:2", "https://a.vn BB1:C1DB4FB1:2:2"]);
        assert!(scan.is_whole() && scan.missing().is_empty() && !scan.is_strange());
    }

    #[test]
    fn what_is_missing_repeated_unread_and_out_of_order_is_told() {
        let scan = matched(
            4,
            &["BB1:C1DB4FB1:4:4", "BB1:C1DB4FB1:2:4", "", "BB1:C1DB4FB1:2:4", "https://a.vn"],
        );
        assert!(!scan.is_whole() && !scan.is_in_order());
        assert_eq!((scan.missing(), scan.repeated(), scan.unread()), (vec![1, 3], vec![2], 2));
    }

    #[test]
    fn a_page_of_another_paper_or_of_another_revision_is_strange() {
        for code in ["BB1:0000:1:2", "BB1:C1DB4FB1:1:3", "BB1:C1DB4FB1:0:2", "BB1:C1DB4FB1:x:2"] {
            assert!(matched(2, &[code]).is_strange(), "{code}");
        }
    }

    #[test]
    fn a_paper_whose_pages_were_not_counted_is_never_whole() {
        assert!(!matched(0, &[]).is_whole() && !matched(0, &[""]).is_whole());
    }
}
