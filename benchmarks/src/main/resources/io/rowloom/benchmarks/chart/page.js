'use strict';
(() => {
  const root = document.documentElement, body = document.body, all = (s) => [...document.querySelectorAll(s)];
  root.classList.add('js');
  const chosen = {};
  const show = () => {
    for (const part of all('main [data-shown]')) {
      part.hidden = Object.keys(chosen).some((key) => part.dataset[key] !== undefined && part.dataset[key] !== chosen[key]);
    }
    for (const button of all('[data-choose]')) button.setAttribute('aria-pressed', chosen[button.dataset.choose] === button.dataset.value);
  };
  for (const button of all('[data-choose][aria-pressed=true]')) chosen[button.dataset.choose] = button.dataset.value;
  for (const button of all('[data-choose]')) button.addEventListener('click', () => { chosen[button.dataset.choose] = button.dataset.value; show(); });

  const style = document.head.appendChild(document.createElement('style'));
  let pointed = '';
  const paint = () => {
    const hidden = all('[data-arm][aria-pressed=false]').map((b) => 'main .series.' + b.dataset.arm + '{display:none}');
    style.textContent = hidden.join('') + (pointed ? 'svg .series:not(.' + pointed + '){opacity:.13}' : '');
  };
  for (const button of all('[data-arm]')) {
    button.addEventListener('click', () => { button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true'); paint(); });
    button.addEventListener('pointerenter', () => { pointed = button.getAttribute('aria-pressed') === 'true' ? button.dataset.arm : ''; paint(); });
    button.addEventListener('pointerleave', () => { pointed = ''; paint(); });
  }

  const tip = document.getElementById('tip');
  document.addEventListener('pointermove', (event) => {
    const at = event.target.closest && event.target.closest('[data-tip]');
    tip.style.display = at ? 'block' : 'none';
    if (!at) return;
    tip.textContent = at.dataset.tip;
    tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
    tip.style.top = (event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18) + 'px';
  });

  for (const table of all('table.all')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.addEventListener('click', () => {
      const down = head.dataset.sorted !== 'down', text = (row) => row.cells[column].textContent, number = (t) => (t === '-' ? NaN : Number(t));
      heads.forEach((h) => delete h.dataset.sorted);
      head.dataset.sorted = down ? 'down' : 'up';
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const x = number(text(a)), y = number(text(b));
        return isNaN(x) || isNaN(y) ? (isNaN(x) - isNaN(y)) || text(a).localeCompare(text(b)) : x - y;
      });
      table.tBodies[0].append(...(down ? rows : rows.reverse()));
    }));
  }

  // …#picture=ID shows one figure only, for a screenshot; …&theme=light or dark: in these colours, whatever the browser prefers.
  const wanted = new URLSearchParams(location.hash.slice(1)), figure = document.getElementById(wanted.get('picture') || ''), theme = wanted.get('theme');
  if (theme) {
    root.style.colorScheme = theme;
    for (const rule of document.styleSheets[0].cssRules) {
      if (rule.media && rule.media.mediaText.includes('prefers-color-scheme: dark')) rule.media.mediaText = theme === 'dark' ? 'all' : 'not all';
    }
  }
  if (figure) {
    body.classList.add('picture');
    figure.classList.add('kept');
    figure.closest('section').classList.add('kept');
    if (figure.querySelector('.stroke, .range')) figure.before(document.querySelector('.legend'));
  } else {
    show();
  }
})();
