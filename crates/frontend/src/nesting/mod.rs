//! How deep a source text makes its readers recurse, found without recursion.
//!
//! The parser and the scope analysis are recursive, so the text decides how much
//! native stack they take. One pass over the bytes gives an upper bound before
//! either runs: small bounds are parsed where we are, larger ones on a thread
//! with the stack they need ([`crate::stack`]), and absurd ones are refused.
//!
//! The pass knows tokens and brackets, not the grammar. Two numbers are summed
//! over the brackets open at a point:
//!
//! - *levels*: brackets, and tokens whose right-hand side nests (prefix and
//!   right-associative operators, `=>`, `?:`, statement keywords);
//! - *tokens* since the last separator: left-associative chains (`a + b + c`,
//!   `a.b.c`, `a()()`) cost the parser nothing but are as deep as they are long.
//!
//! Separators (`,`, `;`, the line end or `}` that ends a statement) unwind what
//! their own bracket has collected. Where the pass cannot tell, it counts too much.

mod text;

use text::{Operator, TemplateEnd};

/// Levels that a source text may nest; a deeper one is refused.
///
/// Far beyond what people and generators write, and beyond what the engine's own
/// compiler takes.
pub(crate) const MAX_LEVELS: usize = 10_000;

/// Tokens that one expression may chain; a longer one is refused.
pub(crate) const MAX_CHAIN: usize = 2_000_000;

/// Native stack for one level, in bytes. Measured with oxc 0.146: at most 2,450
/// unoptimized, for class fields that hold classes.
const LEVEL_STACK: usize = 4096;

/// Native stack for one token of a chain, in bytes. Measured: at most 70.
const TOKEN_STACK: usize = 160;

/// The same for TypeScript, whose type operators nest without brackets.
const TYPE_TOKEN_STACK: usize = 1024;

/// Levels for each dot of `namespace a.b {}`: a function that is called at once.
const DOT_LEVELS: usize = 4;

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooDeep {
    /// More than [`MAX_LEVELS`] at this byte offset.
    Levels(usize),
    /// More than [`MAX_CHAIN`] at this byte offset.
    Chain(usize),
}

/// What a text may have beside JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    JavaScript,
    TypeScript,
    /// With or without types.
    Jsx,
}

/// An upper bound, in bytes, for the stack that reading `source` takes.
pub(crate) fn stack_need(source: &str, dialect: Dialect) -> Result<usize, TooDeep> {
    let text = source.as_bytes();
    // Type arguments and elements are brackets that the pass takes for
    // operators; in JSX's text it may lose its way altogether.
    let unseen = match dialect {
        Dialect::JavaScript => 0,
        Dialect::TypeScript => text.iter().filter(|byte| **byte == b'<').count(),
        Dialect::Jsx => text.iter().filter(|byte| b"<([{".contains(byte)).count(),
    };
    let token_stack = match dialect {
        Dialect::JavaScript => TOKEN_STACK,
        Dialect::TypeScript | Dialect::Jsx => TYPE_TOKEN_STACK,
    };
    let mut scanner = Scanner::new(text);
    while scanner.at < scanner.text.len() {
        scanner.step();
        let (levels, tokens) = (scanner.levels(), scanner.outer.tokens + scanner.here.tokens);
        if levels > MAX_LEVELS {
            return Err(TooDeep::Levels(scanner.token));
        }
        if tokens > MAX_CHAIN {
            return Err(TooDeep::Chain(scanner.token));
        }
        scanner.need = scanner
            .need
            .max(levels * LEVEL_STACK + tokens * token_stack);
    }
    Ok(scanner.need + unseen * LEVEL_STACK)
}

/// What one bracket has collected since its last separator.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Operators whose right-hand side nests.
    operators: usize,
    /// Statement keywords: they nest beyond the `;` that an `else` may follow.
    statements: usize,
    tokens: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// The text itself.
    Root,
    /// `(`; `head` when it follows `if`, `for`, `while` or `with`.
    Paren {
        head: bool,
    },
    Square,
    /// `{` of statements or class members.
    Block,
    /// `{` of an object literal.
    Object,
    /// `${`
    Substitution,
}

/// What the last token lets the next one be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Previous {
    /// A statement starts here.
    Statement,
    /// As above, and it was a `}` that made it so.
    BlockEnd,
    /// `)` of `if (…)` and its like.
    HeadEnd,
    /// An operand comes next.
    Operator,
    /// An operand ended.
    Operand,
    /// A property name comes next.
    Dot,
    /// `do`, `else`, `try`, `finally`, `=>`: a brace here is a block.
    BeforeBlock,
}

struct Scanner<'a> {
    text: &'a [u8],
    /// Offset of what is read next.
    at: usize,
    /// Offset of the token read last.
    token: usize,
    previous: Previous,
    /// A line ended between the previous token and this one.
    newline: bool,
    /// The previous word was `if`, `for`, `while` or `with`.
    head: bool,
    /// The innermost open bracket, …
    bracket: Bracket,
    here: Count,
    /// … `?` of conditional expressions in it that wait for their `:`, …
    questions: usize,
    /// … and its statement count before its last `;`.
    before_semicolon: usize,
    /// The brackets around it, with their own counts and questions.
    open: Vec<(Bracket, Count, usize, usize)>,
    /// Sum of the counts in `open`.
    outer: Count,
    need: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a [u8]) -> Self {
        Scanner {
            text,
            at: if text.starts_with(b"#!") {
                text::line_end(text, 0)
            } else {
                0
            },
            token: 0,
            previous: Previous::Statement,
            newline: false,
            head: false,
            bracket: Bracket::Root,
            here: Count::default(),
            questions: 0,
            before_semicolon: 0,
            open: Vec::new(),
            outer: Count::default(),
            need: 0,
        }
    }

    fn levels(&self) -> usize {
        self.open.len()
            + self.outer.operators
            + self.outer.statements
            + self.here.operators
            + self.here.statements
    }

    /// Reads one token, or what separates two.
    fn step(&mut self) {
        let start = self.at;
        let byte = self.text[start];
        match byte {
            b'\n' => {
                self.newline = true;
                self.at += 1;
                return;
            }
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {
                self.at += 1;
                return;
            }
            b'/' => {
                if let Some((end, newline)) = text::comment_end(self.text, start) {
                    self.newline |= newline;
                    self.at = end;
                    return;
                }
            }
            _ => {}
        }
        self.token = start;
        self.here.tokens += 1;
        let head = std::mem::take(&mut self.head);
        match byte {
            b'(' => self.push(Bracket::Paren { head }),
            b'[' => self.push(Bracket::Square),
            b'{' => self.push(self.brace()),
            b')' | b']' => self.close_round_or_square(byte),
            b'}' => self.close_brace(),
            b'\'' | b'"' => {
                self.begin_operand();
                self.operand(text::string_end(self.text, start));
            }
            b'`' => self.template(start + 1),
            b';' => self.semicolon(),
            b',' => self.comma(),
            b':' => self.colon(),
            _ if text::is_word(byte) => self.word(head),
            _ => self.punctuator(),
        }
        self.newline = false;
    }

    fn operand(&mut self, end: usize) {
        self.at = end;
        self.previous = Previous::Operand;
    }

    /// Called at a token that cannot continue an expression: when the previous
    /// one ended an operand or a block, a statement ended between them.
    fn begin_operand(&mut self) {
        let ended = match self.previous {
            Previous::BlockEnd => true,
            Previous::Operand => self.newline,
            _ => false,
        };
        if ended {
            self.end_statement();
        }
    }

    fn end_statement(&mut self) {
        self.here = Count {
            tokens: 1,
            ..Count::default()
        };
        self.questions = 0;
    }

    fn push(&mut self, bracket: Bracket) {
        self.at += 1;
        self.open.push((
            self.bracket,
            self.here,
            self.questions,
            self.before_semicolon,
        ));
        self.outer.operators += self.here.operators;
        self.outer.statements += self.here.statements;
        self.outer.tokens += self.here.tokens;
        self.bracket = bracket;
        self.here = Count::default();
        self.questions = 0;
        self.before_semicolon = 0;
        self.previous = match bracket {
            Bracket::Block => Previous::Statement,
            _ => Previous::Operator,
        };
    }

    fn pop(&mut self) {
        if let Some((bracket, here, questions, before_semicolon)) = self.open.pop() {
            self.outer.operators -= here.operators;
            self.outer.statements -= here.statements;
            self.outer.tokens -= here.tokens;
            (self.bracket, self.here) = (bracket, here);
            (self.questions, self.before_semicolon) = (questions, before_semicolon);
        }
    }

    /// What a `{` opens here.
    fn brace(&self) -> Bracket {
        let among_statements =
            matches!(self.bracket, Bracket::Block | Bracket::Root) && self.questions == 0;
        match self.previous {
            // `case 1: {` and `label: {`, as far as can be told.
            Previous::Operator if among_statements && self.after_colon() => Bracket::Block,
            Previous::Operator => Bracket::Object,
            _ => Bracket::Block,
        }
    }

    /// Whether the previous token was a `:`.
    fn after_colon(&self) -> bool {
        let before = self.text[..self.token].trim_ascii_end();
        before.ends_with(b":")
    }

    fn close_round_or_square(&mut self, byte: u8) {
        self.at += 1;
        self.previous = Previous::Operand;
        match (self.bracket, byte) {
            (Bracket::Paren { head: true }, b')') => {
                self.pop();
                self.previous = Previous::HeadEnd;
            }
            (Bracket::Paren { .. } | Bracket::Square, _) => self.pop(),
            // Closes nothing: a syntax error, or a token misread before.
            _ => {}
        }
    }

    fn close_brace(&mut self) {
        self.at += 1;
        // Parentheses still open here never close: a syntax error, or a token misread before.
        while matches!(self.bracket, Bracket::Paren { .. } | Bracket::Square) {
            self.pop();
        }
        let bracket = self.bracket;
        self.pop();
        match bracket {
            Bracket::Substitution => self.template(self.at),
            Bracket::Object => self.previous = Previous::Operand,
            _ => self.previous = Previous::BlockEnd,
        }
    }

    /// Template characters from `at` to the closing backtick or a substitution.
    fn template(&mut self, at: usize) {
        match text::template_end(self.text, at) {
            TemplateEnd::Closed(end) => self.operand(end),
            TemplateEnd::Substitution(end) => {
                self.at = end - 1;
                self.push(Bracket::Substitution);
            }
        }
    }

    fn semicolon(&mut self) {
        self.at += 1;
        self.before_semicolon = self.here.statements;
        self.end_statement();
        self.previous = Previous::Statement;
    }

    fn comma(&mut self) {
        self.at += 1;
        self.here.operators = 0;
        self.here.tokens = 1;
        self.previous = Previous::Operator;
    }

    /// Of a label, a `case`, a property or a conditional expression.
    fn colon(&mut self) {
        self.at += 1;
        self.questions = self.questions.saturating_sub(1);
        self.here.operators += 1;
        self.previous = Previous::Operator;
    }

    fn word(&mut self, head: bool) {
        let end = text::word_end(self.text, self.at);
        let word = &self.text[self.at..end];
        if self.previous == Previous::Dot {
            return self.operand(end);
        }
        self.at = end;
        let after_operand = matches!(self.previous, Previous::Operand | Previous::BlockEnd);
        match word {
            b"else" => {
                self.here.operators = 0;
                if self.previous == Previous::Statement {
                    self.here.statements = self.before_semicolon;
                }
                self.previous = Previous::BeforeBlock;
                return;
            }
            b"catch" | b"finally" | b"from" | b"as" if after_operand => {
                self.previous = Previous::BeforeBlock;
                return;
            }
            b"in" | b"instanceof" | b"of" if after_operand => {
                self.previous = Previous::Operator;
                return;
            }
            _ => self.begin_operand(),
        }
        self.previous = match word {
            b"if" | b"for" | b"while" | b"with" => {
                self.here.statements += 1;
                self.head = true;
                Previous::Operator
            }
            // `for await (`
            b"await" if head => {
                self.head = true;
                Previous::Operator
            }
            b"do" => {
                self.here.statements += 1;
                Previous::BeforeBlock
            }
            b"try" => Previous::BeforeBlock,
            b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" => {
                self.here.operators += 1;
                Previous::Operator
            }
            // The parser takes a list, to say that there must be one class only:
            // a comma does not unwind.
            b"extends" => {
                self.here.statements += 1;
                Previous::Operator
            }
            b"case" => {
                self.end_statement();
                Previous::Operator
            }
            b"return" | b"throw" | b"default" => Previous::Operator,
            b"namespace" | b"module" => {
                self.here.statements += DOT_LEVELS * text::dots_of_name(self.text, end);
                Previous::Operand
            }
            _ => Previous::Operand,
        };
    }

    fn punctuator(&mut self) {
        let rest = &self.text[self.at..];
        let after_operand = matches!(self.previous, Previous::Operand | Previous::Dot);
        if rest[0] == b'/'
            && !after_operand
            && let Some(end) = text::regex_end(self.text, self.at)
        {
            return self.operand(end);
        }
        let (length, operator) = text::operator(rest);
        match operator {
            Operator::Step if after_operand => {
                self.at += length;
                return;
            }
            Operator::Prefix => {
                self.begin_operand();
                self.here.operators += 1;
            }
            Operator::Sign if after_operand => {}
            Operator::Arrow
            | Operator::RightAssociative
            | Operator::Question
            | Operator::Step
            | Operator::Sign => self.here.operators += 1,
            Operator::LeftAssociative | Operator::Dot | Operator::Other => {}
        }
        self.questions += usize::from(operator == Operator::Question);
        self.previous = match operator {
            Operator::Arrow => Previous::BeforeBlock,
            Operator::Dot => Previous::Dot,
            _ => Previous::Operator,
        };
        self.at += length;
    }
}

#[cfg(test)]
mod tests;
