//! Where pages end: no line is left alone, and what belongs together stays together;
//! wide pages lie between upright ones.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_page_begins_or_ends_with_a_single_line(
        sizes in prop::collection::vec(1_usize..30, 5..40),
    ) {
        let document = with(sizes.iter().map(|&size| body(size)).collect());
        let (galley, sheets) = pages(&document).unwrap();

        for (tag, parts) in lines_by_page(&sheets) {
            let total: usize = parts.iter().map(|(_, count)| count).sum();
            let alone = parts.iter().any(|&(_, count)| count == 1);
            prop_assert!(total == 1 || !alone, "{tag:?}: {parts:?}");
        }
        prop_assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
    }

    #[test]
    fn a_paragraph_that_stays_with_the_next_ends_on_its_page(
        sizes in prop::collection::vec((1_usize..12, any::<bool>()), 5..30),
    ) {
        let blocks = sizes.iter().map(|&(words, keep_with_next)| {
            let paragraph = Paragraph::plain(ParagraphStyle::Body, sentence(words));
            Block::Paragraph(Paragraph { keep_with_next, ..paragraph })
        });
        let document = with(blocks.collect());
        let (galley, sheets) = pages(&document).unwrap();

        let page_of = |number: usize, last: bool| {
            let has = |sheet: &&Sheet| lines_of_paragraph(&galley, sheet, number) > 0;
            let found = sheets.iter().enumerate().filter(|(_, sheet)| has(sheet));
            let pages: Vec<usize> = found.map(|(page, _)| page).collect();
            if last { pages[pages.len() - 1] } else { pages[0] }
        };
        // What is kept together in one piece longer than a page parts all the same.
        let longest = sizes.chunk_by(|one, _| one.1).map(<[_]>::len).max().unwrap();
        prop_assume!(longest <= 3);
        for (number, (_, keeps)) in sizes.iter().enumerate().take(sizes.len() - 1) {
            if *keeps {
                prop_assert_eq!(page_of(number, true), page_of(number + 1, false));
            }
        }
    }

    #[test]
    fn headings_stay_with_what_follows(sizes in prop::collection::vec(1_usize..25, 5..30)) {
        let heading = || Block::Heading { level: 2, text: "1. Đề mục".into() };
        let document =
            with(sizes.iter().flat_map(|&size| [heading(), heading(), body(size)]).collect());
        let (galley, sheets) = pages(&document).unwrap();

        for sheet in &sheets {
            let last = texts(sheet).filter_map(|(tag, _)| tag).max().unwrap();
            prop_assert_eq!(galley.tree.role(last), Role::Paragraph);
        }
    }
}

#[test]
fn a_wide_table_lies_on_turned_pages_between_upright_ones() {
    let paragraph = || Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, "Văn bản."));
    let document = with(vec![
        Block::RunningHead("Phường Cầu Tre".into()),
        paragraph(),
        Block::Turn(Orientation::Wide),
        paragraph(),
        Block::Turn(Orientation::Upright),
        paragraph(),
    ]);

    let (_, sheets) = pages(&document).unwrap();

    let lying: Vec<Orientation> = sheets.iter().map(|sheet| sheet.orientation).collect();
    assert_eq!(lying, [Orientation::Upright, Orientation::Wide, Orientation::Upright]);
    assert_eq!(render(&document).unwrap().pages, 3);
}
