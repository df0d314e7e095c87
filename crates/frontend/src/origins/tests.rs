use super::*;

fn piece(at: u32, source: u32, copied: bool) -> Piece {
    Piece { at, source, copied }
}

#[test]
fn printed_text_is_followed_through_white_space() {
    let (text, source) = ("f(a,b)+c", "f( a, /* x */ b ) + c");
    let pieces = align::pieces(text, source, [(0, 0)].into_iter());
    let origins = Origins(pieces);
    for c in ["a", "b", "c"] {
        let at = text.find(c).expect("it is there");
        let from = source.rfind(c).expect("it is there");
        assert_eq!(origins.source_of(at), from, "{c}");
    }
}

#[test]
fn text_that_was_not_there_stands_for_where_it_got_in() {
    let (text, source) = ("a; NEW b", "a; b");
    let origins = Origins(align::pieces(text, source, [(0, 0), (7, 3)].into_iter()));
    assert_eq!(origins.source_of(4), 3);
    assert_eq!(origins.source_of(7), 3);
}

#[test]
fn origins_of_origins() {
    let first = Origins(vec![
        piece(0, 10, true),
        piece(5, 100, false),
        piece(8, 20, true),
    ]);
    let second = Origins(vec![
        piece(0, 0, true),
        piece(4, 6, false),
        piece(6, 8, true),
    ]);
    let both = second.clone().after(&first);
    for at in [0, 2, 4, 6, 9] {
        assert_eq!(
            both.source_of(at),
            first.source_of(second.source_of(at)),
            "at {at}"
        );
    }
    let across = Origins(vec![piece(0, 3, true)]).after(&first);
    for at in [0, 1, 2, 4, 5, 9] {
        assert_eq!(across.source_of(at), first.source_of(at + 3), "at {at}");
    }
}

#[test]
fn a_file_that_is_its_own_origin_needs_no_table() {
    let positions = Origins::default().positions("a.js", "x\ny", None);
    assert_eq!(positions, Positions::default());
}

#[test]
fn copied_text_has_a_segment_for_each_line() {
    let source = "ab\né1\n";
    let origins = Origins(vec![piece(0, 0, true)]);
    let positions = origins.positions("a.ts", source, None);
    let places: Vec<_> = positions
        .segments
        .iter()
        .map(|s| (s.offset, s.line, s.column))
        .collect();
    assert_eq!(places, [(0, 1, 1), (3, 2, 1), (5, 2, 2)]);
    assert_eq!(positions.files, ["a.ts"]);
}
