/**
 * Keeps a form's draft on the server while it is typed: two seconds after the last key, and when the page
 * is left. A form asks for it with `data-autosave="/address"`. Passwords and files never leave this way.
 */
const QUIET_MS = 2000;
const RETRY_MS = 15_000;

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

function draftOf(form) {
  const draft = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const secret = form.elements.namedItem(name)?.type === 'password';
    if (typeof value === 'string' && !secret) draft.append(name, value);
  }
  return draft;
}

/** The line that says whether the draft is kept; a page may place it, else it stands at the form's end. */
function statusLine(form) {
  const own =
    form.querySelector('[data-autosave-status]') ?? document.querySelector('[data-autosave-status]');
  if (own) return own;
  const line = document.createElement('p');
  line.className = 'gh-autosave';
  line.setAttribute('role', 'status');
  form.append(line);
  return line;
}

function statusText(answer) {
  if (answer === SAVED) return `Saved ${clock.format(new Date())}`;
  // The network is not to blame, and trying again helps only once somebody is signed in: the words say both.
  if (answer === SIGNED_OUT)
    return 'You are signed out. Sign in in another tab; your words stay here and are saved then.';
  return 'Not saved: check your connection. We will try again.';
}

const SAVED = 'saved';
const SIGNED_OUT = 'signed out';

/** Whoever is not signed in is sent to the sign-in page: nothing else of ours answers with another address. */
async function send(url, draft) {
  try {
    const response = await fetch(url, { method: 'POST', body: draft, credentials: 'same-origin' });
    if (response.redirected) return SIGNED_OUT;
    return response.ok ? SAVED : undefined;
  } catch {
    return undefined;
  }
}

function createSaver(form) {
  const url = form.dataset.autosave;
  const status = statusLine(form);
  let timer;
  let changed = false;
  let sending = false;

  const wait = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };

  async function save() {
    if (sending || !changed) return;
    sending = true;
    changed = false;
    const answer = await send(url, draftOf(form));
    const saved = answer === SAVED;
    sending = false;
    status.textContent = statusText(answer);
    if (!saved) changed = true;
    if (changed) wait(saved ? QUIET_MS : RETRY_MS);
  }

  return {
    touch: () => {
      changed = true;
      wait(QUIET_MS);
    },
    // The form itself is being sent now: a draft that arrives after it would come back to life.
    stop: () => {
      changed = false;
      clearTimeout(timer);
    },
    leave: () => {
      if (changed && navigator.sendBeacon(url, draftOf(form))) changed = false;
    },
  };
}

export function startAutosave() {
  for (const form of document.querySelectorAll('form[data-autosave]')) {
    const saver = createSaver(form);
    form.addEventListener('input', saver.touch);
    form.addEventListener('change', saver.touch);
    form.addEventListener('submit', saver.stop);
    addEventListener('pagehide', saver.leave);
  }
}
