// @ts-check
/**
 * Return a text such as "{n} of {total}" with its names filled in; numbers as `figures` writes them.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values
 * @param {Intl.NumberFormat} [figures]
 */
export function fill(text, values, figures) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    return figures && typeof value === 'number' ? figures.format(value) : String(value);
  });
}
