/**
 * Says, five minutes before the session ends, that it will, and offers to go on. It never takes the focus:
 * whoever is typing goes on typing, and a screen reader is told by the alert.
 */
const WARN_SECONDS = 5 * 60;

function minutesText(secondsLeft) {
  const minutes = Math.ceil(secondsLeft / 60);
  return minutes <= 1 ? 'in less than a minute' : `in ${minutes} minutes`;
}

/** True if the server has kept the session; an ended one redirects to the sign-in page instead. */
async function keepSession(action) {
  try {
    const response = await fetch(action, { method: 'POST', credentials: 'same-origin' });
    return response.ok && !response.redirected;
  } catch {
    return false;
  }
}

function createWarning(banner) {
  const wholeSeconds = Number(banner.dataset.sessionEndsIn);
  const message = banner.querySelector('[data-session-message]');
  const keepForm = banner.querySelector('form[data-session-keep]');
  let endsAt = Date.now() + wholeSeconds * 1000;
  let said = '';

  const say = (text) => {
    // A screen reader repeats an alert whenever its text is set, so it is set only when it differs.
    if (text !== said) message.textContent = text;
    said = text;
  };

  const look = () => {
    const left = Math.round((endsAt - Date.now()) / 1000);
    banner.hidden = left > WARN_SECONDS;
    if (banner.hidden) return;
    keepForm.hidden = left <= 0;
    say(
      left > 0
        ? `For your safety you will be signed out ${minutesText(left)}.`
        : 'You have been signed out. What was saved is kept: sign in again to go on.',
    );
  };

  const keep = async (event) => {
    event.preventDefault();
    if (await keepSession(keepForm.action)) {
      endsAt = Date.now() + wholeSeconds * 1000;
      said = '';
      look();
    } else {
      say('We could not keep you signed in. Check your connection and try again.');
    }
  };

  return { look, keep, keepForm };
}

export function startSessionWarning() {
  for (const banner of document.querySelectorAll('[data-session-ends-in]')) {
    const warning = createWarning(banner);
    warning.keepForm.addEventListener('submit', warning.keep);
    // A laptop that slept has missed its ticks, so the clock is read again when the page is seen again.
    document.addEventListener('visibilitychange', warning.look);
    setInterval(warning.look, 5000);
    warning.look();
  }
}
