/** An import that signs for departments: which of them, and what the server prepared for it. */
import { memberOf } from '../../domain/record/json.ts'
import { type Prepared, type Signed, signPrepared } from '../../ledger/prepared.ts'
import { Failure } from './failure.ts'
import type { DepartmentSigner, KnownDepartment } from './target.ts'

/** Signs the drafts of the departments that have registered the key; those of others stay unsigned. */
export type Signing = (prepared: Prepared) => Promise<Signed>

/** @throws Failure when no department has registered the key, or all have revoked it */
export function signingOf({ key, sign }: DepartmentSigner, departments: readonly KnownDepartment[]): Signing {
  const mine = new Set(departments.filter(({ keys }) => keys.includes(key)).map(({ id }) => id))
  if (mine.size > 0) return (prepared) => signPrepared(prepared, mine, sign)
  throw new Failure('no_department', {
    zh: `没有部门登记过公钥 ${key}，或已撤销：请先用 keys register 登记。`,
    en: `No department has registered the public key ${key}, or it was revoked: register it first (keys register).`,
  })
}

/**
 * Entries that a server prepared, for signing.
 *
 * @throws Failure when it answered with something else, as an older server would, which has recorded it then
 */
export function preparedOf(answer: unknown): Prepared {
  const [ticket, drafts] = [memberOf(answer, 'ticket'), memberOf(answer, 'drafts')]
  // Each draft is read strictly before it is signed.
  if (typeof ticket === 'string' && Array.isArray(drafts)) return { ticket, drafts }
  throw new Failure('not_prepared', {
    zh: '服务器没有先准备：它不支持部门签名，这一部分可能已不带签名入账。',
    en: 'The server did not prepare: it knows no signatures of departments, and may have recorded this part unsigned.',
  })
}
