//! The walk over a program.
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;

use crate::lowering::{Export, Lowering};
use crate::naming::js_string;

impl<'a> Visit<'a> for Lowering<'a> {
    fn visit_class(&mut self, class: &Class<'a>) {
        crate::class::lower(self, class);
    }

    fn visit_export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        if let Declaration::ClassDeclaration(_) = &export.declaration {
            self.export = Some(Export {
                start: export.span.start,
                default: false,
            });
        }
        walk::walk_export_declaration(self, export);
    }

    fn visit_export_default_declaration(&mut self, export: &ExportDefaultDeclaration<'a>) {
        if let ExportDefaultDeclarationKind::ClassDeclaration(class) = &export.declaration {
            self.class_names
                .insert(class.span.start, js_string("default"));
            self.export = Some(Export {
                start: export.span.start,
                default: true,
            });
        } else if let Some(value) = export.declaration.as_expression() {
            self.name_class(value, js_string("default"));
        }
        walk::walk_export_default_declaration(self, export);
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        self.block_until(body.span.end, |this| walk::walk_function_body(this, body));
    }

    fn visit_arrow_function_body(&mut self, body: &ArrowFunctionBody<'a>) {
        match body.as_expression() {
            Some(expression) => self.expression_body(expression.span(), ("{", "}"), |this| {
                this.visit_expression(expression);
            }),
            None => walk::walk_arrow_function_body(self, body),
        }
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        self.block_until(block.span.end, |this| walk::walk_static_block(this, block));
    }

    fn visit_ts_module_block(&mut self, block: &TSModuleBlock<'a>) {
        let outer = std::mem::replace(&mut self.in_namespace, true);
        self.block_until(block.span.end, |this| {
            walk::walk_ts_module_block(this, block);
        });
        self.in_namespace = outer;
    }

    fn visit_ts_namespace_declaration(&mut self, namespace: &TSNamespaceDeclaration<'a>) {
        if !namespace.declare {
            walk::walk_ts_namespace_declaration(self, namespace);
        }
    }

    fn visit_ts_external_module_declaration(&mut self, _: &TSExternalModuleDeclaration<'a>) {}

    fn visit_ts_global_declaration(&mut self, _: &TSGlobalDeclaration<'a>) {}

    fn visit_formal_parameters(&mut self, parameters: &FormalParameters<'a>) {
        self.in_initializer(|this| walk::walk_formal_parameters(this, parameters));
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(value)) =
            (&parameter.pattern, &parameter.initializer)
        {
            self.name_class(value, js_string(&name.name));
        }
        walk::walk_formal_parameter(self, parameter);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(value)) =
            (&declarator.id, &declarator.init)
        {
            self.name_class(value, js_string(&name.name));
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let names = assignment.operator.is_assign() || assignment.operator.is_logical();
        if let (true, AssignmentTarget::AssignmentTargetIdentifier(name)) =
            (names, &assignment.left)
        {
            self.name_class(&assignment.right, js_string(&name.name));
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_assignment_pattern(&mut self, pattern: &AssignmentPattern<'a>) {
        if let BindingPattern::BindingIdentifier(name) = &pattern.left {
            self.name_class(&pattern.right, js_string(&name.name));
        }
        walk::walk_assignment_pattern(self, pattern);
    }

    fn visit_assignment_target_with_default(&mut self, target: &AssignmentTargetWithDefault<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(name) = &target.binding {
            self.name_class(&target.init, js_string(&name.name));
        }
        walk::walk_assignment_target_with_default(self, target);
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        target: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(value) = &target.init {
            self.name_class(value, js_string(&target.binding.name));
        }
        if self.self_name(&target.binding).is_some() {
            let name = format!("{}: ", target.binding.name);
            self.edits.insert(target.span.start, name);
        }
        walk::walk_assignment_target_property_identifier(self, target);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if let (true, Expression::Identifier(value)) = (property.shorthand, &property.value) {
            if self.self_name(value).is_some() {
                let name = format!("{}: ", value.name);
                self.edits.insert(property.span.start, name);
            }
        } else if !property.computed && property.key.is_specific_static_name("__proto__") {
            // This sets the prototype and names nothing.
        } else {
            self.key_with_name(&property.key, property.computed, &property.value);
        }
        self.visit_expression(&property.value);
    }

    fn visit_property_definition(&mut self, field: &PropertyDefinition<'a>) {
        self.visit_decorators(&field.decorators);
        match &field.value {
            Some(value) => {
                self.key_with_name(&field.key, field.computed, value);
                self.in_initializer(|this| this.visit_expression(value));
            }
            None => self.visit_property_key(&field.key),
        }
    }

    fn visit_identifier_reference(&mut self, reference: &IdentifierReference<'a>) {
        let name = self.self_name(reference).map(|name| name.text.clone());
        if let Some(name) = name {
            self.edits
                .replace(reference.span.start..reference.span.end, name);
        }
    }

    fn visit_jsx_element_name(&mut self, name: &JSXElementName<'a>) {
        match name {
            JSXElementName::IdentifierReference(reference) => self.jsx_name(reference),
            _ => walk::walk_jsx_element_name(self, name),
        }
    }

    fn visit_jsx_member_expression_object(&mut self, object: &JSXMemberExpressionObject<'a>) {
        match object {
            JSXMemberExpressionObject::IdentifierReference(reference) => self.jsx_name(reference),
            _ => walk::walk_jsx_member_expression_object(self, object),
        }
    }

    fn visit_ts_type_annotation(&mut self, _: &TSTypeAnnotation<'a>) {}

    fn visit_ts_type(&mut self, _: &TSType<'a>) {}

    fn visit_ts_type_parameter_instantiation(&mut self, _: &TSTypeParameterInstantiation<'a>) {}

    fn visit_ts_type_parameter_declaration(&mut self, _: &TSTypeParameterDeclaration<'a>) {}
}
