//! What tests/tests/url.rs of the project does not show: places, and that nothing is lost in a serialization.
use jsc_url::{Part, Places, parse, set};

fn href(input: &str, base: Option<&str>) -> Option<String> {
    let base = base.map(|base| parse(base, None).expect("the base is a URL"));
    parse(input, base.as_ref())
        .ok()
        .map(|url| url.serialize().0)
}

#[test]
fn the_places_are_those_of_the_parts() {
    let (text, places) = parse("http://u:p@h:81/a/../b?q#f", None)
        .expect("it is a URL")
        .serialize();
    assert_eq!(text, "http://u:p@h:81/b?q#f");
    let expected = Places {
        scheme_end: 4,
        username_end: 8,
        host_start: 11,
        host_end: 12,
        port: Some(81),
        path_start: 15,
        query_start: Some(17),
        fragment_start: Some(19),
    };
    assert_eq!(places, expected);
}

#[test]
fn a_serialization_parses_to_itself() {
    for input in [
        "a:b  ?c",
        "a:/..//b",
        "a://@h",
        "a:",
        "a:?",
        "a:#",
        "file:///C|/a/../..",
        "file://host/C:/..",
        "data:x %20 y#z",
        "http://ex%41mple.com:080/%7e",
        "https://[::1%31]:443/",
        "non-special://h%41/",
        "http://1.2.3",
        "http://0x7f.1/",
        "https://\u{fc}.example/\u{fc}?\u{fc}#\u{fc}",
        "ws://a:b:c@d",
        "javascript:alert(1)",
    ] {
        let Some(once) = href(input, None) else {
            continue;
        };
        assert_eq!(href(&once, None).as_deref(), Some(&*once), "{input}");
    }
}

#[test]
fn bases_and_failures_are_as_the_standard_has_them() {
    for (input, base, expected) in [
        ("//x/y", Some("https://h/p"), Some("https://x/y")),
        ("\\x", Some("https://h/p"), Some("https://h/x")),
        ("?q", Some("file:///C:/a/b"), Some("file:///C:/a/b?q")),
        ("/x", Some("file:///C:/a/b"), Some("file:///C:/x")),
        ("D|/x", Some("file:///C:/a/b"), Some("file:///D:/x")),
        ("#f", Some("mailto:a"), Some("mailto:a#f")),
        ("x", Some("mailto:a"), None),
        ("x", None, None),
        ("http://", None, None),
        ("http://a b/", None, None),
        ("http://xn--a", None, Some("http://xn--a/")),
        ("http://1.2.3.4.5", None, None),
        ("http://256.256.256.256", None, None),
        ("http://4294967295", None, Some("http://255.255.255.255/")),
        ("http://4294967296", None, None),
        ("http://h:65536", None, None),
        ("http://@/", None, None),
        ("http://[1::2::3]", None, None),
        (
            "http://[1:0:0:2:0:0:0:3]",
            None,
            Some("http://[1:0:0:2::3]/"),
        ),
    ] {
        assert_eq!(href(input, base).as_deref(), expected, "{input}");
    }
}

#[test]
fn a_setter_changes_its_part_or_nothing() {
    for (url, part, value, expected) in [
        ("https://h:8/p", Part::Protocol, "http", "http://h:8/p"),
        ("https://h:8/p", Part::Protocol, "a", "https://h:8/p"),
        ("https://h:8/p", Part::Host, "x:9/y", "https://x:9/p"),
        ("https://h:8/p", Part::Host, "x:y", "https://x:8/p"),
        ("https://h:8/p", Part::Hostname, "x:9", "https://h:8/p"),
        ("https://h:8/p", Part::Port, "443", "https://h/p"),
        ("https://h:8/p", Part::Port, "x", "https://h:8/p"),
        ("https://h/p", Part::Username, "a:b", "https://a%3Ab@h/p"),
        ("file:///p", Part::Username, "a", "file:///p"),
        ("a:b", Part::Pathname, "c", "a:b"),
        ("a:/b", Part::Pathname, "//c", "a:/.//c"),
        ("a:b#c", Part::Search, "?d", "a:b?d#c"),
        ("a:b#c", Part::Hash, "", "a:b"),
    ] {
        let mut changed = parse(url, None).expect("it is a URL");
        set(&mut changed, part, value);
        assert_eq!(changed.serialize().0, expected, "{url} {part:?} {value}");
    }
}
