// @ts-check
// Files of the site that the browser keeps and that are not as they were built: after a fault of the disk, or where a
// filter of the network gave a page of its own in the place of a file. They would be damaged at each visit.

const LENGTH = 16;

/**
 * Drop the files that are damaged, so that the browser fetches them again; nothing without a network.
 * @param {URL} root - Address of the site.
 * @returns {Promise<boolean>} whether one was
 */
export async function dropDamaged(root) {
  /** @type {Record<string, string>} */
  const digests = await (await fetch(new URL('digests.json', root), { cache: 'no-store' })).json();
  let isOne = false;
  for (const name of (await caches.keys()).filter(each => each.startsWith('kit-'))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const known = request.url.startsWith(root.href) && digests[request.url.slice(root.href.length)];
      const kept = known && (await cache.match(request));
      if (!kept || (await digestOf(await kept.arrayBuffer())) === known) continue;
      isOne = true;
      await cache.delete(request);
    }
  }
  return isOne;
}

/**
 * Return the beginning of the SHA-256 of a file, as `kit site` writes it.
 * @param {ArrayBuffer} content
 */
async function digestOf(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...bytes]
    .map(each => each.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, LENGTH);
}
