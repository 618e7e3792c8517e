/** Entries that a ledger makes about itself, with what has to hold before each. */
import { LedgerError } from '../../../ledger/error.ts'
import { parseVerifierKey, TYPE_ED25519 } from '../../../ledger/vkey.ts'
import type { Draft } from '../../record/event.ts'
import { refuse } from '../../record/guard.ts'
import type { Fields } from '../../record/json.ts'
import { isWebAddress } from '../../text/web-address.ts'
import { type Checkers, type KeyReason, LEDGER, type LedgerState } from './ledger.ts'

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

/**
 * Publishes the digests of the checking page as it can be kept as a file, so that whoever has one can tell by the
 * ledger that it is the one that was given to everybody.
 *
 * @throws Problem `unchanged` for those that were published last, `invalid` for what is no SHA-256
 */
export function decideCheckersPublished(
  state: LedgerState | null,
  described: Described,
  day: string,
  { zh, en }: Checkers,
): Draft[] {
  const last = state?.checkers.at(-1)
  if (last?.zh === zh && last.en === en)
    throw refuse(
      'unchanged',
      '这两个核验页文件已公布过。',
      'These checking pages were published already.',
      'checkerZh',
    )
  for (const [digest, field] of [
    [zh, 'checkerZh'],
    [en, 'checkerEn'],
  ] as const)
    if (!SHA256.test(digest))
      throw refuse(
        'invalid',
        'SHA-256 是 64 位小写十六进制。',
        'A SHA-256 is 64 lower-case hexadecimal digits.',
        field,
      )
  return draftsOf(state, described, day, 'checker_published', { checkerZh: zh, checkerEn: en })
}

const SHA256 = /^[0-9a-f]{64}$/

/**
 * Closes the ledger for good. No other entry is recorded after it.
 *
 * @throws Problem `conflict` for one that is closed, `invalid` for a successor that is no other ledger
 */
export function decideClosed(
  state: LedgerState | null,
  described: Described,
  day: string,
  { successor, address }: { successor: string; address: string | null },
): Draft[] {
  if (state?.closed != null)
    throw refuse('conflict', '账本已经封存。', 'The ledger is closed already.', 'successor')
  if (nameOf(successor) === described.origin)
    throw refuse(
      'invalid',
      `接续的账本要有另一个名称，不能也叫 ${described.origin}：否则见证方会当作同一本账的另一段历史。`,
      `The ledger that continues it needs another name than ${described.origin}: witnesses would take it for another history of the same.`,
      'successor',
    )
  if (address !== null && !isWebAddress(address))
    throw refuse('invalid', '网址要写成 https://…。', 'An address is written as https://….', 'address')
  return draftsOf(state, described, day, 'closed', { successor, address })
}

/**
 * Begins a ledger that continues a closed one.
 *
 * @param history of the keys of that ledger, under its last checkpoint, which was checked
 * @throws Problem `conflict` for a ledger that has begun already
 */
export function decideContinued(
  state: LedgerState | null,
  described: Described,
  day: string,
  history: { verifierKey: string; checkpoint: string; address: string | null; history: string },
): Draft[] {
  if (state !== null)
    throw refuse(
      'conflict',
      '这本账已经开始：接续只能记在开头。',
      'This ledger has begun already: what it continues stands at its beginning.',
      'predecessor',
    )
  return draftsOf(state, described, day, 'continued', { ...history })
}

/** @throws Problem `invalid` for what is no verifier key */
function nameOf(vkey: string): string {
  try {
    const { name, type } = parseVerifierKey(vkey)
    if (type !== TYPE_ED25519) throw new LedgerError('malformed_vkey', 'the key of a witness')
    return name
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw refuse(
      'invalid',
      `${vkey} 不是验证公钥：要写成 mingzhang keys new 或 keys show 给出的样子。`,
      `${vkey} is no verifier key: write it as mingzhang keys new or keys show gives it.`,
      'successor',
    )
  }
}
