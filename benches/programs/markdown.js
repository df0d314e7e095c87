// Markdown to HTML with marked: headings, lists, tables, code, links, emphasis.
import { marked } from 'marked';

function document(sections) {
  const parts = [];
  for (let i = 0; i < sections; i++) {
    parts.push(
      `## Section ${i}: *what* it **says**`,
      `Some text with \`code\`, a [link](https://example.com/${i} "title ${i}"), an ![image](a${i}.png), ~~old~~ and <b>inline HTML</b>.\nA second line,  \nbroken, with an automatic https://example.org/?q=${i}&b=2 and an escape \\*.`,
      `1. first\n2. second\n   - nested ${i}\n   - [x] done\n3. third\n\n> A quote that _goes on_\n> for two lines.`,
      `| name | value | note |\n|:-----|------:|------|\n| a${i} | ${i * 3} | *x* |\n| b${i} | ${i * 5} | \`y\` |`,
      `\`\`\`js\nconst answer = ${i} < 42 && "yes";\nconsole.log(answer);\n\`\`\``,
      '---',
    );
  }
  return parts.join('\n\n');
}

const text = document(24);
let html = '';
for (let i = 0; i < 2; i++) html = marked.parse(text);
let hash = 0;
for (let i = 0; i < html.length; i++) hash = (Math.imul(hash, 31) + html.charCodeAt(i)) | 0;
console.log('markdown', text.length, html.length, hash);
