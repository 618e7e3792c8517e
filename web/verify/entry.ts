/** Checks one entry against an opened checkpoint: body digest, leaf, inclusion. Pure: no network, no clock. */

import { saysErased } from '../../worker/domain/kinds/erasure/erasure.ts'
import type { Opened, Recorded } from '../../worker/domain/record/event.ts'
import { checkBody } from '../../worker/ledger/body.ts'
import { fromBase64, toBase64 } from '../../worker/ledger/bytes.ts'
import { canonicalJson, type Json } from '../../worker/ledger/canonical.ts'
import type { Checkpoint } from '../../worker/ledger/checkpoint.ts'
import { formatLeaf, parseLeaf } from '../../worker/ledger/envelope.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import { checkInclusion } from '../../worker/ledger/proof.ts'
import type { Proven } from './source.ts'
import type { Part } from './state.ts'

export type EntryVerdict = { good: true; recorded: Recorded } | { good: false; part: Part }

/** The checks in order; the first that fails names the part. What passes is read from the checked bytes alone. */
export function checkEntry(told: Proven, checkpoint: Checkpoint): EntryVerdict {
  let part: Part = 'leaf'
  try {
    const leaf = fromBase64(told.leaf)
    const leafHash = hashLeaf(leaf)
    if (toBase64(leafHash) !== told.leafHash) return { good: false, part }
    part = 'inclusion'
    checkInclusion(told.index, checkpoint.size, leafHash, told.proof.map(fromBase64), checkpoint.root)
    part = 'leaf'
    const envelope = parseLeaf(leaf)
    if (!sameEnvelope(told.envelope, leaf)) return { good: false, part }
    part = 'body'
    const body = openBody(told, envelope)
    part = 'erasure'
    if (told.withheld === 'erased' && !isErased(told, checkpoint)) return { good: false, part }
    return { good: true, recorded: { index: told.index, envelope, body } }
  } catch {
    return { good: false, part }
  }
}

function sameEnvelope(told: Envelope, leaf: Uint8Array): boolean {
  return toBase64(formatLeaf(told)) === toBase64(leaf)
}

function isErased({ index, erasure }: Proven, checkpoint: Checkpoint): boolean {
  if (erasure === null || erasure.withheld !== null) return false
  const verdict = checkEntry(erasure, checkpoint)
  return verdict.good && saysErased(verdict.recorded, index)
}

/** True of a text that a withheld entry has committed to. */
function isCommitted(envelope: Envelope, { salt, content }: Opened): boolean {
  return envelope.visibility === 'sealed' && checkBody(envelope, fromBase64(salt), canonicalJson(content))
}

/** The body that the envelope commits to; null when it is withheld. @throws when it is not the one committed to */
function openBody({ withheld, salt, content, body, opened }: Proven, envelope: Envelope): Json | null {
  // Erased can be either: that it is, the entry of its erasure has to show.
  if (withheld !== 'erased' && (withheld === 'sealed') !== (envelope.visibility === 'sealed'))
    throw new Error('withheld is not what the envelope says')
  if (opened !== null && !isCommitted(envelope, opened)) throw new Error('opened is not what was committed')
  if (withheld !== null) return null
  if (salt === null || content === null || !checkBody(envelope, fromBase64(salt), content)) {
    throw new Error('the body is not the one that the envelope commits to')
  }
  const read: Json = JSON.parse(content)
  if (canonicalJson(body) !== content) throw new Error('the body differs from its own canonical text')
  return read
}
