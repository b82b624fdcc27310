//! Which of the possible ends the lines of a paragraph take.
//!
//! Total fit after Knuth and Plass (1981), without hyphenation, which Vietnamese does not know: among
//! all ways to break the paragraph the one whose lines are most evenly filled. Whole numbers only.

use crate::breaking::{Break, BreakKind, breaks};
use crate::measure::{Glyph, is_space};

/// The measure to fill, in thousandths of the size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// Width of the first line; at most that of the others.
    pub(crate) first: i64,
    /// Width of every other line.
    pub(crate) rest: i64,
    /// Whether spaces give way, so that both edges are flush.
    pub(crate) justify: bool,
    /// Whether the last line counts too; for titles in the middle.
    pub(crate) balance: bool,
}

/// A line: the letters from `start` to `end`, spaces at its end left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct LineRange {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether the paragraph, or a line the text itself ended, ends here.
    pub(crate) last: bool,
    /// Whether a space was swallowed at its end.
    pub(crate) spaced: bool,
}

/// Cost of any line, so that fewer lines win among equals.
const LINE_COST: i64 = 10;
/// Cost of any line that is not justified: cells and titles are as few lines as they can be.
const RAGGED_COST: i64 = 100_000_000;
/// Cost of a line torn inside a group.
const TORN_COST: i64 = 100_000_000_000;
/// Cost of a line that ends inside a date: as bad as spaces of nearly double width.
const POOR_COST: i64 = 15_000;
/// Cost of a centred line that ends inside a word of two syllables: the other line may rather be
/// three fifths empty.
const INSIDE_COST: i64 = 300_000;
/// Cost of a single word on a centred line of a text of several: dearer than any uneven lines.
const LONE_COST: i64 = 8_000_000;
/// Fewest words of a text in which none stands alone.
const LONE_FROM_WORDS: i64 = 4;
/// A space may lose an eighth of its width.
const SHRINK_PART: i64 = 8;
/// Badness beyond which worse no longer counts.
const BADNESS_MAX: i64 = 20_000;

/// Breaks the letters into lines none of which is wider than the measure, unless a single letter is.
pub(crate) fn fit(glyphs: &[Glyph], measure: Measure) -> Vec<LineRange> {
    let text: String = glyphs.iter().map(|g| g.character).collect();
    let found = breaks(&text);
    let sums = Sums::of(glyphs);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut open = measure;
    let musts = found.iter().filter(|b| b.kind == BreakKind::Must).map(|b| b.at);
    for end in musts.chain([glyphs.len()]) {
        let inner: Vec<Break> =
            found.iter().filter(|b| b.at > start && b.at < end).copied().collect();
        let inner = torn_where_needed(&inner, &sums, (start, end), open.first.min(open.rest));
        lines.extend(fit_segment(&inner, &sums, (start, end), open));
        open.first = measure.rest;
        start = end;
    }
    lines
}

/// Running sums over the letters, so that any stretch is measured in one step.
struct Sums {
    width: Vec<i64>,
    spaces: Vec<i64>,
    /// For each index, where the letters before it end once spaces are cut.
    trimmed: Vec<usize>,
}

impl Sums {
    fn of(glyphs: &[Glyph]) -> Self {
        let mut sums = Self { width: vec![0], spaces: vec![0], trimmed: vec![0] };
        let (mut width, mut spaces, mut end) = (0, 0, 0);
        for (index, glyph) in glyphs.iter().enumerate() {
            width += i64::from(glyph.width);
            spaces += i64::from(is_space(glyph.character));
            if !matches!(glyph.character, ' ' | '\n') {
                end = index + 1;
            }
            sums.width.push(width);
            sums.spaces.push(spaces);
            sums.trimmed.push(end);
        }
        sums
    }

    /// Where the line that begins at `start` and breaks at `end` has its last letter.
    fn end(&self, start: usize, end: usize) -> usize {
        self.trimmed.get(end).copied().unwrap_or(end).max(start)
    }

    fn between(values: &[i64], start: usize, end: usize) -> i64 {
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        at(end) - at(start)
    }

    fn width(&self, start: usize, end: usize) -> i64 {
        Self::between(&self.width, start, end)
    }

    fn spaces(&self, start: usize, end: usize) -> i64 {
        Self::between(&self.spaces, start, end)
    }
}

/// Keeps the good places; where what lies between two of them is wider than a line, adds the places
/// inside it, letter by letter if need be.
fn torn_where_needed(
    found: &[Break],
    sums: &Sums,
    (start, end): (usize, usize),
    narrowest: i64,
) -> Vec<Break> {
    let mut kept = Vec::new();
    let mut from = start;
    let words = found.iter().filter(|b| b.kind != BreakKind::Torn && b.kind != BreakKind::Must);
    let stops = words.map(|b| (b.at, b.kind)).chain([(end, BreakKind::May)]);
    for (to, kind) in stops {
        if sums.width(from, sums.end(from, to)) > narrowest {
            let mut soft = from;
            let inside = found.iter().map(|b| b.at).filter(|&at| at > from && at < to).chain([to]);
            for stop in inside {
                if sums.width(soft, sums.end(soft, stop)) > narrowest {
                    let letters = (soft + 1)..sums.end(soft, stop);
                    kept.extend(letters.map(|at| Break { at, kind: BreakKind::Torn }));
                }
                if stop < to {
                    kept.push(Break { at: stop, kind: BreakKind::Torn });
                }
                soft = stop;
            }
        }
        if to < end {
            kept.push(Break { at: to, kind });
        }
        from = to;
    }
    kept
}

/// A possible end of a line and the cheapest way to it.
#[derive(Clone, Copy)]
struct Node {
    at: usize,
    torn: bool,
    cost: i64,
    from: usize,
}

fn fit_segment(
    inner: &[Break],
    sums: &Sums,
    (start, end): (usize, usize),
    measure: Measure,
) -> Vec<LineRange> {
    let mut nodes = vec![Node { at: start, torn: false, cost: 0, from: 0 }];
    let words = sums.spaces(start, sums.end(start, end)) + 1;
    let many = measure.balance && words >= LONE_FROM_WORDS;
    let stops = inner.iter().copied().chain([Break { at: end, kind: BreakKind::May }]);
    for Break { at, kind } in stops {
        let torn = kind == BreakKind::Torn;
        let mut best = Node { at, torn, cost: i64::MAX, from: nodes.len().saturating_sub(1) };
        for (index, node) in nodes.iter().enumerate().rev() {
            let room = if index == 0 { measure.first } else { measure.rest };
            let Some(cost) = line_cost(sums, (node.at, at), room, measure, at == end) else {
                // Too wide already, and wider still from farther back: no first line is longer
                // than the others.
                break;
            };
            let is_lone = many && sums.spaces(node.at, sums.end(node.at, at)) == 0;
            let lone = if is_lone { LONE_COST } else { 0 };
            let total = node.cost.saturating_add(cost + lone);
            if total < best.cost {
                best = Node { cost: total, from: index, ..best };
            }
        }
        if best.cost == i64::MAX {
            // A single letter wider than the line stands alone.
            best.cost = nodes.last().map_or(0, |n| n.cost).saturating_add(TORN_COST);
        }
        best.cost = best.cost.saturating_add(match kind {
            BreakKind::Torn => TORN_COST,
            BreakKind::Poor => POOR_COST,
            BreakKind::Inside if measure.balance => INSIDE_COST,
            BreakKind::Inside | BreakKind::May | BreakKind::Must => 0,
        });
        nodes.push(best);
    }
    walk_back(&nodes, sums)
}

/// Cost of one line; `None` if it is too wide.
fn line_cost(
    sums: &Sums,
    (start, at): (usize, usize),
    room: i64,
    measure: Measure,
    last: bool,
) -> Option<i64> {
    let end = sums.end(start, at);
    let width = sums.width(start, end);
    let spaces = sums.spaces(start, end);
    let space_width = 250;
    let shrink = if measure.justify { spaces * space_width / SHRINK_PART } else { 0 };
    if width - shrink > room {
        return None;
    }
    let slack = room - width;
    let badness = if last && !measure.balance && slack >= 0 {
        0
    } else if slack < 0 {
        cube(-slack * 1000 / shrink.max(1))
    } else if measure.justify {
        cube(slack * 1000 / (spaces * space_width).max(space_width / 4))
    } else {
        // Ragged lines: a third of the measure is as bad as spaces of double width.
        cube(slack * 3000 / room.max(1))
    };
    let cost = LINE_COST + badness;
    Some(cost * cost + if measure.justify { 0 } else { RAGGED_COST })
}

/// 100 times the cube of a ratio given in thousandths.
fn cube(permille: i64) -> i64 {
    let ratio = permille.min(10_000);
    (ratio * ratio / 1000 * ratio / 10_000).min(BADNESS_MAX)
}

fn walk_back(nodes: &[Node], sums: &Sums) -> Vec<LineRange> {
    let mut lines = Vec::new();
    let mut index = nodes.len().saturating_sub(1);
    while index > 0 {
        let (Some(node), Some(from)) =
            (nodes.get(index), nodes.get(index).and_then(|n| nodes.get(n.from)))
        else {
            break;
        };
        let end = sums.end(from.at, node.at);
        lines.push(LineRange {
            start: from.at,
            end,
            last: index + 1 == nodes.len(),
            spaced: end < node.at && !node.torn,
        });
        index = node.from;
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::shape_text;
    use crate::style::Element;
    use proptest::prelude::*;

    fn glyphs(text: &str) -> Vec<Glyph> {
        shape_text(text, &Element::default()).unwrap()
    }

    fn ragged(width: i64) -> Measure {
        Measure { first: width, rest: width, justify: false, balance: false }
    }

    fn lines(text: &str, measure: Measure) -> Vec<String> {
        let glyphs = glyphs(text);
        let line = |r: &LineRange| glyphs[r.start..r.end].iter().map(|g| g.character).collect();
        fit(&glyphs, measure).iter().map(line).collect()
    }

    /// Words as minutes have them: syllables, numbers, references, symbols, ranges.
    fn words() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "cải",
            "cách",
            "hành",
            "chính",
            "nghiêng",
            "thủ",
            "tục",
            "Ủy",
            "ban",
            "nhân",
            "dân",
            "được",
            "quyết",
            "ở",
            "đã",
            "Điều 5",
            "khoản 9 Điều 19",
            "điểm a khoản 2 Điều 7",
            "số 12/KH-UBND",
            "60,64 %",
            "15/9/2022",
            "2021 – 2025",
            "8 kg",
            "và/hoặc",
            "(bằng chữ:",
            "4.545 hồ sơ),",
            "ngày 15 tháng 9 năm 2022",
            "quá hạn;",
        ]);
        prop::collection::vec(word, 1..120).prop_map(|words| words.join(" "))
    }

    /// Where lines begin when each takes as many words as fit; `None` if a group is too wide.
    fn greedy(glyphs: &[Glyph], measure: Measure) -> Option<Vec<usize>> {
        let text: String = glyphs.iter().map(|g| g.character).collect();
        let sums = Sums::of(glyphs);
        let found = breaks(&text);
        let inner = found.iter().filter(|b| b.kind != BreakKind::Torn).map(|b| b.at);
        let stops: Vec<usize> = inner.chain([glyphs.len()]).collect();
        let mut starts = vec![0];
        let mut last = 0;
        for (index, &stop) in stops.iter().enumerate() {
            let start = *starts.last().unwrap();
            let room = if starts.len() == 1 { measure.first } else { measure.rest };
            if line_cost(&sums, (start, stop), room, measure, false).is_none() {
                let before = stops[index.checked_sub(1)?];
                if before == last {
                    return None;
                }
                starts.push(before);
                last = before;
                line_cost(&sums, (before, stop), measure.rest, measure, false)?;
            }
        }
        Some(starts)
    }

    /// What the lines that begin there cost together; `None` if one is too wide.
    fn cost_of(glyphs: &[Glyph], starts: &[usize], measure: Measure) -> Option<i64> {
        let text: String = glyphs.iter().map(|g| g.character).collect();
        let found = breaks(&text);
        let sums = Sums::of(glyphs);
        let mut total = 0;
        for (index, &start) in starts.iter().enumerate() {
            let stop = starts.get(index + 1).copied().unwrap_or(glyphs.len());
            let room = if index == 0 { measure.first } else { measure.rest };
            let is_last = stop == glyphs.len();
            total += line_cost(&sums, (start, stop), room, measure, is_last)?;
            let is_poor = found.iter().any(|b| b.at == stop && b.kind == BreakKind::Poor);
            total += if is_poor { POOR_COST } else { 0 };
        }
        Some(total)
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_letter_is_lost(
            text in words(), width in 6_000_i64..40_000, justify in any::<bool>(),
        ) {
            let glyphs = glyphs(&text);
            let measure =
                Measure { first: width - 2_000, rest: width, justify, balance: !justify };

            let ranges = fit(&glyphs, measure);

            let mut at = 0;
            for (index, range) in ranges.iter().enumerate() {
                let between = &glyphs[at..range.start];
                prop_assert!(between.iter().all(|g| g.character == ' '));
                at = range.end;
                let letters = &glyphs[range.start..range.end];
                let width: i64 = letters.iter().map(|g| i64::from(g.width)).sum();
                let spaces = letters.iter().filter(|g| is_space(g.character)).count();
                let give = if justify { i64::try_from(spaces).unwrap() * 250 / 8 } else { 0 };
                let room = if index == 0 { measure.first } else { measure.rest };
                prop_assert!(width - give <= room, "line {index} is {width} wide of {room}");
            }
            prop_assert_eq!(at, glyphs.len());
        }

        #[test]
        fn groups_are_never_parted_when_they_fit(text in words(), width in 14_000_i64..40_000) {
            for line in lines(&text, ragged(width)) {
                for start in ["%", "kg", "–", "KH"] {
                    prop_assert!(!line.starts_with(start), "{line:?}");
                }
                for end in ["Điều", "khoản", "điểm", "khoản 9", "số", "12/", "–", "điểm a"] {
                    prop_assert!(!line.ends_with(&format!(" {end}")), "{line:?}");
                }
            }
        }

        #[test]
        fn balanced_titles_take_no_more_lines(
            text in words(), width in 14_000_i64..40_000,
        ) {
            let greedy = lines(&text, ragged(width));
            let balanced = lines(&text, Measure { balance: true, ..ragged(width) });

            prop_assert_eq!(balanced.len(), greedy.len());
        }

        #[test]
        fn no_paragraph_is_set_worse_than_line_by_line(
            text in words(), width in 14_000_i64..40_000,
        ) {
            let glyphs = glyphs(&text);
            let measure = Measure { first: width - 2_000, rest: width, justify: true, balance: false };
            let ranges = fit(&glyphs, measure);

            let Some(greedy) = greedy(&glyphs, measure) else { return Ok(()) };
            let ours = cost_of(&glyphs, &ranges.iter().map(|r| r.start).collect::<Vec<_>>(), measure);
            let theirs = cost_of(&glyphs, &greedy, measure);
            prop_assert!(ours <= theirs, "{ours:?} > {theirs:?}");
        }

        #[test]
        fn even_the_longest_word_is_torn_to_fit(letters in "[a-zđươ]{1,200}") {
            for line in lines(&letters, ragged(5_000)) {
                let width: i64 = glyphs(&line).iter().map(|g| i64::from(g.width)).sum();
                prop_assert!(width <= 5_000);
            }
        }
    }

    #[test]
    fn lines_are_filled_evenly_rather_than_greedily() {
        // Greedy filling would leave one short line between two full ones.
        let text = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba";
        let measure = Measure { balance: true, ..ragged(14_000) };

        let widths: Vec<i64> = lines(text, measure)
            .iter()
            .map(|line| glyphs(line).iter().map(|g| i64::from(g.width)).sum())
            .collect();

        let spread = widths.iter().max().unwrap() - widths.iter().min().unwrap();
        assert!(spread < 3_000, "{widths:?}");
    }

    #[track_caller]
    fn check_centred(text: &str, width_pt: i64, expected: &[&str]) {
        let element = Element { bold: true, upper: true, ..Element::default() };
        let glyphs = shape_text(text, &element).unwrap();
        let measure = Measure { balance: true, ..ragged(width_pt * 1000 / 13) };
        let found: Vec<String> = fit(&glyphs, measure)
            .iter()
            .map(|r| glyphs[r.start..r.end].iter().map(|g| g.character).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_of_agencies_part_evenly_and_between_words_of_two_syllables() {
        let delegation = "Đoàn kiểm tra cải cách hành chính";
        check_centred(delegation, 175, &["ĐOÀN KIỂM TRA", "CẢI CÁCH HÀNH CHÍNH"]);
        let ward = "Ủy ban nhân dân phường Cầu Tre";
        check_centred(ward, 175, &["ỦY BAN NHÂN DÂN", "PHƯỜNG CẦU TRE"]);
        check_centred("Đại diện UBND phường Cầu Tre", 149, &["ĐẠI DIỆN UBND", "PHƯỜNG CẦU TRE"]);
        check_centred("Ủy ban nhân dân xã", 139, &["ỦY BAN", "NHÂN DÂN XÃ"]);
        check_centred(
            "Trung tâm Phục vụ hành chính công thành phố",
            175,
            &["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG", "THÀNH PHỐ"],
        );
    }

    #[test]
    fn no_word_stands_alone_in_a_title_of_four() {
        check_centred("Sở Giao thông vận tải Hà", 160, &["SỞ GIAO THÔNG", "VẬN TẢI HÀ"]);
        check_centred("Nghiêngnghiêng ở xã A", 160, &["NGHIÊNGNGHIÊNG Ở", "XÃ A"]);
    }

    #[test]
    fn ragged_text_takes_no_more_lines_than_greedy_filling() {
        let text = "Niêm yết công khai thủ tục hành chính, phí, lệ phí và thời hạn giải quyết";

        assert_eq!(lines(text, ragged(11_000)).len(), 3);
    }

    #[test]
    fn line_feeds_begin_lines() {
        assert_eq!(lines("một hai\nba", ragged(50_000)), ["một hai", "ba"]);
    }

    #[test]
    fn a_letter_wider_than_the_line_stands_alone() {
        assert_eq!(lines("ươ m", ragged(100)), ["ư", "ơ", "m"]);
    }
}
