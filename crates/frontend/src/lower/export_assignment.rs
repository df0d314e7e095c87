//! `export = x` beside the imports and exports of an ES module: the compiler would
//! write CommonJS. Here the value is the default export, and what `require` gives.

use jsc_decorators::Edit;
use oxc_ast::ast::{Program, Statement};
use oxc_span::GetSpan;

/// The edits of an ES module.
pub(super) fn edits(program: &Program) -> Vec<Edit> {
    let assignment = program.body.iter().find_map(|statement| match statement {
        Statement::TSExportAssignment(assignment) => Some(assignment),
        _ => None,
    });
    let is_module = program.body.iter().any(|statement| {
        statement.is_module_declaration() && !matches!(statement, Statement::TSExportAssignment(_))
    });
    let Some(assignment) = assignment.filter(|_| is_module) else {
        return Vec::new();
    };
    let value = assignment.expression.span();
    let edit = |start: u32, end: u32, text: &str| Edit {
        range: start as usize..end as usize,
        text: text.to_owned(),
    };
    vec![
        edit(assignment.span.start, value.start, "const jsc_exports = ("),
        edit(
            value.end,
            assignment.span.end,
            ");export { jsc_exports as default, jsc_exports as 'module.exports' };",
        ),
    ]
}
