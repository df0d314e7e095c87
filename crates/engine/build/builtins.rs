//! Embeds the runtime's JavaScript modules, as `builtins.json` lists them.
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Writes `builtins.rs`: the tables `MODULES`, `GLOBALS` and `COMPANIONS`.
///
/// # Errors
/// One line naming the file that is missing or malformed.
pub fn embed(js: &Path, out: &Path) -> Result<(), String> {
    let manifest = js.join("builtins.json");
    let text = fs::read_to_string(&manifest)
        .map_err(|e| format!("cannot read {}: {e}", manifest.display()))?;
    let parsed: serde_json::Value =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", manifest.display()))?;
    let mut code = String::from("pub static MODULES: &[Builtin] = &[\n");
    let modules = entries(&parsed, "modules")?;
    let optional = &parsed["optional"];
    for (name, file) in &modules {
        let path = js.join(file);
        let source = fs::read_to_string(&path)
            .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let imports = imports(&source);
        let known =
            |i: &&String| i.starts_with("native:") || modules.iter().any(|(name, _)| name == *i);
        if let Some(unknown) = imports.iter().find(|i| !known(i)) {
            return Err(format!(
                "{} imports {unknown}, which builtins.json does not list",
                path.display()
            ));
        }
        let _ = writeln!(
            code,
            "    Builtin {{ name: {name:?}, source: {source:?}, imports: &{imports:?}, \
             names: &{:?}, texts: &{:?} }},",
            strings(&optional[name]["names"]),
            strings(&optional[name]["texts"])
        );
    }
    code.push_str("];\npub static GLOBALS: &[(&str, &str)] = &[\n");
    for (global, module) in entries(&parsed, "globals")? {
        let _ = writeln!(code, "    ({global:?}, {module:?}),");
    }
    code.push_str("];\n");
    code.push_str(&companions(&parsed)?);
    fs::write(out.join("builtins.rs"), code).map_err(|e| format!("cannot write builtins.rs: {e}"))
}

/// The table `COMPANIONS`.
fn companions(manifest: &serde_json::Value) -> Result<String, String> {
    let rows = manifest["companions"]
        .as_array()
        .ok_or("builtins.json has no array \"companions\"")?;
    let mut code = String::from("pub static COMPANIONS: &[Companion] = &[\n");
    for row in rows {
        let texts = |key: &str| -> Vec<&str> {
            let list = row[key].as_array().into_iter().flatten();
            list.filter_map(|text| text.as_str()).collect()
        };
        let module = row["module"]
            .as_str()
            .ok_or("a companion in builtins.json has no \"module\"")?;
        let [with, words, texts] = ["with", "words", "texts"].map(texts);
        let _ = writeln!(
            code,
            "    Companion {{ module: {module:?}, with: &{with:?}, words: &{words:?}, \
             texts: &{texts:?} }},"
        );
    }
    code.push_str("];\n");
    Ok(code)
}

/// The string pairs of one object of the manifest, sorted by key.
fn entries(manifest: &serde_json::Value, key: &str) -> Result<Vec<(String, String)>, String> {
    let object = manifest[key]
        .as_object()
        .ok_or(format!("builtins.json has no object {key:?}"))?;
    let mut pairs: Vec<_> = object
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect();
    pairs.sort();
    Ok(pairs)
}

/// The strings of an array; none for what is no array.
fn strings(value: &serde_json::Value) -> Vec<&str> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| item.as_str()).collect()
}

/// The specifiers of the import and export-from declarations of one of our own
/// modules, which write each on a line of its own or end one with `from '…'`.
fn imports(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        let declares = ["import ", "export ", "}"]
            .iter()
            .any(|start| line.starts_with(start));
        let rest = line
            .split_once(" from '")
            .or_else(|| line.split_once("import '"));
        let specifier = rest
            .and_then(|(_, rest)| rest.split_once('\''))
            .map(|(name, _)| name);
        if let Some(specifier) = specifier.filter(|s| declares && !found.iter().any(|f| f == s)) {
            found.push(specifier.to_owned());
        }
    }
    found
}
