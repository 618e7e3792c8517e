/** Checks one entry against the tree of an opened checkpoint: body digest, leaf, place in the tiles. Pure: no clock. */

import { saysErased } from '../../worker/domain/kinds/erasure/erasure.ts'
import type { Opened, Recorded } from '../../worker/domain/record/event.ts'
import { checkBody } from '../../worker/ledger/body.ts'
import { equal, fromBase64, toBase64 } from '../../worker/ledger/bytes.ts'
import { canonicalJson, type Json } from '../../worker/ledger/canonical.ts'
import { formatLeaf, parseLeaf } from '../../worker/ledger/envelope.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'
import type { Claimed, Placed } from './source.ts'
import type { Part } from './state.ts'

export type EntryVerdict = { good: true; recorded: Recorded } | { good: false; part: Part }

/** Places in the tree at which entries, and those that erased them, are said to stand. */
export function leavesOf(told: readonly (Placed | null | undefined)[]): number[] {
  return told.flatMap((one) => (one ? [one.index, ...leavesOf([one.erasure])] : []))
}

/** The checks in order; the first that fails names the part. What passes is read from the checked bytes alone. */
export function checkEntry(told: Claimed, tree: CheckedTree): EntryVerdict {
  let part: Part = 'leaf'
  try {
    const leaf = fromBase64(told.leaf)
    const leafHash = hashLeaf(leaf)
    if (toBase64(leafHash) !== told.leafHash) return { good: false, part }
    part = 'inclusion'
    if (!equal(leafHash, tree.leafAt(told.index))) return { good: false, part }
    part = 'leaf'
    const envelope = parseLeaf(leaf)
    if (!sameEnvelope(told.envelope, leaf)) return { good: false, part }
    part = 'body'
    const body = openBody(told, envelope)
    part = 'erasure'
    if (told.withheld === 'erased' && !isErased(told, tree)) return { good: false, part }
    return { good: true, recorded: { index: told.index, envelope, body } }
  } catch {
    return { good: false, part }
  }
}

function sameEnvelope(told: Envelope, leaf: Uint8Array): boolean {
  return equal(formatLeaf(told), leaf)
}

function isErased({ index, erasure }: Claimed, tree: CheckedTree): boolean {
  if (erasure === null || erasure.withheld !== null) return false
  const verdict = checkEntry(erasure, tree)
  return verdict.good && saysErased(verdict.recorded, index)
}

/** True of a text that a withheld entry has committed to. */
function isCommitted(envelope: Envelope, { salt, content }: Opened): boolean {
  return envelope.visibility === 'sealed' && checkBody(envelope, fromBase64(salt), canonicalJson(content))
}

/** The body that the envelope commits to; null when it is withheld. @throws when it is not the one committed to */
function openBody({ withheld, salt, content, body, opened }: Claimed, envelope: Envelope): Json | null {
  // Erased can be either: that it is, the entry of its erasure has to show. No other word keeps a body from a reader.
  if (withheld !== 'erased' && withheld !== (envelope.visibility === 'sealed' ? 'sealed' : null))
    throw new Error('withheld')
  if (opened !== null && !isCommitted(envelope, opened)) throw new Error('opened')
  if (withheld !== null) return null
  const isBody =
    salt !== null &&
    content !== null &&
    checkBody(envelope, fromBase64(salt), content) &&
    canonicalJson(body) === content
  if (!isBody) throw new Error('body')
  return JSON.parse(content)
}
