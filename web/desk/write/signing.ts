/**
 * Signing in the browser of a department. The private key is a WebCrypto key that cannot be exported, kept in
 * IndexedDB: scripts of this site can sign with it while the browser is open, nobody can carry it away. A request
 * is prepared, shown, signed and sent again; the caller shows what was prepared before it asks for the signature.
 */
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { type Prepared, readPrepared, type Signed, signPrepared } from '../../../worker/ledger/prepared.ts'

/** The key of one department in this browser. */
export interface DeskKey {
  department: string
  /** Raw Ed25519 public key, base64: what is registered in the ledger. */
  key: string
  sign(message: Uint8Array): Promise<Uint8Array>
  /** Origin of the ledger for which it signs, and for no other: the first that it signed for. Null before that. */
  ledger: string | null
  /** Binds it to a ledger. */
  bind(origin: string): Promise<void>
}

export interface DeskKeys {
  /** Null when this browser has no key of the department. */
  find(department: string): Promise<DeskKey | null>
  /**
   * Makes a key. One that is there already stays, as entries may be signed with it.
   *
   * @throws DOMException `ConstraintError` when there is one, `NotSupportedError` where the browser has no Ed25519
   */
  make(department: string): Promise<DeskKey>
  /** Deletes the key for good. Revoke it in the ledger too. */
  forget(department: string): Promise<void>
}

const DATABASE = 'mingzhang-desk'
const STORE = 'keys'

interface Stored {
  department: string
  pair: CryptoKeyPair
  ledger?: string
}

/** The keys that this browser keeps for the site. */
export function createDeskKeys(factory: IDBFactory, subtle: SubtleCrypto): DeskKeys {
  async function deskKey(stored: Stored): Promise<DeskKey> {
    const { department, pair, ledger = null } = stored
    const raw = await subtle.exportKey('raw', pair.publicKey)
    return {
      department,
      key: toBase64(new Uint8Array(raw)),
      sign: async (message) => new Uint8Array(await subtle.sign('Ed25519', pair.privateKey, message.slice())),
      ledger,
      bind: async (origin) => {
        await withStore(factory, 'readwrite', (store) => store.put({ ...stored, ledger: origin }))
      },
    }
  }

  return {
    async find(department) {
      const found = await withStore<Stored | undefined>(factory, 'readonly', (store) => store.get(department))
      return found === undefined ? null : deskKey(found)
    },
    async make(department) {
      // `false`: the private half never leaves the browser's key store. The public half always can.
      const pair = await subtle.generateKey('Ed25519', false, ['sign', 'verify'])
      if (!('privateKey' in pair)) throw new DOMException('no key pair', 'NotSupportedError')
      const stored: Stored = { department, pair }
      await withStore(factory, 'readwrite', (store) => store.add(stored))
      return deskKey(stored)
    },
    async forget(department) {
      await withStore(factory, 'readwrite', (store) => store.delete(department))
    },
  }
}

async function withStore<T>(
  factory: IDBFactory,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = factory.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'department' })
  const database = await settled(opening)
  try {
    const transaction = database.transaction(STORE, mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    // A request that fails also aborts its transaction: it is told once.
    done.catch(() => undefined)
    const result = await settled(work(transaction.objectStore(STORE)))
    await done
    return result
  } finally {
    database.close()
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Means of sending requests: with credentials and idempotency key, as the caller has them. */
export interface Sending {
  fetcher: typeof fetch
  headers: Readonly<Record<string, string>>
}

/** A request that was prepared; or the answer of the server, when it refused or had recorded it before. */
export type Preparation = { prepared: Prepared } | { response: Response }

/** Asks what a request would record. Nothing is recorded. */
export async function prepareRequest(path: string, body: object, sending: Sending): Promise<Preparation> {
  const response = await send(path, body, sending, { prefer: 'prepare' })
  const isPrepared = response.ok && response.headers.get('preference-applied') === 'prepare'
  return isPrepared ? { prepared: await response.json() } : { response }
}

/**
 * Signs what was prepared, as far as it is of the department of the key.
 *
 * @throws LedgerError `malformed_leaf` when what is to be signed is not what was shown, or of another ledger than before
 */
export async function signRequest(
  prepared: Prepared,
  { department, sign, ledger, bind }: DeskKey,
): Promise<Signed> {
  const [first] = prepared.drafts
  const origin = first === undefined ? null : readPrepared(first).origin
  const signed = await signPrepared(prepared, new Set([department]), sign, ledger ?? origin)
  if (ledger === null && origin !== null) await bind(origin)
  return signed
}

/** Sends the same request again, with the signatures. */
export function sendSigned(path: string, body: object, signed: Signed, sending: Sending): Promise<Response> {
  return send(path, { ...body, signed }, sending)
}

function send(
  path: string,
  body: object,
  { fetcher, headers }: Sending,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetcher(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...headers, ...more, 'content-type': 'application/json' },
  })
}
