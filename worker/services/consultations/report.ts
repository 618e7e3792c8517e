/** 意见采纳情况表: the adoption report of a consultation as it is read, and as the table that governments publish. */
import { adoptionOutcomes, submitters } from '../../domain/kinds/comment/vocabulary.ts'
import {
  type ReadReport,
  reportFrom,
  type SaidComment,
  saidOf,
} from '../../domain/kinds/consultation/adoption.ts'
import { refuse } from '../../domain/record/guard.ts'
import { proofMeans } from '../../domain/record/spoken/vocabulary.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { inParts } from '../../store/pause.ts'
import { commentsOn } from '../../store/records/comments.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'

/** @throws Problem `not_found` */
export async function readReport({ database }: Ledger, id: string): Promise<ReadReport> {
  const consultation = (await readRecord(database, id))?.state
  if (consultation?.kind !== 'consultation')
    throw refuse('not_found', `没有征求意见 ${id}。`, `There is no consultation ${id}.`)
  return inParts(reportFrom(consultation, (await commentsOn(database, id)).map(saidOf)))
}

/** Domains that were looked at, each with its day and means; empty where there are none. */
function provenOf(all: readonly SaidComment[]): string {
  const found = all.flatMap(({ organisation }) =>
    organisation?.domain === undefined
      ? []
      : [`${organisation.domain}，${organisation.on} 凭${proofMeans[organisation.means ?? 'dns'].zh}核实`],
  )
  return found.length === 0 ? '' : `（${found.join('；')}）`
}

/** Whoever commented, with the name of their choice and the organisation that was proven. */
function whoOf(one: SaidComment): string {
  const name = one.name === null ? '' : `“${one.name}”（自称）`
  return `${submitters[one.submitter].zh}${name}${provenOf([one])}`
}

const COLUMNS = ['序号', '反馈人', '意见内容', '是否采纳', '理由'] as const

/** The table that Chinese governments publish, one row for each wording of a group, with its number where several said it. */
export function reportTable({ groups }: Pick<ReadReport, 'groups'>): string {
  const rows = groups.flatMap((group) => {
    const outcome = adoptionOutcomes[group.outcome].zh
    const reason = group.reason ?? ''
    const said = group.campaigns.map(({ first, all }) => {
      const who =
        all.length === 1 ? whoOf(first) : `${whoOf(first)}等 ${all.length} 件${provenOf(all.slice(1))}`
      return [who, first.text ?? `（${first.why?.zh ?? ''}）`, outcome, reason]
    })
    const others = group.others ?? 0
    return others === 0
      ? said
      : [...said, [`其他途径 ${others} 件`, group.summary ?? group.title, outcome, reason]]
  })
  return [COLUMNS, ...rows.map((row, at) => [String(at + 1), ...row])].map((row) => csvLine(row)).join('')
}
