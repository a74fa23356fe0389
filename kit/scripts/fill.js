// "{n} of {total}" with its names filled in; numbers as the language writes them.
export function fill(text, values, figures) {
  const written = value => (figures && typeof value === 'number' ? figures.format(value) : value);
  return text.replace(/\{(\w+)\}/g, (whole, name) => written(values[name]) ?? whole);
}
