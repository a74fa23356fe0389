// @ts-check
// The learners' answers in the browser's own store: one record for each line, so that two tabs lose nothing.

const STORE = 'lines';
const LONGEST_OPENING = 10000; // some browsers never answer where storage is blocked

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('heart-to-heart-answers', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE, { autoIncrement: true }).createIndex('learner', 'learner');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    setTimeout(() => reject(new Error('The store does not answer.')), LONGEST_OPENING);
  });
}

/**
 * Do something in one transaction, and wait until it is on the disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function transact(mode, act) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(STORE, mode, { durability: 'strict' });
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    base.close();
  }
}

/**
 * Keep a line, which ends in a line break.
 * @param {string} learner
 * @param {string} line
 */
export async function addLine(learner, line) {
  await transact('readwrite', store => store.add({ learner, line }));
}

/**
 * Return the lines of a learner in the order of their keeping.
 * @param {string} learner
 * @returns {Promise<string[]>}
 */
export async function linesOf(learner) {
  const found = await transact('readonly', store => store.index('learner').getAll(learner));
  return found.map(record => record.line);
}

/**
 * Return the lines of all learners.
 * @returns {Promise<{learner: string, line: string}[]>}
 */
export async function allLines() {
  return transact('readonly', store => store.getAll());
}

/** Return whether the browser has room to write. */
export async function hasRoom() {
  const name = 'room';
  try {
    await transact('readwrite', store => {
      store.put({ line: name }, name);
      return store.delete(name);
    });
    return true;
  } catch {
    return false;
  }
}

/** Delete all answers of this browser. */
export async function forgetAll() {
  await transact('readwrite', store => store.clear());
}
