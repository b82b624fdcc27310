//! Where people sign: beside the closing words, with names that fit and fields that cover nothing.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn signatures_stay_with_the_end_of_the_closing_paragraph(
        before in 1_usize..60, closing in 4_usize..20, count in 1_usize..7,
    ) {
        let document = with(vec![body(before), body(closing), signers(count)]);
        let (galley, sheets) = pages(&document).unwrap();

        let first = sheets.iter().find(|s| !s.fields.is_empty()).unwrap();
        prop_assert!(lines_of_paragraph(&galley, first, 1) >= 2);
    }

    #[test]
    fn recipients_and_signatures_share_the_page_of_the_closing_lines(
        before in 1_usize..60, closing in 4_usize..20, count in 1_usize..7, lines in 1_usize..12,
    ) {
        let document = with(vec![body(before), body(closing), signers(count), recipients(lines)]);
        let (galley, sheets) = pages(&document).unwrap();

        let last = sheets.last().unwrap();
        prop_assert_eq!(last.fields.len(), count);
        prop_assert!(texts(last).any(|(_, text)| words(text) == "Nơi nhận:"));
        prop_assert!(lines_of_paragraph(&galley, last, 1) >= 2);
    }

    #[test]
    fn recipients_stay_with_the_last_signatures_when_all_are_more_than_a_page(
        count in 16_usize..40, lines in 1_usize..20,
    ) {
        let document = with(vec![body(4), signers(count), recipients(lines)]);
        let (galley, sheets) = pages(&document).unwrap();

        let last = sheets.last().unwrap();
        prop_assert!(!last.fields.is_empty());
        prop_assert!(lines_of_paragraph(&galley, &sheets[0], 0) >= 2);
        prop_assert!(!sheets[0].fields.is_empty());
    }
}

/// Signature blocks without names.
fn signers(count: usize) -> Block {
    let signer = |number: usize| SignatureBlock {
        field: format!("f{number}"),
        heading: vec!["Thư ký".into()],
        ..SignatureBlock::default()
    };
    Block::Signatures((0..count).map(signer).collect())
}

fn recipients(lines: usize) -> Block {
    Block::Recipients(vec!["Sở Nội vụ;".into(); lines])
}

/// The lines of the names in a row of three, each with its size.
fn names_of_three(names: [&str; 3]) -> Vec<(String, u16)> {
    let signer = |(number, name): (usize, &&str)| SignatureBlock {
        field: format!("f{number}"),
        name: (*name).to_owned(),
        ..SignatureBlock::default()
    };
    let document = with(vec![Block::Signatures(names.iter().enumerate().map(signer).collect())]);
    let (_, sheets) = pages(&document).unwrap();
    let first_line = texts(&sheets[0]).map(|(_, text)| text.y).min().unwrap();
    let wide: Vec<_> = texts(&sheets[0]).filter(|(_, text)| text.y == first_line).collect();
    let apart = |pair: &[(Option<Tag>, &TextMark)]| pair[1].1.x - pair[0].1.x - pair[0].1.width;
    assert!(wide.windows(2).all(|pair| apart(pair) >= 4000));
    texts(&sheets[0]).map(|(_, text)| (words(text), text.size_pt)).collect()
}

#[test]
fn names_side_by_side_grow_smaller_together_before_they_break() {
    let name = "(Họ, đệm và tên người ký)";

    let found = names_of_three([name, "Họ và tên", name]);

    assert_eq!(found, [(name.into(), 13), ("Họ và tên".into(), 13), (name.into(), 13)]);
}

#[test]
fn names_that_fit_keep_their_size_and_too_long_ones_break_evenly() {
    let name = "(Họ và tên thư ký đoàn)";
    let long = "Học hàm, học vị, họ, chữ đệm và tên";

    assert_eq!(
        names_of_three([name; 3]),
        [(name.into(), 14), (name.into(), 14), (name.into(), 14)]
    );
    let found = names_of_three(["Họ và tên", long, "Họ và tên"]);
    let expected = ["Họ và tên", "Học hàm, học vị,", "họ, chữ đệm và tên", "Họ và tên"];
    assert_eq!(found, expected.map(|line| (line.to_owned(), 14)));
}

#[test]
fn fields_lie_on_their_page_and_cover_no_words() {
    let document = minutes().unwrap();
    let (galley, sheets) = pages(&document).unwrap();
    let rendered = render(&document).unwrap();

    let names: Vec<&str> = rendered.fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["so", "thu_ky", "don_vi", "dau_don_vi", "truong_doan"]);
    let page = &galley.style.page;
    for place in &rendered.fields {
        let rect = place.rect;
        assert!(rect.left_mpt >= 0 && rect.right_mpt <= page.width_mpt(), "{place:?}");
        assert!(rect.bottom_mpt >= 0 && rect.top_mpt <= page.height_mpt(), "{place:?}");
        assert!(rect.left_mpt < rect.right_mpt && rect.bottom_mpt < rect.top_mpt);
        if place.kind == FieldKind::Seal {
            // Seals overlap the signature and its surroundings on purpose.
            continue;
        }
        let sheet = &sheets[usize::try_from(place.page).unwrap() - 1];
        for (_, text) in texts(sheet) {
            let size = i64::from(text.size_pt);
            let base = page.height_mpt() - text.y;
            let (low, high) = (base - 216 * size, base + 700 * size);
            let apart = text.x + text.width <= rect.left_mpt
                || text.x >= rect.right_mpt
                || high <= rect.bottom_mpt
                || low >= rect.top_mpt;
            assert!(apart, "{:?} lies on {:?}", place.name, words(text));
        }
    }
}

#[test]
fn refuses_two_fields_of_one_name_and_names_with_full_stops() {
    let signer = |field: &str| SignatureBlock { field: field.into(), ..SignatureBlock::default() };

    let twice = with(vec![Block::Signatures(vec![signer("a"), signer("a")])]);
    let path = with(vec![Block::Signatures(vec![signer("a.b")])]);

    assert!(matches!(render(&twice), Err(PaperError::DuplicateField(name)) if name == "a"));
    assert!(matches!(render(&path), Err(PaperError::BadFieldName(_))));
}
