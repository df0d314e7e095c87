// multipart/form-data, written as https://html.spec.whatwg.org/multipage/form-control-infrastructure.html
// #multipart-form-data has it, read as https://andreubotella.github.io/multipart-form-data/ has it.
import { File, isFile, piecesOf } from 'jsc:blob';
import { decodeUtf8WithMark, encodeUtf8, find } from 'jsc:bytes';
import { FormData, entriesOf } from 'jsc:form-data';

const ESCAPES = { '\n': '%0A', '\r': '%0D', '"': '%22' };
const withCrlf = (text) => text.replace(/\r\n?|\n/g, '\r\n');
const escape = (text) => text.replace(/[\n\r"]/g, (character) => ESCAPES[character]);
const unescape = (text) => text.replace(/%0A|%0D|%22/gi, decodeURIComponent);

/** A boundary that a body is all but sure not to have in it. */
function makeBoundary() {
  const digits = () => Math.random().toString(36).slice(2, 14).padEnd(12, '0');
  return `----formdata-jsc-${digits()}${digits()}`;
}

/** The body of `data`: its boundary, and arrays of bytes to be sent one after the other. */
export function serialize(data) {
  const boundary = makeBoundary();
  const pieces = [];
  for (const [name, value] of entriesOf(data)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escape(withCrlf(name))}"`;
    if (!isFile(value)) {
      pieces.push(encodeUtf8(`${head}\r\n\r\n${withCrlf(value)}\r\n`));
      continue;
    }
    const type = value.type || 'application/octet-stream';
    pieces.push(
      encodeUtf8(`${head}; filename="${escape(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`),
      ...piecesOf(value),
      encodeUtf8('\r\n'),
    );
  }
  pieces.push(encodeUtf8(`--${boundary}--\r\n`));
  return { boundary, pieces };
}

const malformed = (what) => new TypeError(`the multipart body is malformed: ${what}`);
const CRLF = [0x0d, 0x0a];
const [DASH, CR, LF] = [0x2d, 0x0d, 0x0a];

/** What one line of a part's header says. */
function readHeader(line, part) {
  const [, name, value] = /^([^\s:]+)[ \t]*:[ \t]*(.*)$/s.exec(line) ?? [];
  if (name === undefined) throw malformed('a header has no name');
  if (name.toLowerCase() === 'content-type') part.type = value.trimEnd();
  if (name.toLowerCase() !== 'content-disposition') return;
  const given = /^form-data;[ \t]*name="([^"]*)"(?:;[ \t]*filename="([^"]*)")?(?:;.*)?[ \t]*$/is.exec(value);
  if (!given) throw malformed('a part is no form-data with a name');
  part.name = unescape(given[1]);
  part.filename = given[2] === undefined ? undefined : unescape(given[2]);
}

/** The header of the part at `at`, and where its body starts. */
function readHead(bytes, at) {
  const part = { name: undefined, filename: undefined, type: undefined };
  for (;;) {
    const end = find(bytes, CRLF, at);
    if (end < 0) throw malformed('a header does not end');
    const line = decodeUtf8WithMark(bytes.subarray(at, end));
    at = end + CRLF.length;
    if (line === '') break;
    readHeader(line, part);
  }
  if (part.name === undefined) throw malformed('a part has no Content-Disposition');
  return [part, at];
}

function valueOf({ filename, type = 'text/plain' }, bytes) {
  return filename === undefined ? decodeUtf8WithMark(bytes) : new File([bytes], filename, { type });
}

/**
 * The FormData in a body.
 * @throws {TypeError} for what is no multipart body of that boundary.
 */
export function parse(bytes, boundary) {
  const data = new FormData();
  const delimiter = encodeUtf8(`\r\n--${boundary}`);
  let at = 0;
  while (bytes[at] === CR && bytes[at + 1] === LF) at += CRLF.length;
  if (find(bytes.subarray(at, at + delimiter.length), delimiter.subarray(CRLF.length), 0) !== 0) {
    throw malformed('it does not start with the boundary');
  }
  at += delimiter.length - CRLF.length;
  while (bytes[at] !== DASH || bytes[at + 1] !== DASH) {
    if (bytes[at] !== CR || bytes[at + 1] !== LF) throw malformed('a boundary is not on a line of its own');
    const [part, start] = readHead(bytes, at + CRLF.length);
    // An empty body may share its line break with the boundary that follows.
    const end = find(bytes, delimiter, start - CRLF.length);
    if (end < 0) throw malformed('the last boundary is missing');
    data.append(part.name, valueOf(part, bytes.subarray(start, Math.max(start, end))));
    at = end + delimiter.length;
  }
  const rest = bytes.subarray(at + 2);
  if (rest.length && (rest[0] !== CR || rest[1] !== LF)) throw malformed('something follows the last boundary');
  return data;
}
