//! How one file is read: its language, and what is done to its text.

use crate::nesting::Dialect;
use crate::parse::Format;
use oxc_resolver::CompilerOptions;
use oxc_transformer_plugins::ReplaceGlobalDefinesConfig;
use std::path::Path;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Code { typescript: bool, jsx: bool },
    Json,
    Text,
    Bytes,
}

/// Everything that reading one file's text depends on.
#[derive(Clone)]
pub(crate) struct Recipe {
    pub format: Format,
    pub typescript: bool,
    pub jsx: bool,
    pub compiler: Compiler,
    pub defines: Option<Defines>,
    pub minify: bool,
}

impl Recipe {
    pub(crate) fn dialect(&self) -> Dialect {
        match (self.typescript, self.jsx) {
            (_, true) => Dialect::Jsx,
            (true, false) => Dialect::TypeScript,
            (false, false) => Dialect::JavaScript,
        }
    }

    /// Plain JavaScript, taken as it is.
    pub(crate) fn of(format: Format) -> Self {
        Recipe {
            format,
            typescript: false,
            jsx: false,
            compiler: Compiler::default(),
            defines: None,
            minify: false,
        }
    }
}

/// What the nearest tsconfig.json says of the output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Compiler {
    pub jsx: Option<String>,
    pub jsx_factory: Option<String>,
    pub jsx_fragment_factory: Option<String>,
    pub jsx_import_source: Option<String>,
    pub legacy_decorators: bool,
    pub decorator_metadata: bool,
    pub strict_null_checks: bool,
    pub verbatim_module_syntax: bool,
    /// Class fields are assigned in the constructor instead of defined.
    pub assigned_fields: bool,
}

impl Compiler {
    pub(crate) fn new(options: &CompilerOptions, typescript: bool) -> Self {
        let target = options.target.as_deref().map(str::to_ascii_lowercase);
        // Of TypeScript's targets these have class fields; the default has them, too.
        let has_fields = target
            .is_none_or(|t| ["es2022", "es2023", "es2024", "es2025", "esnext"].contains(&&*t));
        Compiler {
            jsx: options.jsx.clone(),
            jsx_factory: options.jsx_factory.clone(),
            jsx_fragment_factory: options.jsx_fragment_factory.clone(),
            jsx_import_source: options.jsx_import_source.clone(),
            legacy_decorators: options.experimental_decorators == Some(true),
            decorator_metadata: options.emit_decorator_metadata == Some(true),
            strict_null_checks: options
                .strict_null_checks
                .or(options.strict)
                .unwrap_or(false),
            verbatim_module_syntax: options.verbatim_module_syntax == Some(true)
                || options.preserve_value_imports == Some(true),
            // JavaScript means what it says.
            assigned_fields: typescript
                && !options.use_define_for_class_fields.unwrap_or(has_fields),
        }
    }
}

/// Names and what to put in their place.
#[derive(Debug, Clone)]
pub(crate) struct Defines {
    pub config: ReplaceGlobalDefinesConfig,
    /// The last part of each name: a text without any of them has nothing to replace.
    hints: Vec<String>,
}

impl Defines {
    /// # Errors
    /// The first pair that is no name or no expression.
    pub(crate) fn new(pairs: &[(String, String)]) -> Result<Option<Self>, String> {
        if pairs.is_empty() {
            return Ok(None);
        }
        for pair in pairs {
            ReplaceGlobalDefinesConfig::new(std::slice::from_ref(pair)).map_err(|_| {
                let (name, value) = pair;
                format!("cannot define `{name}` as `{value}`: the name must be an identifier or a chain such as `a.b`, the value a JSON text or an expression")
            })?;
        }
        let config = ReplaceGlobalDefinesConfig::new(pairs)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<String>())?;
        let hint = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        Ok(Some(Defines {
            config,
            hints: pairs.iter().map(|(name, _)| hint(name)).collect(),
        }))
    }

    /// Whether a text may have something to replace.
    pub(crate) fn may_apply(&self, text: &str) -> bool {
        let mut hints = self.hints.iter();
        hints.any(|hint| hint == "*" || text.contains(hint.as_str()))
    }
}

/// What the file at `path` holds by its extension, as Node and TypeScript have
/// it; `None` for an extension that says nothing.
pub(crate) fn content_of(path: &Path) -> Option<Content> {
    let code = |typescript, jsx| Some(Content::Code { typescript, jsx });
    match path.extension().and_then(|extension| extension.to_str()) {
        None | Some("js" | "mjs" | "cjs") => code(false, false),
        Some("jsx") => code(false, true),
        Some("ts" | "mts" | "cts") => code(true, false),
        Some("tsx") => code(true, true),
        Some("json") => Some(Content::Json),
        Some(_) => None,
    }
}
