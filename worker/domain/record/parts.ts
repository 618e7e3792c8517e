/** Parts that several record kinds carry: sources, documents, amounts, reports, what changed at the source. */
import { pointForm } from '../place/point.ts'
import { code, date, formed, id, json, list, number, object, personal, sparse, text, whole } from './shape.ts'
import { amountKinds, documentTypes, sourceChanges } from './vocabulary.ts'

/** Place of a delivered record, and its identity from one delivery to the next. */
export const source = sparse({
  /** Name of the mapping through which it was read. */
  mapping: text(100),
  file: text(500),
  sheet: text(500),
  row: whole(1),
  /** The key of the record in the register. */
  key: text(4000),
  url: text(2000),
  /** Date of the delivery in which it was first there. */
  asOf: date(),
})

/** 地点: where something is, by its name, on the map, or as a division. */
export const place = sparse({
  name: text(500),
  /** Latitude and longitude in degrees, as `31.2304, 121.4737`. */
  point: formed(pointForm, 60),
  /** 行政区划代码, or the code of a division elsewhere. */
  division: text(40),
})

/** Places of a record. */
export const places = list(place, { most: 100 })

/** 附件: a document whose digest stands in the ledger; its bytes may be held here, elsewhere, or nowhere. */
export const document = sparse({
  id: text(100),
  title: text(500),
  docType: code(documentTypes),
  /** 发文字号 */
  docNumber: text(200),
  /** 索引号 */
  indexNumber: text(200),
  issuer: text(500),
  /** 成文日期 */
  writtenAt: date(),
  publishedAt: date(),
  mediaType: text(200),
  language: text(20),
  bytes: whole(),
  /** SHA-256, 64 hexadecimal digits in lower case. */
  sha256: text(64),
  url: text(2000),
  version: text(100),
  /** SHA-256 or id of the document of which this is a redacted copy. */
  redactedFrom: text(100),
  remark: text(2000),
})

/** 金额: what was planned, what is planned now, what it came to. */
export const amount = sparse({
  kind: code(amountKinds),
  /** ISO 4217 */
  currency: text(3),
  baseline: number(),
  current: number(),
  actual: number(),
  /** As printed, where it is no number. */
  text: text(500),
})

/** 合同 */
export const contract = sparse({
  id: text(100),
  number: text(200),
  title: text(2000),
  supplier: text(500),
  supplierId: text(500),
  method: text(200),
  currency: text(3),
  amount: number(),
  signedAt: date(),
  url: text(2000),
})

/** Evidence of a report or a claim. */
export const evidence = list(document, { most: 100 })

/** 进展报告: what the department itself says of the state of things, on a date. */
export const report = sparse({
  asOf: date(),
  /** Status or rating as declared, in the words of the source. */
  declared: text(200),
  /** Per cent, 0 to 100. */
  progress: number(0, 100),
  note: text(),
  /** Date on which it is now expected to be done. */
  forecast: date(),
  by: text(500),
  evidence,
})

/** 后来的交付改写或去掉了已记的内容: exactly that, with both values. */
export const sourceChange = sparse({
  change: code(sourceChanges),
  /** `record`, a field, or a part of one as `steps/381178/date`. */
  field: text(300),
  from: json(),
  to: json(),
})

export const delivery = object({
  changes: list(sourceChange, { least: 1, most: 1000 }),
  /** The date of the delivery in which it was found. */
  asOf: date(),
  file: text(500),
})

export const transfer = object({ to: id('department'), handover: id('handover'), reason: text(2000) })

/** Approval of a formal act: by whom, and by which document. */
export const approval = {
  approver: text(500),
  docNumber: text(200),
  requestedAt: date(),
  approvedAt: date(),
}

/** 主体: a post or unit, or the member of a body as the source names them. */
export const member = personal(200)

/** The next free id of a part, `s1`, `s2`, …: parts are never renumbered. */
export function nextPartId(prefix: string, parts: readonly { id?: string }[]): string {
  const taken = new Set(parts.map((part) => part.id))
  let n = parts.length + 1
  while (taken.has(`${prefix}${n}`)) n += 1
  return `${prefix}${n}`
}

/** `parts` with one replaced by id, or added at the end. */
export function withPart<P extends { id?: string }>(parts: readonly P[], part: P): P[] {
  const at = parts.findIndex(({ id: known }) => known === part.id)
  return at === -1 ? [...parts, part] : parts.map((one, i) => (i === at ? part : one))
}
