// Finds the first visible element with a role and a name, as a person with a
// screen reader would: arguments are the role and the name; an empty name fits all.
const [role, name] = arguments;

const NATIVE = {
  button: 'button, summary, input[type=button], input[type=submit]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  dialog: 'dialog[open]',
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
  if (element.ariaLabel) return tidy(element.ariaLabel);
  if (element.labels?.length) return tidy([...element.labels].map((it) => it.textContent).join(' '));
  if (element.matches('input, textarea, select')) return tidy(element.placeholder || element.title || element.value);
  return tidy(element.textContent) || tidy(element.alt || element.title);
}

const isVisible = (element) => element.getClientRects().length > 0;

const selector = [`[role="${role}"]`, NATIVE[role]].filter(Boolean).join(', ');
const found = [...document.querySelectorAll(selector)].filter(isVisible);
const wanted = tidy(name);
return (
  found.find((it) => nameOf(it) === wanted) ??
  found.find((it) => nameOf(it).includes(wanted)) ??
  null
);
