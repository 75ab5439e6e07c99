/**
 * Turns a search field into a combobox with a list of people (ARIA practices: list autocomplete, manual
 * choice). The name goes out in a POST body, never in an address. Without this script the field has its
 * Search button and works the same.
 */
const QUIET_MS = 250;
const MIN_LETTERS = 2;

async function findPeople(url, query, signal) {
  const body = new URLSearchParams({ query });
  const response = await fetch(url, { method: 'POST', body, credentials: 'same-origin', signal });
  if (!response.ok || response.redirected) throw new Error(`search answered ${response.status}`);
  return response.json();
}

function foundText(count, more) {
  if (more) return `The first ${count}: type more letters`;
  if (count === 0) return 'Nobody found by that name. Try fewer letters.';
  return count === 1 ? '1 person found' : `${count} people found`;
}

function optionFor(person, id) {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.className = 'gh-person-search__option';
  const name = document.createElement('span');
  name.textContent = person.label;
  option.append(name);
  if (person.detail) {
    const detail = document.createElement('span');
    detail.className = 'gh-muted';
    detail.textContent = ` ${person.detail}`;
    option.append(detail);
  }
  return option;
}

/** The list and the spoken count, placed after the field, and the combobox roles on the field itself. */
function buildParts(input) {
  const list = document.createElement('ul');
  list.id = `${input.id}-list`;
  list.className = 'gh-person-search__list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'People found');
  list.hidden = true;
  const status = document.createElement('p');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  input.after(status, list);
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
    ['autocomplete', 'off'],
  ]) {
    input.setAttribute(name, value);
  }
  return { list, status };
}

/** Opens, closes and walks the list; the focus stays in the field all the while. */
function createList(input, list) {
  let active = -1;
  const mark = (index) => {
    const options = [...list.children];
    active = options.length === 0 ? -1 : (index + options.length) % options.length;
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === active));
    const current = options[active];
    if (current) {
      input.setAttribute('aria-activedescendant', current.id);
      current.scrollIntoView({ block: 'nearest' });
    }
  };
  const close = () => {
    active = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const show = (people) => {
    close();
    list.replaceChildren(...people.map((person, index) => optionFor(person, `${list.id}-${index}`)));
    list.hidden = people.length === 0;
    input.setAttribute('aria-expanded', String(people.length > 0));
  };
  return {
    close,
    show,
    next: () => mark(active + 1),
    previous: () => mark(Math.max(active, 0) - 1),
    at: () => active,
  };
}

/** Does what a key does in the field; true where it has done its work and goes no further. */
function pressKey(key, list, people, choose) {
  const person = people[list.at()];
  if (key === 'ArrowDown') list.next();
  else if (key === 'ArrowUp') list.previous();
  else if (key === 'Enter') {
    // The form is never sent from here: one is choosing, not finished.
    if (person) choose(person);
  } else {
    if (key === 'Escape') list.close();
    return false;
  }
  return true;
}

/** Shown again where the search does not answer: the text beside it says to use it. */
function offerButton(input, failed) {
  const parts = input.closest('.gh-person-search');
  parts?.classList.toggle('gh-person-search--by-button', failed);
}

/** Looks people up as one types, one request at a time: a late answer never replaces a newer one. */
function createSearch(input, found) {
  let timer;
  let request;
  const search = async (query) => {
    request = new AbortController();
    try {
      found(await findPeople(input.dataset.personSearch, query, request.signal));
    } catch (error) {
      if (error.name !== 'AbortError') found(undefined);
    }
  };
  return () => {
    clearTimeout(timer);
    request?.abort();
    const query = input.value.trim();
    if (query.length < MIN_LETTERS) found({ people: [] });
    else timer = setTimeout(search, QUIET_MS, query);
  };
}

/**
 * @param input the search field; `data-person-search` is the address, `data-target` the hidden field's name
 * @param onChoose told of the person once chosen
 */
export function enhancePersonSearch(input, onChoose) {
  const typedBefore = document.activeElement === input && input.value.trim() !== '';
  const { list: element, status } = buildParts(input);
  const list = createList(input, element);
  let people = [];
  const choose = (person) => {
    input.value = person.label;
    list.close();
    status.className = 'govuk-visually-hidden';
    status.textContent = `${person.label} chosen`;
    onChoose(person);
  };
  const search = createSearch(input, (found) => {
    people = found?.people ?? [];
    list.show(people);
    const asked = input.value.trim().length >= MIN_LETTERS;
    // What is to be done next is shown to all; how many were found, the list shows by itself.
    const shown = !found || found.more || (asked && people.length === 0);
    status.className = shown ? 'gh-muted' : 'govuk-visually-hidden';
    offerButton(input, !found);
    if (!found) status.textContent = 'The search does not answer. Use the Search button.';
    else status.textContent = asked ? foundText(people.length, found.more) : '';
  });
  input.addEventListener('input', () => {
    onChoose(undefined);
    search();
  });
  input.addEventListener('keydown', (event) => {
    if (element.hidden && event.key !== 'Enter') return;
    if (pressKey(event.key, list, people, choose)) event.preventDefault();
  });
  input.addEventListener('blur', list.close);
  // The press, not the click: the field would lose the focus, and the list close, between the two.
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const index = [...element.children].indexOf(event.target.closest('[role="option"]'));
    if (people[index]) choose(people[index]);
  });
  // On a slow line one is in the middle of a name before this script is there.
  if (typedBefore) search();
}

export function startPersonSearch() {
  for (const input of document.querySelectorAll('input[data-person-search]')) {
    const scope = input.form ?? document;
    const name = CSS.escape(input.dataset.target);
    const target = scope.querySelector(`input[type="hidden"][name="${name}"]`);
    const chosen = scope.querySelector(`[data-person-chosen="${name}"]`);
    enhancePersonSearch(input, (person) => {
      if (target) target.value = person?.id ?? '';
      if (chosen)
        chosen.textContent = person
          ? `Chosen: ${[person.label, person.detail].filter(Boolean).join(', ')}`
          : '';
      target?.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
}
