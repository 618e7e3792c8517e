/** A list as a workbook (.xlsx) of one sheet, written row by row: however long it is, one page of it is held. */
import { eachInTurn } from '../../../store/pause.ts'
import type { ColumnType } from '../column.ts'
import { cellXml, escaped, headerXml, STYLES } from './cell.ts'
import { zip } from './zip.ts'

export interface SheetColumn {
  /** As it stands in the header. */
  name: string
  type: ColumnType
}

export interface SheetRows {
  /** Name of the sheet. */
  name: string
  columns: readonly SheetColumn[]
  /** Rows in pages, each a value per column. */
  rows: AsyncIterable<readonly (readonly unknown[])[]>
}

/** Media type of a workbook. */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Characters that the name of a sheet may not hold, and its greatest length. */
const NOT_IN_NAMES = /[\\/?*[\]:]/g
const MOST_NAME = 31
const TEXT_STYLE = 1

/** The bytes of the workbook, in pieces. */
export function workbook(sheet: SheetRows): AsyncGenerator<Uint8Array> {
  const types = `${PACKAGE}/content-types`
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const name = escaped(sheet.name.replace(NOT_IN_NAMES, ' ').slice(0, MOST_NAME)).replaceAll('"', '&quot;')
  const relations = (items: readonly [id: string, type: string, target: string][]): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`
  return zip([
    {
      name: '[Content_Types].xml',
      text: [
        `${HEAD}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${main}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/></Types>`,
      ],
    },
    { name: '_rels/.rels', text: [relations([['rId1', 'officeDocument', 'xl/workbook.xml']])] },
    {
      name: 'xl/workbook.xml',
      text: [
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [
        relations([
          ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
          ['rId2', 'styles', 'styles.xml'],
        ]),
      ],
    },
    { name: 'xl/styles.xml', text: [stylesXml()] },
    { name: 'xl/worksheets/sheet1.xml', text: sheetXml(sheet) },
  ])
}

/** Numbers of formats of one's own begin here; `@` and `General` are built in. */
const OWN_FORMATS = 164
const BUILT_IN: { readonly [format: string]: number } = { General: 0, '@': 49 }

function stylesXml(): string {
  const own: string[] = [...new Set(STYLES)].filter((format) => BUILT_IN[format] === undefined)
  const number = (format: string): number => BUILT_IN[format] ?? OWN_FORMATS + own.indexOf(format)
  const formats = own.map((format) => `<numFmt numFmtId="${number(format)}" formatCode="${format}"/>`)
  const styles = STYLES.map(
    (format, i) =>
      `<xf numFmtId="${number(format)}" fontId="${i === STYLES.length - 1 ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  )
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${own.length}">${formats.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${STYLES.length}">${styles.join('')}</cellXfs></styleSheet>`
}

/** Cells without a place stand one after the other; an empty one keeps the place of the next. */
const EMPTY = '<c/>'

async function* sheetXml({ columns, rows }: SheetRows): AsyncGenerator<string> {
  const widths = columns.map(({ type }, i) => {
    const style = type === 'integer' || type === 'number' || type === 'boolean' ? 0 : TEXT_STYLE
    return `<col min="${i + 1}" max="${i + 1}" width="16" style="${style}" customWidth="1"/>`
  })
  const header = columns.map(({ name }) => headerXml(name)).join('')
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${header}</row>`
  for await (const page of rows) {
    const lines = await eachInTurn(page, (row) => {
      const cells = row.map((value, i) => cellXml(value, columns[i]?.type ?? 'string') || EMPTY)
      return `<row>${cells.join('')}</row>`
    })
    yield lines.join('')
  }
  yield '</sheetData></worksheet>'
}
