/** Histories that never were: whole ledgers, true to themselves in every row, made from other entries. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { digestBody } from '../../ledger/body.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { canonicalJson, type Json, parseCanonical } from '../../ledger/canonical.ts'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { formatLeaf, parseLeaf } from '../../ledger/envelope.ts'
import type { Signer } from '../../ledger/signer.ts'
import { openMirrorFolder, type ServedEntry } from '../../machine/mirror.ts'
import { mark, type Stage } from './stage.ts'

export interface Forged {
  dir: string
  size: number
  root: Uint8Array
  note: string
}

/**
 * Builds a ledger out of entries, and signs it.
 *
 * @param signer the key of the drill where left out
 */
export async function forge(
  stage: Stage,
  entries: readonly ServedEntry[],
  signer: Signer = stage.signer,
): Promise<Forged> {
  const dir = await stage.folder()
  const { origin } = stage
  const ledger = await openMirrorFolder(dir, { origin, verifierKey: signer.verifierKey }, '')
  try {
    await ledger.append(entries)
    const { size, root } = ledger.head
    const note = await signCheckpoint({ origin, size, root }, signer)
    await ledger.keepNote(size, note)
    await mark(dir, { size, root })
    return { dir, size, root, note }
  } finally {
    ledger.close()
    sealAgain(dir, stage)
  }
}

/** Seals withheld content again: it lies in the ledger of an operator, whatever else they have changed. */
function sealAgain(dir: string, { base }: Stage): void {
  const database = new DatabaseSync(join(dir, 'mingzhang.db'))
  try {
    database.prepare('ATTACH ? AS base').run(join(base, 'mingzhang.db'))
    database.exec(`INSERT INTO body SELECT b.* FROM base.body b JOIN entry e USING ("index")
      WHERE substr(b.content, 1, 3) = 'v1.' ON CONFLICT DO NOTHING`)
  } finally {
    database.close()
  }
}

/** The newest entry that can be told otherwise: open, and not signed by its department. */
export function forgeable(entries: readonly ServedEntry[]): number | null {
  const found = entries.findLastIndex(({ leaf, content }) => {
    const { visibility, sig, kind } = parseLeaf(leaf)
    return (
      visibility === 'public' &&
      sig === undefined &&
      kind !== 'entry.erased' &&
      toldOtherwise(content) !== null
    )
  })
  return found === -1 ? null : found
}

/** The entry with another text in its body, and an envelope that commits to that. */
export function forgedEntry({ leaf, salt, content }: ServedEntry): ServedEntry {
  const told = toldOtherwise(content)
  if (told === null || salt === null) throw new Error('nothing in this entry can be told otherwise')
  const envelope = { ...parseLeaf(leaf), body: toBase64(digestBody(salt, told)) }
  return { leaf: formatLeaf(envelope), salt, content: told }
}

/**
 * One more entry of the record of another one, as an operator would forge it.
 *
 * @param at instant, UTC, at which it claims to be recorded; that of the last entry where left out
 */
export function furtherEntry(entries: readonly ServedEntry[], of: number, at?: string): ServedEntry {
  const { leaf, salt, content } = entries[of] ?? { leaf: new Uint8Array(), salt: null, content: null }
  const envelope = parseLeaf(leaf)
  const envelopes = entries.map((one) => parseLeaf(one.leaf))
  const seq = envelopes.filter(({ record }) => record === envelope.record).length + 1
  const recorded = at ?? (envelopes.at(-1) ?? envelope).recorded
  return { leaf: formatLeaf({ ...envelope, seq, recorded }), salt, content }
}

/** Content in which one text of some length is another; null where there is none. */
function toldOtherwise(content: string | null): string | null {
  if (content === null) return null
  const body: Json = parseCanonical(content)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const found = Object.entries(body).find(
    ([, value]) => typeof value === 'string' && /\p{Script=Han}{2}/u.test(value),
  )
  return found === undefined ? null : canonicalJson({ ...body, [found[0]]: `${String(found[1])}（改）` })
}
