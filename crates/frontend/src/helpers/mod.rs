//! Texts that lowered code imports.

/// What the transformer puts before its helpers' names.
const OXC: &str = "jsc:oxc/helpers/";

/// The canonical form of a helper's specifier; `None` for any other specifier.
pub(crate) fn specifier(specifier: &str) -> Option<&str> {
    let is_helper = specifier.starts_with(OXC) || specifier == jsc_decorators::HELPERS_SPECIFIER;
    is_helper.then_some(specifier)
}

/// A helper's text.
pub(crate) fn text(specifier: &str) -> Option<&'static str> {
    if specifier == jsc_decorators::HELPERS_SPECIFIER {
        return Some(jsc_decorators::HELPERS);
    }
    Some(match specifier.strip_prefix(OXC)? {
        "decorate" => include_str!("decorate.js"),
        "decorateMetadata" => include_str!("decorateMetadata.js"),
        "decorateParam" => include_str!("decorateParam.js"),
        "defineProperty" => include_str!("defineProperty.js"),
        "extends" => "export default Object.assign;\n",
        "objectSpread2" => "export default (...sources) => Object.assign({}, ...sources);\n",
        _ => return None,
    })
}

/// A CommonJS module that throws what Node does for one it cannot find.
pub(crate) fn missing(specifier: &str) -> String {
    let name = serde_json::Value::from(specifier);
    format!(
        "const error = new Error('Cannot find module \\'' + {name} + '\\'');\n\
         error.code = 'MODULE_NOT_FOUND';\nthrow error;\n"
    )
}
