//! TypeScript, JSX and legacy decorators to JavaScript.

use crate::parse::{SyntaxError, syntax_errors};
use crate::recipe::{Compiler, Recipe};
use jsc_abi::Goal;
use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_semantic::SemanticBuilder;
use oxc_transformer::{
    CompilerAssumptions, DecoratorOptions, EnvOptions, HelperLoaderOptions, JsxOptions, JsxRuntime,
    Module, TransformOptions, Transformer, TypeScriptOptions,
};
use std::borrow::Cow;
use std::path::Path;

/// Where the transformer's helpers are imported from; `helpers` has them.
const HELPERS: &str = "jsc:oxc";

pub(super) fn transform<'a>(
    allocator: &'a Allocator,
    program: &mut Program<'a>,
    goal: Goal,
    recipe: &Recipe,
) -> Result<(), Vec<SyntaxError>> {
    if recipe.typescript && !recipe.compiler.verbatim_module_syntax {
        program.body.retain(|statement| !is_empty_import(statement));
    }
    let built = SemanticBuilder::new()
        // As oxc's own examples have it: transforming adds scopes and names.
        .with_excess_capacity(2.0)
        .with_enum_eval(true)
        .build(program);
    let scoping = built.semantic.into_scoping();
    let is_classic =
        scoping.get_root_binding("React".into()).is_some() || program.source_text.contains("@jsx ");
    let options = options(&recipe.compiler, goal, is_classic);
    let directives = program.directives.len();
    let done = Transformer::new(allocator, Path::new("source"), &options)
        .build_with_scoping(scoping, program);
    // What is written as CommonJS stays as sloppy as it is.
    program.directives.truncate(directives);
    match done.diagnostics.is_empty() {
        true => Ok(()),
        false => Err(syntax_errors(&done.diagnostics)),
    }
}

/// `import {} from` and `export {} from`: TypeScript takes them for imports of types.
fn is_empty_import(statement: &Statement) -> bool {
    match statement {
        Statement::ImportDeclaration(d) => d.specifiers.as_ref().is_some_and(|s| s.is_empty()),
        Statement::ExportFromDeclaration(d) => d
            .specifiers
            .iter()
            .all(|specifier| specifier.export_kind.is_type()),
        _ => false,
    }
}

fn options(compiler: &Compiler, goal: Goal, is_classic: bool) -> TransformOptions {
    let mut env = EnvOptions::default();
    if goal == Goal::CommonJs {
        env.module = Module::CommonJS;
    }
    TransformOptions {
        assumptions: CompilerAssumptions {
            set_public_class_fields: compiler.assigned_fields,
            ..CompilerAssumptions::default()
        },
        typescript: TypeScriptOptions {
            only_remove_type_imports: compiler.verbatim_module_syntax,
            remove_class_fields_without_initializer: compiler.assigned_fields,
            jsx_pragma: cow(&compiler.jsx_factory, "React.createElement"),
            jsx_pragma_frag: cow(&compiler.jsx_fragment_factory, "React.Fragment"),
            ..TypeScriptOptions::default()
        },
        decorator: DecoratorOptions {
            legacy: compiler.legacy_decorators,
            emit_decorator_metadata: compiler.decorator_metadata,
            strict_null_checks: compiler.strict_null_checks,
        },
        jsx: jsx(compiler, is_classic),
        env,
        helper_loader: HelperLoaderOptions {
            module_name: HELPERS.into(),
            ..HelperLoaderOptions::default()
        },
        ..TransformOptions::default()
    }
}

fn cow(set: &Option<String>, default: &'static str) -> Cow<'static, str> {
    set.clone().map_or(Cow::Borrowed(default), Cow::Owned)
}

/// A file whose tsconfig says nothing of the runtime has the classic one when it
/// has a `React` or a pragma of its own.
fn jsx(compiler: &Compiler, is_classic: bool) -> JsxOptions {
    let runtime = match compiler.jsx.as_deref() {
        Some("react") => JsxRuntime::Classic,
        Some("react-jsx" | "react-jsxdev") => JsxRuntime::Automatic,
        _ if compiler.jsx_factory.is_some() => JsxRuntime::Classic,
        _ if compiler.jsx_import_source.is_some() => JsxRuntime::Automatic,
        _ if is_classic => JsxRuntime::Classic,
        _ => JsxRuntime::Automatic,
    };
    let is_classic = runtime.is_classic();
    JsxOptions {
        runtime,
        // Only React refuses `<svg:path/>`.
        throw_if_namespace: false,
        import_source: compiler.jsx_import_source.clone().filter(|_| !is_classic),
        pragma: compiler.jsx_factory.clone().filter(|_| is_classic),
        pragma_frag: compiler.jsx_fragment_factory.clone().filter(|_| is_classic),
        ..JsxOptions::enable()
    }
}
