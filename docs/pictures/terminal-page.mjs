const STYLE = `
  body { margin: 0; background: #ffffff; }
  main { display: inline-block; margin: 16px; border-radius: 8px; background: #14202b; color: #dce6ee; }
  header { padding: 9px 16px; border-radius: 8px 8px 0 0; background: #223343; color: #9fb3c4;
           font: 13px 'DejaVu Sans', sans-serif; }
  pre { margin: 0; padding: 14px 18px 18px; font: 13px/1.45 'DejaVu Sans Mono', monospace; }
  .command { color: #8fd3a6; }
  .bar, .accepted { color: #6fc3a0; }
  .rule { color: #51687b; }
  .ready { color: #ffffff; font-weight: bold; }
  /* Letters of other scripts are wider than a terminal's column: they are set smaller, each run in its columns. */
  .run { display: inline-block; white-space: pre; text-align: center; }
  .run > bdi { font-size: 0.95em; }
  .run > :lang(am) { font-size: 0.76em; }
`;
/** Ethiopic, and Arabic with its digits. */
const OTHER_SCRIPTS =
  /[\u0600-\u06ff\u1200-\u137f][\u0600-\u06ff\u1200-\u137f ]*[\u0600-\u06ff\u1200-\u137f]/g;

/** A terminal as a web page: what was typed, and what was printed. */
export function terminalPage(command, printed) {
  const lines = printed.trimEnd().split('\n').map(line);
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
    <main><header>${escape(command)} · first run</header><pre><span class="command">$ ${escape(command)}</span>
${lines.join('\n')}</pre></main>`;
}

function line(text) {
  const html = escape(text)
    .replaceAll(
      OTHER_SCRIPTS,
      (run) =>
        `<span class="run" style="width:${columns(run)}ch"><bdi lang="${isEthiopic(run) ? 'am' : 'fa'}">${run}</bdi></span>`,
    )
    .replaceAll(/[█░]+/g, (bar) => `<span class="bar">${bar}</span>`)
    .replaceAll(/\bACCEPTED\b/g, '<span class="accepted">ACCEPTED</span>');
  if (/^\s*─/.test(text)) return `<span class="rule">${html}</span>`;
  return text.startsWith('ASAN Franchise is ready') ? `<span class="ready">${html}</span>` : html;
}

function isEthiopic(run) {
  return /[\u1200-\u137f]/.test(run);
}

/** Columns that the program reckoned with: one for each letter, none for a combining mark. */
function columns(run) {
  return [...run].filter((letter) => !/\p{Mn}/u.test(letter)).length;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
