/**
 * Sends a file so that it goes on after a break: the server says how far it came, and the rest is sent. A form asks
 * for it with `data-upload="/address"`; without this script the same form posts the file in one go.
 */
const TRIES = 8;
const WAIT_MS = 1500;

class Refused extends Error {}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** XMLHttpRequest, since fetch does not tell how much of a body was sent. */
function put(url, file, offset, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('upload-offset', String(offset));
    request.setRequestHeader('upload-length', String(file.size));
    request.setRequestHeader('upload-name', encodeURIComponent(file.name));
    request.upload.addEventListener('progress', (event) => onProgress(offset + event.loaded));
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => reject(new Error('the line was cut')));
    request.send(file.slice(offset));
  });
}

async function offsetOf(url) {
  const response = await fetch(url, { method: 'HEAD', credentials: 'same-origin' });
  if (response.status === 404) throw new Refused('No file can be added here any more. Go back to the files.');
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return Number(response.headers.get('upload-offset'));
}

/** Where to go on to; throws {@link Refused} with words for the sender, or another error where it may be tried again. */
async function sendFrom(url, file, offset, onProgress) {
  const answer = await put(url, file, offset, onProgress);
  if (answer.status === 201) return JSON.parse(answer.responseText).next;
  if (answer.status === 204 || answer.status === 409) return undefined;
  if (answer.status >= 500 && answer.status !== 503) throw new Error(`answered ${answer.status}`);
  let message;
  try {
    ({ message } = JSON.parse(answer.responseText));
  } catch {
    message = undefined;
  }
  throw new Refused(message ?? 'The file was not taken. Reload the page and try again.');
}

async function send(url, file, show) {
  let failures = 0;
  let offset = 0;
  while (failures < TRIES) {
    try {
      const next = await sendFrom(url, file, offset, show.progress);
      if (next) return next;
      offset = await offsetOf(url);
    } catch (error) {
      if (error instanceof Refused) throw error;
      failures += 1;
      show.text('The connection broke. It goes on by itself.');
      await pause(WAIT_MS * failures);
      offset = await offsetOf(url).catch((cause) => {
        if (cause instanceof Refused) throw cause;
        return offset;
      });
    }
  }
  throw new Refused(
    'The connection broke again and again. Nothing that arrived is lost: press “Add this file” to go on.',
  );
}

function display(form) {
  const box = form.querySelector('[data-upload-progress]');
  const bar = box.querySelector('progress');
  const status = box.querySelector('[data-upload-status]');
  return {
    begin: (file) => {
      box.hidden = false;
      bar.value = 0;
      status.textContent = `Sending ${file.name}`;
    },
    progressOf: (file) => (sent) => {
      const percent = Math.min(100, Math.floor((100 * sent) / Math.max(1, file.size)));
      if (percent === bar.value) return;
      bar.value = percent;
      // Said at quarters: a voice that counts to a hundred is no help.
      if (percent % 25 === 0) status.textContent = `${percent} % sent`;
    },
    text: (words) => {
      status.textContent = words;
    },
  };
}

function enhance(form) {
  const input = form.querySelector('input[type="file"]');
  const button = form.querySelector('button');
  const shown = display(form);
  const take = (files) => {
    if (files.length === 0) return;
    const chosen = new DataTransfer();
    chosen.items.add(files[0]);
    input.files = chosen.files;
    shown.begin(files[0]);
    shown.text(`${files[0].name} is ready. Press “Add this file”.`);
    button.focus();
  };
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener('paste', (event) => take(event.clipboardData.files));
  form.addEventListener('submit', async (event) => {
    const [file] = input.files;
    // Nothing chosen, or nothing in it: the form itself says so.
    if (!file || file.size === 0) return;
    event.preventDefault();
    button.disabled = true;
    shown.begin(file);
    try {
      const url = `${form.dataset.upload}/pieces`;
      location.assign(await send(url, file, { progress: shown.progressOf(file), text: shown.text }));
    } catch (error) {
      shown.text(error.message);
      button.disabled = false;
    }
  });
}

export function startUpload() {
  for (const form of document.querySelectorAll('form[data-upload]')) enhance(form);
}
