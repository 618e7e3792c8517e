/**
 * Departments and responsibilities as CSV: the columns of a published list, so that what was exported can be
 * imported again. Under the names of their fields they stand in `export/table.ts`, with every other kind.
 */

import type { DepartmentState } from '../../domain/kinds/department/state.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { hiddenTitle, label } from '../../domain/kinds/labels.ts'
import type { LegalBasis } from '../../domain/kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../domain/kinds/responsibility/state.ts'
import { lists } from '../../domain/kinds/table.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { eachInTurn } from '../../store/pause.ts'
import type { RecordQuery } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { type RecordSource, recordPages } from './table.ts'
import type { SheetRows } from './workbook/workbook.ts'

type Cell = (state: State, record: RecordView, lang: Lang) => string | null

function ofResponsibility(
  read: (state: ResponsibilityState, lang: Lang, record: RecordView) => string | null,
): Cell {
  return (state, record, lang) => (state.kind === 'responsibility' ? read(state, lang, record) : null)
}

function ofDepartment(read: (state: DepartmentState, lang: Lang) => string | null): Cell {
  return (state, _, lang) => (state.kind === 'department' ? read(state, lang) : null)
}

/** Words for a status; of a record whose opening was erased they say that. */
const statusOf = (record: RecordView, lang: Lang): string =>
  record.status === 'withheld' ? hiddenTitle(lang, record) : label(lang, 'status', record.status)

const numbered = (items: readonly string[]): string => items.map((item, i) => `${i + 1}、${item}`).join('\n')
const bases = (items: readonly LegalBasis[]): string => items.map(({ text }) => text).join('\n')

/** Duties keep their headings; numbers begin anew under each. */
function duties(state: ResponsibilityState): string {
  const lines: string[] = []
  let step: string | null = null
  let n = 0
  for (const duty of state.duties) {
    if (duty.step !== step && duty.step !== null) {
      lines.push(`${duty.step}：`)
      n = 0
    }
    step = duty.step
    n += 1
    lines.push(`${n}、${duty.text}`)
  }
  return lines.join('\n')
}

const COLUMNS: { responsibility: [string, Cell][]; department: [string, Cell][] } = {
  responsibility: [
    ['id', (_, record) => record.id],
    ['department', (_, record) => record.departmentName],
    ['itemCode', ofResponsibility(({ itemCode }) => itemCode)],
    // A withheld item stands in the list without its name; an import passes it over by its status.
    ['name', ofResponsibility(({ name }, lang, record) => name || statusOf(record, lang))],
    ['subItem', ofResponsibility(({ subItem }) => subItem)],
    ['type', ofResponsibility(({ type, typeAsPrinted }) => typeAsPrinted ?? label('zh', 'type', type))],
    ['legalBases', ofResponsibility(({ legalBases }) => bases(legalBases))],
    ['implementer', ofResponsibility(({ implementer }) => implementer)],
    ['undertakingUnits', ofResponsibility(({ undertakingUnits }) => undertakingUnits.join('、'))],
    [
      'level',
      ofResponsibility(
        ({ level, levelAsPrinted }) =>
          levelAsPrinted ?? (level === null ? null : label('zh', 'level', level)),
      ),
    ],
    ['scope', ofResponsibility(({ scope }) => scope)],
    ['description', ofResponsibility(({ description }) => description)],
    ['duties', ofResponsibility(duties)],
    ['dutyBases', ofResponsibility(({ dutyBases }) => bases(dutyBases))],
    ['accountableRoles', ofResponsibility(({ accountableRoles }) => numbered(accountableRoles))],
    ['accountabilityCases', ofResponsibility(({ accountabilityCases }) => numbered(accountabilityCases))],
    ['exemptionCases', ofResponsibility(({ exemptionCases }) => numbered(exemptionCases))],
    ['supervision', ofResponsibility(({ supervision }) => supervision)],
    [
      'statutoryTimeLimit',
      ofResponsibility(
        ({ statutoryTimeLimit: limit }, lang) =>
          limit && (limit.text ?? `${limit.days} ${label(lang, 'unit', limit.unit)}`),
      ),
    ],
    [
      'promisedTimeLimit',
      ofResponsibility(
        ({ promisedTimeLimit: limit }, lang) =>
          limit && (limit.text ?? `${limit.days} ${label(lang, 'unit', limit.unit)}`),
      ),
    ],
    ['fees', ofResponsibility(({ fees }) => fees)],
    ['applicants', ofResponsibility(({ applicants }) => applicants)],
    ['conditions', ofResponsibility(({ conditions }) => numbered(conditions))],
    ['materials', ofResponsibility(({ materials }) => numbered(materials))],
    ['handling', ofResponsibility(({ handling }) => numbered(handling))],
    ['forms', ofResponsibility(({ forms }) => numbered(forms))],
    ['place', ofResponsibility(({ place }) => place)],
    ['hours', ofResponsibility(({ hours }) => hours)],
    ['phone', ofResponsibility(({ phone }) => phone)],
    ['inForceFrom', ofResponsibility(({ inForceFrom }) => inForceFrom)],
    ['inForceTo', ofResponsibility(({ inForceTo }) => inForceTo)],
    ['remark', ofResponsibility(({ remark }) => remark)],
    ['status', (_, record, lang) => statusOf(record, lang)],
  ],
  department: [
    ['id', (_, record) => record.id],
    ['code', ofDepartment(({ code }) => code)],
    ['name', ofDepartment(({ name }) => name)],
    ['nameEn', ofDepartment(({ nameEn }) => nameEn)],
    [
      'departmentKind',
      ofDepartment(({ departmentKind }, lang) => departmentKind && label(lang, 'organ', departmentKind)),
    ],
    ['parent', ofDepartment(({ parent }) => parent)],
    ['level', ofDepartment(({ level }, lang) => level && label(lang, 'level', level))],
    ['uscc', ofDepartment(({ uscc }) => uscc)],
    ['divisionCode', ofDepartment(({ divisionCode }) => divisionCode)],
    ['inForceFrom', ofDepartment(({ inForceFrom }) => inForceFrom)],
    ['inForceTo', ofDepartment(({ inForceTo }) => inForceTo)],
    ['status', (_, record, lang) => statusOf(record, lang)],
  ],
}

type PublishedKind = keyof typeof COLUMNS
export type PublishedQuery = RecordQuery & { kind: PublishedKind }

/** Kinds of which lists are published in columns of their own. */
export const publishedKinds = Object.keys(COLUMNS) as PublishedKind[]

/** True for a kind that is exported as a published list. */
export function isPublished(kind: string): kind is PublishedKind {
  return Object.hasOwn(COLUMNS, kind)
}

const DAYS = new Set(['inForceFrom', 'inForceTo'])

/** A whole list as rows of values, for a workbook. */
export function publishedSheet(
  reading: Pick<RecordSource, 'records'>,
  filter: PublishedQuery,
  lang: Lang,
): SheetRows {
  const columns = COLUMNS[filter.kind]
  return {
    name: lists[filter.kind],
    columns: columns.map(([field]) => ({
      name: label(lang, 'field', field),
      type: DAYS.has(field) ? 'date' : 'string',
    })),
    rows: (async function* () {
      for await (const records of recordPages(reading, filter))
        yield await eachInTurn(records, (record) =>
          columns.map(([, cell]) => cell(record.state, record, lang)),
        )
    })(),
  }
}

/** Rows of a whole list, page by page, the header first. */
export async function* csvLines(
  reading: Pick<RecordSource, 'records'>,
  filter: PublishedQuery,
  lang: Lang,
): AsyncGenerator<string> {
  const columns = COLUMNS[filter.kind]
  yield `\ufeff${csvLine(columns.map(([field]) => label(lang, 'field', field)))}`
  for await (const records of recordPages(reading, filter))
    yield (
      await eachInTurn(records, (record) =>
        csvLine(columns.map(([, cell]) => cell(record.state, record, lang))),
      )
    ).join('')
}
