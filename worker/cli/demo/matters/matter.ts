/** Shape in which the matters of the fictional city are written down. */
import type { ItemName } from '../history.ts'

type Body = { readonly [field: string]: unknown }

/** One act on a record, on its day. */
export type Done = readonly [
  day: string,
  event: string,
  body: Body,
  withheld?: { ground: string; review: string },
]

interface Promised {
  fields: Body
  day: string
  acts: readonly Done[]
}

export interface Matter {
  /** Organ that leads it. */
  code: string
  item: ItemName | null
  day: string
  fields: Body
  acts: readonly Done[]
  milestones?: readonly Promised[]
  evaluation?: { day: string; fields: Body; answer?: readonly [day: string, body: Body] }
  sight?: readonly [zh: string, en: string]
  /** Its title and summary in English. */
  inEnglish?: {
    day: string
    means: 'machine' | 'human'
    translator: string
    title: string
    summary: string
  }
}
