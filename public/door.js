// The only hand-written script, on every page. Everything works without it; it makes things quicker, and one thing comforting:
// what is under way shows it. Markup asks for help by data attributes; elements that need script are `hidden` until it is here.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, listen, options) => document.addEventListener(type, listen, options);
/** The nearest ancestor of an event's target that matches. */
const near = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

// The zone somebody is in, where a page asks: into a hidden field or a list that knows it, unless it was chosen already.
for (const field of all('[data-zone]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && (field.type === 'hidden' || all('option', field).some((option) => option.value === zone))) field.value = zone;
}

// A web address follows a name for as long as nobody has written another: as OrgSlug::suggest makes one.
for (const part of all('[data-follows]')) {
  const [slug, name] = [part.querySelector('input'), document.getElementById(part.dataset.follows)];
  const [first, begun] = [name.value, slug.value];
  const spelt = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  const made = (text) => text.toLowerCase().replace(/[äöüß]/g, (letter) => spelt[letter]).replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').slice(0, 40).replace(/-$/, '');
  let own = false;
  slug.addEventListener('input', () => (own = slug.value !== ''));
  name.addEventListener('input', () => own || (slug.value = name.value === first ? begun : made(name.value)));
}

// Looking at a password, never while it is sent: password managers watch the type.
for (const eye of all('[data-reveal]')) eye.hidden = false;
on('click', (event) => {
  const eye = near(event, '[data-reveal]');
  if (!eye) return;
  const field = document.getElementById(eye.dataset.reveal);
  const shown = field.type === 'text';
  field.type = shown ? 'password' : 'text';
  eye.setAttribute('aria-pressed', String(!shown));
  field.focus();
});
on('submit', (event) => {
  for (const eye of all('[data-reveal][aria-pressed=true]', event.target)) document.getElementById(eye.dataset.reveal).type = 'password';
});

// Six digits: the next cell lights up; the sixth digit that a person types or pastes sends the form, once.
for (const code of all('[data-code]')) {
  const digits = Number(code.dataset.code);
  const fill = () => (code.parentElement.dataset.filled = Math.min(code.value.length, digits));
  code.addEventListener('input', (event) => {
    const value = code.value.replace(/\D/g, '').slice(0, digits);
    if (value !== code.value) code.value = value;
    fill();
    // A browser that fills fields in by itself says no inputType: then nothing is sent without a person.
    if (value.length === digits && event.inputType && !code.form.dataset.sent) {
      code.form.dataset.sent = '1';
      code.form.requestSubmit();
    }
  });
  fill();
}

// "Send again" may be pressed in so many seconds; what says so is [data-left] inside it.
for (const again of all('[data-wait]')) {
  let left = Number(again.dataset.wait);
  const shown = again.querySelector('[data-left]');
  const tick = () => {
    again.disabled = left > 0;
    if (shown) shown.textContent = left > 0 ? ` ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` : '';
    if (left-- > 0) setTimeout(tick, 1000);
  };
  tick();
}

// A form under way shows it after 150 ms and can't be sent twice.
on('submit', (event) => {
  const form = event.target;
  const method = event.submitter?.getAttribute('formmethod') ?? form.method;
  // What answers with a file, or in another tab, leaves the page where it is.
  if (event.defaultPrevented || method === 'get' || method === 'dialog' || form.target || event.submitter?.hasAttribute('data-file')) return;
  if (form.dataset.under === 'way') return event.preventDefault();
  form.dataset.under = 'way';
  const button = event.submitter;
  setTimeout(() => form.dataset.under && button?.setAttribute('aria-busy', 'true'), 150);
  setTimeout(rest, 15_000);
});
const rest = () => {
  for (const form of all('form')) delete form.dataset.under, delete form.dataset.sent;
  for (const button of all('[aria-busy=true]')) button.removeAttribute('aria-busy');
};
// Back by the browser's button, out of its memory: as before.
addEventListener('pageshow', (event) => event.persisted && rest());
// A search leaves nothing empty in the address.
on('formdata', (event) => {
  if (!event.target.hasAttribute('data-tidy')) return;
  for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
});

// Proof of work, where a crowded network needs one: altcha's workers begin at once, and a form sent meanwhile waits for them.
// Where they can't run, the field stays empty and the form's ticket has to do, as without script.
const proofs = new WeakMap();
for (const field of all('[data-challenge]')) {
  if (!window.crypto?.subtle) continue;
  const challenge = JSON.parse(field.dataset.challenge);
  const hands = Math.min(navigator.hardwareConcurrency || 2, 8);
  const workers = Array.from({ length: hands }, () => new Worker('/altcha/pbkdf2.js'));
  const solved = new Promise((settle) => {
    workers.forEach((worker, nth) => {
      worker.onmessage = ({ data }) => settle(data?.error ? null : data);
      worker.onerror = () => settle(null);
      worker.postMessage({ type: 'work', challenge, counterStart: nth, counterStep: hands });
    });
  });
  proofs.set(field.form, solved.then((solution) => {
    for (const worker of workers) worker.terminate();
    if (solution) field.value = btoa(JSON.stringify({ challenge, solution }));
    proofs.delete(field.form);
  }));
}
on('submit', (event) => {
  const proof = proofs.get(event.target);
  if (!proof) return;
  event.preventDefault();
  const { target: form, submitter } = event;
  submitter?.setAttribute('aria-busy', 'true');
  proof.then(() => form.requestSubmit(submitter));
}, { capture: true });

// Copying, and saying so for two seconds.
if (navigator.clipboard) for (const copy of all('[data-copy]')) copy.hidden = false;
on('click', async (event) => {
  const copy = near(event, '[data-copy]');
  if (!copy) return;
  await navigator.clipboard.writeText(copy.dataset.copy);
  copy.dataset.copied = '';
  setTimeout(() => delete copy.dataset.copied, 2000);
});

// The look changes in place; the choice is kept by the same form that works without script.
on('submit', (event) => {
  if (!event.target.hasAttribute('data-theme-switch')) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const root = document.documentElement;
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
  for (const button of all('button', event.target)) button.setAttribute('aria-pressed', String(button === event.submitter));
  fetch(event.target.action, { method: 'POST', body: new URLSearchParams(new FormData(event.target, event.submitter)), redirect: 'manual' });
}, { capture: true });

// Words of success are said again, because what a page begins with isn't announced; and can be put away.
for (const flash of all('[data-flash]')) {
  const said = flash.querySelector('[role=status]');
  const text = said.textContent;
  said.textContent = '';
  setTimeout(() => (said.textContent = text), 100);
  for (const cross of all('[data-dismiss]', flash)) cross.hidden = false;
}
on('click', (event) => near(event, '[data-dismiss]')?.closest('[data-flash]').remove());

// A short list is searched as one types, by what its words begin with.
on('input', (event) => {
  const field = near(event, '[data-find]');
  if (!field) return;
  const sought = field.value.trim().toLowerCase();
  for (const entry of all('[data-found]', document.getElementById(field.dataset.find))) entry.hidden = !` ${entry.dataset.found}`.includes(` ${sought}`);
});

// Of many steps in one line, the one that one is at is in sight.
for (const step of all('[aria-current=step]')) step.closest('ol').scrollLeft = step.offsetLeft - 32;

// "/" goes to the search.
on('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || near(event, 'input:not([type=checkbox],[type=radio]),textarea,select')) return;
  const search = document.querySelector('[data-slash]');
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// Where to go, by a few letters: ⌘K or Ctrl K, arrows, Enter.
const palette = document.getElementById('palette');
if (palette) {
  const [field, opener, sought] = [palette.querySelector('input'), document.querySelector('[commandfor=palette]'), palette.querySelector('[data-sought]')];
  if (/Mac|iP/.test(navigator.platform)) opener.querySelector('kbd').textContent = '⌘K';
  opener.hidden = false;
  // What the rail leads to needs no second list of it: its places first, one's own pages and other organisations last.
  const list = palette.querySelector('ul');
  const made = (goal) => {
    const [entry, link, name] = ['li', 'a', 'span'].map((tag) => document.createElement(tag));
    entry.dataset.found = goal.dataset.goal.toLowerCase();
    link.href = goal.href;
    link.className = list.dataset.each;
    name.className = 'truncate';
    name.textContent = goal.dataset.goal;
    link.append(goal.firstElementChild.cloneNode(true), name);
    entry.append(link);
    return entry;
  };
  list.prepend(...all('#rail > [data-goal]').map(made));
  list.append(...all('#rail > :not([data-goal]) [data-goal]').map(made));
  if (sought) list.append(sought);
  const links = () => all('li:not([hidden]) a', list);
  field.addEventListener('input', () => {
    const text = field.value.trim();
    if (!sought) return;
    sought.hidden = !text;
    sought.querySelector('a').href = sought.dataset.sought + encodeURIComponent(text);
    sought.querySelector('b').textContent = text;
  });
  on('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (palette.open) return palette.close();
    if (document.querySelector('dialog:modal')) return;
    palette.showModal();
    field.select();
  });
  palette.addEventListener('keydown', (event) => {
    const [shown, step] = [links(), { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (step) {
      event.preventDefault();
      (shown[shown.indexOf(document.activeElement) + step] ?? (step > 0 ? shown.at(-1) : null) ?? field).focus();
    } else if (event.key === 'Enter' && event.target === field) {
      event.preventDefault();
      shown[0]?.click();
    } else if (event.key === 'Escape') {
      // A search field would only be emptied by it.
      event.preventDefault();
      palette.close();
    }
  });
}

// A row that is too long for the screen begins where one is.
for (const row of all('[data-row]')) {
  const here = row.querySelector('[aria-current]');
  if (here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

// A question that the address asked for stands in front of the page, and is gone from the address with its answer.
for (const dialog of all('dialog[open]')) {
  dialog.close();
  dialog.showModal();
  const address = new URL(location);
  address.searchParams.delete('do');
  history.replaceState(null, '', address);
}

// What is under way is looked at again, and only what changes is changed; without script the page comes anew.
const watch = async () => {
  const live = document.querySelector('[data-live]');
  if (!live) return;
  if (!document.hidden) {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page && page.getElementById(live.id);
    // Nothing is pulled away from under a keyboard until it is the last time.
    if (fresh && (!live.contains(document.activeElement) || !fresh.hasAttribute('data-live'))) {
      live.replaceWith(fresh);
      tell(fresh);
      // At its end, whatever else on the page speaks of it says so too.
      if (!fresh.hasAttribute('data-live')) for (const old of all('[data-beside-live]')) old.replaceWith(page.getElementById(old.id) ?? '');
    }
  }
  setTimeout(watch, Number(live.dataset.live) || 1500);
};
// What has changed is said in one line, and can be copied.
const tell = (fresh) => {
  const said = document.getElementById(`${fresh.id}-said`);
  if (said && said.textContent !== fresh.dataset.said) said.textContent = fresh.dataset.said ?? '';
  if (navigator.clipboard) for (const copy of all('[data-copy]', fresh)) copy.hidden = false;
};
setTimeout(watch, 1000);
// A form that is answered in another tab sets something going here.
on('submit', ({ target: form }) => {
  const live = document.getElementById(form.dataset.watch);
  if (!live || live.hasAttribute('data-live')) return;
  live.dataset.live = '';
  setTimeout(watch, 1500);
});

// Browsers that don't know invoker commands yet.
if (!('commandForElement' in HTMLButtonElement.prototype)) {
  on('click', (event) => {
    const button = near(event, 'button[commandfor]');
    const dialog = button && document.getElementById(button.getAttribute('commandfor'));
    if (dialog) dialog[button.getAttribute('command') === 'close' ? 'close' : 'showModal']();
  });
}
