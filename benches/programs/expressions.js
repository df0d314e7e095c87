// A small language: tokens, a Pratt parser, a tree that is walked, and a stack machine.
const PRECEDENCE = { '=': 1, '<': 2, '>': 2, '+': 3, '-': 3, '*': 4, '/': 4, '%': 4, '^': 5 };

function tokenize(text) {
  const tokens = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at];
    if (c === ' ' || c === '\n') at++;
    else if (c >= '0' && c <= '9') {
      let end = at + 1;
      while (end < text.length && ((text[end] >= '0' && text[end] <= '9') || text[end] === '.')) end++;
      tokens.push({ type: 'number', value: parseFloat(text.slice(at, end)) });
      at = end;
    } else if (c >= 'a' && c <= 'z') {
      let end = at + 1;
      while (end < text.length && text[end] >= 'a' && text[end] <= 'z') end++;
      tokens.push({ type: 'name', value: text.slice(at, end) });
      at = end;
    } else {
      tokens.push({ type: 'operator', value: c });
      at++;
    }
  }
  return tokens;
}

function parse(tokens) {
  let at = 0;
  const expect = (value) => {
    if (tokens[at++]?.value !== value) throw new SyntaxError(`expected ${value}`);
  };
  const primary = () => {
    const token = tokens[at++];
    switch (token.type) {
      case 'number':
        return { kind: 'number', value: token.value };
      case 'name':
        if (tokens[at]?.value !== '(') return { kind: 'variable', name: token.value };
        at++;
        {
          const args = [expression(0)];
          while (tokens[at].value === ',') {
            at++;
            args.push(expression(0));
          }
          expect(')');
          return { kind: 'call', name: token.value, args };
        }
      default: {
        if (token.value === '-') return { kind: 'negate', operand: expression(5) };
        const inner = expression(0);
        expect(')');
        return inner;
      }
    }
  };
  const expression = (minimum) => {
    let left = primary();
    for (;;) {
      const operator = tokens[at]?.value;
      const precedence = PRECEDENCE[operator];
      if (precedence === undefined || precedence < minimum) return left;
      at++;
      left = { kind: 'binary', operator, left, right: expression(operator === '^' ? precedence : precedence + 1) };
    }
  };
  return expression(0);
}

const FUNCTIONS = { max: Math.max, min: Math.min, abs: Math.abs, sqrt: Math.sqrt };

function evaluate(node, scope) {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'variable':
      return scope[node.name];
    case 'negate':
      return -evaluate(node.operand, scope);
    case 'call':
      return FUNCTIONS[node.name](...node.args.map((arg) => evaluate(arg, scope)));
    default:
      return apply(node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
  }
}

function apply(operator, a, b) {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    default:
      return a ** b;
  }
}

function compile(node, code = []) {
  switch (node.kind) {
    case 'number':
      code.push('push', node.value);
      break;
    case 'variable':
      code.push('load', node.name);
      break;
    case 'negate':
      compile(node.operand, code);
      code.push('negate');
      break;
    case 'call':
      for (const arg of node.args) compile(arg, code);
      code.push('call', node.name, node.args.length);
      break;
    default:
      compile(node.left, code);
      compile(node.right, code);
      code.push(node.operator);
  }
  return code;
}

function execute(code, scope) {
  const stack = [];
  for (let pc = 0; pc < code.length; ) {
    const op = code[pc++];
    switch (op) {
      case 'push':
        stack.push(code[pc++]);
        break;
      case 'load':
        stack.push(scope[code[pc++]]);
        break;
      case 'negate':
        stack.push(-stack.pop());
        break;
      case 'call': {
        const f = FUNCTIONS[code[pc++]];
        stack.push(f(...stack.splice(stack.length - code[pc++])));
        break;
      }
      default: {
        const right = stack.pop();
        stack.push(apply(op, stack.pop(), right));
      }
    }
  }
  return stack.pop();
}

const SOURCES = [
  '(alpha + 3.5) * beta - 2 ^ 3 ^ 2 % 7',
  'max(alpha, beta * 2, 7) / (1 + abs(-gamma)) + sqrt(alpha * alpha + beta * beta)',
  '-(alpha - beta) * (gamma + 1) * (gamma + 2) / 3 + (alpha < beta) * 100',
  'min(alpha, min(beta, gamma)) + ((((alpha))) + 2) * 3 - 4 / 5 % 6',
];

let parsed = 0;
let walked = 0;
let run = 0;
for (let round = 0; round < 500; round++) {
  for (const source of SOURCES) {
    const tree = parse(tokenize(source));
    const code = compile(tree);
    parsed += code.length;
    for (let i = 0; i < 8; i++) {
      const scope = { alpha: i + round, beta: i * 2, gamma: 5 - i };
      walked += evaluate(tree, scope);
      run += execute(code, scope);
    }
  }
}
console.log('expressions', parsed, walked.toFixed(4), run.toFixed(4));
