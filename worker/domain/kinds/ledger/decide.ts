/** Entries that a ledger makes about itself, with what has to hold before each. */
import type { Draft } from '../../record/event.ts'
import { refuse } from '../../record/guard.ts'
import type { Fields } from '../../record/json.ts'
import { type KeyReason, LEDGER, type LedgerState } from './ledger.ts'

/** The name and first key of a ledger, which begin its own record. */
export interface Described {
  origin: string
  verifierKey: string
}

/** Drafts of one event of the ledger's own record, behind its description where that is not there yet. */
function draftsOf(
  state: LedgerState | null,
  described: Described,
  day: string,
  event: string,
  body: Fields,
): Draft[] {
  const draft = (seq: number, kind: string, of: Fields): Draft => ({
    ...{ kind: `ledger.${kind}`, record: LEDGER, seq, department: null, occurred: day },
    ...{ visibility: 'public', body: of },
  })
  if (state !== null) return [draft(state.seq + 1, event, body)]
  return [draft(1, 'described', { ...described }), draft(2, event, body)]
}

/** Announces a key. @throws Problem `unchanged` for one that is known, `conflict` while another rotation is under way */
export function decideKeyAnnounced(
  state: LedgerState | null,
  described: Described,
  day: string,
  verifierKey: string,
): Draft[] {
  const keys = state?.keys ?? []
  if (verifierKey === described.verifierKey || keys.some(({ vkey }) => vkey === verifierKey))
    throw refuse('unchanged', '这把公钥已公布过。', 'This key was announced already.', 'verifierKey')
  const inForce = keys.filter(({ retired }) => retired === null)
  if (inForce.length > 1)
    throw refuse(
      'conflict',
      '上一次更换还没有结束：请先停用旧公钥（mingzhang keys retire）。',
      'The last rotation is not over: retire the old key first (mingzhang keys retire).',
      'verifierKey',
    )
  return draftsOf(state, described, day, 'key_announced', { verifierKey })
}

/** Retires a key. @throws Problem `not_allowed` for the only one in force, `not_found` for one that is not in force */
export function decideKeyRetired(
  state: LedgerState | null,
  described: Described,
  day: string,
  {
    verifierKey,
    reasonCode,
    lostFrom,
  }: { verifierKey: string; reasonCode: KeyReason; lostFrom: string | null },
): Draft[] {
  const inForce = (state?.keys ?? []).filter(({ retired }) => retired === null)
  if (inForce.length < 2)
    throw refuse(
      'not_allowed',
      '账本只有一把公钥在用：先用 mingzhang keys rotate 公布新的。',
      'The ledger has only one key in force: announce a new one first with mingzhang keys rotate.',
      'verifierKey',
    )
  if (!inForce.some(({ vkey }) => vkey === verifierKey))
    throw refuse(
      'not_found',
      `没有在用的公钥 ${verifierKey}。`,
      `No key ${verifierKey} is in force.`,
      'verifierKey',
    )
  if (lostFrom !== null && (reasonCode !== 'compromise' || lostFrom > day))
    throw refuse(
      'invalid',
      '泄露日期只用于可能已泄露的私钥，且不晚于今天。',
      'A day of loss goes with a key that may be in other hands, and is not after today.',
      'lostFrom',
    )
  return draftsOf(state, described, day, 'key_retired', { verifierKey, reasonCode, lostFrom })
}
