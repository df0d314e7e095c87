// Strings: concatenation, slices, splitting and joining, searching, case, padding, Unicode.
const WORDS = 'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor'.split(' ');

function concatenate(count) {
  let text = '';
  for (let i = 0; i < count; i++) {
    text += WORDS[i % WORDS.length];
    text += i % 10 === 9 ? '.\n' : ' ';
  }
  return text;
}

function capitalize(text) {
  return text
    .split('\n')
    .map((line) => line.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '))
    .join('\n');
}

function caesar(text, shift) {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += code >= 97 && code <= 122 ? String.fromCharCode(((code - 97 + shift) % 26) + 97) : text[i];
  }
  return out;
}

function occurrences(text, word) {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) count++;
  return count;
}

function hash(text) {
  let h = 0;
  for (const c of text) h = (h * 31 + c.codePointAt(0)) | 0;
  return h;
}

function csv(rows) {
  const lines = [];
  for (let i = 0; i < rows; i++) {
    lines.push([i, `name ${i}`, `"quoted, ${i}"`, (i * 1.25).toFixed(2), i.toString(36).padStart(6, '0')].join(','));
  }
  return lines.join('\r\n');
}

function parseCsv(text) {
  return text.split('\r\n').map((line) => {
    const fields = [];
    let field = '';
    let quoted = false;
    for (const c of line) {
      if (c === '"') quoted = !quoted;
      else if (c === ',' && !quoted) {
        fields.push(field);
        field = '';
      } else field += c;
    }
    fields.push(field);
    return fields;
  });
}

const text = concatenate(60000);
const title = capitalize(text);
const emoji = [...'naïve café 🎉 日本語'.repeat(4000)].reverse().join('');
const table = parseCsv(csv(12500));
console.log(
  'strings',
  text.length, hash(title), hash(caesar(text, 7)), occurrences(text, 'dolor'), hash(emoji),
  table.length, hash(table.map((row) => row.slice(1).join('|')).join('\n')),
  text.replaceAll('ipsum', 'IPSUM').lastIndexOf('IPSUM'), title.trim().toLowerCase().includes('tempor lorem'),
);
