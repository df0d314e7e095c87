//! Programs and data that are generated, the same ones every time.
use crate::paths;
use crate::peers::{Kind, Source};
use anyhow::Result;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A program of the folder `apps`.
pub fn app(name: &str, kind: Kind) -> Source {
    Source {
        name: name.into(),
        entry: paths::benches().join("apps").join(format!("{name}.js")),
        kind,
    }
}

/// What is built, sized and started: a script, the README's function, a script that imports packages.
pub fn applications() -> [Source; 3] {
    [
        app("hello", Kind::Script),
        app("order", Kind::Json),
        app("packages", Kind::Script),
    ]
}

/// The programs of the folder `programs`, by name.
pub fn programs() -> Result<Vec<Source>> {
    let mut all: Vec<Source> = fs::read_dir(paths::benches().join("programs"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "js"))
        .map(|entry| Source {
            name: entry.file_stem().unwrap_or_default().display().to_string(),
            entry,
            kind: Kind::Program,
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// An application of 30 TypeScript modules that import each other.
pub fn typescript_app() -> Result<Source> {
    let dir = folder("typescript")?;
    for i in 0..30 {
        let imports: String = (i + 1..30)
            .filter(|j| j % 3 == i % 3 || *j == i + 1)
            .take(4)
            .map(|j| format!("import {{ Service{j}, type Options{j} }} from './module{j}';\n"))
            .collect();
        let uses: String = (i + 1..30)
            .filter(|j| j % 3 == i % 3 || *j == i + 1)
            .take(2)
            .map(|j| format!("    total += new Service{j}({{ name: 'from {i}', depth: depth - 1 }} satisfies Options{j}).run(depth - 1);\n"))
            .collect();
        let text = format!(
            "{imports}
export interface Options{i} {{ name: string; depth: number; tags?: readonly string[] }}
enum State {{ Idle, Busy, Done }}
type Listener<T> = (value: T, state: State) => void;

export class Service{i} {{
  private state: State = State.Idle;
  readonly #listeners: Listener<number>[] = [];

  constructor(private readonly options: Options{i}) {{}}

  on(listener: Listener<number>): this {{
    this.#listeners.push(listener);
    return this;
  }}

  run(depth: number): number {{
    if (depth <= 0) return {i};
    this.state = State.Busy;
    let total: number = this.options.name.length + (this.options.tags?.length ?? 0);
{uses}    this.state = State.Done;
    for (const listener of this.#listeners) listener(total, this.state);
    return total;
  }}
}}
"
        );
        fs::write(dir.join(format!("module{i}.ts")), text)?;
    }
    let entry = dir.join("main.ts");
    fs::write(
        &entry,
        "import { Service0 } from './module0';\n\nconsole.log(new Service0({ name: 'main', depth: 3 }).run(3));\n",
    )?;
    Ok(Source {
        name: "typescript-30".into(),
        entry,
        kind: Kind::Script,
    })
}

/// One script of a megabyte.
pub fn big_bundle() -> Result<Source> {
    let mut text = String::from("const table = {};\n");
    let mut i = 0;
    while text.len() < 1 << 20 {
        write!(
            text,
            "function step{i}(input, options = {{}}) {{
  const result = [];
  for (let k = 0; k < input.length; k++) {{
    const item = input[k];
    if (item.kind === 'k{i}' || options.all) result.push({{ ...item, value: item.value * {i} + k, label: `${{item.kind}}-${{k}}` }});
    else if (item.value > {i}) result.push({{ kind: 'k' + item.value, value: item.value % {}, label: null }});
  }}
  return result.sort((a, b) => a.value - b.value);
}}
table['step{i}'] = step{i};
",
            i % 17 + 2
        )?;
        i += 1;
    }
    text.push_str("console.log(Object.keys(table).length, table.step7([{ kind: 'k7', value: 3 }])[0].value);\n");
    let entry = folder("bundle")?.join("bundle.js");
    fs::write(&entry, text)?;
    Ok(Source {
        name: "bundle-1mb".into(),
        entry,
        kind: Kind::Script,
    })
}

/// Records of at least so many bytes, as one array or one a line.
pub fn records(bytes: u64, ndjson: bool) -> Result<PathBuf> {
    let path = folder("json")?.join(format!(
        "{bytes}.{}",
        if ndjson { "ndjson" } else { "json" }
    ));
    if !path.exists() {
        let part = path.with_extension("part");
        write_records(&part, bytes, ndjson)?;
        fs::rename(part, &path)?;
    }
    Ok(path)
}

fn write_records(path: &Path, bytes: u64, ndjson: bool) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut written = 0;
    let mut seed = 1u64;
    if !ndjson {
        out.write_all(b"[")?;
    }
    while written < bytes {
        let separator = if written == 0 {
            ""
        } else if ndjson {
            "\n"
        } else {
            ","
        };
        let text = format!("{separator}{}", record(&mut seed));
        out.write_all(text.as_bytes())?;
        written += text.len() as u64;
    }
    out.write_all(if ndjson { b"\n" } else { b"]" })?;
    Ok(out.flush()?)
}

/// One order; numbers, strings with escapes and beyond ASCII, lists, null and booleans.
fn record(seed: &mut u64) -> String {
    let mut next = |limit: u64| {
        // Knuth's MMIX generator.
        *seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (*seed >> 33) % limit
    };
    let items: Vec<String> = (0..1 + next(4))
        .map(|_| {
            format!(
                r#"{{"sku":"SKU-{:05}","price":{}.{:02},"qty":{}}}"#,
                next(99999),
                next(500),
                next(100),
                1 + next(9)
            )
        })
        .collect();
    format!(
        r#"{{"id":{},"customer":"Ada Lovelace {}","email":"ada.{}@example.com","note":{},"paid":{},"items":[{}]}}"#,
        next(1 << 31),
        next(1000),
        next(1000),
        [
            "null",
            r#""caf\u00e9 \"au lait\"""#,
            r#""plain text of some length""#,
            r#""naïve 日本""#
        ][next(4) as usize],
        next(2) == 0,
        items.join(",")
    )
}

fn folder(name: &str) -> Result<PathBuf> {
    let dir = paths::out().join("inputs").join(name);
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_json_and_the_same_every_time() {
        let (mut a, mut b) = (1, 1);
        for _ in 0..100 {
            let text = record(&mut a);
            assert_eq!(text, record(&mut b));
            let value: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
            assert!(
                value["items"]
                    .as_array()
                    .is_some_and(|items| !items.is_empty())
            );
        }
    }
}
