/** An import that was begun, kept in this browser until it is done: a page that is closed goes on where it was. */
import type { Given, Settings } from './messages.ts'

export interface KeptImport {
  files: Given[]
  settings: Settings
  /** True if it was confirmed, so that it goes on by itself. */
  confirmed: boolean
}

const STORE = 'imports'

function withStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('mingzhang-import', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => {
        database.close()
        resolve(request.result)
      }
      transaction.onabort = () => {
        database.close()
        reject(transaction.error)
      }
    }
  })
}

/** @param account whose import it is */
export async function keepImport(account: string, kept: KeptImport): Promise<void> {
  await withStore('readwrite', (store) => store.put(kept, account))
}

/** Import that an account began in this browser; null when there is none. */
export async function findImport(account: string): Promise<KeptImport | null> {
  const found = await withStore<KeptImport | undefined>('readonly', (store) => store.get(account))
  return found ?? null
}

/** Deletes the import that an account began in this browser. */
export async function forgetImport(account: string): Promise<void> {
  await withStore('readwrite', (store) => store.delete(account))
}
