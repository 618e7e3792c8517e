/** The private key of a department in a file: made here, read here, sent nowhere. */

import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { memberOf } from '../../domain/record/json.ts'
import { Failure } from '../../intake/run/failure.ts'
import { fromBase64, toBase64 } from '../../ledger/bytes.ts'
import { importSeed } from '../../ledger/ed25519.ts'
import { isPublicKey } from '../../ledger/prepared.ts'

/** Signs for whoever has registered the key. */
export interface DepartmentSigner {
  /** Raw Ed25519 public key, base64. */
  key: string
  sign(message: Uint8Array): Promise<Uint8Array>
}

const FORM = 'mingzhang-department-key-v1'

/**
 * Makes a new key and writes it to a file that only its owner can read.
 *
 * @returns the public key, base64
 * @throws Failure when the file is there already, or cannot be written
 */
export async function makeKeyFile(path: string): Promise<string> {
  const seed = new Uint8Array(randomBytes(32))
  const publicKey = toBase64((await importSeed(seed)).publicKey)
  const text = JSON.stringify({ form: FORM, publicKey, privateKey: toBase64(seed) }, null, 2)
  await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' }).catch((cause: unknown) => {
    throw new Failure(
      'not_written',
      {
        zh: `无法新建 ${path}：已有同名文件，或目录不可写。`,
        en: `${path} cannot be made: there is a file already, or the folder cannot be written to.`,
      },
      cause,
    )
  })
  return publicKey
}

/** @throws Failure when there is no such file, or it is no key of a department */
export async function readKeyFile(path: string): Promise<DepartmentSigner> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('not_found', { zh: `读不到 ${path}。`, en: `${path} cannot be read.` }, cause)
  })
  const signer = await signerOf(text)
  if (signer !== null) return signer
  throw new Failure('invalid', {
    zh: `${path} 不是部门签名密钥的文件（由 keys department-new 生成）。`,
    en: `${path} is no file with the signing key of a department, as keys department-new makes it.`,
  })
}

async function signerOf(text: string): Promise<DepartmentSigner | null> {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return null
  }
  const [form, key, seed] = ['form', 'publicKey', 'privateKey'].map((name) => memberOf(file, name))
  // A seed has as many bytes as a public key.
  if (form !== FORM || typeof key !== 'string' || typeof seed !== 'string' || !isPublicKey(seed)) return null
  const { publicKey, sign } = await importSeed(fromBase64(seed))
  return toBase64(publicKey) === key ? { key, sign } : null
}
