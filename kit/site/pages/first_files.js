// @ts-check

const AT_ONCE = 4;

/**
 * Fetch files, and tell how much of them is here; after one that does not come, the others are not waited for.
 * @param {URL} root - Address of the site.
 * @param {[path: string, bytes: number][]} files
 * @param {(here: number, total: number) => void} show - In bytes; never called where there is nothing to fetch.
 */
export async function fetchAll(root, files, show) {
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  const end = new AbortController();
  const left = files.values();
  let here = 0;
  const fetchRest = async () => {
    for (const [path] of left) {
      const response = await fetch(new URL(path, root), { signal: end.signal });
      if (!response.ok || !response.body) throw new Error(`${response.status} ${path}`);
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (end.signal.aborted) return;
        here += part.value.length;
        show(here, total);
      }
    }
  };
  if (files.length) show(here, total);
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchRest));
  } finally {
    end.abort();
  }
}
