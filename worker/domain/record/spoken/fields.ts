/** Fields of what the public writes, and of what a moderator does with it. */
import {
  code,
  list,
  maybe,
  object,
  type ReadOf,
  requiredCode,
  requiredDate,
  requiredText,
  requiredWhole,
  sparse,
  text,
  texts,
  whole,
} from '../shape.ts'
import { moderationGrounds, proofMeans } from './vocabulary.ts'

/** Longest title and text of what somebody writes, in characters. */
export const LONGEST = { title: 200, text: 5000, ask: 500, name: 40 } as const

/** 原文: a text as it came in; without title and requests where none were asked for. */
export const said = object({
  title: requiredText(LONGEST.title),
  text: requiredText(LONGEST.text),
  asks: texts(10, LONGEST.ask),
})

export type Said = ReadOf<typeof said>

/** Attachments of one record, and the bytes of one of them. */
export const MOST_ATTACHED = { documents: 3, bytes: 10 * 1024 * 1024 } as const

/** 附件: a document that somebody of the public sent, with its type as its own bytes show it. */
const attachment = {
  /** SHA-256, 64 hexadecimal digits in lower case. */
  sha256: requiredText(64),
  bytes: whole(1, MOST_ATTACHED.bytes),
  mediaType: text(100),
}

/** 附上: one document by its file name. It comes in sealed, and has the visibility of the text that it is. */
export const attaching = object({ title: requiredText(LONGEST.title), attachment: object(attachment) })

/** A further text of the same writer. */
export const speaking = object({ text: requiredText(LONGEST.text) })

/** 意见原文: a comment, with the name that its writer chose for it; null for none, as usual. */
export const opining = object({ text: requiredText(LONGEST.text), name: text(LONGEST.name) })

/** 证明: a domain that carried a record naming the comment, by which means, on the day on which this ledger looked. */
const proof = {
  domain: requiredText(200),
  means: requiredCode(proofMeans, 'dns'),
  on: requiredDate(),
}

/** 代表组织: whoever commented speaks for whoever holds a domain. It comes in sealed, as words do. */
export const proving = object({ proof: object(proof) })

/** A part that was cut: where its mark stands, on which ground, and how many characters are gone, in tens. */
const redaction = object({
  field: requiredText(10),
  at: requiredWhole(0, LONGEST.text),
  length: requiredWhole(1, LONGEST.text),
  ground: requiredCode(moderationGrounds, 'personal_data'),
})

export const publishing = object({
  /** Version of the record with which the text came in. */
  of: requiredWhole(2, 1_000_000),
  title: text(LONGEST.title),
  text: text(LONGEST.text),
  asks: texts(10, LONGEST.ask),
  name: text(LONGEST.name),
  attachment: maybe(sparse(attachment)),
  /** Grounds on which a copy of the document without some parts stands in its place; none of the document itself. */
  copied: list(requiredCode(moderationGrounds, 'personal_data'), { most: 8 }),
  proof: maybe(sparse(proof)),
  redactions: list(redaction, { most: 200 }),
  /** Ledger index of the sealed entry and its salt, in base64, where nothing was cut: anybody can recompute its digest. */
  opens: whole(),
  salt: text(64),
})

/** The text, by the version with which it came in, of which a second moderator is asked. */
export const rereading = object({ of: requiredWhole(2, 1_000_000) })

/**
 * 指明: the text that the entry after it decides on, with the ground where it is withheld. It holds nothing that anybody
 * wrote, so that it is still known of which text something was decided when the content of that decision is erased.
 */
export const naming = object({ of: requiredWhole(2, 1_000_000), onGround: code(moderationGrounds) })

export const withholding = object({
  of: requiredWhole(2, 1_000_000),
  onGround: requiredCode(moderationGrounds, 'personal_data'),
  explanation: requiredText(1000),
})
