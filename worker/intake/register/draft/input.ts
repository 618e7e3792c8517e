/** The input of a drafted mapping: encoding, header, columns, and the dates of its deliveries. */

import type { GivenFile } from '../../files/sheet.ts'
import { baseName } from '../../files/sheet.ts'
import type { Picked } from './columns/choice.ts'
import type { Picks } from './columns/pick.ts'
import type { Say } from './parts/say.ts'
import type { Sample, Sections } from './sample/model.ts'
import type { DraftMapping, DraftRecord } from './settle.ts'

/** The input as found; columns are declared where their header alone does not name them. */
export function inputOf(
  sample: Sample,
  picks: Picks,
  records: readonly DraftRecord[],
): DraftMapping['input'] {
  const columns: Record<string, object> = {}
  const used = JSON.stringify(records)
  const others = new Map(pickedOf(picks).map(({ name, others: some }) => [name, some.map((one) => one.name)]))
  for (const { name, headers, nth } of sample.format === 'json' ? [] : sample.columns) {
    const instead = others.get(name) ?? []
    const plain = headers.length === 1 && instead.length === 0 && !sample.turned
    if (plain || !used.includes(JSON.stringify(name))) continue
    columns[name] = {
      headers: [headers[0] ?? name, ...instead].map(asText),
      ...(nth === 1 ? {} : { nth }),
    }
  }
  const filled = sample.fill.filter((name) => used.includes(JSON.stringify(name)))
  return {
    format: sample.format,
    ...(sample.encodings.length === 0 ? {} : { encodings: sample.encodings }),
    ...(sample.holding === null ? {} : { files: `(?:${sample.holding.map(escaped).join('|')})$` }),
    ...(sample.sheet === null ? {} : { sheet: `^${escaped(sample.sheet.name)}$` }),
    ...(sample.delimiter === null ? {} : { delimiter: sample.delimiter }),
    ...(sample.header === 1 ? {} : { header: sample.header }),
    ...(sample.headerRows === 1 ? {} : { headerRows: sample.headerRows }),
    ...(filled.length === 0 ? {} : { fill: filled }),
    ...(sample.sections === null ? {} : { sections: sample.sections.name }),
    ...(sample.each === null ? {} : { each: sample.each }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
  }
}

/** A header as a text: one that looks like a pattern is written as a pattern of itself. */
function asText(header: string): string {
  if (!/^\/.+\/[iu]*$/.test(header)) return header
  return `/^${escaped(header)}$/`
}

/** A text as a pattern of itself. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Every column that was picked for something. */
export function pickedOf({ identity, amounts, columns: _, titleElse: __, ...rest }: Picks): Picked[] {
  return [...Object.values(rest), identity.column, ...amounts].filter((one) => one !== null)
}

/** The date of a delivery from the name of its file; several dated files are several deliveries. */
export function deliveriesOf(
  { format }: Sample,
  files: readonly GivenFile[],
  say: Say,
): Pick<DraftMapping, 'delivery' | 'asOf'> {
  const rule = '((?:19|20)\\d{2}(?:-\\d{2}(?:-\\d{2})?)?)(?!\\d)'
  const dates = files.map(({ path }) => new RegExp(`(?<!\\d)${rule}`, 'u').exec(baseName(path))?.[1])
  if (format === 'json' || dates.some((date) => date === undefined)) return {}
  say(
    `交付日期取自文件名（${[...new Set(dates)].join('、')}）。`,
    `The date of a delivery is taken from the name of its file (${[...new Set(dates)].join(', ')}).`,
  )
  const several = new Set(dates).size > 1
  return {
    ...(several ? { delivery: 'each-file' as const } : {}),
    asOf: [{ file: `(?<!\\d)${rule}` }],
  }
}

/** The latest of the dates in the names of files; null where one has none. */
export function latestOf(files: readonly GivenFile[]): string | null {
  const dates = files.map(
    ({ path }) => /(?<!\d)((?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?)(?!\d)/u.exec(baseName(path))?.[1],
  )
  return dates.every((date) => date !== undefined) ? (dates.sort().at(-1) ?? null) : null
}

/**
 * Tells the user what was found about the files: encoding, direction, header, filled-down columns, items
 * inside of rows.
 */
export function tellInput(sample: Sample, say: Say): void {
  const { encodings, turned, header, headerRows, fill, blank, each, within, organ, sheet, hidden, unseen } =
    sample
  const { sections, alone } = sample
  const [, other] = encodings
  if (encodings.length === 0)
    say('各文件的编码不同，各按自己的读。', 'The files are in different encodings: each is read by its own.')
  if (sheet !== null)
    say(
      `只读表“${sheet.name}”；其他表的表头不同，未读：${sheet.others.join('、')}。`,
      `Only the sheet "${sheet.name}" is read; others have other headers and were left out: ${sheet.others.join(', ')}.`,
    )
  if (hidden.length > 0)
    say(`隐藏的表没有读：${hidden.join('、')}。`, `Hidden sheets were not read: ${hidden.join(', ')}.`)
  for (const { sheet: name, words } of unseen) say(`“${name}”：${words.zh}。`, `"${name}": ${words.en}.`)
  if (other !== undefined)
    say(`编码不是 UTF-8，按 ${other} 读。`, `The encoding is not UTF-8: read as ${other}.`)
  if (turned)
    say('表头在第一列：每一列是一条记录。', 'The headers stand in the first column: each column is a record.')
  if (header > 1) say(`表头在第 ${header} 行。`, `The header is row ${header}.`)
  if (headerRows > 1)
    say(
      `表头有 ${headerRows} 行：列名由上到下连写，如“时间 / 完成日期”。`,
      `The header has ${headerRows} rows: the names of columns are their texts from the top down, as "Dates / Finish".`,
    )
  const merged = fill.filter((name) => !blank.includes(name))
  if (merged.length > 0)
    say(
      `“${merged.join('、')}”的合并单元格算作它覆盖的每一行的内容。`,
      `Merged cells of "${merged.join('", "')}" count for each row that they cover.`,
    )
  if (sections !== null) tellSections(sections, say)
  if (alone.length > 0)
    say(
      `有 ${alone.length} 行只有一格有字（如 ${shownOf(alone)}）：是下面各行的小标题，还是记录？这里没有当作小标题；若是，请写 input.sections。`,
      `${alone.length} rows hold one text alone (as ${shownOf(alone)}): are they headings of the rows below, or records? They are not taken for headings here; if they are, declare "sections" of the input.`,
    )
  for (const name of blank)
    say(
      `“${name}”有空格，而没有一个名称重复：空格是否指上一行的内容？这里当作是；若不是，请去掉 fill。`,
      `"${name}" has blank cells and no name twice: do they mean what stands above? They are taken so here; if not, take "fill" out.`,
    )
  if (each !== null) say(`记录在“${each}”之下。`, `The records stand under "${each}".`)
  if (within !== null && organ !== null)
    say(
      `每个部门之下的“${within}”里是它的记录；部门取自“${organ.slice(2)}”。`,
      `The records of each organ stand in its "${within}"; "${organ.slice(2)}" names the organ.`,
    )
  else if (organ !== null)
    say(
      '各个列表按名称分开：列表的名称当作部门；若不是，请改 department。',
      'The lists are kept by name: the name of each is taken for a department; if it is none, change "department".',
    )
}

const shownOf = (texts: readonly string[]): string => [...new Set(texts)].slice(0, 3).join('、')

/** Words on the headings, and on what they are taken for. */
function tellSections({ name, organs, texts, rows }: Sections, say: Say): void {
  const shown = shownOf(texts)
  if (organs)
    say(
      `有 ${texts.length} 行只写着一个部门（如 ${shown}）：当作下面各行的部门，共 ${rows} 行；这些行本身不成为记录。若不是，请去掉 sections。`,
      `${texts.length} rows hold nothing but an organ (as ${shown}): it is taken for the department of the ${rows} rows below, and these rows give no record; if it is none, take "sections" out.`,
    )
  else
    say(
      `有 ${texts.length} 行只写着一个小标题（如 ${shown}）：下面 ${rows} 行的“${name}”就是它；这些行本身不成为记录。它是不是部门？若是，请写进 department；若是记录，请去掉 sections。`,
      `${texts.length} rows hold nothing but a heading (as ${shown}): it is "${name}" of the ${rows} rows below, and these rows give no record. Does it name the department? Declare it in "department" then; if they are records, take "sections" out.`,
    )
}
