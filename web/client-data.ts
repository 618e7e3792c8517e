import type { ProofBoxProps } from './components/proof/ProofBox.tsx'
import type { Shown } from './verify/record.ts'
import type { ClientWords } from './words/words.ts'

/** Data that the server gives the client about a page, in the JSON block `#page`. */
export interface PageData {
  words: ClientWords
  /** The record whose page this is. */
  shown: Shown | null
  /** Entries to check one by one. */
  indices: number[]
  proof: Pick<ProofBoxProps, 'size' | 'recorded' | 'download' | 'how'>
  /** Address of the script that draws the record again; null where there is no record, or no such script. */
  redraw: string | null
  /** Time zone in which the page writes times. */
  timeZone: string
  /** Said when the citation was copied. */
  copied: string
}
