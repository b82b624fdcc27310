// Finds the first visible element with a role and a name, as a person with a
// screen reader would: arguments are the role, the name and, where it matters, the
// name of the group around it; an empty name fits all. A dialog hides what is behind it.
const [role, name, around] = arguments;

const NATIVE = {
  button: 'button, summary, input[type=button], input[type=submit]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  dialog: 'dialog[open]',
  group: 'fieldset',
  heading: 'h1, h2, h3, h4, h5, h6',
  img: 'img',
  link: 'a[href]',
  listitem: 'li',
  option: 'option',
  radio: 'input[type=radio]',
  row: 'tr',
  textbox: 'textarea, input:not([type]), input[type=text], input[type=password], input[type=search]',
};

const tidy = (text) => (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

function nameOf(element) {
  const ids = element.getAttribute('aria-labelledby');
  if (ids) return tidy(ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  if (element.matches('fieldset')) return tidy(element.querySelector('legend')?.textContent);
  if (element.ariaLabel) return tidy(element.ariaLabel);
  if (element.labels?.length) return tidy([...element.labels].map((it) => it.textContent).join(' '));
  if (element.matches('input, textarea, select')) return tidy(element.placeholder || element.title || element.value);
  return tidy(element.textContent) || tidy(element.alt || element.title);
}

const isVisible = (element) => element.getClientRects().length > 0;

const wanted = (root, role, name) => {
  const selector = [`[role="${role}"]`, NATIVE[role]].filter(Boolean).join(', ');
  const found = [...root.querySelectorAll(selector)].filter(isVisible);
  return (
    found.find((it) => nameOf(it) === tidy(name)) ??
    found.find((it) => nameOf(it).includes(tidy(name))) ??
    null
  );
};

const front = role === 'dialog' ? document : (document.querySelector('dialog:modal') ?? document);
const room = around ? wanted(front, 'group', around) : front;
return room && wanted(room, role, name);
