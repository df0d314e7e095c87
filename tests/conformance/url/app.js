// Checks URL against urltestdata.json and setters_tests.json; gives the cases that come out otherwise.
const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'hash'];

/** Parts that differ from what a case of the parsing table expects. */
function parsed(test) {
  const base = test.base ?? undefined;
  const can = URL.canParse(test.input, base);
  if (can === Boolean(test.failure)) return can ? ['is parsed'] : ['is refused'];
  if (test.failure) return [];
  const url = new URL(test.input, base);
  return PARTS.filter((part) => part in test && url[part] !== test[part]).map((part) => `${part} is ${url[part]}`);
}

function set(part, test) {
  const url = new URL(test.href);
  url[part] = test.new_value;
  return Object.keys(test.expected).filter((key) => url[key] !== test.expected[key]).map((key) => `${key} is ${url[key]}`);
}

export default function ({ parsing, setting }) {
  const failures = [];
  const check = (what, found) => {
    if (found.length) failures.push(`${what}: ${JSON.stringify(found.join(', '))}`);
  };
  for (const test of parsing) {
    if (typeof test === 'string') continue;
    check(JSON.stringify([test.input, test.base ?? undefined]), parsed(test));
  }
  const { comment, ...parts } = setting;
  for (const [part, tests] of Object.entries(parts)) {
    for (const test of tests) check(`${part} of ${JSON.stringify([test.href, test.new_value])}`, set(part, test));
  }
  return failures;
}
