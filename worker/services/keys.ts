/** API keys: random secrets of which only the hash is kept, each tied to an account, a role and a department. */

import { Problem } from '../domain/problem.ts'
import { toHex, utf8 } from '../ledger/bytes.ts'
import type { Actor } from '../ledger/envelope.ts'
import { sha256 } from '../ledger/merkle.ts'
import * as stored from '../store/keys.ts'
import { readRecord } from '../store/records.ts'
import type { Ledger } from './open.ts'
import { isRole, type Role, roles } from './roles.ts'

/** What may be shown of a key. The secret is shown once, when it is made. */
export interface KeyView {
  id: string
  name: string
  role: Role
  department: string | null
  created: string
  revoked: string | null
}

export interface NewKey {
  name: string
  role: string
  department: string | null
}

const PREFIX = 'mz_'

function hashOf(secret: string): string {
  return toHex(sha256(utf8(secret)))
}

function viewOf({ id, name, role, department, created, revoked }: stored.StoredKey): KeyView[] {
  return isRole(role) ? [{ id, name, role, department, created, revoked }] : []
}

/**
 * Makes a key and returns its secret, which is kept nowhere.
 *
 * @throws Problem `invalid` when the role is unknown, or a department is missing, unknown or not wanted
 */
export async function createKey(ledger: Ledger, wanted: NewKey): Promise<{ key: KeyView; secret: string }> {
  const { role, department } = wanted
  if (!isRole(role)) {
    const known = Object.keys(roles).join(', ')
    throw new Problem('invalid', {
      field: 'role',
      words: {
        zh: `没有角色“${role}”；可用：${known}。`,
        en: `There is no role "${role}"; use one of ${known}.`,
      },
    })
  }
  if (roles[role].ofDepartment !== (department !== null)) {
    throw new Problem('invalid', {
      field: 'department',
      words: roles[role].ofDepartment
        ? {
            zh: '这一角色属于某个部门：请写明部门编号。',
            en: 'This role belongs to a department: name its id.',
          }
        : { zh: '这一角色不属于任何部门。', en: 'This role belongs to no department.' },
    })
  }
  if (department !== null && (await readRecord(ledger.database, department))?.kind !== 'department') {
    throw new Problem('not_found', {
      field: 'department',
      words: { zh: `没有部门 ${department}。`, en: `There is no department ${department}.` },
    })
  }
  const secret = PREFIX + toHex(ledger.random(32))
  const row: stored.StoredKey = {
    id: `key-${toHex(ledger.random(5))}`,
    hash: hashOf(secret),
    name: wanted.name,
    role,
    department,
    created: ledger.now().toISOString(),
    revoked: null,
  }
  await stored.insertKey(ledger.database, row)
  return { key: { ...row, role }, secret }
}

export async function listKeys(ledger: Ledger): Promise<KeyView[]> {
  return (await stored.listKeys(ledger.database)).flatMap(viewOf)
}

/** @throws Problem `not_found` when no live key has this id */
export async function revokeKey(ledger: Ledger, id: string): Promise<void> {
  if (await stored.revokeKey(ledger.database, id, ledger.now().toISOString())) return
  throw new Problem('not_found', {
    field: 'id',
    words: { zh: `没有可撤销的密钥 ${id}。`, en: `There is no live key ${id} to revoke.` },
  })
}

/** Who holds this secret; null when nobody does, or the key was revoked. */
export async function actorOfKey(ledger: Ledger, secret: string): Promise<Actor | null> {
  if (!secret.startsWith(PREFIX) || secret.length !== PREFIX.length + 64) return null
  const key = await stored.findKey(ledger.database, hashOf(secret))
  return key === null ? null : { account: key.id, role: key.role, department: key.department }
}
