//! Positions in the texts for the engine are the author's.
use crate::project::Project;
use jsc_frontend::{Program, Settings};

/// File, line and column that the text of the first module has at `offset`.
fn position(program: &Program, offset: usize) -> (String, u32, u32) {
    let positions = &program.modules[0].positions;
    let before = positions
        .segments
        .partition_point(|segment| segment.offset as usize <= offset);
    let segment = positions.segments[before.saturating_sub(1)];
    let ahead = match segment.copied {
        true => offset as u32 - segment.offset,
        false => 0,
    };
    let file = positions.files[segment.file as usize].clone();
    (file, segment.line, segment.column + ahead)
}

/// Where the text at each of `marks` comes from, as `line:column`.
fn places(program: &Program, marks: &[&str]) -> Vec<String> {
    let text = String::from_utf8_lossy(&program.modules[0].source).into_owned();
    marks
        .iter()
        .map(|mark| {
            let offset = text
                .find(mark)
                .unwrap_or_else(|| panic!("{mark} in {text}"));
            let (_, line, column) = position(program, offset);
            format!("{line}:{column}")
        })
        .collect()
}

const TYPED: &str = "interface A { x: number }

export function first(a: A, b: string): void {
  const c = a as unknown as string;
  /* é😀 */ second<string>(c , b);
  throw new Error(`x`);
}
enum E { One }
function second<T>(...args: T[]) { third( E.One ) }
";

#[test]
fn typescript() {
    let program = Project::new(&[("a.ts", TYPED)]).program("a.ts");
    assert_eq!(
        places(
            &program,
            &["second(c", "c, b", "new Error", "third(", "E.One)"]
        ),
        ["5:13", "5:28", "6:9", "9:36", "9:43"]
    );
}

#[test]
fn minified() {
    let project = Project::new(&[(
        "a.js",
        "export function first(name) {\n  return  other( name ,\n    new Error('x') );\n}\nconst other = globalThis.other;\n",
    )]);
    let settings = Settings {
        minify: true,
        ..Settings::default()
    };
    let program = project.program_with("a.js", settings);
    assert_eq!(places(&program, &["e(t", "Error("]), ["2:11", "3:9"]);
}

#[test]
fn untouched_texts_have_no_table() {
    let program = Project::new(&[("a.js", "f();\n")]).program("a.js");
    assert!(program.modules[0].positions.segments.is_empty());
}

/// `a.js`, made of `src/x.ts` (lines 10, 20) and a file that is named by URL.
const MAP: &str = r#"{"version":3,"sources":["../src/x.ts","webpack://p/./y.js"],"names":[],"mappings":"AASA,IAUE;ACnBF"}"#;

#[test]
fn a_source_map_beside_the_file() {
    let project = Project::new(&[
        (
            "dist/a.js",
            "f(); g();\nh();\n//# sourceMappingURL=a.js.map\n",
        ),
        ("dist/a.js.map", MAP),
        ("package.json", "{}"),
    ]);
    let program = project.program("dist/a.js");
    assert_eq!(position(&program, 0), ("src/x.ts".into(), 10, 1));
    assert_eq!(position(&program, 6), ("src/x.ts".into(), 20, 3));
    assert_eq!(position(&program, 10), ("p/./y.js".into(), 1, 1));
}

#[test]
fn a_source_map_in_the_file() {
    let encoded =
        "eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIngudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBU0EifQ==";
    let text = format!("f();\n//# sourceMappingURL=data:application/json;base64,{encoded}\n");
    let program = Project::new(&[("a.js", &text)]).program("a.js");
    assert_eq!(position(&program, 0), ("x.ts".into(), 10, 1));
}

#[test]
fn hostile_source_maps_are_ignored_with_a_warning() {
    for map in [
        "",
        "{",
        "[]",
        r#"{"version":2,"sources":[],"mappings":""}"#,
        r#"{"version":3,"sources":["a"],"mappings":"////////////"}"#,
        r#"{"version":3,"sources":["a"],"mappings":"AAAAA,AAAAA!"}"#,
        r#"{"version":3,"sources":["a"],"mappings":"gggggggggggggggggggggggggggggggggggggB"}"#,
        r#"{"version":3,"sources":["a"],"mappings":"AEAA"}"#,
        r#"{"version":3,"sources":["a"],"mappings":"AADA"}"#,
    ] {
        let project = Project::new(&[
            ("a.js", "f();\n//# sourceMappingURL=a.js.map\n"),
            ("a.js.map", map),
        ]);
        let program = project.program("a.js");
        let positions = &program.modules[0].positions;
        assert!(
            !program.warnings.is_empty() || !positions.segments.is_empty(),
            "{map}"
        );
    }
}
