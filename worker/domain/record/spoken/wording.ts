/** 同文: texts of the same wording about one record, found by a digest of what was published. */
import { toHex, utf8 } from '../../../ledger/bytes.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { bare } from '../../text/similarity.ts'
import type { Link } from '../facts.ts'

/**
 * Code of a wording about a record; the same for texts that differ in marks, spaces and letter case alone.
 *
 * @param about id of the record that is spoken of
 */
export function wordingOf(about: string, text: string): string {
  return `${about}#${toHex(sha256(utf8(bare(text)))).slice(0, 32)}`
}

/** Link of a published text to its wording; none while nothing is published, and for one that says nothing. */
export function wordingLink(about: string | null, text: string | null | undefined): Link[] {
  if (about === null || about === '' || bare(text ?? '') === '') return []
  return [{ rel: 'wording', target: wordingOf(about, text ?? '') }]
}
