// multipart/form-data, written as https://html.spec.whatwg.org/multipage/form-control-infrastructure.html
// #multipart-form-data has it, read as https://andreubotella.github.io/multipart-form-data/ has it.
import { File, isFile, piecesOf } from 'jsc:blob';
import { decodeUtf8WithMark, encodeUtf8, find } from 'jsc:bytes';
import { FormData, entriesOf } from 'jsc:form-data';
import { isToken, trim, trimEnd, trimStart } from 'jsc:headers/syntax';

const ESCAPES = [['\n', '%0A', '%0a'], ['\r', '%0D', '%0d'], ['"', '%22']];
const BLANKS = ' \t';
const withCrlf = (text) => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\n', '\r\n');
const escape = (text) => ESCAPES.reduce((out, [character, escaped]) => out.replaceAll(character, escaped), text);

function unescape(text) {
  for (const [character, ...forms] of ESCAPES) {
    for (const form of forms) text = text.replaceAll(form, character);
  }
  return text;
}

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

const FORM_DATA = 'form-data';

/** The value in quotes of the parameter `name` that a text starts with, and what follows; undefined for another one. */
function readParameter(text, name) {
  if (text[0] !== ';') return undefined;
  const declared = trimStart(text.slice(1), BLANKS);
  const start = `${name}="`;
  const end = declared.indexOf('"', start.length);
  if (declared.slice(0, start.length).toLowerCase() !== start || end < 0) return undefined;
  return { value: declared.slice(start.length, end), rest: declared.slice(end + 1) };
}

/** What one line of a part's header says. */
function readHeader(line, part) {
  const colon = line.indexOf(':');
  const name = trimEnd(line.slice(0, Math.max(colon, 0)), BLANKS).toLowerCase();
  const value = trim(line.slice(colon + 1), BLANKS);
  if (!isToken(name)) throw malformed('a header has no name');
  if (name === 'content-type') part.type = value;
  if (name !== 'content-disposition') return;
  const isFormData = value.slice(0, FORM_DATA.length).toLowerCase() === FORM_DATA;
  const named = isFormData ? readParameter(value.slice(FORM_DATA.length), 'name') : undefined;
  const filed = named && readParameter(named.rest, 'filename');
  const rest = (filed ?? named)?.rest;
  if (rest !== '' && rest?.[0] !== ';') throw malformed('a part is no form-data with a name');
  part.name = unescape(named.value);
  part.filename = filed && unescape(filed.value);
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
